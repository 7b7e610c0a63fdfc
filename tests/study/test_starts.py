"""The laboratory of starts: what initialisers draw, what flows through, and how the candidates learn."""

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from nnlab.engine import (
    EngineError,
    LayerSpec,
    Network,
    NetworkSpec,
    Parameters,
    Pixels,
    Trainer,
    TrainingConfig,
    initializer,
)
from nnlab.engine.errors import TooLargeError, UntrainableError
from nnlab.study.starts import STARTS, StartLab, output_start, shaped, start_histograms, started
from nnlab.study.starts.laboratory import MOST_SAMPLES, chosen_rows, next_rows
from nnlab.study.starts.spread import BINS, HIGH_DECADE, LOW_DECADE, measure

RNG = np.random.default_rng(7)
X = RNG.normal(size=(40, 12))
T = (RNG.random((40, 3)) < 0.5).astype(float)
BASE = NetworkSpec(12, (LayerSpec(8, "tanh", "lecun_normal"), LayerSpec(3, "sigmoid", "lecun_normal")))
CONFIG = TrainingConfig(loss="binary_cross_entropy", batch_size=8, learning_rate=0.05, seed=3)


def lab(**changes):
    given = {"spec": BASE, "inputs": X, "targets": T, "config": CONFIG, "epochs": 10} | changes
    return StartLab(
        given.pop("spec"), given.pop("inputs"), given.pop("targets"), given.pop("config"), **given
    )


def seen(view, key):
    (found,) = (candidate for candidate in view.candidates if candidate.start.key == key)
    return found


# -- what initialisers draw ----------------------------------------------------------------------------


@pytest.mark.parametrize("fan_in", [7, 784, 10_000])
def test_that_the_histograms_have_the_spread_of_the_formula_for_any_fan_in(fan_in):
    he, lecun = start_histograms(fan_in, 200_000, seed=1)
    assert he.std == pytest.approx(math.sqrt(2 / fan_in), rel=0.02)
    assert lecun.std == pytest.approx(math.sqrt(1 / fan_in), rel=0.02)
    assert abs(he.mean) < 0.02 * he.std


def test_that_the_histogram_of_note_3_10_is_a_million_draws_over_common_bins():
    he, lecun = start_histograms()
    assert he.counts.sum() == lecun.counts.sum() == 1_000_000
    assert he.edges is lecun.edges
    assert he.counts.max() < lecun.counts.max()  # the same number of draws, spread wider
    assert he.std == pytest.approx(0.01414, rel=0.005)


def test_that_glorot_divides_by_the_mean_of_both_fans():
    (glorot,) = start_histograms(400, 400 * 100, seed=0, names=("glorot_normal",))
    assert glorot.std == pytest.approx(math.sqrt(2 / 500), rel=0.02)


def test_that_histograms_are_the_draws_of_numpy_row_by_row():
    (counted,) = start_histograms(5, 17, seed=4, names=("uniform(-1,1)",))
    assert counted.counts.sum() == 17
    assert counted.edges[-1] == -counted.edges[0] <= 1.0


def test_that_a_start_without_spread_has_a_histogram_too():
    (zeros,) = start_histograms(5, 100, names=("zeros",))
    assert zeros.std == 0
    assert zeros.counts.sum() == zeros.counts.max() == 100


@pytest.mark.parametrize(("fan_in", "draws"), [(0, 10), (10, 0), (10**9, 10)])
def test_that_histograms_out_of_range_are_refused(fan_in, draws):
    with pytest.raises(EngineError, match="must be from 1 to"):
        start_histograms(fan_in, draws)


# -- the candidates ------------------------------------------------------------------------------------


def test_that_every_candidate_is_an_initialiser_and_has_a_key_of_its_own():
    assert len({start.key for start in STARTS}) == len(STARTS) == 8
    for start in STARTS:
        assert initializer(start.init).draw(np.random.default_rng(0), 3, 2).shape == (3, 2)


def test_that_an_output_layer_gets_lecun_where_the_hidden_ones_get_he_unless_it_is_a_rectifier():
    assert output_start("he_normal", "sigmoid") == "lecun_normal"
    assert output_start("he_uniform", "softmax") == "lecun_uniform"
    assert output_start("he_normal", "leaky_relu(0.1)") == "he_normal"
    assert output_start("normal(0.01)", "sigmoid") == "normal(0.01)"
    assert [layer.init for layer in started(BASE, "he_normal").layers] == ["he_normal", "lecun_normal"]


