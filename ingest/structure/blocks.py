"""Blocks of a paper on their way to paragraphs: what paragraph joining makes and later stages mark up."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.records import ParagraphKind
from ingest.spans import BBox
from ingest.structure.lines import Token


@dataclass(slots=True)
class TableBlock:
    """Rows of cells of one table; each cell is its tokens in reading order."""

    rows: list[list[list[Token]]]
    header_rows: int = 1
    caption: str | None = None
    unit: str | None = None
    multiplier: int | None = None
    ruled: bool = True


@dataclass(slots=True)
class Block:
    """A paragraph, heading, list item or table. Stages of ``ingest.structure`` fill it in, one after the other."""

    kind: ParagraphKind
    tokens: list[Token]
    page_no: int
    bbox: BBox | None = None
    size: float = 0.0
    bold: bool = False
    centred: bool = False
    gap_before: float = 0.0
    marker: str | None = None
    level: int = 0
    """Heading level (1 is outermost), 0 for what is no heading; nesting depth for items of flowing formats."""
    number: str | None = None
    cited_number: str | None = None
    heading: str | None = None
    """Heading text without its number, where the block is a heading or begins with a run-in heading."""
    table: TableBlock | None = None
    lines: int = 1
    nested: bool = False
    """The number belongs to a list inside a numbered paragraph."""

    @property
    def text(self) -> str:
        if self.table is not None:
            return "\n".join(
                "\t".join(" ".join(token.text for token in cell) for cell in row) for row in self.table.rows
            )
        return " ".join(token.text for token in self.tokens)

    @property
    def body_text(self) -> str:
        """Text after the printed number or list marker."""
        text = self.text
        for lead in (self.number, self.marker):
            if lead and text.startswith(lead):
                return text[len(lead) :].lstrip()
        return text
