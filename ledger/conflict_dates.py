"""Dates of one paper that cannot be right, or not both: a day that its month has not, a weekday that is not that day's, a
meeting still to come that lies behind the paper, a year that two printings of one day do not share.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.extract.sentences import find_sentences
from ingest.records import Document
from ingest.spans import Span
from ledger.conflict_records import Conflict, ConflictKind
from ledger.records import Place

_MONTHS = "january february march april may june july august september october november december".split()
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
# "Friday 31 November 2023", "Monday the 4th of September, 2018", "9 October"; a raised "th" may stand apart
_DATE = re.compile(
    r"\b(?:(?P<weekday>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+(?:the\s+)?)?(?P<day>\d{1,2})\s?(?:st|nd|rd|th)?(?:\s+of)?\s+"
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December)\b,?(?:\s+(?P<year>(?:19|20)\d\d)\b)?",
    re.I,
)
# "will take place on", "is to be held on", "next meeting: Thursday"
_TO_COME = re.compile(r"\b(?:(?:will|shall|is to|are to) (?:take place|be held|open|start|begin|commence|meet|close)|next meeting(?: of [\w ]{3,60})?(?: will be| is)?)\b[^.;]{0,50}$|\bdate of (?:the )?next meeting\b[^.;]{0,60}$", re.I)
# "the last meeting held on", "the previous meeting of"
_BEHIND = re.compile(r"\b(?:last|previous) (?:[\w-]+ ){0,4}meeting\b[^.;]{0,40}$|\b(?:was|were) (?:held|signed|received|approved|opened|published) (?:on )?$", re.I)
_MEETING_LINE = re.compile(r"\bmeetings?\b", re.I)
_OWN_DAY = re.compile(r"\bmeeting\b[^.;]*$|\bheld (?:on |at )[^.;]{0,60}$|^\W*$", re.I)
_OTHER_MEETING = re.compile(r"\b(?:last|previous|next|future|summoned|published|approved|signed)\b|^\W*\d+\.?\s|\bminutes of the meeting held\b", re.I)
# a meeting set for late in the evening; one that "closed at 10.00 pm" is none
_LATE = re.compile(r"\b(?:at )?(?P<time>(?:9[.:][3-5]\d|1[01][.:]\d\d)\s?p\.?m)\b", re.I)
_ENDED = re.compile(r"\b(?:closed?|ended?|finish\w*|conclud\w*|until|to|ending|terminated|adjourn\w*)\b|[–-]\s*$", re.I)
_OTHER_YEAR = re.compile(r"\b(?:next|following|last|previous) year\b", re.I)
_OWN_HEAD = 700
_FEWEST_VOTES = 3
_CLEARLY_NEAR = 120
_LONGEST_AGO = 400
_AHEAD = 45


@dataclass(frozen=True, slots=True)
class Printed:
    """A date as printed: ``day`` None where there is no such day; ``year`` None where none is printed."""

    span: Span
    text: str
    weekday: int | None
    day_of_month: int
    month: int
    year: int | None
    day: datetime.date | None


def find_printed(text: str, span: Span) -> Iterator[Printed]:
    """Every day with a month in ``text[span]``."""
    for match in _DATE.finditer(text, span.start, span.end):
        number, month = int(match.group("day")), _MONTHS.index(match.group("month").lower()) + 1
        if not 1 <= number <= 31:
            continue
        year = int(match.group("year")) if match.group("year") else None
        weekday = next((n for n, name in enumerate(_DAYS) if match.group("weekday") and name == match.group("weekday").lower() + "day"), None)
        yield Printed(Span(match.start(), match.end()), match.group(), weekday, number, month, year, _to_day(year, month, number))


def find_date_conflicts(document: Document) -> list[Conflict]:
    """The dates of one paper that cannot be right."""
    found: list[Conflict] = []
    own = {part.part_id: to_date(part.date or document.meeting_date or document.published_on) for part in document.parts}
    year = _year_of(document)
    for paragraph in document.paragraphs:
        said_on = own.get(paragraph.part_id)
        for sentence in find_sentences(document.text, paragraph.span):
            for printed in find_printed(document.text, sentence):
                why = _misprint(printed, said_on, year, document.quote(sentence)) or _out_of_order(document, sentence, printed, said_on)
                if why is not None:
                    found.append(Conflict(why[0], (Place(document.doc_id, sentence),), why[1], (printed.text,)))
            late = _late_meeting(document, sentence)
            if late is not None:
                found.append(late)
    found += _two_own_days(document)
    found += _under_headings(document)
    found += _two_years(document)
    return found


def _misprint(printed: Printed, said_on: datetime.date | None, usual: int | None, text: str) -> tuple[ConflictKind, str] | None:
    month = calendar.month_name[printed.month]
    longest = calendar.monthrange(printed.year or 2024, printed.month)[1]
    if printed.day_of_month > longest:
        return "impossible date", f"“{printed.text}”: {month}{f' {printed.year}' if printed.month == 2 and printed.year else ''} has {longest} days"
    if printed.weekday is None or (printed.year is None and _OTHER_YEAR.search(text)):
        return None
    day = printed.day or (_to_day(usual, printed.month, printed.day_of_month) if usual is not None else _nearest(printed, said_on))
    if day is None or day.weekday() == printed.weekday:
        return None
    return "weekday and date", f"“{printed.text}”: {day.day} {month} {day.year} was a {_DAYS[day.weekday()].capitalize()}"


def _year_of(document: Document) -> int | None:
    """The year that most weekdays with a day and no year agree with, three at least; None where they are few or at odds."""
    votes: Counter[int] = Counter()
    bare = [printed for printed in find_printed(document.text, Span(0, len(document.text))) if printed.weekday is not None and printed.year is None]
    years = {int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", f"{document.text} {document.meeting_date or ''} {document.published_on or ''}")}
    for printed in bare:
        votes.update(year for year in years if (day := _to_day(year, printed.month, printed.day_of_month)) is not None and day.weekday() == printed.weekday)
    best = votes.most_common(2)
    if not best or best[0][1] < _FEWEST_VOTES or (len(best) > 1 and best[1][1] == best[0][1]) or best[0][1] < 0.6 * len(bare):
        return None
    return best[0][0]


def _nearest(printed: Printed, said_on: datetime.date | None) -> datetime.date | None:
    """The day nearest to the paper's own, where no year is printed; None more than four months from it."""
    if said_on is None:
        return None
    days = [day for year in (said_on.year - 1, said_on.year, said_on.year + 1) if (day := _to_day(year, printed.month, printed.day_of_month)) is not None]
    best = min(days, key=lambda day: abs((day - said_on).days), default=None)
    return best if best is not None and abs((best - said_on).days) <= _CLEARLY_NEAR else None


