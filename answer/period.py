"""Periods named in a question: "in March 2025", "2018/19", "Q2", "the year to September 2019", "13 November 2018".

Financial years run from 1 April to 31 March; quarters without further words are quarters of the financial
year (Q2 = July to September), as the papers of councils and police bodies use them.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Literal

PeriodKind = Literal["day", "month", "quarter", "season", "financial_year", "year", "range", "month_of_any_year"]

MONTHS: dict[str, int] = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
MONTHS["sept"] = 9
_MONTH = r"(?P<month{0}>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
SEASONS: dict[str, tuple[int, int]] = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2)}


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``start`` to ``end``, both inclusive (ISO). ``text`` is what the question says.

    ``month_of_any_year`` has empty ``start`` and ``end``; ``month`` (and ``day``) are set. ``role`` is
    ``until`` in "the year to September 2019", ``since`` in "since 2010", else ``in``.
    """

    kind: PeriodKind
    start: str
    end: str
    text: str
    month: int | None = None
    day: int | None = None
    role: Literal["in", "since", "until"] = "in"

    @property
    def years(self) -> tuple[int, ...]:
        if not self.start:
            return ()
        return tuple(range(int(self.start[:4]), int(self.end[:4]) + 1))

    def holds(self, day: str | None) -> bool:
        """Whether an ISO day, month ("2019-11") or year lies in the period; an empty period holds its month of any year."""
        if not day:
            return False
        if not self.start:
            return len(day) >= 7 and int(day[5:7]) == self.month and (self.day is None or day[8:10] == f"{self.day:02d}")
        first, last = day_range(day)
        return first <= self.end and last >= self.start


def day_range(value: str) -> tuple[str, str]:
    """First and last ISO day of ``2019``, ``2019-11``, ``2019-11-05`` or ``2019-04-01/2020-03-31``."""
    if "/" in value:
        first, last = value.split("/", 1)
        return day_range(first)[0], day_range(last)[1]
    if len(value) == 4:
        return f"{value}-01-01", f"{value}-12-31"
    if len(value) == 7:
        year, month = int(value[:4]), int(value[5:7])
        return f"{value}-01", f"{value}-{calendar.monthrange(year, month)[1]:02d}"
    return value[:10], value[:10]


def is_month_end(day: str) -> bool:
    """Whether an ISO day is the last one of its month, the day that accounts and balances are stated for."""
    return calendar.monthrange(int(day[:4]), int(day[5:7]))[1] == int(day[8:10])


def _month(year: int, month: int) -> tuple[str, str]:
    return day_range(f"{year:04d}-{month:02d}")


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


