"""Samples are parted in the builder, and those of the test are answered when that is asked for."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtWidgets import QPushButton

from nnlab.data.made import MadeData
from nnlab.data.making import make
from nnlab.data.resplit import with_split
from nnlab.data.splits import Split
from nnlab.data.tabular.plan import Encoding, Role, TableSource
from nnlab.data.tabular.preparing import prepare
from nnlab.desktop.bench.data_section import DataSection
from nnlab.desktop.bench.split_rows import FinalScore, SplitRows
from nnlab.desktop.lab import Lab
from nnlab.desktop.words.shown_columns import raw_targets
from nnlab.engine import Network, Task
from nnlab.lessons import begin, load_preset
from nnlab.project import suited, with_dataset, with_made, with_point_added
from tests.desktop.tables import animals, houses, on_the_bench, shown, wait_for_dialog, write
from tests.desktop.test_table_dialog import button, choose


@pytest.fixture
def lab(make_lab) -> Lab:
    return make_lab(on_the_bench(animals()))


@pytest.fixture
def numbers(make_lab) -> Lab:
    return make_lab(on_the_bench(houses()))


# -- the split -----------------------------------------------------------------------------------------------


def test_that_another_share_parts_the_samples_anew_as_one_step(lab, qtbot):
    rows = shown(qtbot, SplitRows(lab))
    before = lab.state
    rows.fields._shares["validation"].value_entered.emit(50.0)
    qtbot.waitUntil(lambda: lab.state is not before)
    data = lab.state.dataset
    assert (len(data.inputs), len(data.validation.inputs), len(data.test.inputs)) == (10, 20, 10)
    assert rows.fields._shares["validation"].value() == 50.0
    assert rows.fields._shares["test"].text() == "10 · 25%"
    assert lab.state.parameters.spec == before.parameters.spec
    lab.controller.undo()
    assert lab.state is before


def test_that_a_split_after_a_training_forgets_what_was_learned_and_says_so(lab, qtbot):
    rows = shown(qtbot, SplitRows(lab))
    lab.controller.train()
    qtbot.waitUntil(lambda: lab.state.training.step > 0 or not lab.controller.is_running)
    lab.controller.pause()
    qtbot.waitUntil(lambda: not lab.controller.is_busy)
    redrawn = []
    lab.controller.redrawn.connect(redrawn.append)
    rows.fields.split_chosen.emit(Split(test=0.4, seed=3))
    qtbot.waitUntil(lambda: bool(redrawn))
    state = lab.state
    assert np.array_equal(state.parameters.vector, state.fresh_parameters().vector)


def test_that_samples_that_were_edited_are_parted_anew(lab, qtbot):
    rows = shown(qtbot, SplitRows(lab))
    inputs, target = lab.state.dataset.inputs[0], lab.state.dataset.targets[0]
    lab.controller.edit("a point", lambda state: with_point_added(state, inputs, target))
    qtbot.waitUntil(lambda: len(lab.state.dataset.inputs) == 21)
    assert rows.isVisible()
    assert rows.fields._shares["test"].text() == "10 · 24%"
    rows.fields._shares["validation"].value_entered.emit(0.0)
    qtbot.waitUntil(lambda: lab.state.dataset.validation is None)
    assert (len(lab.state.dataset.inputs), len(lab.state.dataset.test.inputs)) == (31, 10)


def test_that_a_refused_split_is_told_and_the_fields_go_back(lab, qtbot):
    told = []
    lab.noticed.connect(told.append)
    rows = shown(qtbot, SplitRows(lab))
    rows.fields.split_chosen.emit(Split(validation=0.49, test=0.509))
    qtbot.waitUntil(lambda: bool(told))
    assert "split" in told[-1].text
    assert rows.fields._shares["validation"].value() == 25.0


def test_that_pictures_and_small_tables_have_no_split(make_lab, qtbot):
    section = shown(qtbot, DataSection(make_lab(begin(load_preset("xor")))))
    assert not section.findChild(SplitRows).isVisible()
    assert not section.findChild(FinalScore).isVisible()


def test_that_the_columns_of_the_bench_are_corrected_and_hidden_layers_stay(build_window, qtbot, tmp_path):
    window = build_window("en", "xor")
    window.lab.openings.open_path(str(write(tmp_path, animals())))
    button(wait_for_dialog(qtbot, window), "table_open_button").click()
    qtbot.waitUntil(lambda: window.lab.state.dataset.name == "animals.csv")
    window.findChild(QPushButton, "columns_button").click()
    dialog = wait_for_dialog(qtbot, window)
    assert dialog.windowTitle() == "Columns of animals.csv"
    choose(qtbot, dialog, "weight", role=Role.TARGET)
    button(dialog, "table_open_button").click()
    qtbot.waitUntil(lambda: window.lab.state.dataset.task is Task.VALUES)
    state = window.lab.state
    assert [layer.units for layer in state.spec.layers] == [8, 1]
    assert state.spec.layers[-1].activation == "linear"
    assert isinstance(state.dataset.origin, TableSource)
    window.lab.controller.undo()
    assert window.lab.state.dataset.task is Task.CLASSES
    assert np.isfinite(window.lab.state.dataset.inputs).all()


# -- the score at the end ------------------------------------------------------------------------------------


def test_that_the_final_score_is_given_when_it_is_asked_for_and_counts_how_often(lab, qtbot):
    final = shown(qtbot, FinalScore(lab))
    button = final.findChild(QPushButton, "final_score_button")
    assert button.text() == "Ask"
    assert not final._warning.isVisible()
    button.click()
    qtbot.waitUntil(lambda: "%" in button.text())
    test = lab.state.dataset.test
    outputs = Network.reading(lab.state.parameters).predict(test.inputs)
    right = int((outputs.argmax(axis=1) == test.labels).sum())
    assert button.text() == f"{100 * right / 10:.1f}% · {right}/10"
    assert final._warning.text().startswith("Asked once.")
    button.click()
    qtbot.waitUntil(lambda: final._warning.text().startswith("Asked 2 times."))


@pytest.fixture
def two_words(make_lab) -> Lab:
    return make_lab(on_the_bench(animals().replace(b"bird", b"fish").replace(b"insect", b"mammal")))


def test_that_samples_of_a_test_stay_looked_at_however_they_are_coded(two_words, qtbot):
    lab = two_words
    final = shown(qtbot, FinalScore(lab))
    final.findChild(QPushButton, "final_score_button").click()
    qtbot.waitUntil(lambda: final.asked == 1)
    data = lab.state.dataset
    columns = tuple(
        replace(column, encoding=Encoding.LABEL) if column.role is Role.TARGET else column
        for column in data.origin.plan.columns
    )
    source = replace(data.origin, plan=replace(data.origin.plan, columns=columns))
    lab.controller.edit("coding", lambda state: with_dataset(state, prepare(source, data.name)))
    assert lab.state.dataset.targets.shape[1] == 1
    assert final._warning.text().startswith("Asked once.")
    parted = with_split(lab.state.dataset, Split(test=0.5, validation=0.2))
    lab.controller.edit("split", lambda state: with_dataset(state, parted))
    assert final.asked == 0


def test_that_samples_of_a_test_stay_looked_at_when_other_data_were_there_meanwhile(qapp, qtbot):
    moons = with_split(make(MadeData("moons", 60, 0.1)), Split(validation=0.2, test=0.2))
    lab = Lab(suited(moons))
    try:
        final = shown(qtbot, FinalScore(lab))
        button = final.findChild(QPushButton, "final_score_button")
        for times in (1, 2):
            button.click()
            qtbot.waitUntil(lambda times=times: final.asked == times)
        for edit, asked in (
            (lambda state: with_made(state, noise=0.2), 0),
            (lambda state: with_made(state, noise=0.1), 2),
            (lambda state: with_made(state, samples=80), 0),
            (lambda state: with_dataset(state, moons), 2),
            (lambda state: with_point_added(state, [0.1, 0.2], state.dataset.targets[0]), 2),
        ):
            lab.controller.edit("data", edit)
            assert final.asked == asked
            assert final._warning.isVisible() == (asked > 0)
    finally:
        lab.shut_down()


def test_that_samples_of_a_table_stay_looked_at_when_one_is_put_beside_them(lab, qtbot):
    final = shown(qtbot, FinalScore(lab))
    final.findChild(QPushButton, "final_score_button").click()
    qtbot.waitUntil(lambda: final.asked == 1)
    lab.controller.edit(
        "point", lambda state: with_point_added(state, state.dataset.inputs[0], state.dataset.targets[0])
    )
    assert lab.state.dataset.origin is None
    assert final.asked == 1


def test_that_the_score_of_a_network_that_has_learned_since_is_forgotten(lab, qtbot):
    final = shown(qtbot, FinalScore(lab))
    button = final.findChild(QPushButton, "final_score_button")
    button.click()
    qtbot.waitUntil(lambda: "%" in button.text())
    lab.controller.train()
    qtbot.waitUntil(lambda: button.text() == "Ask", timeout=20_000)
    qtbot.waitUntil(lambda: not lab.controller.is_busy, timeout=30_000)
    assert final._warning.text().startswith("Asked once.")


def test_that_without_validation_there_is_nothing_to_wait_for(make_lab, qtbot):
    section = shown(qtbot, DataSection(make_lab(on_the_bench(animals(), Split(test=0.25)))))
    assert section.findChild(SplitRows).isVisible()
    assert not section.findChild(FinalScore).isVisible()


def test_that_of_numbers_it_is_told_how_far_they_are_off_in_their_units(numbers, qtbot):
    final = shown(qtbot, FinalScore(numbers))
    button = final.findChild(QPushButton, "final_score_button")
    button.click()
    qtbot.waitUntil(lambda: button.text().startswith("error "))
    data, state = numbers.state.dataset, numbers.state
    outputs = Network.reading(state.parameters).predict(data.test.inputs)
    off = raw_targets(data, outputs) - raw_targets(data, data.test.targets)
    assert button.text() == f"error {np.sqrt(np.mean(off**2)):,.0f}"
    assert numbers.state.dataset.task is Task.VALUES
