"""Documents as rows and back: JSON for structure, packed arrays for page words. Opens nothing."""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from ingest.records import (
    Attendee,
    Cell,
    Document,
    Mention,
    Obligation,
    Page,
    PaperWarning,
    Paragraph,
    Part,
    Section,
    Source,
    Table,
    Word,
)
from ingest.spans import BBox, Span


def to_name_key(path: str) -> str:
    """The one key of a file, however its path was typed: absolute, without ".." or "."; links are not followed."""
    return os.path.abspath(path)


WORD_TYPE = np.dtype([("start", "<u4"), ("length", "<u2"), ("x0", "<f4"), ("top", "<f4"), ("x1", "<f4"), ("bottom", "<f4")])

# JSON arrays, not objects: a paper of 300 pages has thousands of paragraphs and is read whole for every citation.


def dump(rows: object) -> str:
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def hash_text(text: str) -> bytes:
    """16 bytes that name the text which was embedded."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:16]


def storable(text: str) -> str:
    """Lone surrogates, which some PDFs' text layers hold, cannot be stored as UTF-8; length is kept."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in text)
    return text


def pack_words(words: Sequence[Word]) -> bytes | None:
    if not words:
        return None
    array = np.zeros(len(words), WORD_TYPE)
    for row, word in zip(array, words, strict=True):
        box = word.bbox
        row["start"], row["length"] = word.span.start, min(len(word.span), 65535)
        row["x0"], row["top"], row["x1"], row["bottom"] = box.x0, box.top, box.x1, box.bottom
    return zlib.compress(array.tobytes(), 1)


def unpack_words(blob: bytes | None) -> tuple[Word, ...]:
    if not blob:
        return ()
    return tuple(
        Word(Span(start, start + length), BBox(x0, top, x1, bottom))
        for start, length, x0, top, x1, bottom in np.frombuffer(zlib.decompress(blob), WORD_TYPE).tolist()
    )


def dump_structure(document: Document) -> tuple[str, str, str, str]:
    """``parts, sections, paragraphs, tables`` as JSON."""
    parts = [
        [p.part_id, p.kind, p.title, p.date, p.span.start, p.span.end,
         [[a.name, a.role, a.organisation, a.status, a.span.start, a.span.end] for a in p.attendance]]
        for p in document.parts
    ]  # fmt: skip
    sections = [
        [s.section_id, s.parent_id, s.part_id, s.level, s.number, s.heading, s.span.start, s.span.end]
        for s in document.sections
    ]
    paragraphs = [
        [p.paragraph_id, p.section_id, p.part_id, p.kind, p.number, p.cited_number, p.span.start, p.span.end]
        for p in document.paragraphs
    ]
    tables = [
        [t.table_id, t.paragraph_id, t.page_no, t.span.start, t.span.end, t.header_rows, t.caption, t.unit, t.multiplier,
         [[[c.row, c.column, c.span.start, c.span.end, c.text] for c in row] for row in t.rows]]
        for t in document.tables
    ]  # fmt: skip
    return dump(parts), dump(sections), dump(paragraphs), dump(tables)


def load_structure(
    parts: str, sections: str, paragraphs: str, tables: str
) -> tuple[tuple[Part, ...], tuple[Section, ...], tuple[Paragraph, ...], tuple[Table, ...]]:
    return (
        tuple(
            Part(number, kind, title, date, Span(start, end),
                 tuple(Attendee(name, role, body, status, Span(a, b)) for name, role, body, status, a, b in attendance))
            for number, kind, title, date, start, end, attendance in json.loads(parts)
        ),
        tuple(Section(row[0], row[1], row[2], row[3], row[4], row[5], Span(row[6], row[7])) for row in json.loads(sections)),
        tuple(Paragraph(row[0], row[1], row[2], row[3], row[4], row[5], Span(row[6], row[7])) for row in json.loads(paragraphs)),
        tuple(
            Table(
                number, paragraph, page_no, Span(start, end),
                tuple(tuple(Cell(r, c, Span(a, b), text) for r, c, a, b, text in cells) for cells in rows),
                header_rows, caption, unit, multiplier,
            )
            for number, paragraph, page_no, start, end, header_rows, caption, unit, multiplier, rows in json.loads(tables)
        ),
    )  # fmt: skip


def dump_warnings(warnings: Iterable[PaperWarning]) -> str:
    return dump([[w.code, storable(w.message), w.page_no] for w in warnings])


def load_warnings(text: str) -> tuple[PaperWarning, ...]:
    return tuple(PaperWarning(*row) for row in json.loads(text))


OBLIGATION_FIELDS = (
    "part_id", "owner", "owner_inferred", "due", "due_text", "due_inferred", "made_on", "topic", "outcome", "mover",
    "seconder", "vote", "cue",
)  # fmt: skip


def dump_obligation(obligation: Obligation) -> str:
    return dump({name: getattr(obligation, name) for name in OBLIGATION_FIELDS})


def load_obligation(kind: Any, start: int, end: int, fields: str) -> Obligation:
    given = json.loads(fields)
    return Obligation(kind=kind, span=Span(start, end), **{name: given[name] for name in OBLIGATION_FIELDS if name in given})


def load_mention(row: tuple[Any, ...]) -> Mention:
    start, end, label, text, value, inferred, entity_id = row
    return Mention(Span(start, end), label, text, value, bool(inferred), entity_id)


def load_page(row: tuple[Any, ...]) -> Page:
    page_no, label, width, height, start, end, text_layer, furniture = row
    return Page(page_no, label, width, height, Span(start, end), text_layer, furniture)


def load_document(paper: dict[str, Any], path: str, pages: list[Page], structure: tuple[str, str, str, str]) -> Document:
    parts, sections, paragraphs, tables = load_structure(*structure)
    return Document(
        doc_id=paper["doc_id"],
        source=Source(path, paper["sha256"], paper["media_type"], paper["url"], paper["licence"], paper["fetched_at"]),
        title=paper["title"], body=paper["body"], meeting_date=paper["meeting_date"],
        published_on=paper["published_on"], doc_type=paper["doc_type"], status=paper["status"], text=paper["text"],
        pages=tuple(pages), parts=parts, sections=sections, paragraphs=paragraphs, tables=tables,
        warnings=load_warnings(paper["warnings"]), paged=bool(paper["paged"]),
    )  # fmt: skip
