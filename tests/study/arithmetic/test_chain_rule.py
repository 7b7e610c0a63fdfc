"""The chain rule for one weight: its factors multiply to the gradient that the trainer computed."""

import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlab.engine import (
    LOSS_NAMES,
    LayerSpec,
    Network,
    NetworkSpec,
    Parameters,
    TracedStep,
    Trainer,
    TrainingConfig,
)
from nnlab.study.arithmetic.chain_rule import ChainFactor, ChainRule, chain_rule
from nnlab.study.arithmetic.derivation import matrix_at
from nnlab.study.arithmetic.equations import Factor, Link, Matrix, Role, Sheet, Unit
from nnlab.study.arithmetic.sheet import sheet_of
from tests.study.arithmetic.evaluating import evaluated
from tests.study.arithmetic.networks import ACTIVATIONS, steps_of_all_kinds, traced

STEPS = steps_of_all_kinds()


def links_of(step: TracedStep) -> list[Link]:
    links = []
    for layer, arrays in enumerate(step.layers):
        links += [Link(layer, *place) for place in np.ndindex(arrays.dW.shape)]
        if arrays.db is not None:
            links += [Link(layer, None, target) for target in range(len(arrays.db))]
    return links


def rules_of(step: TracedStep, every: int = 1) -> list[ChainRule]:
    sheet = sheet_of(step)
    return [chain_rule(sheet, step, link, sample=len(step.T) - 1) for link in links_of(step)[::every]]


def require_that_products_are_gradients(step: TracedStep) -> None:
    largest = max(float(np.abs(arrays.dW).max()) for arrays in step.layers)
    for rule in rules_of(step):
        arrays = step.layers[rule.link.layer]
        gradients = arrays.dW if rule.link.source is not None else arrays.db
        assert gradients is not None
        target = rule.link.target
        expected = float(
            gradients[target] if rule.link.source is None else gradients[rule.link.source, target]
        )
        assert rule.traced == expected
        assert rule.product == pytest.approx(expected, rel=0, abs=max(1e-12 * largest, 1e-15))
        assert rule.product == pytest.approx(sum(rule.products), rel=1e-12, abs=1e-15)
        assert rule.matches


@pytest.mark.parametrize("name", STEPS)
def test_that_the_product_is_the_gradient_of_every_weight_and_bias(name: str) -> None:
    require_that_products_are_gradients(STEPS[name])


@given(
    sizes=st.lists(st.integers(1, 4), min_size=2, max_size=5),
    activations=st.lists(st.sampled_from(ACTIVATIONS), min_size=4, max_size=4),
    loss=st.sampled_from(LOSS_NAMES),
    samples=st.integers(1, 3),
    bias=st.booleans(),
    seed=st.integers(0, 1000),
)
def test_that_the_product_is_the_gradient_in_networks_of_any_shape(
    sizes: list[int], activations: list[str], loss: str, samples: int, bias: bool, seed: int
) -> None:
    names = tuple(activations[: len(sizes) - 1])
    step = traced(tuple(sizes), names, loss, samples=samples, bias=bias, seed=seed, steps=1)
    require_that_products_are_gradients(step)


@pytest.mark.parametrize("name", STEPS)
def test_that_the_factors_multiply_to_their_samples_share_and_are_what_they_spell(name: str) -> None:
    for rule in rules_of(STEPS[name]):
        product = np.prod([factor.value for factor in rule.factors])
        assert product == pytest.approx(rule.products[rule.sample], rel=1e-12, abs=1e-300)
        for factor in (*rule.path, *rule.factors):
            pieces = [piece.value if isinstance(piece, Factor) else piece for piece in factor.numeric]
            assert float(evaluated(pieces)) == pytest.approx(factor.value, rel=1e-10, abs=1e-13)


def texts(factors: tuple[ChainFactor, ...]) -> list[str]:
    return [f"{factor.symbol} = {''.join(factor.symbolic)}" for factor in factors]


def rule_of(step: TracedStep, *link: int | None) -> ChainRule:
    return chain_rule(sheet_of(step), step, Link(*link))


def test_that_a_weight_of_the_last_layer_has_three_factors() -> None:
    rule = rule_of(traced((2, 2, 2), ("sigmoid", "sigmoid")), 1, 0, 1)
    assert rule.symbol == "∂E/∂w₇"
    assert rule.path == ()
    assert texts(rule.factors) == ["∂E/∂o₂ = o₂ − t₂", "∂o₂/∂zo₂ = o₂ · (1 − o₂)", "∂zo₂/∂w₇ = h₁"]
    assert (rule.links, rule.units) == ((Link(1, 0, 1),), (Unit(2, 1), Unit(1, 0)))


