"""Questions for what somebody does: "What is Ada Thorne's role?", "Who is Ada Thorne?", "What rank did Ivo Marsh hold in March?".

They are answered from the offices that the papers print beside a name (:mod:`ledger.people`), and only where the name fits nobody else's:
papers of several bodies may name the same person, or two of one name, and the answer says that they do not tell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from answer.cite import find_meeting_date
from answer.cues import BARE_TITLES
from answer.period import Period
from answer.question import Question
from answer.words import fold
from index.records import PaperSummary
from ingest.extract.sentences import find_sentences
from ingest.records import Attendee, Document, Part
from ingest.spans import Span
from ledger.holdings import is_of_the_past
from ledger.people import Person, bare_name, find_people, may_be_one, name_key

_POST = r"(?:job title|role|roles|job|post|position|rank|title|office|capacity|duties)"
_NAME = r"(?P<who>(?:(?:mr|mrs|ms|miss|dr|cllr|councillor|sir|dame)\.? )?[^\W\d_][\w.’'-]*(?: [^\W\d_][\w.’'-]*){1,3}?)"
_ASKED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"what(?:'s| is| was| were| are) {_NAME}(?:'s|s'|') (?:current |present |then |exact |job )?{_POST}",
        rf"what(?:'s| is| was) the (?:current )?{_POST} of {_NAME}",
        rf"(?:what|which) {_POST} (?:does|did|do|has|had) {_NAME} (?:hold|held|have|had|do|occupy|play|fill)",
        rf"in (?:what|which) {_POST} (?:does|did|is|was) {_NAME}\b.*",
        rf"what does {_NAME} do",
        rf"who(?:'s| is| was) {_NAME}",
    )
)
_AT_MEETINGS = re.compile(r" (?:at|in|for) (?:(?:the|each|every|both|all|that|those) )*(?:[\w-]+ ){0,3}(?:meetings?|sessions?|papers?|minutes)$| (?:at the time|then|now|currently|these days)$")
_CUT_OFF = re.compile(r"(?i)(?:\b(?:and|of|for|the|to)|&)\s*$")
LONGEST_QUOTE = 45


@dataclass(frozen=True, slots=True)
class Role:
    """An office as printed beside a name: ``span`` holds both."""

    role: str
    doc_id: str
    span: Span
    day: str | None


@dataclass(frozen=True, slots=True)
class Roles:
    """``found``: one each time that the office changes, oldest paper first. ``bodies``: those whose papers name somebody of this name with an
    office; of more than one, the papers do not say whether it is one person."""

    name: str
    bodies: tuple[str, ...]
    periods: tuple[Period, ...]
    found: tuple[Role, ...]


def read_name(question: Question) -> str | None:
    """The name whose office is asked for; None for every other question."""
    text = question.text
    for period in question.periods:
        text = re.sub(rf"(?:\b(?:in|on|at|by|during|for|as of)\s+)?(?:the\s+)?{re.escape(period.text)}", " ", text)
    folded = re.sub(r"\s+", " ", fold(text)).strip(" ?!.,")
    folded = _AT_MEETINGS.sub("", folded)
    for pattern in _ASKED:
        match = pattern.fullmatch(folded)
        if match is not None:
            name = match["who"]
            printed = re.search(re.escape(name).replace("'", "['’]"), text, re.IGNORECASE)
            return printed.group() if printed is not None else name
    return None


def find_roles(archive: Any, question: Question, papers: Sequence[PaperSummary]) -> Roles | None:
    """The offices of the one person named, as the papers of the period print them; None where nobody, or more than one, is meant."""
    if question.wants_last_meeting or any(period.role != "in" for period in question.periods):
        return None
    name = read_name(question)
    if name is None or name_key(name) is None:
        return None
    wanted = bare_name(name)
    fits = [person for person in find_people(archive) if may_be_one(person.name, wanted)]
    exact = [person for person in fits if name_key(person.name) == name_key(wanted)] or fits
    if len({name_key(person.name) for person in exact}) != 1:
        return None
    doc_ids = {paper.doc_id for paper in papers}
    read = {person: _read_offices(archive, person, doc_ids) for person in exact}
    found = sorted(
        (role for roles in read.values() for role in roles if all(period.holds(role.day) for period in question.periods)),
        key=lambda role: (role.day or "", role.doc_id, role.span.start),
    )
    kept: list[Role] = []
    for role in found:
        if kept and fold(kept[-1].role) == fold(role.role):
            kept[-1] = role
        else:
            kept.append(role)
    bodies = dict.fromkeys(person.bodies[0] if person.bodies else "" for person, roles in read.items() if roles)
    return Roles(exact[0].name, tuple(bodies), question.periods, tuple(kept)) if kept else None


def _read_offices(archive: Any, person: Person, doc_ids: set[str]) -> list[Role]:
    """Each place that prints an office beside the name, with the words that hold both; those of lists of attendance, where there are any."""
    listed: list[Role] = []
    told: list[Role] = []
    for doc_id in dict.fromkeys(place.doc_id for place in person.places if place.doc_id in doc_ids):
        document = archive.document(doc_id)
        for part in document.parts:
            for attendee in part.attendance:
                if attendee.role and may_be_one(attendee.name, person.name):
                    span = _find_entry(document, part, attendee)
                    if _holds(document, span, attendee.role):
                        listed.append(Role(attendee.role, doc_id, span, find_meeting_date(document, span.start)))
    for office in () if listed else person.offices:
        for place in office.places:
            document = archive.document(place.doc_id)
            paragraph = next((p for p in document.paragraphs if p.span.contains(place.span)), None)
            sentence = next((s for s in find_sentences(document.text, paragraph.span) if s.contains(place.span)), None) if paragraph is not None else None
            if sentence is not None and place.doc_id in doc_ids and _holds(document, sentence, office.role) and len(document.quote(sentence).split()) <= LONGEST_QUOTE:
                day = find_meeting_date(document, place.span.start)
                # an inquiry tells who held an office years ago, and who was "the then Clerk"
                if not is_of_the_past(document.text, place.span, day) and not re.search(r"\bthen\b", document.quote(sentence)):
                    told.append(Role(office.role, place.doc_id, sentence, day))
    return listed or told


def _find_entry(document: Document, part: Part, attendee: Attendee) -> Span:
    """The attendee's own words on the list: from what stands before the name on its line to the next name, or to the end of the line."""
    text, at = document.text, attendee.span
    first = text.rfind("\n", 0, at.start) + 1
    last = text.find("\n", at.end)
    others = [other.span for other in part.attendance if other.span != at]
    start = max([first, *(span.end for span in others if first <= span.start < at.start)])
    end = min([last if last >= 0 else len(text), *(span.start for span in others if span.start > at.start)])
    role = fold(attendee.role or "")
    # the office stands behind the name, or before it: then what is behind is the next one's
    span = Span(at.start, end) if role in fold(text[at.start : end]) else Span(start, at.end)
    if _CUT_OFF.search(text[span.start : span.end]) and (at_role := text.find(attendee.role or "", span.start, span.end)) >= 0:
        span = Span(span.start, at_role + len(attendee.role or ""))  # the line goes on below
    while span.end > span.start and text[span.end - 1] in " \t\n,;•":
        span = Span(span.start, span.end - 1)
    while span.start < span.end and text[span.start] in " \t\n,;•":
        span = Span(span.start + 1, span.end)
    return span


def _holds(document: Document, span: Span, role: str) -> bool:
    """Whether the words hold the office; "Cllr" is none."""
    return fold(role) not in BARE_TITLES and fold(role) in fold(document.quote(span))
