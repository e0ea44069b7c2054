"""The student, which ships: columns are summarised, cells pooled to one token a row, rows read in context.

Cost is linear in cells and quadratic only in rows (the plan of TabICL, Qu et al. 2025, arXiv:2502.05564, in our own
form). `fit` and `predict` are the two graphs that are exported.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn

from architecture.layers import (
    CellEmbedding,
    ContextSharpness,
    FeedForward,
    Heads,
    TargetEmbedding,
    by_head,
    linear,
    read_by_head,
)


class CrossBlock(nn.Module):
    """Pre-norm attention of x over another set (or its own), then a perceptron."""

    def __init__(self, width: int, heads: int, residual_scale: float):
        super().__init__()
        self.heads = heads
        self.query_norm, self.source_norm = nn.LayerNorm(width), nn.LayerNorm(width)
        self.q = linear(width, width, bias=False)
        self.kv = linear(width, 2 * width, bias=False)
        self.out = linear(width, width, residual_scale)
        self.sharpness = ContextSharpness(heads)
        self.feed_forward = FeedForward(width, 2 * width, residual_scale)

    def keys(self, source: Tensor, is_context: bool = False) -> "tuple[Tensor, Tensor]":
        """Keys and values of a set [..., n, width]; those of the context's rows are sharpened by their number."""
        k, v = self.kv(self.source_norm(source)).chunk(2, -1)
        return by_head(self.sharpness(k) if is_context else k, v, self.heads)

    def read(self, x: Tensor, k: Tensor, v: Tensor) -> Tensor:
        x = x + self.out(read_by_head(self.q(self.query_norm(x)), k, v, self.heads))
        return self.feed_forward(x)

    def forward(self, x: Tensor, source: Tensor) -> Tensor:
        return self.read(x, *self.keys(source))


class ColumnStage(nn.Module):
    """A few learned points read a column of the context with its outcomes; every cell then reads the points."""

    def __init__(self, width: int, heads: int, points: int):
        super().__init__()
        self.points = nn.Parameter(torch.randn(points, width) * 0.5)
        self.gather = CrossBlock(width, heads, 0.5)
        self.spread = CrossBlock(width, heads, 0.5)

    def summary(self, cells: Tensor, outcome: Tensor) -> "tuple[Tensor, Tensor]":
        """cells [B, F, C, width], outcome [B, 1, C, width] -> keys and values of the points [B, F, points, width]."""
        points = self.points.expand(cells.shape[0], cells.shape[1], -1, -1)
        return self.spread.keys(self.gather.read(points, *self.gather.keys(cells + outcome, is_context=True)))


class RowTokens(nn.Module):
    """Reads a context into keys and values, then answers any number of queries."""

    def __init__(
        self,
        cell_width: int = 32,
        width: int = 128,
        layers: int = 5,
        cell_heads: int = 1,
        heads: int = 4,
        points: int = 16,
        pool_tokens: int = 4,
        stages: int = 2,
        bars: int = 64,
    ):
        super().__init__()
        self.sizes = dict(cell_width=cell_width, width=width, layers=layers, cell_heads=cell_heads, heads=heads)
        self.sizes.update(points=points, pool_tokens=pool_tokens, stages=stages, bars=bars)
        self.cell = CellEmbedding(cell_width)
        self.column_target = TargetEmbedding(cell_width)
        self.columns = nn.ModuleList([ColumnStage(cell_width, cell_heads, points) for _ in range(stages)])
        self.pool = nn.Parameter(torch.randn(pool_tokens, cell_width) * 0.5)
        self.within_row = nn.ModuleList([CrossBlock(cell_width, cell_heads, 0.5) for _ in range(2)])
        self.pool_norm = nn.LayerNorm(cell_width)
        self.to_row = linear(pool_tokens * cell_width, width)
        self.target = TargetEmbedding(width)
        scale = 1 / math.sqrt(2 * layers)
        self.in_context = nn.ModuleList([CrossBlock(width, heads, scale) for _ in range(layers)])
        self.head = Heads(width, bars)

    def read_columns(self, cells: Tensor, y: Tensor, is_reg: Tensor) -> "tuple[list[Tensor], Tensor]":
        """Context cells [B, C, F, 4] -> keys and values of every stage's points, and the cells after all stages."""
        x = self.cell(cells).transpose(1, 2)
        outcome = self.column_target(y, is_reg).unsqueeze(1)
        summaries: "list[Tensor]" = []
        for stage in self.columns:
            k, v = stage.summary(x, outcome)
            summaries += [k, v]
            x = stage.spread.read(x, k, v)
        return summaries, x

    def read_cells(self, cells: Tensor, summaries: "list[Tensor]") -> Tensor:
        """Cells of other rows [B, Q, F, 4] through the context's summaries -> [B, F, Q, cell_width]."""
        x = self.cell(cells).transpose(1, 2)
        for i, stage in enumerate(self.columns):
            x = stage.spread.read(x, summaries[2 * i], summaries[2 * i + 1])
        return x

    def pooled(self, x: Tensor) -> Tensor:
        """Cells [B, F, R, cell_width] -> rows [B, R, width], whatever the order of the columns."""
        x = x.transpose(1, 2)
        pool = self.pool.expand(x.shape[0], x.shape[1], -1, -1)
        together = torch.cat([pool, x], 2)
        together = self.within_row[0](together, together)
        pool = self.within_row[1](together[:, :, : pool.shape[2]], together)
        return self.to_row(self.pool_norm(pool).flatten(2))

    def fit(self, cells: Tensor, y: Tensor, is_reg: Tensor) -> "list[Tensor]":
        """Context -> what predict needs of it: per stage and per layer, keys and values."""
        kept, x = self.read_columns(cells, y, is_reg)
        rows = self.pooled(x) + self.target(y, is_reg)
        for i, block in enumerate(self.in_context):
            k, v = block.keys(rows, is_context=True)
            kept += [k, v]
            if i < len(self.in_context) - 1:
                rows = block.read(rows, k, v)
        return kept

    def predict(self, cells: Tensor, is_reg: Tensor, kept: "list[Tensor]") -> "tuple[Tensor, Tensor, Tensor]":
        """Queries [B, Q, F, 4] -> class logits [B, Q, 10], bar logits [B, Q, bars], row embeddings [B, Q, width].

        The embedding is the pooled row before it reads other rows: it depends on the row and the columns' summaries.
        """
        own = 2 * len(self.columns)
        embedding = self.pooled(self.read_cells(cells, kept[:own]))
        rows = embedding + self.target.unknown(is_reg)
        for i, block in enumerate(self.in_context):
            rows = block.read(rows, kept[own + 2 * i], kept[own + 2 * i + 1])
        return (*self.head(rows), embedding)

    def forward(self, cells: Tensor, y_context: Tensor, is_reg: Tensor) -> "tuple[Tensor, Tensor]":
        """All rows at once, the first of which have outcomes: the same answers as fit, then predict."""
        context = y_context.shape[1]
        as_class, as_number, _ = self.predict(
            cells[:, context:], is_reg, self.fit(cells[:, :context], y_context, is_reg)
        )
        return as_class, as_number
