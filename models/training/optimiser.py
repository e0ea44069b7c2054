"""Muon for the matrices inside the network, AdamW for everything else, in one optimiser with one state.

Muon: momentum whose matrix is brought to (nearly) orthogonal by Newton-Schulz iterations (Jordan et al. 2024,
https://kellerjordan.github.io/posts/muon/). Heads, embeddings, offsets and norms take AdamW.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn

_BETAS = (0.9, 0.98)
_EPSILON = 1e-8
_MOMENTUM = 0.95
# Scales an orthogonal step so that AdamW's learning rate suits it (Liu et al. 2025, arXiv:2502.16982).
_MATCH_ADAM = 0.2


def orthogonalised(matrix: Tensor, steps: int = 5) -> Tensor:
    """The quintic Newton-Schulz iteration: singular values to about 1."""
    x = matrix / (matrix.norm() + 1e-7)
    is_tall = x.shape[0] > x.shape[1]
    x = x.T if is_tall else x
    for _ in range(steps):
        gram = x @ x.T
        x = 3.4445 * x + (-4.7750 * gram + 2.0315 * gram @ gram) @ x
    return x.T if is_tall else x


def is_inner_matrix(name: str, parameter: Tensor) -> bool:
    """Matrices between hidden states; not the first layers, the outcome's embedding or the heads."""
    outer = ("cell.inner", "target.", "column_target.", "head.")
    return parameter.ndim == 2 and name.endswith("weight") and not name.startswith(outer)


class MuonAdamW(torch.optim.Optimizer):
    """Both updates, with decoupled weight decay. Group options: lr, is_matrix, weight_decay."""

    def __init__(self, model: nn.Module, lr: float, weight_decay: float = 0.01):
        named = list(model.named_parameters())
        groups = [
            {"params": [p for n, p in named if is_inner_matrix(n, p) == is_matrix], "is_matrix": is_matrix}
            for is_matrix in (True, False)
        ]
        super().__init__([group for group in groups if group["params"]], dict(lr=lr, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self, closure=None):
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is None:
                    continue
                p.mul_(1 - group["lr"] * group["weight_decay"])
                update = self._muon(p) if group["is_matrix"] else self._adam(p)
                p.add_(update, alpha=-group["lr"])

    def _muon(self, p: Tensor) -> Tensor:
        state = self.state[p]
        if not state:
            state["momentum"] = torch.zeros_like(p)
        state["momentum"].lerp_(p.grad, 1 - _MOMENTUM)
        ahead = p.grad.lerp(state["momentum"], _MOMENTUM)
        return orthogonalised(ahead) * (_MATCH_ADAM * math.sqrt(max(p.shape)))

    def _adam(self, p: Tensor) -> Tensor:
        state = self.state[p]
        if not state:
            state.update(step=0, mean=torch.zeros_like(p), square=torch.zeros_like(p))
        state["step"] += 1
        state["mean"].lerp_(p.grad, 1 - _BETAS[0])
        state["square"].lerp_(p.grad * p.grad, 1 - _BETAS[1])
        mean = state["mean"] / (1 - _BETAS[0] ** state["step"])
        square = state["square"] / (1 - _BETAS[1] ** state["step"])
        return mean / (square.sqrt() + _EPSILON)
