"""Letterheads, signatures, papers of an office, numbers in a margin column and lists of bodies without bullets."""

from __future__ import annotations

import pytest

from ingest.chunk import find_passages
from ingest.records import Document
from ingest.structure import build_document
from tests.structure.pages import make_flow, make_page, make_paper

NUMBERED = ["1. Purpose", "1.1 This paper tells members about the mounted section and what it costs.", "2. Horses"]


def of_kind(document: Document, kind: str) -> list[str]:
    return [document.quote(paragraph.span) for paragraph in document.paragraphs if paragraph.kind == kind]


Lines = list[str | tuple[str, dict[str, float | bool]]]

OFFICE: Lines = [
    ("Police and Crime Commissioner", {"bold": True, "size": 15.0}),
    "for Wenmark",
    "Stable Yard House, Mill Road",
    "Harrowby HX9 9ZZ",
    "Email: pcc@wenmark.example",
]


def test_report_under_a_letterhead() -> None:
    document = build_document(
        make_paper(
            [
                make_page(
                    1,
                    [
                        *OFFICE,
                        ("To: The Chair and Members, Wenmark Police and Crime Panel", {"bold": True}),
                        "3 October 2019",
                        ("Mounted Section Review", {"bold": True, "size": 14.0, "left": 200.0}),
                        *NUMBERED,
                    ],
                )
            ],
            "paper.pdf",
        )
    )
    assert (document.title, document.body) == ("Mounted Section Review", "Wenmark Police and Crime Panel")
    assert (document.doc_type, document.meeting_date) == ("report", "2019-10-03")
    assert of_kind(document, "letterhead") == [line if isinstance(line, str) else line[0] for line in OFFICE]
    assert next(section.heading for section in document.sections) == "Mounted Section Review"


HEADS = [
    # (lines, title, body, kind, meeting date)
    (
        [
            "Police and Crime Commissioner",
            "for Wenmark",
            "RECORD OF DECISION",
            "Decision maker: Bryony Orde, Police and Crime Commissioner for Wenmark",
            "1. That the lease be renewed.",
        ],
        "Record of Decision",
        "Police and Crime Commissioner for Wenmark",
        "decision",
        None,
    ),
    (
        [
            "Tolsey City Council",
            "Host authority for the Wenmark Police and Crime Panel",
            "WENMARK POLICE AND CRIME PANEL",
            "NOTICE OF A CHANGE OF VENUE",
            "The meeting of Monday 6 May 2019 will be in the Corn Hall.",
        ],
        "Notice of a Change of Venue",
        "Wenmark Police and Crime Panel",
        "notice",
        "2019-05-06",
    ),
    (
        [
            "Tolsey City Council – Committees online",
            "Minutes, Wenmark Police and Crime Panel, Monday 6 May 2019, 2.00 pm",
            "Present: Cllr Bryony Orde (Chair)",
            "1. Apologies",
            "None.",
        ],
        "Minutes, Wenmark Police and Crime Panel",
        "Wenmark Police and Crime Panel",
        "minutes",
        "2019-05-06",
    ),
    (
        [
            "Police and Crime Commissioner for Wenmark",
            "Stable Yard House, Mill Road, Harrowby HX9 9ZZ",
            "Ann Dale, Mayor of Tolsey",
            "18 September 2019",
            "Dear Ann,",
            "THE MARKET SQUARE CAMERAS",
            "Thank you for your letter about the cameras.",
            "Yours sincerely",
            "Bryony Orde",
        ],
        "The Market Square Cameras",
        "Police and Crime Commissioner for Wenmark",
        "letter",
        None,
    ),
    (
        ["AGENDA", "LICENSING COMMITTEE", "Monday 6 May 2019", "1. Apologies", "2. Minutes", "3. Taxis"],
        "Agenda: Licensing Committee",
        "Licensing Committee",
        "agenda",
        "2019-05-06",
    ),
    (
        [
            "MINUTES OF THE MEETING OF MARLOCK TOWN AND PARISH",
            "COUNCIL HELD IN THE CORN HALL, MARLOCK, ON MONDAY 6 MAY 2019",
            "PRESENT: Cllr Fenn",
            "1. Apologies",
            "None.",
        ],
        "Minutes of the Meeting of Marlock Town and Parish Council",
        "Marlock Town and Parish Council",
        "minutes",
        "2019-05-06",
    ),
    (
        [
            "Original scan",
            "6 April 2019",
            "To: Each Member of the Wenmark Fodder Committee",
            "You are invited to attend a meeting of the Committee on Monday 6 May 2019 at 2.00 pm.",
            "1. Apologies",
        ],
        "Agenda: Wenmark Fodder Committee",
        "Wenmark Fodder Committee",
        "agenda",
        "2019-05-06",
    ),
    (
        [
            "Open Records Policy",
            "It is written for those who keep records and is part of what has been called the modern agenda.",
            "Text follows here.",
        ],
        "Open Records Policy",
        None,
        "other",
        None,
    ),
    (
        ["Budget Motion Form", "Proposer: Mr Fenn  Seconder: Mrs Dale", "It is proposed to mend the roof of the hall."],
        "Budget Motion Form",
        None,
        "other",
        None,
    ),
    (
        ["DATED: 18 JULY 2012", "CLEANING CONTRACT", "between the parties named below and their successors."],
        "Cleaning Contract",
        None,
        "other",
        None,
    ),
    (
        [
            "Briefing note: horses",
            "To: Members of the Wenmark Police and Crime Panel",
            "Date: 6 May 2019",
            "There are nine horses.",
        ],
        "Briefing note: horses",
        "Wenmark Police and Crime Panel",
        "other",
        None,
    ),
]


