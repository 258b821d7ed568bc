"""Days in ISO form: how far apart two are, and whether a text names one."""

from __future__ import annotations

import re
from functools import lru_cache

from ledger.wording import BACK_TO_MEETING

_BESIDE = 60
"""Characters round a day within which words take it back to a meeting."""
_MONTHS = "January February March April May June July August September October November December".split()


def days_between(first: str, second: str | None) -> int:
    """Days from one ISO day (month, year) to another, roughly; 0 where one has no date."""
    if second is None or not first:
        return 0
    numbers = [[int(part) for part in day.split("/")[-1].split("-")] for day in (first, second)]
    one, two = (365 * n[0] + 30 * (n[1] if len(n) > 1 else 6) + (n[2] if len(n) > 2 else 15) for n in numbers)
    return two - one


def names_day(text: str, iso: str) -> bool:
    """"22 September" or "September 22nd" of the day 2022-09-22; no other year may stand behind it."""
    day = _day_pattern(iso)
    return day is not None and _may_name(text, iso) and day.search(text) is not None


@lru_cache(maxsize=4096)
def _day_pattern(iso: str) -> re.Pattern[str] | None:
    if len(iso) < 10:
        return None
    day, month = int(iso[8:10]), _MONTHS[int(iso[5:7]) - 1]
    return re.compile(rf"(?<!\d){day}(?:st|nd|rd|th)? (?:{month}|{month[:3]}|{month[:4]})\b(?!,? (?!{iso[:4]})\d{{4}})|\b{month} {day}(?!\d)")


def _may_name(text: str, iso: str) -> bool:
    """The first letters of the month are there: most texts are passed over without a pattern."""
    return _MONTHS[int(iso[5:7]) - 1][:3] in text


_PRINTED = re.compile(r"(?<![\d/.])(\d{1,2})(?:(?:st|nd|rd|th)? ([A-Z][a-z]{2,8}),? |([/.])(\d{1,2})\3)((?:20)?\d\d)(?![\d/.]\d|\d)")


def read_days(text: str) -> frozenset[str]:
    """The days that ``text`` prints with their year, in ISO form: "26 Sept 2024", "26/09/2024", "26.9.24"."""
    found = set()
    for day, named, _, numbered, year in _PRINTED.findall(text):
        month = int(numbered) if numbered else next((n for n, name in enumerate(_MONTHS, 1) if name.startswith(named[:3]) and named[:4] in (name[:3], name[:4])), 0)
        if 1 <= month <= 12 and 1 <= int(day) <= 31 and (named or len(year) in (2, 4)):
            found.add(f"{int(year) % 100 + 2000}-{month:02d}-{int(day):02d}")
    return frozenset(found)


def points_to_day(text: str, iso: str) -> bool:
    """The day is named beside words that take it back to its meeting: "as the Panel asked on 4 May"."""
    day = _day_pattern(iso)
    if day is None or not _may_name(text, iso):
        return False
    return any(BACK_TO_MEETING.search(text[max(0, match.start() - _BESIDE) : match.end() + _BESIDE]) for match in day.finditer(text))


def points_to_month(text: str, iso: str) -> bool:
    """The month is named, without a day, beside words that take it back to its meeting: "the figures asked for in June"."""
    if len(iso) < 7 or not _may_name(text, iso):
        return False
    return any(BACK_TO_MEETING.search(text[max(0, match.start() - _BESIDE) : match.end() + _BESIDE]) for match in _month_pattern(iso).finditer(text))


@lru_cache(maxsize=4096)
def _month_pattern(iso: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\d )\b{_MONTHS[int(iso[5:7]) - 1]}\b(?! \d{{1,2}}\b)(?!,? (?!{iso[:4]})\d{{4}})")


def names_month(text: str, iso: str) -> bool:
    return len(iso) >= 7 and _MONTHS[int(iso[5:7]) - 1] in text