def test_that_a_weight_before_it_sums_over_all_units_that_it_moves() -> None:
    rule = rule_of(traced((2, 2, 2), ("tanh", "sigmoid")), 0, 0, 1)
    assert texts(rule.path) == [
        "∂E/∂o₁ = o₁ − t₁",
        "∂E/∂o₂ = o₂ − t₂",
        "∂E/∂zo₁ = ∂E/∂o₁ · o₁ · (1 − o₁)",
        "∂E/∂zo₂ = ∂E/∂o₂ · o₂ · (1 − o₂)",
    ]
    assert texts(rule.factors) == [
        "∂E/∂h₂ = ∂E/∂zo₁ · w₆ + ∂E/∂zo₂ · w₈",
        "∂h₂/∂zh₂ = 1 − h₂²",
        "∂zh₂/∂w₃ = x₁",
    ]
    assert set(rule.links) == {Link(0, 0, 1), Link(1, 1, 0), Link(1, 1, 1)}


def test_that_of_wide_layers_only_the_first_units_of_the_path_are_spelled() -> None:
    rule = rule_of(traced((2, 2, 12), ("tanh", "linear")), 0, 0, 1)
    assert [factor.symbol for factor in rule.path] == [f"∂E/∂o{index}" for index in "₁₂₃₄₅₆₇₈"]
    assert "".join(rule.factors[0].symbolic).endswith(
        " + … + "
        + " + ".join(
            f"∂E/∂o{index} · wo₂{comma}{index}"
            for index, comma in (("₉", ""), ("₁₀", ","), ("₁₁", ","), ("₁₂", ","))
        )
    )


def test_that_a_linear_output_keeps_its_factor_of_one() -> None:
    rule = rule_of(traced((2, 2), ("linear",)), 0, None, 0)
    assert texts(rule.factors) == ["∂E/∂y₁ = y₁ − t₁", "∂y₁/∂z₁ = 1", "∂z₁/∂b₁ = 1"]


def test_that_softmax_with_cross_entropy_gives_the_error_of_z_at_once() -> None:
    rule = rule_of(traced((2, 2), ("softmax",), "cross_entropy", one_hot=True), 0, 1, 1)
    assert texts(rule.factors) == ["∂E/∂z₂ = y₂ − t₂", "∂z₂/∂w₄ = x₂"]


def test_that_a_hidden_softmax_moves_all_its_units() -> None:
    rule = rule_of(traced((1, 2, 1), ("softmax", "linear")), 0, 0, 0)
    assert texts(rule.path) == ["∂E/∂o₁ = o₁ − t₁", "∂E/∂h₁ = ∂E/∂o₁ · w₃", "∂E/∂h₂ = ∂E/∂o₁ · w₄"]
    assert texts(rule.factors)[0] == "∂E/∂zh₁ = h₁ · (∂E/∂h₁ − (∂E/∂h₁ · h₁ + ∂E/∂h₂ · h₂))"


def test_that_a_batch_names_the_sample_and_sums_over_all() -> None:
    step = traced((2, 2), ("sigmoid",), samples=3)
    rule = chain_rule(sheet_of(step), step, Link(0, 0, 1), sample=1)
    assert texts(rule.factors)[0] == "∂E/∂y₂⁽²⁾ = (y₂⁽²⁾ − t₂⁽²⁾) / 3"
    assert len(rule.products) == 3
    assert rule.product == pytest.approx(float(step.layers[0].dW[0, 1]), rel=1e-12)


def without_gradients(sheet: Sheet) -> None:
    """Make every gradient of the sheet NaN."""
    for equation in sheet.equations:
        for matrix in equation.terms:
            if isinstance(matrix, Matrix) and matrix.role in (Role.DY, Role.DZ, Role.DX, Role.DW, Role.DB):
                object.__setattr__(matrix, "values", np.full_like(matrix.values, np.nan))


@pytest.mark.parametrize(
    ("hidden", "output"), [("tanh", "sigmoid"), ("softmax", "softmax"), ("relu", "linear")]
)
def test_that_no_number_of_the_rule_is_a_gradient_of_the_trace(hidden: str, output: str) -> None:
    step = traced((2, 3, 2), (hidden, output), samples=2)
    sheet = sheet_of(step)
    expected = [chain_rule(sheet, step, link) for link in links_of(step)]
    without_gradients(sheet)
    poisoned = tuple(
        replace(a, dY=None if a.dY is None else a.dY * np.nan, dZ=a.dZ * np.nan) for a in step.layers
    )
    assert [chain_rule(sheet, replace(step, layers=poisoned), link) for link in links_of(step)] == expected


def test_that_a_wrong_gradient_does_not_match() -> None:
    step = traced((2, 3, 2), ("tanh", "sigmoid"))
    wrong = replace(step.layers[0], dW=step.layers[0].dW * (1 + 1e-9))
    broken = replace(step, layers=(wrong, step.layers[1]))
    largest = np.unravel_index(np.abs(wrong.dW).argmax(), wrong.dW.shape)
    assert rule_of(step, 0, *map(int, largest)).matches
    assert rule_of(broken, 0, *map(int, largest)).matches is False


