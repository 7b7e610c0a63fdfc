"""The pictures of relative errors: a map of cells, its key, and the curve over the step size."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.epsilon_plot import EpsilonPlot, ErrorCurve
from nnlab.desktop.widgets.error_legend import ErrorLegend
from nnlab.desktop.widgets.error_map import ErrorCells, ErrorMap
from nnlab.desktop.widgets.parts import error_scale
from nnlab.desktop.widgets.speed_slider import SpeedSlider, x_of

EPSILONS = 10.0 ** np.linspace(-12, -1, 23)


def cells_of(rows: int = 2, columns: int = 3, error: float = 1e-9) -> ErrorCells:
    names = np.array([[f"W1[{row + 1}, {column + 1}]" for column in range(columns)] for row in range(rows)])
    shape = (rows, columns)
    return ErrorCells(
        np.full(shape, error),
        np.full(shape, 0.25),
        np.full(shape, 0.5),
        np.zeros(shape, dtype=np.bool_),
        names,
    )


@pytest.fixture
def error_map(home, qtbot) -> ErrorMap:
    widget = ErrorMap(home)
    widget.set_cells(cells_of())
    widget.setGeometry(0, 0, 260, 100)
    home.resize(600, 300)
    home.show()
    qtbot.waitExposed(home)
    return widget


def move_to(widget, place: QPointF) -> None:
    no = Qt.MouseButton.NoButton
    event = QMouseEvent(
        QMouseEvent.Type.MouseMove, place, widget.mapToGlobal(place), no, no, Qt.KeyboardModifier.NoModifier
    )
    widget.mouseMoveEvent(event)


# -- the scale ---------------------------------------------------------------------------------------------


def test_that_the_scale_goes_by_decades_from_rounding_to_wrong():
    errors = np.array([0.0, 1e-16, 1e-13, 1e-7, 1e-1, 1.0, np.inf])
    np.testing.assert_allclose(error_scale.fractions(errors), [0, 0, 0, 0.5, 1, 1, 1])


@pytest.mark.parametrize("name", themes.THEME_NAMES)
def test_that_larger_errors_stand_out_more_in_every_theme(name):
    theme = themes.load(name)
    surface = themes.color(theme.surface).lightnessF()
    contrasts = [
        abs(error_scale.shade(share, theme).lightnessF() - surface) for share in np.linspace(0, 1, 20)
    ]
    assert contrasts == sorted(contrasts)


@pytest.mark.parametrize(
    ("error", "text"),
    [(0.0, "0"), (2.6e-10, "10⁻¹⁰"), (1e-13, "10⁻¹³"), (0.1, "10⁻¹"), (0.44, "0.4"), (np.inf, "∞")],
)
def test_that_a_cell_writes_the_decade_of_its_error(error, text):
    assert error_scale.power_of_ten(error) == text


def test_that_the_key_names_both_ends_and_where_gradients_agree(qtbot):
    legend = ErrorLegend()
    qtbot.addWidget(legend)
    assert legend.captions() == ("≤ 10⁻¹³", "10⁻⁷: agrees below", "≥ 10⁻¹")


# -- the map -----------------------------------------------------------------------------------------------


def test_that_pointing_reads_a_cell(error_map):
    move_to(error_map, error_map._rect_of((1, 2)).center())
    assert error_map._readout.pairs() == (
        ("", "W1[2, 3]"),
        ("back-propagated", "0.250000"),
        ("numeric", "0.500000"),
        ("relative error", "1.0·10⁻⁹"),
    )


def test_that_a_cell_that_is_left_out_says_why(error_map):
    cells = cells_of()
    cells.left_out[0, 0] = True
    error_map.set_cells(cells)
    move_to(error_map, error_map._rect_of((0, 0)).center())
    assert error_map._readout.pairs()[-1] == ("relative error", "1.0·10⁻⁹, at a kink")


def test_that_a_cell_stays_read_while_the_numbers_change(error_map):
    move_to(error_map, error_map._rect_of((0, 1)).center())
    error_map.set_cells(cells_of(error=1e-3))
    assert error_map._readout.pairs()[-1] == ("relative error", "0.0010")
    error_map.set_cells(cells_of(rows=4))
    assert error_map._readout.pairs() == ()


def test_that_places_without_a_name_are_no_cells(error_map, qtbot):
    cells = cells_of()
    cells.names[1, 2] = ""
    error_map.set_cells(cells)
    move_to(error_map, error_map._rect_of((1, 2)).center())
    assert error_map._readout.pairs() == ()
    error_map.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right):
        qtbot.keyClick(error_map, key)
    assert error_map.accessibleDescription().startswith("W1[2, 2]")


def test_that_clicking_a_cell_names_it(error_map, qtbot):
    place: QPoint = error_map._rect_of((1, 0)).center().toPoint()
    with qtbot.waitSignal(error_map.cell_clicked) as clicked:
        qtbot.mouseClick(error_map, Qt.MouseButton.LeftButton, pos=place)
    assert clicked.args == [(1, 0)]


def test_that_a_darker_cell_is_a_larger_error(error_map):
    cells = cells_of()
    cells.errors[0, :] = (0.0, 1e-9, 1e-2)
    error_map.set_cells(cells)
    image = error_map.grab().toImage()
    corners = [error_map._rect_of((0, column)).bottomLeft() + QPointF(8, -4) for column in range(3)]
    lightness = [image.pixelColor(corner.toPoint()).lightness() for corner in corners]
    assert lightness[0] > lightness[1] > lightness[2]


def test_that_an_empty_map_is_painted_without_cells(error_map):
    error_map.set_cells(None)
    image = error_map.grab().toImage()
    assert image.pixelColor(20, 10).name().upper() == themes.current().surface.upper()


def test_that_row_names_take_room_beside_the_cells(error_map):
    before = error_map._rect_of((0, 0)).left()
    error_map.set_cells(replace(cells_of(), row_names=("segment", "bias")))
    assert error_map._rect_of((0, 0)).left() > before + 20


# -- the plot ----------------------------------------------------------------------------------------------


@pytest.fixture
def plot(home, qtbot) -> EpsilonPlot:
    widget = EpsilonPlot(home)
    largest = 0.3 * EPSILONS**2 + 2e-14 / EPSILONS
    widget.set_curve(ErrorCurve(EPSILONS, largest, largest / 20))
    widget.setGeometry(0, 0, 320, 220)
    home.resize(600, 300)
    home.show()
    qtbot.waitExposed(home)
    return widget


def test_that_the_slider_below_the_plot_has_its_handle_under_the_marked_place(plot):
    slider = SpeedSlider()
    slider.set_ladder(tuple(map(str, EPSILONS)))
    slider.resize(plot.width() - plot.gutter(), 30)
    for position in (0, 11, 22):
        assert plot._x(position) == pytest.approx(
            plot.gutter() + x_of(position, len(EPSILONS), slider.width())
        )


def test_that_clicking_and_dragging_choose_a_step_size(plot, qtbot):
    chosen: list[int] = []
    plot.position_chosen.connect(chosen.append)
    y = plot.height() // 2
    qtbot.mouseClick(plot, Qt.MouseButton.LeftButton, pos=QPoint(round(plot._x(5)), y))
    assert chosen == [5]
    qtbot.mouseClick(plot, Qt.MouseButton.LeftButton, pos=QPoint(0, y))
    assert chosen[-1] == 0


def test_that_setting_a_place_emits_nothing(plot):
    chosen: list[int] = []
    plot.position_chosen.connect(chosen.append)
    plot.set_position(7)
    plot.set_limit(1e-6)
    assert chosen == []


def test_that_pointing_reads_the_nearest_step_size(plot):
    move_to(plot, QPointF(plot._x(14) + 2, 60.0))
    pairs = plot._readout.pairs()
    assert [name for name, _value in pairs] == ["ε", "largest", "median"]
    assert pairs[0] == ("ε", "10⁻⁵")


def test_that_errors_that_are_not_known_or_zero_are_no_hindrance(plot):
    unknown = np.full(len(EPSILONS), np.nan)
    plot.set_curve(ErrorCurve(EPSILONS, unknown, unknown))
    plot.grab()
    zero = np.zeros(len(EPSILONS))
    plot.set_curve(ErrorCurve(EPSILONS, zero, zero))
    plot.grab()
    infinite = np.full(len(EPSILONS), np.inf)
    plot.set_curve(ErrorCurve(EPSILONS, infinite, zero))
    plot.grab()
    assert plot._decades()[0] < plot._decades()[1]


def test_that_a_plot_without_a_curve_reads_nothing(home, qtbot):
    plot = EpsilonPlot(home)
    plot.resize(300, 200)
    move_to(plot, QPointF(150.0, 100.0))
    plot.grab()
    assert plot._readout.pairs() == ()
