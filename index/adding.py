"""Files and folders → papers in the archive, one outcome for every file.

    find_files     folders walked in order; hidden files and notes about the files are passed over
    recognise      by the sha256 of the bytes: unchanged, or one more name of a known paper
    read           in as many processes as cores (reader_process.py)
    embed          passages of several papers in one batch, here
    put            each paper in a transaction of its own

Interrupting (Ctrl-C) or killing the program at any moment leaves every paper that was reported in the archive.
"""

from __future__ import annotations

import hashlib
import os
import queue
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from index.archive import Archive
from index.errors import StoreError
from index.reader_process import ReaderDiedError, ReaderProcess
from index.records import FileOutcome
from index.store.base import Embedded
from ingest.errors import IngestError, PanelPapersError
from ingest.records import Reading

Progress = Callable[[FileOutcome, int, int], None]
BATCH_PASSAGES = 96
"""Passages that are embedded together; papers wait until so many have come in or no other is ready."""
NOTES = frozenset({"readme", "licence", "license", "provenance", "manifest", "changelog", "copying", "notice"})
"""Names (without suffix) of files that tell about the others in a folder; added only when named themselves."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file to add. ``error`` says why it cannot even be opened."""

    path: str
    sha256: str | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """What came of reading one file: a reading, or the reason why there is none."""

    found: Found
    seconds: float
    reading: Reading | None = None
    reason: str = ""


@dataclass(slots=True)
class Batch:
    """The state of one run of :func:`add_paths`."""

    archive: Archive
    total: int
    on_progress: Progress | None
    again: bool
    restricted: bool = False
    outcomes: dict[str, FileOutcome] = field(default_factory=dict)
    twins: dict[str, list[Found]] = field(default_factory=dict)
    """By sha256: files of this run with the bytes of one that is being read."""
    stopped: str = ""
    """Why nothing more can be stored (a full disk)."""

    def report(self, outcome: FileOutcome) -> None:
        self.outcomes[outcome.path] = outcome
        if self.on_progress is not None:
            self.on_progress(outcome, len(self.outcomes), self.total)


def add_paths(
    archive: Archive,
    paths: Iterable[Path | str],
    *,
    workers: int | None = None,
    on_progress: Progress | None = None,
    ocr: bool = True,
    again: bool = False,
    restricted: bool = False,
) -> tuple[FileOutcome, ...]:
    """Add files and folders to an archive that is open for writing; one outcome a file, in the order found.

    ``workers``: reading processes, by default one a core. ``on_progress(outcome, done, total)`` is called in this
    thread after each file. ``again`` reads and stores files anew that are unchanged. ``restricted`` marks every
    paper among them, also those that are in the archive already.

    :raises StoreError: the archive is open for reading only. Whatever concerns one file is its outcome instead.
    """
    archive.require_writer()
    files = list(find_files(paths))
    batch = Batch(archive, len(files), on_progress, again, restricted)
    todo: list[Found] = []
    for path in files:
        found = _hash_file(path)
        if not _recognise(batch, found):
            todo.append(found)
    if todo:
        count = max(1, min(workers or os.cpu_count() or 1, len(todo)))
        _read_and_store(batch, todo, count, ocr)
    archive.commit()
    return tuple(batch.outcomes[path] for path in files)


def find_files(paths: Iterable[Path | str]) -> Iterator[str]:
    """Files, each once, as paths given or below them; folders in the order of their names, links followed once."""
    seen: set[str] = set()
    for given in paths:
        path = Path(given)
        if path.is_dir():
            yield from _walk(path, set(), seen)
        else:
            key = os.path.abspath(path)
            if key not in seen:
                seen.add(key)
                yield str(path)


def _walk(folder: Path, above: set[str], seen: set[str]) -> Iterator[str]:
    real = os.path.realpath(folder)
    if real in above:  # a link that leads back up
        return
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        yield str(folder)  # reported as a file that could not be opened
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name.startswith("~$"):
            continue
        if entry.is_dir():
            yield from _walk(entry, {*above, real}, seen)
        elif entry.stem.casefold() not in NOTES:
            key = os.path.abspath(entry)
            if key not in seen:
                seen.add(key)
                yield str(entry)


def _hash_file(path: str) -> Found:
    try:
        with open(path, "rb") as file:
            return Found(path, hashlib.file_digest(file, "sha256").hexdigest())
    except FileNotFoundError:
        return Found(path, error="there is no such file; check the path")
    except OSError as error:
        return Found(path, error=f"{error.strerror or error}; check that you may read it")


