"""The workspace of descents."""

import weakref

import numpy as np
import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from nnlab.desktop import theme
from nnlab.desktop.explore.descent import descent_texts
from nnlab.desktop.explore.descent.descent_stage import Side
from nnlab.desktop.explore.descent.landscapes import NETWORK, NOTE, TEN_POINTS, Subject
from nnlab.desktop.explore.descent.ways_down import Batches, SideBySide
from nnlab.desktop.explore.descent.workspace import Descent
from nnlab.desktop.lab import Lab
from nnlab.desktop.widgets.fields import ChoiceField, NumberField
from nnlab.desktop.widgets.segmented import Segmented
from nnlab.engine import OPTIMIZER_NAMES
from nnlab.engine.config import MAX_RATE
from nnlab.lessons import Deed, DeedKind, begin, load_preset
from nnlab.project import with_config, with_hidden_widths, with_layer, with_weight
from nnlab.study.descent import Ending, ParameterPlace, classic, descend
from tests.desktop.test_controls_are_named import nameless


class Bench:
    """A workspace on a lab of its own, as one uses it."""

    def __init__(self, qtbot, preset):
        self.qtbot = qtbot
        self.lab = Lab(begin(load_preset(preset)))
        self.work = Descent(self.lab)
        qtbot.addWidget(self.work)
        self.work.resize(1100, 680)
        self.work.show()
        qtbot.waitExposed(self.work)
        self.model = self.work.model
        self.settle()

    def settle(self):
        self.qtbot.waitUntil(lambda: self.model.descent is not None)

    def find(self, kind, name):
        return self.work.findChild(kind, name)

    def press(self, name):
        self.find(QPushButton, name).click()

    def text(self, name):
        return self.find(QLabel, name).text()

    def choose(self, key):
        self.find(ChoiceField, "landscape_field").value_chosen.emit(key)
        if key != NOTE:
            self.settle()

    def enter(self, name, value):
        self.find(NumberField, name).value_entered.emit(value)
        self.settle()

    def end(self):
        """Let it roll to its end, without motion."""
        self.model.player.set_pace(0)
        self.model.player.run()


@pytest.fixture
def open_bench(qtbot, qapp):
    theme.apply(qapp, "light")
    benches = []

    def build(preset="seven-segment"):
        benches.append(Bench(qtbot, preset))
        return benches[-1]

    yield build
    for bench in benches:
        bench.work.hide()
        bench.lab.shut_down()


@pytest.fixture
def bench(open_bench):
    return open_bench()


def test_that_it_begins_with_the_network_at_its_own_weights(bench):
    weights = bench.lab.state.parameters.layers[0][0]
    assert bench.model.subject.key == NETWORK
    assert bench.work.stage.contours.isVisible()
    assert bench.work.stage.contours.start() == pytest.approx((weights[0, 0], weights[1, 0]))
    assert bench.text("point_value_1") != "—"
    assert bench.model.descent.path.losses[0] == pytest.approx(bench.lab.picture.snapshot.loss, rel=1e-9)


def test_that_every_control_is_named(bench):
    for key in (NETWORK, TEN_POINTS, "ravine", "two_valleys", NOTE):
        bench.choose(key)
        assert nameless(bench.work) == []


def test_that_a_step_shows_the_numbers_of_the_path(bench):
    bench.choose("ravine")
    bench.press("descent_step_button")
    path = bench.model.descent.path
    surface = classic("ravine")
    expected = descend(surface, surface.start, bench.model.config, 5, surface.window)
    np.testing.assert_array_equal(path.points[:6], expected.points)
    assert bench.model.player.step == 1
    assert float(bench.text("point_value_1").replace("−", "-")) == pytest.approx(path.points[1, 0], rel=1e-3)
    assert float(bench.text("point_loss_1")) == pytest.approx(path.losses[1], rel=1e-3)
    assert float(bench.text("point_change_2").replace("−", "-")) == pytest.approx(
        -path.changes[1, 1], rel=1e-3
    )
    bench.press("again_button")
    assert bench.model.player.step == 0


