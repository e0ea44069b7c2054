"""Kinds of patients: a mixture of clusters whose columns differ in level and spread; a score differs by kind."""

from __future__ import annotations

import numpy as np

from prior.measures import Measures, Random, standardised


def subgroups(rng: Random, rows: int, columns: int) -> Measures:
    """Rows from two to eight kinds; the score is the kind's own level with a slope in one column."""
    kinds = int(rng.integers(2, 9))
    kind = rng.choice(kinds, size=rows, p=rng.dirichlet(np.full(kinds, 2.0)))
    level = rng.standard_normal((kinds, columns)) * rng.uniform(0.3, 2)
    spread = rng.uniform(0.3, 1.5, size=(kinds, columns))
    values = standardised(level[kind] + spread[kind] * rng.standard_normal((rows, columns)))
    slope = rng.standard_normal(kinds) * rng.uniform(0, 1.5)
    score = rng.standard_normal(kinds)[kind] + slope[kind] * values[:, int(rng.integers(columns))]
    return Measures(values, standardised(score))
