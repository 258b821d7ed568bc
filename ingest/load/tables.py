"""All tables of a page: ruled ones first, then, among the words left over, tables of figures without rules."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.load.pdf_rules import Rules
from ingest.load.records import RawTable
from ingest.load.table_words import TableWord, is_number
from ingest.load.tables_open import find_open_tables
from ingest.load.tables_ruled import find_ruled_tables
from ingest.spans import BBox


def _holds(box: BBox, word: TableWord) -> bool:
    x, y = (word.bbox.x0 + word.bbox.x1) / 2, (word.bbox.top + word.bbox.bottom) / 2
    return box.x0 - 1 <= x <= box.x1 + 1 and box.top - 1 <= y <= box.bottom + 1


def is_coarse(table: RawTable) -> bool:
    """Cells that hold several figures: the printer ruled off blocks, not rows or not columns.

    A table of :func:`find_tables` of which this is still true has lost its rows: the words between the rules do not stand
    in rows and columns either.
    """
    crowded = sum(
        1 for row in table.rows for cell in row if sum(1 for word in cell.text.split() if is_number(word)) >= 3
    )
    cells = sum(1 for row in table.rows for cell in row if cell.text)
    return crowded >= 2 and crowded >= 0.15 * cells


def _figures_alone(table: RawTable) -> int:
    return sum(1 for row in table.rows for cell in row if is_number(cell.text))


def find_tables(rules: Rules, words: Sequence[TableWord]) -> tuple[RawTable, ...]:
    """Tables of a page from its rules and words, top to bottom."""
    tables: list[RawTable] = []
    walls = [rule for rule in rules.down if rule[1] - rule[0] > 8]
    for table in find_ruled_tables(rules, words):
        if is_coarse(table):
            inside = [word for word in words if _holds(table.bbox, word)]
            finer = find_open_tables(inside, walls, ruled=True)
            if sum(map(_figures_alone, finer)) > 2 * _figures_alone(table):
                tables.extend(finer)
                continue
        tables.append(table)
    rest = [word for word in words if not any(_holds(table.bbox, word) for table in tables)]
    tables.extend(find_open_tables(rest, walls))
    return tuple(sorted(tables, key=lambda table: (table.bbox.top, table.bbox.x0)))
