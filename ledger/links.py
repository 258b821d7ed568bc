"""Which later paragraphs speak of a promise.

:mod:`ledger.candidates` finds the paragraphs that may and puts what speaks for each in numbers with names; a linear model
weighs them; its weights are fitted on the sample papers and printed in ``link_weights``. A paragraph that fits several
promises counts most for the one it fits best. A wrong link is worse than none, so the bar is high.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import mul
from types import MappingProxyType

from rapidfuzz import fuzz

from ledger.candidates import OWN_HEADING, Candidate, Promise, find_candidates
from ledger.days import days_between
from ledger.link_weights import BIAS, FEATURES, WEIGHTS
from ledger.statements import Statement, print_stems
from ledger.units import Unit, Units
from ledger.wording import CODE, LOOKS_BACK, STANDING, read_step

SURE = 0.82
"""Likelihood from which a paragraph is a step of a promise."""
SURE_BACKED, SURE_BARE = 0.55, 0.9
"""The same for a paragraph that points back to the promise, and for one that says nothing of what became of it."""
SURE_HEADED, NEXT_MEETINGS = 0.7, 130
"""And for the one that fits best under the same heading in the papers of so many days."""
LOWEST = min(SURE, SURE_BACKED, SURE_BARE, SURE_HEADED)
LOGGED, LOG_COVERED = 0.9, 0.25
"""How sure a row of an action log is, and what share of the promise it must have."""
LISTED_COVERED, LISTED_WORDS, LISTED_ALIKE = 0.8, 5, 85
"""Share of the promise, its words at least, and how like them (per cent) a row is that lists it again."""
_SECOND, _WHOLE = 0.5, 0.9
"""A row of a log may be second best for another record of the same promise, if it has all its words."""
_ALL = 3
"""Marks of a row (minute or day, day due, owner) that need no words of the promise."""
_BOTH, _HALF = 2, 0.5
"""A row that prints two of a promise's minute, day and due day, and half of its words, is of that promise whatever else it fits."""
BORROWED_COVERED = 0.5
"""Share that one sentence must have of a promise whose words are borrowed."""
FEW, MANY = 2, 4
"""Promises whose step one paragraph may be, and so many that it is none's in particular."""
VERY_SURE, FOLLOWING = 0.9, 5
"""How sure a step is under whose heading the next paragraphs, so many, go on about it."""
SEASON = 270
"""Days within which the same words are the same thing put off, and not what is done each year."""
STALE = 550
"""Days after which only a paragraph that points back can be a step."""
_AT = {name: number for number, name in enumerate(FEATURES)}
_WEIGHED = tuple(WEIGHTS[name] for name in FEATURES)
_FOLLOWING = 2
_REPEATED = 86
_LETTERHEAD = re.compile(r"^\W*(?:From|To|Date|Tel|Email|Report (?:of|by)|Contact)\b\s*:", re.I)
_TITLE = re.compile(r"^(?:[A-Z(“\"][\w’'-]*|[a-z]{1,4})(?: (?:[A-Z(“\"][\w’'-]*|[a-z]{1,4}|[\d/–-]+)){1,11}$")
"""A line that is only a name, "Report of the Group on Bus Stops": a title that the paper repeats."""

_CONTENTS = re.compile(r"\.{6,}|(?:\. ){6,}|…{2,}\s*\d+\s*$")
_CAPTION = re.compile(r"^\W*(?:Recommendation|Rec|R)\.? ?\d+[a-z]?\W[^.!?;]*$")
"""A line of contents, and the name under which an answer stands: neither says what became of anything."""


@dataclass(frozen=True, slots=True)
class Link:
    """A paragraph that speaks of a promise: how likely, the sentence that says most, and why."""

    score: float
    unit: Unit
    statement: Statement
    why: str
    named: bool = False
    """It prints the promise's minute, or is a row of a log: nothing else is meant."""


def find_links(units: Units, promises: Sequence[Promise]) -> list[list[Link]]:
    """For each promise the later paragraphs that may speak of it, in the order of the papers; :func:`keep_few` chooses among them."""
    found: list[list[Link]] = [[] for _ in promises]
    for candidate in find_candidates(units, promises):
        promise = promises[candidate.promise]
        score = LOGGED if _is_log_row(candidate) or _is_carried(promise, candidate) or _is_listed(promise, candidate) else likelihood(candidate.signs)
        if score < LOWEST or score < _bar(units, promise, candidate) or not _may_be_step(units, promise, candidate):
            continue
        statement = _best_statement(units, promise, candidate)
        if not _is_repeated(units, promise, statement, candidate.unit):
            named = candidate.unit.in_table or _has(candidate, "minute")
            found[candidate.promise].append(Link(score, candidate.unit, statement, _say_why(units, promise, candidate), named))
    _add_following(units, promises, found)
    return found


