"""Who may see what: papers marked restricted (exempt, "Part II") do not exist for the public.

The one place where this is decided. A connection opened for the public has, under the name of every table that holds
something of a paper, a view without the restricted ones (SQLite looks up ``temp`` before ``main``): whatever is read
through it, now or by code not yet written, cannot meet a restricted paper. The index of words on disk holds public
papers only, so that not even how rare a word is tells of the others; whoever may see restricted papers has their
words in memory beside it (``level.py``).

A mark belongs to the bytes, not to the row of the paper: a paper removed and added again is still restricted, and one
that staff have opened to the public is not marked anew by the notice printed on it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

RESTRICTED = "SELECT doc_id FROM main.access WHERE restricted"
RESTRICTED_PASSAGES = f"SELECT id FROM main.passages WHERE doc_id IN ({RESTRICTED})"

BY_PAPER = ("papers", "names", "former_names", "pages", "structure", "mentions", "obligations", "passages", "short_forms")
BY_PASSAGE = ("passage_tokens", "passage_names", "passage_amounts")
OPEN = ("meta", "images", "deleted_passages")
"""Tables without a view: settings; images, which are reached through ``pages`` alone; numbers of passages that are gone."""


def public_views() -> Iterable[str]:
    """The statements that make a connection one of the public."""
    for table in BY_PAPER:
        yield f"CREATE TEMP VIEW {table} AS SELECT * FROM main.{table} WHERE doc_id NOT IN ({RESTRICTED})"
    for table in BY_PASSAGE:
        yield f"CREATE TEMP VIEW {table} AS SELECT * FROM main.{table} WHERE passage NOT IN ({RESTRICTED_PASSAGES})"
    yield "CREATE TEMP VIEW access AS SELECT * FROM main.access WHERE 0"


def hide_restricted(db: sqlite3.Connection) -> None:
    for statement in public_views():
        db.execute(statement)


def is_restricted(db: sqlite3.Connection, doc_id: str) -> bool:
    return db.execute("SELECT 1 FROM access WHERE doc_id = ? AND restricted", (doc_id,)).fetchone() is not None


def mark(db: sqlite3.Connection, doc_id: str, restricted: bool, reason: str, now: str) -> None:
    db.execute("INSERT OR REPLACE INTO access VALUES (?, ?, ?, ?)", (doc_id, restricted, reason, now))


def mark_new(
    db: sqlite3.Connection, doc_id: str, *, asked: bool, replaced: str | None, notice: str | None, now: str
) -> None:
    """The mark of a paper that has just been stored.

    ``asked``: whoever adds it says that it is restricted. Otherwise a mark that the bytes have already stands, then a
    paper put in the place of a restricted one (``replaced``) is restricted as well, and last the ``notice`` printed
    on the paper itself decides.
    """
    if asked:
        mark(db, doc_id, True, "marked when it was added", now)
    elif db.execute("SELECT 1 FROM access WHERE doc_id = ?", (doc_id,)).fetchone():
        return
    elif replaced is not None and is_restricted(db, replaced):
        mark(db, doc_id, True, "it took the place of a restricted paper", now)
    elif notice:
        mark(db, doc_id, True, f"printed on it: {notice}", now)


def renumber(db: sqlite3.Connection, doc_id: str, sequence: int) -> None:
    """New ids for the passages of a paper, the old ones noted as gone: every index takes up the change as it takes up a
    replaced paper, and an id is never given out twice."""
    last = db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'passages'").fetchone()
    first = db.execute("SELECT min(id) FROM passages WHERE doc_id = ?", (doc_id,)).fetchone()[0]
    if first is None:
        return
    step = int(last[0]) - int(first) + 1
    db.execute("INSERT INTO deleted_passages SELECT id, ? FROM passages WHERE doc_id = ?", (sequence, doc_id))
    columns = [row[1] for row in db.execute("PRAGMA table_info(passages)") if row[1] not in ("id", "sequence")]
    names = ", ".join(f'"{column}"' for column in columns)
    db.execute(
        f"INSERT INTO passages (id, sequence, {names}) SELECT id + ?, ?, {names} FROM passages WHERE doc_id = ? ORDER BY id",
        (step, sequence, doc_id),
    )
    old = "SELECT id FROM deleted_passages WHERE sequence = ?"
    for table in BY_PASSAGE:
        db.execute(f"UPDATE {table} SET passage = passage + ? WHERE passage IN ({old})", (step, sequence))
    db.execute(f"DELETE FROM passages WHERE id IN ({old})", (sequence,))
