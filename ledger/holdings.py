"""The words that hold a name and an office, of all papers of an archive: read once, with the day and the body of the paper."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from ingest.records import Document
from ingest.spans import Span
from ledger.families import telling_words
from ledger.kept import keep_on_disk
from ledger.office_words import Holding, read_holdings
from ledger.offices import is_of_a_meeting
from ledger.papers import PaperSource, find_groups, keep, paper_date, people_in, summaries

_SENTENCE = 160
_OF_MANY_BODIES = ("newsletter", "letter")
"""Kinds of paper that name many bodies: the "Chairman" of a newsletter need not be that of the body it was read as."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def find_holdings(archive: PaperSource) -> dict[str, tuple[Holding, ...]]:
    """By office, in the order of the papers."""
    return keep_on_disk(archive, "holdings", dict[str, tuple[Holding, ...]], lambda: _gather(archive))


def body_words(archive: PaperSource) -> dict[int, frozenset[str]]:
    """The telling words of all names under which a body's papers go, by group."""

    def work_out() -> dict[int, frozenset[str]]:
        found: dict[int, frozenset[str]] = defaultdict(frozenset)
        for doc_id, group in find_groups(archive).items():
            found[group] |= telling_words(summaries(archive)[doc_id].body)
        return dict(found)

    return keep(archive, "words of bodies", work_out)


def _gather(archive: PaperSource) -> dict[str, tuple[Holding, ...]]:
    groups = find_groups(archive)
    found: dict[str, list[Holding]] = defaultdict(list)
    for doc_id, paper in summaries(archive).items():
        document = archive.document(doc_id)
        for read in read_holdings(document, people_in(archive, doc_id)):
            part = document.part_at(read.span.start)
            bound_in = part is not None and part.kind == "minutes" and len(document.parts) > 1
            day = (part.date if part is not None else None) or paper_date(archive, doc_id)
            if _is_kept(document, read, day):
                held = replace(read, day=day, body=paper.body, part=part.title if part is not None and bound_in else "", group=groups[doc_id])
                found[read.office].append(held)
    return {office: tuple(held) for office, held in found.items()}


def _is_kept(document: Document, read: Holding, day: str | None) -> bool:
    if document.page_at(read.span.start) is not document.page_at(read.span.end - 1):
        return False  # a quote lies on one page
    if read.listed:
        return True
    if not read.whose and (day is None or (is_of_a_meeting(read.office) and document.doc_type in _OF_MANY_BODIES)):
        return False
    return not is_of_the_past(document.text, read.span, day)


def is_of_the_past(text: str, span: Span, day: str | None) -> bool:
    """The sentence tells of a year before that of the paper: "in 2009 the Clerk, Ada Thorne, …"."""
    if not day:
        return False
    first = max(text.rfind("\n", 0, span.start), text.rfind(". ", 0, span.start), span.start - _SENTENCE)
    stops = [at for at in (text.find("\n", span.end), text.find(". ", span.end)) if at >= 0]
    window = text[max(0, first) : min([*stops, span.end + _SENTENCE])]
    years = [int(year) for year in _YEAR.findall(window)]
    return bool(years) and max(years) < int(day[:4])
