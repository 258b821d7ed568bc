"""How long a recommendation has waited for its answer.

A Commissioner must answer a panel's report or recommendation (Police Reform and Social Responsibility Act 2011, section
29(3)); other bodies answer theirs by custom. The days are counted from the meeting to the first paper that answers, or to
the latest paper there is.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from ledger.records import Thread

_ANSWERS = re.compile(r"\b(?:accept(?:ed|s)?|not accepted|reject(?:ed|s)?|declined|agreed to (?:it|this|that)|respon(?:se|ded|ds)|repl(?:y|ied)|answer(?:ed)?)\b", re.I)
_PANEL = re.compile(r"\bpolice(?:,? fire)? (?:and|&) crime panel\b", re.I)


@dataclass(frozen=True, slots=True)
class Clock:
    """``asked_on`` and ``answered_on`` are ISO days; ``days`` from one to the other, or to the latest paper while there is no answer."""

    asked_on: str
    answered_on: str | None
    days: int
    by_statute: bool

    def __str__(self) -> str:
        law = "; section 29(3) asks for one" if self.by_statute else ""
        if self.answered_on is None:
            return f"no answer found after {self.days:,} days{law}"
        return f"answered after {self.days:,} days"


def read_clock(thread: Thread) -> Clock | None:
    """None for what is no recommendation, and where a day is not known to the day. Always inferred."""
    if thread.kind != "recommendation" or thread.made_on is None:
        return None
    answers = [step.date for step in thread.steps if step.kind != "made" and step.date and (step.kind in ("done", "superseded", "reported back") or _ANSWERS.search(step.quote))]
    answered = min(answers, default=None)
    try:
        asked = datetime.date.fromisoformat(thread.made_on)
        until = datetime.date.fromisoformat(answered or thread.as_of or "")
    except ValueError:
        return None
    return Clock(thread.made_on, answered, max((until - asked).days, 0), _PANEL.search(thread.body or "") is not None)
