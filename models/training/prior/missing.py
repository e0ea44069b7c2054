"""Cells that were not recorded: at random, by another column, by their own value, by how ill the patient is."""

from __future__ import annotations

import numpy as np

from prior.measures import Random, standardised


def _unrecorded(rng: Random, driver: np.ndarray, rate: float) -> np.ndarray:
    """Rows above a noisy threshold of the driver (or below it), about `rate` of all."""
    sign = 1 if rng.random() < 0.5 else -1
    noisy = sign * driver + rng.standard_normal(len(driver)) * rng.uniform(0.2, 1.4)
    return noisy > np.quantile(noisy, 1 - rate)


def with_gaps(rng: Random, table: np.ndarray, latent: np.ndarray, score: np.ndarray) -> np.ndarray:
    """Not a number for missing cells in half of the tables. latent [rows, columns] and score [rows] drive gaps."""
    if rng.random() < 0.5:
        return table
    rows, columns = table.shape
    table = table.copy()
    worst = rng.uniform(0.02, 0.5)
    affected = np.flatnonzero(rng.random(columns) < rng.uniform(0.1, 1))
    kind = rng.random()
    panel = rng.random(rows) < worst
    for j in affected:
        rate = worst * rng.uniform(0.05, 1)
        if kind < 0.3:
            gaps = rng.random(rows) < rate
        elif kind < 0.45:
            gaps = _unrecorded(rng, latent[:, int(rng.integers(columns))], rate)
        elif kind < 0.65:
            gaps = _unrecorded(rng, latent[:, j], rate)
        elif kind < 0.9:
            gaps = _unrecorded(rng, standardised(score), rate)
        else:
            gaps = panel
        table[gaps, j] = np.nan
    return table
