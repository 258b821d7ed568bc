"""How much each sign that a later paragraph speaks of a promise counts; fitted by ``benchmarks/fit_threads.py``."""

from __future__ import annotations

FEATURES: tuple[str, ...] = (
    "covered", "evidence", "covered by a sentence", "around", "of the sentence", "near", "looks back", "minute", "code", "day", "verb",
    "due day", "due month", "figure", "step", "late", "names only", "table", "best of paper", "best of promises",
)  # fmt: skip
WEIGHTS: dict[str, float] = {
    "covered": -1.027,
    "evidence": 1.793,
    "covered by a sentence": 1.007,
    "around": 0.354,
    "of the sentence": 4.881,
    "near": 6.066,
    "looks back": 0.924,
    "minute": 0.598,
    "code": 6.550,
    "day": 1.901,
    "verb": 0.550,
    "due day": 0.189,
    "due month": 2.036,
    "figure": 2.531,
    "step": 1.100,
    "late": -0.524,
    "names only": -2.503,
    "table": -0.542,
    "best of paper": -0.019,
    "best of promises": -0.049,
}
BIAS = -6.755
