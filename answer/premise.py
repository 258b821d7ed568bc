"""A question that takes for granted what the minutes do not say: "No vote is recorded; the minute says “noted”".

Only where a decision of the register has every word of what the question is about; a question about something that no
decision speaks of is refused like every other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from answer.cite import make_citation
from answer.cues import VOTE_ASKED, VOTED_BY
from answer.question import Question
from answer.scope import Scope
from answer.whole import find_share, is_about, read_about, settle_periods
from answer.words import fold
from index.records import PaperSummary
from ledger.records import Entry
from ledger.register import plain_entries

FEWEST_TERMS = 2
"""Words that must tell what the question is about; one word alone meets the wrong decision."""

NEAR = 0.5
"""A decision with this share of the words may be the one that is meant, so that what it records keeps the question from being called wrong."""

_VOTE_WORDS = re.compile(r"\b(?:vote[sd]?|voting|abst\w+|unanimous\w*|casting|show of hands|\d+ (?:for|against)|(?:for|against):? ?\d+|in favour)\b")
# (what a minute can say, its noun, its wording)
OUTCOMES: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("approve", "approval", re.compile(r"\b(?:approv\w*|agree\w*|adopt\w*|accept\w*|carried|endors\w*|confirm\w*|support\w*)\b")),
    ("reject", "refusal", re.compile(r"\b(?:reject\w*|refus\w*|lost|declin\w*|veto\w*|oppos\w*|turn(?:ed)? down|not (?:be )?(?:approved|supported|agreed))\b")),
    ("defer", "deferral", re.compile(r"\b(?:defer\w*|postpon\w*|adjourn\w*)\b")),
    ("note", "noting", re.compile(r"\b(?:noted|note|received|considered)\b")),
)
_ASKED = re.compile(r"^(?:why|when|who|whose|on what|by whom|by how many|at which|for what reason|what reasons?)\b")


def find_false_premise(archive: Any, question: Question, scope: Scope, papers: Sequence[PaperSummary]) -> str:
    """What is not recorded, and what the minute says instead; "" where nothing shows the question to be wrong."""
    folded = fold(question.text).strip(" ?!.")
    votes = bool(VOTE_ASKED.search(folded) or VOTED_BY.search(folded))
    asked = next((outcome for outcome in OUTCOMES[:3] if outcome[2].search(folded)), None) if _ASKED.search(folded) else None
    if not votes and asked is None:
        return ""
    about = read_about(question, scope, without=asked[2] if asked is not None else _VOTE_WORDS)
    if len(about) < FEWEST_TERMS:
        return ""
    held = {paper.doc_id for paper in papers if not scope.bodies or paper.doc_id in scope.doc_ids}
    decisions = [row for row in plain_entries(archive) if row.kind == "decision" and row.place.doc_id in held]
    periods, _ = settle_periods(question, decisions, papers)
    near = [row for row in decisions if all(period.holds(row.made_on) for period in periods) and find_share(archive, about, row) >= NEAR]
    rows = [row for row in near if is_about(archive, about, row) and any(wording.search(fold(row.quote)) for _, _, wording in OUTCOMES)]
    wording = _VOTE_WORDS if votes else asked[2] if asked is not None else _VOTE_WORDS
    if not rows or any((votes and row.vote) or wording.search(fold(_around(archive, row))) for row in near):
        return ""
    return _say(archive, "vote" if votes else asked[1] if asked is not None else "", rows[-1])


def _around(archive: Any, row: Entry) -> str:
    """All that stands under the heading of a row: a vote may be printed a paragraph before what was resolved."""
    document = archive.document(row.place.doc_id)
    paragraph = document.paragraph_at(row.place.span.start)
    section = document.section_of(paragraph) if paragraph is not None else None
    return str(document.quote(section.span if section is not None else row.place.span))


def _say(archive: Any, noun: str, row: Entry) -> str:
    citation = make_citation(archive, row.place.doc_id, row.place.span)
    said = next((match.group() for _, _, wording in OUTCOMES if (match := wording.search(citation.quote.lower()))), "")
    at = citation.quote.lower().find(said) if said else -1
    words = citation.quote[at : at + len(said)] if at >= 0 else " ".join(citation.quote.split()[:20])
    return f"No {noun} is recorded; the minute says “{words}” ({citation.label})."
