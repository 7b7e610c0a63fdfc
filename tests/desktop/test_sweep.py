"""The workspace of sweeps: from what is filled in to runs, charts and the network on the bench."""

import os
import time
from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from nnlab.data.parting import split_rows
from nnlab.data.splits import Split
from nnlab.desktop.explore.sweeps import sweep_form, sweep_texts
from nnlab.desktop.explore.sweeps.sweep import SweepWorkspace
from nnlab.desktop.explore.sweeps.sweep_form import AxisForm, SweepForm, read_values, usual_axis, usual_form
from nnlab.desktop.explore.sweeps.sweep_model import Sweep, SweepModel
from nnlab.desktop.explore.sweeps.sweep_pictures import Performance, epochs_picture
from nnlab.desktop.explore.sweeps.sweep_store import MOST_KEPT, folder_of, tidy, unfinished
from nnlab.desktop.explore.sweeps.sweep_view import MAP, Look, look_at
from nnlab.desktop.widgets.chips import Chips
from nnlab.desktop.widgets.fields import ChoiceField
from nnlab.desktop.widgets.parts.spread_picture import SeriesPoint
from nnlab.desktop.widgets.segmented import Segmented
from nnlab.desktop.widgets.spread_plot import SpreadPlot
from nnlab.desktop.words import language
from nnlab.files import SaveError, locked
from nnlab.lessons import Deed, DeedKind, begin, load_preset
from nnlab.lessons.deed_checks import SWEPT
from nnlab.project import with_dataset, with_point_added
from nnlab.project.nnlab_file import project_bytes
from nnlab.project.saved import saved
from nnlab.training import StepSize
from nnlab.trials import folder as trial_folder
from nnlab.trials import sweep as trial_sweep
from nnlab.trials import versions
from nnlab.trials.backend import BackendError, InProcess
from nnlab.trials.cluster import DaskCluster
from nnlab.trials.folder import open_folder
from nnlab.trials.plan import SweepPlan, base_of
from nnlab.trials.spread import spread_of
from nnlab.trials.summary import Measure
from nnlab.trials.sweep import run_sweep
from nnlab.trials.trial import CurvePoint, TrialResult, checksum_of
from tests.desktop.conftest import settle
from tests.desktop.test_controls_are_named import controls_of, nameless
from tests.trials_here import plan_of

RATES = AxisForm("learning_rate", "0.03 0.3")


def in_process(_form, cancelled):
    return InProcess(cancelled)


@pytest.fixture
def build(build_window, qtbot):
    """Return what builds the workspace beside a window; runs are made in its own thread."""

    def build(preset="seven-segment", tongue="en", form=None, backend=in_process):
        lab = build_window(tongue, preset).lab
        sweep = SweepWorkspace(lab, backend=backend)
        qtbot.addWidget(sweep)
        sweep.resize(956, 580)
        sweep.show()
        qtbot.waitExposed(sweep)
        sweep.model.set_form(form or SweepForm((RATES,), epochs=20, seeds=2))
        return sweep

    return build


@pytest.fixture
def swept(build, qtbot):
    """Return a workspace whose sweep is over."""
    sweep = build()
    finish(sweep, qtbot)
    return sweep


def finish(sweep, qtbot):
    sweep.model.start()
    qtbot.waitUntil(lambda: not sweep.model.is_running, timeout=20_000)
    look(sweep, qtbot)


def look(sweep, qtbot):
    """Wait until everything is seen as it is now."""
    qtbot.waitUntil(lambda: not sweep._lab.previews.is_busy)
    sweep._show_results()
    qtbot.waitUntil(lambda: not sweep._lab.previews.is_busy)


def child(sweep, kind, name):
    found = sweep.findChild(kind, name)
    assert found is not None
    return found


def text_of(sweep):
    return child(sweep, QLabel, "sweep_progress").text()


# -- from form to plan -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "text", "values"),
    [
        ("learning_rate", "0.01 0.03 0.1", ("0.01", "0.03", "0.1")),
        ("learning_rate", "0.01,0.03,0.1", ("0.01", "0.03", "0.1")),
        ("learning_rate", "0,01 0,03; 0,1", ("0.01", "0.03", "0.1")),
        ("learning_rate", "0,1, 0,3", ("0.1", "0.3")),
        ("learning_rate", "1e-3; 10⁻²", ("0.001", "0.01")),
        ("learning_rate", "log(0.001, 1)", ("log(0.001, 1)",)),
        ("hidden", "4,8,16", ("4", "8", "16")),
        ("hidden", "8 8-4 none", ("8", "8-4", "none")),
        ("hidden", "4..32", ("4..32",)),
        ("batch_size", "1 10 full", ("1", "10", "full")),
    ],
)
def test_that_values_are_read_as_they_are_typed(key, text, values):
    assert read_values(key, text) == values


