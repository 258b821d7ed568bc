"""Who is named where: one entity across papers and forms of a name, the offices held and when, every mention.

Two forms are one person only when nothing speaks against it: the surname and a first name or initial agree, one
and the same body's papers name both, and no second full name with that surname and initial is in them. A surname alone
("Cllr Pell") joins only where the paper itself resolved it to a full name. A wrong merge is worse than a missed one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from ingest.records import Mention
from ledger.kept import keep_on_disk
from ledger.papers import PaperSource, find_groups, keep, paper_date, people_in, summaries
from ledger.records import Place

_TITLES = re.compile(
    r"^(?:(?:the |rt\.? hon\.? |right honourable )?(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame|lord|lady|baroness|rev|revd|reverend|canon|cllr|councillor|councilor|"
    r"ald|alderman|judge|justice|hon|pc|sgt|sergeant|inspector|chief inspector|superintendent|chief superintendent|t/dcc|dcc|acc|cc|ci|supt|det|detective|"
    r"assistant|deputy|chief|constable|temporary)\b\.?\s*)+",
    re.I,
)
_REACH, _LONGEST_ROLE = 7, 400
"""Characters between a name and the office behind it, and of an office before it."""
_BEHIND = re.compile(r" ?[,(] ?(?:the )?$")
_BEFORE = re.compile(r",? ?|[–-] ")
_ENDS = re.compile(r"\s*(?:[,.;:)\]\n]|$)")
_OF = re.compile(r" (?:of|for|at|to) ")
_DASHED = re.compile(r"[^\s•] ?[–—-] ?$")
"""A dash right before an office, and not a bullet."""
# an office as printed on a list; longer, or with figures and dashes, and the list was not cut rightly
_WORD = r"[^\W\d_][\w’'/&-]*"
_ROLE = re.compile(rf"{_WORD}(?:(?:, ?| ){_WORD}){{0,6}},? ?(?:\([^()\d]{{2,40}}\))?")
_LESSER = re.compile(r"\b(?:deputy|assistant|vice|acting|temporary|interim|former|t/)", re.I)
_SUFFIXES = re.compile(r",?\s+(?:obe|mbe|cbe|qpm|jp|mp|qc|kc|dl|phd|esq|bem|kbe|frs|ba|ma|bsc|msc|cpfa)\b\.?.*$", re.I)


@dataclass(frozen=True, slots=True)
class Office:
    """An office that papers give a person: from the first to the last day of papers that do. ``inferred`` always: no
    paper says when an office began or ended, only that it was held on its own day.
    """

    role: str
    first: str | None
    last: str | None
    places: tuple[Place, ...]
    inferred: bool = True


@dataclass(frozen=True, slots=True)
class Person:
    """``forms``: the name as printed, with how often; ``places``: every mention, oldest paper first."""

    name: str
    forms: tuple[tuple[str, int], ...]
    bodies: tuple[str, ...]
    offices: tuple[Office, ...]
    places: tuple[Place, ...]
    papers: int


def bare_name(name: str) -> str:
    """Without titles and letters behind it: "Cllr Dr Ada Thorne OBE" → "Ada Thorne"."""
    bare = re.sub(r"\s+", " ", name).strip(" .,;:")
    bare = _SUFFIXES.sub("", bare)
    return re.sub(r"\s+", " ", _TITLES.sub("", bare)).strip(" .,;:")


@lru_cache(maxsize=65536)
def name_key(name: str) -> tuple[str, str] | None:
    """(first word or initials, surname), folded; None where there is no surname with something before it."""
    words = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", bare_name(name).casefold())
    return (words[0], words[-1]) if len(words) >= 2 else None


def may_be_one(one: str, two: str) -> bool:
    """The names can be one person's: same surname, and first names equal or one the other's initial."""
    a, b = name_key(one), name_key(two)
    if a is None or b is None or a[1] != b[1]:
        return False
    if a[0] == b[0]:
        middle_a, middle_b = _middle(one), _middle(two)
        return not middle_a or not middle_b or middle_a[0][0] == middle_b[0][0]
    short, long = sorted((a[0], b[0]), key=len)
    return len(short) == 1 and long.startswith(short)


def _middle(name: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", bare_name(name).casefold())[1:-1]


def find_people(archive: PaperSource) -> tuple[Person, ...]:
    """Everybody whom the papers name in full, most mentioned first."""
    return keep_on_disk(archive, "people", tuple[Person, ...], lambda: tuple(_gather(archive)))


def _gather(archive: PaperSource) -> list[Person]:
    groups = find_groups(archive)
    by_group: dict[int, dict[str, list[tuple[str, Mention]]]] = defaultdict(lambda: defaultdict(list))
    for doc_id in summaries(archive):
        for mention in people_in(archive, doc_id):
            name = bare_name(mention.value or mention.text)
            if name_key(name) is not None:
                by_group[groups[doc_id]][name].append((doc_id, mention))
    people = []
    for names in by_group.values():
        for cluster in cluster_names(list(names)):
            mentions = [item for name in cluster for item in names[name]]
            people.append(_to_person(archive, max(cluster, key=lambda n: (len(n), n)), mentions))
    return sorted(people, key=lambda person: (-len(person.places), person.name))


def cluster_names(names: list[str]) -> list[list[str]]:
    """Names of one body's papers that are one person's. An initial that fits two full names joins neither."""
    full = sorted((name for name in names if len((name_key(name) or ("", ""))[0]) > 1), key=lambda n: (-len(n), n))
    clusters: list[list[str]] = []
    for name in full:
        fits = [cluster for cluster in clusters if all(may_be_one(name, other) for other in cluster)]
        if len(fits) == 1:
            fits[0].append(name)
        else:
            clusters.append([name])
    for name in names:
        if len((name_key(name) or ("", ""))[0]) > 1:
            continue
        fits = [cluster for cluster in clusters if all(may_be_one(name, other) for other in cluster)]
        if len(fits) == 1:
            fits[0].append(name)
        else:
            clusters.append([name])
    return clusters


def _to_person(archive: PaperSource, name: str, mentions: list[tuple[str, Mention]]) -> Person:
    papers = summaries(archive)
    dated = sorted(mentions, key=lambda item: (paper_date(archive, item[0]) or "", item[0], item[1].span))
    forms = Counter(re.sub(r"\s+", " ", mention.text) for _, mention in dated)
    offices: dict[str, list[tuple[str | None, Place]]] = defaultdict(list)
    for doc_id, mention in dated:
        role = role_beside(archive, doc_id, mention)
        if role is not None:
            offices[role].append((paper_date(archive, doc_id), Place(doc_id, mention.span)))
    for doc_id in dict.fromkeys(doc_id for doc_id, _ in dated):
        for part in archive.document(doc_id).parts:
            for person in part.attendance:
                if person.role and _ROLE.fullmatch(person.role) and may_be_one(person.name, name):
                    offices[person.role].append((part.date or paper_date(archive, doc_id), Place(doc_id, person.span)))
    held = []
    for role, found in offices.items():
        days = sorted(day for day, _ in found if day)
        held.append(Office(role, days[0] if days else None, days[-1] if days else None, tuple(dict.fromkeys(place for _, place in found))))
    bodies = Counter(body for doc_id, _ in dated if (body := papers[doc_id].body))
    return Person(
        name, tuple(forms.most_common()), tuple(body for body, _ in bodies.most_common(3)),
        tuple(sorted(held, key=lambda office: (office.first or "", office.role))),
        tuple(Place(doc_id, mention.span) for doc_id, mention in dated), len({doc_id for doc_id, _ in dated}),
    )  # fmt: skip


def role_beside(archive: PaperSource, doc_id: str, mention: Mention) -> str | None:
    """The office printed right before or behind a name: "the Commissioner, Helen Ash", "Ivo Marsh (Treasurer)"."""
    text = archive.document(doc_id).text
    before = None
    roles = _roles(archive, doc_id)
    first = bisect_left(roles, mention.span.start - _LONGEST_ROLE, key=lambda role: role.span.start)
    for role in islice(roles, first, None):
        if role.span.start > mention.span.end + _REACH:
            break
        if role.value is None or "\n" in role.text or len(role.value.split()) > 8:
            continue
        if mention.span.end <= role.span.start <= mention.span.end + _REACH and _BEHIND.fullmatch(text[mention.span.end : role.span.start]):
            # "in answer to Councillor Thorne, the Clerk said" names two people
            if text[mention.span.end : role.span.start].endswith(", the ") and not _ENDS.match(text, role.span.end) and not _OF.match(text, role.span.end):
                return None
            return role.value
        if role.span.end <= mention.span.start <= role.span.end + 2 and _BEFORE.fullmatch(text[role.span.end : mention.span.start]):
            before = role
    # in a list ("Ada Thorne, Treasurer, Ivo Marsh, Clerk", "Ada Thorne – Treasurer Ivo Marsh – Clerk") the office before a name is its neighbour's
    if before is None or (_BEHIND.search(text[max(0, before.span.start - 3) : before.span.start]) and text[before.span.end : mention.span.start].startswith(",")):
        return None
    # "at the request of the Chair, Ada Thorne will write" names two people, "the Chair, Ada Thorne, will write" one
    if text[before.span.end : mention.span.start].startswith(",") and not _ENDS.match(text, mention.span.end):
        return None
    if _DASHED.search(text[max(0, before.span.start - 4) : before.span.start]):
        return None
    return before.value


def _roles(archive: PaperSource, doc_id: str) -> list[Mention]:
    def work_out() -> dict[str, list[Mention]]:
        roles = ((paper, (mention for mention in archive.mentions(paper) if mention.label == "ROLE")) for paper in summaries(archive))
        return {paper: sorted(found, key=lambda mention: mention.span.start) for paper, found in roles}

    return keep(archive, "roles", work_out).get(doc_id, [])


def office_on(archive: PaperSource, role: str, day: str) -> tuple[tuple[Person, Office], ...]:
    """Who held an office on a day, nearest evidence first: inferred from the papers dated nearest to it on either side.

    Somebody is named when papers of before and after (or of the day itself) give them the office; at a change of
    hands, both sides are returned and the reader sees the days.
    """
    wanted = role.casefold()
    found = []
    for person in find_people(archive):
        for office in person.offices:
            held = office.role.casefold()
            same = held == wanted or held.startswith((f"{wanted} for ", f"{wanted} of ", f"{wanted}, "))
            if same and bool(_LESSER.search(held)) == bool(_LESSER.search(wanted)) and office.first and office.last and office.first <= day <= office.last:
                found.append((person, office))
    return tuple(sorted(found, key=lambda item: -len(item[1].places)))
