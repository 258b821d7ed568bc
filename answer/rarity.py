"""How rare a word is in the archive: the weight of a question's words."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

from answer.words import find_stems, fold

_counts: dict[tuple[int, int], tuple[Counter[str], int]] = {}


def find_rarity(archive: Any, words: dict[str, str]) -> dict[str, float]:
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
    return {stem: max(0.3, math.log((1 + total) / (1 + count))) for stem, count in found.items()}


def _count(archive: Any) -> tuple[Counter[str], int]:
    counter: Counter[str] = Counter()
    total = 0
    for paper in archive.papers():
        document = archive.document(paper.doc_id)
        for passage in archive.passages(paper.doc_id):
            counter.update(set(find_stems(document.quote(passage.span))))
            total += 1
    return counter, total
