"""Questions for the holder of an office, answered from what papers say of offices, or left alone."""

from __future__ import annotations

import pytest

from answer import answer_question
from answer.office import find_holders, names_office, read_request
from answer.question import read_question
from ingest.records import Document
from tests.answer.papers import MemoryArchive, build_paper

PANEL, TOLSEY = "Wenmark Police and Crime Panel", "Tolsey Parish Council"


def paper(day: str, *lines: str, body: str = PANEL) -> Document:
    return build_paper(f"{body} {day}.pdf", f"Minutes of the {body}", day, [("heading", None, body), *(("body", None, line) for line in lines)], body=body)


ARCHIVE = MemoryArchive([
    paper("2023-03-05", "Chief Constable Graham Stannard gave the figures for burglary.", "The Commissioner, Helena Marchbank, thanked the officers."),
    paper("2023-09-05", "Chief Constable Graham Stannard spoke of the budget.", "Helena Marchbank, Police and Crime Commissioner, answered."),
    paper("2024-03-05", "Temporary Chief Constable Rosalind Keddle spoke of recruits."),
    paper("2024-09-05", "Chief Constable Rosalind Keddle spoke of rural crime.", "Deputy Chief Constable Imran Shafaq answered."),
    paper("2023-04-05", "The Chief Fire Officer, Owen Tarrant, spoke.", "Owen Tarrant, Chief Fire Officer, answered."),
    paper("2024-10-05", "Leila Brandreth, Chief Fire Officer, spoke."),
    paper("2024-03-21", "Catriona Moyle, Director of Finance, answered."),
    paper("2024-06-05", "The Clerk, Judith Wexcombe, read the letter.", body=TOLSEY),
    paper("2024-07-05", "The Clerk, Simon Averill, read the letter.", body="Marlock Town Council"),
])  # fmt: skip


@pytest.mark.parametrize(
    ("question", "office", "about"),
    [
        ("Who is the Commissioner?", "police and crime commissioner", set()),
        ("Who was the Chair of the Panel in March 2019?", "chair", {"panel"}),
        ("who's the chief constable", "chief constable", set()),
        ("Who chairs the Ethics Committee?", "chair", {"ethics", "committee"}),
        ("Name of the PCC's chief of staff?", "chief of staff", {"police", "crime", "commissioner"}),
        ("Who have been the chief constables, and when?", "chief constable", set()),
        ("What is the name of the clerk to Tolsey Parish Council?", "clerk", {"tolsey", "parish", "council"}),
        ("Who is the Head of Standards and Ethics?", "head of standards and ethics", set()),
        ("Who was in charge of Wenmark Police in June 2023?", "chief constable", {"wenmark", "police"}),
        ("who runs the force", "chief constable", {"force"}),
        ("Who heads Wenmark Constabulary?", "chief constable", {"wenmark", "constabulary"}),
        ("Who is the chair of the Post Office Board?", "chair", {"post", "office", "board"}),
    ],
)
def test_the_office_and_the_body_are_read(question: str, office: str, about: set[str]) -> None:
    request = read_request(read_question(question))
    assert request is not None
    assert (request.office, set(request.about)) == (office, about)


@pytest.mark.parametrize(
    "question",
    [
        "Who is the officer looking into the depot?",
        "Who is the clerk appointed in 2021?",
        "Who was elected Chair in May?",
        "Who was in the chair on 5 March 2024?",
        "Who was the Clerk before 2018?",
        "Who was the Chair that asked about the depot?",
        "Who leads the rural crime task group?",
        "Who runs the custody visiting scheme?",
        "Who heads the rural crime task force?",
        "Who is in charge of grants at Wenmark Police?",
        "Who is the Chief Executive's deputy?",
        "What did the Commissioner promise?",
    ],
)
def test_questions_for_more_than_the_holder_go_the_way_of_all(question: str) -> None:
    assert read_request(read_question(question)) is None


