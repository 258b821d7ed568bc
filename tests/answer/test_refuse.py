"""Refusals: which of the three reasons, and what is said."""

from __future__ import annotations

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
