"""What the ledger reads of an archive, read once for each state of it."""

from __future__ import annotations

import re
import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar
from weakref import WeakValueDictionary

from index.records import Filters, PaperSummary
from ingest.records import Document, Mention, Obligation
from ledger.families import Belonging, group_papers, name_keys, telling_words
from ledger.records import Coverage
from ledger.statements import Rarity, Statement, cut_paper
from ledger.units import PassageVectors, Units, cut_units

T = TypeVar("T")
KEPT = 24
"""Of what there is one of for each body or paper (a name of several parts); what there is one of for the archive is kept."""


class PaperSource(Protocol):
    """What the ledger needs of an archive; it never writes to it."""

    @property
    def sequence(self) -> int: ...

    def papers(self, filters: Filters = ...) -> tuple[PaperSummary, ...]: ...

    def document(self, doc_id: str) -> Document: ...

    def mentions(self, doc_id: str) -> tuple[Mention, ...]: ...

    def obligations(self, doc_id: str | None = None) -> tuple[tuple[str, Obligation], ...]: ...

    def passage_vectors(self, doc_id: str) -> PassageVectors: ...


@dataclass(frozen=True, slots=True)
class Family:
    """The papers of one body in order of their dates, cut into statements."""

    doc_ids: tuple[str, ...]
    statements: tuple[Statement, ...]
    rarity: Rarity
    as_of: str | None
    units: Units


_kept: OrderedDict[Hashable, Any] = OrderedDict()
_guard = threading.Lock()
_at_work: WeakValueDictionary[Hashable, Turn] = WeakValueDictionary()
_running = threading.local()
"""``sequences``: by archive, of the state that this thread is working something out for."""


class Turn:
    """Held by the thread that works something out, while the others who want it wait."""

    def __init__(self) -> None:
        self.lock = threading.RLock()


def keep(archive: PaperSource, name: Hashable, work_out: Callable[[], T]) -> T:
    """``work_out()``, worked out once for this archive at this sequence; the results of earlier sequences are dropped.

    Who asks while another thread is at it waits for that one: many readers of an app that has just started would
    otherwise all work out the same. What ``work_out`` asks for in turn must not ask for ``name``; all of it is kept for the
    one state of the archive at which the first began.
    """
    home = _find_home(archive)
    sequences: dict[tuple[str, bool], int] = _running.__dict__.setdefault("sequences", {})
    begun = sequences.get(home)
    # reading the sequence is a query: work that asks for many things asks for it once
    sequence = archive.sequence if begun is None else begun
    key = (home, sequence, name)
    with _guard:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
        turn = _at_work.setdefault(key, Turn())
    with turn.lock:
        with _guard:
            if key in _kept:
                return _kept[key]
        sequences[home] = sequence
        try:
            value = work_out()
        finally:
            if begun is None:
                del sequences[home]
        with _guard:
            for old in [kept for kept in _kept if kept[0] == home and kept[1] != sequence]:  # type: ignore[index]
                del _kept[old]
            _kept[key] = value
            many = [kept for kept in _kept if isinstance(kept[2], tuple)]  # type: ignore[index]
            for old in many[: max(0, len(many) - KEPT)]:
                del _kept[old]
    return value


def _find_home(archive: PaperSource) -> tuple[str, bool]:
    """Which archive, and whose: what is worked out with restricted papers must never be shown without them."""
    return str(getattr(archive, "path", id(archive))), getattr(archive, "shows_restricted", False)


def find_sequence(archive: PaperSource) -> int:
    """The state that this thread is working something out for (:func:`keep`), else that of now."""
    begun: int | None = _running.__dict__.get("sequences", {}).get(_find_home(archive))
    return archive.sequence if begun is None else begun


def summaries(archive: PaperSource) -> dict[str, PaperSummary]:
    return keep(archive, "summaries", lambda: {paper.doc_id: paper for paper in archive.papers()})


def paper_date(archive: PaperSource, doc_id: str) -> str | None:
    """The day of a paper: of its meeting, else of its first part, else of its publication, else (a month, it may be) of what
    was read in it as made on some day.
    """
    paper = summaries(archive)[doc_id]
    if paper.meeting_date:
        return paper.meeting_date
    read: dict[str, str | None] = keep(archive, "days", dict)
    if doc_id not in read:
        parts = archive.document(doc_id).parts
        printed = (parts[0].date if parts else None) or paper.published_on
        read[doc_id] = printed or next((row.made_on for _, row in archive.obligations(doc_id) if row.made_on), None)
    return read[doc_id]


def people_in(archive: PaperSource, doc_id: str) -> tuple[Mention, ...]:
    """The mentions of people in a paper, as they stand; read from the archive once."""
    read: dict[str, tuple[Mention, ...]] = keep(archive, "people named", dict)
    if doc_id not in read:
        read[doc_id] = tuple(mention for mention in archive.mentions(doc_id) if mention.label == "PERSON")
    return read[doc_id]


def find_groups(archive: PaperSource) -> dict[str, int]:
    """Number of the body that each paper belongs to; see :mod:`ledger.families`."""

    def work_out() -> dict[str, int]:
        papers = summaries(archive)
        belongings = []
        for doc_id, paper in papers.items():
            listed = [person.name for part in archive.document(doc_id).parts for person in part.attendance]
            people = name_keys([*listed, *(mention.value for mention in people_in(archive, doc_id))])
            # whole papers are looked through only where the body's name tells nothing
            text = "" if telling_words(paper.body) else whole_text(archive.document(doc_id))
            spoken_of = Counter(re.findall(r"[a-z]{3,}", text.casefold()))
            belongings.append(Belonging(telling_words(paper.body), people, spoken_of))
        return dict(zip(papers, group_papers(belongings), strict=True))

    return keep(archive, "groups", work_out)


def whole_text(document: Document) -> str:
    """Title, running headers and footers, and the text: a body's name often stands in the letterhead alone."""
    return " ".join([document.title, *(page.furniture for page in document.pages), document.text])


def read_family(archive: PaperSource, group: int) -> Family:
    """The statements of one body's papers, numbered from 0 in the order of their papers' dates."""

    def work_out() -> Family:
        members = [doc_id for doc_id, number in find_groups(archive).items() if number == group]
        dated = sorted((paper_date(archive, doc_id) or "", doc_id) for doc_id in members)
        statements: list[Statement] = []
        for day, doc_id in dated:
            statements += cut_paper(archive.document(doc_id), len(statements), day or None)
        days = [day for day, _ in dated if day]
        rarity = Rarity.over(statements)
        kept = tuple(statements)
        vectors = {doc_id: archive.passage_vectors(doc_id) for _, doc_id in dated}
        documents = {doc_id: archive.document(doc_id) for _, doc_id in dated}

        def quote(statement: Statement) -> str:
            return documents[statement.doc_id].quote(statement.span)

        units = cut_units(kept, rarity, quote, vectors.__getitem__)
        return Family(tuple(doc_id for _, doc_id in dated), kept, rarity, max(days, default=None), units)

    return keep(archive, ("family", group), work_out)


def is_unreadable(paper: PaperSummary) -> bool:
    """Some page of it could not be read."""
    return bool(paper.text_layers.get("none", 0) + paper.text_layers.get("garbled", 0))


def cover(papers: list[PaperSummary]) -> Coverage:
    return Coverage(len(papers), sum(1 for paper in papers if is_unreadable(paper)))
