"""What a rule proposes before overlaps are settled: a span, a label, and how far it is to be trusted."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.records import Label


@dataclass(frozen=True, slots=True)
class Candidate:
    """A proposed mention: ``text[start:end]``.

    ``weight`` orders proposals that overlap (``resolve.settle``); ``value`` is already normalised, or None
    where the paper as a whole has to be seen first (names).
    """

    start: int
    end: int
    label: Label
    value: str | None = None
    inferred: bool = False
    weight: int = 50

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Candidate) -> bool:
        return self.start < other.end and other.start < self.end


def plain_number(number: float) -> str:
    """Shortest decimal string: ``8950000``, ``378.11``, ``-3``.

    >>> plain_number(8950 * 1000.0)
    '8950000'
    """
    rounded = round(number, 4)
    return str(int(rounded)) if rounded == int(rounded) else repr(rounded)
