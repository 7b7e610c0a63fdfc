"""The samples of a table: its rows, what they are answered, and which of them go wrong."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from nnlab.data.resplit import unsplit
from nnlab.data.splits import Split
from nnlab.data.tabular.plan import Encoding, Role
from nnlab.data.tabular.preparing import prepare
from nnlab.data.tabular.sources import table_from_bytes
from nnlab.desktop import theme as themes
from nnlab.desktop.lab import Lab
from nnlab.desktop.tables.score_cards import ScoreCard
from nnlab.desktop.tables.table_samples import ALL, TEST, TRAINING, VALIDATION, Order, TableSamples
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.words import language, texts
from nnlab.desktop.words.numbers import format_error
from nnlab.desktop.words.shown_columns import raw_targets
from nnlab.engine import Network
from nnlab.project import suited, with_point_added
from tests.desktop.conftest import settle
from tests.desktop.tables import animals, houses, on_the_bench, shown
from tests.desktop.test_controls_are_named import controls_of, nameless


@pytest.fixture
def lab(make_lab) -> Lab:
    return make_lab(on_the_bench(animals()))


@pytest.fixture
def numbers(make_lab) -> Lab:
    return make_lab(on_the_bench(houses()))


def samples_of(qtbot, lab: Lab) -> TableSamples:
    samples = shown(qtbot, TableSamples(lab))
    qtbot.waitUntil(lambda: samples._answerer.outputs(lab.state.dataset) is not None)
    return samples


def column(samples: TableSamples, chip: str) -> int:
    grid = samples._grid
    return next(place for place in range(len(grid.model().columns)) if grid.column(place).chip == chip)


def test_that_all_rows_are_listed_with_their_part_target_and_answer(lab, qtbot):
    samples = samples_of(qtbot, lab)
    data, grid = lab.state.dataset, samples._grid
    assert grid.row_count == 40
    assert samples._count.text() == "40 of 40"
    network = Network.reading(lab.state.parameters)
    outputs = network.predict(data.inputs)
    for row in range(len(data.inputs)):
        place = samples._listed.place_of(data, row)
        assert grid.cell(place, 0).text == "training"
        assert grid.cell(place, column(samples, "target")).text == data.target_names[data.labels[row]]
        answer = data.target_names[int(outputs[row].argmax())]
        assert grid.cell(place, column(samples, "answer")).text == answer
        right = int(outputs[row].argmax()) == data.labels[row]
        assert grid.cell(place, 3).text == ("✓" if right else "✗")


def test_that_test_samples_wait_unanswered_behind_those_for_validation(lab, qtbot):
    samples = samples_of(qtbot, lab)
    samples._parts.value_chosen.emit(TEST)
    assert samples._grid.row_count == len(lab.state.dataset.test.inputs)
    assert samples._grid.cell(0, 1).text == "–"
    assert "asked for at the end" in samples._hint.text()
    assert samples.scores.text("test") == "–"
    assert "%" in samples.scores.text("validation")
    samples._parts.value_chosen.emit(VALIDATION)
    assert samples._grid.cell(0, 1).text != "–"
    assert samples._hint.text() == ""


def test_that_answers_have_room_whatever_they_come_to_say(lab, qtbot):
    samples = samples_of(qtbot, lab)
    grid = samples._grid
    asked, answered = column(samples, "target"), column(samples, "answer")
    assert set(grid.column(answered).may_say) == set(lab.state.dataset.target_names)
    assert grid.columnWidth(answered) >= grid.columnWidth(asked) - 12  # targets are bold


def test_that_rows_of_nnlab_s_own_are_called_by_their_names_in_full(build_window, qtbot):
    lab = build_window("en", "animals").lab
    grid = samples_of(qtbot, lab)._grid
    names = [texts.data_name(name) for name in lab.state.dataset.row_names]
    assert grid._model.row_name(0) == names[0]
    longest = max(names, key=len)
    theme = themes.current()
    assert grid._side.width() >= painting.advance(theme, "caption", longest)


def test_that_only_wrong_rows_are_listed_when_they_are_asked_for(lab, qtbot):
    samples = samples_of(qtbot, lab)
    samples._parts.value_chosen.emit(TRAINING)
    samples._wrong.value_chosen.emit(True)
    data = lab.state.dataset
    outputs = Network.reading(lab.state.parameters).predict(data.inputs)
    wrong = np.flatnonzero(outputs.argmax(axis=1) != data.labels)
    assert samples._listed.row_of.tolist() == wrong.tolist()
    samples._wrong.value_chosen.emit(False)
    samples._sorted.value_chosen.emit(Order.WORST)
    lacks = 1 - outputs[np.arange(len(outputs)), data.labels]
    assert samples._listed.row_of[0] == int(lacks.argmax())


def test_that_rows_sorted_by_number_stand_as_they_do_in_the_table_whatever_their_part(lab, qtbot):
    samples = samples_of(qtbot, lab)
    whole = unsplit(lab.state.dataset)

    def listed() -> list[str]:
        at = map(samples._listed.at, range(samples._grid.row_count))
        return [part.row_names[row] for part, row in at]

    assert listed() == list(whole.row_names)
    samples._wrong.value_chosen.emit(True)
    wrong = listed()
    assert wrong
    assert wrong == [name for name in whole.row_names if name in wrong]
    samples._wrong.value_chosen.emit(False)
    samples._parts.value_chosen.emit(VALIDATION)
    assert listed() == list(lab.state.dataset.validation.row_names)


def test_that_numbers_have_differences_and_an_error_in_their_units(numbers, qtbot):
    samples = samples_of(qtbot, numbers)
    data = numbers.state.dataset
    assert not samples._wrong.isVisible()
    outputs = Network.reading(numbers.state.parameters).predict(data.inputs)
    off = raw_targets(data, outputs) - raw_targets(data, data.targets)
    assert samples.scores.text("training") == f"{np.sqrt(np.mean(off**2)):,.0f}"
    assert samples.scores.text("training_1") == ""  # one target has no second row
    assert samples.scores.text("test") == "–"


@pytest.fixture
def two_targets(make_lab) -> Lab:
    """A lab with a table whose rooms and prices are both to be told; no sample is held out."""
    source = table_from_bytes(houses())
    columns = tuple(
        replace(column, role=Role.INPUT if column.name == "size" else Role.TARGET, encoding=Encoding.NUMBER)
        for column in source.plan.columns
    )
    plan = replace(source.plan, columns=columns, classifies=False, split=Split(test=0.3))
    return make_lab(suited(prepare(replace(source, plan=plan), "houses")))


def test_that_targets_of_several_units_each_have_their_error(two_targets, qtbot):
    samples = samples_of(qtbot, two_targets)
    data = two_targets.state.dataset
    scores, network = samples.scores, Network.reading(two_targets.state.parameters)
    qtbot.waitUntil(lambda: scores.text("test") not in ("", "–"))
    every = unsplit(data)
    usual = raw_targets(every, every.targets).std(axis=0)
    for name, part in (("training", data), ("test", data.test)):
        off = raw_targets(data, network.predict(part.inputs)) - raw_targets(data, part.targets)
        rooms, price = np.sqrt(np.mean(off**2, axis=0))
        assert scores.text(f"{name}_1") == format_error(rooms)
        assert scores.text(f"{name}_2") == format_error(price)
        assert scores.text(name) == format_error(np.sqrt(np.mean((np.array([rooms, price]) / usual) ** 2)))
    assert scores._caption.text() == "1: as far off as the means"


def test_that_the_test_of_an_edited_table_is_scored_in_its_units_after_it_was_opened(numbers, qtbot):
    """What was saved has the scales of the table once, and they hold for all of its parts."""
    state = numbers.state
    edited = with_point_added(state, state.dataset.inputs[0], state.dataset.targets[0])
    bare = replace(edited.dataset, test=replace(edited.dataset.test, origin=None))  # as a project file has it
    card = ScoreCard()
    qtbot.addWidget(card)
    outputs = Network.reading(edited.parameters).predict(bare.test.inputs)
    card.set_parts(bare, {"test": (bare.test, outputs)})
    off = raw_targets(bare, outputs) - raw_targets(bare, bare.test.targets)
    assert card.text("test") == format_error(float(np.sqrt(np.mean(off**2))))


def test_that_a_click_puts_a_row_onto_the_bench_and_a_double_click_goes_there(lab, qtbot):
    samples = samples_of(qtbot, lab)
    asked: list[int] = []
    samples.bench_requested.connect(lambda: asked.append(1))
    samples._parts.value_chosen.emit(VALIDATION)
    spot = samples._grid.visualRect(samples._grid.model().index(3, 1)).center()
    QTest.mouseClick(samples._grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert lab.probe.part is lab.state.dataset.validation
    assert lab.probe.row == 3
    assert samples._grid.current == (3, None)
    QTest.mouseDClick(samples._grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert asked == [1]


def test_that_answers_follow_the_training(lab, qtbot):
    samples = samples_of(qtbot, lab)
    before = samples._answerer.outputs(lab.state.dataset).copy()
    lab.controller.train()
    qtbot.waitUntil(lambda: not lab.controller.is_busy, timeout=30_000)

    def is_new() -> bool:
        now = samples._answerer.outputs(lab.state.dataset)
        wanted = Network.reading(lab.state.parameters).predict(lab.state.dataset.inputs)
        return bool(np.allclose(now, wanted)) and not np.allclose(now, before)

    qtbot.waitUntil(is_new, timeout=10_000)


def test_that_nobody_is_asked_while_nobody_looks(lab, qtbot):
    samples = samples_of(qtbot, lab)
    samples.hide()
    lab.controller.train()
    qtbot.waitUntil(lambda: not lab.controller.is_busy, timeout=30_000)
    assert samples._answerer._renewal._job is None


def test_that_the_workspace_is_offered_for_tables_and_not_for_ten_rows(build_window, qtbot):
    window = build_window("en", "seven-segment")
    assert not window.table_samples.applies
    state = on_the_bench(animals())
    window.lab.controller.edit("Open", lambda _: state)
    window.show_samples()
    assert window.workspaces.current == "samples"
    assert window.table_samples.isVisible()
    assert not window.samples.isVisible()
    window.lab.controller.undo()
    assert window.workspaces.current == "bench"


def test_that_every_listed_part_can_be_chosen(lab, qtbot):
    samples = samples_of(qtbot, lab)
    for part, count in ((ALL, 40), (TRAINING, 20), (VALIDATION, 10), (TEST, 10)):
        samples._parts.value_chosen.emit(part)
        assert samples._grid.row_count == count


@pytest.mark.parametrize("tongue", language.LANGUAGES)
def test_that_every_control_about_a_table_is_named(build_window, qtbot, tongue):
    window = build_window(tongue, "xor")
    state = on_the_bench(animals())
    window.lab.controller.edit("Open", lambda _: state)
    assert nameless(window) == []
    window.show_samples()
    assert nameless(window) == []
    settle()  # options of the data set before are gone then
    names = Counter(widget.objectName() for widget in controls_of(window) if widget.isVisible())
    assert [name for name, count in names.items() if count > 1] == []


def test_that_what_was_filled_in_is_boxed_and_said(make_lab, qtbot):
    lab = make_lab(on_the_bench(animals(missing=(4, 20))))
    samples = samples_of(qtbot, lab)
    grid = samples._grid
    age = next(at for at in range(len(grid.model().columns)) if grid.column(at).title == "age")
    boxed = {
        grid._model.row_name(row) for row in range(grid.row_count) if grid.cell(row, age).tone == "missing"
    }
    assert boxed == {"animal 4", "animal 20"}
    place = next(row for row in range(grid.row_count) if grid.cell(row, age).tone == "missing")
    assert grid.cell(place, age).tip == "Not measured: filled in with the mean of the training samples"
    assert "Values in a box were not measured" in samples._hint.text()
