"""How much each sign that a later paragraph speaks of a promise counts; fitted by ``benchmarks/fit_threads.py``."""

from __future__ import annotations

FEATURES: tuple[str, ...] = (
    "covered", "evidence", "covered by a sentence", "around", "of the sentence", "near", "looks back", "minute", "code", "day", "verb",
    "due day", "due month", "figure", "step", "late", "names only", "table", "best of paper", "best of promises",
    "owner", "month", "heading",
)  # fmt: skip
WEIGHTS: dict[str, float] = {
    "covered": -0.460,
    "evidence": 1.635,
    "covered by a sentence": 0.552,
    "around": 0.520,
    "of the sentence": 5.087,
    "near": 5.073,
    "looks back": 0.600,
    "minute": 1.082,
    "code": 6.590,
    "day": 0.932,
    "verb": 0.571,
    "due day": 1.267,
    "due month": 1.905,
    "figure": 2.687,
    "step": 1.278,
    "late": -0.372,
    "names only": -2.462,
    "table": -0.567,
    "best of paper": -0.068,
    "best of promises": 0.253,
    "owner": 0.000,
    "month": 2.478,
    "heading": 0.000,
}
BIAS = -6.930
