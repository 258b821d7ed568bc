"""How much each sign that a later paragraph speaks of a promise counts; fitted by ``benchmarks/fit_threads.py``."""

from __future__ import annotations

FEATURES: tuple[str, ...] = (
    "covered", "evidence", "covered by a sentence", "around", "of the sentence", "near", "looks back", "minute", "code", "day", "verb",
    "due day", "due month", "figure", "step", "late", "names only", "table", "best of paper", "best of promises",
)  # fmt: skip
WEIGHTS: dict[str, float] = {
    "covered": -0.231,
    "evidence": 1.620,
    "covered by a sentence": 0.661,
    "around": 0.754,
    "of the sentence": 4.974,
    "near": 5.721,
    "looks back": 1.046,
    "minute": 0.766,
    "code": 7.064,
    "day": 2.230,
    "verb": 0.509,
    "due day": 0.877,
    "due month": 1.320,
    "figure": 3.075,
    "step": 1.327,
    "late": -0.320,
    "names only": -2.318,
    "table": -0.750,
    "best of paper": -0.483,
    "best of promises": 0.460,
}
BIAS = -7.260
