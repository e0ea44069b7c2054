"""A column the model reads beside a table's own: a linear score of them, each context row's without its own outcome.

Ridge regression of the outcome on z-scores and gaps, its penalty chosen by generalised cross-validation. A context row
has the score of a fit that left it out, so that the column shows in the context what it is worth on other rows. The
same arithmetic as `core/inference/linear-score.ts`.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from featurise import featurise

PENALTIES = np.array([1e-3, 1e-2, 1e-1, 1, 10, 100, 1000])
MOST_LEVERAGE = 0.95
_SMALLEST_SD = 1e-6


def design(cells: np.ndarray, context: int) -> np.ndarray:
    """cells [R, F, 4] -> standardised columns [R, P]: z-scores, and gaps where the context has some."""
    columns = np.concatenate([cells[..., 0], cells[..., 2]], 1).astype(np.float64)
    columns -= columns[:context].mean(0)
    sd = np.sqrt((columns[:context] ** 2).mean(0))
    return columns[:, sd > _SMALLEST_SD] / sd[sd > _SMALLEST_SD]


def linear_score(cells: np.ndarray, y: np.ndarray) -> np.ndarray:
    """cells [R, F, 4], y [C] of the first rows -> scores [R]; 0 everywhere where no column varies.

    The outcome is centred once, with every row: leaving a row out of the mean as well would write its own outcome, upside
    down, into its score. Leverages as in Allen (1974), Technometrics 16:125-127.
    """
    context = len(y)
    x, outcome = design(cells, context), y - y.mean()
    if x.shape[1] == 0:
        return np.zeros(len(x))
    values, vectors = np.linalg.eigh(x[:context].T @ x[:context])
    values, turned = np.maximum(values, 0), x @ vectors
    along = turned[:context].T @ outcome
    best = None
    for penalty in PENALTIES:
        weights = along / (values + penalty)
        fitted = turned[:context] @ weights
        freedom = 1 + (values / (values + penalty)).sum()
        gcv = ((outcome - fitted) ** 2).mean() / max(1e-9, 1 - freedom / context) ** 2
        if best is None or gcv < best[0]:
            best = (gcv, penalty, weights, fitted)
    _, penalty, weights, fitted = best
    leverage = np.minimum((turned[:context] ** 2 / (values + penalty)).sum(1), MOST_LEVERAGE)
    left_out = (fitted - leverage * outcome) / (1 - leverage)
    return np.concatenate([left_out, turned[context:] @ weights])


def with_linear_scores(cells: Tensor, outcomes: "list[np.ndarray]") -> Tensor:
    """cells [B, R, F, 4] and outcomes [B, C] of the first rows -> [B, R, F + len(outcomes), 4]: a score of each beside."""
    tables = cells.numpy()
    scores = [[linear_score(table, y) for table, y in zip(tables, known)] for known in outcomes]
    columns = torch.from_numpy(np.stack([np.stack(one) for one in scores], -1))
    return torch.cat([cells, featurise(columns, outcomes[0].shape[1])], 2)


def scored_outcomes(y: np.ndarray, classes: int) -> "list[np.ndarray]":
    """What of an outcome y [C] is scored: a number, one of two classes, or each class that occurs against the others."""
    if classes <= 2:
        return [y]
    return [(y == one).astype(float) for one in np.unique(y)]
