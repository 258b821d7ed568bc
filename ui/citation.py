"""A citation as the reader meets it: the number in the sentence, the entry in the list, the page beside it."""

from __future__ import annotations

from answer.cite import to_label
from answer.records import Citation
from index import Archive
from ingest.records import Document, PaperStatus
from ingest.spans import Span
from ui.citation_text import to_plain
from ui.links import quote_address
from ui.markup import Html, h, join
from ui.page_view import find_lit_regions, pages_of, printed_page, quote_text
from ui.theme import chip
from ui.wording import STATUSES


def place_label(archive: Archive, doc_id: str, span: Span) -> str:
    """The members' form of where ``span`` begins: "PCP 13 Nov 2018, para 2.2, p.2"."""
    document = archive.document(doc_id)
    page, paragraph = document.page_at(span.start), document.paragraph_at(span.start)
    return to_label(document, span.start, paragraph.cited_number if paragraph is not None else None, page.page_no if page is not None else None)


def place_link_at(archive: Archive, doc_id: str, span: Span) -> Html:
    """That form as a link that opens the paper there; a draft is said to be one."""
    link = h("a", place_label(archive, doc_id, span), href=quote_address(archive.document(doc_id), span), target="_self", class_="pp-source")
    return join(link, *(join(" ", mark) for mark in draft_chip(archive.document(doc_id).status)))


def number_link(number: int, address: str, label: str, *, current: bool) -> Html:
    """The "[2]" behind a sentence."""
    return h(
        "a",
        f"[{number}]",
        href=address,
        target="_self",
        class_="pp-cite",
        aria_label=f"Citation {number}: {label}",
        aria_current="true" if current else None,
        data_focus=".pp-cite[aria-current]",
        data_show=".pp-viewer",
    )


def citation_entry(
    number: int, citation: Citation, address: str, *, current: bool, quoted: bool = True, status: PaperStatus = "unknown"
) -> Html:
    """An entry of the list under the answer: the label in the members' form, the paper and, if ``quoted``, the words.

    A draft is said to be one: its words may have changed before they were agreed.
    """
    place = " · ".join(part for part in (citation.title, citation.section) if part and part not in citation.label)
    return h(
        "li",
        h(
            "a",
            citation.label,
            href=address,
            target="_self",
            aria_current="true" if current else None,
            class_="pp-source",
            data_focus=".pp-source[aria-current]",
            data_show=".pp-viewer",
        ),
        h("p", *draft_chip(status), place, class_="pp-quiet") if place else None,
        h("blockquote", citation.quote) if quoted else None,
        value=number,
    )


def draft_chip(status: PaperStatus) -> list[Html]:
    return [chip(STATUSES[status], f"pp-chip-{status}")] if status == "draft" else []


def cited_page(
    archive: Archive, document: Document, spans: tuple[Span, ...], *, label: str, pane: str = "scrolls"
) -> Html:
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
        h("p", "The place of the words on this page is not known; they are in the text.", class_="pp-quiet")
        if missing
        else None,
        shown,
        class_="pp-pane",
        data_pane=pane,
        data_quote=key,
        tabindex=0,
        role="region",
        aria_label=label,
    )


def viewer(
    archive: Archive,
    document: Document,
    citation: Citation,
    number: int,
    total: int,
    previous: str | None,
    following: str | None,
    *,
    spans: tuple[Span, ...] = (),
) -> Html:
    """The page beside the answer, opened at the quote, with the way to the neighbouring citations.

    ``spans`` are lit in place of the citation's own where the quote goes on over a page break.
    """
    permalink = quote_address(document, citation.span)
    larger = h(
        "label",
        h("input", type="checkbox", class_="pp-larger"),
        "Larger",
        class_="pp-larger-label",
    )
    steps = h(
        "div",
        _step("Previous citation", "←", previous),
        h("span", f"{number} of {total}", class_="pp-quiet"),
        _step("Next citation", "→", following),
        class_="pp-steps",
        role="group",
        aria_label="Citations",
    )
    return h(
        "section",
        h(
            "div",
            h(
                "h2",
                h("span", f"[{number}] ", class_="pp-quiet"),
                citation.label,
                " ",
                *draft_chip(document.status),
                id="pp-viewer-name",
            ),
            h("div", larger, steps, class_="pp-steps"),
            class_="pp-viewer-head",
        ),
        cited_page(archive, document, spans or (citation.span,), label=f"Page with the quoted words: {citation.label}"),
        h(
            "p",
            h("a", "Open the paper here", href=permalink, target="_self"),
            h("button", "Copy link to these words", type="button", data_copy=permalink, class_="pp-plain-button"),
            h(
                "button",
                "Copy quote",
                type="button",
                data_copy=to_plain(citation),
                class_="pp-plain-button",
            ),
            class_="pp-viewer-foot",
        ),
        class_="pp-viewer",
        aria_labelledby="pp-viewer-name",
    )


def _step(name: str, sign: str, address: str | None) -> Html:
    if address is None:
        return h("span", sign, class_="pp-step", aria_hidden="true")
    # At either end the step itself is gone: focus then goes to the other one.
    focus = f'.pp-step[title="{name}"] | a.pp-step'
    return h(
        "a", sign, href=address, target="_self", class_="pp-step", aria_label=name, title=name, data_focus=focus,
        data_show=".pp-viewer",
    )
