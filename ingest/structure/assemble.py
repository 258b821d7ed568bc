"""Blocks laid end to end: ``Document.text`` and every span into it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.load.records import RawPage
from ingest.records import Cell, Page, Paragraph, Table, Word
from ingest.spans import Span
from ingest.structure.blocks import Block
from ingest.structure.lines import Token


@dataclass(slots=True)
class TextBuilder:
    """Grows the text and remembers where each page starts and where each word was printed."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    page_starts: dict[int, int] = field(default_factory=dict)
    words: dict[int, list[Word]] = field(default_factory=dict)

    def put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def put_tokens(self, tokens: Sequence[Token]) -> Span:
        start = self.length
        for place, token in enumerate(tokens):
            if place:
                self.put(" ")
            for piece in token.pieces:
                self.page_starts.setdefault(piece.page_no, self.length)
                begin = self.length
                self.put(piece.text)
                if piece.bbox is not None:
                    self.words.setdefault(piece.page_no, []).append(Word(Span(begin, self.length), piece.bbox))
        return Span(start, self.length)


@dataclass(frozen=True, slots=True)
class Laid:
    """The text with the span of each block, in the order of the blocks."""

    text: str
    spans: tuple[Span, ...]
    tables: tuple[Table, ...]
    builder: TextBuilder


def lay_out(blocks: Sequence[Block]) -> Laid:
    builder = TextBuilder()
    spans: list[Span] = []
    tables: list[Table] = []
    for position, block in enumerate(blocks):
        if position:
            builder.put("\n")
        start = builder.length
        builder.page_starts.setdefault(block.page_no, start)
        if block.table is None:
            builder.put_tokens(block.tokens)
        else:
            rows: list[tuple[Cell, ...]] = []
            for row_no, row in enumerate(block.table.rows):
                if row_no:
                    builder.put("\n")
                cells: list[Cell] = []
                for column, tokens in enumerate(row):
                    if column:
                        builder.put("\t")
                    span = builder.put_tokens(tokens)
                    cells.append(Cell(row_no, column, span, " ".join(token.text for token in tokens)))
                rows.append(tuple(cells))
            tables.append(
                Table(
                    table_id=len(tables),
                    paragraph_id=position,
                    page_no=block.page_no or None,
                    span=Span(start, builder.length),
                    rows=tuple(rows),
                    header_rows=block.table.header_rows,
                    caption=block.table.caption,
                    unit=block.table.unit,
                    multiplier=block.table.multiplier,
                )
            )
        spans.append(Span(start, builder.length))
    return Laid("".join(builder.parts), tuple(spans), tuple(tables), builder)


def make_paragraphs(
    blocks: Sequence[Block], laid: Laid, section_ids: Sequence[int | None], part_ids: Sequence[int]
) -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph(
            paragraph_id=position,
            section_id=section_ids[position],
            part_id=part_ids[position],
            kind=block.kind,
            number=block.number,
            cited_number=block.cited_number,
            span=laid.spans[position],
        )
        for position, block in enumerate(blocks)
    )


def make_pages(raw_pages: Sequence[RawPage], furniture: Sequence[str], laid: Laid) -> tuple[Page, ...]:
    """Pages whose spans cut the text without gaps; a page without body text has an empty span."""
    starts: list[int] = []
    following = len(laid.text)
    for raw in reversed(raw_pages):
        following = min(laid.builder.page_starts.get(raw.page_no, following), following)
        starts.append(following)
    starts.reverse()
    if starts:
        starts[0] = 0
    ends = [*starts[1:], len(laid.text)]
    return tuple(
        Page(
            page_no=raw.page_no,
            label=raw.label,
            width=raw.width,
            height=raw.height,
            span=Span(start, end),
            text_layer=raw.text_layer,
            furniture=text,
            words=tuple(laid.builder.words.get(raw.page_no, ())),
            image=raw.image,
        )
        for raw, start, end, text in zip(raw_pages, starts, ends, furniture, strict=True)
    )
