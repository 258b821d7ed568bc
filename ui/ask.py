"""Ask: one question, the answer in the papers' own words, and the page that carries it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from index.records import Filters
from ingest.errors import PanelPapersError
from ui import links
from ui.answer_view import answer_view, refusal_view
from ui.examples import examples_of
from ui.filter_form import chips, choice_field, hidden_fields, period_fields
from ui.markup import Html, h, join
from ui.shelf import LONGEST_QUERY, Shelf
from ui.theme import draw_main, notice, problem
from ui.wording import DOC_TYPES


def draw(shelf: Shelf, parameters: links.Parameters) -> None:
    """The page for ``?q=&asks=&cite=&page=`` and filters."""
    question, kind = links.first(parameters, "q"), links.first(parameters, "asks")
    place = st.empty()  # one place for the waiting page and what follows it, so that never both are shown
    try:
        filters = links.to_filters(parameters)
        if question and not shelf.is_answered(question, filters, kind):
            draw_main(*looking(shelf, question, filters), css="pp-narrow", place=place)
        answer = shelf.answer(question, filters, kind) if question else None
    except PanelPapersError as error:
        draw_main(h("h1", "Ask the papers"), question_form(shelf, question, Filters()), problem(error), css="pp-narrow", place=place)
        return
    top = join(
        h("h1", "Ask the papers", class_="pp-small-title" if answer else None),
        question_form(shelf, question, filters),
        chips(filters, lambda changed: links.ask_address(question, changed, kind=kind)),
    )
    if answer is None:
        draw_main(top, welcome(shelf), css="pp-narrow", place=place)
    elif answer.refused:
        draw_main(top, refusal_view(shelf, answer), css="pp-narrow", place=place)
    else:
        cite = min(links.whole_number(parameters, "cite", 1), max(len(answer.citations), 1))
        page = links.whole_number(parameters, "page", 0) or None
        draw_main(answer_view(shelf, answer, filters, cite, page, top), css="pp-wide pp-ask", place=place)


def looking(shelf: Shelf, question: str, filters: Filters) -> tuple[Html, ...]:
    """What stands on the page while the answer is worked out."""
    return (
        h("h1", "Ask the papers", class_="pp-small-title"),
        question_form(shelf, question, filters),
        h("p", "Looking through the papers…", class_="pp-lead pp-waiting", data_announce="Looking through the papers"),
    )


def question_form(shelf: Shelf, question: str, filters: Filters) -> Html:
    bodies = [(value, value) for value, _ in shelf.facets(Filters()).get("bodies", ())]
    kinds = [(str(value), shown) for value, shown in DOC_TYPES.items()]
    kept = replace(filters, meeting_from=None, meeting_to=None, bodies=filters.bodies[1:], doc_types=filters.doc_types[1:])
    return h(
        "form",
        h("label", "Your question", for_="pp-question"),
        h(
            "div",
            # An area that grows, as a question is often longer than a line; Enter asks it (static/app.js).
            h(
                "textarea",
                question[:LONGEST_QUERY],
                id="pp-question",
                name="q",
                rows=1,
                maxlength=LONGEST_QUERY,
                required=True,
                autocomplete="off",
                enterkeyhint="search",
            ),
            h("button", "Ask", type="submit", class_="pp-button"),
            class_="pp-ask-line",
        ),
        h(
            "details",
            h("summary", "Narrow to a period, a body or a kind of paper"),
            h(
                "div",
                period_fields(filters, "ask"),
                choice_field("Body", "by", bodies, (filters.bodies or ("",))[0], "ask", "Any body") if bodies else None,
                choice_field("Kind of paper", "kind", kinds, (filters.doc_types or ("",))[0], "ask", "Any kind"),
                class_="pp-fields",
            ),
            open=not filters.is_empty(),
        ),
        hidden_fields(kept),
        action=links.ASK,
        method="get",
        role="search",
        aria_label="Ask a question",
        class_="pp-form",
        data_focus="#pp-result",
    )


def welcome(shelf: Shelf) -> Html:
    """What to do with an empty box: questions that this archive can be asked."""
    papers = shelf.keep("papers", lambda: shelf.archive.papers())
    if not papers:
        return notice(
            "There are no papers in this archive yet. Add some with “panelpapers add FOLDER”, or on the Papers page."
        )
    examples = examples_of(shelf)
    return join(
        h(
            "p",
            "Answers are sentences of the papers themselves, each with the place where it is printed. "
            "Where the papers do not say, you are told so.",
            class_="pp-lead",
        ),
        h(
            "section",
            h("h2", "For example"),
            h(
                "ul",
                *(
                    h("li", h("a", example, href=links.ask_address(example), target="_self", data_focus="#pp-result"))
                    for example in examples
                ),
                class_="pp-examples",
            ),
        )
        if examples
        else None,
    )
