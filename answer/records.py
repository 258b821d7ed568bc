"""An answer and the citations that carry it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from index.records import Filters, Hit, Trace
from ingest.spans import Region, Span

RefusalReason = Literal["not_in_papers", "paper_missing", "paper_unreadable"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim quote and where it stands. Made only by ``answer.cite``, from a span, never from a search for words.

    ``label`` is the members' form: "PCP 13 Nov 2018, para 2.2, p.2".
    """

    doc_id: str
    file: str
    title: str
    meeting_date: str | None
    span: Span
    quote: str
    page_no: int | None
    paragraph_number: str | None
    section: str | None
    regions: tuple[Region, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the answer; ``citations`` are positions in ``Answer.citations``."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no answer. ``message`` is for the reader; ``searched`` says over what ("43 papers, 2 with unreadable pages")."""

    reason: RefusalReason
    message: str
    searched: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """``text`` is what the reader sees, short answer first, None when refused. ``inferred`` lists what is not printed.

    ``understood`` shows how the question was read (period, body, people, kind of answer), for the reader to change.
    """

    question: str
    text: str | None
    short: str | None
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    hits: tuple[Hit, ...]
    caveats: tuple[str, ...] = ()
    inferred: tuple[str, ...] = ()
    understood: tuple[tuple[str, str], ...] = ()
    refusal: Refusal | None = None
    confidence: float = 0.0
    trace: Trace = Trace()  # noqa: RUF009 - frozen
    filters: Filters = Filters()  # noqa: RUF009 - frozen

    @property
    def refused(self) -> bool:
        return self.refusal is not None
