"""The C header: compiled by the system's compiler it answers as the network does."""

import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from nnlab.engine import ACTIVATION_NAMES, LayerSpec, Network, NetworkSpec, Parameters
from nnlab.export import ExportedNetwork, c_header
from nnlab.lessons import begin, load_preset

COMPILER = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")

PROGRAM = """\
#include <stdio.h>
#include "network.h"
int main(void) {
    double value; nnlab_number x[NNLAB_INPUTS], y[NNLAB_OUTPUTS];
    for (;;) {
        for (int i = 0; i < NNLAB_INPUTS; i++) {
            if (scanf("%lf", &value) != 1) return 0;
            x[i] = (nnlab_number)value;
        }
        nnlab_predict(x, y);
        for (int k = 0; k < NNLAB_OUTPUTS; k++) printf("%.17g ", (double)y[k]);
        printf("\\n");
    }
}
"""


def answers(header: bytes, inputs: np.ndarray, folder: Path) -> np.ndarray:
    assert COMPILER is not None
    (folder / "network.h").write_bytes(header)
    (folder / "main.c").write_text(PROGRAM)
    warnings = ("-std=c99", "-Wall", "-Wextra", "-Werror", "-pedantic", "-Wdouble-promotion")
    subprocess.run(
        [COMPILER, *warnings, "-O1", "main.c", "-o", "predict", "-lm"], cwd=folder, check=True, timeout=60
    )
    given = "\n".join(" ".join(repr(float(value)) for value in row) for row in inputs)
    said = subprocess.run(
        [folder / "predict"], input=given, capture_output=True, text=True, check=True, timeout=60
    )
    return np.array([[float(word) for word in line.split()] for line in said.stdout.splitlines()])


@pytest.mark.skipif(COMPILER is None, reason="this system has no C compiler")
@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("activation", [*ACTIVATION_NAMES, "leaky_relu(0.2)", "elu(0.5)"])
def test_that_the_compiled_header_answers_as_the_network(activation: str, dtype: str, tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    hidden = "tanh" if activation == "step" else activation
    layers = (
        LayerSpec(5, hidden, "normal(0.8)", True, "normal(0.5)"),
        LayerSpec(4, activation, "normal(0.8)", bias=False),
    )
    parameters = Parameters.drawn(NetworkSpec(3, layers, dtype), 7)
    inputs = rng.normal(size=(40, 3))
    found = answers(c_header(ExportedNetwork(parameters)), inputs, tmp_path)
    expected = Network.reading(parameters).predict(inputs)
    assert np.abs(found - expected).max() < 1e-6


@pytest.mark.skipif(COMPILER is None, reason="this system has no C compiler")
def test_that_large_scores_stay_finite(tmp_path: Path) -> None:
    spec = NetworkSpec(1, (LayerSpec(3, "softplus", "normal(1.0)"), LayerSpec(3, "softmax", "normal(1.0)")))
    parameters = Parameters.drawn(spec, 3)
    inputs = np.array([[1e4], [-1e4], [0.0]])
    found = answers(c_header(ExportedNetwork(parameters)), inputs, tmp_path)
    assert np.abs(found - Network.reading(parameters).predict(inputs)).max() < 1e-6


@pytest.mark.skipif(COMPILER is None, reason="this system has no C compiler")
def test_that_the_display_can_be_driven(tmp_path: Path) -> None:
    state = begin(load_preset("seven-segment"))
    network = ExportedNetwork(state.parameters, state.dataset.input_names, state.dataset.target_names)
    found = answers(c_header(network), np.asarray(state.dataset.inputs), tmp_path)
    assert np.abs(found - Network.reading(state.parameters).predict(state.dataset.inputs)).max() < 1e-12


def test_that_no_name_ends_the_comment() -> None:
    parameters = Parameters.drawn(NetworkSpec(1, (LayerSpec(1),)), 0)
    text = c_header(ExportedNetwork(parameters, ("*/ int x;\n",), ("y",))).decode()
    assert text.index("*/") == text.index("(-lm). */") + len("(-lm). ")
