"""Vectors: FAISS generations on disk, a flat delta in memory, and a selector without what was deleted.

    vectors/CURRENT          name of the generation in use, renamed into place after fsync
    vectors/gen-N/base.faiss memory-mapped, opens in milliseconds
    vectors/gen-N/ids.npy    passage ids, ascending; position in the base = position here
    vectors/gen-N/exact.npy  float16 vectors for exact re-ranking (only beside a compressed base)
    vectors/gen-N/meta.json  sequence, dimension, kind

A generation is never changed. What came and went since is read from the truth at opening and kept in memory
until the delta is large enough for a new generation, so that a commit of papers writes nothing here.
Up to ``FLAT_LIMIT`` vectors the base is exact; above it RaBitQ codes (1 bit a dimension) propose
``RERANK`` candidates that are ranked anew by their exact vectors.
"""

from __future__ import annotations

import json
import os
import shutil
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import faiss
import numpy as np

from index.errors import StoreError
from index.store.base import Ids, IndexedPassage, Vector

FLAT_LIMIT = 200_000
RERANK = 400
EXACT_LIMIT = 10_000
"""A filter that leaves no more passages than this is answered by exact dot products."""
MIN_DELTA = 2_000
DELTA_SHARE = 0.1


class FaissVectors:
    """:class:`index.store.base.VectorIndex` in ``folder``. One thread a query; many threads may search at once."""

    def __init__(self, folder: Path, dim: int, *, writable: bool = True, flat_limit: int = FLAT_LIMIT) -> None:
        """A missing or broken generation starts empty, with sequence 0.

        :raises StoreError: the folder cannot be read.
        """
        self._folder = folder
        self.dim = dim
        self._writable = writable
        self._flat_limit = flat_limit
        self._guard = threading.RLock()
        self.recovered = ""
        """What was found broken at opening, '' when nothing was."""
        self.generation = 0
        self._open()

    # ------------------------------------------------------------ opening

    def _empty(self) -> None:
        self._base: faiss.Index | None = None
        self._ids: Ids = np.zeros(0, np.int64)
        self._exact: np.ndarray | None = None
        self._alive = np.zeros(0, bool)
        self._bits: np.ndarray | None = None
        self._delta_ids: Ids = np.zeros(0, np.int64)
        self._delta: Vector = np.zeros((0, self.dim), np.float32)
        self._sequence = 0
        self.base_sequence = 0

    def _open(self) -> None:
        self._empty()
        current = self._folder / "CURRENT"
        try:
            name = current.read_text("ascii").strip()
        except FileNotFoundError:
            return
        except (OSError, UnicodeDecodeError) as error:
            self.recovered = f"the index of vectors was unusable ({error})"
            return
        try:
            home = self._folder / name
            meta = json.loads((home / "meta.json").read_text("utf-8"))
            if meta["dim"] != self.dim:
                raise ValueError(f"dimension {meta['dim']} instead of {self.dim}")
            self._ids = np.load(home / "ids.npy")
            if len(self._ids):
                self._base = faiss.read_index(str(home / "base.faiss"), faiss.IO_FLAG_MMAP_IFC)
                if self._base.ntotal != len(self._ids) or self._base.d != self.dim:
                    raise ValueError("base and ids differ in length")
                if meta["kind"] != "flat":
                    self._exact = np.load(home / "exact.npy", mmap_mode="r")
            self._alive = np.ones(len(self._ids), bool)
            self._sequence = self.base_sequence = int(meta["sequence"])
            self.generation = int(name.removeprefix("gen-"))
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            self._empty()
            self.recovered = f"the index of vectors was unusable ({error})"

    def current_generation(self) -> str:
        try:
            return (self._folder / "CURRENT").read_text("ascii").strip()
        except (OSError, UnicodeDecodeError):
            return ""

    def reopen_if_replaced(self) -> bool:
        """Take up the generation that another process has written meanwhile; True when there was one."""
        if self.current_generation() in ("", f"gen-{self.generation}"):
            return False
        with self._guard:
            self._open()
        return True

    @property
    def sequence(self) -> int:
        return self._sequence

    def __len__(self) -> int:
        return int(self._alive.sum()) + len(self._delta_ids)

    @property
    def kind(self) -> str:
        return "rabitq" if self._exact is not None else "flat"

    # ------------------------------------------------------------ changing

    def put(self, passages: Sequence[IndexedPassage]) -> None:
        if passages:
            ids = np.array([passage.id for passage in passages], np.int64)
            self.put_rows(ids, np.stack([passage.vector for passage in passages]))

    def put_rows(self, ids: Ids, vectors: Vector) -> None:
        """Add rows, ids ascending; ids already there are passed over (a replay may give them twice)."""
        with self._guard:
            new = ~np.isin(ids, self._delta_ids)
            if len(self._ids):
                new &= ~np.isin(ids, self._ids)
            if not new.any():
                return
            delta_ids = np.concatenate([self._delta_ids, ids[new]])
            delta = np.concatenate([self._delta, np.ascontiguousarray(vectors[new], np.float32)])
            order = np.argsort(delta_ids, kind="stable")
            self._delta_ids, self._delta = delta_ids[order], delta[order]

    def delete(self, ids: Iterable[int]) -> None:
        gone = np.fromiter((int(i) for i in ids), np.int64)
        if not len(gone):
            return
        with self._guard:
            alive = self._alive & ~np.isin(self._ids, gone)
            if not np.array_equal(alive, self._alive):
                self._alive, self._bits = alive, None
            keep = ~np.isin(self._delta_ids, gone)
            if not keep.all():
                self._delta_ids, self._delta = self._delta_ids[keep], self._delta[keep]

    def commit(self, sequence: int) -> None:
        """Cover ``sequence``; writes a new generation only when the delta has grown large."""
        self._sequence = sequence
        changed = len(self._delta_ids) + int((~self._alive).sum())
        if self._writable and changed > max(MIN_DELTA, DELTA_SHARE * len(self._ids)):
            self.write_generation()

    def clear(self) -> None:
        with self._guard:
            self._empty()
            if self._writable:
                (self._folder / "CURRENT").unlink(missing_ok=True)
                for old in self._folder.glob("gen-*"):
                    shutil.rmtree(old, ignore_errors=True)
                self.generation = 0

    def close(self) -> None:
        self._empty()

    def write_generation(self) -> None:
        """Fold base, delta and deletions into a new generation and make it current.

        :raises StoreError: the disk is full or not writable; the old generation stays in use.
        """
        with self._guard:
            ids = np.concatenate([self._ids[self._alive], self._delta_ids])
            vectors = np.concatenate([self._base_rows(np.flatnonzero(self._alive)), self._delta])
            order = np.argsort(ids, kind="stable")
            ids, vectors = ids[order], np.ascontiguousarray(vectors[order])
            number = max([self.generation, *(_number(path) for path in self._folder.glob("gen-*"))], default=0) + 1
            home = self._folder / f"gen-{number}"
            kind = "flat" if len(ids) <= self._flat_limit else "rabitq"
            try:
                home.mkdir(parents=True)
                _save(home / "ids.npy", ids)
                if len(ids):
                    base: faiss.Index = faiss.IndexFlatIP(self.dim)
                    if kind == "rabitq":
                        base = faiss.IndexRaBitQ(self.dim, faiss.METRIC_INNER_PRODUCT)
                        base.train(vectors)
                        _save(home / "exact.npy", vectors.astype(np.float16))
                    base.add(vectors)
                    faiss.write_index(base, str(home / "base.faiss"))
                    _sync(home / "base.faiss")
                meta = {"sequence": self._sequence, "dim": self.dim, "kind": kind, "count": len(ids)}
                (home / "meta.json").write_text(json.dumps(meta), "utf-8")
                _sync(home / "meta.json")
                _sync(home)
                draft = self._folder / "CURRENT.new"
                draft.write_text(home.name + "\n", "ascii")
                _sync(draft)
                os.replace(draft, self._folder / "CURRENT")
                _sync(self._folder)
            except (OSError, RuntimeError) as error:
                shutil.rmtree(home, ignore_errors=True)
                raise StoreError(f"{home}: {error}; free some disk space and run `panelpapers rebuild`") from error
            sequence = self._sequence
            self._open()
            self._sequence = sequence
            for old in self._folder.glob("gen-*"):  # readers that still map an older one keep its pages until they let go
                if _number(old) < number:
                    shutil.rmtree(old, ignore_errors=True)

    # ------------------------------------------------------------ searching

    def search_vectors(self, vector: Vector, allowed: Ids | None, limit: int) -> list[tuple[int, float]]:
        vector = np.ascontiguousarray(vector, np.float32).reshape(1, self.dim)
        if limit <= 0 or (allowed is not None and not len(allowed)):
            return []
        with self._guard:
            base, ids, alive, delta_ids, delta = self._base, self._ids, self._alive, self._delta_ids, self._delta
            found = self._search_base(vector, allowed, limit, base, ids, alive)
        if len(delta_ids):
            rows = np.arange(len(delta_ids)) if allowed is None else np.flatnonzero(np.isin(delta_ids, allowed))
            scores = delta[rows] @ vector[0]
            best = np.argsort(-scores, kind="stable")[:limit]
            found += [(int(delta_ids[rows[i]]), float(scores[i])) for i in best]
        found.sort(key=lambda pair: (-pair[1], pair[0]))
        return found[:limit]

    def _search_base(
        self, vector: Vector, allowed: Ids | None, limit: int, base: faiss.Index | None, ids: Ids, alive: np.ndarray
    ) -> list[tuple[int, float]]:
        if base is None or not alive.any():
            return []
        if allowed is not None:
            positions = np.searchsorted(ids, allowed)
            positions = positions[positions < len(ids)]
            positions = positions[np.isin(ids[positions], allowed) & alive[positions]]
            if len(positions) <= EXACT_LIMIT:
                return self._rank(vector, positions, limit)
            mask = np.zeros(len(ids), bool)
            mask[positions] = True
            bits: np.ndarray | None = np.packbits(mask, bitorder="little")
        else:
            if self._bits is None and not alive.all():
                self._bits = np.packbits(alive, bitorder="little")
            bits = self._bits
        asked = min(len(ids), max(limit, RERANK) if self._exact is not None else limit)
        parameters: Any = None
        if bits is not None:
            selector = faiss.IDSelectorBitmap(bits)  # type: ignore[call-arg,arg-type]  # faiss wraps it for arrays
            if self._exact is not None:
                parameters = faiss.RaBitQSearchParameters(sel=selector)  # type: ignore[call-arg]
            else:
                parameters = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
        before = faiss.omp_get_max_threads()
        faiss.omp_set_num_threads(1)
        try:
            scores, places = base.search(vector, asked, params=parameters)
        finally:
            faiss.omp_set_num_threads(before)
        places = places[0][places[0] >= 0]
        if self._exact is not None:
            return self._rank(vector, places, limit)
        return [(int(ids[place]), float(score)) for place, score in zip(places, scores[0], strict=False)]

    def _rank(self, vector: Vector, positions: np.ndarray, limit: int) -> list[tuple[int, float]]:
        scores = self._base_rows(positions) @ vector[0]
        best = np.argsort(-scores, kind="stable")[:limit]
        return [(int(self._ids[positions[i]]), float(scores[i])) for i in best]

    def _base_rows(self, positions: np.ndarray) -> Vector:
        if self._base is None or not len(positions):
            return np.zeros((0, self.dim), np.float32)
        if self._exact is not None:
            return np.asarray(self._exact[positions], np.float32)
        return self._base.reconstruct_batch(np.ascontiguousarray(positions, np.int64))

    def vectors(self, ids: Iterable[int]) -> dict[int, Vector]:
        wanted = np.fromiter((int(i) for i in ids), np.int64)
        with self._guard:
            positions = np.flatnonzero(np.isin(self._ids, wanted) & self._alive)
            found = dict(zip(self._ids[positions].tolist(), self._base_rows(positions), strict=True))
            for row in np.flatnonzero(np.isin(self._delta_ids, wanted)):
                found[int(self._delta_ids[row])] = self._delta[row]
        return found

    def all_ids(self) -> Ids:
        return np.sort(np.concatenate([self._ids[self._alive], self._delta_ids]))


def _number(path: Path) -> int:
    tail = path.name.removeprefix("gen-")
    return int(tail) if tail.isdigit() else 0


def _save(path: Path, array: np.ndarray) -> None:
    with path.open("wb") as file:
        np.save(file, array)
        file.flush()
        os.fsync(file.fileno())


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
