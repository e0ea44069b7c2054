"""What is minimised: the negative log-likelihood of the outcomes asked for, one term a table."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from architecture.bars import bar_of, finite_borders
from architecture.layers import CLASSES
from prior.batch import Batch

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


def chance_loss(logits: Tensor, chances: Tensor, classes: Tensor) -> Tensor:
    """Mean cross-entropy of each table against the chances its codes were drawn from: [B, Q, 10] twice -> [B].

    The same minimum as against the codes, with less chance in the gradient.
    """
    log_p = masked_class_logits(logits, classes).log_softmax(-1)
    return -(chances * log_p).sum(-1).mean(1)


def table_losses(outputs: "tuple[Tensor, Tensor]", batch: Batch, borders: Tensor) -> Tensor:
    """The loss of each table [B] from the logits of its queries: cross-entropy for classes, negative log-density for
    numbers (classes 0)."""
    as_class, as_number = (part.float() for part in outputs)
    asked, chances = batch.y[:, batch.context :], batch.chances[:, batch.context :]
    of_class = chance_loss(as_class, chances, batch.classes)
    return torch.where(batch.classes == 0, bar_loss(as_number, asked, borders), of_class)


def outcome_loss(model: nn.Module, batch: Batch, borders: Tensor) -> Tensor:
    """The drawn truth alone."""
    outputs = model(batch.cells, batch.y[:, : batch.context], batch.is_reg)[:2]
    return table_losses(outputs, batch, borders)


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
