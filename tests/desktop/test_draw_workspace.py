"""The window with pictures: its workspaces, keys, counters and cards."""

import errno
import os
import threading
from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nnlab.data import my_digits
from nnlab.desktop import keys
from nnlab.desktop.bench.running_counts import RunningCounts
from nnlab.desktop.draw.kept_digits import KeptDigitsDialog
from nnlab.desktop.main_window import MainWindow
from nnlab.desktop.widgets.buttons import Button
from nnlab.desktop.widgets.draw_pad import DrawPad
from nnlab.lessons import begin, load_preset
from nnlab.project import with_weight
from nnlab.training import StepSize, evaluate
from tests.desktop.pictures import pictures, project, stroke

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def window(build_window: Callable[..., MainWindow]) -> MainWindow:
    window = build_window("en")
    window.lab.controller.edit("Open", lambda _: project(pictures(1200, 60)))
    return window


def open_other(window: MainWindow, key: str = "seven-segment") -> None:
    window.lab.controller.edit("Open", lambda _: begin(load_preset(key)))


def counters(window: MainWindow) -> dict[str, str]:
    return {counter.name: counter.value for counter in window.toolbar._counters._counters}


def running_counts(window: MainWindow) -> dict[str, str]:
    (shown,) = (found for found in window.bench.findChildren(RunningCounts) if found.isVisible())
    return {counter.name: counter.value for counter in shown._counters}


def test_that_workspaces_come_and_go_with_the_data(window):
    window.show_samples()
    assert window.samples.isVisible()
    open_other(window)
    assert window.bench.isVisible()
    assert not window.samples.isVisible()
    window.show_samples()
    window.show_draw()
    assert window.bench.isVisible()
    window.lab.controller.undo()
    window.show_draw()
    assert window.draw.isVisible()
    open_other(window, "xor")
    assert window.bench.isVisible()


def test_that_a_cell_of_the_bench_leads_to_its_pictures(window, qtbot):
    qtbot.waitUntil(lambda: window.lab.examiner.answers is not None)
    window.bench.confusion.cell_clicked.emit((3, 3))
    assert window.samples.isVisible()
    answers = window.lab.examiner.answers
    expected = np.flatnonzero((answers.dataset.labels == 3) & (answers.classes == 3))
    assert window.samples._grid._order.tolist() == expected.tolist()


def test_that_digit_keys_show_the_next_of_a_class_and_begin_again(window):
    probe, labels = window.lab.probe, window.lab.state.dataset.labels
    rows = np.flatnonzero(labels == 7).tolist()
    probe.set_row(0)
    shown = []
    for _ in range(len(rows) + 1):
        QTest.keyClick(window, Qt.Key.Key_7)
        shown.append(probe.row)
    assert shown == [*rows, rows[0]]
    probe.set_sample(window.lab.state.dataset.test, 0)
    QTest.keyClick(window, Qt.Key.Key_4)
    assert probe.part is window.lab.state.dataset.test
    assert int(probe.target.argmax()) == 4


def test_that_arrows_walk_through_the_part_that_is_on_the_bench(window):
    test = window.lab.state.dataset.test
    window.lab.probe.set_sample(test, 59)
    QTest.keyClick(window, Qt.Key.Key_Right)
    assert (window.lab.probe.part, window.lab.probe.row) == (test, 0)
    window.lab.drawing.set_ink(stroke())
    QTest.keyClick(window, Qt.Key.Key_Right)
    assert window.lab.probe.row == 0
    assert window.lab.drawing.ink is None


@pytest.mark.parametrize("size", [(1024, 700), (1280, 800), (1920, 1000)])
def test_that_running_counts_and_test_accuracy_are_those_of_the_network(window, qtbot, size):
    window.resize(*size)
    lab = window.lab
    lab.controller.train()
    qtbot.waitUntil(lambda: lab.controller.snapshot.epoch >= 2, timeout=20_000)
    lab.controller.pause()
    qtbot.waitUntil(lambda: not lab.controller.is_busy)
    expected = evaluate(lab.state.parameters, lab.state.dataset.test).accuracy
    qtbot.waitUntil(lambda: counters(window).get("test") == f"{100 * expected:.1f}%")
    running = lab.controller.snapshot.running
    found = running_counts(window)
    assert int(found["hits"].replace(",", "")) == running.hits
    assert int(found["misses"].replace(",", "")) == running.seen - running.hits
    assert found["running"] == f"{100 * running.accuracy:.1f}%"


