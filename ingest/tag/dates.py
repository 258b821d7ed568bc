"""Dates by a grammar of their own: single points first, then joined into ranges, then given a year.

A point is one calendar expression ("Thursday 6th September", "Q2 2019/20", "end of April", "last October").
Points joined by a dash, "to", "through to", or "between … and" become one interval. What the expression
leaves out (a year, and for "6th – 22nd March" the month of the first day) is filled from its partner, else
inferred from the date of the paper by ``years.infer_year`` and marked as inferred.

Not dates: durations, ages, clock times, frequencies, years in titles of laws, minute and paragraph
numbers, references, telephone numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from ingest.tag.candidates import Candidate
from ingest.tag.date_intervals import interval_of, quarter_year, to_iso
from ingest.tag.date_points import DAY, ORDINAL, SP, WEEKDAY, Point, day_number, find_points
from ingest.tag.years import day_of

JOIN = re.compile(rf"{SP}*(?:-|–|—|to|until|till|up to|through to|through|/){SP}*(?:the{SP}+)?(?:end{SP}+of{SP}+)?")
BETWEEN = re.compile(rf"\b[Bb]etween{SP}+(?:the{SP}+)?$")
AND = re.compile(rf"{SP}*(?:and|&){SP}*(?:the{SP}+)?")
LISTED = re.compile(rf"{SP}*(?:,|&|,?{SP}and\b|or\b){SP}*")
# "6th – 22nd March", "1 to 3 May", "22/23rd October": a day whose month stands with its partner.
LONE_DAY = re.compile(rf"(?:\b(?P<lwd>{WEEKDAY}){SP}+(?:the{SP}+)?)?(?<![\d£.,/:])(?P<ld>{DAY})(?P<lj>{SP}*(?:-|–|—|to|through to|until|/){SP}*(?:the{SP}+)?)$")
LONE_AND = re.compile(rf"(?:\b(?P<lwd>{WEEKDAY}){SP}+(?:the{SP}+)?)?(?<![\d£.,/:])(?P<ld>{ORDINAL})(?P<lj>{SP}*(?:and|&|,){SP}*(?:the{SP}+)?)$")


def find_dates(
    text: str, anchor: date | None = None, anchor_at: Callable[[int], date | None] | None = None
) -> Iterator[Candidate]:
    """DATE mentions of ``text`` with ISO values.

    ``anchor`` is the date of the paper; ``anchor_at(offset)`` overrides it place by place (the meeting that a
    bound-in part reports). Without either, a date that lacks its year has value None.
    """
    points = list(find_points(text, anchor))
    listed = _years_of_lists(text, points, lambda offset: (anchor_at(offset) if anchor_at is not None else None) or anchor)
    points = [replace(point, year=listed[point.start]) if point.start in listed else point for point in points]
    for candidate in _candidates(text, points, anchor, anchor_at):
        yield replace(candidate, inferred=True) if candidate.start in listed else candidate


def _candidates(
    text: str, points: list[Point], anchor: date | None, anchor_at: Callable[[int], date | None] | None
) -> Iterator[Candidate]:
    position = 0
    while position < len(points):
        first = points[position]
        here = anchor_at(first.start) if anchor_at is not None else anchor
        here = here or anchor
        step = 1
        found: Candidate | None = None
        extra: Candidate | None = None
        if position + 1 < len(points):
            second = points[position + 1]
            gap = text[first.end : second.start]
            joined = (JOIN.fullmatch(gap) is not None and _may_join(first, second, gap)) or (
                AND.fullmatch(gap) is not None and BETWEEN.search(text[max(0, first.start - 20) : first.start]) is not None
            )
            if joined:
                found = _range(text, first, second, here)
                if found is not None:
                    step = 2
        if found is None:
            if position and first.kind == "month" and first.modifier is None:
                before = points[position - 1]
                if before.modifier == "end" and before.kind == "month" and LISTED.fullmatch(text[before.end : first.start]):
                    # "at the end of April, August and December": the last days of all three
                    first = points[position] = replace(first, modifier="end")
            found, extra = _single(text, first, here)
        if extra is not None:
            yield extra
        if found is not None:
            yield found
        position += step


# ---------------------------------------------------------------- lists

# What stands between two days of a list of meetings: a comma, a cell, a line.
_BETWEEN_LISTED = re.compile(r"(?:[\s,;•]|\b(?:and|&)\b){1,6}")
_YEAR_BEFORE = re.compile(r"(?<![\d/.-])(?P<year>(?:19|20)\d\d)\s*[:–-]?\s*$")
_FEWEST_LISTED = 3
_BACK = timedelta(days=60)


def _years_of_lists(
    text: str, points: list[Point], anchor_of: Callable[[int], date | None]
) -> dict[int, int]:
    """Years of days in a bare list ("30 May, 27 June, 31 October"), by where they start: all lie in the year after the first.

    The first has the year that stands right above ("Dates for 2025: …"), else the one in which it would be read alone.
    """
    years: dict[int, int] = {}
    position = 0
    while position < len(points):
        end = position + 1
        while end < len(points) and _is_bare_day(points[end]) and _BETWEEN_LISTED.fullmatch(text[points[end - 1].end : points[end].start]):
            end += 1
        chain = points[position:end]
        if len(chain) >= _FEWEST_LISTED and _is_bare_day(chain[0]):
            years |= _years_of_chain(text, chain, anchor_of(chain[0].start))
        position = end
    return years


def _is_bare_day(point: Point) -> bool:
    return point.kind == "day" and point.year is None and point.month is not None and point.day is not None


def _years_of_chain(text: str, chain: list[Point], anchor: date | None) -> dict[int, int]:
    first = chain[0]
    printed = _YEAR_BEFORE.search(text, max(0, first.start - 12), first.start)
    if printed is not None:
        start = day_of(int(printed["year"]), first.month or 1, first.day or 1)
    else:
        interval, _ = interval_of(text, first, anchor)
        if interval is None:
            return {}
        start = interval[0]
    years = {}
    for point in chain:
        day = day_of(start.year, point.month or 1, point.day or 1)
        if day < start - _BACK:
            day = day_of(start.year + 1, point.month or 1, point.day or 1)
        if point.weekday is None or day.weekday() == point.weekday:
            years[point.start] = day.year
    return years


# ---------------------------------------------------------------- ranges


def _may_join(first: Point, second: Point, gap: str) -> bool:
    """Two points form one interval: not "5 March 2018 - 2019/20 budget", not "July / Christmas"."""
    if first.kind == "relative" or second.kind == "relative":
        return False
    if "/" in gap:
        return first.kind == second.kind == "month"
    ranks = {"day": 0, "weekdayday": 0, "feast": 0, "month": 1, "season": 2, "quarter": 2, "year": 3, "fy": 3, "years": 3}
    if first.kind == "fy" or second.kind == "fy":
        return first.kind == second.kind
    if "quarter" in (first.kind, second.kind):
        return first.kind == second.kind
    return ranks[second.kind] <= 1 or ranks[first.kind] == ranks[second.kind] or (first.kind == "season" and second.kind == "season")


def _range(text: str, first: Point, second: Point, anchor: date | None) -> Candidate | None:
    inferred = False
    if second.year is None and second.kind in ("day", "month", "season", "quarter") and first.year is None:
        second_interval, inferred = interval_of(text, second, anchor)
    else:
        if second.year is None and first.year is not None:
            later = (second.month or 0, second.day or 31) >= (first.month or 0, first.day or 1)
            second = replace(second, year=first.year if later or first.kind not in ("day", "month") else first.year + 1)
        second_interval, inferred = interval_of(text, second, anchor)
    if second_interval is None:
        return Candidate(first.start, second.end, "DATE", None, weight=80)
    if first.year is None and first.kind in ("day", "month", "season", "quarter"):
        year = second.year if second.year is not None else second_interval[0].year
        if first.kind == "quarter" and second.kind == "quarter":
            year = second.year if second.year is not None else quarter_year(anchor, second.quarter or 1)
        elif (first.month or 0, first.day or 1) > (second_interval[1].month, second_interval[1].day):
            year -= 1
        first = replace(first, year=year)
    first_interval, more = interval_of(text, first, anchor)
    if first_interval is None:
        return None
    begin, finish = first_interval[0], second_interval[1]
    if begin > finish:
        return None
    return Candidate(first.start, second.end, "DATE", to_iso(begin, finish), inferred or more, weight=85)


def _single(text: str, point: Point, anchor: date | None) -> tuple[Candidate | None, Candidate | None]:
    """The mention of one point, and one more for a lone day listed before it ("3rd and 10th May")."""
    interval, inferred = interval_of(text, point, anchor)
    value = to_iso(*interval) if interval else None
    weight = 80
    if point.kind == "day" and point.month is not None and point.day is not None:
        lone = LONE_DAY.search(text, max(0, point.start - 34), point.start)
        if lone is not None and _lone_ok(text, lone, point):
            first_day = day_number(lone["ld"])
            if interval is None:
                return Candidate(lone.start(), point.end, "DATE", None, weight=85), None
            begin = day_of(interval[0].year, point.month, first_day)
            if begin < interval[1]:
                return Candidate(lone.start(), point.end, "DATE", to_iso(begin, interval[1]), inferred, weight=85), None
        listed = LONE_AND.search(text, max(0, point.start - 34), point.start)
        if listed is not None:
            first_day = day_number(listed["ld"])
            end = listed.start("lj")
            if BETWEEN.search(text[max(0, listed.start() - 20) : listed.start()]):
                begin_value = to_iso(day_of(interval[0].year, point.month, first_day), interval[1]) if interval else None
                return Candidate(listed.start(), point.end, "DATE", begin_value, inferred, weight=85), None
            value_first = day_of(interval[0].year, point.month, first_day).isoformat() if interval else None
            extra = Candidate(listed.start(), end, "DATE", value_first, inferred, weight=75)
            return Candidate(point.start, point.end, "DATE", value, inferred, weight=weight), extra
    return Candidate(point.start, point.end, "DATE", value, inferred, weight=weight), None


def _lone_ok(text: str, lone: re.Match[str], point: Point) -> bool:
    day = day_number(lone["ld"])
    if day >= (point.day or 0):
        return False
    before = text[max(0, lone.start() - 12) : lone.start()]
    # "Items 4 - 12 May" and "pages 3 to 5 May" do not occur; "7.00 - 9 May" does
    return not re.search(r"(?:\d[:.]|[Ii]tems?\s|[Pp]ages?\s|[Pp]ara\w*\s|£)$", before)
