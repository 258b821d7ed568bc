"""A stretch of a paper as text: headings, paragraphs and tables, with quoted words marked and findings tagged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ingest.records import Document, Mention, Paragraph, Table
from ingest.spans import Span
from ledger.figures import find_sign
from ui.markup import Html, Wrap, h, marked
from ui.wording import TAGS, day, pounds

LEAF_LENGTH = 12_000
"""Characters shown at once of a paper without pages, to the end of the paragraph."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """What is shown at once: a page, or, for formats without pages, a run of paragraphs."""

    number: int
    span: Span


def find_leaves(document: Document) -> tuple[Leaf, ...]:
    """Pages of the paper; for formats without pages its text cut at paragraph ends after ``LEAF_LENGTH`` characters, and
    within a paragraph of more than twice that (a browser stands still over a word of a million letters)."""
    if document.paged and document.pages:
        return tuple(Leaf(page.page_no, page.span) for page in document.pages)
    leaves: list[Leaf] = []
    start = 0
    for paragraph in document.paragraphs:
        while paragraph.span.end - start > 2 * LEAF_LENGTH:
            cut = document.text.rfind(" ", start + 1, start + LEAF_LENGTH) + 1 or start + LEAF_LENGTH
            leaves.append(Leaf(len(leaves) + 1, Span(start, cut)))
            start = cut
        if paragraph.span.end - start >= LEAF_LENGTH:
            leaves.append(Leaf(len(leaves) + 1, Span(start, paragraph.span.end)))
            start = paragraph.span.end
    if start < len(document.text) or not leaves:
        leaves.append(Leaf(len(leaves) + 1, Span(start, len(document.text))))
    return tuple(leaves)


def leaf_at(leaves: Sequence[Leaf], offset: int) -> Leaf:
    """The leaf that holds the character at ``offset``; the last one for an offset beyond the end."""
    for leaf in leaves:
        if leaf.span.start <= offset < leaf.span.end:
            return leaf
    return leaves[-1]


def text_of(
    document: Document,
    within: Span,
    *,
    lit: Sequence[Span] = (),
    mentions: Iterable[Mention] = (),
    link_of: Callable[[Paragraph], str] | None = None,
) -> Html:
    """Paragraphs of ``within`` (cut to it), ``lit`` in <mark>, ``mentions`` as tags; ``link_of``: the address of each
    paragraph, for a sign behind it that leads there."""
    wraps = [Wrap(span, "mark", "pp-mark") for span in lit if span.overlaps(within)]
    wraps += [
        Wrap(mention.span, "span", f"pp-tag pp-tag-{mention.label.lower()}", tag_title(mention))
        for mention in mentions
        if mention.span.overlaps(within)
    ]
    tables = {table.paragraph_id: table for table in document.tables}
    blocks: list[Html] = []
    level, heading = 2, ""
    for paragraph in document.paragraphs:
        if paragraph.span.start >= within.end:
            break
        if not paragraph.span.overlaps(within):
            continue
        table = tables.get(paragraph.paragraph_id)
        heading, above = "", heading
        if table is not None:
            blocks.append(_table(document, table, within, wraps, captioned=bare(table.caption or "") != above))
        elif paragraph.kind == "heading":
            section = document.section_of(paragraph)
            # A page may open in the middle of the outline: no level is left out on the way down.
            heading = bare(document.quote(paragraph.span))
            level = min(max((section.level if section else 1) + 2, 3), level + 1, 6)
            blocks.append(_paragraph(document, paragraph, within, wraps, f"h{level}"))
        else:
            blocks.append(_paragraph(document, paragraph, within, wraps, address=link_of(paragraph) if link_of is not None else None))
    if not blocks:
        shown = marked(document.text, within, wraps)
        blocks.append(h("p", shown if shown.strip() else "There are no words on this page.", class_="pp-plain"))
    return h("div", *blocks, class_="pp-text")


def tag_title(mention: Mention) -> str:
    """What is shown on hover: kind and normalised value; says so where part of the value is inferred."""
    kind = TAGS.get(mention.label, mention.label)
    if not mention.value:
        return kind
    value = mention.value
    if mention.label == "DATE":
        value = day(value)
    elif mention.label == "MONEY":
        try:
            value = pounds(float(value), find_sign(mention.text))
        except ValueError:
            value = mention.value
    elif mention.label == "PERCENT":
        value += "%"
    return f"{kind}: {value}{' (inferred)' if mention.inferred else ''}"


def _paragraph(
    document: Document, paragraph: Paragraph, within: Span, wraps: Sequence[Wrap], tag: str = "p", *, address: str | None = None
) -> Html:
    start, end = max(paragraph.span.start, within.start), min(paragraph.span.end, within.end)
    words = marked(document.text, Span(start, end), wraps)
    if address is None or paragraph.kind in ("letterhead", "signature"):
        return h(tag, words, class_=f"pp-{paragraph.kind}")
    called = f"paragraph {paragraph.cited_number}" if paragraph.cited_number else f"“{' '.join(document.quote(paragraph.span).split())[:40]}…”"
    link = h("a", "¶", href=address, target="_self", class_="pp-para", aria_label=f"Link to {called}", title=f"Link to {called}")
    return h(tag, words, " ", link, class_=f"pp-{paragraph.kind}")


def bare(text: str) -> str:
    return " ".join(text.split()).casefold()


def _table(document: Document, table: Table, within: Span, wraps: Sequence[Wrap], *, captioned: bool = True) -> Html:
    rows = []
    for number, row in enumerate(table.rows):
        if row and not any(cell.span.overlaps(within) or len(cell.span) == 0 for cell in row):
            continue
        cells = [
            h("th", marked(document.text, cell.span, wraps), scope="col")
            if number < table.header_rows and len(cell.span)
            else h("td", marked(document.text, cell.span, wraps) if len(cell.span) else "")
            for cell in row
        ]
        rows.append(h("tr", *cells))
    caption = h("caption", table.caption) if table.caption and captioned else None
    label = table.caption or "Table of the paper"
    return h("div", h("table", caption, *rows), class_="pp-scroll", tabindex=0, role="region", aria_label=label)
