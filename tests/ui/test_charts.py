"""Charts, tables and lists of places: what is shown beside a figure, and nothing twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace

import pytest

from index import Archive
from index.records import FoundAmount, PaperCount
from ingest.records import Mention
from ingest.spans import Span
from ledger.gaps import Gap
from ledger.people import Office, Person
from ledger.records import Place
from tests.index.papers import SERIES, make_reading
from tests.ledger.papers import make_paper
from ui.charts import amounts_chart, meetings_chart
from ui.coverage import gap_list
from ui.examples import check_examples, examples_of, find_questions, find_subject, is_mixed
from ui.people import offices_of
from ui.shelf import Shelf
from ui.text_view import tag_title, text_of

FIRST = SERIES[0].document
COSTS = make_reading("costs.txt", ["Costs (£000s) 168 Roof £1.2m 2024 Ferry €40,000"])


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    with Archive.open(tmp_path_factory.mktemp("charts") / "archive", create=True, embedder="hashing") as archive:
        for reading in (*SERIES, COSTS):
            archive.put(reading)
        yield Shelf(archive)


def found(words: str, amount: float) -> FoundAmount:
    start = COSTS.document.text.index(words)
    return FoundAmount(COSTS.document.doc_id, "2024-03-05", amount, words, Span(start, start + len(words)))


def test_euros_are_not_said_in_pounds(shelf: Shelf) -> None:
    html = amounts_chart(shelf.archive, (found("€40,000", 40_000),))
    assert "<strong>€40,000</strong></a>" in html
    assert tag_title(Mention(Span(0, 3), "MONEY", "€5k", "5000", False)).endswith("€5,000")
    assert tag_title(Mention(Span(0, 3), "MONEY", "£5k", "5000", False)).endswith("£5,000")


def test_an_amount_of_a_table_is_said_in_pounds_and_the_head_of_its_column_is_none(shelf: Shelf) -> None:
    html = amounts_chart(shelf.archive, (found("£000", 0), found("168", 168_000), found("£1.2m", 1_200_000)))
    assert "2 amounts" in html
    assert "<strong>168</strong> (£168,000)" in html
    assert "<strong>£1.2m</strong></a>" in html
    assert "<strong>£000" not in html
    assert "prints an amount" in amounts_chart(shelf.archive, (found("£000", 0),))


@pytest.mark.parametrize("caption", ["Sickness by district", "SICKNESS  by district", None])
def test_a_caption_that_is_the_heading_above_stands_once(caption: str | None) -> None:
    paper = make_paper("sickness.txt", "2024-03-05", [("Sickness by district", ["Area\t2023\t2024\nTolsey\t287\t301"])])
    paper = replace(paper, tables=tuple(replace(table, caption=caption) for table in paper.tables))
    html = text_of(paper, Span(0, len(paper.text)))
    assert "<caption>" not in html
    assert "<td>Tolsey</td>" in html
    other = replace(paper, tables=tuple(replace(table, caption="Days lost") for table in paper.tables))
    assert "<caption>Days lost</caption>" in text_of(other, Span(0, len(paper.text)))


@pytest.mark.parametrize("heading", ["Not accepted", "Agreed in part", "Actions noted so far", "RURAL POLICING"])
def test_an_outcome_is_no_subject_to_ask_about(heading: str) -> None:
    sections = [(heading, ["Nothing more was said."]), ("Dogs for the blind", ["Four dogs were bought."])]
    assert find_subject(make_paper("headings.txt", "2024-03-05", sections)) == "dogs for the blind"


def test_examples_that_are_not_answered_are_not_offered(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    (only,) = find_questions(shelf.archive)
    assert only == "What decisions were taken at Wenmark Police and Crime Panel on 10 Sep 2024?"
    assert examples_of(shelf) == (only,)
    asked: list[str] = []
    monkeypatch.setattr(Shelf, "answer", lambda self, question, filters: SimpleNamespace(refused=not asked.append(question)))
    assert check_examples(shelf) == ()
    assert asked == [only]
    assert examples_of(shelf) == ()


def test_a_name_keeps_its_capital_within_the_question() -> None:
    paper = make_paper("names.txt", "2024-03-05", [("Tolsey custody suite", ["The suite opened in May."])])
    assert find_subject(paper) == "Tolsey custody suite"


def test_a_number_says_what_it_counts_where_its_column_has_no_head(shelf: Shelf) -> None:
    counts = (PaperCount(FIRST.doc_id, "2024-03-05", 1, Span(0, 5)), PaperCount(COSTS.document.doc_id, "2024-03-05", 2, Span(0, 5)))
    html = meetings_chart(shelf.archive, counts, lambda iso: f"/search?from={iso}")
    assert 'data-unit="passage">1</td>' in html
    assert 'data-unit="passages">2</td>' in html


def test_a_missing_meeting_names_each_citation_once(shelf: Shelf) -> None:
    spans = [Span(0, 5), Span(6, 12)]
    gap = Gap("2022-06-23", "Wenmark Panel", tuple(Place(FIRST.doc_id, span) for span in spans), False)
    html = gap_list(shelf, (gap,)) or ""
    assert html.count('class="pp-source"') == 1
    assert "at=0-5" in html


def test_missing_meetings_beyond_the_first_are_folded_and_none_is_listed_twice(shelf: Shelf) -> None:
    gaps = tuple(Gap(f"2022-{month:02d}-{day:02d}", "Wenmark Panel", (Place(FIRST.doc_id, Span(0, 5)),), False) for month in range(1, 5) for day in range(1, 13))
    html = gap_list(shelf, (gaps[0], *gaps)) or ""
    assert "Missing meetings (48)" in html
    assert html.count("<li>") == 48
    assert html[html.index("<summary>8 more") :].count("<li>") == 8


def test_an_office_in_capitals_is_the_same_office() -> None:
    offices = (Office("CHAIR", "2017-07-13", "2025-04-24", ()), Office("chair", "2015-01-22", "2017-01-19", ()), Office("PCSO", None, None, ()))
    assert offices_of(Person("Nell Oake", (), ("Wenmark Panel",), offices, (), 3)) == ["Chair, 22 Jan 2015 – 24 Apr 2025", "PCSO"]


@pytest.mark.parametrize(("bodies", "mixed"), [("AAAB", False), ("AABB", True), ("ABC", True), ("", False)])
def test_examples_name_the_body_where_the_day_alone_does_not_tell(bodies: str, mixed: bool) -> None:
    papers = tuple(SimpleNamespace(body=body) for body in bodies)
    assert is_mixed(papers) is mixed  # type: ignore[arg-type]
