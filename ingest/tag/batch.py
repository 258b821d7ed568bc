"""Tagging of loose paragraphs: the batch format of ``panelpapers tag``."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from ingest.records import Mention
from ingest.tag.dates import find_dates
from ingest.tag.document import date_in_name, read_day
from ingest.tag.model import guess_names
from ingest.tag.paper import Proposals, propose, settle_paper
from ingest.tag.years import tense_at

_SEPARATOR = "\n"


def tag_rows(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """``{"id", "text", "date"?}`` rows to ``{"id", "entities": [{"start", "end", "label", "text", "value"}]}``, in order.

    Neighbouring rows of one ``file`` (or, without files, of one ``date``) are one paper: names resolve across them,
    and its date is the one given, else the first full date that stands alone on a line, else that of the file's name.
    """
    papers = [[row for _, row in group] for _, group in groupby(enumerate(rows), key=lambda pair: _paper_key(*pair))]
    read = [_propose_paper(paper) for paper in papers]
    guesses = iter(guess_names(piece for proposals, _ in read for _, piece in proposals.pieces))
    out: list[dict[str, Any]] = []
    for paper, (proposals, starts) in zip(papers, read, strict=True):
        mentions = settle_paper(proposals, [next(guesses) for _ in proposals.pieces])
        out.extend(_rows_of(paper, starts, mentions))
    return out


def _paper_key(number: int, row: Mapping[str, Any]) -> tuple[str, str]:
    if row.get("file"):
        return "file", str(row["file"])
    if row.get("date"):
        return "date", str(row["date"])
    return "row", str(number)


def _propose_paper(rows: list[Mapping[str, Any]]) -> tuple[Proposals, list[int]]:
    """Proposals over the joined rows of one paper, and where each row starts in the joined text."""
    texts = [str(row["text"]) for row in rows]
    starts: list[int] = []
    position = 0
    for text in texts:
        starts.append(position)
        position += len(text) + len(_SEPARATOR)
    given = [read_day(row.get("date")) for row in rows]
    fallback = next((day for day in given if day), None) or _date_of_lines(texts) or date_in_name(str(rows[0].get("file") or ""))

    def anchor_at(offset: int) -> date | None:
        return given[bisect_right(starts, offset) - 1] or fallback

    return propose(_SEPARATOR.join(texts), fallback, anchor_at=anchor_at), starts


def _rows_of(rows: list[Mapping[str, Any]], starts: list[int], mentions: tuple[Mention, ...]) -> Iterator[dict[str, Any]]:
    cursor = 0
    for start, row in zip(starts, rows, strict=True):
        end = start + len(str(row["text"]))
        entities = []
        while cursor < len(mentions) and mentions[cursor].span.start < end:
            entities.append(_entity(mentions[cursor], start))
            cursor += 1
        yield {"id": row["id"], "entities": entities}


def _entity(mention: Mention, offset: int) -> dict[str, Any]:
    return {
        "start": mention.span.start - offset,
        "end": mention.span.end - offset,
        "label": mention.label,
        "text": mention.text,
        "value": mention.value,
    }


def _date_of_lines(texts: list[str]) -> date | None:
    """Date of the paper by its letterhead: the first line that is a full day and nothing else, or "held on <day>"."""
    held = None
    for text in texts:
        found = list(find_dates(text, None))
        days = [c for c in found if c.value and "/" not in c.value]
        if not days:
            continue
        first = days[0]
        rest = (text[: first.start] + text[first.end :]).strip(" -–:*#.\t")
        if not rest or re.fullmatch(r"(?i)(?:date|dated|meeting date|date of meeting)", rest):
            return read_day(first.value)
        if held is None and re.search(r"(?i)\b(?:held|meeting|minutes)\b", text[: first.start]):
            held = read_day(first.value)
    return held or _latest_day(texts)


def _latest_day(texts: list[str]) -> date | None:
    """The latest full day that is printed and not spoken of as to come: a paper is no older than what it reports; where every
    day is still to come, the first of them: a paper looks ahead from not long before.
    """
    past: list[date] = []
    to_come: list[date] = []
    for text in texts:
        for c in find_dates(text, None):
            day = read_day(c.value) if c.value and "/" not in c.value else None
            if day is not None:
                (to_come if tense_at(text, c.start, c.end) == "future" else past).append(day)
    return max(past, default=None) or min(to_come, default=None) or _day_by_weekday(texts)


_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WITH_WEEKDAY = re.compile(r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? (?:the )?\d{1,2}(?:st|nd|rd|th)? (?:of )?[A-Z][a-z]+", re.I)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _day_by_weekday(texts: list[str]) -> date | None:
    """"Thursday 6 September" fixes its year: the latest, of the years from the first that is printed to the last, in which that
    day is a Thursday.
    """
    years = [int(year) for text in texts for year in _YEAR.findall(text)]
    if not years:
        return None
    found = []
    for text in texts:
        for match in _WITH_WEEKDAY.finditer(text):
            weekday = _WEEKDAYS.index(match.group(1)[:3].lower())
            for year in range(max(years), min(years) - 1, -1):
                day = next((read_day(c.value) for c in find_dates(match.group(), date(year, 7, 1)) if c.value and "/" not in c.value), None)
                if day is not None and day.year == year and day.weekday() == weekday:
                    found.append(day)
                    break
    return max(found, default=None)