def _add_following(units: Units, promises: Sequence[Promise], found: list[list[Link]]) -> None:
    """Under the heading of a sure step the next paragraphs tell what has changed: "The Chief Constable has given me a revised date."""
    held: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for number, links in enumerate(found):
        for link in links:
            held[link.unit.number].append((link.score, number))
    for at, fits in sorted(held.items()):
        score, number = max(fits)
        step = units.units[at]
        if score < VERY_SURE or step.in_table or promises[number].borrowed or not step.statements[0].over or units.headings[step.statements[0].over] > OWN_HEADING:
            continue
        wanted = frozenset().union(*promises[number].about)
        passed = 0
        for n in range(at + 1, len(units.units)):
            unit = units.units[n]
            if unit.doc_id != step.doc_id or unit.statements[0].over != step.statements[0].over or passed >= FOLLOWING:
                break
            passed += not unit.in_table
            cue = units.told(unit).cue
            if unit.in_table or n in held or cue is None or cue.kind not in ("changed", "superseded", "done") or not wanted & unit.whole:
                continue
            telling = next(k for k, text in enumerate(unit.texts()) if (said := read_step(text)) is not None and said.kind == cue.kind)
            found[number].append(Link(SURE, unit, unit.statements[telling], "goes on under the heading of what was said of it"))
            held[n].append((SURE, number))


def keep_few(found: Sequence[Sequence[Link]], folded: Mapping[int, int] = MappingProxyType({})) -> list[list[Link]]:
    """A paragraph is a step of the promises that it fits best, two at most; one that would do for many speaks of their topic,
    and is kept for the best alone. A row of a log prints whose it is, and so does who names the minute. A promise that is ``folded`` into another counts with it.
    """
    of_unit: dict[int, dict[int, float]] = defaultdict(dict)
    for promise, links in enumerate(found):
        first = folded.get(promise, promise)
        for link in links:
            of_unit[link.unit.number][first] = max(link.score, of_unit[link.unit.number].get(first, 0.0))
    best = {
        number: {promise for _, promise in sorted((-score, promise) for promise, score in fits.items())[: 1 if len(fits) >= MANY else FEW]}
        for number, fits in of_unit.items()
    }
    return [
        [link for link in links if link.named or folded.get(promise, promise) in best[link.unit.number]]
        for promise, links in enumerate(found)
    ]


def likelihood(signs: Sequence[float]) -> float:
    """Between 0 and 1: the logistic function of the weighted sum."""
    total = BIAS + sum(map(mul, _WEIGHED, signs))
    return 1.0 / (1.0 + math.exp(-total))


# ---------------------------------------------------------------- judging


def _has(candidate: Candidate, *names: str) -> bool:
    return any(candidate.signs[_AT[name]] for name in names)


def _is_best(candidate: Candidate) -> bool:
    """No paragraph of its paper fits the promise better, and no promise fits the paragraph better."""
    return candidate.signs[_AT["best of paper"]] == candidate.signs[_AT["best of promises"]] == 1.0


def _names_it(candidate: Candidate) -> bool:
    """The paragraph names the promise's minute, number or day."""
    return _has(candidate, "minute", "code", "day", "due day")


def _bar(units: Units, promise: Promise, candidate: Candidate) -> float:
    if _names_it(candidate):
        return SURE_BACKED
    told = units.told(candidate.unit)
    if _has(candidate, "heading") and _is_best(candidate) and not promise.borrowed and days_between(promise.made_on, candidate.unit.date) <= NEXT_MEETINGS:
        return SURE_HEADED
    return SURE if told.cue is not None or told.looks_back or STANDING.search(candidate.unit.text) else SURE_BARE


def _may_be_step(units: Units, promise: Promise, candidate: Candidate) -> bool:
    """Some things make no step however much is shared: letterheads, yearly repetition, words about another year."""
    unit = candidate.unit
    looks_back = units.told(unit).looks_back
    if _LETTERHEAD.match(unit.text) or (not unit.in_table and _TITLE.match(unit.text)):
        return False
    if _CONTENTS.search(unit.text) or (_CAPTION.match(unit.text) and not unit.in_table):
        return False
    # a row of figures or days speaks of a topic and not of a promise; a row of an action log is about one promise
    if unit.in_table and not (unit.own and (_is_of_table(units, candidate) or _is_listed(promise, candidate))):
        return False
    if _names_it(candidate):
        # the number of a recommendation alone may be that of another report's
        return bool(candidate.shared) or unit.in_table or _has(candidate, "minute", "day", "due day")
    # the words that are shared must stand in one sentence, not be scattered over a long paragraph
    # (one of them may stand in the heading over it)
    together = max(len(candidate.shared & statement.about) for statement in unit.statements) + bool(candidate.shared & (unit.whole - unit.own))
    if together < 2 and not _has(candidate, "figure") and not (looks_back and _has(candidate, "due month")):
        return False
    if promise.borrowed and candidate.signs[_AT["covered by a sentence"]] < BORROWED_COVERED:
        return False
    return looks_back or days_between(max(promise.made_on, promise.due or ""), unit.date) <= STALE


