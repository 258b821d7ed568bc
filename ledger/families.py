"""Which papers belong together: those of one body, however each of them prints its name.

A parish writes "Tolsey Parish Council" on one paper and "the Parish Council" on the next, a panel's papers name the
host council before the panel. Names are compared by the words that are nobody else's ("tolsey"); papers whose name
has none of those are taken with the papers whose people they name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

# words that many bodies have in their names: they tell no two bodies apart
_SHARED_TEXT = """
    a an and at by for from in of on the to with its
    annual extraordinary special ordinary general full meeting meetings minutes agenda paper papers report reports held
    assembly authority authorities board boards body borough cabinet city commission commissioner commissioners committee
    committees community constabulary corporation council councils councillor councillors county crime department
    directorate district executive force forum government group groups inquiry joint local member members metropolitan
    ministry national office officers panel panels parish parliament parliamentary partnership planning police policing
    public region regional royal scrutiny select service services society sub subcommittee task town trust trustees
    unitary village ward working finance resources amenities grants grant results elections election director chief
    constable ltd limited plc ips cic foundation association
"""
SHARED = frozenset(_SHARED_TEXT.split())
_FEWEST_PEOPLE, _FEWEST_MENTIONS = 3, 2
_TITLES = frozenset("mr mrs ms miss dr cllr cllrs councillor councillors sir dame lord lady rev revd prof".split())


@dataclass(frozen=True, slots=True)
class Belonging:
    """What a paper says of whose it is: the telling words of its body's name, the people it names, and how
    often it mentions the telling words of any body or place.
    """

    names: frozenset[str]
    people: frozenset[str]
    spoken_of: Mapping[str, int] = field(default_factory=dict)


def telling_words(body: str | None) -> frozenset[str]:
    """The words of a body's name that other bodies do not have: "Wenmark Police and Crime Panel" → {"wenmark"}."""
    words = re.findall(r"[a-z]+", (body or "").casefold())
    return frozenset(word for word in words if word not in SHARED and len(word) > 2)


def name_keys(people: Iterable[str | None]) -> frozenset[str]:
    """First letter and last word of each name that has more than a surname: "Cllr Ada Thorne", "A. Thorne" → "a thorne"."""
    found = set()
    for name in people:
        words = [word for word in re.findall(r"[^\W\d_]+", (name or "").casefold()) if word not in _TITLES]
        if len(words) >= 2 and len(words[-1]) > 1:
            found.add(f"{words[0][0]} {words[-1]}")
    return frozenset(found)


def group_papers(belongings: Sequence[Belonging]) -> tuple[int, ...]:
    """A number for each paper, the same for papers of one body.

    Papers with telling words go together when one name's words are all in the other's, or the names overlap and the
    papers share people; papers without go to the group whose telling words they mention most, at least twice, or with
    which they share most people, at least three, and stay by themselves otherwise.
    """
    groups: list[tuple[set[str], set[str]]] = []
    given: list[int | None] = [None] * len(belongings)
    order = sorted(range(len(belongings)), key=lambda n: (len(belongings[n].names), n))
    for number in order:
        own = belongings[number]
        if not own.names:
            continue
        for at, (names, people) in enumerate(groups):
            if names <= own.names or own.names <= names or (names & own.names and len(people & own.people) >= _FEWEST_PEOPLE):
                given[number] = at
                people |= own.people
                break
        else:
            given[number] = len(groups)
            groups.append((set(own.names), set(own.people)))
    for number in order:
        if given[number] is not None:
            continue
        own = belongings[number]
        shared = [
            (min((own.spoken_of.get(word, 0) for word in names), default=0), len(people & own.people), -at)
            for at, (names, people) in enumerate(groups)
        ]
        best = max(shared, default=(0, 0, 0))
        if best[0] >= _FEWEST_MENTIONS or best[1] >= _FEWEST_PEOPLE:
            given[number] = -best[2]
            groups[-best[2]][1].update(own.people)
        else:
            given[number] = len(groups)
            groups.append((set(), set(own.people)))
    return tuple(group if group is not None else -1 for group in given)
