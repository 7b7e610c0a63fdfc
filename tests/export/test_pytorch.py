"""PyTorch loads what is exported as .safetensors with load_state_dict alone, and answers as the network does."""

import numpy as np
import pytest
from hypothesis import given, settings

from nnlab.engine import Network
from nnlab.export import ExportedNetwork, safetensors_file
from nnlab.lessons import begin, load_preset
from tests.export.networks import exported_networks

torch = pytest.importorskip("torch", reason="PyTorch is not installed")
safetensors_torch = pytest.importorskip(
    "safetensors.torch", reason="the package safetensors is not installed"
)

MODULES = {
    "linear": torch.nn.Identity,
    "sigmoid": torch.nn.Sigmoid,
    "tanh": torch.nn.Tanh,
    "relu": torch.nn.ReLU,
    "leaky_relu": torch.nn.LeakyReLU,
    "leaky_relu(0.2)": lambda: torch.nn.LeakyReLU(0.2),
    "elu": torch.nn.ELU,
    "elu(0.5)": lambda: torch.nn.ELU(0.5),
    "softplus": torch.nn.Softplus,
    "gelu": lambda: torch.nn.GELU(approximate="tanh"),
    "silu": torch.nn.SiLU,
    "softmax": lambda: torch.nn.Softmax(dim=1),
}


def answers(network: ExportedNetwork, inputs: np.ndarray) -> np.ndarray:
    """Return what a Sequential with the weights of the file gives."""
    spec = network.parameters.spec
    modules = []
    for fan_in, layer in zip(spec.sizes, spec.layers, strict=False):
        modules += [torch.nn.Linear(fan_in, layer.units, bias=layer.bias), MODULES[layer.activation]()]
    model = torch.nn.Sequential(*modules).to(getattr(torch, spec.dtype))
    model.load_state_dict(
        safetensors_torch.load(safetensors_file(network))
    )  # strict: every name has its place
    with torch.no_grad():
        found: np.ndarray = model(torch.from_numpy(inputs)).numpy()
    return found


@settings(max_examples=50)
@given(exported_networks(tuple(MODULES)))
def test_that_the_state_is_loaded_by_its_names(network: ExportedNetwork) -> None:
    spec = network.parameters.spec
    inputs = np.random.default_rng(5).normal(size=(20, spec.inputs)).astype(spec.dtype)
    expected = Network.reading(network.parameters).predict(inputs)
    near = 1e-5 if spec.dtype == "float32" else 1e-8  # PyTorch's softplus is z itself above 20
    assert (np.abs(answers(network, inputs) - expected) <= near * np.maximum(1, np.abs(expected).max())).all()


def test_that_the_shipped_network_answers_in_pytorch() -> None:
    state = begin(load_preset("draw"))
    inputs = np.asarray(state.dataset.inputs[:50], dtype=state.spec.dtype)
    found = answers(ExportedNetwork(state.parameters), inputs)
    expected = Network.reading(state.parameters).predict(inputs)
    assert (found.argmax(axis=1) == expected.argmax(axis=1)).all()
    assert np.abs(found - expected).max() < 1e-5
