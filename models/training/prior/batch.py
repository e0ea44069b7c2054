"""Batches of synthetic tables, featurised for the model."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

from featurise import featurise
from linear_score import scored_outcomes, with_linear_scores
from prior.measures import Random
from prior.outcomes import MOST_CLASSES
from prior.sizes import Size
from prior.table import Table, draw_table

# The target as the model is trained on it is clipped to this many standard deviations of the context.
TARGET_LIMIT = 10.0


@dataclass(frozen=True)
class Batch:
    """cells [B, R, F, 4], y [B, R] (codes or standardised numbers), chances [B, R, 10] of each code (all 0 for a
    number), classes [B] (0 for a number), context rows."""

    cells: torch.Tensor
    y: torch.Tensor
    chances: torch.Tensor
    classes: torch.Tensor
    context: int

    @property
    def is_reg(self) -> torch.Tensor:
        return (self.classes == 0).to(self.y.dtype)

    def to(self, device: torch.device) -> "Batch":
        parts = (part.to(device) for part in (self.cells, self.y, self.chances, self.classes))
        return Batch(*parts, self.context)


def _chances(table: Table, levels: np.ndarray, code: np.ndarray) -> np.ndarray:
    """[rows, 10]: what is known of each row's code, or the code itself; of the levels that occur."""
    chances = np.zeros((len(table.y), MOST_CLASSES))
    if table.chances is None:
        chances[np.arange(len(code)), code] = 1
    else:
        occurring = table.chances[:, levels.astype(int)]
        chances[:, : len(levels)] = occurring / np.maximum(occurring.sum(1, keepdims=True), 1e-12)
    return chances


def outcome_codes(rng: Random, table: Table, context: int) -> "tuple[np.ndarray, np.ndarray, int] | None":
    """The outcome as the model sees it, the chances of its codes and its number of classes; None where the context
    shows only one value."""
    known = table.y[:context]
    if not np.isfinite(table.y).all():
        return None
    if table.is_class:
        levels, code = np.unique(table.y, return_inverse=True)
        if len(np.unique(known)) < 2 or len(levels) > MOST_CLASSES:
            return None
        named, code = rng.permutation(len(levels)), code.reshape(-1)
        chances = _chances(table, levels, code)
        chances[:, named] = chances[:, : len(levels)].copy()
        return named[code].astype(float), chances, len(levels)
    sd = known.std()
    if sd < 1e-6:
        return None
    y = np.clip((table.y - known.mean()) / sd, -TARGET_LIMIT, TARGET_LIMIT)
    return y, np.zeros((len(y), MOST_CLASSES)), 0


def draw_batch(rng: Random, size: Size) -> Batch:
    """`size.tables` tables of one size; tables whose context shows one outcome only are drawn again."""
    values, targets, chances, classes = [], [], [], []
    while len(values) < size.tables:
        with np.errstate(all="ignore"):
            table = draw_table(rng, size.rows, size.columns)
        coded = outcome_codes(rng, table, size.context)
        if coded is None:
            continue
        values.append(np.where(np.abs(table.values) > 1e7, np.nan, table.values))
        for kept, part in zip((targets, chances, classes), coded):
            kept.append(part)
    cells = featurise(torch.from_numpy(np.stack(values)), size.context)
    y, codes = torch.from_numpy(np.stack(targets)).float(), torch.tensor(classes)
    scored = np.stack([_scored(rng, known, count) for known, count in zip(y[:, : size.context].numpy(), classes)])
    likely = torch.from_numpy(np.stack(chances)).float()
    return Batch(with_linear_scores(cells, [scored]), y, likely, codes, size.context)


def _scored(rng: Random, known: np.ndarray, classes: int) -> np.ndarray:
    """What the batch's one linear score is of: of several classes, one of them against the others."""
    outcomes = scored_outcomes(known.astype(float), classes)
    return outcomes[rng.integers(len(outcomes))]