def test_that_a_test_that_is_not_of_the_network_shown_says_of_which_it_is(window, qtbot):
    lab = window.lab
    qtbot.waitUntil(lambda: counters(window)["test"] != "–")
    lab.controller.step(StepSize.BATCH)
    assert lab.examiner.age is None or lab.examiner.age.untrained
    qtbot.waitUntil(lambda: lab.examiner.age is not None)
    assert counters(window)["test"] == "–"  # that of the untrained network
    assert window.bench.mistakes._caption.text().endswith(" · untrained")
    assert window.bench.confusion._caption.text() == "untrained"
    qtbot.waitUntil(lambda: lab.examiner.age is None)
    assert counters(window)["test"] != "–"
    assert window.bench.mistakes._caption.text().endswith(" of 60")
    lab.controller.step(StepSize.BATCH)
    qtbot.waitUntil(lambda: lab.examiner.age is not None)
    (test,) = (counter for counter in window.toolbar._counters._counters if counter.name == "test")
    assert test.moment == "epoch 0"
    assert window.bench.confusion._caption.text() == "epoch 0"


def test_that_the_title_of_the_confusion_on_the_bench_leads_to_a_large_one(window, qtbot):
    window.bench.confusion._title_link.click()
    assert window.samples.isVisible()
    assert window.samples.large_confusion.isVisible()
    window.show_bench()
    assert not window.samples.large_confusion.isVisible()


def test_that_test_accuracy_is_that_of_the_network_also_where_no_card_shows_mistakes(window, qtbot):
    window.show_draw()
    lab = window.lab
    qtbot.waitUntil(lambda: counters(window)["test"] != "–")
    lab.controller.edit("Weight", lambda state: with_weight(state, 1, 0, 0, 1e6))
    expected = evaluate(lab.state.parameters, lab.state.dataset.test)
    qtbot.waitUntil(lambda: np.array_equal(lab.examiner.answers.classes, expected.classes))
    assert counters(window)["test"] == f"{100 * expected.accuracy:.1f}%"


def test_that_the_accuracy_curve_has_points_of_unseen_samples(window, qtbot):
    lab = window.lab
    lab.controller.train()
    qtbot.waitUntil(lambda: np.isfinite(lab.controller.snapshot.history.test_accuracy).sum() >= 2)
    lab.controller.pause()
    qtbot.waitUntil(lambda: not lab.controller.is_busy)
    window.bench.loss.set_view("accuracy")
    history = lab.state.history
    known = np.isfinite(history.test_accuracy)
    assert known.any()
    assert history.test_accuracy[known][-1] == pytest.approx(
        evaluate(lab.state.parameters, lab.state.dataset.test).accuracy, abs=0.2
    )


@pytest.mark.parametrize("width", [1024, 1280, 1366, 1600, 1920])
def test_that_every_width_shows_every_workspace(window, width, qtbot):
    window.resize(width, 700)
    for show in (window.show_bench, window.show_samples, window.show_draw):
        show()
        window.lab.drawing.set_ink(stroke())
        assert not window.grab().isNull()
    assert window.width() == width


def test_that_a_stroke_on_the_large_pad_is_on_the_small_one_too(window):
    window.show_draw()
    pad = window.draw.findChild(DrawPad)
    QTest.mousePress(pad, LEFT, NONE, QPoint(100, 60))
    QTest.mouseMove(pad, QPoint(100, 200))
    QTest.mouseRelease(pad, LEFT, NONE, QPoint(100, 200))
    window.show_bench()
    small = next(pad for pad in window.bench.findChildren(DrawPad) if pad.isVisible())
    assert np.array_equal(small.ink, pad.ink)


def kept_labels() -> list[int]:
    kept = my_digits.load_my_digits()
    return [] if kept is None else kept.labels.tolist()


def at_rest(qtbot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.lab.jobs.is_busy)


def pad_of(window: MainWindow) -> DrawPad:
    return window.draw.pads.findChild(DrawPad)


def test_that_what_is_drawn_can_be_kept_and_only_that(window, qtbot):
    window.show_draw()
    keep = window.draw._keep
    assert not keep._buttons[3].isEnabled()
    window.lab.drawing.set_ink(stroke())
    seen = window.lab.drawing.seen.final
    keep._buttons[3].click()
    at_rest(qtbot, window)
    assert kept_labels() == [3]
    assert np.array_equal(my_digits.load_my_digits().images[0], seen)
    assert keep._buttons[8].toolTip().startswith("Keep the drawing as 8 (key 8). 0 kept so far.")
    assert keep._train.isEnabled()
    window.undo()
    assert not keep._train.isEnabled()
    at_rest(qtbot, window)
    assert kept_labels() == []


