"""Verdicts on answers, as tables of (gold, given, outcome)."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from evaluate.compare import overlap, to_days, to_numbers, to_words
from evaluate.judge import is_right, judge
from evaluate.report import show_changes, show_report
from evaluate.run import Result, read_verdicts, to_figures, to_groups
from ingest.errors import PanelPapersError

QUOTE = "The panel resolved to support the precept increase of £12.50 for a band D property."


def gold(**fields: Any) -> dict[str, Any]:
    row = {"id": "w1", "question": "By how much does band D rise?", "kind": "amount", "answerable": True, "answers": ["£12.50"]}
    return row | {"evidence": [{"file": "minutes.pdf", "quote": QUOTE}]} | fields


def given(**fields: Any) -> dict[str, Any]:
    citation = {"file": "minutes.txt", "quote": QUOTE, "title": "Minutes", "meeting_date": "2024-02-06"}
    row = {"id": "w1", "refused": False, "answer": "£12.50. " + QUOTE, "citations": [citation]}
    return row | {"hits": [{"file": "other.pdf", "text": QUOTE}, {"file": "minutes.pdf", "text": QUOTE}]} | fields


@pytest.mark.parametrize(
    ("gold_fields", "given_fields", "outcome"),
    [
        ({}, {}, "right"),
        ({}, {"answer": "£12.05"}, "wrong"),
        ({}, {"citations": []}, "uncited"),
        ({}, {"citations": [{"file": "other.pdf", "quote": QUOTE}]}, "uncited"),
        ({}, {"refused": True, "answer": None}, "refused_wrongly"),
        ({"answerable": False, "answers": [], "evidence": []}, {"refused": True, "answer": None}, "refused_rightly"),
        ({"answerable": False, "answers": [], "evidence": []}, {}, "answered_wrongly"),
        ({"evidence": [{"file": "pack.pdf", "quote": QUOTE, "also_at": [{"file": "minutes.pdf"}]}]}, {}, "right"),
    ],
)
def test_outcome(gold_fields: dict[str, Any], given_fields: dict[str, Any], outcome: str) -> None:
    assert judge(gold(**gold_fields), given(**given_fields)).outcome == outcome


@pytest.mark.parametrize(
    ("fields", "answer", "right"),
    [
        ({"answers": [], "value": 1200000}, "£1.2m was set aside", True),
        ({"answers": [], "value": 1200000}, "£1.3m was set aside", False),
        ({"answers": [], "value": "2024-02-06"}, "On Tuesday 6th February 2024.", True),
        ({"answers": [], "value": "2024-02-06"}, "On 7 February 2024.", False),
        ({"answers": [], "value": "no"}, "No. The motion fell.", True),
        ({"answers": [], "value": "no"}, "There was no vote.", False),
        ({"kind": "list", "required": ["Harrowby", "Tolsey"]}, "Tolsey and Harrowby", True),
        ({"kind": "list", "required": ["Harrowby", "Tolsey"]}, "Harrowby only", False),
        ({"kind": "comparison", "required": ["12,800", "0.6"]}, "from £12,800.00 (0.6%)", True),
        ({"kind": "comparison", "required": ["12,800"]}, "£2,800 of 112,800", False),
        ({"kind": "comparison", "required": ["£12,800"]}, "12,800 visitors", False),
        ({"answers": ["forty"]}, "word " * 60 + "forty", False),
        ({"answers": ["forty"], "kind": "timeline"}, "word " * 60 + "forty", True),
    ],
)
def test_is_right(fields: dict[str, Any], answer: str, right: bool) -> None:
    assert is_right(gold(**fields), answer) is right


def test_rank_is_that_of_the_right_paper() -> None:
    assert judge(gold(), given()).rank == 2
    assert judge(gold(), given(hits=[])).rank is None


@pytest.mark.parametrize(
    ("answer", "backed"),
    [("£12.50 in 2024", True), ("£12.50 from 2023", False), ("no figure at all", True)],
)
def test_numbers_must_stand_in_a_cited_quote(answer: str, backed: bool) -> None:
    assert judge(gold(), given(answer=answer)).numbers_backed is backed


def test_words_numbers_and_days() -> None:
    assert to_words("On the 3rd of March, £1,250 was “saved”") == ["on", "the", "3", "of", "march", "£1250", "was", "saved"]
    assert to_numbers("£8,950k and 4.5 million") == [8_950_000, 4_500_000]
    assert to_days("Monday 3rd March 2025; 2025-04-01") == {"2025-03-03", "2025-04-01"}
    assert overlap("a b c d e", "b c d") == 1.0
    assert overlap("a b c d e", "b c d x y") == pytest.approx(1 / 3)


def test_figures_and_changes_against_a_baseline(tmp_path) -> None:
    first = judge(gold(), given())
    second = judge(gold(id="w2", answerable=False, evidence=[]), given())
    before = Result({}, (first, second), (1.0, 2.0))
    before.write(tmp_path / "before.json")
    figures = json.loads((tmp_path / "before.json").read_text(encoding="utf-8"))["figures"]
    assert (figures["accuracy_and_cited"], figures["precision_when_answering"], figures["refusal_recall"]) == (1.0, 0.5, 0.0)
    assert to_groups(before.verdicts, lambda v: v.kind) == {"amount": (1, 2)}
    assert to_figures(())["accuracy_and_cited"] is None

    worse = judge(gold(), given(answer="£99"))
    better = judge(gold(id="w2", answerable=False, evidence=[]), given(refused=True))
    screen = io.StringIO()
    show_changes(Result({}, (worse, better), (1.0, 1.0)), tmp_path / "before.json", Console(file=screen, width=120))
    assert "1 won, 1 lost, 0 new" in screen.getvalue()
    assert "- w1" in screen.getvalue()
    assert "+ w2" in screen.getvalue()


def test_a_file_that_is_no_result_is_named(tmp_path) -> None:
    (tmp_path / "x.json").write_text("[]", encoding="utf-8")
    with pytest.raises(PanelPapersError, match=r"x\.json: not a saved evaluation"):
        read_verdicts(tmp_path / "x.json")


@pytest.mark.parametrize(
    ("evidence", "citation", "page", "paragraph"),
    [
        ({"page": 3, "paragraph": "2.1"}, {"page_no": 3, "paragraph_number": "2.1"}, True, True),
        ({"page": 3, "paragraph": "2.1."}, {"page_no": 4, "paragraph_number": "2.1"}, False, True),
        ({"page": 3}, {"page_no": None, "paragraph_number": "2.1"}, None, None),
        ({}, {"page_no": 3, "paragraph_number": None}, None, None),
        ({"file": "pack.pdf", "page": 9, "also_at": [{"file": "minutes.pdf", "page": 3}]}, {"page_no": 3}, True, None),
    ],
)
def test_page_and_paragraph_of_the_evidence(evidence: dict[str, Any], citation: dict[str, Any], page: bool | None, paragraph: bool | None) -> None:
    wanted = {"file": "minutes.pdf", "quote": QUOTE} | evidence
    said = {"file": "minutes.txt", "quote": QUOTE, "title": "Minutes", "meeting_date": "2024-02-06"} | citation
    verdict = judge(gold(evidence=[wanted]), given(citations=[said]))
    assert (verdict.page_right, verdict.paragraph_right) == (page, paragraph)


def test_figures_of_each_kind_and_difficulty_are_kept(tmp_path) -> None:
    verdicts = (
        judge(gold(difficulty="easy"), given()),
        judge(gold(id="w2", kind="date", difficulty="hard"), given(answer="£99"), verbatim=False),
        judge(gold(id="w3", answerable=False, evidence=[], subkind="wrong_year", difficulty="hard"), given(refused=True, answer=None)),
    )
    result = Result({"gold": "some.jsonl"}, verdicts, (1.0, 1.0, 1.0))
    result.write(tmp_path / "now.json")
    kept = json.loads((tmp_path / "now.json").read_text(encoding="utf-8"))
    assert kept["by_kind"]["amount"]["accuracy_and_cited"] == 1.0
    assert kept["by_kind"]["unanswerable: wrong_year"]["refusal_recall"] == 1.0
    assert kept["by_difficulty"]["hard"]["questions"] == 2
    assert kept["figures"]["citations_verbatim"] == 0.5
    assert read_verdicts(tmp_path / "now.json")["w2"] == verdicts[1]
    screen = io.StringIO()
    show_report(result, baseline=None, console=Console(file=screen, width=160))
    assert "unanswerable: wrong_year" in screen.getvalue()
    assert "gold: some.jsonl" in screen.getvalue()


def test_the_baseline_of_the_repository_is_of_its_questions() -> None:
    gold_file = Path(__file__).parents[2] / "corpus" / "gold" / "questions.jsonl"
    asked = {json.loads(line)["id"] for line in gold_file.read_text(encoding="utf-8").splitlines()}
    assert set(read_verdicts(gold_file.with_name("baseline.json"))) == asked
