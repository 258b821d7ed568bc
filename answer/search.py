"""Question → ranked units of evidence: searches (plain and scoped), units of the hits, and their ranking."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from answer.cues import UNIT_CUES
from answer.evidence import Unit, find_units
from answer.likeness import Tokens, compare, read_tokens, read_units
from answer.question import Question
from answer.rank import HitFacts, PaperFacts, find_features, match_term, score, weigh_terms
from answer.rarity import find_rarity
from answer.scope import Scope, find_scope, scoped_filters
from answer.undated import find_years_spoken_of
from answer.words import find_stems, fold, is_stop_word
from index.records import Filters, Hit, PaperSummary, Query, Stage, Trace
from index.rerank import make_reader
from ingest.records import Document, Mention
from ingest.spans import Span

ReadPaper = Callable[[str], Document]

PLAIN_HITS = 40
SCOPED_HITS = 25
PASSAGES_USED = 80
UNITS_COMPARED = 300
"""Units that are compared with the question token by token; the words choose them."""
PASSAGES_READ = 30
"""Passages that are read: those of the best units so far."""
UNREAD = -6.0
"""Log-odds of a unit that was not read."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A unit with its score; ``features`` explain it."""

    unit: Unit
    score: float
    features: dict[str, float]
    hit: Hit
    day: str | None
    mentions: tuple[Mention, ...]
    terms: tuple[float, ...] = ()
    """How near each term of the question (in the order of ``Findings.weights``) comes to a word of the unit or beside it, 0 to 1."""
    years: frozenset[int] = frozenset()
    """Years that the paper speaks of, where it has no date."""


@dataclass(frozen=True, slots=True)
class Findings:
    """All that the writers and the refusal work from. ``hits`` are in the order of their best unit."""

    question: Question
    scope: Scope
    ranked: tuple[Ranked, ...]
    hits: tuple[Hit, ...]
    papers: tuple[PaperSummary, ...]
    stages: tuple[Stage, ...]
    weights: tuple[tuple[Any, float], ...] = ()
    absent: frozenset[str] = frozenset()
    """Stems of the question that stand nowhere in the archive."""
    sides: tuple[Findings, ...] = ()
    """What was found for each side of a comparison or for the ends of a timeline, where the question names them."""

    @property
    def trace(self) -> Trace:
        return Trace(self.stages)


