"""Which later paragraphs may speak of a promise, and what speaks for each of them, in numbers.

Every later paragraph (or row of a table) of the body's papers that has two rare stems in common with a promise, or names
its minute, its number or one of its figures, is a candidate. Its signs have the names in
:data:`~ledger.link_weights.FEATURES`; :mod:`ledger.links` weighs them.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ledger.days import days_between, names_day, names_month, points_to_day, points_to_month
from ledger.link_weights import FEATURES
from ledger.units import Unit, Units, Vector, read_figures, read_verbs, words_of_name

RARE = 0.07
"""A stem in fewer than this share of a body's paragraphs may bring a paragraph up for reading."""
FEWEST_RARE = 2
"""Rare stems that a paragraph must share to be read, unless it names the minute or has the figure."""
LEAST_EVIDENCE = 0.45
"""Weight of what is shared, in weights of a stem of one paragraph, below which a paragraph is not read further."""
ENOUGH = 3.0
"""A long promise need not be covered whole: so much shared weight covers it, in weights of a stem of one paragraph."""
COMMON_FIGURE = 12
"""Paragraphs that may have a figure for it to tell anything."""
SAME_HEADING, PART_OF_HEADING = 2, 0.6
"""Words that two headings must share, and what part of the shorter, to be one."""
OWN_HEADING = 8
"""Papers that may have a heading ("Memorial trees") for it to tell anything: "Planning permissions" stands over all things."""
YEAR = 365
"""Days for which a month without its year is the last one of that name."""
USUAL_NEARNESS = 0.25
"""Nearness that stands for two passages where the archive has no vectors."""


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
    heading: frozenset[str] = frozenset()
    """Stems of the heading under which it is made."""
    owner: frozenset[str] = frozenset()
    """Words of the names and offices of who is to do it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paragraph that may speak of a promise. ``signs`` are the features in the order of ``FEATURES``."""

    promise: int
    unit: Unit
    signs: tuple[float, ...]
    shared: frozenset[str]


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
    figures = figures_of(promise, units)
    hits |= {at for figure in figures for at in units.having.get(figure, ())}
    weighed = [rarity.weigh_together(about) for about in promise.about]
    totals = [min(sum(weights.values()), ENOUGH * scale) or 1.0 for weights in weighed]
    # a row of a log may say in words of its own what was promised on the day that it prints
    of_day = set(units.numbered.get(promise.made_on, ()))
    hits |= of_day
    verbs = read_verbs(" ".join(promise.sentences))
    around = promise.around - wanted
    ordered = [at for at in sorted(hits) if _is_later(units.units[at], promise)]
    near = dict(zip(ordered, _nearness(units, promise, ordered), strict=True))
    for at in ordered:
        unit = units.units[at]
        covered, evidence, by_one, of_unit, common = 0.0, 0.0, 0.0, 0.0, frozenset[str]()
        for about, weights, total in zip(promise.about, weighed, totals, strict=True):
            shared = about & unit.whole
            weight = sum(weights[term] for term in shared)
            if weight / total >= covered:
                covered, evidence, common = weight / total, weight / scale, shared
                by_one = max(sum(weights[term] for term in about & statement.about) for statement in unit.statements) / total
                of_unit = max(rarity.total(about & statement.about) / (rarity.weight_of(statement) + scale) for statement in unit.statements)
        named = bool(promise.numbers & unit.numbers)
        coded = bool(promise.codes & unit.codes)
        owner = unit.in_table and (named or at in of_day) and _names_owner(unit, promise)
        if evidence < LEAST_EVIDENCE and not (named or coded or (at in of_day and owner)):
            continue
        told = units.told(unit)
        late = days_between(max(promise.made_on, promise.due or ""), unit.date)
        # "as the Panel asked on 4 May", a log's column of origins; "endorsed by Cabinet on 4 May" is another thing of that day
        day = (unit.in_table and names_day(unit.text, promise.made_on)) or points_to_day(unit.text, promise.made_on)
        due_day = bool(promise.due) and (names_day(unit.text, promise.due or "") or _is_eve(unit, promise.due or ""))
        due_month = bool(promise.due) and (any(printed[:7] == (promise.due or "")[:7] for printed in unit.days) if unit.days else names_month(unit.text, promise.due or ""))
        signs = {
            "covered": min(covered, 1.0),
            "evidence": min(evidence, 2.5),
            "covered by a sentence": min(by_one, 1.0),
            "around": min(sum(rarity.weigh(term) for term in around & unit.whole) / scale, 2.0),
            "of the sentence": of_unit,
            "near": float(near[at]),
            "looks back": told.looks_back,
            "minute": named,
            "code": coded,
            "day": day,
            "verb": bool(verbs & told.past),
            "due day": due_day,
            "due month": due_month,
            "figure": min(len(figures & told.figures), 2),
            "step": told.cue is not None,
            "late": min(max(late, 0), 800) / 365,
            "names only": bool(common) and not common - promise.names,
            "table": unit.in_table,
            "owner": owner,
            "heading": units.headings[unit.statements[0].over] <= OWN_HEADING and has_heading(promise, unit),
            "month": told.looks_back and not day and days_between(promise.made_on, unit.date) < YEAR and points_to_month(unit.text, promise.made_on),
        }
        yield Candidate(number, unit, tuple(float(signs.get(name, 0.0)) for name in FEATURES), common)


