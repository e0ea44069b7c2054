import hashlib
import json
import re

import pytest

onnx = pytest.importorskip("onnx", reason="onnx is not installed: see models/training/README.md")
onnxruntime = pytest.importorskip("onnxruntime", reason="onnxruntime is not installed: see models/training/README.md")

import numpy as np  # noqa: E402
import torch  # noqa: E402

from architecture.row_tokens import RowTokens  # noqa: E402
from compress import half_weights, int8_products  # noqa: E402
from export import export_graphs, kept_names  # noqa: E402
from manifest import write_manifest  # noqa: E402


@pytest.fixture(scope="module")
def network():
    torch.manual_seed(0)
    return RowTokens(32, 64, 2, heads=2).eval()


@pytest.fixture(scope="module")
def folder(network, tmp_path_factory):
    folder = tmp_path_factory.mktemp("model") / "trial-model"
    folder.mkdir()
    export_graphs(network, folder)
    return folder


def through_runtime(network, fit, predict, cells, y, is_reg, context):
    run = lambda model, fed: onnxruntime.InferenceSession(model).run(None, fed)  # noqa: E731
    kept = run(fit, {"x_ctx": cells[:, :context].numpy(), "y_ctx": y.numpy(), "is_reg": is_reg.numpy()})
    fed = dict(zip(kept_names(network), kept), x_qry=cells[:, context:].numpy(), is_reg=is_reg.numpy())
    return run(predict, fed)


@pytest.mark.parametrize(
    ("tables", "context", "queries", "features"), [(1, 80, 33, 11), (2, 7, 1, 1), (1, 300, 20, 64)]
)
def test_the_runtime_gives_what_pytorch_gives(network, folder, tables, context, queries, features):
    torch.manual_seed(1)
    cells = torch.randn(tables, context + queries, features, 4)
    y, is_reg = torch.randint(0, 2, (tables, context)).float(), torch.ones(tables)
    with torch.no_grad():
        expected = network.predict(cells[:, context:], is_reg, network.fit(cells[:, :context], y, is_reg))
    fit, predict = ((folder / name).read_bytes() for name in ("fit.onnx", "predict.onnx"))
    for ours, theirs in zip(through_runtime(network, fit, predict, cells, y, is_reg, context), expected):
        assert np.abs(ours - theirs.numpy()).max() < 1e-4


@pytest.mark.parametrize(("smaller", "allowed"), [(half_weights, 0.02), (int8_products, 0.5)])
def test_smaller_formats_stay_near(network, folder, smaller, allowed):
    torch.manual_seed(2)
    cells, y, is_reg = torch.randn(1, 60, 5, 4), torch.randint(0, 2, (1, 40)).float(), torch.zeros(1)
    whole = [onnx.load(str(folder / name)) for name in ("fit.onnx", "predict.onnx")]
    small = [smaller(model).SerializeToString() for model in whole]
    assert sum(map(len, small)) < 0.85 * sum(model.ByteSize() for model in whole)
    before = through_runtime(network, *(m.SerializeToString() for m in whole), cells, y, is_reg, 40)
    after = through_runtime(network, *small, cells, y, is_reg, 40)
    assert np.abs(before[0] - after[0]).max() < allowed


def test_the_manifest_is_sealed_and_names_every_file(network, folder):
    (folder / "borders.json").write_text("{}")
    write_manifest(folder, "1.0.0", 1, {}, {})
    text = (folder / "manifest.json").read_text()
    manifest = json.loads(text)
    blank = re.sub(r'"seal": "[0-9a-f]{64}"', f'"seal": "{"0" * 64}"', text)
    assert manifest["seal"] == hashlib.sha256(blank.encode()).hexdigest()
    assert [file["path"] for file in manifest["files"]] == ["borders.json", "fit.onnx", "predict.onnx"]
    names = [tensor["name"] for tensor in manifest["tensors"]["predict"]["outputs"]]
    assert names == ["cls_logits", "bar_logits", "row_emb"]
    assert manifest["tensors"]["fit"]["outputs"][0]["shape"] == ["B", "F", 1, 32, 16]
