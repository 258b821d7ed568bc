"""First and last day of a calendar expression; what it leaves out is inferred from the date of the paper."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ingest.tag.calendar_words import MONTHS, SEASONS, WEEKDAYS
from ingest.tag.date_points import Point
from ingest.tag.years import about_money, day_of, infer_year, sentence_around, tense_at

Interval = tuple[date, date]


def to_iso(begin: date, finish: date) -> str:
    """A day ("2018-09-18") or an interval of days ("2018-04-01/2019-03-31")."""
    return begin.isoformat() if begin == finish else f"{begin.isoformat()}/{finish.isoformat()}"


def month_interval(year: int, month: int) -> Interval:
    return date(year, month, 1), day_of(year, month, 31)


def financial_year(year: int) -> Interval:
    """1 April ``year`` to 31 March of the next."""
    return date(year, 4, 1), date(year + 1, 3, 31)


def quarter_year(anchor: date | None, quarter: int) -> int:
    """Financial year of the latest such quarter that has begun by the anchor."""
    if anchor is None:
        return 0
    year = anchor.year if anchor.month >= 4 else anchor.year - 1
    begin = quarter_interval(year, quarter)[0]
    return year if begin <= anchor else year - 1


def quarter_interval(year: int, quarter: int) -> Interval:
    """Quarter of the financial year that begins in ``year``: Q1 is April to June."""
    month = (4, 7, 10, 1)[quarter - 1]
    start_year = year + (quarter == 4)
    return date(start_year, month, 1), day_of(start_year, month + 2, 31)


def season_interval(year: int, season: str) -> Interval:
    first, last = SEASONS[season]
    return date(year, first, 1), day_of(year + (last < first), last, 31)


def easter(year: int) -> date:
    """Easter Sunday, Gregorian (the Anonymous computus, Meeus 1991, ch. 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    j = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * j) // 451
    month, day = divmod(h + j - 7 * m + 114, 31)
    return date(year, month, day + 1)


def feast_interval(year: int, word: str) -> Interval:
    fixed = {"christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26),
             "new year's day": (1, 1), "new year's eve": (12, 31)}  # fmt: skip
    if word == "new year":
        return month_interval(year, 1)
    if word in fixed:
        day = date(year, *fixed[word])
        return day, day
    shift = {"easter": 0, "easter sunday": 0, "easter monday": 1, "good friday": -2}[word]
    day = easter(year) + timedelta(days=shift)
    return day, day


def interval_of(text: str, point: Point, anchor: date | None) -> tuple[Interval | None, bool]:
    """First and last day, and whether any of it was inferred. None when there is nothing to infer from."""
    try:
        interval, inferred = _plain_interval(text, point, anchor)
        if interval is not None and point.modifier is not None:
            interval = _narrow(interval, point)
    except (ValueError, OverflowError):
        return None, False
    return interval, inferred


def _plain_interval(text: str, point: Point, anchor: date | None) -> tuple[Interval | None, bool]:
    kind, year = point.kind, point.year
    if kind == "year" and year is not None:
        return (date(year, 1, 1), date(year, 12, 31)), False
    if kind == "years" and year is not None and point.year_end is not None:
        return (date(year, 1, 1), date(point.year_end, 12, 31)), False
    if kind == "fy" and year is not None and point.year_end is not None:
        if point.word == "years":
            return (date(year, 1, 1), date(point.year_end, 12, 31)), False
        if point.word == "academic":
            return (date(year, 9, 1), date(year + 1, 8, 31)), False
        if point.word == "civic":
            return (date(year, 5, 1), date(year + 1, 4, 30)), False
        return (date(year, 4, 1), date(point.year_end, 3, 31)), False
    if year is not None:
        if kind == "day":
            day = day_of(year, point.month or 1, point.day or 1)
            return (day, day), False
        if kind == "month":
            return month_interval(year, point.month or 1), False
        if kind == "season":
            return season_interval(year, point.word), False
        if kind == "quarter":
            return quarter_interval(year, point.quarter or 1), False
        if kind == "feast":
            return feast_interval(year, point.word), False
    if anchor is None:
        return None, False
    tense = tense_at(text, point.start, point.end)
    if kind == "day":
        guess = _year_named_before(text, point) or infer_year(anchor, point.month or 1, point.day, weekday=point.weekday, tense=tense)
        day = day_of(guess, point.month or 1, point.day or 1)
        return (day, day), True
    if kind == "month":
        guess = _year_named_before(text, point) or infer_year(anchor, point.month or 1, None, tense=tense)
        return month_interval(guess, point.month or 1), True
    if kind == "season":
        guess = infer_year(anchor, SEASONS[point.word][0] + 1 if point.word != "winter" else 12, None, tense=tense)
        return season_interval(guess, point.word), True
    if kind == "quarter":
        return quarter_interval(quarter_year(anchor, point.quarter or 1), point.quarter or 1), True
    if kind == "feast":
        month = feast_interval(anchor.year, point.word)[0].month
        return feast_interval(infer_year(anchor, month, None, tense=tense), point.word), True
    if kind == "weekdayday":
        return _weekday_day(anchor, point, tense), True
    return _relative(text, point, anchor), True


