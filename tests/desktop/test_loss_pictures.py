"""Contours, the curve over one parameter, the surface in space, and the straight line."""

from itertools import combinations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nnlab.desktop import theme
from nnlab.desktop.widgets.contour_map import ContourMap
from nnlab.desktop.widgets.line_fit import LineFit, LineSample, LineState
from nnlab.desktop.widgets.loss_curve_1d import LossCurve1D
from nnlab.desktop.widgets.parts.contour_lines import contours_of
from nnlab.desktop.widgets.parts.contour_marks import name_places, named_levels, paint_key
from nnlab.desktop.widgets.parts.descent_marks import ShownPath
from nnlab.desktop.widgets.parts.mesh_projection import Projection, View
from nnlab.desktop.widgets.readout import Readout
from nnlab.desktop.widgets.surface_view import SurfaceView, _post, _tones

X, Y = np.linspace(-3, 3, 31), np.linspace(-1, 2, 25)
VALUES = X[None, :] ** 2 + 3 * Y[:, None] ** 2
LEFT = Qt.MouseButton.LeftButton
PATH = ShownPath(np.array([[-2.0, 1.5], [-1.0, 1.0], [0.5, -0.5]]), np.array([10.75, 4.0, 1.0]))


def shown(qtbot, widget):
    theme.apply(QApplication.instance(), "light")
    qtbot.addWidget(widget)
    widget.resize(420, 360)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


@pytest.fixture
def contours(qtbot):
    widget = ContourMap()
    widget.set_contours(contours_of(X, Y, VALUES), ("a → h1", "bias h1"))
    widget.set_start((-2.0, 1.5))
    return shown(qtbot, widget)


@pytest.fixture
def curve(qtbot):
    widget = LossCurve1D()
    widget.set_curve(X, X**2, "θ")
    widget.set_start((2.0,))
    return shown(qtbot, widget)


@pytest.fixture
def surface(qtbot):
    widget = SurfaceView()
    widget.set_surface(X, Y, VALUES, ("a → h1", "bias h1"))
    return shown(qtbot, widget)


def place_of(widget, x, y):
    (place,) = widget.axes().to_pixels(np.array([x]), np.array([y]))
    return QPoint(round(place[0]), round(place[1]))


def move(widget, place, button=Qt.MouseButton.NoButton):
    where, none = QPointF(place), Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(
        QEvent.Type.MouseMove, where, widget.mapToGlobal(where), Qt.MouseButton.NoButton, button, none
    )
    QApplication.sendEvent(widget, event)


def starts_of(widget):
    starts = []
    widget.start_moved.connect(starts.append)
    return starts


def image_of(widget):
    return widget.grab().toImage()


def test_that_a_press_asks_for_a_start_and_changes_nothing_itself(contours):
    starts = starts_of(contours)
    QTest.mousePress(contours, LEFT, pos=place_of(contours, 1.0, 0.5))
    assert starts[0] == pytest.approx((1.0, 0.5), abs=0.02)
    assert contours.start() == (-2.0, 1.5)


def test_that_dragging_asks_again_and_stays_inside_the_window(contours):
    starts = starts_of(contours)
    QTest.mousePress(contours, LEFT, pos=place_of(contours, 0.0, 0.0))
    move(contours, place_of(contours, 1.0, 1.0), LEFT)
    move(contours, QPoint(5000, -5000), LEFT)
    QTest.mouseRelease(contours, LEFT, pos=QPoint(10, 10))
    move(contours, place_of(contours, -1.0, 0.0))
    assert len(starts) == 3
    assert starts[1] == pytest.approx((1.0, 1.0), abs=0.02)
    assert starts[2] == (3.0, 2.0)


def test_that_setting_a_start_or_a_path_emits_nothing(contours, curve):
    for widget in (contours, curve):
        starts = starts_of(widget)
        widget.set_start((0.5, 0.5)[: len(widget.start())])
        widget.set_path(PATH)
        widget.set_kept([PATH])
        assert starts == []


