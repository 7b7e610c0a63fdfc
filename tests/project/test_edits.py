"""Every edit: what it keeps, what it draws afresh, what it says, and what it refuses."""

from dataclasses import replace

import numpy as np
import pytest

from nnlab.data.made import MadeData
from nnlab.engine import EngineError, Parameters
from nnlab.lessons import begin, load_preset
from nnlab.project import (
    Change,
    Edited,
    ProjectState,
    changes_between,
    insert_layer,
    remove_layer,
    reset,
    with_bias,
    with_config,
    with_dtype,
    with_hidden_widths,
    with_layer,
    with_made,
    with_notes,
    with_start,
    with_weight,
)


def same_layer(a: ProjectState, i: int, b: ProjectState, j: int) -> bool:
    """Return whether layer i of a and layer j of b have the same weights and biases, bit for bit."""
    (W, c), (V, d) = a.parameters.layers[i], b.parameters.layers[j]
    biases = (c is None and d is None) or (c is not None and d is not None and np.array_equal(c, d))
    return np.array_equal(W, V) and biases


def drawn_layer(state: ProjectState, i: int) -> bool:
    """Return whether layer i has the weights that the seed draws for it."""
    W, _ = Parameters.drawn(state.spec, state.config.seed, state.given).layers[i]
    return np.array_equal(state.parameters.layers[i][0], W)


def assert_untrained(edited: Edited) -> None:
    training = edited.state.training
    assert (training.step, training.epoch, training.position, training.slots) == (0, 0, 0, ())
    assert len(edited.state.history.epochs) == 0


# -- shape -------------------------------------------------------------------------------------------------


def test_that_another_width_draws_the_layers_on_both_sides_of_it_afresh(seven, trained):
    state = with_hidden_widths(trained(seven), (8, 6)).state
    assert state.spec.sizes == (7, 8, 6, 4)
    edited = with_layer(trained(state), 0, units=5)
    assert edited.state.spec.sizes == (7, 5, 6, 4)
    assert (edited.redrawn, edited.kept) == ((0, 1), (2,))
    assert same_layer(edited.state, 2, trained(state), 2)
    assert drawn_layer(edited.state, 0)
    assert drawn_layer(edited.state, 1)
    assert_untrained(edited)


def test_that_a_new_layer_keeps_what_comes_before_it(seven, trained):
    before = trained(seven)
    edited = with_hidden_widths(before, (8, 8))
    assert edited.state.spec.sizes == (7, 8, 8, 4)
    assert (edited.redrawn, edited.kept) == ((1,), (0, 2))
    assert same_layer(edited.state, 0, before, 0)
    assert same_layer(edited.state, 2, before, 1)
    assert edited.state.spec.layers[1].activation == "tanh"
    assert_untrained(edited)


def test_that_a_network_can_lose_all_hidden_layers_and_get_one_again(seven):
    alone = with_hidden_widths(seven, ()).state
    assert alone.spec.sizes == (7, 4)
    again = with_hidden_widths(alone, (6,)).state
    assert again.spec.sizes == (7, 6, 4)
    assert (again.spec.layers[0].activation, again.spec.layers[0].init) == ("tanh", "lecun_normal")


@pytest.mark.parametrize(("position", "redrawn", "kept"), [(0, (0, 1), (2,)), (1, (1,), (0, 2))])
def test_that_an_inserted_layer_stands_before_the_present_one(seven, trained, position, redrawn, kept):
    before = trained(with_layer(seven, 0, activation="relu").state)
    edited = insert_layer(before, position)
    assert edited.state.spec.sizes == (7, 8, 8, 4)
    assert [layer.activation for layer in edited.state.spec.layers] == ["relu", "relu", "sigmoid"]
    assert (edited.redrawn, edited.kept) == (redrawn, kept)
    assert same_layer(edited.state, 2, before, 1)
    assert_untrained(edited)


@pytest.mark.parametrize("position", [-1, 2, 9])
def test_that_a_layer_cannot_be_inserted_after_the_output(seven, position):
    with pytest.raises(EngineError, match="no layer"):
        insert_layer(seven, position)


def test_that_removing_a_layer_keeps_the_others_where_they_fit(seven, trained):
    before = trained(with_hidden_widths(seven, (8, 8)).state)
    edited = remove_layer(before, 1)
    assert edited.state.spec.sizes == (7, 8, 4)
    assert (edited.redrawn, edited.kept) == ((), (0, 1))
    assert same_layer(edited.state, 0, before, 0)
    assert same_layer(edited.state, 1, before, 2)
    assert_untrained(edited)


@pytest.mark.parametrize("index", [-1, 1, 2])
def test_that_the_output_layer_and_layers_that_are_not_there_cannot_be_removed(seven, index):
    with pytest.raises(EngineError, match="output layer cannot be removed"):
        remove_layer(seven, index)


