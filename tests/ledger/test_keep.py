"""What the ledger keeps of an archive: worked out once however many ask, and not pushed out by what there is one of for each paper."""

from __future__ import annotations

import threading
import time
from types import SimpleNamespace
from typing import Any

import pytest

from ledger.papers import KEPT, keep


def test_readers_who_ask_at_once_share_one_working_out() -> None:
    archive: Any = SimpleNamespace(path="shelf-of-many-readers", sequence=1)
    runs, got = [], []

    def work_out() -> str:
        runs.append(1)
        time.sleep(0.05)
        return "people"

    threads = [threading.Thread(target=lambda: got.append(keep(archive, "people", work_out))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == ["people"] * 8
    assert len(runs) == 1


def test_what_there_is_one_of_outlives_what_there_is_one_of_for_each_paper() -> None:
    archive: Any = SimpleNamespace(path="shelf-of-many-papers", sequence=1)
    keep(archive, "groups", lambda: "worked out")
    for number in range(3 * KEPT):
        keep(archive, ("family", number), lambda: "one of many")
    assert keep(archive, "groups", lambda: "again") == "worked out"
    assert keep(archive, ("family", 0), lambda: "again") == "again"


def test_another_state_of_the_archive_is_worked_out_anew() -> None:
    archive: Any = SimpleNamespace(path="shelf-that-changes", sequence=1)
    keep(archive, "people", lambda: "of state 1")
    archive.sequence = 2
    assert keep(archive, "people", lambda: "of state 2") == "of state 2"


def test_a_failure_is_not_kept() -> None:
    archive: Any = SimpleNamespace(path="shelf-that-fails-once", sequence=1)

    def fail() -> str:
        raise ValueError("not today")

    with pytest.raises(ValueError, match="not today"):
        keep(archive, "people", fail)
    assert keep(archive, "people", lambda: "read") == "read"


def test_what_is_worked_out_within_belongs_to_the_state_at_which_it_began() -> None:
    archive: Any = SimpleNamespace(path="shelf-that-grows-meanwhile", sequence=1)

    def work_out() -> str:
        archive.sequence = 2  # a paper is added while the threads are followed
        return keep(archive, "people", lambda: "of state 1")

    assert keep(archive, "threads", work_out) == "of state 1"
    assert keep(archive, "people", lambda: "of state 2") == "of state 2"
