"""The network as .onnx: the checker of the format accepts it, and onnxruntime gives what nnlab gives."""

import sys

import numpy as np
import onnx
import onnxruntime
import pytest
from hypothesis import given, settings

from nnlab.engine import EngineError, LayerSpec, Network, NetworkSpec, Parameters
from nnlab.export import FORMATS, ExportedNetwork, onnx_model
from nnlab.lessons import begin, load_preset
from tests.export.networks import ACTIVATIONS, exported_networks, far_from_steps

TINY = ExportedNetwork(Parameters.drawn(NetworkSpec(2, (LayerSpec(3), LayerSpec(1, "sigmoid"))), 0))


def answers(model: bytes, inputs: np.ndarray) -> np.ndarray:
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    (found,) = session.run(["output"], {"input": inputs})
    return found


@settings(max_examples=80)
@given(exported_networks())
def test_that_onnxruntime_gives_the_same_outputs(network: ExportedNetwork) -> None:
    parameters = network.parameters
    data = onnx_model(network)
    onnx.checker.check_model(data, full_check=True)
    drawn = np.random.default_rng(1).uniform(-1, 1, size=(40, parameters.spec.inputs))
    inputs = far_from_steps(parameters, drawn.astype(parameters.spec.dtype))
    expected = Network.reading(parameters).predict(inputs) if len(inputs) else np.zeros((0, 1))
    if len(inputs):
        found = answers(data, inputs)
        assert found.dtype == expected.dtype
        # Outputs that are not bounded are compared by their size: float32 has seven digits.
        assert (np.abs(found - expected) <= 1e-6 * np.maximum(1, np.abs(expected).max())).all()


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("name", ACTIVATIONS)
def test_that_every_activation_is_the_same_for_small_and_for_large_numbers(name: str, dtype: str) -> None:
    spec = NetworkSpec(3, (LayerSpec(3, name, "zeros", bias=False),), dtype)
    parameters = Parameters.from_layers(spec, [(np.eye(3), None)])
    scale = np.array([1e-3, 1, 30, 90])[:, None]
    inputs = (np.random.default_rng(2).normal(size=(400, 3)) * np.tile(scale, (100, 1))).astype(dtype)
    expected = Network.reading(parameters).predict(inputs)
    found = answers(onnx_model(ExportedNetwork(parameters)), inputs)
    assert (np.abs(found - expected) <= 1e-6 * np.maximum(1, np.abs(expected))).all()


def test_that_the_model_says_what_it_is_and_can_be_drawn() -> None:
    state = begin(load_preset("seven-segment"))
    network = ExportedNetwork(state.parameters, state.dataset.input_names, state.dataset.target_names)
    model = onnx.load_model_from_string(onnx_model(network))
    assert 8 <= model.ir_version <= 10
    assert [(opset.domain, 13 <= opset.version <= 21) for opset in model.opset_import] == [("", True)]
    assert {node.domain for node in model.graph.node} == {""}
    (given,), (gives,) = model.graph.input, model.graph.output
    shapes = {
        value.name: [size.dim_param or size.dim_value for size in value.type.tensor_type.shape.dim]
        for value in (given, gives, *model.graph.value_info)
    }
    assert (shapes["input"], shapes["output"]) == (["batch", 7], ["batch", 4])
    assert shapes.keys() >= {name for node in model.graph.node for name in node.output}
    props = {prop.key: prop.value for prop in model.metadata_props}
    assert props["nnlab.input_names"] == '["a", "b", "c", "d", "e", "f", "g"]'
    assert props["nnlab.output_names"] == '["8", "4", "2", "1"]'


def test_that_the_presets_answer_as_on_the_bench() -> None:
    for key in ("seven-segment", "textbook/311_1", "draw"):
        state = begin(load_preset(key))
        inputs = np.asarray(state.dataset.inputs[:20], dtype=state.spec.dtype)
        found = answers(onnx_model(ExportedNetwork(state.parameters)), inputs)
        assert np.abs(found - Network.reading(state.parameters).predict(inputs)).max() < 1e-6


def test_that_equal_networks_give_equal_bytes() -> None:
    assert onnx_model(TINY) == onnx_model(TINY)


def test_that_it_is_said_how_to_get_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnx", None)
    with pytest.raises(EngineError, match=r"pip install 'nnlab\[formats\]'"):
        onnx_model(TINY)
    assert {kind.key: kind.needs for kind in FORMATS if kind.needs} == {"onnx": "onnx"}
