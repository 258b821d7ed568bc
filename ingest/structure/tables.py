"""Detected tables put into the text: each cell gets its own words, and the lines of print lose them.

A ruled frame is not always a table. Rows that hold paragraphs (minutes set in a grid with an "Action" column) and
grids whose first column numbers the items of an agenda stay ordinary text. Rows that the page does not rule apart
(a whole list of accounts in one ruled box) are cut by the baselines of their words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from ingest.load.records import RawPage, RawTable
from ingest.spans import BBox
from ingest.structure.aligned import find_aligned
from ingest.structure.blocks import Block, TableBlock
from ingest.structure.lines import Line, Token, join_boxes, make_line
from ingest.structure.numbering import LABEL

PROSE_WORDS = 45
NUMERIC = re.compile(r"^[£$€(+\-–−]*\s?\d[\d,]*(?:\.\d+)?\s?(?:%|[kKmM]|bn)?\)?$|^[-–—]$|^n/?a$", re.IGNORECASE)
AMOUNT = re.compile(r"^[£$€(+\-–−]*\s?\d[\d,]*(?:\.\d+)?\s?(?:%|[kKmM]|bn)?\)?$")
YEAR = re.compile(r"^(?:19|20)\d\d(?:\s?[-/–]\s?\d{2,4})?$")

Grid = list[list[list[Token]]]


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table of a page and the position among the page's remaining lines before which it stands."""

    before_line: int
    block: Block


def place_tables(page: RawPage, lines: Sequence[Line]) -> tuple[list[Line], list[PlacedTable]]:
    """The lines without the words that went into tables, and the tables with their places among them."""
    taken: dict[tuple[int, int], int] = {}
    grids: list[tuple[Grid, list[tuple[int, int]], bool]] = []
    for table in page.tables:
        made = _fill(table, lines, taken)
        if made is None:
            continue
        for grid, keys in made:
            for key in keys:
                taken[key] = len(grids)
            grids.append((grid, keys, table.ruled))
    for aligned in find_aligned(lines, set(taken)):
        keys = [key for row in aligned for cell in row for _, key in cell]
        for key in keys:
            taken[key] = len(grids)
        grids.append((_drop_empty([[[token for token, _ in cell] for cell in row] for row in aligned]), keys, False))
    if not grids:
        return list(lines), []
    kept: list[Line] = []
    anchors: dict[int, int] = {}
    for number, line in enumerate(lines):
        run: list[Token] = []
        for place, token in enumerate(line.tokens):
            owner = taken.get((number, place))
            if owner is None:
                run.append(token)
                continue
            if run:
                kept.append(make_line(run, line.page_no))
                run = []
            anchors.setdefault(owner, len(kept))
        if run:
            kept.append(make_line(run, line.page_no) if len(run) < len(line.tokens) else line)
    placed = [
        PlacedTable(anchors[number], _make_block(grid, page.page_no, ruled))
        for number, (grid, _, ruled) in enumerate(grids)
        if number in anchors
    ]
    placed.sort(key=lambda item: item.before_line)
    return kept, placed


def _make_block(grid: Grid, page_no: int, ruled: bool) -> Block:
    tokens = [token for row in grid for cell in row for token in cell]
    block = Block("table", [], page_no, bbox=join_boxes(token.bbox for token in tokens))
    block.table = TableBlock(grid, header_rows=count_header_rows(grid), ruled=ruled)
    return block


