"""Minutes compared and corrected; people told apart; figures read and compared."""

from __future__ import annotations

import pytest

from ledger.figures import all_figures, find_disagreements, find_figures
from ledger.holders import find_holder
from ledger.meetings import find_meetings
from ledger.people import cluster_names, find_people, may_be_one, office_on
from ledger.records import Place
from tests.ledger.papers import Holding, make_paper, named

DRAFT = make_paper("draft.txt", "2024-03-05", [("12/24 Roads", ["The Chair said that the bypass would be closed for nine days in May.", "Members thanked the wardens for their work."])], status="draft")
FINAL = make_paper("final.txt", "2024-03-05", [("12/24 Roads", ["The Chair said that the bypass would be closed for six days in May.", "Members thanked the wardens for their work."])])
NEXT = make_paper("next.txt", "2024-05-07", [("20/24 Minutes of the previous meeting", ["In minute 12/24 the words “closed for nine days” be replaced by “closed for six days”.", "The weather was fine."])])


def words_at(holding: Holding, place: Place | None) -> str | None:
    return None if place is None else holding.document(place.doc_id).quote(place.span)


def test_a_wording_that_changed_after_the_draft_is_shown() -> None:
    holding = Holding(DRAFT, FINAL, NEXT)
    march = find_meetings(holding)[0]
    assert [minutes.doc_id for minutes in march.minutes] == [FINAL.doc_id, DRAFT.doc_id]
    assert [(words_at(holding, change.draft), words_at(holding, change.approved)) for change in march.changes] == [
        ("The Chair said that the bypass would be closed for nine days in May.", "The Chair said that the bypass would be closed for six days in May.")
    ]


def test_a_correction_is_attached_to_the_passage_it_corrects() -> None:
    holding = Holding(DRAFT, FINAL, NEXT)
    corrections = find_meetings(holding)[0].corrections
    assert [words_at(holding, correction.corrects) for correction in corrections] == ["The Chair said that the bypass would be closed for nine days in May."]


def test_a_meeting_without_a_draft_has_no_changes() -> None:
    assert [meeting.changes for meeting in find_meetings(Holding(FINAL, NEXT))] == [(), ()]


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Ada Thorne", "Cllr Ada Thorne", True),
        ("A. Thorne", "Ada Thorne", True),
        ("Ada Thorne", "Ada M Thorne OBE", True),
        ("Ada Thorne", "Amy Thorne", False),
        ("Ada Thorne", "Ada Pell", False),
        ("Thorne", "Ada Thorne", False),
        ("Ada K Thorne", "Ada M Thorne", False),
    ],
)
def test_names_of_one_person(one: str, two: str, same: bool) -> None:
    assert may_be_one(one, two) is same


@pytest.mark.parametrize(
    ("names", "clusters"),
    [
        (["Ada Thorne", "A Thorne"], [["Ada Thorne", "A Thorne"]]),
        (["Ada Thorne", "Amy Thorne", "A Thorne"], [["Ada Thorne"], ["Amy Thorne"], ["A Thorne"]]),
        (["Joss Pell", "Ivo Marsh"], [["Ivo Marsh"], ["Joss Pell"]]),
    ],
)
def test_an_initial_that_fits_two_people_joins_neither(names: list[str], clusters: list[list[str]]) -> None:
    assert sorted(cluster_names(names)) == sorted(clusters)


def test_offices_are_held_from_the_first_to_the_last_paper_that_says_so() -> None:
    papers = [
        make_paper(f"{date}.txt", date, [("Present", [f"The Commissioner, {name}, spoke.", f"{name} was thanked."])])
        for date, name in (("2023-03-07", "Helen Ash"), ("2023-09-05", "Helen Ash"), ("2024-06-04", "Owen Rudd"))
    ]
    tags = {
        paper.doc_id: named(paper, ("Commissioner", "ROLE", "Commissioner"), ("Helen Ash", "PERSON", "Helen Ash"), ("Owen Rudd", "PERSON", "Owen Rudd"))
        for paper in papers
    }
    holding = Holding(*papers, tags=tags)
    people = {person.name: person for person in find_people(holding)}
    assert {name: len(person.places) for name, person in people.items()} == {"Helen Ash": 4, "Owen Rudd": 2}
    assert [(o.role, o.first, o.last, o.inferred) for o in people["Helen Ash"].offices] == [("Commissioner", "2023-03-07", "2023-09-05", True)]
    assert [person.name for person, _ in office_on(holding, "Commissioner", "2023-05-01")] == ["Helen Ash"]
    assert office_on(holding, "Commissioner", "2025-01-01") == ()


@pytest.mark.parametrize("listed", ["Ivo Marsh, Treasurer, Ada Thorne, Clerk", "Ivo Marsh (Treasurer), Ada Thorne (Clerk)"])
def test_in_a_list_the_office_before_a_name_is_its_neighbours(listed: str) -> None:
    paper = make_paper("list.txt", "2024-03-05", [("Present", [listed])])
    tags = {paper.doc_id: named(paper, ("Ivo Marsh", "PERSON", "Ivo Marsh"), ("Ada Thorne", "PERSON", "Ada Thorne"), ("Treasurer", "ROLE", "Treasurer"), ("Clerk", "ROLE", "Clerk"))}
    offices = {person.name: [office.role for office in person.offices] for person in find_people(Holding(paper, tags=tags))}
    assert offices == {"Ivo Marsh": ["Treasurer"], "Ada Thorne": ["Clerk"]}