@pytest.mark.parametrize(
    ("text", "told"), [("", "Give a value"), ("0.1 x", "not a number"), ("1 " * 101, "100")]
)
def test_that_what_is_no_value_is_refused_with_a_sentence(text, told):
    with pytest.raises(ValueError, match=told):
        read_values("learning_rate", text)


def test_that_chosen_epochs_stay_with_one_more_point_and_not_with_another_task(build):
    sweep = build("moons", form=SweepForm((RATES,), epochs=77))
    lab, model = sweep.model._lab, sweep.model
    lab.document.apply("point", with_point_added(lab.state, (0.1, 0.2), (1.0,)))
    assert model.form.epochs == 77
    lab.document.apply("other", begin(load_preset("seven-segment")))
    assert model.form.epochs == usual_form(lab.state, 1).epochs != 77
    assert model.form.axes == (RATES,)


def test_that_the_usual_form_is_five_rates_from_three_seeds():
    state = begin(load_preset("seven-segment"))
    form = usual_form(state, 2)
    plan = form.plan(7)
    assert plan.size == 15
    assert plan.seeds == (7, 8, 9)
    assert plan.axes[0].values == ("0.01", "0.03", "0.1", "0.3", "1")


@pytest.mark.parametrize(
    "key", ["learning_rate", "hidden", "depth", "activation", "init", "optimizer", "batch_size"]
)
def test_that_the_usual_values_of_every_setting_can_be_swept(build, key, qtbot):
    state = begin(load_preset("xor"))
    sweep = build("xor", form=SweepForm((usual_axis(key, state),), epochs=2, seeds=1))
    finish(sweep, qtbot)
    assert {result.ended for result in sweep.model.sweep.results} == {"finished"}
    assert len(sweep.model.sweep.results) == len(usual_axis(key, state).values)


def test_that_typing_values_is_checked_at_once(build):
    sweep = build()
    line = child(sweep, QLineEdit, "sweep_axis_0_values")
    start = child(sweep, QPushButton, "sweep_start_button")
    assert text_of(sweep) == "4 runs: 2 settings, 2 seeds each"
    line.setText("0.1 oops")
    line.textEdited.emit(line.text())
    assert "oops" in line.accessibleDescription()
    assert not start.isEnabled()
    line.setText("0,1 0,2 0,4")
    line.textEdited.emit(line.text())
    assert line.accessibleDescription() == ""
    assert start.isEnabled()
    assert text_of(sweep) == "6 runs: 3 settings, 2 seeds each"


def test_that_after_enter_other_values_are_typed_in_their_place_and_nothing_trains(build_window):
    window = build_window("en", "xor")
    window.workspaces.show("experiments")
    window.findChild(Segmented, "experiment").value_chosen.emit("sweep")
    window.activateWindow()
    line = child(window, QLineEdit, "sweep_axis_0_values")
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "0.5 3")
    QTest.keyClick(line, Qt.Key.Key_Return)
    for key in "0,1 1 30":  # to whatever has the keys
        QTest.keyClicks(window.focusWidget(), key)
    assert line.text() == "0,1 1 30"
    assert not window.lab.controller.is_running
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert not line.hasFocus()


def test_that_a_setting_of_words_is_chosen_by_chips(build):
    sweep = build(form=SweepForm((AxisForm("optimizer", "sgd"),), epochs=5))
    chips = child(sweep, Chips, "sweep_axis_0_words")
    child(sweep, QPushButton, "chip_adam").click()
    assert chips.values() == ("sgd", "adam")
    assert sweep.model.plan().axes[0].values == ("sgd", "adam")
    child(sweep, QPushButton, "chip_sgd").click()
    assert sweep.model.plan().axes[0].values == ("adam",)


def test_that_settings_are_added_and_removed(build):
    sweep = build()
    child(sweep, QPushButton, "sweep_more_button").click()
    assert [axis.key for axis in sweep.model.form.axes] == ["learning_rate", "hidden"]
    child(sweep, QPushButton, "sweep_axis_0_remove").click()
    assert [axis.key for axis in sweep.model.form.axes] == ["hidden"]
    child(sweep, QPushButton, "sweep_axis_0_remove").click()
    assert not child(sweep, QPushButton, "sweep_start_button").isEnabled()


def test_that_random_draws_from_ranges(build, qtbot):
    axes = (AxisForm("learning_rate", "log(0.01, 1)"), AxisForm("hidden", "2..16"))
    sweep = build(form=SweepForm(axes, epochs=3, seeds=1, count=5))
    finish(sweep, qtbot)
    assert len({result.settings for result in sweep.model.sweep.results}) == 5
    assert sweep.plot._picture.joined is False


def test_that_what_only_the_engine_can_refuse_is_told(build, qtbot):
    sweep = build(form=SweepForm((AxisForm("hidden", "8 99999999"),), epochs=3, seeds=1))
    sweep.model.start()
    qtbot.waitUntil(lambda: not sweep.model.is_running)
    assert "not possible" in text_of(sweep) or "too large" in text_of(sweep)
    sweep.model.set_form(SweepForm((RATES,), epochs=3))
    assert "runs" in text_of(sweep)


