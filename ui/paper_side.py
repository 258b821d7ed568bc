"""What stands beside an opened paper: outline, tags, what was decided in it, its versions, who cites it, the file."""

from __future__ import annotations

from collections.abc import Sequence

from index.records import PaperSummary
from ingest.records import Document, Mention, Obligation
from ingest.spans import Span
from ledger.commitments import all_threads
from ledger.elsewhere import Reference, Version, find_references, find_versions
from ui import links
from ui.citation import place_link_at
from ui.markup import Html, h, join
from ui.outline import heading_span, outline_list
from ui.shelf import Shelf
from ui.text_view import Leaf
from ui.theme import chip, facts
from ui.wording import OBLIGATIONS, STATUSES, TAGS, count, day

MOST_FINDINGS = 60
VERSIONS = {
    "same minutes": "Minutes of the same meeting",
    "holds this paper": "This paper is bound into",
    "is held in this paper": "Also on its own",
    "much the same": "Much the same paper",
}
REFERENCES = {
    "corrects it": "Corrected later",
    "takes it up again": "Taken up again",
    "goes back to": "Goes back to",
    "names the meeting": "Named elsewhere",
}


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
        follow: bool = False,
    ) -> None:
        self.shelf, self.document, self.leaves, self.shown = shelf, document, leaves, shown
        self.at, self.lit, self.tags, self.keep_quote, self.follow = at, lit, tags, keep_quote, follow

    def address(self, *, page: int | None = None, tags: tuple[str, ...] | None = None, follow: bool = False) -> str:
        """Another page, or other tags, with the quote kept; ``follow``: with its promises followed through the other papers."""
        if page is None and not self.keep_quote:
            page = self.shown.number
        lit, tags, follow = self.lit if self.lit != self.at else (), self.tags if tags is None else tags, follow or self.follow
        if self.at and page is None:
            return links.quote_address(self.document, self.at[0], lit=lit, tags=tags, follow=follow)
        return links.paper_address(self.document.doc_id, at=self.at[0] if self.at else None, lit=lit, page=page, tags=tags, follow=follow)


def sidebar(opened: Opened, summary: PaperSummary) -> Html:
    document, archive = opened.document, opened.shelf.archive
    return h(
        "div",
        h("a", "Go to the page", href="#pp-opened", class_="pp-to-filters"),
        outline(opened),
        tag_switches(opened, archive.mentions(document.doc_id)),
        findings(opened, [obligation for _, obligation in archive.obligations(document.doc_id)]),
        versions(opened, find_versions(archive, document.doc_id)),
        elsewhere(opened),
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
            h("p", h("a", "All papers of this meeting", href=links.address(links.PAPERS, [("find", day(document.meeting_date))]), target="_self")) if document.meeting_date else None,
        ),
        class_="pp-side",
    )


def _other_names(summary: PaperSummary) -> list[str]:
    """The other names under which the same bytes were added; folders are not the reader's business."""
    names = [path.replace("\\", "/").rsplit("/", 1)[-1] for path in summary.paths]
    return sorted(set(names) - {summary.file})


def outline(opened: Opened) -> Html | None:
    """Headings, as links to where they stand."""
    doc_id = opened.document.doc_id
    headings = outline_list(
        opened.document, opened.leaves, opened.shown.number, lambda section, _: links.paper_address(doc_id, at=heading_span(section), tags=opened.tags)
    )
    return h("details", h("summary", "Outline"), headings, open=True) if headings is not None else None


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


def versions(opened: Opened, found: Sequence[Version]) -> Html | None:
    """Other papers with the same words: the draft and what was approved, a pack and the paper in it."""
    if not found:
        return None
    entries = []
    for version in found:
        document = opened.shelf.archive.document(version.doc_id)
        changes = f"{count(version.changes, 'sentence')} differ" if version.changes else ""
        entries.append(
            h(
                "li",
                h("span", VERSIONS[version.kind], class_="pp-quiet"),
                h("a", document.title or document.file, href=links.paper_address(version.doc_id), target="_self"),
                chip(STATUSES[document.status], f"pp-chip-{document.status}") if STATUSES.get(document.status) else None,
                h("a", changes, href=links.address(links.MEETINGS, [("find", day(document.meeting_date))]), target="_self") if changes and document.meeting_date else None,
            )
        )
    return h("details", h("summary", f"Other versions ({len(found)})"), h("ul", *entries, class_="pp-findings"), open=True)


def elsewhere(opened: Opened) -> Html | None:
    """Where other papers speak of this one. Promises are followed once somebody asks: the first time that takes seconds."""
    shelf, doc_id = opened.shelf, opened.document.doc_id
    followed = opened.follow or shelf.has("threads")
    if followed:
        shelf.keep("threads", lambda: all_threads(shelf.archive))
    found = shelf.keep(("elsewhere", doc_id, followed), lambda: find_references(shelf.archive, doc_id, threads=followed))
    more = None if followed else h("p", h("a", "Follow its promises through the other papers", href=opened.address(follow=True), target="_self"))
    if not found and more is None:
        return None
    return h(
        "details",
        h("summary", f"Cited elsewhere ({len(found)})" if found or followed else "Cited elsewhere"),
        h("ul", *(reference_entry(opened, reference) for reference in found), class_="pp-findings") if found else None,
        more,
        open=opened.follow,
    )


def reference_entry(opened: Opened, reference: Reference) -> Html:
    archive, place = opened.shelf.archive, reference.place
    thread = h("a", "the whole thread", href=links.address(links.THREAD, [("id", reference.thread_id)]), target="_self") if reference.thread_id else None
    about = h("a", "what it is about", href=links.quote_address(archive.document(reference.about.doc_id), reference.about.span, tags=opened.tags), target="_self") if reference.about is not None else None
    return h(
        "li",
        h("span", REFERENCES[reference.kind], class_="pp-quiet"),
        place_link_at(archive, place.doc_id, place.span),
        h("span", _short(archive.document(place.doc_id).quote(place.span)), class_="pp-quoted"),
        h("span", *(join(" ", link) for link in (about, thread) if link is not None), class_="pp-inline") if about is not None or thread is not None else None,
    )


def _short(text: str, longest: int = 160) -> str:
    text = " ".join(text.split())
    return text if len(text) <= longest else text[: longest - 1].rsplit(" ", 1)[0] + "…"
