"""The head of a paper: the lines of its first page, from which title, body, kind and date are read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.structure.blocks import Block
from ingest.structure.dates import WEEKDAY, find_dates
from ingest.structure.headings import is_capitals

MAX_LINES = 45
FEW_WORDS = 40
WATERMARK_SIZE = 60.0

# "Email: …", "Tel 01632 960001", "www.…", a postcode, an address ending in one.
CONTACT = re.compile(
    r"@|\bwww\.|https?:|\b(?:tel|telephone|email|e-mail|fax|mobile|website|direct line|eircode)\b\s*[:.]?|\b[tf]\s?[:;]\s?\+?\d|\+\d{2,3}\s?\(?0|\b[A-Z]{1,2}\d{1,2}[A-Z]?\s?\d[A-Z]{2}\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A block, or a row of a table, of the first page. ``label``/``text`` are apart where a form prints "Date: …"."""

    text: str
    position: int
    size: float
    bold: bool
    numbered: bool
    item: bool
    label: str = ""
    letterhead: bool = False
    cells: int = 1
    """Filled cells of the table row that the line is; 1 outside tables."""

    @property
    def capitals(self) -> bool:
        return is_capitals(self.text)

    @property
    def contact(self) -> bool:
        return CONTACT.search(self.text) is not None


# "Friday, 2nd February, 2018 10.00 am", "13 July 2020, 2:00pm, on Teams", "Wenmark Panel – Monday 5 May 2025, Guildhall, Tolsey"
_CLOCK = r"(?:at\s+)?\d{1,2}(?:[.:]\d\d)?\s?(?:[ap]\.?m\b|noon\b|hrs\b)|(?:at\s+)?\d\d[.:]\d\d\b"
_VENUE = r"(?:(?:held )?(?:in|at|on|via|by) )?(?:the )?(?:[\w’'.&-]+,? ){0,8}?(?:Room|Suite|Chamber|Hall|Guildhall|House|Centre|Offices?|HQ|Headquarters|Library|School|Church|Teams|Zoom|Building|Theatre|Pavilion|Institute|Hotel|Street|Virtual|Remote|Online)\b"
WHEN_AND_WHERE = re.compile(rf"^[\s,;|–-]*(?:{_CLOCK}|{_VENUE})", re.IGNORECASE)
_WEEKDAY_ONLY = re.compile(rf"\W*(?:{WEEKDAY})?\W*", re.IGNORECASE)


def opens_meeting(text: str, *, names_body: bool = False) -> bool:
    """Whether a line gives day and time, or day and place, of a meeting and nothing else; ``names_body``: the body's name may stand before the day."""
    days = [date for date in find_dates(text) if date.is_day]
    if not days or not WHEN_AND_WHERE.match(text[days[0].end :]):
        return False
    lead = re.split(r"\s[–-]\s|,(?=\s*(?:mon|tue|wed|thu|fri|sat|sun))", text[: days[0].start], maxsplit=1, flags=re.IGNORECASE)
    return _WEEKDAY_ONLY.fullmatch(lead[-1]) is not None and (len(lead) == 1 or names_body)


_PLACE_WORDS = re.compile(r"\b(?:Room|Suite|Chamber|Hall|Guildhall|House|Centre|Offices?|HQ|Headquarters|Library|School|Church|Building|Theatre|Pavilion|Institute|Hotel|Street|Road|Avenue|Park)\b")
_SMALL_IN_PLACES = frozenset(["and", "of", "the", "at", "in", "on", "le", "upon", "cum", "for"])


def is_place(text: str) -> bool:
    """Whether a line is the place of a meeting and nothing else: "Committee Room 2, County Hall, Tolsey", "Virtual meeting"."""
    if re.fullmatch(r"\W*(?:a )?(?:virtual|remote|online|hybrid)(?: meeting)?(?: (?:on|via|by|held on) [\w ]+)?\W*", text, re.IGNORECASE):
        return True
    parts = [part.strip() for part in text.split(",")]
    names = all(word[:1].isupper() or word[:1].isdigit() or word in _SMALL_IN_PLACES for word in re.findall(r"[\w’'-]+", text))
    return len(parts) > 1 and names and any(_PLACE_WORDS.search(part) for part in parts) and not re.search(r"[:;|–]|\.$", text)


_CONFIRMED = re.compile(
    r"\b(?:be|was|were|are|is|been|as|and) (?:\w+ ){0,2}(?:confirmed|approved|agreed|signed|accepted|adopted|noted|received)\b|\b(?:correct|true|accurate) record\b|\bto (?:confirm|approve|agree|sign|receive)\b",
    re.IGNORECASE,
)


def is_of_earlier_minutes(head: Sequence[HeadLine], rank: int) -> bool:
    """Whether a line is about the minutes of an earlier meeting, as an item of this one: "Minutes of 10 May" / "RESOLVED that they be signed"."""
    text = head[rank].text
    following = head[rank + 1].text if rank + 1 < len(head) else ""
    if head[rank].label == "agenda item":
        return re.match(r"\W*(?:draft )?minutes\b", text, re.IGNORECASE) is not None
    return rank > 1 and re.search(r"\bminutes\b", text, re.IGNORECASE) is not None and _CONFIRMED.search(f"{text} {following}") is not None


