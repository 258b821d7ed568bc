"""Title, body, kind, dates and status, read off the head of invented papers."""

from __future__ import annotations

import pytest

from ingest.records import Document
from ingest.structure import build_document
from ingest.structure.dates import date_in_file_name, find_dates
from ingest.structure.head import natural_case
from tests.structure.pages import make_flow, make_page, make_paper


def read(lines: list[str], path: str = "paper.txt") -> Document:
    return build_document(make_flow(lines, path))


HEADS = [
    # (lines, title, body, kind, meeting date)
    (
        [
            "TOLSEY PARISH COUNCIL",
            "MINUTES OF THE ANNUAL PARISH COUNCIL MEETING HELD ON TUESDAY, 7 MAY 2019",
            "Present: Cllr Bryony Orde (Chair), Cllr Ann Dale",
            "1. Apologies",
            "Apologies were received from Cllr Fenn.",
            "2. Minutes",
            "The minutes of the meeting held on 2 April 2019 were signed.",
        ],
        "Minutes of the Annual Parish Council Meeting",
        "Tolsey Parish Council",
        "minutes",
        "2019-05-07",
    ),
    (
        [
            "MARLOCK COMMUNITY COUNCIL",
            "Minutes of a meeting of the above Council held in Marlock Hall on Monday 29th October 2018 at 7.00pm.",
            "Present: Cllr Mrs Reeve and the Clerk.",
            "2579. Police report: attached.",
            "2580. Public forum: none.",
            "2581. Apologies: Cllr Dale.",
        ],
        "Minutes of a meeting of Marlock Community Council",
        "Marlock Community Council",
        "minutes",
        "2018-10-29",
    ),
    (
        [
            "WENMARK COUNTY COUNCIL",
            "AGENDA",
            "CABINET",
            "Thursday, 30th January, 2020, at 10.00 am",
            "1. Apologies",
            "2. Minutes of the meeting held on 9 January 2020",
            "3. Budget",
        ],
        "Agenda: Cabinet",
        "Wenmark County Council Cabinet",
        "agenda",
        "2020-01-30",
    ),
    (
        [
            "Report of the Commissioner to the Chair and Members of the Wenmark Police and Crime Panel",
            "18th September 2018",
            "Custody Visiting Update",
            "1. Purpose of Report",
            "1.1 To tell the Panel about custody visiting since the last meeting in July.",
            "1.2 Visits are made by volunteers who come unannounced.",
        ],
        "Custody Visiting Update",
        "Wenmark Police and Crime Panel",
        "report",
        "2018-09-18",
    ),
    # pages of a council's site
    (
        [
            "Agenda and minutes",
            "Wenmark Police, Fire and Crime Panel",
            "Monday, 13th July, 2020 2.00 pm",
            "Venue: Virtual meeting",
            "Contact: Ann Dale",
            "Items",
            "Apologies",
            "Apologies were received from Councillor Orde.",
            "Minutes of 10 February 2020",
            "RESOLVED that the minutes of 10 February 2020 be confirmed and signed.",
        ],
        "Wenmark Police, Fire and Crime Panel: Minutes",
        "Wenmark Police, Fire and Crime Panel",
        "minutes",
        "2020-07-13",
    ),
    (
        [
            "Agenda and minutes",
            "Wenmark Police and Crime Panel - Tuesday, 15 September 2020 10.30 am",
            "Venue: Remote",
            "39/20 APOLOGIES FOR ABSENCE",
            "Apologies were received from Councillor Orde.",
            "40/20 MINUTES OF THE PREVIOUS MEETING",
            "The minutes of the meeting held on 30 June 2020 were agreed as a true record.",
        ],
        "Wenmark Police and Crime Panel: Minutes",
        "Wenmark Police and Crime Panel",
        "minutes",
        "2020-09-15",
    ),
    (
        [
            "TOLSEY, MARLOCK AND HALE POLICE AND CRIME PANEL",
            "9 October 2015, 10.30 am, County Hall, Tolsey",
            "Police in schools",
            "The Panel noted the report of the Commissioner.",
            "Members thanked the officers.",
            "Minutes",
            "Members agreed the minutes of the meeting held on 3 July 2015.",
        ],
        "Tolsey, Marlock and Hale Police and Crime Panel: Minutes",
        "Tolsey, Marlock and Hale Police and Crime Panel",
        "minutes",
        "2015-10-09",
    ),
    (
        [
            "Wenmark Police and Crime Panel",
            "Committee Room 2, County Hall, Tolsey",
            "23/22 Chair for 2022/23",
            "RESOLVED that Councillor Orde be Chair.",
            "24/22 Minutes of 6 May 2022",
            "The minutes of 6 May 2022 were agreed.",
        ],
        "Wenmark Police and Crime Panel: Minutes",
        "Wenmark Police and Crime Panel",
        "minutes",
        None,
    ),
    (
        [
            "Wenmark Police and Crime Panel",
            "Agenda item: The Commissioner's Performance Report (April 22 to September 22)",
            "Minutes:",
            "Members asked how many offences had been solved.",
        ],
        "The Commissioner's Performance Report (April 22 to September 22)",
        "Wenmark Police and Crime Panel",
        "minutes",
        None,
    ),
    (
        [
            "Office of the Wenmark and Hale Police and Crime Commissioner",
            "KEY DECISION",
            "Reference: PCC/D/112",
            "Subject: Grants to road safety projects",
            "Report of: Police and Crime Commissioner",
            "Date: 13/11/2023",
            "The fund pays for ten projects.",
        ],
        "Grants to road safety projects",
        "Police and Crime Commissioner for Wenmark and Hale",
        "other",
        None,
    ),
]


