"""Questions for the whole of something, answered from the register; and questions that take for granted what no minute says."""

from __future__ import annotations

import pytest

from answer import answer_question
from answer.compose.register import count_rows, describe_nothing, write_whole
from answer.premise import find_false_premise
from answer.question import read_question
from answer.scope import find_scope
from answer.whole import Whole, find_whole, read_request
from answer.words import say_number
from index.records import Filters
from ledger.register import RegisterFilters, read_register
from tests.answer.papers import JUNE as PRECEPT_2023
from tests.answer.papers import MARCH as PRECEPT_2024
from tests.answer.papers import MemoryArchive
from tests.ledger.papers import Holding, make_paper, owed

BOILER = "Action: Clerk to obtain three quotes for the Tolsey boiler by 30 April 2024"
ROOF = "The Clerk promised to have the roof at Tolsey looked at."
GRANTS = "The Treasurer will publish the list of grants."
NOTED = "RESOLVED that the yearly report on estates be noted."
LOST = "RESOLVED that the request for a second boiler be refused, 3 voting for and 5 against."
MARCH_OF_2023 = make_paper("march-2023.txt", "2023-03-07", [("2/23 Grants", [GRANTS])])
MARCH = make_paper("march.txt", "2024-03-05", [("4/24 Estates", [BOILER, ROOF, NOTED])])
MAY = make_paper("may.txt", "2024-05-07", [("9/24 Boiler", [LOST])])
TREE = make_paper("tree.txt", "2024-05-09", [("1/24 Trees", ["RESOLVED that the oak be felled."])], body="Marlock Town Council")
HOLDING = Holding(
    MARCH_OF_2023, MARCH, MAY, TREE,
    rows={
        MARCH_OF_2023.doc_id: [owed(MARCH_OF_2023, GRANTS, "commitment", owner="Treasurer")],
        MARCH.doc_id: [
            owed(MARCH, BOILER, owner="Ivo Marsh, Clerk", due="2024-04-30"),
            owed(MARCH, ROOF, "commitment", owner="Ivo Marsh, Clerk"),
            owed(MARCH, NOTED, "decision"),
        ],
        MAY.doc_id: [owed(MAY, LOST, "decision", vote="3 for, 5 against")],
        TREE.doc_id: [owed(TREE, "RESOLVED that the oak be felled.", "decision")],
    },
    unreadable=frozenset({MAY.doc_id}),
)  # fmt: skip


def find(question: str) -> Whole | None:
    read, papers = read_question(question), HOLDING.papers()
    return find_whole(HOLDING, read, find_scope(read, papers, Filters()), papers)


@pytest.mark.parametrize(
    ("question", "quotes", "said"),
    [
        ("What promises did the Clerk make?", [BOILER, ROOF], "One promise and one action"),
        ("List every commitment of the Treasurer", [GRANTS], "One promise"),
        ("What promises has Ivo Marsh made about the roof?", [ROOF], "One promise"),
        ("What actions were agreed in March 2024?", [BOILER], "One action"),
        ("What is still outstanding from March?", [BOILER, ROOF], "One promise and one action"),
        ("What is still outstanding from March 2023?", [GRANTS], "One promise"),
        ("Which actions are overdue?", [BOILER], "One action"),
        ("List all decisions", [NOTED, LOST, "RESOLVED that the oak be felled."], "Three decisions"),
        ("What decisions has Marlock Town Council made?", ["RESOLVED that the oak be felled."], "One decision"),
        ("What decisions were taken since April 2024?", [LOST, "RESOLVED that the oak be felled."], "Two decisions"),
        ("How many times did the Panel vote?", [LOST], "Once"),
        ("How often was something refused?", [LOST], "Once"),
    ],
)
def test_all_that_is_asked_for_and_counted(question: str, quotes: list[str], said: str) -> None:
    whole = find(question)
    assert whole is not None
    assert sorted(row.quote for row in whole.entries) == sorted(quotes)
    assert count_rows(whole) == said


@pytest.mark.parametrize(
    ("question", "quotes"),
    [
        ("What did the Clerk promise about the roof?", [ROOF]),
        ("What was decided about the second boiler?", [LOST]),
        ("What did the Panel decide about the yearly report?", [NOTED]),
    ],
)
def test_one_thing_is_found_where_a_row_has_every_word(question: str, quotes: list[str]) -> None:
    whole = find(question)
    assert whole is not None
    assert not whole.request.whole
    assert [row.quote for row in whole.entries] == quotes


@pytest.mark.parametrize(
    "question",
    [
        "What did the Clerk promise about the lift?",
        "What did the Treasurer promise about the roof?",
        "How many times were boilers drawn last year?",
        "What does the boiler cost?",
        "Which actions were overdue according to the auditor?",
        "What actions has the force taken against theft?",
        "What promises were made about broadband?",
        "Who decided to fell the oak?",
        "How many decisions were taken?",
        "Why was the boiler refused?",
    ],
)
def test_other_questions_go_the_way_of_all_questions(question: str) -> None:
    assert find(question) is None


