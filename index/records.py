"""Question side of the archive: queries, filters, hits and the trace of how they came about."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.records import DocType, PaperStatus, PaperWarning, Passage
from ingest.spans import Region, Span


@dataclass(frozen=True, slots=True)
class Filters:
    """Every field narrows; empty means no limit. All given fields must hold (values within one field: any of them).

    ``meeting_from``/``meeting_to`` are ISO days, inclusive, compared with the meeting date of the passage's
    *part* when it has one, else of the paper, else the date the paper was published. ``people`` and
    ``organisations`` are normalised names (``Mention.value``, case ignored) mentioned in the passage.
    ``amount_min``/``amount_max`` are pounds: some MONEY mention of the passage lies within. ``doc_ids`` limits
    to papers.
    """

    meeting_from: str | None = None
    meeting_to: str | None = None
    bodies: tuple[str, ...] = ()
    doc_types: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    amount_min: float | None = None
    amount_max: float | None = None
    doc_ids: tuple[str, ...] = ()

    def is_empty(self) -> bool:
        return self == Filters()


NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for. ``phrases`` must stand in a passage word for word, nothing of ``without`` may (each a word or a phrase).

    :meth:`index.Archive.read_query` makes one of what a reader types (``"exact words" -not person:Brook after:2019-01``).
    """

    text: str
    filters: Filters = Filters()
    top_k: int = 20
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found. ``score`` orders the hits of one search (higher is better, not comparable between searches).

    ``scores`` has the parts: ``dense`` (cosine), ``lexical`` (BM25 over its maximum), ``fused``, ``rerank``.
    ``matched`` are spans into ``Document.text`` of the query's words in the passage.
    """

    rank: int
    score: float
    scores: dict[str, float]
    doc_id: str
    file: str
    title: str
    body: str | None
    meeting_date: str | None
    passage: Passage
    text: str
    section: str | None
    page_no: int | None
    paragraph_number: str | None
    matched: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Stage:
    name: str
    milliseconds: float
    candidates: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """How the hits came about, stage by stage, in order."""

    stages: tuple[Stage, ...] = ()

    @property
    def milliseconds(self) -> float:
        return sum(stage.milliseconds for stage in self.stages)


@dataclass(frozen=True, slots=True)
class SearchResult:
    query: Query
    hits: tuple[Hit, ...]
    trace: Trace = Trace()


@dataclass(frozen=True, slots=True)
class PaperCount:
    """A paper and one day of it (its parts may have days of their own): how many passages match, and where the first stands."""

    doc_id: str
    day: str | None
    passages: int
    first: Span


@dataclass(frozen=True, slots=True)
class FoundAmount:
    """An amount of money within a passage that matches: ``pounds``, as printed, and where."""

    doc_id: str
    day: str | None
    pounds: float
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class PaperSummary:
    """A row of the list of papers: all that is shown without loading the text."""

    doc_id: str
    file: str
    paths: tuple[str, ...]
    """Every path under which these same bytes were added; the first is ``file``'s."""
    sha256: str
    title: str
    body: str | None
    meeting_date: str | None
    published_on: str | None
    doc_type: DocType
    status: PaperStatus
    pages: int
    paged: bool
    passages: int
    text_layers: dict[str, int] = field(default_factory=dict)
    """Number of pages by ``TextLayer``: what was read, recognised or could not be read."""
    warnings: tuple[PaperWarning, ...] = ()
    added_at: str = ""
    restricted: bool = False
    """Only those who may see restricted papers ever see it True; ``restricted_because`` says who or what set the mark."""
    restricted_because: str = ""


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one file of a batch."""

    path: str
    outcome: str
    """``added``, ``unchanged``, ``replaced``, ``failed`` or ``duplicate`` (same bytes under another name)."""
    reason: str = ""
    doc_id: str | None = None
    pages: int = 0
    warnings: int = 0
    seconds: float = 0.0
    restricted: str = ""
    """Why the paper is restricted, empty when it is public."""


__all__ = [
    "NO_FILTERS",
    "FileOutcome",
    "Filters",
    "FoundAmount",
    "Hit",
    "PaperCount",
    "PaperSummary",
    "Query",
    "Region",
    "SearchResult",
    "Stage",
    "Trace",
]
