"""Confidence: a small logistic model over what was found, its coefficients, and how to fit them anew.

The coefficients are data (``data/coefficients.json``), made by ``benchmarks/fit_answers.py``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from answer.cues import OPEN_WORDS, YES_NO_OPENERS
from answer.question import Question
from answer.rank import (
    find_absent_names,
    find_expected,
    find_head_fit,
    find_missing_office,
    find_other_period,
    find_period_miss,
)
from answer.search import Findings, Ranked
from answer.unmet import find_met
from answer.words import fold

CONFIDENCE_FEATURES = (
    "top",
    "margin",
    "cover_best",
    "soft_best",
    "cover_names",
    "missing_rare",
    "maxsim",
    "passage_cosine",
    "passage_rank",
    "passage_rerank",
    "expected",
    "expected_near",
    "figures",
    "period_either",
    "period_conflict",
    "body_conflict",
    "why",
    "yes_no",
    "several",
    "few_terms",
    "absent_names",
    "period_miss",
    "other_period",
    "head_fit",
    "lacks_expected",
    "runner_up",
    "figure_kind",
    "action_kind",
    "office_missing",
    "least_met",
    "unmet",
    "absent",
    "absent_unmet",
    "reader",
    "reader_highest",
    "reader_agrees",
    "spread",
    "well_read",
    "quote_length",
    "keywords",
    "question_length",
    "said_alike",
    "said_otherwise",
)


def confidence_features(findings: Findings) -> dict[str, float]:
    """All of :data:`CONFIDENCE_FEATURES` for what was found; zeros where nothing was."""
    if not findings.ranked:
        return dict.fromkeys(CONFIDENCE_FEATURES, 0.0)
    question = findings.question
    best = findings.ranked[0]
    features = best.features
    readings = [item.features["reader"] for item in findings.ranked]
    others = [item.score for item in findings.ranked[1:] if item.unit.paragraph_id != best.unit.paragraph_id or item.unit.doc_id != best.unit.doc_id]
    shown = "\n".join((best.unit.text, best.unit.context, best.unit.around, best.hit.body or ""))
    either = max(features["period_text"], features["period_paper"])
    words = question.text.lower().split()
    return {
        "top": best.score,
        "margin": min(3.0, best.score - others[0]) if others else 1.0,
        **{
            name: features[name]
            for name in (
                "cover_best", "soft_best", "cover_names", "missing_rare", "maxsim", "passage_cosine", "passage_rank", "passage_rerank",
                "expected", "expected_near", "figures", "period_conflict", "body_conflict",
            )
        },
        "reader": readings[0],
        "reader_highest": max(readings),
        "reader_agrees": float(readings[0] >= max(readings) - 1e-6),
        "spread": find_spread([item.score for item in findings.ranked]),
        "well_read": sum(reading > 0 for reading in readings) / 10,
        "quote_length": min(3.0, len(best.unit.text) / 100),
        "keywords": float(not OPEN_WORDS.intersection(words) and words[:1] != [] and words[0] not in YES_NO_OPENERS and not question.text.rstrip().endswith("?")),
        "question_length": len(words) / 10,
        **dict(zip(("said_alike", "said_otherwise"), find_agreement(findings), strict=True)),
        "period_either": either if question.periods else 0.7,
        "why": float("why" in words),
        "yes_no": float(question.kind == "yes_no"),
        "several": float(question.kind in ("comparison", "timeline")),
        "few_terms": 1.0 / (1 + len(question.terms)),
        "absent_names": find_absent_names(question, shown),
        "period_miss": find_period_miss(question, best.unit, best.day, best.years),
        "other_period": find_other_period(question, best.unit),
        "head_fit": find_head_fit(question, best.unit, best.mentions),
        "lacks_expected": float(bool(question.expects) and not features["expected"]),
        "figure_kind": float(question.kind in ("amount", "count", "percent", "date") or bool(question.expects & {"NUMBER", "MONEY"})),
        "action_kind": float(question.kind in ("decision", "commitment")),
        "office_missing": find_missing_office(question, best.unit),
        **find_unmet(findings),
        "runner_up": others[1] - best.score if len(others) > 1 else -1.0,
    }  # fmt: skip


MOST_SPREAD = 100
"""Units over which the spread is taken."""
RIVALS = 10
"""Units that are looked at for the same figure, day or person."""


def find_spread(scores: Sequence[float]) -> float:
    """Entropy in nats of the softmax of the scores, best first: 0 where one unit stands out, 4.6 where a hundred are alike."""
    best = np.array(scores[:MOST_SPREAD])
    shares = np.exp(best - best.max())
    shares /= shares.sum()
    return float(-(shares * np.log(shares + 1e-12)).sum())


def find_agreement(findings: Findings) -> tuple[float, float]:
    """Weight (softmax of the scores) of further units that have a figure, day or person of the best one, and of those that have only others."""
    question = findings.question
    best, *others = findings.ranked[: RIVALS + 1]
    own = _values(question, best)
    if not question.expects or not own:
        return 0.0, 0.0
    alike = otherwise = 0.0
    for item in others:
        if item.unit.doc_id == best.unit.doc_id and item.unit.span.overlaps(best.unit.span):
            continue
        values = _values(question, item)
        weight = math.exp(item.score - best.score)
        if values & own:
            alike += weight
        elif values:
            otherwise += weight
    return min(3.0, alike), min(3.0, otherwise)


def _values(question: Question, item: Ranked) -> frozenset[str]:
    return frozenset(fold(item.unit.text[start:end]).strip() for start, end in find_expected(question, item.unit, item.mentions))


def find_unmet(findings: Findings) -> dict[str, float]:
    """What the best evidence leaves unmet: ``unmet`` the largest share of the question's weight on one unmatched term,
    ``least_met`` the match of the worst of the telling terms, ``absent`` the share of terms that the archive nowhere has,
    ``absent_unmet`` the same where the evidence has nothing alike either."""
    met = find_met(findings)
    telling = [value for (_, share), value in zip(findings.weights, met, strict=True) if share >= 0.6 / max(1, len(met))]
    absent = [(share, value) for (term, share), value in zip(findings.weights, met, strict=True) if term.stem in findings.absent]
    return {
        "least_met": min(telling, default=0.0),
        "unmet": max((share * (1.0 - value) for (_, share), value in zip(findings.weights, met, strict=True)), default=0.0),
        "absent": sum(share for share, _ in absent),
        "absent_unmet": sum(share * (1.0 - value) for share, value in absent),
    }


@lru_cache(maxsize=1)
def load_coefficients() -> dict[str, dict[str, float]]:
    """``first``, ``unit``, ``confidence`` and ``threshold`` of the data file."""
    text = (files("answer") / "data" / "coefficients.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return {"first": found.get("first", found["unit"]), "unit": found["unit"], "confidence": found["confidence"], "threshold": found.get("threshold", {"answer": 0.0})}


def fit_logistic(
    rows: NDArray[np.float64], right: NDArray[np.float64], prior: NDArray[np.float64], *, penalty: float = 1.0, steps: int = 60
) -> NDArray[np.float64]:
    """Coefficients (intercept last) of a logistic regression, by Newton's method.

    ``rows`` is (n, features), ``right`` 0 or 1; the L2 penalty is on the distance from ``prior`` (a value a
    feature). Rows are standardised inside, the coefficients given back are for rows as they came.
    """
    mean, scale = rows.mean(axis=0), rows.std(axis=0)
    scale[scale < 1e-9] = 1.0
    x = np.hstack([(rows - mean) / scale, np.ones((len(rows), 1))])
    start = np.append(prior * scale, 0.0)
    beta = start.copy()
    ridge = np.full(x.shape[1], penalty)
    ridge[-1] = 1e-6
    wanted = 2.0 * right - 1.0

    def loss(beta: NDArray[np.float64]) -> float:
        return float(np.logaddexp(0.0, -wanted * (x @ beta)).sum() + 0.5 * (ridge * (beta - start) ** 2).sum())

    least = loss(beta)
    for _ in range(steps):
        p = 1.0 / (1.0 + np.exp(-np.clip(x @ beta, -30, 30)))
        gradient = x.T @ (p - right) + ridge * (beta - start)
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(ridge)
        step = np.linalg.solve(hessian, gradient)
        # a whole step from far off, where all rows are as good as certain, can lead away for ever
        size = 1.0
        while (found := loss(beta - size * step)) > least and size > 1e-6:
            size /= 2
        beta, least = beta - size * step, found
        if float(np.abs(size * step).max()) < 1e-8:
            break
    weights = beta[:-1] / scale
    return np.append(weights, beta[-1] - float((weights * mean).sum()))


def fit_ranking(
    groups: list[tuple[NDArray[np.float64], NDArray[np.float64]]],
    prior: NDArray[np.float64],
    *,
    penalty: float = 1.0,
    steps: int = 400,
    rate: float = 0.05,
) -> NDArray[np.float64]:
    """Weights that put the right unit of each question first (log of the right units' share in a softmax).

    Each group is one question: (units, features) and which units are right (0 or 1). The penalty is on the
    distance from ``prior``, so that few questions move the weights little.
    """
    groups = [(x, y) for x, y in groups if 0 < y.sum() < len(y)]
    everything = np.vstack([x for x, _ in groups])
    scale = everything.std(axis=0)
    scale[scale < 1e-9] = 1.0
    start = prior * scale
    beta = start.copy()
    first, second = np.zeros_like(beta), np.zeros_like(beta)
    for step in range(1, steps + 1):
        gradient = penalty * (beta - start)
        for x, y in groups:
            z = x / scale
            s = z @ beta
            p = np.exp(s - s.max())
            p /= p.sum()
            q = p * y
            q /= max(q.sum(), 1e-12)
            gradient = gradient + z.T @ (p - q)
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        beta = beta - rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    weights: NDArray[np.float64] = beta / scale
    return weights


def answered_share_curve(confidences: list[float], right: list[bool]) -> list[tuple[float, float, float]]:
    """(threshold, share answered, share of those right) for each distinct threshold, most answered first."""
    order = sorted(set(confidences))
    curve = []
    for threshold in order:
        kept = [ok for c, ok in zip(confidences, right, strict=True) if c >= threshold]
        curve.append((threshold, len(kept) / len(right), sum(kept) / len(kept)))
    return curve
