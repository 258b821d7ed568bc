"""Figures: one measure across the papers, as bars and a table with the citation behind each point; where papers disagree."""

from __future__ import annotations

from collections import Counter

from answer.compose.draft import show_quote
from ledger.conflict_records import KINDS_OF_CONFLICT, Conflict
from ledger.conflicts import find_conflicts
from ledger.figures import SIGNS, Figure, find_figures
from ledger.records import Place
from ui import links
from ui.charts import bar
from ui.markup import Html, h, join
from ui.register import place_link, told
from ui.shelf import LONGEST_QUERY, Shelf
from ui.theme import draw_main, notice
from ui.wording import count, day, days_within

MOST_SHOWN = 200


def draw(shelf: Shelf, parameters: links.Parameters) -> None:
    """The page for ``?q=``: words of a measure; without words, the places where figures or dates are at odds."""
    words = links.first(parameters, "q")[:LONGEST_QUERY]
    top = (h("h1", "Figures"), words_form(words))
    if words:
        found = shelf.keep(("figures", words), lambda: find_figures(shelf.archive, words))
        draw_main(*top, results(shelf, found), css="pp-wide")
        return
    told = shelf.keep("conflicts", lambda: find_conflicts(shelf.archive))
    draw_main(*top, conflicts(shelf, told), css="pp-wide")


def words_form(words: str) -> Html:
    return h(
        "form",
        h("label", "A measure, such as “officer numbers” or “precept”", for_="pp-measure"),
        h(
            "div",
            h("input", type="search", id="pp-measure", name="q", value=words, maxlength=200, autocomplete="off"),
            h("button", "Show", type="submit", class_="pp-button"),
            class_="pp-ask-line",
        ),
        action=links.FIGURES,
        method="get",
        role="search",
        aria_label="Find a measure",
        class_="pp-form",
        data_focus="#pp-result",
    )


def results(shelf: Shelf, found: tuple[Figure, ...]) -> Html:
    if not found:
        return notice("No figure has those words in its label or its sentence: use fewer or other words.")
    said = f"{count(len(found), 'figure')}{f', the first {MOST_SHOWN} shown' if len(found) > MOST_SHOWN else ''}"
    head = h("tr", *(h("th", name, scope="col") for name in ("Period ends", "Figure", "What", "Kind", "Source")))
    rows = [figure_row(shelf, figure) for figure in found[:MOST_SHOWN]]
    return join(
        h("h2", said, id="pp-result", class_="pp-eyebrow", data_announce=said),
        charts(shelf, found),
        h("div", h("table", h("thead", head), h("tbody", *rows), class_="pp-list"), class_="pp-scroll"),
    )


def figure_row(shelf: Shelf, figure: Figure) -> Html:
    return h(
        "tr",
        told("Period ends", day(figure.ends), figure.ends_inferred, "pp-date"),
        h("td", h("strong", figure.printed), "" if figure.unit in ("", "%", *SIGNS) else f" {figure.unit}…"),
        h("td", h("blockquote", words_at(shelf, figure.place))),
        h("td", "Forecast, plan or target" if figure.forecast else "Actual"),
        h("td", place_link(shelf, figure.place)),
    )


def words_at(shelf: Shelf, place: Place) -> str:
    """The words of a place, cells of a table kept apart."""
    return show_quote(shelf.archive.document(place.doc_id).quote(place.span))[:400]


def charts(shelf: Shelf, found: tuple[Figure, ...]) -> Html | None:
    """A chart of the commonest label that has three points or more; every point is a link to its words."""
    labels = Counter((figure.measure, figure.unit) for figure in found if figure.ends and not figure.ends_inferred)
    for (measure, unit), number in labels.most_common(1):
        points = [figure for figure in found if figure.measure == measure and figure.unit == unit and figure.ends and not figure.ends_inferred]
        if number >= 3 and len({figure.ends for figure in points}) >= 3:
            return chart(shelf, points)
    return None


def chart(shelf: Shelf, points: list[Figure]) -> Html:
    """Bars over time, each with its period, its value and the way to its words; read without sight and without a script."""
    high = max(figure.value for figure in points)
    rows = []
    for figure in points:
        shown = f"{figure.printed}, {day(figure.ends)}{' (forecast)' if figure.forecast else ''}"
        link = h("a", figure.printed, href=links.quote_address(shelf.archive.document(figure.place.doc_id), figure.place.span), target="_self", aria_label=f"{shown}: open the paper there")
        rows.append(h("tr", h("th", day(figure.ends), " (forecast)" if figure.forecast else "", scope="row"), h("td", bar(max(figure.value, 0) / (high or 1))), h("td", link)))
    return h("table", h("caption", points[0].label), h("tbody", *rows), class_="pp-list pp-measured")


def conflicts(shelf: Shelf, told: tuple[Conflict, ...]) -> Html:
    """Every conflict, by kind: the two passages, or the one that cannot be right, each with its citation."""
    if not told:
        return notice("Write a measure. No place was found where papers give one thing two figures or dates, or where a figure or date cannot be right.")
    said = f"{count(len(told), 'place')} where figures or dates are at odds"
    groups = []
    for kind in KINDS_OF_CONFLICT:
        items = [conflict_entry(shelf, conflict) for conflict in told if conflict.kind == kind]
        if items:
            groups.append(join(h("h3", f"{kind.capitalize()} ({len(items)})"), h("ol", *items)))
    warning = h("p", "Worked out by comparing the papers, not printed in them: read both passages before relying on either.", class_="pp-quiet")
    return join(h("h2", said, id="pp-result", class_="pp-eyebrow"), warning, *groups)


def conflict_entry(shelf: Shelf, conflict: Conflict) -> Html:
    """What is at odds, in a sentence, and the words of each place."""
    quotes = [words_at(shelf, place) for place in conflict.places]
    return h(
        "li",
        h("p", h("strong", conflict.why[:1].upper(), days_within(conflict.why[1:])), " ", h("span", "(inferred)", class_="pp-quiet")),
        *(join(h("blockquote", quote), h("p", place_link(shelf, place))) for quote, place in zip(quotes, conflict.places, strict=True)),
    )
