"""Structural causal models: layers of noisy nodes, each a nonlinear function of earlier ones.

Columns and score are nodes of one network, so causes, effects, mediators and confounders of the score all occur among
the columns (the prior of Hollmann et al. 2023, "TabPFN", arXiv:2207.01848, section 4, in our own form).
"""

from __future__ import annotations

import numpy as np

from prior.measures import Measures, Random, log_uniform, sources, standardised

_shapes = (
    lambda rng, z: z,
    lambda rng, z: z,
    lambda rng, z: z,
    lambda rng, z: np.tanh(z * rng.uniform(0.5, 2)),
    lambda rng, z: np.maximum(z, 0),
    lambda rng, z: np.where(z > 0, z, 0.2 * z),
    lambda rng, z: 1 / (1 + np.exp(-np.clip(z * rng.uniform(1, 4), -30, 30))),
    lambda rng, z: np.abs(z),
    lambda rng, z: np.minimum(z * z, 9),
    lambda rng, z: np.sin(z * rng.uniform(0.5, 2.5)),
    lambda rng, z: (z > rng.normal() * 0.7).astype(float),
    lambda rng, z: np.exp(-z * z),
)


def _bent(rng: Random, z: np.ndarray) -> np.ndarray:
    """Every node bent by one shape, or each of a few groups of nodes by its own."""
    groups = 1 if rng.random() < 0.4 else int(rng.integers(1, 5))
    group = rng.integers(0, groups, z.shape[1])
    out = np.empty_like(z)
    for g in range(groups):
        chosen = group == g
        out[:, chosen] = _shapes[int(rng.integers(len(_shapes)))](rng, z[:, chosen])
    return out


def _nodes(rng: Random, rows: int, needed: int) -> "list[np.ndarray]":
    layers = int(rng.integers(1, 4))
    width = max(4, -(-needed // layers) + int(rng.integers(0, 6)))
    x = sources(rng, rows, int(rng.integers(1, max(2, needed))))
    noise, density = log_uniform(rng, 0.02, 1.2), rng.uniform(0.1, 1)
    nodes = [x]
    for _ in range(layers):
        parents = x if rng.random() < 0.6 else np.concatenate(nodes, 1)
        count = parents.shape[1]
        weights = rng.standard_normal((count, width)) * (rng.random((count, width)) < max(density, 1.5 / count))
        z = standardised(parents @ weights + 1e-3 * rng.standard_normal((rows, width)))
        x = standardised(_bent(rng, z + rng.standard_normal(width) * 0.5)) + noise * rng.standard_normal((rows, width))
        nodes.append(x)
    return nodes


def causal_network(rng: Random, rows: int, columns: int) -> Measures:
    """Columns and score drawn from the nodes of one network."""
    nodes = _nodes(rng, rows, columns + 1)
    every = standardised(np.concatenate(nodes, 1))
    last = nodes[-1].shape[1]
    is_late = rng.random() < 0.6
    target = every.shape[1] - 1 - int(rng.integers(last)) if is_late else int(rng.integers(every.shape[1]))
    others = np.delete(np.arange(every.shape[1]), target)
    chosen = rng.choice(others, columns, replace=len(others) < columns)
    return Measures(every[:, chosen], every[:, target])
