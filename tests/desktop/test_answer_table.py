import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.answer_table import AnswerTable
from nnlab.desktop.widgets.parts.answer_layout import first_shown, table_layout, wrong_bits

TARGETS = np.array([[digit >> bit & 1 for bit in (3, 2, 1, 0)] for digit in range(10)], dtype=np.float64)
LABELS = tuple(str(digit) for digit in range(10))


class CountingTable(AnswerTable):
    """A table that counts how often it asked to be painted, and notes what was."""

    updates = 0

    def __init__(self):
        self.painted = []
        super().__init__()

    def paintEvent(self, event):
        self.painted.append(event.rect())
        super().paintEvent(event)

    def update(self, *args):
        self.updates += 1
        super().update(*args)


@pytest.fixture
def table(qtbot, qapp):
    themes.apply(qapp, "light")
    widget = CountingTable()
    qtbot.addWidget(widget)
    widget.resize(164, 230)
    widget.set_rows(LABELS, TARGETS)
    return widget


def lamp(widget, row, bit, output):
    return QPoint(*(round(place) for place in widget._layout().lamp(row, bit, output)))


def color_at(widget, point):
    return widget.grab().toImage().pixelColor(point)


@pytest.mark.parametrize(("width", "height"), [(158, 160), (164, 226), (300, 330), (96, 60)])
@pytest.mark.parametrize("bits", [1, 4, 7])
def test_that_targets_and_outputs_lie_inside_and_apart(width, height, bits):
    layout = table_layout(width, height, 10, bits, 9.0, 13.0)
    targets_end = layout.lamp(0, bits - 1, False)[0] + layout.pitch / 2
    outputs_start = layout.lamp(0, 0, True)[0] - layout.pitch / 2
    assert layout.label_left + layout.label_width < layout.targets_left
    assert targets_end + 10 < outputs_start
    assert layout.outputs_left + bits * layout.pitch <= width
    assert layout.shown * layout.row_height <= height + 1e-9


def test_that_ten_rows_fit_the_smallest_card():
    assert table_layout(158, 160, 10, 4, 9.0, 13.0).shown == 10


def test_that_rows_which_do_not_fit_leave_a_line_to_say_so():
    layout = table_layout(158, 160, 128, 4, 9.0, 13.0)
    assert layout.shown < 128
    assert (layout.shown + 1) * layout.row_height <= 160


def test_that_a_point_finds_its_row_and_its_output():
    layout = table_layout(164, 226, 10, 4, 9.0, 13.0)
    x, y = layout.lamp(3, 2, True)
    assert layout.row_at(y) == 3
    assert layout.output_at(QPointF(x, y)) == 2
    assert layout.output_at(QPointF(*layout.lamp(3, 2, False))) is None
    assert layout.row_at(-1.0) is None
    assert layout.row_at(10 * layout.row_height + 1) is None


@pytest.mark.parametrize(
    ("first", "current", "expected"),
    [(0, None, 0), (0, 4, 0), (0, 5, 1), (7, 2, 2), (90, None, 15), (0, 19, 15)],
)
def test_that_the_current_row_comes_into_view_by_the_shortest_way(first, current, expected):
    assert first_shown(first, 5, 20, current) == expected


def test_that_all_rows_are_shown_from_the_first_where_they_fit():
    assert first_shown(3, 10, 10, 9) == 0


def test_that_a_bit_is_wrong_on_the_other_side_of_a_half_or_not_finite():
    targets = np.array([[0.0, 0.0, 1.0, 1.0, 1.0]])
    outputs = np.array([[0.4999, 0.5, 0.5, 0.49, np.nan]])
    assert wrong_bits(targets, outputs).tolist() == [[False, True, False, True, True]]


def test_that_a_click_names_its_row(table, qtbot):
    with qtbot.waitSignal(table.row_clicked) as clicked:
        qtbot.mouseClick(table, Qt.MouseButton.LeftButton, pos=lamp(table, 7, 1, True))
    assert clicked.args == [7]


def test_that_arrows_ask_for_the_next_row_and_stop_at_the_ends(table):
    asked = []
    table.row_clicked.connect(asked.append)
    table.row_clicked.connect(table.set_current)
    for key in (
        Qt.Key.Key_Down,
        Qt.Key.Key_Down,
        Qt.Key.Key_Up,
        Qt.Key.Key_Up,
        Qt.Key.Key_End,
        Qt.Key.Key_Down,
    ):
        QTest.keyClick(table, key)
    assert asked == [0, 1, 0, 9]


