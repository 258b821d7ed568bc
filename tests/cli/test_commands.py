"""The command line on real files: outcomes, exit codes, one line on standard error, batch formats."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sqlite3
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from answer.question import KINDS
from panelpapers import main, printable

MINUTES = """# Wenmark Police and Crime Panel

Minutes of the meeting held on 12 March 2024

Present: Cllr Ada Thorne (Chair), Cllr Joss Pell, Mr Ivo Marsh

12/24 Rural response

The Commissioner, Helen Ashdown, told members that 14 officers had joined the rural team at a cost of £612,500.

RESOLVED that the report be noted.

13/24 Custody visiting

The Chief Executive will report back on custody visiting by 30 June 2024.
"""
LETTER = """# Letter to the Minister

4 April 2024

Dear Minister, the force received £1.2m less than it was promised for the year 2024/25.
"""


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with papers, one of them broken, and the archive made of it."""
    folder = tmp_path_factory.mktemp("shelf")
    papers = folder / "papers"
    papers.mkdir()
    (papers / "minutes-2024-03-12.md").write_text(MINUTES, encoding="utf-8")
    (papers / "letter.md").write_text(LETTER, encoding="utf-8")
    (papers / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    result = run("add", papers, "--archive", folder / "archive", "--progress-json", "--workers", 1)
    assert result.exit_code == 1, result.output
    rows = [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")]
    assert {Path(r["path"]).name: r["outcome"] for r in rows} == {
        "minutes-2024-03-12.md": "added",
        "letter.md": "added",
        "broken.pdf": "failed",
    }
    assert rows[-1]["done"] == rows[-1]["total"] == 3
    assert next(r for r in rows if r["outcome"] == "failed")["reason"]
    return folder


def test_adding_again_changes_nothing_and_shows_a_table(shelf: Path) -> None:
    result = run("add", shelf / "papers" / "letter.md", "--archive", shelf / "archive")
    assert result.exit_code == 0
    assert "unchanged" in result.stdout


def test_list_shows_every_paper(shelf: Path) -> None:
    rows = [json.loads(line) for line in run("list", "--json", "--archive", shelf / "archive").stdout.splitlines()]
    assert {r["file"] for r in rows} == {"minutes-2024-03-12.md", "letter.md"}
    assert next(r for r in rows if r["file"].startswith("minutes"))["meeting_date"] == "2024-03-12"
    later = run("list", "--json", "--from", "2024-03-13", "--archive", shelf / "archive").stdout
    assert "minutes-2024-03-12.md" not in later


def test_search_shows_where_it_stands(shelf: Path) -> None:
    shown = run("search", "officers in the rural team", "--archive", shelf / "archive", "--explain")
    assert shown.exit_code == 0
    assert "para 12/24" in shown.stdout
    assert "£612,500" in shown.stdout
    assert "candidates" in shown.stderr


def test_ask_quotes_and_refuses(shelf: Path) -> None:
    row = json.loads(run("ask", "How much did the rural team of 14 officers cost?", "--json", "--archive", shelf / "archive").stdout)
    assert row["refused"] is False
    assert "£612,500" in row["answer"]
    assert row["citations"][0]["paragraph_number"] == "12/24"
    assert row["citations"][0]["quote"] in MINUTES
    refused = run("ask", "Which airline sponsors the marathon in Lisbon?", "--archive", shelf / "archive")
    assert refused.exit_code == 0
    assert "Nearest passages (not an answer)" in refused.stdout


def test_ask_for_another_kind_of_answer(shelf: Path) -> None:
    question = "How much did the rural team of 14 officers cost?"
    row = json.loads(run("ask", question, "--kind", "count", "--json", "--archive", shelf / "archive").stdout)
    assert row["kind"] == "count"
    assert ["kind", "a number"] in row["understood"]
    wrong = run("ask", question, "--kind", "colour", "--archive", shelf / "archive")
    assert wrong.exit_code == 2
    shown = run("ask", "--help").stdout
    assert all(kind in wrong.stderr and kind in shown for kind in KINDS)


def test_batches_and_exports(shelf: Path, tmp_path: Path) -> None:
    questions = tmp_path / "q.jsonl"
    questions.write_text('{"id": "a", "question": "Who chaired the panel?"}\n\n{"id": "b", "question": ""}\n', encoding="utf-8")
    for command in ("ask", "search"):
        result = run(command, "--batch", questions, "--out", tmp_path / f"{command}.jsonl", "--archive", shelf / "archive")
        assert result.exit_code == 0, result.output
        rows = [json.loads(line) for line in (tmp_path / f"{command}.jsonl").read_text(encoding="utf-8").splitlines()]
        assert [r["id"] for r in rows] == ["a", "b"]
        assert rows[0]["hits"]
        assert rows[1]["hits"] == []
        assert set(rows[0]["hits"][0]) == {"file", "page_no", "paragraph_number", "text", "score"}
    for what, key in (("register", "quote"), ("papers", "title"), ("pages", "text"), ("mentions", "label")):
        rows = [json.loads(line) for line in run("export", what, "--archive", shelf / "archive").stdout.splitlines()]
        assert rows
        assert all(r["file"] and key in r for r in rows)
        if what == "mentions":
            assert ("MONEY", "1200000") in {(r["label"], r["value"]) for r in rows}
        if what == "register":
            assert "2024-06-30" in {r["due"] for r in rows}


def test_tag_batch(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"id": "1", "text": "Helen Ashdown paid £8,950k on 3rd May", "date": "2024-03-12"}\n', encoding="utf-8")
    tags = json.loads(run("tag", "--batch", rows).stdout)
    found = {(e["label"], e["text"]): e["value"] for e in tags["entities"]}
    assert found["MONEY", "£8,950k"] == "8950000"
    assert found["DATE", "3rd May"] == "2024-05-03"
    assert ("PERSON", "Helen Ashdown") in found


def test_remove_then_add_again(shelf: Path) -> None:
    archive = shelf / "archive"
    assert run("remove", "letter.md", "--archive", archive).exit_code == 0
    assert "letter.md" not in run("list", "--json", "--archive", archive).stdout
    again = run("remove", "letter.md", "--archive", archive)
    assert again.exit_code == 1
    assert len(again.stderr.strip().splitlines()) == 1
    assert run("add", shelf / "papers" / "letter.md", "--archive", archive).exit_code == 0
    assert run("rebuild", "--archive", archive).exit_code == 0
    assert "nothing wrong" in run("doctor", "--archive", archive).stdout


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("search",), 2, "give either a query or --batch"),
        (("ask", "x", "--batch", __file__), 2, "give either a question or --batch"),
        (("search", "x", "--from", "March"), 2, "does not match the format"),
        (("export", "everything"), 2, "is not one of"),
        (("add",), 2, "Missing argument"),
        (("list", "--archive", "no-such-folder"), 1, "no archive there"),
        (("evaluate", __file__), 1, "not JSON"),
        (("search", "x", "--amount-min", "5", "--amount-max", "1"), 1, "amount"),
    ],
)
def test_wrong_use(shelf: Path, arguments: tuple[str, ...], code: int, says: str) -> None:
    given = arguments if "--archive" in arguments else (*arguments, "--archive", shelf / "archive")
    result = run(*given)
    assert result.exit_code == code, result.output
    assert says in result.stderr
    if code == 1:
        assert len(result.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "query",
    ["x" * 10_000, "precept " * 1_250, "the of and", "полиция и бюджет", "title:x AND (a OR b)^3 ~", "'; DROP TABLE papers; --", '"', "\x00\x1b[2J"],
)
def test_odd_queries_never_break(shelf: Path, query: str) -> None:
    for command in ("search", "ask"):
        result = run(command, query, "--archive", shelf / "archive")
        assert result.exit_code in (0, 1), result.output
        assert result.exception is None or isinstance(result.exception, SystemExit)
        assert "\x1b" not in result.stdout
    assert run("doctor", "--archive", shelf / "archive").exit_code == 0


