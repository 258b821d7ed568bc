"""Calendar dates as headings, letterheads and file names print them.

Only what tells when a meeting was or a paper was written is read here; dates in running text are the business
of ``ingest.tag``. British order throughout: 4/5/2018 is the fourth of May.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

MONTH_NAMES = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
MONTHS = {name: number for number, name in enumerate(MONTH_NAMES, 1)}
MONTHS |= {name[:3]: number for name, number in list(MONTHS.items())}
MONTHS["sept"] = 9
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?"

# Raised "th", "st" and "rd" as OCR reads them: "19™ April", "8” January", "21* March", "3°° March".
RAISED_ENDING = r"[™\"“”'‘’°*®%]{1,2}"

PATTERNS = (
    # "Tuesday 18th September 2018", "6 February, 2018", "9TH JANUARY 2025", "18-Sep-18", "14 th May 2015"
    re.compile(
        rf"\b(?P<day>[0-3]?\d)\s?(?:st|nd|rd|th|{RAISED_ENDING}(?=\s))?(?:\s+day)?(?:\s+of)?[\s,.\-–]*(?P<month>{_MONTH})\b[\s,.\-–’']*(?P<year>(?:19|20)\d\d|\d\d(?!\d|:|\.\d))?",
        re.IGNORECASE,
    ),
    # "September 18th, 2018", "Wednesday May 9th 2012"
    re.compile(
        rf"\b(?P<month>{_MONTH})\.?\s+(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b,?\s*(?P<year>(?:19|20)\d\d)?", re.IGNORECASE
    ),
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)\b"),
    # "18/09/2018", "18.9.18"
    re.compile(
        r"(?<![\d/.])(?P<day>[0-3]?\d)(?P<sep>[./-])(?P<month>[01]?\d)(?P=sep)(?P<year>(?:19|20)\d\d|\d\d)(?![\d/]|\.\d)"
    ),
)
COMPACT = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)[-_.]?(?P<month>[01]\d)[-_.]?(?P<day>[0-3]\d)(?!\d)")
MONTH_YEAR = re.compile(rf"\b(?P<month>{_MONTH})\b[\s,]*(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """``iso`` is a day, or "--09-18" where no year is printed, or a month "2018-09"."""

    start: int
    end: int
    iso: str
    weekday: bool = False

    @property
    def is_day(self) -> bool:
        return len(self.iso) == 10


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def find_dates(text: str) -> list[FoundDate]:
    """Days, days without a year, and months, in order, none overlapping."""
    found: list[FoundDate] = []
    for pattern in PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            iso = _read(match)
            if iso:
                before = text[max(0, match.start() - 14) : match.start()]
                weekday = re.search(rf"\b{WEEKDAY}[\s,.]*(?:the\s+)?$", before, re.IGNORECASE) is not None
                found.append(FoundDate(match.start(), match.end(), iso, weekday))
    for match in MONTH_YEAR.finditer(text):
        if not any(match.start() < other.end and other.start < match.end() for other in found):
            month = MONTHS[match["month"].lower()]
            found.append(FoundDate(match.start(), match.end(), f"{match['year']}-{month:02d}"))
    return sorted(found, key=lambda date: date.start)


def _read(match: re.Match[str]) -> str | None:
    month = match["month"]
    number = int(month) if month.isdigit() else MONTHS[month.lower()]
    day = int(match["day"])
    if not 1 <= number <= 12 or not 1 <= day <= 31:
        return None
    if match["year"] is None:
        return f"--{number:02d}-{day:02d}"
    year = int(match["year"])
    return _day(year + 2000 if year < 100 else year, number, day)


def date_in_file_name(name: str) -> str | None:
    """A day in a file's name: "minutes-20181029.pdf", "2018-10-09_minutes.pdf", "18 September 2018 report.docx"."""
    match = COMPACT.search(name)
    if match:
        iso = _day(int(match["year"]), int(match["month"]), int(match["day"]))
        if iso:
            return iso
    for date in find_dates(re.sub(r"[_+]", " ", name)):
        if date.is_day:
            return date.iso
    return None


def with_year(iso: str, near: str) -> str | None:
    """A day without a year ("--09-18") put into the year that brings it nearest to the day ``near``."""
    if not iso.startswith("--"):
        return iso
    base = datetime.date.fromisoformat(near)
    month, day = int(iso[2:4]), int(iso[5:7])
    choices = [
        datetime.date.fromisoformat(made)
        for year in (base.year - 1, base.year, base.year + 1)
        if (made := _day(year, month, day))
    ]
    return min(choices, key=lambda choice: abs((choice - base).days)).isoformat() if choices else None