@pytest.mark.parametrize(("lines", "title", "body", "kind", "date"), HEADS)
def test_head(lines: list[str], title: str, body: str, kind: str, date: str | None) -> None:
    document = read(lines)
    assert (document.title, document.body, document.doc_type, document.meeting_date) == (title, body, kind, date)
    assert not document.warnings


def test_letter_has_no_meeting_but_a_day() -> None:
    document = read(
        [
            "Wenmark Police",
            "Ann Dale, Mayor of Tolsey",
            "18 September 2019",
            "Dear Ann,",
            "Thank you for your letter.",
            "Bryony Orde",
        ]
    )
    assert (document.doc_type, document.meeting_date, document.published_on) == ("letter", None, "2019-09-18")
    assert document.title == "Letter to Ann Dale, Mayor of Tolsey"


def test_date_from_the_file_name_is_marked() -> None:
    document = read(["Appendix 2", "Glossary of terms"], "council-2020-02-13_Appendix_2.txt")
    assert document.meeting_date == "2020-02-13"
    assert [warning.code for warning in document.warnings] == ["date_from_filename"]


MEETING_DATES = [
    # (what it is, lines of the head, file name, day)
    (
        "the month on the next line",
        ["MINUTES OF PROCEEDINGS AT DRAFT BUDGET", "MEETING OF THE DISTRICT OF TOLSEY HELD IN THE", "GUILDHALL, ON FRIDAY, 19TH", "OCTOBER, 2018, AT 11.30AM."],
        "p.txt",
        "2018-10-19",
    ),
    (
        "the year on the next line",
        ["Minutes of the Estates Board held in the Guildhall, Tolsey, on Wednesday 3rd August,", "2022, at 10 a.m."],
        "p.txt",
        "2022-08-03",
    ),
    (
        "a short form with a point before the day",
        ["MINUTES OF THE BOARD HELD IN THE GUILDHALL, CO. WENMARK, ON TUESDAY, 9TH APRIL, 2019 AT 9.30 A.M."],
        "p.txt",
        "2019-04-09",
    ),
    ("a raised ending that OCR misread", ["MINUTES OF THE BOARD HELD ON THURSDAY, 19™ APRIL, 2018, AT 3.30 P.M."], "p.txt", "2018-04-19"),
    (
        "below the lines of a letterhead",
        ["Wenmark", "City", "and County", "Council", "of old", "Minutes of the meeting of the Roads Committee held on Monday 3 December 2018 at the Guildhall."],
        "p.txt",
        "2018-12-03",
    ),
]


@pytest.mark.parametrize(("head", "path", "day"), [row[1:] for row in MEETING_DATES], ids=[row[0] for row in MEETING_DATES])
def test_day_of_the_meeting(head: list[str], path: str, day: str) -> None:
    rest = ["Present: Cllr Orde", "1. Minutes", "Those of the last meeting, held on 5 March 2017, were signed.", "2. Bins", "Noted."]
    assert read([*head, *rest], path).meeting_date == day


def test_the_year_of_a_meeting_is_not_that_of_a_law() -> None:
    lines = [
        "MINUTES OF THE BOARD HELD IN TOLSEY ON THURSDAY 1st FEBRUARY AT 3.00PM.",
        "Present: Cllr Orde",
        "1. Plan",
        "Under the Local Government Act 2001 the plan of 2024 was laid, and the costs for 2024 and 2025.",
        "2. Bins",
    ]
    assert read(lines).meeting_date == "2024-02-01"


def test_the_day_an_agenda_was_sent_is_not_that_of_the_meeting() -> None:
    lines = ["Tolsey Parish Council", "7 May 2019", "You are summoned to a meeting of the Council.", "AGENDA", "1. Minutes", "2. Bins"]
    assert read(lines, "2019-05-14_agenda.txt").meeting_date == "2019-05-14"
    assert read(lines, "agenda.txt").meeting_date == "2019-05-07"


def test_a_title_in_capitals_over_several_lines() -> None:
    document = read(
        [
            "MINUTES OF PROCEEDINGS AT DRAFT BUDGET",
            "MEETING OF THE MUNICIPAL DISTRICT OF TOLSEY",
            "WEST HELD IN THE GUILDHALL, ON FRIDAY, 19TH OCTOBER, 2018, AT 11.30AM.",
            "Present: Cllr Orde",
            "1. Bins",
            "2. Benches",
        ]
    )
    assert document.title == "Minutes of Proceedings at Draft Budget Meeting of the Municipal District of Tolsey West"
    assert document.body == "Municipal District of Tolsey West"
    assert document.status == "unknown"


