"""One writer for each kind of answer; each turns findings into a :class:`~answer.compose.draft.Draft`."""

from __future__ import annotations

from typing import Any

from answer.compose.attendance import write_attendance
from answer.compose.choice import choose
from answer.compose.draft import Draft
from answer.compose.figures import write_date, write_figure, write_person
from answer.compose.lists import write_list
from answer.compose.meaning import write_meaning
from answer.compose.plain import write_plain
from answer.compose.several import write_comparison, write_timeline
from answer.compose.sharpen import sharpen
from answer.compose.votes import is_for_votes, write_votes
from answer.compose.yes_no import write_yes_no
from answer.search import Findings

WRITERS = {
    "amount": write_figure,
    "count": write_figure,
    "percent": write_figure,
    "date": write_date,
    "person_role": write_person,
    "yes_no": write_yes_no,
    "list": write_list,
    "comparison": write_comparison,
    "timeline": write_timeline,
    "meaning": write_meaning,
}


def write_draft(archive: Any, findings: Findings) -> Draft | None:
    """The draft for the question's kind; None where nothing was found to write from."""
    if not findings.ranked:
        return None
    voted = write_votes(archive, findings) if is_for_votes(findings) else None
    if voted is not None:
        return voted
    listed = write_attendance(archive, findings)
    if listed is not None:
        return listed
    write = WRITERS.get(findings.question.kind, write_plain)
    return write(archive, choose(sharpen(findings)))


__all__ = ["Draft", "write_draft"]
