"""All tables of a page: ruled ones first, then, among the words left over, tables of figures without rules."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.load.pdf_rules import Rules
from ingest.load.records import RawTable
from ingest.load.table_words import TableWord
from ingest.load.tables_ruled import find_ruled_tables
from ingest.spans import BBox


def _holds(box: BBox, word: TableWord) -> bool:
    x, y = (word.bbox.x0 + word.bbox.x1) / 2, (word.bbox.top + word.bbox.bottom) / 2
    return box.x0 - 1 <= x <= box.x1 + 1 and box.top - 1 <= y <= box.bottom + 1


def find_tables(rules: Rules, words: Sequence[TableWord]) -> tuple[RawTable, ...]:
    """Tables of a page from its rules and words, top to bottom."""
    return tuple(find_ruled_tables(rules, words))
