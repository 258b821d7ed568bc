"""Confidence: a small logistic model over what was found, its coefficients, and how to fit them anew.

The coefficients are data (``data/coefficients.json``), made by ``benchmarks/fit_answers.py``.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from answer.search import Findings

CONFIDENCE_FEATURES = (
    "top",
    "margin",
    "gap_to_third",
    "cover",
    "cover_context",
    "cover_best",
    "cover_names",
    "missing_rare",
    "cosine",
    "maxsim",
    "passage_cosine",
    "passage_lexical",
    "passage_rank",
    "expected",
    "expected_near",
    "figures",
    "has_period",
    "period_text",
    "period_paper",
    "period_either",
    "period_conflict",
    "body",
    "body_conflict",
    "pairs",
    "cue",
    "is_row",
    "few_terms",
    "why",
    "yes_no",
    "several",
    "list",
    "person",
    "names_missing",
)


def confidence_features(findings: Findings) -> dict[str, float]:
    """All of :data:`CONFIDENCE_FEATURES` for what was found; zeros where nothing was."""
    if not findings.ranked:
        return dict.fromkeys(CONFIDENCE_FEATURES, 0.0)
    question = findings.question
    best = findings.ranked[0]
    features = best.features
    others = [item.score for item in findings.ranked[1:] if item.unit.paragraph_id != best.unit.paragraph_id or item.unit.doc_id != best.unit.doc_id]
    has_period = 1.0 if question.periods else 0.0
    either = max(features["period_text"], features["period_paper"])
    words = question.text.lower().split()
    return {
        "top": best.score,
        "margin": best.score - others[0] if others else 1.0,
        "gap_to_third": best.score - others[1] if len(others) > 1 else 1.0,
        **{
            name: features[name]
            for name in (
                "cover", "cover_context", "cover_best", "cover_names", "missing_rare", "cosine", "maxsim",
                "passage_cosine", "passage_lexical", "passage_rank", "expected", "expected_near", "figures",
                "period_text", "period_paper", "period_conflict", "body", "body_conflict", "pairs", "cue", "is_row",
            )
        },
        "has_period": has_period,
        "period_either": either if question.periods else 0.7,
        "few_terms": 1.0 / (1 + len(question.terms)),
        "why": float("why" in words),
        "yes_no": float(question.kind == "yes_no"),
        "several": float(question.kind in ("comparison", "timeline")),
        "list": float(question.kind == "list"),
        "person": float(question.kind == "person_role"),
        "names_missing": 1.0 - features["cover_names"],
    }  # fmt: skip


@lru_cache(maxsize=1)
def load_coefficients() -> dict[str, dict[str, float]]:
    """``unit``, ``confidence`` and ``threshold`` of the data file."""
    text = (files("answer") / "data" / "coefficients.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return {"unit": found["unit"], "confidence": found["confidence"], "threshold": found.get("threshold", {"answer": 0.0})}


def fit_logistic(rows: NDArray[np.float64], right: NDArray[np.float64], *, penalty: float = 1.0, steps: int = 60) -> NDArray[np.float64]:
    """Coefficients (intercept last) of a logistic regression with an L2 penalty, by Newton's method.

    ``rows`` is (n, features), ``right`` 0 or 1. Rows are standardised inside, the coefficients given back are for rows as they came.
    """
    mean, scale = rows.mean(axis=0), rows.std(axis=0)
    scale[scale < 1e-9] = 1.0
    x = np.hstack([(rows - mean) / scale, np.ones((len(rows), 1))])
    beta = np.zeros(x.shape[1])
    ridge = np.full(x.shape[1], penalty)
    ridge[-1] = 1e-6
    for _ in range(steps):
        p = 1.0 / (1.0 + np.exp(-np.clip(x @ beta, -30, 30)))
        gradient = x.T @ (p - right) + ridge * beta
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(ridge)
        step = np.linalg.solve(hessian, gradient)
        beta -= step
        if float(np.abs(step).max()) < 1e-8:
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
