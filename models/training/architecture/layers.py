"""Parts that both networks are made of. Every attention here treats rows and columns as sets: no positions."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

CLASSES = 10
CELL_INPUTS = 4
# Contexts of this size leave the attention's sharpness as it is; see ContextSharpness.
REFERENCE_ROWS = 100.0


def linear(inputs: int, outputs: int, scale: float = 1.0, bias: bool = True) -> nn.Linear:
    """A dense layer with normal weights of variance scale^2 / inputs and no offset at the start."""
    layer = nn.Linear(inputs, outputs, bias=bias)
    nn.init.normal_(layer.weight, std=scale / math.sqrt(inputs))
    if bias:
        nn.init.zeros_(layer.bias)
    return layer


def split_heads(x: Tensor, heads: int) -> Tensor:
    """[..., tokens, d] -> [..., heads, tokens, d / heads]."""
    return x.reshape(x.shape[:-1] + (heads, x.shape[-1] // heads)).transpose(-2, -3)


def by_head(k: Tensor, v: Tensor, heads: int) -> "tuple[Tensor, Tensor]":
    """Keys and values [..., K, d] as `read_by_head` takes them: nothing is left to be moved when queries come."""
    return split_heads(k, heads).transpose(-1, -2), split_heads(v, heads)


def read_by_head(q: Tensor, k: Tensor, v: Tensor, heads: int) -> Tensor:
    """Softmax attention of q [..., Q, d] over k [..., heads, d / heads, K] and v [..., heads, K, d / heads]."""
    q = split_heads(q, heads)
    weights = torch.matmul(q * (1 / math.sqrt(q.shape[-1])), k).softmax(-1)
    out = torch.matmul(weights, v).transpose(-2, -3)
    return out.reshape(out.shape[:-2] + (-1,))


def attend(q: Tensor, k: Tensor, v: Tensor, heads: int) -> Tensor:
    """Softmax attention of q [..., Q, d] over k, v [..., K, d], whose leading dimensions are q's."""
    return read_by_head(q, *by_head(k, v, heads), heads)


class ContextSharpness(nn.Module):
    """Keys scaled by 1 + a log(rows / 100), a learned per head.

    A softmax over more rows is flatter; this lets a model trained on few rows keep its sharpness on many (Nakanishi
    2025, "Scalable-Softmax is superior for attention", arXiv:2501.19399). Rows are counted from the tensor itself, so
    that an exported graph counts them too.
    """

    def __init__(self, heads: int):
        super().__init__()
        self.slope = nn.Parameter(torch.full((heads,), 0.2))
        self.heads = heads

    def forward(self, keys: Tensor) -> Tensor:
        """keys [..., rows, d] -> the same shape."""
        rows = torch.ones_like(keys[..., :1]).sum(-2, keepdim=True)
        factor = 1 + self.slope * torch.log(rows / REFERENCE_ROWS)
        by_head = keys.reshape(keys.shape[:-1] + (self.heads, -1)) * factor.unsqueeze(-1)
        return by_head.reshape(keys.shape)


class FeedForward(nn.Module):
    """Pre-norm two-layer perceptron with a residual."""

    def __init__(self, width: int, hidden: int, residual_scale: float):
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.inner = linear(width, hidden)
        self.outer = linear(hidden, width, residual_scale)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.outer(functional.relu(self.inner(self.norm(x))))


class CellEmbedding(nn.Module):
    """The four numbers of a cell as a token."""

    def __init__(self, width: int):
        super().__init__()
        self.inner = linear(CELL_INPUTS, width)
        self.outer = linear(width, width)

    def forward(self, cells: Tensor) -> Tensor:
        return self.outer(functional.relu(self.inner(cells)))


class TargetEmbedding(nn.Module):
    """A known outcome as a token: one of ten classes, or a standardised number; a learned token where asked for."""

    def __init__(self, width: int):
        super().__init__()
        self.classes = nn.Parameter(torch.randn(CLASSES, width) * 0.5)
        self.number = linear(2, width)
        self.asked = nn.Parameter(torch.randn(2, width) * 0.1)

    def forward(self, y: Tensor, is_reg: Tensor) -> Tensor:
        """y [B, C], is_reg [B] (0 or 1) -> [B, C, width]."""
        each = torch.arange(CLASSES, device=y.device, dtype=y.dtype)
        one_hot = (y.unsqueeze(-1) == each).to(y.dtype)
        number = self.number(torch.stack([y, torch.tanh(y)], -1))
        regression = is_reg[:, None, None]
        return torch.matmul(one_hot, self.classes) * (1 - regression) + number * regression

    def unknown(self, is_reg: Tensor) -> Tensor:
        """is_reg [B] -> [B, 1, width], the token of a row whose outcome is asked for."""
        regression = is_reg[:, None]
        return (self.asked[0] * (1 - regression) + self.asked[1] * regression).unsqueeze(1)


class Heads(nn.Module):
    """Row states to ten class logits and to the logits of the bars."""

    def __init__(self, width: int, bars: int):
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.classes = linear(width, CLASSES, 0.3)
        self.bars = linear(width, bars, 0.3)

    def forward(self, x: Tensor) -> "tuple[Tensor, Tensor]":
        x = self.norm(x)
        return self.classes(x), self.bars(x)
