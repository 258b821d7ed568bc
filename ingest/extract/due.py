"""By when: the date of an obligation, from the dates tagged in its sentence and from "next meeting"."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from ingest.records import Document, Mention, Part
from ingest.spans import Span

# Words before a date that make it something else than a deadline: a start, a reference, a meeting that was.
_NOT_DUE_BEFORE = re.compile(
    r"(?:\b(?:from|since|after|dated|of|starting|commencing|wef|published on|held on|meeting on|held|received on|minutes|effective|until|to)\s+(?:the\s+)?(?:meeting\s+)?(?:on\s+)?)$", re.I
)
_RANGE = re.compile(r"\d\s*(?:[-–—]|\bto\b|\buntil\b)\s*(?:the\s+)?(?:end\s+(?:of\s+)?)?(?:\d{1,2}(?:st|nd|rd|th)?\s+)?[A-Z][a-z]{2,}")
_NEXT_MEETING = re.compile(
    r"\b(?:(?:the |our |its |this |a )?(?:next|following) (?:[\w’'-]+ ){0,4}?(?:meeting|agenda|session)|next (?:month[’']?s )(?:meeting|agenda))\b", re.I
)
_NAMED_MEETING = re.compile(
    r"\b(?:the )?(January|February|March|April|May|June|July|August|September|October|November|December) (?:[A-Z][\w’'-]+ ){0,3}?(?:meeting|agenda|AGM|session)\b"
)
_ANNUAL = re.compile(r"\b(?:AGM|[Aa]nnual (?:[Gg]eneral |[Pp]arish |[Tt]own |[Cc]ouncil )?[Mm]eeting)\b")
_REACH = 40
_DUE_LABEL = re.compile(r"\b(?:Due|Deadline|By when|Target date|Complete by|Timescale)\s*[:–-]\s*([^\n.;]{2,60})", re.I)
# "12. Date of next meeting: 9 April", "Next Panel meeting – …", "Dates of future meetings"
_ANNOUNCED = re.compile(
    r"^\W*(?:\d+(?:[./]\d+)*[.)]?\s+)?(?:(?:the )?(?:dates?|time|place|venue)(?:,? (?:dates?|time|place|and|venue|&|/|,)+)* of (?:the )?(?:next|future|forthcoming)[\w ’'-]{0,30}|(?:the )?next [\w ’'-]{0,30}?meetings?|future meetings?|meeting dates?)\b",
    re.I | re.M,
)
_MENTIONED = re.compile(
    r"\b(?:date of (?:the )?next [\w ’'-]{0,30}meeting|(?:the )?next [\w ’'-]{0,40}?meeting (?:will be|is|to be held|takes place|would be|on|has been|was)|meetings? (?:will|to) be held)\b", re.I
)
_MONTHS = "january february march april may june july august september october november december".split()


@dataclass(frozen=True, slots=True)
class Due:
    """``day`` is the last day of the printed period, None where the words fix none."""

    day: str | None
    text: str
    inferred: bool


class Calendar:
    """The dates of a paper by position, and the next meeting that each part announces."""

    def __init__(self, document: Document, mentions: tuple[Mention, ...]) -> None:
        self.document = document
        self.dates = [m for m in mentions if m.label == "DATE"]
        self.starts = [m.span.start for m in self.dates]
        self._next: dict[int, str | None] = {}

    def within(self, span: Span) -> list[Mention]:
        low = bisect_left(self.starts, span.start)
        high = bisect_left(self.starts, span.end)
        return self.dates[low:high]

    def next_meeting(self, part: Part) -> str | None:
        """The printed day of the next meeting: the first day after the meeting's own in a line that announces it."""
        if part.part_id not in self._next:
            self._next[part.part_id] = self._read_next_meeting(part)
        return self._next[part.part_id]

    def annual_meeting(self, part: Part, name: str) -> str | None:
        """The first day after the meeting's own that the part prints for its annual meeting ("the AGM on 9 July"), by its name or initials."""
        short = "".join(word[0] for word in name.split()).upper() if " " in name else name
        held = part.date or self.document.meeting_date or ""
        days = []
        for found in re.finditer(rf"\b(?:{re.escape(name)}|{short})\b", self.document.text[part.span.start : part.span.end], re.I):
            at = part.span.start + found.end()
            for date in self.within(Span(at, min(part.span.end, at + _REACH))):
                day = date.value or ""
                if len(day) == len("2031-05-04") and day > held and not re.search(r"[.;\n]", self.document.text[at : date.span.start]):
                    days.append(day)
                    break
        return min(days, default=None)

    def printed_date(self) -> str | None:
        """The month or day that stands alone on a line at the top, for a paper whose date nobody else found."""
        for paragraph in self.document.paragraphs[:12]:
            for date in self.within(paragraph.span):
                line = self.document.quote(paragraph.span).strip(" .")
                if len(line) <= len(date.text) + 2 and date.value:
                    first, _, last = date.value.partition("/")
                    return first if not last else (first[:7] if first[:7] == last[:7] else None)
        return None

    def _read_next_meeting(self, part: Part) -> str | None:
        """The printed day of the next meeting: the first day after the meeting's own where it is announced.

        A line that begins with it ("12. Date of next meeting: …") is believed before words in the middle of a
        sentence, which may speak of another meeting.
        """
        text = self.document.text
        held = part.date or self.document.meeting_date or ""
        for pattern, reach in ((_ANNOUNCED, 160), (_MENTIONED, 70)):
            days = []
            for line in pattern.finditer(text, part.span.start, part.span.end):
                for date in self.within(Span(line.end(), min(part.span.end, line.end() + reach))):
                    day = _last_day(date.value)
                    if day and len(day) == 10 and "/" not in (date.value or "") and day > held and text.count("\n", line.end(), date.span.start) <= 2:
                        days.append(day)
                        break
            if days:
                return min(days)
        return None


