"""The register's page: what it is narrowed to, its order, and what stands in a row."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index import Archive
from ingest.spans import Span
from ledger.records import Entry, Place
from ledger.register import RegisterFilters
from tests.index.papers import SERIES
from ui.links import register_address
from ui.register import in_order, register_form, row, tabs, to_register_filters
from ui.shelf import Shelf

PLACE = Place(SERIES[0].document.doc_id, Span(0, 10))


def make_entry(name: str, made_on: str | None, due: str | None = None, status: str | None = None) -> Entry:
    return Entry(
        entry_id=name, thread_id=None, kind="action", place=PLACE, also_at=(), quote=name, file="a.txt", title="Minutes", body=None, paper_status="unknown",
        page_no=1, paragraph_number=None, owner="The <Clerk>", owner_inferred=False, due=due, due_text=None, due_inferred=False, made_on=made_on, topic=None,
        outcome=None, vote=None, mover=None, seconder=None, status=status,  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    with Archive.open(tmp_path_factory.mktemp("register") / "archive", create=True, embedder="hashing") as archive:
        archive.put(SERIES[0])
        yield Shelf(archive)


@pytest.mark.parametrize(("order", "names"), [("", ["b", "c", "a", "d"]), ("oldest", ["a", "b", "c", "d"]), ("due", ["c", "a", "b", "d"]), ("<b>", ["b", "c", "a", "d"])])
def test_orders(order: str, names: list[str]) -> None:
    entries = (make_entry("a", "2024-01-09", "2024-06-30"), make_entry("b", "2024-03-05"), make_entry("c", "2024-03-05", "2024-04"), make_entry("d", None))
    assert [entry.quote for entry in in_order(entries, order)] == names


def test_what_is_outstanding_is_one_click_and_says_where_it_is() -> None:
    html = tabs({"state": "outstanding", "words": ""}, "due", "2024-05-06")
    assert '<a href="/register?state=outstanding&amp;order=due" target="_self" aria-current="true"' in html
    assert 'href="/register?state=outstanding&amp;dueto=2024-05-06&amp;order=due"' in html
    assert '<a href="/register?state=outstanding" target="_self" data-focus="#pp-result">Newest first</a>' in html
    assert tabs({"state": "outstanding", "words": "boiler"}, "", None).count("aria-current") == 1, "narrowed further, only the order is current"


def test_the_address_of_some_rows_is_read_as_the_limits_they_came_from() -> None:
    limits = RegisterFilters(("commitment", "action"), "clerk", "Wenmark", "2024-03-01", "2024-03-31", None, None, ("overdue", "open", "never mentioned again"), "roof")
    given = dict(pair.split("=") for pair in register_address(limits).partition("?")[2].split("&"))
    assert to_register_filters({name: [value] for name, value in given.items()}) == limits
    assert register_address(RegisterFilters(("decision",), statuses=("overdue",))) == "/register?kind=decision&state=overdue"


def test_days_are_folded_until_one_is_given() -> None:
    assert "<details><summary>Days on which" in register_form({})
    assert "<details open><summary>Days on which" in register_form({"dueto": "2024"}, "due")
    assert 'name="order" value="due"' in register_form({}, "due")


def test_a_row_names_its_cells_where_there_are_no_heads(shelf: Shelf) -> None:
    html = row(shelf, make_entry("Write to the <Minister>", "2024-03-05", status="overdue"))
    assert '<td data-label="Owner">The &lt;Clerk&gt;</td>' in html
    assert '<td data-label="Due" class="pp-nothing">–</td>' in html
    assert '<td data-label="Status">past its date, no report found</td>' in html
