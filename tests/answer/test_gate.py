"""The gate: what must pass and what must be dropped, as a table of (sentence, quote, what names the paper, passes)."""

from __future__ import annotations

import pytest

from answer.gate import check_sentences, find_missing
from answer.records import Citation, Sentence
from answer.values import find_days, find_figures
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
    ("1,204 (£000s)", "Harrowby\t1,204\t1,310"),
    ("£1,204", "Spend (£)\t1,204"),
    ("12%", "% change\t12"),
    ("£2m", "two million pounds"),
    ("£1.2 mill", "£1,200,000"),
    ("2 million people", "2,000,000 people"),
    ("one hundred and twenty officers", "120 officers"),
    ("120 officers", "one hundred and twenty officers"),
    ("forty five", "45 cases"),
    ("two thousand", "2,000 homes"),
    ("a dozen", "12 bids"),
    ("half", "50 per cent"),
    ("three quarters", "75% of them"),
    ("two-thirds", "two thirds of replies"),
    ("twice", "twice a week"),
    ("7.30pm", "closed at 7:30 p.m."),
    ("19:30", "closed at 7.30pm"),
    ("5pm", "closed at 5.00 p.m."),
    ("2018/19", "the year 2018-19"),
    ("2018/19", "the year 2018/2019"),
    ("2018/19", "the year 18/19"),
    ("September 2018", "plans of 3 September 2018"),
    ("February 2024", "It was noted in February."),
    ("3 December 2023", "It met on 3 December."),
    ("22 and 23 October 2024", "on 22nd and 23rd October 2024"),
    ("23 October 2024", "from 22 to 23 October 2024"),
    ("6 September", "the 5/6th September"),
    ("Tuesday 3 September 2024", "on 3 September 2024"),
    ("the Q2 report", "The Q2 report was noted."),
    ("the 12th meeting", "its twelfth meeting"),
    ("the 3rd", "on 3 May 2024"),
    ("4.0%", "4 per cent"),
    ("£4.00", "a fee of £4"),
    ("between £1m and £2m", "£1m-£2m"),
    ("rows 12 and 15", "rows 12-15"),
    ("Cllr Orde", "Councillor Joan Orde"),
    ("J. Orde", "Joan Orde"),
    ("J Orde", "Joan Orde"),
    ("Joan Orde", "Joan M. Orde"),
    ("Lena Fisk", "Fisk, Lena"),
    ("Superintendent Lena Fisk", "Lena Fisk, the superintendent"),
    ("Zoe Orde", "Zoë Orde"),
    ("Mr O’Neill", "Mr O'Neill"),
    ("Ann Smith Jones", "Ann Smith-Jones"),
    ("6 Feb 2024: Co-ordinator of Burton-cum-Harrowby Parish", "Co-ordinator of Burton-cum-Harrowby Parish"),
    ("6 Feb 2024: Nov21.03 | NO will write", "Nov21.03\tNO will write"),
    ("6 Feb 2024: The Step-up Step-down Room", "The Step-up Step-down Room"),
    ("6 Feb 2024: Making Every Day Count", "Making Every Day Count"),
    ("PCP", "the Wenmark Police and Crime Panel"),
    ("Orde's motion", "Joan Orde moved the motion"),
    ("Sickness fell.", "There was less sickness."),
    ("the Chief Constable", "the chief constable"),
    ("Harrowby\t412", "Harrowby\t412\t398"),
    ("Harrowby | 412 | 398", "Harrowby\t412\t398"),
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
    # a figure of another kind
    ("£12", "twelve members were present"),
    ("12%", "12 members were present"),
    ("12 members", "a fee of £12"),
    ("20 per cent", "20 people, 5 per cent of all"),
    ("$5", "many things for 6"),
    ("£20", "a grant of £20k"),
    ("the 12th meeting", "12 meetings were held"),
    ("33 per cent", "a third of replies"),
    # parts of another figure
    ("just twenty officers", "one hundred and twenty officers"),
    ("five", "5,000 homes"),
    ("20", "in 2020"),
    ("£1.20", "a grant of £1.2m"),
    ("15 rows", "rows 12 to 14"),
    ("12-16", "12-15"),
    ("two hundred", "two members and a hundred guests"),
    # codes are no figures and figures no codes
    ("Q3", "Q2 was quiet"),
    ("the A19", "19 cars"),
    ("19 cars", "on the A19"),
    ("room 2b", "room 2a"),
    ("Nov21.04", "Nov21.03 NO will write"),
    ("the 1980s", "in 1980"),
    # days, months, times
    ("October 2018", "plans of 3 September 2018"),
    ("in October", "plans of 3 September 2018"),
    ("September 2017", "plans of 3 September 2018"),
    ("12 September", "on 12 October and 3 September"),
    ("3 September 2018", "on 3 October and in September 2018"),
    ("24 October", "on 22 and 23 October 2024"),
    ("3 September 2030", "On 3rd September the 2030 plan was shown."),
    ("3 December 2022", "It met on 3 December."),
    ("Friday", "on 3 September 2024"),
    ("Friday 3 September 2024", "on 3 September 2024"),
    ("7.30pm", "7.30am"),
    ("7.45pm", "7.30pm to 8pm"),
    ("2019/20", "the year 2018/19"),
    ("2018/20", "the year 2018/19"),
    # names put together from others
    ("John Orde", "Joan Orde and John Smith spoke"),
    ("Joan Smith", "Joan Orde and John Smith spoke"),
    ("K Orde", "Joan Orde took the chair"),
    ("Barry Orde", "Mr B Orde took the chair"),
    ("Mrs Orde", "Mr Orde took the chair"),
    ("Orde", "It was ordered."),
    ("It is in Reading.", "It is the second reading of a bill"),
    ("McDonald", "Councillor MacDonald"),
    ("Chair Lena Fisk", "Lena Fisk spoke"),
    ("Tolsey will close.", "the depot at Harrowby will close"),
    ("Bhandari left early.", "Councillor Castle left early."),
    ("WDAP", "the Wenmark Police and Crime Panel"),
    ("It closed. Tolsey stays.", "Harrowby closed and stays."),
    ("Harrowby (Tolsey)", "the depot at Harrowby"),
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
    assert [f.missing for f in failed] == [("£400",), ("a source",)]
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
    assert tuple(figure.value for figure in find_figures(text)) == expected


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