def test_that_a_click_in_a_scrolled_table_names_the_row_seen(table, qtbot):
    targets = np.tile(TARGETS, (4, 1))
    table.set_rows(tuple(map(str, range(40))), targets)
    table.set_current(30)
    shown = table._layout().shown
    with qtbot.waitSignal(table.row_clicked) as clicked:
        qtbot.mouseClick(table, Qt.MouseButton.LeftButton, pos=lamp(table, shown - 1, 0, False))
    assert clicked.args == [30]


def test_that_lit_outputs_are_red_and_unlit_ones_are_not(table):
    theme = themes.load("light")
    table.set_outputs(TARGETS)
    assert color_at(table, lamp(table, 5, 1, True)) == QColor(theme.lamp)
    assert color_at(table, lamp(table, 5, 0, True)) == QColor(theme.off)
    assert color_at(table, lamp(table, 5, 1, False)) == QColor(theme.lamp)


def test_that_a_wrong_bit_is_crossed_out_and_its_row_marked(table):
    theme = themes.load("light")
    outputs = TARGETS.copy()
    outputs[5, 1] = 0.0
    table.set_outputs(TARGETS)
    layout = table._layout()
    mark = QPoint(round(layout.mark_x), round(5.5 * layout.row_height))
    assert color_at(table, mark) == QColor(theme.surface)
    table.set_outputs(outputs)
    crossed = color_at(table, lamp(table, 5, 1, True))
    assert crossed.lightness() < QColor(theme.off).lightness() - 40
    assert color_at(table, mark).lightness() < QColor(theme.surface).lightness() - 40


@pytest.mark.parametrize("name", themes.THEME_NAMES)
def test_that_unlit_lamps_are_seen_as_well_on_the_highlighted_row_as_elsewhere(table, qapp, name):
    theme = themes.apply(qapp, name)
    table.set_outputs(TARGETS)
    table.set_current(5)
    beside = QPoint(3, round(5.5 * table._layout().row_height))
    assert color_at(table, beside) == QColor(theme.field)
    on_highlight = abs(
        color_at(table, lamp(table, 5, 0, False)).lightness() - QColor(theme.field).lightness()
    )
    elsewhere = abs(color_at(table, lamp(table, 6, 0, False)).lightness() - QColor(theme.surface).lightness())
    assert on_highlight >= 0.9 * elsewhere > 0


@pytest.mark.parametrize("name", ["light", "dark", "projector"])
def test_that_the_lamps_of_every_row_look_alike_again_when_another_row_is_highlighted(table, qapp, name):
    themes.apply(qapp, name)
    table.set_outputs(TARGETS)
    for row in (0, 5, 9):
        table.set_current(row)
        table.grab()
    for row in range(9):
        unlit = int(np.argmin(TARGETS[row]))
        assert color_at(table, lamp(table, row, unlit, False)) == QColor(themes.load(name).off)


def test_that_the_accessible_name_counts_the_right_rows(table):
    outputs = TARGETS.copy()
    outputs[3] = 1 - outputs[3]
    table.set_outputs(outputs)
    assert table.accessibleName() == "targets and outputs, 9 of 10 rows right"
    table.set_outputs(TARGETS)
    assert table.accessibleName() == "targets and outputs, 10 of 10 rows right"
    table.set_outputs(None)
    assert table.accessibleName() == "targets and outputs, 0 of 10 rows right"


def test_that_the_readout_follows_the_data_under_a_resting_cursor(table, qtbot):
    with qtbot.waitExposed(table):
        table.show()
    table.set_outputs(TARGETS)
    QTest.mouseMove(table, lamp(table, 5, 1, True))
    qtbot.waitUntil(lambda: table._readout.pairs() == (("target", "1"), ("output", "1.000")))
    outputs = TARGETS.copy()
    outputs[5, 1] = 0.625
    table.set_outputs(outputs)
    assert table._readout.pairs() == (("target", "1"), ("output", "0.625"))


def test_that_equal_values_do_not_repaint_and_nothing_is_emitted(table, qtbot):
    table.set_outputs(TARGETS)
    table.set_current(5)
    before = table.updates
    with qtbot.assertNotEmitted(table.row_clicked):
        table.set_rows(LABELS, TARGETS.copy())
        table.set_outputs(TARGETS.copy())
        table.set_current(5)
        table.set_digits(False)
    assert table.updates == before
    table.set_outputs(1 - TARGETS)
    assert table.updates > before


def test_that_only_the_rows_whose_lamps_changed_are_painted_again(table, qtbot):
    table.set_outputs(TARGETS)
    table.show()
    qtbot.waitUntil(lambda: bool(table.painted))
    before = table.grab().toImage()
    table.painted.clear()
    outputs = TARGETS.copy()
    outputs[3, 2] = 0.7
    table.set_outputs(outputs)
    qtbot.waitUntil(lambda: bool(table.painted))
    row = table._layout().row_rect(3).toAlignedRect()
    assert table.painted == [row]
    after = table.grab().toImage()
    assert after.copy(row) != before.copy(row)
    assert after.copy(0, 0, table.width(), row.top()) == before.copy(0, 0, table.width(), row.top())


