"""Promises that later papers print again: one thread, not one for each time it is written down.

An action log lists in November what was promised in March, a report says once more what is to be done by when. The later
row is a step of the first promise already; here it is told apart from a promise of its own, and what was found for it
goes to the thread of the first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ledger.candidates import Promise
from ledger.links import LOGGED, Link
from ledger.promises import Row
from ledger.statements import Rarity
from ledger.units import read_figures

SURE_AGAIN = 0.9
"""Likelihood from which a later row is the promise itself, written down again."""
SAME, SAME_IN_PROSE, TAKEN_UP = 0.55, 0.7, 0.5
"""Share of the shorter of two promises, by weight, that both must have."""


def fold_restated(rarity: Rarity, promises: Sequence[Promise], rows: Sequence[Sequence[Row]], links: Sequence[list[Link]]) -> dict[int, int]:
    """The number of the first promise for each later one that only says it again; all three sequences go together.

    It does where a link of the first stands on its words, both have one due day or the later one, a row of a log, has
    none, and what they are about is the same for the greater part of the shorter.
    """
    places = _place_rows(rows)
    found: dict[int, tuple[float, str, int]] = {}
    for number, some_links in enumerate(links):
        for link in some_links:
            for other, row in places.get(link.unit.doc_id, ()):
                if other == number or promises[other].made_on <= promises[number].made_on or not row.entry.place.span.overlaps(link.statement.span):
                    continue
                if _says_it_again(promises[number], promises[other], link) and _is_alike(rarity, promises[number], promises[other], SAME if link.unit.in_table else SAME_IN_PROSE):
                    best = found.get(other)
                    if best is None or (-link.score, promises[number].made_on) < best[:2]:
                        found[other] = (-link.score, promises[number].made_on, number)
    return {number: _first(number, found) for number in found}


def _says_it_again(first: Promise, later: Promise, link: Link) -> bool:
    if first.due is not None and later.due == first.due:
        # "90% of calls by December" is more than "calls to be counted by December"
        return link.score >= SURE_AGAIN and _figures(later) <= _figures(first)
    return later.due is None and link.unit.in_table and link.score >= LOGGED


def _figures(promise: Promise) -> frozenset[str]:
    return read_figures(" ".join(promise.sentences))


def _is_alike(rarity: Rarity, first: Promise, later: Promise, share: float) -> bool:
    return any(
        rarity.total(one & two) >= share * (min(rarity.total(one), rarity.total(two)) or 1.0)
        for one in first.about for two in later.about
    )  # fmt: skip


def _first(number: int, found: dict[int, tuple[float, str, int]]) -> int:
    while number in found:
        number = found[number][2]  # always made earlier
    return number


def find_taken_up(rarity: Rarity, promises: Sequence[Promise], rows: Sequence[Sequence[Row]], links: Sequence[list[Link]]) -> dict[int, set[int]]:
    """For each promise the later ones that take it up: they stand in the sentence of a sure step of it ("The evaluation is now planned
    for March"), or in its paragraph and have half of what it is about. What is said of them afterwards is said of the first.
    """
    places = _place_rows(rows)
    found: dict[int, set[int]] = defaultdict(set)
    for number, some_links in enumerate(links):
        for link in some_links:
            if link.unit.in_table or link.score < SURE_AGAIN:
                continue
            for other, row in places.get(link.unit.doc_id, ()):
                if promises[other].made_on <= promises[number].made_on or row.paragraph != link.unit.paragraph_id:
                    continue
                if row.entry.place.span.overlaps(link.statement.span) or _is_alike(rarity, promises[number], promises[other], TAKEN_UP):
                    found[number].add(other)
    return found


def _place_rows(rows: Sequence[Sequence[Row]]) -> dict[str, list[tuple[int, Row]]]:
    """By paper, the number of the promise of each row and the row."""
    places: dict[str, list[tuple[int, Row]]] = defaultdict(list)
    for number, some in enumerate(rows):
        for row in some:
            places[row.entry.place.doc_id].append((number, row))
    return places


def gather_links(number: int, folded: dict[int, int], taken_up: dict[int, set[int]], links: Sequence[list[Link]], papers: frozenset[str]) -> list[Link]:
    """Links of a promise, of what is folded into it and of what takes it up, the best of each paragraph; none into ``papers``, its own."""
    best: dict[int, Link] = {}
    own = [number, *(later for later, first in folded.items() if first == number)]
    for one in own:  # grows while it is read
        own += sorted(taken_up.get(one, set()) - set(own))
    for other in own:
        for link in links[other]:
            held = best.get(link.unit.number)
            if link.unit.doc_id not in papers and (held is None or (other != number and link.score > held.score)):
                best[link.unit.number] = link
    return [best[at] for at in sorted(best)]
