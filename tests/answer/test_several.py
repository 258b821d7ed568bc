"""Comparisons and timelines side by side, votes printed line by line, what came of a request, and lists of attendance."""

from __future__ import annotations

from dataclasses import replace

import pytest

from answer.answering import load_coefficients
from answer.compose import write_draft
from answer.compose.draft import Draft
from answer.compose.yes_no import find_verdict
from answer.cues import VOTE_ASKED
from answer.question import read_question
from answer.sides import ask_by_side, find_all_evidence
from ingest.extract.outcome import find_outcome, find_vote_lines
from ingest.records import Attendee
from ingest.spans import Span

from .papers import JUNE, MARCH, NO_FILTERS, MemoryArchive, build_paper

VOTES = build_paper(
    "tolsey-council-2024-05-09.pdf",
    "Minutes of Tolsey Borough Council",
    "2024-05-09",
    [
        ("body", None, "Present: Arthur Lane, Bea Holt, Carl Moss."),
        ("body", None, "Apologies: Dora Finch."),
        ("heading", "4.", "Bus lane on Quay Street"),
        ("body", "4.1", "4.1 Mr Lane proposed, and Ms Holt seconded the motion that the bus lane on Quay Street be made permanent."),
        ("body", "4.2", "4.2 The Chairman put the motion to the vote and the voting was as follows:"),
        ("body", None, "For (21)"),
        ("body", None, "Mr Lane, Ms Holt, Mr Moss"),
        ("body", None, "Against (17)"),
        ("body", None, "Mrs Vane, Mr Orr"),
        ("body", None, "Abstain (2)"),
        ("body", None, "Motion carried."),
        ("heading", "5.", "Skate park"),
        ("body", "5.1", "5.1 Mr Moss proposed that the skate park at Ferry Field stay open until midnight."),
        ("body", None, "For (9)"),
        ("body", None, "Against (28)"),
        ("body", None, "Motion lost."),
        ("heading", "6.", "Market stall"),
        ("body", "6.1", "6.1 The Council considered a request from the bakery for a stall on Market Green. Members heard from the owner."),
        ("body", "6.2", "6.2 RESOLVED: That such permission should not be granted."),
        ("heading", "7.", "Library hours"),
        ("body", "7.1", "7.1 Bea Holt spoke on a plan for the library to open on Sundays and the cost of two more staff."),
        ("body", "7.2", "7.2 Mr Moss proposed, and Mr Lane seconded the motion that the reading room be painted."),
        ("body", None, "For (30)"),
        ("body", None, "Against (1)"),
        ("body", None, "Motion carried."),
        ("body", "7.3", "7.3 The Council considered a request from the choir for the use of the hall."),
        ("body", "7.4", "7.4 The Council considered an application from the band for a grant. RESOLVED: That the grant be refused."),
    ],
    body="Tolsey Borough Council",
)  # fmt: skip
ARCHIVE = MemoryArchive([MARCH, JUNE, VOTES])


def draft(question: str, archive: MemoryArchive = ARCHIVE) -> Draft:
    findings = find_all_evidence(archive, read_question(question), NO_FILTERS, load_coefficients())
    found = write_draft(archive, findings)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        (
            "How did the precept change from 2023/24 to 2024/25?",
            ["How did the precept change from 2023/24?", "How did the precept change to 2024/25?"],
        ),
        (
            "What rent did the 2027/28 lease ask for in June and September 2026, and how much did it change from the one to the other?",
            ["2026", "2026"],
        ),
        ("What was the precept in 2024/25?", []),
        ("How did the vote change the plan?", []),
    ],
)
def test_one_question_a_period(question: str, sides: list[str]) -> None:
    found = ask_by_side(read_question(question))
    assert len(found) == len(sides)
    for one, side in zip(found, sides, strict=True):
        assert side in one.text or side == one.periods[0].start[:4]
        assert len(one.periods) == 1
        assert one.kind not in ("comparison", "timeline")


def test_each_side_is_quoted_first() -> None:
    found = draft("How did the Band D precept change from 2023/24 to 2024/25?")
    first, second = found.pieces[:2]
    assert ("£236.10" in first.text, "£248.50" in second.text) == (True, True)
    assert (first.lead, second.lead) == ("14 Mar 2023:", "12 Mar 2024:")


STAGING = [
    build_paper(f"tolsey-council-{day}.pdf", "Minutes of Tolsey Borough Council", day, [("heading", "6.", "Updates"), *lines], body="Tolsey Borough Council")
    for day, lines in (
        ("2018-02-26", [("body", "6.1", "6.1 Staging: a request for help was heard. It would come to £5,000, in six modules.")]),
        ("2018-03-26", [("body", "6.1", "6.1 Mr Moss reported that the price of the hall stage had been brought down to £4,698.")]),
    )
]


def test_what_a_later_paper_says_is_no_side_of_the_earlier_month() -> None:
    found = draft("How did the price of the hall stage change from February to March 2018?", MemoryArchive(STAGING))
    assert [piece.lead for piece in found.pieces[:2]] == ["26 Feb 2018:", "26 Mar 2018:"]


def test_steps_stand_in_order_of_time() -> None:
    found = draft("Trace the Band D precept meeting by meeting from March 2023 to March 2024")
    days = [piece.lead for piece in found.pieces]
    assert days == sorted(days, key=lambda lead: lead.split()[-1])
    assert {"14 Mar 2023:", "12 Mar 2024:"} <= set(days)


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("how did the vote on the bus lane go", True),
        ("what was the split on the skate park", True),
        ("show the votes for and against the bus lane", True),
        ("what were the figures in the skate park vote", True),
        ("who may vote in the election", False),
        ("what did members say about voting by post", False),
        ("what were members told before the vote", False),
    ],
)
def test_questions_for_the_counts_of_a_vote(question: str, asked: bool) -> None:
    assert bool(VOTE_ASKED.search(question)) is asked