@pytest.mark.parametrize(("lines", "title", "body", "kind", "date"), HEADS)
def test_head(lines: list[str], title: str, body: str | None, kind: str, date: str | None) -> None:
    document = build_document(make_flow(lines, "paper.txt"))
    assert (document.title, document.body, document.doc_type, document.meeting_date) == (title, body, kind, date)


def test_letterhead_is_a_passage_of_its_own() -> None:
    lines = ["Police and Crime Commissioner for Wenmark", "Stable Yard House, Harrowby HX9 9ZZ", "Dear Ann,"]
    document = build_document(make_flow([*lines, "Thank you for your letter about the nine horses at Tolsey."]))
    texts = [document.quote(passage.span) for passage in find_passages(document)]
    assert texts[0] == "\n".join(lines[:2])
    assert "nine horses" in texts[-1]
    assert "Stable Yard" not in texts[-1]


NO_LETTERHEAD = [
    ["Wenmark Police and Crime Panel", "Minutes of the meeting of 6 May 2019", "Present: Cllr Orde"],
    ["Tolsey Town Council", "AGENDA", "Contact: clerk@tolsey.example", "1. Apologies"],
    ["Reserves Strategy", "Stable Yard House, Mill Road", "Email: pcc@wenmark.example"],
]


@pytest.mark.parametrize("lines", NO_LETTERHEAD)
def test_no_letterhead(lines: list[str]) -> None:
    assert of_kind(build_document(make_flow(lines)), "letterhead") == []


SIGNATURES = [
    (["Signed: B. Orde, Chair – 4 June 2019"], "signed", ["Signed: B. Orde, Chair – 4 June 2019"]),
    (
        ["Signed B. Orde", "Chair of the Panel", "4 June 2019"],
        "signed",
        ["Signed B. Orde", "Chair of the Panel", "4 June 2019"],
    ),
    (["Signed:", "Chair", "Date:"], "unknown", ["Signed:", "Chair", "Date:"]),
    (["Minutes published 9 May 2019; agreed 4 June 2019."], "approved", []),
    (["The next meeting will be held on 4 June 2019."], "unknown", []),
]


@pytest.mark.parametrize(("tail", "status", "signature"), SIGNATURES)
def test_signature(tail: list[str], status: str, signature: list[str]) -> None:
    head = ["Wenmark Police and Crime Panel", "Minutes of the meeting of 6 May 2019", "Present: Cllr Orde"]
    document = build_document(make_flow([*head, "1. Horses", "The report was noted.", "2. Stables", "Noted.", *tail]))
    assert (document.status, of_kind(document, "signature")) == (status, signature)


def test_numbers_given_as_a_column_go_before_their_rows() -> None:
    rows = {140.0: ("7/19", "Horses"), 200.0: ("8/19", "Stables"), 260.0: ("9/19", "Fodder")}
    column: Lines = [(number, {"top": top, "left": 60.0}) for top, (number, _) in rows.items()]
    for top, (_, title) in rows.items():
        column.append((title, {"top": top, "left": 115.0, "bold": True}))
        column.append(
            (f"The Panel spoke about {title.lower()} and noted the report.", {"top": top + 20, "left": 115.0})
        )
    document = build_document(make_paper([make_page(1, column)]))
    assert [(section.number, section.heading) for section in document.sections] == list(rows.values())


