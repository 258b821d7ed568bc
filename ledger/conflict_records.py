"""What a conflict is: places in papers whose words cannot all be right, or that give one thing two values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ledger.records import Place

ConflictKind = Literal["impossible date", "weekday and date", "date out of order", "two dates", "two figures", "restated", "does not add up", "misprint", "corrected"]
KINDS_OF_CONFLICT: tuple[ConflictKind, ...] = ("two figures", "two dates", "restated", "does not add up", "impossible date", "weekday and date", "date out of order", "misprint", "corrected")


@dataclass(frozen=True, slots=True)
class Conflict:
    """``places``: one where a passage is at odds with itself or the calendar, two or more where passages differ, oldest paper first.

    ``why`` is a sentence for the reader; ``values`` are the figures or dates as printed. All of it is worked out, not
    printed: a face marks it as inferred.
    """

    kind: ConflictKind
    places: tuple[Place, ...]
    why: str
    values: tuple[str, ...]
