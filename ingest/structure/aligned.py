"""Tables without rules: rows of print whose words stand in columns.

Rows are found by baseline, cells by wide gaps. A run of such rows is a table when their columns line up, the cells
are short or are figures, and the text layer too goes along the rows: a list of names set in two columns that is
read down the first and then down the second is none, and neither are two columns of running text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.structure.lines import Line, Token
from ingest.structure.numbering import LABEL

Key = tuple[int, int]
Placed = tuple[Token, Key]

GAP = 1.5
"""Smallest gap between two cells, in font sizes: justified text stays below it."""
ALIGN = 7.0
MAX_CELL_WORDS = 7
ROW_DISTANCE = 2.6
HEADER_LINES = 6
FIGURE = re.compile(r"^[£$€(+\-–−]*\s?\d[\d,]*(?:\.\d+)?\s?(?:%|[kKmM]|bn)?\)?\*?$|^[-–—]$|^£$|^n/?a$", re.IGNORECASE)
LABEL_CELL = re.compile(r"^(?:[•●▪\-–o*\uf0b7\uf0a7]|\(?[a-z]{1,3}[.)])$", re.IGNORECASE)


@dataclass(slots=True)
class Row:
    cells: list[list[Placed]]
    top: float
    bottom: float
    size: float
    along: bool
    """The text layer holds the cells one after the other."""

    @property
    def lefts(self) -> list[float]:
        return [cell[0][0].bbox.x0 for cell in self.cells if cell[0][0].bbox is not None]

    @property
    def texts(self) -> list[str]:
        return [" ".join(token.text for token, _ in cell) for cell in self.cells]


def find_aligned(lines: Sequence[Line], taken: set[Key]) -> list[list[list[list[Placed]]]]:
    """Grids (rows of cells of placed words) found among the words that no ruled table has taken."""
    rows = _rows(lines, taken)
    found: list[list[list[list[Placed]]]] = []
    start = 0
    while start < len(rows):
        if len(rows[start].cells) < 2:
            start += 1
            continue
        stop = _run_end(rows, start)
        run = rows[start:stop]
        first = _with_header(rows, start, run)
        if _is_table(run) or (first < start - 1 and _is_single(run)):
            found.append(_grid(rows[first:stop]))
            start = stop
        else:
            start += 1
    return found


def _rows(lines: Sequence[Line], taken: set[Key]) -> list[Row]:
    items: list[tuple[float, float, Placed]] = []
    for number, line in enumerate(lines):
        for place, token in enumerate(line.tokens):
            box = token.bbox
            if box is not None and (number, place) not in taken:
                items.append(((box.top + box.bottom) / 2, box.bottom - box.top, (token, (number, place))))
    items.sort(key=lambda item: item[0])
    grouped: list[tuple[float, float, list[Placed]]] = []
    for middle, height, placed in items:
        if grouped and middle - grouped[-1][0] < 0.45 * max(min(height, grouped[-1][1]), 4.0):
            grouped[-1][2].append(placed)
        else:
            grouped.append((middle, height, [placed]))
    return [_row(group) for _, _, group in grouped]


def _row(group: list[Placed]) -> Row:
    group.sort(key=lambda placed: placed[0].bbox.x0 if placed[0].bbox else 0.0)
    size = max((token.size for token, _ in group), default=0.0) or 10.0
    cells: list[list[Placed]] = []
    right = 0.0
    for placed in group:
        box = placed[0].bbox
        assert box is not None
        if cells and box.x0 - right < GAP * size:
            cells[-1].append(placed)
        elif cells and len(cells) == 1 and _is_label(cells[0]):
            cells[0].append(placed)
        else:
            cells.append([placed])
        right = max(right, box.x1)
    keys = [key for cell in cells for _, key in cell]
    along = keys == sorted(keys) and keys[-1][0] - keys[0][0] <= len(cells)
    boxes = [token.bbox for token, _ in group if token.bbox is not None]
    return Row(cells, min(box.top for box in boxes), max(box.bottom for box in boxes), size, along)


def _is_label(cell: Sequence[Placed]) -> bool:
    """A number or bullet set apart from its text is no cell of its own."""
    text = " ".join(token.text for token, _ in cell)
    match = LABEL.match(text)
    return LABEL_CELL.match(text) is not None or (match is not None and match.end() == len(text) and not text.isdigit())


def _run_end(rows: Sequence[Row], start: int) -> int:
    """Rows from ``start`` on that keep to the columns found so far."""
    lefts = list(rows[start].lefts)
    rights = _rights(rows[start])
    stop = start + 1
    while stop < len(rows):
        row = rows[stop]
        if row.top - rows[stop - 1].bottom > ROW_DISTANCE * row.size:
            break
        aligned = sum(
            any(abs(left - other) <= ALIGN for other in lefts) or any(abs(right - other) <= ALIGN for other in rights)
            for left, right in zip(row.lefts, _rights(row), strict=False)
        )
        if len(row.cells) >= 2:
            if aligned < 0.5 * len(row.cells):
                break
            lefts += [left for left in row.lefts if all(abs(left - other) > ALIGN for other in lefts)]
            rights += [right for right in _rights(row) if all(abs(right - other) > ALIGN for other in rights)]
        elif (
            not aligned
            or len(row.texts[0].split()) > MAX_CELL_WORDS
            or stop - start < 2
            or row.top - rows[stop - 1].bottom > 0.8 * row.size
        ):
            break
        stop += 1
    while stop > start and len(rows[stop - 1].cells) < 2:
        stop -= 1
    return stop


def _rights(row: Row) -> list[float]:
    return [cell[-1][0].bbox.x1 for cell in row.cells if cell[-1][0].bbox is not None]


def _is_table(run: Sequence[Row]) -> bool:
    wide = [row for row in run if len(row.cells) >= 2]
    if len(wide) < 2 or sum(row.along for row in wide) < 0.7 * len(wide):
        return False
    three = [row for row in wide if len(row.cells) >= 3]
    texts = [text for row in wide for text in row.texts[1:]]
    figures = sum(FIGURE.match(text) is not None for text in texts)
    lengths = [len(text.split()) for row in wide for text in row.texts]
    short = sum(lengths) / max(1, len(lengths)) <= MAX_CELL_WORDS and max(lengths) <= 3 * MAX_CELL_WORDS
    if not short or any(text.count("..") > 2 for row in run for text in row.texts):
        return False
    if len(three) >= 2 and figures >= 0.4 * len(texts):
        return True
    if len(wide) >= 3 and figures >= 0.6 * len(texts):
        return True
    return (
        len(wide) >= 4
        and len(wide) >= 0.75 * len(run)
        and sum(lengths) / max(1, len(lengths)) <= 5
        and _share_columns(wide)
    )


def _is_single(run: Sequence[Row]) -> bool:
    """One row of figures below wrapped column heads."""
    cells = run[0].texts[1:]
    return (
        run[0].along and len(cells) >= 3 and sum(FIGURE.match(text) is not None for text in cells) >= 0.6 * len(cells)
    )


def _share_columns(wide: Sequence[Row]) -> bool:
    """Most rows start their second cell at the same place: names in a grid, not gaps that fall by chance."""
    seconds = sorted(row.lefts[1] for row in wide if len(row.lefts) > 1)
    middle = seconds[len(seconds) // 2] if seconds else 0.0
    return sum(abs(left - middle) <= ALIGN for left in seconds) >= 0.75 * len(wide)


def _with_header(rows: Sequence[Row], start: int, run: Sequence[Row]) -> int:
    """Lines right above that stand over the columns: wrapped column heads, whatever their baselines."""
    spans = _spans(run)
    lefts = [span[0] for span in spans]
    first = start
    while first > 0 and start - first < HEADER_LINES:
        row = rows[first - 1]
        if rows[first].top - row.bottom > 2.2 * row.size or any(
            len(text.split()) > MAX_CELL_WORDS + 3 for text in row.texts
        ):
            break
        if not all(_over_column(cell, lefts) for cell in row.cells):
            break
        first -= 1
    while first < start and len(rows[first].cells) < 2 and rows[first].lefts[0] < lefts[min(1, len(lefts) - 1)] - ALIGN:
        first += 1
    return first


def _over_column(cell: Sequence[Placed], lefts: Sequence[float]) -> bool:
    """The cell begins in a column and ends before the one after the next."""
    left, right = cell[0][0].bbox, cell[-1][0].bbox
    assert left is not None
    assert right is not None
    column = max((number for number, edge in enumerate(lefts) if edge <= left.x0 + ALIGN), default=None)
    if column is None:
        return False
    return (
        column == 0
        or abs(left.x0 - lefts[column]) <= 4 * ALIGN
        or column + 1 >= len(lefts)
        or right.x1 <= lefts[column + 1]
    )


def _grid(rows: Sequence[Row]) -> list[list[list[Placed]]]:
    """Cells sorted into columns: cells that overlap sideways stand in one column."""
    spans = _spans(rows)
    grid: list[list[list[Placed]]] = []
    for row in rows:
        columns: list[list[Placed]] = [[] for _ in spans]
        for cell in row.cells:
            left, right = cell[0][0].bbox, cell[-1][0].bbox
            assert left is not None
            assert right is not None
            overlaps = [min(right.x1, span[1]) - max(left.x0, span[0]) for span in spans]
            columns[overlaps.index(max(overlaps))].extend(cell)
        grid.append(columns)
    return grid


def _spans(rows: Sequence[Row]) -> list[list[float]]:
    """Left and right edge of each column, from the rows with most cells down."""
    spans: list[list[float]] = []
    for row in sorted(rows, key=lambda row: -len(row.cells)):
        for cell in row.cells:
            left, right = cell[0][0].bbox, cell[-1][0].bbox
            assert left is not None
            assert right is not None
            hits = [span for span in spans if span[0] - 1 < right.x1 and left.x0 < span[1] + 1]
            if not hits:
                spans.append([left.x0, right.x1])
            elif len(hits) == 1:
                hits[0][0], hits[0][1] = min(hits[0][0], left.x0), max(hits[0][1], right.x1)
    spans.sort()
    return spans
