"""The archive that the app reads: one per process for the public and one for staff, opened anew when another process has written to it.

Pages and routes both ask :func:`open_shelf`. The program that adds papers runs beside the app; once it has
committed, the sequence on disk moves on, and the next page that is drawn sees the new papers. Answers are kept
for as long as the sequence stands still, so that stepping through the citations of an answer costs nothing.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, TypeVar

from answer import answer_question
from answer.llm import make_writer, read_writer_settings
from answer.records import Answer
from index import Archive
from index.errors import QueryError, SchemaVersionError
from index.records import Filters, Query, SearchResult

LONGEST_QUERY = 2_000
"""Characters. A question is a sentence or two; what is longer was pasted by mistake."""
MOST_KEPT = 200

ANSWERED_AT_ONCE = 2
"""Questions, whoever asks them. A question is half a second of work for one core; more of them at a time only wait for each
other, and every other page with them."""

T = TypeVar("T")
_turns = threading.BoundedSemaphore(ANSWERED_AT_ONCE)


class Shelf:
    """An open archive and what was worked out from it at this sequence. Safe to share between threads."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.sequence = archive.sequence
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, key: Hashable, work_out: Callable[[], T]) -> T:
        """The value of ``work_out()``, worked out once for ``key``; the least recently used of many is dropped."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        value = work_out()
        with self._lock:
            self._kept[key] = value
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return value

    def has(self, key: Hashable) -> bool:
        """True when :meth:`keep` would answer at once."""
        with self._lock:
            return key in self._kept

    def answer(self, question: str, filters: Filters, kind: str = "") -> Answer:
        """Worded by the writer of the environment, if there is one. ``kind`` is that of the answer wanted, where it was chosen.

        Raises QueryError for a question that is empty or longer than ``LONGEST_QUERY`` and for a kind that is none,
        PanelPapersError for writer settings that make no sense.
        """
        text = check_query(question)
        writer = make_writer(read_writer_settings(), restricted=self.archive.shows_restricted)

        def in_turn() -> Answer:
            with _turns:
                return answer_question(self.archive, text, filters, writer, kind=kind)

        return self.keep(("answer", text, filters, kind), in_turn)

    def is_answered(self, question: str, filters: Filters, kind: str = "") -> bool:
        """True when :meth:`answer` would answer at once."""
        return self.has(("answer", " ".join(question.split()), filters, kind))

    def read_query(self, text: str, filters: Filters, top_k: int) -> Query:
        """What was typed, its operators read. Raises QueryError for words that are empty or longer than ``LONGEST_QUERY``."""
        return self.archive.read_query(check_query(text), filters, top_k)

    def search(self, text: str, filters: Filters, top_k: int) -> SearchResult:
        """The passages nearest to what was typed; raises as :meth:`read_query`."""
        query = self.read_query(text, filters, top_k)
        return self.keep(("search", query), lambda: self.archive.search(query))

    def facets(self, filters: Filters) -> dict[str, tuple[tuple[str, int], ...]]:
        return self.keep(("facets", filters), lambda: self.archive.facets(filters))


_shelves: dict[tuple[Path, bool], Shelf] = {}
_opening = threading.Lock()


def open_shelf(path: Path, *, restricted: bool = False) -> Shelf:
    """The shelf of the archive at ``path``, as the public sees it, or with its restricted papers.

    Raises ArchiveNotFoundError and the other errors of :mod:`index.errors`; each message says what to run.
    """
    with _opening:
        shelf = _shelves.get((path, restricted))
        if shelf is not None and _is_current(shelf):
            return shelf
        shelf = _shelves[path, restricted] = Shelf(Archive.open(path, restricted=restricted))
        return shelf


def _is_current(shelf: Shelf) -> bool:
    try:
        return shelf.archive.sequence == shelf.sequence
    except SchemaVersionError:  # another process has brought the archive forward
        return False


def check_query(text: str) -> str:
    """``text`` with single spaces. Raises QueryError when nothing is left of it or too much is."""
    text = " ".join(text.split())
    if not text:
        raise QueryError("Write a question or some words first.")
    if len(text) > LONGEST_QUERY:
        raise QueryError(f"That is {len(text):,} characters long; please ask in {LONGEST_QUERY:,} or fewer.")
    return text