def _centre(box: BBox) -> tuple[float, float]:
    return (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2


def _inside(box: BBox, x: float, y: float, slack: float = 0.0) -> bool:
    return box.x0 - slack <= x <= box.x1 + slack and box.top - slack <= y <= box.bottom + slack


def _fill(
    table: RawTable, lines: Sequence[Line], taken: dict[tuple[int, int], int]
) -> list[tuple[Grid, list[tuple[int, int]]]] | None:
    """Words of the lines sorted into the cells; None where the frame holds no table."""
    if len(table.rows) < 1 or max((len(row) for row in table.rows), default=0) < 2:
        return None
    cells = [
        (row_no, column, cell.bbox)
        for row_no, row in enumerate(table.rows)
        for column, cell in enumerate(row)
        if cell.bbox is not None
    ]
    width = max(len(row) for row in table.rows)
    grid: list[list[list[tuple[Token, tuple[int, int]]]]] = [[[] for _ in range(width)] for _ in table.rows]
    for number, line in enumerate(lines):
        if line.bbox is None or line.bbox.bottom < table.bbox.top - 1 or line.bbox.top > table.bbox.bottom + 1:
            continue
        for place, token in enumerate(line.tokens):
            box = token.bbox
            if box is None or (number, place) in taken:
                continue
            x, y = _centre(box)
            if not _inside(table.bbox, x, y, 1.0):
                continue
            row_no, column = _cell_of(cells, x, y)
            grid[row_no][column].append((token, (number, place)))
    made: list[tuple[Grid, list[tuple[int, int]]]] = []
    run: list[list[list[tuple[Token, tuple[int, int]]]]] = []

    def close() -> None:
        if run and (len(run) > 1 or sum(bool(cell) for cell in run[0]) >= 3):
            keyed = [row for part in run for row in _split_rows(part)]
            if not _numbered_grid(keyed) and _columns(keyed) >= 2:
                keys = [key for row in keyed for cell in row for _, key in cell]
                tokens: Grid = [[[token for token, _ in cell] for cell in row] for row in keyed]
                made.append((_drop_empty(tokens), keys))
        run.clear()

    for row in grid:
        if not any(row):
            continue
        if _is_prose(row):
            close()
        else:
            run.append([_reading_order(cell) for cell in row])
    close()
    return made or None


def _cell_of(cells: Sequence[tuple[int, int, BBox]], x: float, y: float) -> tuple[int, int]:
    best = min(
        cells,
        key=lambda cell: (
            max(cell[2].top - y, y - cell[2].bottom, 0.0) * 3 + max(cell[2].x0 - x, x - cell[2].x1, 0.0),
            (cell[2].x1 - cell[2].x0) * (cell[2].bottom - cell[2].top),
        ),
    )
    return best[0], best[1]


def _reading_order(cell: list[tuple[Token, tuple[int, int]]]) -> list[tuple[Token, tuple[int, int]]]:
    """Words of a cell line by line; the text layer's own order breaks ties."""
    ordered: list[tuple[Token, tuple[int, int]]] = []
    for line in _baselines(cell):
        ordered.extend(sorted(line, key=lambda item: item[0].bbox.x0 if item[0].bbox else 0.0))
    return ordered


def _baselines(items: Sequence[tuple[Token, tuple[int, int]]]) -> list[list[tuple[Token, tuple[int, int]]]]:
    rows: list[tuple[float, float, list[tuple[Token, tuple[int, int]]]]] = []
    for item in sorted(items, key=lambda item: item[0].bbox.bottom if item[0].bbox else 0.0):
        box = item[0].bbox
        if box is None:
            continue
        middle = (box.top + box.bottom) / 2
        height = box.bottom - box.top
        if rows and abs(rows[-1][0] - middle) < 0.5 * max(min(height, rows[-1][1]), 3.0):
            rows[-1][2].append(item)
        else:
            rows.append((middle, height, [item]))
    return [row for _, _, row in rows]


def _words(cell: Sequence[tuple[Token, tuple[int, int]]]) -> str:
    return " ".join(token.text for token, _ in cell)


def _is_prose(row: Sequence[Sequence[tuple[Token, tuple[int, int]]]]) -> bool:
    """A row of paragraphs and not of entries: one long cell and hardly a figure beside it."""
    longest = max(len(cell) for cell in row)
    if longest <= PROSE_WORDS:
        return False
    figures = sum(bool(cell) and NUMERIC.match(_words(cell)) is not None for cell in row)
    return figures < 2


def _split_rows(
    row: list[list[tuple[Token, tuple[int, int]]]],
) -> list[list[list[tuple[Token, tuple[int, int]]]]]:
    """Cut a ruled row that holds several rows of print: two or more columns have a figure on each of its lines."""
    lined = [_baselines(cell) for cell in row]
    stacked = [
        lines
        for lines in lined
        if len(lines) >= 2 and sum(bool(AMOUNT.match(_words(line[-1:]))) for line in lines) >= 0.6 * len(lines)
    ]
    if not stacked or max(len(lines) for lines in stacked) < 3:
        return [row]
    everything = _baselines([item for cell in row for item in cell])
    place = {key: number for number, line in enumerate(everything) for _, key in line}
    split: list[list[list[tuple[Token, tuple[int, int]]]]] = [[[] for _ in row] for _ in everything]
    for column, lines in enumerate(lined):
        for line in lines:
            for token, key in line:
                split[place[key]][column].append((token, key))
    return [[_reading_order(cell) for cell in made] for made in split]


def _numbered_grid(rows: Sequence[Sequence[Sequence[tuple[Token, tuple[int, int]]]]]) -> bool:
    """Items of an agenda or minutes set in a grid: numbers in the first column, words in one or two others."""
    labels = figures = filled = 0
    for row in rows:
        texts = [_words(cell) for cell in row if cell]
        if not texts:
            continue
        filled += 1
        match = LABEL.match(texts[0])
        labels += match is not None and (match.end() == len(texts[0]) or not AMOUNT.match(texts[0])) and len(texts) <= 3
        figures += sum(NUMERIC.match(text) is not None for text in texts[1:])
    return filled > 1 and labels >= 0.6 * filled and figures < 0.3 * filled


def _columns(rows: Sequence[Sequence[Sequence[object]]]) -> int:
    return max((sum(bool(cell) for cell in row) for row in rows), default=0)


def _drop_empty(grid: Grid) -> Grid:
    width = max(len(row) for row in grid)
    used = [column for column in range(width) if any(row[column] for row in grid)]
    return [[row[column] for column in used] for row in grid if any(row)]


def count_header_rows(grid: Grid) -> int:
    """Rows above the first row of figures; 0 where the table begins with one (a table continued from before)."""
    count = 0
    for row in grid:
        texts = [" ".join(token.text for token in cell) for cell in row if cell]
        figures = sum(AMOUNT.match(text) is not None and not YEAR.match(text) for text in texts)
        if figures and figures >= 0.3 * len(texts):
            return min(count, 5)
        count += 1
    return 1 if len(grid) > 1 else 0


def column_lefts(grid: Grid) -> list[float]:
    """Left edge of each column in points, for telling whether two tables share their columns."""
    lefts: list[float] = []
    for column in range(max(len(row) for row in grid)):
        edges = [cell[0].bbox.x0 for row in grid for cell in row[column : column + 1] if cell and cell[0].bbox]
        lefts.append(median(edges) if edges else -1.0)
    return lefts