_YEAR = r"(?P<year>(?:19|20)\d\d)"
_RULES: tuple[tuple[PeriodKind, re.Pattern[str]], ...] = (
    # "13th November 2018", "13 Nov 2018", "29/30 November 2018"
    (
        "day",
        re.compile(
            r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?\s+" + _MONTH.format("") + r",?\s+" + _YEAR + r"\b", re.I
        ),
    ),
    ("day", re.compile(r"\b" + _MONTH.format("") + r"\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+" + _YEAR + r"\b", re.I)),
    ("day", re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month_no>\d\d)-(?P<day>\d\d)\b")),
    ("day", re.compile(r"\b(?P<day>\d{1,2})[./](?P<month_no>\d{1,2})[./](?P<year>(?:20)?\d\d)\b")),
    # "Q2 2019/20", "quarter 2 of 2024-25", "second quarter of 2019/20"
    (
        "quarter",
        re.compile(
            r"\b(?:Q\s?(?P<q>[1-4])|quarter\s+(?P<q2>[1-4]|one|two|three|four)|(?P<q3>first|second|third|fourth)\s+quarter)\b"
            r"(?:,?\s+(?:of|in|for)?\s*(?:the\s+)?(?:financial\s+year\s+)?(?P<fy1>20\d\d)(?:\s?[/-]\s?(?P<fy2>\d{2,4}))?)?",
            re.I,
        ),
    ),
    # "2018/19", "2018-19", "17/18", "24-25"
    ("financial_year", re.compile(r"\b(?P<fy1>(?:19|20)\d\d)\s?[/-]\s?(?P<fy2>(?:20)?\d\d)\b(?![/-]\d)")),
    ("financial_year", re.compile(r"(?<![\d/£.,-])\b(?P<fy1>[0-4]\d)\s?[/-]\s?(?P<fy2>[0-4]\d)\b(?![\d/-])")),
    ("month", re.compile(_MONTH.format("") + r",?\s+(?:of\s+)?" + _YEAR + r"\b", re.I)),
    ("month", re.compile(r"\b" + _MONTH.format("") + r"\s+['’]?(?P<year>[12]\d)\b(?!\s?[/-]\s?\d)", re.I)),
    ("season", re.compile(r"\b(?P<season>spring|summer|autumn|winter)\s+(?:of\s+)?" + _YEAR + r"\b", re.I)),
    ("year", re.compile(r"(?<![\d£.,/-])" + _YEAR + r"\b(?![/,.-]?\d)")),
    # "29 November", "September" without a year
    (
        "month_of_any_year",
        re.compile(r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?\s+" + _MONTH.format("") + r"\b", re.I),
    ),
    (
        "month_of_any_year",
        re.compile(
            r"\b(?P<month>"
            + "|".join(n for n in sorted(MONTHS, key=len, reverse=True) if n not in ("may", "mar", "sep", "dec", "jan"))
            + r")\b(?!-)",
            re.I,
        ),
    ),
    ("month_of_any_year", re.compile(r"(?:(?<=in )|(?<=the )|(?<=late )|(?<=early ))(?P<month>May)\b")),
)
_QUARTERS = {"one": 1, "two": 2, "three": 3, "four": 4, "first": 1, "second": 2, "third": 3, "fourth": 4}
_PARTS_OF_YEAR = {"early": (1, 4), "start of": (1, 3), "late": (9, 12), "end of": (10, 12), "mid": (5, 8)}


@lru_cache(maxsize=32768)
def find_periods(text: str) -> tuple[Period, ...]:
    """Periods in the order they are named, none inside another. "late 2017" keeps September to December."""
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, Period]] = []
    for kind, rule in _RULES:
        for match in rule.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            period = _to_period(kind, match, text)
            if period is not None:
                taken.append(match.span())
                found.append((match.start(), period))
    return _lend_years([period for _, period in sorted(found, key=lambda item: item[0])])


def _lend_years(periods: list[Period]) -> tuple[Period, ...]:
    """A month or quarter without a year takes that of the next period named: "October and November 2025", "Nov 24-25"."""
    done: list[Period] = []
    for at, period in enumerate(periods):
        lender = next((p for p in periods[at + 1 : at + 2] + periods[max(0, at - 1) : at] if p.start), None)
        if not period.start and period.month and lender is not None:
            year = int(lender.start[:4])
            if lender.kind == "financial_year" and period.month < 4:
                year += 1
            start, end = _month(year, period.month)
            if period.kind == "quarter":
                start = _month(year, period.month - 2)[0]
            if period.day:
                start = end = f"{start[:8]}{period.day:02d}"
            kind: PeriodKind = "day" if period.day else "quarter" if period.kind == "quarter" else "month"
            period = replace(period, kind=kind, start=start, end=end)
        done.append(period)
    return tuple(done)


