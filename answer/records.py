"""An answer and the citations that carry it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from index.records import Filters, Hit, Trace
from ingest.spans import Region, Span
from ledger.register import RegisterFilters

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
class Caveat:
    """Something about the papers that an answer must say beside itself, with its own citations (positions in ``Answer.citations``).

    ``text`` is worked out and not printed: two figures for one thing, a date that cannot be right.
    """

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no answer. ``message`` is for the reader; ``searched`` says over what ("43 papers, 2 with unreadable pages")."""

    reason: RefusalReason
    message: str
    searched: str = ""


@dataclass(frozen=True, slots=True)
class WriterReport:
    """What a language model was asked to do with this answer. ``worded``: the sentences are its wording.

    ``dropped`` are sentences of its draft that failed a check, each with the reason; ``problem`` says why nothing is its wording.
    """

    name: str
    worded: bool = False
    dropped: tuple[str, ...] = ()
    problem: str = ""


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
    conflicts: tuple[Caveat, ...] = ()
    """Where papers contradict what is quoted, or it contradicts itself; their citations come after those of the sentences."""
    inferred: tuple[str, ...] = ()
    understood: tuple[tuple[str, str], ...] = ()
    refusal: Refusal | None = None
    confidence: float = 0.0
    trace: Trace = Trace()  # noqa: RUF009 - frozen
    filters: Filters = Filters()  # noqa: RUF009 - frozen
    kind: str | None = None
    """Kind of answer that whoever asked has chosen (:data:`answer.question.KINDS`); None where it was read in the question."""
    listed: RegisterFilters | None = None
    """What of the register this is, where it is taken from there: with these limits the register has all of it."""
    writer: WriterReport | None = None
    """None where no writer is set up, or the answer is a refusal."""

    @property
    def refused(self) -> bool:
        return self.refusal is not None


def join_text(short: str | None, sentences: Sequence[str]) -> str:
    """The text that a reader sees: the short answer, then the sentences, each with a full stop where it has no end of its own."""
    shown = [sentence if sentence.rstrip()[-1:] in "….!?:;”\"'" else f"{sentence}." for sentence in sentences]
    if short is None:
        return " ".join(shown)
    return " ".join([f"{short}." if short[-1:] not in ".!?" else short, *shown])