def _year_named_before(text: str, point: Point) -> int | None:
    """Year by a financial year named earlier in the paragraph: "the precept for 2019/20 … paid at the end of April"."""
    line_start = text.rfind("\n", 0, point.start) + 1
    before = text[max(line_start, point.start - 260) : point.start]
    years = list(re.finditer(r"(?<![\d/])((?:19|20)\d\d)[/–-](\d\d)(?!\d)", before))
    last = years[-1] if years else None
    if last is None or (int(last[1]) + 1) % 100 != int(last[2]):
        return None
    if re.search(r"\b(?:meeting|minutes|approved|agreed|considered|previous)\b", sentence_around(text, point.start, point.end)[0]):
        return None
    return int(last[1]) + ((point.month or 4) < 4)


def _weekday_day(anchor: date, point: Point, tense: str | None) -> Interval | None:
    """ "Thursday 6th": the nearest month in which the 6th is a Thursday."""
    best: date | None = None
    for shift in range(-3, 5):
        months = anchor.year * 12 + anchor.month - 1 + shift
        year, month = divmod(months, 12)
        try:
            day = date(year, month + 1, point.day or 1)
        except ValueError:
            continue
        if day.weekday() != point.weekday:
            continue
        if best is None or abs((day - anchor).days) < abs((best - anchor).days):
            best = day
    return (best, best) if best else None


def _shift_month(day: date, by: int) -> tuple[int, int]:
    year, month = divmod(day.year * 12 + day.month - 1 + by, 12)
    return year, month + 1


def _relative(text: str, point: Point, anchor: date) -> Interval | None:
    """Calendar period of "last October", "next year", "this week", "later this month", seen from the anchor."""
    if point.word == "soon":
        day = anchor + timedelta(days=point.day or 0)
        return day, day
    if " of " in point.word:
        return _edge_of_year(text, point, anchor)
    rel, unit = point.word.split(" ", 1)
    step = {"this": 0, "next": 1, "last": -1}[rel]
    if unit in ("year", "calendar year", "financial year", "academic year"):
        if unit == "financial year" or (unit == "year" and about_money(text, point.start, point.end)):
            return financial_year(anchor.year - (anchor.month < 4) + step)
        if unit == "academic year":
            begin = anchor.year - (anchor.month < 9) + step
            return date(begin, 9, 1), date(begin + 1, 8, 31)
        return date(anchor.year + step, 1, 1), date(anchor.year + step, 12, 31)
    if unit == "month":
        return month_interval(*_shift_month(anchor, step))
    if unit in ("week", "weekend"):
        monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=step)
        return (monday, monday + timedelta(days=6)) if unit == "week" else (monday + timedelta(days=5), monday + timedelta(days=6))
    if unit == "quarter":
        months = (anchor.month - 1) // 3 * 3 - (anchor.month - 1)
        year, month = _shift_month(anchor, months + 3 * step)
        return date(year, month, 1), day_of(year, month + 2, 31)
    if unit in SEASONS:
        return season_interval(_relative_year(anchor, SEASONS[unit][0], rel), unit)
    if unit in MONTHS:
        return month_interval(_relative_year(anchor, MONTHS[unit], rel), MONTHS[unit])
    if unit in WEEKDAYS:
        ahead = (WEEKDAYS[unit] - anchor.weekday()) % 7
        if rel == "last":
            ahead = ahead - 7
        elif rel == "next" and ahead == 0:
            ahead = 7
        day = anchor + timedelta(days=ahead)
        return day, day
    month = 12 if unit == "christmas" else 4
    return feast_interval(_relative_year(anchor, month, rel), unit)


def _relative_year(anchor: date, month: int, rel: str) -> int:
    """ "last October" in November 2018 is 2018, in October 2018 is 2017; "this" is the anchor's own year."""
    if rel == "this":
        return anchor.year
    if rel == "last":
        return anchor.year if month < anchor.month else anchor.year - 1
    return anchor.year if month > anchor.month else anchor.year + 1


def _edge_of_year(text: str, point: Point, anchor: date) -> Interval:
    word = point.word
    step = 1 if " next " in word else -1 if " last " in word else 0
    if word.endswith("month"):
        begin, finish = month_interval(*_shift_month(anchor, step))
    elif "calendar" not in word and ("financial" in word or "fiscal" in word or about_money(text, point.start, point.end)):
        begin, finish = financial_year(anchor.year - (anchor.month < 4) + step)
    else:
        begin, finish = date(anchor.year + step, 1, 1), date(anchor.year + step, 12, 31)
    return (finish, finish) if word.startswith("end") else (begin, begin)


def _narrow(interval: Interval, point: Point) -> Interval:
    """"early", "mid", "late", "end (of)", "start of" applied to a month, season or year."""
    begin, finish = interval
    modifier = point.modifier
    if modifier == "end":
        return finish, finish
    if modifier == "start":
        return begin, begin
    days = (finish - begin).days + 1
    if days <= 31:
        if modifier == "early":
            return begin, begin + timedelta(days=9)
        if modifier == "mid":
            return begin + timedelta(days=10), begin + timedelta(days=19)
        return begin + timedelta(days=20), finish
    if 360 <= days <= 366:  # quarters of a year: early is the first, mid the two in the middle, late the last
        def start_of(months: int) -> date:
            year, month = _shift_month(begin, months)
            return date(year, month, 1)

        if modifier == "early":
            return begin, start_of(3) - timedelta(days=1)
        if modifier == "mid":
            return start_of(3), start_of(9) - timedelta(days=1)
        return start_of(9), finish
    third = days // 3
    if modifier == "early":
        return begin, begin + timedelta(days=third - 1)
    if modifier == "mid":
        return begin + timedelta(days=third), finish - timedelta(days=third)
    return finish - timedelta(days=third - 1), finish