@pytest.mark.parametrize("units", [3, 0, 5000])
def test_that_the_width_of_the_output_comes_from_the_data(seven, units):
    with pytest.raises(EngineError, match="as many targets"):
        with_layer(seven, 1, units=units)


@pytest.mark.parametrize("widths", [(0,), (-3,), (5000,), (8,) * 64, (4096, 4096)])
def test_that_impossible_widths_are_refused(seven, widths):
    with pytest.raises(EngineError):
        with_hidden_widths(seven, widths)


# -- activation, initialiser, bias ---------------------------------------------------------------------------


def test_that_another_activation_keeps_every_weight_and_begins_the_curve_anew(seven, trained):
    before = trained(seven)
    edited = with_layer(before, 0, activation="relu")
    assert edited.state.parameters.spec.layers[0].activation == "relu"
    assert (edited.redrawn, edited.kept) == ((), (0, 1))
    assert np.array_equal(edited.state.parameters.vector, before.parameters.vector)
    assert_untrained(edited)


def test_that_another_initialiser_draws_its_layer_afresh_and_no_other(seven, trained):
    before = trained(seven)
    edited = with_layer(before, 0, init="zeros")
    assert (edited.redrawn, edited.kept) == ((0,), (1,))
    assert not edited.state.parameters.layers[0][0].any()
    assert same_layer(edited.state, 1, before, 1)


def test_that_a_start_draws_every_layer_afresh_with_lecun_for_an_output_that_is_no_rectifier(seven, trained):
    state = trained(seven)
    edited = with_start(state, "he_normal")
    assert [layer.init for layer in edited.state.spec.layers] == ["he_normal", "lecun_normal"]
    assert edited.redrawn == (0, 1)
    assert np.array_equal(edited.state.parameters.vector, edited.state.fresh_parameters().vector)
    assert_untrained(edited)
    small = with_start(state, "normal(0.01)").state
    assert {layer.init for layer in small.spec.layers} == {"normal(0.01)"}
    assert small.config == state.config


def test_that_a_start_takes_the_place_of_given_matrices(textbook):
    edited = with_start(textbook, "zeros")
    assert not edited.state.parameters.layers[0][0].any()


def test_that_a_layer_drawn_alone_is_drawn_as_a_reset_would_draw_it(seven, trained):
    once = with_layer(trained(seven), 0, init="he_normal").state
    assert drawn_layer(once, 0)
    assert same_layer(once, 0, reset(once), 0)


def test_that_a_bias_can_be_taken_away_and_comes_back_as_zeros(seven, trained):
    before = trained(seven)
    without = with_layer(before, 0, bias=False)
    assert without.state.parameters.layers[0][1] is None
    assert (without.redrawn, without.kept) == ((), (0, 1))
    assert np.array_equal(without.state.parameters.layers[0][0], before.parameters.layers[0][0])
    again = with_layer(without.state, 0, bias=True).state
    assert again.parameters.layers[0][1].tolist() == [0.0] * 8
    assert same_layer(again, 1, before, 1)


@pytest.mark.parametrize("changes", [{"activation": "rellu"}, {"init": "hee"}, {"bias_init": "given"}])
def test_that_unknown_names_are_refused(seven, changes):
    with pytest.raises(EngineError):
        with_layer(seven, 0, **changes)


@pytest.mark.parametrize("edit", [
    lambda s: with_hidden_widths(s, (8,)),
    lambda s: with_layer(s, 0, units=8),
    lambda s: with_layer(s, 0, activation="tanh"),
    lambda s: with_layer(s, 1, bias=True),
    lambda s: with_dtype(s, "float64"),
])  # fmt: skip
def test_that_an_edit_that_changes_nothing_keeps_the_training(seven, trained, edit):
    before = trained(seven)
    edited = edit(before)
    assert edited.state is before
    assert (edited.redrawn, edited.kept) == ((), (0, 1))


# -- numbers -------------------------------------------------------------------------------------------------


def test_that_one_weight_is_set_and_nothing_else(seven, trained):
    before = trained(seven)
    after = with_weight(before, 1, 2, 3, -0.75)
    assert after.parameters.layers[1][0][2, 3] == -0.75
    assert np.count_nonzero(after.parameters.vector != before.parameters.vector) == 1
    assert (after.training.step, after.training.order) == (13, before.training.order)
    assert after.history is before.history


