"""Decisions: resolved, agreed, approved, noted, elected, refused, deferred, carried or lost.

A resolution that only gives somebody a task ("RESOLVED: That the Clerk should write") is an action; one that settles
something and gives a task with it stays a decision. A resolution in lettered or numbered pieces gives a row each.
"""

from __future__ import annotations

import re

from ingest.extract.cues import DECISIONS, TASK_VERBS
from ingest.extract.lines import Line, Match, Wording
from ingest.spans import Span

# "RESOLVED:", "It was resolved that:", "And Resolved:", "The Committee RESOLVED to:" with nothing decided on the line itself
_BARE = re.compile(r"^(?!\W*(?:This|These|Both)\b)\W*(?:\d{1,2}[.)]\s*)?(?:and |it was |was |the )?(?:[\w’'-]+ ){0,4}?(?:resolved|agreed|decided)(?: unanimously)?(?: (?:that|to|as follows|by [\w ]+))?(?:,?(?: [\w’'-]+){0,4})?\s?:\W*$|^(?!\W*(?:This|These|Both)\b)\W*(?:\d{1,3}[.)]\s*)?(?:and |it was |the )?(?:[\w’'-]+ ){0,4}?(?:resolved|agreed|decided)(?:,? unanimously,?)?(?:\s*\([^()]{2,90}\))?(?:,? on the (?:motion|proposal|proposition) of [^.:;]{3,90}?,?)?(?: (?:that|to|as follows))?\W*$", re.I)
_LEAD = re.compile(r"(?:as follows|the following|following [\w ’'-]{2,40}|follows|on|of|by|that|to|resolved|agreed|roles?|positions?|motion)?\s*[:-]+\s*[-–]?\s*$", re.I)
_ELECTED_LEAD = re.compile(r"\b(?:elected|appointed|nominated|represented|made up)\b[^.]*:\s*$", re.I)
_MARKER = re.compile(r"(?<![\w(.,-])\(?(?:[ivx]{1,4}|[a-h]|\d{1,2})\)\s+(?=[a-zA-Z“\"])")
_AFTER_RESOLVED = re.compile(
    r"^\W*(?:\d{1,3}[.)]\s*)?(?:\(?(?:[ivx]{1,4}|[a-z])[.)]\s*)?(?:(?:and |it was |the )?(?:[\w’'-]+ ){0,4}?(?:RESOLVED|[Rr]esolved|[Rr]esolves)(?: unanimously)?\W*)?(?:[Tt]hat |[Tt]o (?:authorise|instruct|ask|request|invite) )?(?:the |an? )?"
)
_TASK = re.compile(r"\s*(?:should|to|will|would|shall|be (?:asked|instructed|requested|authorised|tasked) to|is (?:asked|instructed|requested|authorised) to)\b")
SUBJUNCTIVE = re.compile(rf"(?:\s*,[^,.;]{{3,60}},)?\s+(?:now |also |then )?(?:{'|'.join(sorted(set(TASK_VERBS)))})\b")
_SETTLED_TOO = re.compile(r"\b(?:is|are|be|was) (?:\w+ )?(?:approved|accepted|appointed|adopted|agreed|purchased|paid|granted)\b[^.]*\band\b", re.I)


# "Members were advised that the grant was approved": settled elsewhere and only told
_ELSEWHERE = re.compile(r"\b(?:was|were|been) (?:advised|informed|told|notified) that\b[^.;]*$", re.I)
# that a group has been set up is narrative of work done; who leads it, or sits on it, was settled
_WHO_LEADS = re.compile(r"\b(?:chaired|led|headed|made up|consisting|comprising|with [A-Z][\w’'-]+ [A-Z][\w’'-]+ as)\b")
# "Decision", "Decisions taken", "2. The decision" over the items of a decision record, each "That …" or "To …"
_HEADING = re.compile(r"^\W*(?:\d+(?:\.\d+)*[.)]?\s*)?(?:the )?decisions?(?: (?:taken|made))?\W*$", re.I)
_ITEM = re.compile(r"^\W*(?:\(?\w{1,3}[.)]\s*)?(?:That|To)\b")