def test_that_hidden_layers_are_replaced_and_the_output_layer_stays():
    spec = shaped(BASE, "relu", 5, 20)
    assert spec.shape_text == "12-20-20-20-20-20-3"
    assert spec.layers[-1] == BASE.layers[-1]
    assert {layer.activation for layer in spec.layers[:-1]} == {"relu"}


# -- what flows through --------------------------------------------------------------------------------


def second_moments(key, **changes):
    """Return the mean square of the activations of every hidden layer before training."""
    candidate = seen(lab(**changes).view(), key)
    return [s.activations.std**2 + s.activations.mean**2 for s in candidate.layers[:-1]]


def test_that_he_keeps_the_variance_through_ten_layers_of_relu_and_a_small_normal_loses_it():
    deep = {"activation": "relu", "depth": 10, "width": 200}
    he = second_moments("he", **deep)
    assert 0.4 < he[-1] / he[0] < 2.5
    small = second_moments("small", **deep)
    assert small[-1] / small[0] < 1e-12
    lecun = second_moments("lecun", **deep)
    assert lecun[-1] / lecun[0] == pytest.approx(0.5**9, rel=0.6)


def test_that_too_large_a_start_grows_from_layer_to_layer():
    unit = second_moments("unit", activation="relu", depth=6, width=64)
    assert all(after > 10 * before for before, after in pairwise(unit))


def test_that_gradients_vanish_backwards_with_a_small_normal():
    candidate = seen(lab(activation="tanh", depth=8, width=32).view(), "small")
    spreads = [layer.gradients.std for layer in candidate.layers]
    assert all(first < 0.2 * second for first, second in pairwise(spreads))


@pytest.mark.parametrize("key", ["zeros", "constant"])
def test_that_equal_weights_leave_all_units_alike_also_after_training(key):
    running = lab(activation="tanh", depth=3, width=6)
    assert seen(running.view(), key).alike
    running.advance()
    assert seen(running.view(), key).alike
    assert not seen(running.view(), "lecun").alike


def test_that_zeros_give_hidden_units_no_gradient():
    view = lab(activation="relu", depth=3, width=6).view()
    assert seen(view, "zeros").dead == 1.0
    assert seen(view, "he").dead < 0.5


def test_that_wide_tanh_layers_are_saturated_by_unit_normals_and_not_by_lecun():
    view = lab(activation="tanh", depth=4, width=100).view()
    assert seen(view, "unit").saturated > 0.7
    assert seen(view, "large").saturated > 0.95
    assert seen(view, "lecun").saturated < 0.05
    assert seen(view, "zeros").saturated == 0.0


@pytest.mark.parametrize("activation", ["relu", "leaky_relu(0.1)", "linear"])
def test_that_what_is_straight_never_counts_as_saturated(activation):
    view = lab(activation=activation, depth=2, width=8).view()
    assert all(candidate.saturated is None for candidate in view.candidates)


def test_that_saturation_is_counted_where_the_slope_is_below_a_twentieth_of_the_steepest():
    # One sum per sample: 0.9744 is tanh of 2.18, where 1 - y² is just above a twentieth.
    spec = NetworkSpec(1, (LayerSpec(1, "tanh", "constant(1)", bias=False), LayerSpec(1, "linear")))
    sums = np.array([[0.0], [2.1], [-2.1], [2.3], [-2.3]])
    view = StartLab(
        spec, sums, np.zeros((5, 1)), TrainingConfig(), starts=(replace(STARTS[0], init="constant(1)"),)
    ).view()
    assert view.candidates[0].saturated == pytest.approx(2 / 5)


def test_that_a_unit_is_dead_when_no_sample_gives_it_a_gradient():
    # The first unit is off for both samples, the second on for one of them.
    spec = NetworkSpec(2, (LayerSpec(2, "relu"), LayerSpec(1, "linear")))
    network = Network(spec, [(np.array([[-1.0, 1.0], [-1.0, -1.0]]), np.zeros(2)), (np.ones((2, 1)), [0.0])])
    arrays = network.trace(np.array([[1.0, 0.0], [0.0, 1.0]]), np.full((2, 1), 2.0))
    layers, _limit = measure(spec.layers, arrays)
    assert layers[0].dead == 0.5


