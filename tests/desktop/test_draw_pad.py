import time
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QHelpEvent,
    QImage,
    QInputDevice,
    QMouseEvent,
    QPointingDevice,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QToolTip

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.draw_pad import MEDIUM, THICK, THIN, DrawPad

STROKE = ((0.3, 0.2), (0.5, 0.3), (0.6, 0.5), (0.4, 0.8))
SEVEN = np.zeros((28, 28), dtype=np.uint8)
SEVEN[6:9, 8:20] = SEVEN[9:22, 16:19] = 255


class Window(QMainWindow):
    """Holds a pad, and notes the keys that come through to it."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[int] = []
        self.pad = DrawPad()
        self.setCentralWidget(self.pad)

    def keyPressEvent(self, event) -> None:
        self.keys.append(event.key())


@pytest.fixture
def window(qtbot):
    window = Window()
    qtbot.addWidget(window)
    window.resize(240, 240)
    window.show()
    qtbot.waitExposed(window)
    return window


@pytest.fixture
def pad(window):
    return window.pad


@pytest.fixture
def drawn(pad):
    drawn: list = []
    pad.drawn.connect(drawn.append)
    return drawn


@pytest.fixture
def offered(pad):
    offered: list = []
    pad.picture_offered.connect(offered.append)
    return offered


def place(pad: DrawPad, x: float, y: float) -> QPoint:
    return QPoint(round(x * pad.width()), round(y * pad.height()))


def draw(pad: DrawPad, points=STROKE) -> None:
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=place(pad, *points[0]))
    for point in points[1:]:
        QTest.mouseMove(pad, place(pad, *point))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=place(pad, *points[-1]))


# Strokes


def test_that_every_point_tells_the_ink_so_far(pad, drawn):
    draw(pad)
    assert len(drawn) >= 4
    sums = [int(ink.sum()) for ink in drawn]
    assert sums == sorted(sums)
    assert drawn[-1].shape == (280, 280)
    assert drawn[-1].dtype == np.uint8
    assert not drawn[-1].flags.writeable
    assert drawn[-1][round(0.8 * 280), round(0.4 * 280)] == 255
    assert np.array_equal(pad.ink, drawn[-1])


def test_that_the_size_of_the_pad_changes_nothing_in_the_ink(qtbot, window, pad):
    draw(pad)
    small = pad.ink
    pad.clear()
    window.resize(480, 480)
    qtbot.waitUntil(lambda: pad.width() == 480)
    draw(pad)
    assert np.array_equal(pad.ink, small)


def test_that_one_draws_on_the_square_in_the_middle(qtbot, window, pad):
    window.resize(400, 240)
    qtbot.waitUntil(lambda: pad.width() == 400)
    QTest.mouseClick(pad, Qt.MouseButton.LeftButton, pos=QPoint(200, 120))
    assert pad.ink[140, 140] == 255


@pytest.mark.parametrize("button", [Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton])
def test_that_only_the_left_button_draws(pad, drawn, button):
    QTest.mousePress(pad, button, pos=place(pad, 0.5, 0.5))
    QTest.mouseMove(pad, place(pad, 0.6, 0.6))
    assert drawn == []


def test_that_the_mouse_draws_nothing_while_its_button_is_up(pad, drawn):
    draw(pad)
    drawn.clear()
    QTest.mouseMove(pad, place(pad, 0.9, 0.1))
    assert drawn == []


def test_that_two_quick_clicks_are_two_dots(pad):
    for x in (0.3, 0.7):
        QTest.mouseDClick(pad, Qt.MouseButton.LeftButton, pos=place(pad, x, 0.5))
        QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=place(pad, x, 0.5))
    assert pad.ink[140, 84] == pad.ink[140, 196] == 255


def test_that_a_wider_brush_lays_more_ink(pad):
    amounts = []
    for width in (THIN, MEDIUM, THICK):
        pad.set_brush(width)
        pad.clear()
        draw(pad)
        amounts.append(pad.ink.sum())
    assert amounts[0] < amounts[1] < amounts[2]


def test_that_the_eraser_rubs_out_and_tells(pad, drawn):
    draw(pad)
    before = pad.ink
    pad.set_erasing(True)
    drawn.clear()
    draw(pad, ((0.1, 0.3), (0.9, 0.3)))
    assert drawn
    assert drawn[-1].sum() < before.sum()
    assert (drawn[-1] <= before).all()


def test_that_a_stroke_point_is_told_within_two_milliseconds(pad, drawn):
    turns = np.linspace(0, 20 * np.pi, 400)
    points = np.stack([0.5 + turns / 160 * np.cos(turns), 0.5 + turns / 160 * np.sin(turns)], axis=1)
    told: list[float] = []
    pad.drawn.connect(lambda _ink: told.append(time.perf_counter()))
    spent = []
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=place(pad, *points[0]))
    for point in points:
        told.clear()
        start = time.perf_counter()
        QTest.mouseMove(pad, place(pad, *point))
        spent += [moment - start for moment in told]
    assert len(spent) > 100
    assert np.median(spent) < 0.002


# Steps


def test_that_steps_are_taken_back_and_done_again(pad, drawn):
    draw(pad)
    one = pad.ink
    draw(pad, ((0.1, 0.9), (0.9, 0.9)))
    two = pad.ink
    pad.undo_stroke()
    assert np.array_equal(drawn[-1], one)
    pad.redo_stroke()
    assert np.array_equal(drawn[-1], two)
    pad.clear()
    assert pad.is_empty
    assert not drawn[-1].any()
    pad.undo_stroke()
    assert np.array_equal(drawn[-1], two)


def test_that_only_a_step_that_is_taken_back_is_told_as_such(pad):
    undone: list = []
    pad.undone.connect(undone.append)
    pad.undo_stroke()
    draw(pad)
    pad.clear()
    pad.undo_stroke()
    pad.undo_stroke()
    pad.redo_stroke()
    assert [ink.any() for ink in undone] == [True, False]


def test_that_a_word_is_said_below_the_ink_until_one_draws(pad):
    def foot() -> QImage:
        return pad.grab(QRect(0, 200, pad.width(), pad.height() - 200)).toImage()

    draw(pad)
    before = foot()
    pad.set_word("no longer kept as 3")
    assert foot() != before
    draw(pad, ((0.1, 0.1), STROKE[-1]))
    pad.undo_stroke()
    assert foot() == before


def test_that_a_change_of_what_can_be_done_is_told_once(pad):
    told: list = []
    pad.state_changed.connect(lambda: told.append((pad.can_undo, pad.can_redo, pad.is_empty)))
    draw(pad)
    assert told == [(False, False, False), (True, False, False)]
    pad.undo_stroke()
    assert told[2:] == [(False, True, True)]


def test_that_clearing_an_empty_pad_tells_nothing(pad, drawn):
    pad.clear()
    pad.undo_stroke()
    pad.redo_stroke()
    assert drawn == []


# Pictures shown


def test_that_a_picture_is_shown_until_the_first_stroke(pad, drawn):
    pad.set_picture(SEVEN)
    assert not pad.is_empty
    assert not pad.ink.any()
    assert pad.grab().toImage().pixelColor(120, 65) == QColor(themes.current().ink)
    draw(pad, ((0.3, 0.8), (0.4, 0.8)))
    assert pad.grab().toImage().pixelColor(120, 65) == QColor(themes.current().surface)
    assert drawn[-1][:160].max() == 0


def test_that_a_picture_takes_the_place_of_a_drawing_and_of_its_steps(pad):
    draw(pad)
    pad.set_picture(SEVEN)
    assert not pad.can_undo
    assert not pad.ink.any()


def test_that_no_picture_leaves_a_drawing(pad):
    draw(pad)
    before = pad.ink
    pad.set_picture(None)
    assert np.array_equal(pad.ink, before)
    pad.set_picture(SEVEN)
    pad.set_picture(None)
    assert pad.is_empty


def test_that_the_eraser_rubs_out_of_a_picture(pad, drawn):
    pad.set_picture(SEVEN)
    pad.set_erasing(True)
    draw(pad, ((0.6, 0.5), (0.65, 0.5)))
    assert drawn[-1][75, 140] == 255
    assert drawn[-1][140, 175] == 0
    pad.undo_stroke()
    assert drawn[-1][140, 175] == 255


def test_that_clearing_takes_a_picture_away(pad, drawn):
    pad.set_picture(SEVEN)
    pad.clear()
    assert pad.is_empty
    assert not drawn[-1].any()


def test_that_finished_ink_can_be_drawn_on_and_taken_back(pad):
    pad.set_ink(SEVEN)
    assert pad.ink[75, 140] == 255
    draw(pad, ((0.2, 0.8), (0.3, 0.8)))
    assert pad.ink[75, 140] == 255
    pad.undo_stroke()
    pad.undo_stroke()
    assert pad.is_empty


def test_that_ink_of_the_pads_own_size_is_taken_as_it_is(pad):
    ink = np.random.default_rng(1).integers(0, 256, (280, 280), dtype=np.uint8)
    pad.set_ink(ink)
    assert np.array_equal(pad.ink, ink)


def test_that_what_is_set_is_not_told(pad, drawn, offered):
    told: list = []
    pad.state_changed.connect(lambda: told.append(1))
    pad.set_picture(SEVEN)
    pad.set_ink(SEVEN)
    pad.set_brush(THICK)
    pad.set_erasing(True)
    pad.set_crop_box((0.1, 0.1, 0.5, 0.5))
    pad.set_picture(None)
    assert drawn == offered == told == []


# Pen and fingers


def pen(pad, kind, point, pressure=0.5, pointer=QPointingDevice.PointerType.Pen):
    return send_pen(pad, kind, QPointF(place(pad, *point)), pressure, pointer)


def send_pen(pad, kind, position, pressure=0.5, pointer=QPointingDevice.PointerType.Pen):
    device = QPointingDevice(
        "pen", 7, QInputDevice.DeviceType.Stylus, pointer, QInputDevice.Capability.Pressure, 1, 1
    )
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    button = none if kind == QEvent.Type.TabletMove else left
    held = none if kind == QEvent.Type.TabletRelease else left
    event = QTabletEvent(
        kind, device, position, position, pressure, 0, 0, 0, 0, 0,
        Qt.KeyboardModifier.NoModifier, button, held,
    )  # fmt: skip
    QApplication.sendEvent(pad, event)
    return event.isAccepted()


def draw_with_pen(pad, pressure, pointer=QPointingDevice.PointerType.Pen):
    kinds = (QEvent.Type.TabletPress, *[QEvent.Type.TabletMove] * 2, QEvent.Type.TabletRelease)
    return [pen(pad, kind, point, pressure, pointer) for kind, point in zip(kinds, STROKE, strict=True)]


NONSENSE = (float("nan"), float("inf"), -float("inf"), 1e30, -1e30)


@pytest.mark.parametrize("nonsense", NONSENSE)
@pytest.mark.parametrize("which", ["x", "y"])
def test_that_a_place_that_is_none_is_no_point_of_a_stroke(pad, nonsense, which):
    wild = QPointF(nonsense, 50) if which == "x" else QPointF(50, nonsense)
    draw_with_pen(pad, 0.5)
    expected = pad.ink
    pad.undo_stroke()
    kinds = (QEvent.Type.TabletPress, *[QEvent.Type.TabletMove] * 2, QEvent.Type.TabletRelease)
    send_pen(pad, QEvent.Type.TabletPress, wild)
    send_pen(pad, QEvent.Type.TabletRelease, wild)
    assert not pad.can_undo
    for kind, point in zip(kinds, STROKE, strict=True):
        pen(pad, kind, point)
        send_pen(pad, QEvent.Type.TabletMove, wild)
    assert np.array_equal(pad.ink, expected)


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_that_a_mouse_at_a_place_that_is_none_draws_nothing(pad, nonsense):
    wild, left = QPointF(nonsense, nonsense), Qt.MouseButton.LeftButton
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease):
        QApplication.sendEvent(pad, QMouseEvent(kind, wild, wild, left, left, Qt.KeyboardModifier.NoModifier))
    assert pad.is_empty


@pytest.mark.parametrize(
    ("told", "means"), [(float("nan"), 0.5), (float("inf"), 0.5), (1e30, 1.0), (-1e30, 0.0)]
)
def test_that_a_pressure_that_is_none_is_the_nearest_one(pad, told, means):
    draw_with_pen(pad, means)
    expected = pad.ink
    pad.undo_stroke()
    draw_with_pen(pad, told)
    assert np.array_equal(pad.ink, expected)


def test_that_a_nonsense_release_ends_the_stroke(pad):
    pen(pad, QEvent.Type.TabletPress, (0.3, 0.3))
    send_pen(pad, QEvent.Type.TabletRelease, QPointF(float("nan"), 0))
    before = pad.ink
    assert before.any()
    pen(pad, QEvent.Type.TabletMove, (0.8, 0.8))
    assert np.array_equal(pad.ink, before)


def test_that_a_pen_draws_wider_where_it_is_pressed(pad):
    amounts = []
    for pressure in (0.1, 0.5, 1.0):
        pad.clear()
        assert all(draw_with_pen(pad, pressure))
        amounts.append(pad.ink.sum())
    assert amounts[0] < amounts[1] < amounts[2]


def test_that_a_pen_turned_round_is_an_eraser(pad):
    draw_with_pen(pad, 0.5)
    before = pad.ink
    draw_with_pen(pad, 0.5, QPointingDevice.PointerType.Eraser)
    assert pad.ink.sum() < before.sum() / 10
    assert not pad.is_erasing


def test_that_a_pen_in_the_air_is_left_to_be_a_mouse(pad, drawn):
    assert not pen(pad, QEvent.Type.TabletMove, (0.5, 0.5))
    assert drawn == []


@pytest.fixture(scope="module")
def screen(qapp):
    return QTest.createTouchDevice()


def test_that_the_first_finger_draws_and_the_second_does_not(pad, screen):
    QTest.touchEvent(pad, screen).press(0, place(pad, 0.2, 0.2)).commit()
    QTest.touchEvent(pad, screen).stationary(0).press(1, place(pad, 0.8, 0.8)).commit()
    QTest.touchEvent(pad, screen).move(0, place(pad, 0.2, 0.6)).move(1, place(pad, 0.8, 0.5)).commit()
    QTest.touchEvent(pad, screen).release(0, place(pad, 0.2, 0.6)).release(1, place(pad, 0.8, 0.5)).commit()
    ink = pad.ink
    assert ink[round(0.4 * 280), round(0.2 * 280)] == 255
    assert not ink[:, 140:].any()
    pad.undo_stroke()
    assert pad.is_empty, "one stroke, not one of the finger and one of a mouse made of it"


def test_that_a_touch_that_is_called_off_leaves_nothing(pad, screen, drawn):
    QTest.touchEvent(pad, screen).press(0, place(pad, 0.2, 0.2)).commit()
    QTest.touchEvent(pad, screen).move(0, place(pad, 0.5, 0.5)).commit()
    QApplication.sendEvent(pad, QTouchEvent(QEvent.Type.TouchCancel, screen))
    assert not drawn[-1].any()
    assert not pad.can_undo
    QTest.touchEvent(pad, screen).release(0, place(pad, 0.5, 0.5)).commit()


def test_that_a_pen_takes_over_from_the_ball_of_the_hand(pad, screen):
    QTest.touchEvent(pad, screen).press(0, place(pad, 0.9, 0.9)).commit()
    draw_with_pen(pad, 0.5)
    QTest.touchEvent(pad, screen).release(0, place(pad, 0.9, 0.9)).commit()
    ink = pad.ink
    assert ink[round(0.2 * 280), round(0.3 * 280)] == 255
    assert not ink[round(0.85 * 280) :, 180:].any()


# Keys


@pytest.mark.parametrize("redo", ["Ctrl+Y", "Ctrl+Shift+Z"])
def test_that_keys_take_back_and_do_again(pad, redo):
    draw(pad)
    before = pad.ink
    assert pad.hasFocus()
    QTest.keySequence(pad, "Ctrl+Z")
    assert pad.is_empty
    QTest.keySequence(pad, redo)
    assert np.array_equal(pad.ink, before)


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_that_a_key_clears(qtbot, window, pad, key):
    draw(pad)
    qtbot.keyClick(pad, key)
    assert pad.is_empty
    assert window.keys == []


def test_that_undo_is_the_windows_when_there_is_no_stroke(qtbot, window, pad):
    undone: list = []
    action = window.addAction("undo")
    action.setShortcut("Ctrl+Z")
    action.triggered.connect(lambda: undone.append(1))
    draw(pad)
    qtbot.keyClick(pad, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == []
    qtbot.keyClick(pad, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == [1]


def test_that_other_keys_go_on_to_the_window(qtbot, window, pad):
    draw(pad)
    keys = [Qt.Key.Key_Space, Qt.Key.Key_S, Qt.Key.Key_5, Qt.Key.Key_Left]
    for key in keys:
        qtbot.keyClick(pad, key)
    pad.clear()
    qtbot.keyClick(pad, Qt.Key.Key_Delete)
    assert window.keys == [*keys, Qt.Key.Key_Delete]


# Pictures from elsewhere


def clipped(**content) -> QMimeData:
    mime = QMimeData()
    if "image" in content:
        mime.setImageData(content["image"])
    if "url" in content:
        mime.setUrls([QUrl(content["url"])])
    return mime


def half_clear() -> QImage:
    image = QImage(5, 3, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    image.setPixelColor(1, 2, QColor("black"))
    return image


def test_that_a_pasted_image_is_offered_in_grey_on_white_paper(qtbot, pad, offered):
    QGuiApplication.clipboard().setImage(half_clear())
    pad.setFocus()
    qtbot.keyClick(pad, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    (grey,) = offered
    assert (grey.shape, grey.dtype) == ((3, 5), np.uint8)
    assert grey[2, 1] == 0
    assert np.count_nonzero(grey == 255) == 14
    assert pad.is_empty


def test_that_words_in_the_clipboard_are_no_picture(pad, offered):
    QGuiApplication.clipboard().setText("seven")
    pad.paste()
    assert offered == []


def drop(pad, mime) -> bool:
    middle, copy = QPointF(place(pad, 0.5, 0.5)), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(middle.toPoint(), copy, mime, left, none)
    entered.ignore()
    QApplication.sendEvent(pad, entered)
    if entered.isAccepted():
        QApplication.sendEvent(pad, QDropEvent(middle, copy, mime, left, none))
    return entered.isAccepted()


def test_that_a_dropped_file_is_offered_by_its_path(pad, offered, tmp_path):
    file = tmp_path / "seven.png"
    assert drop(pad, clipped(url=QUrl.fromLocalFile(str(file)).toString(), image=half_clear()))
    assert offered == [Path(file)]


def test_that_a_dropped_image_is_offered(pad, offered):
    assert drop(pad, clipped(image=half_clear(), url="https://example.org/seven.png"))
    assert offered[0].shape == (3, 5)


def test_that_a_link_alone_is_not_taken(pad, offered):
    assert not drop(pad, clipped(url="https://example.org/seven.png"))
    assert offered == []


# The look


def image_of(pad) -> np.ndarray:
    image = pad.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), dtype=np.uint8)
    return pixels.reshape(image.height(), image.width(), 4)[..., :3].astype(int)


@pytest.mark.parametrize("side", [150, 240, 333, 600])
def test_that_a_face_painted_bit_by_bit_is_the_face_painted_whole(qtbot, window, pad, side):
    window.resize(side, side)
    qtbot.waitUntil(lambda: pad.width() == side)
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=place(pad, 0.3, 0.3))
    for point in ((0.32, 0.3), (0.5, 0.6), (0.99, 0.99), (0.02, 0.98), (0.01, 0.01)):
        QTest.mouseMove(pad, place(pad, *point))
        by_and_by = image_of(pad)
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=place(pad, 0.01, 0.01))
    by_and_by = image_of(pad)
    pad.resize(side + 10, side + 10)
    pad.grab()
    pad.resize(side, side)
    assert np.abs(image_of(pad) - by_and_by).max() <= 3


def test_that_the_hint_is_there_while_the_pad_is_empty(pad):
    def words() -> bool:
        return len(np.unique(image_of(pad)[100:140, 60:180])) > 1

    assert words()
    draw(pad, ((0.1, 0.9), (0.2, 0.9)))
    assert not words()
    pad.clear()
    assert words()


def test_that_ink_and_paper_follow_the_theme(qapp, pad):
    draw(pad)
    themes.apply(qapp, "dark")
    try:
        image = pad.grab().toImage()
        assert image.pixelColor(place(pad, 0.1, 0.5)) == QColor(themes.load("dark").ground)
        assert image.pixelColor(place(pad, 0.4, 0.79)) == QColor(themes.load("dark").ink)
    finally:
        themes.apply(qapp, "light")


def test_that_the_crop_box_is_marked_and_taken_away(pad):
    draw(pad)
    before = image_of(pad)
    pad.set_crop_box((0.25, 0.15, 0.4, 0.7))
    changed = np.argwhere((image_of(pad) != before).any(axis=-1))
    assert np.abs(changed.min(axis=0) - (36, 60)).max() <= 2
    assert np.abs(changed.max(axis=0) - (204, 156)).max() <= 2
    pad.set_crop_box(None)
    assert np.array_equal(image_of(pad), before)


def hover(pad, place: QPointF) -> None:
    none = Qt.MouseButton.NoButton
    QApplication.sendEvent(
        pad, QMouseEvent(QEvent.Type.MouseMove, place, place, none, none, Qt.KeyboardModifier.NoModifier)
    )


def ring_of(pad, before: np.ndarray) -> tuple[int, int]:
    """Return how many pixels wide and high the picture of the pad differs from the one `before`."""
    rows, columns = np.nonzero(shot(pad) != before)
    return int(np.ptp(columns)), int(np.ptp(rows))


def shot(pad) -> np.ndarray:
    image = pad.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.width()).copy()


@pytest.mark.parametrize("theme", ["light", "dark", "projector"])
@pytest.mark.parametrize("inked", [False, True])
def test_that_the_hand_shows_the_size_of_what_it_would_draw_or_rub_out_on_any_ground(qapp, pad, theme, inked):
    themes.apply(qapp, theme)
    try:
        pad.set_ink(np.full((280, 280), 255 if inked else 1, dtype=np.uint8))
        before, side = shot(pad), min(pad.width(), pad.height())
        middle = QPointF(pad.rect().center())
        for erasing, brush in ((False, THIN), (False, THICK), (True, THIN), (True, THICK)):
            pad.set_brush(brush)
            pad.set_erasing(erasing)
            hover(pad, middle)
            expected = brush * side * (2 if erasing else 1)
            assert ring_of(pad, before) == pytest.approx(
                (expected, expected), abs=5 * themes.current().stroke
            )
    finally:
        themes.apply(qapp, "light")


def test_that_a_turned_pen_in_the_air_shows_the_size_of_the_eraser(pad):
    before, side = shot(pad), min(pad.width(), pad.height())
    send_pen(
        pad, QEvent.Type.TabletMove, QPointF(pad.rect().center()), 0.0, QPointingDevice.PointerType.Eraser
    )
    assert ring_of(pad, before)[0] == pytest.approx(2 * MEDIUM * side, abs=5)


def test_that_no_ring_is_left_where_the_mouse_was(pad):
    before = shot(pad)
    hover(pad, QPointF(60, 60))
    hover(pad, QPointF(120, 90))
    QApplication.sendEvent(pad, QEvent(QEvent.Type.Leave))
    assert np.array_equal(shot(pad), before)
    hover(pad, QPointF(float("nan"), 1e30))
    assert np.array_equal(shot(pad), before)


def test_that_a_tooltip_does_not_lie_over_a_drawing(pad):
    def appears() -> bool:
        QApplication.sendEvent(
            pad, QHelpEvent(QEvent.Type.ToolTip, QPoint(9, 9), pad.mapToGlobal(QPoint(9, 9)))
        )
        return QToolTip.text() == pad.toolTip()

    draw(pad)
    assert not appears()
    pad.clear()
    assert appears()
    QToolTip.hideText()


def test_that_a_word_is_said_while_the_pad_is_empty_and_until_one_draws(pad):
    hint = pad.grab().toImage()
    pad.set_word("kept as 3")
    word = pad.grab().toImage()
    assert word != hint
    draw_with_pen(pad, 0.5)
    pad.clear()
    assert pad.grab().toImage() == hint
