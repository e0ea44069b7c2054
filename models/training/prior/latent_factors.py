"""Correlated measurements: a few latent factors behind many columns, or panels of near-copies of one quantity.

Laboratory panels and repeated or derived measurements look like this: blocks with strong correlation, little between
blocks. The family gives no score: a risk is drawn on its columns.
"""

from __future__ import annotations

import numpy as np

from prior.measures import Measures, Random, log_uniform, sources, standardised


def factors(rng: Random, rows: int, columns: int) -> Measures:
    """Every column a sparse mixture of latent factors and its own noise."""
    count = int(rng.integers(1, max(2, columns // 2) + 1))
    loadings = rng.standard_normal((count, columns)) * (rng.random((count, columns)) < rng.uniform(0.2, 0.9))
    shared = sources(rng, rows, count) @ loadings
    return Measures(standardised(shared * rng.uniform(0, 1.4) + rng.standard_normal((rows, columns))))


def panels(rng: Random, rows: int, columns: int) -> Measures:
    """Blocks of columns that each measure one quantity, nearly or roughly."""
    blocks = int(rng.integers(1, max(1, columns // 2) + 1))
    block_of = rng.integers(0, blocks, columns)
    quantities = sources(rng, rows, blocks)
    if blocks > 1 and rng.random() < 0.6:
        quantities = standardised(quantities + rng.uniform(0, 1.5) * rng.standard_normal((rows, 1)))
    error = np.array([log_uniform(rng, 0.05, 1.5) for _ in range(blocks)])[block_of]
    sign = np.where(rng.random(columns) < 0.8, 1.0, -1.0)
    return Measures(standardised(sign * quantities[:, block_of] + error * rng.standard_normal((rows, columns))))


def independent(rng: Random, rows: int, columns: int) -> Measures:
    """Columns that have nothing to do with each other."""
    return Measures(standardised(sources(rng, rows, columns)))
