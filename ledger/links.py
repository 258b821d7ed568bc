"""Which later paragraphs speak of a promise.

Every later paragraph (or row of a table) of the body's papers that has a rare stem in common with a promise, or names its
minute, is looked at. What speaks for it is put in numbers, each with a name (:data:`~ledger.link_weights.FEATURES`),
and a linear model weighs them; its weights are fitted on the sample papers and printed in ``link_weights``. A paragraph
that fits several promises counts most for the one it fits best. A wrong link is worse than none, so the bar is high.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from rapidfuzz import fuzz

from ledger.link_weights import BIAS, FEATURES, WEIGHTS
from ledger.statements import Statement
from ledger.units import Unit, Units, Vector, read_figures, read_verbs
from ledger.wording import BACK_TO_MEETING, LOOKS_BACK, STANDING, read_step

SURE = 0.7
"""Likelihood from which a paragraph is a step of a promise."""
SURE_BACKED, SURE_BARE = 0.55, 0.9
"""The same for a paragraph that points back to the promise, and for one that says nothing of what became of it."""
RARE = 0.07
"""A stem in fewer than this share of a body's paragraphs may bring a paragraph up for reading."""
FEWEST_RARE = 2
"""Rare stems that a paragraph must share to be read, unless it names the minute or has the figure."""
LEAST_EVIDENCE = 0.45
"""Weight of what is shared, in weights of a stem of one paragraph, below which a paragraph is not read further."""
ENOUGH = 3.0
"""A long promise need not be covered whole: so much shared weight covers it, in weights of a stem of one paragraph."""
LOGGED, LOG_COVERED = 0.9, 0.25
"""How sure a row of an action log is, and what share of the promise it must have."""
_SECOND, _WHOLE = 0.5, 0.9
"""A row of a log may be second best for another record of the same promise, if it has all its words."""
BORROWED_COVERED = 0.5
"""Share that one sentence must have of a promise whose words are borrowed."""
COMMON_FIGURE = 12
"""Paragraphs that may have a figure for it to tell anything."""
USUAL_NEARNESS = 0.25
"""Nearness that stands for two passages where the archive has no vectors."""
STALE = 550
"""Days after which only a paragraph that points back can be a step."""
_FOLLOWING = 2
_BESIDE = 60
_REPEATED = 86
_LETTERHEAD = re.compile(r"^\W*(?:From|To|Date|Tel|Email|Report (?:of|by)|Contact)\b\s*:", re.I)
_TITLE = re.compile(r"^(?:[A-Z(“\"][\w’'-]*|[a-z]{1,4})(?: (?:[A-Z(“\"][\w’'-]*|[a-z]{1,4}|[\d/–-]+)){1,11}$")
"""A line that is only a name, "Report of the Group on Bus Stops": a title that the paper repeats."""
_MONTHS = "January February March April May June July August September October November December".split()


@dataclass(frozen=True, slots=True)
class Promise:
    """What is looked for: the stems of each of its sentences, what stands round them, its numbers, days and vector."""

    about: tuple[frozenset[str], ...]
    around: frozenset[str]
    numbers: frozenset[str]
    codes: frozenset[str]
    made_on: str
    due: str | None
    sentences: tuple[str, ...]
    names: frozenset[str]
    vectors: tuple[Vector, ...] = ()
    borrowed: bool = False
    """It says little itself ("The Clerk was asked to reply."): its stems are those of what stands round it."""
    papers: frozenset[str] = frozenset()
    """Papers in which it is made: copies of it there are no steps."""


