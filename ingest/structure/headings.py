"""Which blocks are headings, and how deep.

Evidence: weight, size, capitals, a short line without a full stop, a printed number with a short title, and
what follows. Levels come from the depth of the number, from the label ("Priority 2" above "Commitment: …")
and from the rank of the style among those that the paper uses.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.structure.blocks import Block

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
    r"^(?:actions?\b\s*[:–-]|resolved\b|agreed\b|to:|from:|date:|tel\b|email\b|dear\b|yours\b|signed\b|"
    r"proposed\b|seconded\b|for\s*\(\d|against\s*\(\d|abstain|\(item\s|page\s+\d|note:|www\.|https?:)",
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
        before = blocks[position - 1] if position else None
        if _is_heading(block, before, following, body, flowing):
            block.kind = "heading"
            block.heading = block.body_text.rstrip(":").strip()
    _set_levels(blocks, body)


def _is_heading(block: Block, before: Block | None, following: Block | None, body: float, flowing: bool) -> bool:
    text = block.body_text
    words = words_of(text)
    if not words or NOT_HEADING.match(text) or not re.search(r"[A-Za-z]{2}", text):
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
        return _numbered_title(block, words, following)
    return flowing and _short_line(text, words, before, following)


def _numbered_title(block: Block, words: list[str], following: Block | None) -> bool:
    """ "2. Injectable …": a number, few words, no full stop, and text of its own below."""
    if len(words) > MAX_SHORT_WORDS + 4 or following is None:
        return False
    number = block.number or ""
    if following.number is not None and following.number.strip("().:") and not _is_below(number, following.number):
        return len(words) <= 8 and block.body_text[:1].isupper() and not re.search(r"[.:]$", block.body_text)
    return block.body_text[:1].isupper()


def _is_below(number: str, other: str) -> bool:
    """ "2.1" or "(a)" stands under "2."."""
    own = number.strip("().: ")
    return other.startswith((own + ".", "(")) or not other[:1].isdigit() or (other.strip("(). ") == "1" and own != "0")


def _short_line(text: str, words: list[str], before: Block | None, following: Block | None) -> bool:
    """In formats without type sizes: a short line in title form above a numbered paragraph or full sentences."""
    if len(words) > MAX_SHORT_WORDS or text.rstrip()[-1:] in ".:;,?!" or following is None or following.kind == "item":
        return False
    if not text[:1].isupper():
        return False
    if following.number is not None:
        return True
    return len(words_of(following.text)) > 14 and before is not None and before.text.rstrip()[-1:] in ".:;?!"


def _set_levels(blocks: Sequence[Block], body: float) -> None:
    styles: dict[tuple[float, bool, bool], int] = {}
    for block in blocks:
        if block.kind == "heading" and not block.level:
            styles.setdefault(_style(block), 0)
    ranked = sorted(styles, key=lambda style: (-style[0], not style[1], not style[2]))
    rank = {style: min(place, 4) for place, style in enumerate(ranked, 1)}
    for block in blocks:
        if block.kind != "heading" or block.level:
            continue
        label = LABELLED.match(block.body_text)
        if label is not None:
            block.level = 1 if label["outer"] else 2
            continue
        number = (block.number or "").strip("().: ")
        if re.fullmatch(r"\d+(?:\.\d+)+", number):
            block.level = min(1 + number.count("."), 6) if not re.fullmatch(r"\d\d\.\d\d\.\d\d", number) else 1
        elif number:
            block.level = 1 if number[:1].isdigit() or number.lower().startswith("item") else 3
        else:
            block.level = min(rank[_style(block)], 3)


def _style(block: Block) -> tuple[float, bool, bool]:
    return (round(block.size), is_capitals(block.text), block.bold)
