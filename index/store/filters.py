"""The one filter object, :class:`index.records.Filters`, as SQL over the truth.

The word index repeats these conditions in its own fields (``words.py``); a shared table of tests holds both
to the same answer.
"""

from __future__ import annotations

import calendar
import re

from index.errors import QueryError
from index.records import Filters

ISO_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def fold(name: str) -> str:
    """How names are compared: case and runs of white space do not count."""
    return " ".join(name.casefold().split())


def find_days(date: str | None) -> tuple[str | None, str | None]:
    """First and last ISO day of a date as printed (a day, a month, a year, or an interval of those).

    >>> find_days("2019-02"), find_days("2018-04-01/2019-03-31")
    (('2019-02-01', '2019-02-28'), ('2018-04-01', '2019-03-31'))
    """
    if not date:
        return None, None
    first, _, last = date.partition("/")
    days = [_days_of(first), _days_of(last or first)]
    if days[0] is None or days[1] is None:
        return None, None
    return days[0][0], days[1][1]


def _days_of(date: str) -> tuple[str, str] | None:
    match = ISO_DATE.fullmatch(date)
    if match is None:
        return None
    year, month, day = match.groups()
    if month is None:
        return f"{year}-01-01", f"{year}-12-31"
    if not 1 <= int(month) <= 12:
        return None
    if day is None:
        return f"{year}-{month}-01", f"{year}-{month}-{calendar.monthrange(int(year) or 4, int(month))[1]:02d}"
    return date, date


def check_filters(filters: Filters) -> None:
    """:raises QueryError: a date is no ISO date, or a range ends before it starts."""
    for name, value in (("meeting_from", filters.meeting_from), ("meeting_to", filters.meeting_to)):
        if value is not None and find_days(value)[0] is None:
            raise QueryError(f"{name} must be a date like 2019-11-05 or 2019-11, not {value!r}")
    first, last = find_days(filters.meeting_from)[0], find_days(filters.meeting_to)[1]
    if first and last and last < first:
        raise QueryError(f"the range of meeting dates ends ({last}) before it starts ({first})")
    low, high = filters.amount_min, filters.amount_max
    if any(amount is not None and amount != amount for amount in (low, high)):
        raise QueryError("an amount must be a number of pounds")
    if low is not None and high is not None and high < low:
        raise QueryError(f"the range of amounts ends (£{high:,g}) before it starts (£{low:,g})")


def to_sql(filters: Filters) -> tuple[str, list[object]]:
    """Condition over ``passages`` joined with ``papers``, and its parameters; '1' for no filter."""
    terms: list[str] = []
    values: list[object] = []

    def one_of(column: str, wanted: tuple[str, ...]) -> None:
        if wanted:
            terms.append(f"{column} IN ({','.join('?' * len(wanted))})")
            values.extend(wanted)

    if filters.meeting_from:
        terms.append("passages.last_day >= ?")
        values.append(find_days(filters.meeting_from)[0])
    if filters.meeting_to:
        terms.append("passages.first_day <= ?")
        values.append(find_days(filters.meeting_to)[1])
    one_of("papers.body_key", tuple(fold(body) for body in filters.bodies))
    one_of("papers.doc_type", filters.doc_types)
    one_of("passages.doc_id", filters.doc_ids)
    for label, names in (("PERSON", filters.people), ("ORG", filters.organisations)):
        if names:
            marks = ",".join("?" * len(names))
            terms.append(
                f"passages.id IN (SELECT passage FROM passage_names WHERE label = ? AND name IN ({marks}))"
            )
            values += [label, *(fold(name) for name in names)]
    if filters.amount_min is not None or filters.amount_max is not None:
        low = filters.amount_min if filters.amount_min is not None else float("-inf")
        high = filters.amount_max if filters.amount_max is not None else float("inf")
        terms.append("passages.id IN (SELECT passage FROM passage_amounts WHERE pounds BETWEEN ? AND ?)")
        values += [low, high]
    return " AND ".join(terms) or "1", values
