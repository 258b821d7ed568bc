"""Lists of people in the layouts that papers print them in."""

from __future__ import annotations

import pytest

from ingest.extract import find_attendance
from ingest.extract.people_lists import read_people
from tests.extract.papers import make_paper

# (line, [(name, role, organisation)])
LINES = [
    ("Ann Dale (AD) CLERK", [("Ann Dale", "CLERK", None)]),
    ("Mr P Fenn (Chairman PF)", [("P Fenn", "Chairman", None)]),
    ("Ann Dale – Head of Estates, Wenmark Police", [("Ann Dale", "Head of Estates", "Wenmark Police")]),
    (
        "Ann Dale - Police and Crime Commissioner Paul Fenn – Head of Performance, Quality and Review, Wenmark Police Ida Orde -Deputy Chief Constable, Wenmark Police",
        [("Ann Dale", "Police and Crime Commissioner", None), ("Paul Fenn", "Head of Performance, Quality and Review", "Wenmark Police"), ("Ida Orde", "Deputy Chief Constable", "Wenmark Police")],
    ),
    ("A Dale, Police and Crime Commissioner (Chair) P Fenn, Tolsey Borough Council I Orde, Standards & Scrutiny Manager", [("A Dale", "Police and Crime Commissioner", None), ("P Fenn", None, "Tolsey Borough Council"), ("I Orde", "Standards & Scrutiny Manager", None)]),
    ("Cllrs Dale (in the chair), Fenn, Orde, County Cllr Webb and the Clerk.", [("Dale", "Cllr, in the chair", None), ("Fenn", "Cllr", None), ("Orde", "Cllr", None), ("Webb", "County Cllr", None), ("", "Clerk", None)]),
    ("Miss Ann Dale, Mr Paul Fenn and Mrs Ida Orde, Councillors, and Mr Sam Hall, Clerk", [("Ann Dale", "Councillor", None), ("Paul Fenn", "Councillor", None), ("Ida Orde", "Councillor", None), ("Sam Hall", "Clerk", None)]),
    ("Head of Finance (Ms A. Dale), A/Senior Engineer (Mr P. Fenn)", [("A. Dale", "Head of Finance", None), ("P. Fenn", "A/Senior Engineer", None)]),
    ("Mr P Fenn, OBE, Baroness Orde (Home Office) and Sir Ian Dale", [("P Fenn", None, None), ("Baroness Orde", None, "Home Office"), ("Ian Dale", None, None)]),
    ("Mr & Mrs Paul Fenn", [("Paul Fenn", None, None), ("Mrs Fenn", None, None)]),
    ("Ann Dale (AD) CHAIR Paul Fenn Ida Orde", [("Ann Dale", "CHAIR", None), ("Paul Fenn", None, None), ("Ida Orde", None, None)]),
    ("Lord Lieutenant of Wenmark Paul Fenn", [("Paul Fenn", "Lord Lieutenant of Wenmark", None)]),
    ("Members welcomed the new arrangements at Tolsey.", []),
    ("Wenmark Police and Crime Panel", []),
]


