"""What the ledger keeps in an archive's folder: read by the next process, and passed over when anything has changed."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from ledger import kept
from ledger.commitments import all_threads
from ledger.holdings import find_holdings
from ledger.kept import keep_on_disk
from ledger.papers import keep
from ledger.people import find_people
from ledger.ready import make_ready
from ledger.register import plain_entries
from tests.ledger.papers import Holding, make_paper, named, owed

ROOT = Path(__file__).resolve().parents[2]
PROMISE = "Action: the Clerk to write to the water company about the burst culvert at Marlock."


def holding(home: Path, sequence: int = 1) -> Holding:
    """Each has papers of its own in memory, as another process would; ``home`` is the same."""
    first = make_paper("march.txt", "2024-03-05", [("7/24 Drainage", [PROMISE, "The Chief Constable, Ivo Marsh, was thanked."])])
    later = make_paper("may.txt", "2024-05-07", [("Matters arising", ["The Clerk had written to the water company about the burst culvert (7/24)."])])
    tags = {first.doc_id: named(first, ("Ivo Marsh", "PERSON", "Ivo Marsh"))}
    made = Holding(first, later, rows={first.doc_id: [owed(first, PROMISE, owner="the Clerk")]}, tags=tags)
    made.path, made.sequence = str(home), sequence
    return made


class Forgetful:
    """The same archive to a process that has nothing in memory: ``keep`` goes by the path as written."""

    def __init__(self, held: Holding, alias: str) -> None:
        self._held, self.path = held, alias

    def __getattr__(self, name: str) -> object:
        return getattr(self._held, name)


def test_all_that_is_kept_is_read_back_as_it_was(tmp_path: Path) -> None:
    here = holding(tmp_path)
    make_ready(here)
    again: object = Forgetful(holding(tmp_path), f"{tmp_path}/.")
    for find in (plain_entries, find_people, find_holdings, all_threads):
        made, read = find(here), find(again)  # type: ignore[operator]
        assert made
        assert read == made
        assert read is not made
    assert sorted(path.name for path in (tmp_path / "ledger").glob("*.json")) == [
        "all-conflicts-public.json", "holdings-public.json", "people-public.json", "plain-entries-public.json", "threads-public.json",
    ]  # fmt: skip
    assert not list((tmp_path / "ledger").glob("*.partial"))


def answer_twice(home: Path, between: object = None, sequence: int = 1, restricted: bool = False) -> str:
    """What a second process gets, whose own working-out would say "anew"."""
    keep_on_disk(holding(home), "people", str, lambda: "as kept")
    if callable(between):
        between()
    second = holding(home, sequence)
    second.path = f"{home}/."
    second.shows_restricted = restricted  # type: ignore[attr-defined]
    return keep_on_disk(second, "people", str, lambda: "anew")


def test_the_second_process_reads(tmp_path: Path) -> None:
    assert answer_twice(tmp_path) == "as kept"


def test_another_state_is_worked_out_anew(tmp_path: Path) -> None:
    assert answer_twice(tmp_path, sequence=2) == "anew"


def test_what_the_public_sees_and_what_staff_see_are_kept_apart(tmp_path: Path) -> None:
    assert answer_twice(tmp_path, restricted=True) == "anew"


def test_a_program_with_other_rules_works_it_out_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert answer_twice(tmp_path, lambda: monkeypatch.setattr(kept, "digest_of_source", lambda: "other rules")) == "anew"


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff\x00", b'{"sequence": 1}\n"as kept"', None])
def test_a_damaged_file_is_passed_over_and_mended(tmp_path: Path, damage: bytes | None) -> None:
    file = tmp_path / "ledger" / "people-public.json"

    def harm() -> None:
        # None: whole, but of another type than is wanted
        file.write_bytes(damage if damage is not None else file.read_bytes().partition(b"\n")[0] + b"\n[1, 2]")

    assert answer_twice(tmp_path, harm) == "anew"
    assert file.read_bytes().endswith(b'\n"anew"')


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "ledger").write_text("a file where the folder would be")
    assert answer_twice(tmp_path) == "anew"


def test_two_who_start_at_once_share_one_working_out(tmp_path: Path) -> None:
    begun, runs, got = threading.Event(), [], []
    slow, waiting = holding(tmp_path), holding(tmp_path)
    waiting.path = f"{tmp_path}/."

    def work_out() -> str:
        begun.set()
        runs.append(1)
        threading.Event().wait(0.3)
        return "once"

    one = threading.Thread(target=lambda: got.append(keep_on_disk(slow, "people", str, work_out)))
    one.start()
    assert begun.wait(5)
    got.append(keep_on_disk(waiting, "people", str, work_out))
    one.join()
    assert got == ["once", "once"]
    assert len(runs) == 1


def test_papers_that_come_meanwhile_do_not_pass_for_those_that_were_read(tmp_path: Path) -> None:
    here = holding(tmp_path)

    def work_out() -> str:
        here.sequence = 2  # another process adds a paper
        return "of state 1"

    # begun at state 1, by something that asks for this in turn
    keep(here, "a page", lambda: (setattr(here, "sequence", 2), keep_on_disk(here, "people", str, work_out)))
    later = holding(tmp_path, 2)
    later.path = f"{tmp_path}/."
    assert keep_on_disk(later, "people", str, lambda: "of state 2") == "of state 2"


def test_the_worker_says_what_is_wrong_and_fails(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "ledger.ready", str(tmp_path)], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode
    assert "no archive there" in done.stderr
