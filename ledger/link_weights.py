"""How much each sign that a later paragraph speaks of a promise counts; fitted by ``benchmarks/fit_threads.py``."""

from __future__ import annotations

FEATURES: tuple[str, ...] = (
    "covered", "evidence", "covered by a sentence", "around", "of the sentence", "near", "looks back", "minute", "code", "day", "verb",
    "due day", "due month", "figure", "step", "late", "names only", "table", "best of paper", "best of promises",
)  # fmt: skip
WEIGHTS: dict[str, float] = {
    "covered": 0.975,
    "evidence": 1.238,
    "covered by a sentence": 0.991,
    "around": 0.894,
    "of the sentence": 5.282,
    "near": 7.731,
    "looks back": 0.843,
    "minute": 0.989,
    "code": 8.243,
    "day": 2.240,
    "verb": 0.484,
    "due day": 2.007,
    "due month": 0.668,
    "figure": 3.485,
    "step": 1.613,
    "late": -0.605,
    "names only": -0.660,
    "table": -1.003,
    "best of paper": -0.136,
    "best of promises": 0.334,
}
BIAS = -8.545
