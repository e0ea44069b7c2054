"""Writes a student's checkpoint as a model folder the app opens: two ONNX graphs, borders, parity fixtures, manifest.

python3 models/training/export.py --checkpoint runs/student/checkpoint.pt --folder models/stillroom-pfn-1
"""

from __future__ import annotations

import argparse
import json
import subprocess
import warnings
from pathlib import Path

import onnx
import torch
from torch import Tensor, nn

from architecture.bars import bar_borders
from architecture.row_tokens import RowTokens
from checkpoint import CheckpointRefused, load_checkpoint
from compress import half_weights, int8_products
from manifest import write_manifest
from parity import write_featurise_fixture, write_network_fixture

OPSET = 17
FORMATS = {"fp32": lambda model: model, "fp16": half_weights, "int8": int8_products}


class FitGraph(nn.Module):
    """What fit.onnx computes."""

    def __init__(self, network: RowTokens):
        super().__init__()
        self.network = network

    def forward(self, x_ctx: Tensor, y_ctx: Tensor, is_reg: Tensor) -> "tuple[Tensor, ...]":
        return tuple(self.network.fit(x_ctx, y_ctx, is_reg))


class PredictGraph(nn.Module):
    """What predict.onnx computes."""

    def __init__(self, network: RowTokens):
        super().__init__()
        self.network = network

    def forward(self, x_qry: Tensor, is_reg: Tensor, *kept: Tensor) -> "tuple[Tensor, ...]":
        return self.network.predict(x_qry, is_reg, list(kept))


def kept_names(network: RowTokens) -> "list[str]":
    """Names of the keys and values between the graphs: `ck`, `cv` of columns, then `k`, `v` of layers."""
    stages, layers = network.sizes["stages"], network.sizes["layers"]
    return [f"{n}{i}" for i in range(stages) for n in ("ck", "cv")] + [
        f"{n}{i}" for i in range(layers) for n in ("k", "v")
    ]


def free_axis(name: str) -> int:
    """Where a kept tensor grows: `ck`, `cv` with the features, `k` and `v` with the context's rows."""
    return 1 if name[0] == "c" else 3 if name[0] == "k" else 2


def free_name(name: str) -> str:
    return "F" if name[0] == "c" else "C"


def _export(graph: nn.Module, inputs: tuple, names: "tuple[list[str], list[str]]", axes: dict, path: Path) -> None:
    options = dict(input_names=names[0], output_names=names[1], dynamic_axes=axes, opset_version=OPSET)
    if int(torch.__version__.split(".")[0]) >= 2:
        options["dynamo"] = False
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(graph, inputs, str(path), do_constant_folding=True, **options)


@torch.no_grad()
def export_graphs(network: RowTokens, folder: Path) -> None:
    """fit.onnx and predict.onnx, every count of tables, rows and features free."""
    cells, y, is_reg = torch.randn(2, 50, 6, 4), torch.randint(0, 2, (2, 50)).float(), torch.zeros(2)
    kept = kept_names(network)
    axes: "dict[str, dict[int, str]]" = {
        "x_ctx": {0: "B", 1: "C", 2: "F"},
        "y_ctx": {0: "B", 1: "C"},
        "is_reg": {0: "B"},
        "x_qry": {0: "B", 1: "Q", 2: "F"},
    }
    axes.update({name: {0: "B", 1: "Q"} for name in ("cls_logits", "bar_logits", "row_emb")})
    axes.update({name: {0: "B", free_axis(name): free_name(name)} for name in kept})
    used = lambda *names: {name: axes[name] for name in names}  # noqa: E731
    fit_inputs, answers = ["x_ctx", "y_ctx", "is_reg"], ["cls_logits", "bar_logits", "row_emb"]
    state = tuple(network.fit(cells, y, is_reg))
    _export(FitGraph(network), (cells, y, is_reg), (fit_inputs, kept), used(*fit_inputs, *kept), folder / "fit.onnx")
    asked = ["x_qry", "is_reg", *kept]
    _export(
        PredictGraph(network),
        (cells[:, :20], is_reg, *state),
        (asked, answers),
        used(*asked, *answers),
        folder / "predict.onnx",
    )
    _fix_shapes(folder / "fit.onnx", kept, state)


def _fix_shapes(path: Path, kept: "list[str]", state: "tuple[Tensor, ...]") -> None:
    """The exporter leaves some fixed sizes of fit's outputs open: states them, so that both graphs agree."""
    model = onnx.load(str(path))
    for value, name, tensor in zip(model.graph.output, kept, state):
        for axis, dim in enumerate(value.type.tensor_type.shape.dim):
            dim.Clear()
            if axis == 0:
                dim.dim_param = "B"
            elif axis == free_axis(name):
                dim.dim_param = free_name(name)
            else:
                dim.dim_value = tensor.shape[axis]
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


def current_commit() -> str:
    """The commit of the code that exports; a `+` where it has been changed since."""
    here = Path(__file__).parent

    def git(*arguments: str) -> str:
        return subprocess.run(["git", *arguments], cwd=here, capture_output=True, text=True).stdout.strip()

    changed = "+" if git("status", "--porcelain", "--", ".") else ""
    return (git("rev-parse", "HEAD") or "unknown") + changed


def training_facts(saved: dict) -> dict:
    """What the manifest says of the training."""
    progress, settings = saved["progress"], saved["settings"]
    return {
        "data": "synthetic tables drawn from a prior over data-generating processes; no patient and no real table",
        "sizes": saved["sizes"],
        "tables": progress["tables"],
        "steps": progress["steps"],
        "minutes": round(progress["seconds"] / 60, 1),
        "seed": settings["seed"],
        "commit": current_commit(),
        "framework": f"PyTorch {torch.__version__}",
        "learningRate": settings["lr"],
        "cellsPerBatch": settings["cells"],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--folder", type=Path, required=True, help="models/<name>; the name goes into the manifest")
    parser.add_argument("--format", choices=list(FORMATS), default="fp16")
    parser.add_argument("--version", default="1.0.0")
    options = parser.parse_args()
    try:
        saved = load_checkpoint(options.checkpoint, "student")
    except CheckpointRefused as refused:
        parser.error(str(refused))
    torch.manual_seed(0)
    network = RowTokens(**saved["sizes"]).eval()
    network.load_state_dict(saved["averaged"])
    (options.folder / "parity").mkdir(parents=True, exist_ok=True)
    export_graphs(network, options.folder)
    for name in ("fit.onnx", "predict.onnx"):
        path = options.folder / name
        onnx.save(FORMATS[options.format](onnx.load(str(path))), str(path))
    borders = bar_borders(network.sizes["bars"]).tolist()
    (options.folder / "borders.json").write_text(json.dumps({"borders": borders}, indent=1) + "\n")
    if options.format == "fp16":
        network.load_state_dict(
            {k: v.half().float() if v.numel() >= 256 else v for k, v in network.state_dict().items()}
        )
    write_network_fixture(options.folder / "parity", network)
    write_featurise_fixture(options.folder / "parity" / "featurise.json")
    parameters = sum(p.numel() for p in network.parameters())
    write_manifest(options.folder, options.version, parameters, training_facts(saved), {})
    sizes = {name: (options.folder / name).stat().st_size for name in ("fit.onnx", "predict.onnx")}
    print(f"{parameters} parameters, {options.format}: {sizes}")


if __name__ == "__main__":
    main()
