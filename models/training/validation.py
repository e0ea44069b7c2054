"""A fixed set of synthetic tables no training step sees: what the loss curve is drawn from."""

from __future__ import annotations

import numpy as np
import torch
from torch import nn

from losses import bar_loss, class_loss
from prior.batch import Batch, draw_batch
from prior.sizes import Size

_SEED = 20_000_003
_SIZES = (
    Size(120, 5, 80, 24),
    Size(160, 10, 120, 16),
    Size(260, 8, 200, 12),
    Size(200, 24, 150, 8),
    Size(460, 12, 400, 6),
)


def validation_batches() -> "list[Batch]":
    """The same tables in every training: five sizes, 66 tables."""
    rng = np.random.default_rng(_SEED)
    return [draw_batch(rng, size) for size in _SIZES]


@torch.no_grad()
def validate(
    model: nn.Module, borders: torch.Tensor, batches: "list[Batch]", device: torch.device
) -> "dict[str, float]":
    """Mean loss over the tables of each kind: `class` (all classes), `binary`, `number`."""
    found: "dict[str, list[float]]" = {"class": [], "binary": [], "number": []}
    for batch in batches:
        cells, y, is_reg = (part.to(device) for part in (batch.cells, batch.y, batch.is_reg))
        as_class, as_number = model(cells, y[:, : batch.context], is_reg)[:2]
        asked, classes = y[:, batch.context :], batch.classes.to(device)
        codes = torch.where(classes[:, None] == 0, torch.zeros_like(asked), asked)
        class_terms = class_loss(as_class.float(), codes, classes)
        number_terms = bar_loss(as_number.float(), asked, borders)
        found["class"] += class_terms[classes > 0].tolist()
        found["binary"] += class_terms[classes == 2].tolist()
        found["number"] += number_terms[classes == 0].tolist()
    return {kind: float(np.mean(values)) for kind, values in found.items()}
