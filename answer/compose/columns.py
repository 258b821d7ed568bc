"""Of the figures in a row of a table, the one whose column the question names.

A row's own words say which row it is, never which of its figures is asked for: that stands in the heads of the columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from answer.evidence import Unit
from answer.period import find_periods, find_spans, same_period
from answer.question import Term
from answer.rank import match_term
from answer.search import Findings
from answer.words import find_stems
from ingest.records import Cell, Document, Table
from ingest.spans import Span

PERIOD_WEIGHT = 1.0
"""What a head of the asked period counts, the words of the question having 1 together."""
WORD_TOO_MUCH = 0.02
"""What each word of a head counts against it that the question does not have: of two that fit alike the plainer one."""
LEAST_FIT = 0.1
"""A column that fits less, or no better than another, is not told from the others."""


@dataclass(frozen=True, slots=True)
class Column:
    """The cell that is asked for: ``place`` of it in the text of its row, and the ``heads`` above it, the highest first."""

    place: tuple[int, int]
    heads: tuple[Cell, ...]


def find_column(document: Document, findings: Findings, unit: Unit, places: Sequence[tuple[int, int]]) -> Column | None:
    """The one of ``places`` (offsets into the row's text) whose column the question names; None where the heads do not tell."""
    if unit.kind != "row":
        return None
    table = next((t for t in document.tables if t.paragraph_id == unit.paragraph_id), None)
    if table is None:
        return None
    row = next((row for row in table.rows if any(len(cell.span) and unit.span.contains(cell.span) for cell in row)), None)
    if row is None:
        return None
    fits: list[tuple[float, Column]] = []
    for place in places:
        at = unit.span.start + place[0]
        cell = next((cell for cell in row if cell.span.start <= at < cell.span.end), None)
        if cell is None or cell.column == 0:
            continue  # a number of the row itself
        heads = find_heads(document, table, cell.column)
        fits.append((_fit(findings, [head.text for head in heads]), Column(place, heads)))
    fits.sort(key=lambda one: -one[0])
    if len(fits) < 2:
        return None
    if not findings.question.periods and (latest := _latest([column for _, column in fits])) is not None:
        return latest
    if fits[0][0] < LEAST_FIT or fits[0][0] - fits[1][0] < WORD_TOO_MUCH / 2:
        return None
    return fits[0][1]


def _latest(columns: Sequence[Column]) -> Column | None:
    """Of columns whose heads are periods and nothing else, the last one; None where they say anything more ("Budget 2025/26", "Change")."""
    ends: list[tuple[str, Column]] = []
    for column in columns:
        text = " ".join(head.text for head in column.heads)
        periods = find_periods(text)
        if len(periods) != 1 or not periods[0].end or len(text.split()) > len(periods[0].text.split()):
            return None
        ends.append((periods[0].end, column))
    return max(ends, key=lambda one: one[0])[1] if len({end for end, _ in ends}) == len(ends) else None


def find_heads(document: Document, table: Table, column: int) -> tuple[Cell, ...]:
    """What stands above a column. A head over several columns is printed once, over the first or the middle of them."""
    heads: list[Cell] = []
    width = max(len(row) for row in table.rows)
    if not table.header_rows:
        above = _periods_above(document, table, width)
        return (above[column - 1],) if above and 0 < column < width else ()
    for row in table.rows[: table.header_rows]:
        filled = [cell for cell in row if cell.text]
        cell = next((cell for cell in filled if cell.column == column), None)
        groups = [cell for cell in filled if cell.column > 0]
        if groups and len(groups) < width - 1 and (width - 1) % len(groups) == 0 and groups[-1].column == len(groups) and column > 0:
            # the text has lost how wide they are: as wide as each other
            cell = groups[(column - 1) // ((width - 1) // len(groups))]
        elif cell is None and groups and groups[-1].column != len(groups):
            cell = next((cell for cell in reversed(filled) if 0 < cell.column <= column), None)
        if cell is not None and cell not in heads:
            heads.append(cell)
    return tuple(heads)


def _periods_above(document: Document, table: Table, width: int) -> tuple[Cell, ...]:
    """Heads that were left out of the table: the line right above it, where it has a period for each column of figures."""
    if table.paragraph_id == 0:
        return ()
    above = document.paragraphs[table.paragraph_id - 1]
    text = document.quote(above.span)
    places = find_spans(text)
    if len(places) != width - 1 or above.kind == "table" or len(text.split()) > 3 * width:
        return ()
    return tuple(
        Cell(0, column, Span(above.span.start + start, above.span.start + end), text[start:end]) for column, (start, end) in enumerate(places, 1)
    )


def _fit(findings: Findings, heads: Sequence[str]) -> float:
    """How much of the question the heads hold, and whether they are of its period."""
    text = " ".join(heads)
    stems = find_stems(text)
    terms: list[tuple[Term, float]] = list(findings.weights)
    held = sum(weight * match_term(term, stems) for term, weight in terms)
    periods = findings.question.periods
    of_period = max((same_period(period, find_periods(text)) for period in periods), default=0.0)
    known = frozenset(term.stem for term, _ in terms)
    return held + PERIOD_WEIGHT * of_period - WORD_TOO_MUCH * sum(stem not in known for stem in stems)
