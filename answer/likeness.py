"""How near each unit comes to the question in the embedder's space, from the codes of tokens that the archive keeps.

Nothing is embedded but the question: the tokens of a unit are those of its passage that stand inside it, so that each was
read with the sentences around it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from answer.evidence import Unit
from answer.question import Question, Term
from answer.rank import Likeness
from index.records import Hit
from index.rerank import PassageTokens, Reranker
from index.rerank.maxsim import near_tokens, rotation, to_bits
from ingest.chunk import embedding_text
from ingest.records import Document

Matrix = NDArray[np.float32]
NOWHERE = (-1, -1)


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """Tokens of a passage: ``near`` (tokens, tokens of the question), ``signs`` (tokens, dim), ``places`` in the paper's text.

    Tokens of the heading, title and date that were embedded with it stand at :data:`NOWHERE`.
    """

    near: Matrix
    signs: Matrix
    places: NDArray[np.int64]

    def inside(self, unit: Unit) -> NDArray[np.bool_]:
        found: NDArray[np.bool_] = (self.places[:, 0] < unit.span.end) & (self.places[:, 1] > unit.span.start)
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """The question's vector and tokens with their ``places`` in its text, and those of the passages, by passage_id."""

    vector: Matrix
    asked: Matrix
    places: tuple[tuple[int, int], ...]
    passages: Mapping[str, Placed]


def read_tokens(archive: Any, question: Question, hits: Iterable[Hit]) -> Tokens:
    vector, asked, places = archive.embedder.embed_query_tokens(question.text)
    by_paper: dict[str, dict[str, Hit]] = {}
    for hit in hits:
        by_paper.setdefault(hit.doc_id, {})[hit.passage.passage_id] = hit
    found = {}
    for doc_id, wanted in by_paper.items():
        document = archive.document(doc_id)
        for passage_id, codes in archive.passage_codes(doc_id, wanted).items():
            near = near_tokens(asked, codes)
            where = _place_tokens(document, wanted[passage_id], archive.embedder)[: len(near)]
            if len(where) == len(near) and len(near):
                signs = 2.0 * to_bits(codes, asked.shape[1]) - 1.0
                found[passage_id] = Placed(near, signs, np.array(where, np.int64))
    return Tokens(vector, asked, tuple(places), found)


def compare(
    tokens: Tokens, question: Question, weights: tuple[tuple[Term, float], ...], chosen: Sequence[tuple[Unit, Hit]]
) -> list[Likeness]:
    """Each unit against the question: whole, token by token, and term by term."""
    nothing = Likeness(0.0, 0.0, 0.0, 0.0, 0.0, (0.0,) * len(weights))
    terms = Terms(_find_term_tokens(question.text, weights, tokens.places))
    shares = np.array([weight for _, weight in weights], np.float32)
    whole = tokens.vector @ rotation(len(tokens.vector))
    found = []
    framed: dict[str, tuple[NDArray[np.bool_], Matrix]] = {}
    for unit, hit in chosen:
        placed = tokens.passages.get(hit.passage.passage_id)
        inside = placed.inside(unit) if placed is not None else np.zeros(0, bool)
        if placed is None or not inside.any():
            found.append(nothing)
            continue
        if hit.passage.passage_id not in framed:
            above = placed.places[:, 0] < 0
            framed[hit.passage.passage_id] = ~above, terms.match(placed.near[above])
        below, heads = framed[hit.passage.passage_id]
        within = placed.near[inside]
        own = terms.match(within)
        around = terms.match(placed.near[~inside & below])
        best = np.maximum(own, 0.9 * np.maximum(heads, around))
        mean = placed.signs[inside].mean(axis=0)
        found.append(
            Likeness(
                cosine=float(mean @ whole) / max(1e-9, float(np.linalg.norm(mean))),
                maxsim=float(within.max(axis=0).mean()) if placed.near.shape[1] else 0.0,
                soft=float(own @ shares),
                soft_best=float(best @ shares),
                beside=float(around @ shares),
                terms=tuple(float(value) for value in best),
            )
        )
    return found


