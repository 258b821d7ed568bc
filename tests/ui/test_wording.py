"""Days, amounts and coverage as a reader sees them."""

from __future__ import annotations

import pytest

from ledger.records import STATUSES
from ledger.register import KINDS
from ui.wording import count, coverage, day, days_within, pounds, to_kinds, to_statuses


@pytest.mark.parametrize(
    ("iso", "shown"),
    [
        ("2018-09-08", "8 Sep 2018"),
        ("2019-11", "Nov 2019"),
        ("2019", "2019"),
        ("2018-04-01/2019-03-31", "1 Apr 2018 – 31 Mar 2019"),
        (None, ""),
        ("", ""),
        ("2019-13", "2019-13"),
        ("spring", "spring"),
    ],
)
def test_days(iso: str | None, shown: str) -> None:
    assert day(iso) == shown


def test_days_within_a_sentence() -> None:
    assert days_within("5 papers from 2018-02-06 to 2019-09-18, file a-2018-02-06.pdf") == (
        "5 papers from 6 Feb 2018 to 18 Sep 2019, file a-2018-02-06.pdf"
    )


@pytest.mark.parametrize(("amount", "shown"), [(1817951, "£1,817,951"), (0.5, "£0.50"), (39_000_000.0, "£39,000,000")])
def test_amounts(amount: float, shown: str) -> None:
    assert pounds(amount) == shown


@pytest.mark.parametrize(
    ("layers", "pages", "paged", "shown"),
    [
        ({"good": 6}, 6, True, "6 pages"),
        ({"good": 1}, 1, True, "1 page"),
        ({"good": 4, "ocr": 2, "none": 1}, 7, True, "7 pages: 4 read, 2 by text recognition, 1 unreadable"),
        ({"good": 1}, 0, False, "no pages (text read)"),
    ],
)
def test_coverage(layers: dict[str, int], pages: int, paged: bool, shown: str) -> None:
    assert coverage(layers, pages, paged=paged) == shown


def test_counts() -> None:
    assert [count(0, "paper"), count(1, "paper"), count(1204, "paper")] == ["0 papers", "1 paper", "1,204 papers"]


def test_outstanding_and_owed_are_spelled_out() -> None:
    assert to_statuses(["outstanding"]) == ("overdue", "open", "never mentioned again")
    assert to_statuses(["done", ""]) == ("done",)
    assert to_kinds(["owed", "decision"]) == ("commitment", "action", "decision")
    assert set(to_statuses(["outstanding"])) < set(STATUSES)
    assert set(to_kinds(["owed"])) < set(KINDS)
