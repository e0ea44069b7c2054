"""The teacher as distillation asks it: in the same process, or in one beside that works ahead on a second core."""

from __future__ import annotations

import multiprocessing
import queue
import signal
from pathlib import Path
from typing import Callable

import numpy as np
import torch
from torch import Tensor, nn

from architecture.cell_tokens import CellTokens
from checkpoint import load_checkpoint
from device import precision
from prior.batch import Batch
from training_loop import Settings, Training, drawn

# Class logits and bar logits of a batch's queries, float32.
Answers = Callable[[Batch], "tuple[Tensor, Tensor]"]

_BATCHES_AHEAD = 3
_SECONDS_BETWEEN_LOOKS = 5.0


def load_teacher(path: Path, device: torch.device) -> nn.Module:
    """The averaged weights of a teacher's checkpoint, frozen."""
    saved = load_checkpoint(path, "teacher")
    teacher = CellTokens(**saved["sizes"])
    teacher.load_state_dict(saved["averaged"])
    return teacher.to(device).requires_grad_(False).eval()


def answers_of(teacher: nn.Module) -> Answers:
    @torch.no_grad()
    def answers(batch: Batch) -> "tuple[Tensor, Tensor]":
        as_class, as_number = teacher(batch.cells, batch.y[:, : batch.context], batch.is_reg)
        return as_class.float(), as_number.float()

    return answers


def _work_ahead(
    path: Path, rng: np.random.Generator, tables: int, settings: Settings, device: torch.device, ready
) -> None:
    """The second process: draws as the training would, answers, and says the state of chance after each batch."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    torch.set_num_threads(1)
    answers = answers_of(load_teacher(path, device))
    while True:
        batch = drawn(rng, tables, settings).to(device)
        tables += len(batch.classes)
        with precision(settings.precision, device):
            answered = answers(batch)
        parts = [part.cpu().numpy() for part in (batch.cells, batch.y, batch.chances, batch.classes, *answered)]
        ready.put((parts, batch.context, rng.bit_generator.state))


class TeacherBeside:
    """Batches with the teacher's answers, made by a second process: the same batches in the same order.

    `draw` takes the place of `Training.draw` and leaves the training's state of chance where its own drawing would
    have left it, so that a run that is stopped and resumed, with or without the second process, sees the same tables.
    """

    def __init__(self, path: Path, training: Training):
        context = multiprocessing.get_context("spawn")
        self._training, self._ready = training, context.Queue(_BATCHES_AHEAD)
        asked = (path, training.rng, training.tables, training.settings, training.device, self._ready)
        self._process = context.Process(target=_work_ahead, args=asked, name="teacher", daemon=True)
        self._answers: "tuple[Tensor, Tensor] | None" = None

    def __enter__(self) -> "TeacherBeside":
        self._process.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.join()

    def draw(self) -> Batch:
        """The next batch; RuntimeError when the second process has ended."""
        while True:
            try:
                parts, context, chance = self._ready.get(timeout=_SECONDS_BETWEEN_LOOKS)
                break
            except queue.Empty:
                if not self._process.is_alive():
                    raise RuntimeError("The teacher's process has ended; its message is above.") from None
        cells, y, chances, classes, as_class, as_number = (torch.from_numpy(part) for part in parts)
        self._answers = (as_class, as_number)
        self._training.rng.bit_generator.state = chance
        return Batch(cells, y, chances, classes, context)

    def answers(self, batch: Batch) -> "tuple[Tensor, Tensor]":
        """The teacher's answers to the batch drawn last."""
        as_class, as_number = self._answers
        return as_class.to(batch.cells.device), as_number.to(batch.cells.device)
