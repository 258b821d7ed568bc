"""Invented papers and an archive that only holds them: what the ledger reads, without any file."""

from __future__ import annotations

import hashlib
import itertools
import re
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from index.records import Filters, PaperSummary
from ingest.records import Cell as TableCell
from ingest.records import Document, Mention, Obligation, Page, Paragraph, Part, Section, Source, Table
from ingest.spans import Span

_NUMBERS = itertools.count()
PANEL = "Wenmark Police and Crime Panel"


def make_paper(
    name: str,
    date: str | None,
    sections: list[tuple[str, list[str]]],
    *,
    body: str | None = PANEL,
    status: str = "approved",
    doc_type: str = "minutes",
    head_rows: int = 1,
) -> Document:
    """A paper of (heading, paragraphs); a heading "12/24 Estates" is numbered; a paragraph with tabs is a table, a row a line."""
    text, spans = "", []
    for number, (heading, paragraphs) in enumerate(sections):
        for kind, words in [("heading", heading), *(("body", words) for words in paragraphs)]:
            start = len(text)
            text += words + "\n"
            spans.append((number, kind, Span(start, start + len(words))))
    sha = hashlib.sha256(f"{name}{text}{date}".encode()).hexdigest()
    made_sections: list[Section] = []
    made_paragraphs: list[Paragraph] = []
    tables: list[Table] = []
    for number, (heading, _) in enumerate(sections):
        start = min(span.start for n, _, span in spans if n == number)
        end = max(span.end for n, _, span in spans if n == number)
        match = re.match(r"(\d+/\d+) (.*)", heading)
        made_sections.append(Section(number, None, 0, 1, match[1] if match else None, match[2] if match else heading, Span(start, end)))
    for number, kind, span in spans:
        words = text[span.start : span.end]
        identity = len(made_paragraphs)
        is_table = "\t" in words
        made_paragraphs.append(
            Paragraph(identity, number, 0, "table" if is_table else kind, None, made_sections[number].number, span)  # type: ignore[arg-type]
        )
        if is_table:
            rows, at = [], span.start
            for row_no, line in enumerate(words.split("\n")):
                cells = []
                for column, cell in enumerate(line.split("\t")):
                    cells.append(TableCell(row_no, column, Span(at, at + len(cell)), cell))
                    at += len(cell) + 1
                rows.append(tuple(cells))
            tables.append(Table(len(tables), identity, 1, span, tuple(rows), head_rows))
    whole = Span(0, len(text))
    return Document(
        doc_id=sha[:16], source=Source(name, sha, "text/plain"), title=name, body=body, meeting_date=date, published_on=None,
        doc_type=doc_type, status=status, text=text, pages=(Page(1, "1", 595.0, 842.0, whole, "good"),),  # type: ignore[arg-type]
        parts=(Part(0, "minutes" if doc_type == "minutes" else doc_type, name, date, whole),), sections=tuple(made_sections),
        paragraphs=tuple(made_paragraphs), tables=tuple(tables),
    )  # fmt: skip


def owed(document: Document, words: str, kind: str = "action", **more: object) -> Obligation:
    """The row of ``words`` in a paper."""
    start = document.text.index(words)
    made = Obligation(kind, Span(start, start + len(words)), 0, made_on=document.meeting_date)  # type: ignore[arg-type]
    return replace(made, **more)  # type: ignore[arg-type]


def named(document: Document, *mentions: tuple[str, str, str]) -> tuple[Mention, ...]:
    """Every place of each (text, label, value)."""
    found = [
        Mention(Span(match.start(), match.end()), label, printed, value)  # type: ignore[arg-type]
        for printed, label, value in mentions
        for match in re.finditer(re.escape(printed), document.text)
    ]
    return tuple(sorted(found, key=lambda mention: mention.span))


class Holding:
    """What the ledger asks of an archive, from memory."""

    def __init__(
        self, *papers: Document, rows: dict[str, list[Obligation]] | None = None, tags: dict[str, tuple[Mention, ...]] | None = None,
        unreadable: frozenset[str] = frozenset(),
    ) -> None:
        self.held = {paper.doc_id: paper for paper in papers}
        self.rows = rows or {}
        self.tags = tags or {}
        self.unreadable = unreadable
        self.sequence = 1
        self.path = f"holding {next(_NUMBERS)}"

    def papers(self, filters: Filters = Filters()) -> tuple[PaperSummary, ...]:  # noqa: B008 - frozen
        return tuple(
            PaperSummary(
                p.doc_id, p.file, (p.source.path,), p.source.sha256, p.title, p.body, p.meeting_date, p.published_on, p.doc_type, p.status,
                1, True, 1, {"none": 1} if p.doc_id in self.unreadable else {"good": 1},
            )
            for p in self.held.values()
        )  # fmt: skip

    def document(self, doc_id: str) -> Document:
        return self.held[doc_id]

    def mentions(self, doc_id: str) -> tuple[Mention, ...]:
        return self.tags.get(doc_id, ())

    def obligations(self, doc_id: str | None = None) -> tuple[tuple[str, Obligation], ...]:
        return tuple((held, row) for held in self.held for row in self.rows.get(held, ()) if doc_id in (None, held))

    def passage_vectors(self, doc_id: str) -> tuple[tuple[Span, ...], NDArray[np.float32]]:
        return (), np.zeros((0, 0), np.float32)