@dataclass(frozen=True, slots=True)
class Link:
    """A paragraph that speaks of a promise: how likely, the sentence that says most, and why."""

    score: float
    unit: Unit
    statement: Statement
    why: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paragraph that may speak of a promise. ``signs`` are the features in the order of ``FEATURES``."""

    promise: int
    unit: Unit
    signs: tuple[float, ...]
    shared: frozenset[str]


def find_links(units: Units, promises: Sequence[Promise]) -> list[list[Link]]:
    """For each promise the later paragraphs that speak of it, in the order of the papers."""
    found: list[list[Link]] = [[] for _ in promises]
    for candidate in find_candidates(units, promises):
        promise = promises[candidate.promise]
        score = LOGGED if _is_log_row(candidate) or _is_carried(promise, candidate) else likelihood(candidate.signs)
        if score < _bar(candidate) or not _may_be_step(promise, candidate):
            continue
        statement = _best_statement(units, promise, candidate)
        if not _is_repeated(promise, statement, candidate.unit):
            found[candidate.promise].append(Link(score, candidate.unit, statement, _say_why(units, candidate)))
    return found


def likelihood(signs: Sequence[float]) -> float:
    """Between 0 and 1: the logistic function of the weighted sum."""
    total = BIAS + sum(WEIGHTS[name] * value for name, value in zip(FEATURES, signs, strict=True))
    return 1.0 / (1.0 + math.exp(-total))


# ---------------------------------------------------------------- candidates


def find_candidates(units: Units, promises: Sequence[Promise]) -> list[Candidate]:
    """Every later paragraph with something of a promise, its signs in numbers; ranks among them are filled in last."""
    found: list[Candidate] = []
    for number, promise in enumerate(promises):
        found += _read_promise(units, number, promise)
    return _rank(found)


def _read_promise(units: Units, number: int, promise: Promise) -> Iterator[Candidate]:
    rarity = units.rarity
    scale = math.log(rarity.paragraphs + 2)
    wanted = frozenset().union(*promise.about)
    rare = {term for term in wanted if rarity.counts[term] <= max(8, RARE * rarity.paragraphs)}
    counted = Counter(at for term in rare for at in units.having.get(term, ()))
    hits = {at for at, stems in counted.items() if stems >= FEWEST_RARE}
    hits |= {at for code in promise.numbers | promise.codes for at in units.numbered.get(code, ())}
    hits |= {at for figure in figures_of(promise, units) for at in units.having.get(figure, ())}
    weighed = [rarity.weigh_together(about) for about in promise.about]
    totals = [min(sum(weights.values()), ENOUGH * scale) or 1.0 for weights in weighed]
    verbs = read_verbs(" ".join(promise.sentences))
    figures = figures_of(promise, units)
    around = promise.around - wanted
    ordered = sorted(hits)
    near = dict(zip(ordered, _nearness(units, promise, ordered), strict=True))
    for at in ordered:
        unit = units.units[at]
        if unit.date is None or unit.date <= promise.made_on or unit.doc_id in promise.papers:
            continue
        covered, evidence, by_one, of_unit, common = 0.0, 0.0, 0.0, 0.0, frozenset[str]()
        for about, weights, total in zip(promise.about, weighed, totals, strict=True):
            shared = about & unit.whole
            weight = sum(weights[term] for term in shared)
            if weight / total >= covered:
                covered, evidence, common = weight / total, weight / scale, shared
                by_one = max(sum(weights[term] for term in about & statement.about) for statement in unit.statements) / total
                of_unit = max(rarity.total(about & statement.about) / (rarity.total(statement.about) + scale) for statement in unit.statements)
        named = bool(promise.numbers & unit.numbers)
        coded = bool(promise.codes & unit.codes)
        if evidence < LEAST_EVIDENCE and not (named or coded):
            continue
        late = days_between(max(promise.made_on, promise.due or ""), unit.date)
        # "as the Panel asked on 4 May", a log's column of origins; "endorsed by Cabinet on 4 May" is another thing of that day
        day = (unit.in_table and names_day(unit.text, promise.made_on)) or points_to_day(unit.text, promise.made_on)
        due_day = bool(promise.due) and names_day(unit.text, promise.due or "")
        due_month = bool(promise.due) and names_month(unit.text, promise.due or "")
        signs = {
            "covered": min(covered, 1.0),
            "evidence": min(evidence, 2.5),
            "covered by a sentence": min(by_one, 1.0),
            "around": min(sum(rarity.weigh(term) for term in around & unit.whole) / scale, 2.0),
            "of the sentence": of_unit,
            "near": float(near[at]),
            "looks back": unit.looks_back,
            "minute": named,
            "code": coded,
            "day": day,
            "verb": bool(verbs & unit.past),
            "due day": due_day,
            "due month": due_month,
            "figure": min(len(figures & unit.figures), 2),
            "step": unit.cue is not None,
            "late": min(max(late, 0), 800) / 365,
            "names only": bool(common) and not common - promise.names,
            "table": unit.in_table,
        }
        yield Candidate(number, unit, tuple(float(signs.get(name, 0.0)) for name in FEATURES), common)


def figures_of(promise: Promise, units: Units) -> frozenset[str]:
    """The figures that tell this promise from others: one that many paragraphs have ("101", the number to call) does not."""
    found = read_figures(" ".join(promise.sentences))
    return frozenset(figure for figure in found if units.rarity.counts[re.sub(r"\D", "", figure)] <= COMMON_FIGURE)


def _nearness(units: Units, promise: Promise, numbers: list[int]) -> Vector:
    """Of those units, by how much the cosine of their passage with the promise's is above the average of all units.

    The passages of one body's minutes are all alike to a degree that differs from body to body.
    """
    if not promise.vectors or not len(units.vectors) or not numbers:
        return np.full(len(numbers), USUAL_NEARNESS, np.float32)
    some = units.vectors[numbers]
    return np.asarray(np.max([some @ vector - units.middle @ vector for vector in promise.vectors], axis=0), np.float32)


def _rank(found: list[Candidate]) -> list[Candidate]:
    """Fills in what share of the best each is: among the paragraphs of its paper, and among the promises it fits."""
    at = {name: number for number, name in enumerate(FEATURES)}

    def base(candidate: Candidate) -> float:
        signs = candidate.signs
        named = signs[at["minute"]] + signs[at["code"]]
        if candidate.unit.in_table:  # a row of a log prints the minute, the day and the date due of its own promise
            named = 3 * (named + signs[at["day"]] + signs[at["due day"]])
        return signs[at["evidence"]] + 2 * signs[at["covered"]] + signs[at["near"]] + named

    of_paper: dict[tuple[int, str], list[float]] = defaultdict(list)
    of_unit: dict[int, list[float]] = defaultdict(list)
    for candidate in found:
        of_paper[(candidate.promise, candidate.unit.doc_id)].append(base(candidate))
        of_unit[candidate.unit.number].append(base(candidate))
    ranked = []
    for candidate in found:
        signs = list(candidate.signs)
        value = base(candidate)
        signs[at["best of paper"]] = 1.0 / (1 + sum(1 for other in of_paper[(candidate.promise, candidate.unit.doc_id)] if other > value))
        signs[at["best of promises"]] = 1.0 / (1 + sum(1 for other in of_unit[candidate.unit.number] if other > value))
        ranked.append(Candidate(candidate.promise, candidate.unit, tuple(signs), candidate.shared))
    return ranked


# ---------------------------------------------------------------- judging


def _has(candidate: Candidate, *names: str) -> bool:
    return any(candidate.signs[FEATURES.index(name)] for name in names)


def _names_it(candidate: Candidate) -> bool:
    """The paragraph names the promise's minute, number or day."""
    return _has(candidate, "minute", "code", "day", "due day")


