"""All decisions, actions, recommendations and commitments of a paper, one row each, in the order of the text.

``reader`` finds the rows of each part; here they get their owners, due dates, votes and topics.
"""

from __future__ import annotations

import re

from ingest.extract.directory import Directory, read_directory
from ingest.extract.due import Calendar, find_due
from ingest.extract.lines import Row
from ingest.extract.occasions import find_occasion
from ingest.extract.owners import attendance_spans, find_owner, find_subject_before, tidy_owner
from ingest.extract.reader import PartReader, is_minutes
from ingest.extract.repeats import drop_repeats
from ingest.extract.topics import find_topic
from ingest.extract.votes import read_vote
from ingest.records import Document, Mention, Obligation, Part

# How often minutes must speak of "the Force" for a task without a subject to be the force's.
_HELD_TO_ACCOUNT = 3
_FUTURE_CUES = frozenset({"will", "planned", "dated"})
# "This has now been agreed": who agreed stands in the sentence before
_TAKES_UP = re.compile(r"^\W*(?:This|These|Both)\b")


def extract_obligations(document: Document, mentions: tuple[Mention, ...]) -> tuple[Obligation, ...]:
    """Every obligation of ``document``, sorted by span; ``mentions`` give the dates and names. Empty for papers without any."""
    calendar = Calendar(document, mentions)
    lists = attendance_spans(document)
    found: list[Obligation] = []
    for part in document.parts:
        directory = read_directory(document, part, mentions)
        rows = drop_repeats(PartReader(document, part, directory, lists).read(), document.text)
        details = _Details(document, part, directory, calendar)
        found += [details.complete(row) for row in rows if not details.is_over(row)]
    return tuple(sorted(found, key=lambda o: (o.span.start, o.span.end)))


class _Details:
    """Looks up what belongs to the rows of one part: who, by when, how voted, about what."""

    def __init__(self, document: Document, part: Part, directory: Directory, calendar: Calendar) -> None:
        self.document = document
        self.part = part
        self.directory = directory
        self.calendar = calendar
        self.minutes = is_minutes(document, part)
        self.made_on = part.date or document.meeting_date or document.published_on or calendar.printed_date()
        text = document.text[part.span.start : part.span.end]
        # minutes that hold a force to account speak of "the Force" throughout
        held = len(re.findall(r"\b[Tt]he Force\b", text))
        self.force = directory.bodies.get("force") if held >= _HELD_TO_ACCOUNT else None

    def is_over(self, row: Row) -> bool:
        """"The open day will be held on 4 May" in a paper of June (an invitation copied in): every day it names has passed."""
        made_on = self.made_on
        if row.cue not in _FUTURE_CUES or made_on is None or len(made_on) < len("2031-05-04"):
            return False
        days = [date.value or "" for date in self.calendar.within(row.span)]
        return bool(days) and all(len(day) == len(made_on) and day < made_on for day in days)

    def complete(self, row: Row) -> Obligation:
        made_on = self.made_on
        due = find_due(self.calendar, self.part, row.due_span, made_on, "action") if row.due_span else None
        due = due or find_due(self.calendar, self.part, row.span, made_on, row.kind, row.cue_start)
        owner, inferred = row.owner, row.owner_inferred
        if owner is None:
            owner, inferred = self._owner_of(row)
        owner = tidy_owner(owner, row.cue)
        inferred = inferred and owner is not None
        vote = read_vote(self.directory, row.line.text)
        return Obligation(
            kind=row.kind,
            span=row.span,
            part_id=self.part.part_id,
            owner=owner,
            owner_inferred=inferred,
            due=due.day if due else None,
            due_text=due.text if due else None,
            due_inferred=due.inferred if due else False,
            made_on=find_occasion(self.calendar, row, made_on) or made_on,
            topic=find_topic(self.document, row),
            outcome=row.outcome,
            mover=row.mover or vote.mover,
            seconder=row.seconder or vote.seconder,
            vote=row.vote or vote.vote,
            cue=row.cue,
        )

    def _owner_of(self, row: Row) -> tuple[str | None, bool]:
        if row.cue == "planned_steps":
            return None, False  # the heading names whose steps they are, their own words do not
        if row.cue != "printed_commitment":
            found = find_owner(self.directory, row.line.text, row.cue_start, row.cue_end, row.cue)
            if found is None and (row.kind != "decision" or (not self.minutes and _TAKES_UP.match(row.line.text))):
                found = self._owner_before(row, at_last=row.kind != "decision")
            if found is not None:
                return found
        if row.cue == "printed_commitment" and self._commissioner() is not None:
            return self._commissioner(), True
        if row.kind == "decision":
            body = (
                (self.part.title if len(self.document.parts) > 1 or not self.document.body else self.document.body)
                if self.minutes
                else None
            )
            return (body, True) if body else (None, False)
        return None, False

    def _owner_before(self, row: Row, *, at_last: bool) -> tuple[str, bool] | None:
        """The subject of the sentences before in the paragraph; ``at_last`` in a report whoever reports."""
        start = row.line.paragraph.span.start
        before = self.document.text[start : row.span.start] if start < row.span.start else ""
        found = find_subject_before(self.directory, before, row.line.text) if before.strip() else None
        if found is None and not at_last:
            return None
        if found is None and self.minutes and self.force:
            return self.force, True
        if found is None and not self.minutes and self.directory.author is not None:
            return self.directory.author.label, True
        return found

    def _commissioner(self) -> str | None:
        """Whose printed commitments these are: the signatory, or the Commissioner of a report of that office."""
        author = self.directory.author
        if author is not None and author.name:
            return author.label
        found = self.directory.resolve("Police and Crime Commissioner")
        printed = re.search(
            r"\bPolice (?:and|&) Crime Commissioner(?: for [A-Z][a-z]+(?: [A-Z][a-z]+)?)?", self.document.text[:4000]
        )
        if printed is None:
            return author.label if author is not None else None
        return found[0] if found and "," in found[0] else printed.group()
