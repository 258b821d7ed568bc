"""Filters: the truth and the word index must leave the same passages, and search only those."""

from __future__ import annotations

import pytest

from index.archive import Archive
from index.errors import QueryError
from index.records import Filters, Query
from index.store.filters import find_days
from tests.index.papers import SERIES, make_reading

ALL = {"2024-03.txt", "2024-09.txt", "marlock.txt", "undated.txt"}


@pytest.mark.parametrize(
    ("filters", "files"),
    [
        (Filters(), ALL),
        (Filters(meeting_from="2024-03-05"), {"2024-03.txt", "2024-09.txt"}),
        (Filters(meeting_from="2024-03-06"), {"2024-09.txt"}),
        (Filters(meeting_to="2024-03-05"), {"2024-03.txt", "marlock.txt"}),
        (Filters(meeting_from="2023-11-20", meeting_to="2023-11-25"), {"marlock.txt"}),  # only the month is printed
        (Filters(meeting_from="2024", meeting_to="2024"), {"2024-03.txt", "2024-09.txt"}),
        (Filters(bodies=("marlock town  COUNCIL",)), {"marlock.txt"}),
        (Filters(bodies=("Marlock Town Council", "Wenmark Police and Crime Panel")), ALL - {"undated.txt"}),
        (Filters(doc_types=("report", "newsletter")), {"marlock.txt", "undated.txt"}),
        (Filters(people=("jane smith",)), {"2024-03.txt", "2024-09.txt"}),
        (Filters(people=("Omar Reid", "Nobody")), {"marlock.txt"}),
        (Filters(organisations=("Tolsey Council",)), {"2024-09.txt"}),
        (Filters(amount_min=4500, amount_max=4500), {"2024-09.txt"}),
        (Filters(amount_min=5000), {"2024-03.txt"}),
        (Filters(amount_max=5000), {"2024-09.txt"}),
        (Filters(doc_ids=(SERIES[3].document.doc_id,)), {"undated.txt"}),
        (Filters(people=("Jane Smith",), amount_min=1), set()),  # never in one passage
        (Filters(people=("Jane Smith",), meeting_from="2024-09-01"), {"2024-09.txt"}),
        (Filters(bodies=("Nowhere",)), set()),
    ],
)
def test_filters_leave(series: Archive, filters: Filters, files: set[str]) -> None:
    result = series.search(Query("the report about burglary, cameras, gardens and parking", filters))
    assert {hit.file for hit in result.hits} == files
    assert {paper.file for paper in series.papers(filters)} == files
    assert series._indexes.words.find_ids(filters) == series._store.find_ids(filters).tolist()


def test_the_date_of_the_part_comes_before_that_of_the_paper(archive: Archive) -> None:
    archive.put(make_reading("pack.txt", ["Bound in with the pack."], date="2024-09-10", part_date="2024-06-04"))
    assert archive.search(Query("pack", Filters(meeting_to="2024-06-30"))).hits
    assert not archive.search(Query("pack", Filters(meeting_from="2024-07-01"))).hits


@pytest.mark.parametrize(
    "filters",
    [
        Filters(meeting_from="yesterday"),
        Filters(meeting_to="2024-13"),
        Filters(meeting_from="2024-05-01", meeting_to="2024-04-01"),
        Filters(amount_min=10, amount_max=5),
        Filters(amount_min=float("nan")),
    ],
)
def test_senseless_filters_are_refused(series: Archive, filters: Filters) -> None:
    with pytest.raises(QueryError):
        series.search(Query("burglary", filters))


@pytest.mark.parametrize(
    ("printed", "days"),
    [
        ("2019-02", ("2019-02-01", "2019-02-28")),
        ("2020-02", ("2020-02-01", "2020-02-29")),
        ("2019", ("2019-01-01", "2019-12-31")),
        ("2018-04-01/2019-03-31", ("2018-04-01", "2019-03-31")),
        ("2019-11-05", ("2019-11-05", "2019-11-05")),
        ("soon", (None, None)),
        (None, (None, None)),
    ],
)
def test_days_of_a_date_as_printed(printed: str | None, days: tuple[str | None, str | None]) -> None:
    assert find_days(printed) == days
