"""Scripts of PyTorch and Keras: where those are installed, they answer as nnlab does."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.util import find_spec

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnlab.data import Dataset
from nnlab.engine import LayerSpec, Network, NetworkSpec, Parameters, Task, TrainingConfig, TrainState
from nnlab.export import Exported, Script, exported, keras_script, safetensors_file, torch_script
from nnlab.lessons import begin, load_preset
from nnlab.project import ProjectState
from tests.export.drawn import RANDOM, TRAINABLE, states
from tests.export.running import Runner, printed

ACTIVATIONS = [*TRAINABLE, "step"]


@pytest.fixture(scope="module", params=["float64", "float32"])
def dtype(request: pytest.FixtureRequest) -> str:
    return str(request.param)


# A Python for each kind of number: both libraries are told once which one they are to use.
@pytest.fixture(scope="module")
def torch_python(dtype: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runner]:
    pytest.importorskip("torch", reason="PyTorch is not installed")
    runner = Runner(tmp_path_factory.mktemp("torch"), "-W", "error")
    yield runner
    runner.close()


@pytest.fixture(scope="module")
def keras_python(dtype: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runner]:
    pytest.importorskip("torch", reason="Keras is tried on PyTorch, which is not installed")
    if find_spec("keras") is None:
        pytest.skip("Keras is not installed")
    runner = Runner(tmp_path_factory.mktemp("keras"), KERAS_BACKEND="torch")
    yield runner
    runner.close()


def project(activation: str, dtype: str) -> ProjectState:
    """Return a network with the activation, with scores large and small, with and without bias."""
    rng = np.random.default_rng(0)
    layers = (
        LayerSpec(5, activation, "normal(0.8)", True, "normal(0.5)"),
        LayerSpec(4, "linear", "normal(0.8)", bias=False),
        LayerSpec(3, activation, "normal(2.0)", True, "normal(0.5)"),
    )
    inputs = rng.normal(size=(20, 6)) * np.linspace(0.05, 1, 20)[:, np.newaxis]
    dataset = Dataset.from_arrays("d", inputs, rng.normal(size=(20, 3)), Task.VALUES)
    return ProjectState.begin(dataset, NetworkSpec(6, layers, dtype), TrainingConfig(seed=3))


def assert_agrees(make: Callable[[Exported], Script], state: ProjectState, runner: Runner) -> None:
    _, said = runner.run(make(exported(state)).data)
    found = printed(said)
    expected = Network.reading(state.parameters).predict(state.dataset.inputs)[: len(found)]
    assert np.abs(found - expected).max() < 1e-5


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_that_pytorch_answers_as_nnlab(activation: str, dtype: str, torch_python: Runner) -> None:
    assert_agrees(torch_script, project(activation, dtype), torch_python)


def assert_loads(script: ProjectState, trained: ProjectState, runner: Runner) -> None:
    """Run the script of one state with its lines that read a file uncommented, and the weights of the other there."""
    pytest.importorskip("safetensors", reason="safetensors is not installed")
    (runner.folder / "network.safetensors").write_bytes(safetensors_file(exported(trained).network))
    text = torch_script(exported(script)).text
    loading = "from safetensors.torch import load_file\nmodel.load_state_dict(load_file("
    commented = loading.replace("from", "# from").replace("model", "# model")
    assert text.count(commented) == 1
    _, said = runner.run(text.replace(commented, loading).encode())
    found = printed(said)
    expected = Network.reading(trained.parameters).predict(trained.dataset.inputs)[: len(found)]
    assert np.abs(found - expected).max() < 1e-5


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_that_the_script_for_pytorch_loads_a_file_of_weights_and_agrees(
    activation: str, dtype: str, torch_python: Runner
) -> None:
    state = project(activation, dtype)
    trained = replace(state, training=TrainState.fresh(Parameters.drawn(state.spec, 77), 0))
    assert_loads(state, trained, torch_python)


@settings(max_examples=25)
@given(data=st.data(), seed=st.integers(0, 2**31))
def test_that_any_script_loads_any_file_of_its_network(
    data: st.DataObject, seed: int, dtype: str, torch_python: Runner
) -> None:
    state = data.draw(states([*TRAINABLE, "step"], [RANDOM], (dtype,)))
    trained = replace(state, training=TrainState.fresh(Parameters.drawn(state.spec, seed), 0))
    assert_loads(state, trained, torch_python)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_that_keras_answers_as_nnlab(activation: str, dtype: str, keras_python: Runner) -> None:
    assert_agrees(keras_script, project(activation, dtype), keras_python)


@settings(max_examples=25)
@given(data=st.data())
def test_that_both_answer_as_any_network(
    data: st.DataObject, dtype: str, torch_python: Runner, keras_python: Runner
) -> None:
    state = data.draw(states([*TRAINABLE, "step"], [RANDOM], (dtype,)))
    assert_agrees(torch_script, state, torch_python)
    assert_agrees(keras_script, state, keras_python)


def presets(dtype: str) -> list[ProjectState]:
    """Return small networks of float64, or one of float32 for pictures."""
    keys = ["seven-segment", "textbook/318_1"] if dtype == "float64" else ["draw"]
    return [begin(load_preset(key)) for key in keys]


def test_that_presets_are_spelled_for_pytorch(dtype: str, torch_python: Runner) -> None:
    for state in presets(dtype):
        assert_agrees(torch_script, state, torch_python)


def test_that_presets_are_spelled_for_keras(dtype: str, keras_python: Runner) -> None:
    for state in presets(dtype):
        assert_agrees(keras_script, state, keras_python)


def test_that_both_spell_the_forms_that_nnlab_means() -> None:
    layers = tuple(LayerSpec(2, name) for name in ("gelu", "leaky_relu", "elu(0.5)", "linear", "softmax"))
    dataset = Dataset.from_arrays("d", [[1, 2]], [[0, 1]], Task.VALUES)
    state = exported(ProjectState.begin(dataset, NetworkSpec(2, layers), TrainingConfig()))
    torch, keras = torch_script(state).text, keras_script(state).text
    for line in ('nn.GELU(approximate="tanh")', "nn.LeakyReLU(0.01)", "nn.ELU(0.5)", "nn.Softmax(dim=1)"):
        assert f"    {line},\n" in torch
    assert "    nn.Linear(2, 2),\n    nn.Identity(),\n    nn.Linear(2, 2),\n" in torch
    assert "model[8].weight.copy_(torch.tensor(W5.T))" in torch
    assert "layers.Dense(2, activation=lambda Z: activations.gelu(Z, approximate=True))," in keras
    assert "layers.Dense(2, activation=layers.ELU(0.5))," in keras
