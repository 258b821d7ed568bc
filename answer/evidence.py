"""Hits → units of evidence: sentences, list items, whole lists and table rows, each a span of its paper with its context.

The context (headings, the lead-in of a list, the header of a table, the paragraph around) takes part in
matching but is never quoted as part of the unit.
"""

from __future__ import annotations

import itertools
import re
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from answer.names import find_title_start
from answer.words import find_stems
from index.records import Hit
from ingest.extract.sentences import find_sentences
from ingest.records import Attendee, Document, Paragraph, Table
from ingest.spans import Span

UnitKind = Literal["sentence", "row", "list", "heading"]

LONGEST_LIST_WORDS = 150
_CACHED_PASSAGES = 4000


@dataclass(frozen=True, slots=True)
class Unit:
    """A quotable piece. ``context`` is what stands above it, ``around`` its neighbours; offsets are of ``Document.text``.
    ``context_stems`` have the words of the body whose paper it is, too: a question names it, and its papers seldom do."""

    doc_id: str
    span: Span
    text: str
    kind: UnitKind
    paragraph_id: int
    context: str
    around: str
    stems: tuple[str, ...] = field(repr=False)
    context_stems: frozenset[str] = field(repr=False)
    around_stems: frozenset[str] = field(repr=False)

    @property
    def key(self) -> tuple[str, int, int]:
        return (self.doc_id, self.span.start, self.span.end)


_passages: OrderedDict[tuple[str, int, int, int], tuple[Unit, ...]] = OrderedDict()


def find_units(document: Document, hit: Hit) -> tuple[Unit, ...]:
    """Units of the passage, in reading order. Cached by paper and span: a paper's text never changes under its id."""
    span = hit.passage.span
    key = (document.doc_id, len(document.text), span.start, span.end)
    if key in _passages:
        _passages.move_to_end(key)
        return _passages[key]
    units = tuple(_read_units(document, span, hit.passage.paragraph_ids))
    _passages[key] = units
    if len(_passages) > _CACHED_PASSAGES:
        _passages.popitem(last=False)
    return units


def _read_units(document: Document, span: Span, paragraph_ids: tuple[int, ...]) -> Iterable[Unit]:
    paragraphs = document.paragraphs
    ids = [number for number in paragraph_ids if number < len(paragraphs)] or [
        p.paragraph_id for p in paragraphs if p.span.overlaps(span)
    ]
    tables = {table.paragraph_id: table for table in document.tables}
    listed: set[int] = set()
    heading = _own_heading(document, paragraphs[ids[0]]) if ids else None
    if heading is not None:
        yield _unit(document, heading.span, _kind_of_heading(document, heading), heading, document.title, document.quote(paragraphs[ids[0]].span)[:300])
    for number in ids:
        paragraph = paragraphs[number]
        inside = Span(max(paragraph.span.start, span.start), min(paragraph.span.end, span.end)) if paragraph.span.overlaps(span) else paragraph.span
        above = _context(document, paragraph)
        if paragraph.kind == "table" and number in tables:
            yield from _rows(document, tables[number], inside, above)
            continue
        if paragraph.kind == "table":
            # a table whose grid was not kept: its lines are the rows
            for line in _lines(document.text, inside):
                yield _unit(document, line, "row", paragraph, above, "")
            continue
        if paragraph.kind == "heading":
            yield _unit(document, paragraph.span, _kind_of_heading(document, paragraph), paragraph, above, _next_text(document, paragraph))
            labelled = _labelled(document, paragraph)
            if labelled is not None:
                yield _unit(document, labelled, "sentence", paragraph, above, "")
            continue
        around = document.quote(paragraph.span)
        lead = _lead_in(document, paragraph)
        before = f"{above}\n{document.quote(lead.span)[-300:]}" if lead is not None else above
        if len(around) < 700:
            around = f"{around}\n{_next_text(document, paragraph)}"
        for sentence in _sentences(document, paragraph, inside):
            if len(sentence) > 2:
                kind: UnitKind = "heading" if number < HEAD_PARAGRAPHS and _names_the_paper(document, sentence) else "sentence"
                yield _unit(document, sentence, kind, paragraph, before, around)
        labelled = _labelled(document, paragraph)
        if labelled is not None:
            yield _unit(document, labelled, "sentence", paragraph, before, around)
        if sum(inside.contains(a.span) for a in _people(document, paragraph)) >= 2:
            yield _unit(document, inside, "list", paragraph, before, "")
        opening = lead if lead is not None and paragraph.kind == "item" else paragraph
        if opening.paragraph_id not in listed:
            listed.add(opening.paragraph_id)
            whole = _whole_list(document, opening)
            if whole is not None:
                yield _unit(document, whole, "list", opening, above, "")


def _kind_of_heading(document: Document, paragraph: Paragraph) -> UnitKind:
    """ "Date of next meeting: Tuesday 4 June 2024" says something, whatever it is set as."""
    label, colon, value = document.quote(paragraph.span).partition(":")
    return "sentence" if colon and len(label.split()) <= LONGEST_LABEL and len(value.split()) >= 2 else "heading"