def find_evidence(archive: Any, question: Question, filters: Filters, weights_of: Mapping[str, Mapping[str, float]]) -> Findings:
    """Rank what the archive holds for a question.

    ``weights_of`` are those of :func:`answer.rank.score`: ``first`` chooses what is worth reading, ``unit`` ranks what was read.
    """
    clock = _Clock()
    read = cache(archive.document)  # the archive looks each time whether papers have come: once a question is enough
    papers = archive.papers(filters)
    scope = find_scope(question, papers, filters)
    clock.lap("papers", len(papers), ", ".join(scope.bodies))
    hits, reciprocal = _search(archive, question, scope, filters)
    scope = replace(scope, in_period=scope.in_period | _find_bound_in(read, scope, hits))
    clock.lap("search", len(hits))
    rarity = find_rarity(archive, {term.stem: term.text for term in question.terms})
    weights = weigh_terms(question, lambda stem: rarity.weights.get(stem, 1.0))
    asked = frozenset(find_stems(question.text))
    pool: list[tuple[Unit, Hit]] = []
    seen: set[tuple[str, int, int]] = set()
    for hit in hits[:PASSAGES_USED]:
        for unit in find_units(read(hit.doc_id), hit):
            if unit.key not in seen and not (question.kind != "yes_no" and _is_echo(asked, unit)):
                seen.add(unit.key)
                pool.append((unit, hit))
    clock.lap("units", len(pool))
    chosen = _choose(pool, weights, question)
    tokens = read_tokens(archive, question, [hit for _, hit in chosen])
    likeness = compare(tokens, question, weights, chosen)
    clock.lap("compare", len(chosen))
    order = sorted({hit.meeting_date or "" for hit in hits}, reverse=True)
    duties = _find_duties(archive, question, {unit.doc_id for unit, _ in chosen})
    years: dict[str, frozenset[int]] = {}
    in_scope = cache(lambda doc_id: _is_in_scope(read, scope, doc_id))
    ranked = []
    for (unit, hit), alike in zip(chosen, likeness, strict=True):
        day = _find_day(read, unit, hit)
        if not day and question.periods and unit.doc_id not in years:
            years[unit.doc_id] = find_years_spoken_of(archive, unit.doc_id)
        spoken = frozenset() if day else years.get(unit.doc_id, frozenset())
        mentions = archive.mentions_within(unit.doc_id, unit.span)
        facts = PaperFacts(
            unit.doc_id,
            day,
            in_scope(unit.doc_id),
            order.index(hit.meeting_date or "") / max(1, len(order) - 1),
            spoken,
        )
        features = find_features(
            question,
            scope,
            weights,
            unit,
            mentions,
            facts,
            HitFacts(
                hit.scores.get("dense", 0.0),
                hit.scores.get("lexical", 0.0),
                reciprocal[hit.passage.passage_id],
                hit.scores.get("rerank", 0.0),
                hit.scores.get("scope", 0.0),
            ),
            alike,
            _find_cue(question, unit),
            any(unit.span.overlaps(duty) for duty in duties.get(unit.doc_id, ())),
            _attends(read, unit),
        )
        ranked.append(Ranked(unit, score(features, weights_of["first"]), features, hit, day, mentions, alike.terms, spoken))
    ranked.sort(key=lambda item: (-item.score, item.unit.key))
    clock.lap("rank", len(ranked))
    ranked = _read_best(archive, tokens, ranked, weights_of["unit"])
    clock.lap("read", len(ranked))
    return Findings(question, scope, tuple(ranked), _order_hits(hits, ranked), papers, tuple(clock.stages), weights, rarity.absent)


def _find_duties(archive: Any, question: Question, doc_ids: set[str]) -> dict[str, tuple[Span, ...]]:
    """Spans of the obligations of the papers, where the question asks what was decided or promised."""
    if question.kind not in ("decision", "commitment"):
        return {}
    return {doc_id: tuple(found.span for _, found in archive.obligations(doc_id)) for doc_id in doc_ids}


def _is_echo(asked: frozenset[str], unit: Unit) -> bool:
    """Whether every word of the unit is among the stems of the question, so that it can answer nothing but yes or no."""
    return unit.kind != "list" and bool(unit.stems) and asked.issuperset(stem for stem in unit.stems if not is_stop_word(stem))


def _attends(read: ReadPaper, unit: Unit) -> bool:
    """Whether the unit names somebody on the list of attendance of its part."""
    part = read(unit.doc_id).part_at(unit.span.start)
    return part is not None and any(unit.span.overlaps(person.span) for person in part.attendance)


OPENING = 1500
"""Characters of a paper that say whose it is."""


def _is_in_scope(read: ReadPaper, scope: Scope, doc_id: str) -> bool | None:
    """Whether a paper is of a body that the question names; None where the question names none, or the paper opens with such a name all the same."""
    if not scope.bodies or doc_id in scope.doc_ids:
        return bool(scope.bodies) or None
    opening = frozenset(find_stems(read(doc_id).text[:OPENING]))
    return None if not scope.named or any(stems <= opening for stems in scope.named) else False


def _find_bound_in(read: ReadPaper, scope: Scope, hits: Sequence[Hit]) -> frozenset[str]:
    """Papers of another day that hold something of the first period: minutes bound into a later report."""
    if not scope.periods:
        return frozenset()
    dated = ((hit.doc_id, read(hit.doc_id).part_at(hit.passage.span.start)) for hit in hits if not scope.doc_ids or hit.doc_id in scope.doc_ids)
    return frozenset(doc_id for doc_id, part in dated if part is not None and scope.periods[0].holds(part.date))


