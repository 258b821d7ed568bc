"""What a reader types in the search box, with operators between the words."""

from __future__ import annotations

import pytest

from index.archive import Archive
from index.errors import QueryError
from index.records import Filters, Query
from index.retrieve.matching import count_needed
from index.retrieve.operators import Typed, take_apart
from tests.index.papers import make_reading


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("knife crime", Typed("knife crime")),
        ('patrols "on foot" at night', Typed("patrols at night", ("on foot",))),
        ("patrols “on foot”", Typed("patrols", ("on foot",))),
        ("patrols -horses", Typed("patrols", (), ("horses",))),
        ('patrols -"on foot"', Typed("patrols", (), ("on foot",))),
        ('patrols person:"Ada Brook"', Typed("patrols", named=(("person", "Ada Brook"),))),
        ("Person:Brook ORG:HMICFRS", Typed("", named=(("person", "Brook"), ("org", "HMICFRS")))),
        ("after:2019-01 patrols before:2020", Typed("patrols", named=(("after", "2019-01"), ("before", "2020")))),
        ("over:£5k under:1.2m", Typed("", named=(("over", "£5k"), ("under", "1.2m")))),
        # no operators: a hyphen within a word, a negative figure, a colon after another word, a quotation mark left open
        ("drug-related crime fell by -5%", Typed("drug-related crime fell by -5%")),
        ("note: see the annex", Typed("note: see the annex")),
        ('the "open question', Typed("the open question")),
        ("overtime:5 superperson:Brook", Typed("overtime:5 superperson:Brook")),
        ('"" -"" person:""', Typed("")),
        ("'; DROP TABLE papers; --", Typed("'; DROP TABLE papers; --")),
    ],
)
def test_take_apart(text: str, typed: Typed) -> None:
    assert take_apart(text) == typed


def test_no_end_of_operators_is_read() -> None:
    typed = take_apart(" ".join(f"-word{letter}" for letter in "abcdefghijklmnopqrstuvwxyz" * 40))
    assert len(typed.without) == 20


@pytest.mark.parametrize(
    ("text", "filters"),
    [
        ("x after:2024", Filters(meeting_from="2024-01-01")),
        ("x after:2024-02", Filters(meeting_from="2024-02-01")),
        ("x before:2024-03", Filters(meeting_to="2024-02-29")),
        ("x after:2023 after:2024", Filters(meeting_from="2024-01-01")),
        ("x type:minutes", Filters(doc_types=("minutes",))),
        ("x type:Reports", Filters(doc_types=("report",))),
        ('x type:"performance report"', Filters(doc_types=("performance_report",))),
        ("x over:5k under:£1.2m", Filters(amount_min=5_000, amount_max=1_200_000)),
        ("x person:smith", Filters(people=("Jane Smith",))),
        ("x org:tolsey", Filters(organisations=("Tolsey Council",))),
        ("x body:marlock", Filters(bodies=("Marlock Town Council",))),
    ],
)
def test_operators_become_filters(series: Archive, text: str, filters: Filters) -> None:
    assert series.read_query(text) == Query("x", filters)


def test_filters_that_are_set_stay(series: Archive) -> None:
    query = series.read_query("x after:2020 person:reid", Filters(meeting_from="2024-01-01", people=("Jane Smith",)))
    assert query.filters == Filters(meeting_from="2024-01-01", people=("Jane Smith", "Omar Reid"))


def test_a_name_alone_is_looked_for_by_its_words(series: Archive) -> None:
    assert series.read_query("person:smith").text == "smith"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("x after:soon", "not a date"),
        ("x before:2024-13", "not a date"),
        ("x after:2024-02-31", "not a date"),
        ("x over:much", "not an amount"),
        ("x type:sonnet", "performance_report"),
        ("x person:nobody", "nobody of that name"),
    ],
)
def test_what_cannot_be_read_says_what_to_write(series: Archive, text: str, says: str) -> None:
    with pytest.raises(QueryError, match=says):
        series.read_query(text)


@pytest.fixture
def horses(archive: Archive) -> Archive:
    """Four papers about horses; only the first two have the words "mounted patrols" so."""
    for number, text in enumerate(
        (
            "2.1 The mounted patrols of Tolsey cost £4,100 a month.",
            "2.1 Mounted  patrols\nwere seen in Marlock and in Tolsey.",
            "2.1 A patrol that is mounted costs more than one on foot; the patrol mounted at six.",
            "2.1 The horses rest in Tolsey.",
        )
    ):
        amount = (("£4,100", "MONEY", "4100"),) if number == 0 else ()
        archive.put(make_reading(f"/papers/{number}.txt", [text], date=f"202{number}-03-05", title=f"Report {number}", mentions=amount))
    archive.commit()
    return archive


@pytest.mark.parametrize(
    ("text", "files"),
    [
        ('"mounted patrols"', {"0.txt", "1.txt"}),
        ('tolsey "mounted patrols" -marlock', {"0.txt"}),
        ('tolsey -"mounted patrols"', {"2.txt", "3.txt"}),
        ('"mounted patrol"', set()),
    ],
)
def test_phrases_and_words_left_out_hold_for_every_hit(horses: Archive, text: str, files: set[str]) -> None:
    assert {hit.file for hit in horses.search(horses.read_query(text)).hits} == files


def test_the_same_holds_before_the_index_is_level(horses: Archive) -> None:
    horses.put(make_reading("/papers/9.txt", ["The mounted patrols rode out."], title="Late"))
    query = horses.read_query('"mounted patrols"')
    assert {hit.file for hit in horses.search(query).hits} == {"0.txt", "1.txt", "9.txt"}
    assert horses.find_all(query)[0] == 3


def test_all_that_matches_newest_first(horses: Archive) -> None:
    total, hits = horses.find_all(horses.read_query("tolsey", top_k=2))
    assert (total, [hit.file for hit in hits]) == (3, ["3.txt", "1.txt"])
    total, hits = horses.find_all(horses.read_query("tolsey", top_k=2), offset=2)
    assert (total, [(hit.rank, hit.file) for hit in hits]) == (3, [(3, "0.txt")])
    assert [hits[0].text[span.start : span.end] for span in hits[0].matched] == ["Tolsey"]


def test_counts_and_amounts_have_their_places(horses: Archive) -> None:
    query = horses.read_query("tolsey")
    counts = horses.count_by_paper(query)
    assert [(count.day, count.passages) for count in counts] == [("2020-03-05", 1), ("2021-03-05", 1), ("2023-03-05", 1)]
    amount, *others = horses.find_amounts(query)
    assert (amount.day, amount.pounds, others) == ("2020-03-05", 4100.0, [])
    assert horses.document(amount.doc_id).quote(amount.span) == "£4,100"


def test_facets_of_a_query_count_only_what_matches(horses: Archive) -> None:
    facets = horses.facets(query=horses.read_query('"mounted patrols"'))
    assert facets["months"] == (("2020-03", 1), ("2021-03", 1))
    assert facets["amounts"] == (("1000-10000", 1),)


def test_facets_have_bands_of_amounts_in_their_order(series: Archive) -> None:
    assert series.facets()["amounts"] == (("1000-10000", 1), ("1000000-10000000", 1))


@pytest.mark.parametrize(("words", "needed"), [(1, 1), (2, 2), (3, 2), (4, 3), (6, 4), (0, 0)])
def test_most_of_the_words(words: int, needed: int) -> None:
    assert count_needed(words) == needed