HEAD_PARAGRAPHS = 5
"""Among which a text without headings prints its title and whose paper it is."""


def _names_the_paper(document: Document, span: Span) -> bool:
    """Whether a line is the title, the body's name or a part of them, and so says nothing of what the paper says."""
    text, title, body = (re.sub(r"\W+", " ", one).strip().casefold() for one in (document.quote(span), document.title, document.body or ""))
    return text in (title, body) or (len(text.split()) >= 3 and f" {text} " in f" {title} ") or (len(title.split()) >= 4 and f" {title} " in f" {text} ")


LONGEST_LABEL = 10
LONGEST_LABELLED = 40


def _labelled(document: Document, paragraph: Paragraph) -> Span | None:
    """A label on a line of its own with what stands under it: "Date of next meeting:" and "Tuesday 4 June 2024"."""
    label = document.quote(paragraph.span).rstrip()
    number = paragraph.paragraph_id + 1
    if not label.endswith(":") or len(label.split()) > LONGEST_LABEL or number >= len(document.paragraphs):
        return None
    below = document.paragraphs[number]
    if below.kind not in ("body", "item", paragraph.kind) or (below.section_id != paragraph.section_id and paragraph.kind != "heading"):
        return None
    sentences = find_sentences(document.text, below.span)
    if not sentences or len(document.quote(sentences[0]).split()) > LONGEST_LABELLED:
        return None
    return Span(paragraph.span.start, sentences[0].end)


def _people(document: Document, paragraph: Paragraph) -> tuple[Attendee, ...]:
    return document.parts[paragraph.part_id].attendance if paragraph.part_id < len(document.parts) else ()


LONG_SENTENCE_WORDS = 40


def _sentences(document: Document, paragraph: Paragraph, inside: Span) -> Iterable[Span]:
    """Sentences; a line of attendance name by name; a long sentence of clauses between semicolons clause by clause."""
    people = sorted(find_title_start(document.text, a.span.start) for a in _people(document, paragraph) if inside.contains(a.span))
    if len(people) >= 2:
        starts = [inside.start, *people[1:], inside.end]
        for start, end in itertools.pairwise(starts):
            while end > start and document.text[end - 1] in " \t\n,;•":
                end -= 1
            yield Span(start, end)
        return
    for sentence in _with_due(document, find_sentences(document.text, inside)):
        text = document.quote(sentence)
        if len(text.split()) <= LONG_SENTENCE_WORDS or ";" not in text:
            yield sentence
            continue
        start = 0
        for match in re.finditer(r";\s+|$", text):
            piece = text[start : match.start()]
            if piece.strip():
                yield Span(sentence.start + start, sentence.start + match.start())
            start = match.end()


_DUE = re.compile(r"(?i)(?:due|deadline|by when|owner|lead)(?: date)?\s*:")


def _with_due(document: Document, sentences: Iterable[Span]) -> Iterable[Span]:
    """ "Due: 9 May" and "Owner: the Clerk" belong to the action before them, and are nothing without it."""
    held: Span | None = None
    for sentence in sentences:
        if held is not None and _DUE.match(document.quote(sentence)):
            held = Span(held.start, sentence.end)
            continue
        if held is not None:
            yield held
        held = sentence
    if held is not None:
        yield held


def _own_heading(document: Document, paragraph: Paragraph) -> Paragraph | None:
    """The heading right above a passage; passages hold no headings themselves."""
    if paragraph.paragraph_id == 0:
        return None
    earlier = document.paragraphs[paragraph.paragraph_id - 1]
    return earlier if earlier.kind == "heading" and paragraph.kind != "heading" else None


def _unit(document: Document, span: Span, kind: UnitKind, paragraph: Paragraph, context: str, around: str) -> Unit:
    text = document.quote(span)
    return Unit(
        document.doc_id,
        span,
        text,
        kind,
        paragraph.paragraph_id,
        context,
        around,
        find_stems(text),
        frozenset(find_stems(f"{context}\n{document.body or ''}")),
        frozenset(find_stems(around)),
    )


def _context(document: Document, paragraph: Paragraph) -> str:
    section = document.section_of(paragraph)
    pieces = [document.title, *document.heading_path(section)]
    part = document.parts[paragraph.part_id] if paragraph.part_id < len(document.parts) else None
    if part is not None and part.title and part.title not in pieces:
        pieces.insert(1, part.title)
    return "\n".join(piece for piece in pieces if piece)


def _rows(document: Document, table: Table, inside: Span, above: str) -> Iterable[Unit]:
    paragraph = document.paragraphs[table.paragraph_id]
    header = " | ".join(
        cell.text for row in table.rows[: table.header_rows] for cell in row if cell.text
    )
    caption = "\n".join(piece for piece in (above, _before_table(document, paragraph), table.caption, header, table.unit) if piece)
    block = ""
    people = _people(document, paragraph)
    for at, row in enumerate(table.rows):
        filled = [cell for cell in row if len(cell.span)]
        if not filled:
            continue
        span = Span(filled[0].span.start, max(cell.span.end for cell in filled))
        if not span.overlaps(inside):
            continue
        kind: UnitKind = "heading" if at < table.header_rows and len(table.rows) > 1 else "row"
        if any(span.contains(person.span) for person in people):
            kind = "sentence"  # a list of those present, whether it was set as lines or in columns
        yield _unit(document, span, kind, paragraph, f"{caption}\n{block}" if block else caption, "")
        if len(filled) == 1 and not any(character.isdigit() for character in filled[0].text):
            block = filled[0].text  # a line that heads the rows below it


