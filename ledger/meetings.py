"""Meetings: the papers of one meeting together, draft and approved wording compared, later corrections, who was there."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher

from ingest.extract.sentences import find_sentences
from ingest.records import Attendee, Document, PaperStatus, Part
from ingest.spans import Span
from ledger.papers import PaperSource, find_groups, keep, summaries
from ledger.records import Place
from ledger.wording import NUMBERED

_RANK: dict[PaperStatus, int] = {"signed": 0, "approved": 1, "amended": 2, "unknown": 3, "draft": 4}
_ALIKE = 0.5
# "that minute 12/24 be amended to read …", "8.9% be changed to 9.8%", "the word 'north' be replaced by 'south'"
_CORRECTION = re.compile(
    r"\b(?:be|being|was|were|to be|should be)\s+(?:amended|corrected|replaced|changed|deleted|inserted|added)\b|\b(?:should|to) (?:have )?read\b|\bamendments? (?:was|were|to the minutes)\b|\bsubject to (?:the )?(?:following |a )?(?:amendment|correction|change)|\b(?:word|words|figure|date|name)\b[^.]{0,60}\b(?:replaced|changed|corrected|amended|deleted)\b",
    re.I,
)
_QUOTED = re.compile(r"[\"“‘']([^\"”’']{3,160})[\"”’']")
_FIGURE = re.compile(r"£?\d[\d,.]*\d%?|\d+%")
_OF_MINUTES = re.compile(r"\bminutes?\b", re.I)


@dataclass(frozen=True, slots=True)
class Minutes:
    """Minutes of a meeting in one paper: the paper itself or a part bound into it."""

    doc_id: str
    part_id: int
    status: PaperStatus
    span: Span


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence that stands otherwise in two versions; either side is None where the other has nothing like it."""

    draft: Place | None
    approved: Place | None


@dataclass(frozen=True, slots=True)
class Correction:
    """What a later meeting corrected, and the passage it corrects (None when that is not found in the papers here)."""

    said: Place
    corrects: Place | None


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting of a body. ``minutes``: best version first; ``papers``: every paper dated that day."""

    date: str
    body: str | None
    minutes: tuple[Minutes, ...]
    papers: tuple[str, ...]
    attendance: tuple[Attendee, ...]
    attendance_in: str | None
    changes: tuple[Change, ...]
    corrections: tuple[Correction, ...]


def find_meetings(archive: PaperSource) -> tuple[Meeting, ...]:
    """The meetings of which minutes are in the archive, oldest first."""
    return keep(archive, "meetings", lambda: _find_all(archive))


def _find_all(archive: PaperSource) -> tuple[Meeting, ...]:
    groups = find_groups(archive)
    held: dict[tuple[int, str, str], list[Minutes]] = defaultdict(list)
    dated: dict[tuple[int, str], list[str]] = defaultdict(list)
    for doc_id, paper in summaries(archive).items():
        document = archive.document(doc_id)
        if paper.meeting_date:
            dated[(groups[doc_id], paper.meeting_date)].append(doc_id)
        for part in document.parts:
            if part.date and (part.kind == "minutes" or (paper.doc_type == "minutes" and len(document.parts) == 1)):
                # a panel and a board of the same area may meet on one day: the names of bound-in parts keep them apart
                name = _kind_of(part, document)
                held[(groups[doc_id], part.date, name)].append(Minutes(doc_id, part.part_id, document.status, part.span))
    meetings = []
    order = sorted(held, key=lambda key: (key[0], key[2], key[1]))
    for number, key in enumerate(order):
        group, date, name = key
        versions = sorted(held[key], key=lambda m: (_RANK[m.status], m.part_id != 0, m.doc_id))
        following = order[number + 1] if number + 1 < len(order) and order[number + 1][0] == group and order[number + 1][2] == name else None
        later = sorted(held[following], key=lambda m: (_RANK[m.status], m.doc_id))[0] if following else None
        best = versions[0]
        source = next((m for m in versions if archive.document(m.doc_id).parts[m.part_id].attendance), None)
        meetings.append(
            Meeting(
                date, archive.document(best.doc_id).body, tuple(versions), tuple(sorted(dated[(group, date)])),
                archive.document(source.doc_id).parts[source.part_id].attendance if source is not None else (),
                source.doc_id if source is not None else None,
                compare_versions(archive, versions),
                find_corrections(archive, later, versions, date) if later is not None else (),
            )
        )  # fmt: skip
    return tuple(sorted(meetings, key=lambda meeting: (meeting.date, meeting.body or "")))


def _kind_of(part: Part, document: Document) -> str:
    """What the minutes are of, for parts bound into another paper; '' for the paper's own body."""
    if part.part_id == 0 or (document.doc_type == "minutes" and part.date == document.meeting_date):
        return ""
    words = re.findall(r"[a-z]{4,}", part.title.casefold())
    return " ".join(word for word in words if word not in ("minutes", "meeting", "draft", "held", "approved"))[:60]


