"""Of evidence that is about equally good, what is quoted first: what counts the very thing asked for, or says which way it
went, and for the present day the latest paper.

The ranking knows words and their likeness: "37 visitors" reads much like an answer to "how many visits", and the figure of two years ago
like that of today. Only what is close behind the best is looked at.
"""

from __future__ import annotations

import re
from dataclasses import replace

from answer.compose.direction import asks_direction, find_direction_verdict
from answer.question import Question
from answer.rank import find_expected, find_heads, match_term
from answer.search import Findings, Ranked
from answer.words import find_tokens, fold, stem

CLOSE = 3.0
"""How far behind the best, in the ranking's score, evidence may be to come before it."""
BEHIND = 3
"""Words behind a figure in which what it counts stands."""
_NOW = re.compile(r"^(?:is|are|isn't|aren't|what(?:'s| is| are)|how (?:many|much) .*\b(?:is|are|does|do|has|have)\b|does|do)\b|\b(?:now|currently|current|at present|today|latest|most recent|these days)\b")


def choose(findings: Findings) -> Findings:
    """The findings with what should be quoted first moved to the front."""
    if findings.sides or len(findings.ranked) < 2:
        return findings
    best = findings.ranked[0]
    close = [item for item in findings.ranked if item.score >= best.score - CLOSE and item.unit.kind != "list"]
    chosen = _counting(findings.question, best, close) or _telling(findings.question, best, close)
    if chosen is None or chosen is best:
        return findings
    return replace(findings, ranked=(chosen, *(item for item in findings.ranked if item is not chosen)))


def _counting(question: Question, best: Ranked, close: list[Ranked]) -> Ranked | None:
    """Where the best counts a word made from the one that is counted ("37 visitors" for "how many visits"), evidence that counts that one."""
    heads = find_heads(question)
    if question.kind != "count" or not heads:
        return None
    counted = {heads[0].stem, *heads[0].near}
    if not any(0.7 < match_term(heads[0], [word]) < 1.0 for word in _counted_by(question, best) - counted) or counted & _counted_by(question, best):
        return None
    return next((item for item in close if item.features["expected"] and counted & _counted_by(question, item)), None)


def _counted_by(question: Question, item: Ranked) -> set[str]:
    """Stems of the words right behind the unit's figures; in a row of a table all its words."""
    tokens = find_tokens(item.unit.text)
    if item.unit.kind == "row":
        return {token.stem for token in tokens}
    ends = [end for _, end in find_expected(question, item.unit, item.mentions)]
    return {token.stem for end in ends for token in [token for token in tokens if token.start >= end][:BEHIND]}


def _telling(question: Question, best: Ranked, close: list[Ranked]) -> Ranked | None:
    """What says the figure, or which way it went, that is asked for: the best, and for a question of the present the latest paper that has
    as many of the question's words."""
    if question.kind == "yes_no" and asks_direction(question.text):
        telling = [item for item in close if find_direction_verdict(question.text, item.unit.text) is not None]
    elif question.kind in ("count", "amount", "percent"):
        telling = [item for item in close if item.features["expected"]]
    else:
        return None
    if best not in telling and question.kind != "yes_no":
        return None
    first = best if best in telling else next(iter(telling), None)
    if first is None or question.periods or not _NOW.search(fold(question.text)):
        return first
    asked = {stem(term.text) for term in question.terms}
    alike = [item for item in telling if item.day and set(item.unit.stems) >= asked & set(first.unit.stems)]
    return max(alike, key=lambda item: item.day or "", default=first) if first.day else first
