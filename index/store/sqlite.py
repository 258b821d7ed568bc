"""The truth: ``main.db``, one SQLite database in WAL mode with ``synchronous=FULL``.

A commit here is the acknowledgement that a paper is in the archive. Each thread has a connection of its own
(``connection.py``); readers never wait for the writer (WAL), and the one writer is held apart by ``lock.py``.
"""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterable
from typing import Any

import numpy as np

from index.records import NO_FILTERS, Filters, PaperSummary
from index.store import access, rows
from index.store.base import Embedded, Ids, IndexedPassage, StoredPassage, Vector
from index.store.connection import Database, readable_errors
from index.store.filters import find_days, fold, to_sql
from index.store.writing import insert_reading
from ingest.records import Document, Mention, Obligation, Passage, Reading
from ingest.spans import Span

CHUNK = 500
"""Ids a statement, below SQLite's old limit of 999 parameters."""

PASSAGE_COLUMNS = """passages.id, passages.doc_id, passages.passage_id, passages.start, passages."end",
    passages.paragraph_ids, passages.section_id, passages.part_id, passages.heading_path, passages.section,
    passages.part_title, passages.page_no, passages.paragraph_number, passages.first_day, passages.last_day"""


class SqliteStore(Database):
    """:class:`index.store.base.PaperStore` over one file."""

    # ------------------------------------------------------------ writing

    def put(
        self, reading: Reading, embedded: Embedded, *, again: bool = False, restricted: bool = False, notice: str | None = None
    ) -> str:
        """See :class:`index.store.base.PaperStore`. ``again`` stores a paper anew whose bytes are known already;
        ``restricted`` and ``notice`` are of :func:`index.store.access.mark_new`."""
        document = reading.document
        source = document.source
        path = rows.to_name_key(source.path)
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        with self.transaction() as db:
            known = db.execute("SELECT doc_id FROM papers WHERE sha256 = ?", (source.sha256,)).fetchone()
            before = db.execute("SELECT doc_id FROM names WHERE path = ?", (path,)).fetchone()
            if known and before and known[0] == before[0] and not again:
                return "unchanged"
            sequence = int(db.execute("SELECT value FROM meta WHERE key = 'sequence'").fetchone()[0]) + 1
            kept_names: list[tuple[Any, ...]] = []
            if known and again:
                kept_names = db.execute("SELECT * FROM names WHERE doc_id = ?", known).fetchall()
                _delete(db, known[0], sequence)
            if not known or again:
                insert_reading(db, reading, embedded, sequence, now)
                db.executemany("INSERT INTO names VALUES (?, ?, ?, ?, ?, ?)", kept_names)
            _give_name(db, source.path, document.doc_id, sequence, now)
            replaced = before[0] if before else None
            access.mark_new(db, document.doc_id, asked=restricted, replaced=replaced, notice=notice, now=now)
            db.execute("UPDATE meta SET value = ? WHERE key = 'sequence'", (str(sequence),))
        if before:
            return "replaced"
        return "duplicate" if known else "added"

    def set_restricted(self, doc_id: str, restricted: bool, reason: str) -> bool:
        """Mark a paper, or open it to the public; False when it is so already."""
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        with self.transaction() as db:
            if access.is_restricted(db, doc_id) == restricted:
                access.mark(db, doc_id, restricted, reason, now)
                return False
            access.mark(db, doc_id, restricted, reason, now)
            sequence = int(db.execute("SELECT value FROM meta WHERE key = 'sequence'").fetchone()[0]) + 1
            access.renumber(db, doc_id, sequence)
            db.execute("UPDATE meta SET value = ? WHERE key = 'sequence'", (str(sequence),))
            if restricted:
                db.execute("INSERT OR REPLACE INTO meta VALUES ('words_anew', ?)", (str(sequence),))
        return True

    def words_anew(self) -> int:
        """The change from which on the index of words must have been made anew, not only changed: how often a word stands
        in deleted passages goes on counting there, and a paper had words that the public must not learn of."""
        return int(self.meta("words_anew") or 0)

    def restricted_ids(self) -> Ids:
        """Ids, ascending, of the passages of restricted papers, whoever asks; for the indexes."""
        if self._stand_in is not None:
            return np.zeros(0, np.int64)
        found = self.read(f"{access.RESTRICTED_PASSAGES} ORDER BY id")
        return np.fromiter((row[0] for row in found), np.int64, len(found))

    def delete(self, doc_id: str) -> bool:
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        with self.transaction() as db:
            _keep_names(db, "doc_id = ?", doc_id, now)
            sequence = int(db.execute("SELECT value FROM meta WHERE key = 'sequence'").fetchone()[0]) + 1
            if not _delete(db, doc_id, sequence):
                return False
            db.execute("UPDATE meta SET value = ? WHERE key = 'sequence'", (str(sequence),))
            return True

    def add_name(self, path: str, doc_id: str) -> str:
        """One more name for a paper in the store: 'unchanged', 'duplicate', or 'replaced' where the name was another's."""
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        with self.transaction() as db:
            sequence = int(db.execute("SELECT value FROM meta WHERE key = 'sequence'").fetchone()[0]) + 1
            outcome = _give_name(db, path, doc_id, sequence, now)
            if outcome != "unchanged":
                db.execute("UPDATE meta SET value = ? WHERE key = 'sequence'", (str(sequence),))
        return "duplicate" if outcome == "added" else outcome

    def delete_name(self, path: str) -> None:
        """Forget one name of a paper that has others."""
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        with self.transaction() as db:
            _keep_names(db, "path = ?", path, now)
            db.execute("DELETE FROM names WHERE path = ?", (path,))

    # ------------------------------------------------------------ what the indexes need

    def get(self, ids: Iterable[int]) -> dict[int, StoredPassage]:
        wanted, found = [int(i) for i in ids], {}
        for at in range(0, len(wanted), CHUNK):
            some = wanted[at : at + CHUNK]
            for row in self.read(
                f"""SELECT {PASSAGE_COLUMNS}, papers.title, papers.body, papers.doc_type,
                    coalesce(papers.meeting_date, papers.published_on),
                    (SELECT file FROM names WHERE names.doc_id = papers.doc_id ORDER BY ordinal LIMIT 1),
                    substr(papers.text, passages.start + 1, passages."end" - passages.start)
                    FROM passages JOIN papers USING (doc_id) WHERE passages.id IN ({",".join("?" * len(some))})""",
                some,
            ):
                found[row[0]] = _to_stored(row)
        return found

    def find_ids(self, filters: Filters) -> Ids:
        condition, values = to_sql(filters)
        found = self.read(
            f"SELECT passages.id FROM passages JOIN papers USING (doc_id) WHERE {condition} ORDER BY passages.id", values
        )
        return np.fromiter((row[0] for row in found), np.int64, len(found))

    def passages_since(self, sequence: int, *, restricted: bool = False) -> list[IndexedPassage]:
        """See :class:`index.store.base.PaperStore`: of public papers, or with ``restricted`` of the others."""
        only = f"passages.id {'IN' if restricted else 'NOT IN'} ({access.RESTRICTED_PASSAGES})"
        if self._stand_in is not None:
            only = "0" if restricted else "1"
        names: dict[int, dict[str, list[str]]] = {}
        for number, label, name in self.read(
            "SELECT passage, label, name FROM passage_names JOIN passages ON passages.id = passage WHERE sequence > ?",
            (sequence,),
        ):
            names.setdefault(number, {}).setdefault(label, []).append(name)
        amounts: dict[int, list[float]] = {}
        for number, pounds in self.read(
            "SELECT passage, pounds FROM passage_amounts JOIN passages ON passages.id = passage WHERE sequence > ?",
            (sequence,),
        ):
            amounts.setdefault(number, []).append(pounds)
        found = self.read(
            """SELECT passages.id, passages.doc_id, substr(text, start + 1, "end" - start), heading_path, title,
               body_key, doc_type, passages.first_day, passages.last_day, vector, part_title
               FROM passages JOIN papers USING (doc_id) WHERE passages.sequence > ? AND """
            f"{only} ORDER BY passages.id",
            (sequence,),
        )
        return [
            IndexedPassage(
                id=row[0], doc_id=row[1], text=row[2], heading=" ".join(rows.json.loads(row[3])),
                title=row[4] if not row[10] or row[10] == row[4] else f"{row[4]} {row[10]}",
                body=row[5], doc_type=row[6], first_day=row[7], last_day=row[8],
                people=tuple(names.get(row[0], {}).get("PERSON", ())),
                organisations=tuple(names.get(row[0], {}).get("ORG", ())),
                amounts=tuple(amounts.get(row[0], ())),
                vector=np.frombuffer(row[9], "<f2").astype(np.float32),
            )
            for row in found
        ]  # fmt: skip

    def vectors_since(self, sequence: int) -> tuple[Ids, Vector]:
        """Ids, ascending, and vectors (one row each) of the passages added after ``sequence``."""
        found = self.read("SELECT id, vector FROM passages WHERE sequence > ? ORDER BY id", (sequence,))
        ids = np.fromiter((row[0] for row in found), np.int64, len(found))
        flat = np.frombuffer(b"".join(row[1] for row in found), "<f2").astype(np.float32)
        return ids, flat.reshape(len(found), -1) if found else np.zeros((0, 0), np.float32)

    def deleted_since(self, sequence: int) -> Ids:
        found = self.read("SELECT id FROM deleted_passages WHERE sequence > ? ORDER BY id", (sequence,))
        return np.fromiter((row[0] for row in found), np.int64, len(found))

    def bodies(self) -> tuple[str, ...]:
        return tuple(row[0] for row in self.read("SELECT DISTINCT body FROM papers WHERE body IS NOT NULL ORDER BY body"))

    def find_scopes(self, ids: Iterable[int]) -> dict[int, tuple[str | None, str | None, str | None]]:
        """(first day, last day, body) of each passage that still exists."""
        wanted, found = [int(i) for i in ids], {}
        for at in range(0, len(wanted), CHUNK):
            some = wanted[at : at + CHUNK]
            for number, *scope in self.read(
                "SELECT passages.id, passages.first_day, passages.last_day, body FROM passages JOIN papers USING (doc_id) "
                f"WHERE passages.id IN ({','.join('?' * len(some))})",
                some,
            ):
                found[number] = (scope[0], scope[1], scope[2])
        return found

    def token_codes(self, ids: Iterable[int]) -> dict[int, bytes]:
        wanted, found = [int(i) for i in ids], {}
        for at in range(0, len(wanted), CHUNK):
            some = wanted[at : at + CHUNK]
            marks = ",".join("?" * len(some))
            found.update(dict(self.read(f"SELECT passage, codes FROM passage_tokens WHERE passage IN ({marks})", some)))
        return found

    def passage_codes(self, doc_id: str, passage_ids: Iterable[str]) -> dict[str, bytes]:
        """Codes of the tokens of some passages of one paper, by passage_id."""
        wanted = list(passage_ids)
        marks = ",".join("?" * len(wanted))
        joined = "passages JOIN passage_tokens ON passage_tokens.passage = passages.id"
        return dict(self.read(f"SELECT passage_id, codes FROM {joined} WHERE doc_id = ? AND passage_id IN ({marks})", [doc_id, *wanted]))

    def known_vectors(self, hashes: Iterable[bytes]) -> dict[bytes, tuple[Vector, bytes]]:
        """Vectors and token codes already computed for texts with these hashes (:func:`index.store.rows.hash_text`)."""
        wanted = list(set(hashes))
        found: dict[bytes, tuple[Vector, bytes]] = {}
        for at in range(0, len(wanted), CHUNK):
            some = wanted[at : at + CHUNK]
            marks = ",".join("?" * len(some))
            joined = "passages JOIN passage_tokens ON passage_tokens.passage = passages.id"
            for key, blob, codes in self.read(f"SELECT text_hash, vector, codes FROM {joined} WHERE text_hash IN ({marks})", some):
                found[key] = np.frombuffer(blob, "<f2").astype(np.float32), codes
        return found

    def short_forms(self) -> tuple[tuple[str, str, int], ...]:
        """(short form, long form, papers), most papers first."""
        return tuple(self.read("SELECT short, min(long), count(*) AS n FROM short_forms GROUP BY short, lower(long) ORDER BY n DESC, 1, 2"))

    # ------------------------------------------------------------ reading papers

    def successor(self, doc_id: str) -> str | None:
        """The paper that goes now by a name which the paper ``doc_id`` had; None when none does."""
        found = self.read(
            "SELECT names.doc_id FROM former_names JOIN names USING (path) WHERE former_names.doc_id = ? "
            "ORDER BY former_names.until DESC, path LIMIT 1",
            (doc_id,),
        )
        return found[0][0] if found else None

    def has_bytes(self, sha256: str) -> str | None:
        found = self.read("SELECT doc_id FROM papers WHERE sha256 = ?", (sha256,))
        return found[0][0] if found else None

    def name_of(self, path: str) -> tuple[str, str] | None:
        """(doc_id, sha256) of the paper added under that path."""
        found = self.read(
            "SELECT doc_id, sha256 FROM names JOIN papers USING (doc_id) WHERE path = ?", (rows.to_name_key(path),)
        )
        return (found[0][0], found[0][1]) if found else None

    def papers(self, filters: Filters = NO_FILTERS, doc_id: str | None = None) -> tuple[PaperSummary, ...]:
        condition = "1"
        values: list[object] = []
        if doc_id is not None:
            condition, values = "papers.doc_id = ?", [doc_id]
        elif not filters.is_empty():
            inner, values = to_sql(filters)
            condition = f"papers.doc_id IN (SELECT passages.doc_id FROM passages JOIN papers USING (doc_id) WHERE {inner})"
        found = self.read(
            f"""SELECT doc_id, sha256, title, body, meeting_date, published_on, doc_type, status, page_count, paged,
                passage_count, warnings, added_at FROM papers WHERE {condition}
                ORDER BY coalesce(last_day, '') DESC, title, doc_id""",
            values,
        )
        names: dict[str, list[tuple[str, str]]] = {}
        layers: dict[str, dict[str, int]] = {}
        only, some = ("WHERE doc_id = ?", (doc_id,)) if doc_id is not None else ("", ())
        for key, given, file in self.read(f"SELECT doc_id, given, file FROM names {only} ORDER BY ordinal", some):
            names.setdefault(key, []).append((given, file))
        marks = {}
        if self.restricted:
            marks = dict(self.read("SELECT doc_id, reason FROM access WHERE restricted"))
        for key, layer, count in self.read(f"SELECT doc_id, text_layer, count(*) FROM pages {only} GROUP BY 1, 2", some):
            layers.setdefault(key, {})[layer] = count
        return tuple(
            PaperSummary(
                doc_id=row[0], sha256=row[1], title=row[2], body=row[3], meeting_date=row[4], published_on=row[5],
                doc_type=row[6], status=row[7], pages=row[8], paged=bool(row[9]), passages=row[10],
                warnings=rows.load_warnings(row[11]), added_at=row[12],
                file=names[row[0]][0][1] if row[0] in names else "",
                paths=tuple(given for given, _ in names.get(row[0], ())),
                text_layers=layers.get(row[0], {}),
                restricted=row[0] in marks,
                restricted_because=marks.get(row[0], ""),
            )
            for row in found
        )  # fmt: skip

    def document(self, doc_id: str) -> Document | None:
        with readable_errors(self.path):
            cursor = self._connect().execute("SELECT * FROM papers WHERE doc_id = ?", (doc_id,))
            row = cursor.fetchone()
            if row is None:
                return None
            paper = dict(zip((column[0] for column in cursor.description), row, strict=True))
        pages = self.read(
            'SELECT page_no, label, width, height, start, "end", text_layer, furniture FROM pages WHERE doc_id = ? ORDER BY page_no',
            (doc_id,),
        )
        structure = self.read("SELECT parts, sections, paragraphs, tables FROM structure WHERE doc_id = ?", (doc_id,))
        path = self.read("SELECT given FROM names WHERE doc_id = ? ORDER BY ordinal LIMIT 1", (doc_id,))
        return rows.load_document(paper, path[0][0] if path else "", [rows.load_page(page) for page in pages], structure[0])

    def mentions(self, doc_id: str, within: Span | None = None) -> tuple[Mention, ...]:
        where, values = "", [doc_id]
        if within is not None:
            where, values = ' AND start >= ? AND "end" <= ?', [doc_id, within.start, within.end]  # type: ignore[list-item]
        return tuple(
            rows.load_mention(row)
            for row in self.read(
                f'SELECT start, "end", label, text, value, inferred, entity_id FROM mentions WHERE doc_id = ?{where} ORDER BY start',
                values,
            )
        )

    def obligations(self, doc_id: str | None = None) -> tuple[tuple[str, Obligation], ...]:
        only, values = ("WHERE doc_id = ?", (doc_id,)) if doc_id is not None else ("", ())
        found = self.read(f'SELECT doc_id, kind, start, "end", fields FROM obligations {only} ORDER BY doc_id, ordinal', values)
        return tuple((row[0], rows.load_obligation(*row[1:])) for row in found)

    def passages(self, doc_id: str) -> tuple[Passage, ...]:
        found = self.read(f"SELECT {PASSAGE_COLUMNS} FROM passages WHERE doc_id = ? ORDER BY ordinal", (doc_id,))
        return tuple(_to_passage(row) for row in found)

    def passage_vectors(self, doc_id: str) -> tuple[tuple[Span, ...], Vector]:
        """Spans of a paper's passages, in order, and their vectors, one row each."""
        found = self.read('SELECT start, "end", vector FROM passages WHERE doc_id = ? ORDER BY ordinal', (doc_id,))
        flat = np.frombuffer(b"".join(row[2] for row in found), "<f2").astype(np.float32)
        spans = tuple(Span(row[0], row[1]) for row in found)
        return spans, flat.reshape(len(found), -1) if found else np.zeros((0, 0), np.float32)

    def page_image(self, doc_id: str, page_no: int) -> bytes | None:
        found = self.read(
            "SELECT png FROM pages JOIN images ON images.sha256 = pages.image WHERE doc_id = ? AND page_no = ?", (doc_id, page_no)
        )
        return found[0][0] if found else None

    def page_words(self, doc_id: str, page_no: int) -> bytes | None:
        found = self.read("SELECT words FROM pages WHERE doc_id = ? AND page_no = ?", (doc_id, page_no))
        return found[0][0] if found else None


