"""One Reading into the tables, inside the caller's transaction."""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
from bisect import bisect_left
from collections.abc import Iterator

import numpy as np

from index.store import rows
from index.store.base import Embedded
from index.store.filters import find_days, fold
from index.store.short_forms import find_short_forms
from ingest.records import Document, Mention, Passage, Reading


def insert_reading(
    db: sqlite3.Connection, reading: Reading, embedded: Embedded, sequence: int, now: str
) -> None:
    """Write a paper that is not there yet; ``embedded`` has one row a passage."""
    document = reading.document
    if len(embedded.vectors) != len(reading.passages):
        raise ValueError(f"{len(embedded.vectors)} vectors for {len(reading.passages)} passages")
    first_day, last_day = find_days(document.meeting_date or document.published_on)
    text = rows.storable(document.text)
    source = document.source
    db.execute(
        f"INSERT INTO papers VALUES ({','.join('?' * 22)})",
        (
            document.doc_id, source.sha256, source.media_type, source.url, source.licence, source.fetched_at,
            rows.storable(document.title), document.body, document.body and fold(document.body), document.meeting_date,
            document.published_on, document.doc_type, document.status, document.paged, text,
            rows.dump_warnings(document.warnings), len(document.pages) if document.paged else 0,
            len(reading.passages), first_day, last_day, now, sequence,
        ),
    )  # fmt: skip
    for page in document.pages:
        image = None
        if page.image is not None:
            image = hashlib.sha256(page.image).hexdigest()
            db.execute("INSERT OR IGNORE INTO images VALUES (?, ?)", (image, page.image))
        db.execute(
            f"INSERT INTO pages VALUES ({','.join('?' * 11)})",
            (
                document.doc_id, page.page_no, page.label, page.width, page.height, page.span.start, page.span.end,
                page.text_layer, rows.storable(page.furniture), image, rows.pack_words(page.words),
            ),
        )  # fmt: skip
    structure = (rows.storable(part) for part in rows.dump_structure(document))
    db.execute("INSERT INTO structure VALUES (?, ?, ?, ?, ?)", (document.doc_id, *structure))
    db.executemany(
        "INSERT OR IGNORE INTO mentions VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (document.doc_id, m.span.start, m.span.end, m.label, rows.storable(m.text), m.value and rows.storable(m.value),
             m.inferred, m.entity_id)
            for m in reading.mentions
        ],
    )  # fmt: skip
    db.executemany(
        "INSERT INTO obligations VALUES (?, ?, ?, ?, ?, ?)",
        [
            (document.doc_id, number, o.kind, o.span.start, o.span.end, rows.storable(rows.dump_obligation(o)))
            for number, o in enumerate(reading.obligations)
        ],
    )
    db.executemany(
        "INSERT OR IGNORE INTO short_forms VALUES (?, ?, ?)",
        [(document.doc_id, short, long) for short, long in find_short_forms(text)],
    )
    mentions = sorted(reading.mentions, key=lambda mention: mention.span)
    starts = [mention.span.start for mention in mentions]
    for number, (passage, key, vector) in enumerate(zip(reading.passages, embedded.hashes, embedded.vectors, strict=True)):
        within = mentions[bisect_left(starts, passage.span.start) : bisect_left(starts, passage.span.end)]
        row = _insert_passage(db, document, passage, number, key, vector, within, sequence)
        db.execute("INSERT INTO passage_tokens VALUES (?, ?)", (row, embedded.codes[number]))


def _insert_passage(
    db: sqlite3.Connection, document: Document, passage: Passage, number: int, key: bytes, vector: np.ndarray,
    mentions: list[Mention], sequence: int,
) -> int:  # fmt: skip
    part = next((part for part in document.parts if part.part_id == passage.part_id), None)
    days = find_days(part.date if part else None)
    if days[0] is None:
        days = find_days(document.meeting_date or document.published_on)
    page = document.page_at(passage.span.start)
    section = None if passage.section_id is None else document.sections[passage.section_id]
    shown = None if section is None else f"{section.number} {section.heading}" if section.number else section.heading
    row = db.execute(
        "INSERT INTO passages (passage_id, doc_id, ordinal, start, \"end\", paragraph_ids, section_id, part_id, heading_path, "
        "section, part_title, page_no, paragraph_number, first_day, last_day, text_hash, vector, sequence) "
        f"VALUES ({','.join('?' * 18)})",
        (
            passage.passage_id, document.doc_id, number, passage.span.start, passage.span.end,
            json.dumps(passage.paragraph_ids), passage.section_id, passage.part_id,
            rows.storable(rows.dump(passage.heading_path)), shown and rows.storable(shown),
            part.title if part else None, page.page_no if page else None, _find_number(document, passage),
            days[0], days[1], key, np.asarray(vector, "<f2").tobytes(), sequence,
        ),
    ).lastrowid  # fmt: skip
    db.executemany(
        "INSERT OR IGNORE INTO passage_names VALUES (?, ?, ?, ?)",
        [(row, m.label, fold(rows.storable(m.value or m.text)), rows.storable(m.value or m.text))
         for m in mentions if m.label in ("PERSON", "ORG")],
    )  # fmt: skip
    db.executemany("INSERT OR IGNORE INTO passage_amounts VALUES (?, ?)", [(row, pounds) for pounds in _find_pounds(mentions)])
    return row or 0


def _find_number(document: Document, passage: Passage) -> str | None:
    """The number by which the passage is cited: that of its first paragraph which has one, a heading's only if none has.

    A passage that opens with the heading "3. Officer numbers" and goes on with "3.1 On …" is cited by 3.1.
    """
    paragraphs = [document.paragraphs[i] for i in passage.paragraph_ids if 0 <= i < len(document.paragraphs)]
    numbered = [paragraph for paragraph in paragraphs if paragraph.cited_number]
    text = [paragraph for paragraph in numbered if paragraph.kind != "heading"]
    return next((paragraph.cited_number for paragraph in (*text, *numbered)), None)


def _find_pounds(mentions: list[Mention]) -> Iterator[float]:
    for mention in mentions:
        if mention.label == "MONEY" and mention.value:
            with contextlib.suppress(ValueError):
                yield float(mention.value)
