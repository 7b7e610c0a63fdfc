"""The workspace of samples: filters, order, the sample on the bench, and mistakes that are looked for."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from nnlab.data.image_data import Scales
from nnlab.desktop.lab import Lab
from nnlab.desktop.samples.sample_choice import Order
from nnlab.desktop.samples.workspace import TEST, TRAINING, Samples
from nnlab.lessons import begin, load_preset
from nnlab.project import with_scales
from nnlab.training import evaluate
from tests.desktop.pictures import pictures, project


@pytest.fixture
def lab(qapp):
    lab = Lab(project())
    yield lab
    lab.shut_down()


@pytest.fixture
def samples(lab, qtbot) -> Samples:
    samples = Samples(lab)
    qtbot.addWidget(samples)
    samples.resize(1100, 700)
    samples.show()
    qtbot.waitExposed(samples)
    qtbot.waitUntil(lambda: lab.examiner.answers is not None)
    return samples


def order(samples: Samples) -> list[int]:
    return samples._grid._order.tolist()


def answers(lab: Lab):
    return evaluate(lab.state.parameters, lab.state.dataset.test)


def test_that_it_begins_with_all_unseen_pictures_in_order(samples, lab):
    assert order(samples) == list(range(40))
    assert samples._count.text() == "40 of 40"
    assert samples.detail.isVisible()
    assert samples.confusion.isVisible()
    assert samples._classes.isVisible()


def test_that_filters_and_order_follow_what_is_chosen(samples, lab):
    labels, found = lab.state.dataset.test.labels, answers(lab)
    samples._label.value_chosen.emit(3)
    assert order(samples) == np.flatnonzero(labels == 3).tolist()
    samples._label.value_chosen.emit(None)
    samples._wrong.value_chosen.emit(True)
    assert order(samples) == np.flatnonzero(~found.right).tolist()
    samples._order.value_chosen.emit(Order.SUREST)
    confidence = found.confidence[order(samples)]
    assert (np.diff(confidence) <= 0).all()
    assert samples._wrong.value() is True
    assert samples._order.value() is Order.SUREST


def test_that_the_training_pictures_are_asked_when_they_are_looked_at(samples, lab, qtbot):
    samples._parts.value_chosen.emit(TRAINING)
    assert len(order(samples)) == 300
    qtbot.waitUntil(lambda: samples._training_examiner.answers is not None)
    samples._wrong.value_chosen.emit(True)
    found = evaluate(lab.state.parameters, lab.state.dataset)
    assert order(samples) == np.flatnonzero(~found.right).tolist()
    samples._parts.value_chosen.emit(TEST)
    assert lab.examiner._watchers == 1 + samples.confusion._watching
    assert samples._training_examiner._watchers == 0


def test_that_a_click_puts_a_picture_on_the_bench_and_a_double_click_goes_there(samples, lab):
    asked: list[int] = []
    samples.bench_requested.connect(lambda: asked.append(1))
    samples._grid.picture_clicked.emit(7)
    assert (lab.probe.part, lab.probe.row) == (lab.state.dataset.test, 7)
    assert samples._grid._current == 7
    assert asked == []
    samples._grid.picture_activated.emit(9)
    assert lab.probe.row == 9
    assert asked == [1]
    lab.probe.set_row(9)  # of the training pictures
    assert samples._grid._current is None


def test_that_a_cell_of_the_confusion_shows_its_pictures(samples, lab):
    found = answers(lab)
    labels = lab.state.dataset.test.labels
    row = int(np.flatnonzero(~found.right)[0])
    cell = int(labels[row]), int(found.classes[row])
    samples._parts.value_chosen.emit(TRAINING)
    samples.confusion.cell_clicked.emit(cell)
    assert row in order(samples)
    assert order(samples) == np.flatnonzero((labels == cell[0]) & (found.classes == cell[1])).tolist()


def test_that_the_confusion_is_shown_large_and_put_back(samples, lab, qtbot):
    large = samples.large_confusion
    assert not large.isVisible()
    samples.confusion._title_link.click()
    assert large.isVisible()
    assert not samples._grid.isVisible()
    assert not samples.confusion.isVisible()
    assert samples._classes.isVisible()
    assert large._matrix._counts is not None
    large.grab()
    assert large._matrix.written == "counts"
    large._kind.value_chosen.emit("rates")
    large.grab()
    assert large._matrix.written == "rates"
    assert large._caption.text() == "true ↓ read → · %"
    QTest.keyClick(large._matrix, Qt.Key.Key_Escape)
    assert not large.isVisible()
    assert samples._grid.isVisible()
    assert samples.confusion.isVisible()
    assert lab.examiner._watchers == 1 + samples.confusion._watching


def test_that_a_cell_of_the_large_confusion_leads_back_to_its_pictures(samples, lab):
    samples.show_confusion(large=True)
    found = answers(lab)
    samples.large_confusion.cell_clicked.emit((3, int(found.classes[lab.state.dataset.test.labels == 3][0])))
    assert samples._grid.isVisible()
    assert samples._choice.label == 3


def test_that_other_data_are_not_begun_with_a_large_confusion(samples, lab):
    samples.show_confusion(large=True)
    lab.controller.edit("Open", lambda _: project(pictures(90, None, "other")))
    assert not samples.large_confusion.isVisible()
    assert samples.confusion.isVisible()


def test_that_new_answers_leave_the_pictures_where_they_are_scrolled_to(qapp, qtbot):
    lab = Lab(project(pictures(2000, 1500)))
    samples = Samples(lab)
    qtbot.addWidget(samples)
    samples.resize(900, 500)
    samples.show()
    qtbot.waitExposed(samples)
    qtbot.waitUntil(lambda: lab.examiner.answers is not None)
    bar = samples._grid.verticalScrollBar()
    assert bar.maximum() > 200
    bar.setValue(150)
    before = lab.examiner.answers
    lab.controller.edit("Other weights", lambda _: project(lab.state.dataset, seed=5))
    qtbot.waitUntil(lambda: lab.examiner.answers not in (None, before))
    assert bar.value() == 150
    lab.shut_down()


@pytest.mark.parametrize("after", ["seven-segment", "pictures", "scales"])
def test_that_another_data_set_begins_with_the_whole_of_it(samples, lab, qtbot, after):
    samples._label.value_chosen.emit(9)
    samples._wrong.value_chosen.emit(True)
    if after == "scales":
        lab.controller.edit("Scale", lambda state: with_scales(state, Scales((0.01, 1.0))))
    else:
        other = (
            begin(load_preset(after)) if after == "seven-segment" else project(pictures(90, None, "other"))
        )
        lab.controller.edit("Open", lambda _: other)
    assert samples.applies == (after != "seven-segment")
    if after == "pictures":
        qtbot.waitUntil(lambda: lab.examiner.answers is not None)
        assert order(samples) == list(range(90))
        assert not samples._parts.isVisible()


def test_that_nobody_is_asked_when_it_is_put_away(samples, lab, qtbot):
    samples.hide()
    assert lab.examiner._watchers == 0
    assert samples._training_examiner._watchers == 0


def test_that_the_detail_writes_the_label_in_both_ways(samples, lab):
    row = int(np.flatnonzero(lab.state.dataset.test.labels == 3)[0])
    lab.probe.set_sample(lab.state.dataset.test, row)
    assert "label <b>3</b>" in samples.detail._label.text()
    assert samples.detail._one_hot.text() == "one-hot " + "\N{THIN SPACE}".join(
        ["0", "0", "0", "<b>1</b>", *"000000"]
    )
    lab.probe.set_picture(np.full((28, 28), 9, dtype=np.uint8))
    assert samples.detail._label.text() == "drawn: no label"
    assert not samples.detail._one_hot.isVisible()


@pytest.fixture
def browsed(build_window, qtbot):
    """Return the window with its samples in front, the keyboard where the window put it."""
    window = build_window("en")
    window.lab.controller.edit("Open", lambda _: project(pictures(1200, 300)))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.show_samples()
    qtbot.waitUntil(lambda: window.lab.examiner.answers is not None)
    return window


def press(window, *keys):
    for key in keys:
        QTest.keyClick(window.focusWidget() or window, key)


def test_that_keys_move_through_the_grid_as_soon_as_it_is_shown_and_enter_leads_to_the_bench(browsed):
    grid, lab, key = browsed.samples._grid, browsed.lab, Qt.Key
    assert grid.hasFocus()
    assert not grid.focus_shown  # no ring before a key is pressed
    press(browsed, key.Key_Right, key.Key_Right, key.Key_Down)
    columns = grid._layout.columns
    assert grid._keyboard_place() == columns + 2
    press(browsed, key.Key_End)
    assert grid._keyboard_place() == 299
    press(browsed, key.Key_PageUp)
    assert 0 < grid._keyboard_place() < 299
    press(browsed, key.Key_Home, key.Key_Return)
    assert (lab.probe.part, lab.probe.row) == (lab.state.dataset.test, 0)
    assert browsed.bench.isVisible()
    assert lab.probe.row == 0


def test_that_arrows_stay_in_what_is_shown_wherever_the_keyboard_is(browsed):
    browsed.setFocus()
    before = browsed.lab.probe.row
    press(browsed, Qt.Key.Key_Right, Qt.Key.Key_Down)
    assert browsed.samples._grid.hasFocus()
    assert browsed.samples._grid._cursor > 0
    assert browsed.lab.probe.row == before


def test_that_arrows_move_no_picture_that_is_out_of_sight(browsed):
    browsed.samples.show_confusion(large=True)
    assert browsed.samples.large_confusion.isVisible()
    before, cursor = browsed.lab.probe.row, browsed.samples._grid._cursor
    browsed.setFocus()
    press(browsed, Qt.Key.Key_Right)
    assert browsed.samples.large_confusion.isAncestorOf(browsed.focusWidget())
    assert (browsed.lab.probe.row, browsed.samples._grid._cursor) == (before, cursor)


def test_that_on_the_bench_arrows_walk_again_after_the_samples_were_shown(browsed):
    probe = browsed.lab.probe
    browsed.show_bench()
    assert browsed.focusWidget() is None
    before = probe.row
    press(browsed, Qt.Key.Key_Right)
    assert probe.row == before + 1


def test_that_enter_takes_the_picture_that_was_clicked(browsed):
    grid = browsed.samples._grid
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=grid._frame_of(5).center().toPoint())
    press(browsed, Qt.Key.Key_Return)
    assert browsed.lab.probe.row == 5
    assert browsed.bench.isVisible()


def test_that_a_plain_key_still_reaches_the_window(browsed):
    press(browsed, Qt.Key.Key_3)
    probe = browsed.lab.probe
    assert probe.part.labels[probe.row] == 3


def test_that_an_empty_choice_says_so_and_offers_all_again(browsed):
    samples = browsed.samples
    samples._choose(label=3, answered=3, only_wrong=True)  # read as what they are, yet wrong
    assert not samples._grid.isVisible()
    assert samples._nothing_text.isVisible()
    assert samples._nothing_text.text() == "No picture is like that."
    assert samples._all.hasFocus()
    press(browsed, Qt.Key.Key_Return)
    assert samples._grid.isVisible()
    assert samples._grid.hasFocus()
    assert not samples._nothing.isVisible()
    assert len(samples._grid._order) == 300
    assert (samples._label.value(), samples._wrong.value()) == (None, False)
