"""The same network in nnlab and in scikit-learn: the same mathematics gives the same numbers."""

from concurrent.futures import CancelledError
from dataclasses import replace

import numpy as np
import pytest

from nnlab.data import Dataset, load
from nnlab.data.made import MadeData
from nnlab.data.making import make
from nnlab.data.parting import split_rows
from nnlab.data.splits import Split
from nnlab.engine import EngineError, LayerSpec, Network, NetworkSpec, Task, TrainingConfig
from nnlab.files import LoadError
from nnlab.lessons import begin, load_preset
from nnlab.project import ProjectState, with_config
from nnlab.trials import sklearn_twin
from nnlab.trials.sklearn_settings import Difference, Mismatch, NoTwinError, compared, sklearn_settings
from nnlab.trials.sklearn_twin import USUAL_PASSES, Comparison, compare

BLOBS = make(MadeData("blobs", 40, 0.3, classes=3))


def project(
    dataset: Dataset,
    hidden: tuple[int, ...] = (5,),
    activation: str = "tanh",
    dtype: str = "float64",
    **config,
) -> ProjectState:
    output, loss = {
        Task.CLASSES: ("softmax", "cross_entropy"),
        Task.BITS: ("sigmoid", "binary_cross_entropy"),
        Task.VALUES: ("linear", "half_squared_error"),
    }[dataset.task]
    layers = [LayerSpec(units, activation, "glorot_normal", bias_init="normal(0.1)") for units in hidden]
    layers.append(LayerSpec(dataset.targets.shape[1], output, "lecun_normal"))
    spec = NetworkSpec(dataset.inputs.shape[1], tuple(layers), dtype)
    return ProjectState.begin(
        dataset, spec, TrainingConfig(**({"loss": loss, "learning_rate": 0.1} | config))
    )


# -- the same mathematics ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dataset", "hidden"),
    [
        (BLOBS, (5,)),
        (BLOBS, ()),
        (make(MadeData("moons", 41)), (6, 4)),
        (load("seven-segments"), (8,)),
        (make(MadeData("sine", 30)), (7,)),
        (Dataset.from_arrays("two", [[0.1], [0.5], [-1.0]], [[1.0, 2], [0, -1], [3, 1]], Task.VALUES), (4,)),
    ],
    ids=["classes", "no hidden layer", "one bit, two layers", "four bits", "a number", "two numbers"],
)
@pytest.mark.parametrize("batch_size", [None, 7, 1])
def test_that_gradient_descent_gives_the_same_weights_and_losses(
    dataset: Dataset, hidden, batch_size
) -> None:
    found = compare(project(dataset, hidden, batch_size=batch_size), passes=20)
    assert found.apart < 1e-10
    assert found.done == found.passes == 20
    np.testing.assert_allclose(found.ours.loss, found.theirs.loss, rtol=1e-9)
    assert found.ours.loss[-1] < found.ours.loss[0]
    assert found.ours.accuracy == found.theirs.accuracy


@pytest.mark.parametrize("activation", ["relu", "sigmoid", "tanh", "linear"])
@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "nesterov"])
def test_that_every_activation_and_kind_of_momentum_has_its_twin(activation: str, optimizer: str) -> None:
    state = project(
        BLOBS, activation=activation, optimizer=optimizer, learning_rate=0.02, momentum=0.8, batch_size=9
    )
    found = compare(state, passes=15)
    assert found.apart < 1e-10
    assert found.settings.differences == ()


def test_that_a_weight_that_starts_elsewhere_would_be_seen() -> None:
    state = project(BLOBS)
    other = with_config(state, seed=1)
    found, others = compare(state, passes=3), compare(other, passes=3)
    assert abs(found.theirs.loss[-1] - others.theirs.loss[-1]) > 1e-3


def test_that_adam_is_nearly_the_same_and_says_why_not_quite() -> None:
    found = compare(project(BLOBS, optimizer="adam", learning_rate=0.01, batch_size=8), passes=20)
    assert found.settings.differences == (Difference.ADAM,)
    assert 0.0 < found.apart < 1e-3
    np.testing.assert_allclose(found.ours.loss, found.theirs.loss, rtol=1e-4)


