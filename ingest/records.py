"""What a paper is, once read: frozen records whose every finding is a span into ``Document.text``.

``Document.text`` is built once by ``ingest.structure`` and never changes:

* body text only, in reading order; running headers, footers and page numbers are kept in
  ``Page.furniture``;
* a paragraph is one line: wrapped lines are joined by a space, line-end hyphens and ligatures
  repaired, a paragraph that runs over a page break is joined;
* blocks are separated by one newline; cells of a table row by a tab, rows by a newline;
* the printed paragraph number stays in the text at the start of its paragraph ("2.4 It has been…"),
  a bullet stays as "• ".

Dates are ISO strings: a day ``2018-09-18``, or, where only that much is printed, ``2019-11`` or ``2019``;
an interval of days is ``2018-04-01/2019-03-31``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from ingest.spans import BBox, Span

TextLayer = Literal["good", "garbled", "none", "ocr"]
DocType = Literal[
    "minutes", "agenda", "report", "performance_report", "letter", "decision", "accounts", "newsletter", "notice", "other"
]
PaperStatus = Literal["draft", "approved", "signed", "amended", "unknown"]
Label = Literal["PERSON", "ORG", "ROLE", "GPE", "DATE", "MONEY", "PERCENT"]
ObligationKind = Literal["decision", "action", "recommendation", "commitment"]
ParagraphKind = Literal["heading", "body", "item", "table", "letterhead", "signature"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where the bytes came from. ``path`` is as given by the user; ``sha256`` is of the file's bytes."""

    path: str
    sha256: str
    media_type: str
    url: str | None = None
    licence: str | None = None
    fetched_at: str | None = None


@dataclass(frozen=True, slots=True)
class PaperWarning:
    """Something the reader must know about a paper or one page of it (``page_no`` None: the whole paper).

    ``code`` is stable and machine-readable (``ocr_missing``, ``text_garbled``, ``text_from_pdfium``,
    ``table_lost``, ``page_not_rendered``, ``pages_skipped``); ``message`` is a sentence for the reader.
    """

    code: str
    message: str
    page_no: int | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """A word as printed on a page: its span in ``Document.text`` and its box on that page."""

    span: Span
    bbox: BBox


@dataclass(frozen=True, slots=True)
class Page:
    """One page. The spans of the pages cut ``Document.text`` into consecutive pieces without gaps.

    ``label`` is the printed page label where the file has one, else ``str(page_no)``.
    ``image`` is a PNG of the page at ingest, None in a Document that comes from the archive.
    ``words`` is empty for formats without pages and in a Document that comes from the archive
    (both are asked of the archive page by page).
    """

    page_no: int
    label: str
    width: float
    height: float
    span: Span
    text_layer: TextLayer
    furniture: str = ""
    words: tuple[Word, ...] = field(default=(), repr=False)
    image: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody on a list of those present, or who sent apologies, as printed."""

    name: str
    role: str | None
    organisation: str | None
    status: Literal["present", "apologies", "in attendance", "substitute", "invited", "absent"]
    span: Span


@dataclass(frozen=True, slots=True)
class Part:
    """A paper within the paper: the report itself, or a set of minutes bound in with it."""

    part_id: int
    kind: str
    title: str
    date: str | None
    span: Span
    attendance: tuple[Attendee, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it, up to the next heading of any level (children excluded by span order).

    ``span`` runs from the start of the heading to the start of the next heading; ``heading`` is
    the text without ``number``.
    """

    section_id: int
    parent_id: int | None
    part_id: int
    level: int
    number: str | None
    heading: str
    span: Span


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of text. ``number`` is what is printed at its start ("2.4", "14.", "39/20", "(b)").

    ``cited_number`` is the number by which a reader would cite it: its own when that stands alone,
    or that of the numbered paragraph to which a bullet, a lettered item, a table or an
    unnumbered continuation belongs; without a trailing full stop. None where no number is printed.
    """

    paragraph_id: int
    section_id: int | None
    part_id: int
    kind: ParagraphKind
    number: str | None
    cited_number: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; an empty cell has an empty span. ``row`` and ``column`` count from 0."""

    row: int
    column: int
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table on one page. ``unit`` is the printed unit of its figures ("£000s") and ``multiplier`` its factor in pounds."""

    table_id: int
    paragraph_id: int
    page_no: int | None
    span: Span
    rows: tuple[tuple[Cell, ...], ...]
    header_rows: int = 1
    caption: str | None = None
    unit: str | None = None
    multiplier: int | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A tagged name, date or figure. ``value`` is normalised; ``inferred`` says that part of it is not printed here.

    Values: DATE ISO day or interval, MONEY pounds, PERCENT the number (both as shortest decimal string),
    PERSON the fullest name in the paper, ROLE and ORG the full title or name, GPE the name.
    """

    span: Span
    label: Label
    text: str
    value: str | None
    inferred: bool = False
    entity_id: str | None = None


