"""Forward migrations: step N takes a database of version N to version N+1, inside the caller's transaction.

To change a table: write the new DDL in ``schema.TABLES``, raise ``schema.VERSION`` by one, and append to ``STEPS``
the statements that bring an existing archive there. Steps are never edited once released.
"""

from __future__ import annotations

import sqlite3

from index.errors import SchemaVersionError
from index.store import schema

STEPS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE access (
        doc_id TEXT PRIMARY KEY, restricted INTEGER NOT NULL, reason TEXT NOT NULL, changed_at TEXT NOT NULL) WITHOUT ROWID""",
        """CREATE TABLE former_names (
        path TEXT NOT NULL, doc_id TEXT NOT NULL, until TEXT NOT NULL, PRIMARY KEY (doc_id, path)) WITHOUT ROWID""",
    ),
)
"""``STEPS[0]`` leads from version 1 to 2, and so on; version 1 is the first."""
NEW_TABLE = "CREATE TABLE "


def create_tables(db: sqlite3.Connection) -> None:
    for statement in schema.TABLES:
        db.execute(statement)
    db.execute("INSERT INTO meta VALUES ('schema_version', ?)", (str(schema.VERSION),))


def read_version(db: sqlite3.Connection) -> int | None:
    """Version of the tables; None for a database that is not an archive.

    :raises SchemaVersionError: the version is no number.
    """
    if not db.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'meta'").fetchone():
        return None
    row = db.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchone()
    if row is None:
        return None
    try:
        return int(row[0])
    except ValueError:
        raise SchemaVersionError(f"unknown schema version {row[0]!r}; make a new archive from the papers") from None


def needs_migration(version: int) -> bool:
    """Whether tables of that version must be brought forward.

    :raises SchemaVersionError: the archive is newer than this program.
    """
    if version > schema.VERSION:
        raise SchemaVersionError(
            f"the archive has schema version {version}, this program knows {schema.VERSION}; update panelpapers"
        )
    return version < schema.VERSION


def can_read(version: int) -> bool:
    """Whether an archive of that older version can be read as it is: what it lacks are tables, and they would be empty."""
    return all(statement.startswith(NEW_TABLE) for step in STEPS[version - 1 :] for statement in step)


def stand_in(db: sqlite3.Connection, version: int) -> None:
    """Give a connection for reading the tables that its archive lacks, empty, in ``temp``."""
    for step in STEPS[version - 1 :]:
        for statement in step:
            db.execute(statement.replace(NEW_TABLE, "CREATE TEMP TABLE ", 1))


def migrate(db: sqlite3.Connection, version: int) -> None:
    for step in STEPS[version - 1 :]:
        for statement in step:
            db.execute(statement)
    db.execute("UPDATE meta SET value = ? WHERE key = 'schema_version'", (str(schema.VERSION),))
