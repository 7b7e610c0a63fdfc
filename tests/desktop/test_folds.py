"""The workspace of cross-validation: a score for each fold, their mean, and earlier results beside it."""

import math
import threading
from contextlib import contextmanager
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from nnlab.data import Dataset
from nnlab.data.parting import split_rows
from nnlab.data.resplit import with_split
from nnlab.data.splits import Split, TooManyFoldsError
from nnlab.desktop.explore.sweeps.folds import FoldsWorkspace
from nnlab.desktop.explore.sweeps.folds_model import FoldsForm, usual_folds
from nnlab.desktop.explore.sweeps.folds_pictures import comparison, scores, way_name
from nnlab.desktop.widgets.confusion_matrix import ConfusionMatrix
from nnlab.desktop.widgets.fields import ChoiceField, NumberField, SwitchField
from nnlab.desktop.widgets.segmented import Segmented
from nnlab.desktop.words import sentences
from nnlab.engine import EngineError, LayerSpec, NetworkSpec, Task, TrainingConfig
from nnlab.lessons import Deed, DeedKind, begin, load_preset
from nnlab.project import ProjectState, with_dataset, with_made, with_point_added
from nnlab.trials.backend import InProcess
from nnlab.trials.crossval import FoldsResult, run_folds
from nnlab.trials.trial import DIVERGED
from tests.desktop.conftest import settle
from tests.desktop.test_controls_are_named import controls_of, nameless

FEW = FoldsForm(count=5, learning_rate=0.1, epochs=20, batch=1, seed=4)


@pytest.fixture
def build(build_window, qtbot):
    """Return what builds the workspace beside a window; folds are made in its own thread."""

    def build(
        preset="seven-segment", tongue="en", form=FEW, backend=lambda _jobs, cancelled: InProcess(cancelled)
    ):
        lab = build_window(tongue, preset).lab
        folds = FoldsWorkspace(lab, backend=backend)
        qtbot.addWidget(folds)
        folds.resize(956, 580)
        folds.show()
        qtbot.waitExposed(folds)
        if form is not None:
            folds.model.set_form(form)
        return folds

    return build


def finish(folds, qtbot):
    folds.model.start()
    qtbot.waitUntil(lambda: folds.model.under_way is None, timeout=20_000)


def test_that_folds_that_wait_for_a_sweep_say_so_and_start_their_clock_after_it(build, qtbot):
    folds, gate = build(), threading.Event()
    folds.model._lab.trials.start(lambda _job: gate.wait(20), lambda _: None)
    folds.model.start()
    began = folds.model._began
    said = folds.findChild(QLabel, "folds_progress")
    assert said.text() == "Begins when the sweep has ended"
    gate.set()
    qtbot.waitUntil(lambda: not folds.model.waits)
    assert said.text() != "Begins when the sweep has ended"
    assert folds.model._began > began
    qtbot.waitUntil(lambda: folds.model.under_way is None, timeout=20_000)


def test_that_one_more_point_leaves_what_was_filled_in_and_another_task_does_not(build):
    folds = build("moons", form=None)
    lab, model = folds.model._lab, folds.model
    model.set_form(replace(model.form, learning_rate=0.77, batch=7))
    usual = usual_folds(lab.state)
    lab.document.apply("point", with_point_added(lab.state, (0.1, 0.2), (1.0,)))
    assert (model.form.learning_rate, model.form.batch, model.form.epochs) == (0.77, 7, usual.epochs)
    model.set_form(replace(model.form, epochs=33))
    lab.document.apply("again", with_point_added(lab.state, (0.2, 0.2), (1.0,)))
    assert (model.form.learning_rate, model.form.epochs) == (0.77, 33)
    lab.document.apply("other", begin(load_preset("seven-segment")))
    # The seed as well: with it the numbers that a lesson tells are those that come.
    assert model.form == usual_folds(lab.state)


