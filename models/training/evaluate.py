"""Scores a checkpoint on simulated tables beside a tuned linear model and a random forest: the development signal.

    python3 models/training/evaluate.py --checkpoint runs/teacher/checkpoint.pt

Real tables are never read here; a finished model is scored on them once, by `stillroom model evaluate`.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Callable

import numpy as np
import torch
from scipy.special import expit
from sklearn.linear_model import LogisticRegression
from torch import nn

from architecture.bars import bar_borders, bar_mean
from architecture.cell_tokens import CellTokens
from architecture.row_tokens import RowTokens
from checkpoint import CheckpointRefused, load_checkpoint
from development.measures import class_measures, number_measures
from development.rivals import rival_answers
from development.simulated import Simulated, simulated_tables
from featurise import featurise
from linear_score import with_linear_scores

# How much of the log-odds the linear score alone has: `lineShare` of core/inference/line-odds.ts.
LINE_SHARE = 0.2
NETWORKS = {"teacher": CellTokens, "student": RowTokens}


def load_network(path: Path) -> nn.Module:
    """The averaged weights of a teacher's or student's checkpoint."""
    try:
        kind, saved = "teacher", load_checkpoint(path, "teacher")
    except CheckpointRefused:
        kind, saved = "student", load_checkpoint(path, "student")
    network = NETWORKS[kind](**saved["sizes"])
    network.load_state_dict(saved["averaged"])
    return network.eval()


@torch.no_grad()
def network_answer(network: nn.Module, table: Simulated) -> np.ndarray:
    """Probabilities of an event, both labelings and the linear score averaged, or expected numbers, of the rows asked for."""
    known = table.y[: table.context]
    plain = featurise(torch.from_numpy(table.values)[None], table.context)
    cells = with_linear_scores(plain, [known[None].astype(float)])
    if table.is_class:
        log_p = []
        for flip in (False, True):
            y = torch.from_numpy(1 - known if flip else known).float()[None]
            logits = network(cells, y, torch.zeros(1))[0][0, :, :2]
            log_p.append((logits.flip(-1) if flip else logits).log_softmax(-1))
        mean_log_p = (log_p[0] + log_p[1]).numpy() / 2
        log_odds = (1 - LINE_SHARE) * (mean_log_p[:, 1] - mean_log_p[:, 0])
        return expit(log_odds + LINE_SHARE * line_log_odds(cells[0, :, -1, 0].numpy(), known))
    mean, sd = known.mean(), known.std()
    y = torch.from_numpy((known - mean) / sd).clamp(-10, 10).float()[None]
    bars = network(cells, y, torch.ones(1))[1][0]
    return bar_mean(bars, bar_borders(bars.shape[-1])).numpy() * sd + mean


def line_log_odds(scores: np.ndarray, known: np.ndarray) -> np.ndarray:
    """What the linear score by itself says of the rows asked for: scores [R] as they are read, known [C] of the first."""
    line = LogisticRegression(C=10).fit(scores[: len(known), None], known)
    return line.decision_function(scores[len(known) :, None])


def score(
    tables: "list[Simulated]", answers: "list[dict[str, np.ndarray]]"
) -> "dict[str, dict[str, dict[str, float]]]":
    """family -> model -> measure, means over the family's tables (medians for calibration)."""
    found: "dict[str, dict[str, dict[str, list[float]]]]" = {}
    for table, by_model in zip(tables, answers):
        asked = table.y[table.context :]
        measure: Callable = class_measures if table.is_class else number_measures
        for family in (table.family, "all classes" if table.is_class else "all numbers"):
            for model, answer in by_model.items():
                place = found.setdefault(family, {}).setdefault(model, {})
                for name, value in measure(asked, answer).items():
                    place.setdefault(name, []).append(value)
    centre = {"ece": np.median, "slope": np.median}
    return {
        family: {
            model: {name: float(centre.get(name, np.mean)(values)) for name, values in by_name.items()}
            for model, by_name in by_model.items()
        }
        for family, by_model in found.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--checkpoint", type=Path, action="append", required=True, help="may be given several times")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--each", type=int, default=8, help="tables of every family")
    parser.add_argument("--rivals", type=Path, default=None, help="keep the rivals' answers in this .npz between calls")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(1)
    tables = simulated_tables(options.seed, options.each)
    answers = [dict(found) for found in _rivals(tables, options.rivals)]
    for path in options.checkpoint:
        try:
            network = load_network(path)
        except CheckpointRefused as refused:
            parser.error(str(refused))
        for table, by_model in zip(tables, answers):
            by_model[path.stem if len(options.checkpoint) == 1 else str(path)] = network_answer(network, table)
    result = score(tables, answers)
    if options.json:
        print(json.dumps(result, indent=2))
        return
    for family, by_model in result.items():
        print(family)
        for model, measures in by_model.items():
            print(f"  {model:24s}" + "  ".join(f"{name} {value:.4f}" for name, value in measures.items()))


def _rivals(tables: "list[Simulated]", kept: "Path | None") -> "list[dict[str, np.ndarray]]":
    """Rivals' answers, from the file if it holds those of the same tables."""
    key = np.array([len(tables), sum(float(table.y.sum()) for table in tables)])
    if kept is not None and kept.is_file():
        held = np.load(kept)
        if np.allclose(held["key"], key):
            return [{m: held[f"{i}-{m}"] for m in ("linear", "forest")} for i in range(len(tables))]
    answers = [rival_answers(table) for table in tables]
    if kept is not None:
        np.savez(kept, key=key, **{f"{i}-{m}": p for i, found in enumerate(answers) for m, p in found.items()})
    return answers


if __name__ == "__main__":
    main()
