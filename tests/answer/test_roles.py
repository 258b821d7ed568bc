"""What somebody's office is, told from lists of attendance and the words beside the name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from answer import answer_question
from answer.question import read_question
from answer.roles import find_roles, read_name
from ingest.records import Attendee, Document
from ingest.spans import Span
from tests.answer.papers import MemoryArchive, build_paper


def paper(day: str, people: list[tuple[str, str]], *lines: str) -> Document:
    """Minutes with a line for each (words on the list, name) and the office as what is left of the words."""
    words = [entry for entry, _ in people]
    made = build_paper(f"minutes {day}.pdf", f"Minutes of {day}", day, [("heading", None, "Present"), *(("body", None, line) for line in [*words, *lines])])
    attendance = []
    for entry, name in people:
        at = made.text.index(entry) + entry.index(name)
        role = entry.replace(name, "").strip(" –-,")
        attendance.append(Attendee(name, role or None, None, "present", Span(at, at + len(name))))
    return replace(made, parts=(replace(made.parts[0], attendance=tuple(attendance)),))


ARCHIVE = MemoryArchive([
    paper("2024-03-05", [("Rosalind Keddle – Deputy Chief Constable", "Rosalind Keddle"), ("Owen Tarrant – Finance Manager", "Owen Tarrant"), ("Cllr Bea Fenwick", "Bea Fenwick")]),
    paper("2024-06-05", [("Rosalind Keddle – Temporary Chief Constable", "Rosalind Keddle"), ("Imran Shafaq, Head of Standards", "Imran Shafaq")]),
    paper("2024-09-05", [], "Leila Brandreth, Chief Fire Officer, told the Panel of the new station.", "Sam Orde met Owen Marsh.", "In June 1990 Basil Crane, Minister for Ports, had refused."),
])  # fmt: skip


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("What is Ada Thorne's role?", "Ada Thorne"),
        ("what was Ada Thorne's job title in March 2019?", "Ada Thorne"),
        ("What rank did Ivo Marsh hold at each scrutiny meeting in 2021?", "Ivo Marsh"),
        ("Which post does Helen Ash-Dunmore hold?", "Helen Ash-Dunmore"),
        ("What is the role of Ada Thorne?", "Ada Thorne"),
        ("Who is Ada Thorne?", "Ada Thorne"),
        ("In what capacity did Ivo Marsh attend the meeting?", "Ivo Marsh"),
        ("What does Ivo Marsh do?", "Ivo Marsh"),
        ("Who is the officer looking into the depot?", None),
        ("What is the role of the Panel in setting the precept?", None),
        ("What did Ada Thorne say about fraud?", None),
        ("Who is to write to the bank?", None),
    ],
)
def test_the_name_is_read(question: str, name: str | None) -> None:
    found = read_name(read_question(question))
    assert found == name if name else found is None or find_roles(ARCHIVE, read_question(question), ARCHIVE.papers()) is None


def test_the_latest_office_comes_first_and_the_earlier_one_is_told() -> None:
    answer = answer_question(ARCHIVE, "What is Rosalind Keddle's role?")
    assert answer.short == "Temporary Chief Constable"
    assert [c.quote for c in answer.citations] == ["Rosalind Keddle – Temporary Chief Constable", "Rosalind Keddle – Deputy Chief Constable"]
    assert [c.meeting_date for c in answer.citations] == ["2024-06-05", "2024-03-05"]
    assert any("latest" in note for note in answer.inferred)


def test_of_a_period_it_is_the_office_that_its_papers_print() -> None:
    answer = answer_question(ARCHIVE, "What post did Rosalind Keddle hold in March 2024?")
    assert answer.short == "Deputy Chief Constable"
    assert [c.meeting_date for c in answer.citations] == ["2024-03-05"]


def test_an_office_beside_the_name_in_a_sentence_is_quoted_with_it() -> None:
    answer = answer_question(ARCHIVE, "Who is Leila Brandreth?")
    assert answer.short == "Chief Fire Officer"
    assert answer.citations[0].quote.startswith("Leila Brandreth, Chief Fire Officer, told")


@pytest.mark.parametrize("question", ["What is Bea Fenwick's role?", "Who is Sam Orde?", "Who is Basil Crane?", "What is Nobody Known's role?"])
def test_a_bare_title_or_no_office_is_not_made_one(question: str) -> None:
    assert find_roles(ARCHIVE, read_question(question), ARCHIVE.papers()) is None
    answer = answer_question(ARCHIVE, question)
    assert answer.short is None


def test_of_two_bodies_with_one_name_both_are_told_and_that_they_may_be_two() -> None:
    archive = MemoryArchive([
        paper("2024-03-05", [("Ann Lisle – Treasurer", "Ann Lisle")]),
        replace(paper("2024-06-05", [("Ann Lisle – Head of Custody", "Ann Lisle")]), body="Tolsey Parish Council"),
    ])  # fmt: skip
    answer = answer_question(archive, "What is Ann Lisle's role?")
    assert answer.short is None
    assert {c.quote for c in answer.citations} == {"Ann Lisle – Head of Custody", "Ann Lisle – Treasurer"}
    assert any("do not say whether it is one person" in caveat for caveat in answer.caveats)


def test_an_initial_that_fits_two_names_is_neither() -> None:
    archive = MemoryArchive([paper("2024-03-05", [("Ann Lisle – Treasurer", "Ann Lisle"), ("Amos Lisle – Clerk", "Amos Lisle")])])
    assert find_roles(archive, read_question("What is A Lisle's role?"), archive.papers()) is None
