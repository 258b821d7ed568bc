"""Paper: the page as printed beside its text, with outline, findings, warnings; opened at any span."""

from __future__ import annotations

from collections.abc import Sequence

from index.records import PaperSummary
from ingest.errors import PanelPapersError
from ingest.records import Document, Mention, Obligation
from ingest.spans import Span
from ui import links
from ui.citation import cited_page
from ui.landing import land
from ui.markup import Html, h, join
from ui.page_view import find_lit_regions, pages_of, printed_page
from ui.shelf import Shelf
from ui.text_view import Leaf, find_leaves, leaf_at, text_of
from ui.theme import chip, draw_main, facts, notice, problem
from ui.wording import DOC_TYPES, OBLIGATIONS, STATUSES, TAGS, count, coverage, day

MOST_FINDINGS = 60
MOST_OUTLINE = 200


def draw(shelf: Shelf, parameters: links.Parameters) -> None:
    """The page for ``?doc=&at=start-end&lit=…&page=&tags=&quote=&para=``."""
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
    at = (landed.at,) if landed.at is not None else ()
    # words to light besides are places of the paper as it was when the link was made
    words = links.to_spans(links.first(parameters, "lit")) if landed.state == "same" else ()
    words = tuple(span for span in words if span.end <= len(document.text))
    lit = words or at
    leaves = find_leaves(document)
    asked = links.whole_number(parameters, "page", 0)
    remarks = [notice(landed.remark, kind="warning")] if landed.remark else []
    if asked > len(leaves):
        remarks.append(notice(f"This paper has {count(len(leaves), 'page')}; here is the last.", kind="warning"))
    start = (lit or at or (Span(0, 0),))[0].start
    shown = leaves[min(asked, len(leaves)) - 1] if asked else leaf_at(leaves, start)
    tags = tuple(tag for tag in links.first(parameters, "tags").split(",") if tag in TAGS)
    opened = Opened(shelf, document, leaves, shown, at, lit, tags, keep_quote=not asked)
    draw_main(
        paper_head(summary, document),
        *remarks,
        h("div", sidebar(opened, summary), h("div", pager(opened), pages(opened), class_="pp-opened", id="pp-opened"), class_="pp-paper"),
        css="pp-wide",
    )


def title_of(shelf: Shelf | None, parameters: links.Parameters) -> str:
    """Title for the browser's tab."""
    doc_id = links.first(parameters, "doc")
    if shelf is None or not links.is_doc_id(doc_id):
        return "Paper"
    try:
        return shelf.archive.document(shelf.archive.follow(doc_id) or doc_id).title[:80] or "Paper"
    except PanelPapersError:
        return "Paper"


class Opened:
    """A paper as it is open: which leaf, what is lit, which tags show."""

    def __init__(
        self,
        shelf: Shelf,
        document: Document,
        leaves: Sequence[Leaf],
        shown: Leaf,
        at: tuple[Span, ...],
        lit: tuple[Span, ...],
        tags: tuple[str, ...],
        *,
        keep_quote: bool,
    ) -> None:
        self.shelf, self.document, self.leaves, self.shown = shelf, document, leaves, shown
        self.at, self.lit, self.tags, self.keep_quote = at, lit, tags, keep_quote

    def address(self, *, page: int | None = None, tags: tuple[str, ...] | None = None) -> str:
        """Another page, or other tags, with the quote kept."""
        if page is None and not self.keep_quote:
            page = self.shown.number
        lit, tags = self.lit if self.lit != self.at else (), self.tags if tags is None else tags
        if self.at and page is None:
            return links.quote_address(self.document, self.at[0], lit=lit, tags=tags)
        return links.paper_address(self.document.doc_id, at=self.at[0] if self.at else None, lit=lit, page=page, tags=tags)