def test_missing_file_is_reported_and_the_rest_is_added(shelf: Path, tmp_path: Path) -> None:
    good = tmp_path / "note.md"
    good.write_text("# Note\n\nThe panel met.\n", encoding="utf-8")
    result = run("add", tmp_path / "gone.pdf", good, "--archive", tmp_path / "archive", "--workers", 1)
    assert result.exit_code == 1
    assert "gone.pdf" in result.stderr
    assert "note.md" in run("list", "--json", "--archive", tmp_path / "archive").stdout


def test_an_archive_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text("# Note\n\nThe panel met.\n", encoding="utf-8")
    archive = tmp_path / "archive"
    assert run("add", note, "--archive", archive, "--workers", 1).exit_code == 0
    with sqlite3.connect(archive / "main.db") as database:
        database.execute("PRAGMA user_version = 9999")
        database.execute("UPDATE meta SET value = '9999' WHERE key LIKE '%schema%'")
    result = run("list", "--archive", archive)
    assert result.exit_code == 1
    assert "schema version 9999" in result.stderr
    assert "update panelpapers" in result.stderr


def test_printable_leaves_no_control_characters() -> None:
    assert printable("a\x1b[31m\u202eb\tc\n") == "a [31m b\tc\n"


def test_a_restricted_paper_is_left_out_of_every_look_up(tmp_path: Path) -> None:
    archive, note = tmp_path / "archive", tmp_path / "lease.md"
    note.write_text("# Lease of the zebrawood hall\n\nWenmark Police and Crime Panel\n\n12 March 2024\n\n1.1 RESOLVED that the zebrawood hall be let to Quillon Estates for £777,123.\n", encoding="utf-8")
    exempt = tmp_path / "custody.md"
    exempt.write_text("# Custody suite\n\nNOT FOR PUBLICATION by virtue of paragraph 3\n\n1.1 The suite costs £40,000.\n", encoding="utf-8")
    added = run("add", note, "--archive", archive, "--workers", 1, "--restricted")
    assert added.exit_code == 0
    assert "restricted: " in added.stdout
    assert "printed on it: NOT FOR PUBLICATION" in " ".join(run("add", exempt, "--archive", archive, "--workers", 1).stdout.split())
    look_ups = [("search", "zebrawood hall"), ("ask", "To whom was the zebrawood hall let?"), ("register",), ("figures", "hall"), ("people",),
                *(("export", what) for what in ("register", "papers", "pages", "mentions"))]  # fmt: skip
    for command in look_ups:
        shown = run(*command, "--archive", archive)
        assert shown.exit_code == 0, shown.output
        assert "Quillon" not in shown.output, command
        assert "custody" not in shown.output.lower(), command
    assert "Quillon" in run("search", "zebrawood hall", "--restricted", "--archive", archive).stdout
    assert "Quillon" in run("register", "--restricted", "--archive", archive).stdout
    assert all(json.loads(line)["restricted"] for line in run("list", "--json", "--archive", archive).stdout.splitlines())
    assert "NOT FOR PUBLICATION" in run("restrict", "--suggest", "--archive", archive).stdout
    assert run("restrict", "--archive", archive).exit_code == 2
    assert run("unrestrict", "lease.md", "--archive", archive).exit_code == 0
    assert "Quillon" in run("search", "zebrawood hall", "--archive", archive).stdout
    assert run("restrict", "lease.md", "--archive", archive).exit_code == 0
    assert "nothing found" in run("search", "zebrawood hall", "--archive", archive).stdout


def test_taking_it_away(shelf: Path, tmp_path: Path) -> None:
    shown = run("search", "rural team", "--csv", "--archive", shelf / "archive").stdout
    rows = list(csv.DictReader(io.StringIO(shown.lstrip("\ufeff"))))
    assert rows[0]["file"] == "minutes-2024-03-12.md"
    assert rows[0]["link"].startswith("/cite/")
    pack = tmp_path / "evidence.zip"
    assert run("ask", "How much did the rural team of 14 officers cost?", "--pack", pack, "--archive", shelf / "archive").exit_code == 0
    with zipfile.ZipFile(pack) as opened:
        told = json.loads(opened.read("evidence.json"))
    assert "£612,500" in told["answer"]
    assert told["citations"][0]["sha256"] == hashlib.sha256((shelf / "papers" / "minutes-2024-03-12.md").read_bytes()).hexdigest()
