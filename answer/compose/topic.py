"""What a timeline or a comparison follows, and the passages that speak of it.

"Track the garden gate through the papers" is answered by what speaks of that gate, on as many days as there are, and not
by what reads most like the question. Words that ask ("history of", "through the papers", "do they agree") are no topic.
"""

from __future__ import annotations

from answer.question import Question, Term
from answer.rank import match_term
from answer.search import Findings, Ranked
from answer.words import stem

_ASKING = frozenset(
    stem(word)
    for word in """compare compared comparison difference different differ same consistent agree match tally change changed changes changing move moved moving
        develop developed development progress progressed evolve evolved unfold history timeline chronology trace track follow story step steps stage stages set up setup start end
        early late between before after through over time each both two one first second last next paper papers report reports minutes meeting meetings letter letters document
        documents version versions figure figures number numbers claim claims say said saying says give gives given quote quoted wording result results long far much many
        happen happened become became rise rose fall fell grow grew drop dropped shift slip year years month months""".split()
)
RARE = 0.5
"""A word is of the topic where it weighs at least this share of the heaviest one that does not ask."""
ON_TOPIC = 0.7
IN_CONTEXT = 0.85
"""What a word of the topic counts that stands in the heading or in the words before a list …"""
AROUND = 0.55
"""… and one that stands in the sentences beside."""
_TELLING = frozenset({"DATE", "MONEY", "PERCENT"})


def find_topic(findings: Findings) -> tuple[tuple[Term, float], ...]:
    """The rarer words of the question that do not ask, with their share of the topic (the shares add up to 1)."""
    asked = [(term, weight) for term, weight in findings.weights if term.stem not in _ASKING and not term.figure]
    most = max((weight for _, weight in asked), default=0.0)
    kept = [(term, weight) for term, weight in asked if weight >= RARE * most]
    total = sum(weight for _, weight in kept)
    return tuple((term, weight / total) for term, weight in kept)


def find_on_topic(findings: Findings) -> tuple[Ranked, ...]:
    """The passages that speak of the topic, best first; empty where they are of one day or one passage only.

    What prints a day or a figure comes before what does not: a step in time is told by one of them.
    """
    topic = find_topic(findings)
    found = [(share, item) for item in findings.ranked if (share := _share(item, topic)) >= ON_TOPIC and item.unit.kind not in ("list", "heading") and is_inside(findings.question, item.day)]
    if len({find_occasion(item) for _, item in found}) < 2:
        return ()

    def value(one: tuple[float, Ranked]) -> float:
        share, item = one
        return item.score + 4.0 * share + 1.0 * any(m.label in _TELLING for m in item.mentions) - 1.5 * item.features["fragment"]

    return tuple(item for _, item in sorted(found, key=lambda one: -value(one)))


def is_inside(question: Question, day: str | None) -> bool:
    """Whether a day lies between the first and the last that the question names; True where it names none, or the day is not known."""
    days = [end for period in question.periods if period.start for end in (period.start, period.end)]
    return day is None or len(days) < 4 or min(days) <= day <= max(days)


def find_occasion(item: Ranked) -> str:
    """The day of the meeting; of a paper without one, the paper."""
    return item.day or item.unit.doc_id


def _share(item: Ranked, topic: tuple[tuple[Term, float], ...]) -> float:
    stems = frozenset(item.unit.stems)

    def meets(term: Term) -> float:
        own = match_term(term, stems)
        if term.name and own and term.text.lower() in item.unit.text and term.text not in item.unit.text:
            own = 0.0  # "nothing will divert me" does not speak of the Divert scheme
        return max(own, IN_CONTEXT * match_term(term, item.unit.context_stems), AROUND * match_term(term, item.unit.around_stems))

    return sum(weight * meets(term) for term, weight in topic)
