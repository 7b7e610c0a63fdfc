"""The pictures over a network's inputs: points, what is answered between them, and the hand that edits them."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget

from nnlab.desktop import colors, theme
from nnlab.desktop.widgets.input_curve import InputCurve
from nnlab.desktop.widgets.parts import painting, plane_legend
from nnlab.desktop.widgets.parts.plane_axes import lay_out_plane
from nnlab.desktop.widgets.parts.plane_glyphs import GLYPHS, crowded_share, glyph
from nnlab.desktop.widgets.parts.plane_model import (
    Answer,
    Answers,
    Field,
    Frame,
    Hand,
    Part,
    PointRef,
    Points,
    UnitField,
    nearest,
)
from nnlab.desktop.widgets.parts.plane_shades import shade
from nnlab.desktop.widgets.parts.plot_scale import Scale
from nnlab.desktop.widgets.plane_map import PlaneMap
from nnlab.study.plane import borders

BOUNDS = ((-1.0, 1.0), (-1.0, 1.0))
YES_NO = Frame(Answer.YES_NO, ("x1", "x2"), BOUNDS, ("0", "1"))
PLACES = np.array([[-0.5, -0.5], [0.5, 0.5], [0.5, -0.5], [-0.5, 0.5]])
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


def points(marks=(0, 1, 1, 0), parts=(0, 0, 0, 2), places=PLACES):
    marks = np.array(marks)
    return Points(
        np.array(places), marks, marks.astype(float), np.array(parts), np.array((0, 1, 2, 0)), tuple("abcd")
    )


def slope(across=1.0, up=0.0, n=21):
    """Return answers of one output: one half in the middle, growing to the right and upwards."""
    axis = np.linspace(-1.0, 1.0, n)
    x, y = np.meshgrid(axis, axis)
    output = (0.5 + 0.5 * (across * x + up * y))[None]
    return Field(output, borders(output, 0.5))


def right(count=4):
    return Answers(np.zeros(count), np.zeros(count, bool))


@pytest.fixture
def plane(qtbot, qapp):
    theme.apply(qapp, "light")
    widget = PlaneMap()
    qtbot.addWidget(widget)
    widget.set_frame(YES_NO)
    widget.set_points(points())
    widget.set_answers(slope(), right())
    widget.set_probe((0.0, 0.0))
    widget.resize(360, 380)
    widget.show()
    return widget


def at(widget, x, y) -> QPoint:
    return widget.place_of((x, y)).toPoint()


def color_at(image: QImage, place: QPoint) -> QColor:
    return image.pixelColor(place)


# -- what it shows -----------------------------------------------------------------------------------------


def test_that_the_area_of_a_map_is_a_square_in_any_room(plane):
    for size in ((300, 500), (500, 300), (160, 160)):
        plane.resize(*size)
        area = plane.axes().area
        assert area.width() == pytest.approx(area.height(), abs=1)
        assert plane.rect().contains(area.toRect())


def test_that_the_border_is_where_the_output_crosses_one_half(plane):
    plane.set_answers(slope(across=0.5, up=-1.0), right())
    lines = plane.border_lines()
    assert len(lines) > 10
    for line in lines:
        for end in (line.p1(), line.p2()):
            x, y = plane.axes().value_at(end)
            assert 0.5 * x - y == pytest.approx(0.0, abs=0.01)


def test_that_the_ground_is_orange_where_the_answer_is_no_and_blue_where_it_is_yes(plane):
    image = plane.grab().toImage()
    no, yes = color_at(image, at(plane, -0.9, 0.1)), color_at(image, at(plane, 0.9, 0.1))
    assert no.red() > no.blue() + 40
    assert yes.blue() > yes.red() + 40


def test_that_points_have_the_colour_and_the_mark_of_their_class(plane):
    image = plane.grab().toImage()
    for index, expected in enumerate(colors.class_colors(theme.current(), 2)[mark] for mark in (0, 1, 1, 0)):
        shown = color_at(image, plane.point_place(index).toPoint())
        assert abs(shown.red() - expected.red()) + abs(shown.blue() - expected.blue()) < 24
    assert len({glyph(mark, 5.0).toFillPolygon().size() for mark in range(GLYPHS)}) >= 6
    assert glyph(0, 5.0) == glyph(GLYPHS, 5.0)


def test_that_unseen_and_wrong_points_look_different(plane):
    def seen():
        return plane.grab().toImage()

    plain = seen()
    plane.set_points(points(parts=(0, 0, 0, 0)))
    plane.set_answers(slope(), right())
    assert seen() != plain
    plane.set_answers(slope(), Answers(np.zeros(4), np.array((True, False, False, False))))
    assert seen() != plain


def test_that_new_answers_repaint_and_the_same_probe_does_not(plane, count_paints, qtbot):
    paints = count_paints(plane)
    plane.set_probe((0.0, 0.0))
    qtbot.wait(30)
    assert paints() == 0
    field, answers = slope(up=0.4), right()
    plane.set_answers(field, answers)
    qtbot.waitUntil(lambda: paints() == 1)
    plane.set_answers(field, answers)
    qtbot.wait(30)
    assert paints() == 1


def test_that_answers_must_be_those_to_the_points(plane):
    with pytest.raises(ValueError, match="4 points"):
        plane.set_answers(slope(), right(3))


@pytest.mark.parametrize("answer", [Answer.YES_NO, Answer.CLASSES, Answer.VALUES])
@pytest.mark.parametrize("outputs", [2, 3])
def test_that_an_exploded_network_has_a_picture_too(plane, answer, outputs):
    plane.set_frame(Frame(answer, ("x1", "x2"), BOUNDS, ("a", "b", "c")[:outputs]))
    maps = np.full((outputs, 6, 6), np.inf)
    maps[0, 0] = np.nan
    plane.set_answers(Field(maps, borders(maps)), Answers(np.full(4, np.inf), np.ones(4, bool)))
    assert not plane.grab().isNull()


def test_that_numbers_that_are_none_are_grey(plane):
    field = Field(np.full((1, 8, 8), np.nan))
    plane.set_answers(field, Answers(np.full(4, np.nan), np.ones(4, bool)))
    image = plane.grab().toImage()
    tone = color_at(image, at(plane, -0.9, 0.1))
    assert max(tone.red(), tone.green(), tone.blue()) - min(tone.red(), tone.green(), tone.blue()) < 12


def test_that_more_classes_have_colours_of_their_own_that_pale_at_their_borders():
    frame = Frame(Answer.CLASSES, ("x", "y"), BOUNDS, ("a", "b", "c"))
    axis = np.linspace(0.0, 1.0, 9)
    first = np.tile(axis, (9, 1))
    image = shade(np.stack([first, 1 - first, np.zeros((9, 9))]), frame, theme.load("light"))
    left, middle, end = (QColor(image.pixel(column, 4)) for column in (0, 4, 8))
    assert left.blue() > left.red()  # the second class
    assert end.red() > end.blue()  # the first
    assert middle.saturation() < min(left.saturation(), end.saturation())


def test_that_values_far_from_zero_are_coloured_around_their_middle():
    frame = Frame(Answer.VALUES, ("x", "y"), BOUNDS, (), middle=100.0, reach=10.0)
    image = shade(np.array([[[90.0, 100.0, 110.0]] * 3]), frame, theme.load("light"))
    low, middle, high = (QColor(image.pixel(column, 1)) for column in range(3))
    assert low.red() > low.blue() + 40
    assert high.blue() > high.red() + 40
    assert middle.saturation() < 20


def test_that_a_field_is_read_between_the_places_of_its_grid():
    field = Field(np.array([[[0.0, 1.0], [2.0, 3.0]]]))
    assert field.at(0.5, 0.5) == pytest.approx([1.5])
    assert field.at(1.0, 0.0) == pytest.approx([1.0])
    assert field.at(0.0, 2.0) == pytest.approx([2.0])  # at the edge for what is beyond
    assert Field(np.array([[[0.0, 4.0]]])).at(0.25, 0.7) == pytest.approx([1.0])


# -- the hand ----------------------------------------------------------------------------------------------


def test_that_a_press_and_a_drag_move_the_probe(plane, qtbot):
    asked = []
    plane.probe_moved.connect(asked.append)
    plane.probe_moved.connect(plane.set_probe)
    qtbot.mousePress(plane, LEFT, pos=at(plane, 0.2, 0.1))
    assert asked[-1] == pytest.approx((0.2, 0.1), abs=0.01)
    qtbot.mouseMove(plane, at(plane, -0.3, 0.7))
    assert asked[-1] == pytest.approx((-0.3, 0.7), abs=0.01)
    qtbot.mouseRelease(plane, LEFT, pos=at(plane, -0.3, 0.7))
    count = len(asked)
    qtbot.mouseMove(plane, at(plane, 0.0, 0.0))
    assert len(asked) == count


def test_that_a_press_on_a_point_asks_for_that_sample(plane, qtbot):
    with qtbot.waitSignal(plane.point_clicked) as asked, qtbot.assertNotEmitted(plane.probe_moved):
        qtbot.mouseClick(plane, LEFT, pos=plane.point_place(3).toPoint() + QPoint(3, -2))
    assert asked.args == [PointRef(Part.TEST, 0)]


def test_that_with_the_hand_that_adds_a_click_asks_for_a_point_there(plane, qtbot):
    plane.set_hand(Hand.ADD)
    with qtbot.waitSignal(plane.add_requested) as asked, qtbot.assertNotEmitted(plane.probe_moved):
        qtbot.mouseClick(plane, LEFT, pos=at(plane, 0.1, -0.8))
    assert asked.args[0] == pytest.approx((0.1, -0.8), abs=0.01)
    with qtbot.assertNotEmitted(plane.add_requested):
        qtbot.mouseClick(plane, LEFT, pos=QPoint(2, plane.height() - 2))  # outside the area


@pytest.mark.parametrize(
    ("hand", "button", "modifier"),
    [
        (Hand.REMOVE, LEFT, Qt.KeyboardModifier.NoModifier),
        (Hand.PROBE, RIGHT, Qt.KeyboardModifier.NoModifier),
        (Hand.ADD, RIGHT, Qt.KeyboardModifier.NoModifier),
        (Hand.ADD, LEFT, Qt.KeyboardModifier.AltModifier),
    ],
)
def test_that_a_point_is_removed_by_its_hand_by_the_right_button_and_by_alt(
    plane, qtbot, hand, button, modifier
):
    plane.set_hand(hand)
    with qtbot.waitSignal(plane.remove_requested) as asked, qtbot.assertNotEmitted(plane.add_requested):
        qtbot.mouseClick(plane, button, modifier, plane.point_place(2).toPoint())
    assert asked.args == [PointRef(Part.TRAIN, 2)]
    with qtbot.assertNotEmitted(plane.remove_requested):
        qtbot.mouseClick(plane, button, modifier, at(plane, 0.0, 0.9))  # where none is


def test_that_the_keyboard_does_all_of_it(plane, qtbot):
    moved = []
    plane.probe_moved.connect(moved.append)
    plane.probe_moved.connect(plane.set_probe)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Up):
        qtbot.keyClick(plane, key)
    assert moved[-1] == pytest.approx((0.04, 0.04))
    qtbot.keyClick(plane, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert moved[-1] == pytest.approx((0.036, 0.04))
    with qtbot.waitSignal(plane.add_requested) as added:
        qtbot.keyClick(plane, Qt.Key.Key_Return)
    assert added.args[0] == moved[-1]
    with qtbot.assertNotEmitted(plane.remove_requested):
        qtbot.keyClick(plane, Qt.Key.Key_Delete)  # there is none
    plane.set_probe((0.5, 0.5))
    with qtbot.waitSignal(plane.remove_requested) as removed:
        qtbot.keyClick(plane, Qt.Key.Key_Delete)
    assert removed.args == [PointRef(Part.TRAIN, 1)]


def test_that_the_probe_stays_inside(plane, qtbot):
    plane.set_probe((1.0, -1.0))
    with qtbot.assertNotEmitted(plane.probe_moved):
        qtbot.keyClick(plane, Qt.Key.Key_Right)
        qtbot.keyClick(plane, Qt.Key.Key_Down)


def test_that_pointing_reads_a_point_and_a_place(plane, qtbot):
    plane.set_answers(slope(), Answers(np.array((0.25, 0.75, 0.75, 0.25)), np.zeros(4, bool)))
    qtbot.mouseMove(plane, plane.point_place(1).toPoint())
    assert plane._readout.pairs() == (
        ("", "b"), ("x1", "0.500"), ("x2", "0.500"), ("target", "1"), ("output", "0.750"),
    )  # fmt: skip
    qtbot.mouseMove(plane, at(plane, 0.0, 0.5))
    names, values = zip(*plane._readout.pairs(), strict=True)
    assert names == ("x1", "x2", "output")
    assert float(values[2]) == pytest.approx(0.5, abs=0.01)


def test_that_what_is_read_stands_outside_the_picture(qtbot, qapp):
    window = QWidget()
    qtbot.addWidget(window)
    plane = PlaneMap(window)
    plane.set_frame(YES_NO)
    plane.set_points(points())
    plane.setGeometry(60, 60, 360, 380)
    window.resize(480, 500)
    window.show()
    plane.set_answers(slope(), right())
    area = plane.axes().area.toRect().translated(plane.pos())
    for place in (plane.point_place(1).toPoint(), at(plane, 0.0, -0.8)):
        qtbot.mouseMove(plane, place)
        assert plane._readout.isVisible()
        assert not plane._readout.geometry().intersects(area)


def unit(across=2.0):
    """Return a unit that gives from -2 on the left to 2 on the right."""
    field = Field(np.linspace(-across, across, 21)[None, None].repeat(21, axis=1))
    return UnitField("h1", Frame(Answer.VALUES, ("x1", "x2"), BOUNDS, reach=across), field)


def test_that_a_unit_takes_the_place_of_the_answers_and_leaves_it_again(plane, qtbot):
    answers = slope(across=-1.0)
    plane.set_answers(answers, Answers(np.zeros(4), np.array((True, False, False, False))))
    before = plane.grab().toImage()
    plane.set_unit(unit())
    image = plane.grab().toImage()
    left, middle = color_at(image, at(plane, -0.9, -0.3)), color_at(image, at(plane, 0.9, -0.3))
    assert left.red() > left.blue() + 40  # negative, where the answer was yes
    assert middle.blue() > middle.red() + 40
    assert plane.border_lines() == []
    assert plane._legend_words() == ("unseen", "")  # a unit judges nothing
    qtbot.mouseMove(plane, at(plane, 0.25, -0.9))
    name, value = plane._readout.pairs()[-1]
    assert name == "output"
    assert float(value) == pytest.approx(0.5, abs=0.05)
    plane.leaveEvent(QEvent(QEvent.Type.Leave))
    plane.set_unit(None)
    assert plane.grab().toImage() == before


def shown_entries(words, width, names=("x1", "x2")):
    """Return the entries of the key of a picture so wide."""
    entries = [(0, "0"), (1, "1"), (-1, words[0]), (-2, words[1])]
    end = width - painting.advance(theme.current(), "caption", names[0]) - 12
    return [
        which
        for which, _ in plane_legend._fitted(entries, 30.0, end, theme.current(), may_begin_left=True)[2]
    ]


def test_that_the_key_of_a_small_picture_leaves_out_whole_entries_the_ringed_ones_last(plane):
    shown = [tuple(shown_entries(("unseen", "wrong"), width)) for width in range(360, 60, -4)]
    assert list(dict.fromkeys(shown))[:3] == [(0, 1, -1, -2), (0, 1, -2), (0, 1)]


def test_that_those_who_do_not_see_it_hear_where_the_probe_is(plane):
    plane.set_probe((0.5, -0.25))
    assert plane.accessibleDescription() == "x1 0.500, x2 −0.250, output 0.750"


def test_that_the_nearest_point_is_taken_and_of_equals_the_one_on_top():
    pixels = np.array([[0.0, 0.0], [10.0, 0.0], [10.0, 0.0], [np.nan, 5.0]])
    assert nearest(pixels, 8.0, 0.0, 5.0) == 2
    assert nearest(pixels, 5.0, 40.0, 5.0) is None
    assert nearest(np.empty((0, 2)), 0.0, 0.0, 5.0) is None


# -- one input ---------------------------------------------------------------------------------------------


@pytest.fixture
def curve(qtbot, qapp):
    theme.apply(qapp, "light")
    widget = InputCurve()
    qtbot.addWidget(widget)
    widget.set_frame(Frame(Answer.VALUES, ("x", "y"), ((-2.0, 2.0), (-1.0, 5.0))))
    widget.set_points(points(places=[[-1, 1], [0, 0], [1, 1], [2, 4]]))
    x = np.linspace(-2.0, 2.0, 81)
    widget.set_answers(Field((x * x)[None, None]), right())
    widget.set_probe((1.5, 2.25))
    widget.resize(360, 300)
    widget.show()
    return widget


def test_that_the_curve_is_the_output_over_the_input(curve):
    (line,) = curve.curves()
    for place in line[::8]:
        x, y = curve.axes().value_at(QPointF(*place))
        assert y == pytest.approx(x * x, abs=0.05)


def test_that_the_place_of_a_point_is_its_input_and_its_target(curve, qtbot):
    curve.set_hand(Hand.ADD)
    with qtbot.waitSignal(curve.add_requested) as asked:
        qtbot.mouseClick(curve, LEFT, pos=at(curve, -1.5, 3.0))
    assert asked.args[0] == pytest.approx((-1.5, 3.0), abs=0.03)


def test_that_a_curve_without_numbers_is_left_out(curve):
    curve.set_answers(Field(np.full((1, 1, 20), np.inf)), right())
    assert not curve.grab().isNull()


def test_that_pointing_at_the_curve_reads_the_output(curve, qtbot):
    qtbot.mouseMove(curve, at(curve, 0.5, 3.0))
    (_, x), (_, output) = curve._readout.pairs()
    assert float(output) == pytest.approx(float(x) ** 2, abs=0.02)


def test_that_many_points_are_drawn_smaller_so_that_they_can_be_told_apart():
    area = 260.0**2
    shares = [crowded_share(count, area) for count in (4, 200, 400, 1400)]
    assert shares[0] == 1.0
    assert shares == sorted(shares, reverse=True)
    assert shares[-1] == 0.6
    assert crowded_share(400, 4 * area) > crowded_share(400, area)


def test_that_a_low_map_gives_up_the_line_of_a_name_and_then_the_numbers_below(qapp):
    look, scale = theme.load("light"), Scale(-1.0, 1.0)
    high, low, lowest = (
        lay_out_plane((400, height), scale, scale, look, ("x1", "x2"), spares_ticks=True)
        for height in (400, 220, 120)
    )
    texts = [[text for _left, _baseline, text in axes.labels] for axes in (high, low, lowest)]
    assert all({"x1", "x2"} <= set(each) for each in texts)
    assert low.area.top() < high.area.top()
    beside = next((left, baseline) for left, baseline, text in low.labels if text == "x2")
    assert beside[0] < low.area.left()
    assert all(baseline > beside[1] + 8 for left, baseline, text in low.labels if text not in ("x1", "x2"))
    under = [text for _left, baseline, text in lowest.labels if baseline > lowest.area.bottom() + 5]
    assert under == ["x1"]
    long = lay_out_plane((400, 220), scale, scale, look, ("width", "length of the animal"))
    assert long.area.top() == high.area.top()  # it has no room beside the map
