"""Where a training runs, chosen once at its start."""

from __future__ import annotations

import contextlib
from pathlib import Path

import torch


def chosen_device(name: str) -> torch.device:
    """ "auto" takes CUDA where there is one. Raises ValueError for CUDA where there is none."""
    if name == "auto":
        return torch.device("cuda" if torch.cuda.is_available() else "cpu")
    if name == "cuda" and not torch.cuda.is_available():
        raise ValueError("--device cuda: PyTorch sees no CUDA device here. Use --device cpu, or leave it out.")
    return torch.device(name)


def has_fast_bfloat16(device: torch.device) -> bool:
    """CUDA, or a processor with bfloat16 products and a PyTorch that uses them (2.0 on)."""
    if device.type == "cuda":
        return True
    flags = Path("/proc/cpuinfo")
    is_recent = int(torch.__version__.split(".")[0]) >= 2
    return is_recent and flags.is_file() and "avx512_bf16" in flags.read_text()


def precision(name: str, device: torch.device):
    """The context in which the network runs: "fp32", "bf16", or "auto" for whichever is faster here."""
    is_half = name == "bf16" or (name == "auto" and has_fast_bfloat16(device))
    return torch.autocast(device.type, dtype=torch.bfloat16) if is_half else contextlib.nullcontext()
