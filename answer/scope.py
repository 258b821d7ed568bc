"""Which papers a question is about: the body and the meeting or period it names, held against what is in the archive."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from answer.cues import GENERIC_BODY_WORDS
from answer.period import Period, day_range
from answer.question import Question
from answer.words import find_stems, stem
from index.records import Filters, PaperSummary

_GENERIC_STEMS = frozenset(stem(word) for word in GENERIC_BODY_WORDS)


@dataclass(frozen=True, slots=True)
class Scope:
    """``bodies`` are names as the archive has them; ``periods`` those of the question that fix days.

    ``body_stems`` are the distinctive words by which bodies were recognised, ``meeting_named`` that the
    question speaks of a meeting, minutes or paper of that period (not only of something that happened then).
    """

    bodies: tuple[str, ...] = ()
    doc_ids: frozenset[str] = frozenset()
    body_stems: frozenset[str] = frozenset()
    named: frozenset[frozenset[str]] = frozenset()
    """The words of those bodies that are named in full ("Open Data User Group" is not by "open")."""
    periods: tuple[Period, ...] = ()
    meeting_named: bool = False
    in_period: frozenset[str] = field(default=frozenset(), repr=False)
    """Papers of the bodies (or of all) whose meeting lies in the first period."""


def find_scope(question: Question, papers: Sequence[PaperSummary], filters: Filters) -> Scope:
    words = {term.stem for term in question.terms}
    bodies: dict[str, set[str]] = {}
    doc_ids: set[str] = set()
    for paper in papers:
        if not paper.body:
            continue
        shared = _find_shared(paper.body, words)
        if shared:
            bodies.setdefault(paper.body, set()).update(shared)
            doc_ids.add(paper.doc_id)
    periods = tuple(p for p in question.periods if p.start)
    in_period: frozenset[str] = frozenset()
    if periods:
        first = periods[0]
        in_period = frozenset(
            p.doc_id
            for p in papers
            if (not doc_ids or p.doc_id in doc_ids) and first.holds(p.meeting_date or p.published_on)
        )
    return Scope(
        bodies=tuple(sorted(bodies)),
        doc_ids=frozenset(doc_ids),
        body_stems=frozenset().union(*bodies.values()) if bodies else frozenset(),
        named=frozenset(frozenset(shared) for body, shared in bodies.items() if _is_named_in_full(body, words)),
        periods=periods,
        meeting_named=_names_meeting(question),
        in_period=in_period,
    )


_COMPASS = frozenset(stem(word) for word in "north south east west northern southern eastern western upper lower great greater little new old mid central".split())


def _find_shared(body: str, words: set[str]) -> frozenset[str]:
    """The distinctive words by which a question names a body; none where it does not.

    "Wenmark" is enough for "Wenmark Police and Crime Panel", and "Hale" for "Tolsey and Hale Police and Crime Panel"; "West" alone is not for
    "West Burton", nor "East Burton".
    """
    distinctive = _distinctive(body)
    shared = distinctive & words
    if not shared - _COMPASS or (distinctive & _COMPASS and words & _COMPASS and not distinctive & words & _COMPASS):
        return frozenset()
    return shared if len(shared) / len(distinctive) >= 0.5 or _is_named_in_full(body, words) else frozenset()


_BETWEEN_PLACES = re.compile(r",\s*|\s+(?:and|&)\s+")


def _is_named_in_full(body: str, words: set[str]) -> bool:
    """All distinctive words of the body, or of one of the places that it is for."""
    return any(part and part <= words for part in map(_distinctive, _BETWEEN_PLACES.split(body)))


def are_related(one: str, other: str) -> bool:
    """Whether two bodies share a distinctive word ("Kent County Council" and its Cabinet), or one of them has none."""
    ours, theirs = _distinctive(one), _distinctive(other)
    return not ours or not theirs or not ours.isdisjoint(theirs)


@lru_cache(maxsize=4096)
def _distinctive(body: str) -> frozenset[str]:
    return frozenset(s for s in find_stems(body) if s not in _GENERIC_STEMS and len(s) > 2)


def _names_meeting(question: Question) -> bool:
    return bool(
        re.search(
            r"(?i)\b(?:meeting|mtg|minutes|report|agenda|letter|newsletter|accounts|agm|session|cabinet|council|panel|committee|board|paper|papers)\b",
            question.text,
        )
    ) and any(p.kind in ("day", "month", "month_of_any_year") for p in question.periods)


def scoped_filters(scope: Scope, filters: Filters) -> tuple[Filters, ...]:
    """Narrower searches to add to the plain one: the named body, the named period, and both.

    A period of months or years is followed for some time: what happened in a year is reported after it.
    """
    found: list[Filters] = []
    for period in scope.periods[:2]:
        first, last = _reported_between(period)
        dated = _with(filters, meeting_from=first, meeting_to=last)
        found.append(_with(dated, bodies=scope.bodies) if scope.bodies else dated)
    if scope.bodies and not scope.periods:
        found.append(_with(filters, bodies=scope.bodies))
    return tuple(f for f in found if f != filters)


def _with(filters: Filters, **changes: object) -> Filters:
    from dataclasses import replace

    kept = {name: value for name, value in changes.items() if not getattr(filters, name)}
    return replace(filters, **kept)  # type: ignore[arg-type]


def _reported_between(period: Period) -> tuple[str, str]:
    first, last = day_range(period.start)[0], day_range(period.end)[1]
    after = {"day": 0, "month": 0, "quarter": 120, "season": 60, "year": 90, "financial_year": 200, "range": 120}
    before = {"financial_year": 200, "year": 0}
    if period.role != "in":
        after = dict.fromkeys(after, 200)
    start = date.fromisoformat(first) - timedelta(days=before.get(period.kind, 0))
    end = date.fromisoformat(last) + timedelta(days=after.get(period.kind, 60))
    return start.isoformat(), end.isoformat()