def _before_table(document: Document, paragraph: Paragraph) -> str:
    """A short line right above a table is what it shows, even where it is not set as a heading."""
    if paragraph.paragraph_id == 0:
        return ""
    earlier = document.paragraphs[paragraph.paragraph_id - 1]
    text = document.quote(earlier.span)
    return text if earlier.kind != "table" and len(text.split()) <= 16 else ""


def _lines(text: str, inside: Span) -> Iterable[Span]:
    start = inside.start
    for line in text[inside.start : inside.end].split("\n"):
        if line.strip():
            yield Span(start, start + len(line))
        start += len(line) + 1


def _next_text(document: Document, paragraph: Paragraph) -> str:
    """Text of the paragraph that follows in the same section: the answer's own continuation, or an "Action:" line."""
    number = paragraph.paragraph_id + 1
    if number < len(document.paragraphs):
        following = document.paragraphs[number]
        if following.section_id == paragraph.section_id and following.kind not in ("heading", "table"):
            return document.quote(following.span)[:300]
    return ""


def _lead_in(document: Document, paragraph: Paragraph) -> Paragraph | None:
    """The paragraph that opens the list to which an item belongs ("The priorities are:")."""
    if paragraph.kind != "item":
        return None
    for number in range(paragraph.paragraph_id - 1, max(-1, paragraph.paragraph_id - 40), -1):
        earlier = document.paragraphs[number]
        if earlier.section_id != paragraph.section_id:
            return None
        if earlier.kind in ("body", "heading", "letterhead"):
            return earlier
    return None


def _whole_list(document: Document, opening: Paragraph) -> Span | None:
    """Lead-in and all its items as one contiguous span, cut where it grows beyond what a reader takes in at once."""
    end = opening.span.end
    words = len(document.quote(opening.span).split())
    items = 0
    start = opening.span.start
    if words > 60:
        sentences = find_sentences(document.text, opening.span)
        start = sentences[-1].start if sentences else start
        words = len(document.text[start:end].split())
    for paragraph in document.paragraphs[opening.paragraph_id + 1 :]:
        if paragraph.kind != "item" or paragraph.section_id != opening.section_id:
            break
        words += len(document.quote(paragraph.span).split())
        if words > LONGEST_LIST_WORDS:
            break
        end = paragraph.span.end
        items += 1
    return Span(start, end) if items >= 2 else None


_CLAUSE = re.compile(r"(?<=[;:,])\s+|\s+[-–]\s+|(?<=\))\s+")
_NAME_BEFORE = re.compile(r"(?:^|[\s(])[A-Z][\w’'.-]*,\s*$")


def focus_span(document: Document, span: Span, wanted: Iterable[tuple[int, int]], longest: int = 45) -> Span:
    """A window of a long sentence around ``wanted`` (offsets in the document), cut at clauses, at most ``longest`` words if it can be."""
    text = document.quote(span)
    if len(text.split()) <= longest:
        return span
    places = [(a - span.start, b - span.start) for a, b in wanted if span.start <= a < span.end]
    if not places:
        return span
    cuts = [0, *_clause_ends(text), len(text)]
    low, high = min(a for a, _ in places), max(b for _, b in places)
    first = max(at for at in range(len(cuts) - 1) if cuts[at] <= low)
    last = min(at for at in range(1, len(cuts)) if cuts[at] >= min(high, len(text)))

    def size(a: int, b: int) -> int:
        return len(text[cuts[a] : cuts[b]].split())

    while True:
        grown = False
        if first > 0 and size(first - 1, last) <= longest:
            first -= 1
            grown = True
        if last < len(cuts) - 1 and size(first, last + 1) <= longest:
            last += 1
            grown = True
        if not grown:
            break
    start, end = cuts[first], cuts[last]
    while end > start and text[end - 1] in " ;:,–-":
        end -= 1
    return Span(span.start + start, span.start + end)


def opening_span(document: Document, span: Span, longest: int) -> Span:
    """The first ``longest`` words of a span or fewer, up to the end of a clause where one ends in the second half of them."""
    text = document.quote(span)
    words = list(re.finditer(r"\S+", text))
    if len(words) <= longest:
        return span
    least, most = words[longest // 2].end(), words[longest - 1].end()
    end = max((at for at in _clause_ends(text) if least <= at <= most), default=most)
    return Span(span.start, span.start + len(text[:end].rstrip(" ;:,–-")))


def _clause_ends(text: str) -> list[int]:
    """Where clauses end. "Mr Lane, Tolsey, and Ms Holt, Wenmark": a comma between two capitals keeps a name, its place or a list of names together."""
    return [m.end() for m in _CLAUSE.finditer(text) if not (_NAME_BEFORE.search(text[: m.end()]) and text[m.end() : m.end() + 1].isupper())]