# -- runs --------------------------------------------------------------------------------------------------


def test_that_results_arrive_while_others_are_made(build, qtbot):
    sweep = build(form=SweepForm((RATES,), epochs=200, seeds=20))
    seen = []
    sweep.model.sweep_changed.connect(lambda each: seen.append(len(each.results)))
    finish(sweep, qtbot)
    assert seen == sorted(seen)
    assert any(0 < count < 40 for count in seen)
    assert seen[-1] == 40


def test_that_a_sweep_goes_on_beside_the_training_on_the_bench(build, qtbot):
    sweep = build(form=SweepForm((RATES,), epochs=200, seeds=5))
    before = sweep._lab.state.training.step
    sweep._lab.controller.train()
    finish(sweep, qtbot)
    sweep._lab.controller.pause()
    qtbot.waitUntil(lambda: not sweep._lab.controller.is_busy)
    assert sweep._lab.state.training.step > before
    assert sweep.model.sweep.is_complete


def test_that_stop_keeps_what_is_made_and_go_on_makes_the_rest(build, qtbot):
    sweep = build(form=SweepForm((RATES,), epochs=300, seeds=30))
    button = child(sweep, QPushButton, "sweep_start_button")
    button.click()
    assert button.text() == "Stop"
    qtbot.waitUntil(lambda: len(sweep.model.sweep.results) >= 3)
    button.click()
    made = sweep.model.sweep.results
    assert not sweep.model.is_running
    assert 3 <= len(made) < 60
    assert button.text() == "Go on"
    counts = []
    sweep.model.sweep_changed.connect(lambda each: counts.append(len(each.results)))
    button.click()
    qtbot.waitUntil(lambda: not sweep.model.is_running, timeout=20_000)
    assert min(counts) >= len(made)  # nothing that was seen goes away
    assert {each.checksum for each in made} <= {each.checksum for each in sweep.model.sweep.results}
    assert sweep.model.sweep.is_complete


def test_that_the_window_closes_while_a_sweep_runs(build, qtbot):
    sweep = build(form=SweepForm((RATES,), epochs=100_000, seeds=50))
    sweep.model.start()
    qtbot.wait(50)
    began = time.monotonic()
    sweep._lab.shut_down()
    assert time.monotonic() - began < 3
    assert not sweep._lab.trials.is_busy


def test_that_processes_make_the_same_runs(build, qtbot):
    here = build()
    finish(here, qtbot)
    there = build(backend=_fresh_processes)
    there.model.set_form(replace(there.model.form, workers=2))
    finish(there, qtbot)
    assert there.model.sweep.results == here.model.sweep.results


def _fresh_processes(workers, _cancelled):
    from nnlab.desktop.explore.sweeps.sweep_store import _root
    from nnlab.trials.local import LocalProcesses

    for path in _root().glob("*/runs/*.json"):
        path.unlink()  # else nothing would be left to be made
    return LocalProcesses(workers.processes)


def test_that_a_fault_of_the_workers_is_told_and_what_is_made_stays(build, qtbot):
    def broken(_form, _cancelled):
        raise BackendError("there are no workers.")

    sweep = build(backend=broken)
    sweep.model.start()
    qtbot.waitUntil(lambda: not sweep.model.is_running)
    assert text_of(sweep).startswith("The runs cannot be made")
    assert "no workers" in text_of(sweep)


def test_that_a_cluster_that_does_not_answer_is_told_while_the_window_goes_on(build, qtbot):
    pytest.importorskip("distributed")

    def cluster(workers, _cancelled):
        return DaskCluster(workers.scheduler, answer_seconds=0.5)

    sweep = build(backend=cluster)
    child(sweep, ChoiceField, "sweep_where_field").value_chosen.emit("cluster")
    address = child(sweep, QLineEdit, "sweep_scheduler_field")
    assert address.isVisible()
    address.setText("tcp://127.0.0.1:1")
    address.textEdited.emit(address.text())
    assert sweep.model.form.scheduler == "tcp://127.0.0.1:1"
    sweep.model.start()
    qtbot.waitUntil(lambda: not sweep.model.is_running, timeout=20_000)
    assert "does not answer" in text_of(sweep)


# -- what is seen ------------------------------------------------------------------------------------------


def test_that_an_empty_sweep_says_what_will_be_seen(build):
    sweep = build()
    assert "its mean over the seeds" in sweep.plot._note
    assert sweep.table.keys() == ()
    assert not sweep.best_card.isVisible()


def test_that_means_with_their_spread_and_all_runs_are_shown(swept):
    picture = swept.plot._picture
    (series,) = picture.series
    assert series.x.tolist() == [0.03, 0.3]
    runs = swept.model.sweep.results
    for at, mean in zip(series.x, series.mean, strict=True):
        values = [run.accuracy for run in runs if float(dict(run.settings)["learning_rate"]) == at]
        assert mean == pytest.approx(sum(values) / 2)
    assert len(series.runs[0]) == 4
    assert len(swept.curves._picture.series) == 2
    assert len(swept.table.keys()) == 4