def test_nothing_is_said_with_what_was_looked_through() -> None:
    whole = find("What promises did Lena Fisk make?")
    assert whole is not None
    assert not whole.entries
    assert describe_nothing(whole) == "The register has no promise or action that fits: complete over 4 papers, 1 with unreadable pages."


def test_the_rows_are_dated_and_the_count_is_said_to_be_counted() -> None:
    whole = find("What is still outstanding from March?")
    assert whole is not None
    draft = write_whole(HOLDING, whole)
    assert [(piece.lead, piece.text) for piece in draft.pieces] == [
        ("5 Mar 2024, past its date, no report found:", BOILER),
        ("5 Mar 2024, no later mention found:", ROOF),
    ]
    assert draft.counted
    assert any("March" in note and "2024" in note for note in draft.inferred)
    assert any("counted" in note for note in draft.inferred)
    assert draft.caveats == ("Complete over 1 paper, as far as the register reads them.",)
    for piece in draft.pieces:
        assert HOLDING.document(piece.doc_id).quote(piece.span) == piece.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How did members vote on the yearly report on estates?", "No vote is recorded; the minute says “noted”"),
        ("Why did the Panel reject the yearly report on estates?", "No refusal is recorded; the minute says “noted”"),
        ("Why was the yearly report on estates deferred?", "No deferral is recorded; the minute says “noted”"),
        ("How did members vote on the second boiler?", ""),
        ("Why was the second boiler refused?", ""),
        ("Why was the lift at Harrowby refused?", ""),
        ("What was noted about estates in the yearly report?", ""),
    ],
)
def test_what_no_minute_says_is_named(monkeypatch: pytest.MonkeyPatch, question: str, said: str) -> None:
    monkeypatch.setattr(Holding, "find_regions", lambda self, doc_id, span: (), raising=False)
    read, papers = read_question(question), HOLDING.papers()
    found = find_false_premise(HOLDING, read, find_scope(read, papers, Filters()), papers)
    assert found.startswith(said) if said else found == ""


@pytest.mark.parametrize(
    "question",
    ["What promises did the Clerk make?", "What is still outstanding from March?", "What decisions were taken since April 2024?", "What decisions has Marlock Town Council made?", "What did the Clerk promise about the roof?", "Which actions are overdue?"],
)
def test_the_register_with_its_limits_has_the_same_rows(question: str) -> None:
    whole = find(question)
    assert whole is not None
    assert whole.limits is not None
    assert {row.quote for row in read_register(HOLDING, whole.limits).entries} >= {row.quote for row in whole.entries}


def test_what_is_counted_has_no_limits_of_its_own() -> None:
    whole = find("How many times did the Panel vote?")
    assert whole is not None
    assert whole.limits is None


def test_words_of_the_owner_are_not_what_it_is_about() -> None:
    read = read_question("What promises did the Chief Constable make about vetting?")
    request = read_request(read, find_scope(read, HOLDING.papers(), Filters()))
    assert request is not None
    assert request.who == ("chief", "constable")
    assert [term.text for term in request.about] == ["vetting"]


@pytest.mark.parametrize(("number", "said"), [(0, "zero"), (1, "one"), (20, "twenty"), (21, "twenty-one"), (40, "forty"), (99, "ninety-nine"), (1200, "1,200")])
def test_numbers_in_words(number: int, said: str) -> None:
    assert say_number(number) == said


def test_every_decision_is_listed_cited_and_counted() -> None:
    answer = answer_question(MemoryArchive([PRECEPT_2024, PRECEPT_2023]), "List all decisions")
    assert answer.short == "Two decisions"
    assert answer.listed == RegisterFilters(("decision",))
    assert ("answered from", "the register") in answer.understood
    assert not [pair for pair in answer.understood if pair[0] == "answered from the paper of"]
    quotes = {"2.2 RESOLVED: that the precept of £236.10 be approved.", "2.2 RESOLVED: that the precept of £248.50 be approved."}
    assert {citation.quote for citation in answer.citations} == quotes
    assert [s.citations for s in answer.sentences] == [(0,), (1,)]
    assert any("Complete over 2 papers" in str(caveat) for caveat in answer.caveats)
    assert any("counted, not printed" in note for note in answer.inferred)


def test_a_reader_who_wants_a_person_gets_no_list_of_decisions() -> None:
    archive = MemoryArchive([PRECEPT_2024, PRECEPT_2023])
    asked = answer_question(archive, "List all decisions", kind="person_role")
    assert asked.short != "Two decisions"
    assert answer_question(archive, "List all decisions", kind="decision").short == "Two decisions"
