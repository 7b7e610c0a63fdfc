"""The pads of the window: one drawing for all, a sample while there is none, and pictures from elsewhere."""

import errno
import os
from collections.abc import Callable
from itertools import combinations

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from nnlab.desktop.lab import Lab
from nnlab.desktop.panels.pad_group import PadGroup
from nnlab.desktop.panels.step_strip import StepStrip
from nnlab.desktop.widgets.draw_pad import DrawPad
from nnlab.desktop.widgets.pad_tools import PadTools
from nnlab.desktop.widgets.seen_strip import SeenStrip
from tests.desktop.pictures import project, stroke, write_idx
from tests.desktop.pictures import split as picture_split

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def lab(qapp):
    lab = Lab(project())
    yield lab
    lab.shut_down()


@pytest.fixture
def make(lab, qtbot) -> Callable[[], PadGroup]:
    def build(*, shown: bool = True) -> PadGroup:
        group = PadGroup(lab)
        qtbot.addWidget(group)
        group.resize(300, 360)
        if shown:
            group.show()
            qtbot.waitExposed(group)
        return group

    return build


def pad_of(group: PadGroup) -> DrawPad:
    return group.findChild(DrawPad)


def button(group: PadGroup, word: str) -> QPushButton:
    (found,) = [one for one in group.findChildren(QPushButton) if word in one.objectName()]
    return found


def draw(pad: DrawPad) -> None:
    QTest.mousePress(pad, LEFT, NONE, QPoint(100, 60))
    for y in range(70, 200, 20):
        QTest.mouseMove(pad, QPoint(100, y))
    QTest.mouseRelease(pad, LEFT, NONE, QPoint(100, 200))


def drop(pad: DrawPad, data: QMimeData) -> None:
    copy = Qt.DropAction.CopyAction
    QApplication.sendEvent(pad, QDragEnterEvent(QPoint(20, 20), copy, data, LEFT, NONE))
    QApplication.sendEvent(pad, QDropEvent(QPointF(20, 20), copy, data, LEFT, NONE))


def grey_image() -> QImage:
    image = QImage(60, 90, QImage.Format.Format_Grayscale8)
    image.fill(230)
    for y in range(15, 75):
        for x in range(26, 34):
            image.setPixel(x, y, 20)
    return image


def test_that_what_is_drawn_is_seen_by_the_network_at_every_point(lab, make):
    group, seen = make(), []
    lab.drawing.changed.connect(lambda: seen.append(lab.drawing.seen.final))
    draw(pad_of(group))
    assert len(seen) > 5
    assert np.allclose(lab.picture.figures.probe[0], seen[-1].reshape(-1) / 255)
    assert len({picture.tobytes() for picture in seen}) > 3


def test_that_every_pad_shows_the_same_drawing_and_takes_it_for_one_step(lab, make):
    drawn, hidden = make(), make(shown=False)
    draw(pad_of(drawn))
    assert not pad_of(hidden).ink.any()
    drawn.hide()
    hidden.show()
    assert np.array_equal(pad_of(hidden).ink, pad_of(drawn).ink)
    assert button(hidden, "undo").isEnabled()
    pad_of(hidden).undo_stroke()
    assert not lab.drawing.ink.any()


def test_that_a_sample_is_shown_until_one_draws_and_again_when_it_is_put_back(lab, make):
    group = make()
    pad = pad_of(group)
    assert np.array_equal(pad._picture, lab.state.dataset.picture(0))
    draw(pad)
    assert pad._picture is None
    lab.probe.set_row(4)
    assert np.array_equal(pad._picture, lab.state.dataset.picture(4))
    assert not button(group, "undo").isEnabled()
    lab.probe.set_sample(lab.state.dataset.test, 2)
    assert np.array_equal(pad._picture, lab.state.dataset.test.picture(2))


def test_that_the_tools_know_of_a_drawing_that_came_from_elsewhere(lab, make):
    group = make()
    lab.drawing.set_ink(stroke())
    assert np.array_equal(pad_of(group).ink, stroke())
    assert button(group, "undo").isEnabled()
    assert button(group, "clear").isEnabled()
    button(group, "clear").click()
    assert lab.drawing.seen.is_empty
    assert not button(group, "clear").isEnabled()


