"""Connections to ``main.db``: one a thread, in WAL mode with ``synchronous=FULL``; a reader's cannot write, and the
public's cannot see restricted papers (:mod:`index.store.access`)."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import weakref
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from index.errors import ArchiveNotFoundError, SchemaVersionError, StoreError
from index.store import access, migrations


class _Connection(sqlite3.Connection):
    """A connection that can be referred to weakly."""


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


class Database:
    """One SQLite file, its version, and its settings (``meta``)."""

    def __init__(self, path: Path, *, create: bool = False, writable: bool = False, restricted: bool = False) -> None:
        """Open ``path``; with ``create`` make it when absent. Without ``restricted`` a reader cannot see restricted
        papers (:mod:`index.store.access`); a writer always sees them.

        :raises ArchiveNotFoundError: there is no such file and ``create`` is off.
        :raises SchemaVersionError: written by a newer program, or too old to be read without ``writable``.
        :raises StoreError: the file is not an archive or cannot be read.
        """
        self.path = path
        self._writable = writable
        self.restricted = restricted or writable
        self._stand_in: int | None = None
        """Older version of the tables, where they are read as they are."""
        self._local = threading.local()
        # weakly: the connection of a thread that has ended is closed with it (an app draws each page in a thread of its own)
        self._connections: weakref.WeakSet[_Connection] = weakref.WeakSet()
        self._guard = threading.Lock()
        self._closed = False
        self._ready = False
        """Whether the version has been read: from then on each connection for reading is made one at once."""
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
            elif old and not migrations.can_read(version):
                self.close()
                raise SchemaVersionError(f"{path}: schema version {version} is old; run `panelpapers rebuild` once to bring it forward")
            elif old:
                self._stand_in = version
            if not writable:
                self._make_reader(self._connect())

    # ------------------------------------------------------------ connections

    def _connect(self) -> sqlite3.Connection:
        db: _Connection | None = getattr(self._local, "db", None)
        if db is not None:
            if self._stand_in is not None and migrations.read_version(db) != self._stand_in:
                # the stand-ins would go on saying that nothing is restricted
                raise SchemaVersionError(f"{self.path}: the archive was brought forward meanwhile; open it again")
            return db
        if self._closed:
            raise StoreError(f"{self.path}: the archive was closed")
        db = sqlite3.connect(self.path, timeout=30, isolation_level=None, check_same_thread=False, factory=_Connection)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "mmap_size=268435456"):
            db.execute(f"PRAGMA {pragma}")
        if self._ready and not self._writable:
            self._make_reader(db)
        with self._guard:
            self._connections.add(db)
        self._local.db = db
        return db

    def _make_reader(self, db: sqlite3.Connection) -> None:
        """The last step of a connection for reading: without restricted papers, unless they may be seen, and unable to write."""
        self._ready = True
        if self._stand_in is not None:  # older than the mark: nothing is restricted there
            migrations.stand_in(db, self._stand_in)
        elif not self.restricted:
            access.hide_restricted(db)
        db.execute("PRAGMA query_only=ON")

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
            for db in list(self._connections):
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
