"""The seams of the archive: what a store of papers, an index of words and an index of vectors must do.

A back end is one file in this folder and one more parameter of ``tests/index/test_conformance_*.py``. The
store is the truth; both indexes are copies of part of it, each knowing the sequence number that it covers,
and may be thrown away at any time. Ids of passages are positive integers that the store never gives out twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.records import Filters, PaperSummary
from ingest.records import Document, Mention, Obligation, Passage, Reading
from ingest.spans import Span

Vector = NDArray[np.float32]
Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class IndexedPassage:
    """One passage as the indexes see it: its words and every field that a filter can ask for.

    ``first_day``/``last_day`` are ISO days of the meeting date (the same day twice; a whole month or year where
    only that is printed; None when undated). Names and bodies are folded (:func:`index.store.filters.fold`).
    ``vector`` is L2-normalised float32 of the embedder's dimension.
    """

    id: int
    doc_id: str
    text: str
    heading: str
    title: str
    body: str | None
    doc_type: str
    first_day: str | None
    last_day: str | None
    people: tuple[str, ...]
    organisations: tuple[str, ...]
    amounts: tuple[float, ...]
    vector: Vector


@dataclass(frozen=True, slots=True)
class Embedded:
    """What the embedder made of texts, in their order: ``vectors`` (texts, dim), ``hashes`` of the texts, and
    ``codes`` of their tokens (:func:`index.rerank.maxsim.to_codes`)."""

    vectors: Vector
    codes: tuple[bytes, ...]
    hashes: tuple[bytes, ...]

    def part(self, some: slice) -> Embedded:
        return Embedded(self.vectors[some], self.codes[some], self.hashes[some])


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """One passage as the truth holds it, with what a hit shows about its paper."""

    id: int
    doc_id: str
    file: str
    title: str
    body: str | None
    doc_type: str
    meeting_date: str | None
    first_day: str | None
    last_day: str | None
    part_title: str | None
    passage: Passage
    text: str
    section: str | None
    page_no: int | None
    paragraph_number: str | None


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing to look for: any of the words of ``text`` (analysed by the index), weighted by ``boost``.

    ``fuzzy`` also accepts words one letter away (two, from eight letters on) for words that no passage holds.
    """

    text: str
    boost: float = 1.0
    fuzzy: bool = False


class PaperStore(Protocol):
    """The truth. Every method raises ``StoreError`` when the files cannot be read or written.

    ``put`` and ``delete`` are one transaction each: after an error or a ``kill -9`` the store holds the state
    from before or from after, never one between.
    """

    def sequence(self) -> int:
        """Number of changes so far; grows by one with each ``put`` or ``delete`` that changed something."""
        ...

    def put(
        self, reading: Reading, embedded: Embedded, *, again: bool = False, restricted: bool = False, notice: str | None = None
    ) -> str:
        """Store a paper: 'added', 'unchanged', 'replaced' or 'duplicate'; with ``again`` even where its bytes are known.

        ``embedded`` has one row a passage, in order.
        """
        ...

    def delete(self, doc_id: str) -> bool:
        """Remove a paper and all its names; False when there was none."""
        ...

    def get(self, ids: Iterable[int]) -> dict[int, StoredPassage]:
        """The passages that still exist among ``ids``."""
        ...

    def find_ids(self, filters: Filters) -> Ids:
        """Ids, ascending, of the passages that the filters leave."""
        ...

    def passages_since(self, sequence: int, *, restricted: bool = False) -> list[IndexedPassage]:
        """Passages of public papers (``restricted``: of restricted ones) that exist now and were added after ``sequence``, by id."""
        ...

    def deleted_since(self, sequence: int) -> Ids:
        """Ids of passages removed after ``sequence``."""
        ...

    def papers(self, filters: Filters = ...) -> tuple[PaperSummary, ...]: ...

    def document(self, doc_id: str) -> Document | None: ...

    def mentions(self, doc_id: str, within: Span | None = None) -> tuple[Mention, ...]: ...

    def obligations(self, doc_id: str | None = None) -> tuple[tuple[str, Obligation], ...]: ...


class PassageIndex(Protocol):
    """What both indexes share. Raises ``StoreError`` when the files cannot be read or written."""

    @property
    def sequence(self) -> int:
        """The sequence of the truth that this index covers; 0 when it is new or was unusable."""
        ...

    def put(self, passages: Sequence[IndexedPassage]) -> None:
        """Add passages whose ids are not in the index; visible to searches after ``commit``."""
        ...

    def delete(self, ids: Iterable[int]) -> None:
        """Forget passages; unknown ids are passed over."""
        ...

    def commit(self, sequence: int) -> None:
        """Make what was put and deleted last, and record that ``sequence`` is covered."""
        ...

    def clear(self) -> None:
        """Forget everything; the sequence is 0 again."""
        ...

    def close(self) -> None: ...


class WordIndex(PassageIndex, Protocol):
    def search_words(self, clauses: Sequence[Clause], filters: Filters, limit: int) -> list[tuple[int, float]]:
        """(id, BM25 score), best first; empty where no clause has a word. Never fails on any text."""
        ...


class VectorIndex(PassageIndex, Protocol):
    def search_vectors(self, vector: Vector, allowed: Ids | None, limit: int) -> list[tuple[int, float]]:
        """(id, cosine), best first, among the ids ``allowed`` (None: all)."""
        ...

    def vectors(self, ids: Iterable[int]) -> dict[int, Vector]:
        """The vectors of those ids that the index holds."""
        ...
