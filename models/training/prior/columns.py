"""How latent measurements are written down: laboratory values, counts, scores, grades, categories."""

from __future__ import annotations

import numpy as np

from prior.measures import Random, log_uniform, standardised


def _levels(rng: Random, x: np.ndarray, count: int) -> np.ndarray:
    """x cut into `count` ordered levels of unequal frequency."""
    shares = rng.dirichlet(np.full(count, rng.uniform(0.8, 4)))
    cuts = np.quantile(x, np.clip(np.cumsum(shares)[:-1], 0.01, 0.99))
    return np.searchsorted(cuts, x).astype(float)


def _category(rng: Random, x: np.ndarray) -> "tuple[np.ndarray, np.ndarray]":
    """Yes or no, a grade, or a name without order; what is written, and the scale on which it acts."""
    kind = rng.random()
    count = 2 if kind < 0.5 else int(rng.integers(3, 9))
    level = _levels(rng, x, count)
    if kind < 0.75:
        acts = (
            standardised(level) if rng.random() < 0.8 else standardised(rng.standard_normal(count)[level.astype(int)])
        )
        return level, acts
    code = rng.permutation(count)[level.astype(int)].astype(float)
    acts = standardised(level if rng.random() < 0.4 else rng.standard_normal(count)[code.astype(int)])
    return code, acts


def _number(rng: Random, x: np.ndarray) -> "tuple[np.ndarray, np.ndarray]":
    """A measured number; what is written, and the scale on which it acts."""
    kind = rng.random()
    if kind < 0.35:
        return x, x
    if kind < 0.6:
        written = np.exp(np.clip(x * rng.uniform(0.3, 1.3), -8, 8))
        return written, x if rng.random() < 0.75 else np.clip(standardised(written), -4, 4)
    if kind < 0.75:
        return np.rint(x * log_uniform(rng, 1, 10)), x
    if kind < 0.81:
        return np.sign(x) * np.abs(x) ** rng.uniform(0.4, 2.2), x
    if kind < 0.87:
        low, high = np.quantile(x, [rng.uniform(0, 0.5), rng.uniform(0.7, 1)])
        return np.clip(x, low, high), x
    if kind < 0.92:
        count = np.rint(np.exp(np.clip(x * rng.uniform(0.5, 1.2) + rng.uniform(-1, 2), -5, 6)))
        return count, x if rng.random() < 0.5 else standardised(np.log1p(count))
    if kind < 0.97:
        rank = np.argsort(np.argsort(x)) / len(x)
        return np.rint(rank * rng.integers(20, 90)), standardised(rank)
    spoilt = np.where(rng.random(len(x)) < rng.uniform(0.002, 0.03), x * rng.uniform(5, 30), x)
    return spoilt, x


def written_down(rng: Random, x: np.ndarray) -> "tuple[np.ndarray, np.ndarray]":
    """x [rows, columns] -> what is in the table, and the standardised scale on which each column acts on a risk."""
    written, acts = np.empty_like(x), np.empty_like(x)
    categories = rng.beta(0.7, 0.9)
    for j in range(x.shape[1]):
        kind = _category if rng.random() < categories else _number
        written[:, j], acts[:, j] = kind(rng, x[:, j])
    return written, acts
