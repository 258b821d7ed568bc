"""Batches of files: every file has one outcome, whatever becomes of the others."""

from __future__ import annotations

import os
import re
import signal
from pathlib import Path

import pytest

from index.adding import add_paths, find_files
from index.archive import Archive
from index.errors import StoreError
from index.reader_process import ReaderDiedError, ReaderProcess, Watch
from index.records import FileOutcome
from ingest.errors import UnreadableFileError
from tests.index.papers import make_reading


def read_plainly(self: ReaderProcess, path: str):  # type: ignore[no-untyped-def]
    """Instead of a process: the file's lines as paragraphs, its own bytes' hash."""
    import hashlib
    from dataclasses import replace

    data = Path(path).read_bytes()
    if data.startswith(b"broken"):
        raise UnreadableFileError(path, "the file is broken; ask for another copy")
    if data.startswith(b"deadly"):
        raise ReaderDiedError(f"{path}: the reader ended (-9) while reading it")
    reading = make_reading(path, data.decode().splitlines())
    sha256 = hashlib.sha256(data).hexdigest()
    source = replace(reading.document.source, sha256=sha256)
    return replace(reading, document=replace(reading.document, doc_id=sha256[:16], source=source))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(ReaderProcess, "read", read_plainly)
    made = tmp_path / "papers"
    (made / "sub").mkdir(parents=True)
    for name, text in {
        "b.txt": "Burglary fell in Harrowby.", "a.txt": "The precept rose.", "sub/c.txt": "Cameras for Tolsey.",
        "copy.txt": "The precept rose.", "bad.pdf": "broken", "killer.pdf": "deadly", ".hidden": "secret",
        "README.md": "About these files.",
    }.items():  # fmt: skip
        (made / name).write_text(text)
    return made


def told(outcomes: tuple[FileOutcome, ...], folder: Path) -> dict[str, str]:
    return {os.path.relpath(outcome.path, folder): outcome.outcome for outcome in outcomes}


def test_every_file_has_its_outcome(archive: Archive, folder: Path) -> None:
    seen: list[tuple[int, int]] = []
    outcomes = add_paths(archive, [folder, folder / "absent.txt"], on_progress=lambda o, done, total: seen.append((done, total)))
    assert told(outcomes, folder) == {
        "a.txt": "added", "b.txt": "added", "bad.pdf": "failed", "copy.txt": "duplicate", "killer.pdf": "failed",
        "sub/c.txt": "added", "absent.txt": "failed",
    }  # fmt: skip
    assert seen == [(n, 7) for n in range(1, 8)]
    reasons = {Path(o.path).name: o.reason for o in outcomes}
    assert reasons["bad.pdf"] == "the file is broken; ask for another copy"
    assert "reader ended" in reasons["killer.pdf"]
    assert reasons["absent.txt"].startswith("there is no such file")
    assert archive.check() == ()


def test_second_run_finds_nothing_to_read(archive: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add_paths(archive, [folder])
    (folder / "b.txt").write_text("Burglary rose in Harrowby.")
    (folder / "bad.pdf").unlink()
    (folder / "killer.pdf").unlink()
    outcomes = told(add_paths(archive, [folder]), folder)
    assert outcomes == {"a.txt": "unchanged", "b.txt": "replaced", "copy.txt": "unchanged", "sub/c.txt": "unchanged"}
    monkeypatch.setattr(ReaderProcess, "read", lambda self, path: pytest.fail("read again"))
    assert set(told(add_paths(archive, [folder]), folder).values()) == {"unchanged"}


def test_again_reads_what_is_unchanged(archive: Archive, folder: Path) -> None:
    add_paths(archive, [folder / "a.txt"])
    assert [o.outcome for o in add_paths(archive, [folder / "a.txt"], again=True)] == ["replaced"]
    assert archive.check() == ()


def test_full_disk_fails_the_rest_but_keeps_what_is_there(archive: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add_paths(archive, [folder / "a.txt"])

    def full(*_: object, **__: object) -> str:
        raise StoreError("main.db: database or disk is full; no space is left on the disk")

    monkeypatch.setattr(archive, "put", full)
    outcomes = add_paths(archive, [folder / "b.txt", folder / "sub/c.txt"])
    assert [(o.outcome, "no space" in o.reason) for o in outcomes] == [("failed", True)] * 2
    assert len(archive.papers()) == 1


def test_folders_are_walked_in_order_and_loops_end(folder: Path) -> None:
    (folder / "sub" / "up").symlink_to(folder)
    names = [os.path.relpath(path, folder) for path in find_files([folder, folder / "a.txt"])]
    assert names == ["a.txt", "b.txt", "bad.pdf", "copy.txt", "killer.pdf", "sub/c.txt"]


def test_named_notes_are_papers_like_others(folder: Path) -> None:
    assert [Path(path).name for path in find_files([folder / "README.md"])] == ["README.md"]


def test_a_real_reader_reads_and_tells_what_it_cannot(tmp_path: Path) -> None:
    good, bad = tmp_path / "minutes.md", tmp_path / "empty.pdf"
    good.write_text("# Minutes\n\n1. Councillor Reid reported that burglary in Harrowby had fallen by 12%.\n")
    bad.write_bytes(b"")
    reader = ReaderProcess("hashing", ocr=False)
    try:
        reading = reader.read(str(good))
        assert "burglary in Harrowby" in reading.document.text
        assert reading.passages
        with pytest.raises(UnreadableFileError):
            reader.read(str(bad))
        process = reader._process
        assert process is not None
        process.kill()
        process.wait()
        assert reader.read(str(good)).document.doc_id == reading.document.doc_id  # started again
    finally:
        reader.stop()


def test_a_paper_that_will_not_end_is_given_up_and_the_next_is_read() -> None:
    before = signal.getsignal(signal.SIGALRM)
    watch = Watch(limit=0.1, every=0.05)
    watch.start()
    try:
        watch.reading("slow.pdf")
        with pytest.raises(ReaderDiedError, match=r"slow\.pdf: given up"):
            re.match(r"(a+)+$", "a" * 60 + "!")
        watch.reading(None)
        watch.look()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_a_reader_whose_parent_is_gone_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    watch = Watch()
    watch.look()
    monkeypatch.setattr("index.reader_process.os.getppid", lambda: 1)
    with pytest.raises(SystemExit):
        watch.look()