def test_that_runs_that_diverged_are_marked_by_a_cross_and_a_word(build, qtbot):
    sweep = build(
        "textbook/311_1", form=SweepForm((AxisForm("learning_rate", "0.01 1e6"),), epochs=50, seeds=1)
    )
    finish(sweep, qtbot)
    fallen = [run for run in sweep.model.sweep.results if run.ended == "diverged"]
    assert [dict(run.settings)["learning_rate"] for run in fallen] == ["1000000"]
    assert sweep.plot._picture.marks == ((1e6, "✕"),)
    texts = [cell.text for row in sweep.table.rows for cell in row.cells]
    assert "✕ diverged" in texts
    assert {"Ended", "Epochs"} <= {column.title for column in sweep.table.columns}
    assert dict(sweep.model.best.run.settings)["learning_rate"] == "0.01"


def test_that_mean_curves_say_which_runs_are_not_in_them(build, qtbot):
    rates = AxisForm("learning_rate", "0.01 1e6")
    sweep = build("textbook/311_1", form=SweepForm((rates, AxisForm("hidden", "2 4")), epochs=50, seeds=1))
    finish(sweep, qtbot)
    fallen = sum(not run.finished for run in sweep.model.sweep.results)
    assert 0 < fallen < 4
    assert sweep.curves.foot.startswith(f"✕ {fallen} of 4 · ")
    picture = epochs_picture(sweep.model.sweep.results, "", Measure.LOSS)
    assert "✕" in picture.series[0].name
    assert ("runs", f"{4 - fallen} of 4") in picture.series[0].readings[0]


def test_that_charts_say_what_their_means_go_over(build, qtbot):
    forms = (
        (RATES,),
        (RATES, AxisForm("hidden", "2 4")),
        (RATES, AxisForm("hidden", "2 4"), AxisForm("depth", "1 2")),
    )
    said = []
    for axes, seeds in zip((forms[0], *forms), (1, 2, 2, 1), strict=True):
        sweep = build(form=SweepForm(axes, epochs=3, seeds=seeds))
        finish(sweep, qtbot)
        said.append((sweep.plot.foot, sweep.curves.foot))
    assert said == [
        ("one run each", "one run each"),
        ("± over seeds", "± over seeds"),
        ("± over seeds", "± over seeds and: Hidden width"),
        ("± over: Hidden layers", "± over all other settings"),
    ]


def test_that_a_spread_is_one_deviation_in_the_picture_of_losses_too():
    settings = (("learning_rate", "0.1"),)
    losses = (0.01, 0.01, 0.01, 0.5)
    curve = [
        (CurvePoint(0.0, 1.0, None, None, None), CurvePoint(9.0, loss, None, None, None)) for loss in losses
    ]
    runs = [
        TrialResult(index, settings, index, "finished", "epochs", loss, curve=curve[index])
        for index, loss in enumerate(losses)
    ]
    spread = spread_of(losses)
    points = Performance(runs, "learning_rate", "", Measure.LOSS).picture().series[0]
    band = epochs_picture(runs, "learning_rate", Measure.LOSS).series[0]
    for drawn in (points, band):
        assert (drawn.low[-1], drawn.high[-1]) == pytest.approx(spread.ends)


def run_of(index, rate, loss, seed=0, at=9.0):
    """Return a run that ended at `at` epochs with this loss."""
    curve = tuple(CurvePoint(epoch, loss, None, None, None) for epoch in sorted({0.0, at}))
    settings = (("learning_rate", rate), ("hidden", "4"))
    return TrialResult(
        index, settings, seed, "finished", "epochs", loss, 0.9, epochs=round(at), steps=9, curve=curve
    )


def sweep_of(runs, seeds):
    plan = plan_of("rate=0.1,1,10", "hidden=4", seeds=tuple(range(seeds)))
    state = begin(load_preset("xor"))
    return Sweep(state, usual_form(state, 1), plan, 3 * seeds, tuple(runs))


@pytest.mark.parametrize(
    "losses", [(0.1, 0.2, 9.0), (-3.0, 0.2, 9.0), (1e200, 3e200, 1e300), (0.0, 0.0, 0.0)]
)
@pytest.mark.parametrize("epochs", [0.0, 0.25, 9.0])
def test_that_runs_of_any_loss_are_shown_however_soon_they_ended(shown_plot, losses, epochs):
    rates = ("0.1", "1", "10")
    runs = [run_of(at, rates[at], losses[at], at=epochs) for at in range(3)]
    for along in ("learning_rate", MAP):
        view = look_at(Look(sweep_of(runs, 1), along, Measure.LOSS, (Measure.LOSS,)))
        for picture in (view.picture, view.curves):
            shown_plot(picture)
            assert picture.y_log <= (min(losses) >= 0)  # what is below 0 has no place among decades
        assert view.best.run == runs[0]
        assert len(view.rows) == 3
    goodness = [row[0] for row in view.cells.goodness.T]
    assert goodness == sorted(goodness, reverse=True)
    assert goodness[0] == 1.0