@dataclass(frozen=True, slots=True)
class Obligation:
    """A decision, action, recommendation or commitment. What became of it is the ledger's business, never ingest's.

    ``cue`` names the rule that found it. ``due`` is the last day of the printed period.
    """

    kind: ObligationKind
    span: Span
    part_id: int
    owner: str | None = None
    owner_inferred: bool = False
    due: str | None = None
    due_text: str | None = None
    due_inferred: bool = False
    made_on: str | None = None
    topic: str | None = None
    outcome: str | None = None
    mover: str | None = None
    seconder: str | None = None
    vote: str | None = None
    cue: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """What is indexed and returned as a hit: consecutive paragraphs of one section."""

    passage_id: str
    span: Span
    paragraph_ids: tuple[int, ...]
    section_id: int | None
    part_id: int
    heading_path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """One paper. ``doc_id`` is the first 16 hexadecimal digits of the SHA-256 of the file's bytes."""

    doc_id: str
    source: Source
    title: str
    body: str | None
    meeting_date: str | None
    published_on: str | None
    doc_type: DocType
    status: PaperStatus
    text: str = field(repr=False)
    pages: tuple[Page, ...] = field(repr=False)
    parts: tuple[Part, ...] = field(repr=False)
    sections: tuple[Section, ...] = field(repr=False)
    paragraphs: tuple[Paragraph, ...] = field(repr=False)
    tables: tuple[Table, ...] = field(repr=False)
    warnings: tuple[PaperWarning, ...] = ()
    paged: bool = True
    """False for formats without pages (text, Markdown, HTML, DOCX, ODT): one Page holds all, page_no is never shown."""

    @property
    def file(self) -> str:
        """Base name of the file, as every citation shows it."""
        return self.source.path.replace("\\", "/").rsplit("/", 1)[-1]

    def quote(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def page_at(self, offset: int) -> Page | None:
        """The page that holds the character at ``offset``; None for formats without pages."""
        if not self.paged:
            return None
        for page in self.pages:
            if page.span.start <= offset < page.span.end:
                return page
        return self.pages[-1] if self.pages else None

    def paragraph_at(self, offset: int) -> Paragraph | None:
        for paragraph in self.paragraphs:
            if paragraph.span.start <= offset < paragraph.span.end:
                return paragraph
        return None

    def section_of(self, paragraph: Paragraph) -> Section | None:
        return None if paragraph.section_id is None else self.sections[paragraph.section_id]

    def part_at(self, offset: int) -> Part | None:
        for part in self.parts:
            if part.span.start <= offset < part.span.end:
                return part
        return None

    def heading_path(self, section: Section | None) -> tuple[str, ...]:
        """Headings from the outermost down to ``section``, numbers included as printed."""
        path: list[str] = []
        while section is not None:
            path.append(f"{section.number} {section.heading}" if section.number else section.heading)
            section = None if section.parent_id is None else self.sections[section.parent_id]
        return tuple(reversed(path))


@dataclass(frozen=True, slots=True)
class Reading:
    """All that ingest finds in one file: what the archive stores in one transaction."""

    document: Document
    mentions: tuple[Mention, ...]
    obligations: tuple[Obligation, ...]
    passages: tuple[Passage, ...]
