"""Sentences that say more than one thing, cut where the next thing begins; each piece is then read by itself.

A resolution may go on to give somebody a task, a report may go on from what was agreed to what is being done, and a letter
may list what its writer does between semicolons.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from ingest.extract.lines import PERSON_MARK, Match, Wording
from ingest.spans import Span

Classify = Callable[[Span], Match | None]
"""What a piece of the text is by itself."""

_RESOLVED = re.compile(r"\b(?:resolved|agreed)\b", re.I)
_HEAD = 60
"""Characters in which a resolution says that it is one."""
_FEWEST = 3
"""Words of what was resolved."""
# what a report says was settled; what was agreed "that …" or "to …" reaches to the end
_SETTLED = re.compile(r"\b(?:has|have) (?:now |recently |also |since )*been (?:agreed|approved|awarded)\b(?! that\b)")
_GOES_ON = frozenset({"under_way", "will", "person_will", "planned", "first_person"})
_CLAUSE = 5
"""Words that a clause of a report has at least."""
_LISTED = 3
"""Semicolons of a sentence that is a list."""


def split_resolution(text: str, sentence: Span, wording: Wording) -> tuple[Span, ...]:
    """A resolution that goes on to give somebody a task: "… be noted and that the Clerk should write" is two rows."""
    said = text[sentence.start : sentence.end]
    if not _RESOLVED.search(said[:_HEAD]):
        return (sentence,)
    for joint in re.finditer(r"[,;]?\s+(?:and|but)\s+(?=that\s+(?:the\s+)?)", said):
        person = re.match(rf"that\s+(?:the\s+)?{PERSON_MARK}+ (?:should|will|would|to)\b(?! be\b)", wording.marked(said)[joint.end() :])
        if person and len(said[: joint.start()].split()) > _FEWEST:
            return _cut(sentence, joint)
    return (sentence,)


def split_report(text: str, sentence: Span, classify: Classify) -> tuple[Span, ...]:
    """A list between semicolons of which two pieces say something, or what was agreed with what is being done about it."""
    said = text[sentence.start : sentence.end]
    if said.count(";") >= _LISTED:
        ends = [joint.end() for joint in re.finditer(r";\s+(?:and\s+)?", said)]
        pieces = tuple(_trim(text, Span(sentence.start + a, sentence.start + b)) for a, b in pairwise([0, *ends, len(said)]) if b > a)
        saying = sum(classify(piece) is not None for piece in pieces if not re.match(r"that\b", text[piece.start : piece.end]))
        return pieces if saying >= 2 else (sentence,)
    if not _SETTLED.search(said):
        return (sentence,)
    for joint in re.finditer(r"[,;]?\s+and\s+", said):
        before, after = said[: joint.start()], said[joint.end() :]
        if min(len(before.split()), len(after.split())) < _CLAUSE or not _SETTLED.search(before):
            continue
        first, second = _cut(sentence, joint)
        settled, going_on = classify(first), classify(second)
        if settled is not None and settled.kind == "decision" and going_on is not None and going_on.cue in _GOES_ON:
            return first, second
    return (sentence,)


def _cut(sentence: Span, joint: re.Match[str]) -> tuple[Span, Span]:
    return Span(sentence.start, sentence.start + joint.start()), Span(sentence.start + joint.end(), sentence.end)


def _trim(text: str, span: Span) -> Span:
    return Span(span.start, span.start + len(text[span.start : span.end].rstrip()))
