"""Arguments that train.py and distil.py share, and how a bad one is answered: one line, exit code 2."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Callable

import torch
from torch import nn

from checkpoint import CheckpointRefused
from device import chosen_device
from training_loop import Limits, Settings, Training


def _positive(kind):
    def parse(text: str):
        value = kind(text)
        if value <= 0:
            raise argparse.ArgumentTypeError(f"must be above 0, not {text}")
        return value

    return parse


def _share(text: str) -> float:
    value = float(text)
    if not 0 <= value < 1:
        raise argparse.ArgumentTypeError(f"must be at least 0 and below 1, not {text}")
    return value


def training_parser(description: str, run_folder: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    add = parser.add_argument
    add("--folder", type=Path, default=Path(run_folder), help="where checkpoint.pt is written")
    add("--resume", type=Path, default=None, help="go on from this checkpoint, with its seed, sizes and optimiser")
    add("--seed", type=int, default=1)
    add("--minutes", type=_positive(float), default=None, help="stop after this long in this run")
    add("--steps", type=_positive(int), default=None, help="stop after this many steps in this run")
    add(
        "--cool-down",
        type=_positive(int),
        default=None,
        help="lower the learning rate to 0 over this many tables, then stop",
    )
    add("--lr", type=_positive(float), default=None, help=f"learning rate; {Settings.lr} or the checkpoint's")
    add("--cells", type=_positive(int), default=None, help=f"cells a batch; {Settings.cells} or the checkpoint's")
    add("--save-minutes", type=_positive(float), default=3.0)
    add("--device", choices=["auto", "cpu", "cuda"], default="auto")
    add(
        "--stretch",
        type=_positive(float),
        default=None,
        help="how much longer small tables stay; 1.0 or the checkpoint's",
    )
    add(
        "--average",
        type=_share,
        default=None,
        help=f"how much the mean of the weights keeps a step; {Settings.average}",
    )
    add("--precision", choices=["auto", "fp32", "bf16"], default=None, help="auto, or the checkpoint's")
    add("--threads", type=_positive(int), default=1, help="CPU threads")
    return parser


def limits_of(options: argparse.Namespace) -> Limits:
    return Limits(options.minutes, options.steps, options.cool_down, options.save_minutes)


def ready_device(parser: argparse.ArgumentParser, options: argparse.Namespace) -> torch.device:
    """The device to run on, with the threads set; a wish that cannot be met ends the program."""
    torch.set_num_threads(options.threads)
    try:
        return chosen_device(options.device)
    except ValueError as refused:
        parser.error(str(refused))


def settings_of(options: argparse.Namespace) -> "dict[str, object]":
    """The settings that were given; the others are the checkpoint's, or the usual ones."""
    given = {name: getattr(options, name) for name in ("lr", "cells", "stretch", "average", "precision")}
    return {name: value for name, value in given.items() if value is not None}


def training_of(
    parser: argparse.ArgumentParser,
    options: argparse.Namespace,
    kind: str,
    network: Callable[..., nn.Module],
    sizes: dict,
) -> Training:
    """A training begun from its seed, or that of the checkpoint to go on from."""
    device = ready_device(parser, options)
    if options.resume is None:
        torch.manual_seed(options.seed)
        return Training(kind, network(**sizes), Settings(seed=options.seed, **settings_of(options)), device)
    training = answered(parser, lambda: Training.resumed(options.resume, kind, network, device))
    training.settings = replace(training.settings, **settings_of(options))
    return training


def answered(parser: argparse.ArgumentParser, build):
    """What `build` gives; a refused checkpoint ends the program with its message."""
    try:
        return build()
    except CheckpointRefused as refused:
        parser.error(str(refused))
