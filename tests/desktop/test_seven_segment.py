import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.parts.segment_shape import (
    LETTERS,
    digit_rect,
    paint_segments,
    segment_at,
    segment_rects,
)
from nnlab.desktop.widgets.seven_segment import SevenSegmentDisplay, next_segment

FIVE = np.array([1.0, 0.0, 1.0, 1.0, 0.0, 1.0, 1.0])
RECT = QRectF(10, 20, 120, 200)


class CountingDisplay(SevenSegmentDisplay):
    """A display that counts how often it asked to be painted."""

    updates = 0

    def update(self, *args):
        self.updates += 1
        super().update(*args)


@pytest.fixture
def display(qtbot):
    widget = CountingDisplay()
    qtbot.addWidget(widget)
    widget.resize(160, 240)
    widget.set_interactive(True)
    return widget


def centre(widget, letter):
    bars = segment_rects(digit_rect(QRectF(widget.rect())))
    return bars[LETTERS.index(letter)].center().toPoint()


def color_at(widget, point):
    return widget.grab().toImage().pixelColor(point)


def test_that_the_digit_fits_its_rectangle_and_is_centred():
    bars = segment_rects(RECT)
    hull = QRectF(bars[0])
    for bar in bars[1:]:
        hull = hull.united(bar)
    assert RECT.adjusted(-1e-6, -1e-6, 1e-6, 1e-6).contains(hull)
    assert hull.center().x() == pytest.approx(RECT.center().x())
    assert hull.center().y() == pytest.approx(RECT.center().y())


def test_that_segments_lie_where_the_letters_a_to_g_say():
    a, b, c, d, e, f, g = (bar.center() for bar in segment_rects(RECT))
    assert a.y() < g.y() < d.y()
    assert a.x() == g.x() == d.x()
    assert f.x() == e.x() < a.x() < b.x() == c.x()
    assert a.y() < b.y() == f.y() < g.y() < c.y() == e.y() < d.y()


def test_that_no_two_bars_touch():
    a, b, c, d, e, f, g = segment_rects(RECT)
    assert a.center().y() < b.top()
    assert b.bottom() < g.center().y() < c.top()
    assert f.bottom() < g.center().y() < e.top()
    assert f.center().x() < a.left()
    assert c.bottom() < d.center().y()


@pytest.mark.parametrize("segment", range(7))
def test_that_a_point_on_a_bar_or_just_beside_it_hits_its_segment(segment):
    bar = segment_rects(RECT)[segment]
    thickness = min(bar.width(), bar.height())
    assert segment_at(RECT, bar.center()) == segment
    beside = QPointF(0, 0.9 * thickness) if bar.width() > bar.height() else QPointF(0.9 * thickness, 0)
    assert segment_at(RECT, bar.center() + beside) == segment


def test_that_the_hollow_of_the_digit_hits_nothing():
    a, _, _, _, _, _, g = segment_rects(RECT)
    assert segment_at(RECT, (a.center() + g.center()) / 2) is None


def test_that_arrow_keys_reach_every_segment_from_every_other():
    arrows = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
    for start in range(7):
        reached = {start}
        for _ in range(7):
            reached |= {next_segment(segment, key) for segment in reached for key in arrows}
        assert reached == set(range(7))


@pytest.mark.parametrize("letter", LETTERS)
def test_that_a_click_names_the_segment_under_it(display, qtbot, letter):
    with qtbot.waitSignal(display.segment_clicked) as clicked:
        qtbot.mouseClick(display, Qt.MouseButton.LeftButton, pos=centre(display, letter))
    assert clicked.args == [LETTERS.index(letter)]


def test_that_two_fast_clicks_are_two_clicks(display, qtbot):
    clicks = []
    display.segment_clicked.connect(clicks.append)
    qtbot.mouseClick(display, Qt.MouseButton.LeftButton, pos=centre(display, "c"))
    qtbot.mouseDClick(display, Qt.MouseButton.LeftButton, pos=centre(display, "c"))
    assert len(clicks) >= 2
    assert set(clicks) == {2}


def test_that_right_click_and_control_click_ask_to_break_a_segment(display, qtbot):
    broken, clicked = [], []
    display.segment_broken_requested.connect(broken.append)
    display.segment_clicked.connect(clicked.append)
    qtbot.mouseClick(display, Qt.MouseButton.RightButton, pos=centre(display, "e"))
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.mouseClick(display, Qt.MouseButton.LeftButton, control, centre(display, "b"))
    assert broken == [4, 1]
    assert clicked == []


def test_that_a_display_that_is_not_interactive_emits_nothing(display, qtbot):
    display.set_interactive(False)
    with qtbot.assertNotEmitted(display.segment_clicked):
        qtbot.mouseClick(display, Qt.MouseButton.LeftButton, pos=centre(display, "a"))
        QTest.keyClick(display, Qt.Key.Key_Space)


def test_that_arrows_move_and_space_enter_and_delete_act_on_the_focused_segment(display):
    clicked, broken = [], []
    display.segment_clicked.connect(clicked.append)
    display.segment_broken_requested.connect(broken.append)
    QTest.keyClick(display, Qt.Key.Key_Right)
    QTest.keyClick(display, Qt.Key.Key_Space)
    QTest.keyClick(display, Qt.Key.Key_Down)
    QTest.keyClick(display, Qt.Key.Key_Return)
    QTest.keyClick(display, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(display, Qt.Key.Key_Delete)
    assert clicked == [1, 2]
    assert broken == [2, 2]


def test_that_a_korean_key_which_qt_has_no_name_for_is_left_to_others(display):
    press = QKeyEvent(QEvent.Type.KeyPress, ord("ㅁ"), Qt.KeyboardModifier.NoModifier, "ㅁ")
    QApplication.sendEvent(display, press)
    assert not press.isAccepted()


def test_that_space_reaches_a_focused_segment_before_a_shortcut_of_the_window(display):
    def overrides():
        event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier)
        event.ignore()
        QApplication.sendEvent(display, event)
        return event.isAccepted()

    assert overrides()
    display.set_interactive(False)
    assert not overrides()


