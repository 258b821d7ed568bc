"""Signs beside shared words that a later paragraph belongs to a promise: rows of logs, lists of actions, headings, days, what takes a promise up."""

from __future__ import annotations

import pytest

from ingest.spans import Span
from ledger.candidates import Promise, has_heading
from ledger.commitments import all_threads
from ledger.days import points_to_month, read_days
from ledger.links import Link, keep_few
from ledger.statements import Statement, topic_stems
from ledger.units import Unit
from tests.ledger.papers import Holding, make_paper, owed
from tests.ledger.test_threads import FILLER, PROMISE, follow


def test_promises_that_are_one_count_once_for_a_paragraph_and_the_minute_always() -> None:
    statement = Statement(0, "0" * 16, Span(0, 4), 0, 0, "2024-05-07", frozenset(), frozenset(), False)
    unit = Unit(0, "0" * 16, 0, "2024-05-07", (statement,), frozenset(), frozenset(), "Rain", False, frozenset(), frozenset())
    found = [[Link(score, unit, statement, "", named)] for score, named in ((0.9, False), (0.8, False), (0.7, False), (0.6, True))]
    assert [len(links) for links in keep_few(found[:3])] == [1, 1, 0]
    assert [len(links) for links in keep_few(found[:3], {1: 0})] == [1, 1, 1]
    assert [len(links) for links in keep_few(found)] == [1, 0, 0, 1]


def test_a_row_in_words_of_its_own_is_told_by_day_due_day_and_owner() -> None:
    comments = "I must publish my comments on it within 56 days and will do so by 31 October."
    plan = "The Chief Constable will bring an action plan for the drains of the cells by 31 October."
    first = make_paper("update.txt", "2024-09-26", [("Inspection of the cells", [comments, plan]), *FILLER], doc_type="report")
    log = (
        "No.\tOrigin\tMinute\tAction\tOwner\tDue\tPosition\n"
        "1\t26 Sept 2024\t42/24\tReply to the inspectors\tCommissioner\t31 Oct 2024\tOn the website on 30 October 2024. Closed.\n"
        "2\t26 Sept 2024\t42/24\tAction plan for the drains\tChief Constable\t31 Oct 2024\tDraft received."
    )
    later = make_paper("november.txt", "2024-11-28", [("Action log", [log]), *FILLER])
    rows = {
        first.doc_id: [
            owed(first, comments, "commitment", owner="Owen Tarrant, Police and Crime Commissioner", due="2024-10-31"),
            owed(first, plan, "commitment", owner="Rosalind Keddle, Chief Constable", due="2024-10-31"),
        ]
    }
    threads = all_threads(Holding(first, later, rows=rows))
    assert {thread.steps[0].quote: [step.quote[:1] for step in thread.steps[1:]] for thread in threads} == {comments: ["1"], plan: ["2"]}


@pytest.mark.parametrize(
    ("row", "steps"),
    [
        ("July17.02\tIvo to ask the boatyard for three quotes for the landing stage\tOne quote in hand\tIM", 1),
        ("\tIvo to ask the boatyard for three quotes for a landing stage.\tcompleted\tIM", 1),
        ("July17.03\tIvo to ask the nursery for bulbs\tOne quote in hand\tIM", 0),
        ("Landing stage, three quotes, boatyard\t4,200\t4,600\t5,100", 0),
    ],
)
def test_a_list_of_actions_says_again_what_the_minutes_say(row: str, steps: int) -> None:
    thread = follow(("2024-05-07", "Actions", [f"Code\tAction\tUpdate\tBy\n{row}"]), due=None, promise="Ivo to ask the boatyard for three quotes for the landing stage")
    assert len(thread.steps) == 1 + steps


def test_an_action_put_off_into_the_next_year_is_a_step() -> None:
    """The same words a year later are another thing ("that Mrs Orde remain as trustee"); ten weeks later they are the same one."""

    def steps(day: str) -> int:
        first = make_paper("november.txt", "2023-11-23", [("7/23 Drainage", [PROMISE]), *FILLER])
        later = make_paper("later.txt", day, [("Drainage", [PROMISE.replace("30 April", "30 June")]), *FILLER])
        return len(all_threads(Holding(first, later, rows={first.doc_id: [owed(first, PROMISE, owner="Ivo Marsh, Clerk")]}))[0].steps)

    assert [steps(day) for day in ("2024-02-01", "2024-11-21")] == [2, 1]


def test_a_row_that_begins_with_the_number_of_a_recommendation_is_of_it() -> None:
    """Its words may all be new, and a paragraph of the same minutes may speak of the recommendation at length."""
    table = "No.\tRecommendation\nR4\tThat every depot have a published list of its keys."
    report = make_paper("report.txt", "2024-03-05", [("Recommendations", [table]), *FILLER], doc_type="report")
    said = "Councillor Thorne asked for the list of keys of every depot (recommendation R4 of the group) to be published by the depot."
    minutes = make_paper("minutes.txt", "2024-11-05", [("Recommendations", [said, "No.\tAnswer\tHow it stands\nR4\tAccepted\tIn the draft"]), *FILLER])
    asked = owed(report, "That every depot have a published list of its keys.", "recommendation")
    (thread,) = all_threads(Holding(report, minutes, rows={report.doc_id: [asked]}))
    assert "R4\tAccepted\tIn the draft" in [step.quote for step in thread.steps]


