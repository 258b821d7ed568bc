"""Tables with ruling lines: rules to a grid, grid to cells, words into cells.

Rules that touch form one lattice. Its coordinates cut the area into units; units without a rule between
them belong to one cell (a merged cell). Rows that the printer did not rule apart are cut where a
column of figures shows one figure under the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.load.pdf_rules import Rules
from ingest.load.records import RawCell, RawTable
from ingest.load.table_words import TableWord, is_figure, join_lines, merge_columns, to_lines
from ingest.spans import BBox

_SNAP = 2.5  # points between rules that are one rule
_TOUCH = 3.0  # points by which rules may miss each other and still meet
_COVER = 0.6  # share of a unit's side that a rule must cover to part it from its neighbour
_LEAST = 4.0  # points: rows and columns narrower than this are double rules, no cells

Rule = tuple[float, float, float]  # from, to, at


def _merge(rules: Sequence[Rule]) -> list[Rule]:
    """Rules at (almost) one place, joined where they overlap or nearly touch."""
    placed: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda r: r[2]):
        if placed and rule[2] - placed[-1][-1][2] <= _SNAP and rule[2] - placed[-1][0][2] <= 2 * _SNAP:
            placed[-1].append(rule)
        else:
            placed.append([rule])
    merged: list[Rule] = []
    for group in placed:
        at = sum(rule[2] for rule in group) / len(group)
        start, end = None, 0.0
        for low, high, _ in sorted(group):
            if start is None:
                start, end = low, high
            elif low <= end + _TOUCH:
                end = max(end, high)
            else:
                merged.append((start, end, at))
                start, end = low, high
        if start is not None:
            merged.append((start, end, at))
    return merged


def _meet(across: Rule, down: Rule) -> bool:
    return (
        across[0] - _TOUCH <= down[2] <= across[1] + _TOUCH and down[0] - _TOUCH <= across[2] <= down[1] + _TOUCH
    )


def _lattices(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Groups of rules that hang together."""
    parent = list(range(len(across) + len(down)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for i, one in enumerate(across):
        for j, other in enumerate(down):
            if _meet(one, other):
                parent[root(i)] = root(len(across) + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for i, one in enumerate(across):
        groups[root(i)][0].append(one)
    for j, other in enumerate(down):
        groups[root(len(across) + j)][1].append(other)
    return [group for group in groups.values() if len(group[0]) >= 2 and len(group[1]) >= 1]


def _places(values: Sequence[float]) -> list[float]:
    """Sorted coordinates, those closer than a double rule made one."""
    found: list[float] = []
    for value in sorted(values):
        if found and value - found[-1] < _LEAST:
            continue
        found.append(value)
    return found


def _covered(rules: Sequence[Rule], at: float, low: float, high: float) -> bool:
    """Does a rule at ``at`` cover most of ``low..high``?"""
    length = 0.0
    for start, end, place in rules:
        if abs(place - at) < _LEAST:
            length += max(0.0, min(end, high) - max(start, low))
    return length >= _COVER * (high - low)


@dataclass(slots=True)
class _Cell:
    row: int
    column: int
    box: BBox
    words: list[TableWord]


def _find_cells(across: list[Rule], down: list[Rule]) -> tuple[list[float], list[float], list[_Cell]]:
    """Row and column coordinates of a lattice and its cells, merged units as one."""
    xs = _places([*(r[2] for r in down), min(r[0] for r in across), max(r[1] for r in across)])
    ys = _places([r[2] for r in across])
    if len(xs) < 2 or len(ys) < 2:
        return ys, xs, []
    rows, columns = len(ys) - 1, len(xs) - 1
    owner = {(i, j): (i, j) for i in range(rows) for j in range(columns)}

    def root(unit: tuple[int, int]) -> tuple[int, int]:
        while owner[unit] != unit:
            owner[unit] = owner[owner[unit]]
            unit = owner[unit]
        return unit

    for i in range(rows):
        for j in range(columns):
            if j + 1 < columns and not _covered(down, xs[j + 1], ys[i], ys[i + 1]):
                owner[root((i, j + 1))] = root((i, j))
            if i + 1 < rows and not _covered(across, ys[i + 1], xs[j], xs[j + 1]):
                owner[root((i + 1, j))] = root((i, j))
    regions: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for unit in owner:
        regions[root(unit)].append(unit)
    cells = []
    for units in regions.values():
        top, bottom = min(u[0] for u in units), max(u[0] for u in units)
        left, right = min(u[1] for u in units), max(u[1] for u in units)
        if len(units) == (bottom - top + 1) * (right - left + 1):
            cells.append(_Cell(top, left, BBox(xs[left], ys[top], xs[right + 1], ys[bottom + 1]), []))
            continue
        # Not a rectangle: a rule is missing somewhere. Each row of it stands alone.
        for row in range(top, bottom + 1):
            held = sorted(u[1] for u in units if u[0] == row)
            start = previous = held[0]
            for column in [*held[1:], -2]:
                if column != previous + 1:
                    cells.append(_Cell(row, start, BBox(xs[start], ys[row], xs[previous + 1], ys[row + 1]), []))
                    start = column
                previous = column
    return ys, xs, cells


def _place_words(cells: list[_Cell], words: Sequence[TableWord]) -> None:
    """Each word into the cell that holds its middle."""
    for word in words:
        x, y = (word.bbox.x0 + word.bbox.x1) / 2, (word.bbox.top + word.bbox.bottom) / 2
        for cell in cells:
            if cell.box.x0 - 1 <= x <= cell.box.x1 + 1 and cell.box.top - 1 <= y <= cell.box.bottom + 1:
                cell.words.append(word)
                break


def _cut_row(row: list[_Cell | None]) -> list[list[RawCell]]:
    """One ruled row as one or more printed rows.

    Cut where at least one column shows two or more figures, one under the other, and no cell of the
    row has a line between those figures that is not level with one of them.
    """
    lines = [to_lines(cell.words) if cell else [] for cell in row]
    figures = [column for column, ls in enumerate(lines) if len(ls) >= 2 and all(is_figure(join_lines([ln])) for ln in ls)]
    whole = [RawCell(join_lines(ls), cell.box if cell else None) for ls, cell in zip(lines, row, strict=True)]
    if not figures:
        return [whole]
    guide = max(figures, key=lambda column: len(lines[column]))
    levels = [sum((w.bbox.top + w.bbox.bottom) / 2 for w in line) / len(line) for line in lines[guide]]
    pitch = min(b - a for a, b in pairwise(levels))
    parts: list[list[list[list[TableWord]]]] = [[[] for _ in row] for _ in levels]
    for column, ls in enumerate(lines):
        for line in ls:
            middle = sum((w.bbox.top + w.bbox.bottom) / 2 for w in line) / len(line)
            nearest = min(range(len(levels)), key=lambda at: abs(levels[at] - middle))
            if column in figures and abs(levels[nearest] - middle) > 0.45 * pitch:
                return [whole]
            parts[nearest][column].append(line)
    cut = []
    for part in parts:
        cells = []
        for held, cell in zip(part, row, strict=True):
            if cell is None:
                cells.append(RawCell("", None))
                continue
            words = [word for line in held for word in line]
            box = cell.box
            if words:
                box = BBox(box.x0, min(w.bbox.top for w in words), box.x1, max(w.bbox.bottom for w in words))
            cells.append(RawCell(join_lines(held), box))
        cut.append(cells)
    return cut


def find_ruled_tables(rules: Rules, words: Sequence[TableWord]) -> list[RawTable]:
    """Tables of at least two rows and two columns with words in at least three cells, top to bottom."""
    if len(rules.across) < 2 or not rules.down:
        return []
    tables = []
    for across, down in _lattices(_merge(rules.across), _merge(rules.down)):
        table = _to_table(across, down, words)
        if table is not None:
            tables.append(table)
    tables.sort(key=lambda table: (table.bbox.top, table.bbox.x0))
    return [table for table in tables if not any(_inside(table, other) for other in tables)]


def _inside(table: RawTable, other: RawTable) -> bool:
    """A lattice drawn within a cell of another is part of that cell's text already."""
    if table is other:
        return False
    a, b = table.bbox, other.bbox
    within = a.x0 >= b.x0 - 1 and a.x1 <= b.x1 + 1 and a.top >= b.top - 1 and a.bottom <= b.bottom + 1
    return within and (a.x1 - a.x0) * (a.bottom - a.top) < 0.95 * (b.x1 - b.x0) * (b.bottom - b.top)


def _to_table(across: list[Rule], down: list[Rule], words: Sequence[TableWord]) -> RawTable | None:
    ys, xs, cells = _find_cells(across, down)
    if len(cells) < 3:
        return None
    _place_words(cells, words)
    if sum(1 for cell in cells if cell.words) < 3:
        return None
    grid: list[list[_Cell | None]] = [[None] * (len(xs) - 1) for _ in range(len(ys) - 1)]
    for cell in cells:
        grid[cell.row][cell.column] = cell
    kept = [j for j in range(len(xs) - 1) if any(row[j] is not None and row[j].words for row in grid)]  # type: ignore[union-attr]
    if len(kept) < 2:
        return None
    rows: list[list[RawCell]] = []
    for row in grid:
        if any(cell is not None and cell.words for cell in row):
            rows.extend([cut[j] for j in kept] for cut in _cut_row(row))
    if len(rows) < 2:
        return None
    return RawTable(BBox(xs[0], ys[0], xs[-1], ys[-1]), merge_columns(rows), ruled=True)
