"""A column the model reads beside a table's own: a linear score of them, each context row's without its own outcome.

Ridge regression of the outcome on z-scores and gaps, its penalty chosen by generalised cross-validation. A context row
has the score of a fit without its tenth of the rows, so that the column shows in the context what it is worth on other
rows. The same arithmetic as `core/inference/linear-score.ts`.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from featurise import featurise

PENALTIES = np.array([1e-3, 1e-2, 1e-1, 1, 10, 100, 1000])
MOST_FOLDS = 10
_SMALLEST_SD = 1e-6


def design(cells: np.ndarray, context: int) -> np.ndarray:
    """cells [R, F, 4] -> standardised columns [R, P]: z-scores, and gaps where the context has some."""
    columns = np.concatenate([cells[..., 0], cells[..., 2]], 1).astype(np.float64)
    columns -= columns[:context].mean(0)
    sd = np.sqrt((columns[:context] ** 2).mean(0))
    return columns[:, sd > _SMALLEST_SD] / sd[sd > _SMALLEST_SD]


def folds_of(cells: np.ndarray, y: np.ndarray) -> np.ndarray:
    """cells [C, F, 4], y [C] -> the fold of each row, from what stands in the rows and not from their order.

    Rows alike in all columns, and of these each outcome, are spread over the folds. Leaving out one row alone would not
    do: among rows alike, what is left would be the sum of their outcomes less the row's own, and so tell it, upside down.
    """
    key = np.zeros(len(y))
    for value in np.concatenate([cells[..., 0], cells[..., 2]], 1).astype(np.float64).T:
        key += value * value * value - 3.1 * value * value
    fold = np.empty(len(y), np.int64)
    fold[np.lexsort((y, key))] = np.arange(len(y)) % min(MOST_FOLDS, len(y))
    return fold


def linear_score(cells: np.ndarray, y: np.ndarray) -> np.ndarray:
    """cells [R, F, 4], y [C] of the first rows -> scores [R]; 0 everywhere where no column varies."""
    context = len(y)
    x, outcome = design(cells, context), y - y.mean()
    if x.shape[1] == 0:
        return np.zeros(len(x))
    known, gram = x[:context], x[:context].T @ x[:context]
    penalty, weights = _fitted(known, gram, outcome)
    scores, fold = x @ weights, folds_of(cells[:context], y)
    for one in range(fold.max() + 1):
        own = known[fold == one]
        rest = gram - own.T @ own + penalty * np.eye(len(gram))
        scores[:context][fold == one] = own @ np.linalg.solve(rest, known.T @ (outcome * (fold != one)))
    return scores


def _fitted(known: np.ndarray, gram: np.ndarray, outcome: np.ndarray) -> "tuple[float, np.ndarray]":
    """The penalty with the least generalised cross-validation error, and its coefficients."""
    values, vectors = np.linalg.eigh(gram)
    values, turned = np.maximum(values, 0), known @ vectors
    along, best = turned.T @ outcome, None
    for penalty in PENALTIES:
        weights = along / (values + penalty)
        freedom = 1 + (values / (values + penalty)).sum()
        gcv = ((outcome - turned @ weights) ** 2).mean() / max(1e-9, 1 - freedom / len(known)) ** 2
        if best is None or gcv < best[0]:
            best = (gcv, penalty, vectors @ weights)
    return best[1], best[2]


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
