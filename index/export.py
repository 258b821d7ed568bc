"""Rows of the batch export: what a paper, its pages and its parts are, as plain JSON values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from index.records import Hit
from ingest.records import Attendee, Document, Mention, Obligation

if TYPE_CHECKING:
    from index.archive import Archive

Row = dict[str, Any]


def paper_row(document: Document) -> Row:
    """One row a paper: title, dates, status, headings as printed, paragraph numbers, attendance of each part."""
    own = document.parts[0].attendance if document.parts else ()
    return {
        "file": document.file,
        "title": document.title,
        "doc_type": document.doc_type,
        "body": document.body,
        "meeting_date": document.meeting_date,
        "status": None if document.status == "unknown" else document.status,
        "pages": len(document.pages) if document.paged else None,
        "sections": [
            {
                "number": section.number,
                "heading": f"{section.number} {section.heading}" if section.number else section.heading,
                "level": section.level,
            }
            for section in document.sections
        ],
        "paragraph_numbers": list(
            dict.fromkeys(
                paragraph.number.rstrip(".:) ") for paragraph in document.paragraphs if paragraph.number is not None
            )
        ),
        "attendees": [_attendee(person) for person in own],
        "contained": [
            {
                "kind": part.kind,
                "title": part.title,
                "date": part.date,
                "attendees": [_attendee(person) for person in part.attendance],
            }
            for part in document.parts[1:]
        ],
        "warnings": [warning.message for warning in document.warnings],
    }


def _attendee(person: Attendee) -> Row:
    return {"name": person.name, "role": person.role, "organisation": person.organisation, "status": person.status}


def page_rows(document: Document) -> list[Row]:
    """One row a page: body text in reading order, running headers and footers, tables as rows of cells."""
    rows: list[Row] = []
    for page in document.pages:
        tables = [
            [[cell.text for cell in row] for row in table.rows]
            for table in document.tables
            if table.page_no == page.page_no or not document.paged
        ]
        rows.append(
            {
                "file": document.file,
                "page_no": page.page_no if document.paged else None,
                "text": document.quote(page.span),
                "furniture": page.furniture,
                "tables": tables,
                "text_layer": page.text_layer,
            }
        )
    return rows


def hit_row(hit: Hit) -> Row:
    """A hit as the batch formats of `search` and `ask` have it."""
    return {
        "file": hit.file,
        "page_no": hit.page_no,
        "paragraph_number": hit.paragraph_number,
        "text": hit.text,
        "score": round(hit.score, 6),
    }


def register_rows(document: Document, obligations: Iterable[Obligation]) -> list[Row]:
    """One row an obligation, as `export register` has it; ``status`` is None from ingest, the ledger fills it."""
    rows: list[Row] = []
    for obligation in obligations:
        page = document.page_at(obligation.span.start)
        paragraph = document.paragraph_at(obligation.span.start)
        rows.append(
            {
                "file": document.file,
                "kind": obligation.kind,
                "quote": document.quote(obligation.span),
                "page_no": page.page_no if page is not None else None,
                "paragraph_number": paragraph.cited_number if paragraph is not None else None,
                "owner": obligation.owner,
                "owner_inferred": obligation.owner_inferred,
                "due": obligation.due,
                "due_text": obligation.due_text,
                "due_inferred": obligation.due_inferred,
                "made_on": obligation.made_on,
                "status": None,
                "topic": obligation.topic,
                "outcome": obligation.outcome,
                "vote": obligation.vote,
                "mover": obligation.mover,
                "seconder": obligation.seconder,
            }
        )
    return rows


def mention_rows(document: Document, mentions: Iterable[Mention]) -> list[Row]:
    """One row a tag, as `export mentions` has it."""
    rows: list[Row] = []
    for mention in mentions:
        page = document.page_at(mention.span.start)
        paragraph = document.paragraph_at(mention.span.start)
        rows.append(
            {
                "file": document.file,
                "page_no": page.page_no if page is not None else None,
                "paragraph_number": paragraph.cited_number if paragraph is not None else None,
                "label": mention.label,
                "text": mention.text,
                "value": mention.value,
                "inferred": mention.inferred,
            }
        )
    return rows


EXPORTS = ("register", "papers", "pages", "mentions")


def export_rows(archive: Archive, what: str) -> Iterator[Row]:
    """Rows of one export over the whole archive, paper by paper; a paper that was added under two names has its rows under both.

    :raises ValueError: ``what`` is none of :data:`EXPORTS`.
    """
    if what not in EXPORTS:
        raise ValueError(f"{what!r} is none of {', '.join(EXPORTS)}")
    for paper in archive.papers():
        document = archive.document(paper.doc_id)
        if what == "register":
            rows = register_rows(document, (obligation for _, obligation in archive.obligations(paper.doc_id)))
        elif what == "papers":
            rows = [paper_row(document)]
        elif what == "pages":
            rows = page_rows(document)
        else:
            rows = mention_rows(document, archive.mentions(paper.doc_id))
        for name in dict.fromkeys(path.replace("\\", "/").rsplit("/", 1)[-1] for path in paper.paths):
            yield from ({**row, "file": name} for row in rows)
