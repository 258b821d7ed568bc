"""The paper's title as a reader would list it: "Minutes of the Annual Parish Council meeting", "Agenda: Cabinet"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.records import DocType
from ingest.structure.bodies import NAME, NOUN
from ingest.structure.dates import find_dates
from ingest.structure.head import HeadLine, is_of_earlier_minutes, is_place, natural_case, opens_meeting
from ingest.structure.headings import KNOWN

MAX_TITLE = 160
LONG = 45
"""Words of a line with which running text has begun."""

MINUTES = re.compile(r"\b(?:(?<!\d )minutes|notes of|record of the meeting)\b", re.IGNORECASE)
AGENDA = re.compile(r"\b(?:agenda(?!\s+item\b)|summons)\b", re.IGNORECASE)
# From here on a title line tells place and time: "… held in the Village Hall on Monday", "… at 7.30 pm".
PLACE_AND_TIME = re.compile(
    r"(?<!\s)(?:\s*+[,–-]\s+|\s++)(?:(?:which was |to be |was |being )?held\b|(?:taking|to take) place\b|on (?:the )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|"
    r"(?:on|of|for|dated) (?:the )?\d{1,2}(?:st|nd|rd|th)?\s|at \d{1,2}(?:[.:]\d\d)?\s?(?:am|pm)|commencing\b).*$",
    re.IGNORECASE | re.DOTALL,
)
GENERIC = frozenset(
    [
        "minutes",
        "minute",
        "actions",
        "action",
        "and",
        "draft",
        "notes",
        "points",
        "of",
        "the",
        "a",
        "meeting",
        "final",
        "summary",
        "record",
        "unconfirmed",
        "agenda",
        "summons",
        "approved",
    ]
)
NAMED_MEETING = re.compile(
    r"\b(?:annual|extraordinary|special|general|ordinary|emergency|budget|planning|inaugural|\d+(?:st|nd|rd|th))\b[\w ]*\bmeeting\b",
    re.IGNORECASE,
)
# What the title of minutes or of an agenda speaks of, in whatever words.
OF_MEETING = re.compile(
    rf"\b(?:meeting|minutes|agenda|summons|notes|record|proceedings|assembly|agm|{NOUN})\b", re.IGNORECASE
)
COMPANY = re.compile(r"\b(?:Limited|Ltd|plc|CIO|IPS)\W*$", re.IGNORECASE)
# "AGENDA" and below it "CABINET", "PLANNING COMMITTEE": a committee by its short name.
COMMITTEE = re.compile(r"(?:[\w’'&,-]+ ){0,6}(?:cabinet|(?:sub-?)?committee|council)", re.IGNORECASE)
SUMMONED = re.compile(
    r"\b(?:summoned|invited|requested)\s+(?:to\s+)?(?:attend\s+)?(?:a|an|the)\s+(?P<meeting>(?:[\w’'-]+\s+){0,7}?meeting)\b",
    re.IGNORECASE,
)
ABOVE = re.compile(r"\bthe above(?:[- ]named)? (?:\w+ )?(?:council|committee|board|panel|body)\b", re.IGNORECASE)
NOT_TITLE = re.compile(
    r"^(?:\(|(?:table of )?contents\W*$|(?:next )?review(?:ed)? (?:date|on|by)\b|(?:smaller )?authority name\b|proposed by\b|seconded by\b|report of\b|report to\b|to:|from:|dear\b|present\b|apologies\b|page \d|item \d|agenda item\b|appendix to\b|ref\b|our ref|your ref|"
    r"not protectively marked|unclassified|official\b|restricted\b|confidential\b|draft\b$|by email|via email|private and confidential)",
    re.IGNORECASE,
)
# "Please find enclosed the documents …": a covering letter speaks
COVERING = re.compile(r"(?:please (?:find|see|note)|I (?:am|enclose|attach)|further to|with reference to)\b", re.IGNORECASE)
PERSON_OR_POST = re.compile(
    r"^(?:mr|mrs|ms|miss|dr|cllr|councillor|sir|lord|lady|rt hon|chief (?:constable|executive)|clerk)\b|:$",
    re.IGNORECASE,
)
# "To: The Chair and Members, Wenmark Police and Crime Panel": who it is from and to, when and where.
SENT = frozenset(
    [
        "to",
        "from",
        "by",
        "for",
        "date",
        "time",
        "venue",
        "place",
        "report to",
        "report of",
        "report by",
        "date of report",
    ]
)
# "Proposer: …  Seconder: …": fields of a form.
FIELD = re.compile(r"(?<!\S)[A-Z][a-z]+:(?=\s)")
ONE_FIELD = re.compile(
    r"(?:directorate|department|author|classification|status|service|ward|electoral division|proposer|contact|version|purpose)\b[\w ]*:",
    re.IGNORECASE,
)
UNDATED = re.compile(r"\b(?:dated?|updated|published|issued|version|revised|as at|last|reviewed)\b", re.IGNORECASE)
LABELS = (
    "title of meeting",
    "title of the meeting",
    "title",
    "subject",
    "report title",
    "title of report",
    "title of the report",
    "title of paper",
    "re",
    "agenda item",
)


def find_title(head: Sequence[HeadLine], doc_type: DocType, body: str | None, paper: str, fallback: str) -> str:
    top = before_business(head)
    opening = next((rank for rank, line in enumerate(top[:6]) if opens_meeting(line.text, names_body=True)), None)
    if doc_type == "minutes" and body is not None and opening is not None:
        # what comes below day and place is the first item
        top = top[: opening + 1]
    if doc_type == "letter":
        return _letter(head, body)
    title: str | None = None
    if doc_type == "minutes":
        title = _meeting_title(top, MINUTES, "Minutes", body, paper)
    elif doc_type == "agenda":
        title = _meeting_title(top, AGENDA, "Agenda", body, paper)
    title = title or _labelled(head)
    if title is None and doc_type == "minutes" and body is not None and not any(_may_be_title(line, body) for line in top):
        title = f"{body}: Minutes"
    title = title or _most_prominent(top, body, paper)
    if doc_type == "agenda" and body is not None and not (title and OF_MEETING.search(title)):
        title = f"Agenda: {body}"
    if title is None:
        return fallback
    return shorten(title)


def shorten(title: str) -> str:
    title = re.sub(r"\s+", " ", title).strip(" .,;:–-")
    if len(title) <= MAX_TITLE:
        return title
    return title[:MAX_TITLE].rsplit(" ", 1)[0].rstrip(" ,;:–-")


def before_business(head: Sequence[HeadLine]) -> list[HeadLine]:
    """Lines down to the first numbered item or the list of those present."""
    top: list[HeadLine] = []
    for line in head:
        if top and (
            line.numbered or re.match(r"(?:present|in attendance|attendees|apologies)\b", line.text, re.IGNORECASE)
        ):
            break
        if len(line.text.split()) > LONG and any(_may_be_title(before, None) for before in top):
            break
        top.append(line)
    return top


def _cut(text: str) -> str:
    text = PLACE_AND_TIME.sub("", text)
    dates = find_dates(text)
    if dates:
        text = text[: dates[0].start]
    text = re.sub(
        r"\b(?:mon|tues?|wednes|thurs?|fri|satur|sun)day\b\W*$", "", text.strip(" ,.;:–-("), flags=re.IGNORECASE
    )
    return re.sub(r"\s+(?:on|of|in|at|held|the|for)\s*$", "", text.strip(" ,.;:–-("), flags=re.IGNORECASE).strip(
        " ,.;:–-("
    )


def _cut_day(text: str) -> str:
    """Without the day of the meeting; a period ("January to March 2024") is part of what the paper is called."""
    return (_cut(text) or text) if any(date.is_day for date in find_dates(text)) else text


def _is_generic(text: str) -> bool:
    return all(word in GENERIC for word in re.findall(r"[a-z]+", text.lower()))


def _labelled(head: Sequence[HeadLine]) -> str | None:
    for label in LABELS:
        for line in head:
            if line.label == label and 2 <= len(line.text.split()) <= 40:
                return line.text
    return None


def _meeting_title(
    top: Sequence[HeadLine], cue: re.Pattern[str], word: str, body: str | None, paper: str
) -> str | None:
    best: tuple[float, int] | None = None
    for rank, line in enumerate(top):
        match = cue.search(line.text)
        if match is None or line.item or line.contact or COVERING.match(line.text) or is_of_earlier_minutes(top, rank):
            continue
        score = -rank * 0.3 - match.start() * 0.03
        score += 2.0 if line.bold or line.capitals else 0.0
        score += 2.0 if match.start() == 0 else 0.0
        score -= 3.0 if len(line.text) > 200 and match.start() > 0 else 0.0
        score -= 3.0 if re.match(r"(?:here|these|to )", line.text, re.IGNORECASE) else 0.0
        score -= 2.0 if _is_generic(_cut(line.text)) else 0.0
        if best is None or score > best[0]:
            best = (score, rank)
    if best is None:
        return _named_meeting(top, word, body, paper, printed=False)
    line = top[best[1]]
    text = ABOVE.sub(body, line.text) if body else line.text
    text = _cut(text)
    if text and text.split()[0].isupper() and not text.isupper():
        text = text[:1] + text.split()[0][1:].lower() + text[len(text.split()[0]) :]
    text = natural_case(text, paper)
    if not _is_generic(text):
        return text
    labelled = _labelled(top)
    if labelled is not None:
        return labelled
    return _named_meeting(top, text or word, body, paper)


def _named_meeting(
    top: Sequence[HeadLine], word: str, body: str | None, paper: str, printed: bool = True
) -> str | None:
    """ "Agenda: Cabinet", "Data Panel – Fifth Meeting: Minutes": what the generic word belongs to."""
    word = re.sub(r"^\W*agenda and minutes\W*$", "Minutes", word, flags=re.IGNORECASE)
    generic = natural_case(word, paper).strip().capitalize() if word.isupper() else word.strip()
    for line in top:
        summoned = SUMMONED.search(line.text)
        named = NAMED_MEETING.search(line.text) if len(line.text) < 120 and not line.contact else None
        if summoned is not None:
            meeting = summoned["meeting"]
        elif named is not None:
            meeting = _cut(line.text) if line.bold or line.capitals else named.group()
        else:
            continue
        meeting = ABOVE.sub(body or "", meeting).strip()
        if meeting and len(meeting) < 100 and not _is_generic(meeting):
            meeting = natural_case(meeting, paper)
            if not printed and body is not None and not NAME.search(meeting):
                return f"{body}: {meeting}"
            return f"{meeting}: {generic}" if NAME.search(meeting) else f"{generic}: {meeting[:1].upper()}{meeting[1:]}"
    if printed:
        for line, below in pairwise(top):
            if _is_generic(line.text) and COMMITTEE.fullmatch(below.text) and (below.bold or below.capitals):
                return f"{generic}: {natural_case(below.text, paper)}"
    if body is None or not printed:
        return None
    for line in top:
        text = natural_case(_cut(line.text), paper)
        if (
            text
            and body.lower() != text.lower()
            and body.lower().endswith(" " + text.lower())
            and (line.bold or line.capitals)
        ):
            return f"{generic}: {text}"
    for line in top[:6]:
        if (
            body.lower() in line.text.lower()
            and "meeting" in line.text.lower()
            and len(line.text) < 120
            and not line.contact
        ):
            return f"{natural_case(_cut(line.text), paper)}: {generic}"
    return f"{body}: {generic}" if re.match(r"(?:draft |unconfirmed |approved )?minutes\b", generic, re.IGNORECASE) else generic


def _letter(head: Sequence[HeadLine], body: str | None) -> str:
    """The bold subject below "Dear …", else "Letter to Ann Dale, Mayor of Tolsey" from the lines above it."""
    for rank, line in enumerate(head):
        if not re.match(r"dear\b", line.text, re.IGNORECASE):
            continue
        subject = head[rank + 1] if rank + 1 < len(head) else None
        if subject is not None and _is_subject(subject):
            return shorten(natural_case(subject.text, ""))
        for before in reversed(head[max(0, rank - 8) : rank]):
            text = re.sub(r"^to\s*:\s*", "", before.text, flags=re.IGNORECASE)
            if before.label == "to":
                return shorten(f"Letter to {text}")
            if before.contact or find_dates(text) or NOT_TITLE.match(text) or not 2 <= len(text.split()) <= 14:
                continue
            if re.match(r"[A-Z][\w’'-]+(?:\s[A-Z][\w’'.-]+)+", text) and not re.search(r":\s*$|\d", text):
                return shorten(f"Letter to {text}")
        return shorten(f"Letter to {re.sub(r'^dear ', '', line.text, flags=re.IGNORECASE)}")
    return shorten(f"Letter of {body}" if body else "Letter")


def _is_subject(line: HeadLine) -> bool:
    set_apart = line.bold or line.capitals or line.label in {"re", "subject"}
    return set_apart and not line.numbered and 2 <= len(line.text.split()) <= 25 and line.text[-1:] not in ".,;"


def _most_prominent(top: Sequence[HeadLine], body: str | None, paper: str) -> str | None:
    """The largest line; without sizes the last short line in title form before the text begins."""
    lines = [line for line in top if _may_be_title(line, body)]
    if not lines:
        lines = [
            line
            for line in top
            if len(line.text) <= MAX_TITLE and not line.contact and not line.letterhead and line.cells <= 2 and " | " not in line.text and not is_place(line.text)
        ]
        if not lines:
            return None
    lines = [line for line in lines if not COMPANY.search(line.text)] or lines
    largest = max(line.size for line in lines)
    usual = min(line.size for line in top) if top else 0.0
    if largest > usual * 1.08 + 0.1:
        big = [line for line in lines if line.size >= largest - 0.6]
        text = big[0].text
        same = (
            len(big) > 1
            and big[1].position == big[0].position + 1
            and (big[1].bold == big[0].bold or len(text.split()) == 1)
        )
        if same and len(text) + len(big[1].text) < 110:
            text = f"{text} {big[1].text}"
        return natural_case(_cut_day(text), paper)
    strong = [line for line in lines if line.bold or line.capitals]
    if strong:
        return natural_case(_cut_day(strong[0].text), paper)
    early = [
        line
        for line in lines
        if len(line.text.split()) <= 16 and line.text[:1].isupper() and line.text[-1:] not in ".,;:"
    ]
    early = [line for line in early if not ONE_FIELD.match(line.text)] or early
    return natural_case((early or lines)[-1].text, paper)


def _may_be_title(line: HeadLine, body: str | None) -> bool:
    text = line.text
    if (
        line.contact
        or line.letterhead
        or line.label in SENT
        or line.cells > 2
        or len(FIELD.findall(text)) > 1
        or line.item
        or line.numbered
        or not 1 <= len(text.split()) <= 30
        or not re.search(r"[A-Za-z]{3}", text)
    ):
        return False
    if NOT_TITLE.match(text) or KNOWN.match(text) or PERSON_OR_POST.search(text) or COVERING.match(text) or opens_meeting(text) or is_place(text):
        return False
    if body is not None and re.sub(r"\s*\([A-Z]{2,8}\)$", "", text).lower().strip() in {
        body.lower(),
        f"the {body.lower()}",
    }:
        return False
    rest = re.sub(r"\W+", "", UNDATED.sub("", "".join(text[a:b] for a, b in _outside_dates(text))))
    return len(rest) > 4 and 2 * sum(letter.isalpha() or letter == " " for letter in text) > len(text)


def _outside_dates(text: str) -> list[tuple[int, int]]:
    edges: list[tuple[int, int]] = []
    start = 0
    for date in find_dates(text):
        edges.append((start, date.start))
        start = date.end
    edges.append((start, len(text)))
    return edges
