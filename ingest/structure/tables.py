"""Detected tables put into the text: each cell gets its own words, and the lines of print lose them.

A ruled frame is not always a table. Rows that hold paragraphs (minutes set in a grid with an "Action" column) and
grids whose first column numbers the items of an agenda stay ordinary text. Rows that the page does not rule apart
(a whole list of accounts in one ruled box) are cut by the baselines of their words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from ingest.load.records import RawPage, RawTable
from ingest.spans import BBox
from ingest.structure.aligned import find_aligned
from ingest.structure.blocks import Block, TableBlock
from ingest.structure.lines import Line, Token, body_size, join_boxes, make_line
from ingest.structure.numbering import LABEL

PROSE_WORDS = 45
NUMERIC = re.compile(r"^[£$€(+\-–−]*\s?\d[\d,]*(?:\.\d+)?\s?(?:%|[kKmM]|bn)?\)?$|^[-–—]$|^n/?a$", re.IGNORECASE)
AMOUNT = re.compile(r"^[£$€(+\-–−]*\s?\d[\d,]*(?:\.\d+)?\s?(?:%|[kKmM]|bn)?\)?$")
# "4 (3 in the yard)": a figure with a remark is no column head either.
REMARKED = re.compile(r"^[£$€]?\d[\d,]*(?:\.\d+)?%? \(")
YEAR = re.compile(r"^(?:19|20)\d\d(?:\s?[-/–]\s?\d{2,4})?$")

Grid = list[list[list[Token]]]
Key = tuple[int, int]
Placed = tuple[Token, Key]


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table of a page and the position among the page's remaining lines before which it stands."""

    before_line: int
    block: Block


def place_tables(page: RawPage, lines: Sequence[Line]) -> tuple[list[Line], list[PlacedTable]]:
    """The lines without the words that went into tables, and the tables with their places among them."""
    lines = _read_grids(page, lines)
    taken: dict[Key, int] = {}
    grids: list[tuple[Grid, bool]] = []

    def take(grid: Sequence[Sequence[Sequence[Placed]]], ruled: bool) -> None:
        for row in grid:
            for cell in row:
                for _, key in cell:
                    taken[key] = len(grids)
        grids.append((_drop_empty([[[token for token, _ in cell] for cell in row] for row in grid]), ruled))

    for table in page.tables:
        for rows in _table_runs(_sort_into_cells(table, lines, taken)):
            take(rows, table.ruled)
    for rows in find_aligned(lines, set(taken)):
        if not (_numbered_grid(rows) and _in_body_print(rows, lines)):
            take(rows, False)
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
        for number, (grid, ruled) in enumerate(grids)
        if number in anchors
    ]
    placed.sort(key=lambda item: item.before_line)
    return kept, placed


def _read_grids(page: RawPage, lines: Sequence[Line]) -> list[Line]:
    """Minutes set in a grid whose numbers stand in a column of their own: each number put before its line.

    The text layer of such a page often gives the whole column of numbers first, then the texts.
    """
    result = list(lines)
    for table in page.tables:
        grid = _sort_into_cells(table, result, {})
        moved: dict[int, list[Line]] = {}
        used: set[Key] = set()
        for row in grid:
            if not _is_layout(row):
                continue
            filled = [cell for cell in row if cell]
            numbers = baselines(filled[0])
            if len(filled) < 2 or not all(_is_label(line) for line in numbers):
                continue
            made: list[Line] = []
            pending = [(_middle(line), line) for line in numbers]
            for line in baselines(filled[1]):
                ordered = sorted(line, key=_left)
                while pending and pending[0][0] <= _middle(line) + 4:
                    ordered = [*sorted(pending.pop(0)[1], key=_left), *ordered]
                made.append(make_line([token for token, _ in ordered], page.page_no))
            made.extend(make_line([token for token, _ in line], page.page_no) for _, line in pending)
            keys = [key for cell in filled[:2] for _, key in cell]
            used.update(keys)
            moved.setdefault(min(keys)[0], []).extend(made)
        if used:
            rebuilt: list[Line] = []
            for number, old in enumerate(result):
                rebuilt.extend(moved.get(number, ()))
                rest = [token for place, token in enumerate(old.tokens) if (number, place) not in used]
                if len(rest) == len(old.tokens):
                    rebuilt.append(old)
                elif rest:
                    rebuilt.append(make_line(rest, old.page_no))
            result = rebuilt
    return result


def _left(placed: Placed) -> float:
    return placed[0].bbox.x0 if placed[0].bbox else 0.0


def _middle(line: Sequence[Placed]) -> float:
    boxes = [token.bbox for token, _ in line if token.bbox is not None]
    return sum((box.top + box.bottom) / 2 for box in boxes) / max(1, len(boxes))


def _is_label(line: Sequence[Placed]) -> bool:
    text = _words(line)
    match = LABEL.match(text)
    return match is not None and match.end() == len(text)


def _make_block(grid: Grid, page_no: int, ruled: bool) -> Block:
    tokens = [token for row in grid for cell in row for token in cell]
    block = Block("table", [], page_no, bbox=join_boxes(token.bbox for token in tokens))
    block.table = TableBlock(grid, header_rows=count_header_rows(grid), ruled=ruled)
    return block


