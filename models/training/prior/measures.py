"""What every family of processes returns, and the scaling they share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

import numpy as np

Random = np.random.Generator


@dataclass(frozen=True)
class Measures:
    """Latent measurements of some patients.

    values: [rows, columns], each column of mean 0 and variance 1.
    score: [rows], a quantity of the same process that an outcome may depend on; None where a risk must be drawn.
    """

    values: np.ndarray
    score: Optional[np.ndarray] = None


def standardised(x: np.ndarray) -> np.ndarray:
    """Columns with mean 0 and variance 1; constant columns become 0."""
    centred = x - x.mean(0)
    sd = np.sqrt((centred * centred).mean(0))
    return centred / np.where(sd < 1e-6, 1.0, sd)


def log_uniform(rng: Random, low: float, high: float) -> float:
    return float(np.exp(rng.uniform(np.log(low), np.log(high))))


def integer_log_uniform(rng: Random, low: int, high: int) -> int:
    """An integer of [low, high], small ones more often."""
    return int(min(high, max(low, np.floor(log_uniform(rng, low, high + 1)))))


def sources(rng: Random, rows: int, columns: int) -> np.ndarray:
    """Independent columns: normal, uniform, skewed, or normal with some skewed ones."""
    kind = rng.random()
    if kind < 0.25:
        return standardised(rng.uniform(-1, 1, size=(rows, columns)))
    x = rng.standard_normal((rows, columns))
    if kind < 0.6:
        return x
    skewed = rng.random(columns) < (0.4 if kind < 0.85 else 1.0)
    x[:, skewed] = np.exp(x[:, skewed] * rng.uniform(0.4, 1.0))
    return standardised(x)