@pytest.mark.parametrize(("line", "expected"), LINES, ids=[line[:30] for line, _ in LINES])
def test_people_of_a_line(line: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    found = read_people(line, 0, len(line))
    assert [(p.name, p.role, p.organisation) for p in found] == expected


def _listed(lines: list[str]) -> list[tuple[str, str]]:
    document = find_attendance(make_paper(lines))
    return [(person.name, person.status) for person in document.parts[0].attendance]


PAPERS = [
    (
        ["Minutes of the Panel", "Present:", "Ann Dale (Chair)", "Paul Fenn", "Also present:", "Ida Orde (Home Office)", "Apologies: Sam Hall", "1. Welcome", "The Chair welcomed Members."],
        [("Ann Dale", "present"), ("Paul Fenn", "present"), ("Ida Orde", "in attendance"), ("Sam Hall", "apologies")],
    ),
    (
        ["Present:\tIn attendance:", "Ann Dale\tIda Orde", "Paul Fenn\tSam Hall", "Kit Marsh", "1. Minutes"],
        [("Ann Dale", "present"), ("Paul Fenn", "present"), ("Kit Marsh", "present"), ("Ida Orde", "in attendance"), ("Sam Hall", "in attendance")],
    ),
    (
        ["Present: Apologies:", "Ann Dale (AD) CHAIR Ida Orde", "Paul Fenn (PF)", "1. Minutes"],
        [("Ann Dale", "present"), ("Ida Orde", "apologies"), ("Paul Fenn", "present")],
    ),
    (
        ["Attendees\tAnn Dale (Chair), Paul Fenn", "Invited\tIda Orde (Clerk to the Board)", "Minutes"],
        [("Ann Dale", "present"), ("Paul Fenn", "present"), ("Ida Orde", "invited")],
    ),
    (
        ["Attendance", "Name\tRole\tAttendance", "Cllr Ann Dale\tChair, Tolsey Council\tPresent", "Paul Fenn\tClerk\tIn attendance", "Ida Orde\tTolsey Council\tApologies", "Minutes"],
        [("Ann Dale", "present"), ("Paul Fenn", "in attendance"), ("Ida Orde", "apologies")],
    ),
    (
        ["In attendance:", "Ann Dale\tServices Manager, Harrowby", "\tBorough Council", "Paul Fenn\tClerk", "1. Minutes"],
        [("Ann Dale", "in attendance"), ("Paul Fenn", "in attendance")],
    ),
    (["1. Apologies", "Apologies were received from Ann Dale and from Paul Fenn."], [("Ann Dale", "apologies"), ("Paul Fenn", "apologies")]),
    (["Present Voting", "Ann Dale", "Paul Fenn", "Present Non-Voting", "Ida Orde", "1. Minutes"], [("Ann Dale", "present"), ("Paul Fenn", "present"), ("Ida Orde", "present")]),
    (["Present: Councillor Ann Dale (Tolsey Council) in the Chair; Mrs Ida Orde (co-opted)", "1. Minutes"], [("Ann Dale", "present"), ("Ida Orde", "present")]),
    (["1. Apologies", "Apologies were received from Ann Dale, Paul Fenn and Ida Orde."], [("Ann Dale", "apologies"), ("Paul Fenn", "apologies"), ("Ida Orde", "apologies")]),
    (["Present: Cllrs Dale and Fenn. Members of the public – Mr Sam Hall.", "1. Minutes"], [("Dale", "present"), ("Fenn", "present"), ("Sam Hall", "in attendance")]),
    (["Also present: PC Ann Dale who reported that thefts had fallen.", "1. Minutes"], [("Ann Dale", "in attendance")]),
    (
        ["Attendees Apologies", "Ann Dale (Chair) (AD) Ida Orde (IO)", "Paul Fenn (PF) HMP Observer (HMP)", "Agenda"],
        [("Ann Dale", "present"), ("Ida Orde", "apologies"), ("Paul Fenn", "present")],
    ),
    (
        ["Members of the Council present were: Councillors Ann Dale, Chairman, Paul Fenn and Mrs Ida Orde, Clerk", "1. Minutes"],
        [("Ann Dale", "present"), ("Paul Fenn", "present"), ("Ida Orde", "present")],
    ),
    (["1. Apologies", "There were no apologies.", "Present arrangements will continue until May.", "The panel met in Tolsey."], []),
]


@pytest.mark.parametrize(("lines", "expected"), PAPERS, ids=[lines[0][:30] for lines, _ in PAPERS])
def test_lists_of_a_paper(lines: list[str], expected: list[tuple[str, str]]) -> None:
    assert _listed(lines) == expected


def test_initials_take_the_fuller_name_of_another_list() -> None:
    document = make_paper(["Present: Ann Dale – Clerk", "1. Minutes", "Noted.", "Present", "A Dale, Clerk P Fenn, Tolsey Borough Council", "2. Close"])
    names = {person.name for person in find_attendance(document).parts[0].attendance}
    assert "Ann Dale" in names
    assert "P Fenn" in names


def test_span_is_the_printed_name() -> None:
    document = find_attendance(make_paper(["Present: Mrs Ann Dale (Chair), Mr Paul Fenn", "1. Minutes"]))
    assert [document.quote(person.span) for person in document.parts[0].attendance] == ["Ann Dale", "Paul Fenn"]
