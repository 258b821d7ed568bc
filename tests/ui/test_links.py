"""Addresses: what goes in comes out, what makes no sense is said in one line."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from index.errors import QueryError
from index.quotes import make_key
from index.records import Filters
from ingest.spans import Span
from tests.index.papers import make_reading
from ui import links

FULL = Filters(
    meeting_from="2022-01-01",
    meeting_to="2023-06-30",
    bodies=("Wenmark Police and Crime Panel", "A & B = C"),
    doc_types=("minutes",),
    people=("Ada Brook",),
    organisations=("Tolsey Council",),
    amount_min=5000.0,
    amount_max=1250.5,
    doc_ids=("0123456789abcdef",),
)


def parameters(address: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(address).query)


@pytest.mark.parametrize("filters", [Filters(), Filters(people=("Ines Harrow",)), Filters(amount_max=0.5)])
def test_filters_survive_the_address(filters: Filters) -> None:
    assert links.to_filters(parameters(links.search_address("dogs", filters))) == filters


def test_every_filter_survives_the_address() -> None:
    wide = Filters(**{name: getattr(FULL, name) for name in FULL.__slots__ if name != "amount_max"}, amount_max=90_000.5)
    assert links.to_filters(parameters(links.ask_address("Why?", wide, cite=2))) == wide


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"from": ["2019"]}, ("2019-01-01", None)),
        ({"to": ["2019"]}, (None, "2019-12-31")),
        ({"from": ["2019-02"], "to": ["2019-02"]}, ("2019-02-01", "2019-02-31")),
        ({"from": [" "]}, (None, None)),
    ],
)
def test_part_of_a_date(given: dict[str, list[str]], expected: tuple[str | None, str | None]) -> None:
    filters = links.to_filters(given)
    assert (filters.meeting_from, filters.meeting_to) == expected


@pytest.mark.parametrize(("text", "pounds"), [("5000", 5000), ("£5,000", 5000), ("5k", 5000), ("1.2m", 1_200_000), ("0.50", 0.5)])
def test_amounts(text: str, pounds: float) -> None:
    assert links.to_filters({"min": [text]}).amount_min == pytest.approx(pounds)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"from": ["yesterday"]}, "not a date"),
        ({"from": ["2019-13-01"]}, "not a date"),
        ({"from": ["2019-13"]}, "not a date"),
        ({"from": ["2020"], "to": ["2019"]}, "swap"),
        ({"min": ["lots"]}, "not an amount"),
        ({"min": [","]}, "not an amount"),
        ({"min": ["9"], "max": ["1"]}, "swap"),
    ],
)
def test_senseless_filters_are_said_in_one_line(given: dict[str, list[str]], says: str) -> None:
    with pytest.raises(QueryError, match=says) as error:
        links.to_filters(given)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("3-9", (Span(3, 9),)),
        ("3-9,12-15", (Span(3, 9), Span(12, 15))),
        ("9-3", ()),
        ("3-3", ()),
        ("", ()),
        ("-1-4;drop", (Span(1, 4),)),
        ("99999999999999-3", ()),
        ("<script>", ()),
    ],
)
def test_spans(text: str, spans: tuple[Span, ...]) -> None:
    assert links.to_spans(text) == spans


def test_a_paper_address_holds_quote_words_page_and_tags() -> None:
    address = links.paper_address("0123456789abcdef", at=Span(3, 9), lit=[Span(3, 5)], page=2, tags=("DATE", "ORG"))
    assert parameters(address) == {"doc": ["0123456789abcdef"], "at": ["3-9"], "lit": ["3-5"], "page": ["2"], "tags": ["DATE,ORG"]}


@pytest.mark.parametrize("value", ["", "../../etc/passwd", "0123456789ABCDEF", "0123", "g" * 16, "0" * 65])
def test_what_is_no_paper(value: str) -> None:
    assert not links.is_doc_id(value)


def test_toggling_a_filter_twice_changes_nothing() -> None:
    once = links.toggled(FULL, "people", "Tom Sedge")
    assert once.people == ("Ada Brook", "Tom Sedge")
    assert links.toggled(once, "people", "Tom Sedge") == FULL


@pytest.mark.parametrize(("text", "number"), [("3", 3), ("0", 1), ("-3", 7), ("x", 7), ("", 7), ("9" * 12, 7), ("²", 7)])
def test_numbers_in_addresses(text: str, number: int) -> None:
    assert links.whole_number({"p": [text]}, "p", 7) == number


def test_a_quote_address_names_the_words_and_the_paragraph() -> None:
    document = make_reading("fees.txt", ["Members noted the accounts.", "The fee is £40 an hour."]).document
    span = document.paragraphs[1].span
    key = make_key(document.quote(span))
    assert links.quote_address(document, span) == f"/paper?doc={document.doc_id}&at=28-51&quote={key}&para=2"
    assert links.permalink(document, span) == f"/cite/{document.doc_id}/{key}?at=28-51&para=2"


@pytest.mark.parametrize(
    ("made", "address"),
    [
        (links.pack_address("Who paid?", Filters(bodies=("Wenmark",))), "/api/pack?question=Who+paid%3F&by=Wenmark"),
        (links.pack_address("Who paid?", Filters(doc_types=("minutes",)), "amount"), "/api/pack?question=Who+paid%3F&type=minutes&kind=amount"),
        (links.quote_pack_address("0123456789abcdef", Span(3, 9)), "/api/pack?paper=0123456789abcdef&at=3-9"),
        (links.search_file_address("hall", form="json"), "/api/search?q=hall&top=100&order=relevance&format=json"),
        (links.search_feed_address("hall", Filters(meeting_from="2024-01-01")), "/feed/search?q=hall&from=2024-01-01"),
        (links.register_file_address([("kind", "decision"), ("state", "")]), "/api/register?kind=decision&format=csv"),
        (links.register_feed_address([("by", "Wenmark")]), "/feed/register?by=Wenmark"),
    ],
)
def test_addresses_of_what_is_taken_away(made: str, address: str) -> None:
    assert made == address
