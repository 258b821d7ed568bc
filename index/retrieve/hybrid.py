"""Search: words and meaning, fused; then joined back to the truth.

    clean       the query's words (query.py)
    spell       misspelt words set right (spelling.py), short forms and long ones both ways (expand.py)
    scope       period and body that the query names: lifted, never shut out (scope.py)
    exactly     where phrases and words to leave out are given: the passages that fit (matching.py)
    words       BM25 of the word index, under the filters
    vectors     cosine of the vector index, under the filters; candidates of the words get theirs too
    fuse        one score (fuse.py)
    rerank      the best of them, token against token (rerank/maxsim.py)
    join        passages that still exist, with paper, page, paragraph and the words to highlight

Every stage leaves its time and its number of candidates in the trace.
"""

from __future__ import annotations

import math
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from index.embed.base import Embedder
from index.records import Filters, Hit, Query, SearchResult, Stage, Trace
from index.rerank.maxsim import score_codes
from index.retrieve.expand import WEIGHT, expand
from index.retrieve.fuse import fuse
from index.retrieve.matching import MOST_EXACT, find_exactly
from index.retrieve.query import SearchText, clean_query
from index.retrieve.scope import QueryScope, fit_period, gather_bodies, read_scope
from index.retrieve.spelling import correct_word
from index.store.base import Clause, StoredPassage
from index.store.filters import check_filters
from index.store.level import LevelIndexes
from index.store.sqlite import SqliteStore
from index.store.words import WORD, find_words, stem, to_term
from ingest.spans import Span

CANDIDATES = 200
RERANKED = 200
MAX_CORRECTED = 12
MOST_PERIODS = 3
PERIOD_GAIN = 0.12
BODY_GAIN = 0.06
RERANK_LEXICAL = 0.1
"""Weight of BM25 over its maximum beside MaxSim; 0.1 was the best of 0, 0.1 and 0.2."""


class Stopwatch:
    """Collects the stages of a trace."""

    def __init__(self) -> None:
        self.stages: list[Stage] = []
        self._start = time.perf_counter()

    def lap(self, name: str, candidates: int, note: str = "") -> None:
        now = time.perf_counter()
        self.stages.append(Stage(name, (now - self._start) * 1000, candidates, note))
        self._start = now


def search(store: SqliteStore, indexes: LevelIndexes, embedder: Embedder, query: Query) -> SearchResult:
    """:raises QueryError: no words, or filters that make no sense. :raises StoreError: the archive cannot be read."""
    check_filters(query.filters)
    watch = Stopwatch()
    indexes.level()
    cleaned = clean_query(query)
    watch.lap("clean", len(cleaned.words), "cut to 2,000 letters" if cleaned.cut else "")
    cleaned, corrected = correct_words(store, indexes, embedder, cleaned)
    exactly = find_exactly(store, indexes, query)
    besides = expand(cleaned.text, indexes.short_forms())
    watch.lap("spell", len(corrected) + len(besides), ", ".join([*corrected, *(f"also {form}" for form in besides)]))
    scope = read_scope(cleaned.text, gather_bodies(indexes.bodies()))
    watch.lap("scope", len(scope.periods) + len(scope.bodies), str(scope))
    limit = max(CANDIDATES, query.top_k)
    filters = [query.filters, *_scoped(query.filters, scope)] if exactly is None else [query.filters]
    clauses = [Clause(word, scope.weigh(_term(word))) for word in cleaned.words]
    clauses += [Clause(form, WEIGHT) for form in besides]
    found: dict[int, float] = {}
    for narrowed in filters:
        found.update(indexes.search_words(clauses, narrowed, limit if exactly is None else MOST_EXACT))
    if exactly is not None:
        found = {number: score for number, score in found.items() if number in exactly}
    top = max(found.values(), default=1.0) or 1.0
    lexical = {number: score / top for number, score in found.items()}
    watch.lap("words", len(lexical))
    vector, tokens, places = embedder.embed_query_tokens(cleaned.text)
    watch.lap("embed", len(tokens))
    dense: dict[int, float] = {}
    if exactly is not None:
        dense.update(indexes.search_vectors_within(vector, exactly, limit))
    else:
        for narrowed in filters:
            dense.update(indexes.search_vectors(vector, narrowed, limit))
    missing = indexes.get_vectors(number for number in lexical if number not in dense)
    dense.update({number: float(row @ vector) for number, row in missing.items()})
    watch.lap("vectors", len(dense))
    fits = _find_fits(store, scope, {*dense, *lexical})
    fused = {number: score + fits.get(number, 0.0) for number, score in fuse(dense, lexical).items()}
    ranked = sorted(fused, key=lambda number: (-fused[number], number))
    watch.lap("fuse", len(ranked))
    codes = store.token_codes(ranked[:RERANKED])
    weights = weigh_tokens(indexes, cleaned.text, places, scope)
    near = score_codes(tokens, weights, [codes.get(number, b"") for number in ranked[:RERANKED]])
    rerank = {number: float(score) for number, score in zip(ranked, near, strict=False)}
    final = {n: score + RERANK_LEXICAL * lexical.get(n, 0.0) + fits.get(n, 0.0) for n, score in rerank.items()}
    ranked = sorted(final, key=lambda number: (-final[number], number)) + ranked[RERANKED:]
    watch.lap("rerank", len(rerank))
    # stale ids fall out here: take the next ones until there are enough
    hits: list[Hit] = []
    terms = find_terms(cleaned)
    for at in range(0, len(ranked), query.top_k):
        some = ranked[at : at + query.top_k]
        stored = store.get(some)
        for number in some:
            if number in stored and len(hits) < query.top_k:
                scores = {
                    "dense": dense.get(number, 0.0), "lexical": lexical.get(number, 0.0), "fused": fused[number],
                    "rerank": rerank.get(number, 0.0), "scope": fits.get(number, 0.0),
                }  # fmt: skip
                hits.append(to_hit(stored[number], len(hits) + 1, final.get(number, 0.0), scores, terms))
        if len(hits) >= query.top_k:
            break
    watch.lap("join", len(hits))
    return SearchResult(query, tuple(hits), Trace(tuple(watch.stages)))


