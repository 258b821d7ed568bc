"""Refusals: which of the three reasons, and what is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from answer.question import read_question
from answer.refuse import describe_searched, make_refusal
from answer.scope import find_scope, scoped_filters
from index.records import Filters

from .papers import JUNE, MARCH, MemoryArchive, build_paper

UNREAD = build_paper(
    "wenmark-panel-2022-09-13.pdf", "Minutes of the Wenmark Police and Crime Panel", "2022-09-13",
    [("body", None, "Page one can be read.")], layers=("none",),
)  # fmt: skip
PAPERS = MemoryArchive([MARCH, JUNE, UNREAD]).papers()


@pytest.mark.parametrize(
    ("text", "reason", "says"),
    [
        ("How many horses does the force keep?", "not_in_papers", "do not say"),
        ("What did the panel agree at its meeting in July 2021?", "paper_missing", "July 2021"),
        ("What was the precept in 2009?", "paper_missing", "2009"),
        ("How many officers does Eastmoor Constabulary have?", "paper_missing", "Eastmoor Constabulary"),
        ("What did the panel agree at its meeting in September 2022?", "paper_unreadable", "could not be read"),
        ("What was said about vans in March 2024?", "not_in_papers", "do not say"),
    ],
)
def test_reason_of_a_refusal(text: str, reason: str, says: str) -> None:
    question = read_question(text)
    refusal = make_refusal(question, find_scope(question, PAPERS, Filters()), PAPERS)
    assert refusal.reason == reason
    assert says in refusal.message
    assert "3 papers" in refusal.searched


def test_what_was_searched() -> None:
    assert describe_searched(PAPERS) == "3 papers from 2022-09-13 to 2024-03-12, 1 with pages that could not be read"
    assert "no papers" in describe_searched(())


def test_a_body_is_known_by_its_distinctive_word() -> None:
    question = read_question("What precept did Wenmark set in 2024/25?")
    scope = find_scope(question, PAPERS, Filters())
    assert scope.bodies == ("Wenmark Police and Crime Panel",)
    assert find_scope(read_question("What precept did the panel set?"), PAPERS, Filters()).bodies == ()


def test_searches_are_narrowed_to_the_month_that_is_named() -> None:
    question = read_question("What did the Wenmark panel note in March 2024?")
    (narrowed,) = scoped_filters(find_scope(question, PAPERS, Filters()), Filters())
    assert (narrowed.meeting_from, narrowed.meeting_to) == ("2024-03-01", "2024-03-31")
    assert narrowed.bodies == ("Wenmark Police and Crime Panel",)


def test_the_readers_own_filters_are_kept() -> None:
    question = read_question("What did the panel note in March 2024?")
    own = Filters(meeting_from="2020-01-01", meeting_to="2020-12-31")
    scope = find_scope(question, PAPERS, own)
    assert all(f.meeting_from == "2020-01-01" for f in scoped_filters(scope, own))


REPORT_Q2 = build_paper("q2.pdf", "Performance report Q2 2023/24", "2023-11-28", [("body", None, "Burglary fell.")], kind="report")
SCAN = build_paper("estates.pdf", "Estates strategy of the Wenmark police stations", "2023-06-13", [("body", None, "Page one can be read.")], layers=("none",))
SERIES = tuple(
    replace(paper, doc_type="performance_report") if paper.title.startswith("Performance") else paper for paper in MemoryArchive([MARCH, REPORT_Q2, SCAN]).papers()
)


@pytest.mark.parametrize(
    ("text", "reason", "says"),
    [
        ("What does the performance report for Q1 2025/26 say about burglary?", "paper_missing", "no performance report of Q1 2025/26"),
        ("What does the performance report for Q2 2023/24 say about arson?", "not_in_papers", "do not say"),
        ("What does the performance report of November 2023 say about arson?", "not_in_papers", "do not say"),
        ("What did the panel agree at its meeting in January 2024?", "paper_missing", "nearest it holds are of 28 Nov 2023 and 12 Mar 2024"),
        ("What do the minutes of July 2024 say about vans?", "paper_missing", "nearest it holds is of 12 Mar 2024"),
        ("How many police stations does the estates strategy close?", "paper_unreadable", "Estates strategy"),
        ("What did the Northmoor Town Council agree in January 2024?", "paper_missing", "no paper of January 2024"),
        ("How many horses are there?", "not_in_papers", "do not say"),
    ],
)
def test_papers_of_a_series_and_papers_that_no_one_could_read(text: str, reason: str, says: str) -> None:
    question = read_question(text)
    refusal = make_refusal(question, find_scope(question, SERIES, Filters()), SERIES)
    assert (refusal.reason, says in refusal.message) == (reason, True), refusal.message


def test_minutes_bound_into_a_later_paper_are_not_missing() -> None:
    question = read_question("What was said about vans at the meeting in July 2021?")
    scope = find_scope(question, PAPERS, Filters())
    assert make_refusal(question, scope, PAPERS).reason == "paper_missing"
    assert make_refusal(question, scope, PAPERS, days=("2021-07-14", None)).reason == "not_in_papers"


def test_the_nearest_may_be_a_report_with_a_day_but_no_meeting() -> None:
    published = tuple(replace(paper, meeting_date=None, published_on="2024-06-11") if paper.meeting_date == "2024-03-12" else paper for paper in SERIES)
    question = read_question("What did the panel agree at its meeting in January 2024?")
    refusal = make_refusal(question, find_scope(question, published, Filters()), published)
    assert "28 Nov 2023 and 11 Jun 2024" in refusal.message