LISTS = [
    # (lines that fill the measure, how many paragraphs they are)
    (
        [
            "Marlock District Council – Councillors Elspeth Fenn and Bryony Dale and one vacancy that is still open",
            "Pellbridge Borough Council – Councillor Yusuf Reeve",
        ],
        2,
    ),
    (
        [
            "The hall was let to the Wen Valley Players for three nights in March and on all the Sundays of April –",
            "Easter apart – for rehearsals.",
        ],
        1,
    ),
    (
        [
            "Officers: B Orde (Director of Stables – East), A Dale (Director of Fodder and of Bedding and Clerk",
            "Officer – West), R Fenn",
        ],
        1,
    ),
]


@pytest.mark.parametrize(("lines", "count"), LISTS)
def test_lists_without_bullets(lines: list[str], count: int) -> None:
    document = build_document(make_paper([make_page(1, [*lines])]))
    assert len(document.paragraphs) == count


def minutes_page(page_no: int, board: str, day: str) -> Lines:
    return [
        (f"Appendix {page_no - 1}", {"top": 75.0}),
        (board, {"bold": True, "size": 15.0}),
        ("MINUTES", {"bold": True}),
        day,
        "Present: Bryony Orde (Chair) and Ann Dale",
        "1. Horses. The Director said that nine horses were fit for work and that the others were at grass.",
        ("Wenmark stables review", {"top": 810.0}),
    ]


def test_sets_of_minutes_bound_into_a_report() -> None:
    own: Lines = [
        ("Stables Review", {"bold": True, "size": 16.0}),
        "To: Wenmark Police and Crime Panel",
        "6 May 2019",
        "1. The minutes of two meetings are attached as appendices, so that members may see what was said there.",
        "2. Neither meeting took a decision that costs money, and nothing was said that is not already known here.",
        "3. That the report be noted.",
        ("Wenmark stables review", {"top": 810.0}),
    ]
    pages = [
        make_page(1, own),
        make_page(2, minutes_page(2, "Mounted Board", "Wednesday 6 March 2019")),
        make_page(3, [("What was said about hay goes on here.", {"top": 120.0}), own[-1]]),
        make_page(4, [("What was said about straw goes on here.", {"top": 120.0}), own[-1]]),
        make_page(5, minutes_page(5, "Mounted Board", "Wednesday 3 April 2019")),
        make_page(6, [("What was said about oats goes on here.", {"top": 120.0}), own[-1]]),
        make_page(7, minutes_page(7, "Fodder Group", "Friday 5 April 2019")),
        make_page(8, [("What was said about saddles goes on here.", {"top": 120.0}), own[-1]]),
    ]
    document = build_document(make_paper(pages, "paper.pdf"))
    assert [(part.kind, part.title, part.date) for part in document.parts] == [
        ("report", "Stables Review", "2019-05-06"),
        ("minutes", "Mounted Board", "2019-03-06"),
        ("minutes", "Mounted Board", "2019-04-03"),
        ("minutes", "Fodder Group", "2019-04-05"),
    ]
    assert {page.furniture for page in document.pages} == {"Wenmark stables review"}


def test_papers_of_an_agenda_pack_are_parts() -> None:
    agenda: Lines = [
        ("WENMARK POLICE AND CRIME PANEL", {"bold": True}),
        ("AGENDA", {"bold": True, "gap": 9.0}),
        "Monday 6 May 2019 at 2.00 pm",
        "1. Apologies",
        "2. Horses",
        "3. Stables",
    ]
    item: Lines = [
        ("Item 2 – Horses: what they eat", {"bold": True}),
        "1. The Panel asked for a note on what the horses eat, and this paper gives the figures for the year.",
        "2. Hay is bought in June.",
    ]
    report: Lines = [
        *OFFICE,
        "To: Wenmark Police and Crime Panel",
        "6 May 2019",
        ("Stables", {"bold": True, "size": 14.0}),
        *NUMBERED,
    ]
    pages = [make_page(1, agenda), make_page(2, item), make_page(3, report)]
    document = build_document(make_paper(pages, "paper.pdf"))
    assert [(part.kind, part.title, part.date) for part in document.parts] == [
        ("agenda", "Agenda", "2019-05-06"),
        ("report", "Item 2 – Horses: what they eat", "2019-05-06"),
        ("report", "Stables", "2019-05-06"),
    ]
    assert len(of_kind(document, "letterhead")) == len(OFFICE)
