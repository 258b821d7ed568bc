"""Whose paper it is: names of bodies without the kind of meeting, and regulators that are only named."""

from __future__ import annotations

import pytest

from ingest.structure import build_document
from ingest.structure.bodies import find_names
from tests.structure.pages import make_flow


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Marlock Annual Parish Meeting", ["Marlock Parish Meeting"]),
        ("May Annual Parish Meeting", ["Parish Meeting"]),
        ("Minutes of the Wenmark Police and Crime Panel", ["Wenmark Police and Crime Panel"]),
        ("As Chair of the Wenmark Data Panel", ["Wenmark Data Panel"]),
        ("Membership of the Tolsey Town Council", ["Tolsey Town Council"]),
        ("Government’s Wenmark Growth Commission", ["Wenmark Growth Commission"]),
        ("the Local Authority", []),
    ],
)
def test_names_of_bodies(text: str, names: list[str]) -> None:
    assert find_names(text) == names


def test_a_regulator_at_the_head_of_a_councils_annex_is_not_its_body() -> None:
    lines = ["Wenmark County Council", "Annex 2: Adult care", "The Care Quality Commission will inspect the service.", "CARE QUALITY COMMISSION ASSESSMENT", "1. The plan was agreed by the Council."]
    assert build_document(make_flow(lines, "annex.txt")).body == "Wenmark County Council"


def test_the_day_of_publication_is_read_off_its_line() -> None:
    lines = ["Wenmark Plan", "Published by Ann Dale, Commissioner for Wenmark, on 19 December 2024.", "How the plan was made", "Many people answered."]
    assert build_document(make_flow(lines, "plan.txt")).published_on == "2024-12-19"


@pytest.mark.parametrize("printed", ["Police & Crime Commissioner for Wenmark", "Police and Crime Commissioner for Wenmark"])
def test_a_body_goes_by_one_spelling(printed: str) -> None:
    lines = [printed, "Decision record", "Title: Grant to the youth club", "Date: 4 March 2024", "The grant was approved."]
    assert build_document(make_flow(lines, "decision.txt")).body == "Police and Crime Commissioner for Wenmark"
