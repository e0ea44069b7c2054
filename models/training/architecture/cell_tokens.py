"""The teacher: one token a cell, attention over the features of a row and over the rows of a feature in turn."""

import math

import torch
from torch import Tensor, nn

from architecture.layers import (
    CellEmbedding,
    ContextSharpness,
    FeedForward,
    Heads,
    TargetEmbedding,
    attend,
    linear,
)


class CellBlock(nn.Module):
    """Attention within a row, then within a column (to the context's rows only), then a perceptron."""

    def __init__(self, width: int, heads: int, hidden: int, layers: int):
        super().__init__()
        scale = 1 / math.sqrt(2 * layers)
        self.heads = heads
        self.within_row_norm = nn.LayerNorm(width)
        self.within_row_qkv = linear(width, 3 * width, bias=False)
        self.within_row_out = linear(width, width, scale)
        self.within_column_norm = nn.LayerNorm(width)
        self.within_column_q = linear(width, width, bias=False)
        self.within_column_kv = linear(width, 2 * width, bias=False)
        self.within_column_out = linear(width, width, scale)
        self.sharpness = ContextSharpness(heads)
        self.feed_forward = FeedForward(width, hidden, scale)

    def across_features(self, x: Tensor, is_last: bool) -> Tensor:
        """x [B, R, T, d]; in the last block only the outcome's token goes on."""
        q, k, v = self.within_row_qkv(self.within_row_norm(x)).chunk(3, -1)
        if is_last:
            q, x = q[:, :, -1:], x[:, :, -1:]
        return x + self.within_row_out(attend(q, k, v, self.heads))

    def across_rows(self, x: Tensor, context: int, is_last: bool) -> Tensor:
        """Every row reads the first `context` rows; in the last block only the queries go on."""
        normed = self.within_column_norm(x)
        k, v = self.within_column_kv(normed[:, :context]).transpose(1, 2).chunk(2, -1)
        if is_last:
            normed, x = normed[:, context:], x[:, context:]
        q = self.within_column_q(normed).transpose(1, 2)
        read = attend(q, self.sharpness(k), v, self.heads).transpose(1, 2)
        return x + self.within_column_out(read)

    def forward(self, x: Tensor, context: int, is_last: bool) -> Tensor:
        x = self.across_features(x, is_last)
        return self.feed_forward(self.across_rows(x, context, is_last))


class CellTokens(nn.Module):
    """Reads a table of featurised cells whose first rows have outcomes; answers for the others."""

    def __init__(self, width: int = 64, heads: int = 2, layers: int = 6, hidden: int = 128, bars: int = 64):
        super().__init__()
        self.sizes = dict(width=width, heads=heads, layers=layers, hidden=hidden, bars=bars)
        self.cell = CellEmbedding(width)
        self.target = TargetEmbedding(width)
        self.blocks = nn.ModuleList([CellBlock(width, heads, hidden, layers) for _ in range(layers)])
        self.head = Heads(width, bars)

    def forward(self, cells: Tensor, y_context: Tensor, is_reg: Tensor) -> "tuple[Tensor, Tensor]":
        """cells [B, R, F, 4], y_context [B, C], is_reg [B] -> logits [B, R - C, 10] and [B, R - C, bars]."""
        context = y_context.shape[1]
        asked = self.target.unknown(is_reg).expand(-1, cells.shape[1] - context, -1)
        outcome = torch.cat([self.target(y_context, is_reg), asked], 1).unsqueeze(2)
        x = torch.cat([self.cell(cells), outcome], 2)
        for i, block in enumerate(self.blocks):
            x = block(x, context, i == len(self.blocks) - 1)
        return self.head(x[:, :, 0])
