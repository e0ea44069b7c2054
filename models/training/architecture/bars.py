"""The bars of a predicted number: 64 intervals of the standardised target, and the density over them."""

import math

import torch
from torch import Tensor

TARGET_LIMIT = 10.0
_REACH, _BEND = 5.0, 3.0


def bar_borders(bars: int = 64) -> Tensor:
    """Borders between -5 and 5 at steps that grow from 0.05 in the middle to 0.5 outside; the ends are the limit.

    Fixed rather than taken from drawn targets, whose ties would make some bars too thin to hold a density; wide enough
    that the mean of a skewed target is not cut off.
    """
    u = torch.linspace(-1, 1, bars - 1, dtype=torch.float64)
    inner = _REACH * torch.sinh(_BEND * u) / math.sinh(_BEND)
    ends = torch.tensor([TARGET_LIMIT], dtype=torch.float64)
    return torch.cat([-ends, inner, ends]).float()


def bar_of(y: Tensor, borders: Tensor) -> Tensor:
    """The bar each y falls into."""
    return torch.bucketize(y.contiguous(), borders[1:-1].contiguous())


def finite_borders(borders: Tensor) -> Tensor:
    """Borders whose end bars are as wide as their neighbours, as the app spreads their mass."""
    edges = borders.clone()
    edges[0] = edges[1] - (edges[2] - edges[1])
    edges[-1] = edges[-2] + (edges[-2] - edges[-3])
    return edges


def bar_mean(logits: Tensor, borders: Tensor) -> Tensor:
    """Mean of the density over the bars: logits [..., bars] -> [...]."""
    edges = finite_borders(borders)
    return (logits.softmax(-1) * (edges[1:] + edges[:-1]) / 2).sum(-1)