@pytest.fixture
def shown_plot(qtbot):
    """Return what paints a picture; it fails as the window would."""

    def show(picture):
        plot = SpreadPlot()
        qtbot.addWidget(plot)
        plot.resize(360, 220)
        plot.set_picture(picture)
        plot.grab()

    return show


def test_that_runs_that_all_came_to_nothing_are_shown(shown_plot):
    runs = [replace(run_of(at, "0.1", None, at), ended="diverged", curve=()) for at in range(2)]
    view = look_at(Look(sweep_of(runs, 2), "learning_rate", Measure.LOSS, (Measure.LOSS,)))
    for picture in (view.picture, view.curves):
        shown_plot(picture)
    assert view.best is None


def test_that_the_mean_of_one_run_has_no_spread_in_the_window(build, qtbot):
    sweep = build(form=SweepForm((RATES,), epochs=3, seeds=1))
    finish(sweep, qtbot)
    assert "±" not in sweep.best_card._note.text()
    readings = Performance(sweep.model.sweep.results, "learning_rate", "", Measure.LOSS).picture().series[0]
    curves = epochs_picture(sweep.model.sweep.results, "learning_rate", Measure.LOSS).series[0]
    assert "±" not in str((readings.readings, curves.readings))


def test_that_the_best_of_several_settings_says_of_how_many(swept):
    assert swept.best_card._title.text() == "Best of 2 settings"
    best = swept.model.best
    assert best.run in best.group.results


def test_that_settings_of_which_seeds_are_missing_are_no_better_than_whole_ones(swept, qtbot):
    """Of a sweep that is stopped: the card says of how many runs a mean is that is not one of all."""
    model, runs = swept.model, swept.model.sweep.results
    lucky = replace(runs[2], accuracy=1.0)  # the first of two seeds of the second settings
    model.take_results((*runs[:2], lucky))
    assert model.best.group.results == runs[:2]
    model.take_results((lucky,))
    assert model.best.run == lucky
    swept.best_card.set_best(model.best)
    assert "100% (1 of 2)" in swept.best_card._note.text()


def test_that_what_is_the_same_of_all_runs_is_no_column(swept):
    titles = [column.title for column in swept.table.columns]
    assert titles == ["Learning rate", "Seed", "Accuracy, training", "Loss, training"]
    assert all(len(row.cells) == len(titles) for row in swept.table.rows)


def test_that_lines_are_said_to_be_values_of_a_setting(build, qtbot):
    sweep = build(form=SweepForm((RATES, AxisForm("hidden", "2 4")), epochs=5, seeds=1))
    finish(sweep, qtbot)
    assert (sweep.plot._picture.by, sweep.curves._picture.by) == ("Hidden width", "Learning rate")


def test_that_everything_follows_another_language(swept, qapp):
    language.apply(qapp, "ko")
    settle()
    assert "실행" in child(swept, QLabel, "sweep_progress").text()
    language.apply(qapp, "en")


def test_that_there_is_no_table_before_there_are_runs(build, qtbot):
    sweep = build()
    assert not sweep.table.isVisible()
    finish(sweep, qtbot)
    assert sweep.table.isVisible()


def test_that_trouble_with_a_cluster_is_told_in_the_language_of_the_window(build_window):
    gone = BackendError("the scheduler of the cluster does not answer any more.", "gone")
    own = BackendError("layer 2 has no slope.")
    build_window("en")
    assert "does not answer any more" in sweep_texts.fault(gone)
    build_window("ko")
    assert sweep_texts._trouble(own) == "layer 2 has no slope."  # a sentence of its own is told as it is


def test_that_two_settings_are_lines_or_a_map(build, qtbot):
    form = SweepForm((RATES, AxisForm("hidden", "2 4 8")), epochs=5, seeds=1)
    sweep = build(form=form)
    finish(sweep, qtbot)
    assert [series.name for series in sweep.plot._picture.series] == ["2", "4", "8"]
    sweep._on_along_chosen("map")
    look(sweep, qtbot)
    assert sweep.value_map._cells.goodness.shape == (2, 3)
    assert sweep.value_map.isVisible()
    sweep.value_map.cell_clicked.emit((1, 2))
    assert dict(sweep.best_card.shown.settings) == {"learning_rate": "0.3", "hidden": "8"}
    sweep._on_along_chosen("hidden")
    look(sweep, qtbot)
    assert [series.name for series in sweep.plot._picture.series] == ["0.03", "0.3"]


def test_that_pointing_at_a_mean_marks_its_runs_and_its_curve(swept):
    swept.plot.point_pointed.emit(SeriesPoint("", 1))
    marked = swept.table.marked
    assert {dict(swept.model.result(index).settings)["learning_rate"] for index in marked} == {"0.3"}
    assert swept.curves._front == "0.3"
    swept.plot.point_pointed.emit(None)
    assert not swept.table.marked


