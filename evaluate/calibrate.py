"""How sure an archive must be before it answers, measured on its own questions.

Every question is answered whatever the confidence; the scale and offset of the confidence are fitted on four fifths of the
questions and tried on the fifth, five times, so that the curve is of questions that the fit has not seen. The
threshold is the lowest at which the answers given were right as often as was asked for.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from answer.answering import find_answer
from answer.calibrate import answered_share_curve, fit_logistic
from answer.calibration import Calibration, name_coefficients
from answer.export import answer_row
from evaluate.judge import Verdict, judge
from index.archive import Archive
from ingest.errors import PanelPapersError

FOLDS = 5
FEWEST_QUESTIONS = 40
FEWEST_UNANSWERABLE = 8
FEWEST_ANSWERS = 10
"""Answers that a threshold must leave, or its precision is chance."""
ANSWER_EVERYTHING = Calibration(0.0)


@dataclass(frozen=True, slots=True)
class Tried:
    """A question answered whatever the confidence. ``answered`` is False where nothing at all was found."""

    question_id: str
    confidence: float
    answered: bool
    right: bool
    answerable: bool


@dataclass(frozen=True, slots=True)
class Step:
    """A row of the curve: over all questions the share answered, of those the share right, and the share of the unanswerable refused."""

    threshold: float
    answered: float
    precision: float
    refusal_recall: float
    count: int


@dataclass(frozen=True, slots=True)
class Outcome:
    calibration: Calibration
    curve: tuple[Step, ...]
    chosen: Step


def calibrate(archive: Archive, gold: Sequence[dict[str, Any]], *, precision: float = 0.9) -> Outcome:
    """Raises PanelPapersError where there are too few questions, or no threshold reaches ``precision``."""
    check_gold(gold)
    return settle([try_question(archive, row) for row in gold], precision)


def check_gold(gold: Sequence[dict[str, Any]]) -> None:
    """Raises PanelPapersError, saying what is missing, where a threshold would be guesswork."""
    unanswerable = sum(not row["answerable"] for row in gold)
    if len({str(row["id"]) for row in gold}) < len(gold):
        raise PanelPapersError("two questions have the same id; give each its own")
    if len(gold) < FEWEST_QUESTIONS:
        raise PanelPapersError(f"{len(gold)} questions are too few to calibrate on; write at least {FEWEST_QUESTIONS}")
    if unanswerable < FEWEST_UNANSWERABLE:
        raise PanelPapersError(
            f"{unanswerable} of the questions have no answer in the papers; write at least {FEWEST_UNANSWERABLE} such, or refusing is not measured"
        )
    if len(gold) - unanswerable < FEWEST_QUESTIONS // 2:
        raise PanelPapersError(f"{len(gold) - unanswerable} of the questions can be answered; write at least {FEWEST_QUESTIONS // 2} such")


def try_question(archive: Archive, row: dict[str, Any]) -> Tried:
    answer = find_answer(archive, str(row["question"]), calibration=ANSWER_EVERYTHING)
    verdict: Verdict = judge(row, answer_row(answer, str(row["id"])))
    return Tried(str(row["id"]), answer.confidence, not answer.refused, verdict.outcome in ("right", "uncited"), bool(row["answerable"]))


def settle(tried: Sequence[Tried], precision: float) -> Outcome:
    """The fit and the threshold. Raises PanelPapersError where no threshold reaches ``precision`` over :data:`FEWEST_ANSWERS` answers."""
    given = [one for one in tried if one.answered]
    if len(given) < FEWEST_ANSWERS:
        raise PanelPapersError(f"only {len(given)} of the questions found anything to answer from; are they about these papers?")
    held_out: dict[str, float] = {}
    for fold in range(FOLDS):
        scale, offset = _fit([one for one in given if _fold(one) != fold] or given)
        shift = Calibration(0.0, scale, offset)
        held_out |= {one.question_id: shift.adjust(one.confidence) for one in given if _fold(one) == fold}
    curve = draw_curve(tried, held_out)
    enough = [step for step in curve if step.count >= FEWEST_ANSWERS]
    reached = [step for step in enough if step.precision >= precision]
    if not reached:
        best = max(enough, key=lambda step: (step.precision, step.answered))
        raise PanelPapersError(
            f"no threshold reaches a precision of {precision:.2f} on these questions; the best is {best.precision:.2f} with {best.answered:.0%} answered: "
            f"ask for that with --precision {math.floor(100 * best.precision) / 100:.2f}, or keep the shipped threshold"
        )
    chosen = max(reached, key=lambda step: (step.answered, step.precision))
    scale, offset = _fit(given)
    return Outcome(Calibration(chosen.threshold, scale, offset, len(tried), round(chosen.precision, 4), name_coefficients()), curve, chosen)


def draw_curve(tried: Sequence[Tried], confidence: dict[str, float]) -> tuple[Step, ...]:
    """A step for each threshold at which one answer more is refused, most answered first."""
    given = [one for one in tried if one.answered]
    unanswerable = sum(not one.answerable for one in tried)
    steps = []
    for threshold, share, right in answered_share_curve([confidence[one.question_id] for one in given], [one.right for one in given]):
        kept = {one.question_id for one in given if confidence[one.question_id] >= threshold}
        refused = sum(not one.answerable and one.question_id not in kept for one in tried)
        steps.append(Step(threshold, share * len(given) / len(tried), right, refused / max(1, unanswerable), len(kept)))
    return tuple(steps)


def find_interval(share: float, count: int) -> tuple[float, float]:
    """95% interval of a share of ``count`` (Wilson 1927): with few answers a precision says little."""
    z = 1.96
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    reach = z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count)) / (1 + z * z / count)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def _fold(one: Tried) -> int:
    return zlib.crc32(one.question_id.encode()) % FOLDS


def _fit(given: Sequence[Tried]) -> tuple[float, float]:
    """Scale and offset of the log odds. The prior of the scale is 1, what is shipped; a scale that turns the order round is no scale."""
    inside = [one for one in given if 0.0 < one.confidence < 1.0]
    if len(inside) < FEWEST_ANSWERS or len({one.right for one in inside}) < 2:
        return 1.0, 0.0
    odds = np.array([[math.log(one.confidence / (1.0 - one.confidence))] for one in inside])
    scale, offset = fit_logistic(odds, np.array([float(one.right) for one in inside]), np.array([1.0]), penalty=2.0)
    return (float(scale), float(offset)) if scale > 0.05 else (1.0, 0.0)
