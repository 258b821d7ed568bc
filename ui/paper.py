"""Paper: the page as printed beside its text, with outline, findings, warnings; opened at any span."""

from __future__ import annotations

from answer.cite import make_citation
from index.records import PaperSummary
from ingest.errors import PanelPapersError, QuoteMismatchError
from ingest.records import Document, Paragraph
from ingest.spans import Span
from ui import links
from ui.landing import land
from ui.markup import Html, h, join
from ui.page_view import find_lit_regions, pages_of, printed_page
from ui.paper_side import Opened, sidebar
from ui.shelf import Shelf
from ui.take_away import copy_buttons, quote_pack
from ui.text_view import find_leaves, leaf_at, text_of
from ui.theme import chip, draw_main, notice, problem
from ui.viewer import cited_page, zoom_buttons
from ui.wording import DOC_TYPES, STATUSES, TAGS, count, coverage, day

MOST_LIT = 4_000
"""Characters of a minute that are lit when its number is asked for."""


def draw(shelf: Shelf, parameters: links.Parameters) -> None:
    """The page for ``?doc=&at=start-end&lit=…&quote=&para=&part=&page=&tags=&follow=``."""
    doc_id = links.first(parameters, "doc")
    if not links.is_doc_id(doc_id):
        draw_main(h("h1", "Paper"), notice("Choose a paper from the list of papers."), _to_papers(), css="pp-narrow")
        return
    try:
        landed = land(shelf.archive, parameters)
        if landed.state == "gone":
            draw_main(h("h1", "Paper"), notice(landed.remark, kind="warning"), _to_papers(), css="pp-narrow")
            return
        summary, document = shelf.archive.paper(landed.doc_id), shelf.archive.document(landed.doc_id)
    except PanelPapersError as error:
        draw_main(h("h1", "Paper"), problem(error), _to_papers(), css="pp-narrow")
        return
    at: tuple[Span, ...] = (landed.at,) if landed.at is not None else ()
    remarks = [notice(landed.remark, kind="warning")] if landed.remark else []
    number = links.first(parameters, "para")[:40]
    if number and not links.first(parameters, "at") and not links.first(parameters, "quote"):
        at, remark = at_paragraph(document, number, links.whole_number(parameters, "part", 0))
        remarks += [remark] if remark is not None and not landed.remark else []
    # words to light besides are places of the paper as it was when the link was made
    words = links.to_spans(links.first(parameters, "lit")) if landed.state == "same" else ()
    words = tuple(span for span in words if span.end <= len(document.text))
    lit = words or at
    leaves = find_leaves(document)
    asked = links.whole_number(parameters, "page", 0)
    if asked > len(leaves):
        remarks.append(notice(f"This paper has {count(len(leaves), 'page')}; here is the last.", kind="warning"))
    start = (lit or at or (Span(0, 0),))[0].start
    shown = leaves[min(asked, len(leaves)) - 1] if asked else leaf_at(leaves, start)
    tags = tuple(tag for tag in links.first(parameters, "tags").split(",") if tag in TAGS)
    opened = Opened(shelf, document, leaves, shown, at, lit, tags, keep_quote=not asked, follow=bool(links.first(parameters, "follow")))
    draw_main(
        paper_head(summary, document),
        *remarks,
        lit_words(opened),
        h("div", sidebar(opened, summary), h("div", pager(opened), pages(opened), class_="pp-opened", id="pp-opened"), class_="pp-paper"),
        css="pp-wide",
    )


def at_paragraph(document: Document, number: str, part: int) -> tuple[tuple[Span, ...], Html | None]:
    """Where the paragraph of that printed number stands (in the part of that number, counted from 1, if given), and a remark
    where there is none, or where several parts of the paper have one."""
    wanted = number.casefold().rstrip(".")
    found = [one for one in document.paragraphs if (one.cited_number or "").casefold().rstrip(".") == wanted and part in (0, one.part_id + 1)]
    if not found:
        return (), notice(f"This paper has no paragraph {number}.", kind="warning")
    first = [one for one in found if one.part_id == found[0].part_id]
    whole = Span(first[0].span.start, max(one.span.end for one in first if one.span.end <= first[0].span.start + MOST_LIT or one is first[0]))
    if len({one.part_id for one in found}) == 1:
        return (whole,), None
    first_of_parts = {one.part_id: one for one in reversed(found)}
    others = [
        h("a", document.parts[one.part_id].title or f"part {one.part_id + 1}", href=links.quote_address(document, one.span), target="_self")
        for _, one in sorted(first_of_parts.items())
    ]
    choice = h("p", *(join(" · " if place else "", link) for place, link in enumerate(others)))
    return (whole,), notice(f"Several parts of this paper have a paragraph {number}; here is the first.", more=choice)


def lit_words(opened: Opened) -> Html | None:
    """What can be taken away of the words to which the address led."""
    if not opened.at:
        return None
    try:
        citation = make_citation(opened.shelf.archive, opened.document.doc_id, opened.at[0])
    except QuoteMismatchError:  # white space alone
        return None
    return h("p", h("strong", citation.label), copy_buttons(opened.document, citation), quote_pack(citation), class_="pp-taken pp-lit-words")


