"""On what day something was decided that a paper of a later day tells: the meeting that its own words name."""

from __future__ import annotations

import re

from ingest.extract.due import Calendar
from ingest.extract.lines import Row
from ingest.records import Mention
from ingest.spans import Span

# "At its meeting of 4 May the Panel agreed …", "At the Council meeting held on 28 January it was agreed …"
_AT_MEETING = re.compile(r"^\W*(?:\d[\d.]*\s+)?(?:At|In)\b[^.;]{0,60}?\b(?:meeting|workshop|conference)\b(?: held)?(?: of| on| in)?(?: the)?\s+$", re.I)
# "The working group met in May.", "A meeting of all partners took place in October."
_MET = re.compile(r"\b(?:(?:meeting|workshop|conference)s?\b[^.;]{0,60}?\b(?:took place|was held|were held)|met)(?: again)?(?: together)?(?: on| in)?(?: the)?\s+$", re.I)
# "This working group agreed …", "The group agreed …": by those who met
_THEY = re.compile(r"^\W*(?:this|the|that) (?:[\w-]+ ){0,2}?(?:group|meeting|workshop|board|panel|committee|partnership|conference)\b", re.I)
_DAY, _MONTH = len("2031-05-04"), len("2031-05")


def find_occasion(calendar: Calendar, row: Row, made_on: str | None) -> str | None:
    """The earlier day (or month) at which the decision of ``row`` was taken, ISO; None where its words name none."""
    if row.kind != "decision" or made_on is None:
        return None
    here = row.span
    found = _named_after(calendar, Span(here.start, here.start + row.cue_end), _AT_MEETING)
    if found is None and not row.line.minutes and _THEY.match(row.line.text):
        found = _named_after(calendar, Span(row.line.paragraph.span.start, here.start), _MET)
    day = _as_day(found) if found is not None else None
    return day if day is not None and day < made_on[: len(day)] else None


def _named_after(calendar: Calendar, span: Span, words: re.Pattern[str]) -> Mention | None:
    """The last date of ``span`` that stands right behind ``words`` in its own sentence."""
    text = calendar.document.text
    for date in reversed(calendar.within(span)):
        before = re.split(r"(?<=[.;])\s", text[span.start : date.span.start])[-1]
        if words.search(before):
            return date
    return None


def _as_day(date: Mention) -> str | None:
    """The day of a date, or its month where it names no more; None for longer periods."""
    first, _, last = (date.value or "").partition("/")
    if not last:
        return first if len(first) == _DAY else None
    return first[:_MONTH] if first[:_MONTH] == last[:_MONTH] else None