@pytest.mark.parametrize(
    ("output", "loss"), [("softmax", "cross_entropy"), ("sigmoid", "binary_cross_entropy")]
)
def test_that_gradients_next_to_nothing_match_too(output: str, loss: str) -> None:
    spec = NetworkSpec(2, (LayerSpec(3, "tanh", "normal(0.8)"), LayerSpec(2, output, "normal(0.8)")))
    config = TrainingConfig(loss, learning_rate=3.0, epochs=None)
    trainer = Trainer(Network.create(spec, 3), [[0.5, 1.0]], [[0.0, 1.0]], config)
    trainer.advance(steps=20_000)
    step = trainer.trace_step()
    assert 0 < np.abs(step.layers[1].dW).max() < 1e-4
    assert all(rule.matches for rule in rules_of(step))


def test_that_an_output_of_exactly_one_has_its_whole_gradient() -> None:
    spec = NetworkSpec(1, (LayerSpec(2, "softmax", "given"),))
    network = Network(spec, [([[50.0, 0.0]], [0.0, 0.0])])
    step = Trainer(network, [[1.0]], [[0.0, 1.0]], TrainingConfig("binary_cross_entropy")).trace_step()
    assert step.layers[0].Y[0, 0] == 1.0
    rule = rule_of(step, 0, 0, 0)
    assert rule.product == pytest.approx(2.0, rel=1e-12)
    assert rule.matches


def test_that_factors_name_the_cells_they_stand_in() -> None:
    step = traced((2, 3, 2), ("tanh", "sigmoid"), samples=2)
    sheet = sheet_of(step)
    rule = chain_rule(sheet, step, Link(0, 1, 2), sample=1)
    for factor in (*rule.path, *rule.factors):
        for piece in factor.numeric:
            if isinstance(piece, Factor):
                assert piece.cell is not None
                matrix = matrix_at(sheet, piece.cell)
                assert piece.value == pytest.approx(
                    float(matrix.values[piece.cell.row, piece.cell.column]), rel=1e-12
                )


def test_that_a_bias_of_a_layer_without_any_is_refused() -> None:
    with pytest.raises(ValueError, match="layer 1 has no biases"):
        rule_of(traced((2, 2), ("tanh",), bias=False), 0, None, 1)


def step_of(layers: tuple[LayerSpec, ...], loss: str, scale: float, dtype: str, seed: int) -> TracedStep:
    """Return a step of a random network whose weights and biases are `scale` times too large."""
    rng = np.random.default_rng(seed)
    parameters = Parameters.drawn(NetworkSpec(3, layers, dtype), seed)
    vector = (parameters.vector.astype(np.float64) * scale).astype(dtype)
    units = layers[-1].units
    X, T = rng.normal(size=(4, 3)), np.eye(units)[rng.integers(units, size=4)]
    network = Network.from_parameters(Parameters(parameters.spec, vector))
    return Trainer(network, X, T, TrainingConfig(loss, batch_size=None)).trace_step()


def is_finite(step: TracedStep) -> bool:
    return all(
        np.isfinite(array).all()
        for a in step.layers
        for array in (a.X, a.Z, a.Y, a.dY, a.dZ)
        if array is not None
    )


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("scale", [1e2, 1e4, 1e6, 1e8])
@pytest.mark.parametrize("loss", LOSS_NAMES)
@pytest.mark.parametrize("hidden", ACTIVATIONS)
def test_that_networks_of_huge_weights_match(hidden: str, loss: str, scale: float, dtype: str) -> None:
    for seed, output in enumerate(("linear", "sigmoid", "softmax", hidden)):
        layers = tuple(
            LayerSpec(units, f, "he_normal", bias_init="normal(0.5)")
            for units, f in ((3, hidden), (4, hidden), (3, output))
        )
        step = step_of(layers, loss, scale, dtype, seed)
        verdicts = {rule.matches for rule in rules_of(step, every=5)}
        assert verdicts == {True} if is_finite(step) else False not in verdicts


@pytest.mark.parametrize("score", [1.0, 30.0, 100.0, 800.0, 1e5, 1e30])
@pytest.mark.parametrize("loss", LOSS_NAMES)
@pytest.mark.parametrize("output", ["softmax", "sigmoid", "tanh", "linear"])
def test_that_extreme_scores_match(output: str, loss: str, score: float) -> None:
    for wanted in range(3):
        network = Network(
            NetworkSpec(1, (LayerSpec(3, output, "given"),)), [([[0.0, score, 2 * score]], [0.0] * 3)]
        )
        step = Trainer(network, [[1.0]], np.eye(3)[[wanted]], TrainingConfig(loss)).trace_step()
        assert [rule.matches for rule in rules_of(step)] == [True] * 6