@pytest.mark.parametrize(
    ("said", "offices"),
    [
        ("Ivo Marsh – Clerk Ada Thorne – Chair", []),
        ("In answer to Ada Thorne, the Clerk said that the gate was shut.", []),
        ("At the request of the Clerk, Ada Thorne will write to the bank.", []),
        ("A letter from the Clerk, Ada Thorne, was read.", ["Clerk"]),
        ("Ada Thorne, the Clerk, said that the gate was shut.", ["Clerk"]),
        ("Ada Thorne, the Clerk to the Board, spoke.", ["Clerk"]),
    ],
)
def test_two_people_in_one_sentence_are_not_one(said: str, offices: list[str]) -> None:
    paper = make_paper("said.txt", "2024-03-05", [("Gates", [said])])
    tags = {paper.doc_id: named(paper, ("Ada Thorne", "PERSON", "Ada Thorne"), ("Clerk", "ROLE", "Clerk"))}
    assert [office.role for office in find_people(Holding(paper, tags=tags))[0].offices] == offices


def table(date: str, *rows: str, heads: str = "Measure\tMarch 2023\tMarch 2024\tChange", said: str = "The year was quiet.") -> Holding:
    return Holding(make_paper(f"{date}.txt", date, [("Figures", ["\n".join([heads, *rows]), said])], doc_type="report"))


def test_cells_have_the_period_of_their_column() -> None:
    holding = table("2024-05-07", "Wardens in post\t1,204\t1,251\t+47", "Share of calls met\t71%\t74.5%\t+3.5")
    assert [(f.printed, f.value, f.unit, f.ends) for f in all_figures(holding)] == [
        ("1,204", 1204.0, "", "2023-03-31"),
        ("1,251", 1251.0, "", "2024-03-31"),
        ("71%", 71.0, "%", "2023-03-31"),
        ("74.5%", 74.5, "%", "2024-03-31"),
    ]
    assert [f.printed for f in find_figures(holding, "wardens")] == ["1,204", "1,251"]
    assert find_figures(holding, "helicopters") == ()


def test_sentences_have_counts_amounts_and_whether_they_look_ahead() -> None:
    paper = make_paper("r.txt", "2024-05-07", [("Figures", ["On 31 March 2024 there were 1,251 wardens.", "The grant will be £40,000 in 2025."])], doc_type="report")
    tags = {paper.doc_id: named(paper, ("31 March 2024", "DATE", "2024-03-31"), ("£40,000", "MONEY", "40000"), ("2025.", "DATE", "2025"))}
    found = [(f.value, f.unit, f.ends, f.forecast) for f in all_figures(Holding(paper, tags=tags))]
    assert found == [(1251.0, "warden", "2024-03-31", False), (40000.0, "£", "2025-12-31", True)]


def test_euros_and_dollars_are_not_called_pounds() -> None:
    paper = make_paper("r.txt", "2024-05-07", [("Figures", ["The ferry link cost €40,000 in 2023.", "The grant of £500 was paid in 2023."])], doc_type="report")
    tags = {paper.doc_id: named(paper, ("€40,000", "MONEY", "40000"), ("£500", "MONEY", "500"))}
    assert {(f.value, f.unit) for f in all_figures(Holding(paper, tags=tags))} == {(40000.0, "€"), (500.0, "£")}
    priced = table("2024-05-07", "Ferry fuel\t€1,204\t€1,251\t+47")
    assert [(f.value, f.unit) for f in all_figures(priced)] == [(1204.0, "€"), (1251.0, "€")]


@pytest.mark.parametrize(
    ("later", "said", "relations"),
    [
        ("Wardens in post (headcount)\t1,263\t1,300\t+37", "The year was quiet.", ["two papers disagree"]),
        ("Wardens in post\t1,263\t1,300\t+37", "The number, given as 1,251 wardens last year, has been restated.", ["restated"]),
        ("Wardens in post\t1,251\t1,300\t+49", "The year was quiet.", []),
        ("Dogs in post\t1,263\t1,300\t+37", "The year was quiet.", []),
    ],
)
def test_two_values_for_one_period(later: str, said: str, relations: list[str]) -> None:
    first = make_paper("a.txt", "2024-05-07", [("Figures", ["Measure\tMarch 2023\tMarch 2024\tChange\nWardens in post\t1,204\t1,251\t+47"])], doc_type="report")
    second = make_paper("b.txt", "2025-05-06", [("Figures", [f"Measure\tMarch 2024\tMarch 2025\tChange\n{later}", said])], doc_type="report")
    assert [told.relation for told in find_disagreements(Holding(first, second))] == relations


def test_plans_for_the_same_year_changed_over_time_and_do_not_disagree() -> None:
    heads = "Item\t2025/26\t2026/27"
    first = make_paper("a.txt", "2024-01-09", [("Plan", [f"{heads}\nVehicles\t2,310\t2,280"])], doc_type="report")
    second = make_paper("b.txt", "2025-01-07", [("Plan", [f"{heads}\nVehicles\t2,450\t2,500"])], doc_type="report")
    assert find_disagreements(Holding(first, second)) == ()


@pytest.mark.parametrize(
    ("office", "day", "name"),
    [
        ("the Treasurer", "2024-03-05", "Ivo Marsh"),
        ("Treasurer", "2025-02-01", "Ivo Marsh"),
        ("Treasurer", "2029-01-01", None),
        ("Clerk", "2024-03-05", None),
        ("Members of the Panel", "2024-03-05", None),
        ("Treasurer", None, None),
    ],
)
def test_an_office_that_stands_alone_is_its_holders_of_that_time(office: str, day: str | None, name: str | None) -> None:
    paper = make_paper("a.txt", "2024-03-05", [("Accounts", ["Ivo Marsh, Treasurer, spoke."])])
    tags = {paper.doc_id: named(paper, ("Ivo Marsh", "PERSON", "Ivo Marsh"), ("Treasurer", "ROLE", "Treasurer"))}
    assert find_holder(Holding(paper, tags=tags), paper.doc_id, office, day) == name
