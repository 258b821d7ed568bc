"""How much each sign that a later paragraph speaks of a promise counts; fitted by ``benchmarks/fit_threads.py``."""

from __future__ import annotations

FEATURES: tuple[str, ...] = (
    "covered", "evidence", "covered by a sentence", "around", "of the sentence", "near", "looks back", "minute", "code", "day", "verb",
    "due day", "due month", "figure", "step", "late", "names only", "table", "best of paper", "best of promises",
)  # fmt: skip
WEIGHTS: dict[str, float] = {
    "covered": -0.279,
    "evidence": 1.450,
    "covered by a sentence": 0.691,
    "around": 0.652,
    "of the sentence": 4.929,
    "near": 6.281,
    "looks back": 1.040,
    "minute": 0.718,
    "code": 5.950,
    "day": 2.100,
    "verb": 0.462,
    "due day": 0.850,
    "due month": 1.324,
    "figure": 2.997,
    "step": 1.393,
    "late": -0.371,
    "names only": -2.369,
    "table": -0.556,
    "best of paper": -0.296,
    "best of promises": 0.258,
}
BIAS = -7.131
