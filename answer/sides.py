"""Comparisons and timelines taken apart: one question for each period that is named, each with evidence of its own.

One search for "how did the precept move between October and November" brings whatever speaks of both, and seldom the two
minutes that print the figures. Asked for October and then for November, each is the best of its own search.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from answer.cues import EXPECTED_LABELS, MONEY_WORDS
from answer.period import Period
from answer.question import SEVERAL, Question, read_question
from answer.scope import find_scope
from answer.search import Findings, find_evidence
from answer.words import fold
from index.records import Filters, Hit, Stage

MOST_SIDES = 3

_JOINED = r"(?:\b(?:and|to|than|versus|vs\.?|or|with|then|until)\b,?\s*)?(?:\b(?:in|on|at|for|of|from|by|as at|the|end of|between)\b\s*)*"


def find_all_evidence(archive: Any, question: Question, filters: Filters, weights_of: Mapping[str, Mapping[str, float]]) -> Findings:
    """:func:`answer.search.find_evidence`, side by side where the question names several periods of one kind."""
    sides = ask_by_side(question)
    if len(sides) < 2:
        return find_evidence(archive, question, filters, weights_of)
    found = tuple(find_evidence(archive, side, filters, weights_of) for side in sides)
    ranked = sorted((item for one in found for item in one.ranked), key=lambda item: (-item.score, item.unit.key))
    hits: dict[str, Hit] = {}
    for row in itertools.zip_longest(*(one.hits for one in found)):
        for hit in row:
            if hit is not None:
                hits.setdefault(hit.passage.passage_id, hit)
    scope = find_scope(question, found[0].papers, filters)
    return Findings(
        question,
        replace(scope, in_period=scope.in_period | found[0].scope.in_period),
        tuple(ranked),
        tuple(replace(hit, rank=rank) for rank, hit in enumerate(hits.values(), 1)),
        found[0].papers,
        tuple(_add_up(found)),
        found[0].weights,
        found[0].absent,
        found,
    )


def ask_by_side(question: Question) -> tuple[Question, ...]:
    """One question a period, without the words of the other periods; none where fewer than two are named.

    "the 2026/27 precept in October and November 2025" has two sides, not three: those of the commonest kind.
    """
    if question.kind not in SEVERAL:
        return ()
    kinds = [period.kind for period in question.periods if period.start]
    if not kinds:
        return ()
    kind = max(dict.fromkeys(kinds), key=kinds.count)
    sides: list[Period] = []
    for period in question.periods:
        if period.start and period.kind == kind and all((period.start, period.end) != (p.start, p.end) for p in sides):
            sides.append(period)
    if not 2 <= len(sides) <= MOST_SIDES:
        return ()
    return tuple(_ask_for(question, side, [other for other in sides if other is not side]) for side in sides)


def _ask_for(question: Question, side: Period, others: list[Period]) -> Question:
    text = question.text
    for other in others:
        text = re.sub(_JOINED + re.escape(other.text), " ", text, count=1)
    text = re.sub(r"\b(?:between|from|and|to)(?=\s*[?.,]|\s*$)", " ", text)
    text = re.sub(r"\s+(?=[?.,;:])", "", " ".join(text.split()))
    read = read_question(text, one_side=True)
    if read.kind == "fact" and MONEY_WORDS & set(re.findall(r"[a-z]+", fold(text))):
        read = replace(read, kind="amount", expects=EXPECTED_LABELS["amount"])
    # the year may have been lent by the period that was taken out
    return replace(read, periods=(side,), terms=question.terms, names=question.names, figures=question.figures)


def _add_up(found: tuple[Findings, ...]) -> list[Stage]:
    names = dict.fromkeys(stage.name for one in found for stage in one.stages)
    same = {name: [stage for one in found for stage in one.stages if stage.name == name] for name in names}
    return [
        Stage(name, sum(stage.milliseconds for stage in stages), sum(stage.candidates for stage in stages), stages[0].note)
        for name, stages in same.items()
    ]