def test_that_new_rows_forget_the_outputs_and_the_current_row(table):
    table.set_outputs(TARGETS)
    table.set_current(9)
    table.set_rows(("0", "1"), np.array([[0.0], [1.0]]))
    table.set_outputs(np.array([[0.0], [1.0]]))
    assert table.accessibleName() == "targets and outputs, 2 of 2 rows right"
    assert not table.grab().isNull()


def test_that_shapes_which_do_not_match_are_refused(table):
    with pytest.raises(ValueError, match="labels need as many targets"):
        table.set_rows(("0",), TARGETS)
    with pytest.raises(ValueError, match="shape"):
        table.set_outputs(TARGETS[:, :3])


@pytest.mark.parametrize("size", [(60, 20), (158, 160), (700, 900)])
@pytest.mark.parametrize("digits", [False, True])
def test_that_seven_bits_are_painted_at_any_size_as_lamps_or_digits(table, size, digits):
    targets = np.eye(7)[:5]
    table.resize(*size)
    table.set_digits(digits)
    table.set_rows(LABELS[:5], targets)
    table.set_outputs(np.where(targets > 0, np.nan, 0.4))
    assert not table.grab().isNull()


def test_that_a_single_output_keeps_near_its_target_and_stands_in_figures_where_there_is_room():
    narrow, wide = table_layout(96, 60, 10, 1, 9.0, 13.0), table_layout(320, 226, 10, 1, 9.0, 13.0)
    assert narrow.figures is None
    left, right = wide.figures
    assert wide.outputs_left - wide.targets_left < 6 * 13.0 + wide.pitch
    assert wide.outputs_left + wide.pitch < left < right <= 320
    assert table_layout(320, 226, 10, 4, 9.0, 13.0).figures is None


def test_that_the_figures_of_a_single_output_follow_where_the_lamp_looks_the_same(qtbot):
    table = AnswerTable()
    qtbot.addWidget(table)
    table.resize(320, 120)
    table.set_rows(("a", "b"), np.array([[0.0], [1.0]]))

    def figures(output):
        table.set_outputs(np.array([[0.0], [output]]))
        left, right = table._layout().figures
        top = table._layout().row_height
        return table.grab(QRect(round(left), round(top), round(right - left), round(top))).toImage()

    assert figures(0.9) != figures(0.91)
    assert figures(np.nan) != figures(0.91)


CLASSES = np.eye(3)[[0, 1, 2, 0]]


@pytest.fixture
def classes(table):
    table.set_rows(("cat", "hen", "eel", "dog"), CLASSES)
    table.set_names(("mammal", "bird", "fish"))
    table.set_outputs(np.full(CLASSES.shape, 0.25))
    table.resize(420, 200)
    table.show()
    return table


def point_at(widget, place):
    QTest.mouseMove(widget, QPoint(1, 1))
    QTest.mouseMove(widget, place)


def test_that_lamps_have_their_names_over_them_where_there_is_room(classes):
    layout = classes._layout()
    assert layout.top > 0
    assert layout.head(2, True).right() <= layout.width
    assert layout.head(2, False).right() < layout.head(0, True).left()
    assert layout.row_at(layout.top - 1) is None
    assert layout.row_at(layout.top + 1) == 0
    before = classes.grab(layout.head(1, False).toAlignedRect()).toImage()
    classes.set_names(("mammal", "bee", "fish"))
    assert classes.grab(layout.head(1, False).toAlignedRect()).toImage() != before


def test_that_names_that_have_no_room_take_none(classes):
    classes.resize(170, 200)
    assert classes._layout().top == 0


def test_that_names_do_not_push_rows_out_that_would_be_seen_without_them():
    for height, has_heads in ((224, True), (223.5, False), (300, True), (120, True)):
        layout = table_layout(320, height, 16, 2, 40.0, 13.0, 12.0)
        alone = table_layout(320, height, 16, 2, 40.0, 13.0)
        if alone.shown == 16:
            assert layout.shown == 16
            assert bool(layout.top) == has_heads


def test_that_what_is_pointed_at_has_its_name(classes, qtbot):
    classes.resize(170, 200)
    point_at(classes, lamp(classes, 1, 1, False))
    qtbot.waitUntil(lambda: classes._readout.pairs() == (("", "bird"),))
    point_at(classes, lamp(classes, 1, 2, True))
    wanted = (("", "fish"), ("target", "0"), ("output", "0.250"))
    qtbot.waitUntil(lambda: classes._readout.pairs() == wanted)
