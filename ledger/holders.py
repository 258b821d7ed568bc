"""Who an office stands for: "the Commissioner" of a row, by the papers of its body that name the holder nearest to its day.

No paper says when an office began or ended, so a name found here is always inferred; and it is given only where one
person holds the office by most of the evidence near the day.
"""

from __future__ import annotations

import re
from collections import defaultdict

from ledger.days import days_between
from ledger.papers import PaperSource, find_groups, keep
from ledger.people import find_people

LONGEST = 550
"""Days between the row and the nearest paper that names a holder."""
CLEAR = 3
"""So many times as often must the papers name one holder as the next."""
# offices of one holder at a time; "Councillor" or "officer" are not
_SINGLE = re.compile(
    r"^(?:the )?(?:(?:deputy|assistant|vice|acting|temporary|interim|t/) ?)?(?:police (?:and|&) crime commissioner|commissioner|pcc|chief constable|chief executive|chief officer|chief finance officer|section 151 officer|monitoring officer|clerk|parish clerk|town clerk|treasurer|secretary|chair(?:man|woman|person)?|leader|mayor|general manager)(?: (?:for|of) [\w’' &-]{2,50})?$",
    re.I,
)
_SHORT = {"pcc": "police and crime commissioner", "commissioner": "police and crime commissioner", "chairman": "chair", "chairwoman": "chair", "chairperson": "chair"}


def is_office(owner: str) -> bool:
    """An office of one holder and no name: "Police and Crime Commissioner for Cleveland", "the Clerk"."""
    return _SINGLE.fullmatch(owner.strip()) is not None


def find_holder(archive: PaperSource, doc_id: str, office: str, day: str | None) -> str | None:
    """The full name of who held ``office`` in the papers of that paper's body on ``day``; None where that is not plain."""
    if day is None or not is_office(office):
        return None
    wanted = to_core(office)
    held = keep(archive, "holders", lambda: _read_holders(archive)).get((find_groups(archive)[doc_id], wanted), [])
    near: dict[str, tuple[int, int]] = {}
    for name, first, last, places in held:
        away = 0 if first <= day <= last else min(abs(days_between(first, day)), abs(days_between(last, day)))
        if away <= LONGEST:
            near[name] = (away, places)
    if not near:
        return None
    best = max(near, key=lambda name: near[name][1])
    rivals = [places for name, (_, places) in near.items() if name != best]
    return best if near[best][1] >= CLEAR * max(rivals, default=0) else None


def to_core(office: str) -> str:
    """The office without article and place: "the Police & Crime Commissioner for Tolsey" → "police and crime commissioner"."""
    core = re.sub(r"^the | (?:for|of) .*$", "", office.strip().casefold().replace("&", "and"))
    return _SHORT.get(core, core)


def _read_holders(archive: PaperSource) -> dict[tuple[int, str], list[tuple[str, str, str, int]]]:
    """By body and office: (name, first day, last day, places) of everybody whom its papers give the office."""
    groups = find_groups(archive)
    found: dict[tuple[int, str], dict[str, tuple[str, str, int]]] = defaultdict(dict)
    for person in find_people(archive):
        for office in person.offices:
            if office.first is None or office.last is None or not is_office(office.role):
                continue
            key = (groups[office.places[0].doc_id], to_core(office.role))
            first, last, places = found[key].get(person.name, (office.first, office.last, 0))
            found[key][person.name] = (min(first, office.first), max(last, office.last), places + len(office.places))
    return {key: [(name, *held) for name, held in people.items()] for key, people in found.items()}
