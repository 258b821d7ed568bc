"""Of evidence about equally good, what is quoted first."""

from __future__ import annotations

import pytest

from answer import answer_question
from answer.calibrate import load_coefficients
from answer.compose.choice import choose
from answer.compose.sharpen import sharpen
from answer.question import read_question
from answer.sides import find_all_evidence
from index.records import Filters
from ingest.records import Document
from tests.answer.papers import MemoryArchive, build_paper


def paper(day: str, *lines: str) -> Document:
    return build_paper(f"minutes {day}.pdf", f"Minutes of {day}", day, [("heading", None, "Reports"), *(("body", None, line) for line in lines)])


def first_quoted(archive: MemoryArchive, question: str) -> str:
    findings = sharpen(find_all_evidence(archive, read_question(question), Filters(), load_coefficients()))
    return choose(findings).ranked[0].unit.text


def test_visits_are_not_counted_by_visitors() -> None:
    archive = MemoryArchive([paper("2024-03-05", "Custody visitors: there were 37 custody visitors.", "In the year 160 custody visits were made.")])
    assert first_quoted(archive, "How many custody visits were made?") == "In the year 160 custody visits were made."


@pytest.mark.parametrize(
    ("question", "day"),
    [("Is burglary going up?", "2025"), ("How many burglaries are there?", "2025"), ("Did burglary go up in March 2024?", "2024")],
)
def test_the_present_is_that_of_the_latest_paper(question: str, day: str) -> None:
    archive = MemoryArchive([
        paper("2024-03-05", "Burglary went up: there were 412 burglaries in the quarter to 2024."),
        paper("2025-03-04", "Burglary went down: there were 377 burglaries in the quarter to 2025."),
    ])  # fmt: skip
    assert first_quoted(archive, question).endswith(f"{day}.")


def test_a_later_paper_that_says_nothing_of_the_direction_is_passed_over() -> None:
    archive = MemoryArchive([paper("2024-03-05", "Burglary has gone down by a tenth."), paper("2025-03-04", "Burglary was discussed.")])
    answer = answer_question(archive, "Is burglary going up?")
    assert first_quoted(archive, "Is burglary going up?") == "Burglary has gone down by a tenth."
    assert answer.short in (None, "No")


def test_what_came_of_it_further_down_the_paragraph_is_quoted() -> None:
    said = "Members raised the theft of tools from vans at Marlock. "
    said += "Vans at the market were said to be left open at night. Tools from vans had been stolen at Tolsey, too. The theft of tools was no small matter to a joiner. Members spoke of vans at length. Mr Lane agreed to ask the traders."
    archive = MemoryArchive([paper("2024-03-05", said), paper("2024-05-07", "The theft of tools from vans was raised again.", "Tools were stolen from a van at Tolsey.")])
    answer = answer_question(archive, "Who raised the theft of tools from vans at Marlock?")
    assert "Mr Lane agreed to ask the traders." in [citation.quote for citation in answer.citations]
