import pytest

from nnlab.engine import EngineError, LayerSpec, NetworkSpec


def test_that_a_spec_knows_its_sizes_outputs_and_number_of_parameters():
    spec = NetworkSpec(7, [LayerSpec(8), LayerSpec(4, "sigmoid", bias=False)])
    assert spec.sizes == (7, 8, 4)
    assert spec.outputs == 4
    assert spec.shape_text == "7-8-4"
    assert spec.parameter_count == 7 * 8 + 8 + 8 * 4
    assert [(s.weights, s.bias) for s in spec.slots] == [(slice(0, 56), slice(56, 64)), (slice(64, 96), None)]


def test_that_specs_are_values():
    assert NetworkSpec(2, (LayerSpec(3),)) == NetworkSpec(2, [LayerSpec(3)])
    assert len({NetworkSpec(2, (LayerSpec(3),)), NetworkSpec(2, [LayerSpec(3)])}) == 1


@pytest.mark.parametrize("spec", [(4096, (LayerSpec(1),)), (1, tuple(LayerSpec(2) for _ in range(64)))])
def test_that_the_largest_networks_are_allowed(spec):
    assert NetworkSpec(*spec).parameter_count > 0


ONE = LayerSpec(1)


@pytest.mark.parametrize(
    ("inputs", "layers", "message"),
    [
        (0, (ONE,), "the network's inputs must be a whole number from 1 to 4096, but 0 was given."),
        (2.0, (ONE,), "the network's inputs must be a whole number from 1 to 4096, but 2.0 was given."),
        (True, (ONE,), "the network's inputs must be a whole number from 1 to 4096, but True was given."),
        (2, (), "a network has at least one layer: the outputs."),
        (2, (ONE,) * 65, "a network has 1 to 64 layers, but 65 were given."),
        (2, (ONE, LayerSpec(5000)), "layer 2: units must be a whole number from 1 to 4096, but 5000 was given."),
        (2, (ONE, LayerSpec("3")), "layer 2: units must be a whole number from 1 to 4096, but '3' was given."),
        (2, (ONE, LayerSpec(1, "rellu")), "layer 2: unknown activation 'rellu'. Did you mean 'relu'?"),
        (2, (LayerSpec(1, init="he_norml"),), "layer 1: unknown initialiser 'he_norml'. Did you mean 'he_normal'?"),
        (2, (LayerSpec(1, bias_init="zero"),), "layer 1: unknown initialiser 'zero'. Did you mean 'zeros'?"),
        (2, (LayerSpec(1, bias_init="given"),),
         "layer 1: a bias cannot be 'given' by itself: where the weights are given, so is the bias."),
        (4096, (LayerSpec(2048),),
         "the network 4096-2048 has 8,390,656 parameters, but at most 8,000,000 are possible. Make a layer narrower."),
    ],
)  # fmt: skip
def test_that_a_network_that_cannot_be_built_is_refused_with_the_exact_reason(inputs, layers, message: str):
    with pytest.raises(EngineError) as refusal:
        NetworkSpec(inputs, layers)
    assert str(refusal.value) == message


def test_that_numbers_are_float32_or_float64_and_nothing_else():
    with pytest.raises(EngineError) as refusal:
        NetworkSpec(2, (ONE,), "float16")
    assert str(refusal.value) == "unknown dtype 'float16'. Did you mean 'float64'?"