def _bar(candidate: Candidate) -> float:
    if _names_it(candidate):
        return SURE_BACKED
    return SURE if candidate.unit.cue is not None or candidate.unit.looks_back or STANDING.search(candidate.unit.text) else SURE_BARE


def _may_be_step(promise: Promise, candidate: Candidate) -> bool:
    """Some things make no step however much is shared: letterheads, yearly repetition, words about another year."""
    unit = candidate.unit
    if _LETTERHEAD.match(unit.text) or (not unit.in_table and _TITLE.match(unit.text)):
        return False
    # a row of figures speaks of a topic and not of a promise; a row of an action log is about one promise
    if unit.in_table and not _is_of_table(candidate):
        return False
    if _names_it(candidate):
        return True
    # the words that are shared must stand in one sentence, not be scattered over a long paragraph
    # (one of them may stand in the heading over it)
    together = max(len(candidate.shared & statement.about) for statement in unit.statements) + bool(candidate.shared & (unit.whole - unit.own))
    if together < 2 and not _has(candidate, "figure") and not (unit.looks_back and _has(candidate, "due month")):
        return False
    if promise.borrowed and candidate.signs[FEATURES.index("covered by a sentence")] < BORROWED_COVERED:
        return False
    return unit.looks_back or days_between(max(promise.made_on, promise.due or ""), unit.date) <= STALE


def _is_of_table(candidate: Candidate) -> bool:
    """A row of a table that is about this promise more than about any other: by what it prints, or by a figure and what became of it."""
    signs = dict(zip(FEATURES, candidate.signs, strict=True))
    marks = signs["minute"] + signs["day"] + max(signs["due day"], signs["due month"])
    if signs["best of promises"] < (_SECOND if marks and signs["covered"] >= _WHOLE and signs["best of paper"] == 1.0 else 1.0):
        return False
    # a row that names the day alone may be of any matter of that day: its words decide
    return (_names_it(candidate) and (signs["covered"] >= LOG_COVERED * 2 or signs["best of paper"] == 1.0)) or bool(signs["figure"] and candidate.unit.cue is not None)


def _is_log_row(candidate: Candidate) -> bool:
    """A row of an action log: two of the minute, the day it was made and the day it is due are the promise's, and some of
    its words; of promises of one minute the one that fits best.
    """
    signs = dict(zip(FEATURES, candidate.signs, strict=True))
    marks = signs["minute"] + signs["day"] + max(signs["due day"], signs["due month"])
    return bool(signs["table"]) and marks >= 2 and signs["best of promises"] == signs["best of paper"] == 1.0 and signs["covered"] >= LOG_COVERED


