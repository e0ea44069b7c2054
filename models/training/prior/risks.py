"""Risks drawn on given columns: linear, additive, rules of trees, smooth surfaces. Each returns a score [rows].

Most clinical outcomes are told nearly as well by a penalised linear model as by anything else (Christodoulou et al.
2019, J Clin Epidemiol 110:12-22); so most of the weight lies on linear and monotone additive risks.
"""

from __future__ import annotations

import numpy as np

from prior.measures import Random, integer_log_uniform, standardised


def _weights(rng: Random, columns: int) -> np.ndarray:
    """Coefficients: dense, sparse, few strong and many weak, or the small whole numbers of a risk score."""
    kind = rng.random()
    w = rng.standard_normal(columns)
    if kind < 0.35:
        w *= rng.random(columns) < rng.uniform(0.1, 1)
    elif kind < 0.6:
        w *= np.exp(-rng.uniform(0.1, 1.5) * rng.permutation(columns))
    elif kind < 0.7:
        w = np.rint(w * 1.5) * (rng.random(columns) < 0.7)
    if not w.any():
        w[int(rng.integers(columns))] = 1.0
    return w


def linear(rng: Random, x: np.ndarray) -> np.ndarray:
    """A weighted sum of the columns."""
    return x @ _weights(rng, x.shape[1])


def _curved(rng: Random, x: np.ndarray) -> np.ndarray:
    """One column's effect: saturating, thresholded, hinged, U-shaped or with a step."""
    at = rng.normal() * 0.8
    kind = int(rng.integers(6))
    if kind == 0:
        return np.tanh((x - at) * rng.uniform(0.5, 2.5))
    if kind == 1:
        return (x > at).astype(float)
    if kind == 2:
        return np.maximum(x - at, 0)
    if kind == 3:
        return np.minimum(x - at, 0)
    if kind == 4:
        return np.minimum((x - at * 0.6) ** 2, 9) * 0.5
    return x + rng.uniform(0, 2) * (x > at)


def additive(rng: Random, x: np.ndarray) -> np.ndarray:
    """A weighted sum of effects, some of them curved, with at most a few products of two columns."""
    w = _weights(rng, x.shape[1])
    curved = rng.uniform(0.1, 1)
    score = np.zeros(len(x))
    for j in np.flatnonzero(w):
        score += w[j] * (standardised(_curved(rng, x[:, j])) if rng.random() < curved else x[:, j])
    products = int(rng.integers(1, 4)) if rng.random() < 0.4 else 0
    for _ in range(products):
        i, j = rng.integers(x.shape[1], size=2)
        score += rng.normal() * 0.7 * np.abs(w).max() * x[:, i] * x[:, j]
    return score


def trees(rng: Random, x: np.ndarray) -> np.ndarray:
    """A sum of one to thirty trees that split at observed values; later columns are split less often."""
    rows, columns = x.shape
    preference = rng.dirichlet(np.full(columns, rng.uniform(0.2, 2)))
    score = np.zeros(rows)
    for _ in range(integer_log_uniform(rng, 1, 30)):
        depth = int(rng.integers(1, 5))
        split = rng.choice(columns, depth, p=preference)
        above = x[:, split] > x[rng.integers(rows, size=depth), split]
        leaf = above @ (1 << np.arange(depth))
        score += rng.standard_normal(1 << depth)[leaf]
    return score


def smooth(rng: Random, x: np.ndarray) -> np.ndarray:
    """A draw from a Gaussian process by random Fourier features (Rahimi and Recht 2007), on a few columns."""
    used = rng.choice(x.shape[1], min(x.shape[1], integer_log_uniform(rng, 1, 6)), replace=False)
    frequency = rng.standard_normal((len(used), 64)) / (rng.uniform(0.7, 4) * np.sqrt(len(used)))
    waves = np.cos(x[:, used] @ frequency + rng.uniform(0, 2 * np.pi, 64))
    return waves @ rng.standard_normal(64)


_families = ((linear, 0.45), (additive, 0.3), (trees, 0.15), (smooth, 0.1))


def draw_risk(rng: Random, x: np.ndarray) -> np.ndarray:
    """A standardised score on the columns x [rows, columns] by one family."""
    family = _families[int(rng.choice(len(_families), p=[share for _, share in _families]))][0]
    return standardised(family(rng, x))
