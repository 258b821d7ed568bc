"""A figure of another period is no answer; a paper without a date is of the years that it speaks of; posts and years that answer nothing."""

from __future__ import annotations

import pytest

from answer.answering import answer_question, load_coefficients
from answer.question import read_question
from answer.rank import find_expected, find_period_miss
from answer.sides import find_all_evidence
from answer.undated import find_years_spoken_of
from answer.unmet import is_of_other_period

from .papers import NO_FILTERS, MemoryArchive, build_paper

FERRY = build_paper(
    "tolsey-council-2022-09-13.pdf",
    "Minutes of Tolsey Borough Council",
    "2022-09-13",
    [
        ("heading", "5.", "Reports"),
        ("body", "5.1", "5.1 The chain ferry carried 4,100 passengers in August 2022."),
        ("body", "5.2", "5.2 Superintendent Rose Tarn was welcomed; she had been appointed to the Tolsey district."),
        ("body", "5.3", "5.3 Councillor Bea Holt asked about the river plan, which follows the Directive of 2002. Comments on it may be sent until 29 June 2022."),
    ],
    body="Tolsey Borough Council",
)
UNDATED = build_paper(
    "tolsey-performance.pdf",
    "Performance Report",
    None,
    [
        ("heading", "1.", "Sickness"),
        ("body", "1.1", "1.1 In April 2021 the depot lost 31 days, in May 2021 44 days and in June 2021 52 days. The depot opened in March 1998."),
        ("body", "1.2", "1.2 The ferry crew lost 12 days."),
    ],
    body="Tolsey Borough Council",
)  # fmt: skip
ARCHIVE = MemoryArchive([FERRY, UNDATED])


def find_best(question: str):  # type: ignore[no-untyped-def]
    return find_all_evidence(ARCHIVE, read_question(question), NO_FILTERS, load_coefficients())


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("How many passengers did the chain ferry carry in August 2022?", False),
        ("How many passengers did the chain ferry carry in August 2020?", True),
        ("How many passengers did the chain ferry carry in 2019?", True),
        ("How many passengers did the chain ferry carry?", False),
    ],
)
def test_a_figure_of_another_period_is_no_answer(question: str, other: bool) -> None:
    assert is_of_other_period(find_best(question)) is other
    answer = answer_question(ARCHIVE, question)
    if other:
        assert answer.refused
        assert answer.hits
    else:
        assert "4,100" in (answer.text or "")


def test_a_paper_without_a_date_is_of_the_years_it_speaks_of() -> None:
    assert find_years_spoken_of(ARCHIVE, UNDATED.doc_id) == {1998, 2021}
    best = find_best("How many days did the ferry crew lose in 2021?").ranked[0]
    assert best.unit.doc_id == UNDATED.doc_id
    question = read_question("How many days did the ferry crew lose in 2021?")
    assert find_period_miss(question, best.unit, best.day, best.years) == 0.5
    assert find_period_miss(question, best.unit, best.day) == 1.0
    assert find_period_miss(read_question("How many days did the ferry crew lose in 2015?"), best.unit, best.day, best.years) == 1.0


@pytest.mark.parametrize(
    ("question", "holds", "expected"),
    [
        ("Who was appointed to the Tolsey district?", "Rose Tarn", ["Rose Tarn"]),
        ("Who asked about the river plan?", "Bea Holt", ["Bea Holt"]),
        ("What is the closing date for comments on the river plan?", "29 June", ["29 June 2022"]),
        ("When may comments on the river plan be sent?", "Directive", ["2002"]),
    ],
)  # fmt: skip
def test_what_a_question_expects(question: str, holds: str, expected: list[str]) -> None:
    findings = find_best(question)
    item = next(item for item in findings.ranked if holds in item.unit.text and item.unit.kind == "sentence")
    found = [item.unit.text[start:end] for start, end in find_expected(findings.question, item.unit, item.mentions)]
    assert found == expected


STAIRS = build_paper(
    "tolsey-friends-2022-05-10.pdf",
    "Minutes of the Friends of Tolsey Library",
    "2022-05-10",
    [
        ("heading", "2.", "Stair risers"),
        ("body", "2.1", "2.1 The first stair riser will be painted in June. Businesses may sponsor a stair riser."),
        ("heading", "3.", "Planning"),
        ("body", "3.1", "3.1 Mill House: it was decided to object to the porch on the following grounds:"),
        ("body", None, "It would be higher than the church wall."),
        ("heading", "4.", "Data plan"),
        ("body", "4.1", "4.1 Action of May 2022: the Clerk to share the data plan. Due: August."),
    ],
    body="Friends of Tolsey Library",
)
LIBRARY = MemoryArchive([STAIRS])


def test_what_is_introduced_by_a_colon_is_quoted_with_it() -> None:
    answer = answer_question(LIBRARY, "On what grounds was it decided to object to the porch of Mill House?")
    assert "higher than the church wall" in (answer.text or "")


@pytest.mark.parametrize("word", ["business", "builder", "artist"])
def test_a_question_for_somebody_by_trade_expects_a_name(word: str) -> None:
    assert read_question(f"Which {word} sponsored the first stair riser?").expects == {"PERSON", "ROLE", "ORG"}


def test_a_line_of_the_question_s_own_words_is_no_evidence() -> None:
    def texts(question: str) -> list[str]:
        return [item.unit.text for item in find_all_evidence(LIBRARY, read_question(question), NO_FILTERS, load_coefficients()).ranked]

    assert not any("Stair risers" in text for text in texts("How many stair risers are there in 2 places?"))
    assert any("Stair risers" in text for text in texts("When will the first riser be painted?"))


def test_a_date_that_the_question_says_itself_is_not_what_it_asks_for() -> None:
    findings = find_all_evidence(LIBRARY, read_question("When is the action of May 2022 to share the data plan due?"), NO_FILTERS, load_coefficients())
    item = next(item for item in findings.ranked if "share the data plan" in item.unit.text)
    assert "May 2022" not in [item.unit.text[start:end] for start, end in find_expected(findings.question, item.unit, item.mentions)]


CONTACTS = build_paper(
    "tolsey-contacts-2022-05-10.pdf",
    "Report of the Commissioner",
    "2022-05-10",
    [
        ("body", None, "Police and Crime Commissioner: Chief Executive: Temporary Chief Constable:\nArthur Lane\nBea Holt BA\nCarl Moss\nTel: 01999 301653."),
        ("heading", "2.", "Watch"),
        ("body", "2.1", "2.1 The Temporary Chief Constable, Carl Moss, and the Chief Executive, Bea Holt, spoke."),
    ],
    body="Tolsey Panel",
)  # fmt: skip


def test_names_that_have_lost_their_posts_are_no_answer() -> None:
    findings = find_all_evidence(MemoryArchive([CONTACTS]), read_question("Who is the temporary chief constable?"), NO_FILTERS, load_coefficients())
    found = {item.unit.text[:20]: [item.unit.text[a:b] for a, b in find_expected(findings.question, item.unit, item.mentions)] for item in findings.ranked}
    assert found["Police and Crime Com"] == []
    assert any("Carl Moss" in names for names in found.values())
