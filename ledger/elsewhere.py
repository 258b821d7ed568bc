"""One paper seen from the others: its other versions and copies, and where the others speak of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, Protocol

from ingest.extract.sentences import find_sentences
from ingest.records import Document, Mention
from ingest.spans import Span
from ledger.commitments import all_threads
from ledger.meetings import find_meetings
from ledger.papers import PaperSource, keep, summaries
from ledger.records import Place

VersionKind = Literal["same minutes", "holds this paper", "is held in this paper", "much the same"]
ReferenceKind = Literal["corrects it", "takes it up again", "goes back to", "names the meeting"]

MOST_REFERENCES = 60
_TELLING = 40
"""Letters from which a paragraph that stands in two papers tells that one is a copy of the other."""
_SHARE = 0.6
# "the minutes of the meeting held on 4 June 2024", "at its meeting of 4 June 2024", "the Panel on 4 June 2024 asked"
_OF_A_MEETING = re.compile(r"\b(?:meeting|minutes?|agenda|session|panel|committee|board|council|reported|considered|resolved)\b", re.I)


class MentionSource(PaperSource, Protocol):
    """An archive that can be asked who else mentions something."""

    def find_mentions(self, label: str, value: str) -> tuple[tuple[str, Mention], ...]: ...


@dataclass(frozen=True, slots=True)
class Version:
    """Another paper with the same words: another version of the minutes, or a pack and the paper bound into it.

    ``changes``: sentences that differ, where drafts were compared with what was approved.
    """

    doc_id: str
    kind: VersionKind
    changes: int = 0


@dataclass(frozen=True, slots=True)
class Reference:
    """``place``: words of another paper that speak of this one; ``about``: the words of this one, where they are known."""

    kind: ReferenceKind
    place: Place
    about: Place | None = None
    thread_id: str | None = None


def find_versions(archive: PaperSource, doc_id: str) -> tuple[Version, ...]:
    """Other versions and copies of a paper, minutes first."""
    found: dict[str, Version] = {}
    for meeting in find_meetings(archive):
        held = [minutes.doc_id for minutes in meeting.minutes]
        if doc_id in held:
            for other in held:
                if other != doc_id:
                    found.setdefault(other, Version(other, "same minutes", len(meeting.changes)))
    for other, kind in find_copies(archive, doc_id).items():
        found.setdefault(other, Version(other, kind))
    return tuple(found.values())


def find_copies(archive: PaperSource, doc_id: str) -> dict[str, VersionKind]:
    """Papers of the same day that share most of their paragraphs with this one."""
    papers = summaries(archive)
    mine, day = _paragraphs(archive, doc_id), papers[doc_id].meeting_date
    found: dict[str, VersionKind] = {}
    if not day or not mine:
        return found
    for other, paper in papers.items():
        if other == doc_id or paper.meeting_date != day:
            continue
        theirs = _paragraphs(archive, other)
        shared = len(mine & theirs)
        of_mine, of_theirs = shared / len(mine), shared / len(theirs) if theirs else 0.0
        if of_mine >= _SHARE and of_theirs >= _SHARE:
            found[other] = "much the same"
        elif of_mine >= _SHARE:
            found[other] = "holds this paper"
        elif of_theirs >= _SHARE:
            found[other] = "is held in this paper"
    return found


def _paragraphs(archive: PaperSource, doc_id: str) -> frozenset[str]:
    def work_out() -> frozenset[str]:
        document = archive.document(doc_id)
        squeezed = ("".join(letter for letter in document.quote(paragraph.span).casefold() if letter.isalnum()) for paragraph in document.paragraphs)
        return frozenset(text for text in squeezed if len(text) >= _TELLING)

    return keep(archive, ("paragraphs", doc_id), work_out)


def find_references(archive: MentionSource, doc_id: str, *, threads: bool = True) -> tuple[Reference, ...]:
    """Where other papers correct this one, take up what was promised in it, or name its meeting; at most ``MOST_REFERENCES``.

    Without ``threads`` nobody's promises are followed, which takes seconds for an archive that is asked for the first time.
    """
    same = {doc_id, *(version.doc_id for version in find_versions(archive, doc_id))}
    found: list[Reference] = []
    for meeting in find_meetings(archive):
        for correction in meeting.corrections:
            if correction.corrects is not None and correction.corrects.doc_id in same and correction.said.doc_id not in same:
                found.append(Reference("corrects it", correction.said, correction.corrects))
    for thread in all_threads(archive) if threads else ():
        here = [step for step in thread.steps if step.place.doc_id == doc_id]
        if not here:
            continue
        for step in thread.steps:
            if step.place.doc_id in same:
                continue
            later = (step.date or "") >= (here[0].date or "")
            found.append(Reference("takes it up again" if later else "goes back to", step.place, here[0].place, thread.thread_id))
    taken = {(reference.place.doc_id, reference.place.span.start) for reference in found}
    for place in _that_name_the_meeting(archive, doc_id, same):
        if not any(doc == place.doc_id and place.span.start <= start < place.span.end for doc, start in taken):
            found.append(Reference("names the meeting", place))
    return tuple(found[:MOST_REFERENCES])


def _that_name_the_meeting(archive: MentionSource, doc_id: str, same: set[str]) -> list[Place]:
    """Sentences of other papers with the day of this one's meeting that speak of a meeting."""
    paper = summaries(archive)[doc_id]
    day = paper.meeting_date
    if not day or len(day) != 10:
        return []
    found: dict[tuple[str, int], Place] = {}
    for other, mention in archive.find_mentions("DATE", day):
        if other in same or summaries(archive)[other].meeting_date == day:
            continue
        document = archive.document(other)
        sentence = sentence_at(document, mention.span)
        if _OF_A_MEETING.search(document.quote(sentence)):
            found.setdefault((other, sentence.start), Place(other, sentence))
    return list(found.values())


def sentence_at(document: Document, span: Span) -> Span:
    """The sentence of the paragraph in which ``span`` begins; ``span`` itself where no paragraph holds it."""
    paragraph = document.paragraph_at(span.start)
    if paragraph is None:
        return span
    for sentence in find_sentences(document.text, paragraph.span):
        if sentence.start <= span.start < sentence.end:
            return sentence
    return paragraph.span