def _centre(box: BBox) -> tuple[float, float]:
    return (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2


def _inside(box: BBox, x: float, y: float, slack: float = 0.0) -> bool:
    return box.x0 - slack <= x <= box.x1 + slack and box.top - slack <= y <= box.bottom + slack


def _sort_into_cells(table: RawTable, lines: Sequence[Line], taken: Mapping[Key, int]) -> list[list[list[Placed]]]:
    """Rows of cells with the words that stand in them; empty where the frame has but one column."""
    width = max((len(row) for row in table.rows), default=0)
    cells = [
        (row_no, column, cell.bbox)
        for row_no, row in enumerate(table.rows)
        for column, cell in enumerate(row)
        if cell.bbox is not None
    ]
    if width < 2 or not cells:
        return []
    grid: list[list[list[Placed]]] = [[[] for _ in range(width)] for _ in table.rows]
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
    return [row for row in grid if any(row)]


def _table_runs(grid: Sequence[list[list[Placed]]]) -> Iterator[list[list[list[Placed]]]]:
    """Runs of rows that are a table; rows of running text between them are left to the text."""
    run: list[list[list[Placed]]] = []
    for row in [*grid, None]:
        if row is not None and not _is_layout(row):
            run.append([_reading_order(cell) for cell in row])
            continue
        if run and (len(run) > 1 or sum(bool(cell) for cell in run[0]) >= 3):
            rows = [split for part in run for split in _split_rows(part)]
            if not _numbered_grid(rows) and _columns(rows) >= 2:
                yield rows
        run = []


def _cell_of(cells: Sequence[tuple[int, int, BBox]], x: float, y: float) -> tuple[int, int]:
    best = min(
        cells,
        key=lambda cell: (
            max(cell[2].top - y, y - cell[2].bottom, 0.0) * 3 + max(cell[2].x0 - x, x - cell[2].x1, 0.0),
            (cell[2].x1 - cell[2].x0) * (cell[2].bottom - cell[2].top),
        ),
    )
    return best[0], best[1]


def _reading_order(cell: list[Placed]) -> list[Placed]:
    """Words of a cell line by line; the text layer's own order breaks ties."""
    ordered: list[Placed] = []
    for line in baselines(cell):
        ordered.extend(sorted(line, key=lambda item: item[0].bbox.x0 if item[0].bbox else 0.0))
    return ordered


def baselines(items: Sequence[Placed]) -> list[list[Placed]]:
    rows: list[tuple[float, float, list[Placed]]] = []
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


def _words(cell: Sequence[Placed]) -> str:
    return " ".join(token.text for token, _ in cell)


def _is_layout(row: Sequence[Sequence[Placed]]) -> bool:
    """A row of paragraphs or a numbered minute and not of entries: a long cell and hardly a figure beside it."""
    filled = [cell for cell in row if cell]
    longest = max(len(cell) for cell in filled)
    figures = sum(NUMERIC.match(_words(cell)) is not None for cell in filled)
    if len(filled) == 2 and figures == 0 and all(_is_label(line) for line in baselines(filled[0])):
        return True
    limit = PROSE_WORDS if len(filled) <= 3 else 4 * PROSE_WORDS
    return longest > limit and figures < 2


def _split_rows(
    row: list[list[Placed]],
) -> list[list[list[Placed]]]:
    """Cut a ruled row that holds several rows of print: two or more columns have a figure on each of its lines."""
    lined = [baselines(cell) for cell in row]
    stacked = [
        lines
        for lines in lined
        if len(lines) >= 2 and sum(bool(AMOUNT.match(_words(line[-1:]))) for line in lines) >= 0.6 * len(lines)
    ]
    if not stacked or max(len(lines) for lines in stacked) < 3:
        return [row]
    everything = baselines([item for cell in row for item in cell])
    place = {key: number for number, line in enumerate(everything) for _, key in line}
    split: list[list[list[Placed]]] = [[[] for _ in row] for _ in everything]
    for column, lines in enumerate(lined):
        for line in lines:
            for token, key in line:
                split[place[key]][column].append((token, key))
    return [[_reading_order(cell) for cell in made] for made in split]


def _numbered_grid(rows: Sequence[Sequence[Sequence[Placed]]]) -> bool:
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


def _in_body_print(rows: Sequence[Sequence[Sequence[Placed]]], lines: Sequence[Line]) -> bool:
    """As large as the rest of the page: footnotes count on from page to page too, and number no paragraph."""
    sizes = sorted(token.size for row in rows for cell in row for token, _ in cell)
    return bool(sizes) and sizes[len(sizes) // 2] >= body_size(lines) - 0.5


def _columns(rows: Sequence[Sequence[Sequence[object]]]) -> int:
    return max((sum(bool(cell) for cell in row) for row in rows), default=0)


def _drop_empty(grid: Grid) -> Grid:
    width = max(len(row) for row in grid)
    used = [column for column in range(width) if any(row[column] for row in grid)]
    return [[row[column] for column in used] for row in grid if any(row)]


def count_header_rows(grid: Grid) -> int:
    """Rows above the first row of figures; 0 where the table begins with one (a table continued from before)."""
    for count, row in enumerate(grid):
        texts = [" ".join(token.text for token in cell) for cell in row if cell]
        figures = sum(
            (AMOUNT.match(text) is not None or REMARKED.match(text) is not None) and not YEAR.match(text)
            for text in texts
        )
        if figures and figures >= 0.3 * len(texts):
            return min(count, 6)
    return 1 if len(grid) > 1 else 0


def column_lefts(grid: Grid) -> list[float]:
    """Left edge of each column in points, for telling whether two tables share their columns."""
    lefts: list[float] = []
    for column in range(max(len(row) for row in grid)):
        edges = [cell[0].bbox.x0 for row in grid for cell in row[column : column + 1] if cell and cell[0].bbox]
        lefts.append(median(edges) if edges else -1.0)
    return lefts
