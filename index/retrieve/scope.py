"""Which meeting, period and body a question names, and how well a paper fits.

Near-identical papers of a series are what defeats search: the same words stand in the minutes of every month. So a
passage whose paper (or part of a paper) was made in the period that the question names, or by the body it names, is
lifted; nothing is shut out, for a question may name the year of an event and the answer stand in a later paper.
"""

from __future__ import annotations

import calendar
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from index.store.words import to_terms

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
PATTERNS = (
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b(?P<day>\d{{1,2}})[/.](?P<number>\d{{1,2}})[/.]{_YEAR}\b"),
    re.compile(rf"\b{_YEAR}-(?P<number>\d\d)-(?P<day>\d\d)\b"),
    re.compile(rf"\b{_MONTH},?\s+(?:of\s+)?{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b{_YEAR}\s?[/–-]\s?(?P<next>(?:20)?\d\d)\b"),
    re.compile(rf"\b{_YEAR}\b"),
)
LONE_MONTH = re.compile(
    r"\b(?P<month>january|february|march|april|may|june|july|august|september|october|november|december)(?:'s|’s)?"
    r"\s+(?:meeting|minutes|agenda|newsletter|report|paper)", re.IGNORECASE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Period:
    """First and last ISO day; ``sure`` is 1 for a day or month and less for a whole year, which fits many papers.

    ``month`` alone (of any year) has empty days.
    """

    first: str
    last: str
    sure: float
    month: int | None = None


def find_periods(text: str) -> tuple[Period, ...]:
    """Periods named in a question, in order; a longer expression wins over the year inside it.

    >>> [(p.first, p.last) for p in find_periods("the precept for 2018/19, set in November 2017")]
    [('2018-04-01', '2019-03-31'), ('2017-11-01', '2017-11-30')]
    """
    found: list[tuple[int, Period]] = []
    taken: list[tuple[int, int]] = []
    for pattern in PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            period = _to_period(match)
            if period is not None:
                taken.append(match.span())
                found.append((match.start(), period))
    for match in LONE_MONTH.finditer(text):
        if not any(match.start("month") < end and start < match.end("month") for start, end in taken):
            found.append((match.start(), Period("", "", 0.7, MONTHS[match["month"].lower()])))
    return tuple(period for _, period in sorted(found, key=lambda pair: pair[0]))


def _to_period(match: re.Match[str]) -> Period | None:
    given = match.groupdict()
    year = int(given["year"])
    if given.get("next"):
        following = int(given["next"][-2:])
        return Period(f"{year}-04-01", f"{year + 1}-03-31", 0.5) if following == (year + 1) % 100 else None
    month = MONTHS[given["month"].lower()] if given.get("month") else int(given.get("number") or 0)
    if not month:
        return Period(f"{year}-01-01", f"{year}-12-31", 0.5)
    if month > 12:
        return None
    last = calendar.monthrange(year, month)[1]
    if given.get("day"):
        day = int(given["day"])
        return Period(f"{year}-{month:02d}-{day:02d}", f"{year}-{month:02d}-{day:02d}", 1.0) if 1 <= day <= last else None
    return Period(f"{year}-{month:02d}-01", f"{year}-{month:02d}-{last:02d}", 1.0)


def fit_period(periods: Iterable[Period], first_day: str | None, last_day: str | None) -> float:
    """How well a paper of these days fits what is named, 0 to 1."""
    if not first_day or not last_day:
        return 0.0
    best = 0.0
    for period in periods:
        if period.month is not None and not period.first:
            fits = int(first_day[5:7]) == period.month and first_day[:7] == last_day[:7]
        else:
            fits = first_day <= period.last and last_day >= period.first
        best = max(best, period.sure if fits else 0.0)
    return best


COMMON = frozenset(
    to_terms(
        "and at authority board borough chamber city commission commissioner committee community council county crime "
        "district fire for forum group in joint liaison meeting meetings of office on panel parish police rescue scrutiny "
        "service sub the town trust village"
    )
)
"""Words of what kind of body it is, which name none, however few bodies the archive has."""
COMMON_WEIGHT = 0.15


@dataclass(frozen=True, slots=True)
class Bodies:
    """Bodies of the archive by their words; a word that many bodies share ("parish", "council") says little."""

    terms: Mapping[str, frozenset[str]]
    weights: Mapping[str, float]

    def fit(self, query_terms: frozenset[str]) -> dict[str, float]:
        """Body → share of its name's weight that the question names, from 0.5 on."""
        found = {}
        for body, terms in self.terms.items():
            whole = sum(self.weights[term] for term in terms)
            named = sum(self.weights[term] for term in terms & query_terms)
            if whole and named / whole >= 0.5:
                found[body] = named / whole
        return found


def gather_bodies(names: Iterable[str]) -> Bodies:
    terms = {name: frozenset(to_terms(name)) for name in names}
    counts = Counter(term for found in terms.values() for term in found)
    total = len(terms)
    return Bodies(
        terms,
        {t: math.log((total + 1) / count) * (COMMON_WEIGHT if t in COMMON else 1.0) for t, count in counts.items()},
    )


BODY_WORD = 0.3
PERIOD_WORD = 0.5
"""Weights of words that only name the body or the period. They stand in every paper of that body, so that at full
weight they drown the words that tell one paragraph from another (BM25 over 188 public papers: mrr 0.41 to 0.48)."""


@dataclass(frozen=True, slots=True)
class QueryScope:
    """What a query names: periods, bodies with how fully they are named, and the weights of its scope words."""

    periods: tuple[Period, ...]
    bodies: Mapping[str, float]
    weights: Mapping[str, float]

    def weigh(self, term: str) -> float:
        return self.weights.get(term, 1.0)

    def __str__(self) -> str:
        periods = [f"{p.first} to {p.last}" if p.first else calendar.month_name[p.month or 0] for p in self.periods]
        return ", ".join([*periods, *self.bodies])


def read_scope(text: str, bodies: Bodies) -> QueryScope:
    periods = find_periods(text)
    named = bodies.fit(frozenset(to_terms(text)))
    weights = {term: PERIOD_WORD for pattern in PATTERNS for match in pattern.finditer(text) for term in to_terms(match.group())}
    weights |= {term: BODY_WORD for body in named for term in bodies.terms[body]}
    return QueryScope(periods, named, weights)