def test_that_arrow_keys_move_the_start_and_shift_finely(contours):
    contours.start_moved.connect(contours.set_start)
    QTest.keyClick(contours, Qt.Key.Key_Right)
    assert contours.start() == pytest.approx((-2.0 + 6 / 50, 1.5))
    QTest.keyClick(contours, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert contours.start() == pytest.approx((-2.0 + 6 / 50, 1.5 - 3 / 500))


def test_that_over_one_parameter_only_left_and_right_move_the_start(curve):
    starts = starts_of(curve)
    QTest.keyClick(curve, Qt.Key.Key_Up)
    assert starts == []
    QTest.keyClick(curve, Qt.Key.Key_Left)
    assert starts == [pytest.approx((2.0 - 6 / 50,))]
    QTest.mousePress(curve, LEFT, pos=place_of(curve, -1.0, 4.0))
    assert starts[-1] == pytest.approx((-1.0,), abs=0.02)


def test_that_pointing_reads_parameters_and_loss(contours, curve):
    move(contours, place_of(contours, 1.0, 1.0))
    pairs = contours.window().findChild(Readout).pairs()
    assert [name for name, _value in pairs] == ["a → h1", "bias h1", "loss"]
    assert float(pairs[2][1]) == pytest.approx(4.0, abs=0.1)
    move(curve, place_of(curve, 1.5, 6.0))
    name, loss = curve.window().findChild(Readout).pairs()
    assert name[0] == "θ"
    assert float(loss[1]) == pytest.approx(2.25, abs=0.1)


def test_that_the_path_is_drawn_up_to_its_point(contours):
    contours.set_path(PATH, 0)
    before = image_of(contours)
    end = place_of(contours, 0.5, -0.5)
    color = theme.load("light").positive.lower()
    assert before.pixelColor(end).name() != color
    contours.set_path(PATH, 2)
    assert image_of(contours).pixelColor(end).name() == color


def test_that_minima_are_marked_and_taken_away(contours):
    without = image_of(contours)
    contours.set_minima([(0.0, 0.0), (1.0, 1.0)])
    assert image_of(contours) != without
    contours.set_minima(())
    assert image_of(contours) == without


def test_that_the_slope_is_said_at_the_ball(curve):
    points = np.array([[2.0], [1.0]])
    curve.set_path(ShownPath(points, points[:, 0] ** 2), 1)
    without = image_of(curve)
    curve.set_slopes(np.array([4.0, 2.0]))
    assert image_of(curve) != without


@pytest.mark.parametrize("look", theme.THEME_NAMES)
def test_that_lower_is_darker_in_every_theme(contours, surface, look):
    theme.apply(QApplication.instance(), look)
    image = image_of(contours)
    low = image.pixelColor(place_of(contours, 0.12, 0.05)).lightness()
    high = image.pixelColor(place_of(contours, 2.8, 1.9)).lightness()
    assert low < high - 20
    tones = [tone.lightness() for tone in _tones(theme.load(look))]
    assert tones == sorted(tones, reverse=True)


def test_that_the_losses_of_some_lines_and_of_both_ends_are_written(contours):
    names, ends = named_levels((2.6301, 2.6302, 2.64, 2.65, 2.66), 2.63, 2.7)
    assert names == {1: "2.6302", 4: "2.6600"}
    assert ends == ("2.6300", "2.7000")
    assert named_levels((1.0, 1.0), 1.0, 1.0)[0] == {}
    area = contours.axes().area
    lines = [
        [contours.axes().to_pixels(line[:, 0], line[:, 1]) for line in level]
        for level in contours._contours.lines
    ]
    places = name_places(lines[:3], [(30.0, 12.0)] * 3, area)
    found = [place for place in places if place is not None]
    assert found
    assert all(area.contains(place) for place in found)
    assert not any(a.intersects(b) for a, b in combinations(found, 2))
    assert name_places([[np.zeros((2, 2))]], [(30.0, 12.0)], area) == [None]


def test_that_the_key_to_the_shades_is_left_out_where_it_does_not_fit(qtbot):
    picture = QPixmap(300, 40)
    painter = QPainter(picture)
    looks, texts = theme.load("light"), ("loss", "0", "3.00")
    assert paint_key(painter, texts, 0.0, 20.0, 290.0, looks)
    assert not paint_key(painter, texts, 0.0, 20.0, 60.0, looks)
    painter.end()


def test_that_pictures_without_a_loss_are_empty(qtbot):
    for widget in (ContourMap(), LossCurve1D(), SurfaceView(), LineFit()):
        shown(qtbot, widget)
        image = image_of(widget)
        assert {image.pixel(x, y) for x in range(0, 400, 7) for y in range(0, 340, 7)} == {image.pixel(0, 0)}


def test_that_dragging_and_arrow_keys_turn_the_surface(surface):
    first = surface.view()
    QTest.mousePress(surface, LEFT, pos=QPoint(100, 100))
    move(surface, QPoint(140, 90), LEFT)
    QTest.mouseRelease(surface, LEFT, pos=QPoint(140, 90))
    assert surface.view() == first.turned(20, -5)
    QTest.keyClick(surface, Qt.Key.Key_Left)
    assert surface.view() == first.turned(14, -5)
    QTest.keyClick(surface, Qt.Key.Key_Home)
    assert surface.view() == first


def test_that_a_surface_at_rest_is_fine_again(surface, qtbot):
    fine = image_of(surface)
    QTest.keyClick(surface, Qt.Key.Key_Right)
    QTest.keyClick(surface, Qt.Key.Key_Left)
    assert image_of(surface) != fine
    qtbot.waitUntil(lambda: image_of(surface) == fine)


def test_that_what_leaves_the_window_is_not_drawn_in_space(surface):
    empty = image_of(surface)
    surface.set_path(ShownPath(np.array([[9.0, 9.0]]), np.array([1.0])))
    assert image_of(surface) == empty
    surface.set_path(PATH)
    assert image_of(surface) != empty


def test_that_the_same_values_again_do_not_repaint(contours, curve, surface, count_paints, qtbot):
    kept = (PATH,)
    picture = contours._contours
    contours.set_path(PATH, 1)
    counts = [count_paints(widget) for widget in (contours, curve, surface)]
    before = [count() for count in counts]
    contours.set_contours(picture, ("a → h1", "bias h1"))
    contours.set_path(PATH, 1)
    contours.set_start((-2.0, 1.5))
    curve.set_curve(curve._x, curve._losses, "θ")
    surface.set_surface(X, Y, VALUES, ("a → h1", "bias h1"))
    surface.set_kept(())
    qtbot.wait(20)
    assert [count() for count in counts] == before
    contours.set_kept(kept)
    qtbot.waitUntil(lambda: counts[0]() > before[0])


def test_that_another_theme_paints_the_ground_anew(contours, surface):
    light = [image_of(widget).pixelColor(3, 3) for widget in (contours, surface)]
    theme.apply(QApplication.instance(), "dark")
    dark = [image_of(widget).pixelColor(3, 3) for widget in (contours, surface)]
    theme.apply(QApplication.instance(), "light")
    assert light[0] != dark[0]
    assert light[1] != dark[1]


def test_that_a_diverging_path_ends_at_the_edge_of_the_area(contours):
    at = contours.axes().area.toAlignedRect()
    contours.set_start(None)
    far = np.array([[0.0, 0.0], [0.0, 40.0], [-40.0, 0.0]])
    contours.set_path(ShownPath(far, np.zeros(3)))
    image = image_of(contours)
    blue = theme.load("light").positive.lower()
    found = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).name() == blue
    ]
    assert found
    assert all(at.adjusted(-2, -2, 2, 2).contains(x, y) for x, y in found)