def _recognise(batch: Batch, found: Found) -> bool:
    """Settle a file without reading it: True when it is known, cannot be opened, or has a twin in this run."""
    start = time.perf_counter()
    if found.sha256 is None:
        batch.report(FileOutcome(found.path, "failed", found.error))
        return True
    if found.sha256 in batch.twins:
        batch.twins[found.sha256].append(found)
        return True
    doc_id = None if batch.again else batch.archive.has_bytes(found.sha256)
    if doc_id is None:
        batch.twins[found.sha256] = []
        return False
    _add_name(batch, found, doc_id, start)
    return True


def _add_name(batch: Batch, found: Found, doc_id: str, start: float) -> None:
    try:
        outcome = batch.archive.add_name(found.path, doc_id)
    except StoreError as error:
        batch.report(FileOutcome(found.path, "failed", str(error)))
        return
    if batch.restricted:
        batch.archive.restrict(doc_id, "marked when it was added", commit=False)
    paper = batch.archive.paper(doc_id)
    reason = f"same bytes as {paper.paths[0]}" if outcome == "duplicate" else ""
    batch.report(
        FileOutcome(
            found.path, outcome, reason, doc_id, paper.pages, len(paper.warnings), time.perf_counter() - start,
            paper.restricted_because,
        )
    )


def _read_and_store(batch: Batch, todo: Sequence[Found], count: int, ocr: bool) -> None:
    waiting: queue.SimpleQueue[Found] = queue.SimpleQueue()
    for found in todo:
        waiting.put(found)
    # bounded: readings carry page images, and the embedder may be slower than the readers
    done: queue.Queue[Read] = queue.Queue(maxsize=max(8, 2 * count))
    readers = [ReaderProcess(batch.archive.embedder.name, ocr) for _ in range(count)]
    halt = threading.Event()
    threads = [
        threading.Thread(target=_read_files, args=(reader, waiting, done, halt), daemon=True) for reader in readers
    ]
    for thread in threads:
        thread.start()
    try:
        left = len(todo)
        while left:
            reads = [done.get()]
            while sum(len(r.reading.passages) for r in reads if r.reading) < BATCH_PASSAGES and not done.empty():
                reads.append(done.get())
            left -= len(reads)
            _store(batch, reads)
    finally:
        halt.set()
        for reader in readers:
            reader.stop()


def _read_files(
    reader: ReaderProcess, waiting: queue.SimpleQueue[Found], done: queue.Queue[Read], halt: threading.Event
) -> None:
    """One thread, one reader: files off the queue until it is empty."""
    while not halt.is_set():
        try:
            found = waiting.get_nowait()
        except queue.Empty:
            return
        start = time.perf_counter()
        reading, reason = None, ""
        for last_try in (False, True):
            try:
                reading = reader.read(found.path)
                reason = ""
                break
            except ReaderDiedError as error:
                reason = str(error)
                if halt.is_set() or last_try:
                    break
            except IngestError as error:
                reason = error.reason
                break
            except PanelPapersError as error:
                reason = str(error)
                break
        read = Read(found, time.perf_counter() - start, reading, reason)
        while not halt.is_set():
            try:
                done.put(read, timeout=0.5)
                break
            except queue.Full:
                continue


def _store(batch: Batch, reads: Sequence[Read]) -> None:
    """Embed the passages of all readings at once, then put each paper in its own transaction."""
    texts: list[str] = []
    slices: list[slice] = []
    for read in reads:
        own = batch.archive.embedding_texts(read.reading) if read.reading else []
        slices.append(slice(len(texts), len(texts) + len(own)))
        texts += own
    embedded = batch.archive.embed_texts(texts)
    for read, own_rows in zip(reads, slices, strict=True):
        outcome = _store_one(batch, read, embedded.part(own_rows))
        batch.report(outcome)
        for twin in batch.twins.pop(read.found.sha256 or "", []):
            if outcome.doc_id is None:
                batch.report(replace(outcome, path=twin.path))
            else:
                _add_name(batch, twin, outcome.doc_id, time.perf_counter())


def _store_one(batch: Batch, read: Read, embedded: Embedded) -> FileOutcome:
    path, reading = read.found.path, read.reading
    if reading is None:
        return FileOutcome(path, "failed", read.reason, seconds=read.seconds)
    if batch.stopped:
        return FileOutcome(path, "failed", batch.stopped, seconds=read.seconds)
    start = time.perf_counter()
    document = reading.document
    try:
        outcome = batch.archive.put(reading, embedded=embedded, again=batch.again, restricted=batch.restricted)
    except StoreError as error:
        if "no space" in str(error):
            batch.stopped = str(error)
        return FileOutcome(path, "failed", str(error), seconds=read.seconds)
    return FileOutcome(
        path, outcome, "", document.doc_id, len(document.pages) if document.paged else 0, len(document.warnings),
        read.seconds + time.perf_counter() - start, batch.archive.paper(document.doc_id).restricted_because,
    )  # fmt: skip
