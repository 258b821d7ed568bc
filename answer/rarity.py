"""How rare a word is in the archive: the weight of a question's words."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import Any

from answer.words import find_stems, fold

_counts: dict[tuple[int, int], tuple[Counter[str], int]] = {}


@dataclass(frozen=True, slots=True)
class Rarity:
    """``weights`` by stem, and the stems that stand in no passage of the archive."""

    weights: dict[str, float]
    absent: frozenset[str]


def find_rarity(archive: Any, words: dict[str, str]) -> Rarity:
    """Weight for each stem of ``words`` (stem → printed word): log((1 + N) / (1 + passages that hold it)), at least 0.3.

    Asks ``archive.passage_counts(words)`` where the archive has it, and counts the papers once otherwise.
    """
    if hasattr(archive, "passage_counts"):
        counts, total = archive.passage_counts(tuple(fold(word) for word in words.values()))
        found = {stem: counts.get(fold(word), 0) for stem, word in words.items()}
    else:
        key = (id(archive), archive.sequence)
        if key not in _counts:
            _counts.clear()
            _counts[key] = _count(archive)
        counter, total = _counts[key]
        found = {stem: counter[stem] for stem in words}
    return Rarity(
        {stem: max(0.3, math.log((1 + total) / (1 + count))) for stem, count in found.items()},
        frozenset(stem for stem, count in found.items() if count == 0),
    )


def _count(archive: Any) -> tuple[Counter[str], int]:
    counter: Counter[str] = Counter()
    total = 0
    for paper in archive.papers():
        document = archive.document(paper.doc_id)
        for passage in archive.passages(paper.doc_id):
            counter.update(set(find_stems(document.quote(passage.span))))
            total += 1
    return counter, total