def test_that_run_rolls_to_the_end_and_says_how_it_ends(bench):
    bench.choose("parabola")
    assert bench.work.stage.curve.isVisible()
    bench.end()
    assert bench.text("descent_status").startswith("At rest at step")
    assert bench.model.player.is_at_end


def test_that_three_rates_are_offered_and_the_large_one_runs_away(bench):
    bench.choose("ravine")
    rates = classic("ravine").rates
    tries = bench.find(Segmented, "rates_to_try")
    assert tries.value() == rates.right
    tries.value_chosen.emit(rates.large)
    bench.settle()
    bench.end()
    assert bench.model.descent.path.ending is Ending.DIVERGED
    assert "too large" in bench.text("descent_status")
    assert bench.find(NumberField, "descent_learning_rate_field").value() == rates.large


def test_that_a_rate_with_a_decimal_comma_is_taken(bench, qtbot):
    bench.choose("ravine")
    field = bench.find(NumberField, "descent_learning_rate_field")
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "0,05")
    qtbot.keyClick(field, "\r")
    assert bench.model.config.learning_rate == 0.05


@pytest.mark.parametrize("name", OPTIMIZER_NAMES)
def test_that_every_optimizer_descends_the_network_at_the_benchs_rate_and_at_its_right_one(bench, name):
    bench.find(ChoiceField, "descent_optimizer_field").value_chosen.emit(name)
    bench.settle()
    path = bench.model.descent.path
    assert path.config.optimizer == name
    assert path.config.learning_rate == bench.lab.state.config.learning_rate
    assert bench.find(NumberField, "descent_momentum_field").isVisible() == (name in ("momentum", "nesterov"))
    right = bench.model.rates_of(bench.model.config).right
    bench.find(Segmented, "rates_to_try").value_chosen.emit(right)
    bench.settle()
    path = bench.model.descent.path
    assert path.config.learning_rate == right
    assert path.losses[-1] <= path.losses[0]


def test_that_a_network_is_descended_as_the_bench_trains_until_something_else_is_chosen(open_bench):
    bench = open_bench("textbook/318_1")
    chip = bench.find(Segmented, "as_on_bench")
    assert chip.isVisible()
    assert chip.value() == "bench"
    assert bench.model.config.learning_rate == bench.lab.state.config.learning_rate
    bench.lab.controller.edit("", lambda state: with_config(state, optimizer="adam", learning_rate=0.02))
    bench.settle()
    assert (bench.model.config.optimizer, bench.model.config.learning_rate) == ("adam", 0.02)
    bench.enter("descent_learning_rate_field", 0.5)
    assert chip.value() is None
    bench.lab.controller.edit("", lambda state: with_config(state, learning_rate=0.03))
    assert bench.model.config.learning_rate == 0.5
    chip.value_chosen.emit("bench")
    bench.settle()
    assert bench.model.config.learning_rate == 0.03
    assert chip.value() == "bench"
    bench.choose("ravine")
    assert not chip.isVisible()
    assert not bench.find(QLabel, "rates_to_try_note").isVisible()
    assert bench.model.config.optimizer == "sgd"


@pytest.mark.parametrize("kind", SideBySide)
def test_that_three_ways_roll_side_by_side_from_one_start_by_one_click(bench, kind):
    bench.choose(TEN_POINTS)
    bench.find(Segmented, "side_by_side").value_chosen.emit(kind)
    bench.settle()
    model = bench.model
    assert model.player.is_running
    three = [made.config for made in (*model.kept, model.descent)]
    if kind is SideBySide.RATES:
        rates = model.rates_of(model.config)
        assert {each.learning_rate for each in three} == {rates.small, rates.right, rates.large}
        assert model.config.learning_rate == rates.right
    else:
        assert {each.batch_size for each in three} == {None, 3, 1}
        assert model.config.batch_size is None
    assert {tuple(made.path.points[0]) for made in (*model.kept, model.descent)} == {model.start}
    assert all(made.rolls for made in model.kept)
    assert model.player.last == max(made.path.steps for made in (*model.kept, model.descent))
    assert bench.find(Segmented, "side_by_side").value() is kind
    bench.end()
    assert bench.text("descent_status")
    bench.press("clear_paths_button")
    assert model.kept == ()
    assert bench.find(Segmented, "side_by_side").value() is None