def title_of(shelf: Shelf | None, parameters: links.Parameters) -> str:
    """Title for the browser's tab."""
    doc_id = links.first(parameters, "doc")
    if shelf is None or not links.is_doc_id(doc_id):
        return "Paper"
    try:
        return shelf.archive.document(shelf.archive.follow(doc_id) or doc_id).title[:80] or "Paper"
    except PanelPapersError:
        return "Paper"


def paper_head(summary: PaperSummary, document: Document) -> Html:
    when = day(document.meeting_date)
    chips = [
        chip(DOC_TYPES.get(document.doc_type, document.doc_type)),
        chip(STATUSES[document.status], f"pp-chip-{document.status}") if STATUSES.get(document.status) else None,
        chip("Restricted", "pp-chip-restricted") if summary.restricted else None,
    ]
    return h(
        "header",
        h("p", " · ".join(part for part in (document.body, when) if part) or "No body or meeting date is printed", class_="pp-eyebrow"),
        h("h1", document.title or document.file),
        h("p", *chips, h("span", coverage(summary.text_layers, summary.pages, paged=summary.paged), class_="pp-quiet")),
        warnings_of(summary),
        class_="pp-paper-head",
    )


def warnings_of(summary: PaperSummary) -> Html | None:
    """What the reader must know about the paper; the page is named where a warning is about one."""
    if not summary.warnings:
        return None
    items = [
        h("li", f"Page {warning.page_no}: " if warning.page_no else "", warning.message) for warning in summary.warnings
    ]
    if len(items) <= 2:
        return h("ul", *items, class_="pp-warnings", aria_label="Warnings")
    return h(
        "details",
        h("summary", count(len(items), "warning"), " about how this paper was read"),
        h("ul", *items),
        class_="pp-warnings",
    )


def pager(opened: Opened) -> Html | None:
    """Previous, next, and a choice of all; nothing for a paper that shows at once."""
    if len(opened.leaves) == 1:
        return h("div", zoom_buttons(), class_="pp-pager") if opened.document.paged else None
    number, total = opened.shown.number, len(opened.leaves)
    unit = "Page" if opened.document.paged else "Part"
    parts = [
        _page_link("← Previous", opened, number - 1) if number > 1 else h("span", "← Previous", aria_hidden="true"),
        h("span", f"{unit} {number} of {total}", id="pp-result", data_announce=f"{unit} {number} of {total}"),
        _page_link("Next →", opened, number + 1) if number < total else h("span", "Next →", aria_hidden="true"),
    ]
    if total > 2:
        options = [
            h("option", f"{unit} {leaf.number}", value=opened.address(page=leaf.number), selected=leaf.number == number)
            for leaf in opened.leaves[:1000]
        ]
        parts.append(h("select", *options, data_go="yes", aria_label=f"Go to {unit.lower()}"))
    if opened.at and not opened.keep_quote:
        back = links.quote_address(opened.document, opened.at[0], lit=opened.lit if opened.lit != opened.at else ())
        parts.append(h("a", "Back to the words", href=back, target="_self"))
    if opened.document.paged:
        parts.append(zoom_buttons())
    return h("nav", *parts, class_="pp-pager", aria_label="Pages of the paper")


def _page_link(name: str, opened: Opened, number: int) -> Html:
    return h("a", name, href=opened.address(page=number), target="_self", data_focus="#pp-result")


def pages(opened: Opened) -> Html:
    """The page as printed and, beside it, its text with tags; the marked text alone for formats without pages."""
    document, archive = opened.document, opened.shelf.archive
    mentions = [mention for mention in archive.mentions(document.doc_id) if mention.label in opened.tags]
    key = f"{document.doc_id}:{opened.shown.number}:{links.from_spans(opened.lit)}"

    def link_of(paragraph: Paragraph) -> str:
        return links.quote_address(document, paragraph.span, tags=opened.tags)

    if not document.paged:
        text = text_of(document, opened.shown.span, lit=opened.lit, mentions=mentions, link_of=link_of)
        return h(
            "div", h("h2", "Text of the paper", class_="pp-eyebrow"), text, class_="pp-pane pp-text-pane", data_pane="flows", data_quote=key, tabindex=0, role="region",
            aria_label="Text of the paper",
        )
    if opened.keep_quote and opened.lit:
        regions = find_lit_regions(archive, document.doc_id, opened.lit)
        numbers = pages_of(document, opened.lit, regions) or (opened.shown.number,)
        printed = cited_page(archive, document, opened.lit, label="Pages with the words lit", pane="flows")
    else:
        numbers = (opened.shown.number,)
        regions = find_lit_regions(archive, document.doc_id, opened.lit)
        printed = h(
            "div", printed_page(archive, document, opened.shown.number, regions), class_="pp-pane", data_pane="flows",
            data_quote=key, tabindex=0, role="region", aria_label=f"Page {opened.shown.number} as printed",
        )
    texts = [
        join(
            h("h2", f"Text of page {number}", class_="pp-eyebrow"),
            text_of(document, document.pages[number - 1].span, lit=opened.lit, mentions=mentions, link_of=link_of),
        )
        for number in numbers
    ]
    text = h(
        "div", *texts, class_="pp-pane pp-text-pane", tabindex=0, role="region", aria_label="The page as text"
    )
    return h("div", printed, text, class_="pp-both")


def _to_papers() -> Html:
    return h("p", h("a", "See all papers", href=links.PAPERS, target="_self"))
