"""Trains the teacher on synthetic tables: from nothing, or on from a checkpoint.

python3 models/training/train.py --folder runs/teacher --minutes 60
python3 models/training/train.py --folder runs/teacher --resume runs/teacher/checkpoint.pt --minutes 60
"""

from __future__ import annotations

from architecture.cell_tokens import CellTokens
from command_line import limits_of, training_of, training_parser
from losses import outcome_loss
from training_loop import run


def main() -> None:
    parser = training_parser(__doc__.splitlines()[0], "runs/teacher")
    parser.add_argument("--width", type=int, default=96)
    parser.add_argument("--heads", type=int, default=3)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--hidden", type=int, default=192)
    options = parser.parse_args()
    if options.width % options.heads:
        parser.error(f"--width {options.width} must be a multiple of --heads {options.heads}")
    sizes = dict(width=options.width, heads=options.heads, layers=options.layers, hidden=options.hidden)
    training = training_of(parser, options, "teacher", CellTokens, sizes)
    print(f"{sum(p.numel() for p in training.model.parameters())} parameters on {training.device}", flush=True)
    run(training, outcome_loss, options.folder, limits_of(options))


if __name__ == "__main__":
    main()
