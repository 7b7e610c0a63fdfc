"""One trial: that it is the same training as everywhere, from the same start, and what its result says."""

import json
from dataclasses import asdict, replace

import numpy as np
import pytest

from nnlab.data import load
from nnlab.data.image_data import first_pictures
from nnlab.data.parting import split_rows
from nnlab.data.resplit import unsplit
from nnlab.data.splits import Split
from nnlab.engine import History, LayerSpec, Network, NetworkSpec, Pixels, TrainingConfig, accuracy
from nnlab.project import ProjectState, with_dataset
from nnlab.training import RunSetup, evaluate, train_whole
from nnlab.trials.plan import Fold, Trial, trials
from nnlab.trials.resampling import rows_of_folds, without_fold
from nnlab.trials.trial import MOST_POINTS, TrialResult, checksum_of, curve_of, run_trial
from tests.trials_here import ENDLESS, plan_of, quick_base, table_base


def result_of(base: ProjectState, *settings: tuple[str, str], seed: int = 0) -> TrialResult:
    result = run_trial(base, Trial(0, settings, seed))
    assert result is not None
    return result


def test_that_of_one_seed_layers_of_one_shape_begin_with_the_same_weights() -> None:
    base = quick_base()
    plan = plan_of("rate=0.01,1", "hidden=4,8", "optimizer=sgd,adam", "depth=1,2", seeds=(3, 4))
    starts: dict[tuple[object, ...], set[bytes]] = {}
    for trial in trials(plan):
        state = trial.state(base)
        for place, (W, _) in enumerate(state.parameters.layers):
            starts.setdefault((trial.seed, place, W.shape), set()).add(W.tobytes())
    assert all(len(found) == 1 for found in starts.values())
    assert len({next(iter(found)) for found in starts.values()}) == len(starts)  # and two seeds differ


def test_that_a_trial_is_the_run_that_the_command_line_makes() -> None:
    state = quick_base("rate=0.1", "hidden=5")
    outcome = train_whole(RunSetup(state.dataset, state.training, state.config, state.given, state.history))
    made = result_of(quick_base(), ("learning_rate", "0.1"), ("hidden", "5"), seed=state.config.seed)
    assert made.checksum == checksum_of(outcome.parameters.vector)
    assert (made.epochs, made.steps, made.reason) == (30, 300, "epochs")
    network = Network.reading(outcome.parameters)
    data = state.dataset
    assert made.loss == network.loss(data.inputs, data.targets, state.config.loss)
    assert made.accuracy == accuracy(network.predict(data.inputs), data.targets, data.task)


def test_that_two_trials_alike_are_equal_to_the_bit_and_two_seeds_are_not() -> None:
    base = quick_base()
    assert result_of(base, seed=1) == result_of(base, seed=1)
    assert result_of(base, seed=1).checksum != result_of(base, seed=2).checksum


def test_that_how_long_it_took_is_not_compared() -> None:
    result = result_of(quick_base())
    assert result.seconds > 0
    assert replace(result, seconds=99.0) == result


def test_that_an_explosion_is_marked_and_its_numbers_do_not_count() -> None:
    result = result_of(quick_base("activation=relu", "epochs=200"), ("learning_rate", "1000"))
    assert result.ended == "diverged"
    assert "exploded" in result.reason
    assert result.loss is None
    assert result.accuracy is None


def test_that_a_network_that_cannot_be_trained_is_refused_in_its_result() -> None:
    result = result_of(quick_base(), ("activation", "step"))
    assert result.ended == "refused"
    assert "no useful gradient" in result.reason


def test_that_a_trial_can_be_cancelled() -> None:
    asked = []
    assert (
        run_trial(quick_base(), Trial(0, ENDLESS, 0), lambda: len(asked) > 1 or asked.append(1) is not None)
        is None
    )