def test_that_a_click_on_a_mean_chooses_its_best_run(swept):
    place = swept.plot._places[0][0]
    assert swept.plot._point_at(QPointF(*place)) == SeriesPoint("", 0)
    swept.plot.point_clicked.emit(SeriesPoint("", 0))
    shown = swept.best_card.shown
    assert dict(shown.settings) == {"learning_rate": "0.03"}
    assert swept.table.chosen() == shown.index
    child(swept, QPushButton, "sweep_best_button").click()
    assert swept.best_card.shown == swept.model.best.run


def test_that_another_measure_judges_anew(swept, qtbot):
    swept.model.set_measure(Measure.LOSS)
    look(swept, qtbot)
    assert swept.plot._picture.names[1] == "loss, training"
    assert swept.curves._picture.y_log
    losses = [run.loss for run in swept.model.sweep.results]
    assert swept.model.best.spread.mean <= sum(losses) / len(losses)


@pytest.mark.parametrize(
    ("split", "word"),
    [(Split(test=0.3), "test samples: flat"), (Split(test=0.3, validation=0.3), "lucky"), (Split(), "")],
)
def test_that_a_choice_by_samples_is_called_flattering_or_lucky(build, qtbot, split, word):
    sweep = build("seven-segment")
    state = sweep._lab.state
    parted = split_rows(state.dataset, split)
    sweep._lab.document.apply("part", with_dataset(state, parted).state)
    finish(sweep, qtbot)
    caution = child(sweep, QLabel, "sweep_best_caution")
    assert caution.isVisible() is bool(word)
    assert word in caution.text()


def test_that_runs_are_judged_by_unseen_samples_where_there_are_any(build, qtbot):
    sweep = build()
    state = sweep._lab.state
    parted = split_rows(state.dataset, Split(validation=0.3))
    sweep._lab.document.apply("part", with_dataset(state, parted).state)
    sweep.model.set_form(SweepForm((RATES,), epochs=20, seeds=1))
    assert sweep.model.measure is Measure.WATCHED_ACCURACY
    finish(sweep, qtbot)
    assert sweep.plot._picture.names[1] == "accuracy, unseen"
    sweep.model.set_measure(Measure.WATCHED_LOSS)
    look(sweep, qtbot)
    last = [series.mean[-1] for series in sweep.curves._picture.series]
    assert last == pytest.approx([run.watched_loss for run in sweep.model.sweep.results])


def test_that_of_settings_that_get_everything_right_the_first_is_best_and_the_card_says_so(build, qtbot):
    sweep = build(form=SweepForm((AxisForm("learning_rate", "0.1 0.2 0.3"),), epochs=400, seeds=2))
    finish(sweep, qtbot)
    runs = sweep.model.sweep.results
    assert [run.accuracy for run in runs] == 6 * [1.0]
    assert min(runs, key=lambda run: run.loss) != runs[0]
    assert sweep.model.best.run == runs[0]
    qtbot.waitUntil(lambda: "the first of 3 that are equal" in sweep.best_card._note.text())


def test_that_everything_is_named_in_both_languages(build, qtbot):
    for tongue in ("en", "ko"):
        sweep = build(
            tongue=tongue, form=SweepForm((RATES, AxisForm("activation", "tanh relu")), epochs=2, seeds=1)
        )
        finish(sweep, qtbot)
        settle()
        assert len(controls_of(sweep)) > 15
        assert nameless(sweep) == []


# -- onto the bench ----------------------------------------------------------------------------------------


def test_that_the_best_run_trained_on_the_bench_has_the_same_weights_to_the_bit(swept, qtbot):
    lab, best = swept._lab, swept.model.best.run
    before = lab.state.training, lab.state.config
    child(swept, QPushButton, "sweep_load_train_button").click()
    assert lab.state.config.seed == best.seed
    assert f"{lab.state.config.learning_rate:g}" == dict(best.settings)["learning_rate"]
    qtbot.waitUntil(lambda: not lab.controller.is_busy, timeout=20_000)
    assert lab.state.training.epoch == best.epochs
    assert checksum_of(lab.state.parameters.vector) == best.checksum
    lab.controller.undo()
    lab.controller.undo()
    assert (lab.state.training, lab.state.config) == before
    assert len(lab.state.runs.records) == 1  # what was trained is kept


def test_that_a_run_is_put_on_the_bench_untrained_with_notes_kept(swept, qtbot):
    lab = swept._lab
    lab.document.apply("notes", replace(lab.state, notes="mine"))
    run = swept.model.sweep.results[0]
    swept.table.row_chosen.emit(run.index)
    child(swept, QPushButton, "sweep_load_button").click()
    assert lab.state.training.step == 0
    assert lab.state.notes == "mine"
    assert lab.state.config.seed == run.seed


