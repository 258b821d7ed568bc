"""An invented paper of the Wenmark Police and Crime Panel, built by hand, and an archive of such papers in memory."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from answer.words import find_stems, find_tokens, is_stop_word
from index.records import Filters, Hit, PaperSummary, Query, SearchResult
from index.rerank.maxsim import to_codes
from ingest.chunk import embedding_text
from ingest.extract.sentences import find_sentences
from ingest.records import (
    Attendee,
    Cell,
    Document,
    Mention,
    Obligation,
    Page,
    Paragraph,
    Part,
    Passage,
    Section,
    Source,
    Table,
)
from ingest.spans import Region, Span
from ingest.tag import tag_text

NO_FILTERS = Filters()
BODY = "Wenmark Police and Crime Panel"


def build_paper(
    name: str,
    title: str,
    day: str | None,
    blocks: list[tuple[str, str | None, str]],
    *,
    body: str | None = BODY,
    page_breaks: tuple[int, ...] = (),
    layers: tuple[str, ...] = ("good",),
    kind: str = "minutes",
) -> Document:
    """``blocks``: (kind, printed number, text); kind "row" makes one table of consecutive rows with tabs between cells."""
    text, paragraphs, sections, tables = "", [], [], []
    cited: str | None = None
    rows: list[tuple[int, str]] = []
    for block, number, words in blocks:
        start = len(text)
        text += words + "\n"
        end = len(text) - 1
        if block == "heading":
            sections.append([number, words, start])
            cited = None
            paragraphs.append(["heading", None, None, len(sections) - 1, start, end])
        elif block == "row":
            if paragraphs and paragraphs[-1][0] == "table":
                paragraphs[-1][5] = end
            else:
                paragraphs.append(["table", None, cited, len(sections) - 1, start, end])
            rows.append((len(paragraphs) - 1, words))
        else:
            cited = number.rstrip(".") if number else cited if block == "item" else None
            paragraphs.append([block, number, cited, len(sections) - 1, start, end])
    for number in sorted({at for at, _ in rows}):
        start = paragraphs[number][4]
        lines, grid, at = [words for n, words in rows if n == number], [], start
        for r, line in enumerate(lines):
            cells, offset = [], at
            for c, words in enumerate(line.split("\t")):
                cells.append(Cell(r, c, Span(offset, offset + len(words)), words))
                offset += len(words) + 1
            grid.append(tuple(cells))
            at += len(line) + 1
        tables.append(Table(len(tables), number, 1, Span(start, paragraphs[number][5]), tuple(grid)))
    breaks = [0, *page_breaks, len(text)]
    return Document(
        doc_id=f"{abs(hash(name)):016x}"[:16],
        source=Source(f"papers/{name}", "0" * 64, "application/pdf"),
        title=title,
        body=body,
        meeting_date=day,
        published_on=None,
        doc_type="minutes" if kind == "minutes" else "report",
        status="unknown",
        text=text,
        pages=tuple(
            Page(n + 1, str(n + 1), 595, 842, Span(a, b), layers[n] if n < len(layers) else "good")  # type: ignore[arg-type]
            for n, (a, b) in enumerate(itertools.pairwise(breaks))
        ),
        parts=(Part(0, kind, title, day, Span(0, len(text)), _attendance(text)),),
        sections=tuple(
            Section(n, None, 0, 1, number, words, Span(start, (sections[n + 1][2] if n + 1 < len(sections) else len(text))))
            for n, (number, words, start) in enumerate(sections)
        ),
        paragraphs=tuple(
            Paragraph(n, section if section >= 0 else None, 0, kind_, number, shown, Span(a, b))
            for n, (kind_, number, shown, section, a, b) in enumerate(paragraphs)
        ),
        tables=tuple(tables),
    )


def _attendance(text: str) -> tuple[Attendee, ...]:
    people = []
    for line in text.splitlines():
        status = "present" if line.startswith("Present:") else "apologies" if line.startswith("Apologies:") else None
        if status is None:
            continue
        at = text.index(line) + line.index(":") + 2
        for name in line.partition(": ")[2].rstrip(".").split(", "):
            people.append(Attendee(name, None, None, status, Span(at, at + len(name))))  # type: ignore[arg-type]
            at += len(name) + 2
    return tuple(people)


class WordVectors:
    """Each stem a fixed random direction: the same words are near, others are not."""

    name, dim, weights_sha256, max_tokens = "words", 384, "0" * 64, 256

    def _vector(self, word: str) -> NDArray[np.float32]:
        seed = int.from_bytes(word.encode()[:12].ljust(12, b"\0"), "little") % (2**32)
        vector = np.random.default_rng(seed).normal(size=self.dim).astype(np.float32)
        return vector / np.linalg.norm(vector)

    def embed_tokens(self, texts: list[str]) -> list[NDArray[np.float32]]:
        return [np.array([self._vector(s) for s in find_stems(t)] or [np.zeros(self.dim, np.float32)]) for t in texts]

    def embed_documents(self, texts: list[str]) -> NDArray[np.float32]:
        rows = np.array([v.sum(axis=0) for v in self.embed_tokens(texts)])
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)

    def embed_query(self, text: str) -> NDArray[np.float32]:
        return self.embed_documents([text])[0]

    def find_tokens(self, text: str) -> list[tuple[int, int]]:
        return [(token.start, token.end) for token in find_tokens(text)]

    def embed_query_tokens(self, text: str) -> tuple[NDArray[np.float32], NDArray[np.float32], list[tuple[int, int]]]:
        return self.embed_query(text), self.embed_tokens([text])[0], self.find_tokens(text)

    def count_tokens(self, text: str) -> int:
        return len(find_stems(text)) + 2


@dataclass
class MemoryArchive:
    """The methods of ``index.Archive`` that answering uses, over documents in memory; a passage a paragraph."""

    documents: list[Document]
    embedder: WordVectors = field(default_factory=WordVectors)
    sequence: int = 1

    def document(self, doc_id: str) -> Document:
        return next(d for d in self.documents if d.doc_id == doc_id)

    def respell(self, text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        return text, ()

    def passages(self, doc_id: str) -> tuple[Passage, ...]:
        document = self.document(doc_id)
        return tuple(
            Passage(f"{doc_id}:{p.span.start}", p.span, (p.paragraph_id,), p.section_id, 0, document.heading_path(document.section_of(p)))
            for p in document.paragraphs
            if p.kind != "heading"
        )

    def passage_codes(self, doc_id: str, passage_ids: Iterable[str]) -> dict[str, bytes]:
        texts = {p.passage_id: embedding_text(self.document(doc_id), p) for p in self.passages(doc_id)}
        return {key: to_codes(self.embedder.embed_tokens([texts[key]])[0]) for key in passage_ids}

    def mentions_within(self, doc_id: str, span: Span) -> tuple[Mention, ...]:
        document = self.document(doc_id)
        found: list[Mention] = []
        for sentence in find_sentences(document.text, span):
            for mention in tag_text(document.quote(sentence), document.meeting_date):
                shifted = Span(mention.span.start + sentence.start, mention.span.end + sentence.start)
                found.append(Mention(shifted, mention.label, mention.text, mention.value, mention.inferred))
        return tuple(found)

    def obligations(self, doc_id: str | None = None) -> tuple[tuple[str, Obligation], ...]:
        read = (("decision", r"(?m)^(?:[\d.]+ )?RESOLVED.*$"), ("action", r"(?:Mr|Mrs|Ms) \w+ agreed to [^.\n]*\."))
        return tuple(
            (document.doc_id, Obligation(kind, Span(*match.span()), 0))  # type: ignore[arg-type]
            for document in ([self.document(doc_id)] if doc_id else self.documents)
            for kind, pattern in read
            for match in re.finditer(pattern, document.text)
        )

    def mentions(self, doc_id: str) -> tuple[Mention, ...]:
        return self.mentions_within(doc_id, Span(0, len(self.document(doc_id).text)))

    def find_regions(self, doc_id: str, span: Span) -> tuple[Region, ...]:
        return ()

    def short_forms(self) -> tuple[tuple[str, str, int], ...]:
        return ()

    def papers(self, filters: Filters = NO_FILTERS) -> tuple[PaperSummary, ...]:
        found = []
        for d in self.documents:
            layers: dict[str, int] = {}
            for page in d.pages:
                layers[page.text_layer] = layers.get(page.text_layer, 0) + 1
            found.append(
                PaperSummary(d.doc_id, d.file, (d.source.path,), "", d.title, d.body, d.meeting_date, None, d.doc_type, d.status, len(d.pages), True, 1, layers)
            )
        return tuple(found)

    def search(self, query: Query) -> SearchResult:
        wanted = {s for s in find_stems(query.text) if not is_stop_word(s)}
        vector = self.embedder.embed_query(query.text)
        scored = []
        for document in self.documents:
            if not _within(document, query.filters):
                continue
            for passage in self.passages(document.doc_id):
                text = document.quote(passage.span)
                dense = float(self.embedder.embed_documents([f"{' '.join(passage.heading_path)} {text}"])[0] @ vector)
                words = len(wanted & set(find_stems(f"{' '.join(passage.heading_path)} {text}"))) / max(1, len(wanted))
                scored.append((dense + 0.5 * words, dense, words, document, passage, text))
        scored.sort(key=lambda item: -item[0])
        hits = []
        for rank, (value, dense, words, document, passage, text) in enumerate(scored[: query.top_k], 1):
            paragraph = document.paragraph_at(passage.span.start)
            hits.append(
                Hit(
                    rank, value, {"dense": dense, "lexical": words}, document.doc_id, document.file, document.title, document.body,
                    document.meeting_date, passage, text, None, 1, paragraph.cited_number if paragraph else None,
                )
            )
        return SearchResult(query, tuple(hits))


def _within(document: Document, filters: Filters) -> bool:
    day = document.meeting_date or ""
    return (
        (not filters.meeting_from or day >= filters.meeting_from)
        and (not filters.meeting_to or "" < day <= filters.meeting_to)
        and (not filters.bodies or document.body in filters.bodies)
        and (not filters.doc_ids or document.doc_id in filters.doc_ids)
    )


MARCH = build_paper(
    "wenmark-panel-2024-03-12.pdf",
    "Minutes of the Wenmark Police and Crime Panel",
    "2024-03-12",
    [
        ("body", None, "Present: Joan Orde, Peter Marsh, Amina Castle."),
        ("body", None, "Apologies: David Stowe, Ruth Pell."),
        ("heading", "1.", "Declarations of interest"),
        ("body", "1.1", "1.1 No interests were declared by any member."),
        ("heading", "2.", "Precept"),
        ("body", "2.1", "2.1 The Commissioner proposed to raise the precept for 2024/25 to £248.50 for a Band D home."),
        ("body", "2.2", "2.2 RESOLVED: that the precept of £248.50 be approved."),
        ("heading", "3.", "Custody block"),
        ("body", "3.1", "3.1 The new custody block at Harrowby will open on 4 November. It has 36 cells and cost £11.4m."),
        ("body", "3.2", "3.2 Superintendent Lena Fisk leads the custody project."),
        ("heading", "4.", "Sickness"),
        ("row", None, "Area\t2022/23\t2023/24"),
        ("row", None, "Harrowby\t412\t398"),
        ("row", None, "Tolsey\t287\t301"),
        ("heading", "5.", "Priorities"),
        ("body", "5.1", "5.1 The priorities for the coming year are:"),
        ("item", None, "• safer roads"),
        ("item", None, "• fraud against older people"),
        ("item", None, "• violence in the night-time economy"),
    ],
)
JUNE = build_paper(
    "wenmark-panel-2023-03-14.pdf",
    "Minutes of the Wenmark Police and Crime Panel",
    "2023-03-14",
    [
        ("heading", "2.", "Precept"),
        ("body", "2.1", "2.1 The Commissioner proposed to raise the precept for 2023/24 to £236.10 for a Band D home."),
        ("body", "2.2", "2.2 RESOLVED: that the precept of £236.10 be approved."),
    ],
)