def test_that_ways_side_by_side_follow_the_start_and_stay_when_one_goes_on_alone(bench, qtbot):
    bench.choose(TEN_POINTS)
    bench.find(Segmented, "side_by_side").value_chosen.emit(SideBySide.BATCHES)
    bench.settle()
    bench.model.set_start((0.5, 0.5))
    qtbot.waitUntil(
        lambda: all(
            tuple(made.path.points[0]) == (0.5, 0.5) for made in (*bench.model.kept, bench.model.descent)
        )
    )
    assert len(bench.model.kept) == 2
    bench.model.configure(optimizer="momentum")
    bench.settle()
    assert len(bench.model.kept) == 2
    assert not any(made.rolls for made in bench.model.kept)


def test_that_all_of_a_path_that_leaves_the_picture_is_shown_when_asked_for(bench, qtbot):
    bench.choose("ravine")
    more, usual = (bench.find(QPushButton, name) for name in ("show_all_button", "show_usual_button"))
    assert not more.isVisible()
    bench.model.configure(learning_rate=classic("ravine").rates.large)
    bench.settle()
    path, window = bench.model.descent.path, bench.model.landscape.window
    assert more.isVisible()
    bench.press("show_all_button")
    qtbot.waitUntil(lambda: bench.model.shows_more)
    wider = bench.model.landscape.window
    reach = [point for point in path.points if window.contains(point, 2.0)]
    assert len(reach) > 2
    assert all(wider.contains(point) for point in reach)
    assert bench.model.descent.path is path
    assert not more.isVisible()
    bench.press("show_usual_button")
    assert bench.model.landscape.window == window
    assert more.isVisible()
    assert not usual.isVisible()


def test_that_batches_are_offered_only_where_there_are_samples(bench):
    batches = bench.find(Segmented, "batches")
    assert batches.isVisible()
    batches.value_chosen.emit(Batches.ONE)
    bench.settle()
    assert bench.model.descent.config.batch_size == 1
    assert bench.find(NumberField, "descent_seed_field").isVisible()
    bench.choose("bowl")
    assert not batches.isVisible()
    assert bench.model.descent.config.batch_size is None


def test_that_another_seed_draws_another_stochastic_path(bench):
    bench.choose(TEN_POINTS)
    bench.model.configure(batch_size=1)
    bench.settle()
    first = bench.model.descent.path
    bench.enter("descent_seed_field", 7)
    assert not np.array_equal(first.points, bench.model.descent.path.points)
    bench.enter("descent_seed_field", 0)
    np.testing.assert_array_equal(first.points, bench.model.descent.path.points)


def test_that_dragging_the_start_leads_to_another_path_which_stays_whole(bench, qtbot):
    bench.choose("two_basins")
    bench.end()
    before = bench.model.descent
    for start in ((2.0, 2.0), (2.5, -1.0), (99.0, 0.0)):
        bench.work.stage.contours.start_moved.emit(start)
    assert bench.work.stage.contours.start() == (3.0, 0.0)
    qtbot.waitUntil(lambda: tuple(bench.model.descent.path.points[0]) == (3.0, 0.0))
    assert bench.model.descent is not before
    assert bench.model.player.is_at_end