def test_what_takes_a_promise_up_brings_its_own_news() -> None:
    made = "The Commissioner promised an evaluation of the outreach workers of Havenlight by 30 September 2024."
    moved = "The evaluation of the outreach workers of Havenlight, promised in March, is now planned for May 2025, before the grant is renewed."
    came = "On 3 May the Commissioner received the evaluation, and he has renewed the grant."
    papers = [
        make_paper("march.txt", "2024-03-05", [("Grants", [made]), *FILLER]),
        make_paper("november.txt", "2024-11-05", [("Grants", [moved]), *FILLER], doc_type="report"),
        make_paper("may.txt", "2025-05-13", [("Grants renewed before May", [came]), *FILLER]),
    ]
    rows = {
        papers[0].doc_id: [owed(papers[0], made, "commitment", owner="Ada Thorne", due="2024-09-30")],
        papers[1].doc_id: [owed(papers[1], moved, "commitment", owner="Ada Thorne", due="2025-05-31")],
    }
    first, second = all_threads(Holding(*papers, rows=rows))
    assert [step.date for step in second.steps] == ["2024-11-05", "2025-05-13"]
    assert [step.date for step in first.steps] == ["2024-03-05", "2024-11-05", "2025-05-13"]


@pytest.mark.parametrize(
    ("heading", "next_heading", "words", "steps"),
    [
        ("7/24 Drainage", None, "The company had given a revised date, and the culvert was now expected in May.", 2),
        ("7/24 Drainage", None, "The company had reported on its new vans and on the culvert in Tolsey.", 1),
        ("7/24 Drainage", None, "The fair had been put back to May.", 1),
        ("7/24 Drainage", "8/24 Bus shelters", "The shelter beside the culvert was now expected in May.", 1),
    ],
)
def test_what_has_changed_is_told_under_the_heading_of_a_sure_step(heading: str, next_heading: str | None, words: str, steps: int) -> None:
    first = make_paper("march.txt", "2024-03-05", [("7/24 Drainage", [PROMISE]), *FILLER])
    sure = "In accordance with minute 7/24 the Clerk had written to the water company about the burst culvert at Marlock on 9 April."
    sections = [(heading, [sure, words])] if next_heading is None else [(heading, [sure]), (next_heading, [words])]
    later = make_paper("may.txt", "2024-05-07", [*sections, *FILLER])
    (thread,) = all_threads(Holding(first, later, rows={first.doc_id: [owed(first, PROMISE, owner="Ivo Marsh, Clerk", due="2024-04-30")]}))
    assert len(thread.steps) == 1 + steps


def test_it_is_what_the_paragraph_before_names() -> None:
    shall = "That from Monday it shall open at nine."
    for before, steps in (("1. That the ferry landing at Marlock shall not be closed.", 2), ("1. That the Clerk shall have the key.", 1)):
        first = make_paper("decision.txt", "2024-03-05", [("Decision", [before, shall]), *FILLER])
        later = make_paper("july.txt", "2024-07-02", [("News", ["Since March the ferry landing at Marlock has been opened at nine by the Clerk."]), *FILLER])
        (thread,) = all_threads(Holding(first, later, rows={first.doc_id: [owed(first, shall, "decision", owner="Clerk")]}))
        assert len(thread.steps) == steps


def test_a_row_of_days_alone_is_no_step() -> None:
    assert len(follow(("2024-05-07", "Burst culvert at Marlock, water company", ["Date\t5 March 2024\t9 April 2024\nLevel\t12\t14"])).steps) == 1


@pytest.mark.parametrize(
    ("over", "again", "same"),
    [
        ("Review of Standing Orders", "Standing Orders", True),
        ("12/24 Proposed lean-to at the playing field", "Lean-to at the Playing Field", True),
        ("Review of Standing Orders", "Review of the lease", False),
        ("Updates", "Updates", False),
    ],
)
def test_one_heading(over: str, again: str, same: bool) -> None:
    promise = Promise((), frozenset(), frozenset(), frozenset(), "2024-03-05", None, (), frozenset(), heading=topic_stems(over))
    statement = Statement(0, "0" * 16, Span(0, 4), 0, 0, "2024-05-07", frozenset(), frozenset(), False, over=topic_stems(again))
    unit = Unit(0, "0" * 16, 0, "2024-05-07", (statement,), frozenset(), frozenset(), "Rain", False, frozenset(), frozenset())
    assert has_heading(promise, unit) is same


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("1\t26 Sept 2024\t42/24\t31 Oct 2024", {"2024-09-26", "2024-10-31"}),
        ("3/9/2024; by 4.11.24", {"2024-09-03", "2024-11-04"}),
        ("1st May, 2024", {"2024-05-01"}),
        ("minute 17/24, £12.50, 4.5.2, May 2024, 30/13/2024, section 3/2/1", set()),
    ],
)
def test_days_with_their_year(words: str, days: set[str]) -> None:
    assert read_days(words) == days


@pytest.mark.parametrize(
    ("words", "yes"),
    [
        ("He gave the figures that had been asked for in June.", True),
        ("As I promised the Panel in June, the list is attached.", True),
        ("The work promised on 4 June was done.", False),
        ("As I promised in June 2022, the list is attached.", False),
        ("Crime fell in June.", False),
    ],
)
def test_the_month_of_a_meeting(words: str, yes: bool) -> None:
    assert points_to_month(words, "2023-06-22") is yes
