"""The dialog that shows the kept digits and takes some out."""

import errno
import os
import threading
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from nnlab.data import my_digits
from nnlab.data.my_digits import Change
from nnlab.desktop.draw.kept_digits import KeptDigitsDialog
from nnlab.desktop.lab import Lab
from tests.desktop.pictures import labelled, project

SAMPLES = labelled(40, 4)
FIRST = [3, 7, 3, 1, 3]


def write(*labels: int) -> None:
    """Keep another picture with each label."""
    rows = dict.fromkeys(range(10), 10)
    changes = []
    for label in labels:
        changes.append(Change(SAMPLES.images[rows[label] + label], label))
        rows[label] += 1
    my_digits.change(changes)


def at_rest(qtbot, lab: Lab) -> None:
    qtbot.waitUntil(lambda: not lab.jobs.is_busy)


@pytest.fixture
def lab(qapp, qtbot) -> Iterator[Lab]:
    write(*FIRST)
    lab = Lab(project())
    lab.my_digits.look()
    at_rest(qtbot, lab)
    yield lab
    lab.shut_down()


@pytest.fixture
def dialog(lab, qtbot) -> Iterator[KeptDigitsDialog]:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = KeptDigitsDialog(lab.my_digits, parent)
    dialog.open()
    qtbot.waitExposed(dialog)
    yield dialog
    dialog.close()


def written() -> list[int]:
    kept = my_digits.load_my_digits()
    return [] if kept is None else kept.labels.tolist()


def test_that_all_are_shown_the_latest_first_or_those_of_one_digit(dialog):
    assert dialog._grid._order.tolist() == [4, 3, 2, 1, 0]
    dialog._kind.value_chosen.emit(3)
    assert dialog._grid._order.tolist() == [4, 2, 0]
    dialog._kind.value_chosen.emit(8)
    assert dialog._grid._order.tolist() == []
    assert "None of this digit" in dialog._grid.accessibleDescription()


def test_that_the_chosen_one_is_removed_and_the_next_is_chosen(lab, dialog, qtbot):
    assert not dialog._remove.isEnabled()
    dialog._kind.value_chosen.emit(3)
    dialog._grid.picture_clicked.emit(2)
    assert dialog._remove.isEnabled()
    dialog._remove.click()
    assert dialog._grid._order.tolist() == [3, 0]  # at once, before it is written
    at_rest(qtbot, lab)
    assert written() == [3, 7, 1, 3]
    assert dialog._grid._order.tolist() == [3, 0]
    assert dialog._grid._current == 0
    QTest.keyClick(dialog, Qt.Key.Key_Delete)
    at_rest(qtbot, lab)
    assert written() == [7, 1, 3]


def test_that_the_last_one_of_all_can_be_removed(lab, dialog, qtbot):
    dialog._grid.picture_clicked.emit(4)
    for _ in range(6):
        dialog._remove.click()
    at_rest(qtbot, lab)
    assert written() == []
    assert not dialog._remove.isEnabled()
    assert "No digits are kept" in dialog._grid.accessibleDescription()


def test_that_what_was_removed_is_put_back_the_latest_first(lab, dialog, qtbot):
    assert not dialog._put_back.isEnabled()
    before = lab.my_digits.digits
    dialog._kind.value_chosen.emit(3)
    dialog._grid.picture_clicked.emit(2)
    dialog._remove.click()
    dialog._kind.value_chosen.emit(1)
    dialog._grid.picture_clicked.emit(2)
    dialog._remove.click()
    at_rest(qtbot, lab)
    assert written() == [3, 7, 3]
    dialog._put_back.click()
    assert (dialog._kind.value(), dialog._grid._current) == (1, 3)
    dialog._put_back.click()
    assert (dialog._kind.value(), dialog._grid._current) == (-1, 4)  # so that it can be seen
    assert not dialog._put_back.isEnabled()
    at_rest(qtbot, lab)
    assert written() == [3, 7, 3, 1, 3]
    assert np.array_equal(lab.my_digits.digits.images[-1], before.images[2])


def test_that_a_double_click_removes_one(lab, dialog, qtbot):
    dialog._grid.picture_clicked.emit(4)
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(dialog._remove, left)
    QTest.mouseDClick(dialog._remove, left)  # the second press, without its release
    QTest.mouseRelease(dialog._remove, left)
    at_rest(qtbot, lab)
    assert written() == FIRST[:4]


def test_that_what_could_not_be_removed_is_not_put_back_a_second_time(lab, dialog, qtbot, monkeypatch):
    def full(descriptor: int, data: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    dialog._grid.picture_clicked.emit(4)
    with monkeypatch.context() as context:
        context.setattr(os, "write", full)
        dialog._remove.click()
        assert dialog._put_back.isEnabled()
        at_rest(qtbot, lab)
    assert written() == FIRST
    assert not dialog._put_back.isEnabled()


def test_that_a_removal_looks_at_each_row_once(lab, dialog, qtbot, monkeypatch):
    looked: list[int] = []
    numbers = my_digits._numbers

    def spy(images):
        if threading.current_thread() is threading.main_thread():  # the job that writes looks as well
            looked.append(len(images))
        return numbers(images)

    dialog._grid.picture_clicked.emit(4)
    monkeypatch.setattr(my_digits, "_numbers", spy)
    dialog._remove.click()
    monkeypatch.undo()
    assert [count for count in looked if count > 1] == [5, 4]  # to take it out, and to find the next one


def test_that_what_is_chosen_stays_chosen_when_another_window_changes_the_file(lab, dialog, qtbot):
    dialog._grid.picture_clicked.emit(1)
    first = lab.my_digits.digits
    my_digits.change([Change(first.images[0], 3, keeps=False)])
    lab.my_digits.look()
    at_rest(qtbot, lab)
    assert dialog._grid._current == 0
    assert np.array_equal(lab.my_digits.digits.images[0], first.images[1])
    my_digits.change([Change(first.images[1], 7, keeps=False)])
    lab.my_digits.look()
    at_rest(qtbot, lab)
    assert dialog._grid._current is None
    assert not dialog._remove.isEnabled()


def test_that_digits_are_shown_before_they_are_written_and_of_equal_ones_one_is_removed(lab, dialog, qtbot):
    for _ in range(2):
        lab.my_digits.keep(SAMPLES.images[0], 8)
    assert dialog._grid._order.tolist() == [6, 5, 4, 3, 2, 1, 0]
    dialog._kind.value_chosen.emit(8)
    dialog._grid.picture_clicked.emit(6)
    dialog._remove.click()
    assert dialog._grid._order.tolist() == [5]
    at_rest(qtbot, lab)
    assert written() == [*FIRST, 8]