def read_units(tokens: Tokens, reader: Reranker, units: Sequence[tuple[Unit, Hit]], most: int) -> list[float | None]:
    """The reader's log-odds for each unit of the first ``most`` passages; None for the others.

    A whole list is as good as the best sentence in it.
    """
    ids = [passage_id for passage_id in dict.fromkeys(hit.passage.passage_id for _, hit in units) if passage_id in tokens.passages][:most]
    own: dict[str, list[int]] = {passage_id: [] for passage_id in ids}
    for at, (unit, hit) in enumerate(units):
        if hit.passage.passage_id in own and unit.kind != "list":
            own[hit.passage.passage_id].append(at)
    passages = []
    for passage_id, numbers in own.items():
        placed = tokens.passages[passage_id]
        ranges = []
        for at in numbers:
            inside = np.flatnonzero(placed.inside(units[at][0]))
            ranges.append((int(inside[0]), int(inside[-1]) + 1) if len(inside) else (0, 0))
        passages.append(PassageTokens(placed.signs, placed.places[:, 0] < 0, tuple(ranges)))
    found: list[float | None] = [None] * len(units)
    for numbers, scores, passage in zip(own.values(), reader.score(tokens.asked, passages), passages, strict=True):
        for at, value, (start, end) in zip(numbers, scores, passage.units, strict=True):
            found[at] = float(value) if end > start else None
    for at, (unit, _) in enumerate(units):
        if unit.kind == "list":
            inside_list = [
                value
                for (other, _), value in zip(units, found, strict=True)
                if value is not None and other.doc_id == unit.doc_id and unit.span.contains(other.span)
            ]
            found[at] = max(inside_list, default=None)
    return found


def _place_tokens(document: Document, hit: Hit, embedder: Any) -> list[tuple[int, int]]:
    """Where in the paper's text each token of the embedded text stands."""
    span = hit.passage.span
    text = embedding_text(document, hit.passage)
    printed = document.quote(span)
    start = text.find(printed.replace("\t", " | "))
    # cells are parted by one tab in the paper and by " | " in what was embedded
    origin: Sequence[int] = range(len(printed))
    if "\t" in printed:
        origin = [at for at, character in enumerate(printed) for _ in range(3 if character == "\t" else 1)]
    places = []
    for first, last in embedder.find_tokens(text):
        inside = start >= 0 and first >= start and last <= start + len(origin) and last > first
        places.append((span.start + origin[first - start], span.start + origin[last - 1 - start] + 1) if inside else NOWHERE)
    return places


def _find_term_tokens(text: str, weights: tuple[tuple[Term, float], ...], places: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Which tokens of the question each term is made of."""
    found = []
    at = 0
    for term, _ in weights:
        start = text.find(term.text, at)
        start = text.find(term.text) if start < 0 else start
        at = max(0, start)
        end = start + len(term.text)
        found.append([n for n, (first, last) in enumerate(places) if first < end and last > start])
    return found


class Terms:
    """The tokens of each term laid end to end, so that all terms are looked up at once; one of no token has a likeness of 0."""

    def __init__(self, terms: Sequence[list[int]]) -> None:
        self.number = len(terms)
        self.at = np.array([n for n, tokens in enumerate(terms) if tokens], np.int64)
        self.tokens = np.array([token for tokens in terms for token in tokens], np.int64)
        sizes = np.array([len(tokens) for tokens in terms if tokens], np.int64)
        self.starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])[: len(sizes)]
        self.sizes = sizes.astype(np.float32)

    def match(self, near: Matrix) -> Matrix:
        """For each term its best match among the rows of ``near``, from 0; below 0.3 nothing is alike in this space."""
        found = np.zeros(self.number, np.float32)
        if not len(near):
            return found
        if len(self.at):
            found[self.at] = np.add.reduceat(near.max(axis=0)[self.tokens], self.starts) / self.sizes
        # the bounds as arrays of this type: np.clip checks and converts plain numbers each time, at several times the cost
        return np.minimum(np.maximum((found - 0.3) / 0.6, _ZERO), _ONE)


_ZERO, _ONE = np.float32(0.0), np.float32(1.0)