def test_that_the_size_of_the_batch_does_not_change_the_gradients():
    network = Network.create(BASE, 1)
    once = network.trace(X[:5], T[:5], CONFIG.loss)
    twice = network.trace(np.repeat(X[:5], 4, axis=0), np.repeat(T[:5], 4, axis=0), CONFIG.loss)
    (small, _), (large, _) = measure(BASE.layers, once), measure(BASE.layers, twice)
    assert small[0].gradients.std == pytest.approx(large[0].gradients.std)


def test_that_the_shares_of_a_distribution_and_its_zeros_are_one_together():
    for candidate in lab(activation="relu", depth=3, width=9).view().candidates:
        for layer in candidate.layers:
            for spread in (layer.activations, layer.gradients):
                assert spread.shares.shape == (BINS,)
                assert spread.shares.sum() + spread.zeros == pytest.approx(1.0)
            assert (layer.gradients.low, layer.gradients.high) == (LOW_DECADE, HIGH_DECADE)
            assert (layer.activations.low, layer.activations.high) == (0.0, candidate.limit)


def test_that_the_axis_has_both_sides_as_soon_as_an_activation_can_be_negative():
    for candidate in lab(activation="tanh").view().candidates:
        assert {layer.activations.low for layer in candidate.layers} == {-1.0}


def test_that_bounded_activations_have_one_axis_and_others_one_that_fits_nearly_all_of_them():
    assert {candidate.limit for candidate in lab().view().candidates} == {1.0}
    view = lab(activation="relu", depth=2, width=16).view()
    assert seen(view, "large").limit > 100 * seen(view, "lecun").limit


# -- training together ---------------------------------------------------------------------------------


def test_that_a_candidate_learns_bit_for_bit_as_a_trainer_of_its_own_does():
    running = lab(epochs=7)
    running.advance()
    for start, candidate in zip(STARTS, running.view().candidates, strict=True):
        spec = started(BASE, start.init)
        alone = Trainer(
            Network.from_parameters(Parameters.drawn(spec, CONFIG.seed)), X, T, replace(CONFIG, epochs=7)
        )
        losses = [alone.loss()]
        for _ in range(7):
            alone.advance(to_epoch_end=True)
            losses.append(alone.epoch_loss)
        assert candidate.losses.tolist() == losses
        assert candidate.epochs.tolist() == list(range(8))


@pytest.mark.parametrize(("batch_size", "shuffle"), [(7, True), (7, False), (None, True), (1, True)])
def test_that_the_samples_looked_at_begin_with_those_of_the_next_update(batch_size, shuffle):
    config = replace(CONFIG, batch_size=batch_size, shuffle=shuffle)
    trainer = Trainer(Network.from_parameters(Parameters.drawn(BASE, 0)), X, T, config)
    for _ in range(12):
        rows = next_rows(trainer, 10)
        traced = trainer.trace_step().rows
        shown = min(len(traced), 10)
        assert rows[:shown].tolist() == traced[:shown].tolist()
        assert len(set(rows.tolist())) == len(rows) == 10
        trainer.step()