def _out_of_order(document: Document, sentence: Span, printed: Printed, said_on: datetime.date | None) -> tuple[ConflictKind, str] | None:
    if printed.day is None or said_on is None:
        return None
    before = document.text[sentence.start : printed.span.start]
    behind = (said_on - printed.day).days
    if 0 < behind <= _LONGEST_AGO and _TO_COME.search(before) and not re.search(r"\b(?:would|had|was|were|reported|said|noted)\b", before, re.I):
        return "date out of order", f"“{printed.text}” is spoken of as still to come, in a paper of {said_on.day} {calendar.month_name[said_on.month]} {said_on.year}"
    if -behind > _AHEAD and _BEHIND.search(before):
        return "date out of order", f"“{printed.text}” is spoken of as past, in a paper of {said_on.day} {calendar.month_name[said_on.month]} {said_on.year}"
    return None


def _late_meeting(document: Document, sentence: Span) -> Conflict | None:
    text = document.quote(sentence)
    match = _LATE.search(text)
    if match is None or len(text.split()) > 25 or not _MEETING_LINE.search(text) or _ENDED.search(text[: match.start()]) or next(find_printed(document.text, sentence), None) is None:
        return None
    return Conflict("misprint", (Place(document.doc_id, sentence),), f"a meeting at {match.group('time')}: probably the morning is meant", (match.group("time"),))


