"""What is at odds with the passages that an answer quotes: said beside the answer, with a citation of each place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Protocol

from answer.cite import make_citation, split_at_pages
from answer.records import Caveat, Citation
from answer.words import fold
from ingest.spans import Span
from ledger.records import Place

MOST = 3
"""An answer is not the place for everything that is odd about a paper."""


class Conflict(Protocol):
    """What the ledger says of a conflict: its places, a sentence for the reader, and the values as printed."""

    @property
    def places(self) -> tuple[Place, ...]: ...

    @property
    def why(self) -> str: ...

    @property
    def values(self) -> tuple[str, ...]: ...


ConflictsFor = Callable[[Any, str, Span], Iterable[Conflict]]
"""``ledger.conflicts.conflicts_for``: the conflicts that a passage of a paper is in."""


def conflicts_for(archive: Any, doc_id: str, span: Span) -> Iterable[Conflict]:
    """The ledger's conflicts of a passage; none where this build's ledger finds no conflicts."""
    if find_spec("ledger.conflicts") is None:
        return ()
    found: Iterable[Conflict] = import_module("ledger.conflicts").conflicts_for(archive, doc_id, span)
    return found


def add_conflicts(archive: Any, citations: Sequence[Citation], of_passage: ConflictsFor) -> tuple[tuple[Caveat, ...], tuple[Citation, ...]]:
    """(caveats, all citations): the conflicts of the quoted passages, and the citations with those of the other places added.

    A conflict counts where one of its values stands in the quote; places that are cited already keep their number.
    """
    found: dict[str, Conflict] = {}
    for citation in citations:
        for conflict in of_passage(archive, citation.doc_id, citation.span):
            if not conflict.values or any(fold(value) in fold(citation.quote) for value in conflict.values):
                found.setdefault(conflict.why, conflict)
    cited = list(citations)
    caveats = []
    for conflict in list(found.values())[:MOST]:
        numbers = [number for place in conflict.places for number in _cite(archive, place, cited)]
        caveats.append(Caveat(conflict.why, tuple(dict.fromkeys(numbers))))
    return tuple(caveats), tuple(cited)


def _cite(archive: Any, place: Place, cited: list[Citation]) -> list[int]:
    """Numbers of the citations of a place, added to ``cited`` where it is not there yet."""
    known = [number for number, c in enumerate(cited) if c.doc_id == place.doc_id and c.span.overlaps(place.span)]
    if known:
        return known
    for span in split_at_pages(archive.document(place.doc_id), place.span):
        known.append(len(cited))
        cited.append(make_citation(archive, place.doc_id, span))
    return known
