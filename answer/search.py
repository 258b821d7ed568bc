"""Question → ranked units of evidence: searches (plain and scoped), units of the hits, and their ranking."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from answer.cues import UNIT_CUES
from answer.evidence import Unit, find_units
from answer.question import Question, Term
from answer.rank import HitFacts, Likeness, PaperFacts, find_features, match_term, score, weigh_terms
from answer.rarity import find_rarity
from answer.scope import Scope, find_scope, scoped_filters
from answer.words import fold
from index.records import Filters, Hit, PaperSummary, Query, Stage, Trace
from ingest.records import Mention
from ingest.spans import Span

PLAIN_HITS = 40
SCOPED_HITS = 25
PASSAGES_READ = 45
UNITS_COMPARED = 56
"""Units that are compared with the question token by token; the words choose them."""
_CACHED_UNITS = 4000

Rows = NDArray[np.float16]
_tokens: OrderedDict[tuple[str, int, int], Rows] = OrderedDict()


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

    @property
    def trace(self) -> Trace:
        return Trace(self.stages)


def find_evidence(archive: Any, question: Question, filters: Filters, unit_weights: dict[str, float]) -> Findings:
    """Rank what the archive holds for a question. ``unit_weights`` are those of :func:`answer.rank.score`."""
    clock = _Clock()
    papers = archive.papers(filters)
    scope = find_scope(question, papers, filters)
    clock.lap("papers", len(papers), ", ".join(scope.bodies))
    hits, reciprocal = _search(archive, question, scope, filters)
    clock.lap("search", len(hits))
    rarity = find_rarity(archive, {term.stem: term.text for term in question.terms})
    weights = weigh_terms(question, lambda stem: rarity.weights.get(stem, 1.0))
    pool: list[tuple[Unit, Hit]] = []
    seen: set[tuple[str, int, int]] = set()
    for hit in hits[:PASSAGES_READ]:
        for unit in find_units(archive.document(hit.doc_id), hit):
            if unit.key not in seen:
                seen.add(unit.key)
                pool.append((unit, hit))
    clock.lap("units", len(pool))
    chosen = _choose(pool, weights, question)
    likeness = _compare(archive.embedder, question, weights, [unit for unit, _ in chosen])
    clock.lap("compare", len(chosen))
    order = sorted({hit.meeting_date or "" for hit in hits}, reverse=True)
    duties = _find_duties(archive, question, {unit.doc_id for unit, _ in chosen})
    ranked = []
    for (unit, hit), alike in zip(chosen, likeness, strict=True):
        document = archive.document(unit.doc_id)
        part = document.part_at(unit.span.start)
        day = (part.date if part is not None and part.date else None) or hit.meeting_date
        mentions = archive.mentions_within(unit.doc_id, unit.span)
        facts = PaperFacts(
            unit.doc_id,
            day,
            (unit.doc_id in scope.doc_ids) if scope.bodies else None,
            order.index(hit.meeting_date or "") / max(1, len(order) - 1),
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
        )
        ranked.append(Ranked(unit, score(features, unit_weights), features, hit, day, mentions, alike.terms))
    ranked.sort(key=lambda item: (-item.score, item.unit.key))
    clock.lap("rank", len(ranked))
    return Findings(question, scope, tuple(ranked), _order_hits(hits, ranked), papers, tuple(clock.stages), weights, rarity.absent)


def _find_duties(archive: Any, question: Question, doc_ids: set[str]) -> dict[str, tuple[Span, ...]]:
    """Spans of the obligations of the papers, where the question asks what was decided or promised."""
    if question.kind not in ("decision", "commitment"):
        return {}
    return {doc_id: tuple(found.span for _, found in archive.obligations(doc_id)) for doc_id in doc_ids}


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


def _compare(
    embedder: Any, question: Question, weights: tuple[tuple[Term, float], ...], units: Sequence[Unit]
) -> list[Likeness]:
    """Each unit against the question, from the embedder's token vectors: whole, token by token, and term by term."""
    if not units or not question.terms:
        return [Likeness(0.0, 0.0, 0.0, 0.0, 0.0)] * len(units)
    contexts = {unit.context: None for unit in units}
    missing = [(unit.key, _shown(unit)) for unit in units if unit.key not in _tokens]
    missing += [(("", hash(c), 0), c[-400:]) for c in contexts if c and ("", hash(c), 0) not in _tokens]
    missing.sort(key=lambda item: len(item[1]))
    for (key, _), rows in zip(missing, embedder.embed_tokens([text for _, text in missing]) if missing else [], strict=True):
        _tokens[key] = rows.astype(np.float16)
    asked = embedder.embed_tokens([question.text])[0]
    whole = _mean(asked)
    terms = _term_rows(embedder, question.text, weights, asked)
    shares = np.array([weight for _, weight in weights])
    own = np.zeros((len(units), len(weights)), np.float32)
    above = np.zeros_like(own)
    for at, unit in enumerate(units):
        own[at] = _per_term(terms, _rows_of(unit.key))
        above[at] = _per_term(terms, _rows_of(("", hash(unit.context), 0)))
    found = []
    for at, unit in enumerate(units):
        rows = _rows_of(unit.key)
        beside = [
            other
            for other, neighbour in enumerate(units)
            if other != at
            and neighbour.doc_id == unit.doc_id
            and neighbour.kind == unit.kind == "sentence"
            and abs(neighbour.paragraph_id - unit.paragraph_id) <= 1
            and min(abs(neighbour.span.start - unit.span.end), abs(unit.span.start - neighbour.span.end)) < 250
        ]
        near = own[beside].max(axis=0) if beside else np.zeros(len(weights), np.float32)
        best = np.maximum(own[at], 0.9 * np.maximum(above[at], near))
        found.append(
            Likeness(
                cosine=float(_mean(rows) @ whole) if len(rows) else 0.0,
                maxsim=float((asked @ rows.T).max(axis=1).mean()) if len(rows) else 0.0,
                soft=float(own[at] @ shares),
                soft_best=float(best @ shares),
                beside=float(near @ shares),
                terms=tuple(float(value) for value in best),
            )
        )
    while len(_tokens) > _CACHED_UNITS:
        _tokens.popitem(last=False)
    return found


