"""Which years a paper without a date speaks of, so that a question about one of them is not held to miss it."""

from __future__ import annotations

from collections import Counter
from typing import Any

SHARE = 0.2
FEWEST = 3
"""Printed dates below which nothing is concluded."""


def find_years_spoken_of(archive: Any, doc_id: str) -> frozenset[int]:
    """Years that hold at least a fifth of the days, months and spans that the paper prints with their year; empty for a paper of few dates.

    A performance report often carries no date of its own and yet is "the report of 2019" to its readers. Spans of several
    years ("2018/19") count for each of them.
    """
    counts: Counter[int] = Counter()
    dates = 0
    for mention in archive.mentions(doc_id):
        if mention.label != "DATE" or mention.inferred or not mention.value:
            continue
        first, _, last = mention.value.partition("/")
        if not first[:4].isdigit():
            continue
        years = range(int(first[:4]), int((last or first)[:4]) + 1) if not last or last[:4].isdigit() else ()
        if 0 < len(years) <= 2:
            dates += 1
            counts.update(years)
    return frozenset(year for year, count in counts.items() if count >= SHARE * dates) if dates >= FEWEST else frozenset()
