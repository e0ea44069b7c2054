"""`manifest.json` of a model folder: what is in it, the hash of every file, and the seal over itself.

The layout is that of `core/inference/manifest.ts`, the seal that of `core/inference/seal.ts`.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import onnx

from architecture.layers import CLASSES

_BLANK = "0" * 64
LIMITS = {"contextRows": 4096, "features": 64, "classes": CLASSES, "bars": 64}


def _tensors(values) -> "list[dict]":
    """Name, type and shape of a graph's inputs or outputs; free sizes by their symbol."""
    described = []
    for value in values:
        sizes = [d.dim_value if d.HasField("dim_value") else d.dim_param for d in value.type.tensor_type.shape.dim]
        described.append({"name": value.name, "type": "float32", "shape": sizes})
    return described


def _graph(path: Path) -> dict:
    graph = onnx.load(str(path)).graph
    return {"inputs": _tensors(graph.input), "outputs": _tensors(graph.output)}


def _files(folder: Path) -> "list[dict]":
    paths = sorted(p for p in folder.rglob("*") if p.is_file() and p.name != "manifest.json")
    return [
        {
            "path": p.relative_to(folder).as_posix(),
            "bytes": p.stat().st_size,
            "sha256": hashlib.sha256(p.read_bytes()).hexdigest(),
        }
        for p in paths
    ]


def sealed(text: str) -> str:
    """The text, whose seal is blank, with the SHA-256 of itself as its seal."""
    return text.replace(_BLANK, hashlib.sha256(text.encode()).hexdigest(), 1)


def write_manifest(folder: Path, version: str, parameters: int, training: dict, evaluation: dict) -> None:
    """Describes what lies in the folder now. Any later change of a file needs this again."""
    manifest = {
        "format": 1,
        "name": folder.name,
        "version": version,
        "seal": _BLANK,
        "licence": "Apache-2.0",
        "opset": 17,
        "parameters": parameters,
        "limits": LIMITS,
        "linearScores": True,
        "tensors": {name: _graph(folder / f"{name}.onnx") for name in ("fit", "predict")},
        "files": _files(folder),
        "training": training,
        "evaluation": evaluation,
    }
    (folder / "manifest.json").write_text(sealed(json.dumps(manifest, indent=2) + "\n"))
