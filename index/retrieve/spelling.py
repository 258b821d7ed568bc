"""Words that no passage holds → the nearest word that one does, where there is one.

"burglry" becomes "burglary" for the words and for the embedder alike; a word that some passage holds is never changed,
nor one that the embedder has as a word of the language ("cells" is no slip for "calls"), nor a name or number of which nothing near is found.
"""

from __future__ import annotations

import re
from collections import Counter

from rapidfuzz.distance import OSA

from index.embed.base import Embedder
from index.records import NO_FILTERS
from index.store.base import Clause
from index.store.level import LevelIndexes
from index.store.sqlite import SqliteStore
from index.store.words import find_words

SHORTEST = 4
LONG = 8
MOST_WORDS = 60
ENDINGS = ("s", "es", "ed", "d", "er", "ers", "r", "rs", "ing", "ly", "ment")
LOOKED_AT = 30
"""Passages whose words are compared."""


def correct_word(store: SqliteStore, indexes: LevelIndexes, embedder: Embedder, word: str) -> str | None:
    """The nearest word of the archive: one letter away (two, from eight letters on), same first letter; of two equally near
    the one that only doubles a letter, or else the more frequent. None for a known word and where nothing is near."""
    folded = word.casefold()
    if len(folded) < SHORTEST or not folded.isalpha() or indexes.knows(folded) or _is_word(embedder, folded):
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
    single = _undouble(folded)
    return min(counts, key=lambda near: (OSA.distance(near, folded), _undouble(near) != single, -counts[near], near))


def _is_word(embedder: Embedder, word: str) -> bool:
    """A word of the model, or a common ending on one: "lenders"."""
    return embedder.knows_word(word) or any(word.endswith(end) and len(word) - len(end) >= 4 and embedder.knows_word(word[: -len(end)]) for end in ENDINGS)


def _undouble(word: str) -> str:
    """ "settling" as "setling"."""
    return re.sub(r"(.)\1", r"\1", word)


def respell(store: SqliteStore, indexes: LevelIndexes, embedder: Embedder, text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """``text`` with its misspelt words corrected, and (as written, as read) of each. A word with a capital may be a name, and stays."""
    indexes.level()
    changes: dict[str, str] = {}
    for match in list(re.finditer(r"(?<![\w'’-])[a-z]{4,}(?![\w'’-])", text))[:MOST_WORDS]:
        near = correct_word(store, indexes, embedder, match.group())
        if near is not None:
            changes[match.group()] = near
    for word, near in changes.items():
        text = re.sub(rf"(?<![\w'’-]){word}(?![\w'’-])", near, text)
    return text, tuple(changes.items())
