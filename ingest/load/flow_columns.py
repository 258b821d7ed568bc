"""Tables of plain text that no mark opens: rows with bars between their cells, and columns set apart by spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_LEAST_ROWS = 3
_BAR = re.compile(r"\s\|(?=\s|$)")
# Three spaces: two stand behind the full stop of some typists.
_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
_LEAST_GUTTER = 2
_MOST_WORDS = 14
"""Words of a cell; two columns of running text have more."""


def find_rows(lines: Sequence[str]) -> dict[int, tuple[str, ...]]:
    """Cells of each line that is a row of a table: three or more lines in turn, none of them blank,
    with as many bars in each ("Band | 2023/24 | 2024/25") or with gaps that leave the same columns blank."""
    found: dict[int, tuple[str, ...]] = {}
    for run in _runs([0 if line.lstrip().startswith("|") else len(_BAR.findall(line)) for line in lines]):
        found.update((at, tuple(cell.strip() for cell in _BAR.split(lines[at]))) for at in run)
    spaced = [line.expandtabs(8) if line.strip() and "\t" not in line.strip() else "" for line in lines]
    known: set[tuple[int, ...]] = set()
    for run in _runs([1 if at not in found and _is_spaced(line) else 0 for at, line in enumerate(spaced)]):
        rows = _cut([spaced[at] for at in run])
        if rows is not None:
            found.update(zip(run, rows, strict=True))
            known.update(_starts(spaced[at]) for at in run)
    # "In attendance" and one name below it, set as the list of those present is
    for at, line in enumerate(spaced):
        if at not in found and _GAP.search(line) and any(_starts(line) == starts[: len(_starts(line))] for starts in known):
            found[at] = tuple(cell.strip() for cell in _GAP.split(line))
    return found


def _starts(line: str) -> tuple[int, ...]:
    """Where the cells of a line begin."""
    return (len(line) - len(line.lstrip()), *(gap.end() for gap in _GAP.finditer(line)))


def _is_spaced(line: str) -> bool:
    return bool(_GAP.search(line)) or len(line) - len(line.lstrip()) >= 12


def _runs(marks: Sequence[int]) -> Iterator[list[int]]:
    """Numbers of neighbours with the same mark, none of them 0, where they are enough."""
    run: list[int] = []
    for at, mark in enumerate([*marks, 0]):
        if run and mark != marks[run[0]]:
            if len(run) >= _LEAST_ROWS:
                yield run
            run = []
        if mark:
            run.append(at)


def _cut(lines: Sequence[str]) -> list[tuple[str, ...]] | None:
    """Cells of the lines, cut where all of them are blank; None where that gives no columns."""
    width = max(map(len, lines))
    inked = [any(line[at : at + 1].strip() for line in lines) for at in range(width)]
    columns: list[tuple[int, int]] = []
    start: int | None = None
    blank = 0
    for at, ink in enumerate([*inked, *[False] * _LEAST_GUTTER]):
        blank = 0 if ink else blank + 1
        if ink and start is None:
            start = at
        elif start is not None and blank >= _LEAST_GUTTER:
            columns.append((start, at - blank + 1))
            start = None
    rows = [tuple(line[first:last].strip() for first, last in columns) for line in lines]
    full = [row for row in rows if sum(map(bool, row)) >= 2]
    if len(columns) < 2 or len(full) < _LEAST_ROWS or any(len(cell.split()) > _MOST_WORDS for row in rows for cell in row):
        return None
    # each gap of a line is one between columns: ragged ones are letterheads, or verse
    if any(len(_GAP.findall(line.strip())) + 1 > sum(map(bool, row)) for line, row in zip(lines, rows, strict=True)):
        return None
    return rows
