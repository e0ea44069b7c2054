"""Writes a checkpoint in half precision, under half the size: to be kept, or sent to another machine.

    python3 models/training/pack.py --checkpoint runs/teacher/checkpoint.pt --to teacher.pt

A training goes on from it as from any other, within the rounding of its weights.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from checkpoint import CheckpointRefused, load_checkpoint, save_checkpoint


def halved(value, kind: torch.dtype):
    """The same structure with every float32 tensor as `kind`."""
    if isinstance(value, torch.Tensor):
        return value.to(kind) if value.dtype == torch.float32 else value
    if isinstance(value, dict):
        return {key: halved(inner, kind) for key, inner in value.items()}
    return value


def packed(content: dict) -> dict:
    """Weights as float16; the optimiser's state as bfloat16, whose range holds squares of small gradients."""
    weights = {name: halved(content[name], torch.float16) for name in ("model", "averaged")}
    return {**content, **weights, "optimiser": halved(content["optimiser"], torch.bfloat16)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--kind", choices=["teacher", "student"], default="teacher")
    parser.add_argument("--to", type=Path, required=True)
    options = parser.parse_args()
    try:
        content = load_checkpoint(options.checkpoint, options.kind)
    except CheckpointRefused as refused:
        parser.error(str(refused))
    save_checkpoint(options.to, packed(content))
    print(f"{options.to}: {options.to.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
