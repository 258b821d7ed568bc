"""Papers of the invented Wenmark area for these tests, made from lines of text."""

from __future__ import annotations

import re
from datetime import date

from ingest.records import Cell, Document, Mention, Page, Paragraph, ParagraphKind, Part, Source, Table
from ingest.spans import Span
from ingest.tag.dates import find_dates

_NUMBER = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,4})[.)]?(?=\s)")


def make_paper(
    lines: list[str], *, doc_type: str = "minutes", held: str | None = "2024-03-12", headings: tuple[str, ...] = (), body: str | None = None
) -> Document:
    """A paper of one part: a line a paragraph; a line with tabs is a row of a table (rows in sequence make one table)."""
    text, paragraphs, tables, rows = "", [], [], []
    for number, line in enumerate(lines):
        start = len(text)
        text += line + "\n"
        span = Span(start, start + len(line))
        if "\t" in line:
            at, cells = start, []
            for column, value in enumerate(line.split("\t")):
                cells.append(Cell(len(rows), column, Span(at, at + len(value)), value))
                at += len(value) + 1
            rows.append(tuple(cells))
            if number + 1 < len(lines) and "\t" in lines[number + 1]:
                continue
            whole = Span(rows[0][0].span.start, span.end)
            tables.append(Table(len(tables), len(paragraphs), 1, whole, tuple(rows)))
            paragraphs.append(Paragraph(len(paragraphs), None, 0, "table", None, None, whole))
            rows = []
            continue
        kind: ParagraphKind = "heading" if line in headings else "item" if line.startswith("•") else "body"
        mark = _NUMBER.match(line)
        printed = mark.group() if mark else None
        paragraphs.append(Paragraph(len(paragraphs), None, 0, kind, printed, printed, span))
    part = Part(0, doc_type, "Wenmark Police and Crime Panel", held, Span(0, len(text)))
    page = Page(1, "1", 595.0, 842.0, Span(0, len(text)), "good")
    return Document(
        doc_id="0" * 16, source=Source("wenmark.pdf", "0" * 64, "application/pdf"), title="Paper", body=body, meeting_date=held,
        published_on=None, doc_type=doc_type, status="unknown", text=text, pages=(page,), parts=(part,), sections=(),  # type: ignore[arg-type]
        paragraphs=tuple(paragraphs), tables=tuple(tables),
    )


def find_mentions(document: Document) -> tuple[Mention, ...]:
    """The dates of the paper, as ``ingest.tag`` gives them."""
    anchor = date.fromisoformat(document.meeting_date) if document.meeting_date else None
    return tuple(
        Mention(Span(c.start, c.end), "DATE", document.text[c.start : c.end], c.value, c.inferred)
        for c in find_dates(document.text, anchor)
    )
