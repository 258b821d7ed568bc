"""A quote is found again by its own words; another word or another figure is not it."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.archive import Archive
from index.quotes import find_landing, find_quote, make_key
from ingest.spans import Span
from tests.index.papers import make_reading

TEXT = "1.1 The pre-cept rose by 2%. Café – £1,200 was\npaid to the ﬁre service.\n1.2 The precept\nrose by 2 %. It rose by 3%."


@pytest.mark.parametrize(
    ("quote", "near", "found"),
    [
        ("The precept rose by 2%.", 0, "The pre-cept rose by 2%"),
        ("The precept rose by 2%.", 90, "The precept\nrose by 2 %"),
        ("£1,200 WAS PAID to the fire service", 0, "£1,200 was\npaid to the ﬁre service"),
        ("£1,200 was pa", 0, "£1,200 was\npa"),
        ("café", 0, "Café"),
        ("The precept rose by 4%.", 0, None),
        ("$1,200 was paid", 0, None),
        ("The precept rose", 200, "The precept\nrose"),
        ("–", 0, None),
    ],
)
def test_found_by_its_letters_and_digits(quote: str, near: int, found: str | None) -> None:
    span = find_quote(TEXT, make_key(quote), near)
    assert (TEXT[span.start : span.end] if span else None) == found


@pytest.mark.parametrize("key", ["", "5", "0-0123456789ab", "5-XYZ", "99999999-0123456789ab", "../../etc", "5-0123456789ab-"])
def test_what_is_no_key_finds_nothing(key: str) -> None:
    assert find_quote(TEXT, key) is None


FIRST = ["Members noted the accounts.", "The fee for the hall at Tolsey is £40 an hour.", "Any other business."]


@pytest.mark.parametrize(
    ("later", "state", "lands_on"),
    [
        (None, "same", FIRST[1]),
        (["A new opening.", *FIRST], "replaced", FIRST[1]),
        ([FIRST[0], "The fee for the hall at  Tolsey is £40 an hour.", "End."], "replaced", "The fee for the hall at  Tolsey is £40 an hour."),
        ([FIRST[0], "The fee for the hall at Tolsey is £45 an hour."], "changed", "The fee for the hall at Tolsey is £45 an hour."),
        (["Withdrawn."], "changed", None),
    ],
)
def test_a_link_to_a_paper_that_was_replaced(home: Path, later: list[str] | None, state: str, lands_on: str | None) -> None:
    first = make_reading("fees.txt", FIRST)
    at = first.document.paragraphs[1].span
    with Archive.open(home, create=True, embedder="hashing") as archive:
        archive.put(first)
        if later is not None:
            archive.put(make_reading("fees.txt", later))
        landing = find_landing(archive, first.document.doc_id, make_key(FIRST[1]), at=at, number="2")
        assert landing.state == state
        assert (archive.document(landing.doc_id).quote(landing.span).rstrip(".") if landing.span else None) == (lands_on and lands_on.rstrip("."))


def test_words_that_moved_within_the_paper_and_a_paper_that_is_gone(home: Path) -> None:
    reading = make_reading("fees.txt", FIRST)
    with Archive.open(home, create=True, embedder="hashing") as archive:
        archive.put(reading)
        landing = find_landing(archive, reading.document.doc_id, make_key(FIRST[1]), at=Span(3, 9), number="9")
        assert (landing.state, landing.span) == ("moved", Span(28, 28 + len(FIRST[1]) - 1))
        archive.remove("fees.txt")
        assert find_landing(archive, reading.document.doc_id, make_key(FIRST[1])).state == "gone"
