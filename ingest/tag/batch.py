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
from ingest.tag.paper import Guesses, tag_paper
from ingest.tag.pieces import cut_pieces

_SEPARATOR = "\n"


def tag_rows(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """``{"id", "text", "date"?}`` rows to ``{"id", "entities": [{"start", "end", "label", "text", "value"}]}``, in order.

    Neighbouring rows of one ``file`` (or, without files, of one ``date``) are one paper: names resolve across them,
    and its date is the one given, else the first full date that stands alone on a line, else that of the file's name.
    """
    papers = [[row for _, row in group] for _, group in groupby(enumerate(rows), key=lambda pair: _paper_key(*pair))]
    texts = [_SEPARATOR.join(str(row["text"]) for row in paper) for paper in papers]
    pieces = [[piece for _, piece in cut_pieces(text)] for text in texts]
    guesses = iter(guess_names(piece for paper in pieces for piece in paper))
    out: list[dict[str, Any]] = []
    for paper, text, own in zip(papers, texts, pieces, strict=True):
        out.extend(_tag_paper_rows(paper, text, [next(guesses) for _ in own]))
    return out


def _paper_key(number: int, row: Mapping[str, Any]) -> tuple[str, str]:
    if row.get("file"):
        return "file", str(row["file"])
    if row.get("date"):
        return "date", str(row["date"])
    return "row", str(number)


def _tag_paper_rows(rows: list[Mapping[str, Any]], paper_text: str, guesses: list[Guesses]) -> Iterator[dict[str, Any]]:
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

    mentions = tag_paper(paper_text, fallback, anchor_at=anchor_at, guesses=guesses)
    cursor = 0
    for number, row in enumerate(rows):
        end = starts[number] + len(texts[number])
        entities = []
        while cursor < len(mentions) and mentions[cursor].span.start < end:
            entities.append(_entity(mentions[cursor], starts[number]))
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
    return held