def test_that_a_path_is_kept_beside_the_next_one_until_the_landscape_changes(bench):
    bench.choose("ravine")
    assert not bench.find(QPushButton, "clear_paths_button").isVisible()
    bench.press("keep_path_button")
    bench.press("keep_path_button")
    bench.model.configure(optimizer="momentum")
    bench.settle()
    assert [made.config.optimizer for made in bench.model.kept] == ["sgd"]
    assert bench.find(QPushButton, "clear_paths_button").isVisible()
    for rate in (0.001, 0.002, 0.003, 0.004):
        bench.model.configure(learning_rate=rate)
        bench.settle()
        bench.model.keep()
    assert [made.config.learning_rate for made in bench.model.kept] == [0.001, 0.002, 0.003, 0.004]
    bench.press("clear_paths_button")
    assert bench.model.kept == ()
    bench.model.keep()
    bench.choose("bowl")
    assert bench.model.kept == ()


def test_that_a_change_after_the_end_rolls_at_once(bench, qtbot):
    bench.choose("bowl")
    bench.end()
    bench.model.configure(learning_rate=0.3)
    qtbot.waitUntil(lambda: bench.model.player.is_at_end)
    assert bench.model.descent.config.learning_rate == 0.3


@pytest.mark.parametrize("ends", [True, False])
def test_that_another_optimizer_stands_at_the_start_until_run_is_pressed(bench, ends):
    bench.choose("ravine")
    player = bench.model.player
    if ends:
        bench.end()
    else:
        bench.press("run_button")
    assert player.is_running is not ends
    bench.find(ChoiceField, "descent_optimizer_field").value_chosen.emit("momentum")
    bench.settle()
    assert (player.step, player.is_running) == (0, False)
    bench.press("run_button")
    assert player.is_running


def test_that_contours_and_space_show_the_same_surface(bench):
    bench.work.stage.show_side(Side.SPACE)
    assert bench.work.stage.surface.isVisible()
    bench.choose("two_valleys")
    assert bench.work.stage.curve.isVisible()
    assert not bench.find(Segmented, "descent_sides").isVisible()
    bench.choose("bowl")
    assert bench.work.stage.surface.isVisible()


def test_that_parameters_are_chosen_by_their_units(bench):
    bench.find(ChoiceField, "first_source_field").value_chosen.emit((1, 2))
    bench.settle()
    assert bench.model.subject.places == (ParameterPlace(1, 2, 0), ParameterPlace(0, 1, 0))
    bench.find(ChoiceField, "first_target_field").value_chosen.emit((1, 3))
    bench.settle()
    assert bench.model.subject.places[0] == ParameterPlace(1, 2, 3)
    bench.find(ChoiceField, "second_source_field").value_chosen.emit("bias")
    bench.settle()
    assert bench.model.subject.places[1] == ParameterPlace(0, None, 0)
    bench.find(ChoiceField, "second_target_field").value_chosen.emit((1, 1))
    bench.settle()
    assert bench.model.subject.places[1] == ParameterPlace(1, None, 1)


def test_that_one_parameter_alone_is_a_curve_and_two_the_same_change_places(bench):
    first, second = bench.model.subject.places
    bench.find(ChoiceField, "first_source_field").value_chosen.emit((0, second.source))
    bench.settle()
    assert bench.model.subject.places == (second, first)
    bench.find(ChoiceField, "second_source_field").value_chosen.emit("none")
    bench.settle()
    assert bench.model.subject.places == (second,)
    assert bench.work.stage.curve.isVisible()


def test_that_a_changed_weight_is_taken_when_asked_for(bench, qtbot):
    refresh = bench.find(QPushButton, "refresh_button")
    taken = bench.model.landscape
    assert not refresh.isVisible()
    bench.lab.controller.edit("Edit", lambda state: with_weight(state, 0, 0, 0, 2.5))
    assert refresh.isVisible()
    assert bench.model.landscape is taken
    refresh.click()
    qtbot.waitUntil(lambda: bench.model.landscape is not taken)
    bench.settle()
    assert bench.model.start[0] == pytest.approx(2.5)
    assert not refresh.isVisible()


def test_that_who_comes_back_sees_the_network_as_it_is(bench, qtbot):
    bench.work.hide()
    bench.lab.controller.edit("Edit", lambda state: with_weight(state, 0, 0, 0, -1.5))
    taken = bench.model.landscape
    bench.work.show()
    qtbot.waitUntil(lambda: bench.model.landscape is not taken)
    assert bench.model.start[0] == pytest.approx(-1.5)


