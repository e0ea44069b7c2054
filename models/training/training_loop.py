"""The loop teacher and student share: draw, step, average, note, save; stops and goes on at any step."""

from __future__ import annotations

import copy
import signal
import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Callable, Iterator, Optional

import numpy as np
import torch
from torch import Tensor, nn

from architecture.bars import bar_borders
from checkpoint import load_checkpoint, random_state, restore_random_state, save_checkpoint
from device import precision
from optimiser import MuonAdamW
from prior.batch import Batch, draw_batch
from prior.sizes import draw_size
from validation import validate, validation_batches

# A batch's loss from the network's outputs, its outcomes asked for and the bars' borders: one term a table.
BatchLoss = Callable[[nn.Module, Batch, Tensor], Tensor]

_WARM_UP_STEPS = 200
_CLIP = 1.0


@dataclass(frozen=True)
class Settings:
    """How a training runs; kept in its checkpoint. Sizes of the network are the network's own."""

    seed: int = 1
    lr: float = 2e-3
    cells: int = 6_000
    stretch: float = 1.0
    average: float = 0.998
    precision: str = "auto"


@dataclass(frozen=True)
class Limits:
    """When to stop (whichever comes first) and how often to write."""

    minutes: Optional[float] = None
    steps: Optional[int] = None
    cool_down: Optional[int] = None
    save_minutes: float = 3.0
    note_steps: int = 50
    validate_tables: int = 10_000

    def are_reached(self, steps: int, seconds: float) -> bool:
        is_late = self.minutes is not None and seconds >= self.minutes * 60
        return is_late or (self.steps is not None and steps >= self.steps)


def drawn(rng: np.random.Generator, tables: int, settings: Settings) -> Batch:
    """The batch of a training that has seen so many tables."""
    return draw_batch(rng, draw_size(rng, tables, settings.cells, settings.stretch))


class Training:
    """A network being trained, with everything needed to go on."""

    def __init__(self, kind: str, model: nn.Module, settings: Settings, device: torch.device):
        self.kind, self.settings, self.device = kind, settings, device
        self.model = model.to(device)
        self.averaged = copy.deepcopy(self.model).requires_grad_(False).eval()
        self.optimiser = MuonAdamW(self.model, settings.lr)
        self.borders = bar_borders(model.sizes["bars"]).to(device)
        self.rng = np.random.default_rng(settings.seed)
        self.steps = self.tables = 0
        self.seconds = 0.0
        self.notes: "list[dict]" = []
        self.cooling: "Optional[tuple[int, int]]" = None

    def save(self, path: Path) -> None:
        save_checkpoint(
            path,
            {
                "kind": self.kind,
                "sizes": self.model.sizes,
                "settings": asdict(self.settings),
                "model": self.model.state_dict(),
                "averaged": self.averaged.state_dict(),
                "optimiser": self.optimiser.state_dict(),
                "random": random_state(self.rng),
                "progress": dict(steps=self.steps, tables=self.tables, seconds=self.seconds, cooling=self.cooling),
                "notes": self.notes,
            },
        )

    @classmethod
    def resumed(cls, path: Path, kind: str, network: Callable[..., nn.Module], device: torch.device) -> "Training":
        """The training of a checkpoint, at the step it was saved."""
        saved = load_checkpoint(path, kind)
        training = cls(kind, network(**saved["sizes"]), Settings(**saved["settings"]), device)
        training.model.load_state_dict(saved["model"])
        training.averaged.load_state_dict(saved["averaged"])
        training.optimiser.load_state_dict(saved["optimiser"])
        training.rng = restore_random_state(saved["random"])
        for name, value in saved["progress"].items():
            setattr(training, name, value)
        training.notes = saved["notes"]
        return training

    def learning_rate(self) -> float:
        """Warm-up, then constant; to zero over the cool-down once one has begun (arXiv:2405.18392)."""
        rate = self.settings.lr * min(1.0, (self.steps + 1) / _WARM_UP_STEPS)
        if self.cooling is None:
            return rate
        start, length = self.cooling
        return rate * max(0.0, 1 - (self.tables - start) / length)

    def is_cooled(self) -> bool:
        return self.cooling is not None and self.tables >= sum(self.cooling)

    def draw(self) -> Batch:
        """The next batch of synthetic tables."""
        return drawn(self.rng, self.tables, self.settings)

    def step(self, batch_loss: BatchLoss) -> "tuple[Batch, Tensor]":
        """One batch: its tables and their losses."""
        batch = self.draw().to(self.device)
        rate = self.learning_rate()
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        with precision(self.settings.precision, self.device):
            losses = batch_loss(self.model, batch, self.borders)
        self.optimiser.zero_grad()
        losses.mean().backward()
        norm = torch.nn.utils.clip_grad_norm_(self.model.parameters(), _CLIP)
        if torch.isfinite(norm):
            self.optimiser.step()
        self._average()
        self.steps += 1
        self.tables += len(batch.classes)
        return batch, losses.detach()

    @torch.no_grad()
    def _average(self) -> None:
        """A running mean of the weights: what is validated, distilled and exported. Young averages forget faster."""
        keep = min(self.settings.average, (1 + self.steps) / (10 + self.steps))
        for mean, now in zip(self.averaged.parameters(), self.model.parameters()):
            mean.lerp_(now, 1 - keep)


