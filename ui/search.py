"""Search: words, filters with counts, and the passages found."""

from __future__ import annotations

from dataclasses import replace

from index.records import Filters, SearchResult
from ingest.errors import PanelPapersError
from ui import links
from ui.filter_form import amount_fields, chips, facet_panel, hidden_fields, period_fields
from ui.hit_list import hit_list
from ui.markup import Html, h, join
from ui.shelf import LONGEST_QUERY, Shelf
from ui.theme import draw_main, notice, problem
from ui.wording import count

PER_PAGE = 10
MOST_PAGES = 20


def draw(shelf: Shelf, parameters: links.Parameters) -> None:
    """The page for ``?q=&p=`` and filters."""
    text = links.first(parameters, "q")
    page = min(links.whole_number(parameters, "p", 1), MOST_PAGES)
    title = h("h1", "Search the papers")
    try:
        filters = links.to_filters(parameters)
        # One more than is shown tells whether there is a next page.
        result = shelf.search(text, filters, page * PER_PAGE + 1) if text else None
        facets = shelf.facets(filters)
    except PanelPapersError as error:
        draw_main(title, words_form(text, Filters()), problem(error), css="pp-narrow")
        return

    def address_of(changed: Filters) -> str:
        return links.search_address(text, changed)

    aside = h(
        "aside",
        h("h2", "Narrow down"),
        h(
            "form",
            h("input", type="hidden", name="q", value=text) if text else None,
            period_fields(filters, "search"),
            amount_fields(filters, "search"),
            hidden_fields(filters, without=("from", "to", "min", "max")),
            h("button", "Apply", type="submit", class_="pp-button pp-button-second"),
            action=links.SEARCH,
            method="get",
            class_="pp-narrowing",
            aria_label="Period and amounts",
        ),
        facet_panel(facets, filters, address_of),
        class_="pp-facets",
        id="pp-filters",
        aria_label="Filters",
    )
    found = h(
        "section",
        h("a", "Go to the filters", href="#pp-filters", class_="pp-to-filters"),
        chips(filters, address_of),
        results(shelf, text, filters, result, page) if result is not None else empty(filters),
        class_="pp-results",
        aria_label="Results",
    )
    draw_main(title, words_form(text, filters), h("div", found, aside, class_="pp-sided"), css="pp-wide")


def words_form(text: str, filters: Filters) -> Html:
    return h(
        "form",
        h("label", "Words to look for", for_="pp-words"),
        h(
            "div",
            h(
                "input",
                type="search",
                id="pp-words",
                name="q",
                value=text[:LONGEST_QUERY],
                maxlength=LONGEST_QUERY,
                autocomplete="off",
                enterkeyhint="search",
            ),
            h("button", "Search", type="submit", class_="pp-button"),
            class_="pp-ask-line",
        ),
        hidden_fields(filters),
        action=links.SEARCH,
        method="get",
        role="search",
        aria_label="Search for words",
        class_="pp-form",
        data_focus="#pp-result",
    )


def empty(filters: Filters) -> Html:
    if filters.is_empty():
        return notice("Write some words: passages with the same meaning are found as well as those with the same words.")
    return notice("Write some words to look for within these filters.")


def results(shelf: Shelf, text: str, filters: Filters, result: SearchResult, page: int) -> Html:
    first = (page - 1) * PER_PAGE
    hits = result.hits[first : first + PER_PAGE]
    if not hits:
        return join(
            h("h2", "Nothing found", id="pp-result", data_announce="Nothing found"),
            notice("No passage fits. Take a filter away or use other words."),
        )
    more = len(result.hits) > first + PER_PAGE and page < MOST_PAGES
    papers = len({hit.doc_id for hit in hits})
    said = f"Passages {first + 1} to {first + len(hits)}, from {count(papers, 'paper')}"
    return join(
        h("h2", said, id="pp-result", class_="pp-eyebrow", data_announce=said),
        hit_list(shelf.archive, hits, first=first + 1),
        pager(text, filters, page, more),
        h(
            "p",
            h("a", "Ask this as a question", href=links.ask_address(text, replace(filters, doc_ids=())), target="_self"),
            f" · found in {result.trace.milliseconds:.0f} ms",
            class_="pp-quiet",
        ),
    )


def pager(text: str, filters: Filters, page: int, more: bool) -> Html | None:
    if page == 1 and not more:
        return None
    back = (
        h("a", "← Previous", href=links.search_address(text, filters, page - 1), target="_self", data_focus="#pp-result")
        if page > 1
        else None
    )
    onward = (
        h("a", "Next →", href=links.search_address(text, filters, page + 1), target="_self", data_focus="#pp-result")
        if more
        else None
    )
    return h("nav", back, h("span", f"Page {page}"), onward, class_="pp-pager", aria_label="Pages of results")
