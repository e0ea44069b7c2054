"""Measures fp32, fp16 and int8 of a student: bytes, speed in ONNX Runtime, and how far the answers move.

python3 models/training/compare_formats.py --checkpoint runs/student/checkpoint.pt
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch

from architecture.row_tokens import RowTokens
from checkpoint import CheckpointRefused, load_checkpoint
from export import FORMATS, export_graphs, kept_names
from featurise import featurise
from linear_score import with_linear_scores


def sessions(models: "dict[str, onnx.ModelProto]", threads: int) -> "dict[str, onnxruntime.InferenceSession]":
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    return {
        name: onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
        for name, model in models.items()
    }


def answered(graphs: dict, kept: "list[str]", table: "dict[str, np.ndarray]") -> "tuple[np.ndarray, float, float]":
    """Class probabilities of two classes, and seconds of fit and of predict."""
    start = time.perf_counter()
    state = graphs["fit"].run(None, {name: table[name] for name in ("x_ctx", "y_ctx", "is_reg")})
    middle = time.perf_counter()
    fed = dict(zip(kept, state), x_qry=table["x_qry"], is_reg=table["is_reg"])
    logits = graphs["predict"].run(["cls_logits"], fed)[0][0, :, :2]
    end = time.perf_counter()
    return 1 / (1 + np.exp(logits[:, 0] - logits[:, 1])), middle - start, end - middle


def made_up_table(context: int, queries: int, features: int) -> "dict[str, np.ndarray]":
    rng = np.random.default_rng(7)
    values = rng.standard_normal((context + queries, features))
    y = (values @ rng.standard_normal(features) + rng.logistic(size=len(values)) > 0).astype(np.float32)
    plain = featurise(torch.from_numpy(values)[None], context)
    cells = with_linear_scores(plain, [y[None, :context].astype(float)]).numpy()
    known = {"x_ctx": cells[:, :context], "y_ctx": y[None, :context], "is_reg": np.zeros(1, np.float32)}
    return {**known, "x_qry": cells[:, context:]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--context", type=int, default=1000)
    parser.add_argument("--queries", type=int, default=1000)
    parser.add_argument("--features", type=int, default=30)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    try:
        saved = load_checkpoint(options.checkpoint, "student")
    except CheckpointRefused as refused:
        parser.error(str(refused))
    network = RowTokens(**saved["sizes"]).eval()
    network.load_state_dict(saved["averaged"])
    table, kept, exact = made_up_table(options.context, options.queries, options.features), kept_names(network), None
    with tempfile.TemporaryDirectory() as folder:
        export_graphs(network, Path(folder))
        whole = {name: onnx.load(f"{folder}/{name}.onnx") for name in ("fit", "predict")}
    for form, smaller in FORMATS.items():
        models = {name: smaller(model) for name, model in whole.items()}
        graphs = sessions(models, options.threads)
        runs = [answered(graphs, kept, table) for _ in range(options.runs + 1)][1:]
        p = runs[0][0]
        exact = p if exact is None else exact
        fit, predict = (1000 * statistics.median(run[i] for run in runs) for i in (1, 2))
        megabytes = sum(model.ByteSize() for model in models.values()) / 1e6
        moved = np.abs(p - exact).max()
        print(
            f"{form}: {megabytes:.2f} MB, fit {fit:.0f} ms, predict {predict:.0f} ms, "
            f"probabilities move {moved:.5f} at most"
        )


if __name__ == "__main__":
    main()