def _is_carried(promise: Promise, candidate: Candidate) -> bool:
    """An action list carries each action on under a code of its own ("June24.07"), which no other paragraph has by chance."""
    return any(code[0].isalpha() for code in promise.numbers & candidate.unit.numbers)


def _best_statement(units: Units, promise: Promise, candidate: Candidate) -> Statement:
    """The sentence of the paragraph that shares most and says most of what became of it."""
    wanted = frozenset().union(*promise.about)
    texts = _texts_of(candidate.unit)
    whole = units.rarity.total(wanted) or 1.0
    shares = [units.rarity.total(statement.about & wanted) / whole for statement in candidate.unit.statements]
    first = max(range(len(shares)), key=lambda n: (shares[n], -n))
    ranked = []
    for position, text in enumerate(texts):
        value = shares[position]
        # what became of it stands in the sentence that names it or soon after: "(a) The letter (12/24). It had been sent."
        if first <= position <= first + _FOLLOWING and (cue := read_step(text)) is not None:
            value += 0.35 + 0.15 * cue.decisive
        ranked.append((value + 0.1 * bool(LOOKS_BACK.search(text)), -position))
    return candidate.unit.statements[-max(ranked)[1]]


def _texts_of(unit: Unit) -> list[str]:
    """The words of each statement of a unit, which its text holds one after the other with a space between."""
    texts, at = [], 0
    for statement in unit.statements:
        texts.append(unit.text[at : at + len(statement.span)])
        at += len(statement.span) + 1
    return texts


def _is_repeated(promise: Promise, statement: Statement, unit: Unit) -> bool:
    """The same thing promised or decided anew in another year ("that Mrs Orde remain as trustee") is no step of the first."""
    if unit.date is None or unit.date[:4] == promise.made_on[:4] or unit.in_table:
        return False
    # who tells a promise again adds words of his own ("I told the Panel in May that …")
    alike = fuzz.ratio if unit.looks_back else fuzz.token_set_ratio
    text = _texts_of(unit)[unit.statements.index(statement)].casefold()
    return any(alike(quoted.casefold(), text) >= _REPEATED for quoted in promise.sentences)


def _say_why(units: Units, candidate: Candidate) -> str:
    signs = dict(zip(FEATURES, candidate.signs, strict=True))
    shared = ", ".join(sorted(candidate.shared, key=lambda term: -units.rarity.weigh(term))[:5])
    said = {"looks back": "looks back", "minute": "names the minute", "code": "names its number", "day": "names the day", "due day": "names the day it was due", "verb": "says it as past", "figure": "has the same figure"}
    reasons = [f"shares {shared}"] if shared else []
    return "; ".join([*reasons, *(words for name, words in said.items() if signs[name])])


# ---------------------------------------------------------------- days


def days_between(first: str, second: str | None) -> int:
    """Days from one ISO day (month, year) to another, roughly; 0 where one has no date."""
    if second is None or not first:
        return 0
    numbers = [[int(part) for part in day.split("/")[-1].split("-")] for day in (first, second)]
    one, two = (365 * n[0] + 30 * (n[1] if len(n) > 1 else 6) + (n[2] if len(n) > 2 else 15) for n in numbers)
    return two - one


def names_day(text: str, iso: str) -> bool:
    """"22 September" or "September 22nd" of the day 2022-09-22; no other year may stand behind it."""
    day = _day_pattern(iso)
    return day is not None and day.search(text) is not None


@lru_cache(maxsize=4096)
def _day_pattern(iso: str) -> re.Pattern[str] | None:
    if len(iso) < 10:
        return None
    day, month = int(iso[8:10]), _MONTHS[int(iso[5:7]) - 1]
    return re.compile(rf"(?<!\d){day}(?:st|nd|rd|th)? (?:{month}|{month[:3]}|{month[:4]})\b(?!,? (?!{iso[:4]})\d{{4}})|\b{month} {day}(?!\d)")


def points_to_day(text: str, iso: str) -> bool:
    """The day is named beside words that take it back to its meeting: "as the Panel asked on 4 May"."""
    day = _day_pattern(iso)
    if day is None:
        return False
    return any(BACK_TO_MEETING.search(text[max(0, match.start() - _BESIDE) : match.end() + _BESIDE]) for match in day.finditer(text))


def names_month(text: str, iso: str) -> bool:
    return len(iso) >= 7 and _MONTHS[int(iso[5:7]) - 1] in text
