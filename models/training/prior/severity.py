"""Disease first, measurements second: a latent severity drives many columns, and the outcome as well.

The direction of diagnosis: every marker is a noisy, mostly monotone reading of the same process, so that many weak
columns together tell much (linear discriminant analysis is near the best there).
"""

from __future__ import annotations

import numpy as np

from prior.measures import Measures, Random, log_uniform, sources, standardised


def severity(rng: Random, rows: int, columns: int) -> Measures:
    """Columns that read a latent severity; columns beside it; sometimes a second process that confounds."""
    latent = sources(rng, rows, 1)
    if rng.random() < 0.5:
        latent = np.where(
            rng.random((rows, 1)) < rng.uniform(0.15, 0.85), latent * 0.5 + rng.uniform(1, 4), latent * 0.5
        )
    latent = standardised(latent)
    strength = np.where(rng.random(columns) < rng.uniform(0.2, 1), rng.standard_normal(columns), 0)
    strength *= log_uniform(rng, 0.2, 3)
    values = latent * strength + rng.standard_normal((rows, columns))
    if rng.random() < 0.5:
        other = sources(rng, rows, int(rng.integers(1, 4)))
        values += other @ rng.standard_normal((other.shape[1], columns)) * rng.uniform(0.2, 1.5)
    return Measures(standardised(values), latent[:, 0])
