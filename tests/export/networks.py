"""Networks to export: of every activation, with and without biases, of both types of numbers."""

import numpy as np
from hypothesis import strategies as st

from nnlab.engine import ACTIVATION_NAMES, LayerSpec, NetworkSpec, Parameters, activation
from nnlab.export import ExportedNetwork

ACTIVATIONS = (*ACTIVATION_NAMES, "leaky_relu(0.2)", "elu(0.5)")


@st.composite
def exported_networks(draw: st.DrawFn, activations: tuple[str, ...] = ACTIVATIONS) -> ExportedNetwork:
    """Return a network of one to four layers, each with an activation of its own."""
    layers = tuple(
        LayerSpec(
            draw(st.integers(1, 7)),
            draw(st.sampled_from(activations)),
            "normal(0.7)",
            draw(st.booleans()),
            "normal(0.5)",
        )
        for _ in range(draw(st.integers(1, 4)))
    )
    spec = NetworkSpec(draw(st.integers(1, 7)), layers, draw(st.sampled_from(["float32", "float64"])))
    names = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=3)
    inputs = draw(st.one_of(st.just([]), st.lists(names, min_size=spec.inputs, max_size=spec.inputs)))
    parameters = Parameters.drawn(spec, draw(st.integers(0, 2**31)))
    return ExportedNetwork(parameters, tuple(inputs))


def far_from_steps(parameters: Parameters, inputs: np.ndarray) -> np.ndarray:
    """Return the rows for which no z of a step lies so near to zero that rounding decides on which side."""
    safe, X = np.ones(len(inputs), dtype=bool), inputs
    for layer, (W, b) in zip(parameters.spec.layers, parameters.layers, strict=True):
        Z = X @ W + (0 if b is None else b)
        if layer.activation == "step":
            safe &= (np.abs(Z) > 1e-4).all(axis=1)
        X = activation(layer.activation)(Z)
    return inputs[safe]
