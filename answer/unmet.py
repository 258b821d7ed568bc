"""What a question asks for and the evidence does not have: the ground for refusing, and its wording.

The guards hold whatever the fitted model says, on archives of one paper as of thousands: they use the share of
the question that is met at all, and whether a word stands anywhere in the archive.
"""

from __future__ import annotations

from answer.question import Term
from answer.rank import find_period_miss, match_term
from answer.search import Findings
from answer.words import is_stop_word, stem

MET = 0.5
"""A term counts as met from this match on: the word, a derived form, a misspelling, or one of like meaning."""
LEAST_COVERED = 0.25
"""Share of the question's weight that the best evidence must meet."""
MOST_ABSENT = 0.6
"""Share of the question's weight that may lie on words which stand nowhere in the archive."""

READ_SURE = 1.5
"""Log-odds of the reader from which other words for the same thing are taken as such, however few words are shared."""

_OF_THE_ASKING = frozenset(
    stem(word)
    for word in """meeting meetings minutes panel committee board council paper papers report reports item agenda agreed agree decided decide decision resolved promise
    promised said say told tell discussed happened mentioned asked answer chaired held given gave made there going""".split()
)
"""Words in which a question is put; that a passage lacks them tells a reader nothing."""
_EXPECTED_NAMES = {
    "amount": "no amount",
    "count": "no number",
    "percent": "no percentage",
    "date": "no date",
    "person_role": "no person",
}


def find_met(findings: Findings) -> tuple[float, ...]:
    """For each term of the question the better of its match by letters and by meaning with the best unit, 0 to 1."""
    best = findings.ranked[0]
    stems = frozenset(best.unit.stems) | best.unit.context_stems | best.unit.around_stems
    alike = best.terms or (0.0,) * len(findings.weights)
    return tuple(max(match_term(term, stems), soft) for (term, _), soft in zip(findings.weights, alike, strict=True))


def find_unmet_terms(findings: Findings) -> tuple[Term, ...]:
    return tuple(term for (term, _), met in zip(findings.weights, find_met(findings), strict=True) if met < MET)


def is_of_other_period(findings: Findings) -> bool:
    """Whether a figure is asked for a year, month or quarter and the best one is of another: it is shown as the nearest, never as the answer."""
    question, best = findings.question, findings.ranked[0]
    figure = question.kind in ("amount", "count", "percent", "date") or bool(question.expects & {"NUMBER", "MONEY"})
    return figure and not findings.sides and find_period_miss(question, best.unit, best.day, best.years) >= 1.0


def is_of_other_body(findings: Findings) -> bool:
    """Whether the question names a body and the best evidence is of another one's paper and does not name it either."""
    if findings.sides or not findings.ranked[0].features["body_conflict"]:
        return False
    best = findings.ranked[0].unit
    return findings.scope.body_stems.isdisjoint(frozenset(best.stems) | best.context_stems | best.around_stems)


def is_unfounded(findings: Findings) -> bool:
    """Whether the best evidence cannot be an answer: it meets too little of the question, or a name that no paper has."""
    if not findings.ranked or not findings.weights or is_of_other_period(findings) or is_of_other_body(findings):
        return True
    met = find_met(findings)
    covered = sum(share * value for (_, share), value in zip(findings.weights, met, strict=True))
    absent = [
        (term, share) for (term, share), value in zip(findings.weights, met, strict=True) if term.stem in findings.absent and value < MET
    ]
    # short forms are often spelled out where they are meant, other names are not
    if any(term.name and not term.text.isupper() for term, _ in absent):
        return True
    if findings.ranked[0].features["reader"] * 4 >= READ_SURE:
        return False
    return covered < LEAST_COVERED or sum(share for _, share in absent) >= MOST_ABSENT


def describe_unmet(findings: Findings) -> str:
    """Completes "The papers searched do not say": what was looked for and is missing, in one sentence."""
    question = findings.question
    if not findings.ranked:
        return "."
    unmet = [term for term in find_unmet_terms(findings) if term.stem not in _OF_THE_ASKING]
    names = [term.text for term in unmet if term.name and term.stem in findings.absent]
    if names:
        return f": no passage names {_join(names, 'or')}."
    words = [term.text for term in unmet if term.stem in findings.absent and not is_stop_word(term.text)]
    if words:
        return f": no passage speaks of {_join([f'“{word}”' for word in words], 'or')}."
    best = findings.ranked[0]
    if question.periods and find_period_miss(question, best.unit, best.day, best.years):
        return f": passages on this were found, none of them for {_join([p.text for p in question.periods], 'and')}."
    if is_of_other_body(findings):
        return f": passages on this were found, none of them of {_join(list(findings.scope.bodies), 'or')}."
    if unmet:
        return f": the nearest passage does not mention {_join([f'“{term.text}”' for term in unmet], 'or')}."
    if question.expects and not best.features["expected"] and question.kind in _EXPECTED_NAMES:
        return f": the nearest passage is on this, but gives {_EXPECTED_NAMES[question.kind]}."
    return ": the nearest passages are on this, but do not answer it clearly enough to quote one as the answer."


def _join(items: list[str], last: str) -> str:
    items = items[:4]
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}"
