"""An answer: its sentences with their citations, what to bear in mind, and the page beside it; or why there is none."""

from __future__ import annotations

import re
from collections.abc import Callable

from answer.records import Answer, Citation, Sentence
from index.records import Filters
from ingest.spans import Span
from ui import links
from ui.citation import citation_entry, number_link
from ui.hit_list import hit_list
from ui.how_found import how_found, reading, register_rows
from ui.markup import Html, h, join
from ui.shelf import Shelf
from ui.take_away import answer_pack
from ui.viewer import Shown, viewer
from ui.wording import REFUSALS, count, days_within, say_writer

NEAREST_SHOWN = 5


def answer_view(shelf: Shelf, answer: Answer, filters: Filters, cite: int, page: int | None, top: Html) -> Html:
    """``top`` (the question) and the answer on one side; on the other the page of citation number ``cite``, or its paper's page ``page``."""

    def address_of(number: int, other: int | None = None) -> str:
        return links.ask_address(answer.question, filters, number, other, kind=answer.kind)

    text = h(
        "section",
        h("h2", "Answer", id="pp-result", class_="pp-eyebrow"),
        _sentences(answer, address_of, cite),
        _writer_remark(answer),
        _conflicts(answer, address_of, cite),
        _remarks(answer),
        h("p", h("a", "Open these rows in the register", href=links.register_address(answer.listed), target="_self")) if answer.listed is not None else None,
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
        answer_pack(answer.question, filters, answer.kind),
        reading(shelf, answer),
        how_found(answer),
        search_link(answer),
        class_="pp-answer",
        aria_labelledby="pp-result",
        data_announce=f"Answer: {(answer.short or answer.text or '')[:300]}",
    )
    text = h("div", top, text)
    if not answer.citations:
        return text
    citation = answer.citations[cite - 1]
    shown = Shown(citation, cite, len(answer.citations), continued(answer, cite - 1), page)
    beside = viewer(shelf.archive, shelf.archive.document(citation.doc_id), shown, address_of)
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
    has_short = answer.short and not _is_said(answer.short, answer.sentences)
    if answer.short and has_short:
        size = "pp-short pp-figure-answer" if len(answer.short) <= 40 else "pp-short"
        blocks.append(h("p", answer.short, class_=size))
    for order, sentence in enumerate(answer.sentences):
        numbers = [
            number_link(
                position + 1, address_of(position + 1), answer.citations[position].label, current=position + 1 == cite
            )
            for position in sentence.citations
            if position < len(answer.citations)
        ]
        is_short = order == 0 and not has_short
        blocks.append(
            h("p", _in_lines(sentence.text), "\u00a0", join(*numbers, separator="\u00a0"), class_="pp-short" if is_short else "pp-sentence")
        )
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


def _conflicts(answer: Answer, address_of: Callable[[int], str], cite: int) -> Html | None:
    """Where papers contradict what is quoted above, each with the number of both places."""
    if not answer.conflicts:
        return None
    items = []
    for conflict in answer.conflicts:
        numbers = (number_link(n + 1, address_of(n + 1), answer.citations[n].label, current=n + 1 == cite) for n in conflict.citations)
        items.append(h("li", h("strong", "Worked out, not printed: "), days_within(conflict.text), "\u00a0", join(*numbers, separator="\u00a0")))
    return h("ul", *items, class_="pp-remarks pp-conflicts", aria_label="Where the papers contradict each other")


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


def search_link(answer: Answer) -> Html:
    return h("p", h("a", "Search the papers for these words", href=links.search_address(answer.question, answer.filters), target="_self"))


# ---- no answer


def refusal_view(shelf: Shelf, answer: Answer) -> Html:
    """The reason, what was searched, and the passages that came nearest."""
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
        register_rows(shelf, answer),
        reading(shelf, answer),  # before the passages: asking otherwise is the way on
        h(
            "section",
            h("h3", "Nearest passages"),
            h("p", f"These {count(len(hits), 'passage')} came nearest. They are not an answer.", class_="pp-quiet"),
            hit_list(shelf.archive, hits, level="h4"),
            class_="pp-nearest",
        )
        if hits
        else None,
        answer_pack(answer.question, answer.filters, answer.kind),
        how_found(answer),
        search_link(answer),
        class_="pp-refusal",
        data_announce=f"No answer. {title}. {refusal.message}",
    )
