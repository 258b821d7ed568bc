"""What the rules look at and what they give: a line (one sentence, list item or table cell) and a match on it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ingest.extract.cues import NEVER, TASK_VERBS, Cue
from ingest.extract.directory import Directory
from ingest.records import ObligationKind, Paragraph, Part
from ingest.spans import Span


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence or item. ``text`` is ``document.text[span]``; ``minutes`` tells reported from present speech."""

    text: str
    span: Span
    paragraph: Paragraph
    part: Part
    minutes: bool


@dataclass(frozen=True, slots=True)
class Match:
    """A rule's finding: the kind, the cue's name and where in the line it stands."""

    kind: ObligationKind
    cue: str
    start: int
    end: int
    outcome: str | None = None


@dataclass(slots=True)
class Row:
    """An obligation in the making; frozen into :class:`~ingest.records.Obligation` when the paper is read."""

    kind: ObligationKind
    span: Span
    line: Line
    cue: str
    cue_start: int = 0
    cue_end: int = 0
    outcome: str | None = None
    owner: str | None = None
    owner_inferred: bool = False
    vote: str | None = None
    mover: str | None = None
    seconder: str | None = None
    due_span: Span | None = None
    """Where a due date is printed apart from the sentence ("Due: March" on the next line)."""
    context: Span | None = None


PERSON_MARK = "ꙮ"
"""A letter that papers do not print: stands for each character of a person's name or office in the text that cues with ``{person}`` are searched in."""


class Wording:
    """The cue tables applied to the lines of one part, whose people are marked with its directory."""

    def __init__(self, directory: Directory) -> None:
        self.directory = directory
        self._person = re.compile(directory.pattern)
        self._marked: tuple[str, str] = ("", "")

    def find(self, cues: Iterable[Cue], line: Line) -> Match | None:
        """The first cue of a table that holds in this line's setting."""
        for cue in cues:
            if (cue.setting == "minutes" and not line.minutes) or (cue.setting == "report" and line.minutes):
                continue
            found = _compile(cue).search(self.marked(line.text) if "{person}" in cue.pattern else line.text)
            if found:
                return Match(cue.kind, cue.name, found.start(), found.end(), cue.outcome)
        return None

    def marked(self, text: str) -> str:
        """``text`` of the same length with every person and office replaced by marks."""
        if self._marked[0] != text:
            self._marked = (text, self._person.sub(lambda match: PERSON_MARK * len(match.group()), text))
        return self._marked[1]

    def is_never(self, text: str) -> bool:
        return any(pattern.search(text) for pattern in _NEVER)


_NEVER = tuple(re.compile(pattern, re.I) for pattern in NEVER)


@cache
def _compile(cue: Cue) -> re.Pattern[str]:
    pattern = cue.pattern.replace("{person}", f"{PERSON_MARK}+").replace("{task}", "|".join(TASK_VERBS))
    # where names and capitals carry the meaning, case counts
    return re.compile(pattern) if "{person}" in cue.pattern or cue.name in CASED else re.compile(pattern, re.I)


# Cues whose capitals carry the meaning ("RESOLVED", "I will", names).
CASED = frozenset({"resolved", "no_objection", "person_to", "person_will", "agreed_to", "clerk_verb", "first_person", "urged", "undertook", "agreed_should", "intended", "would", "would_by", "dated"})
