"""Smaller files of the same graph: weights stored in half precision, or matrix products in 8-bit integers."""

from __future__ import annotations

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

_SMALLEST = 256


def half_weights(model: onnx.ModelProto) -> onnx.ModelProto:
    """Weights kept as float16 and cast to float32 when the graph is loaded: half the file, the same speed."""
    out = onnx.ModelProto()
    out.CopyFrom(model)
    kept, casts = [], []
    for tensor in out.graph.initializer:
        values = numpy_helper.to_array(tensor)
        if values.dtype != np.float32 or values.size < _SMALLEST:
            kept.append(tensor)
            continue
        kept.append(numpy_helper.from_array(values.astype(np.float16), tensor.name + "_half"))
        casts.append(helper.make_node("Cast", [tensor.name + "_half"], [tensor.name], to=TensorProto.FLOAT))
    return _rebuilt(out, casts + list(out.graph.node), kept)


def int8_products(model: onnx.ModelProto) -> onnx.ModelProto:
    """Products with constant matrices in int8: weights scaled by column, activations as they come."""
    out = onnx.ModelProto()
    out.CopyFrom(model)
    weights = {tensor.name: tensor for tensor in out.graph.initializer}
    nodes, added, replaced, read = [], {}, set(), set()
    for node in out.graph.node:
        matrix = weights.get(node.input[1]) if node.op_type == "MatMul" else None
        if matrix is None or len(matrix.dims) != 2 or matrix.dims[0] < 32:
            nodes.append(node)
            continue
        replaced.add(matrix.name)
        added.setdefault(matrix.name, _quantised(matrix))
        nodes += _int8_product(node, read)
    kept = [tensor for tensor in out.graph.initializer if tensor.name not in replaced]
    return _rebuilt(out, nodes, kept + [part for parts in added.values() for part in parts])


def _quantised(matrix: onnx.TensorProto) -> "list[onnx.TensorProto]":
    values = numpy_helper.to_array(matrix)
    scale = np.maximum(np.abs(values).max(0) / 127, 1e-12)
    parts = {"int8": np.rint(values / scale).astype(np.int8), "scale": scale.astype(np.float32), "zero": np.int8(0)}
    return [numpy_helper.from_array(np.asarray(part), f"{matrix.name}_{name}") for name, part in parts.items()]


def _int8_product(node: onnx.NodeProto, read: "set[str]") -> "list[onnx.NodeProto]":
    x, w, out = node.input[0], node.input[1], node.output[0]
    nodes = []
    if x not in read:
        read.add(x)
        nodes.append(helper.make_node("DynamicQuantizeLinear", [x], [f"{x}_int8", f"{x}_scale", f"{x}_zero"]))
    nodes.append(
        helper.make_node("MatMulInteger", [f"{x}_int8", f"{w}_int8", f"{x}_zero", f"{w}_zero"], [f"{out}_sum"])
    )
    nodes.append(helper.make_node("Cast", [f"{out}_sum"], [f"{out}_float"], to=TensorProto.FLOAT))
    nodes.append(helper.make_node("Mul", [f"{x}_scale", f"{w}_scale"], [f"{out}_scale"]))
    nodes.append(helper.make_node("Mul", [f"{out}_float", f"{out}_scale"], [out]))
    return nodes


def _rebuilt(model: onnx.ModelProto, nodes: list, weights: list) -> onnx.ModelProto:
    del model.graph.node[:], model.graph.initializer[:]
    model.graph.node.extend(nodes)
    model.graph.initializer.extend(weights)
    onnx.checker.check_model(model)
    return model
