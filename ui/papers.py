"""Papers: what is in the archive and how well it was read; staff add and remove papers here."""

from __future__ import annotations

import streamlit as st

from index.records import PaperSummary
from ingest.errors import PanelPapersError
from ledger.gaps import find_gaps
from ui import links, restrict, upload
from ui.coverage import coverage_table, gap_list
from ui.markup import Html, h, join
from ui.settings import Settings
from ui.shelf import Shelf
from ui.theme import chip, draw_main, notice, problem
from ui.wording import DOC_TYPES, STATUSES, count, coverage, day

PER_PAGE = 100
ADD = "add"


def draw(shelf: Shelf | None, parameters: links.Parameters, settings: Settings, trouble: PanelPapersError | None = None) -> None:
    """The page for ``?find=&p=&view=``; ``view=coverage``: how well they were read; ``view=add``: staff work. Without a shelf, ``trouble`` says why; staff can still add a first paper."""
    papers: tuple[PaperSummary, ...] = ()
    if shelf is not None:
        papers = shelf.keep("papers", lambda: shelf.archive.papers())
    find = links.first(parameters, "find")
    found = tuple(paper for paper in papers if fits(paper, find))
    page = min(links.whole_number(parameters, "p", 1), max((len(found) - 1) // PER_PAGE + 1, 1))
    if papers:
        assert shelf is not None
        draw_main(h("h1", "Papers"), overview(papers), ways(parameters, settings), *body(shelf, parameters, settings, papers, found, find, page), css="pp-wide pp-above-staff" if settings.staff and links.first(parameters, "view") == ADD else "pp-wide")
    else:
        empty = notice("There are no papers in this archive yet: “panelpapers add FOLDER” adds some.")
        if trouble is not None:
            empty = problem(trouble)
        draw_main(h("h1", "Papers"), empty, css="pp-narrow")
    if settings.staff and (not papers or links.first(parameters, "view") == ADD):
        with st.container(key="staff"):
            upload.draw(settings, papers)
            if papers:
                restrict.draw(settings, papers)


def ways(parameters: links.Parameters, settings: Settings) -> Html:
    """The list, how well the papers were read, and, for staff, adding."""
    view = links.first(parameters, "view")
    items = [
        h("li", h("a", name, href=links.address(links.PAPERS, [("view", value)]), target="_self", aria_current="page" if view == value else None))
        for value, name in (("", "List"), ("coverage", "Coverage and gaps"))
    ]
    if settings.staff:
        items.append(h("li", h("a", "Add or remove", href=links.address(links.PAPERS, [("view", ADD)]), target="_self", aria_current="page" if view == ADD else None)))
    return h("div", h("nav", h("ul", *items), aria_label="View", class_="pp-tabs"), class_="pp-tab-line")


def body(
    shelf: Shelf, parameters: links.Parameters, settings: Settings, papers: tuple[PaperSummary, ...], found: tuple[PaperSummary, ...], find: str, page: int
) -> tuple[Html | None, ...]:
    if links.first(parameters, "view") == "coverage":
        gaps = shelf.keep("gaps", lambda: find_gaps(shelf.archive))
        return coverage_table(papers), gap_list(shelf, gaps) or h("p", "No paper names a meeting of which nothing is here.", class_="pp-quiet")
    if links.first(parameters, "view") == ADD and settings.staff:
        return ()
    return find_form(find), listing(found, find, page)


def fits(paper: PaperSummary, find: str) -> bool:
    """Every word of ``find`` is in the title, body, file name, kind or date."""
    held = " ".join(
        [paper.title, paper.body or "", paper.file, DOC_TYPES.get(paper.doc_type, ""), STATUSES.get(paper.status, ""),
         day(paper.meeting_date), paper.meeting_date or ""]
    ).casefold()
    return all(word in held for word in find.casefold().split())


def overview(papers: tuple[PaperSummary, ...]) -> Html:
    """How much there is, over which years, and how much of it could not be read."""
    pages = sum(paper.pages for paper in papers if paper.paged)
    layers: dict[str, int] = {}
    for paper in papers:
        for layer, number in paper.text_layers.items():
            if paper.paged:
                layers[layer] = layers.get(layer, 0) + number
    warned = sum(1 for paper in papers if paper.warnings)
    parts = [count(len(papers), "paper"), years(papers), coverage(layers, pages, paged=True) if pages else ""]
    if warned:
        parts.append(f"{count(warned, 'paper')} with warnings")
    return h("p", " · ".join(part for part in parts if part), class_="pp-lead")


def years(papers: tuple[PaperSummary, ...]) -> str:
    known = sorted({date[:4] for paper in papers if (date := paper.meeting_date or paper.published_on)})
    if not known:
        return ""
    return known[0] if len(known) == 1 else f"{known[0]}–{known[-1]}"


def find_form(find: str) -> Html:
    return h(
        "form",
        h("label", "Find a paper by title, body, kind, date or file name", for_="pp-find"),
        h(
            "div",
            h("input", type="search", id="pp-find", name="find", value=find, maxlength=200, autocomplete="off"),
            h("button", "Find", type="submit", class_="pp-button"),
            class_="pp-ask-line",
        ),
        action=links.PAPERS,
        method="get",
        role="search",
        aria_label="Find a paper",
        class_="pp-form",
        data_focus="#pp-result",
    )


def listing(found: tuple[PaperSummary, ...], find: str, page: int) -> Html:
    if not found:
        return join(
            h("h2", "No paper fits", id="pp-result", data_announce="No paper fits"),
            h("p", h("a", "Show all papers", href=links.PAPERS, target="_self")),
        )
    start = (page - 1) * PER_PAGE
    shown = found[start : start + PER_PAGE]
    said = f"{count(len(found), 'paper')}{' found' if find else ''}, newest first"
    head = h("tr", *(h("th", name, scope="col") for name in ("Meeting", "Paper", "Kind", "Read")))
    pages = (len(found) - 1) // PER_PAGE + 1
    steps = [
        h(
            "a" if number != page else "strong",
            str(number),
            href=links.address(links.PAPERS, [("find", find), ("p", number)]) if number != page else None,
            target="_self" if number != page else None,
            aria_label=f"Page {number}",
        )
        for number in range(1, pages + 1)
    ]
    return join(
        h("h2", said, id="pp-result", class_="pp-eyebrow", data_announce=said),
        h(
            "div",
            h("table", h("thead", head), h("tbody", *(row(paper) for paper in shown)), class_="pp-list"),
            class_="pp-scroll",
        ),
        h("nav", *steps, class_="pp-pager", aria_label="Pages of the list") if pages > 1 else None,
    )


def row(paper: PaperSummary) -> Html:
    """One paper; the cells carry their heading for a narrow screen."""
    status = STATUSES.get(paper.status)
    published = f"published {day(paper.published_on)}" if not paper.meeting_date and paper.published_on else ""
    others = len({path.replace("\\", "/").rsplit("/", 1)[-1] for path in paper.paths}) - 1
    return h(
        "tr",
        h("td", day(paper.meeting_date) or published or "no date", class_="pp-date"),
        h(
            "td",
            h("a", paper.title or paper.file, href=links.paper_address(paper.doc_id), target="_self"),
            h("div", paper.body, class_="pp-quiet") if paper.body else None,
            h("div", paper.file, f" and {count(others, 'other name')}" if others else "", class_="pp-file"),
        ),
        h("td", DOC_TYPES.get(paper.doc_type, paper.doc_type), " ", chip(status, f"pp-chip-{paper.status}") if status else None, chip("Restricted", "pp-chip-restricted") if paper.restricted else None),
        h("td", coverage(paper.text_layers, paper.pages, paged=paper.paged), _warned(paper)),
    )


def _warned(paper: PaperSummary) -> Html | None:
    if not paper.warnings:
        return None
    messages = list(dict.fromkeys(
        f"{f'Page {warning.page_no}: ' if warning.page_no else ''}{warning.message}" for warning in paper.warnings
    ))
    shown = [h("li", message) for message in messages[:12]]
    if len(messages) > 12:
        shown.append(h("li", f"and {len(messages) - 12} more, on the paper's own page"))
    return h("details", h("summary", count(len(messages), "warning")), h("ul", *shown), class_="pp-warned")
