"""Passages found: where each stands, its words with those of the query marked, and the way to the page."""

from __future__ import annotations

from answer.cite import to_label
from index import Archive
from index.records import Hit
from ingest.records import Document
from ingest.spans import Span
from ui.citation import draft_chip
from ui.links import quote_address
from ui.markup import Html, escape, h, join, lit

LONGEST_SNIPPET = 420
"""Characters of a passage that are shown before it is opened."""


def hit_label(document: Document, hit: Hit) -> str:
    """The members' form of the place where the words stand, "PCP 13 Nov 2018, para 2.2, p.2"."""
    return to_label(document, hit.passage.span.start, hit.paragraph_number, hit.page_no)


def snippet(document: Document, hit: Hit, longest: int = LONGEST_SNIPPET) -> Html:
    """The stretch of the passage that holds most of the matched words, cut at spaces."""
    whole = hit.passage.span
    within = whole
    if len(whole) > longest:
        start = densest(hit.matched, whole, longest)
        text = document.text
        if start > whole.start:
            start = text.find(" ", start, whole.end) + 1 or start
        end = min(start + longest, whole.end)
        if end < whole.end:
            end = text.rfind(" ", start, end) if text.rfind(" ", start, end) > start else end
        within = Span(start, end)
    before = "… " if within.start > whole.start else ""
    after = " …" if within.end < whole.end else ""
    words = lit(document.text, within, hit.matched)
    return join(before, Html(words.replace("\t", " · ")), after)


def densest(matched: tuple[Span, ...], whole: Span, longest: int) -> int:
    """Start of the window of ``longest`` characters that holds most matched words, with a little room before the first."""
    best, most = whole.start, 0
    for span in matched:
        held = sum(1 for other in matched if span.start <= other.start and other.end <= span.start + longest - 60)
        if held > most:
            best, most = max(span.start - 60, whole.start), held
    return max(min(best, whole.end - longest), whole.start)


def hit_entry(archive: Archive, hit: Hit, *, level: str = "h3") -> Html:
    """One passage. The link opens the paper with the matched words lit, or the passage where none were matched."""
    document = archive.document(hit.doc_id)
    address = quote_address(document, hit.passage.span, lit=hit.matched)
    path = " › ".join(hit.passage.heading_path) or hit.section or ""
    return h(
        "li",
        h(level, h("a", hit_label(document, hit), href=address, target="_self")),
        h("p", *draft_chip(document.status), escape(hit.title), *(_rest(path)), class_="pp-quiet"),
        h("p", snippet(document, hit), class_="pp-words-of-paper"),
        class_="pp-hit",
    )


def _rest(path: str) -> list[Html]:
    return [join(" · ", path)] if path else []


def hit_list(archive: Archive, hits: tuple[Hit, ...], *, first: int = 1, level: str = "h3") -> Html:
    return h("ol", *(hit_entry(archive, hit, level=level) for hit in hits), class_="pp-hits", start=first)