def test_that_float32_is_compared_as_float32_and_says_so() -> None:
    found = compare(project(BLOBS, dtype="float32"), passes=10)
    assert found.settings.differences == (Difference.FLOAT32,)
    assert 0.0 < found.apart < 1e-4


def test_that_the_code_that_is_shown_is_the_code_that_was_run() -> None:
    state = project(BLOBS, batch_size=7)
    found = compare(state, passes=4)
    orders = [np.random.default_rng(pass_).permutation(40) for pass_ in range(4)]
    start = [(W.copy(), b.copy()) for W, b in state.fresh_parameters().layers]
    scope = {"X": np.asarray(BLOBS.inputs), "y": BLOBS.labels, "start": start, "orders": orders}
    with pytest.warns(match="Maximum iterations"):
        exec(found.settings.code, scope)
    theirs = sklearn_twin._Theirs(BLOBS, found.settings, state.fresh_parameters())
    for order in orders:
        theirs.learn(order)
    model = scope["model"]
    shown = [array for pair in zip(model.coefs_, model.intercepts_, strict=True) for array in pair]
    for one, other in zip(shown, theirs.parameters(), strict=True):
        np.testing.assert_array_equal(one, other)


# -- how a comparison goes ---------------------------------------------------------------------------------


def test_that_both_are_judged_by_the_samples_that_watch_the_training() -> None:
    whole = make(MadeData("moons", 100))
    found = compare(project(split_rows(whole, Split(validation=0.3, test=0.2)), learning_rate=0.3), passes=60)
    assert found.ours.unseen == found.theirs.unseen
    assert found.ours.unseen is not None
    assert found.ours.unseen * 30 == pytest.approx(
        round(found.ours.unseen * 30)
    )  # of the thirty, not the twenty
    sine = split_rows(make(MadeData("sine", 50)), Split(validation=0.2))
    numbers = compare(project(sine), passes=5)
    assert (numbers.ours.accuracy, numbers.ours.unseen) == (None, None)
    assert numbers.ours.unseen_loss == pytest.approx(numbers.theirs.unseen_loss)


def test_that_it_begins_with_the_first_weights_and_leaves_the_project_alone() -> None:
    state = begin(load_preset("xor"))
    before = state.parameters.vector.copy()
    first, again = compare(state, passes=3), compare(state, passes=3)
    np.testing.assert_array_equal(first.ours.loss, again.ours.loss)
    np.testing.assert_array_equal(state.parameters.vector, before)


def test_that_passes_are_those_asked_for_or_the_project_s_or_the_usual_number() -> None:
    assert compare(project(BLOBS, epochs=3)).passes == 3
    assert compare(project(BLOBS, epochs=3), passes=2).passes == 2
    assert compare(project(BLOBS, epochs=None)).passes == USUAL_PASSES
    with pytest.raises(EngineError, match="number of passes"):
        compare(project(BLOBS), passes=0)


def test_that_stop_rules_are_left_out_and_that_this_is_said() -> None:
    found = compare(project(BLOBS, stop_loss=100.0, epochs=6))
    assert found.done == 6
    assert found.settings.differences == (Difference.STOP_RULE,)


def test_that_it_can_be_called_off_between_passes() -> None:
    asked = []

    def cancelled() -> bool:
        asked.append(True)
        return len(asked) > 2

    with pytest.raises(CancelledError):
        compare(project(BLOBS), passes=1000, cancelled=cancelled)
    assert len(asked) == 3


def test_that_progress_hears_of_whole_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sklearn_twin, "_REPORT_SECONDS", 0.0)
    heard: list[Comparison] = []
    compare(project(BLOBS), passes=4, progress=heard.append)
    assert [part.done for part in heard] == [1, 2, 3, 4]
    assert all(part.passes == 4 for part in heard)


def test_that_numbers_that_explode_end_both_curves_and_not_the_program() -> None:
    found = compare(
        project(make(MadeData("line", 20)), activation="relu", learning_rate=1e5, batch_size=1), passes=50
    )
    assert found.ours.broke_off
    assert found.theirs.broke_off
    assert found.done < 50
    assert np.isfinite(found.ours.loss).all()


# -- what has no twin --------------------------------------------------------------------------------------