def test_that_a_click_does_not_take_the_focus_so_that_space_still_trains(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    other, display = QLineEdit(window), SevenSegmentDisplay(window)
    display.setGeometry(0, 40, 160, 240)
    display.set_interactive(True)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    other.setFocus()
    qtbot.mouseClick(display, Qt.MouseButton.LeftButton, pos=centre(display, "a"))
    assert other.hasFocus()


def test_that_set_levels_emits_nothing_and_equal_levels_do_not_repaint(display, qtbot):
    display.set_levels(FIVE)
    before = display.updates
    with qtbot.assertNotEmitted(display.segment_clicked):
        display.set_levels(FIVE.copy())
        display.set_broken(frozenset())
        display.set_labels_visible(True)
        display.set_interactive(True)
    assert display.updates == before
    display.set_levels(1 - FIVE)
    assert display.updates == before + 1


@pytest.mark.parametrize("name", themes.THEME_NAMES)
def test_that_lit_segments_are_lamp_red_and_unlit_ones_are_not(display, qapp, name):
    theme = themes.apply(qapp, name)
    display.set_labels_visible(False)
    display.set_levels(FIVE)
    assert color_at(display, centre(display, "a")) == QColor(theme.lamp)
    assert color_at(display, centre(display, "b")) == QColor(theme.off)


def test_that_a_level_between_is_drawn_between_unlit_and_lit(display, qapp):
    theme = themes.apply(qapp, "light")
    display.set_labels_visible(False)
    display.set_levels(np.array([0.0, 0.25, 0.5, 0.75, 1.0, 0.0, 0.0]))
    greens = [color_at(display, centre(display, letter)).green() for letter in "abcde"]
    assert greens == sorted(greens, reverse=True)
    assert greens[0] == QColor(theme.off).green()
    assert greens[2] == pytest.approx((QColor(theme.off).green() + QColor(theme.lamp).green()) / 2, abs=4)


def test_that_a_broken_segment_never_lights(display, qapp):
    theme = themes.apply(qapp, "light")
    display.set_labels_visible(False)
    display.set_levels(np.ones(7))
    display.set_broken(frozenset({0}))
    assert color_at(display, centre(display, "a")) != QColor(theme.lamp)
    assert color_at(display, centre(display, "d")) == QColor(theme.lamp)


def test_that_a_lit_segment_glows_beyond_its_rim_and_an_unlit_one_does_not(display, qapp):
    themes.apply(qapp, "light")
    bar = segment_rects(digit_rect(QRectF(display.rect())))[3]
    beneath = (bar.center() + QPointF(0, 0.8 * bar.height())).toPoint()
    display.set_levels(np.zeros(7))
    dark = color_at(display, beneath)
    display.set_levels(FIVE)
    assert color_at(display, beneath).green() < dark.green()


def test_that_the_accessible_name_lists_the_lit_segments(display):
    display.set_levels(np.array([1.0, 0.4, 0.5, 1.0, np.nan, 0.0, 0.0]))
    assert display.accessibleName() == "segments lit: a, c, d"
    display.set_broken(frozenset({2}))
    assert display.accessibleName() == "segments lit: a, d"
    assert display.accessibleDescription() == "segments broken: c"
    display.set_levels(np.zeros(7))
    assert display.accessibleName() == "no segment lit"


def test_that_a_change_of_language_sets_the_texts_again(display, qapp):
    display.setToolTip("")
    QApplication.sendEvent(display, QEvent(QEvent.Type.LanguageChange))
    assert display.toolTip() != ""


def test_that_pointing_at_a_broken_upright_segment_darkens_it_and_nothing_beside_it(display, qapp, qtbot):
    themes.apply(qapp, "light")
    display.set_levels(np.zeros(7))
    display.set_broken(frozenset({5}))
    bar = segment_rects(digit_rect(QRectF(display.rect())))[5]
    before = display.grab().toImage()
    place, none = bar.center(), Qt.MouseButton.NoButton
    QApplication.sendEvent(
        display,
        QMouseEvent(QEvent.Type.MouseMove, place, place, none, none, Qt.KeyboardModifier.NoModifier),
    )
    after = display.grab().toImage()
    changed = [
        (x, y)
        for x in range(after.width())
        for y in range(after.height())
        if before.pixel(x, y) != after.pixel(x, y)
    ]
    assert changed
    assert all(bar.adjusted(-2, -2, 2, 2).contains(QPointF(x, y)) for x, y in changed)
    assert max(y for _, y in changed) - min(y for _, y in changed) > 2 * bar.width()


def test_that_a_tiny_digit_shows_which_segments_are_lit(qapp):
    theme = themes.load("light")
    image = QImage(40, 60, QImage.Format.Format_RGB32)
    image.fill(QColor(theme.surface))
    painter = QPainter(image)
    paint_segments(painter, QRectF(0, 0, 40, 60), FIVE, theme)
    painter.end()
    bars = segment_rects(QRectF(0, 0, 40, 60))
    shown = [image.pixelColor(bar.center().toPoint()) == QColor(theme.lamp) for bar in bars]
    assert shown == [True, False, True, True, False, True, True]