def test_that_a_sweep_outlives_another_preset_and_can_still_be_loaded(swept):
    lab, run = swept._lab, swept.model.best.run
    lab.document.apply("other", begin(load_preset("xor")))
    assert swept.model.sweep.is_complete
    child(swept, QPushButton, "sweep_load_button").click()
    assert lab.state.spec.shape_text == "7-8-4"
    assert lab.state.config.seed == run.seed


# -- what is kept ------------------------------------------------------------------------------------------


def test_that_a_sweep_that_was_broken_off_is_found_and_gone_on_with(build, qtbot):
    first = build(form=SweepForm((RATES,), epochs=300, seeds=30))
    first.model.start()
    qtbot.waitUntil(lambda: len(first.model.sweep.results) >= 3)
    first._lab.shut_down()
    second = build(form=SweepForm((AxisForm("hidden", "4"),), epochs=5))
    resume = child(second, QPushButton, "sweep_resume_button")
    second.model.look_for_unfinished()
    qtbot.waitUntil(resume.isVisible)
    resume.click()
    assert second.model.form.axes == (RATES,)
    qtbot.waitUntil(lambda: not second.model.is_running, timeout=20_000)
    assert len(second.model.sweep.results) == 60


def folder_name(number):
    """Return a name as the folders of sweeps have them."""
    return f"{number:016x}-{number:016x}"


def test_that_only_the_latest_sweeps_are_kept():
    state = begin(load_preset("xor"))
    root = folder_of(state, SweepPlan((), (0,))).parent
    for number in range(MOST_KEPT + 3):
        folder = root / folder_name(number)
        folder.mkdir(parents=True)
        (folder / "sweep.json").write_text("{}")
    tidy()
    assert len(list(root.iterdir())) == MOST_KEPT
    assert unfinished(state) is None  # what is damaged is passed over


def test_that_times_are_told_as_one_says_them(qapp):
    assert sweep_texts.duration(0.2) == "1 s"
    assert sweep_texts.duration(200) == "3 min"
    assert sweep_texts.duration(9000) == "2.5 h"


def test_that_lessons_know_every_setting_that_can_be_varied():
    assert set(SWEPT) == set(sweep_form.KEYS)


def test_that_a_sweep_that_came_to_its_end_is_told_and_one_that_was_stopped_is_not(build, qtbot):
    sweep, told = build(), []
    sweep._lab.deeds.happened.connect(told.append)
    sweep.model.start()
    sweep.model.stop()
    assert told == []
    finish(sweep, qtbot)
    assert told == [Deed(DeedKind.SWEEP_FINISHED, "epochs=20 learning_rate=2")]


def test_that_the_runs_of_the_bench_stay_when_the_best_run_is_put_there(swept, qtbot):
    lab = swept._lab
    lab.controller.step(StepSize.EPOCH)
    qtbot.waitUntil(lambda: not lab.controller.is_busy)
    child(swept, QPushButton, "sweep_load_button").click()
    assert [run.number for run in lab.state.runs.records] == [1]
    assert lab.state.runs.now is None


def old_folder(state, seed, ended):
    """Return the folder of a sweep of one run, which was made long ago."""
    plan = SweepPlan((), (seed,))
    folder, base = folder_of(state, plan), base_of(state)
    result = run_sweep(base, plan, backend=InProcess()).results[0]
    with open_folder(folder, project_bytes(saved(base)), plan) as kept:
        kept.keep(replace(result, ended=ended))
    return folder


def test_that_a_run_whose_workers_were_lost_does_not_count_as_made(build_window):
    state = begin(load_preset("xor"))
    old_folder(state, 1, "finished")
    assert unfinished(state) is None
    old_folder(state, 2, "lost")
    assert unfinished(state).made == 0


def test_that_no_result_is_read_to_find_what_was_broken_off(build_window, monkeypatch):
    state, plan = begin(load_preset("xor")), SweepPlan((), (1, 2, 3))
    other = begin(load_preset("seven-segment"))
    for each in (other, state):
        made: list[object] = []
        run_sweep(
            base_of(each),
            plan,
            backend=InProcess(),
            folder=folder_of(each, plan),
            on_result=made.append,
            cancelled=lambda made=made: len(made) > 1,
        )
    opened: list[str] = []
    real = trial_folder.open_untrusted
    monkeypatch.setattr(
        trial_folder, "open_untrusted", lambda path, kind: opened.append(kind.name) or real(path, kind)
    )
    found = unfinished(state)
    assert (found.made, found.total) == (2, 3)
    assert set(opened) == {"the plan of a sweep"}
    assert unfinished(state, lambda: True) is None


def test_that_an_older_sweep_is_in_no_ones_way_after_an_upgrade(build, qtbot, monkeypatch):
    sweep = build()
    finish(sweep, qtbot)
    monkeypatch.setattr(versions, "arithmetic", lambda: "0" * 64)
    later = build()
    finish(later, qtbot)
    assert later.model.sweep.is_complete


