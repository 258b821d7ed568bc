"""The head of a paper: the lines of its first page, from which title, body, kind and date are read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.structure.blocks import Block
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


LABELLED = re.compile(
    r"^(?P<label>(?:title(?: of (?:the )?(?:meeting|report|paper))?|subject|re|date(?: of (?:the )?meeting)?|meeting(?: date)?|to|from|by|for|"
    r"time|venue|place|report (?:title|to|of|by)|committee|name of (?:committee|meeting)|decision date|date of report))\s*(?:[:\t]|\s[-–]\s)\s*(?P<text>\S.*)$",
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
                    text=(match["text"] if match else text).replace("\t", " ").strip(),
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


# "MINUTES OF THE MEETING OF TOLSEY TOWN" and below it "COUNCIL HELD IN …": text files keep the line ends of a title.
OPEN_TITLE = re.compile(r"^(?:DRAFT )?(?:MINUTES|AGENDA|NOTES|NOTICE)\b.*[A-Z]$")
GOES_ON = re.compile(r"^(?:[A-Z]{2,}\W+){0,3}(?:COUNCIL|COMMITTEE|PANEL|BOARD|DISTRICT|HELD)\b")


def _join_capitals(lines: Sequence[HeadLine]) -> list[HeadLine]:
    joined: list[HeadLine] = []
    for line in lines:
        last = joined[-1] if joined else None
        if (
            last is not None
            and not last.size
            and last.capitals
            and line.capitals
            and OPEN_TITLE.match(last.text)
            and "HELD" not in last.text
            and ((GOES_ON.match(line.text) and "HELD" in line.text) or _is_rest(last.text, line.text))
        ):
            joined[-1] = replace(last, text=f"{last.text} {line.text}")
            continue
        joined.append(line)
    return joined


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