LABELLED = re.compile(
    r"^(?P<label>(?:title(?: of (?:the )?(?:meeting|report|paper))?|subject|re|date(?: of (?:the )?meeting)?|meeting(?: date)?|to|from|by|for|"
    r"time|venue|place|report (?:title|to|of|by)|committee|name of (?:committee|meeting)|decision date|date of report|agenda item))\s*(?:[:\t]|\s[-–]\s)\s*(?P<text>\S.*)$",
    re.IGNORECASE,
)


def read_head(blocks: Sequence[Block], paged: bool) -> list[HeadLine]:
    """Lines of the first page with words, and of the next where the first is hardly more than a cover."""
    pages: list[int] = []
    words = 0
    lines: list[HeadLine] = []
    for position, block in enumerate(blocks):
        if paged and block.page_no not in pages:
            if pages and words >= FEW_WORDS:
                break
            pages.append(block.page_no)
        if len(lines) >= MAX_LINES:
            break
        if block.size >= WATERMARK_SIZE:
            continue
        words += len(block.text.split())
        for text in block.text.split("\n"):
            match = LABELLED.match(text)
            lines.append(
                HeadLine(
                    text=_close_up((match["text"] if match else text).replace("\t", " ").strip()),
                    position=position,
                    size=block.size,
                    bold=block.bold,
                    numbered=block.number is not None,
                    item=block.marker is not None,
                    label=match["label"].lower() if match else "",
                    letterhead=block.kind == "letterhead",
                    cells=sum(bool(cell.strip()) for cell in text.split("\t")),
                )
            )
    return _join_capitals([line for line in lines if line.text])


def _close_up(text: str) -> str:
    """ "A G E N D A" as one word."""
    return text.replace(" ", "") if re.fullmatch(r"[A-Z](?: [A-Z]){4,}", text) else text


# "MINUTES OF THE MEETING OF TOLSEY TOWN" and below it "COUNCIL HELD IN …": text files keep the line ends of a title.
OPEN_TITLE = re.compile(r"^(?:DRAFT )?(?:MINUTES|AGENDA|NOTES|NOTICE)\b.*[A-Z]$")
TITLE_LINES = 3
"""Lines below the first over which such a title goes on until it says where the meeting was held."""


def _join_capitals(lines: Sequence[HeadLine]) -> list[HeadLine]:
    joined: list[HeadLine] = []
    position = 0
    while position < len(lines):
        line = lines[position]
        count = _rest_of_title(lines, position) if OPEN_TITLE.match(line.text) and not line.size else 0
        rest = lines[position + 1 : position + 1 + count]
        joined.append(replace(line, text=" ".join([line.text, *(other.text for other in rest)])) if rest else line)
        position += 1 + count
    return joined


def _rest_of_title(lines: Sequence[HeadLine], position: int) -> int:
    """How many lines below the first the title goes on."""
    text = lines[position].text
    if not lines[position].capitals or "HELD" in text:
        return 0
    for count, line in enumerate(lines[position + 1 : position + 1 + TITLE_LINES], 1):
        if not line.capitals or line.numbered or line.item:
            return 0
        if re.search(r"\bHELD\b", line.text):
            return count
        if count == 1 and _is_rest(text, line.text):
            return 1
        if line.text[-1:] in ".:":
            return 0
    return 0


def _is_rest(text: str, below: str) -> bool:
    """The last words of a title that filled its line and so was broken."""
    return (
        len(text) >= 60 and len(below.split()) <= 5 and not any(letter.isdigit() or letter in ":,." for letter in below)
    )


def natural_case(text: str, paper: str) -> str:
    """Capitals put into small letters, the way the paper itself prints the words elsewhere, where it does."""
    if not is_capitals(text):
        return text
    match = re.search(rf"(?<!\w){re.escape(text)}(?!\w)", paper, re.IGNORECASE)
    while match is not None:
        found = match.group()
        if not is_capitals(found) and found[:1].isupper():
            return re.sub(r"\s+", " ", found)
        rest = paper[match.end() :]
        following = re.search(rf"(?<!\w){re.escape(text)}(?!\w)", rest, re.IGNORECASE)
        if following is None:
            break
        paper, match = rest, following
    return " ".join(_small(word, place == 0) for place, word in enumerate(text.split()))


SMALL = frozenset(
    ["a", "an", "and", "at", "by", "cum", "for", "from", "in", "le", "of", "on", "or", "the", "to", "upon", "with"]
)
KEEP = frozenset(["AGM", "IPS", "PCC", "UK", "MP", "MPS", "NHS", "ICT", "IT", "CIO", "HR", "EU", "II", "III", "IV"])


def _small(word: str, first: bool) -> str:
    if word.strip("(),:;") in KEEP or any(letter.isdigit() for letter in word):
        return word.lower() if re.fullmatch(r"\d+(?:ST|ND|RD|TH)", word) else word
    if word.lower() in SMALL and not first:
        return word.lower()
    if 2 < len(word) <= 5 and word.isalpha() and not re.search(r"[AEIOUY]", word):
        return word
    pieces = word.split("-")
    return "-".join(
        piece.lower()
        if place and piece.lower() in SMALL
        else piece[:1] + piece[1:].lower()
        if piece[:1].isalpha()
        else piece[:2] + piece[2:].lower()
        for place, piece in enumerate(pieces)
    )
