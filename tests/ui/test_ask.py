"""The Ask page from an answer: numbers, lit spans, refusal. The answers are made here, the paper is real."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace

import pytest

from answer.cite import make_citation
from answer.records import Answer, Caveat, Citation, Refusal, Sentence, WriterReport
from index import Archive
from index.records import NO_FILTERS, Filters, Query, Stage, Trace
from ingest.spans import Span
from ledger.register import RegisterFilters
from tests.ui.conftest import put_untagged
from tests.ui.papers import LONG, QUOTE, make_patrol_report
from ui.answer_view import answer_view, continued, refusal_view
from ui.how_found import hangs_on, neighbours, reading, without_words
from ui.markup import Html
from ui.shelf import Shelf


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    path = make_patrol_report(tmp_path_factory.mktemp("papers"))
    with Archive.open(tmp_path_factory.mktemp("shelf") / "archive", create=True, embedder="hashing") as archive:
        put_untagged(archive, path)
        archive.commit()
        yield Shelf(archive)


def cite(shelf: Shelf, words: str) -> Citation:
    doc_id = shelf.archive.papers()[0].doc_id
    start = shelf.archive.document(doc_id).text.index(words)
    return make_citation(shelf.archive, doc_id, Span(start, start + len(words)))


def make_answer(*citations: Citation, caveats: tuple[str, ...] = (), short: str | None = None) -> Answer:
    return Answer(
        question="What did the <patrol> cost?",
        text="…",
        short=short,
        sentences=tuple(Sentence(citation.quote, (number,)) for number, citation in enumerate(citations)),
        citations=citations,
        hits=(),
        caveats=caveats,
        inferred=("the year 2023",),
        understood=(("Period", "2023 <b>"),),
        trace=Trace((Stage("words", 3.4, 120, "a & b"),)),
    )


def test_short_answer_first_then_sentences_with_numbers(shelf: Shelf) -> None:
    html = answer_view(shelf, make_answer(cite(shelf, QUOTE), short="£48,250"), Filters(), 1, None, Html(""))
    assert html.index('figure-answer">£48,250<') < html.index(f'class="pp-sentence">{QUOTE}')
    assert html.count("[1]") == 2
    assert 'href="/?q=What+did+the+%3Cpatrol%3E+cost%3F&amp;cite=1"' in html
    assert "<b>" not in html
    assert "Inferred, not printed: </strong>the year 2023" in html


def test_a_sentence_that_is_the_short_answer_stands_once(shelf: Shelf) -> None:
    html = answer_view(shelf, make_answer(cite(shelf, QUOTE), short=QUOTE.removesuffix(".")), Filters(), 1, None, Html(""))
    assert html.count('class="pp-short"') == 1
    assert 'class="pp-sentence"' not in html
    assert "<blockquote>" not in html


def test_previous_and_next(shelf: Shelf) -> None:
    answer = make_answer(cite(shelf, QUOTE), cite(shelf, "1.1 This report"))
    first, second = (answer_view(shelf, answer, Filters(), number, None, Html("")) for number in (1, 2))
    assert 'aria-label="Next citation"' in first
    assert 'aria-label="Previous citation"' not in first
    assert 'aria-label="Previous citation"' in second
    assert 'aria-label="Next citation"' not in second


def test_a_quote_cited_in_two_pieces_over_a_page_break_is_lit_whole(shelf: Shelf) -> None:
    whole = cite(shelf, LONG)
    document = shelf.archive.document(whole.doc_id)
    cut = document.pages[0].span.end
    assert whole.span.start < cut < whole.span.end
    before = make_citation(shelf.archive, whole.doc_id, Span(whole.span.start, cut))
    after = make_citation(shelf.archive, whole.doc_id, Span(cut, whole.span.end))
    other = cite(shelf, QUOTE)
    sentences = (Sentence("One.", (0,)), Sentence("Two.", (1, 2)))
    answer = replace(make_answer(other, before, after), sentences=sentences)
    assert continued(answer, 0) == (other.span,)
    assert continued(answer, 1) == continued(answer, 2) == (before.span, after.span)
    assert continued(make_answer(other, before, after), 1) == (before.span,), "another sentence's words stay unlit"
    html = answer_view(shelf, answer, Filters(), 2, None, Html(""))
    assert html.count('class="pp-page"') == 2


def test_refusal_says_why_what_was_searched_and_what_came_nearest(shelf: Shelf) -> None:
    hits = shelf.archive.search(Query("cycle patrol", top_k=3)).hits
    refusal = Refusal("not_in_papers", "No paper speaks of <the moon>.", "1 paper, all pages read")
    answer = Answer("What does the moon cost?", None, None, (), (), hits, refusal=refusal)
    html = refusal_view(shelf, answer)
    assert "The papers do not say" in html
    assert "No paper speaks of &lt;the moon&gt;." in html
    assert "1 paper, all pages read" in html
    assert "They are not an answer." in html
    assert html.count('class="pp-hit"') == len(hits) > 0


def test_the_reader_is_told_whose_words_they_are_and_what_was_left_out(shelf: Shelf) -> None:
    answer = replace(make_answer(cite(shelf, QUOTE)), writer=WriterReport("m<odel> at localhost", True, ("It cost <b>£9</b>. (why)",)))
    html = answer_view(shelf, answer, Filters(), 1, None, Html(""))
    assert "Worded by a language model (m&lt;odel&gt; at localhost)" in html
    assert "It cost &lt;b&gt;£9&lt;/b&gt;. (why)" in html
    failed = replace(answer, writer=WriterReport("model at localhost", problem="it did not answer within 20 seconds"))
    html = answer_view(shelf, failed, Filters(), 1, None, Html(""))
    assert "is not used, because it did not answer within 20 seconds" in html
    assert "Worded by" not in html


def test_another_page_of_the_cited_paper_keeps_its_light_out(shelf: Shelf) -> None:
    answer = make_answer(cite(shelf, "1.1 This report"))
    html = answer_view(shelf, answer, Filters(), 1, 2, Html(""))
    assert "Page 2 of 2" in html
    assert "pp-lit" not in html
    assert "Back to the words" in html
    assert "pp-lit" in answer_view(shelf, answer, Filters(), 1, 99, Html("")), "a page that is not there is that of the quote"


def test_outline_beside_the_answer_leads_to_its_pages(shelf: Shelf) -> None:
    html = answer_view(shelf, make_answer(cite(shelf, "1.1 This report")), Filters(), 1, None, Html(""))
    outline = html[html.index("Outline of the paper") :]
    assert outline.index("1. Purpose") < outline.index("2. Patrols in Tolsey")
    assert "&amp;cite=1&amp;page=1" in outline


@pytest.mark.parametrize(
    ("question", "words", "left"),
    [
        ("What was promised on 6 Feb 2024?", "6 Feb 2024", "What was promised?"),
        ("Who chaired the panel in March 2024", "March 2024", "Who chaired the panel"),
        ("In 2023/24, how much did the kennels cost?", "2023/24", "how much did the kennels cost?"),
        ("What did Ada Brook’s report say of dogs?", "Ada Brook", "What did report say of dogs?"),
        ("March 2024?", "March 2024", None),
        ("What did the panel say?", "llamas", None),
    ],
)
def test_a_question_without_its_period_or_a_name(question: str, words: str, left: str | None) -> None:
    assert without_words(question, words) == left


def test_how_a_question_was_read_can_be_changed_with_one_click(shelf: Shelf) -> None:
    answer = replace(make_answer(cite(shelf, QUOTE)), question="What did Tolsey pay in March 2023?", understood=(("kind", "an amount of money"), ("period", "March 2023")))
    html = reading(shelf, answer) or ""
    assert "an amount of money" in html
    assert "from=2023-03-01&amp;to=2023-03-31" in html  # only papers of then
    assert 'href="/?q=What+did+Tolsey+pay%3F"' in html  # any period
    assert 'href="/search?q=What+did+pay+in+March+2023%3F"' in html  # without this name it is no question


def test_every_other_kind_of_answer_is_a_click_away(shelf: Shelf) -> None:
    known = (("kind", "an amount of money"),)
    answer = replace(make_answer(cite(shelf, QUOTE)), question="What did Tolsey pay?", understood=known, filters=Filters(bodies=("A & B",)))
    html = reading(shelf, answer) or ""
    assert 'href="/?q=What+did+Tolsey+pay%3F&amp;by=A+%26+B&amp;asks=date"' in html
    assert "asks=amount" not in html  # it is asked for already
    assert "asks=yes_no" not in html  # "What …" is never answered with yes
    assert "asks=meaning" not in html  # there is no abbreviation
    assert "your choice" not in html
    chosen = replace(answer, kind="date", understood=(("kind", "a date"),), question="Did WDAP pay in March 2023?", filters=Filters())
    html = reading(shelf, chosen) or ""
    assert "a date (your choice)" in html
    assert 'href="/?q=Did+WDAP+pay+in+March+2023%3F"' in html  # as it was read
    assert "asks=yes_no" in html
    assert "asks=meaning" in html
    assert 'href="/?q=Did+WDAP+pay%3F&amp;asks=date"' in html  # another period, and still a date


def test_the_kind_that_was_chosen_goes_with_the_citations_and_the_pack(shelf: Shelf) -> None:
    answer = replace(make_answer(cite(shelf, QUOTE), cite(shelf, "1.1 This report")), kind="date")
    html = answer_view(shelf, answer, Filters(), 1, None, Html(""))
    assert "&amp;asks=date&amp;cite=2" in html
    assert "&amp;kind=date" in html[html.index("/api/pack") :]


def test_rows_of_the_register_lead_to_the_register(shelf: Shelf) -> None:
    limits = RegisterFilters(("commitment", "action"), owner="clerk", statuses=("overdue", "open", "never mentioned again"), words="boiler")
    known = (("kind", "a list"), ("answered from", "the register"))
    html = answer_view(shelf, replace(make_answer(cite(shelf, QUOTE)), understood=known, listed=limits), Filters(), 1, None, Html(""))
    address = "/register?words=boiler&amp;owner=clerk&amp;kind=owed&amp;state=outstanding"
    assert html.count(f'href="{address}"') == 2
    assert "Open these rows in the register" in html
    assert "Paper of" not in html
    unlisted = answer_view(shelf, replace(make_answer(cite(shelf, QUOTE)), understood=known), Filters(), 1, None, Html(""))
    assert "/register" not in unlisted


def test_a_refusal_offers_no_other_meeting_of_what_is_no_answer(shelf: Shelf) -> None:
    known = (("kind", "a fact"), ("answered from the paper of", "2023-03-14"))
    answer = Answer("What does the moon cost?", None, None, (), (), (), understood=known, refusal=Refusal("not_in_papers", "No.", ""))
    html = refusal_view(shelf, answer)
    assert "Paper of" not in html
    assert "/api/pack?question=What+does+the+moon+cost%3F" in html


def test_a_refused_question_about_decisions_leads_to_the_register(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[RegisterFilters] = []

    def read(archive: Archive, limits: RegisterFilters) -> SimpleNamespace:
        asked.append(limits)
        return SimpleNamespace(entries=(1, 2) if limits.words == "budget" else ())

    monkeypatch.setattr("ui.how_found.read_register", read)

    def refuse(question: str, filters: Filters = NO_FILTERS) -> str:
        return refusal_view(shelf, Answer(question, None, None, (), (), (), refusal=Refusal("not_in_papers", "No.", ""), filters=filters))

    html = refuse("What was decided about the budget?")
    assert '<a href="/register?words=budget&amp;kind=decision" target="_self">2 rows of the register with these words</a>' in html
    assert "/register" not in refuse("What was decided about the boiler?")
    assert [limits.words for limits in asked] == ["budget", "boiler"]
    assert "/register" not in refuse("What does the budget cost?")
    assert "/register" not in refuse("What was decided about the budget?", Filters(bodies=("Wenmark",)))
    assert len(asked) == 2, "nothing is looked up that is not asked for"


def test_meetings_beside_the_one_answered_from() -> None:
    papers = [SimpleNamespace(meeting_date=day, body=body) for day, body in (("2024-01-09", "A"), ("2024-03-05", "A"), ("2024-06-04", "A"), ("2024-09-10", "A"), ("2024-04-01", "B"), (None, "A"))]
    assert neighbours(papers, "2024-06-04") == ["2024-03-05", "2024-09-10"]  # type: ignore[arg-type]
    assert neighbours(papers, "2024-01-09") == ["2024-03-05"]  # type: ignore[arg-type]


def test_a_conflict_is_said_with_the_numbers_of_both_places(shelf: Shelf) -> None:
    answer = replace(make_answer(cite(shelf, QUOTE), cite(shelf, "1.1 This report")), conflicts=(Caveat("Two <figures>.", (0, 1)),))
    html = answer_view(shelf, answer, Filters(), 1, None, Html(""))
    said = html[html.index("Worked out, not printed: </strong>Two &lt;figures&gt;.") :]
    said = said[: said.index("</li>")]
    assert "[1]" in said
    assert "[2]" in said


@pytest.mark.parametrize(
    ("question", "name", "hangs"),
    [
        ("What was promised by Ada Thorne?", "Ada Thorne", True),
        ("What was promised by Ada Thorne in May 2024?", "Ada Thorne", True),
        ("What did Ada Thorne promise?", "Ada Thorne", False),
        ("Who chaired the Wenmark Panel meeting?", "Wenmark Panel", False),
        ("What is the cost of the Lantern contract?", "Lantern", False),
    ],
)
def test_a_name_is_taken_away_only_where_the_question_is_one_without_it(question: str, name: str, hangs: bool) -> None:
    assert hangs_on(question, name) is hangs


def test_a_refusal_says_how_the_question_was_read_before_the_nearest_passages(shelf: Shelf) -> None:
    hits = shelf.archive.search(Query("cycle patrol", top_k=3)).hits
    refusal = Refusal("not_in_papers", "The papers searched do not say.", "1 paper, all pages read")
    answer = Answer("What did the moon cost in May 2021?", None, None, (), (), hits, refusal=refusal)
    html = refusal_view(shelf, answer)
    assert html.index("How the question was read") < html.index("Nearest passages")
