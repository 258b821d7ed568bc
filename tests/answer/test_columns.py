"""Of the figures in a row, the one whose column the question names; codes such as A19 are words; lists that are asked for by name stay whole."""

from __future__ import annotations

from dataclasses import replace

import pytest

from answer import answer_question
from answer.compose.columns import find_heads
from answer.compose.sharpen import is_of_things_asked
from answer.question import read_question
from answer.rank import find_period_miss
from answer.words import find_stems
from ingest.records import Document
from tests.answer.papers import MemoryArchive, build_paper


def with_table(rows: list[str], heads: int = 1) -> Document:
    made = build_paper(
        "custody.pdf", "Custody visiting report", "2024-11-05",
        [("heading", None, "Custody visiting"), ("body", None, "Visits to custody suites are shown below."), *(("row", None, row) for row in rows)],
        kind="report",
    )  # fmt: skip
    return replace(made, tables=tuple(replace(table, header_rows=heads) for table in made.tables))


VISITS = with_table([
    "Suite\tDetainees held\tVisits made\tDetainees offered a visit\tDetainees seen by visitors",
    "Marlock\t412\t7\t88\t61",
    "Tolsey\t305\t5\t54\t40",
])  # fmt: skip


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("How many detainees were offered a visit at Marlock?", "88"),
        ("How many detainees were seen by visitors at Tolsey?", "40"),
        ("How many visits were made to the Marlock suite?", "7"),
        ("Marlock detainees seen by visitors", "61"),
    ],
)
def test_the_column_is_the_one_that_the_question_names(question: str, short: str) -> None:
    answer = answer_question(MemoryArchive([VISITS]), question)
    assert answer.short == short, answer.refusal
    assert any(sentence.text.startswith("In the column: ") for sentence in answer.sentences)
    assert sum(" | " in sentence.text for sentence in answer.sentences) == 1, "a row without its heads tells nothing"
    assert all(VISITS.quote(c.span) == c.quote for c in answer.citations)


def test_a_year_in_the_heads_chooses_the_column() -> None:
    budget = with_table(["Heading\tBudget 2023/24\tBudget 2024/25\tBudget 2025/26", "Custody visiting\t1,210\t1,340\t1,480", "Victim services\t2,210\t2,340\t2,480"])
    answer = answer_question(MemoryArchive([budget]), "What was the custody visiting budget in 2024/25?")
    assert answer.short == "1,340"


def test_without_a_period_the_last_of_columns_of_years_is_given() -> None:
    years = with_table(["Measure\t2022/23\t2023/24", "Visits by custody visitors\t148\t160", "Special constables\t141\t126"])
    answer = answer_question(MemoryArchive([years]), "How many visits did the custody visitors make?")
    assert answer.short == "160"
    assert "In the column: 2023/24." in (answer.text or "")


def test_years_in_the_line_above_a_table_are_its_heads() -> None:
    made = build_paper(
        "year.pdf", "The year in figures", "2024-10-05",
        [("heading", None, "The year"), ("body", None, "2022/23 2023/24 £"), ("row", None, "Visits by custody visitors\t148\t160"), ("row", None, "Special constables\t141\t126")],
        kind="report",
    )  # fmt: skip
    paper = replace(made, tables=tuple(replace(table, header_rows=0) for table in made.tables))
    answer = answer_question(MemoryArchive([paper]), "How many special constables were there in 2022/23?")
    assert answer.short == "141"
    assert [paper.quote(c.span) for c in answer.citations][1] == "2022/23"


def test_heads_over_several_columns_are_those_of_each_of_them() -> None:
    paper = with_table(["Days lost\tThis month\tRolling year", "Area\tMay 24\tMay 23\tMay 24\tMay 23", "Marlock\t10\t12\t140\t151"], heads=2)
    assert [[head.text for head in find_heads(paper, paper.tables[0], column)] for column in (1, 2, 3, 4)] == [
        ["This month", "May 24"], ["This month", "May 23"], ["Rolling year", "May 24"], ["Rolling year", "May 23"],
    ]  # fmt: skip


def test_letters_with_figures_are_one_word() -> None:
    assert find_stems("The A19, M8 and Q2 of £39m; 3rd") == ("the", "a19", "m8", "and", "q2", "of", "£39m", "3")
    assert read_question("How many vans has M8?").terms[-1].name


@pytest.mark.parametrize(
    ("question", "listed", "whole"),
    [
        ("fraud priorities 2024", "The year was busy. The following priorities were set for fraud:\n• Banks\n• Scams", True),
        ("fraud losses 2024", "The following priorities were set for fraud:\n• Banks\n• Scams", False),
        ("fraud priorities 2024", "Banks and priorities\n• Banks\n• Scams", False),
    ],
)
def test_a_list_of_the_things_asked_for_stays_whole(question: str, listed: str, whole: bool) -> None:
    assert is_of_things_asked(read_question(question), listed) is whole


@pytest.mark.parametrize(("day", "missed"), [("2024-05-23", 0.0), ("2025-01-20", 1.0), ("2024-02-01", 1.0)])
def test_a_paper_of_the_months_after_may_give_the_balance_at_a_month_s_end(day: str, missed: float) -> None:
    from answer.evidence import Unit

    unit = Unit("d", VISITS.paragraphs[0].span, "Balance: £1,204", "sentence", 0, "", "", (), frozenset(), frozenset())
    assert find_period_miss(read_question("What was the balance at 31 March 2024?"), unit, day) == missed
    assert find_period_miss(read_question("What was the balance on 12 March 2024?"), unit, "2024-05-23") == 1.0
