"""Overlaps settled in one place: mentions are flat, the longest trusted name wins."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable

from ingest.tag.candidates import Candidate

TRUSTED = 60
"""Rules weigh 60 or more, bare gazetteer hits and the model's guesses less: a guess never displaces a rule."""
FIGURES = 74
"""Dates, money and percentages come first: their grammars are exact."""


def settle(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Non-overlapping candidates in order of text.

    Figures first, then trusted names by length, then guesses by length; ties go to the greater weight.
    """
    def rank(candidate: Candidate) -> tuple[int, int, int, int]:
        tier = 0 if candidate.label in ("DATE", "MONEY", "PERCENT") and candidate.weight >= FIGURES else 1 if candidate.weight >= TRUSTED else 2
        return tier, -len(candidate), -candidate.weight, candidate.start

    starts: list[tuple[int, int]] = []
    kept: list[Candidate] = []
    for candidate in sorted(candidates, key=rank):
        if candidate.end <= candidate.start:
            continue
        place = bisect_left(starts, (candidate.start, candidate.end))
        if place > 0 and starts[place - 1][1] > candidate.start:
            continue
        if place < len(starts) and starts[place][0] < candidate.end:
            continue
        insort(starts, (candidate.start, candidate.end))
        kept.append(candidate)
    return sorted(kept, key=lambda candidate: candidate.start)
