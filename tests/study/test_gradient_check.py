"""Gradients are checked for any step size, of large networks in part, and what comes of it is judged."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlab.engine import (
    LayerSpec,
    Network,
    NetworkSpec,
    Parameters,
    Pixels,
    activations,
    check_gradients,
)
from nnlab.engine.activations import activation
from nnlab.engine.errors import UntrainableError
from nnlab.study.cancelling import CancelledError
from nnlab.study.gradient_check import (
    LADDER,
    MOST_CHECKED,
    Differences,
    GradientStudy,
    Place,
    fair_sample,
)
from nnlab.study.gradient_verdict import AGREEMENT, FEW_STEPS, Doubt, GradientLadder, Verdict

SMOOTH = NetworkSpec(
    3, (LayerSpec(4, "tanh", "normal(0.8)", bias_init="normal(0.3)"), LayerSpec(2, "sigmoid", "normal(0.8)"))
)


def samples(spec: NetworkSpec, rows: int = 5, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    return rng.normal(size=(rows, spec.inputs)), rng.uniform(0.05, 0.95, (rows, spec.outputs))


def study_of(spec: NetworkSpec = SMOOTH, loss: str = "half_squared_error", **options: int) -> GradientStudy:
    X, T = samples(spec)
    return GradientStudy(Parameters.drawn(spec, 3), X, T, loss, **options)


def ladder_of(study: GradientStudy, steps: tuple[float, ...] = LADDER) -> GradientLadder:
    return GradientLadder.of([study.at(epsilon) for epsilon in steps])


# -- the numbers -------------------------------------------------------------------------------------------


@given(
    hidden=st.sampled_from(["tanh", "relu", "leaky_relu(0.2)", "softmax", "gelu"]),
    output=st.sampled_from(["sigmoid", "softmax", "linear"]),
    loss=st.sampled_from(["half_squared_error", "cross_entropy", "binary_cross_entropy"]),
    bias=st.booleans(),
    seed=st.integers(0, 50),
)
def test_that_it_finds_what_the_whole_forward_pass_finds(hidden, output, loss, bias, seed):
    layers = (LayerSpec(4, hidden, "normal(0.8)", bias=bias), LayerSpec(3, "tanh"), LayerSpec(2, output))
    spec = NetworkSpec(3, layers)
    X, T = samples(spec, seed=seed)
    parameters = Parameters.drawn(spec, seed)
    found = GradientStudy(parameters, X, T, loss).at(1e-5)
    whole = check_gradients(Network.from_parameters(parameters), X, T, loss)
    np.testing.assert_array_equal(found.analytic, whole.analytic)
    np.testing.assert_allclose(found.numeric, whole.numeric, rtol=1e-6, atol=1e-9)


def test_that_a_network_of_float32_for_pictures_is_checked_in_float64():
    spec = NetworkSpec(4, (LayerSpec(3, "tanh"), LayerSpec(2, "softmax")), dtype="float32")
    X = Pixels(np.arange(12, dtype=np.uint8).reshape(3, 4) * 20)
    study = GradientStudy(Parameters.drawn(spec, 1), X, np.eye(2)[[0, 1, 1]], "cross_entropy")
    assert study.spec.dtype == "float64"
    assert study.at(1e-5).max_relative_error < AGREEMENT


def test_that_every_parameter_has_its_place_and_name():
    study = study_of()
    names = [study.place(number).name for number in range(len(study.checked))]
    assert names[:5] == ["W1[1, 1]", "W1[1, 2]", "W1[1, 3]", "W1[1, 4]", "W1[2, 1]"]
    assert names[12:18] == ["b1[1]", "b1[2]", "b1[3]", "b1[4]", "W2[1, 1]", "W2[1, 2]"]
    assert study.place(15) == Place(0, None, 3)
    assert [(part.start, part.stop) for part in study.parts] == [(0, 16), (16, 26)]


def test_that_the_differences_of_a_layer_are_a_part_of_all():
    study = study_of()
    step = study.at(1e-4)
    errors = [step.part(part).max_relative_error for part in study.parts]
    assert max(errors) == step.max_relative_error == step.relative_error[step.worst]
    assert step.median_relative_error == np.median(step.relative_error)


def test_that_what_was_found_cannot_be_written_to():
    step = study_of().at(1e-5)
    assert not any(
        array.flags.writeable
        for array in (step.analytic, step.numeric, step.scale, step.relative_error, step.crosses)
    )


# -- samples of large networks -----------------------------------------------------------------------------


def test_that_a_small_network_is_checked_whole():
    study = study_of()
    assert not study.is_sample
    assert study.checked.tolist() == list(range(SMOOTH.parameter_count))


def test_that_of_a_large_network_every_matrix_has_its_fair_share():
    spec = NetworkSpec(784, (LayerSpec(64), LayerSpec(10)))
    checked = fair_sample(spec, MOST_CHECKED, 0)
    assert len(checked) == len(set(checked.tolist())) == MOST_CHECKED
    (first, second) = spec.slots
    shares = [
        int(((checked >= part.start) & (checked < part.stop)).sum())
        for part in (first.weights, first.bias, second.weights, second.bias)
    ]
    assert shares == [MOST_CHECKED - 64 - 640 - 10, 64, 640, 10]


def test_that_the_seed_draws_the_sample():
    spec = NetworkSpec(784, (LayerSpec(64), LayerSpec(10)))
    assert fair_sample(spec, 500, 1).tolist() == fair_sample(spec, 500, 1).tolist()
    assert fair_sample(spec, 500, 1).tolist() != fair_sample(spec, 500, 2).tolist()


@given(
    sizes=st.lists(st.integers(1, 30), min_size=2, max_size=6),
    most=st.integers(1, 300),
    bias=st.booleans(),
)
def test_that_every_layer_has_a_share_of_any_sample(sizes, most, bias):
    spec = NetworkSpec(sizes[0], tuple(LayerSpec(units, bias=bias) for units in sizes[1:]))
    checked = fair_sample(spec, most, 5)
    matrices = len(spec.layers) * (2 if bias else 1)
    assert len(checked) <= max(most, matrices)
    assert (np.diff(checked) > 0).all()
    for slot in spec.slots:
        assert ((checked >= slot.weights.start) & (checked < slot.weights.stop)).any()


# -- cancelling and progress -------------------------------------------------------------------------------


def test_that_progress_rises_to_one():
    told: list[float] = []
    study = study_of()
    study.at(1e-5, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_that_a_check_ends_as_soon_as_it_is_cancelled():
    spec = NetworkSpec(50, (LayerSpec(400, "tanh"), LayerSpec(2, "sigmoid")))
    X, T = samples(spec)
    study = GradientStudy(Parameters.drawn(spec, 0), X, T, "half_squared_error")
    told: list[float] = []
    with pytest.raises(CancelledError):
        study.at(1e-5, cancelled=lambda: len(told) == 2, progress=told.append)
    assert len(told) == 2
    assert told[-1] < 1.0


# -- what ε does -------------------------------------------------------------------------------------------


def test_that_the_error_falls_with_epsilon_squared_and_rises_again_with_its_reciprocal():
    ladder = ladder_of(study_of())
    errors = {step.epsilon: step.max_relative_error for step in ladder.steps}
    assert errors[1e-2] / errors[1e-3] == pytest.approx(100, rel=0.05)
    assert errors[1e-11] / errors[1e-7] > 1e3
    assert 1e-7 < ladder.best.epsilon < 1e-3


def test_that_the_ladder_goes_down_by_half_decades():
    assert len(LADDER) == 23
    assert (LADDER[0], LADDER[1], LADDER[-1]) == (1e-1, 3e-2, 1e-12)
    assert set(FEW_STEPS) <= set(LADDER)
    assert [step.epsilon for step in ladder_of(study_of(), (1e-7, 1e-3)).steps] == [1e-3, 1e-7]


def test_that_a_step_too_large_or_too_small_cannot_tell_and_says_why():
    ladder = ladder_of(study_of())
    judged = {step.epsilon: ladder.judge(step) for step in ladder.steps}
    assert judged[1e-5] == (Verdict.AGREES, Doubt.NONE)
    assert judged[1e-1] == (Verdict.UNCLEAR, Doubt.TRUNCATION)
    assert judged[1e-12] == (Verdict.UNCLEAR, Doubt.ROUNDING)


# -- kinks -------------------------------------------------------------------------------------------------


def kinked(Z: float) -> GradientStudy:
    """Return the study of one ReLU unit that is `Z` from its kink, beside one that is far away."""
    spec = NetworkSpec(1, (LayerSpec(2, "relu"), LayerSpec(1, "linear")))
    parameters = Parameters.from_layers(spec, [([[1.0, 2.0]], [Z - 1.0, 0.0]), ([[1.0], [1.0]], [0.0])])
    return GradientStudy(parameters, [[1.0]], [[0.5]], "half_squared_error")


def test_that_a_unit_at_its_kink_is_named_and_left_out_of_the_verdict_but_shown():
    study = kinked(0.0)
    ladder = ladder_of(study, FEW_STEPS)
    step = ladder.best
    assert step.kinks == ((0, 0),)
    assert [study.place(int(number)).name for number in np.flatnonzero(step.crosses)] == ["W1[1, 1]", "b1[1]"]
    assert step.relative_error[0] > 0.1
    assert ladder.conclusion[0] is Verdict.AGREES


def test_that_a_kink_out_of_reach_of_the_step_is_none():
    study = kinked(1e-4)
    assert study.at(1e-3).kinks == ((0, 0),)
    assert study.at(1e-5).kinks == ()


def test_that_a_kink_of_a_later_layer_is_named_too():
    spec = NetworkSpec(1, (LayerSpec(1, "linear"), LayerSpec(2, "relu"), LayerSpec(1, "linear")))
    layers = [([[1.0]], [0.0]), ([[1.0, 1.0]], [1.0, -1.0]), ([[1.0], [1.0]], [0.0])]
    study = GradientStudy(Parameters.from_layers(spec, layers), [[1.0]], [[0.5]], "half_squared_error")
    step = study.at(1e-5)
    assert step.kinks == ((1, 1),)
    assert study.place(0).name == "W1[1, 1]"
    assert step.crosses[0]


def test_that_nothing_is_told_where_every_step_comes_over_a_kink():
    spec = NetworkSpec(1, (LayerSpec(1, "relu"),))
    parameters = Parameters.from_layers(spec, [([[1.0]], [-1.0])])
    ladder = ladder_of(GradientStudy(parameters, [[1.0]], [[0.5]], "half_squared_error"), FEW_STEPS)
    assert ladder.conclusion == (Verdict.UNCLEAR, Doubt.KINKS)
    assert np.isnan(ladder.best.max_relative_error)
    assert ladder.best.worst is None


# -- what is wrong -----------------------------------------------------------------------------------------


@pytest.fixture
def break_backward(monkeypatch):
    """A function that makes the backward rule of an activation wrong by a factor."""

    def break_rule(name: str, factor: float) -> None:
        right = activation(name)

        def wrong(Z, Y, dY, dZ, S, M):
            right.backward(Z, Y, dY, dZ, S, M)
            dZ *= factor

        monkeypatch.setitem(activations._PLAIN, name, replace(right, backward=wrong))
        activation.cache_clear()

    yield break_rule
    monkeypatch.undo()
    activation.cache_clear()


@pytest.mark.parametrize("steps", [FEW_STEPS, LADDER], ids=["few", "all"])
@pytest.mark.parametrize("name", ["sigmoid", "tanh", "relu", "softplus"])
def test_that_a_wrong_backward_rule_is_found(break_backward, name, steps):
    break_backward(name, 1.001)
    spec = NetworkSpec(3, (LayerSpec(5, name), LayerSpec(2, "linear")))
    ladder = ladder_of(study_of(spec), steps)
    assert ladder.conclusion == (Verdict.DISAGREES, Doubt.NONE)
    assert ladder.wrong[:20].any()
    assert not ladder.wrong[20:].any()
    assert ladder.wrong[ladder.most_wrong]
    assert ladder.judge(ladder.best)[0] is Verdict.DISAGREES


def rectified(units: int, seed: int) -> GradientStudy:
    """Return the study of 2-`units`-1 with ReLU: large steps take most weights of layer 1 over kinks."""
    spec = NetworkSpec(2, (LayerSpec(units, "relu"), LayerSpec(1, "linear")))
    rng = np.random.default_rng(seed)
    X, T = rng.uniform(-1, 1, (16, 2)), rng.uniform(0, 1, (16, 1))
    return GradientStudy(Parameters.drawn(spec, seed), X, T, "half_squared_error")


@pytest.mark.parametrize(
    ("steps", "units", "seed"),
    [
        ((*FEW_STEPS, 1.0), 2, 1),
        ((*FEW_STEPS, 1.0), 3, 4),
        ((*FEW_STEPS, 1.0), 4, 3),
        (LADDER, 2, 7),
        (LADDER, 2, 40),
        (LADDER, 3, 76),
    ],
)
def test_that_a_step_that_leaves_out_what_is_wrong_does_not_acquit_it(break_backward, steps, units, seed):
    break_backward("relu", 3.0)
    study = rectified(units, seed)
    ladder = ladder_of(study, steps)
    coarsest = ladder.steps[0]
    assert coarsest.crosses[: 3 * units].any()
    assert coarsest.max_relative_error <= AGREEMENT  # of what that step leaves over, as of the output's layer
    assert ladder.conclusion == (Verdict.DISAGREES, Doubt.NONE)
    assert ladder.judge(coarsest)[0] is Verdict.DISAGREES
    assert ladder.most_wrong < 3 * units
    evidence = ladder.evidence
    assert evidence.numeric[ladder.most_wrong] == pytest.approx(
        study.analytic[ladder.most_wrong] / 3, rel=1e-6
    )


@pytest.mark.parametrize("steps", [FEW_STEPS, (*FEW_STEPS, 1.0), LADDER], ids=["few", "one", "all"])
def test_that_right_gradients_beside_kinks_are_not_condemned(steps):
    for seed in range(25):
        ladder = ladder_of(rectified(3, seed), steps)
        assert ladder.conclusion == (Verdict.AGREES, Doubt.NONE)
        assert ladder.judge(ladder.best)[0] is Verdict.AGREES
        assert ladder.best.epsilon < 0.1


def test_that_steps_into_saturation_on_both_sides_do_not_condemn():
    # With T = 0.5 the loss is the same at both ends of a large step: its numeric gradient is 0, and so is the next.
    spec = NetworkSpec(1, (LayerSpec(1, "sigmoid"),))
    parameters = Parameters.from_layers(spec, [([[1e-6]], [0.0])])
    study = GradientStudy(parameters, [[1e4]], [[0.5]], "half_squared_error")
    ladder = ladder_of(study)
    assert [step.numeric[0] for step in ladder.steps[:3]] == [0.0, 0.0, 0.0]
    assert abs(study.analytic[0]) > 1
    assert ladder.conclusion == (Verdict.AGREES, Doubt.NONE)


def test_that_a_step_from_outside_the_ladder_is_judged_by_it():
    study = study_of()
    ladder = ladder_of(study, FEW_STEPS)
    assert ladder.judge(study.at(1e-12)) == (Verdict.UNCLEAR, Doubt.ROUNDING)
    assert ladder.judge(study.at(1.0)) == (Verdict.UNCLEAR, Doubt.TRUNCATION)
    assert ladder.at(1.0) is None


def test_that_parameters_are_counted_of_which_no_step_says_anything():
    at_kink = ladder_of(kinked(0.0))
    assert at_kink.not_judged == 2
    assert not at_kink.evidence.judged[0]
    near = ladder_of(kinked(1e-4))
    assert near.not_judged == 0
    assert near.evidence.epsilon[0] < 1e-4
    assert GradientLadder(()).not_judged == 0


@pytest.mark.parametrize("steps", [FEW_STEPS, LADDER], ids=["few", "all"])
def test_that_gradients_too_small_to_be_checked_are_not_called_wrong(steps):
    spec = NetworkSpec(2, (LayerSpec(2, "linear"), LayerSpec(2, "softmax")))
    layers = [([[30.0, -30.0], [30.0, -30.0]], [0.0, 0.0]), ([[0.4, -0.4], [0.4, -0.4]], [400.0, 369.0])]
    study = GradientStudy(Parameters.from_layers(spec, layers), [[1.0, 0.5]], [[1.0, 0.0]], "cross_entropy")
    assert 0 < np.abs(study.analytic).max() < 1e-10
    assert ladder_of(study, steps).conclusion[0] is not Verdict.DISAGREES


def test_that_one_step_size_alone_does_not_condemn():
    study = study_of()
    assert ladder_of(study, (1e-1,)).conclusion == (Verdict.UNCLEAR, Doubt.NOISE)
    assert ladder_of(study, (1e-5,)).conclusion == (Verdict.AGREES, Doubt.NONE)


def test_that_what_overflows_has_an_infinite_error():
    spec = NetworkSpec(1, (LayerSpec(1, "linear"), LayerSpec(1, "linear")))
    parameters = Parameters.from_layers(spec, [([[1e150]], [0.0]), ([[1e150]], [0.0])])
    step: Differences = GradientStudy(parameters, [[1.0]], [[0.0]], "half_squared_error").at(1e-1)
    assert np.isinf(step.relative_error).any()
    assert (
        ladder_of(GradientStudy(parameters, [[1.0]], [[0.0]], "half_squared_error"), FEW_STEPS).conclusion[0]
        is not Verdict.AGREES
    )


def test_that_a_network_that_cannot_be_trained_cannot_be_checked():
    with pytest.raises(UntrainableError, match="layer 1"):
        study_of(NetworkSpec(2, (LayerSpec(2, "step"), LayerSpec(1, "linear"))))


@pytest.mark.parametrize("times", [1e8, 1e50])
def test_that_no_right_gradient_of_an_exploded_network_is_called_wrong(times):
    spec = NetworkSpec(
        2, tuple(LayerSpec(u, a, "he_normal") for u, a in ((2, "relu"), (3, "tanh"), (2, "tanh")))
    )
    for seed in range(10):
        rng = np.random.default_rng(seed)
        parameters = Parameters(spec, Parameters.drawn(spec, seed).vector * times)
        X, T = rng.normal(size=(4, 2)), np.eye(2)[rng.integers(0, 2, 4)]
        study = GradientStudy(parameters, X, T, "cross_entropy")
        ladder = GradientLadder.of([study.at(epsilon) for epsilon in FEW_STEPS])
        assert ladder.conclusion[0] is not Verdict.DISAGREES
        assert ladder.most_wrong is None
