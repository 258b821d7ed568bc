"""Who held an office of which body, and on which days the papers say so.

No paper says from when to when an office was held, only that it was on its own day: a tenure is the days of the papers that
name somebody, first to last. One body's office is never mixed with another's: they are kept apart by the words of their names.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from ledger.days import days_between
from ledger.families import SHARED, telling_words
from ledger.holdings import body_words, find_holdings
from ledger.office_words import Holding
from ledger.offices import is_of_a_meeting
from ledger.papers import PaperSource

OUTWEIGHED = 3
"""So many times as often must another be named, all around somebody's days, for that one to be passed over as read wrongly."""
APART = 300
"""Days between the papers that name one holder, from which somebody else who is listed in between has held the office."""
_SMALL = frozenset("a an and at by for from in of on the to with minutes meeting meetings held agenda s".split())
_SPELT_OUT = ((re.compile(r"(?i)\b(?:opcc|pcc)\b"), "police and crime commissioner"), (re.compile(r"(?i)\bpcp\b"), "police and crime panel"))


@dataclass(frozen=True, slots=True)
class Tenure:
    """One holder: what says so, oldest paper first; ``first`` and ``last`` are None where no paper has a date."""

    holdings: tuple[Holding, ...]
    first: str | None
    last: str | None

    @property
    def is_thin(self) -> bool:
        """One mention in the text of one paper that does not say whose the office is."""
        return len(self.holdings) == 1 and not self.holdings[0].listed and not self.holdings[0].whose


@dataclass(frozen=True, slots=True)
class Series:
    """The holders of one body's office in order of their last day; ``words`` are those by which a question may name the body.

    ``own``: of the body whose papers say so, and not of somebody who came to see them.
    """

    office: str
    body: str
    words: frozenset[str]
    own: bool
    tenures: tuple[Tenure, ...]
    stood_in: tuple[Holding, ...] = ()
    """In the chair, or acting, at one meeting by people whom no other paper names; listed with the office among many papers that
    list somebody else with it: it may have been for that meeting."""


def words_of(name: str) -> frozenset[str]:
    """All words that name a body, short forms spelt out: "the Wenmark PCP" → wenmark, police, crime, panel."""
    for short, long in _SPELT_OUT:
        name = short.sub(long, name)
    return frozenset(word for word in re.findall(r"[^\W\d_]+", name.casefold()) if word not in _SMALL)


def find_series(archive: PaperSource, office: str, doc_ids: Collection[str]) -> tuple[Series, ...]:
    """The holders of an office by body, as the papers ``doc_ids`` name them."""
    bodies = body_words(archive)
    held = [holding for holding in find_holdings(archive).get(office, ()) if holding.doc_id in doc_ids]
    elsewhere = _of_elsewhere(held, bodies)
    spelt_out = _spell_out(held)
    by_key: dict[frozenset[str], list[Holding]] = defaultdict(list)
    own: dict[frozenset[str], bool] = defaultdict(bool)
    for holding in held:
        is_own = _is_own(holding, bodies)
        if is_own and not holding.whose and (holding.group, holding.person) in elsewhere:
            continue
        key = _key(holding, is_own, bodies, spelt_out)
        by_key[key].append(holding)
        own[key] |= is_own
    listing = {one.group for found in by_key.values() for one in found if one.listed}
    series = [
        _to_series(office, key, found, own[key], bodies)
        for key, found in by_key.items()
        # where the lists of one of several bodies name its chair, a "Chair" in the text of another's papers is most often that one
        if not (own[key] and is_of_a_meeting(office) and found[0].group in listing and all(not one.listed and not one.whose for one in found))
    ]
    return tuple(sorted(series, key=lambda one: (not one.own, -sum(len(tenure.holdings) for tenure in one.tenures))))


def _of_elsewhere(held: Sequence[Holding], bodies: dict[int, frozenset[str]]) -> frozenset[tuple[int, tuple[str, str]]]:
    """Who is said to be another body's beside the office so often that "Monitoring Officer" alone is that body's too."""
    said = Counter((one.group, one.person) for one in held if not _is_own(one, bodies))
    bare = Counter((one.group, one.person) for one in held if not one.whose)
    return frozenset(who for who, times in said.items() if times * OUTWEIGHED >= bare[who])


def _is_own(holding: Holding, bodies: dict[int, frozenset[str]]) -> bool:
    if not holding.whose:
        return True
    if is_of_a_meeting(holding.office):
        # "the Panel" of the Wenmark Police and Crime Panel, but not "Tolsey Library" of the Friends of Tolsey Library
        whose = words_of(holding.whose)
        return whose <= words_of(holding.body or "") and whose - SHARED in (frozenset(), telling_words(holding.body))
    return words_of(holding.whose) - SHARED <= bodies.get(holding.group, frozenset()) | telling_words(holding.body)