def _delete(db: sqlite3.Connection, doc_id: str, sequence: int) -> bool:
    """Take a paper out, noting its passages for the indexes and dropping images that no page shows any more."""
    images = db.execute("SELECT DISTINCT image FROM pages WHERE doc_id = ? AND image IS NOT NULL", (doc_id,)).fetchall()
    db.execute("INSERT INTO deleted_passages SELECT id, ? FROM passages WHERE doc_id = ?", (sequence, doc_id))
    gone = db.execute("DELETE FROM papers WHERE doc_id = ?", (doc_id,)).rowcount
    db.executemany("DELETE FROM images WHERE sha256 = ?1 AND NOT EXISTS (SELECT 1 FROM pages WHERE image = ?1)", images)
    return gone > 0


def _keep_names(db: sqlite3.Connection, condition: str, value: str, now: str) -> None:
    """Note the names that are about to go, so that links to the paper can be led on."""
    db.execute(f"INSERT OR REPLACE INTO former_names SELECT path, doc_id, ? FROM names WHERE {condition}", (now, value))


def _give_name(db: sqlite3.Connection, given: str, doc_id: str, sequence: int, now: str) -> str:
    """Point a name to a paper; the paper that had the name before goes when it has no other."""
    path = rows.to_name_key(given)
    file = given.replace("\\", "/").rsplit("/", 1)[-1]
    before = db.execute("SELECT doc_id FROM names WHERE path = ?", (path,)).fetchone()
    if before and before[0] == doc_id:
        return "unchanged"
    _keep_names(db, "path = ?", path, now)
    db.execute("DELETE FROM names WHERE path = ?", (path,))
    ordinal = db.execute("SELECT coalesce(max(ordinal), -1) + 1 FROM names WHERE doc_id = ?", (doc_id,)).fetchone()[0]
    db.execute(
        "INSERT INTO names VALUES (?, ?, ?, ?, ?, ?)",
        (rows.storable(path), rows.storable(given), rows.storable(file), doc_id, now, ordinal),
    )
    if before and not db.execute("SELECT 1 FROM names WHERE doc_id = ?", before).fetchone():
        _delete(db, before[0], sequence)
    return "replaced" if before else "added"


def _to_passage(row: tuple[Any, ...]) -> Passage:
    loads = rows.json.loads
    return Passage(row[2], Span(row[3], row[4]), tuple(loads(row[5])), row[6], row[7], tuple(loads(row[8])))


def _to_stored(row: tuple[Any, ...]) -> StoredPassage:
    return StoredPassage(
        id=row[0], doc_id=row[1], passage=_to_passage(row), section=row[9], part_title=row[10], page_no=row[11],
        paragraph_number=row[12], first_day=row[13], last_day=row[14], title=row[15], body=row[16], doc_type=row[17],
        meeting_date=row[18], file=row[19] or "", text=row[20],
    )  # fmt: skip


__all__ = ["SqliteStore", "find_days", "fold", "readable_errors"]
