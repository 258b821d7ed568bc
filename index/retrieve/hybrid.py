"""Search: words and meaning, fused; then joined back to the truth.

    clean       the query's words (query.py)
    words       BM25 of the word index, under the filters
    vectors     cosine of the vector index, under the filters; candidates of the words get theirs too
    fuse        one score (fuse.py)
    join        passages that still exist, with paper, page, paragraph and the words to highlight

Every stage leaves its time and its number of candidates in the trace.
"""

from __future__ import annotations

import time

from index.embed.base import Embedder
from index.records import Hit, Query, SearchResult, Stage, Trace
from index.retrieve.fuse import fuse
from index.retrieve.query import SearchText, clean_query
from index.store.base import Clause, StoredPassage
from index.store.filters import check_filters
from index.store.level import LevelIndexes
from index.store.sqlite import SqliteStore
from index.store.words import find_words, stem
from ingest.spans import Span

CANDIDATES = 200


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
    limit = max(CANDIDATES, query.top_k)
    found = indexes.search_words([Clause(word, fuzzy=True) for word in cleaned.words], query.filters, limit)
    top = max((score for _, score in found), default=1.0) or 1.0
    lexical = {number: score / top for number, score in found}
    watch.lap("words", len(lexical))
    vector = embedder.embed_query(cleaned.text)
    watch.lap("embed", 1)
    dense = dict(indexes.search_vectors(vector, query.filters, limit))
    missing = indexes.get_vectors(number for number in lexical if number not in dense)
    dense.update({number: float(row @ vector) for number, row in missing.items()})
    watch.lap("vectors", len(dense))
    fused = fuse(dense, lexical)
    ranked = sorted(fused, key=lambda number: (-fused[number], number))
    watch.lap("fuse", len(ranked))
    # stale ids fall out here: take the next ones until there are enough
    hits: list[Hit] = []
    for at in range(0, len(ranked), query.top_k):
        some = ranked[at : at + query.top_k]
        stored = store.get(some)
        for number in some:
            if number in stored and len(hits) < query.top_k:
                scores = {"dense": dense.get(number, 0.0), "lexical": lexical.get(number, 0.0), "fused": fused[number]}
                hits.append(to_hit(stored[number], len(hits) + 1, fused[number], scores, cleaned))
        if len(hits) >= query.top_k:
            break
    watch.lap("join", len(hits))
    return SearchResult(query, tuple(hits), Trace(tuple(watch.stages)))


def to_hit(stored: StoredPassage, rank: int, score: float, scores: dict[str, float], cleaned: SearchText) -> Hit:
    return Hit(
        rank=rank, score=score, scores=scores, doc_id=stored.doc_id, file=stored.file, title=stored.title,
        body=stored.body, meeting_date=stored.meeting_date, passage=stored.passage, text=stored.text,
        section=stored.section, page_no=stored.page_no, paragraph_number=stored.paragraph_number,
        matched=find_matches(stored, cleaned.words),
    )  # fmt: skip


def find_matches(stored: StoredPassage, words: tuple[str, ...]) -> tuple[Span, ...]:
    """Where the query's words (in any inflection) stand in the passage, as spans of the paper's text."""
    terms = {stem(word) for text in words for _, _, word in find_words(text)}
    start = stored.passage.span.start
    return tuple(Span(start + a, start + b) for a, b, word in find_words(stored.text) if stem(word) in terms)