def test_that_a_picture_file_dropped_on_the_pad_is_read(lab, make, qtbot, tmp_path):
    group = make()
    Image.fromarray(np.pad(np.full((60, 8), 20, np.uint8), 20, constant_values=230)).save(
        tmp_path / "one.png"
    )
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "one.png"))])
    drop(pad_of(group), data)
    qtbot.waitUntil(lambda: lab.drawing.ink is not None)
    assert pad_of(group).ink.any()


def test_that_a_data_set_dropped_on_the_pad_is_opened(lab, make, qtbot, tmp_path):
    group = make()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(write_idx(tmp_path / "letters", picture_split())))])
    drop(pad_of(group), data)
    qtbot.waitUntil(lambda: lab.state.dataset.name == "letters")


def test_that_an_image_is_pasted(lab, make, qtbot):
    group = make()
    QGuiApplication.clipboard().setImage(grey_image())
    pad_of(group).paste()
    qtbot.waitUntil(lambda: lab.drawing.ink is not None)
    rows, columns = np.nonzero(lab.drawing.seen.final > 128)
    assert np.ptp(rows) > 2 * np.ptp(columns)


def test_that_the_pad_says_kept_no_longer_than_it_is_true(lab, make, qtbot, monkeypatch):
    def full(descriptor: int, data: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    group = make()
    pad = pad_of(group)
    kept = lab.my_digits.keep(stroke()[:28, :28], 5)
    assert pad._word == "kept as 5"
    lab.my_digits.forget(kept)
    assert pad._word == ""
    qtbot.waitUntil(lambda: not lab.jobs.is_busy)
    monkeypatch.setattr(os, "write", full)
    lab.my_digits.keep(stroke()[:28, :28], 5)
    assert pad._word == "kept as 5"
    qtbot.waitUntil(lambda: not lab.jobs.is_busy)
    assert pad._word == ""


def test_that_a_click_on_a_step_switches_it_for_the_network(lab, qtbot):
    strip = StepStrip(lab)
    qtbot.addWidget(strip)
    strip.show()
    qtbot.waitExposed(strip)
    lab.drawing.set_ink(stroke())
    before = lab.picture.figures.probe[0].copy()
    strip.findChild(SeenStrip).step_clicked.emit("centre")
    assert not lab.drawing.steps.centre
    assert not np.array_equal(lab.picture.figures.probe[0], before)


@pytest.mark.parametrize(
    ("width", "height", "side"),
    [(300, 400, 300), (300, 250, None), (250, 140, None), (230, 140, None), (600, 300, 300)],
)
def test_that_the_pad_is_a_square_with_its_tools_where_they_leave_it_most_room(make, width, height, side):
    group = make()
    group.resize(width, height)
    pad, tools = pad_of(group), group.findChild(PadTools)
    row, block = (tools.size_of(stacked=stacked) for stacked in (False, True))
    most = max(min(width, height - row.height() - 4), min(width - block.width() - 10, height))
    assert pad.width() == pad.height() == (side or most)
    assert group.rect().contains(pad.geometry())
    assert group.rect().contains(tools.geometry())
    assert not pad.geometry().intersects(tools.geometry())
    for one, other in combinations([child for child in tools.children() if child.isWidgetType()], 2):
        assert tools.rect().contains(one.geometry())
        assert not one.geometry().intersects(other.geometry())


def test_that_on_the_smallest_projected_bench_the_pad_is_not_a_stamp(qapp, build_window):
    window = build_window("en", "draw")
    window.set_theme("projector")
    window.resize(1024, 700)
    qapp.sendPostedEvents()
    group = next(group for group in window.bench.findChildren(PadGroup) if group.isVisible())
    assert pad_of(group).width() >= 130


def test_that_tools_are_found_by_tab_in_their_order_wherever_they_lie(make):
    group = make()
    for size in ((300, 400), (250, 140)):
        group.resize(*size)
        tools = group.findChild(PadTools)
        names, one = [], tools.nextInFocusChain()
        while len(names) < 4:
            names.append(one.objectName())
            one = one.nextInFocusChain()
        assert names == ["undo_stroke_button", "clear_pad_button", "brush_choice", "eraser_button"]