def test_that_a_training_only_makes_the_picture_stale(bench, qtbot):
    taken = bench.model.landscape
    bench.lab.controller.train()
    qtbot.waitUntil(lambda: bench.model.is_stale)
    bench.lab.controller.pause()
    qtbot.waitUntil(lambda: not bench.lab.controller.is_busy)
    assert bench.model.landscape is taken


def test_that_another_network_is_taken_at_once_with_parameters_that_it_has(bench, qtbot):
    bench.find(ChoiceField, "first_source_field").value_chosen.emit((1, 7))
    bench.settle()
    bench.lab.controller.edit("Edit", lambda state: with_hidden_widths(state, (3,)))
    bench.settle()
    assert bench.model.subject.places == (ParameterPlace(0, 0, 0), ParameterPlace(0, 1, 0))
    assert bench.model.landscape.source.parameters.spec.sizes == (7, 3, 4)
    bench.lab.controller.edit("Open", lambda _: begin(load_preset("xor")))
    bench.settle()
    assert bench.model.landscape.source.dataset is bench.lab.state.dataset


def test_that_a_network_with_a_step_says_why_there_is_no_picture(bench, qtbot):
    bench.lab.controller.edit("Edit", lambda state: with_layer(state, 0, activation="step"))
    message = bench.find(QLabel, "descent_message")
    bench.qtbot.waitUntil(lambda: "Layer 1 has a step" in message.text())
    assert message.isVisible()
    bench.lab.controller.undo()
    bench.settle()
    assert bench.work.stage.contours.isVisible()


def test_that_hidden_it_computes_nothing(bench):
    bench.work.hide()
    bench.model.choose(Subject("bowl"))
    assert not bench.lab.previews.is_busy
    assert bench.model.landscape is None
    bench.work.show()
    bench.settle()
    assert bench.model.landscape.subject.key == "bowl"


def test_that_what_hiding_cancelled_comes_when_it_is_shown_again(bench, qtbot):
    taken = bench.model.landscape
    bench.model.refresh()
    bench.work.hide()
    assert bench.model.is_stale
    bench.work.show()
    qtbot.waitUntil(lambda: bench.model.landscape is not taken)
    bench.settle()


def test_that_the_straight_line_gives_the_notes_numbers(bench):
    bench.choose(NOTE)
    assert bench.work.stage.line.isVisible()
    assert not bench.find(ChoiceField, "descent_optimizer_field").isVisible()
    bench.press("descent_step_button")
    assert bench.text("line_equation_2") == "E = t − y = 1.1 − 0.75 = 0.35"
    assert bench.text("line_equation_3") == "ΔA = E / x = 0.35 / 3 = 0.1167"
    assert bench.text("line_cell_1_6") == "0.3667"
    bench.press("descent_step_button")
    assert bench.text("line_cell_2_6") == "2.9"
    assert bench.work.stage.line.fit_picture.state().slope == pytest.approx(2.9)
    bench.choose("bowl")
    assert bench.work.stage.contours.isVisible()


def test_that_moderation_takes_a_share_of_each_correction(bench):
    bench.choose(NOTE)
    bench.work.line_card.changed.emit((0.25, 0.5))
    bench.press("descent_step_button")
    assert bench.text("line_equation_3") == "ΔA = L · E / x = 0.5 · 0.35 / 3 = 0.05833"
    assert bench.text("line_cell_1_6") == "0.3083"
    assert bench.text("line_cell_2_6") == ""


def test_that_a_retranslated_workspace_keeps_what_it_shows(bench):
    bench.end()
    before = bench.text("point_value_1"), bench.text("descent_status")
    bench.work.changeEvent(QEvent(QEvent.Type.LanguageChange))
    assert (bench.text("point_value_1"), bench.text("descent_status")) == before