TWO = Dataset.from_arrays("two", [[0.0], [1.0]], [[1, 0], [0, 1]], Task.CLASSES)
LACKING = Dataset.from_arrays("lacking", [[0.0], [1.0]], [[1, 0, 0], [0, 1, 0]], Task.CLASSES)
SOFT = Dataset.from_arrays("soft", [[0.0], [1.0]], [[0.9, 0.1, 0.1], [0.1, 0.9, 0.1]], Task.CLASSES)


def changed(layer: int = 0, **changes: object) -> ProjectState:
    state = project(BLOBS, (5, 4))
    layers = list(state.spec.layers)
    layers[layer] = replace(layers[layer], **changes)
    return ProjectState.begin(BLOBS, replace(state.spec, layers=tuple(layers)), state.config)


@pytest.mark.parametrize(
    ("state", "mismatch"),
    [
        (changed(activation="gelu"), Mismatch.ACTIVATION),
        (changed(activation="relu"), Mismatch.ACTIVATION),
        (changed(bias=False), Mismatch.BIAS),
        (changed(2, activation="sigmoid"), Mismatch.OUTPUT),
        (project(BLOBS, optimizer="rmsprop"), Mismatch.OPTIMIZER),
        (project(LACKING), Mismatch.EMPTY_CLASS),
        (project(SOFT), Mismatch.TARGETS),
    ],
    ids=lambda value: value.name if isinstance(value, Mismatch) else "",
)
def test_that_what_scikit_learn_does_not_have_is_named(state: ProjectState, mismatch: Mismatch) -> None:
    with pytest.raises(NoTwinError) as caught:
        sklearn_settings(state)
    assert caught.value.mismatch is mismatch
    assert str(caught.value).endswith(".")
    assert len(str(caught.value)) <= 240


def test_that_without_scikit_learn_one_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nnlab.data.sklearn_digits.find_spec", lambda name: None)
    with pytest.raises(LoadError, match="pip install scikit-learn") as caught:
        compare(project(BLOBS), passes=1)
    assert caught.value.code == "no-sklearn"


# -- two classes -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("hidden", [(), (5,), (6, 4)], ids=str)
def test_that_two_classes_are_compared_as_one_yes_or_no(hidden) -> None:
    found = compare(project(TWO, hidden), passes=20)
    assert found.settings.yes == TWO.target_names[1]
    assert found.settings.differences == (Difference.TWO_CLASSES,)
    assert found.apart < 1e-10
    assert found.ours.accuracy == found.theirs.accuracy
    assert f"y: 1 for “{TWO.target_names[1]}”, 0 for the other class" in found.settings.code


def test_that_the_yes_or_no_begins_with_the_answers_of_the_two_outputs() -> None:
    state = project(TWO, (4,))
    one = compared(state)
    two = Network.from_parameters(state.fresh_parameters()).predict(TWO.inputs)
    yes = Network.from_parameters(one.parameters).predict(TWO.inputs)
    np.testing.assert_allclose(yes[:, 0], two[:, 1], rtol=1e-12)
    np.testing.assert_array_equal(one.dataset.targets[:, 0], TWO.targets[:, 1])
    assert compared(project(BLOBS)).dataset is BLOBS


# -- note 003 ----------------------------------------------------------------------------------------------


def test_that_note_003_s_preset_lands_within_a_point_of_mlp_classifier() -> None:
    from sklearn.neural_network import MLPClassifier

    state = begin(load_preset("sklearn-digits"))
    found = compare(state)
    assert (found.done, found.settings.hidden, found.settings.activation) == (2000, (100,), "logistic")
    assert found.apart < 1e-9
    assert found.ours.unseen == found.theirs.unseen
    train, test = state.dataset, state.dataset.test
    assert test is not None
    own = MLPClassifier(  # the note's own call, from a start of its own
        (100,), activation="logistic", solver="sgd", momentum=0.0, alpha=0.0, batch_size=len(train.targets),
        learning_rate_init=0.1, max_iter=2000, tol=0.0, n_iter_no_change=2000, random_state=0, shuffle=False,
    )  # fmt: skip
    with pytest.warns(match="Maximum iterations"):
        own.fit(train.inputs[:], train.labels)
    assert abs(own.score(test.inputs[:], test.labels) - found.ours.unseen) <= 0.01
