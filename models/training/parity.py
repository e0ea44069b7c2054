"""Fixtures by which the app shows that it computes what the training code computes."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch

from architecture.row_tokens import RowTokens
from featurise import featurise
from linear_score import with_linear_scores

_CONTEXT, _QUERIES, _FEATURES = 80, 33, 11


def _table(rng: np.random.Generator) -> np.ndarray:
    """Columns of every awkward kind: skewed, tied, constant, mostly missing, out of the context's range."""
    rows = 52
    columns = [
        np.round(rng.normal(45, 10, rows), 3),
        rng.integers(0, 4, rows).astype(float),
        np.round(np.exp(rng.normal(0, 1.5, rows)), 4),
        np.full(rows, 7.0),
        np.where(rng.random(rows) < 0.8, np.nan, rng.normal(size=rows).round(2)),
        rng.integers(0, 12, rows).astype(float),
        np.round(rng.normal(size=rows) * 1e-9, 12),
        np.full(rows, np.nan),
    ]
    values = np.stack(columns, 1)
    values[40, 0], values[41, 2], values[45, 5] = 500, -3, 40
    values[[3, 17, 44], 1] = np.nan
    return values


def write_featurise_fixture(path: Path, seed: int = 5) -> None:
    """`featurise.json`: context rows, columns (null for missing), an outcome, and the cells they become with its score."""
    chance = np.random.default_rng(seed)
    values = _table(chance)
    plain = featurise(torch.from_numpy(values)[None], 40)
    y = np.round(plain[0, :40, 0, 0].numpy() + chance.normal(size=40), 3)
    cells = with_linear_scores(plain, [y[None]])[0]
    columns = [[None if np.isnan(v) else v for v in column] for column in values.T.tolist()]
    path.write_text(json.dumps({"context": 40, "columns": columns, "y": y.tolist(), "cells": cells.flatten().tolist()}))


@torch.no_grad()
def write_network_fixture(folder: Path, network: RowTokens, seed: int = 1) -> None:
    """One context and its queries with PyTorch's answers, float32 little-endian, one file a tensor."""
    chance = torch.Generator().manual_seed(seed)
    values = torch.randn(1, _CONTEXT + _QUERIES, _FEATURES, generator=chance, dtype=torch.float64)
    cells = featurise(values, _CONTEXT)
    y = (values[:, :_CONTEXT, :3].sum(-1) > 0).float()
    is_reg = torch.zeros(1)
    known, asked = cells[:, :_CONTEXT], cells[:, _CONTEXT:]
    logits = network.predict(asked, is_reg, network.fit(known, y, is_reg))
    tensors = dict(x_ctx=known, y_ctx=y, is_reg=is_reg, x_qry=asked)
    tensors.update(zip(("cls_logits", "bar_logits", "row_emb"), logits))
    for name, tensor in tensors.items():
        tensor.numpy().astype("<f4").tofile(folder / f"{name}.bin")
