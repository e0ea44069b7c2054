"""What is minimised: the negative log-likelihood of the outcomes asked for, one term a table."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from architecture.bars import bar_of, finite_borders
from architecture.layers import CLASSES

# One table cannot outweigh a batch, however certain or wrong the answer was.
_LOWEST, _HIGHEST = -3.0, 8.0


def masked_class_logits(logits: Tensor, classes: Tensor) -> Tensor:
    """Logits [B, Q, 10] with the classes a table does not have at -1e9."""
    counted = torch.where(classes == 0, torch.full_like(classes, CLASSES), classes)
    return logits.masked_fill(torch.arange(CLASSES, device=logits.device) >= counted[:, None, None], -1e9)


def class_loss(logits: Tensor, y: Tensor, classes: Tensor) -> Tensor:
    """Mean cross-entropy of each table: logits [B, Q, 10], y [B, Q] codes -> [B]."""
    log_p = masked_class_logits(logits, classes).log_softmax(-1)
    return -log_p.gather(-1, y.long().clamp(0, CLASSES - 1).unsqueeze(-1)).squeeze(-1).mean(1)


def bar_loss(logits: Tensor, y: Tensor, borders: Tensor) -> Tensor:
    """Mean negative log-density of each table over the bars: logits [B, Q, bars], y [B, Q] -> [B]."""
    edges = finite_borders(borders)
    log_density = logits.log_softmax(-1) - (edges[1:] - edges[:-1]).log()
    found = -log_density.gather(-1, bar_of(y, borders).unsqueeze(-1)).squeeze(-1).mean(1)
    return found.clamp(_LOWEST, _HIGHEST)


def table_losses(class_logits: Tensor, bar_logits: Tensor, y: Tensor, classes: Tensor, borders: Tensor) -> Tensor:
    """The loss of each table [B]: cross-entropy for classes, negative log-density for numbers (classes 0)."""
    as_class = class_loss(class_logits, torch.where(classes[:, None] == 0, torch.zeros_like(y), y), classes)
    return torch.where(classes == 0, bar_loss(bar_logits, y, borders), as_class)


def distillation_losses(student: "tuple[Tensor, Tensor]", teacher: "tuple[Tensor, Tensor]", classes: Tensor) -> Tensor:
    """Kullback-Leibler divergence of the student's predictive distribution from the teacher's, per table [B]."""
    pairs = (
        (masked_class_logits(student[0], classes), masked_class_logits(teacher[0], classes)),
        (student[1], teacher[1]),
    )
    kl = [
        functional.kl_div(ours.log_softmax(-1), theirs.log_softmax(-1), reduction="none", log_target=True)
        .sum(-1)
        .mean(1)
        for ours, theirs in pairs
    ]
    return torch.where(classes == 0, kl[1], kl[0])
