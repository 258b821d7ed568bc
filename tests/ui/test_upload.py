"""Names of uploaded files, and what the app hears from the program that adds them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from ui.upload import keep_upload, outcome_table, run_add, safe_name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("minutes 2023-03-14 (draft).pdf", "minutes 2023-03-14 (draft).pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("annex\u202efdp.exe", "annexfdp.exe"),
        ("..", "paper"),
        ("", "paper"),
        (".pdf", "paper.pdf"),
        ("a\x00b\nc.pdf", "abc.pdf"),
        ("<img src=x onerror=y>.pdf", "_img src_x onerror_y_.pdf"),
        ("$(rm -rf).txt", "_(rm -rf).txt"),
        ("-rf.pdf", "-rf.pdf"),
    ],
)
def test_safe_names(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_long_names_are_cut_but_keep_their_ending() -> None:
    name = safe_name("é" * 400 + ".pdf")
    assert len(name.encode()) <= 120
    assert name.endswith(".pdf")


def test_an_upload_stays_within_the_archive(tmp_path: Path) -> None:
    kept = keep_upload(tmp_path / "archive", "../../outside.txt", io.BytesIO(b"words"))
    assert kept == tmp_path / "archive" / "uploads" / "outside.txt"
    assert kept.read_bytes() == b"words"
    assert [path.name for path in kept.parent.iterdir()] == ["outside.txt"]


def test_a_run_that_fails_is_one_failed_row(tmp_path: Path) -> None:
    """The archive cannot be made where a file lies: the last row says so."""
    blocked = tmp_path / "archive"
    blocked.write_text("in the way")
    rows = [row for row in run_add(blocked, [tmp_path / "none.pdf"]) if row is not None]
    assert [row["outcome"] for row in rows] == ["failed"]
    assert rows[0]["reason"]


def test_outcomes_name_files_not_folders_and_escape_them() -> None:
    rows = [
        {"path": "/srv/a/uploads/good.pdf", "outcome": "added", "pages": 3, "doc_id": "0123456789abcdef"},
        {"path": "/srv/a/uploads/<b>.pdf", "outcome": "failed", "reason": "/srv/a/uploads/<b>.pdf: empty; send it again"},
    ]
    table = outcome_table(rows)
    assert "/srv/a" not in table
    assert "&lt;b&gt;.pdf" in table
    assert '<a href="/paper?doc=0123456789abcdef" target="_self">good.pdf</a>' in table
    assert "2 files are in the archive" in outcome_table([rows[0], rows[0]])
    assert "1 file is in the archive" in outcome_table(rows[:1])
    assert "1 of 2 files are in the archive" in table
    assert table.index("Could not be added") < table.index("good.pdf")


def test_a_restricted_outcome_says_why() -> None:
    row = {"path": "/srv/lease.pdf", "outcome": "added", "pages": 2, "reason": "", "restricted": "printed on it: NOT FOR PUBLICATION"}
    shown = outcome_table([row, row | {"restricted": ""}])
    assert shown.count("Restricted: printed on it: NOT FOR PUBLICATION") == 1
