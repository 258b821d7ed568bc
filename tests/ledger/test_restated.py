"""A promise that later papers print again is one thread; one that says more, or another day, stays its own."""

from __future__ import annotations

import pytest

from ledger.commitments import all_threads, find_thread
from ledger.register import all_entries
from tests.ledger.papers import Holding, make_paper, owed
from tests.ledger.test_threads import FILLER

FIRST = "The Commissioner promised that both ferry landings at Marlock would have lamps by 30 April 2024."


def hold(heading: str, again: str, words: str, *, due: str | None) -> Holding:
    """An archive with :data:`FIRST` and ``words``, which a paper of May takes down as a promise in the paragraph ``again``."""
    first = make_paper("march.txt", "2024-01-09", [("7/24 Ferries", [FIRST]), *FILLER])
    later = make_paper("may.txt", "2024-05-07", [(heading, [again]), *FILLER], doc_type="report")
    rows = {
        first.doc_id: [owed(first, FIRST, "commitment", owner="Ada Thorne", due="2024-04-30")],
        later.doc_id: [owed(later, words, "commitment", owner="Ada Thorne", due=due)],
    }
    return Holding(first, later, rows=rows)


LOG = "No.\tOrigin\tMinute\tAction\tDue\tPosition\n1\t9 January 2024\t7/24\tLamps for both ferry landings at Marlock\t30 April 2024\tMoved to June 2024."
AGAIN = "In January the Commissioner promised that both ferry landings at Marlock would have lamps by 30 April 2024."
MORE = "In January the Commissioner promised that both ferry landings at Marlock would have 140 lamps by 30 April 2024."


@pytest.mark.parametrize(
    ("heading", "again", "words", "due", "threads"),
    [
        ("Action log", LOG, "Lamps for both ferry landings at Marlock", None, 1),
        ("Ferries", AGAIN, AGAIN, "2024-04-30", 1),
        ("Ferries", MORE, MORE, "2024-04-30", 2),
        ("Ferries", AGAIN, AGAIN, "2025-04-30", 2),
        ("Ferries", "The ferry would have a bell by 30 April 2024.", "The ferry would have a bell by 30 April 2024.", "2024-04-30", 2),
    ],
    ids=["a row of a log", "the same day", "a figure more", "another day", "another thing"],
)
def test_what_is_said_again_begins_no_thread(heading: str, again: str, words: str, due: str | None, threads: int) -> None:
    assert len(all_threads(hold(heading, again, words, due=due))) == threads


def test_the_row_of_what_is_said_again_leads_to_the_thread() -> None:
    holding = hold("Action log", LOG, "Lamps for both ferry landings at Marlock", due=None)
    (thread,) = all_threads(holding)
    assert [step.kind for step in thread.steps] == ["made", "changed"]
    assert [find_thread(holding, row) for row in thread.entry_ids] == [thread, thread]
    assert {row.thread_id for row in all_entries(holding)} == {thread.thread_id}
