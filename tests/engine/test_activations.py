import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlab.engine import ACTIVATION_NAMES, EngineError, activation, activation_call

Z = np.array([[-1000.0, -2.0, -0.5, 0.0, 0.5, 2.0, 1000.0]])


def sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z)) if z > -700 else 0.0


EXPECTED = {
    "linear": lambda z: z,
    "sigmoid": sigmoid,
    "tanh": math.tanh,
    "relu": lambda z: max(z, 0.0),
    "leaky_relu": lambda z: z if z > 0 else 0.01 * z,
    "leaky_relu(0.2)": lambda z: z if z > 0 else 0.2 * z,
    "elu": lambda z: z if z > 0 else math.expm1(z),
    "elu(1.5)": lambda z: z if z > 0 else 1.5 * math.expm1(z),
    "softplus": lambda z: z if z > 100 else math.log1p(math.exp(z)),
    "gelu": lambda z: 0.5 * z * (1 + math.tanh(math.sqrt(2 / math.pi) * (z + 0.044715 * z**3))),
    "silu": lambda z: z * sigmoid(z),
    "step": lambda z: 1.0 if z > 0 else 0.0,
}


@pytest.mark.parametrize("name", EXPECTED)
def test_that_each_activation_is_its_formula_even_far_out(name: str):
    expected = [[EXPECTED[name](z) for z in Z[0]]]
    np.testing.assert_allclose(activation(name)(Z), expected, rtol=1e-12, atol=0)


def test_that_every_activation_has_been_looked_at():
    assert {name.partition("(")[0] for name in EXPECTED} | {"softmax"} == set(ACTIVATION_NAMES)


def test_that_softmax_shares_sum_to_one_along_the_last_axis_however_large_the_scores():
    scores = np.array([[[1.0, 2.0, 3.0], [1e4, 0.0, -1e4]], [[0.0, 0.0, 0.0], [-1e4, -1e4, -1e4 + 1]]])
    shares = activation("softmax")(scores)
    np.testing.assert_allclose(shares.sum(axis=-1), 1.0, rtol=1e-14)
    np.testing.assert_allclose(shares[0, 0], np.exp([1, 2, 3]) / np.exp([1, 2, 3]).sum(), rtol=1e-14)
    np.testing.assert_array_equal(shares[0, 1], [1.0, 0.0, 0.0])


@pytest.mark.parametrize("name", ACTIVATION_NAMES)
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_that_calling_an_activation_keeps_shape_and_dtype_and_leaves_its_input_alone(name: str, dtype: str):
    f = activation(name)
    for shape in ((), (3,), (2, 3), (2, 3, 4)):
        values = np.full(shape, 0.25, dtype=dtype)
        values.flags.writeable = False
        result = f(values)
        assert result.shape == shape
        assert result.dtype == dtype
        assert np.all(values == 0.25)


@given(st.sampled_from([n for n in ACTIVATION_NAMES if n != "step"]), st.integers(0, 2**32 - 1))
def test_that_kernels_give_the_same_bits_when_arrays_are_shared_as_in_the_fast_workspace(
    name: str, seed: int
):
    f = activation(name)
    rng = np.random.default_rng(seed)
    Z, dY = rng.normal(0, 4, (3, 5)), rng.normal(size=(3, 5))
    S, M = np.empty_like(Z), np.empty(Z.shape, dtype=np.bool_)
    Y, dZ = np.empty_like(Z), np.empty_like(Z)
    f.forward(Z, Y, S, M)
    f.backward(Z, Y, dY, dZ, S, M)
    shared_Z, shared_dY = Z.copy(), dY.copy()
    f.forward(shared_Z, shared_Z, S, M)
    assert np.array_equal(shared_Z, Y)
    f.backward(Z if f.needs_z else shared_Z, shared_Z, shared_dY, shared_dY, S, M)
    assert np.array_equal(shared_dY, dZ)


@pytest.mark.parametrize(("name", "slope"), [("relu", 0.0), ("leaky_relu(0.2)", 0.2), ("elu(1.5)", 1.5)])
def test_that_at_a_kink_the_derivative_is_the_one_from_below(name: str, slope: float):
    zero, one = np.zeros((1, 2)), np.ones((1, 2))
    dZ = np.empty_like(zero)
    activation(name).backward(zero, zero, one, dZ, np.empty_like(zero), np.empty((1, 2), dtype=np.bool_))
    np.testing.assert_array_equal(dZ, [[slope, slope]])


def test_that_step_goes_forward_only():
    assert activation("step").backward is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("rellu", "unknown activation 'rellu'. Did you mean 'relu'?"),
        ("ReLU", "unknown activation 'ReLU'. Did you mean 'relu'?"),
        (
            "qqq",
            "unknown activation 'qqq'. Choose one of: elu, gelu, leaky_relu, linear, relu, sigmoid, silu, "
            "softmax, softplus, step, tanh.",
        ),
        ("relu(1)", "'relu(1)' takes at most 0 number(s), but 1 were given."),
        ("leaky_relu(1)", "'leaky_relu(1)': the negative slope must be from 0 to below 1."),
        ("leaky_relu(-0.1)", "'leaky_relu(-0.1)': the negative slope must be from 0 to below 1."),
        ("leaky_relu(0.1, 2)", "'leaky_relu(0.1, 2)' takes at most 1 number(s), but 2 were given."),
        ("elu(0)", "'elu(0)': alpha must be above 0."),
        ("elu(nan)", "'elu(nan)': the numbers in the brackets must be from -1e6 to 1e6."),
        ("elu(1e7)", "'elu(1e7)': the numbers in the brackets must be from -1e6 to 1e6."),
        ("elu(x)", "'elu(x)': what stands in the brackets must be numbers separated by commas."),
        ("elu(1", "'elu(1' is not a name, optionally with numbers in brackets, like 'normal(0.01)'."),
        ("", "'' is not a name, optionally with numbers in brackets, like 'normal(0.01)'."),
        (None, "None is not a name, optionally with numbers in brackets, like 'normal(0.01)'."),
    ],
)
def test_that_a_wrong_activation_is_refused_with_the_rule_and_a_way_out(text: str, message: str):
    with pytest.raises(EngineError) as refusal:
        activation(text)
    assert str(refusal.value) == message


def test_that_a_call_has_the_usual_numbers_where_none_are_given() -> None:
    assert activation_call("leaky_relu") == activation_call("leaky_relu(0.01)") == ("leaky_relu", (0.01,))
    assert activation_call("elu") == ("elu", (1.0,))
    assert activation_call(" elu( .5 ) ") == ("elu", (0.5,))
    assert activation_call("tanh") == ("tanh", ())
    with pytest.raises(EngineError, match="Did you mean 'relu'"):
        activation_call("rellu(2)")
    with pytest.raises(EngineError, match="at most 0"):
        activation_call("relu(2)")
