"""Distils the student from a teacher's checkpoint, on fresh synthetic tables.

    python3 models/training/distil.py --teacher runs/teacher/checkpoint.pt --folder runs/student --minutes 30
    python3 models/training/distil.py --teacher runs/teacher/checkpoint.pt --folder runs/student \\
        --resume runs/student/checkpoint.pt --minutes 30

Without a teacher a student learns from the chances that the outcomes were drawn from: from nothing, or once it has been
given what its teacher has to give.
"""

from __future__ import annotations

from pathlib import Path
from typing import Callable

from torch import Tensor, nn

from architecture.row_tokens import RowTokens
from command_line import answered, limits_of, training_of, training_parser
from losses import distillation_losses, outcome_loss, table_losses
from prior.batch import Batch
from teacher import Answers, TeacherBeside, answers_of, load_teacher
from training_loop import run

# The teacher's whole distribution, and the drawn truth. As much truth as that, because the teacher never read a linear score.
TEACHER_SHARE, TRUTH_SHARE = 0.5, 0.5


def distillation_loss(teacher: Answers) -> Callable[[nn.Module, Batch, Tensor], Tensor]:
    """The student's loss against this teacher: divergence from its answers, and the drawn truth."""

    def loss(model: nn.Module, batch: Batch, borders: Tensor) -> Tensor:
        theirs = teacher(batch)
        ours = tuple(part.float() for part in model(batch.cells, batch.y[:, : batch.context], batch.is_reg))
        truth = table_losses(ours, batch, borders)
        return TEACHER_SHARE * distillation_losses(ours, theirs, batch.classes) + TRUTH_SHARE * truth

    return loss


def main() -> None:
    parser = training_parser(__doc__.splitlines()[0], "runs/student")
    parser.add_argument("--teacher", type=Path, default=None, help="the teacher's checkpoint; without: the truth alone")
    parser.add_argument("--beside", action="store_true", help="draw tables and ask the teacher in a second process")
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
    print(f"{sum(p.numel() for p in training.model.parameters())} parameters on {training.device}", flush=True)
    if options.teacher is None:
        run(training, outcome_loss, options.folder, limits_of(options))
        return
    teacher = answered(parser, lambda: load_teacher(options.teacher, training.device))
    if not options.beside:
        run(training, distillation_loss(answers_of(teacher)), options.folder, limits_of(options))
        return
    with TeacherBeside(options.teacher, training) as beside:
        training.draw = beside.draw
        run(training, distillation_loss(beside.answers), options.folder, limits_of(options))


if __name__ == "__main__":
    main()