def test_that_the_document_is_left_as_it_is(bench):
    state = bench.lab.state
    bench.end()
    bench.model.configure(learning_rate=0.5)
    bench.settle()
    assert bench.lab.state is state


def test_that_pictures_are_descended_by_a_part_of_the_samples(open_bench):
    bench = open_bench("strokes")
    surface = bench.model.landscape.surface
    assert surface.samples < surface.available
    assert f"mean over {surface.samples} of" in descent_texts.range_text(bench.model.landscape)


def used(qtbot):
    bench = Bench(qtbot, "seven-segment")
    bench.choose("ravine")
    bench.model.keep()
    bench.model.set_start((1.0, 1.0))
    bench.work.hide()
    bench.lab.shut_down()
    gone = weakref.ref(bench.lab), weakref.ref(bench.model)
    bench.work.deleteLater()
    return gone


def test_that_a_workspace_that_is_given_up_lies_in_no_cycle(qapp, qtbot):
    # Else the collector might destroy it in whatever thread it happens to run.
    gone = used(qtbot)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert [reference() for reference in gone] == [None, None]


def test_that_a_start_moved_last_before_hiding_is_descended_from_afterwards(bench):
    bench.choose("bowl")
    bench.model.set_start((1.0, 1.0))
    bench.model.set_start((2.0, 2.0))
    bench.work.hide()
    bench.work.show()
    bench.settle()
    assert tuple(bench.model.descent.path.points[0]) == (2.0, 2.0)


def test_that_a_loss_that_hardly_changes_offers_rates_that_a_training_takes(open_bench):
    bench = open_bench("xor")
    for layer in (0, 1):
        bench.lab.controller.edit("", lambda state, layer=layer: with_layer(state, layer, init="zeros"))
    bench.model.refresh()
    bench.settle()
    for optimizer in OPTIMIZER_NAMES:
        bench.model.configure(optimizer=optimizer)
        bench.settle()
        assert bench.model.rates_of(bench.model.config).large <= MAX_RATE


def test_that_parameters_of_a_layer_that_is_gone_make_room_for_others(open_bench):
    bench = open_bench("xor")
    bench.lab.controller.edit("", lambda state: with_hidden_widths(state, (4, 4)).state)
    bench.model.refresh()
    bench.settle()
    places = (ParameterPlace(2, 0, 0), ParameterPlace(2, 1, 0))
    bench.work._on_subject_chosen(Subject(NETWORK, places))
    bench.settle()
    bench.lab.controller.edit("", lambda state: with_hidden_widths(state, ()).state)
    bench.model.refresh()
    bench.settle()
    assert all(place.layer == 0 for place in bench.model.subject.places)


def told_by(lab):
    told = []
    lab.deeds.happened.connect(told.append)
    return told


@pytest.mark.parametrize(
    ("landscape", "rate", "what"),
    [
        ("parabola", 0.5, "parabola lowest sgd"),
        ("parabola", 0.01, "parabola short sgd"),
        ("parabola", 2.1, "parabola away sgd"),
        ("two_valleys", 0.1, "two_valleys elsewhere sgd"),
    ],
)
def test_that_it_is_told_once_how_a_way_that_was_watched_has_ended(bench, landscape, rate, what):
    bench.choose(landscape)
    bench.enter("descent_learning_rate_field", rate)
    told = told_by(bench.lab)
    bench.press("descent_step_button")
    assert told == []
    bench.end()
    assert told == [Deed(DeedKind.DESCENDED, what)]


def test_that_of_ways_side_by_side_each_end_is_told_and_that_they_were_compared(bench):
    bench.choose("parabola")
    told = told_by(bench.lab)
    bench.model.go_side_by_side(SideBySide.RATES)
    bench.settle()
    bench.end()
    ends = {f"parabola {outcome} sgd" for outcome in ("lowest", "short", "away")}
    assert set(told) == {
        *(Deed(DeedKind.DESCENDED, end) for end in ends),
        Deed(DeedKind.WAYS_COMPARED, "rates"),
    }
