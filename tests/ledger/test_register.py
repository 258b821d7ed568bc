"""The register: rows joined, filtered, sorted and counted; the Word document of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document as WordDocument

from index.errors import QueryError
from ledger.docx_report import write_docx
from ledger.records import Place
from ledger.register import RegisterFilters, read_register
from tests.ledger.papers import Holding, make_paper, owed

MARCH = make_paper("march.txt", "2024-03-05", [("4/24 Estates", ["Action: Clerk to obtain three quotes for the Tolsey boiler by 30 April 2024", "RESOLVED that the report be noted."])])
DRAFT = make_paper("march-draft.txt", "2024-03-05", [("4/24 Estates", ["ACTION: Clerk to obtain three quotes for the Tolsey boiler by 30 April 2024"])], status="draft")
MAY = make_paper("may.txt", "2024-05-07", [("9/24 Grants", ["The Treasurer will publish the list of grants by July 2024.", "RESOLVED that the report be noted."])])


@pytest.fixture(scope="module")
def holding() -> Holding:
    rows = {
        MARCH.doc_id: [
            owed(MARCH, "Action: Clerk to obtain three quotes for the Tolsey boiler by 30 April 2024", owner="Ivo Marsh, Clerk", due="2024-04-30"),
            owed(MARCH, "RESOLVED that the report be noted.", "decision"),
        ],
        DRAFT.doc_id: [owed(DRAFT, "ACTION: Clerk to obtain three quotes for the Tolsey boiler by 30 April 2024", due="2024-04-30")],
        MAY.doc_id: [
            owed(MAY, "The Treasurer will publish the list of grants by July 2024.", "commitment", owner="Treasurer", owner_inferred=True, due="2024-07-31", due_inferred=True),
            owed(MAY, "RESOLVED that the report be noted.", "decision"),
        ],
    }
    return Holding(MARCH, DRAFT, MAY, rows=rows, unreadable=frozenset({MAY.doc_id}))


@pytest.mark.parametrize(
    ("filters", "files"),
    [
        (RegisterFilters(), ["march.txt", "march.txt", "may.txt", "may.txt"]),
        (RegisterFilters(kinds=("action",)), ["march.txt"]),
        (RegisterFilters(kinds=("action", "commitment")), ["march.txt", "may.txt"]),
        (RegisterFilters(owner="marsh"), ["march.txt"]),
        (RegisterFilters(owner="nobody"), []),
        (RegisterFilters(made_from="2024-05"), ["may.txt", "may.txt"]),
        (RegisterFilters(made_to="2024-03-05"), ["march.txt", "march.txt"]),
        (RegisterFilters(due_from="2024-06"), ["may.txt"]),
        (RegisterFilters(due_to="2024-04-30"), ["march.txt"]),
        (RegisterFilters(words="boilers quote"), ["march.txt"]),
        (RegisterFilters(words="boiler grants"), []),
        (RegisterFilters(body="wenmark panel", kinds=("commitment",)), ["may.txt"]),
        (RegisterFilters(statuses=("open",)), ["may.txt"]),
        (RegisterFilters(doc_ids=(DRAFT.doc_id,)), ["march.txt"]),
    ],
)
def test_filters_leave_what_fits(holding: Holding, filters: RegisterFilters, files: list[str]) -> None:
    assert [entry.file for entry in read_register(holding, filters).entries] == files


@pytest.mark.parametrize("filters", [RegisterFilters(kinds=("wish",)), RegisterFilters(statuses=("late",)), RegisterFilters(made_from="March")])
def test_senseless_filters_say_what_would_do(holding: Holding, filters: RegisterFilters) -> None:
    with pytest.raises(QueryError):
        read_register(holding, filters)


def test_the_same_words_in_draft_and_approved_minutes_are_one_row_with_both_places(holding: Holding) -> None:
    row = read_register(holding, RegisterFilters(kinds=("action",))).entries[0]
    assert row.place.doc_id == MARCH.doc_id
    assert [place.doc_id for place in row.also_at] == [DRAFT.doc_id]


def test_the_same_words_at_two_meetings_stay_two_rows(holding: Holding) -> None:
    assert len(read_register(holding, RegisterFilters(kinds=("decision",))).entries) == 2


def test_it_says_over_how_many_papers_it_is_complete(holding: Holding) -> None:
    assert str(read_register(holding).coverage) == "complete over 3 papers, 1 with unreadable pages"
    assert str(read_register(holding, RegisterFilters(made_to="2024-04")).coverage) == "complete over 2 papers"


def test_decisions_have_no_status_and_promises_an_inferred_one(holding: Holding) -> None:
    said = {entry.kind: (entry.status, entry.status_inferred) for entry in read_register(holding).entries}
    assert said == {"decision": (None, False), "action": ("never mentioned again", True), "commitment": ("open", True)}


def test_the_word_document_cites_every_row_and_marks_what_is_inferred(holding: Holding, tmp_path: Path) -> None:
    def cite(place: Place) -> str:
        return f"{holding.document(place.doc_id).file} {place.span.start}"

    write_docx(read_register(holding), tmp_path / "register.docx", cite, title="Register\x00", limits=["Owner: all."])
    paper = WordDocument(str(tmp_path / "register.docx"))
    cells = [[cell.text for cell in row.cells] for row in paper.tables[0].rows]
    assert len(cells) == 5
    assert cells[0][0] == "Made on"
    assert any("march.txt 13; march-draft.txt 13" in row[5] for row in cells)
    assert any(row[2] == "Treasurer (inferred)" and row[3] == "2024-07-31 (inferred)" for row in cells)
    assert "complete over 3 papers, 1 with unreadable pages" in paper.paragraphs[1].text