def _last_day(value: str | None) -> str | None:
    if not value:
        return None
    return value.rsplit("/", 1)[-1]


def find_due(calendar: Calendar, part: Part, span: Span, made_on: str | None, kind: str, cue_start: int = 0) -> Due | None:
    """When what stands in ``span`` is due; None where nothing says so.

    Dates before the meeting are references, dates after "from", "since" or "held on" are no deadlines. For decisions
    only meetings to which they were put off and dates after "by", "in time for", "before" count. A date printed
    without its year after the cue lies ahead of ``made_on``, whatever year was inferred for it.
    """
    text = calendar.document.text
    sentence = text[span.start : span.end]
    label = _DUE_LABEL.search(sentence)
    if label:
        found = list(calendar.within(Span(span.start + label.start(1), span.start + label.end(1))))
        days = [_last_day(m.value) for m in found]
        if days and days[-1]:
            return Due(days[-1], label.group(1).strip(), False)
        if _NEXT_MEETING.search(label.group(1)):
            day = calendar.next_meeting(part)
            return Due(day, label.group(1).strip(), day is not None)
        return Due(None, label.group(1).strip(), False)
    ahead = [_ahead(m, made_on) if m.span.start >= span.start + cue_start else m for m in calendar.within(span)]
    dates = [m for m in ahead if _may_be_due(text, span, m, made_on)]
    if kind != "decision":
        dates = [m for m in dates if m.span.start >= span.start + cue_start] or dates
    if kind == "decision":
        dates = [m for m in dates if re.search(r"\d.*(?:[-–]|\bto\b).*\d", m.text) or re.search(r"\b(?:by|before|for|no later than|in time for|until|[-–]|(?:put back|deferred|moved|postponed|adjourned)\s+to)\s+(?:the\s+)?(?:end of\s+)?$", text[span.start : m.span.start], re.I)
                 or re.search(r"\b(?:be|is) (?:made|considered|brought|presented|reported|reviewed|discussed|taken|submitted|given|provided|sent)\b[^.;]{0,60}\b(?:in|on|at|to)\s+(?:the\s+)?$|\b(?:should|will|to) take place\b[^.;]{0,40}\bon\s+(?:the\s+)?$", text[span.start : m.span.start])
                 or re.match(r"\s+(?:[A-Z][\w’'-]+\s){0,3}(?:meeting|agenda|newsletter)", text[m.span.end : span.end], re.I)]
    if dates:
        strict = [m for m in dates if re.search(r"\b(?:by|before|in time for|no later than|deadline[^.]{0,20})\s+(?:the\s+)?(?:end of\s+)?$", text[span.start : m.span.start], re.I)]
        dates = strict or dates
        best = dates[-1] if kind == "commitment" and len(dates) > 1 and _joined(text, dates) else dates[0]
        meeting = calendar.next_meeting(part)
        if meeting and re.search(r"\b(?:meeting|agenda|AGM)\b", sentence, re.I) and (best.value or "").startswith(meeting[:7]) and "/" in (best.value or ""):
            return Due(meeting, text[best.span.start : best.span.end], True)  # "the April meeting", "re-agenda for April"
        annual = _ANNUAL.search(sentence)
        day = calendar.annual_meeting(part, annual.group()) if annual and "/" in (best.value or "") else None
        if day is not None and day.startswith((best.value or "")[:7]):
            return Due(day, text[best.span.start : best.span.end], True)  # "before the AGM in July"
        return Due(_last_day(best.value), text[best.span.start : best.span.end], best.inferred)
    named = _NAMED_MEETING.search(sentence)
    if named:
        day = calendar.next_meeting(part)
        if day and _MONTHS[int(day[5:7]) - 1] == named.group(1).lower():
            return Due(day, named.group(), True)
    annual = _ANNUAL.search(sentence, cue_start) if kind != "decision" else None
    if annual is not None and re.search(r"\b(?:to|at|by|before|for)\s+(?:the\s+)?$", sentence[: annual.start()]) and (day := calendar.annual_meeting(part, annual.group())) is not None:
        return Due(day, annual.group(), True)
    upcoming = _NEXT_MEETING.search(sentence)
    if upcoming and (kind != "commitment" or not re.search(r"\bdate of\b", sentence[: upcoming.start()], re.I)):
        day = calendar.next_meeting(part)
        return Due(day, upcoming.group().strip(), day is not None)
    return None


