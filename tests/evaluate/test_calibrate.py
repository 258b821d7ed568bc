"""A threshold of the archive's own: when it is refused, what it promises, and that answering keeps to it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from answer.answering import find_answer
from answer.calibration import FILE, Calibration, find_calibration, name_coefficients, write_calibration
from evaluate.calibrate import Tried, check_gold, draw_curve, find_interval, settle
from evaluate.report import show_curve
from ingest.errors import PanelPapersError
from tests.answer.papers import JUNE, MARCH, MemoryArchive

QUESTION = "How much did the new custody block at Harrowby cost?"


def make_gold(answerable: int, unanswerable: int) -> list[dict[str, object]]:
    return [{"id": f"q{n}", "question": "?", "answerable": n < answerable} for n in range(answerable + unanswerable)]


def make_tried(count: int = 100) -> list[Tried]:
    """Right from a confidence of 0.6 on, with one fault in ten above; every fifth question is unanswerable and below 0.6."""
    tried = []
    for n in range(count):
        confidence = (n + 0.5) / count
        answerable = confidence >= 0.6 or n % 5 != 0
        tried.append(Tried(f"q{n}", confidence, True, confidence >= 0.6 and n % 10 != 0, answerable))
    return tried


@pytest.mark.parametrize(
    ("answerable", "unanswerable", "why"),
    [(20, 8, "28 questions are too few"), (60, 3, "3 of the questions have no answer"), (10, 40, "10 of the questions can be answered"), (0, 0, "too few")],
)
def test_too_few_questions_are_refused(answerable: int, unanswerable: int, why: str) -> None:
    with pytest.raises(PanelPapersError, match=why):
        check_gold(make_gold(answerable, unanswerable))


def test_enough_questions_pass_and_ids_must_differ() -> None:
    gold = make_gold(40, 10)
    check_gold(gold)
    with pytest.raises(PanelPapersError, match="same id"):
        check_gold([*gold, gold[0]])


def test_the_threshold_keeps_its_promise_and_answers_most_that_does() -> None:
    tried = make_tried()
    outcome = settle(tried, 0.85)
    assert outcome.chosen.precision >= 0.85
    assert 0.3 <= outcome.chosen.answered <= 0.5
    assert all(step.answered <= outcome.chosen.answered for step in outcome.curve if step.precision >= 0.85 and step.count >= 10)
    adjusted = [one for one in tried if outcome.calibration.adjust(one.confidence) >= outcome.calibration.threshold]
    assert sum(one.right for one in adjusted) / len(adjusted) >= 0.8
    assert outcome.calibration.questions == 100
    assert outcome.calibration.coefficients == name_coefficients()
    screen = io.StringIO()
    show_curve(outcome, Console(file=screen, width=120))
    assert "* chosen" in screen.getvalue()
    assert f"{outcome.chosen.threshold:.3f} *" in screen.getvalue()


def test_what_cannot_be_reached_is_said_with_what_can() -> None:
    with pytest.raises(PanelPapersError, match=r"no threshold reaches a precision of 0\.99.*the best is 0\.9"):
        settle(make_tried(), 0.99)
    with pytest.raises(PanelPapersError, match="found anything"):
        settle([Tried("q", 0.5, False, False, True)], 0.9)


def test_the_curve_counts_over_all_questions() -> None:
    tried = [Tried("a", 0.9, True, True, True), Tried("b", 0.4, True, False, False), Tried("c", 0.0, False, False, False), Tried("d", 0.0, False, False, True)]
    steps = draw_curve(tried, {"a": 0.9, "b": 0.4})
    assert [(s.threshold, s.answered, s.precision, s.refusal_recall, s.count) for s in steps] == [(0.4, 0.5, 0.5, 0.5, 2), (0.9, 0.25, 1.0, 1.0, 1)]


def test_few_answers_have_a_wide_interval() -> None:
    low, high = find_interval(0.9, 10)
    assert (round(low, 2), round(high, 2)) == (0.60, 0.98)
    assert find_interval(0.9, 1000)[0] > 0.87


@pytest.fixture
def archive(tmp_path: Path) -> MemoryArchive:
    held = MemoryArchive([MARCH, JUNE])
    held.path = tmp_path  # type: ignore[attr-defined]
    return held


def test_answering_keeps_to_the_archives_own_threshold(archive: MemoryArchive, tmp_path: Path) -> None:
    before = find_answer(archive, QUESTION)
    assert not before.refused
    write_calibration(tmp_path, Calibration(0.9999, questions=50, coefficients=name_coefficients()))
    assert find_answer(archive, QUESTION).refused
    assert find_calibration(archive, 0.5).describe() == "of this archive, on 50 questions, threshold 1.00"
    (tmp_path / FILE).unlink()
    assert find_answer(archive, QUESTION).text == before.text


@pytest.mark.parametrize(
    "text",
    ["", "[]", "not json", '{"threshold": 0.9}', '{"threshold": 7, "scale": 1, "offset": 0, "questions": 50, "coefficients": "%s"}', '{"threshold": 0.9, "scale": -1, "offset": 0, "questions": 50, "coefficients": "%s"}',
     '{"threshold": 0.9, "scale": 1, "offset": 0, "questions": 50, "coefficients": "of an earlier release"}'],
)  # fmt: skip
def test_a_file_that_does_not_fit_is_passed_over(archive: MemoryArchive, tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text % name_coefficients() if "%s" in text else text, encoding="utf-8")
    assert find_calibration(archive, 0.5) == Calibration(0.5)


def test_a_calibration_is_written_whole(tmp_path: Path) -> None:
    made = Calibration(0.7, 1.2, -0.3, 60, 0.91, name_coefficients())
    write_calibration(tmp_path, made)
    assert [file.name for file in tmp_path.iterdir()] == [FILE]
    assert json.loads((tmp_path / FILE).read_text(encoding="utf-8"))["threshold"] == 0.7
    assert made.adjust(0.0) == 0.0
    assert made.adjust(1.0) == 1.0
    assert made.adjust(0.3) < made.adjust(0.6)