def _spell_out(held: Sequence[Holding]) -> dict[tuple[int, str], str]:
    """For bodies without a telling word, by group, the commonest name there that has all their words: "the Parish Council"
    of the papers of Tolsey Parish Council. A committee without one has the chief executive of its council, but a chair of its own."""
    names = Counter((one.group, one.body) for one in held if one.body and telling_words(one.body))
    found = {}
    for group, body in {(one.group, one.body) for one in held if one.body and not telling_words(one.body)}:
        whole = is_of_a_meeting(held[0].office)
        fuller = [(times, name) for (of, name), times in names.items() if of == group and (not whole or words_of(body) <= words_of(name))]
        if fuller:
            found[group, body] = max(fuller)[1]
    return found


def _key(holding: Holding, own: bool, bodies: dict[int, frozenset[str]], spelt_out: dict[tuple[int, str], str]) -> frozenset[str]:
    whole = is_of_a_meeting(holding.office)
    if not own:
        return words_of(holding.whose) if whole else words_of(holding.whose) - SHARED
    if whole and holding.part:
        return words_of(holding.part)
    body = spelt_out.get((holding.group, holding.body or ""), holding.body or "")
    telling = telling_words(body) or bodies.get(holding.group, frozenset()) or frozenset([f"#{holding.group}"])
    return (words_of(body) | telling) if whole else telling


def _to_series(office: str, key: frozenset[str], found: Sequence[Holding], own: bool, bodies: dict[int, frozenset[str]]) -> Series:
    by_person: dict[tuple[str, str], list[Holding]] = defaultdict(list)
    for holding in found:
        by_person[holding.person].append(holding)
    # once in the chair, or "acting Chair", may be for somebody who was away; twice, and nobody else in between, is taken for its holder
    once = [held for held in by_person.values() if all(one.presiding or (one.for_now and one.listed) for one in held) and len({one.day for one in held}) < 2 and is_of_a_meeting(office)]
    tenures = [_to_tenure(held) for held in by_person.values() if held not in once]
    outweighed = [tenure for tenure in tenures if any(_outweighs(other, tenure) for other in tenures)]
    holders = [tenure for tenure in tenures if tenure not in outweighed]
    others = [holding for tenure in holders for holding in tenure.holdings]
    kept = [_to_tenure(run) for tenure in holders for run in _split(tenure.holdings, others)]
    words = frozenset(key)
    ours = [holding for holding in found if _is_own(holding, bodies)]
    if own:
        for holding in ours:
            words |= telling_words(holding.body) if holding.part else words_of(holding.body or "")
            words |= bodies.get(holding.group, frozenset())
    named = [name for holding in (ours if own else found) if (name := (holding.part or holding.body if own else holding.whose))]
    body = max(named, key=lambda name: (named.count(name), len(name)), default="")
    in_order = tuple(sorted(kept, key=lambda tenure: (tenure.last or "", tenure.first or "")))
    passed_over = [holding for tenure in outweighed for holding in tenure.holdings if holding.listed]
    return Series(office, body, words, own, in_order, (*(holding for held in once for holding in held), *passed_over))


def _split(held: Sequence[Holding], found: Sequence[Holding]) -> list[list[Holding]]:
    """Twice the holder, with somebody else in between: the days before and after are two tenures."""
    runs: list[list[Holding]] = [[]]
    for one in sorted(held, key=lambda holding: holding.day or ""):
        before = runs[-1][-1].day if runs[-1] else None
        if before and one.day and len(before) == len(one.day) == 10 and days_between(before, one.day) >= APART and any(
            other.listed and other.person != one.person and before < (other.day or "") < one.day for other in found
        ):
            runs.append([])
        runs[-1].append(one)
    return runs


def _to_tenure(held: Iterable[Holding]) -> Tenure:
    ordered = tuple(sorted(held, key=lambda holding: (holding.day or "", holding.doc_id, holding.span)))
    days = [holding.day for holding in ordered if holding.day]
    return Tenure(ordered, days[0] if days else None, days[-1] if days else None)


def _outweighs(one: Tenure, other: Tenure) -> bool:
    if one is other or one.first is None or one.last is None:
        return False
    inside = other.first is not None and other.last is not None and one.first <= other.first and other.last <= one.last
    return inside and len(one.holdings) >= OUTWEIGHED * len(other.holdings)
