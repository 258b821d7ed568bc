"""Both indexes beside the truth, kept level with it.

Each index covers the truth up to a sequence number of its own. Before a search, what came and went since is read
from the truth: vectors go to the delta in memory, words to a second index in memory that is searched beside the one
on disk. So a reader never sees a removed paper nor misses a finished one, whatever the writer has written
to the index files so far, and a writer that was killed leaves nothing to repair but lag. The writer brings the files
level at opening and after each batch.

The words on disk are those of public papers only. Whoever may see restricted papers has their words in memory; for all
others the vectors of their passages count as deleted.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path

from index.errors import StoreError
from index.records import Filters
from index.store.base import Clause, Ids, Vector
from index.store.short_forms import ShortForms, gather_forms
from index.store.sqlite import SqliteStore
from index.store.vectors import FaissVectors
from index.store.words import TantivyWords

log = logging.getLogger("panelpapers.archive")
COMMIT_EVERY = 400
"""Passages after which the writer commits the index of words (an fsync each time)."""


class LevelIndexes:
    def __init__(self, store: SqliteStore, folder: Path, dim: int, *, writable: bool) -> None:
        self._store = store
        self._writable = writable
        self._guard = threading.RLock()
        self.words = TantivyWords(folder / "words", writable=writable)
        self.vectors = FaissVectors(folder / "vectors", dim, writable=writable)
        self._beside: TantivyWords | None = None
        self._beside_range = (-1, -1)
        self._restricted: TantivyWords | None = None
        self._restricted_ids: tuple[int, ...] = ()
        self._seen = -1
        self._forms: ShortForms | None = None
        self._bodies: tuple[str, ...] | None = None
        self._filter_ids: dict[Filters, Ids] = {}
        self.recovered = tuple(message for message in (self.words.recovered, self.vectors.recovered) if message)
        self.lag = self._store.sequence() - self.words.sequence
        """Changes that the words on disk did not cover at opening."""

    @staticmethod
    def lags(database: Path, folder: Path) -> bool:
        """Whether the words on disk are behind the truth, without loading anything else."""
        store = SqliteStore(database)
        try:
            return TantivyWords(folder / "words", writable=False).sequence != store.sequence()
        finally:
            store.close()

    # ------------------------------------------------------------ keeping level

    def level(self) -> None:
        """Bring what is searched level with the truth; a few microseconds when nothing has changed."""
        sequence = self._store.sequence()
        if sequence == self._seen:
            return
        with self._guard:
            self.vectors.reopen_if_replaced()
            ids, rows = self._store.vectors_since(self.vectors.sequence)
            if len(ids):
                self.vectors.put_rows(ids, rows)
            # deletions are replayed from the base: an id of the delta may have been read before it was deleted
            self.vectors.delete(self._store.deleted_since(self.vectors.base_sequence))
            restricted = self._store.restricted_ids()
            if not self._store.restricted:
                self.vectors.delete(restricted)
            self.vectors.commit(sequence)
            if not self._writable:
                self.words.refresh()
            self._fill_beside(sequence)
            self._fill_restricted(restricted, sequence)
            self._filter_ids.clear()
            self._forms = None
            self._bodies = None
            self._seen = sequence

    def _fill_beside(self, sequence: int) -> None:
        covered = self.words.sequence
        if covered >= sequence:
            self._beside, self._beside_range = None, (-1, -1)
            return
        first, last = self._beside_range
        if self._beside is None or first != covered:
            self._beside, last = TantivyWords(None), covered
        missing = self._store.passages_since(last)
        self._beside.put(missing)
        self._beside.commit(sequence)
        self._beside_range = (covered, sequence)

    def _fill_restricted(self, ids: Ids, sequence: int) -> None:
        if not self._store.restricted or not len(ids):
            self._restricted, self._restricted_ids = None, ()
        elif tuple(ids.tolist()) != self._restricted_ids:
            self._restricted, self._restricted_ids = TantivyWords(None), tuple(ids.tolist())
            self._restricted.put(self._store.passages_since(0, restricted=True))
            self._restricted.commit(sequence)

    def _in_memory(self) -> list[TantivyWords]:
        """The indexes of words beside the one on disk."""
        return [words for words in (self._beside, self._restricted) if words is not None]

    def write_level(self) -> None:
        """Writer only: bring the index files level with the truth.

        :raises StoreError: the disk is full or not writable (the truth is not touched).
        """
        sequence = self._store.sequence()
        with self._guard:
            covered = self.words.sequence
            if covered != sequence:
                if covered < self._store.words_anew():
                    self.words.clear()
                    covered = 0
                try:
                    self._replay_words(covered, sequence)
                except StoreError as error:
                    if "no space" in str(error):
                        raise
                    # e.g. a file of deletions that a killed writer left behind is in the way: make the words anew
                    log.warning("the index of words is made anew: %s", error)
                    self.words.clear()
                    self._replay_words(0, sequence)
            self._seen = -1
            self.level()

    def _replay_words(self, covered: int, sequence: int) -> None:
        self.words.delete(self._store.deleted_since(covered))
        self.words.put(self._store.passages_since(covered))
        self.words.commit(sequence)

    def pending(self) -> int:
        """Changes of the truth that the words on disk do not cover yet."""
        return self._store.sequence() - self.words.sequence

    def rebuild(self) -> None:
        """Writer only: make both indexes anew from the truth."""
        with self._guard:
            self.words.clear()
            self.vectors.clear()
            self.write_level()
            self.vectors.write_generation()

    def close(self) -> None:
        self.words.close()
        self.vectors.close()

    # ------------------------------------------------------------ searching

    def find_ids(self, filters: Filters) -> Ids:
        found = self._filter_ids.get(filters)
        if found is None:
            found = self._store.find_ids(filters)
            if len(self._filter_ids) > 64:
                self._filter_ids.clear()
            self._filter_ids[filters] = found
        return found

    def search_words(self, clauses: Sequence[Clause], filters: Filters, limit: int) -> list[tuple[int, float]]:
        """(id, BM25), best first; ids of removed passages may be among them, see ``SqliteStore.get``."""
        found = self.words.search_words(clauses, filters, limit)
        for beside in self._in_memory():
            # deletions after the covered sequence are still in the index on disk; the join with the truth drops them
            found = sorted({**dict(found), **dict(beside.search_words(clauses, filters, limit))}.items(), key=_best_first)
        return found[:limit]

    def search_vectors(self, vector: Vector, filters: Filters, limit: int) -> list[tuple[int, float]]:
        allowed = None if filters.is_empty() else self.find_ids(filters)
        return self.vectors.search_vectors(vector, allowed, limit)

    def find_holding(self, words: Sequence[str], needed: int, phrases: Sequence[str], without: Sequence[str], filters: Filters) -> set[int]:
        """Ids of passages by their words, see ``TantivyWords.find_holding``; ids of removed passages may be among them."""
        found = set(self.words.find_holding(words, needed, phrases, without, filters))
        for beside in self._in_memory():
            found.update(beside.find_holding(words, needed, phrases, without, filters))
        return found

    def search_vectors_within(self, vector: Vector, ids: Ids, limit: int) -> list[tuple[int, float]]:
        """(id, cosine) of those passages only; ``ids`` ascending."""
        return self.vectors.search_vectors(vector, ids, limit)

    def get_vectors(self, ids: Iterable[int]) -> dict[int, Vector]:
        return self.vectors.vectors(ids)

    def short_forms(self) -> ShortForms:
        """Short forms that the papers spell out; read once a change."""
        if self._forms is None:
            self._forms = gather_forms(self._store.short_forms())
        return self._forms

    def bodies(self) -> tuple[str, ...]:
        """Names of the bodies whose papers are in the archive; read once a change."""
        if self._bodies is None:
            self._bodies = self._store.bodies()
        return self._bodies

    def count(self) -> int:
        """Passages in the archive, about."""
        return len(self.vectors)

    def count_word(self, word: str) -> int:
        """Passages whose text holds the word in any inflection, about."""
        return self.words.count(word) + sum(beside.count(word) for beside in self._in_memory())

    def knows(self, word: str) -> bool:
        return self.words.known(word) or any(beside.known(word) for beside in self._in_memory())


def _best_first(pair: tuple[int, float]) -> tuple[float, int]:
    return -pair[1], pair[0]