def test_that_the_best_of_thousands_of_runs_is_found_at_once(swept):
    model, first = swept.model, swept.model.sweep.results[0]
    results = tuple(replace(first, index=index, loss=1.0 + index) for index in range(4000))
    model.take_results(results)
    began = time.perf_counter()
    assert model.best_among(range(2000, 4000)) in results[2000:]
    assert time.perf_counter() - began < 0.1
    assert model.result(4000) is None


def test_that_the_time_that_a_cluster_needs_is_told_by_the_runs_that_it_makes_now(swept, monkeypatch):
    model, sweep = swept.model, swept.model.sweep
    model._set_sweep(replace(sweep, form=replace(sweep.form, scheduler="tcp://127.0.0.1:1"), total=8))
    monkeypatch.setattr(SweepModel, "is_running", True)
    monkeypatch.setattr(SweepModel, "seconds_so_far", 10.0)
    model._found = len(sweep.results)  # 4, out of a folder
    assert model.seconds_left() is None
    model._found -= 1
    assert model.seconds_left() == 40.0


def test_that_tidying_spares_what_another_window_writes_to_and_removes_what_was_never_begun(build_window):
    state = begin(load_preset("xor"))
    folder = old_folder(state, 1, "finished")
    empty = folder.with_name(folder_name(99))
    empty.mkdir()
    for number in range(MOST_KEPT):
        later = folder.with_name(folder_name(number))
        later.mkdir()
        os.utime(later, (time.time() + 99, time.time() + 99))
    os.utime(folder / "runs", (1, 1))
    with locked(folder / "sweep.json", wait_s=0):
        tidy()
        assert folder.is_dir()
    assert not empty.exists()
    tidy(keeping=folder)
    assert folder.is_dir()
    tidy()
    assert not folder.exists()


def test_that_a_home_that_cannot_be_written_is_a_notice_and_no_end_of_a_sweep(build, qtbot, monkeypatch):
    told = []

    def refuse(*_what):
        raise SaveError("no-permission", "The disk or folder is read-only.")

    monkeypatch.setattr(trial_sweep, "open_folder", refuse)
    sweep = build()
    sweep.model._lab.noticed.connect(lambda notice: told.append(notice.text))
    sweep.model.start()
    qtbot.waitUntil(lambda: not sweep.model.is_running, timeout=20_000)
    assert sweep.model.sweep.is_complete
    assert told == [sweep_texts.unkept()]


def test_that_tidying_leaves_what_is_no_sweep(build_window, tmp_path):
    state = begin(load_preset("xor"))
    own = old_folder(state, 1, "finished")
    root = own.parent
    (own / "notes.txt").write_text("mine")
    (own / "runs" / "notes.txt").write_text("mine")
    thesis = root / "thesis"
    thesis.mkdir()
    linked = tmp_path / "linked"
    linked.mkdir()
    (linked / "sweep.json").write_text("{}")
    (root / folder_name(98)).symlink_to(linked, target_is_directory=True)
    (root / folder_name(99)).mkdir()
    (root / folder_name(99) / "runs").symlink_to(linked, target_is_directory=True)
    kept = set(root.iterdir())
    for path in kept:
        os.utime(path, (1, 1), follow_symlinks=False)
    os.utime(own / "runs", (1, 1))
    for number in range(MOST_KEPT):
        (root / folder_name(number)).mkdir()
    tidy()
    assert kept <= set(root.iterdir())
    assert (linked / "sweep.json").is_file()


def test_that_a_sweep_in_which_runs_are_still_written_is_a_late_one(build_window):
    state = begin(load_preset("xor"))
    folder = old_folder(state, 1, "finished")
    os.utime(folder, (1, 1))
    for number in range(MOST_KEPT):
        folder.with_name(folder_name(number)).mkdir()
        os.utime(folder.with_name(folder_name(number)), (99, 99))
    tidy()
    assert folder.is_dir()


def test_that_before_the_first_run_the_axes_follow_the_form_and_promise_nothing_of_a_loss(build):
    sweep = build(form=SweepForm((AxisForm("learning_rate", "0.01 0.1 1"),), epochs=30))
    assert [text for _at, text in sweep.plot._picture.x_ticks] == ["0.01", "0.1", "1"]
    assert sweep.plot._picture.x_log
    assert sweep.curves._picture.x_ticks[-1][0] == 30.0
    sweep.model.set_form(SweepForm((AxisForm("hidden", "4 8"),), epochs=60))
    assert [text for _at, text in sweep.plot._picture.x_ticks] == ["4", "8"]
    sweep.model.set_form(SweepForm((AxisForm("hidden", "4 many"),), epochs=60))
    assert sweep.plot._picture.x_ticks == ()
    sweep.model.set_form(SweepForm((), epochs=60))
    assert sweep.plot._picture.x_ticks == ()
    sweep.model.set_form(SweepForm((AxisForm("hidden", "4 8"),), epochs=60))
    sweep.model.set_measure(next(each for each in sweep.model.measures if each.is_loss))
    assert sweep.plot._picture.x_ticks == sweep.curves._picture.x_ticks == ()
