"""A page of a paper as it was printed, with words lit on it.

The page is the PNG made at ingest. Over it lie rectangles, one for each line of print of the quote, placed in
percentages of the page so that they fit at every size, and a layer of invisible words that makes the page
selectable. Boxes are in points from the top-left corner (:mod:`ingest.spans`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from index import Archive
from ingest.records import Document, Page, Word
from ingest.spans import BBox, Region, Span
from ui.links import image_address
from ui.markup import Html, escape, h, join
from ui.theme import notice

MOST_WORDS = 4_000
"""Words of a page that are made selectable; a page with more is a drawing or an attack."""


def find_lit_regions(archive: Archive, doc_id: str, spans: Iterable[Span]) -> tuple[Region, ...]:
    """Rectangles of all spans, in the order of the spans."""
    return tuple(region for span in spans for region in archive.find_regions(doc_id, span))


def pages_of(document: Document, spans: Sequence[Span], regions: Sequence[Region]) -> tuple[int, ...]:
    """Numbers of the pages on which the spans stand, ascending: by their rectangles, or by the text where none were found."""
    numbers = {region.page_no for region in regions}
    if not numbers and document.paged:
        numbers = {
            page.page_no for page in document.pages for span in spans if page.span.overlaps(span)
        }
    return tuple(sorted(numbers))


def printed_page(
    archive: Archive, document: Document, page_no: int, regions: Sequence[Region] = (), *, selectable: bool = True
) -> Html:
    """One page with its rectangles; a page without an image is said to have none (its text stands beside it)."""
    page = document.pages[page_no - 1]
    boxes = [region.bbox for region in regions if region.page_no == page_no]
    caption = f"Page {page_no} of {len(document.pages)}"
    if page.label and page.label != str(page_no):
        caption += f", printed number {page.label}"
    if page.width <= 0 or page.height <= 0 or archive.page_image(document.doc_id, page_no) is None:
        return h("figure", notice("There is no picture of this page."), h("figcaption", caption), class_="pp-figure")
    words = archive.page_words(document.doc_id, page_no)[:MOST_WORDS] if selectable else ()
    image = h(
        "img",
        src=image_address(document.doc_id, page_no),
        alt=f"{caption} of “{document.title}” as printed; its words are given as text on this page.",
        width=round(page.width),
        height=round(page.height),
    )
    return h(
        "figure",
        h(
            "div",
            image,
            *(_rectangle(page, box) for box in boxes),
            _word_layer(document, page, words) if words else None,
            class_="pp-page",
            style=f"aspect-ratio:{page.width:.2f}/{page.height:.2f}",
        ),
        h("figcaption", caption),
        class_="pp-figure",
    )


def place(page: Page, box: BBox) -> str:
    """CSS of ``box`` in percentages of ``page``, clipped to it."""
    x0, x1 = (min(max(x, 0.0), page.width) for x in (box.x0, box.x1))
    top, bottom = (min(max(y, 0.0), page.height) for y in (box.top, box.bottom))
    return (
        f"left:{100 * x0 / page.width:.3f}%;top:{100 * top / page.height:.3f}%;"
        f"width:{100 * (x1 - x0) / page.width:.3f}%;height:{100 * (bottom - top) / page.height:.3f}%"
    )


def _rectangle(page: Page, box: BBox) -> Html:
    return h("div", class_="pp-lit", data_lit="yes", style=place(page, box))


def _word_layer(document: Document, page: Page, words: Sequence[Word]) -> Html:
    """The words in place, invisible and hidden from screen readers, which get the page's text as text."""
    spans = []
    for word in words:
        height = max(word.bbox.bottom - word.bbox.top, 1.0)
        size = 100 * height * 0.86 / page.width
        spans.append(
            f'<span style="{place(page, word.bbox)};font-size:{size:.2f}cqw">{escape(document.quote(word.span))} </span>'
        )
    return h("div", Html("".join(spans)), class_="pp-words", aria_hidden="true")


def quote_text(document: Document, spans: Sequence[Span], *, around: int = 1) -> Html:
    """For formats without pages: the paragraphs of the spans with ``around`` more on either side, words marked."""
    from ui.text_view import text_of

    if not spans:
        return text_of(document, Span(0, min(len(document.text), 6_000)))
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    held = [number for number, paragraph in enumerate(document.paragraphs) if paragraph.span.overlaps(Span(start, end))]
    if held:
        first = document.paragraphs[max(held[0] - around, 0)]
        last = document.paragraphs[min(held[-1] + around, len(document.paragraphs) - 1)]
        start, end = min(start, first.span.start), max(end, last.span.end)
    return join(text_of(document, Span(start, end), lit=spans))