def test_that_a_kept_drawing_makes_room_for_the_next_one_says_so_and_can_be_had_back(window, qtbot):
    window.show_draw()
    window.lab.drawing.set_ink(stroke())
    button = window.draw._keep._buttons[3]
    button.click()
    assert button.is_lit
    assert button._count == 1
    assert pad_of(window).is_empty
    assert pad_of(window)._word == "kept as 3"
    assert not button.isEnabled()
    qtbot.waitUntil(lambda: not button.is_lit)
    window.undo()
    assert np.array_equal(pad_of(window).ink, stroke())
    assert np.array_equal(window.lab.drawing.ink, stroke())
    assert pad_of(window)._word == "no longer kept as 3"
    assert button._count == 0


@pytest.mark.parametrize("ink", [stroke(), stroke()[::2, ::3]])
def test_that_a_slip_is_taken_back_with_its_ink_and_the_picture_is_kept_once(window, qtbot, ink):
    window.show_draw()
    window.lab.drawing.set_ink(ink)
    pad = pad_of(window)
    QTest.keyClick(window, Qt.Key.Key_1)
    QTest.keyClick(pad, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(pad, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert pad.is_empty
    at_rest(qtbot, window)
    assert kept_labels() == []
    QTest.keyClick(pad, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window, Qt.Key.Key_7)
    at_rest(qtbot, window)
    assert kept_labels() == [7]


def test_that_a_stroke_after_a_slip_is_taken_back_before_it(window, qtbot):
    window.show_draw()
    window.lab.drawing.set_ink(stroke())
    QTest.keyClick(window, Qt.Key.Key_1)
    window.lab.drawing.set_ink(stroke().T)
    window.undo()
    assert pad_of(window).is_empty
    window.undo()
    assert np.array_equal(pad_of(window).ink, stroke())
    at_rest(qtbot, window)
    assert kept_labels() == [1]  # what is older than the last thing done is removed by looking at it


def test_that_undo_takes_no_digit_that_is_removed_already_and_only_the_last(window, qtbot):
    window.show_draw()
    for digit in (1, 1, 2):
        window.lab.drawing.set_ink(stroke())
        QTest.keyClick(window, Qt.Key.Key_0 + digit)
    for _ in range(4):
        window.undo()
    at_rest(qtbot, window)
    assert kept_labels() == [1, 1]
    window.lab.drawing.clear()
    window.lab.drawing.set_ink(stroke())
    QTest.keyClick(window, Qt.Key.Key_1)
    digits = window.lab.my_digits
    digits.forget(my_digits.Change(digits.digits.images[-1], 1))
    window.undo()
    at_rest(qtbot, window)
    assert kept_labels() == [1, 1]


def test_that_no_arrow_on_the_card_means_another_undo(window):
    assert [one for one in window.draw._keep.findChildren(Button) if one._icon_name == "undo"] == []


def test_that_many_digits_are_written_with_one_key_each(window, qtbot):
    window.show_draw()
    for digit in (*range(10), *range(10)):
        window.lab.drawing.set_ink(stroke())
        QTest.keyClick(window, Qt.Key.Key_0 + digit)
        assert pad_of(window).is_empty
    assert window.draw._keep._buttons[4]._count == 2
    at_rest(qtbot, window)
    assert kept_labels() == [*range(10), *range(10)]


def test_that_a_digit_key_keeps_what_is_drawn_and_puts_nothing_in_its_place(window, qtbot):
    window.show_draw()
    row = window.lab.probe.row
    QTest.keyClick(window, Qt.Key.Key_5)  # a sample is no drawing
    assert window.lab.probe.row == row
    window.lab.drawing.set_ink(stroke())
    QTest.keyClick(window, Qt.Key.Key_5)
    QTest.keyClick(window, Qt.Key.Key_5)  # nor is an empty pad
    at_rest(qtbot, window)
    assert kept_labels() == [5]
    assert "keep the drawing" in next(one.about for one in keys.bindings(window) if "5" in one.letters)


@pytest.mark.parametrize("goes_on", [False, True])
def test_that_on_a_full_disk_the_drawing_is_put_back_and_the_next_one_is_not_disturbed(
    window, qtbot, monkeypatch, goes_on
):
    def full(descriptor: int, data: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    told = []
    window.lab.noticed.connect(lambda notice: told.append(notice.text))
    window.show_draw()
    window.lab.drawing.set_ink(stroke())
    with monkeypatch.context() as context:
        context.setattr(os, "write", full)
        window.draw._keep._buttons[3].click()
        if goes_on:
            window.lab.drawing.set_ink(stroke().T)
        at_rest(qtbot, window)
    assert np.array_equal(pad_of(window).ink, stroke().T if goes_on else stroke())
    assert window.draw._keep._buttons[3]._count == 0
    assert "not kept" in told[-1]


def test_that_the_nearest_pictures_are_of_the_data_that_are_there(window, qtbot):
    window.show_draw()
    card = window.draw._nearest
    qtbot.waitUntil(lambda: len(card._rows) == 24)
    assert window.lab.probe.row not in card._rows
    window.lab.drawing.set_ink(stroke())
    assert len(card._rows) == 0  # those were near to another picture
    qtbot.waitUntil(lambda: len(card._rows) == 24)
    window.lab.controller.edit("Open", lambda _: project(pictures(12, None, "few")))
    qtbot.waitUntil(lambda: card._rows.size > 0 and card._rows.max() < 12)


def test_that_closing_while_pictures_are_prepared_and_a_network_trains_leaves_no_thread(build_window):
    before = set(threading.enumerate())
    window = build_window("en")
    window.lab.controller.train()
    window.lab.openings.open_preset("strokes")
    window.close()
    assert set(threading.enumerate()) <= before


def test_that_ctrl_z_on_the_pad_never_takes_back_what_was_done_elsewhere(build_window, qtbot):
    window = build_window("en", "draw")
    window.lab.controller.configure("Change the rate", learning_rate=0.5)
    before = window.lab.state
    window.show_draw()
    for _ in range(3):
        window.undo()
    assert window.lab.state is before
    window.show_bench()
    window.undo()
    assert window.lab.state is not before


def test_that_arrows_never_put_a_sample_in_the_place_of_a_drawing(window):
    window.show_draw()
    window.lab.drawing.set_ink(stroke())
    ink = window.lab.drawing.ink
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Up):
        QTest.keyClick(window, key)
    assert window.lab.drawing.ink is ink
    window.lab.drawing.set_ink(np.zeros_like(ink))
    QTest.keyClick(window, Qt.Key.Key_Right)
    assert window.lab.probe.row is not None


def test_that_one_begins_to_draw_on_an_empty_pad(build_window, qtbot):
    window = build_window("en")
    window.lab.openings.open_preset("draw")
    qtbot.waitUntil(lambda: window.lab.state.preset == "draw", timeout=20_000)
    assert window.lab.drawing.is_blank


def test_that_an_empty_pad_has_no_answer(build_window, qtbot):
    window = build_window("en", "draw")
    window.show_draw()
    ink = np.zeros((280, 280), dtype=np.uint8)
    ink[60:220, 130:150] = 255
    window.lab.drawing.set_ink(ink)
    bars = window.draw._output._bars
    assert bars._highlight is not None
    window.lab.drawing.set_ink(np.zeros_like(ink))
    assert bars._highlight is None
    assert bars._values.max() == 0
    assert window.draw._output._reading.text() == "nothing is drawn yet"
    assert window.draw._output._answer.text() == "–"


def test_that_the_answer_to_a_drawing_is_written_large(build_window, qtbot):
    window = build_window("en", "draw")
    window.show_draw()
    output = window.draw._output
    window.lab.drawing.set_ink(stroke())
    assert output._answer.text() == str(output._bars._highlight)
    assert output._answer.font().pixelSize() == 56
    assert output._reading.text() == "the network reads"
    answers = evaluate(window.lab.controller.snapshot.parameters, window.lab.state.dataset)
    wrong = int(np.flatnonzero(answers.classes != answers.dataset.labels)[0])
    window.lab.probe.set_row(wrong)
    assert output._reading.text() == f"the network reads; it is <b>{answers.dataset.labels[wrong]}</b>"


def test_that_the_kept_digits_can_be_looked_through(window, qtbot):
    window.show_draw()
    window.lab.drawing.set_ink(stroke())
    keep = window.draw._keep
    assert not keep._look.isEnabled()
    keep._buttons[3].click()
    at_rest(qtbot, window)
    keep._look.click()
    (dialog,) = keep.findChildren(KeptDigitsDialog)
    assert dialog.isVisible()
    dialog._grid.picture_clicked.emit(0)
    dialog._remove.click()
    at_rest(qtbot, window)
    assert kept_labels() == []
    dialog.close()


def test_that_what_another_window_has_kept_is_counted_when_one_comes_back_to_this_one(window, qtbot):
    window.show_draw()
    at_rest(qtbot, window)
    my_digits.change([my_digits.Change(np.full((28, 28), 9, dtype=np.uint8), 6)])
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QApplication.sendEvent(window.draw._keep, QEvent(QEvent.Type.ActivationChange))
    qtbot.waitUntil(lambda: window.draw._keep._buttons[6]._count == 1)