def _rows_of(key: tuple[str, int, int]) -> NDArray[Any]:
    if key not in _tokens:
        return np.zeros((0, 1), np.float32)
    _tokens.move_to_end(key)
    return _tokens[key].astype(np.float32)


def _term_rows(embedder: Any, text: str, weights: tuple[tuple[Term, float], ...], asked: NDArray[Any]) -> list[NDArray[Any]]:
    """Token vectors of each term: the tokenizer counts the pieces before and after the word."""
    found = []
    at = 0
    for term, _ in weights:
        start = text.find(term.text, at)
        start = text.find(term.text) if start < 0 else start
        at = start
        first = embedder.count_tokens(text[:start]) - 2
        last = embedder.count_tokens(text[: start + len(term.text)]) - 2
        found.append(asked[max(0, first) : max(first + 1, last)])
    return found


def _per_term(terms: Sequence[NDArray[Any]], rows: NDArray[Any]) -> NDArray[Any]:
    """For each term its best match among ``rows``, from 0; below 0.3 nothing is alike in this space."""
    if not len(rows):
        return np.zeros(len(terms), np.float32)
    sims = [float((term @ rows.T).max(axis=1).mean()) if len(term) else 0.0 for term in terms]
    return np.clip((np.array(sims, np.float32) - 0.3) / 0.6, 0.0, 1.0)


def _shown(unit: Unit) -> str:
    """The text that is compared: cut where the unit is a long list or table row."""
    return " ".join(unit.text.split()[:90])


def _mean(rows: NDArray[Any]) -> NDArray[Any]:
    mean = rows.mean(axis=0)
    return mean / max(float(np.linalg.norm(mean)), 1e-9)


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
