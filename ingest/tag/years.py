"""Which year a date without one belongs to.

The paper's own date is the anchor. In order: a printed weekday decides where it fits one neighbouring year
only; then a financial year named just before in the paragraph; then the tense of the sentence (the nearest cue
wins); else the nearest such date, the past being likelier than the future in papers that report.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from ingest.tag.calendar_words import FINANCIAL_CUES, FUTURE_CUES, PAST_CUES

_FUTURE = re.compile(rf"\b(?:{FUTURE_CUES})\b", re.IGNORECASE)
_PAST = re.compile(rf"(?<!\bbe )(?<!\bbeing )\b(?:{PAST_CUES})\b", re.IGNORECASE)
_FINANCIAL = re.compile(rf"\b(?:{FINANCIAL_CUES})\b|£", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.;!?](?=\s+[A-Z(])|[\n\t]")
_LOOK = 240


def day_of(year: int, month: int, day: int) -> date:
    """The day, or the last of the month where a paper prints "31 September"."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def sentence_around(text: str, start: int, end: int) -> tuple[str, str]:
    """Text of the sentence before ``start`` and after ``end``, each at most 240 characters."""
    before = text[max(0, start - _LOOK) : start]
    breaks = list(_SENTENCE_END.finditer(before))
    if breaks:
        before = before[breaks[-1].end() :]
    after = text[end : end + _LOOK]
    stop = _SENTENCE_END.search(after)
    return before, after[: stop.start()] if stop else after


def tense_at(text: str, start: int, end: int) -> str | None:
    """'past', 'future' or None, by the nearest cue of the sentence; what stands before the date counts double."""
    before, after = sentence_around(text, start, end)
    best: tuple[float, str] | None = None
    for tense, cues in (("future", _FUTURE), ("past", _PAST)):
        for match in cues.finditer(before):
            distance = float(len(before) - match.end())
            if best is None or distance < best[0]:
                best = (distance, tense)
        for match in cues.finditer(after):
            distance = 2.0 * match.start() + 10
            if best is None or distance < best[0]:
                best = (distance, tense)
    return best[1] if best else None


def about_money(text: str, start: int, end: int) -> bool:
    """Whether the paragraph speaks of budgets, so that "this year" starts in April."""
    from_line = text.rfind("\n", 0, start) + 1
    to_line = text.find("\n", end)
    line = text[max(from_line, start - 400) : min(to_line if to_line >= 0 else len(text), end + 400)]
    if "calendar year" in line:
        return False
    return _FINANCIAL.search(line) is not None


def _unless_far(year: int, near: int, anchor: date, month: int, day: int | None) -> int:
    """The coming year that the tense asks for, unless it is nine months off and the day passed within eleven weeks."""
    gap = abs((day_of(year, month, day or 15) - anchor).days)
    other = abs((day_of(near, month, day or 15) - anchor).days)
    return near if gap > 270 and other < 77 else year


def infer_year(
    anchor: date, month: int, day: int | None, *, weekday: int | None = None, tense: str | None = None
) -> int:
    """Year of ``day`` ``month`` seen from ``anchor``. Without a day the whole month is meant."""
    years = [anchor.year - 1, anchor.year, anchor.year + 1]
    if weekday is not None and day is not None:
        fitting = [y for y in years if day_of(y, month, day).weekday() == weekday]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            years = fitting
    near = min(years, key=lambda y: abs((day_of(y, month, day or 15) - anchor).days))
    if tense is not None:
        for year in years if tense == "future" else reversed(years):
            if tense == "future":
                last = day_of(year, month, day or 31)
                if last >= anchor - timedelta(days=7):
                    return _unless_far(year, near, anchor, month, day)
            else:
                first = day_of(year, month, day or 1)
                if first <= anchor:
                    return year
    middle = {y: day_of(y, month, day or 15) for y in years}

    def distance(year: int) -> float:
        gap = (middle[year] - anchor).days
        return gap * 1.4 if gap > 0 else -gap

    return min(years, key=distance)