def test_that_without_shuffling_the_samples_looked_at_go_on_over_the_end_of_a_pass():
    config = replace(CONFIG, batch_size=3, shuffle=False)
    trainer = Trainer(Network.from_parameters(Parameters.drawn(BASE, 0)), X, T, config)
    trainer.advance(to_epoch_end=True)
    trainer.advance(steps=len(T) // 3 - 1)
    first = trainer.position
    assert next_rows(trainer, 8).tolist() == [(first + at) % len(T) for at in range(8)]


def test_that_a_candidate_learns_alike_whether_it_is_looked_at_or_not():
    unseen, seen_often = lab(epochs=5), lab(epochs=5)
    unseen.advance()
    while seen_often.advance(points=1):
        seen_often.view()
    for first, second in zip(unseen.view().candidates, seen_often.view().candidates, strict=True):
        assert first.losses.tolist() == second.losses.tolist()


def test_that_the_same_seed_gives_the_same_curves_however_the_work_is_sliced():
    whole, sliced = lab(epochs=30), lab(epochs=30)
    whole.advance()
    while sliced.advance(0.0):
        pass
    for first, second in zip(whole.view().candidates, sliced.view().candidates, strict=True):
        assert first.losses.tobytes() == second.losses.tobytes()
        assert first.layers[0].gradients.shares.tobytes() == second.layers[0].gradients.shares.tobytes()


def test_that_another_seed_gives_other_curves():
    first, second = lab(), lab(config=replace(CONFIG, seed=4))
    first.advance()
    second.advance()
    assert seen(first.view(), "he").loss != seen(second.view(), "he").loss


def test_that_long_passes_have_several_points_whose_losses_are_means_over_their_updates():
    many, targets = np.tile(X, (10, 1)), np.tile(T, (10, 1))
    running = lab(inputs=many, targets=targets, config=replace(CONFIG, batch_size=1), epochs=2)
    running.advance()
    candidate = seen(running.view(), "lecun")
    assert len(candidate.epochs) == 41
    assert candidate.epochs[20] == 1.0
    spec = started(BASE, "lecun_normal")
    alone = Trainer(
        Network.from_parameters(Parameters.drawn(spec, CONFIG.seed)),
        many,
        targets,
        replace(CONFIG, batch_size=1),
    )
    alone.advance(to_epoch_end=True)
    assert candidate.losses[1:21].mean() == pytest.approx(alone.epoch_loss)


def test_that_a_candidate_that_explodes_is_marked_and_rests_while_the_others_go_on():
    config = TrainingConfig(learning_rate=0.05, batch_size=None, seed=2)
    spec = NetworkSpec(12, (LayerSpec(8, "relu"), LayerSpec(3, "linear")))
    running = lab(spec=spec, config=config, activation="relu", depth=6, width=32, epochs=20)
    assert not running.advance()
    view = running.view()
    large, he = seen(view, "large"), seen(view, "he")
    assert large.exploded_at is not None
    assert np.isfinite(large.losses).all()
    assert he.exploded_at is None
    assert he.epochs[-1] == 20
    assert he.loss < he.losses[0]
    assert view.is_over


def test_that_one_whose_first_loss_is_no_number_is_marked_at_once():
    spec = NetworkSpec(12, (LayerSpec(8, "relu"), LayerSpec(3, "linear")), dtype="float32")
    running = lab(spec=spec, config=TrainingConfig(), activation="relu", depth=10, width=200)
    assert seen(running.view(), "large").exploded_at == 0.0
    assert math.isnan(seen(running.view(), "large").loss)


def test_that_more_epochs_may_be_asked_for_afterwards_with_the_same_result():
    at_once, in_two = lab(epochs=12), lab(epochs=5)
    at_once.advance()
    in_two.advance()
    assert in_two.is_over
    in_two.set_epochs(12)
    in_two.advance()
    for first, second in zip(at_once.view().candidates, in_two.view().candidates, strict=True):
        assert first.losses.tolist() == second.losses.tolist()


def test_that_work_ends_as_soon_as_it_is_cancelled():
    running = lab()
    assert running.advance(cancelled=lambda: True)
    assert running.view().updates == 0


def test_that_points_are_made_by_all_before_the_next():
    running = lab()
    running.advance(points=3)
    assert {len(candidate.epochs) for candidate in running.view().candidates} == {4}


# -- samples and limits --------------------------------------------------------------------------------


def test_that_of_many_pictures_a_thousand_are_drawn_by_the_seed():
    pixels = Pixels(RNG.integers(0, 256, (3000, 12), dtype=np.uint8))
    targets = np.tile(T, (75, 1))
    running = lab(inputs=pixels, targets=targets)
    assert running.view().samples == len(running.X) == MOST_SAMPLES
    rows = chosen_rows(3000, CONFIG.seed)
    assert len(set(rows.tolist())) == MOST_SAMPLES
    assert np.array_equal(running.X.data, pixels.data[rows])
    assert np.array_equal(running.T, targets[rows])


def test_that_a_network_too_large_for_eight_of_it_is_refused():
    with pytest.raises(TooLargeError, match="Choose fewer or narrower layers"):
        lab(activation="relu", depth=9, width=300)


def test_that_a_network_that_cannot_be_trained_is_refused():
    with pytest.raises(UntrainableError):
        lab(activation="step", depth=1, width=4)


def test_that_a_network_without_hidden_layers_is_compared_by_its_outputs():
    spec = NetworkSpec(12, (LayerSpec(3, "sigmoid"),))
    view = lab(spec=spec).view()
    assert seen(view, "large").saturated > 0.5