def _is_of_table(units: Units, candidate: Candidate) -> bool:
    """A row of a table that is about this promise more than about any other: by what it prints, or by a figure and what became of it."""
    signs = dict(zip(FEATURES, candidate.signs, strict=True))
    marks = signs["minute"] + signs["day"] + max(signs["due day"], signs["due month"])
    if signs["best of paper"] == 1.0 and marks >= _BOTH and signs["covered"] >= _HALF:
        return True  # two records of one promise ("in post by March", "report how many are in post") share its row
    if signs["best of promises"] < (_SECOND if marks and signs["covered"] >= _WHOLE and signs["best of paper"] == 1.0 else 1.0):
        return False
    if marks and candidate.unit.days and signs["best of paper"] < 1.0:
        return False  # another row of the log is nearer to it
    if signs["code"] and CODE.match(candidate.unit.text):
        return True  # "R4 … Accepted": the row of that recommendation
    # a row that names the day alone may be of any matter of that day: its words decide
    return (_names_it(candidate) and (signs["covered"] >= LOG_COVERED * 2 or signs["best of paper"] == 1.0)) or bool(signs["figure"] and units.told(candidate.unit).cue is not None)


def _is_log_row(candidate: Candidate) -> bool:
    """A row of an action log: two of the minute, the day it was made, the day it is due and the owner are the promise's, and
    some of its words (three need none); of promises of one minute the one that fits best.
    """
    signs = dict(zip(FEATURES, candidate.signs, strict=True))
    marks = signs["minute"] + signs["day"] + max(signs["due day"], signs["due month"]) + signs["owner"]
    return bool(signs["table"]) and marks >= 2 and signs["best of promises"] == signs["best of paper"] == 1.0 and (signs["covered"] >= LOG_COVERED or marks >= _ALL)


def _is_listed(promise: Promise, candidate: Candidate) -> bool:
    """A row of a list of actions, or a sentence, says again what earlier minutes say: "NO to chase the quotes for the gate | NO | Done"."""
    unit = candidate.unit
    if candidate.signs[_AT["covered by a sentence"]] < LISTED_COVERED or days_between(promise.made_on, unit.date) > SEASON:
        return False
    row = unit.text.casefold()
    return any(len(said.split()) >= LISTED_WORDS and fuzz.partial_ratio(said.casefold(), row, score_cutoff=LISTED_ALIKE) for said in promise.sentences)


def _is_carried(promise: Promise, candidate: Candidate) -> bool:
    """An action list carries each action on under a code of its own ("June24.07"), which no other paragraph has by chance."""
    return any(code[0].isalpha() for code in promise.numbers & candidate.unit.numbers)


def _best_statement(units: Units, promise: Promise, candidate: Candidate) -> Statement:
    """The sentence of the paragraph that shares most and says most of what became of it."""
    wanted = frozenset().union(*promise.about)
    texts = candidate.unit.texts()
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


def _is_repeated(units: Units, promise: Promise, statement: Statement, unit: Unit) -> bool:
    """The same thing promised or decided anew in another year ("that Mrs Orde remain as trustee") is no step of the first."""
    if unit.date is None or unit.date[:4] == promise.made_on[:4] or days_between(promise.made_on, unit.date) < SEASON or unit.in_table:
        return False
    # who tells a promise again adds words of his own ("I told the Panel in May that …")
    alike = fuzz.ratio if units.told(unit).looks_back else fuzz.token_set_ratio
    text = unit.texts()[unit.statements.index(statement)].casefold()
    return any(alike(quoted.casefold(), text) >= _REPEATED for quoted in promise.sentences)


def _say_why(units: Units, promise: Promise, candidate: Candidate) -> str:
    signs = dict(zip(FEATURES, candidate.signs, strict=True))
    rarest = sorted(candidate.shared, key=lambda term: (-units.rarity.weigh(term), term))[:5]
    shared = ", ".join(print_stems(candidate.unit.text, rarest).values())
    said = {
        "looks back": "looks back", "minute": "names the minute", "code": "names its number", "day": "names the day", "due day": "names the day it was due", "verb": "says it as past", "figure": "has the same figure",
        "month": "names the month", "owner": "names the owner", "heading": "under the same heading",
    }  # fmt: skip
    reasons = [f"shares {shared}"] if shared else []
    reasons += ["says the same again"] if _is_listed(promise, candidate) else []
    return "; ".join([*reasons, *(words for name, words in said.items() if signs[name])])
