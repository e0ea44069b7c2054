"""Distils the student from a teacher's checkpoint, on fresh synthetic tables.

    python3 models/training/distil.py --teacher runs/teacher/checkpoint.pt --folder runs/student --minutes 30
    python3 models/training/distil.py --teacher runs/teacher/checkpoint.pt --folder runs/student \\
        --resume runs/student/checkpoint.pt --minutes 30
"""

from __future__ import annotations

from pathlib import Path
from typing import Callable

import torch
from torch import Tensor, nn

from architecture.cell_tokens import CellTokens
from architecture.row_tokens import RowTokens
from checkpoint import load_checkpoint
from command_line import answered, limits_of, training_of, training_parser
from losses import distillation_losses, table_losses
from prior.batch import Batch
from training_loop import run

# The shares of MODEL's plan: the teacher's whole distribution, and the drawn truth.
TEACHER_SHARE, TRUTH_SHARE = 0.7, 0.3


def load_teacher(path: Path, device: torch.device) -> nn.Module:
    """The averaged weights of a teacher's checkpoint, frozen."""
    saved = load_checkpoint(path, "teacher")
    teacher = CellTokens(**saved["sizes"])
    teacher.load_state_dict(saved["averaged"])
    return teacher.to(device).requires_grad_(False).eval()


def distillation_loss(teacher: nn.Module) -> Callable[[nn.Module, Batch, Tensor], Tensor]:
    """The student's loss against this teacher: divergence from its answers, and the drawn truth."""

    def loss(model: nn.Module, batch: Batch, borders: Tensor) -> Tensor:
        known, asked = batch.y[:, : batch.context], batch.y[:, batch.context :]
        with torch.no_grad():
            theirs = tuple(part.float() for part in teacher(batch.cells, known, batch.is_reg))
        ours = tuple(part.float() for part in model(batch.cells, known, batch.is_reg))
        truth = table_losses(*ours, asked, batch.classes, borders)
        return TEACHER_SHARE * distillation_losses(ours, theirs, batch.classes) + TRUTH_SHARE * truth

    return loss


def main() -> None:
    parser = training_parser(__doc__.splitlines()[0], "runs/student")
    parser.add_argument("--teacher", type=Path, required=True, help="the teacher's checkpoint")
    parser.add_argument("--cell-width", type=int, default=32)
    parser.add_argument("--cell-heads", type=int, default=1)
    parser.add_argument("--width", type=int, default=128)
    parser.add_argument("--heads", type=int, default=4)
    parser.add_argument("--layers", type=int, default=5)
    options = parser.parse_args()
    if options.width % options.heads or options.cell_width % options.cell_heads:
        parser.error("--width must be a multiple of --heads, and --cell-width of --cell-heads")
    names = ("cell_width", "cell_heads", "width", "heads", "layers")
    training = training_of(parser, options, "student", RowTokens, {name: getattr(options, name) for name in names})
    teacher = answered(parser, lambda: load_teacher(options.teacher, training.device))
    print(f"{sum(p.numel() for p in training.model.parameters())} parameters on {training.device}", flush=True)
    run(training, distillation_loss(teacher), options.folder, limits_of(options))


if __name__ == "__main__":
    main()
