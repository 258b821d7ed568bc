"""How a promise stands, from its steps, its day and the latest paper of its body."""

from __future__ import annotations

from collections.abc import Sequence

from ledger.records import Status, Step
from ledger.wording import PARTIAL, RECURRING, fulfils


def judge_status(steps: Sequence[Step], due: str | None, as_of: str | None, any_later: bool) -> tuple[Status, bool]:
    """(status, inferred). Inferred is False only where the words of a step say how it stands.

    The last step that ends the promise decides; or one that says, as past, the very thing that was promised. Without one: not yet due is open; spoken of nowhere is "never
    mentioned again"; reported on is "reported back"; spoken of after its day has passed is overdue; else open.
    """
    later = [step for step in steps if step.kind != "made"]
    for step in reversed(later):
        if step.kind in ("done", "superseded"):
            return step.kind, "the words say" not in step.why
    made = " ".join(step.quote for step in steps if step.kind == "made")
    for step in reversed(later):
        if step.kind == "reported back" and not RECURRING.search(made) and not PARTIAL.search(step.quote) and fulfils(made, step.quote):
            return "done", True
    moved = [step.new_due for step in later if step.kind == "changed" and step.new_due]
    day = moved[-1] if moved else due
    if day is not None and as_of is not None and day > as_of:
        return "open", True
    if not later:
        return ("never mentioned again" if any_later else "open"), True
    if any(step.kind == "reported back" for step in later):
        return "reported back", False
    if day is not None and as_of is not None and day <= as_of:
        return "overdue", True
    return "open", True