def correct_words(store: SqliteStore, indexes: LevelIndexes, embedder: Embedder, cleaned: SearchText) -> tuple[SearchText, list[str]]:
    """The query with words that no passage holds replaced by the nearest that one does; and what was replaced."""
    nearest = {word: correct_word(store, indexes, embedder, word) for word in cleaned.words[:MAX_CORRECTED]}
    changes = {word: near for word, near in nearest.items() if near is not None}
    if not changes:
        return cleaned, []
    text = cleaned.text
    for word, near in changes.items():
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", near, text)
    words = tuple(changes.get(word, word) for word in cleaned.words)
    return SearchText(text, words, cleaned.cut), [f"{word} → {near}" for word, near in changes.items()]


def _term(word: str) -> str:
    words = find_words(word)
    return stem(words[0][2]) if words else word


def _scoped(filters: Filters, scope: QueryScope) -> Iterator[Filters]:
    """The query's filters narrowed to each period that is named, so that its passages are among the candidates."""
    if filters.meeting_from or filters.meeting_to:
        return
    for period in scope.periods[:MOST_PERIODS]:
        if period.first:
            yield replace(filters, meeting_from=period.first, meeting_to=period.last)


def _find_fits(store: SqliteStore, scope: QueryScope, ids: Iterable[int]) -> dict[int, float]:
    """What each passage gains for standing in a paper of a period or body that the query names."""
    if not scope.periods and not scope.bodies:
        return {}
    return {
        number: PERIOD_GAIN * fit_period(scope.periods, first, last) + BODY_GAIN * scope.bodies.get(body or "", 0.0)
        for number, (first, last, body) in store.find_scopes(ids).items()
    }


def weigh_tokens(
    indexes: LevelIndexes, text: str, places: list[tuple[int, int]], scope: QueryScope
) -> NDArray[np.float32]:
    """Weight of each token of the query: the rarity of its word among the passages, ln(1 + N / n), and its scope weight."""
    words = find_words(text)
    total = indexes.count()
    weights = []
    for start, end in places:
        word = next((word for a, b, word in words if a < end and start < b), None)
        count = indexes.count_word(word) if word else total
        weights.append(math.log(1 + (total + 0.5) / (count + 0.5)) * (scope.weigh(stem(word)) if word else 1.0))
    return np.asarray(weights, np.float32)


def to_hit(stored: StoredPassage, rank: int, score: float, scores: dict[str, float], terms: frozenset[str]) -> Hit:
    """``terms`` of the query, as :func:`find_terms` gives them."""
    return Hit(
        rank=rank, score=score, scores=scores, doc_id=stored.doc_id, file=stored.file, title=stored.title,
        body=stored.body, meeting_date=stored.meeting_date, passage=stored.passage, text=stored.text,
        section=stored.section, page_no=stored.page_no, paragraph_number=stored.paragraph_number,
        matched=find_matches(stored, terms),
    )  # fmt: skip


def find_terms(cleaned: SearchText) -> frozenset[str]:
    return frozenset(stem(word) for text in cleaned.words for _, _, word in find_words(text))


def find_matches(stored: StoredPassage, terms: frozenset[str]) -> tuple[Span, ...]:
    """Where the query's words (in any inflection) stand in the passage, as spans of the paper's text."""
    start = stored.passage.span.start
    return tuple(Span(start + match.start(), start + match.end()) for match in WORD.finditer(stored.text) if to_term(match.group()) in terms)
