"""Charts, tables and lists of places: what is shown beside a figure, and nothing twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from index import Archive
from index.records import FoundAmount
from ingest.spans import Span
from ledger.gaps import Gap
from ledger.records import Place
from tests.index.papers import SERIES, make_reading
from tests.ledger.papers import make_paper
from ui.charts import amounts_chart
from ui.coverage import gap_list
from ui.examples import find_subject
from ui.shelf import Shelf
from ui.text_view import text_of

FIRST = SERIES[0].document
COSTS = make_reading("costs.txt", ["Costs (£000s) 168 Roof £1.2m 2024"])


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    with Archive.open(tmp_path_factory.mktemp("charts") / "archive", create=True, embedder="hashing") as archive:
        for reading in (*SERIES, COSTS):
            archive.put(reading)
        yield Shelf(archive)


def found(words: str, amount: float) -> FoundAmount:
    start = COSTS.document.text.index(words)
    return FoundAmount(COSTS.document.doc_id, "2024-03-05", amount, words, Span(start, start + len(words)))


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
    sections = [(heading, ["Nothing more was said."]), ("Dogs for the blind", ["Four puppies were bought."])]
    assert find_subject(make_paper("headings.txt", "2024-03-05", sections)) == "dogs for the blind"


def test_a_missing_meeting_names_each_citation_once(shelf: Shelf) -> None:
    spans = [Span(0, 5), Span(6, 12)]
    gap = Gap("2022-06-23", "Wenmark Panel", tuple(Place(FIRST.doc_id, span) for span in spans), False)
    html = gap_list(shelf, (gap,)) or ""
    assert html.count('class="pp-source"') == 1
    assert "at=0-5" in html
