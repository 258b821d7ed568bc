"""How much each sign that a later paragraph speaks of a promise counts; fitted by ``benchmarks/fit_threads.py``."""

from __future__ import annotations

FEATURES: tuple[str, ...] = (
    "covered", "evidence", "covered by a sentence", "around", "of the sentence", "near", "looks back", "minute", "code", "day", "verb",
    "due day", "due month", "figure", "step", "late", "names only", "table", "best of paper", "best of promises",
)  # fmt: skip
WEIGHTS: dict[str, float] = {
    "covered": 0.896,
    "evidence": 1.304,
    "covered by a sentence": 1.237,
    "around": 0.949,
    "of the sentence": 5.180,
    "near": 6.914,
    "looks back": 0.893,
    "minute": 0.620,
    "code": 8.647,
    "day": 2.695,
    "verb": 0.232,
    "due day": 2.113,
    "due month": 0.799,
    "figure": 3.320,
    "step": 1.441,
    "late": -0.673,
    "names only": -1.050,
    "table": -1.398,
    "best of paper": 0.341,
    "best of promises": 0.517,
}
BIAS = -11.071
