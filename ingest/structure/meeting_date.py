"""The day of the meeting that a paper is of or was written for, and the day it was published."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Sequence

from ingest.records import DocType
from ingest.structure.dates import MONTH_NAMES, FoundDate, date_in_file_name, find_dates, with_year
from ingest.structure.head import HeadLine, is_of_earlier_minutes, opens_meeting
from ingest.structure.titles import before_business

# "held in the Guildhall, Co. Wenmark, on": a short form does not end the sentence.
HELD = re.compile(
    r"\b(?:held|meeting|summoned|convened|take place|takes place|attend|minutes|assembly|session|agenda|notes)\b(?:[^.;]|(?<=\bCo)\.|(?<=\b(?:St|Mr|Dr|Rd|No))\.)*$",
    re.IGNORECASE,
)
# The day of another meeting, or of something else: "minutes of the last meeting held on", "no later than", "dated".
OTHER = re.compile(
    r"\b(?:previous|last|next|future) meeting\b[^.;]*$|\bminutes of (?:the )?(?:\w+ ){0,4}meetings?\b[^.;]*$|"
    r"\b(?:no later than|before|by|until|from|since|between|dated|signed|published|received|deadline|as at|year ended|ending|commencing|effective|adopted|updated|revised|version|approved)\b[^.;]{0,30}$",
    re.IGNORECASE,
)
OWN_MINUTES = re.compile(r"\W*(?:draft )?(?:minutes|notes|record) of\b", re.IGNORECASE)
FILE_MEETING = re.compile(
    r"council|cabinet|committee|board|panel|meeting|minutes|agenda|forum|assembly|report", re.IGNORECASE
)
MEETING_TYPES = frozenset(["minutes", "agenda"])
# Papers of no meeting: "the first public meeting was held on 11 October" is news in them.
PUBLISHED_TYPES = frozenset(["newsletter", "letter", "accounts"])
FOR_MEETING = re.compile(
    r"\bto (?:the )?(?:chair|members?|cabinet|[\w ,&-]{0,60}(?:panel|committee|council|board|authority|cabinet|forum))\b|\b(?:panel|committee|council|board|cabinet) (?:meeting|paper|report)\b",
    re.IGNORECASE,
)


def find_meeting_date(
    head: Sequence[HeadLine], doc_type: DocType, file_name: str, paper: str
) -> tuple[str | None, str | None, bool]:
    """(meeting date, date of publication, whether the meeting date is from the file's name only), ISO days."""
    named = date_in_file_name(file_name)
    candidates = _candidates(head, doc_type, named, paper)
    best = max(candidates, key=lambda item: (item[0], -item[2]), default=None)
    if doc_type in MEETING_TYPES:
        if doc_type == "agenda" and best is not None and named is not None and _sent_for(best, named):
            return named, None, True
        if best is not None and best[0] >= 0:
            return best[1], None, False
        return named, None, named is not None
    for_meeting = doc_type in {"report", "performance_report", "decision"} and any(
        FOR_MEETING.search(line.text) or line.label in {"to", "report to"} for line in head[:30]
    )
    speaks = best is not None and best[0] >= 3 and best[3] and doc_type not in PUBLISHED_TYPES
    if best is not None and ((best[0] >= 1.5 and for_meeting) or speaks):
        return best[1], None, False
    published = best[1] if best is not None and best[0] >= 2 else _printed_publication(head)
    if named and FILE_MEETING.search(file_name) and doc_type not in {"letter", "newsletter", "notice", "accounts"}:
        return named, published if published != named else None, True
    return None, published or named, False


OPENING_LINES = 6
"""Among which a page prints the day, time and place of its meeting."""
NOTICE_DAYS = 21
"""Most days between the day on which an agenda is sent out and the meeting."""


def _sent_for(best: tuple[float, str, int, bool], named: str) -> bool:
    """The only day that an agenda prints legibly is the one on which it was sent; the file is named after the meeting."""
    days = (datetime.date.fromisoformat(named) - datetime.date.fromisoformat(best[1])).days
    return not best[3] and 0 < days <= NOTICE_DAYS


# "Published by A. Fenn, Clerk, on 4 May 2024", "First published 4 May 2024 under section 12"
_PUBLISHED = re.compile(r"\bpublished\b[^.;]{0,90}$", re.IGNORECASE)


def _printed_publication(head: Sequence[HeadLine]) -> str | None:
    """The day of a line that says when the paper was published."""
    for line in head:
        for date in find_dates(line.text):
            if date.is_day and _PUBLISHED.search(line.text[: date.start]):
                return date.iso
    return None


def _candidates(
    head: Sequence[HeadLine], doc_type: DocType, named: str | None, paper: str
) -> list[tuple[float, str, int, bool]]:
    """(score, day, rank of its line, whether a meeting is spoken of): the higher the score the likelier the meeting's day."""
    found: list[tuple[float, str, int, bool]] = []
    before = ""
    days = [date.iso for line in head for date in find_dates(line.text) if date.is_day]
    near = named or (days[0] if days else _year_in(paper))
    opening = len(before_business(head))
    for rank, line in enumerate(head):
        for date in _dates_from(head, rank):
            iso = _complete(date, near, line.text)
            if iso is None:
                continue
            lead = line.text[: date.start]
            rest = (lead + line.text[date.end :]).strip()
            score = -0.05 * rank
            opens = rank < OPENING_LINES and opens_meeting(line.text, names_body=True)
            # The opening sentence of a text file may run over lines: "… MEETING HELD AT THE GUILDHALL," / "TOLSEY, ON FRIDAY, …".
            runs_on = len(lead.strip()) < 25 or (rank < opening and before[-1:] not in ".:;")
            held = HELD.search(lead) is not None or (runs_on and HELD.search(f"{before} {lead}") is not None)
            held = held or opens
            score += 4.0 if held else 0.0
            score += 6.0 if opens else 0.0
            score += 3.0 if len(re.sub(r"\W", "", rest)) <= 22 else 0.0
            score += 3.0 if line.label.startswith(("date", "meeting")) else 0.0
            score += 2.0 if date.weekday else 0.0
            score += 3.0 if iso == named else 0.0
            score += 1.0 if line.bold else 0.0
            own = rank < 4 or (rank < opening and OWN_MINUTES.match(line.text) is not None)
            if is_of_earlier_minutes(head, rank):
                score -= 12.0
            elif OTHER.search(lead) and not (own and doc_type == "minutes" and "last" not in lead.lower()):
                score -= 6.0
            if line.numbered or line.item:
                score -= 5.0
            if len(line.text) > 300:
                score -= 1.0
            found.append((score, iso, rank, held))
        before = line.text
    return found


def _dates_from(head: Sequence[HeadLine], rank: int) -> list[FoundDate]:
    """Dates that begin in the line, also where the month or the year stands on the next: "FRIDAY, 19TH" / "OCTOBER, 2018"."""
    text = head[rank].text
    dates = find_dates(text)
    if rank + 1 == len(head) or head[rank + 1].numbered or head[rank + 1].item:
        return dates
    over = [
        date
        for date in find_dates(f"{text} {head[rank + 1].text}")
        if date.start < len(text) < date.end and GOES_ON.match(head[rank + 1].text)
    ]
    return [date for date in dates if not any(date.end > other.start for other in over)] + over


# A month or a year at the start of a line, with which a date goes on.
GOES_ON = re.compile(rf"(?:{'|'.join(MONTH_NAMES)})\b|(?:19|20)\d\d\b", re.IGNORECASE)


def _year_in(paper: str) -> str | None:
    """The middle of the year that the paper names most often; the years of laws do not count."""
    years = Counter(match.group() for match in re.finditer(r"(?<!Act )(?<!Act, )(?<!Regulations )\b(?:19|20)\d\d\b", paper))
    return f"{years.most_common(1)[0][0]}-07-01" if years else None


WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _complete(date: FoundDate, near: str | None, text: str) -> str | None:
    """A full day; where no year is printed the nearest one on which the printed weekday falls."""
    if date.is_day:
        return date.iso
    if not date.iso.startswith("--") or near is None:
        return None
    iso = with_year(date.iso, near)
    if not date.weekday or iso is None:
        return iso
    names = re.findall(r"\b(mon|tue|wed|thu|fri|sat|sun)", text[: date.start].lower())
    for shift in (0, 1, -1, 2, -2):
        try:
            day = datetime.date.fromisoformat(iso)
            day = day.replace(year=day.year + shift)
        except ValueError:
            continue
        if names and WEEKDAYS[day.weekday()] == names[-1]:
            return day.isoformat()
    return iso
