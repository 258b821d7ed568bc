"""The gate: what must pass and what must be dropped, as a table of (sentence, quote, what names the paper, passes)."""

from __future__ import annotations

import pytest

from answer.gate import check_sentences, find_days, find_figures, find_missing
from answer.records import Citation, Sentence
from ingest.spans import Span


def cite(quote: str, meeting_date: str | None = "2024-02-06", title: str = "Budget report", section: str | None = None) -> Citation:
    return Citation("d", "d.pdf", title, meeting_date, Span(0, len(quote)), quote, 1, None, section, (), "label")


PASS = [
    ("£784,000", "the cohort cost £784,000 over two years"),
    ("£1.2m", "a grant of £1,200,000 was accepted"),
    ("£1,200,000", "a grant of £1.2m was accepted"),
    ("£335k", "an overspend of £335,000 was forecast"),
    ("12", "twelve members were present"),
    ("twelve", "12 members were present"),
    ("4%", "an increase of 4 per cent"),
    ("4 per cent", "an increase of 4%"),
    ("3 September 2018", "plans were announced on 3 September 2018"),
    ("3 September 2024", "plans were announced on 3rd September"),
    ("6 February 2024", "The Panel agreed."),
    ("The meeting of 2024", "The Panel agreed."),
    ("Joan Orde", "Councillor Joan Orde (Chair)"),
    ("Orde", "Joan Orde took the chair"),
    ("5,000 homes", "some 5000 homes"),
    ("Harrowby", "the depot at Harrowby closed"),
    ("7.5%", "a rise of 7.5 per cent on the year"),
    ("£2.8 billion", "a further £2.8bn over four years"),
    ("twenty-five volunteers", "25 volunteers came"),
    ("1 December", "the week starts on 1 December 2024"),
    ("22 October 2024", "interviews on 22 and 23 October 2024"),
    ("Yes", "it was agreed"),
    ("A lower-case sentence with nothing to check.", "something else entirely"),
    ("13/02/2024", "the meeting of 13 February 2024"),
]

FAIL = [
    ("£785,000", "the cohort cost £784,000 over two years"),
    ("£1.3m", "a grant of £1,200,000 was accepted"),
    ("£335", "an overspend of £335k was forecast"),
    ("13", "twelve members were present"),
    ("eleven", "12 members were present"),
    ("5%", "an increase of 4 per cent"),
    ("4 September 2018", "plans were announced on 3 September 2018"),
    ("3 October 2018", "plans were announced on 3 September 2018"),
    ("3 September 2019", "plans were announced on 3 September 2016"),
    ("3 September 2011", "plans were announced on 3rd September"),
    ("The meeting of 2031", "The Panel agreed."),
    ("John Orde", "Councillor Joan Orde (Chair)"),
    ("Tolsey", "the depot at Harrowby closed"),
    ("Mr Marsh of Harrowby", "the depot at Harrowby closed"),
    ("£28 billion", "a further £2.8bn over four years"),
    ("35 volunteers", "25 volunteers came"),
    ("24 October 2024", "interviews on 22 and 23 October 2024"),
    ("Wenmark Council agreed 14 items", "Wenmark Council agreed 12 items"),
    ("a rise of 75%", "a rise of 7.5 per cent on the year"),
    ("2.4 million visits", "2.4 visits a head"),
    ("the Tolsey and Harrowby depots", "the depot at Harrowby"),
]


@pytest.mark.parametrize(("text", "quote"), PASS)
def test_backed_text_passes(text: str, quote: str) -> None:
    assert find_missing(text, [cite(quote)]) == ()


@pytest.mark.parametrize(("text", "quote"), FAIL)
def test_text_without_backing_is_named(text: str, quote: str) -> None:
    assert find_missing(text, [cite(quote)])


def test_section_and_title_back_a_figure() -> None:
    quote = cite("It was noted.", title="Budget 2031/32", section="14 Estates")
    assert find_missing("Item 14 of the 2031 budget", [quote]) == ()


def test_sentences_that_fail_are_dropped_and_reported() -> None:
    citations = [cite("The grant was £400."), cite("Joan Orde was elected.")]
    kept, failed = check_sentences(
        [Sentence("The grant was £400.", (0,)), Sentence("The grant was £400.", (1,)), Sentence("No source.", ())], citations
    )
    assert [s.text for s in kept] == ["The grant was £400."]
    assert [f.missing for f in failed] == [("400",), ("a source",)]
    assert "400" in str(failed[0])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("£1.2m and 350k", (1_200_000.0, 350_000.0)),
        ("1,234,567", (1_234_567.0,)),
        ("no figures here", ()),
        ("£2.5 million", (2_500_000.0,)),
    ],
)
def test_figures_are_read_as_numbers(text: str, expected: tuple[float, ...]) -> None:
    assert find_figures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3rd September 2018", ("2018-09-03",)),
        ("on 3 September", ("--09-03",)),
        ("September 3, 2018", ("2018-09-03",)),
        ("2018-09-03", ("2018-09-03",)),
        ("03/09/2018", ("2018-09-03",)),
        ("3.9.18", ("2018-09-03",)),
        ("no day in September 2018", ()),
    ],
)
def test_days_are_read(text: str, expected: tuple[str, ...]) -> None:
    assert find_days(text) == expected
