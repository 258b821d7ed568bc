"""The truth: ``main.db``, one SQLite database in WAL mode with ``synchronous=FULL``.

A commit here is the acknowledgement that a paper is in the archive. Each thread has a connection of its own;
readers never wait for the writer (WAL), and the one writer is held apart by ``lock.py``.
"""

from __future__ import annotations

import contextlib
import datetime
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from index.errors import ArchiveNotFoundError, SchemaVersionError, StoreError
from index.records import NO_FILTERS, Filters, PaperSummary
from index.store import migrations, rows
from index.store.base import Embedded, Ids, IndexedPassage, StoredPassage, Vector
from index.store.filters import find_days, fold, to_sql
from index.store.writing import insert_reading
from ingest.records import Document, Mention, Obligation, Passage, Reading
from ingest.spans import Span

CHUNK = 500
"""Ids a statement, below SQLite's old limit of 999 parameters."""

PASSAGE_COLUMNS = """passages.id, passages.doc_id, passages.passage_id, passages.start, passages."end",
    passages.paragraph_ids, passages.section_id, passages.part_id, passages.heading_path, passages.section,
    passages.part_title, passages.page_no, passages.paragraph_number, passages.first_day, passages.last_day"""


@contextlib.contextmanager
def readable_errors(path: Path) -> Iterator[None]:
    """Turn SQLite's and the system's errors into a :class:`StoreError` that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        text = str(error)
        if "full" in text:
            advice = "no space is left on the disk; free some and run the command again (the archive is whole)"
        elif "locked" in text or "busy" in text:
            advice = "another program holds the database; close it and try again"
        elif "readonly" in text or "unable to open" in text:
            advice = "check that you may write to the folder"
        elif "malformed" in text or "not a database" in text:
            advice = "the file is damaged; put a copy back, or make a new archive from the papers"
        else:
            advice = "run `panelpapers doctor`"
        raise StoreError(f"{path}: {text}; {advice}") from error
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror or error}; check the disk and the rights of the folder") from error


class SqliteStore:
    """:class:`index.store.base.PaperStore` over one file."""

    def __init__(self, path: Path, *, create: bool = False, writable: bool = False) -> None:
        """Open ``path``; with ``create`` make it when absent.

        :raises ArchiveNotFoundError: there is no such file and ``create`` is off.
        :raises SchemaVersionError: written by a newer program, or old and opened without ``writable``.
        :raises StoreError: the file is not an archive or cannot be read.
        """
        self.path = path
        self._writable = writable
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        self._closed = False
        if not path.exists() and not create:
            raise ArchiveNotFoundError(f"{path.parent}: no archive there; `panelpapers add` makes one")
        with readable_errors(path):
            db = self._connect()
            version = migrations.read_version(db)
            if version is None:
                if db.execute("SELECT 1 FROM sqlite_master").fetchone() or not create:
                    self.close()
                    raise StoreError(f"{path}: this is not an archive of panelpapers; choose another folder")
                with self.transaction() as db:
                    migrations.create_tables(db)
                    db.execute("INSERT INTO meta VALUES ('sequence', '0')")
                return
            try:
                old = migrations.needs_migration(version)
            except SchemaVersionError:
                self.close()
                raise
            if old and writable:
                with self.transaction() as db:
                    migrations.migrate(db, version)
            elif old:
                self.close()
                raise SchemaVersionError(f"{path}: schema version {version} is old; run `panelpapers doctor` once to bring it forward")

    # ------------------------------------------------------------ connections

    def _connect(self) -> sqlite3.Connection:
        db: sqlite3.Connection | None = getattr(self._local, "db", None)
        if db is not None:
            return db
        if self._closed:
            raise StoreError(f"{self.path}: the archive was closed")
        db = sqlite3.connect(self.path, timeout=30, isolation_level=None, check_same_thread=False)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "mmap_size=268435456"):
            db.execute(f"PRAGMA {pragma}")
        if not self._writable:
            db.execute("PRAGMA query_only=ON")
        with self._guard:
            self._connections.append(db)
        self._local.db = db
        return db

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """One transaction for writing: all of it happens, or nothing."""
        with readable_errors(self.path):
            db = self._connect()
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    db.execute("ROLLBACK")
                raise

    def read(self, sql: str, values: Iterable[object] = ()) -> list[tuple[Any, ...]]:
        with readable_errors(self.path):
            return self._connect().execute(sql, tuple(values)).fetchall()

    def close(self) -> None:
        self._closed = True
        with self._guard:
            for db in self._connections:
                with contextlib.suppress(sqlite3.Error):
                    db.close()
            self._connections.clear()
        self._local = threading.local()

    # ------------------------------------------------------------ meta

    def sequence(self) -> int:
        return int(self.meta("sequence") or 0)

    def meta(self, key: str) -> str | None:
        found = self.read("SELECT value FROM meta WHERE key = ?", (key,))
        return found[0][0] if found else None

    def set_meta(self, **values: object) -> None:
        with self.transaction() as db:
            db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", [(k, str(v)) for k, v in values.items()])

    # ------------------------------------------------------------ writing

    def put(self, reading: Reading, embedded: Embedded, *, again: bool = False) -> str:
        """See :class:`index.store.base.PaperStore`. ``again`` stores a paper anew whose bytes are known already."""
        document = reading.document
        source = document.source
        path = str(Path(source.path).absolute())
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
            db.execute("UPDATE meta SET value = ? WHERE key = 'sequence'", (str(sequence),))
        if before:
            return "replaced"
        return "duplicate" if known else "added"

    def delete(self, doc_id: str) -> bool:
        with self.transaction() as db:
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
        with self.transaction() as db:
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

    def passages_since(self, sequence: int) -> list[IndexedPassage]:
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
               FROM passages JOIN papers USING (doc_id) WHERE passages.sequence > ? ORDER BY passages.id""",
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

    def has_bytes(self, sha256: str) -> str | None:
        found = self.read("SELECT doc_id FROM papers WHERE sha256 = ?", (sha256,))
        return found[0][0] if found else None

    def name_of(self, path: str) -> tuple[str, str] | None:
        """(doc_id, sha256) of the paper added under that path."""
        found = self.read(
            "SELECT doc_id, sha256 FROM names JOIN papers USING (doc_id) WHERE path = ?", (str(Path(path).absolute()),)
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


def _give_name(db: sqlite3.Connection, given: str, doc_id: str, sequence: int, now: str) -> str:
    """Point a name to a paper; the paper that had the name before goes when it has no other."""
    path = str(Path(given).absolute())
    file = given.replace("\\", "/").rsplit("/", 1)[-1]
    before = db.execute("SELECT doc_id FROM names WHERE path = ?", (path,)).fetchone()
    if before and before[0] == doc_id:
        return "unchanged"
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
