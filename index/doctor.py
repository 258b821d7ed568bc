"""What can be wrong with an archive, and what mends it. Reads; never repairs by itself."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from index.embed.base import Embedder
from index.errors import StoreError
from index.store.level import LevelIndexes
from index.store.sqlite import SqliteStore

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """``check`` is a stable name, ``message`` says what is wrong, ``remedy`` what to do about it."""

    check: str
    severity: Severity
    message: str
    remedy: str


REBUILD = "run `panelpapers rebuild`"
ADD_AGAIN = "remove the paper and add its file again"


def find_faults(path: Path, store: SqliteStore, indexes: LevelIndexes, embedder: Embedder) -> tuple[Finding, ...]:
    found: list[Finding] = []
    try:
        found += _check_database(store)
        found += _check_images(store)
        found += _check_passages(store, embedder)
    except StoreError as error:
        found.append(Finding("readable", "error", str(error), "put a copy of the archive back, or add the papers to a new one"))
        return tuple(found)
    found += _check_indexes(path, store, indexes)
    return tuple(found)


def _check_database(store: SqliteStore) -> list[Finding]:
    found = []
    for (message,) in store.read("PRAGMA integrity_check(20)"):
        if message != "ok":
            found.append(Finding("integrity", "error", message, "put a copy of the archive back, or add the papers to a new one"))
    for table, _, parent, _ in store.read("PRAGMA foreign_key_check"):
        found.append(Finding("references", "error", f"a row of {table} refers to no row of {parent}", ADD_AGAIN))
    for (doc_id,) in store.read("SELECT doc_id FROM papers WHERE doc_id NOT IN (SELECT doc_id FROM names)"):
        found.append(Finding("names", "error", f"paper {doc_id} has no name", f"run `panelpapers remove {doc_id}` and add its file again"))
    for table in ("structure",):
        for (doc_id,) in store.read(f"SELECT doc_id FROM papers WHERE doc_id NOT IN (SELECT doc_id FROM {table})"):
            found.append(Finding("structure", "error", f"paper {doc_id} has no structure", ADD_AGAIN))
    return found


def _check_images(store: SqliteStore) -> list[Finding]:
    found = []
    for (image,) in store.read("SELECT sha256 FROM images WHERE sha256 NOT IN (SELECT image FROM pages WHERE image IS NOT NULL)"):
        found.append(Finding("images", "warning", f"image {image[:12]}… belongs to no page", "it only takes space"))
    for (image,) in store.read("SELECT DISTINCT image FROM pages WHERE image IS NOT NULL"):
        png = store.read("SELECT png FROM images WHERE sha256 = ?", (image,))
        if not png:
            found.append(Finding("images", "error", f"page image {image[:12]}… is missing", ADD_AGAIN))
        elif hashlib.sha256(png[0][0]).hexdigest() != image:
            found.append(Finding("images", "error", f"page image {image[:12]}… has changed", ADD_AGAIN))
    return found


def _check_passages(store: SqliteStore, embedder: Embedder) -> list[Finding]:
    found = []
    size = embedder.dim * 2
    for number, doc_id in store.read("SELECT count(*), doc_id FROM passages WHERE length(vector) <> ? GROUP BY doc_id", (size,)):
        found.append(Finding("vectors", "error", f"{number} passages of {doc_id} have no vector of the embedder", ADD_AGAIN))
    for (doc_id,) in store.read("SELECT DISTINCT doc_id FROM passages WHERE id NOT IN (SELECT passage FROM passage_tokens)"):
        found.append(Finding("vectors", "error", f"passages of {doc_id} have no token codes", ADD_AGAIN))
    for doc_id, count, stored in store.read(
        "SELECT doc_id, passage_count, (SELECT count(*) FROM passages WHERE passages.doc_id = papers.doc_id) AS n "
        "FROM papers WHERE passage_count <> n"
    ):
        found.append(Finding("passages", "error", f"paper {doc_id} has {stored} of its {count} passages", ADD_AGAIN))
    return found


def _check_indexes(path: Path, store: SqliteStore, indexes: LevelIndexes) -> list[Finding]:
    found = [Finding("indexes", "warning", message, REBUILD) for message in indexes.recovered]
    words, vectors = indexes.words, indexes.vectors
    behind = store.sequence() - words.sequence
    if behind:
        found.append(
            Finding("words", "warning", f"the index of words is {behind} changes behind (searches are right meanwhile)",
                    "it is brought level by the next `panelpapers add`")
        )  # fmt: skip
    try:
        indexes.level()
        truth = set(store.read("SELECT id FROM passages"))
        ids = {number for (number,) in truth}
        if not behind:
            in_words, public = set(words.all_ids()), ids - set(store.restricted_ids().tolist())
            if in_words != public:
                found.append(Finding("words", "error", _differ("words", in_words, public), REBUILD))
        in_vectors = set(vectors.all_ids().tolist())
        if in_vectors != ids:
            found.append(Finding("vectors", "error", _differ("vectors", in_vectors, ids), REBUILD))
    except StoreError as error:
        found.append(Finding("indexes", "error", str(error), REBUILD))
    current = vectors.current_generation()
    if current and not (path / "vectors" / current / "meta.json").is_file():
        found.append(Finding("vectors", "error", f"CURRENT names {current}, which is not there", REBUILD))
    return found


def _differ(name: str, have: set[int], want: set[int]) -> str:
    return f"the index of {name} lacks {len(want - have)} passages and has {len(have - want)} that are gone"
