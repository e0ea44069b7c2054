"""Columns that other columns determine: indices, ratios, sums, near-copies (body-mass index from height and weight)."""

from __future__ import annotations

import numpy as np

from prior.measures import Random, log_uniform, standardised


def _derived(rng: Random, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    kind = int(rng.integers(6))
    if kind == 0:
        return np.exp(0.3 * a) / np.exp(0.3 * b) ** rng.choice([1, 2])
    if kind == 1:
        return (a + 4) * (b + 4)
    if kind == 2:
        return a + rng.normal() * b
    if kind == 3:
        return a - b
    if kind == 4:
        return np.maximum(a, b)
    return a


def with_relations(rng: Random, x: np.ndarray) -> np.ndarray:
    """Some columns replaced by (near) functions of two others; a quarter of tables with at least three columns."""
    columns = x.shape[1]
    if columns < 3 or rng.random() > 0.25:
        return x
    x = x.copy()
    for _ in range(int(rng.integers(1, max(2, columns // 4) + 1))):
        a, b, c = rng.choice(columns, 3, replace=False)
        error = log_uniform(rng, 0.002, 0.3) * rng.standard_normal(len(x))
        x[:, c] = standardised(standardised(_derived(rng, x[:, a], x[:, b])) + error)
    return x
