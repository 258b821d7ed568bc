"""What the ledger says: every finding is a place in a paper, and whatever is not printed there is marked as inferred."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from ingest.records import ObligationKind, PaperStatus
from ingest.spans import Span

StepKind = Literal["made", "raised again", "reported back", "changed", "superseded", "done"]
Status = Literal["open", "reported back", "done", "overdue", "superseded", "never mentioned again"]
STATUSES: tuple[Status, ...] = ("open", "overdue", "reported back", "never mentioned again", "superseded", "done")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Words in a paper: the paper and a span of its text. A face makes the citation."""

    doc_id: str
    span: Span


@dataclass(frozen=True, slots=True)
class Coverage:
    """Over how much a statement of completeness holds: papers looked at, and how many of them have pages nobody could read."""

    papers: int
    unreadable: int

    def __str__(self) -> str:
        said = f"complete over {self.papers:,} paper{'' if self.papers == 1 else 's'}"
        return f"{said}, {self.unreadable:,} with unreadable pages" if self.unreadable else said


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the register. ``also_at``: the same words in other papers of the same meeting (draft, pack).

    ``status`` is None for what asks nothing of anybody; ``status_inferred``: no paper says it in words.
    ``paper_status`` "draft" warns that the words may not have been agreed.
    """

    entry_id: str
    thread_id: str | None
    kind: ObligationKind
    place: Place
    also_at: tuple[Place, ...]
    quote: str
    file: str
    title: str
    body: str | None
    paper_status: PaperStatus
    page_no: int | None
    paragraph_number: str | None
    owner: str | None
    owner_inferred: bool
    due: str | None
    due_text: str | None
    due_inferred: bool
    made_on: str | None
    topic: str | None
    outcome: str | None
    vote: str | None
    mover: str | None
    seconder: str | None
    status: Status | None = None
    status_inferred: bool = False


@dataclass(frozen=True, slots=True)
class Register:
    """The rows that the filters leave, in order of the day they were made, and over what they are complete."""

    entries: tuple[Entry, ...]
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a thread. ``why`` says what linked it and what was read in it, for a reader who doubts it.

    ``new_due`` is the ISO day a "changed" step names. ``also_at`` has the same words in other papers.
    """

    kind: StepKind
    date: str | None
    place: Place
    quote: str
    why: str = ""
    new_due: str | None = None
    also_at: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Thread:
    """A promise and what became of it. ``status_inferred`` is False only where the words of a step say so.

    ``later`` counts the papers of the same body that are dated after the promise, and how many of them have
    unreadable pages: "never mentioned again" means in those.
    """

    thread_id: str
    kind: ObligationKind
    topic: str
    owner: str | None
    owner_inferred: bool
    body: str | None
    made_on: str | None
    due: str | None
    due_inferred: bool
    status: Status
    status_inferred: bool
    steps: tuple[Step, ...]
    later: Coverage
    as_of: str | None
    entry_ids: tuple[str, ...] = field(default=())
