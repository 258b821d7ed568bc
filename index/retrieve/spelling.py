"""Words that no passage holds → the nearest word that one does, where there is one.

"burglry" becomes "burglary" for the words and for the embedder alike; a word that some passage holds is never changed,
nor a name or number of which nothing near is found.
"""

from __future__ import annotations

from collections import Counter

from rapidfuzz.distance import OSA

from index.records import NO_FILTERS
from index.store.base import Clause
from index.store.level import LevelIndexes
from index.store.sqlite import SqliteStore
from index.store.words import find_words

SHORTEST = 4
LONG = 8
LOOKED_AT = 30
"""Passages whose words are compared."""


def correct_word(store: SqliteStore, indexes: LevelIndexes, word: str) -> str | None:
    """The nearest word of the archive: one letter away (two, from eight letters on), same first letter; the more
    frequent of two equally near. None for a known word and where nothing is near."""
    folded = word.casefold()
    if len(folded) < SHORTEST or not folded.isalpha() or indexes.knows(folded):
        return None
    limit = 1 if len(folded) < LONG else 2
    found = indexes.search_words([Clause(folded, fuzzy=True)], NO_FILTERS, LOOKED_AT)
    counts: Counter[str] = Counter()
    for stored in store.get(number for number, _ in found).values():
        counts.update(
            near
            for _, _, near in find_words(f"{stored.text} {stored.title} {' '.join(stored.passage.heading_path)}")
            if near[0] == folded[0] and OSA.distance(near, folded, score_cutoff=limit) <= limit
        )
    if not counts:
        return None
    return min(counts, key=lambda near: (OSA.distance(near, folded), -counts[near], near))