def paper_head(summary: PaperSummary, document: Document) -> Html:
    when = day(document.meeting_date)
    chips = [
        chip(DOC_TYPES.get(document.doc_type, document.doc_type)),
        chip(STATUSES[document.status], f"pp-chip-{document.status}") if STATUSES.get(document.status) else None,
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


def sidebar(opened: Opened, summary: PaperSummary) -> Html:
    document, archive = opened.document, opened.shelf.archive
    return h(
        "div",
        h("a", "Go to the page", href="#pp-opened", class_="pp-to-filters"),
        outline(opened),
        tag_switches(opened, archive.mentions(document.doc_id)),
        findings(opened, [obligation for _, obligation in archive.obligations(document.doc_id)]),
        h(
            "details",
            h("summary", "About this file"),
            facts(
                [
                    ("File", document.file),
                    ("Also as", ", ".join(_other_names(summary))),
                    ("Meeting", day(document.meeting_date)),
                    ("Published", day(document.published_on)),
                    ("SHA-256", summary.sha256),
                    ("Added", summary.added_at[:10]),
                ]
            ),
            h("p", h("a", "Search within this paper", href=links.address(links.SEARCH, [("in", document.doc_id)]), target="_self")),
        ),
        class_="pp-side",
    )


def _other_names(summary: PaperSummary) -> list[str]:
    """The other names under which the same bytes were added; folders are not the reader's business."""
    names = [path.replace("\\", "/").rsplit("/", 1)[-1] for path in summary.paths]
    return sorted(set(names) - {summary.file})


def outline(opened: Opened) -> Html | None:
    """Headings, as links to where they stand; the part's name where a paper has several."""
    document = opened.document
    if not document.sections:
        return None
    entries = []
    part_id = None
    several = len(document.parts) > 1
    for section in document.sections[:MOST_OUTLINE]:
        if several and section.part_id != part_id and section.part_id < len(document.parts):
            part_id = section.part_id
            part = document.parts[part_id]
            named = " · ".join(piece for piece in (part.title, day(part.date)) if piece)
            entries.append(h("li", named or f"Part {part_id + 1}", class_="pp-part"))
        leaf = leaf_at(opened.leaves, section.span.start)
        heading = f"{section.number} {section.heading}" if section.number else section.heading
        entries.append(
            h(
                "li",
                h(
                    "a",
                    h("span", heading),
                    h("span", f"p.{leaf.number}" if document.paged else "", class_="pp-count"),
                    href=links.paper_address(
                        document.doc_id,
                        at=Span(section.span.start, min(section.span.start + len(heading), section.span.end)),
                        tags=opened.tags,
                    ),
                    target="_self",
                    aria_current="true" if leaf.number == opened.shown.number else None,
                ),
                class_=f"pp-level-{min(section.level, 4)}",
            )
        )
    return h(
        "details",
        h("summary", "Outline"),
        h("nav", h("ol", *entries), aria_label="Outline", class_="pp-outline"),
        open=True,
    )


def tag_switches(opened: Opened, mentions: Sequence[Mention]) -> Html | None:
    """One switch for each kind of finding, with how many the paper has."""
    numbers = {label: sum(1 for mention in mentions if mention.label == label) for label in TAGS}
    entries = []
    for label, name in TAGS.items():
        if not numbers[label]:
            continue
        chosen = label in opened.tags
        changed = tuple(tag for tag in opened.tags if tag != label) if chosen else (*opened.tags, label)
        entries.append(
            h(
                "li",
                h(
                    "a",
                    "✓ " if chosen else "",
                    name,
                    " ",
                    h("span", f"{numbers[label]:,}", class_="pp-count"),
                    h("span", ", shown" if chosen else "", class_="pp-hidden"),
                    href=opened.address(tags=changed),
                    target="_self",
                    class_=f"pp-chip pp-chip-link pp-tag-{label.lower()}",
                    aria_current="true" if chosen else None,
                ),
            )
        )
    if not entries:
        return None
    return h("details", h("summary", "Mark in the text"), h("ul", *entries, class_="pp-chips"), open=True)


def findings(opened: Opened, obligations: Sequence[Obligation]) -> Html | None:
    """Decisions, actions, recommendations and promises, each leading to its words."""
    if not obligations:
        return None
    document = opened.document
    entries = []
    for obligation in obligations[:MOST_FINDINGS]:
        owner = f"{obligation.owner}{' (inferred)' if obligation.owner_inferred else ''}" if obligation.owner else ""
        due = f"by {day(obligation.due)}{' (inferred)' if obligation.due_inferred else ''}" if obligation.due else ""
        entries.append(
            h(
                "li",
                h("strong", OBLIGATIONS.get(obligation.kind, obligation.kind)),
                h("span", " ", " · ".join(part for part in (owner, due) if part), class_="pp-quiet"),
                h(
                    "a",
                    _short(document.quote(obligation.span)),
                    href=links.quote_address(document, obligation.span, tags=opened.tags),
                    target="_self",
                ),
            )
        )
    more = len(obligations) - len(entries)
    return h(
        "details",
        h("summary", f"Decided and promised here ({len(obligations)})"),
        h("ul", *entries, class_="pp-findings"),
        h("p", f"and {more} more", class_="pp-quiet") if more else None,
        open=len(obligations) <= 12,
    )


def pager(opened: Opened) -> Html | None:
    """Previous, next, and a choice of all; nothing for a paper that shows at once."""
    if len(opened.leaves) == 1:
        return None
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
    return h("nav", *parts, class_="pp-pager", aria_label="Pages of the paper")


def _page_link(name: str, opened: Opened, number: int) -> Html:
    return h("a", name, href=opened.address(page=number), target="_self", data_focus="#pp-result")


def pages(opened: Opened) -> Html:
    """The page as printed and, beside it, its text with tags; the marked text alone for formats without pages."""
    document, archive = opened.document, opened.shelf.archive
    mentions = [mention for mention in archive.mentions(document.doc_id) if mention.label in opened.tags]
    key = f"{document.doc_id}:{opened.shown.number}:{links.from_spans(opened.lit)}"
    if not document.paged:
        text = text_of(document, opened.shown.span, lit=opened.lit, mentions=mentions)
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
            text_of(document, document.pages[number - 1].span, lit=opened.lit, mentions=mentions),
        )
        for number in numbers
    ]
    text = h(
        "div", *texts, class_="pp-pane pp-text-pane", tabindex=0, role="region", aria_label="The page as text"
    )
    return h("div", printed, text, class_="pp-both")


def _to_papers() -> Html:
    return h("p", h("a", "See all papers", href=links.PAPERS, target="_self"))


def _short(text: str, longest: int = 160) -> str:
    text = " ".join(text.split())
    return text if len(text) <= longest else text[: longest - 1].rsplit(" ", 1)[0] + "…"
