"""Writes MODEL_CARD.md, the loss curves and the final manifest of a model folder, from checkpoints and evaluations.

    python3 models/training/card.py --folder models/stillroom-pfn-1 --teacher runs/teacher/checkpoint.pt \\
        --student runs/student/checkpoint.pt --evaluations runs/evaluations --baselines baselines.csv \\
        --machine "one core of ..." --commands runs/commands.txt --reading runs/reading.md

`runs/evaluations/NAME.json` is what `stillroom model evaluate --json` printed for the table NAME; `reading.md` says in
words where the model wins and loses, and how fast it is.
"""

from __future__ import annotations

import argparse
import csv
import json
from pathlib import Path
from string import Template

import numpy as np

from checkpoint import CheckpointRefused, load_checkpoint
from export import training_facts
from loss_curve import picture
from manifest import write_manifest


def _table(head: "list[str]", rows: "list[list[str]]") -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def _interval(metric: dict) -> str:
    return f"{metric['mean']:.4f} ± {metric['sd']:.3f} ({metric['low']:.3f}-{metric['high']:.3f})"


def summarised(result: dict) -> "dict[str, float]":
    """The numbers of one evaluation that the card and the manifest keep."""
    metrics = {name: round(metric["mean"], 4) for name, metric in result["metrics"].items()}
    calibration = result.get("calibration") or {}
    return {
        **metrics,
        **{name: round(calibration[name], 3) for name in ("ece", "slope") if calibration.get(name) is not None},
    }


def classes_table(results: "dict[str, dict]") -> str:
    rows = []
    for name, result in results.items():
        if result["kind"] != "class":
            continue
        short = summarised(result)
        last = [f"{short[k]:.3f}" if k in short else "" for k in ("ece", "slope")]
        rows.append(
            [name, _interval(result["metrics"]["auc"]), f"{short['logLoss']:.4f}", f"{short['brier']:.4f}", *last]
        )
    return _table(["table", "AUC ± sd (95 % interval)", "log-loss", "Brier", "ECE", "slope"], rows)


def numbers_table(results: "dict[str, dict]") -> str:
    rows = []
    for name, result in results.items():
        if result["kind"] != "number":
            continue
        short = summarised(result)
        rows.append(
            [name, _interval(result["metrics"]["r2"]), f"{short['rmse']:.4f}", f"{100 * short['coverage80']:.0f} %"]
        )
    return _table(["table", "R² ± sd (95 % interval)", "RMSE", "inside their 80 % interval"], rows)


def rivals_table(results: "dict[str, dict]", baselines: Path) -> str:
    """AUC or R² of every rival beside this model's, their means, and for classes the mean log-loss."""
    with baselines.open() as file:
        found = {(row["table"], row["model"]): row for row in csv.DictReader(file)}
    parts = []
    for kind, metric, head in (("class", "auc", "AUC"), ("number", "r2", "R²")):
        names = [name for name, result in results.items() if result["kind"] == kind]
        if not names:
            continue
        rivals = sorted({model for table, model in found if table in names} - {"cell", "rowstudent"})
        values = _beside(results, found, names, rivals, (metric, "auc_or_r2"))
        rows = [*zip(names, values), ("mean", np.mean(values, 0))]
        if kind == "class":
            losses = _beside(results, found, names, rivals, ("logLoss", "logloss_or_rmse"))
            rows.append(("mean log-loss", np.mean(losses, 0)))
        parts.append(
            _table([head, "this model", *rivals], [[name, *(f"{value:.3f}" for value in row)] for name, row in rows])
        )
    return "\n\n".join(parts)


def _beside(results, found, names: "list[str]", rivals: "list[str]", columns: "tuple[str, str]") -> np.ndarray:
    """Tables by models: this model's metric, then that column of every rival, not a number where it was not run."""
    ours, theirs = columns
    values = np.full((len(names), 1 + len(rivals)), np.nan)
    for i, name in enumerate(names):
        values[i, 0] = results[name]["metrics"][ours]["mean"]
        for j, rival in enumerate(rivals, 1):
            if (name, rival) in found:
                values[i, j] = float(found[name, rival][theirs])
    return values


def _facts(prefix: str, saved: dict) -> "dict[str, str]":
    parameters = sum(value.numel() for value in saved["averaged"].values())
    told = training_facts(saved)
    short = {"parameters": f"{parameters:,}", "tables": f"{told['tables']:,}", "steps": f"{told['steps']:,}"}
    short.update(minutes=str(told["minutes"]), seed=str(told["seed"]))
    return {f"{prefix}_{name}": value for name, value in short.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("folder", "teacher", "student", "evaluations", "baselines", "commands", "reading"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--machine", required=True)
    options = parser.parse_args()
    try:
        saved = {kind: load_checkpoint(getattr(options, kind), kind) for kind in ("teacher", "student")}
    except CheckpointRefused as refused:
        parser.error(str(refused))
    results = {path.stem: json.loads(path.read_text()) for path in sorted(options.evaluations.glob("*.json"))}
    if not results:
        parser.error(f"{options.evaluations} holds no evaluation; run `stillroom model evaluate --json` into it first.")
    for kind, content in saved.items():
        (options.folder / f"loss-{kind}.svg").write_text(picture(content["notes"]))
    card = Template((Path(__file__).parent / "card.md").read_text()).substitute(
        name=options.folder.name,
        machine=options.machine,
        commands=options.commands.read_text().strip(),
        reading=options.reading.read_text().strip(),
        classes=classes_table(results),
        numbers=numbers_table(results),
        rivals=rivals_table(results, options.baselines),
        **_facts("teacher", saved["teacher"]),
        **_facts("student", saved["student"]),
    )
    (options.folder / "MODEL_CARD.md").write_text(card)
    before = json.loads((options.folder / "manifest.json").read_text())
    training = {
        "student": training_facts(saved["student"]),
        "teacher": training_facts(saved["teacher"]),
        "machine": options.machine,
    }
    evaluation = {
        "protocol": "5 folds, 2 repeats, seed 1, temperature fitted inside each training fold",
        "tables": {name: summarised(result) for name, result in results.items()},
    }
    write_manifest(options.folder, before["version"], before["parameters"], training, evaluation)


if __name__ == "__main__":
    main()
