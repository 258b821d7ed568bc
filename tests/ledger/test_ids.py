"""Ids of rows and threads: the same after another reading, of their own where rows say the same."""

from __future__ import annotations

import pytest

from ledger.commitments import all_threads, find_thread
from ledger.ids import former_id, make_id
from ledger.register import plain_entries
from tests.ledger.papers import Holding, make_paper, owed

TASK = "Action: Clerk to write to the water company about the burst culvert by 30 April 2024"
NOTED = "RESOLVED that the report be noted."


def hold(*lead: str, heading: str = "7/24 Drainage", body: str = "Wenmark Police and Crime Panel") -> Holding:
    """An archive of one paper of 5 March 2024 in which words may stand before the task."""
    paper = make_paper("march.txt", "2024-03-05", [(heading, [*lead, TASK])], body=body)
    return Holding(paper, rows={paper.doc_id: [owed(paper, TASK)]})


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        (("action", "2024-03-05", TASK), ("action", "2024-03-05", TASK.replace("Action: ", "ACTION –\n")), True),
        (("action", "2024-03-05", "Clerk to co-operate"), ("action", "2024-03-05", "Clerk to cooperate"), True),
        (("action", "2024-03-05", TASK), ("action", "2024-05-07", TASK), False),
        (("action", "2024-03-05", TASK), ("commitment", "2024-03-05", TASK), False),
        (("action", "2024-03-05", TASK), ("action", "2024-03-05", TASK.replace("30 April", "20 April")), False),
        (("action", None, TASK), ("action", None, TASK), True),
    ],
)
def test_what_an_id_is_made_of(one: tuple[str, str | None, str], two: tuple[str, str | None, str], same: bool) -> None:
    assert (make_id(*one) == make_id(*two)) is same


def test_ids_stay_when_the_paper_is_read_anew() -> None:
    before, after = hold(), hold("A line that the first reading had missed.", heading="7/24 Drains")
    assert plain_entries(before)[0].place != plain_entries(after)[0].place
    assert plain_entries(before)[0].entry_id == plain_entries(after)[0].entry_id
    assert all_threads(before)[0].thread_id == all_threads(after)[0].thread_id


def test_rows_that_say_the_same_have_ids_of_their_own() -> None:
    words = [("7/24 Drainage", [NOTED]), ("8/24 Finance", [NOTED])]
    march = make_paper("march.txt", "2024-03-05", words)
    other = make_paper("tolsey.txt", "2024-03-05", words, body="Tolsey Parish Council")
    first = owed(march, NOTED, "decision")
    again = march.text.rindex(NOTED)
    rows = [first, type(first)("decision", type(first.span)(again, again + len(NOTED)), 0, made_on="2024-03-05")]
    holding = Holding(march, other, rows={march.doc_id: rows, other.doc_id: rows})
    ids = [entry.entry_id for entry in plain_entries(holding)]
    assert len(ids) == len(set(ids)) == 4
    assert ids == [entry.entry_id for entry in plain_entries(Holding(other, march, rows={march.doc_id: rows, other.doc_id: rows}))]


def test_an_id_of_the_time_before_leads_to_the_same_thread() -> None:
    holding = hold()
    entry = plain_entries(holding)[0]
    assert former_id(entry.place) != entry.entry_id
    assert find_thread(holding, former_id(entry.place)) == find_thread(holding, entry.entry_id) == all_threads(holding)[0]
    assert find_thread(holding, "00000000") is None