# ---------------------------------------------------------------- wording


def compare_versions(archive: PaperSource, versions: list[Minutes]) -> tuple[Change, ...]:
    """What differs between the draft and the best later version; empty when there are not both."""
    drafts = [version for version in versions if version.status == "draft"]
    final = [version for version in versions if version.status != "draft"]
    if not drafts or not final:
        return ()
    old, new = _sentences(archive, drafts[0]), _sentences(archive, final[0])
    matcher = SequenceMatcher(None, [words for words, _ in old], [words for words, _ in new], autojunk=False)
    changes: list[Change] = []
    for tag, a0, a1, b0, b1 in matcher.get_opcodes():
        if tag != "equal":
            changes += _pair(old[a0:a1], new[b0:b1])
    return tuple(changes)


def _sentences(archive: PaperSource, minutes: Minutes) -> list[tuple[tuple[str, ...], Place]]:
    document = archive.document(minutes.doc_id)
    found = []
    for paragraph in document.paragraphs:
        if paragraph.part_id == minutes.part_id and paragraph.kind not in ("letterhead", "signature"):
            for span in find_sentences(document.text, paragraph.span):
                words = tuple(re.findall(r"\w+", document.quote(span).casefold()))
                if len(words) >= 3:
                    found.append((words, Place(minutes.doc_id, span)))
    return found


def _pair(old: list[tuple[tuple[str, ...], Place]], new: list[tuple[tuple[str, ...], Place]]) -> list[Change]:
    """Sentences of two stretches that differ, matched where they are alike enough to be one sentence reworded."""
    changes = []
    free = list(new)
    for words, place in old:
        ranked = [(SequenceMatcher(None, words, other, autojunk=False).ratio(), n) for n, (other, _) in enumerate(free)]
        ratio, best = max(ranked, default=(0.0, -1))
        if ratio >= _ALIKE:
            if words != free[best][0]:
                changes.append(Change(place, free[best][1]))
            del free[best]
        else:
            changes.append(Change(place, None))
    return changes + [Change(None, place) for _, place in free]


def find_corrections(archive: PaperSource, later: Minutes, versions: list[Minutes], date: str) -> tuple[Correction, ...]:
    """Corrections that the next minutes record to the minutes of ``date``, with the passage each is about.

    The passage is looked for in the draft first (it has the words that were corrected): by the words in quotation
    marks, then by a figure, within the minute that is named when one is.
    """
    document = archive.document(later.doc_id)
    found = []
    targets = sorted(versions, key=lambda version: version.status != "draft")
    for paragraph in document.paragraphs:
        if paragraph.part_id != later.part_id:
            continue
        section = document.section_of(paragraph)
        about = f"{section.heading if section is not None else ''} {document.quote(paragraph.span)}"
        if not _OF_MINUTES.search(about):
            continue
        for span in find_sentences(document.text, paragraph.span):
            text = document.quote(span)
            if not _CORRECTION.search(text):
                continue
            place = find_passage(archive, targets, text)
            if place is not None or _OF_MINUTES.search(text):
                found.append(Correction(Place(later.doc_id, span), place))
    return tuple(found)


def find_passage(archive: PaperSource, targets: list[Minutes], text: str) -> Place | None:
    """The sentence that ``text`` corrects."""
    text = re.sub(r"^\W*\d+(?:\.\d+)*\.?\s", "", text)  # the number of its own item is no clue
    numbers = set(NUMBERED.findall(text))
    clues = [*_QUOTED.findall(text), *_FIGURE.findall(re.sub(r"\d{1,4}/\d{2,4}", " ", text))]
    for clue in clues:
        if len(clue) < 3:
            continue
        for version in targets:
            document = archive.document(version.doc_id)
            for paragraph in document.paragraphs:
                if paragraph.part_id != version.part_id or clue.casefold() not in document.quote(paragraph.span).casefold():
                    continue
                if numbers and not numbers & set(NUMBERED.findall(f"{paragraph.cited_number or ''} {_heading(document, paragraph.section_id)}")):
                    continue
                for span in find_sentences(document.text, paragraph.span):
                    if clue.casefold() in document.quote(span).casefold():
                        return Place(version.doc_id, span)
    return None


def _heading(document: Document, section_id: int | None) -> str:
    if section_id is None:
        return ""
    section = document.sections[section_id]
    return f"{section.number or ''} {section.heading}"
