"""Checkpoints: everything a training needs to go on as if it had never stopped, in one file, written atomically."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import torch

FORMAT = 1


class CheckpointRefused(Exception):
    """A checkpoint that cannot be used here; the message says why and what to do."""


def save_checkpoint(path: Path, content: dict) -> None:
    """Writes beside the file and renames, so that a kill leaves the old checkpoint whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".writing")
    torch.save({"format": FORMAT, **content}, beside)
    os.replace(beside, path)


def load_checkpoint(path: Path, kind: str) -> dict:
    """The content of a checkpoint of `kind` ("teacher" or "student")."""
    if not path.is_file():
        raise CheckpointRefused(f"There is no checkpoint at {path}. Check the path, or start anew without --resume.")
    # A checkpoint may come from elsewhere, and a pickle can run code. PyTorch 1.13's safe reader knows no plain floats.
    is_safe_reader_whole = int(torch.__version__.split(".")[0]) >= 2
    content = torch.load(path, map_location="cpu", weights_only=is_safe_reader_whole)
    if content.get("format") != FORMAT or content.get("kind") != kind:
        found = f"format {content.get('format')}, kind {content.get('kind')}"
        raise CheckpointRefused(f"{path} is not a {kind} checkpoint of format {FORMAT} ({found}). Give another file.")
    return content


def random_state(rng: np.random.Generator) -> dict:
    """The state of every source of chance a training uses."""
    return {"numpy": rng.bit_generator.state, "torch": torch.get_rng_state()}


def restore_random_state(state: dict) -> np.random.Generator:
    """Sets torch's generator and gives numpy's."""
    rng = np.random.default_rng()
    rng.bit_generator.state = state["numpy"]
    torch.set_rng_state(state["torch"])
    return rng
