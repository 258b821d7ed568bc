"""Lists and the words that open them: "RESOLVED:", "Two corrections were made:", "Next steps:"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.extract.cues import PROMISED_VERBS, TASK_VERBS
from ingest.extract.lines import Match, Row
from ingest.records import ObligationKind

ITEM = re.compile(
    r"^\W*(?:[•●▪◦·\uf0b7\uf0a7\ue001o*–-]\s|\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]\s|[“\"]?That\b|To [a-z])"
)
# A caption between the lead and its items ("Revenue budget"): a few words without a verb
CAPTION = re.compile(r"^(?!.*\b(?:be|is|are|was|were|that|to|should|shall|will)\b)[^.:;]{4,60}$")
# Under "members were asked to consider:" stand also topics and remarks: "Getting people to …", "Readers might not …"
NO_REQUEST = re.compile(r"^\W*(?:[A-Z][a-z]+ing\b|(?:[\w’'-]+ ){1,4}(?:might|may|could|is|are|was|were|has|have|had)\b)")
# "Key milestones were:", "Next steps:", "The next steps are as follows:": each item is a piece of work ahead
PLAN_LEAD = re.compile(r"^\W*(?:\d{1,3}(?:\.\d+)*[.)]?\s+)?(?:the |our )?(?:key |main |next |remaining |future |planned |agreed )*(?:milestones|steps|stages ahead|work planned|planned work)\b[^.;]{0,60}:\W*$", re.I)

# "In the coming year we will:", "The trust plans to:" over a list of what is promised
PROMISE_LEAD = re.compile(r"\b(?:will|shall|(?:plans?|aims?|intends?|undertakes?|promises?) to)(?: also| now)?\s*:\W*$", re.I)
_BEGUN = "commence continue deliver develop encourage endorse engage enhance establish expand extend facilitate improve increase integrate maintain modernise populate reduce strengthen streamline tackle trial"
# each item goes on with a verb: "• publish the list", not "• better value for residents"
PROMISED_ITEM = re.compile(rf"^\W*(?:\(?(?:[a-z]|[ivx]{{1,4}}|\d{{1,2}})[.)]\s+)?(?:also |then )?(?:{'|'.join(sorted({*TASK_VERBS, *PROMISED_VERBS, *_BEGUN.split()}))})\b", re.I)


@dataclass(slots=True)
class Lead:
    """An open list: what its items are, and whether the lead itself is already a row."""

    kind: ObligationKind
    cue: str
    bare: bool
    holders: bool
    items: int = 0
    owner: tuple[str, bool] | None = None
    """Whose the items are, where the lead says so ("I recommend the following:"), and whether that is inferred."""
    row: Row | None = None
    """The row of the lead itself, which gives way to its items where they are what was settled."""


def only_leads(text: str, match: Match) -> bool:
    """Nothing is said but that a list follows: "Two corrections were made:", "The Committee recommended that"."""
    if match.cue == "corrected":
        return text.rstrip().endswith(":")
    return match.cue == "recommended" and len(text.split()) <= 6 and bool(re.search(r"\brecommend(?:s|ed)? (?:that|to)\W*$", text))