def test_that_a_kept_path_that_rolls_is_drawn_up_to_the_same_step(contours):
    way = ShownPath(np.array([[-2.0, 0.5], [0.0, 0.0], [2.0, -0.5]]), np.zeros(3), "A", rolls=True)
    own = ShownPath(np.array([[-2.0, 0.5], [-1.9, 0.4], [-1.8, 0.4]]), np.zeros(3), "B")
    contours.set_path(own, 0)
    contours.set_kept([way])
    first = image_of(contours)
    contours.set_path(own, 2)
    assert image_of(contours) != first
    assert way.upto(1).points.shape == (2, 2)
    assert way.upto(None) is way


def test_that_the_height_of_a_surface_is_named_beside_it_wherever_it_is_turned(surface):
    looks = theme.load("light")
    muted, ground = (np.array(theme.color(name).getRgb()[:3]) for name in (looks.muted, looks.surface))
    for yaw in (0, 90, 180, 270):
        surface._view = View(float(yaw), 30.0)
        surface._renew()
        image = image_of(surface)
        projection = Projection(surface.view(), surface.width(), surface.height())
        top = _post(projection)[1]
        beside = range(max(round(top.x()) - 45, 0), round(top.x()))
        rows = range(max(round(top.y()) - 12, 0), round(top.y()) + 12)
        seen = np.array([image.pixelColor(x, y).getRgb()[:3] for x in beside for y in rows])
        # Thin strokes of some fonts have no pixel of the full ink.
        assert (np.abs(seen - muted).sum(axis=1) < 0.4 * np.abs(ground - muted).sum()).sum() > 3


def test_that_the_line_shows_the_error_above_blue_and_below_orange(qtbot):
    fit = LineFit()
    fit.set_samples((LineSample(3.0, 1.1, "A"), LineSample(1.0, 2.9, "B")), ("width", "length"))
    shown(qtbot, fit)
    looks = theme.load("light")

    def colors():
        image = image_of(fit)
        return {image.pixelColor(x, y).name() for x in range(420) for y in range(0, 360, 3)}

    assert looks.positive.lower() not in colors()
    fit.set_state(LineState(0.3667, 0.25, 0))
    assert looks.positive.lower() in colors()
    fit.set_state(LineState(0.3667, 0.6, 0))
    assert looks.negative.lower() in colors()
    assert fit.state() == LineState(0.3667, 0.6, 0)
