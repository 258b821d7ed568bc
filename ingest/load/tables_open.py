"""Tables of figures without ruling lines, from the places of the words alone.

A line of print is cut into segments at wide gaps. Lines with figures apart from their label are
candidates; a run of them makes a table when figures stand one under the other in columns. Prose has no wide gaps,
and a two-column list of names has no figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.load.records import RawCell, RawTable
from ingest.load.table_words import TableWord, is_datum, is_number, join_lines, merge_columns, to_lines
from ingest.spans import BBox

_WIDE_GAP = 1.0  # ems between words of different columns
_FIGURE_GAP = 0.42  # ems between two figures, or a figure and its neighbour, of different columns
_APART = 8.0  # line heights that may part two halves of one table
_LEADERS = re.compile(r"\.{4,}|…{2,}|(?:\. ){4,}")
_LIST_NUMBER = re.compile(r"^\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]{1,3}|[ivxlc]+)[.)]?\)?$", re.IGNORECASE)


@dataclass(slots=True)
class _Segment:
    """Neighbouring words of one line without a wide gap between them."""

    words: list[TableWord]

    @property
    def x0(self) -> float:
        return self.words[0].bbox.x0

    @property
    def x1(self) -> float:
        return self.words[-1].bbox.x1

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def datum(self) -> bool:
        return is_datum(self.text)


@dataclass(slots=True)
class _Line:
    segments: list[_Segment]
    top: float
    bottom: float

    @property
    def words(self) -> list[TableWord]:
        return [word for segment in self.segments for word in segment.words]

    @property
    def height(self) -> float:
        return self.bottom - self.top


@dataclass(slots=True)
class _Column:
    x0: float
    x1: float
    figures: int = 0
    lines: set[int] = field(default_factory=set)


def _cut_line(words: Sequence[TableWord], walls: Sequence[tuple[float, float, float]]) -> _Line:
    """A line as segments; ``walls`` are vertical rules (from, to, x) that part words however near."""
    segments = [_Segment([words[0]])]
    for left, right in pairwise(words):
        gap = right.bbox.x0 - left.bbox.x1
        em = max(left.size, right.size, 1.0)
        middle = (right.bbox.top + right.bbox.bottom) / 2
        between = (left.bbox.x1 - 1, right.bbox.x0 + 1)
        wall = any(low <= middle <= high and between[0] <= x <= between[1] for low, high, x in walls)
        figures = is_datum(right.text) and is_datum(left.text) and left.text not in "£$€" and right.text not in ")%"
        if wall or gap > _WIDE_GAP * em or (figures and gap > _FIGURE_GAP * em):
            segments.append(_Segment([right]))
        else:
            segments[-1].words.append(right)
    # A pound sign at the left edge of its cell belongs to the figure to its right.
    joined: list[_Segment] = []
    for segment in segments:
        if joined and joined[-1].text in ("£", "$", "€") and is_number(segment.text) and segment.text[0] not in "£$€":
            joined[-1].words.extend(segment.words)
        else:
            joined.append(segment)
    return _Line(joined, min(w.bbox.top for w in words), max(w.bbox.bottom for w in words))


def _is_row(line: _Line) -> bool:
    """Has a figure of its own beside something else, and is no numbered paragraph and no line of contents."""
    segments = line.segments
    if len(segments) < 2 or not any(segment.datum for segment in segments):
        return False
    if any(_LEADERS.search(segment.text) for segment in segments):
        return False
    if all(not segment.datum for segment in segments[1:]):
        # "2.4    It has been agreed": a list number before text.
        return not _LIST_NUMBER.match(segments[0].text) or (len(segments) > 2 and not _is_prose(segments[-1]))
    return True


def _is_prose(segment: _Segment) -> bool:
    return len(segment.words) >= 9


def _find_columns(lines: Sequence[_Line]) -> list[_Column]:
    """Columns of figures: those whose extents overlap, widest groups last so that none swallows two."""
    columns: list[_Column] = []
    spots = [
        (segment.x1 - segment.x0, segment.x0, segment.x1, number)
        for number, line in enumerate(lines)
        for segment in line.segments
        if segment.datum
    ]
    for _, x0, x1, number in sorted(spots):
        touching = [c for c in columns if min(c.x1, x1) - max(c.x0, x0) > 0.0]
        if not touching:
            near = [c for c in columns if abs(c.x1 - x1) < 3.0 or abs(c.x0 - x0) < 3.0]
            touching = near[:1]
        if len(touching) == 1:
            column = touching[0]
            column.x0, column.x1 = min(column.x0, x0), max(column.x1, x1)
            column.figures += 1
            column.lines.add(number)
        elif not touching:
            columns.append(_Column(x0, x1, 1, {number}))
    columns.sort(key=lambda column: column.x0)
    return [column for column in columns if len(column.lines) >= 2 or len(lines) < 4]


def _runs(lines: Sequence[_Line]) -> list[tuple[int, int]]:
    """Half-open ranges of lines, each from a first to a last row of one table."""
    found: list[tuple[int, int]] = []
    start = last = None
    for at, line in enumerate(lines):
        row = _is_row(line)
        if start is not None and last is not None:
            gap = line.top - lines[at - 1].bottom
            prose = len(line.segments) == 1 and _is_prose(line.segments[0])
            if gap > 3.2 * max(line.height, lines[at - 1].height) or (prose and not row) or at - last > 4:
                found.append((start, last + 1))
                start = last = None
        if row:
            if start is None:
                start = at
            last = at
    if start is not None and last is not None:
        found.append((start, last + 1))
    return _join_runs(lines, found)


def _join_runs(lines: Sequence[_Line], runs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Runs that white space alone parts, with a column of figures in the same place, are one table."""
    joined: list[tuple[int, int]] = []
    for start, end in runs:
        if joined:
            first, last = joined[-1]
            between = lines[last:start]
            near = lines[start].top - lines[last - 1].bottom < _APART * max(lines[start].height, 1.0)
            prose = any(len(line.segments) == 1 and _is_prose(line.segments[0]) for line in between)
            alike = min(last - first, end - start) <= 2 or _edges(lines[first:last]) & _edges(lines[start:end])
            if near and not prose and len(between) <= 4 and alike:
                joined[-1] = (first, end)
                continue
        joined.append((start, end))
    return joined