@pytest.mark.parametrize(
    ("lines", "kind", "title"),
    [
        (["Agenda Item 166", "Concert in the park", "To: Tolsey Town Council", "1. Costs", "2. Dates"], "other", "Concert in the park"),
        (["Wenmark mobile library review", "Stops: 45 minutes", "The van halts at the mill."], "other", None),
        (["Review date: October 2026", "IT Policy", "It covers all staff of the council and their machines."], "other", "IT Policy"),
        (["Contents", "Open Data Strategy", "The council will publish what it buys, in full, every month."], "other", "Open Data Strategy"),
    ],
)
def test_what_names_neither_kind_nor_title(lines: list[str], kind: str, title: str | None) -> None:
    document = read(lines, "paper.txt")
    assert document.doc_type == kind
    assert title is None or document.title == title


@pytest.mark.parametrize("line", ["at 7.30 pm: AGENDA", "on Monday 4 May 2019 the minutes"])
def test_a_line_of_place_and_time_alone_gives_no_title(line: str) -> None:
    assert read([f", {line}", "Tolsey Parish Council", "1. Bins", "2. Benches"], "p.txt").title


@pytest.mark.parametrize("name", ["The Council", "Full Council", "Our Council"])
def test_a_council_without_a_name_is_no_body(name: str) -> None:
    assert read(["Reserves policy", f"{name} keeps reserves.", "They are counted every year."], "policy.txt").body is None


@pytest.mark.parametrize(
    "line",
    ["A G E N D A", "Wenmark Roads Board – Agenda 24.06.10", "You are requested to attend a meeting of the Board.", "The agenda is as set out hereunder."],
)
def test_agenda_by_its_heading(line: str) -> None:
    assert read([line, "Wenmark Roads Board", "Attendees: B Orde, A Dale", "1. Bins", "2. Benches"]).doc_type == "agenda"


STATUS = [
    (["DRAFT"], [], "draft"),
    (["Draft minutes, subject to approval at the next meeting"], [], "draft"),
    ([], ["Chairman: B Orde", "Date: 4 June 2019"], "signed"),
    ([], ["Chairman:", "Date:"], "unknown"),
    ([], ["Signed ………………………… (Chairman)", "Dated …………………"], "unknown"),
    (["Circulated, copy of draft minutes of the Estates Board"], [], "unknown"),
    ([], [], "unknown"),
]


@pytest.mark.parametrize(("head", "tail", "expected"), STATUS)
def test_status(head: list[str], tail: list[str], expected: str) -> None:
    lines = ["Tolsey Parish Council", "Minutes of the meeting held on 7 May 2019", *head, "Present: Cllr Orde"]
    assert read([*lines, "1. Bins", "A draft letter was read.", "2. Benches", "Noted.", *tail]).status == expected


def test_draft_in_the_footer_only() -> None:
    pages = [
        make_page(
            number,
            [
                ("MINUTES OF TOLSEY PARISH COUNCIL", {"bold": True}),
                "held on 7 May 2019",
                f"Line {number} of the business of the meeting.",
                ("2019-05-07 draft minutes v1", {"top": 800.0}),
            ],
        )
        for number in (1, 2, 3)
    ]
    assert build_document(make_paper(pages)).status == "draft"


DATES = [
    ("Tuesday 18th September 2018", ["2018-09-18"]),
    ("on 14 th May 2015 at 7pm", ["2015-05-14"]),
    ("Wednesday May 9th, 2012", ["2012-05-09"]),
    ("4/5/2018 and 19.11.10", ["2018-05-04", "2010-11-19"]),
    ("held on 19 November at the hall", ["--11-19"]),
    ("November 2019", ["2019-11"]),
    ("19™ April, 2018, 3°° March 2020, 8” January 2019", ["2018-04-19", "2020-03-03", "2019-01-08"]),
    ("version 1.2.3 of 24/00108", []),
]


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_dates(text: str, expected: list[str]) -> None:
    assert [date.iso for date in find_dates(text)] == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("minutes-20181029.pdf", "2018-10-29"),
        ("2018-10-09_SPC_minutes.pdf", "2018-10-09"),
        ("Minutes_of_the_Panel_18_September_2018.pdf", "2018-09-18"),
        ("budget-2018-19.pdf", None),
        ("0a1b2c3d4e5f.pdf", None),
    ],
)
def test_date_in_file_name(name: str, expected: str | None) -> None:
    assert date_in_file_name(name) == expected


def test_natural_case_follows_the_paper() -> None:
    assert natural_case("TOLSEY-ON-WEN COUNCIL", "of Tolsey-on-Wen Council in May") == "Tolsey-on-Wen Council"
    assert natural_case("MINUTES OF THE PANEL", "") == "Minutes of the Panel"