class Notes:
    """Collects losses between two notes."""

    def __init__(self) -> None:
        self.by_kind: "dict[str, list[float]]" = {}

    def add(self, batch: Batch, losses: Tensor) -> None:
        for classes, loss in zip(batch.classes.tolist(), losses.tolist()):
            kind = "number" if classes == 0 else "binary" if classes == 2 else "several"
            self.by_kind.setdefault(kind, []).append(loss)

    def taken(self) -> "dict[str, float]":
        means = {kind: float(np.mean(values)) for kind, values in self.by_kind.items()}
        self.by_kind = {}
        return means


@contextmanager
def asked_to_stop() -> "Iterator[Callable[[], bool]]":
    """Whether SIGTERM or SIGINT has come; the step under way is finished and the checkpoint written."""
    asked: "list[int]" = []
    signals = (signal.SIGTERM, signal.SIGINT)
    before = [signal.signal(which, lambda number, _: asked.append(number)) for which in signals]
    try:
        yield lambda: bool(asked)
    finally:
        for which, handler in zip(signals, before):
            signal.signal(which, handler)


def run(training: Training, batch_loss: BatchLoss, folder: Path, limits: Limits) -> None:
    """Trains until a limit; `folder/checkpoint.pt` is written every few minutes and at the end.

    A training that had been cooled down goes on at the constant rate.
    """
    path, notes, held_out = folder / "checkpoint.pt", Notes(), validation_batches()
    started = now = saved = time.monotonic()
    before, first_step = training.seconds, training.steps
    if training.is_cooled():
        training.cooling = None
    if limits.cool_down and training.cooling is None:
        training.cooling = (training.tables, limits.cool_down)
    with asked_to_stop() as is_stopping:
        while not (
            training.is_cooled() or is_stopping() or limits.are_reached(training.steps - first_step, now - started)
        ):
            tables_before = training.tables
            notes.add(*training.step(batch_loss))
            now = time.monotonic()
            training.seconds = before + now - started
            if training.steps % limits.note_steps == 0:
                _note(training, notes.taken())
            if training.tables // limits.validate_tables > tables_before // limits.validate_tables:
                scores = validate(training.averaged, training.borders, held_out, training.device)
                _note(training, {f"validation {kind}": value for kind, value in scores.items()})
            if now - saved >= limits.save_minutes * 60:
                training.save(path)
                saved = now
    training.save(path)


def _note(training: Training, values: "dict[str, float]") -> None:
    place = dict(step=training.steps, tables=training.tables, minutes=round(training.seconds / 60, 2))
    training.notes.append({**place, **{name: round(value, 5) for name, value in values.items()}})
    print(" ".join(f"{name} {value}" for name, value in training.notes[-1].items()), flush=True)
