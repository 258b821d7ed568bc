"""The committed sample papers are what their sources say, and the gold stands where it says."""

from __future__ import annotations

import hashlib
import io
import json
import sys
import zipfile
from collections import Counter
from pathlib import Path

import pypdf
import pytest

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
PAPERS = CORPUS / "papers"
MANIFEST = json.loads((CORPUS / "manifest.json").read_text(encoding="utf-8"))
KINDS = {
    "fact", "person_role", "amount", "count", "percent", "date", "yes_no", "list", "table", "decision", "commitment",
    "comparison", "timeline", "unanswerable",
}


def read_gold(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (CORPUS / "gold" / name).read_text(encoding="utf-8").splitlines()]


def page_texts(data: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def zip_parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def sources() -> list[Path]:
    import build

    return build.source_paths()


def test_manifest_names_every_file_and_its_bytes() -> None:
    on_disk = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in PAPERS.iterdir()}
    assert on_disk == {row["file"]: row["sha256"] for row in MANIFEST}


def test_corpus_is_large_and_small_enough() -> None:
    days = sorted(row["meeting_date"] or row["published_on"] for row in MANIFEST)
    assert len(MANIFEST) >= 26
    assert 110 <= sum(row["pages"] or 0 for row in MANIFEST) <= 190
    assert days[0] < "2022-10-01"
    assert days[-1] > "2025-03-01"
    assert sum(path.stat().st_size for path in PAPERS.iterdir()) < 12_000_000
    assert {row["format"] for row in MANIFEST} == {"pdf", "scan", "docx", "html", "md"}


@pytest.mark.parametrize("source", sources(), ids=lambda path: path.stem)
def test_build_gives_the_committed_paper(source: Path) -> None:
    """By text, not by bytes: another zlib packs the same page differently."""
    import build
    from markup import read_source

    meta = read_source(source).meta
    committed = (PAPERS / meta["file"]).read_bytes()
    if meta["format"] == "scan":
        assert "".join(page_texts(committed)).strip() == ""
        assert len(page_texts(committed)) == next(row["pages"] for row in MANIFEST if row["file"] == meta["file"])
        return
    _, made, pages = build.build_paper(source)
    if meta["format"] == "pdf":
        assert page_texts(made) == page_texts(committed)
        assert pages == next(row["pages"] for row in MANIFEST if row["file"] == meta["file"])
    elif meta["format"] == "docx":
        assert zip_parts(made) == zip_parts(committed)
    else:
        assert made == committed


def test_every_quote_of_the_gold_stands_where_it_says(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    import locate

    monkeypatch.setattr(sys, "argv", ["locate.py", "--check"])
    assert locate.main() == 0, capsys.readouterr().err


def test_questions_cover_kinds_personas_and_styles() -> None:
    rows = read_gold("questions.jsonl")
    assert len({row["id"] for row in rows}) == len(rows) >= 70
    assert {row["kind"] for row in rows} == KINDS
    assert {row["persona"] for row in rows} == {"panel_member", "journalist", "public", "staff"}
    assert {row["style"] for row in rows} == {"question", "keywords", "typo", "abbrev"}
    assert sum(not row["answerable"] for row in rows) >= 15
    assert sum(bool(row["needs_period"]) for row in rows) >= 25
    assert all(bool(row["evidence"]) == bool(row["answers"]) == row["answerable"] for row in rows)
    assert all(row["near_miss"] for row in rows if not row["answerable"])


def test_register_and_threads() -> None:
    register, threads = read_gold("register.jsonl"), read_gold("threads.jsonl")
    assert len({row["file"] for row in register}) >= 6
    assert {row["kind"] for row in register} == {"decision", "action", "recommendation", "commitment"}
    statuses = Counter(row["status"] for row in threads)
    assert set(statuses) == {"done", "reported back", "overdue", "superseded", "never mentioned again", "open"}
    for row in threads:
        days = [step["date"] for step in row["steps"]]  # type: ignore[attr-defined]
        assert days[0] == row["made_on"]
        assert days == sorted(days)


@pytest.mark.parametrize(
    ("text", "number", "printed"),
    [
        ("2.4 | It has been agreed", "2.4", "It has been agreed"),
        ("14. | Noted", "14.", "Noted"),
        ("(iv) | the report be noted", "(iv)", "the report be noted"),
        ("39/23 | Apologies", "39/23", "Apologies"),
        ("In 2023 | 2024 nothing changed", None, "In 2023 | 2024 nothing changed"),
    ],
)
def test_markup_reads_printed_numbers(text: str, number: str | None, printed: str) -> None:
    from markup import read_block

    block = read_block(text)
    assert (block.number, block.text) == (number, printed)


def test_markup_refuses_a_ragged_table() -> None:
    from markup import read_table

    with pytest.raises(ValueError, match="not 3"):
        read_table("::: table", ["a | b | c", "1 | 2"])