def _find_day(read: ReadPaper, unit: Unit, hit: Hit) -> str | None:
    """Day of the part that holds the unit (minutes bound into a report have their own), else of the paper."""
    document = read(unit.doc_id)
    part = document.part_at(unit.span.start)
    return (part.date if part is not None and part.date else None) or hit.meeting_date or document.published_on


def _read_best(archive: Any, tokens: Tokens, ranked: list[Ranked], unit_weights: Mapping[str, float]) -> list[Ranked]:
    """The passages of the best units read against the question; all units in their new order. Without a reader its feature is 0."""
    reader = make_reader(archive.embedder.name)
    readings: list[float | None] = [0.0] * len(ranked)
    if reader is not None:
        readings = read_units(tokens, reader, [(item.unit, item.hit) for item in ranked], PASSAGES_READ)
    found = []
    for item, reading in zip(ranked, readings, strict=True):
        features = {**item.features, "reader": max(-8.0, min(8.0, UNREAD if reading is None else reading)) / 4}
        found.append(replace(item, features=features, score=score(features, unit_weights)))
    found.sort(key=lambda item: (-item.score, item.unit.key))
    return found


class _Clock:
    def __init__(self) -> None:
        self.stages: list[Stage] = []
        self._last = time.perf_counter()

    def lap(self, name: str, candidates: int, note: str = "") -> None:
        now = time.perf_counter()
        self.stages.append(Stage(name, (now - self._last) * 1000, candidates, note))
        self._last = now


def _search(archive: Any, question: Question, scope: Scope, filters: Filters) -> tuple[list[Hit], dict[str, float]]:
    """Hits of the plain and the scoped searches, each passage once, by the best of its ranks."""
    found: dict[str, Hit] = {}
    reciprocal: dict[str, float] = {}
    searches = [(filters, PLAIN_HITS, 1.0)] + [(f, SCOPED_HITS, 1.1) for f in scoped_filters(scope, filters)]
    if not question.terms and not question.periods:
        return [], {}  # stop words alone: the archive would refuse the query
    for narrowed, top_k, trust in searches:
        for hit in archive.search(Query(question.text or " ", narrowed, top_k)).hits:
            key = hit.passage.passage_id
            found.setdefault(key, hit)
            reciprocal[key] = max(reciprocal.get(key, 0.0), trust / (1 + 0.15 * (hit.rank - 1)))
    hits = sorted(found.values(), key=lambda hit: (-reciprocal[hit.passage.passage_id], -hit.score))
    return hits, reciprocal


def _choose(pool: list[tuple[Unit, Hit]], weights: tuple[tuple[Any, float], ...], question: Question) -> list[tuple[Unit, Hit]]:
    """The units worth comparing: by words, and by the rank of their passage."""
    scored = []
    for at, (unit, hit) in enumerate(pool):
        stems = frozenset(unit.stems)
        cover = sum(
            max(match_term(term, stems), 0.6 * (term.stem in unit.context_stems or term.stem in unit.around_stems)) * weight
            for term, weight in weights
        )
        scored.append((cover + 0.8 * hit.scores.get("dense", 0.0) - 0.004 * at**0.5, at))
    scored.sort(reverse=True)
    return [pool[at] for _, at in scored[:UNITS_COMPARED]]


def _find_cue(question: Question, unit: Unit) -> float:
    pattern = UNIT_CUES.get(question.kind)
    return 1.0 if pattern is not None and pattern.search(fold(unit.text)) else 0.0


def _order_hits(hits: Sequence[Hit], ranked: Sequence[Ranked]) -> tuple[Hit, ...]:
    """Passages by their best unit, then the rest as found."""
    order: dict[str, Hit] = {}
    for item in ranked:
        order.setdefault(item.hit.passage.passage_id, item.hit)
    for hit in hits:
        order.setdefault(hit.passage.passage_id, hit)
    return tuple(replace(hit, rank=rank) for rank, hit in enumerate(order.values(), 1))