@pytest.mark.parametrize(
    ("question", "short", "quotes"),
    [
        ("Who was the Chief Constable on 5 March 2023?", "Graham Stannard", ["Chief Constable Graham Stannard"]),
        # between two papers that name the same one
        ("Who was the Chief Constable in June 2023?", "Graham Stannard", ["Chief Constable Graham Stannard"] * 2),
        # what is asked for now is told with the one before
        ("Who is the Chief Constable?", "Rosalind Keddle", ["Chief Constable Rosalind Keddle", "Chief Constable Graham Stannard"]),
        ("Who runs Wenmark Police?", "Rosalind Keddle", ["Chief Constable Rosalind Keddle", "Chief Constable Graham Stannard"]),
        ("Who was in charge of the force in June 2023?", "Graham Stannard", ["Chief Constable Graham Stannard"] * 2),
        ("Who were the Chief Constables?", None, ["Chief Constable Graham Stannard", "Chief Constable Rosalind Keddle"]),
        ("Who was the acting chief constable in March 2024?", "Rosalind Keddle", ["Temporary Chief Constable Rosalind Keddle"]),
        ("Who is the Deputy Chief Constable?", "Imran Shafaq", ["Deputy Chief Constable Imran Shafaq"]),
        ("Who is the Commissioner?", "Helena Marchbank", ["Helena Marchbank, Police and Crime Commissioner"]),
        ("Who is the Director of Finance of Wenmark Constabulary?", "Catriona Moyle", ["Catriona Moyle, Director of Finance"]),
        ("Who is the clerk of Tolsey?", "Judith Wexcombe", ["Clerk, Judith Wexcombe"]),
        ("Who is the Clerk?", None, [TOLSEY, "Clerk, Judith Wexcombe", "Marlock Town Council", "Clerk, Simon Averill"]),
    ],
)
def test_the_holder_with_the_words_that_say_so(question: str, short: str | None, quotes: list[str]) -> None:
    answer = answer_question(ARCHIVE, question)
    assert not answer.refused
    assert answer.short == short
    assert [citation.quote for citation in answer.citations] == quotes
    assert ("answered from", "who held which office") in answer.understood


def test_an_office_that_the_question_does_not_name_is_said_to_be_inferred() -> None:
    assert any("names none, and the chief constable" in note for note in answer_question(ARCHIVE, "Who runs Wenmark Police?").inferred)
    assert not any("names none" in note for note in answer_question(ARCHIVE, "Who is the Chief Constable?").inferred)


def test_the_day_is_said_to_be_inferred_where_none_was_asked_for() -> None:
    answer = answer_question(ARCHIVE, "Who is the Chief Constable?")
    assert any("the latest paper that names a holder is of 5 Sep 2024" in note for note in answer.inferred)
    asked = answer_question(ARCHIVE, "Who was the Chief Constable on 5 March 2023?")
    assert not any("latest" in note for note in asked.inferred)


@pytest.mark.parametrize(
    "question",
    [
        "Who is the Chair of the Panel?",
        "Who is the Chief Constable of Marlock?",
        # between the last paper of one and the first of the next, the papers do not say
        "Who was the Chief Constable in December 2023?",
        "Who was the Chief Constable in 2009?",
        # the nearest words name her deputy's like, not her
        "Who is the Deputy Commissioner?",
    ],
)
def test_what_the_papers_do_not_say_is_refused(question: str) -> None:
    assert find_holders(ARCHIVE, read_question(question), ARCHIVE.papers()) is None
    assert answer_question(ARCHIVE, question).refused


def test_one_mention_in_a_text_may_be_of_a_guest() -> None:
    """Papers before name somebody else: who holds the office now is not plain."""
    assert find_holders(ARCHIVE, read_question("Who is the Chief Fire Officer?"), ARCHIVE.papers()) is None
    assert find_holders(ARCHIVE, read_question("Who was the Chief Fire Officer in April 2023?"), ARCHIVE.papers()) is not None


@pytest.mark.parametrize(
    ("quote", "named"),
    [
        ("Simon Nickless – Deputy Chief Constable", False),
        ("the Anti-extremism Commissioner, Lena Fisk", False),
        ("The Chief Constable is Lena Fisk", True),
    ],
)
def test_a_quote_names_the_office_itself(quote: str, named: bool) -> None:
    request = read_request(read_question("Who is the Chief Constable?"))
    assert request is not None
    assert names_office(quote, request) is named
