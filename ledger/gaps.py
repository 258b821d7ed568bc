"""Meetings that the papers speak of and of which no paper is here.

Only what is printed counts: "the minutes of the meeting held on 4 June 2024", "Date of next meeting: 17 September 2024".
Whether such a meeting was held in the end is not known, so each is shown with the words that name it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from ingest.records import Document
from ingest.spans import Span
from ledger.elsewhere import sentence_at
from ledger.papers import PaperSource, find_groups, keep, summaries
from ledger.records import Place

_BEFORE, _AFTER = 90, 60
# directly before the day: "meeting held on", "minutes of the meeting of", "next meeting:", "will meet on", "meeting on Thursday"
_MEETS = re.compile(
    r"\b(?:(?:(?:next|last|previous|ordinary|annual|special|extraordinary|future|this|its|the)\s+)?meetings?(?:\s+of\s+(?:the|this)\s+(?P<of>[A-Z][\w&' -]{2,60}?))?"
    r"(?:\s+(?:was|is|will\s+be|to\s+be|be))?(?:\s+(?:held|convened|scheduled|dated|arranged|due|fixed|take\s+place|takes\s+place))?"
    r"|(?:will|to|shall)\s+(?:next\s+)?meet(?:\s+again)?|minutes)"
    r"\s*(?:on|of|for|dated|:|–|-|,)?\s*(?:the\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s*)?(?:the\s+)?$",
    re.I,
)
_NOT_HELD = re.compile(r"\b(?:cancelled|postponed|rearranged|re-arranged|instead of|not be held)\b", re.I)
# a meeting with somebody or of another body is none of this one's
_OTHER = re.compile(r"\b(?:public|community|staff|residents?'?|Cabinet|sub-?committee|working\s+group|task\s+group|steering|board|Audit|with\s+\S+)\s+meetings?\b|\bmeetings?\s+with\b", re.I)


@dataclass(frozen=True, slots=True)
class Gap:
    """A meeting without papers: its ISO day, the body as the papers that name it print it, and where they do."""

    day: str
    body: str
    named: tuple[Place, ...]
    is_later: bool
    """True where the day is after the newest paper of the body: the meeting may not have been held yet."""


def find_gaps(archive: PaperSource) -> tuple[Gap, ...]:
    """Meetings that are named but not in the archive, newest first."""
    return keep(archive, "gaps", lambda: _find_all(archive))


def _find_all(archive: PaperSource) -> tuple[Gap, ...]:
    papers, groups = summaries(archive), find_groups(archive)
    held: dict[int, set[str]] = defaultdict(set)
    for doc_id, paper in papers.items():
        document = archive.document(doc_id)
        days = [paper.meeting_date, paper.published_on, *(part.date for part in document.parts)]
        held[groups[doc_id]].update(day for day in days if day)
    named: dict[tuple[int, str], list[Place]] = defaultdict(list)
    for doc_id, paper in papers.items():
        if not paper.body:
            continue
        document = archive.document(doc_id)
        known = held[groups[doc_id]]
        for mention in archive.mentions(doc_id):
            day = mention.value
            if mention.label != "DATE" or not day or len(day) != 10 or day in known or day[:7] in known:
                continue
            part = document.part_at(mention.span.start)
            # minutes of another group that are bound into a paper speak of that group's meetings
            if part is not None and part.part_id != 0:
                continue
            if names_a_meeting(document, mention.span, paper.body):
                named[(groups[doc_id], day)].append(Place(doc_id, sentence_at(document, mention.span)))
    gaps = []
    for (group, day), places in named.items():
        body = papers[places[0].doc_id].body or ""
        gaps.append(Gap(day, body, tuple(places[:6]), day > max(held[group], default="")))
    return tuple(sorted(gaps, key=lambda gap: gap.day, reverse=True))


def names_a_meeting(document: Document, span: Span, body: str) -> bool:
    """Whether the day at ``span`` is said to be that of a meeting of ``body``."""
    before = re.sub(r"\s+", " ", document.text[max(span.start - _BEFORE, 0) : span.start])
    match = _MEETS.search(before)
    if match is None or _OTHER.search(before[max(match.start() - 30, 0) :]):
        return False
    other = match["of"]
    if other and not set(re.findall(r"[a-z]{4,}", other.casefold())) <= set(re.findall(r"[a-z]{4,}", body.casefold())):
        return False
    around = document.text[max(span.start - _BEFORE, 0) : span.end + _AFTER]
    return _NOT_HELD.search(around) is None
