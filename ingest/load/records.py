"""What a loader hands to ``ingest.structure``: raw pages or blocks, before any decision about structure.

A loader never interprets. It gives the text of each page as the text layer (or OCR) has it, line by
line, the words with their boxes and fonts, ruled tables, and the page image.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from ingest.records import PaperWarning, TextLayer
from ingest.spans import BBox, Span

BlockKind = Literal["heading", "paragraph", "item", "table_row"]


@dataclass(frozen=True, slots=True)
class RawWord:
    """A word of ``RawPage.text``: its span in that text, box in points, font size in points and weight."""

    span: Span
    bbox: BBox
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell of a detected table. ``text`` has single spaces; ``bbox`` None for a missing (merged-away) cell."""

    text: str
    bbox: BBox | None


@dataclass(frozen=True, slots=True)
class RawTable:
    bbox: BBox
    rows: tuple[tuple[RawCell, ...], ...]
    ruled: bool = True


@dataclass(frozen=True, slots=True)
class RawPage:
    """One page of a paged format. ``text`` is verbatim canonical text with its line breaks (``\\n``)."""

    page_no: int
    label: str
    width: float
    height: float
    text: str
    text_layer: TextLayer
    words: tuple[RawWord, ...] = field(default=(), repr=False)
    tables: tuple[RawTable, ...] = field(default=(), repr=False)
    image: bytes | None = field(default=None, repr=False)
    warnings: tuple[PaperWarning, ...] = ()
    watermark: str = ""
    """Words printed large and slanting across the page ("DRAFT"), kept out of ``text``."""


@dataclass(frozen=True, slots=True)
class RawBlock:
    """One block of a flowing format (DOCX, ODT, HTML, Markdown, text).

    ``level`` is 1-6 for headings and the nesting depth for items; ``cells`` are the texts of a table row
    (``text`` is then their tab-joined form) and ``table_no`` tells rows of one table from those of the next.
    """

    kind: BlockKind
    text: str
    level: int = 0
    cells: tuple[str, ...] = ()
    table_no: int | None = None
    marker: str | None = None
    """List marker as it would be printed ("(a)", "3.", "•"), where the format keeps it apart from the text."""
    bold: bool = False


@dataclass(frozen=True, slots=True)
class RawPaper:
    """A file opened: either ``pages`` (PDF) or ``blocks`` (flowing formats), never both."""

    path: str
    sha256: str
    media_type: str
    pages: tuple[RawPage, ...] = ()
    blocks: tuple[RawBlock, ...] = ()
    furniture: str = ""
    """Headers and footers of a flowing format that keeps them apart (DOCX, ODT)."""
    title: str | None = None
    """Title of the file's own metadata; a hint only, often wrong."""
    warnings: tuple[PaperWarning, ...] = ()
    seconds: tuple[tuple[str, float], ...] = ()
    """Seconds spent in each stage: ``pypdf``, ``pdfium``, ``tables``, ``render``, ``ocr``, ``parse``, ``total``."""
