"""Dates: (text, expected spans with ISO values), and wording that only looks like a date."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.tag.dates import find_dates

PAPER = date(2021, 11, 16)

DATES = [
    ("The panel met on 14 June 2021 in Harrowby.", [("14 June 2021", "2021-06-14")]),
    ("The panel met on Monday 14th June 2021.", [("Monday 14th June 2021", "2021-06-14")]),
    ("Minutes of the 3rd of May, 2020", [("3rd of May, 2020", "2020-05-03")]),
    ("a letter of 19™ April, 2018 was read", [("19™ April, 2018", "2018-04-19")]),
    ("held on 3°° March 2020", [("3°° March 2020", "2020-03-03")]),
    ("Letter dated June 1st, 2020", [("June 1st, 2020", "2020-06-01")]),
    ("Sent on 03/09/2018 by post", [("03/09/2018", "2018-09-03")]),
    ("03.09.18", [("03.09.18", "2018-09-03")]),
    ("Version of 2020-02-29 applies", [("2020-02-29", "2020-02-29")]),
    ("in September 2019 the force", [("September 2019", "2019-09-01/2019-09-30")]),
    ("by Sept. 2019 at the latest", [("Sept. 2019", "2019-09-01/2019-09-30")]),
    ("in 2016 the contract began", [("2016", "2016-01-01/2016-12-31")]),
    ("by Spring 2019 the pilot", [("Spring 2019", "2019-03-01/2019-05-31")]),
    ("autumn of 2020", [("autumn of 2020", "2020-09-01/2020-11-30")]),
    ("winter 2019", [("winter 2019", "2019-12-01/2020-02-29")]),
    ("the precept for 2019/20", [("2019/20", "2019-04-01/2020-03-31")]),
    ("the precept for 2019-20", [("2019-20", "2019-04-01/2020-03-31")]),
    ("the 2019/2020 accounts", [("2019/2020", "2019-04-01/2020-03-31")]),
    ("for the financial year 2026/27.", [("financial year 2026/27", "2026-04-01/2027-03-31")]),
    ("for the 2025-26 financial year", [("2025-26 financial year", "2025-04-01/2026-03-31")]),
    ("The Plan 2016-2021", [("2016-2021", "2016-01-01/2021-12-31")]),
    ("the capital programme 2025-35", [("2025-35", "2025-04-01/2035-03-31")]),
    ("from 2025-26 to 2034-35 inclusive", [("2025-26 to 2034-35", "2025-04-01/2035-03-31")]),
    ("Q2 2019/20 figures", [("Q2 2019/20", "2019-07-01/2019-09-30")]),
    ("in Quarter 4 of 2019/20", [("Quarter 4 of 2019/20", "2020-01-01/2020-03-31")]),
    ("from 1 April to 30 September 2017", [("1 April to 30 September 2017", "2017-04-01/2017-09-30")]),
    ("6th – 22nd March 2015", [("6th – 22nd March 2015", "2015-03-06/2015-03-22")]),
    ("on 22/23rd October 2019", [("22/23rd October 2019", "2019-10-22/2019-10-23")]),
    ("between November and February 2020", [("November and February 2020", "2019-11-01/2020-02-29")]),
    ("1st May 2019 - 30th June 2019", [("1st May 2019 - 30th June 2019", "2019-05-01/2019-06-30")]),
    ("July 18- July 19", [("July 18- July 19", "2018-07-01/2019-07-31")]),
    ("on 3rd and 10th May 2019", [("3rd", "2019-05-03"), ("10th May 2019", "2019-05-10")]),
    ("by early November 2019", [("early November 2019", "2019-11-01/2019-11-10")]),
    ("by the end of 2019", [("end of 2019", "2019-12-31")]),
    ("at the end of September 2019", [("end of September 2019", "2019-09-30")]),
    ("in early 2020 the", [("early 2020", "2020-01-01/2020-03-31")]),
    ("on 31 September 2020", [("31 September 2020", "2020-09-30")]),
    ("the 1990s", [("1990s", "1990-01-01/1999-12-31")]),
    ("Easter 2021", [("Easter 2021", "2021-04-04")]),
    ("14th July 2014: balance", [("14th July 2014", "2014-07-14")]),
]

INFERRED = [
    ("The panel met on 14 September.", "14 September", "2021-09-14"),
    ("The contract will end on 31 March.", "31 March", "2022-03-31"),
    ("A report was received in December.", "December", "2020-12-01/2020-12-31"),
    ("The next meeting will be held in February.", "February", "2022-02-01/2022-02-28"),
    ("Held on Tuesday 12th October.", "Tuesday 12th October", "2021-10-12"),
    ("last October at the conference", "last October", "2021-10-01/2021-10-31"),
    ("It will open next year.", "next year", "2022-01-01/2022-12-31"),
    ("The budget gap will grow next year.", "next year", "2022-04-01/2023-03-31"),
    ("later this month a review", "later this month", "2021-11-01/2021-11-30"),
    ("It closes before Christmas.", "Christmas", "2021-12-25"),
    ("The order needs to be made tomorrow.", "tomorrow", "2021-11-17"),
    ("New posts will start in the spring.", "spring", "2022-03-01/2022-05-31"),
    ("figures for Q2 show", "Q2", "2021-07-01/2021-09-30"),
    ("The precept for 2019/20 is paid at the end of April", "end of April", "2019-04-30"),
]

NOT_DATES = [
    "under the Localism Act 2011 the council",
    "39/20 Minutes of the previous meeting",
    "Planning reference DC/2017/00524",
    "over the last two years",
    "for 12 months from then",
    "aged 18 to 25",
    "at 7.30 pm in the hall",
    "The officer may attend",
    "We march on",
    "Tel: 01234 201765",
    "paragraph 2.10 refers",
    "a total of 2018 people replied",
    "summer events and roadshows",
    "Christmas lights were switched on",
    "over the last year",
    "the current month",
    "Theresa May wrote",
    "weekly and bi-monthly meetings",
]


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_printed_dates(text: str, expected: list[tuple[str, str]]) -> None:
    found = list(find_dates(text, PAPER))
    assert [(text[c.start : c.end], c.value) for c in found] == expected


@pytest.mark.parametrize(("text", "printed", "value"), INFERRED)
def test_years_inferred_from_the_paper(text: str, printed: str, value: str) -> None:
    found = [c for c in find_dates(text, PAPER) if text[c.start : c.end] == printed]
    assert [(c.value, c.inferred) for c in found] == [(value, True)]


@pytest.mark.parametrize("text", NOT_DATES)
def test_not_dates(text: str) -> None:
    assert [text[c.start : c.end] for c in find_dates(text, PAPER)] == []


def test_without_a_paper_date_the_year_stays_open() -> None:
    found = list(find_dates("The panel met on 14 September."))
    assert [(c.value, c.inferred) for c in found] == [(None, False)]


def test_a_part_counts_from_its_own_meeting() -> None:
    text = "Minutes\nIt was approved in February."
    found = list(find_dates(text, PAPER, lambda offset: date(2019, 11, 29) if offset >= 8 else None))
    assert [c.value for c in found] == ["2019-02-01/2019-02-28"]


LISTS = [
    # (what it is, text, values of the days in order); the paper is of 16 November 2021
    ("the year right above", "Dates for 2023:\n26 January, 30 March and 27 July", ["2023-01-26", "2023-03-30", "2023-07-27"]),
    ("over the turn of the year", "25 November\n16 December\n27 January\n30 June\n28 July", ["2021-11-25", "2021-12-16", "2022-01-27", "2022-06-30", "2022-07-28"]),
    ("commas on the wrong side", "27 January ,24th February ,30th March", ["2022-01-27", "2022-02-24", "2022-03-30"]),
    ("in two columns", "28 December\t30 November\n27 January\t31 December", ["2021-12-28", "2021-11-30", "2022-01-27", "2021-12-31"]),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in LISTS], ids=[row[0] for row in LISTS])
def test_days_of_coming_meetings_lie_in_one_year(text: str, expected: list[str]) -> None:
    found = [c for c in find_dates(text, PAPER) if c.value and len(c.value) == 10]
    assert [c.value for c in found] == expected
    assert all(c.inferred for c in found)


@pytest.mark.parametrize("text", ["Q.1 – When will the lane be mended?", "It costs more, this year on year."])
def test_questions_and_comparisons_are_no_dates(text: str) -> None:
    assert list(find_dates(text, PAPER)) == []