@pytest.mark.parametrize(
    "edit", [lambda state: with_weight(state, 0, 0, 0, 3.0), lambda state: with_bias(state, 1, 0, 3.0)]
)
def test_that_a_number_set_by_hand_is_not_judged_by_what_other_weights_did(seven, trained, edit):
    before = trained(seven)
    before = replace(before, training=replace(before.training, hits=before.training.position))
    after = edit(before).training
    assert before.training.position > 0
    assert (after.loss_sum, after.hits) == (0.0, 0)
    assert after.loss_from == after.hits_from == after.position == before.training.position
    assert np.isnan([after.epoch_loss, after.epoch_accuracy, after.running_loss]).all()
    after.require_sound()


def test_that_one_bias_is_set_and_nothing_else(seven, trained):
    before = trained(seven)
    after = with_bias(before, 0, 7, 0.5)
    assert after.parameters.layers[0][1][7] == 0.5
    assert np.count_nonzero(after.parameters.vector != before.parameters.vector) == 1
    assert (after.training.step, after.training.position) == (13, before.training.position)


def test_that_a_layer_without_bias_has_none_to_set(seven):
    with pytest.raises(EngineError, match="layer 1 has no bias"):
        with_bias(with_layer(seven, 0, bias=False).state, 0, 0, 1.0)


@pytest.mark.parametrize(("layer", "source", "target"), [
    (0, 7, 0), (0, 0, 8), (0, -1, 0), (0, 0, -1), (1, 8, 0), (1, 0, 4), (2, 0, 0), (-1, 0, 0),
])  # fmt: skip
def test_that_a_weight_that_is_not_there_is_refused_and_no_other_is_changed(seven, layer, source, target):
    with pytest.raises(EngineError):
        with_weight(seven, layer, source, target, 1.0)


@pytest.mark.parametrize(("layer", "unit"), [(0, 8), (0, -1), (1, 4), (2, 0), (-1, 0)])
def test_that_a_bias_that_is_not_there_is_refused_and_no_other_is_changed(seven, layer, unit):
    with pytest.raises(EngineError):
        with_bias(seven, layer, unit, 1.0)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_that_a_weight_is_a_finite_number(seven, value):
    with pytest.raises(EngineError, match="finite"):
        with_weight(seven, 0, 0, 0, value)
    with pytest.raises(EngineError, match="finite"):
        with_bias(seven, 0, 0, value)


@pytest.mark.parametrize("index", [-1, 2, 7])
def test_that_a_layer_that_is_not_there_cannot_be_changed(seven, index):
    with pytest.raises(EngineError, match="no layer"):
        with_layer(seven, index, activation="relu")


# -- training, seed, dtype, reset ---------------------------------------------------------------------------------


def test_that_settings_of_the_training_keep_weights_counters_and_curve(seven, trained):
    before = trained(seven)
    after = with_config(before, learning_rate=0.5, optimizer="adam")
    assert (after.config.learning_rate, after.config.optimizer) == (0.5, "adam")
    assert after.training is before.training
    assert after.history.loss.tolist() == before.history.loss.tolist()
    assert [mark.setting for mark in after.history.marks] == ["learning_rate", "optimizer"]


def test_that_the_same_settings_again_are_no_edit(seven, trained):
    before = trained(seven)
    assert with_config(before, learning_rate=before.config.learning_rate) is before


def test_that_an_impossible_setting_is_refused(seven):
    with pytest.raises(EngineError, match="learning_rate"):
        with_config(seven, learning_rate=-1.0)


def test_that_another_seed_draws_all_weights_afresh(seven, trained):
    after = with_config(trained(seven), seed=6)
    assert np.array_equal(after.parameters.vector, Parameters.drawn(seven.spec, 6).vector)
    assert after.training.step == 0
    assert after.training.rng != seven.training.rng


def test_that_a_reset_brings_the_first_weights_back_bit_for_bit(seven, trained):
    after = reset(trained(seven, 40))
    assert after.parameters.vector.tobytes() == seven.parameters.vector.tobytes()
    assert (after.training.step, after.training.rng) == (0, seven.training.rng)
    assert len(after.history.epochs) == 0


def test_that_a_reset_takes_a_number_set_by_hand_back_too(seven):
    assert np.array_equal(reset(with_weight(seven, 0, 0, 0, 9.0)).parameters.vector, seven.parameters.vector)


@pytest.mark.parametrize("fixture", ["seven", "textbook"])
def test_that_another_dtype_draws_every_number_afresh(request, trained, fixture):
    state = request.getfixturevalue(fixture)
    edited = with_dtype(trained(state), "float32")
    assert edited.state.parameters.vector.dtype == np.float32
    assert (edited.redrawn, edited.kept) == ((0, 1), ())
    assert np.array_equal(edited.state.parameters.vector, state.parameters.vector.astype(np.float32))
    back = with_dtype(edited.state, "float64").state
    np.testing.assert_allclose(back.parameters.vector, state.parameters.vector, atol=1e-7)


