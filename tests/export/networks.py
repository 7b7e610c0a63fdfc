"""Networks to export: of every activation, with and without biases, of both types of numbers."""

from hypothesis import strategies as st

from nnlab.engine import ACTIVATION_NAMES, LayerSpec, NetworkSpec, Parameters
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