def find_decision(line: Line, wording: Wording, heading: str | None = None) -> Match | None:
    """The decision of a sentence, already an action where all it does is give a task to somebody."""
    if heading is not None and _HEADING.match(heading) and _ITEM.match(line.text):
        return Match("decision", "under_heading", 0, len(line.text), read_outcome(line.text))
    match = wording.find(DECISIONS, line)
    if match is None or (match.cue == "approved" and _ELSEWHERE.search(line.text[: match.start])):
        return None
    if match.cue == "set_up" and not _WHO_LEADS.search(line.text):
        return None
    if match.cue == "resolved" and gives_task(line.text, wording):
        return Match("action", "resolved_task", match.start, match.end, None)
    if match.cue in ("resolved", "agreed", "motion"):
        return Match(match.kind, match.cue, match.start, match.end, read_outcome(line.text) or match.outcome)
    return match


def gives_task(text: str, wording: Wording) -> bool:
    """"RESOLVED: That the Clerk should …", "to authorise the Clerk to …": the subject is a person and the verb a task."""
    opening = _AFTER_RESOLVED.match(text)
    rest = text[opening.end() :] if opening else text
    person = re.match(wording.directory.pattern, rest) if wording.directory.pattern else None
    if person is None or _SETTLED_TOO.search(text[: opening.end() + 200 if opening else 200]):
        return False
    task = _TASK.match(rest[person.end() :])
    if task is None:
        # "That the Chair, for the Panel, write to the Minister"
        return SUBJUNCTIVE.match(rest[person.end() :]) is not None
    verb = re.match(r"\s*(?:now |also |then |formally |immediately )*([a-z-]+)", rest[person.end() + task.end() :])
    return verb is not None and (verb.group(1) in TASK_VERBS or verb.group(1) not in ("be", "remain", "have", "receive", "continue", "become"))


def read_outcome(text: str) -> str | None:
    """One word for what a resolution came to, where the text says it."""
    lowered = text.lower()
    for word, pattern in (
        ("noted", r"\bnoted?\b"), ("lost", r"\b(?:lost|defeated|fell)\b"), ("carried", r"\bcarried\b"), ("deferred", r"\bdefer(?:red)?\b|\bnext meeting\b"),
        ("refused", r"\b(?:refuse|reject|not to|no longer|declin)"), ("elected", r"\belect(?:ed)?\b|\bappoint(?:ed)?\b"), ("approved", r"\bapprov|\badopt|\baccept"),
    ):
        if re.search(pattern, lowered):
            return word
    return None


def opens_list(text: str) -> bool:
    """The sentence ends where a list of what was decided begins."""
    return bool(text.rstrip().endswith((":", ":-", ":–")) and _LEAD.search(text)) or is_bare(text)


def is_bare(text: str) -> bool:
    """Nothing is decided on the line itself: "RESOLVED:", "It was agreed that:"."""
    return bool(_BARE.match(text.strip()))


def names_holders(text: str) -> bool:
    """The list that follows names office-holders: "The following were elected:"."""
    return bool(_ELECTED_LEAD.search(text))


def split_enumeration(text: str, span: Span) -> tuple[Span, ...]:
    """Pieces "(i) … (ii) …" of one resolution, without the lead; empty when there are fewer than two."""
    marks = list(_MARKER.finditer(text))
    if len(marks) < 2:
        return ()
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    pieces = []
    for mark, end in zip(marks, ends, strict=True):
        piece = re.sub(r"[\s;,]*(?:and|or)?[\s;,]*$", "", text[mark.start() : end])
        if len(piece.split()) < 4:
            return ()
        pieces.append(Span(span.start + mark.start(), span.start + mark.start() + len(piece)))
    return tuple(pieces)