def _edges(lines: Sequence[_Line]) -> set[int]:
    """Right edges of the figures, to the nearest of a grid of 3 points and its neighbours."""
    edges = {round(segment.x1 / 3) for line in lines for segment in line.segments if segment.datum and is_number(segment.text)}
    return {edge + step for edge in edges for step in (0, 1)}


def _strong(lines: Sequence[_Line], columns: Sequence[_Column]) -> bool:
    """Enough figures one under the other: two columns over two lines, or one over three."""
    rows = [line for line in lines if _is_row(line)]
    labelled = [
        line for line in rows if any(not segment.datum and any(c.isalpha() for c in segment.text) for segment in line.segments)
    ]
    steady = [column for column in columns if len(column.lines) >= 2]
    if len(steady) >= 2 and len(rows) >= 2 and len(labelled) >= 1:
        both = [number for number in steady[0].lines if any(number in other.lines for other in steady[1:])]
        if len(both) >= 2 or len(rows) >= 4:
            return True
    return any(len(column.lines) >= 3 for column in columns) and len(labelled) >= 3


def _slots(lines: Sequence[_Line], columns: list[_Column]) -> list[tuple[float, float]]:
    """Extents of all columns, those of text between those of figures included, left to right."""
    spans = [(c.x0, c.x1) for c in columns]
    texts: list[list[float]] = []
    for line in lines:
        if not _is_row(line):
            continue
        for segment in line.segments:
            if any(min(x1, segment.x1) - max(x0, segment.x0) > 0 for x0, x1 in spans):
                continue
            between = sum(1 for x0, _ in spans if x0 < segment.x0)
            for text in texts:
                if text[2] == between and (min(text[1], segment.x1) - max(text[0], segment.x0) > 0):
                    text[0], text[1] = min(text[0], segment.x0), max(text[1], segment.x1)
                    break
            else:
                texts.append([segment.x0, segment.x1, between])
    merged: list[list[float]] = []
    for text in sorted(texts):
        if merged and text[2] == merged[-1][2] and text[0] < merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], text[1])
        else:
            merged.append(list(text))
    return sorted([*spans, *((t[0], t[1]) for t in merged)])


def _slot_of(segment: _Segment, slots: Sequence[tuple[float, float]]) -> int:
    """Column with which the segment shares most; the nearest where it shares none."""
    shares = [min(x1, segment.x1) - max(x0, segment.x0) for x0, x1 in slots]
    best = max(range(len(slots)), key=lambda at: shares[at])
    if not segment.datum and segment.x1 - segment.x0 > 2 * (slots[best][1] - slots[best][0]):
        # A heading over several columns goes to the leftmost it covers.
        covered = [at for at, share in enumerate(shares) if share > 0]
        return covered[0] if covered else best
    return best


