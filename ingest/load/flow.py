"""What the readers of flowing formats share: the result, and how its text is cleaned."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.load.pdf_repair import repair_characters
from ingest.load.records import RawBlock

_BLANKS = re.compile(r"[ \t\r\n\f\v\u00a0]+")
_SHORT = 60


@dataclass(slots=True)
class FlowText:
    """Blocks in reading order, running headers and footers, and the title of the file's metadata."""

    blocks: list[RawBlock] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)
    title: str | None = None


def clean(text: str) -> str:
    """One line, single spaces, no control characters, ligatures spelt out."""
    return _BLANKS.sub(" ", repair_characters(text)).strip()


def split_breaks(text: str, *, numbered: bool) -> list[str]:
    """A paragraph with forced line breaks (``\\n``): its lines apart where all are short, as in an address."""
    pieces = [piece for part in text.split("\n") if (piece := clean(part))]
    if len(pieces) > 1 and not numbered and all(len(piece) <= _SHORT for piece in pieces):
        return pieces
    return [" ".join(pieces)] if pieces else []


def row_block(cells: Sequence[str], table_no: int) -> RawBlock:
    texts = tuple(clean(cell.replace("\n", " ")) for cell in cells)
    return RawBlock("table_row", "\t".join(texts), cells=texts, table_no=table_no)


def unique(lines: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(line for line in map(clean, lines) if line))


def to_letters(number: int) -> str:
    """1 a, 26 z, 27 aa."""
    return chr(96 + (number - 1) % 26 + 1) * ((number - 1) // 26 + 1) if number > 0 else ""


def to_roman(number: int) -> str:
    """Lower-case Roman numeral; decimal from 4000."""
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for value, sign in (
        (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
        (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    ):  # fmt: skip
        while number >= value:
            text += sign
            number -= value
    return text
