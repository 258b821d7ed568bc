"""Who held an office of which body, and on which days the papers say so.

No paper says from when to when an office was held, only that it was on its own day: a tenure is the days of the papers that
name somebody, first to last. One body's office is never mixed with another's: they are kept apart by the words of their names.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from ledger.families import SHARED, telling_words
from ledger.holdings import body_words, find_holdings
from ledger.office_words import Holding
from ledger.offices import is_of_a_meeting
from ledger.papers import PaperSource

OUTWEIGHED = 3
"""So many times as often must another be named, all around somebody's days, for that one to be passed over as read wrongly."""
_SMALL = frozenset("a an and at by for from in of on the to with minutes meeting meetings held agenda s".split())
_SPELT_OUT = ((re.compile(r"(?i)\b(?:opcc|pcc)\b"), "police and crime commissioner"), (re.compile(r"(?i)\bpcp\b"), "police and crime panel"))


@dataclass(frozen=True, slots=True)
class Tenure:
    """One holder: what says so, oldest paper first; ``first`` and ``last`` are None where no paper has a date."""

    holdings: tuple[Holding, ...]
    first: str | None
    last: str | None


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
    by_key: dict[frozenset[str], list[Holding]] = defaultdict(list)
    own: dict[frozenset[str], bool] = defaultdict(bool)
    for holding in held:
        is_own = _is_own(holding, bodies)
        if is_own and not holding.whose and (holding.group, holding.person) in elsewhere:
            continue
        key = _key(holding, is_own, bodies)
        by_key[key].append(holding)
        own[key] |= is_own
    series = [_to_series(office, key, found, own[key], bodies) for key, found in by_key.items()]
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
        return words_of(holding.whose) <= words_of(holding.body or "")
    return words_of(holding.whose) - SHARED <= bodies.get(holding.group, frozenset()) | telling_words(holding.body)


def _key(holding: Holding, own: bool, bodies: dict[int, frozenset[str]]) -> frozenset[str]:
    whole = is_of_a_meeting(holding.office)
    if not own:
        return words_of(holding.whose) if whole else words_of(holding.whose) - SHARED
    if whole and holding.part:
        return words_of(holding.part)
    telling = telling_words(holding.body) or bodies.get(holding.group, frozenset()) or frozenset([f"#{holding.group}"])
    return (words_of(holding.body or "") | telling) if whole else telling


def _to_series(office: str, key: frozenset[str], found: Sequence[Holding], own: bool, bodies: dict[int, frozenset[str]]) -> Series:
    by_person: dict[tuple[str, str], list[Holding]] = defaultdict(list)
    for holding in found:
        by_person[holding.person].append(holding)
    # once in the chair, or "acting Chair", may be for somebody who was away; twice, and nobody else in between, is taken for its holder
    once = [held for held in by_person.values() if all(one.presiding or (one.for_now and one.listed) for one in held) and len({one.day for one in held}) < 2 and is_of_a_meeting(office)]
    tenures = [_to_tenure(held) for held in by_person.values() if held not in once]
    kept = [tenure for tenure in tenures if not any(_outweighs(other, tenure) for other in tenures)]
    words = frozenset(key)
    if own:
        for holding in found:
            words |= telling_words(holding.body) if holding.part else words_of(holding.body or "")
            words |= bodies.get(holding.group, frozenset())
    named = [name for holding in found if (name := (holding.part or holding.body if own else holding.whose))]
    body = max(named, key=lambda name: (named.count(name), len(name)), default="")
    in_order = tuple(sorted(kept, key=lambda tenure: (tenure.last or "", tenure.first or "")))
    passed_over = [holding for tenure in tenures if tenure not in kept for holding in tenure.holdings if holding.listed]
    return Series(office, body, words, own, in_order, (*(holding for held in once for holding in held), *passed_over))


def _to_tenure(held: Iterable[Holding]) -> Tenure:
    ordered = tuple(sorted(held, key=lambda holding: (holding.day or "", holding.doc_id, holding.span)))
    days = [holding.day for holding in ordered if holding.day]
    return Tenure(ordered, days[0] if days else None, days[-1] if days else None)


def _outweighs(one: Tenure, other: Tenure) -> bool:
    if one is other or one.first is None or one.last is None:
        return False
    inside = other.first is not None and other.last is not None and one.first <= other.first and other.last <= one.last
    return inside and len(one.holdings) >= OUTWEIGHED * len(other.holdings)
