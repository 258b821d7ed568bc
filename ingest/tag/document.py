"""Mentions of a whole Document, and their rows for ``panelpapers export mentions``."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from datetime import date

from ingest.records import Document, Mention
from ingest.tag.candidates import Candidate
from ingest.tag.money import find_table_amounts
from ingest.tag.paper import tag_paper
from ingest.tag.years import day_of

_FILE_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_ .]?(0[1-9]|1[0-2])[-_ .]?(0[1-9]|[12]\d|3[01])(?!\d)")


_MONTHS = "january february march april may june july august september october november december".split()
_MONTH_LINE = re.compile(rf"(?P<month>{'|'.join(_MONTHS)})\s+(?P<year>(?:19|20)\d\d)\.?", re.I)
_TOP_PARAGRAPHS = 12


def read_day(iso: str | None) -> date | None:
    """A day for inferring: "2018-09-18" as it is, "2019-11" and "2019" by their last day, an interval by its end."""
    if not iso:
        return None
    last = iso.split("/")[-1]
    parts = [int(part) for part in re.findall(r"\d+", last)][:3]
    if not parts:
        return None
    year, month, day = (*parts, *(12, 31)[len(parts) - 1 :])[:3] if len(parts) < 3 else parts
    try:
        return day_of(year, month, day)
    except ValueError:
        return None


def date_in_name(file: str) -> date | None:
    """Date in a file's name ("minutes-2024-03-05.pdf"), None where there is none."""
    match = _FILE_DATE.search(file)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def paper_date(document: Document) -> date | None:
    """The paper's date for inferring years: of the meeting, of publication, in the file's name, else a month printed alone at the top."""
    return read_day(document.meeting_date) or read_day(document.published_on) or date_in_name(document.file) or month_on_top(document)


def month_on_top(document: Document) -> date | None:
    """The last day of the month that stands alone on one of the first lines ("March 2021" under a report's title)."""
    for paragraph in document.paragraphs[:_TOP_PARAGRAPHS]:
        match = _MONTH_LINE.fullmatch(document.quote(paragraph.span).strip())
        if match is not None:
            return day_of(int(match["year"]), _MONTHS.index(match["month"].lower()) + 1, 31)
    return None


def tag_document(document: Document) -> tuple[Mention, ...]:
    """All mentions of a paper, sorted by span, without overlaps.

    Names resolve to their fullest form within the paper; years are inferred from the date of the part (a set of
    minutes bound in with a report counts from its own meeting), else of the paper; number cells of tables in pounds or
    "£000s" are MONEY with their full value.
    """
    amounts: list[Candidate] = []
    for table in document.tables:
        title = document.text[max(0, table.span.start - 160) : table.span.start]
        amounts.extend(find_table_amounts(table, f"{document.title} {title}"))
    return tag_paper(
        document.text,
        paper_date(document),
        anchor_at=_anchors(document),
        extra=amounts,
        people_known=[person.name for part in document.parts for person in part.attendance],
    )


def _anchors(document: Document) -> Callable[[int], date | None] | None:
    parts = sorted((part.span.start, read_day(part.date)) for part in document.parts if part.date)
    if not parts:
        return None
    starts = [start for start, _ in parts]

    def anchor_at(offset: int) -> date | None:
        place = bisect_right(starts, offset) - 1
        return parts[place][1] if place >= 0 else None

    return anchor_at
