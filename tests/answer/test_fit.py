"""The fit of the confidence finds the least loss wherever it starts."""

from __future__ import annotations

import numpy as np
import pytest

from answer.calibrate import fit_logistic


def loss(weights: np.ndarray, rows: np.ndarray, right: np.ndarray, prior: np.ndarray, penalty: float) -> float:
    z = rows @ weights[:-1] + weights[-1]
    away = (weights[:-1] - prior) * rows.std(axis=0)
    return float(np.logaddexp(0.0, -(2 * right - 1) * z).sum() + 0.5 * penalty * (away**2).sum())


@pytest.mark.parametrize(("prior", "penalty"), [(0.0, 1.0), (3.0, 1.0), (10.0, 1.0), (30.0, 1.0), (3.0, 60.0)])
def test_a_prior_far_from_what_the_rows_say_does_not_lead_away(prior: float, penalty: float) -> None:
    rng = np.random.default_rng(7)
    rows = rng.normal(size=(200, 3)) * (1.0, 0.2, 5.0)
    right = (rng.random(200) < 1 / (1 + np.exp(-(rows @ (0.8, -2.0, 0.1) + 0.4)))).astype(float)
    expected = np.full(3, prior)
    found = fit_logistic(rows, right, expected, penalty=penalty)
    assert np.abs(found).max() < 100
    here = loss(found, rows, right, expected, penalty)
    for at in range(4):
        for step in (-0.01, 0.01):
            moved = found.copy()
            moved[at] += step
            assert loss(moved, rows, right, expected, penalty) >= here - 1e-6