# -- starts that are given -----------------------------------------------------------------------------------------


def test_that_a_reset_brings_given_matrices_back(textbook, trained):
    assert np.array_equal(reset(trained(textbook)).parameters.vector, textbook.parameters.vector)


def test_that_a_given_start_survives_edits_of_other_things(textbook, trained):
    after = with_layer(trained(textbook), 0, activation="tanh").state
    assert [layer.init for layer in after.spec.layers] == ["given", "given"]
    assert np.array_equal(reset(after).parameters.vector, textbook.parameters.vector)


def test_that_a_given_start_that_no_longer_fits_gives_way_to_a_drawn_one(textbook):
    edited = with_layer(textbook, 0, units=3)
    assert [layer.init for layer in edited.state.spec.layers] == ["lecun_normal", "lecun_normal"]
    assert (edited.redrawn, edited.kept) == ((0, 1), ())
    assert np.isfinite(reset(edited.state).parameters.vector).all()


def test_that_a_new_layer_between_given_ones_is_drawn_and_the_others_stay_given(textbook, trained):
    edited = insert_layer(textbook, 1)
    assert [layer.init for layer in edited.state.spec.layers] == ["given", "lecun_normal", "given"]
    again = reset(trained(edited.state))
    assert same_layer(again, 0, textbook, 0)
    assert same_layer(again, 2, textbook, 1)


def test_that_a_removed_layer_leaves_the_other_given_start_in_place(textbook):
    edited = remove_layer(textbook, 0)
    assert edited.state.spec.sizes == (2, 2)
    assert same_layer(reset(edited.state), 0, textbook, 1)


def test_that_a_layer_can_be_given_its_start_again_after_another_choice(textbook, trained):
    state = textbook
    for index in (0, 1):
        state = with_layer(state, index, init="he_normal").state
    state = trained(state)
    for index in (1, 0):
        state = with_layer(state, index, init="given").state
    assert np.array_equal(state.parameters.vector, textbook.parameters.vector)


def test_that_a_layer_can_be_given_its_start_again_after_another_width(textbook):
    wider = with_layer(textbook, 0, units=5).state
    back = with_layer(wider, 0, units=2).state
    again = with_layer(with_layer(back, 0, init="given").state, 1, init="given").state
    assert np.array_equal(again.parameters.vector, textbook.parameters.vector)


def test_that_a_start_that_is_not_given_cannot_be_chosen(seven, textbook):
    for state in (seven, with_layer(textbook, 0, units=3).state):
        with pytest.raises(EngineError, match="given start does not fit"):
            with_layer(state, 0, init="given")


def test_that_a_reset_that_would_change_nothing_is_no_new_state(seven, trained):
    assert reset(seven) is seven
    once = reset(trained(seven))
    assert reset(once) is once


def test_that_notes_change_nothing_else(seven):
    noted = with_notes(seven, "Segment g is broken. 세그먼트 g")
    assert noted.notes == "Segment g is broken. 세그먼트 g"
    assert changes_between(seven, noted) == Change.NOTES
    assert with_notes(noted, noted.notes) is noted


def test_that_notes_fit_a_file(seven):
    assert with_notes(seven, "half \ud83d").notes == "half ?"
    with pytest.raises(EngineError, match="the notes have more than 1,048,576 bytes"):
        with_notes(seven, "가" * 400_000)


# -- data that are made ------------------------------------------------------------------------------------


def test_that_data_that_are_made_can_be_made_in_another_way_and_the_network_stays() -> None:
    state = begin(load_preset("moons"))
    edited = with_made(state, noise=0.4, samples=100)
    data = edited.state.dataset
    assert data.origin == MadeData("moons", 100, 0.4, 0)
    assert data.split == state.dataset.split
    assert (len(data.targets), len(data.validation.targets)) == (80, 20)
    assert edited.redrawn == ()
    assert np.array_equal(edited.state.parameters.vector, state.parameters.vector)
    assert with_made(edited.state, noise=0.1, samples=200).state.dataset.origin == state.dataset.origin


def test_that_more_classes_redraw_only_what_they_must() -> None:
    state = begin(load_preset("blobs"))
    wider = with_made(state, classes=4).state
    assert (wider.spec.outputs, wider.dataset.targets.shape[1]) == (4, 4)


def test_that_the_same_description_changes_nothing() -> None:
    state = begin(load_preset("sine"))
    assert with_made(state, seed=0).state is state


def test_that_a_table_is_not_made_and_bad_noise_is_refused() -> None:
    with pytest.raises(EngineError, match="'xor' is not made: it has no noise"):
        with_made(begin(load_preset("xor")), noise=0.1)
    with pytest.raises(EngineError, match="noise must be"):
        with_made(begin(load_preset("moons")), noise=2.0)
