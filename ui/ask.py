"""Ask: one question, the answer in the papers' own words, and the page that carries it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from answer.records import Answer, Citation, Sentence
from index.records import Filters
from ingest.errors import PanelPapersError
from ingest.spans import Span
from ui import links
from ui.citation import citation_entry, number_link, viewer
from ui.examples import find_examples
from ui.filter_form import chips, choice_field, hidden_fields, period_fields
from ui.hit_list import hit_list
from ui.markup import Html, h, join
from ui.shelf import LONGEST_QUERY, Shelf
from ui.theme import draw_main, facts, notice, problem
from ui.wording import DOC_TYPES, REFUSALS, count, days_within, say_writer

NEAREST_SHOWN = 5


def draw(shelf: Shelf, parameters: links.Parameters) -> None:
    """The page for ``?q=&cite=`` and filters."""
    question = links.first(parameters, "q")
    place = st.empty()  # one place for the waiting page and what follows it, so that never both are shown
    try:
        filters = links.to_filters(parameters)
        if question and not shelf.has(("answer", " ".join(question.split()), filters)):
            draw_main(*looking(shelf, question, filters), css="pp-narrow", place=place)
        answer = shelf.answer(question, filters) if question else None
    except PanelPapersError as error:
        draw_main(h("h1", "Ask the papers"), question_form(shelf, question, Filters()), problem(error), css="pp-narrow", place=place)
        return
    top = join(
        h("h1", "Ask the papers", class_="pp-small-title" if answer else None),
        question_form(shelf, question, filters),
        chips(filters, lambda changed: links.ask_address(question, changed)),
    )
    if answer is None:
        draw_main(top, welcome(shelf), css="pp-narrow", place=place)
    elif answer.refused:
        draw_main(top, refusal_view(shelf, answer), css="pp-narrow", place=place)
    else:
        cite = min(links.whole_number(parameters, "cite", 1), max(len(answer.citations), 1))
        draw_main(answer_view(shelf, answer, filters, cite, top), css="pp-wide pp-ask", place=place)


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
            h(
                "input",
                type="search",
                id="pp-question",
                name="q",
                value=question[:LONGEST_QUERY],
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
    examples = shelf.keep("examples", lambda: find_examples(shelf.archive))
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


# ---- an answer


def answer_view(shelf: Shelf, answer: Answer, filters: Filters, cite: int, top: Html) -> Html:
    """``top`` (the question) and the answer on one side, the page of citation number ``cite`` on the other."""
    def address_of(number: int) -> str:
        return links.ask_address(answer.question, filters, number)

    text = h(
        "section",
        h("h2", "Answer", id="pp-result", class_="pp-eyebrow"),
        _sentences(answer, address_of, cite),
        _writer_remark(answer),
        _remarks(answer),
        h("h3", "Where it is printed"),
        h(
            "ol",
            *(
                citation_entry(
                    number,
                    citation,
                    address_of(number),
                    current=number == cite,
                    quoted=not _is_in_full(citation, answer.sentences),
                    status=shelf.archive.document(citation.doc_id).status,
                )
                for number, citation in enumerate(answer.citations, start=1)
            ),
            class_="pp-citations",
        ),
        how_found(answer),
        class_="pp-answer",
        aria_labelledby="pp-result",
        data_announce=f"Answer: {(answer.short or answer.text or '')[:300]}",
    )
    text = h("div", top, text)
    if not answer.citations:
        return text
    citation = answer.citations[cite - 1]
    document = shelf.archive.document(citation.doc_id)
    beside = viewer(
        shelf.archive,
        document,
        citation,
        cite,
        len(answer.citations),
        address_of(cite - 1) if cite > 1 else None,
        address_of(cite + 1) if cite < len(answer.citations) else None,
        spans=continued(answer, cite - 1),
    )
    return h("div", text, beside, class_="pp-two")


def continued(answer: Answer, position: int) -> tuple[Span, ...]:
    """Spans to light for one citation: its own, and those of its neighbours in the same sentence that go on with the
    same words over a page break (a quote is cited page by page, so that each piece stands on its page)."""
    citations = answer.citations
    together = {number for sentence in answer.sentences if position in sentence.citations for number in sentence.citations}
    first = last = position
    while first - 1 in together and _goes_on(citations[first - 1], citations[first]):
        first -= 1
    while last + 1 in together and _goes_on(citations[last], citations[last + 1]):
        last += 1
    return tuple(citation.span for citation in citations[first : last + 1])


def _goes_on(one: Citation, other: Citation) -> bool:
    return one.doc_id == other.doc_id and one.page_no != other.page_no and 0 <= other.span.start - one.span.end <= 2


def _sentences(answer: Answer, address_of: Callable[[int], str], cite: int) -> Html:
    """Short answer first, then the sentences, each with its citation numbers."""
    blocks = []
    for order, sentence in enumerate(answer.sentences):
        numbers = [
            number_link(
                position + 1, address_of(position + 1), answer.citations[position].label, current=position + 1 == cite
            )
            for position in sentence.citations
            if position < len(answer.citations)
        ]
        is_short = order == 0
        blocks.append(
            h("p", _in_lines(sentence.text), "\u00a0", join(*numbers, separator="\u00a0"), class_="pp-short" if is_short else "pp-sentence")
        )
    if answer.short and not _is_said(answer.short, answer.sentences):
        size = "pp-short pp-figure-answer" if len(answer.short) <= 40 else "pp-short"
        blocks.insert(0, h("p", answer.short, class_=size))
        if len(blocks) > 1:
            blocks[1] = Html(blocks[1].replace('class="pp-short"', 'class="pp-sentence"', 1))
    if not blocks and answer.text:
        blocks.append(h("p", answer.text, class_="pp-short"))
    return h("div", *blocks, class_="pp-said")


def _in_lines(text: str) -> Html:
    """Bullets that stand within a sentence on lines of their own."""
    first, *bullets = text.split(" • ")
    return join(first, *(h("span", "• ", bullet, class_="pp-bullet") for bullet in bullets))


def _is_said(short: str, sentences: tuple[Sentence, ...]) -> bool:
    """True when the short answer is the first sentence, give or take its full stop."""
    return bool(sentences) and _bare(sentences[0].text) == _bare(short)


def _is_in_full(citation: Citation, sentences: tuple[Sentence, ...]) -> bool:
    """True when the reader has just read these very words in the answer."""
    return any(_bare(citation.quote) in _bare(sentence.text) for sentence in sentences)


def _bare(text: str) -> str:
    return re.sub(r"[\s“”\"'.|]+", " ", text).strip().casefold()


def _remarks(answer: Answer) -> Html | None:
    if not answer.caveats and not answer.inferred:
        return None
    items = [h("li", days_within(text)) for text in answer.caveats]
    items += [h("li", h("strong", "Inferred, not printed: "), days_within(text)) for text in answer.inferred]
    return h("ul", *items, class_="pp-remarks", aria_label="To bear in mind")


def _writer_remark(answer: Answer) -> Html | None:
    """Whose words these are, where a language model was asked, and what of its draft was left out."""
    report = answer.writer
    if report is None:
        return None
    dropped = h(
        "details",
        h("summary", f"Left out of the draft: {count(len(report.dropped), 'sentence')}"),
        h("ul", *(h("li", text) for text in report.dropped)),
        class_="pp-how",
    )
    return join(h("p", say_writer(report), class_="pp-quiet"), dropped if report.dropped else None)


def how_found(answer: Answer) -> Html:
    """How the question was read and what was done, for whoever wants to check."""
    stages = [
        h("tr", h("th", stage.name, scope="row"), h("td", f"{stage.candidates:,}"), h("td", f"{stage.milliseconds:.0f} ms"), h("td", stage.note))
        for stage in answer.trace.stages
    ]
    table = h(
        "div",
        h(
            "table",
            h("tr", *(h("th", name, scope="col") for name in ("Step", "Candidates", "Time", "Remark"))),
            *stages,
        ),
        class_="pp-scroll",
        tabindex=0,
        role="region",
        aria_label="Steps of the search",
    )
    return h(
        "details",
        h("summary", "How this was found"),
        facts([(name, days_within(value)) for name, value in answer.understood]) if answer.understood else None,
        table if stages else None,
        h(
            "p",
            h("a", "Search the papers for these words", href=links.search_address(answer.question, answer.filters), target="_self"),
        ),
        class_="pp-how",
    )


# ---- no answer


def refusal_view(shelf: Shelf, answer: Answer) -> Html:
    refusal = answer.refusal
    assert refusal is not None
    title = REFUSALS.get(refusal.reason, "No answer")
    hits = answer.hits[:NEAREST_SHOWN]
    return h(
        "section",
        h("h2", title, id="pp-result"),
        h("p", days_within(refusal.message), class_="pp-lead"),
        h("p", "Searched: ", days_within(refusal.searched), class_="pp-quiet") if refusal.searched else None,
        _remarks(answer),
        h(
            "section",
            h("h3", "Nearest passages"),
            h("p", f"These {count(len(hits), 'passage')} came nearest. They are not an answer.", class_="pp-quiet"),
            hit_list(shelf.archive, hits, level="h4"),
            class_="pp-nearest",
        )
        if hits
        else None,
        how_found(answer),
        class_="pp-refusal",
        data_announce=f"No answer. {title}. {refusal.message}",
    )