def test_counts_come_first_and_each_is_quoted() -> None:
    found = draft("How did the vote on the Quay Street bus lane go?")
    assert found.short == "21 for, 17 against, 2 abstained"
    quoted = [found.pieces[at].text for at in found.short_from]
    assert quoted == ["For (21)", "Against (17)", "Abstain (2)"]
    assert found.pieces[-1].text == "Motion carried."


def test_a_vote_stays_in_its_section() -> None:
    place = VOTES.text.index("6.1 The Council considered")
    assert find_vote_lines(VOTES, Span(place, place + 20)) is None
    place = VOTES.text.index("5.1 Mr Moss")
    lines = find_vote_lines(VOTES, Span(place, place + 20))
    assert lines is not None
    assert (str(lines), lines.carried) == ("9 for, 28 against", False)


def test_a_vote_on_another_motion_is_not_given() -> None:
    place = VOTES.text.index("7.1 Bea Holt")
    assert find_vote_lines(VOTES, Span(place, place + 20)) is None


def test_what_came_of_another_request_is_not_given() -> None:
    place = VOTES.text.index("7.3 The Council considered")
    assert find_outcome(VOTES, Span(place, VOTES.text.index("\n", place))) is None


def test_how_all_voted_says_nothing_of_one_member() -> None:
    together = draft("Did members support the bus lane on Quay Street?")
    alone = draft("Did Mr Orr support the bus lane on Quay Street?")
    assert "Motion carried." in [piece.text for piece in together.pieces]
    assert (together.short, alone.short) == ("Yes", None)
    assert not any(piece.text.startswith("For (") for piece in alone.pieces)


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Did members support the skate park at Ferry Field staying open until midnight?", "No"),
        ("Did the council back a permanent bus lane on Quay Street?", "Yes"),
        ("Was the bakery allowed a stall on Market Green?", "No"),
    ],
)
def test_the_verdict_is_of_what_came_of_it(question: str, verdict: str) -> None:
    assert draft(question).short == verdict


def test_no_outcome_is_looked_for_where_the_passage_says_it() -> None:
    place = VOTES.text.index("6.2 RESOLVED")
    assert find_outcome(VOTES, Span(place, place + 50)) is None


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("Who sent apologies to the Wenmark Police and Crime Panel meeting of 12 March 2024?", ["Apologies: David Stowe, Ruth Pell."]),
        ("Who attended the Tolsey council meeting on 9 May 2024?", ["Present: Arthur Lane, Bea Holt, Carl Moss."]),
    ],
)
def test_attendance_is_read_from_its_list(question: str, quoted: list[str]) -> None:
    assert [piece.text for piece in draft(question).pieces] == quoted


def test_somebody_on_the_list_was_there_and_somebody_else_was_not() -> None:
    there = draft("Was Bea Holt at the Tolsey council meeting on 9 May 2024?")
    assert (there.short, there.pieces[0].text) == ("Yes", "Bea Holt")
    away = draft("Was Greta Hume at the Tolsey council meeting on 9 May 2024?")
    assert away.short == "No"
    assert "names no “Greta Hume”" in away.inferred[0]


def test_who_sent_an_apology_was_not_there() -> None:
    found = draft("Was Dora Finch at the Tolsey council meeting on 9 May 2024?")
    assert (found.short, found.pieces[0].text) == ("No", "Apologies: Dora Finch.")


def test_a_row_of_attendance_is_quoted_with_what_it_says_of_them() -> None:
    table = build_paper(
        "marlock-panel-2024-06-04.pdf", "Minutes of the Marlock Panel", "2024-06-04",
        [("row", None, "Name\tBody\tStatus"), ("row", None, "Ida Orde\tTolsey Council\tPresent"), ("row", None, "Paul Fenn\tMarlock Council\tApologies")],
        body="Marlock Panel",
    )  # fmt: skip
    spans = {name: Span(at, at + len(name)) for name in ("Ida Orde", "Paul Fenn") if (at := table.text.index(name)) >= 0}
    people = (Attendee("Ida Orde", None, None, "present", spans["Ida Orde"]), Attendee("Paul Fenn", None, None, "apologies", spans["Paul Fenn"]))
    table = replace(table, parts=(replace(table.parts[0], attendance=people),))
    found = draft("Was Paul Fenn at the Marlock Panel meeting on 4 June 2024?", MemoryArchive([table]))
    assert (found.short, found.pieces[0].text) == ("No", "Paul Fenn | Marlock Council | Apologies")


@pytest.mark.parametrize(
    ("question", "evidence", "verdict"),
    [
        # initials are no denial
        ("Did Nora Orde follow up the smell?", "NO to follow up the smell with the water company.", "Yes"),
        ("Was the bank told?", "NO/BM to write to the bank.", "Yes"),
        ("Were there any interests to declare?", "There were NO INTERESTS.", "No"),
    ],
)
def test_initials_are_no_denial(question: str, evidence: str, verdict: str) -> None:
    assert find_verdict(question, evidence) == verdict


def test_to_speak_of_a_matter_is_not_to_agree_to_it() -> None:
    assert draft("Did the council support opening the library on Sundays?").short is None


@pytest.mark.parametrize(
    "question",
    [
        # a matter is on no list of people
        "Was there a discussion of the skate park at the Tolsey council meeting on 9 May 2024?",
        # the minutes speak of her, so that the list may have been read wrongly
        "Was Mrs Vane at the Tolsey council meeting on 9 May 2024?",
    ],
)
def test_nobody_is_said_to_be_away_on_thin_ground(question: str) -> None:
    assert not draft(question).sure
