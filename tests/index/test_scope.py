"""Periods and bodies named in a question."""

from __future__ import annotations

import pytest

from index.archive import Archive
from index.records import Query
from index.retrieve.expand import expand
from index.retrieve.scope import find_periods, fit_period, gather_bodies
from index.store.short_forms import find_short_forms, gather_forms
from index.store.words import to_terms


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("What was said on 5 March 2024?", [("2024-03-05", "2024-03-05")]),
        ("the 3rd of June, 2021", [("2021-06-03", "2021-06-03")]),
        ("March 5th 2024", [("2024-03-05", "2024-03-05")]),
        ("minutes of 05/03/2024", [("2024-03-05", "2024-03-05")]),
        ("minutes of 2024-03-05", [("2024-03-05", "2024-03-05")]),
        ("the Feb 2024 meeting", [("2024-02-01", "2024-02-29")]),
        ("the budget for 2018/19", [("2018-04-01", "2019-03-31")]),
        ("the budget for 2018-2019", [("2018-04-01", "2019-03-31")]),
        ("precepts in 2022 and 2023", [("2022-01-01", "2022-12-31"), ("2023-01-01", "2023-12-31")]),
        ("who may speak in 31 days", []),
        ("30 February 2024", [("2024-02-01", "2024-02-29")]),
        ("reference 2018/47", [("2018-01-01", "2018-12-31")]),
        ("the May meeting", [("", "")]),
    ],
)
def test_periods(text: str, periods: list[tuple[str, str]]) -> None:
    assert [(period.first, period.last) for period in find_periods(text)] == periods


@pytest.mark.parametrize(
    ("text", "days", "fits"),
    [
        ("in March 2024", ("2024-03-05", "2024-03-05"), 1.0),
        ("in March 2024", ("2024-04-05", "2024-04-05"), 0.0),
        ("in 2024", ("2024-04-05", "2024-04-05"), 0.5),
        ("at the May meeting", ("2023-05-09", "2023-05-09"), 0.7),
        ("at the May meeting", ("2023-06-09", "2023-06-09"), 0.0),
        ("in March 2024", (None, None), 0.0),
    ],
)
def test_fit_of_a_paper(text: str, days: tuple[str | None, str | None], fits: float) -> None:
    assert fit_period(find_periods(text), *days) == fits


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("what did Marlock council say", {"Marlock Town Council"}),
        ("what did the council say", set()),
        ("Wenmark panel on burglary", {"Wenmark Police and Crime Panel"}),
        ("burglary in Harrowby", set()),
    ],
)
def test_bodies(text: str, named: set[str]) -> None:
    bodies = gather_bodies(["Marlock Town Council", "Tolsey Town Council", "Wenmark Police and Crime Panel"])
    assert set(bodies.fit(frozenset(to_terms(text)))) == named


def test_the_named_meeting_comes_first(series: Archive) -> None:
    assert series.search(Query("burglary in Harrowby in March 2024")).hits[0].file == "2024-03.txt"
    assert series.search(Query("burglary in Harrowby in September 2024")).hits[0].file == "2024-09.txt"


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("the Wenmark Domestic Abuse Partnership (WDAP) met", {("WDAP", "Wenmark Domestic Abuse Partnership")}),
        ("Office of the Police and Crime Commissioner (OPCC)", {("OPCC", "Office of the Police and Crime Commissioner")}),
        ("a Joint Patrol Group (“JPG”) was set up", {("JPG", "Joint Patrol Group")}),
        ("the report (Chair) was read", set()),
        ("Councillor Reid (AB) spoke", set()),
        ("Harrowby (RST)", set()),
    ],
)
def test_short_forms(text: str, pairs: set[tuple[str, str]]) -> None:
    assert find_short_forms(text) == pairs


def test_short_forms_work_both_ways() -> None:
    forms = gather_forms([("JPG", "Joint Patrol Group", 3), ("AB", "Alpha Beta", 1), ("AB", "Anchor Bay", 1)])
    assert expand("what did the JPG do", forms) == ["Joint Patrol Group"]
    assert expand("what did the joint patrol group do?", forms) == ["JPG"]
    assert expand("AB", forms) == []  # means two things here
