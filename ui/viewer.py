"""The page beside an answer: opened at the quote, with zoom, the neighbouring citations, the other pages and the outline."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from answer.records import Citation
from index import Archive
from ingest.records import Document
from ingest.spans import Span
from ui.citation import draft_chip
from ui.links import paper_address, quote_address
from ui.markup import Html, h, join
from ui.outline import heading_span, outline_list
from ui.page_view import find_lit_regions, pages_of, printed_page, quote_text
from ui.take_away import copy_buttons, quote_pack
from ui.text_view import find_leaves

Address = Callable[[int, int | None], str]
"""(number of the citation, page of its paper or None for that of the quote) → address of the answer shown so."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Which citation of how many is open, with the ``spans`` to light; ``page`` is another page of the paper, None that of the quote."""

    citation: Citation
    number: int
    total: int
    spans: tuple[Span, ...]
    page: int | None = None


def viewer(archive: Archive, document: Document, shown: Shown, address_of: Address) -> Html:
    citation = shown.citation
    page = shown.page if document.paged and shown.page and shown.page <= len(document.pages) else None
    said = f"Citation {shown.number} of {shown.total}: {citation.label}" if page is None else f"Page {page} of {document.title}"
    return h(
        "section",
        h(
            "div",
            h("h2", h("span", f"[{shown.number}] ", class_="pp-quiet"), citation.label, " ", *draft_chip(document.status), id="pp-viewer-name"),
            _citation_steps(shown, address_of),
            class_="pp-viewer-head",
        ),
        _tools(document, shown, page, address_of),
        _pane(archive, document, shown, page),
        h(
            "p",
            h("a", "Open the paper here", href=quote_address(document, citation.span), target="_self"),
            copy_buttons(document, citation),
            quote_pack(citation),
            class_="pp-viewer-foot",
        ),
        class_="pp-viewer",
        aria_labelledby="pp-viewer-name",
        data_announce=said,
    )


def cited_page(archive: Archive, document: Document, spans: tuple[Span, ...], *, label: str, pane: str = "scrolls") -> Html:
    """The pages on which ``spans`` stand, the words lit; the marked text for formats without pages.

    ``pane`` tells the browser what to move so that the words show: "scrolls" the pane, "flows" the whole page.
    """
    key = f"{document.doc_id}:{','.join(f'{span.start}-{span.end}' for span in spans)}"
    if document.paged:
        regions = find_lit_regions(archive, document.doc_id, spans)
        pages = pages_of(document, spans, regions)
        shown = join(*(printed_page(archive, document, page_no, regions) for page_no in pages))
        missing = spans and not regions
    else:
        shown, missing = quote_text(document, spans, around=6), False
    return h(
        "div",
        h("p", "The place of the words on this page is not known; they are in the text.", class_="pp-quiet") if missing else None,
        shown,
        class_="pp-pane",
        data_pane=pane,
        data_quote=key,
        tabindex=0,
        role="region",
        aria_label=label,
    )


def zoom_buttons() -> Html:
    """Smaller and larger page images; the size is kept by the browser from page to page."""
    return h(
        "div",
        h("button", "−", type="button", data_zoom="-1", class_="pp-step", aria_label="Smaller page", title="Smaller page"),
        h("span", "100%", class_="pp-quiet pp-zoom", aria_hidden="true"),
        h("button", "+", type="button", data_zoom="1", class_="pp-step", aria_label="Larger page", title="Larger page"),
        class_="pp-steps",
        role="group",
        aria_label="Size of the page",
    )


def _pane(archive: Archive, document: Document, shown: Shown, page: int | None) -> Html:
    if page is None:
        return cited_page(archive, document, shown.spans, label=f"Page with the quoted words: {shown.citation.label}")
    regions = find_lit_regions(archive, document.doc_id, shown.spans)
    return h(
        "div", printed_page(archive, document, page, regions), class_="pp-pane", data_pane="scrolls", data_quote=f"{document.doc_id}:{page}",
        tabindex=0, role="region", aria_label=f"Page {page} as printed",
    )  # fmt: skip


def _citation_steps(shown: Shown, address_of: Address) -> Html | None:
    if shown.total == 1:
        return None
    number, total = shown.number, shown.total
    return h(
        "div",
        _step("Previous citation", "←", address_of(number - 1, None) if number > 1 else None),
        h("span", f"{number} of {total}", class_="pp-quiet"),
        _step("Next citation", "→", address_of(number + 1, None) if number < total else None),
        class_="pp-steps",
        role="group",
        aria_label="Citations",
    )


def _tools(document: Document, shown: Shown, page: int | None, address_of: Address) -> Html | None:
    """Outline, the pages before and after, zoom; the outline alone for formats without pages."""
    leaves = find_leaves(document)
    cited = shown.citation.page_no or 1
    current = page or cited

    outline = outline_list(
        document,
        leaves,
        current if document.paged else 0,
        lambda section, leaf: address_of(shown.number, leaf.number) if document.paged else paper_address(document.doc_id, at=heading_span(section)),
        show=".pp-viewer",
    )
    folded = h("details", h("summary", "Outline of the paper"), outline, class_="pp-viewer-outline") if outline is not None else None
    if not document.paged:
        return h("div", folded, class_="pp-viewer-tools") if folded is not None else None
    total = len(document.pages)
    steps = h(
        "div",
        _step("Previous page", "‹", address_of(shown.number, current - 1) if current > 1 else None),
        h("span", f"Page {current} of {total}", class_="pp-quiet"),
        _step("Next page", "›", address_of(shown.number, current + 1) if current < total else None),
        h("a", "Back to the words", href=address_of(shown.number, None), target="_self", data_focus=".pp-step", data_show=".pp-viewer") if page is not None else None,
        class_="pp-steps",
        role="group",
        aria_label="Pages of this paper",
    )
    return h("div", steps, zoom_buttons(), folded, class_="pp-viewer-tools")


def _step(name: str, sign: str, address: str | None) -> Html:
    if address is None:
        return h("span", sign, class_="pp-step", aria_hidden="true")
    # At either end the step itself is gone: focus then goes to the other one.
    other = {"Previous": "Next", "Next": "Previous"}[name.split()[0]]
    focus = f'.pp-step[title="{name}"] | .pp-step[title="{other} {name.split()[1]}"]'
    return h("a", sign, href=address, target="_self", class_="pp-step", aria_label=name, title=name, data_focus=focus, data_show=".pp-viewer")