def find_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where the periods of :func:`find_periods` stand."""
    taken: list[tuple[int, int]] = []
    for kind, rule in _RULES:
        for match in rule.finditer(text):
            if not any(match.start() < end and start < match.end() for start, end in taken) and _to_period(
                kind, match, text
            ):
                taken.append(match.span())
    return tuple(sorted(taken))


def _to_period(kind: PeriodKind, match: re.Match[str], text: str) -> Period | None:
    groups = match.groupdict()
    before = text[max(0, match.start() - 14) : match.start()].lower()
    role: Literal["in", "since", "until"] = "in"
    if re.search(r"\bsince\s*$", before):
        role = "since"
    elif re.search(r"\b(?:year|months?|period|quarter)s?\s+(?:ended|ending|to|till|until)\s*$|\b12 months to\s*$", before):
        role = "until"
    said = match.group()
    month = MONTHS[groups["month"].lower()] if groups.get("month") else None
    if groups.get("month_no"):
        month = int(groups["month_no"])
        if not 1 <= month <= 12:
            return None
    if kind == "day":
        try:
            day = date(_year(groups["year"]), month or 1, int(groups["day"])).isoformat()
        except ValueError:
            return None
        return Period("day", day, day, said, month, int(groups["day"]), role)
    if kind == "month":
        start, end = _month(_year(groups["year"]), month or 1)
        return Period("month", start, end, said, month, None, role)
    if kind == "month_of_any_year":
        day_no = int(groups["day"]) if groups.get("day") else None
        if day_no is not None and not 1 <= day_no <= 31:
            return None
        return Period(kind, "", "", said, month, day_no, role)
    if kind == "season":
        first, last = SEASONS[groups["season"].lower()]
        year = _year(groups["year"])
        last_year = year + 1 if last < first else year
        return Period("season", _month(year, first)[0], _month(last_year, last)[1], said, None, None, role)
    if kind == "financial_year":
        first_year, second = _year(groups["fy1"]), int(groups["fy2"]) % 100
        if second != (first_year + 1) % 100:
            # "2022-24" is a range of years, "25-30" a range of anything
            if len(groups["fy1"]) == 4 and second > first_year % 100:
                return Period("range", f"{first_year}-01-01", f"{first_year // 100 * 100 + second}-12-31", said, role=role)
            return None
        return Period(kind, f"{first_year}-04-01", f"{first_year + 1}-03-31", said, None, None, role)
    if kind == "quarter":
        name = (groups.get("q") or groups.get("q2") or groups.get("q3") or "").lower()
        number = _QUARTERS.get(name) or int(name)
        months = {1: (4, 6), 2: (7, 9), 3: (10, 12), 4: (1, 3)}[number]
        if not groups.get("fy1"):
            return Period("quarter", "", "", said, months[1], None, role)
        year = int(groups["fy1"]) + (1 if number == 4 else 0)
        return Period("quarter", _month(year, months[0])[0], _month(year, months[1])[1], said, None, None, role)
    year = int(groups["year"])
    for cue, (first, last) in _PARTS_OF_YEAR.items():
        if re.search(rf"\b{cue}[\s-]*$", before):
            return Period("season", _month(year, first)[0], _month(year, last)[1], f"{cue} {said}", role=role)
    return Period("year", f"{year}-01-01", f"{year}-12-31", said, None, None, role)


def same_period(wanted: Period, found: Sequence[Period]) -> float:
    """How well the best of the periods found is the one wanted: 1 for the very same, less for a part of it or one that holds it."""
    best = 0.0
    for period in found:
        if wanted.start and period.start:
            if (wanted.start, wanted.end) == (period.start, period.end):
                return 1.0
            if period.kind in ("day", "month", "quarter", "season") and wanted.start <= period.start and period.end <= wanted.end:
                best = max(best, 0.9)
            elif wanted.kind in ("day", "month") and period.start <= wanted.start and wanted.end <= period.end:
                best = max(best, 0.4)
        elif wanted.month and period.month == wanted.month:
            same_day = wanted.day is None or wanted.day == period.day
            best = max(best, 0.8 if same_day else 0.2)
    return best


def overlap(a: Period, b: Period) -> bool:
    """Whether two periods share a day; of those without a year, whether they are of one month."""
    if a.start and b.start:
        return a.start <= b.end and b.start <= a.end
    return a.month == b.month
