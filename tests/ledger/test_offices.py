"""Offices as printed, the words that hold a name and an office, and who held it of which body when."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.records import Attendee, Document, Mention
from ingest.spans import Span
from ledger.office_words import read_holdings
from ledger.offices import find_offices
from ledger.tenures import Series, find_series
from tests.ledger.papers import Holding, make_paper, named

NAMES = ("Ada Thorne", "Ivo Marsh", "Helen Ash", "Bob Fenn", "N Oake Prop")


@pytest.mark.parametrize(
    ("printed", "offices"),
    [
        ("Police & Crime Commissioner for Wenmark", ["police and crime commissioner"]),
        ("the PCC", ["police and crime commissioner"]),
        ("T/ Chief Constable", ["chief constable"]),
        ("Acting Chairman", ["chair"]),
        ("Vice-Chairman", ["vice chair"]),
        ("DCC", ["deputy chief constable"]),
        ("An Leas-Chathaoirleach", ["leas cathaoirleach"]),
        ("Chief Executive and Monitoring Officer", ["chief executive", "monitoring officer"]),
        ("Clerk & RFO", ["clerk", "responsible finance officer"]),
        ("Chief Finance Officer for the PCC", ["chief finance officer"]),
        ("Office of the Police and Crime Commissioner", []),
        ("Commissioner's Officer", []),
        ("former Clerk", []),
        ("retiring Clerk", []),
        ("Mayor-elect", []),
        ("Group Leader", []),
        ("a journalist of the Tolsey Leader", []),
        ("Leader of the Council", ["leader"]),
        ("Information Commissioner", []),
        ("Commissioner of Libraries", []),
        ("Secretary of State", []),
        ("Assistant Chief Constable", []),
        ("Chairs of committees", []),
    ],
)
def test_offices_of_one_holder(printed: str, offices: list[str]) -> None:
    assert [office.name for office in find_offices(printed)] == offices


def test_who_holds_it_for_the_time_being_is_told() -> None:
    assert [office.for_now for text in ("Temporary Chief Constable", "Chief Constable") for office in find_offices(text)] == [True, False]


def tags(paper: Document) -> tuple[Mention, ...]:
    return named(paper, *((name, "PERSON", name) for name in NAMES))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("The Clerk, Ada Thorne, read the letter.", [("clerk", "Ada Thorne", "", "Clerk, Ada Thorne")]),
        ("Ada Thorne, Clerk, read the letter.", [("clerk", "Ada Thorne", "", "Ada Thorne, Clerk")]),
        ("Mrs Ada Thorne (Clerk & RFO) read it.", [("clerk", "Ada Thorne", "", "Mrs Ada Thorne (Clerk & RFO)")]),
        ("Chief Constable Ivo Marsh spoke.", [("chief constable", "Ivo Marsh", "", "Chief Constable Ivo Marsh")]),
        ("Tolsey Chief Constable Ivo Marsh spoke.", [("chief constable", "Ivo Marsh", "Tolsey", "Chief Constable Ivo Marsh")]),
        ("Ivo Marsh, Chair of the Fire Authority, spoke.", [("chair", "Ivo Marsh", "Fire Authority", "Ivo Marsh, Chair of the Fire Authority")]),
        ("Chief Constable: Ivo Marsh Tel: 01642 000000", [("chief constable", "Ivo Marsh", "", "Chief Constable: Ivo Marsh")]),
        ("Helen Ash\nPolice and Crime Commissioner for Wenmark", [("police and crime commissioner", "Helen Ash", "Wenmark", "Helen Ash\nPolice and Crime Commissioner for Wenmark")]),
        ("Clerk (Proper & Responsible\nFinance Officer):\nAda Thorne Tel: 01642 000000", [("clerk", "Ada Thorne", "", "Clerk (Proper & Responsible\nFinance Officer):\nAda Thorne")]),
        ("Clerk (Proper Officer):\nChief Constable:\nAda Thorne\nIvo Marsh", []),
        # contacts in columns: whose post is whose, the text has lost
        ("Monitoring Officer:\nChief Constable: Helen Ash Ivo Marsh Bob Fenn", []),
        ("The Chair, Ada Thorne, Clerk, read it.", []),
        ("Ada Thorne, Clerk Ivo Marsh", []),
        ("Chief Constable\nIvo Marsh\nClerk\nAda Thorne", []),
        ("the then Clerk, Ada Thorne", []),
        ("the retirement of Ada Thorne as Clerk", []),
        ("Assistant Chief Executive, Office of the Police and Crime Commissioner Ivo Marsh", []),
        ("Chairman – N Oake Prop: A Fenn", []),
    ],
)
def test_words_that_say_who_holds_an_office(line: str, said: list[tuple[str, str, str, str]]) -> None:
    paper = make_paper("letter.txt", "2024-03-05", [("Letter", [line])])
    found = [(one.office, one.name, one.whose, paper.quote(one.span)) for one in read_holdings(paper, tags(paper))]
    assert found == said


def listed(paper: Document, *people: tuple[str, str | None, str | None]) -> Document:
    attendance = tuple(
        Attendee(name, role, organisation, "present", Span(paper.text.index(name), paper.text.index(name) + len(name))) for name, role, organisation in people
    )
    return replace(paper, parts=(replace(paper.parts[0], attendance=attendance),))


def test_a_list_of_attendance_says_it_too() -> None:
    paper = make_paper("minutes.txt", "2024-03-05", [("Present", ["Councillor Ada Thorne (Chair), Tolsey Council; Bob Fenn (Tolsey Council) in the chair; Ivo Marsh – Chief Constable, Wenmark Police"])])
    paper = listed(paper, ("Ada Thorne", "Chair", "Tolsey Council"), ("Bob Fenn", "in the chair", None), ("Ivo Marsh", "Chief Constable", "Wenmark Police"))
    found = [(one.office, one.whose, one.presiding, paper.quote(one.span)) for one in read_holdings(paper, tags(paper))]
    # the council of a member is not the body that he or she is in the chair of
    assert found == [
        ("chair", "", False, "Councillor Ada Thorne (Chair)"),
        ("chair", "", True, "Bob Fenn (Tolsey Council) in the chair"),
        ("chief constable", "Wenmark Police", False, "Ivo Marsh – Chief Constable, Wenmark Police"),
    ]


def test_offices_before_their_holders_on_a_list() -> None:
    paper = make_paper("minutes.txt", "2024-03-05", [("In attendance", ["Chief Executive (Mr. Ivo Marsh), Deputy Chief Executive (Mr. Bob Fenn)"])])
    paper = listed(paper, ("Ivo Marsh", "Chief Executive", None), ("Bob Fenn", "Deputy Chief Executive", None))
    found = [(one.office, one.name, paper.quote(one.span)) for one in read_holdings(paper, tags(paper))]
    assert found == [("chief executive", "Ivo Marsh", "Chief Executive (Mr. Ivo Marsh)"), ("deputy chief executive", "Bob Fenn", "Deputy Chief Executive (Mr. Bob Fenn)")]


def hold(*papers: Document) -> Holding:
    return Holding(*papers, tags={paper.doc_id: tags(paper) for paper in papers})


def series(holding: Holding, office: str) -> list[tuple[str, bool, list[tuple[str, str | None, str | None]]]]:
    found: tuple[Series, ...] = find_series(holding, office, set(holding.held))
    return [(one.body, one.own, [(held.holdings[0].name, held.first, held.last) for held in one.tenures]) for one in found]


def paper_of(day: str, line: str, body: str = "Wenmark Police and Crime Panel") -> Document:
    return make_paper(f"{day} {body}", day, [("1 Report", [line])], body=body)


def test_holders_one_after_the_other() -> None:
    holding = hold(
        paper_of("2023-03-05", "Chief Constable Ada Thorne spoke."), paper_of("2023-06-05", "Chief Constable Ada Thorne spoke."),
        paper_of("2024-03-05", "Temporary Chief Constable Ivo Marsh spoke."),
    )  # fmt: skip
    assert series(holding, "chief constable") == [
        ("Wenmark Police and Crime Panel", True, [("Ada Thorne", "2023-03-05", "2023-06-05"), ("Ivo Marsh", "2024-03-05", "2024-03-05")])
    ]


def test_a_guest_of_another_force_is_not_the_holder_anywhere() -> None:
    holding = hold(
        paper_of("2024-03-05", "Chief Constable Ada Thorne spoke."), paper_of("2024-05-05", "Marlock Chief Constable Ivo Marsh came."),
        paper_of("2024-06-05", "Chief Constable Ivo Marsh wrote."),
    )  # fmt: skip
    assert series(holding, "chief constable") == [
        ("Wenmark Police and Crime Panel", True, [("Ada Thorne", "2024-03-05", "2024-03-05")]),
        ("Marlock", False, [("Ivo Marsh", "2024-05-05", "2024-05-05")]),
    ]


def test_bodies_are_not_mixed() -> None:
    holding = hold(
        paper_of("2024-03-05", "The Clerk, Ada Thorne, spoke.", "Tolsey Parish Council"), paper_of("2024-03-06", "The Clerk, Ivo Marsh, spoke.", "Marlock Town Council"),
    )  # fmt: skip
    assert sorted(series(holding, "clerk")) == [
        ("Marlock Town Council", True, [("Ivo Marsh", "2024-03-06", "2024-03-06")]),
        ("Tolsey Parish Council", True, [("Ada Thorne", "2024-03-05", "2024-03-05")]),
    ]


def test_what_a_paper_tells_of_years_ago_is_not_of_its_day() -> None:
    assert series(hold(paper_of("2024-03-05", "In 2009 Chief Constable Ivo Marsh closed the station.")), "chief constable") == []


def attended(day: str, name: str, body: str = "Wenmark Police and Crime Panel") -> Document:
    paper = paper_of(day, f"Councillor {name} (Chair)", body)
    return listed(paper, (name, "Chair", None))


def test_a_holder_who_came_back_held_it_twice() -> None:
    holding = hold(attended("2021-05-01", "Ada Thorne"), attended("2022-05-01", "Ivo Marsh"), attended("2023-05-01", "Ada Thorne"))
    assert [(held.holdings[0].name, held.first) for held in find_series(holding, "chair", set(holding.held))[0].tenures] == [
        ("Ada Thorne", "2021-05-01"), ("Ivo Marsh", "2022-05-01"), ("Ada Thorne", "2023-05-01"),
    ]  # fmt: skip


def test_who_stands_in_once_among_many_meetings_is_not_the_holder() -> None:
    holding = hold(*(attended(f"2023-0{month}-01", "Ivo Marsh" if month == 3 else "Ada Thorne") for month in range(1, 7)))
    found = find_series(holding, "chair", set(holding.held))[0]
    assert [held.holdings[0].name for held in found.tenures] == ["Ada Thorne"]
    assert [(one.name, one.day) for one in found.stood_in] == [("Ivo Marsh", "2023-03-01")]


def test_a_body_without_a_name_of_its_own_is_that_of_its_papers() -> None:
    people = "Ada Thorne, Ivo Marsh and Helen Ash of Tolsey spoke of Tolsey."
    one, two = paper_of("2024-03-05", f"The Clerk, Bob Fenn, wrote. {people}", "Tolsey Parish Council"), paper_of("2024-04-05", f"The Clerk, Bob Fenn, wrote. {people}", "Parish Council")
    assert series(hold(one, two), "clerk") == [("Tolsey Parish Council", True, [("Bob Fenn", "2024-03-05", "2024-04-05")])]