def _two_own_days(document: Document) -> list[Conflict]:
    """The head of minutes prints two days for its own meeting."""
    if document.doc_type != "minutes":
        return []
    seen: list[tuple[Printed, Span]] = []
    for paragraph in document.paragraphs:
        if paragraph.span.start > _OWN_HEAD:
            break
        for sentence in find_sentences(document.text, paragraph.span):
            for printed in find_printed(document.text, sentence):
                before = document.text[sentence.start : printed.span.start]
                if printed.year and _OWN_DAY.search(before) and not _OTHER_MEETING.search(before):
                    seen.append((printed, sentence))
    days = {printed.day for printed, _ in seen if printed.day is not None}
    if len(days) != 2 or len({(day.month, day.year) for day in days}) != 1:
        return []
    one, first = seen[0]
    two, second = next(item for item in seen if item[0].day != one.day)
    places = (Place(document.doc_id, first), Place(document.doc_id, second))
    return [Conflict("two dates", places, f"the paper gives its own meeting two days: “{one.text}” and “{two.text}”", (one.text, two.text))]


def _under_headings(document: Document) -> Iterator[Conflict]:
    """"Minutes of the meeting of 26 May 2023" over "the minutes of the last meeting, held on 24 May 2023, were agreed"."""
    for section in document.sections:
        if not re.search(r"\bminutes\b", section.heading, re.I):
            continue
        head_end = document.text.find("\n", section.span.start)
        over = [printed for printed in find_printed(document.text, Span(section.span.start, max(head_end, section.span.start))) if printed.day]
        under = next((sentence for sentence in find_sentences(document.text, Span(max(head_end, section.span.start), section.span.end)) if _BEHIND.search(document.quote(sentence)) or "held on" in document.quote(sentence)), None)
        if len(over) != 1 or under is None:
            continue
        for printed in find_printed(document.text, under):
            if printed.day and (printed.month, printed.year) == (over[0].month, over[0].year) and printed.day != over[0].day:
                places = (Place(document.doc_id, Span(section.span.start, head_end)), Place(document.doc_id, under))
                yield Conflict("two dates", places, f"a meeting is given as “{over[0].text}” in the heading and as “{printed.text}” under it", (over[0].text, printed.text))
                break


def _two_years(document: Document) -> list[Conflict]:
    """One day of one thing is printed with two years ("held on 29 January 2025 … held on 29 January 2024")."""
    seen: dict[tuple[int, int], list[tuple[Printed, Span, frozenset[str]]]] = {}
    found: list[Conflict] = []
    for paragraph in document.paragraphs:
        if paragraph.kind in ("table", "letterhead"):
            continue
        for sentence in find_sentences(document.text, paragraph.span):
            for printed in find_printed(document.text, sentence):
                if printed.year is None or printed.day is None:
                    continue
                near = frozenset(re.findall(r"[a-z]{4,}", document.text[max(sentence.start, printed.span.start - 80) : printed.span.start].casefold()))
                for other, place, about in seen.setdefault((printed.month, printed.day_of_month), []):
                    if other.year is not None and abs(other.year - printed.year) == 1 and len(near & about) >= 3 and len(near & about) >= 0.75 * min(len(near), len(about)):
                        places = (Place(document.doc_id, place), Place(document.doc_id, sentence))
                        found.append(Conflict("two dates", places, f"one day with two years: “{other.text}” and “{printed.text}”", (other.text, printed.text)))
                        break
                seen[(printed.month, printed.day_of_month)].append((printed, sentence, near))
    return found


def _to_day(year: int | None, month: int, day: int) -> datetime.date | None:
    if year is None:
        return None
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def to_date(iso: str | None) -> datetime.date | None:
    """The day of an ISO day; None for a month, a year or nothing."""
    return datetime.date.fromisoformat(iso) if iso is not None and re.fullmatch(r"\d{4}-\d\d-\d\d", iso) else None
