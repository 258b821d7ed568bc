"""The whole path over the sample papers, as `make run` and a reader walk it. One archive is made for all tests here."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from answer import answer_question
from evaluate.run import Result, run_questions, to_figures
from index.adding import add_paths
from index.archive import Archive
from index.records import Query
from panelpapers import main

ROOT = Path(__file__).resolve().parents[2]
PAPERS = ROOT / "corpus" / "papers"
GOLD = ROOT / "corpus" / "gold"


def read_rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("sample") / "archive"
    with Archive.open(place, create=True) as archive:
        outcomes = add_paths(archive, (PAPERS,), workers=2)
    assert {o.path: o.reason for o in outcomes if o.outcome != "added"} == {}
    assert len(outcomes) == len(list(PAPERS.iterdir()))
    return place


@pytest.fixture(scope="module")
def archive(folder: Path) -> Iterator[Archive]:
    with Archive.open(folder) as opened:
        yield opened


@pytest.fixture(scope="module")
def result(archive: Archive) -> Result:
    return run_questions(archive, read_rows(GOLD / "questions.jsonl"), gold_name="questions.jsonl")


def test_the_archive_is_whole_and_a_second_add_changes_nothing(folder: Path) -> None:
    with Archive.open(folder, create=True) as archive:
        before = archive.sequence
        assert {o.outcome for o in add_paths(archive, (PAPERS,), workers=1)} == {"unchanged"}
        assert archive.sequence == before
        assert archive.check() == ()


def test_dates_and_kinds_of_the_papers(archive: Archive) -> None:
    gold = {row["file"]: row for row in read_rows(GOLD / "papers.jsonl")}
    papers = {paper.file: paper for paper in archive.papers()}
    assert set(gold) == set(papers)
    wrong = {file: papers[file].meeting_date for file, row in gold.items() if papers[file].meeting_date != row["meeting_date"]}
    assert len(wrong) <= 2, wrong


def test_every_citation_is_verbatim_and_stands_where_it_says(archive: Archive) -> None:
    checked = 0
    for row in read_rows(GOLD / "questions.jsonl")[::6]:
        answer = answer_question(archive, row["question"])
        assert answer.hits
        assert (answer.text is None) == answer.refused
        for citation in answer.citations:
            document = archive.document(citation.doc_id)
            assert citation.quote == document.quote(citation.span)
            page = document.page_at(citation.span.start)
            assert citation.page_no == (page.page_no if page else None)
            if page is not None:
                assert citation.regions
                assert {region.page_no for region in citation.regions} == {citation.page_no}
            checked += 1
        assert all(sentence.citations for sentence in answer.sentences)
    assert checked > 10


def test_the_answers_keep_their_level(result: Result) -> None:
    """Floors a little below what was measured; `make eval` prints the figures themselves."""
    figures = to_figures(result.verdicts)
    assert figures["numbers_backed"] == 1.0
    assert figures["recall@5"] >= 0.65
    assert figures["precision_when_answering"] >= 0.5
    assert figures["refusal_recall"] >= 0.45


def test_a_period_in_the_question_picks_the_paper(archive: Archive) -> None:
    """Quarterly reports share their headings and most of their words: only the period tells them apart."""
    for year, file in (("2022/23", "performance-report-q2-2022-23.pdf"), ("2024/25", "performance-report-q2-2024-25.pdf")):
        hits = archive.search(Query(f"sickness in quarter 2 of {year}")).hits
        assert hits[0].file == file


def test_the_answer_shown_in_the_readme_is_the_program_s(folder: Path) -> None:
    from click.testing import CliRunner

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.search(r'\$ panelpapers ask "([^"]+)"\n((?:    .*\n)+)', readme)
    assert shown is not None
    given = CliRunner().invoke(main, ["ask", shown.group(1), "--archive", str(folder)]).stdout
    flat = " ".join(given.split())
    for line in shown.group(2).splitlines():
        assert " ".join(line.split()) in flat