def test_that_unseen_samples_are_judged_beside_those_of_the_training() -> None:
    base = quick_base()
    parted = with_dataset(base, split_rows(base.dataset, Split(validation=0.3, seed=5))).state
    result = result_of(parted)
    outcome_of = Trial(0, (), 0).state(parted)
    outcome = train_whole(
        RunSetup(outcome_of.dataset, outcome_of.training, outcome_of.config, None, History.empty())
    )
    assert parted.dataset.watched is not None
    assert result.watched_accuracy == evaluate(outcome.parameters, parted.dataset.watched).accuracy
    assert result.watched_loss is not None
    assert len(parted.dataset.inputs) == 7


def test_that_a_result_survives_json() -> None:
    result = result_of(quick_base())
    assert json.loads(json.dumps(asdict(result)))["curve"][0]["epoch"] == 0.0


@pytest.mark.parametrize("points", [0, 1, 127, 128, 129, 1000, 4000])
def test_that_a_curve_is_thinned_and_keeps_its_ends(points: int) -> None:
    epochs = np.arange(points, dtype=float)
    shares = np.where(epochs % 16 == 0, 0.5, np.nan)
    history = History(epochs, epochs + 1, shares, np.full(points, np.nan))
    curve = curve_of(history)
    assert len(curve) == min(points, len(curve)) <= MOST_POINTS
    assert [point.epoch for point in curve] == sorted({point.epoch for point in curve})
    if points:
        assert (curve[0].epoch, curve[-1].epoch) == (0.0, points - 1.0)
        assert sum(point.accuracy is not None for point in curve) >= min(
            np.isfinite(shares).sum(), MOST_POINTS // 2
        )
    if points <= MOST_POINTS:
        assert len(curve) == points


def test_that_what_is_no_number_is_a_gap_in_the_curve() -> None:
    history = History(np.array([0.0, 1.0]), np.array([np.inf, 2.0]), np.full(2, np.nan), np.full(2, np.nan))
    assert [point.loss for point in curve_of(history)] == [None, 2.0]


def check_folds(base: ProjectState, every: set[str]) -> None:
    """Assert that each of `every` is held out by one of four folds and learned from in the others, and nothing else."""
    held_out: list[str] = []
    for number in range(4):
        part = without_fold(base, Fold(number, 4)).dataset
        assert part.watched is not None
        held_out += part.watched.row_names
        assert set(part.row_names) == every - set(part.watched.row_names)
    assert sorted(held_out) == sorted(every)


def test_that_folds_hold_out_every_sample_once_and_those_of_a_test_never() -> None:
    base = quick_base()
    parted = with_dataset(base, split_rows(base.dataset, Split(validation=0.2, test=0.2, seed=1))).state
    assert parted.dataset.test is not None
    check_folds(base, set(base.dataset.row_names))
    check_folds(parted, set(base.dataset.row_names) - set(parted.dataset.test.row_names))


def test_that_folds_of_a_table_are_scaled_by_what_is_learned_from() -> None:
    base = table_base()
    assert base.dataset.test is not None
    assert base.dataset.validation is not None
    check_folds(base, set(unsplit(base.dataset).row_names) - set(base.dataset.test.row_names))
    for number in range(4):
        inputs = np.asarray(without_fold(base, Fold(number, 4)).dataset.inputs)
        assert inputs.mean(axis=0) == pytest.approx(0, abs=1e-12)


def test_that_folds_of_pictures_stay_bytes() -> None:
    pictures = load("strokes")
    small = first_pictures(pictures, 60)
    base = ProjectState.begin(small, NetworkSpec(784, (LayerSpec(10, "softmax", "zeros"),)), TrainingConfig())
    check_folds(base, set(small.row_names))
    part = without_fold(base, Fold(0, 4)).dataset
    assert isinstance(part.inputs, Pixels)
    assert part.pictures.shape[1:] == small.pictures.shape[1:]
    assert len(rows_of_folds(small, Fold(0, 4))) == 4


def test_that_the_unseen_loss_of_a_table_is_followed_on_the_way() -> None:
    result = result_of(table_base())
    assert result.watched_loss is not None
    assert result.curve[-1].watched_loss == pytest.approx(result.watched_loss)