def has_heading(promise: Promise, unit: Unit) -> bool:
    """It stands under the heading under which the promise was made: "Review of Standing Orders", "Standing Orders"."""
    over = unit.statements[0].over
    shared = len(promise.heading & over)
    return shared >= SAME_HEADING and shared >= PART_OF_HEADING * min(len(promise.heading), len(over))


def _names_owner(unit: Unit, promise: Promise) -> bool:
    """A cell of a row is the owner's name or office."""
    return any(words <= promise.owner for cell in unit.text.split("\t") if (words := words_of_name(cell)))


def _is_eve(unit: Unit, due: str) -> bool:
    """A row prints the last day of a term: 24 December for "before Christmas"."""
    return any(days_between(day, due) == 1 for day in unit.days)


def _is_later(unit: Unit, promise: Promise) -> bool:
    return unit.date is not None and unit.date > promise.made_on and unit.doc_id not in promise.papers


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
        if candidate.unit.in_table:  # a row of a log prints the minute, the day, the date due and the owner of its own promise
            marks = signs[at["minute"]] + signs[at["day"]] + signs[at["due day"]] + signs[at["owner"]]
            named = 3 * signs[at["code"]] + (3 if candidate.shared else 1) * marks
        return signs[at["evidence"]] + 2 * signs[at["covered"]] + signs[at["near"]] + named

    values = [base(candidate) for candidate in found]
    of_paper: dict[tuple[int, str], list[float]] = defaultdict(list)
    of_unit: dict[int, list[float]] = defaultdict(list)
    for candidate, value in zip(found, values, strict=True):
        of_paper[(candidate.promise, candidate.unit.doc_id)].append(value)
    for some in of_paper.values():
        some.sort()
    in_paper = [_share_of_best(value, of_paper[(candidate.promise, candidate.unit.doc_id)]) for candidate, value in zip(found, values, strict=True)]
    for candidate, value, share in zip(found, values, in_paper, strict=True):
        # a promise that has a better row in the log leaves this one to the others
        if share == 1.0 or not candidate.unit.in_table:
            of_unit[candidate.unit.number].append(value)
    for some in of_unit.values():
        some.sort()
    ranked = []
    for candidate, value, share in zip(found, values, in_paper, strict=True):
        signs = list(candidate.signs)
        signs[at["best of paper"]] = share
        signs[at["best of promises"]] = _share_of_best(value, of_unit[candidate.unit.number])
        ranked.append(Candidate(candidate.promise, candidate.unit, tuple(signs), candidate.shared))
    return ranked


def _share_of_best(value: float, ordered: list[float]) -> float:
    """1 for the highest of ``ordered`` (ascending), a half for the next, and so on; equal values share a place."""
    return 1.0 / (1 + len(ordered) - bisect_right(ordered, value))
