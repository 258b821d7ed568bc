"""The tables of ``main.db`` as data. Opens nothing; :mod:`index.store.migrations` brings old archives forward.

Spans are two columns, ``start`` and ``"end"``, into ``papers.text``. Rows that belong to a paper go with it
(ON DELETE CASCADE); what the indexes must forget is kept in ``deleted_passages``.
"""

from __future__ import annotations

VERSION = 2

TABLES = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE papers (
        doc_id TEXT PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, media_type TEXT NOT NULL, url TEXT, licence TEXT,
        fetched_at TEXT, title TEXT NOT NULL, body TEXT, body_key TEXT, meeting_date TEXT, published_on TEXT,
        doc_type TEXT NOT NULL, status TEXT NOT NULL, paged INTEGER NOT NULL, text TEXT NOT NULL,
        warnings TEXT NOT NULL, page_count INTEGER NOT NULL, passage_count INTEGER NOT NULL,
        first_day TEXT, last_day TEXT, added_at TEXT NOT NULL, sequence INTEGER NOT NULL)""",
    # ``path`` is absolute, so that the same file is known from any folder; ``given`` is what the user typed.
    """CREATE TABLE names (
        path TEXT PRIMARY KEY, given TEXT NOT NULL, file TEXT NOT NULL,
        doc_id TEXT NOT NULL REFERENCES papers ON DELETE CASCADE, added_at TEXT NOT NULL, ordinal INTEGER NOT NULL
        ) WITHOUT ROWID""",
    "CREATE INDEX names_doc ON names (doc_id, ordinal)",
    "CREATE TABLE images (sha256 TEXT PRIMARY KEY, png BLOB NOT NULL)",
    """CREATE TABLE pages (
        doc_id TEXT NOT NULL REFERENCES papers ON DELETE CASCADE, page_no INTEGER NOT NULL, label TEXT NOT NULL,
        width REAL NOT NULL, height REAL NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
        text_layer TEXT NOT NULL, furniture TEXT NOT NULL, image TEXT REFERENCES images, words BLOB,
        PRIMARY KEY (doc_id, page_no))""",
    "CREATE INDEX pages_image ON pages (image)",
    # Structure is always read whole with its paper, so each kind is one JSON array in one row.
    """CREATE TABLE structure (
        doc_id TEXT PRIMARY KEY REFERENCES papers ON DELETE CASCADE, parts TEXT NOT NULL, sections TEXT NOT NULL,
        paragraphs TEXT NOT NULL, tables TEXT NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE mentions (
        doc_id TEXT NOT NULL REFERENCES papers ON DELETE CASCADE, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
        label TEXT NOT NULL, text TEXT NOT NULL, value TEXT, inferred INTEGER NOT NULL, entity_id TEXT,
        PRIMARY KEY (doc_id, start, "end", label)) WITHOUT ROWID""",
    """CREATE TABLE obligations (
        doc_id TEXT NOT NULL REFERENCES papers ON DELETE CASCADE, ordinal INTEGER NOT NULL, kind TEXT NOT NULL,
        start INTEGER NOT NULL, "end" INTEGER NOT NULL, fields TEXT NOT NULL,
        PRIMARY KEY (doc_id, ordinal)) WITHOUT ROWID""",
    # ``vector`` is little-endian float16; ``text_hash`` is of the text that was embedded, to use the vector again.
    """CREATE TABLE passages (
        id INTEGER PRIMARY KEY AUTOINCREMENT, passage_id TEXT NOT NULL,
        doc_id TEXT NOT NULL REFERENCES papers ON DELETE CASCADE, ordinal INTEGER NOT NULL,
        start INTEGER NOT NULL, "end" INTEGER NOT NULL, paragraph_ids TEXT NOT NULL, section_id INTEGER,
        part_id INTEGER NOT NULL, heading_path TEXT NOT NULL, section TEXT, part_title TEXT, page_no INTEGER,
        paragraph_number TEXT, first_day TEXT, last_day TEXT, text_hash BLOB NOT NULL, vector BLOB NOT NULL,
        sequence INTEGER NOT NULL)""",
    "CREATE INDEX passages_doc ON passages (doc_id, ordinal)",
    "CREATE INDEX passages_sequence ON passages (sequence)",
    "CREATE INDEX passages_hash ON passages (text_hash)",
    # Apart from ``passages``, whose rows are read far more often; made with the vector.
    "CREATE TABLE passage_tokens (passage INTEGER PRIMARY KEY REFERENCES passages ON DELETE CASCADE, codes BLOB NOT NULL)",
    """CREATE TABLE passage_names (
        passage INTEGER NOT NULL REFERENCES passages ON DELETE CASCADE, label TEXT NOT NULL, name TEXT NOT NULL,
        shown TEXT NOT NULL, PRIMARY KEY (label, name, passage)) WITHOUT ROWID""",
    "CREATE INDEX passage_names_passage ON passage_names (passage)",
    """CREATE TABLE passage_amounts (
        passage INTEGER NOT NULL REFERENCES passages ON DELETE CASCADE, pounds REAL NOT NULL,
        PRIMARY KEY (pounds, passage)) WITHOUT ROWID""",
    "CREATE INDEX passage_amounts_passage ON passage_amounts (passage)",
    """CREATE TABLE short_forms (
        doc_id TEXT NOT NULL REFERENCES papers ON DELETE CASCADE, short TEXT NOT NULL, long TEXT NOT NULL,
        PRIMARY KEY (doc_id, short, long)) WITHOUT ROWID""",
    # Whether a paper is restricted, by its bytes: no reference to ``papers``, for the mark outlives the paper (access.py).
    """CREATE TABLE access (
        doc_id TEXT PRIMARY KEY, restricted INTEGER NOT NULL, reason TEXT NOT NULL, changed_at TEXT NOT NULL) WITHOUT ROWID""",
    # Names that papers had before they were replaced or removed: old links are led to what goes by the name now.
    """CREATE TABLE former_names (
        path TEXT NOT NULL, doc_id TEXT NOT NULL, until TEXT NOT NULL, PRIMARY KEY (doc_id, path)) WITHOUT ROWID""",
    "CREATE TABLE deleted_passages (id INTEGER PRIMARY KEY, sequence INTEGER NOT NULL)",
    "CREATE INDEX deleted_sequence ON deleted_passages (sequence)",
)