def _to_row(line: _Line, slots: Sequence[tuple[float, float]]) -> list[list[TableWord]]:
    cells: list[list[TableWord]] = [[] for _ in slots]
    for segment in line.segments:
        if not segment.datum and sum(1 for word in segment.words if is_number(word.text)) >= 1 and len(segment.words) > 1:
            # "Total 18,170.58" set close: each figure that stands in a column of figures goes there.
            for piece in _part(segment, slots):
                cells[_slot_of(piece, slots)].extend(piece.words)
        else:
            cells[_slot_of(segment, slots)].extend(segment.words)
    return cells


def _part(segment: _Segment, slots: Sequence[tuple[float, float]]) -> list[_Segment]:
    pieces = [_Segment([segment.words[0]])]
    for left, right in pairwise(segment.words):
        apart = any(
            x0 - 2 <= right.bbox.x0 and right.bbox.x1 <= x1 + 2 and left.bbox.x1 <= x0 + 1 for x0, x1 in slots
        )
        if apart and is_number(right.text):
            pieces.append(_Segment([right]))
        else:
            pieces[-1].words.append(right)
    return pieces


def _header_lines(lines: Sequence[_Line], start: int, slots: Sequence[tuple[float, float]], floor: int) -> int:
    """First line of the column headings above the row ``start``, at most four lines up."""
    first = start
    for at in range(start - 1, max(floor, start - 5) - 1, -1):
        line = lines[at]
        if lines[at + 1].top - line.bottom > 1.8 * line.height:
            break
        over = {_slot_of(segment, slots) for segment in line.segments}
        inside = line.segments[-1].x1 > slots[0][0] and line.segments[0].x0 < slots[-1][1] + 5
        short = all(len(segment.words) <= 6 or _opens_with_figure(segment, slots) for segment in line.segments)
        if not inside or not short or len(over) < 2:
            break
        first = at
    return first


def _opens_with_figure(segment: _Segment, slots: Sequence[tuple[float, float]]) -> bool:
    """A figure at the left edge of its column and a remark behind it: "4 (3 in the yard, 1 at the gate house)"."""
    return (
        len(segment.words) <= 12
        and is_number(segment.words[0].text)
        and any(abs(segment.x0 - x0) <= 2.0 for x0, _ in slots)
    )


def find_open_tables(
    words: Sequence[TableWord], walls: Sequence[tuple[float, float, float]] = (), *, ruled: bool = False
) -> list[RawTable]:
    """Tables of figures among ``words``, top to bottom. ``walls``: vertical rules as (from, to, x)."""
    if len(words) < 4:
        return []
    lines = [_cut_line(line, walls) for line in to_lines(words) if line]
    tables: list[RawTable] = []
    floor = 0
    for start, end in _runs(lines):
        body = lines[start:end]
        columns = _find_columns(body)
        if not columns or not _strong(body, columns) or _is_contents(body, columns):
            continue
        slots = _slots(body, columns)
        if len(slots) < 2:
            continue
        first = _header_lines(lines, start, slots, floor)
        tables.append(_to_table(lines[first:end], slots, ruled))
        floor = end
    return tables


def _is_contents(lines: Sequence[_Line], columns: Sequence[_Column]) -> bool:
    """A table of contents: one column of figures at the right, small and rising."""
    if len(columns) != 1:
        return False
    values = [line.segments[-1].text for line in lines if line.segments[-1].datum]
    if len(values) < 4 or not all(value.isdigit() and len(value) <= 3 for value in values):
        return False
    return all(int(a) <= int(b) for a, b in pairwise(values))


def _to_table(lines: Sequence[_Line], slots: Sequence[tuple[float, float]], ruled: bool) -> RawTable:
    rows: list[list[list[list[TableWord]]]] = []
    for line in lines:
        cells = _to_row(line, slots)
        filled = [at for at, cell in enumerate(cells) if cell]
        lone = len(filled) == 1 and not is_datum(join_lines([cells[filled[0]]]))
        if lone and rows and cells[filled[0]][0].text[:1].islower() and rows[-1][filled[0]]:
            rows[-1][filled[0]].append(cells[filled[0]])
            continue
        rows.append([[cell] if cell else [] for cell in cells])
    box = BBox(
        min(word.bbox.x0 for line in lines for word in line.words),
        lines[0].top,
        max(word.bbox.x1 for line in lines for word in line.words),
        lines[-1].bottom,
    )
    return RawTable(box, merge_columns([list(map(_to_cell, row)) for row in rows]), ruled=ruled)


def _to_cell(lines: list[list[TableWord]]) -> RawCell:
    words = [word for line in lines for word in line]
    if not words:
        return RawCell("", None)
    box = words[0].bbox
    for word in words[1:]:
        box = box.union(word.bbox)
    return RawCell(join_lines(lines), box)