def _ahead(date: Mention, made_on: str | None) -> Mention:
    """The date in the first year that brings its end to ``made_on`` or later, when no year is printed."""
    last = _last_day(date.value)
    if not made_on or not last or len(made_on) < 7 or last >= made_on[: len(last)] or re.search(r"\d{4}|['’]\d\d", date.text):
        return date
    years = 1 if last[4:] >= made_on[4:] and int(last[:4]) + 1 == int(made_on[:4]) else int(made_on[:4]) - int(last[:4])
    if f"{int(last[:4]) + years}{last[4:]}" < made_on:
        years += 1
    if years > 3 or not re.search(r"[A-Za-z]{3}", date.text):
        return date
    value = "/".join(f"{int(day[:4]) + years}{day[4:]}" for day in (date.value or "").split("/"))
    return replace(date, value=value.replace("-02-29", "-02-28"), inferred=True)


def _joined(text: str, dates: list[Mention]) -> bool:
    return len(text[dates[0].span.end : dates[-1].span.start]) < 12


def _may_be_due(text: str, span: Span, date: Mention, made_on: str | None) -> bool:
    last = _last_day(date.value)
    if last is None or (made_on and last < made_on[: len(last)]):
        return False
    before = text[max(span.start, date.span.start - 30) : date.span.start]
    if re.search(r"\b(?:each|every)\s+$", before):
        return False  # "each November, beginning in November 2024"
    if re.search(r"\b(?:end|beginning|start|middle|part) of (?:the )?$", before):
        return True
    after = text[date.span.end : span.end]
    if _RANGE.search(date.text) and "/" in (date.value or ""):
        return True  # "extended for six months from April 2031 – September 2031" ends with its last day
    if _NOT_DUE_BEFORE.search(before) and not re.search(r"\b(?:by|before)\b[^.]{0,12}$|\b(?:put back|deferred|moved|postponed|adjourned) to (?:the )?$", before):
        return bool(re.search(r"\bconsultation until\s+$", before)) or bool(re.search(r"\bto(?: the)?\s+$", before) and "/" not in (date.value or ""))
    return not re.match(r"\s+(?:minutes|edition of the accounts)\b", after)
