"""The C header: compiled by the system's compiler it answers as the network does."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import Phase, given, settings

from nnlab.data import MissingDataError
from nnlab.engine import LayerSpec, Network, NetworkSpec, Parameters, activation
from nnlab.export import ExportedNetwork, c_header
from nnlab.lessons import begin, load_preset, preset_keys
from tests.export.networks import ACTIVATIONS, exported_networks, far_from_steps
from tests.mnist_here import mnist_folder

COMPILER = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")

NEEDS_COMPILER = pytest.mark.skipif(COMPILER is None, reason="this system has no C compiler")
WARNINGS = ("-std=c99", "-Wall", "-Wextra", "-Werror", "-pedantic", "-Wdouble-promotion")

# A file of its own for each network, for all headers have the same names in them.
ONE = """\
#include "network{number}.h"
void predict{number}(const double *from, double *to);
void predict{number}(const double *from, double *to) {{
    nnlab_number x[NNLAB_INPUTS], y[NNLAB_OUTPUTS];
    for (int i = 0; i < NNLAB_INPUTS; i++) x[i] = (nnlab_number)from[i];
    nnlab_predict(x, y);
    for (int k = 0; k < NNLAB_OUTPUTS; k++) to[k] = (double)y[k];
}}
"""

MAIN = """\
#include <stdio.h>
{declared}
static void (*const predict[])(const double *, double *) = {{ {named} }};
int main(void) {{
    static double x[4096], y[4096];
    int number, inputs, outputs;
    while (scanf("%d %d %d", &number, &inputs, &outputs) == 3) {{
        for (int i = 0; i < inputs; i++) if (scanf("%lf", &x[i]) != 1) return 1;
        predict[number](x, y);
        for (int k = 0; k < outputs; k++) printf("%.17g ", y[k]);
        printf("\\n");
    }}
    return 0;
}}
"""


def all_answers(
    networks: Sequence[ExportedNetwork], inputs: Sequence[np.ndarray], folder: Path
) -> list[np.ndarray]:
    """Return the outputs of each network for its inputs, of all of them compiled into one program."""
    assert COMPILER is not None
    numbers = range(len(networks))
    for number, network in enumerate(networks):
        (folder / f"network{number}.h").write_bytes(c_header(network))
        (folder / f"network{number}.c").write_text(ONE.format(number=number))
    declared = "\n".join(f"void predict{number}(const double *, double *);" for number in numbers)
    named = ", ".join(f"predict{number}" for number in numbers)
    (folder / "main.c").write_text(MAIN.format(declared=declared, named=named))
    sources = ["main.c", *(f"network{number}.c" for number in numbers)]
    command = [COMPILER, *WARNINGS, "-O1", *sources, "-o", "predict", "-lm"]
    subprocess.run(command, cwd=folder, check=True, timeout=300)
    asked = [
        " ".join(
            [f"{number} {len(row)} {networks[number].parameters.spec.outputs}", *map(repr, row.tolist())]
        )
        for number in numbers
        for row in inputs[number].astype(np.float64)
    ]
    said = subprocess.run(
        [folder / "predict"], input="\n".join(asked), capture_output=True, text=True, check=True, timeout=60
    )
    rows = [[float(word) for word in line.split()] for line in said.stdout.splitlines()]
    ends = np.cumsum([len(given) for given in inputs])
    return [np.array(rows[end - len(given) : end]) for given, end in zip(inputs, ends, strict=True)]


def answers(network: ExportedNetwork, inputs: np.ndarray, folder: Path) -> np.ndarray:
    (found,) = all_answers([network], [inputs], folder)
    return found


def error_of(found: np.ndarray, parameters: Parameters, inputs: np.ndarray) -> float:
    """Return the largest difference to what the network answers, as a share of the largest number on the way there.

    Float32 has seven digits: scores of 60 are right to 4e-6, and so is a softmax of them. Below 1 it is absolute.
    """
    largest, X = 1.0, inputs
    for layer, (W, b) in zip(parameters.spec.layers, parameters.layers, strict=True):
        Z = X @ W + (0 if b is None else b)
        X = activation(layer.activation)(Z)
        largest = max(largest, np.abs(Z).max(), np.abs(X).max())
    return float(np.abs(found - Network.reading(parameters).predict(inputs)).max() / largest)


def drawn(count: int) -> list[ExportedNetwork]:
    """Return networks as Hypothesis draws them: compiled one by one they would take minutes."""
    networks: list[ExportedNetwork] = []

    @settings(max_examples=count, phases=[Phase.generate], database=None)
    @given(exported_networks())
    def collect(network: ExportedNetwork) -> None:
        networks.append(network)

    collect()
    return networks


@NEEDS_COMPILER
def test_that_any_compiled_network_answers_as_it_does_here(tmp_path: Path) -> None:
    networks = drawn(60)
    assert len(networks) == 60
    rng, inputs = np.random.default_rng(1), []
    for network in networks:
        spec = network.parameters.spec
        given = rng.uniform(-1, 1, size=(40, spec.inputs)).astype(spec.dtype)
        inputs.append(far_from_steps(network.parameters, given))
    for network, rows, found in zip(networks, inputs, all_answers(networks, inputs, tmp_path), strict=True):
        if len(rows):
            assert error_of(found, network.parameters, rows) < 1e-6


@NEEDS_COMPILER
@pytest.mark.usefixtures("strokes")
def test_that_every_preset_answers_as_on_the_bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = mnist_folder()
    if folder is not None:
        monkeypatch.setenv("NNLAB_DATA", str(folder))
    networks, inputs = [], []
    for key in preset_keys():
        try:
            state = begin(load_preset(key))
        except MissingDataError:
            continue
        pixels = state.dataset.image_shape is not None
        names = () if pixels else state.dataset.input_names
        networks.append(ExportedNetwork(state.parameters, names, state.dataset.target_names))
        inputs.append(np.asarray(state.dataset.inputs[:20], dtype=state.spec.dtype))
    assert len(networks) > 25
    for network, rows, found in zip(networks, inputs, all_answers(networks, inputs, tmp_path), strict=True):
        most = 1e-6 if network.parameters.spec.dtype == "float32" else 1e-12
        assert error_of(found, network.parameters, rows) < most


@NEEDS_COMPILER
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_that_every_activation_answers_as_the_network(dtype: str, tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    networks = []
    for name in ACTIVATIONS:
        layers = (
            LayerSpec(5, "tanh" if name == "step" else name, "normal(0.8)", True, "normal(0.5)"),
            LayerSpec(4, name, "normal(0.8)", bias=False),
        )
        networks.append(ExportedNetwork(Parameters.drawn(NetworkSpec(3, layers, dtype), 7)))
    inputs = [rng.normal(size=(40, 3)).astype(dtype)] * len(networks)
    for network, rows, found in zip(networks, inputs, all_answers(networks, inputs, tmp_path), strict=True):
        assert error_of(found, network.parameters, rows) < 1e-6


@NEEDS_COMPILER
def test_that_large_scores_stay_finite(tmp_path: Path) -> None:
    spec = NetworkSpec(1, (LayerSpec(3, "softplus", "normal(1.0)"), LayerSpec(3, "softmax", "normal(1.0)")))
    parameters = Parameters.drawn(spec, 3)
    inputs = np.array([[1e4], [-1e4], [0.0]])
    found = answers(ExportedNetwork(parameters), inputs, tmp_path)
    assert error_of(found, parameters, inputs) < 1e-6


def test_that_no_name_ends_the_comment() -> None:
    parameters = Parameters.drawn(NetworkSpec(1, (LayerSpec(1),)), 0)
    text = c_header(ExportedNetwork(parameters, ("*/ int x;\n",), ("y",))).decode()
    assert text.index("*/") == text.index("(-lm). */") + len("(-lm). ")
