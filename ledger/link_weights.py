"""How much each sign that a later paragraph speaks of a promise counts; fitted by ``benchmarks/fit_threads.py``."""

from __future__ import annotations

FEATURES: tuple[str, ...] = (
    "covered", "evidence", "covered by a sentence", "around", "of the sentence", "near", "looks back", "minute", "code", "day", "verb",
    "due day", "due month", "figure", "step", "late", "names only", "table", "best of paper", "best of promises",
)  # fmt: skip
WEIGHTS: dict[str, float] = {
    "covered": 0.961,
    "evidence": 1.208,
    "covered by a sentence": 0.915,
    "around": 0.881,
    "of the sentence": 5.252,
    "near": 7.699,
    "looks back": 0.852,
    "minute": 0.964,
    "code": 8.324,
    "day": 2.243,
    "verb": 0.478,
    "due day": 2.039,
    "due month": 0.674,
    "figure": 3.499,
    "step": 1.607,
    "late": -0.614,
    "names only": -0.693,
    "table": -0.982,
    "best of paper": 0.052,
    "best of promises": 0.368,
}
BIAS = -8.606