def test_that_shares_too_small_for_a_float_still_give_the_trainers_number() -> None:
    network = Network(
        NetworkSpec(1, (LayerSpec(3, "softmax", "given"),)), [([[0.0, 800.0, 1600.0]], [0.0] * 3)]
    )
    config = TrainingConfig("binary_cross_entropy")
    step = Trainer(network, [[1.0]], [[1.0, 0.0, 0.0]], config).trace_step()
    assert [rule_of(step, 0, 0, unit).product for unit in range(3)] == [-1.0, -1.0, 2.0]


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_that_of_an_exploded_network_it_cannot_be_told(value: float) -> None:
    parameters = Parameters.drawn(NetworkSpec(2, (LayerSpec(3, "tanh"), LayerSpec(2, "linear"))), 0)
    network = Network.from_parameters(Parameters(parameters.spec, np.full_like(parameters.vector, value)))
    step = Trainer(network, [[1.0, -1.0]], [[0.0, 1.0]], TrainingConfig()).trace_step()
    assert rule_of(step, 0, 0, 0).matches is None


def test_that_a_number_beyond_the_trainers_floats_cannot_be_told() -> None:
    step = step_of((LayerSpec(3, "linear"), LayerSpec(3, "linear")), "half_squared_error", 1e13, "float32", 0)
    rules = [rule for rule in rules_of(step) if not np.isfinite(rule.traced)]
    assert rules
    assert {rule.matches for rule in rules if np.isfinite(rule.product)} == {None}


def test_that_equal_numbers_match_where_a_magnitude_on_the_way_overflows() -> None:
    layers = (LayerSpec(3, "softmax"), LayerSpec(3, "elu"), LayerSpec(3, "elu"), LayerSpec(2, "sigmoid"))
    step = step_of(layers, "cross_entropy", 1e150, "float64", 1)
    equal = [rule for rule in rules_of(step) if rule.product == rule.traced]
    assert any(rule.product == 0.0 for rule in equal)
    assert all(rule.matches for rule in equal)


def test_that_another_number_is_told_in_a_network_of_huge_weights() -> None:
    step = step_of((LayerSpec(3, "relu"), LayerSpec(3, "linear")), "half_squared_error", 1e6, "float64", 0)
    wrong = replace(step.layers[0], dW=step.layers[0].dW * (1 + 1e-9))
    rules = rules_of(replace(step, layers=(wrong, *step.layers[1:])))
    assert [rule.matches for rule in rules if rule.link.layer == 0 and rule.link.source == 0].count(False) > 0


def test_that_of_a_deep_network_the_lines_nearest_to_the_weight_are_spelled() -> None:
    step = traced((2, *[8] * 6, 1), ("tanh",) * 7)
    rule = rule_of(step, 0, 0, 0)
    assert rule.starts_later
    assert [factor.symbol for factor in rule.path] == [
        f"∂E/∂{letter}{layer}{unit}"
        for layer in "32"
        for letter in ("y", "z")
        for unit in "₁₂₃₄₅₆₇₈"
    ]  # fmt: skip
    assert not rule_of(step, 5, 0, 0).starts_later


def seconds_of(sizes: tuple[int, ...], activations: tuple[str, ...], samples: int, loss: str) -> float:
    """Return how long the chain rule of one of the first weights takes, at best."""
    rng = np.random.default_rng(0)
    layers = tuple(LayerSpec(units, f) for units, f in zip(sizes[1:], activations, strict=True))
    network = Network.create(NetworkSpec(sizes[0], layers, "float32"), 0)
    X, T = rng.uniform(size=(samples, sizes[0])), np.eye(sizes[-1])[rng.integers(sizes[-1], size=samples)]
    step = Trainer(network, X, T, TrainingConfig(loss, batch_size=samples)).trace_step()
    sheet = sheet_of(step)
    times = []
    for _ in range(7):
        start = time.process_time()
        rule = chain_rule(sheet, step, Link(0, sizes[0] // 2, 7))
        times.append(time.process_time() - start)
        assert rule.matches
    return min(times)


@pytest.mark.parametrize(
    ("sizes", "activations", "samples", "loss"),
    [
        ((784, 64, 10), ("sigmoid", "softmax"), 100, "cross_entropy"),
        ((784, 64, 10), ("sigmoid", "softmax"), 3_000, "cross_entropy"),
        ((8,) * 65, ("tanh",) * 64, 100, "half_squared_error"),
    ],
    ids=["a batch of digits", "a large batch", "64 layers"],
)
def test_that_it_takes_less_than_a_frame(
    sizes: tuple[int, ...], activations: tuple[str, ...], samples: int, loss: str
) -> None:
    assert seconds_of(sizes, activations, samples, loss) < 0.016
