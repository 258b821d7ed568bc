"""Which blocks are headings, and how deep.

Evidence: weight, size, capitals, a short line without a full stop, a printed number with a short title, and
what follows. Levels come from the depth of the number, from the label ("Priority 2" above "Commitment: …")
and from the rank of the style among those that the paper uses.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.structure.blocks import Block
from ingest.structure.numbering import ITEM_WORDS, MONTHS

MAX_WORDS = 22
MAX_LABELLED_WORDS = 60
MAX_SHORT_WORDS = 12

# Labels that open a heading however long it is: "Commitment: Extend the night bus", "PRIORITY 2 – …".
LABELLED = re.compile(
    r"^(?P<outer>priority|objective|theme|part|chapter|annex|appendix|strategic aim)\s+(?:\d+|[A-Z]|[ivx]+)\b"
    r"|^(?P<inner>commitment|outcome|aim|pledge)\s*(?:\d+)?\s*[:–-]\s*\S",
    re.IGNORECASE,
)
# Lines that stand in bold or capitals without being headings.
NOT_HEADING = re.compile(
    r"^(?:actions?\b\s*[:–-]|(?:and )?resolved\b|agreed\b|to:|from:|date:|tel\b|email\b|dear\b|yours\b|signed(?![a-z])|"
    r"\w+\s*(?:[._]{5}|…{2})|(?:reply|response|answer)\s*:?$|proposed\b|seconded\b|for\s*\(\d|against\s*\(\d|abstain|\(item\s|page\s+\d|note:|www\.|https?:)",
    re.IGNORECASE,
)
# Owners in the margin of minutes: "BO", "BO/AD", "BO & AD".
INITIALS = re.compile(r"^[A-Z]{1,4}(?:\s?(?:[/&,+]|and)\s?[A-Z]{1,4})*$")
# Opening words of a list of people.
PEOPLE = re.compile(
    r"^(?:\w+ )?(?:present|in attendance|attendance|attendees|also present|also attending|apologies|members of the public|officials|guests?|invited)\b.{0,60}$",
    re.IGNORECASE,
)
SUB_LABEL = re.compile(r"^\(?[A-Za-z]{1,5}[.)]$|^\(\d+\)$")
# "Police report: attached", "Village upkeep – the hedge …", "Declarations of interest. None declared."
RUN_IN = re.compile(
    r"^(?P<title>[A-Z0-9‘'“\"(][^:;?!\n]{1,110}?)(?P<sep>\s*:(?=\s|$)|\s[–—-]+(?=\s|$)|\.\s(?=[A-Z]))(?P<rest>.*)$",
    re.DOTALL,
)
KNOWN_START = re.compile(
    r"^(?:welcome and apologies|apologies(?: for (?:absence|non-attendance))?|declarations? of (?:disclosable )?(?:conflicts? of )?(?:pecuniary )?interests?"
    r"(?:/[\w ]+?interests?)?|public (?:participation|forum|questions)|any other business|date of (?:the )?next meeting|matters arising|correspondence)\b(?=[\s:.–-])",
    re.IGNORECASE,
)
# Short lines that head a section of minutes in every style of print.
KNOWN = re.compile(
    r"^(?:present|in attendance|attendance|attendees|also present|apologies(?: for absence)?|invited|"
    r"declarations? of (?:conflicts? of )?interests?.{0,40}|(?:minutes|notes) of (?:the )?(?:last|previous) meeting|"
    r"matters arising|any other business|date of (?:the )?next meeting|recommendations?|introduction|background|"
    r"purpose(?: of (?:the )?report)?|summary|conclusions?|financial implications|agenda)\s*:?\.?$",
    re.IGNORECASE,
)
# "Source – County Council", "Note: …": what stands under a chart or table.
NOTE = re.compile(r"^(?:source|note|notes|nb|key)\b\s*[:–-]", re.IGNORECASE)
PERIOD_WORD = re.compile(
    rf"\b(?:(?:{MONTHS})\b|\d{{1,4}}(?:st|nd|rd|th)?\b|to\b|and\b|from\b|of\b|q[1-4]\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b)|[\W_]",
    re.IGNORECASE,
)


def words_of(text: str) -> list[str]:
    return re.findall(r"[A-Za-z0-9£$€%&'’]+", text)


def is_capitals(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) >= 4 and sum(letter.isupper() for letter in letters) >= 0.9 * len(letters)


def mark_headings(blocks: Sequence[Block], body: float, flowing: bool) -> None:
    """Set ``kind``, ``heading`` and ``level`` of the blocks that are headings. ``body`` is the size of body text."""
    for position, block in enumerate(blocks):
        if block.table is not None or block.marker is not None:
            continue
        if block.kind == "heading" and block.level:
            block.heading = block.body_text.rstrip(":").strip()
            continue
        following = next((other for other in blocks[position + 1 :] if other.table is not None or other.text), None)
        if _is_heading(blocks, position, following, body, flowing):
            block.kind = "heading"
            block.heading = block.body_text.rstrip(":").strip()
    _demote_repeated(blocks)
    _demote_announced(blocks)
    _demote_people(blocks)
    _mark_run_in(blocks)
    _set_levels(blocks, body)


def _demote_repeated(blocks: Sequence[Block]) -> None:
    """ "NO OBJECTION" under each of five applications is a verdict and no heading."""
    seen = Counter(block.text.lower() for block in blocks if block.kind == "heading" and block.number is None)
    for block in blocks:
        if (
            block.kind == "heading"
            and seen[block.text.lower()] >= 3
            and not (LABELLED.match(block.text) or KNOWN.match(block.text))
        ):
            block.kind, block.heading = "body", None


def _demote_announced(blocks: Sequence[Block]) -> None:
    """A short line between "… is as follows:" and a table names the table or its columns: it belongs to what announced it."""
    shown = [block for block in blocks if block.table is not None or block.text]
    for before, block, after in zip(shown, shown[1:], shown[2:], strict=False):
        if block.kind != "heading" or block.number is not None or after.table is None:
            continue
        if before.kind != "heading" and before.table is None and before.text.rstrip().endswith(":"):
            block.kind, block.heading = "body", None


def _demote_people(blocks: Sequence[Block]) -> None:
    """Names in bold under "Present" are not headings; the list ends with running text, a number or a known heading."""
    listing = False
    for block in blocks:
        if block.table is not None or block.number is not None or len(words_of(block.text)) > 40:
            listing = False
        elif PEOPLE.match(block.text):
            listing = True
        elif block.kind == "heading" and (KNOWN.match(block.text) or is_capitals(block.text)):
            listing = False
        elif listing and block.kind == "heading":
            block.kind, block.heading = "body", None


def _mark_run_in(blocks: Sequence[Block]) -> None:
    """ "14. Street lights: the Clerk reported …": numbered minutes that open with their own title."""
    numbered = [block for block in blocks if block.number is not None and not block.nested and block.table is None]
    main = [block for block in numbered if not SUB_LABEL.match(block.number or "")]
    titled = {id(block): run_in for block in main if block.kind != "heading" and (run_in := _run_in_title(block))}
    style: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for block in main:
        shape = re.sub(r"\d+", "#", block.number or "")
        total[shape] += 1
        style[shape] += block.kind == "heading" or id(block) in titled
    for block in main:
        found = titled.get(id(block))
        if found is None:
            continue
        title, certain = found
        shape = re.sub(r"\d+", "#", block.number or "")
        if certain or (total[shape] >= 3 and style[shape] >= 0.6 * total[shape]):
            block.heading = title
    for block in main:
        if block.kind == "heading" and block.heading is not None:
            match = RUN_IN.match(block.heading)
            if match and match["sep"].strip() == ":" and len(words_of(match["rest"])) > 0 and not block.bold:
                block.kind, block.heading = "body", match["title"].strip()


def _run_in_title(block: Block) -> tuple[str, bool] | None:
    """The title and whether the print sets it apart (bold before plain text, or a heading that minutes always have)."""
    text = block.body_text
    bold = _bold_lead(block)
    if bold and 1 <= len(words_of(bold)) <= MAX_SHORT_WORDS + 2 and bold[:1].isupper():
        return bold.rstrip(" :–-."), True
    known = KNOWN_START.match(text)
    if known and len(text) > known.end() + 1:
        return known.group().rstrip(" :–-."), True
    match = RUN_IN.match(text)
    if match is None or len(words_of(match["title"])) > MAX_SHORT_WORDS:
        return None
    if match["sep"].strip() == "." and not (
        len(words_of(match["title"])) <= 8
        and not re.search(r"\b(?:is|are|was|were|has|have|had|will|be|that)\b", match["title"])
    ):
        return None
    return match["title"].strip(), False


def _bold_lead(block: Block) -> str:
    """Bold words between the number and the first plain word; empty where all or none are bold."""
    skip = len((block.number or "").split())
    lead: list[str] = []
    for token in block.tokens[skip:]:
        if not token.bold:
            return " ".join(lead)
        lead.append(token.text)
    return ""


def _is_heading(blocks: Sequence[Block], position: int, following: Block | None, body: float, flowing: bool) -> bool:
    block = blocks[position]
    text = block.body_text
    words = words_of(text)
    if (
        not words
        or NOT_HEADING.match(text)
        or (block.number is None and INITIALS.match(text))
        or not re.search(r"[A-Za-z]{2}", text)
    ):
        return False
    if LABELLED.match(text) and len(words) <= MAX_LABELLED_WORDS:
        return True
    if len(words) > MAX_WORDS or (text[:1].islower() and block.number is None):
        return False
    ends = text.rstrip()[-1:]
    if ends in ",;" or (ends == "." and not KNOWN.match(text) and not block.bold):
        return False
    if KNOWN.match(text):
        return True
    if block.bold or (body and block.size > 1.1 * body):
        return not (ends == "." and len(words) > MAX_SHORT_WORDS)
    if is_capitals(text) and len(words) <= MAX_SHORT_WORDS:
        return True
    if block.number is not None and not block.number.startswith("("):
        before = blocks[position - 1] if position else None
        if following is None and before is not None and before.kind == "heading" and before.number is not None:
            return len(words) <= MAX_SHORT_WORDS and text[:1].isupper()
        return _numbered_title(block, words, following)
    return flowing and _short_line(blocks, position)


def _numbered_title(block: Block, words: list[str], following: Block | None) -> bool:
    """ "2. Injectable …": a number, few words, no full stop, and text of its own below."""
    if len(words) > MAX_SHORT_WORDS + 4 or following is None:
        return False
    number = block.number or ""
    if block.body_text.rstrip().endswith(":"):
        return False
    if following.number is not None and following.number.strip("().:") and not _is_below(number, following.number):
        return len(words) <= 10 and block.body_text[:1].isupper() and not re.search(r"[.:]$", block.body_text)
    return block.body_text[:1].isupper()


def _is_below(number: str, other: str) -> bool:
    """ "2.1" or "(a)" stands under "2."."""
    own = number.strip("().: ")
    return other.startswith((own + ".", "(")) or not other[:1].isdigit() or (other.strip("(). ") == "1" and own != "0")


def _short_line(blocks: Sequence[Block], position: int) -> bool:
    """In formats without type sizes: a short line in title form above a numbered paragraph, a table or full sentences."""
    text = blocks[position].body_text
    words = words_of(text)
    if not text[:1].isupper() or text.rstrip()[-1:] in ".:;,?!" or NOTE.match(text) or _is_period(text):
        return False
    following = _next_telling(blocks, position)
    if following is None:
        after = blocks[position + 1] if position + 1 < len(blocks) else None
        return after is not None and _is_period(after.text) and 3 <= len(words) <= MAX_SHORT_WORDS
    if following.number is not None:
        return len(words) <= MAX_SHORT_WORDS + 8
    if len(words) > MAX_SHORT_WORDS + 2:
        return False
    before = blocks[position - 1] if position else None
    ended = before is not None and (
        before.kind == "heading"
        or before.table is not None
        or before.text.rstrip()[-1:] in ".:;?!"
        or before.kind == "item"
    )
    if following.table is not None:
        return True
    if following.kind == "item":
        return ended and _is_title_case(words)
    long = len(words_of(following.text)) > 14 and following.text.rstrip()[-1:] in ".:;?!"
    return ended and (long or NOTE.match(following.text) is not None)


def _next_telling(blocks: Sequence[Block], position: int) -> Block | None:
    """What the line stands above, past a period ("May 2018 – May 2019") and at most two more short lines."""
    for other in blocks[position + 1 : position + 4]:
        if other.table is not None or other.kind == "item" or other.number is not None or NOTE.match(other.text):
            return other
        if _is_period(other.text):
            continue
        if len(words_of(other.text)) > 14:
            return other
        if other.text.rstrip()[-1:] in ".:;,?!" or not other.text[:1].isupper():
            return None
    return None


def _is_period(text: str) -> bool:
    """Nothing but dates: "1st May 2019 – 31st July 2019", "May 18 – May 19"."""
    return bool(text) and not PERIOD_WORD.sub("", text).strip() and any(letter.isdigit() for letter in text)


def _is_title_case(words: Sequence[str]) -> bool:
    long = [word for word in words if len(word) > 3]
    return len(words) >= 2 and bool(long) and sum(word[:1].isupper() for word in long) >= 0.6 * len(long)


def _set_levels(blocks: Sequence[Block], body: float) -> None:
    styles: dict[tuple[float, bool, bool], int] = {}
    for block in blocks:
        if block.kind == "heading" and not block.level:
            styles.setdefault(_style(block), 0)
    ranked = sorted(styles, key=lambda style: (-style[0], not style[1], not style[2]))
    rank = {style: min(place, 4) for place, style in enumerate(ranked, 1)}
    for block in blocks:
        if block.heading is None or block.level:
            continue
        label = LABELLED.match(block.body_text)
        if label is not None:
            block.level = 1 if label["outer"] else 2
            continue
        number = (block.number or "").strip("().: ")
        if block.nested:
            block.level = 3  # an entry of a list within a numbered paragraph opens no chapter
        elif re.fullmatch(r"\d+(?:\.\d+)+", number):
            block.level = min(1 + number.count("."), 6) if not re.fullmatch(r"\d\d\.\d\d\.\d\d", number) else 1
        elif number:
            block.level = 1 if number[:1].isdigit() or ITEM_WORDS.match(number) else 3
        else:
            block.level = min(rank[_style(block)], 3)


def _style(block: Block) -> tuple[float, bool, bool]:
    return (round(block.size), is_capitals(block.text), block.bold)