def test_that_what_was_not_chosen_follows_other_samples(build):
    folds = build("moons", form=None)
    lab, model = folds.model._lab, folds.model
    before = model.form.epochs
    lab.document.apply("more", with_made(lab.state, samples=2000).state)
    assert model.form.epochs == usual_folds(lab.state).epochs < before


def test_that_other_samples_do_not_change_how_they_are_dealt(build):
    folds = build(form=replace(FEW, count=7, seed=11, stratified=False))
    lab = folds.model._lab
    parted = split_rows(lab.state.dataset, Split(test=0.2))
    lab.document.apply("part", with_dataset(lab.state, parted).state)
    form = folds.model.form
    assert (form.count, form.seed, form.stratified) == (7, 11, False)


def texts(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_that_each_fold_has_its_score_and_all_have_their_mean(build, qtbot):
    folds = build()
    finish(folds, qtbot)
    lab = folds.model._lab
    expected = run_folds(lab.state, FEW.plan(lab.state.config.seed), backend=InProcess())
    shown = folds.bars._scores
    assert shown.held_out.tolist() == list(expected.scores)
    assert shown.mean == expected.spread.mean
    assert shown.spread == expected.spread.std
    assert shown.mean_text.startswith(f"{100 * expected.spread.mean:.1f}%"[:2])
    assert np.isfinite(shown.trained).all()
    assert [row[:2] for row in texts(folds.table)] == [[str(fold), "2"] for fold in range(1, 6)]
    assert [head.title for head in folds.table.columns if head.falls] == ["Held out", "Training"]


def test_that_all_folds_say_from_the_start_how_many_samples_they_hold_out(build, qtbot):
    gate = threading.Event()

    class Slow(InProcess):
        @contextmanager
        def crew(self, base):
            gate.wait(20)
            with super().crew(base) as crew:
                yield crew

    folds = build(backend=lambda _jobs, cancelled: Slow(cancelled))
    folds.model.start()
    qtbot.waitUntil(lambda: len(folds.table.rows) == FEW.count)
    assert texts(folds.table)[0] == ["1", "2", "–", "–", "–", "–", "–"]
    assert [row[1] for row in texts(folds.table)] == ["2"] * 5
    gate.set()
    qtbot.waitUntil(lambda: folds.model.under_way is None, timeout=20_000)
    assert all("–" not in row for row in texts(folds.table))


def test_that_the_samples_of_a_test_are_said_to_stay_out(build, qtbot):
    folds = build()
    lab = folds.model._lab
    split = with_split(lab.state.dataset, Split(test=0.2, seed=1))
    lab.controller.edit("split", lambda state: with_dataset(state, split))
    folds.model.set_form(replace(FEW, count=2))
    finish(folds, qtbot)
    assert "test samples that stay out: 2" in folds.bars.foot


def test_that_the_confusion_is_over_the_samples_of_all_folds(build, qtbot):
    folds = build("animals")
    assert not folds.confused.isVisible()
    finish(folds, qtbot)
    lab = folds.model._lab
    expected = run_folds(lab.state, FEW.plan(lab.state.config.seed), backend=InProcess()).confusion
    matrix = folds.findChild(ConfusionMatrix, "folds_confusion")
    assert matrix.isVisible()
    assert matrix._counts.tolist() == expected.tolist()


def test_that_samples_held_out_which_are_not_new_are_told_beside_the_scores(build, qtbot):
    folds = build("animals")
    finish(folds, qtbot)
    twins = folds.model.shown.twins
    assert twins in {2, 4, 6}  # three pairs of animals with the same facts
    assert folds._bars_card._caption.text() == "animals · 16-12-7"
    assert folds.bars.foot == f"{twins} held out also in training"


def test_that_numbers_are_judged_by_how_far_they_are_off(build, qtbot):
    x = np.linspace(-1, 1, 12)[:, None]
    line = Dataset.from_arrays("line", x, 2 * x + 1, Task.VALUES)
    spec = NetworkSpec(1, (LayerSpec(1, "linear", "lecun_normal"),))
    folds = build(form=FoldsForm(4, 0.1, 30, 1))
    folds.model._lab.document.apply("line", ProjectState.begin(line, spec, TrainingConfig()))
    folds.model.set_form(FoldsForm(4, 0.1, 30, 1))
    finish(folds, qtbot)
    shown = folds.bars._scores
    assert not shown.percent
    assert not folds.confused.isVisible()
    assert shown.names[1] == "error"
    lab = folds.model._lab
    expected = run_folds(lab.state, folds.model.form.plan(lab.state.config.seed), backend=InProcess())
    assert shown.held_out.tolist() == list(expected.scores)
    assert folds._bars_card._caption.text() == "line · 1-1 · error in units of: y1"
    assert [head.title for head in folds.table.columns] == [
        "Fold", "Samples", "Held out", "Training", "Epochs", "Ended",
    ]  # fmt: skip
    assert not folds.findChild(SwitchField, "folds_stratified_field").isVisible()


def test_that_several_targets_have_their_errors_beside_the_one_for_all(build, qtbot):
    x = np.linspace(-1, 1, 12)[:, None]
    both = Dataset.from_arrays(
        "both", x, np.hstack([x, 30_000 * np.cos(5 * x)]), Task.VALUES, target_names=("a", "b")
    )
    spec = NetworkSpec(1, (LayerSpec(2, "linear", "lecun_normal"),))
    folds = build()
    folds.model._lab.document.apply("both", ProjectState.begin(both, spec, TrainingConfig()))
    folds.model.set_form(FoldsForm(4, 0.01, 3, 1))
    finish(folds, qtbot)
    assert [head.title for head in folds.table.columns][4:6] == ["a", "b"]
    for row, result in zip(folds.table.rows, folds.model.shown.results, strict=True):
        assert [cell.order for cell in row.cells[4:6]] == list(result.watched_errors)
        assert result.watched_errors[1] > 10_000 * result.watched_errors[0]
        assert row.cells[5].text == f"{result.watched_errors[1]:,.0f}"
    assert "error 1: as far off as the means" in folds._bars_card._caption.text()


def test_that_fewer_samples_than_folds_are_refused_with_a_sentence(build, qtbot):
    folds = build("textbook/311_1", form=FoldsForm(2, 0.1, 5))
    finish(folds, qtbot)
    assert folds.model.shown is None
    assert "two samples at least" in folds.findChild(QLabel, "folds_progress").text()


def test_that_more_folds_than_samples_are_refused_where_they_are_typed(build):
    folds = build("seven-segment", form=None)  # ten samples
    field = folds.findChild(NumberField, "folds_count_field")
    field.setFocus()
    field.setText("11")
    field.setModified(True)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.fault() == "11 is too large here: the most is 10."
    assert folds.model.form.count == 5


@pytest.mark.parametrize("tongue", ["en", "ko"])
def test_that_a_single_sample_is_said_to_be_too_few_before_anything_runs(build, tongue):
    folds = build("textbook/311_1", tongue, form=None)
    said = folds.findChild(QLabel, "folds_progress").text()
    assert said == sentences.refused(TooManyFoldsError(1, 2))
    assert not folds.findChild(QPushButton, "folds_start_button").isEnabled()


def test_that_folds_that_few_samples_do_not_allow_come_back_with_more_samples(build):
    folds = build("moons", form=None)
    lab, model = folds.model._lab, folds.model
    field = folds.findChild(NumberField, "folds_count_field")
    model.set_form(replace(model.form, count=50))
    few = lab.state.dataset
    few = replace(few, inputs=few.inputs[:4], targets=few.targets[:4], row_names=few.row_names[:4])
    many = lab.state
    lab.document.apply(
        "few", replace(many, dataset=replace(few, validation=None, test=None, split=None, whole=None))
    )
    assert (model.form.count, field.value()) == (4, 4)
    lab.document.apply("many", many)
    assert (model.form.count, field.value()) == (50, 50)
    lab.document.apply("other", begin(load_preset("seven-segment")))
    assert model.form.count == 5  # of another task nothing was asked


def test_that_results_are_kept_to_be_compared_and_looked_at_again(build, qtbot):
    folds = build()
    finish(folds, qtbot)
    first = folds.model.shown
    folds.findChild(ChoiceField, "folds_way_field").value_chosen.emit("batch")
    folds.findChild(NumberField, "folds_rate_field").value_entered.emit(0.3)
    folds.findChild(NumberField, "folds_epochs_field").value_entered.emit(10)
    finish(folds, qtbot)
    rows = texts(folds.compared)
    assert [row[2:6] for row in rows] == [["5", "batch", "0.3", "10"], ["5", "stochastic", "0.1", "20"]]
    assert folds.compared.chosen() == folds.model.shown.number
    folds.compared.row_chosen.emit(first.number)
    assert folds.model.shown is first
    assert folds.bars._scores.mean == first.spread.mean


def test_that_results_say_of_which_data_they_are_and_those_of_others_are_pale(build, qtbot):
    folds = build("xor", form=FoldsForm(2, 0.1, 2))
    lab = folds.model._lab
    finish(folds, qtbot)
    lab.document.apply("other", begin(load_preset("seven-segment")))
    folds.model.set_form(FoldsForm(2, 0.1, 2))
    finish(folds, qtbot)
    assert len({row[1] for row in texts(folds.compared)}) == 2
    assert [row.tone for row in folds.compared.rows] == ["", "muted"]
    lab.document.apply("back", begin(load_preset("xor")))
    assert [row.tone for row in folds.compared.rows] == ["muted", ""]


def test_that_results_are_compared_as_soon_as_there_are_two_unless_a_hand_chose(build, qtbot):
    folds = build()
    assert not folds.table.isVisible()
    assert not folds.compared.isVisible()
    finish(folds, qtbot)
    assert folds.table.isVisible()
    assert not folds.compared.isVisible()
    finish(folds, qtbot)
    assert folds.compared.isVisible()
    assert not folds.table.isVisible()
    folds._choice.value_chosen.emit("folds")
    finish(folds, qtbot)
    assert folds.table.isVisible()


@pytest.mark.parametrize(
    ("batch", "way", "shows"), [(1, "stochastic", False), (4, "mini-batch 4", True), (None, "batch", False)]
)
def test_that_the_way_down_is_stochastic_mini_batch_or_batch(build, batch, way, shows):
    form = FoldsForm(5, 0.1, 3, batch)
    folds = build(form=form)
    assert way_name(form) == way
    assert folds.findChild(NumberField, "folds_batch_field").isVisible() == shows
    assert dict(form.plan(0).settings)["batch_size"] == ("full" if batch is None else str(batch))


def test_that_the_usual_folds_train_as_the_bench_does():
    state = begin(load_preset("seven-segment"))
    form = usual_folds(state)
    assert (form.count, form.learning_rate, form.batch) == (5, state.config.learning_rate, 1)
    assert usual_folds(begin(load_preset("xor"))).count == 4  # of four samples


def test_that_stop_keeps_the_folds_that_are_made(build, qtbot):
    folds = build(form=FoldsForm(10, 0.1, 2000, 1))
    button = folds.findChild(QPushButton, "folds_start_button")
    button.click()
    assert button.text() == "Stop"
    qtbot.waitUntil(lambda: len(folds.model.under_way.results) >= 2)
    button.click()
    (kept,) = folds.model.kept
    assert 2 <= len(kept.results) < 10
    assert folds.model.under_way is None
    assert math.isnan(folds.bars._scores.held_out[-1])
    assert texts(folds.compared)[0][2] == f"{len(kept.results)}/10"


def test_that_only_how_it_is_dealt_changes_with_the_seed(build, qtbot):
    folds = build()
    finish(folds, qtbot)
    folds.findChild(NumberField, "folds_seed_field").value_entered.emit(5)
    folds.findChild(SwitchField, "folds_stratified_field").value_chosen.emit(False)
    finish(folds, qtbot)
    first, second = folds.model.kept
    assert (second.form.seed, second.form.stratified) == (5, False)
    assert [each.seed for each in first.results] == [each.seed for each in second.results]


def test_that_before_the_first_result_the_folds_of_the_form_are_drawn(build, qtbot):
    folds = build(form=replace(FEW, count=4))
    assert (folds.bars._awaited, folds.bars._awaited_texts) == (4, ("training", "held out"))
    folds.model.set_form(replace(FEW, count=3))
    assert folds.bars._awaited == 3
    drawn = folds.bars.grab().toImage()
    folds.model.set_form(replace(FEW, count=900))  # more than can be drawn
    assert folds.bars.grab().toImage() != drawn
    folds.model.set_form(replace(FEW, count=2))
    finish(folds, qtbot)
    assert folds.bars._note == ""


def test_that_all_of_a_few_folds_are_seen_without_scrolling(build, qtbot):
    folds = build()
    folds.resize(900, 560)
    finish(folds, qtbot)
    qtbot.waitUntil(lambda: not folds.table.verticalScrollBar().maximum())
    assert folds.table.row_count == 5


def test_that_a_fault_is_told(build, qtbot):
    def broken(_jobs, _cancelled):
        raise EngineError("there are no workers.")

    folds = build(backend=broken)
    finish(folds, qtbot)
    assert "no workers" in folds.findChild(QLabel, "folds_progress").text()
    assert folds.model.kept == ()
    assert "holds out one part" in folds.bars._note


def test_that_pointing_at_a_bar_marks_its_row(build, qtbot):
    folds = build()
    finish(folds, qtbot)
    folds.bars.fold_pointed.emit(2)
    assert folds.table.marked == {2}
    folds.table.row_pointed.emit(3)
    assert folds.bars._pointed == 3


def test_that_everything_is_named_in_both_languages(build, qtbot):
    for tongue in ("en", "ko"):
        folds = build(tongue=tongue, form=FoldsForm(3, 0.1, 2, 4))
        finish(folds, qtbot)
        settle()
        assert len(controls_of(folds)) > 8
        assert nameless(folds) == []


def test_that_sweeps_and_folds_are_among_the_experiments(build_window):
    window = build_window("en")
    window.workspaces.show("experiments")
    for key in ("sweep", "folds"):
        window.findChild(Segmented, "experiment").value_chosen.emit(key)
        assert window.findChild(QWidget, key).isVisible()


def test_that_folds_that_came_to_their_end_are_told(build, qtbot):
    folds, told = build(), []
    folds.model._lab.deeds.happened.connect(told.append)
    finish(folds, qtbot)
    share = folds.model.shown.spread.mean
    assert told == [Deed(DeedKind.FOLDS_FINISHED, f"count=5 way=stochastic share={share:.6f}")]


def test_that_folds_of_which_some_exploded_say_of_how_many_their_mean_is(build, qtbot):
    folds, told = build(), []
    finish(folds, qtbot)
    whole = folds.model.kept[0]
    exploded = tuple(
        replace(run, ended=DIVERGED, watched_accuracy=None, confusion=()) if run.index < 3 else run
        for run in whole.results
    )
    broken = replace(whole, number=2, results=exploded)
    assert (whole.is_whole, broken.is_whole) == (True, False)
    assert scores(broken).mean_text.endswith(" (2 of 5)")
    assert "of" not in scores(whole).mean_text
    latest, first = comparison((whole, broken), whole.state.dataset)[1]
    assert latest.cells[0].text.endswith(" (2 of 5)")
    assert math.isnan(latest.cells[0].order)  # after all that are whole, whichever way they are sorted
    assert first.cells[0].order == whole.spread.mean
    folds._show(broken)
    assert "held out, 2 of 5 folds" in folds.confused._caption.text()

    folds.model._lab.deeds.happened.connect(told.append)
    folds.model._under_way = broken
    folds.model._on_done(FoldsResult(FEW.plan(0), broken.measure, (), exploded))
    assert told == [Deed(DeedKind.FOLDS_FINISHED, "count=5 way=stochastic share=0.000000")]
