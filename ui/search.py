"""Search: words and signs, filters with counts, and what is found as passages or as a chart."""

from __future__ import annotations

from dataclasses import dataclass, replace

from index.records import Filters, PaperCount, Query
from index.retrieve.matching import count_needed
from index.retrieve.operators import take_apart, write_again
from index.retrieve.query import clean_query
from ingest.errors import PanelPapersError
from ui import links
from ui.charts import amounts_chart, meetings_chart
from ui.filter_form import amount_fields, chips, facet_panel, hidden_fields, period_fields
from ui.hit_list import hit_list
from ui.markup import Html, h, join
from ui.search_help import signs
from ui.shelf import LONGEST_QUERY, Shelf
from ui.take_away import search_files
from ui.theme import draw_main, notice, problem
from ui.wording import count

PER_PAGE = 10
MOST_PAGES = 20
VIEWS = (("", "Passages"), ("meetings", "By meeting"), ("amounts", "Amounts"))
ORDERS = (("", "Most relevant first"), ("date", "Newest first"))


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for. ``text`` is what stands in the box, ``query`` the same with its signs read."""

    text: str
    query: Query
    view: str = ""
    order: str = ""
    page: int = 1
    given: Filters = Filters()  # noqa: RUF009 - frozen
    """The filters of the address, without those that the box itself says."""

    @property
    def rest(self) -> str:
        """The words without the signs that have become filters: what stays in the box once a filter is changed."""
        return write_again(take_apart(self.text)) or self.query.text

    def address(self, filters: Filters | None = None, *, page: int = 1, view: str | None = None, order: str | None = None) -> str:
        """This page with other filters, or another page, view or order of it."""
        text, kept = (self.text, self.given) if filters is None else (self.rest, filters)
        return links.search_address(text, kept, page, order=self.order if order is None else order, view=self.view if view is None else view)


def draw(shelf: Shelf, parameters: links.Parameters) -> None:
    """The page for ``?q=&p=&order=&view=`` and filters."""
    text = links.first(parameters, "q")
    title = h("h1", "Search the papers")
    try:
        filters = links.to_filters(parameters)
        asked = read_asked(shelf, parameters, filters) if text else None
        found = results(shelf, asked) if asked is not None else empty(filters)
        in_force = asked.query.filters if asked is not None else filters
        matching = asked is not None and bool(counts_of(shelf, asked))
        facets = matching_facets(shelf, asked.query) if asked is not None and matching else shelf.facets(in_force)
    except PanelPapersError as error:
        draw_main(title, words_form(text, Filters()), problem(error), css="pp-narrow")
        return

    def address_of(changed: Filters) -> str:
        return asked.address(changed) if asked is not None else links.search_address("", changed)

    hint = h("p", f"Numbers of papers with {words_said(asked.query)}." if matching else "Numbers of all papers.", class_="pp-quiet") if asked is not None else None
    aside = h(
        "aside",
        h("h2", "Narrow down"),
        hint,
        facet_panel(facets, in_force, address_of),
        h(
            "form",
            h("input", type="hidden", name="q", value=asked.rest) if asked is not None else None,
            period_fields(in_force, "search"),
            amount_fields(in_force, "search"),
            hidden_fields(in_force, without=("from", "to", "min", "max")),
            _carried(asked),
            h("button", "Apply", type="submit", class_="pp-button pp-button-second"),
            action=links.SEARCH,
            method="get",
            class_="pp-narrowing",
            aria_label="Period and amounts",
        ),
        class_="pp-facets",
        id="pp-filters",
        aria_label="Filters",
    )
    section = h(
        "section",
        h("a", "Go to the filters", href="#pp-filters", class_="pp-to-filters"),
        chips(in_force, address_of),
        found,
        class_="pp-results",
        aria_label="Results",
    )
    draw_main(title, words_form(text, filters, asked), h("div", section, aside, class_="pp-sided"), css="pp-wide")


def read_asked(shelf: Shelf, parameters: links.Parameters, filters: Filters) -> Asked:
    """Raises QueryError for words, signs or filters that make no sense."""
    text, view, order = (links.first(parameters, name) for name in ("q", "view", "order"))
    page = min(links.whole_number(parameters, "p", 1), MOST_PAGES if order != "date" else 10_000)
    query = shelf.read_query(text, filters, PER_PAGE)
    return Asked(text, query, view if view in dict(VIEWS) else "", order if order in dict(ORDERS) else "", page, filters)


def matching_facets(shelf: Shelf, query: Query) -> dict[str, tuple[tuple[str, int], ...]]:
    query = replace(query, top_k=PER_PAGE)
    return shelf.keep(("facets", query), lambda: shelf.archive.facets(query=query))


def words_form(text: str, filters: Filters, asked: Asked | None = None) -> Html:
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
        _carried(asked),
        signs(),
        action=links.SEARCH,
        method="get",
        role="search",
        aria_label="Search for words",
        class_="pp-form",
        data_focus="#pp-result",
    )


def _carried(asked: Asked | None) -> Html | None:
    """Order and view, carried along by a form."""
    if asked is None:
        return None
    return join(*(h("input", type="hidden", name=name, value=value) for name, value in (("order", asked.order), ("view", asked.view)) if value))


def empty(filters: Filters) -> Html:
    if filters.is_empty():
        return notice("Write some words: passages with the same meaning are found as well as those with the same words.")
    return notice("Write some words to look for within these filters.")


def results(shelf: Shelf, asked: Asked) -> Html:
    """Tabs, then the passages or the chart."""
    counts = counts_of(shelf, asked)
    passages, papers = sum(item.passages for item in counts), len({item.doc_id for item in counts})
    held = f"{count(passages, 'passage')} in {count(papers, 'paper')} with {words_said(asked.query)}" if passages else f"No passage with {words_said(asked.query)}"
    if asked.view:
        chart = (
            meetings_chart(shelf.archive, counts, lambda iso: asked.address(replace(asked.query.filters, meeting_from=iso, meeting_to=iso), view="", order="date"))
            if asked.view == "meetings"
            else amounts_chart(shelf.archive, shelf.keep(("amounts", asked.query), lambda: shelf.archive.find_amounts(asked.query)))
        )
        return join(tabs(asked), h("h2", held, id="pp-result", class_="pp-eyebrow", data_announce=held), chart)
    first = (asked.page - 1) * PER_PAGE
    if asked.order == "date":
        total, hits = shelf.keep(("all", asked.query, first), lambda: shelf.archive.find_all(asked.query, offset=first))
        more = total > first + PER_PAGE
        said = f"{held}: {first + 1} to {first + len(hits)}, newest first"
        took = ""
    else:
        # One more than is shown tells whether there is a next page.
        wanted = replace(asked.query, top_k=asked.page * PER_PAGE + 1)
        result = shelf.keep(("search", wanted), lambda: shelf.archive.search(wanted))
        hits, more = result.hits[first : first + PER_PAGE], len(result.hits) > first + PER_PAGE and asked.page < MOST_PAGES
        nearest = held if passages else f"{held}; the nearest in meaning"
        if 0 < passages < first + len(hits):
            nearest = f"{held}, then the nearest in meaning"
        said = f"{nearest}: {first + 1} to {first + len(hits)}, most relevant first"
        took = f" · found in {result.trace.milliseconds:.0f} ms"
    if not hits:
        return join(
            tabs(asked),
            h("h2", "Nothing found", id="pp-result", data_announce="Nothing found"),
            notice("No passage fits. Take a filter or a sign away, or use other words."),
        )
    return join(
        tabs(asked),
        h("h2", said, id="pp-result", class_="pp-eyebrow", data_announce=said),
        hit_list(shelf.archive, hits, first=first + 1),
        pager(asked, more),
        search_files(asked.text, asked.given, asked.order),
        h("p", h("a", "Ask this as a question", href=links.ask_address(asked.rest, replace(asked.query.filters, doc_ids=())), target="_self"), took, class_="pp-quiet"),
    )


def counts_of(shelf: Shelf, asked: Asked) -> tuple[PaperCount, ...]:
    return shelf.keep(("counts", asked.query), lambda: shelf.archive.count_by_paper(asked.query))


def words_said(query: Query) -> str:
    """What the counted passages hold, see ``index/retrieve/matching.py``."""
    words = len(set(clean_query(query).words))
    return "this word" if words == 1 else "these words" if words == count_needed(words) else "most of these words"


def tabs(asked: Asked) -> Html:
    """Passages or a chart of them, and the order of the passages."""
    views = [
        h("li", h("a", shown, href=asked.address(view=view), target="_self", aria_current="page" if view == asked.view else None, data_focus="#pp-result"))
        for view, shown in VIEWS
    ]
    orders = [
        h("li", h("a", shown, href=asked.address(order=order), target="_self", aria_current="true" if order == asked.order else None, data_focus="#pp-result"))
        for order, shown in ORDERS
    ]
    return h(
        "div",
        h("nav", h("ul", *views), aria_label="View", class_="pp-tabs"),
        h("nav", h("ul", *orders), aria_label="Order", class_="pp-orders") if not asked.view else None,
        class_="pp-tab-line",
    )


def pager(asked: Asked, more: bool) -> Html | None:
    if asked.page == 1 and not more:
        return None

    def step(number: int, words: str) -> Html:
        return h("a", words, href=asked.address(page=number), target="_self", data_focus="#pp-result")

    back = step(asked.page - 1, "← Previous") if asked.page > 1 else None
    onward = step(asked.page + 1, "Next →") if more else None
    return h("nav", back, h("span", f"Page {asked.page}"), onward, class_="pp-pager", aria_label="Pages of results")
