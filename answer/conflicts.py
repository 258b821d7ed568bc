"""What is at odds with the passages that an answer quotes: said beside the answer, with a citation of each place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from answer.cite import make_citation, split_at_pages
from answer.records import Caveat, Citation
from answer.words import find_tokens, fold, is_stop_word
from ingest.spans import Span
from ledger.conflict_records import Conflict
from ledger.conflicts import conflicts_for, find_conflicts
from ledger.papers import find_groups
from ledger.records import Place

_LONG_FIGURE = re.compile(r"(?<![\w.,])(?!(?:19|20)\d\d(?![\w.,]))£?\d[\d,.]{2,}\d%?(?!\w)")
"""Figures of four signs or more that are no year: "1,468", "12.4%"; a shorter one is no sign of the same thing."""
MOST = 3
"""An answer is not the place for everything that is odd about a paper."""


LEAST_ALIKE = 2
"""Words of the topic that a quote and a passage in conflict share, besides the figure, to be about one thing."""

ConflictsFor = Callable[[Any, str, Span], Iterable[Conflict]]
"""``ledger.conflicts.conflicts_for``: the conflicts that a passage of a paper is in."""


def find_conflicts_of(archive: Any, doc_id: str, span: Span) -> tuple[Conflict, ...]:
    """The ledger's conflicts of a passage, then those of papers of the same body that give the passage's own figure for the same thing:
    the minutes repeat the "1,468 officers" of a report, and another report has 1,463."""
    groups = find_groups(archive)
    family = [other for other, group in groups.items() if group == groups.get(doc_id)]
    quote = archive.document(doc_id).quote(span)
    printed = set(_LONG_FIGURE.findall(quote))
    about = _words_of(quote)
    repeated = [
        conflict
        for conflict in (find_conflicts(archive, family) if printed else ())
        if printed & {figure for value in conflict.values for figure in _LONG_FIGURE.findall(value)}
        and any(
            len(_words_of(words := archive.document(place.doc_id).quote(place.span)) & about) >= LEAST_ALIKE and printed & set(_LONG_FIGURE.findall(words))
            for place in conflict.places
        )
    ]
    return tuple(dict.fromkeys((*conflicts_for(archive, doc_id, span), *repeated)))


def _words_of(text: str) -> frozenset[str]:
    return frozenset(token.stem for token in find_tokens(text) if not is_stop_word(token.text) and token.text[0].isalpha())


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
