"""The widgets of sweeps and folds alone: means with spread, a map, a table, chips, bars, a line of progress."""

import math

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from nnlab.desktop import colors, theme
from nnlab.desktop.explore.sweeps.run_card import RunCard
from nnlab.desktop.widgets.chips import Chips
from nnlab.desktop.widgets.fold_bars import FoldBars, FoldScores
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.plot_scale import Scale
from nnlab.desktop.widgets.parts.spread_axes import lay_out_spread, y_scale
from nnlab.desktop.widgets.parts.spread_picture import SeriesPoint, SpreadPicture, SpreadSeries
from nnlab.desktop.widgets.progress_line import ProgressLine
from nnlab.desktop.widgets.record_table import GridCell, GridColumn, GridRow, RecordTable
from nnlab.desktop.widgets.spread_plot import SpreadPlot
from nnlab.desktop.widgets.value_map import MapCells, ValueMap


@pytest.fixture
def shown(qtbot, qapp):
    """Return what shows a widget in the light theme."""

    def show(widget, width=360, height=220):
        theme.apply(qapp, "light")
        qtbot.addWidget(widget)
        widget.resize(width, height)
        widget.show()
        qtbot.waitExposed(widget)
        return widget

    return show


def series(key="a", values=(0.2, 0.5, 0.9), name=""):
    x, mean = np.array([0.01, 0.1, 1.0]), np.array(values)
    readings = tuple((("", f"{value:g}"),) for value in values)
    return SpreadSeries(key, name, x, mean, mean - 0.05, mean + 0.05, readings=readings)


TICKS = ((0.01, "0.01"), (0.1, "0.1"), (1.0, "1"))


# -- means and spread --------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [180, 360])
def test_that_axes_that_wait_for_results_are_drawn_around_the_sentence_and_none_of_their_numbers_is_cut(
    shown, width
):
    plot = shown(SpreadPlot(), width)
    plot.set_note("Here comes what runs find out.")
    bare = plot.grab().toImage()
    ticks = ((0.0, "0"), (200.0, "200"), (4000.0, "4,000"))
    plot.set_picture(SpreadPicture(x_ticks=ticks, percent=True, bars=False, names=("epoch", "accuracy")))
    assert plot.grab().toImage() != bare
    words = {text: left for left, _baseline, text in plot._axes.labels}
    assert {"0%", "100%", "0", "4,000"} <= words.keys()
    caption = theme.current()
    assert words["4,000"] + painting.advance(caption, "caption", "4,000") <= width
    assert not plot._readout.isVisible()


def test_that_a_mean_is_read_where_it_lies_and_a_click_asks_for_it(shown, qtbot):
    plot = shown(SpreadPlot())
    plot.set_picture(SpreadPicture((series(),), TICKS, x_log=True, percent=True))
    place = QPointF(*plot._places[0][1]).toPoint()
    with qtbot.waitSignal(plot.point_clicked) as asked:
        QTest.mouseClick(plot, Qt.MouseButton.LeftButton, pos=place)
    assert asked.args == [SeriesPoint("a", 1)]
    QTest.mouseMove(plot, place)
    qtbot.waitUntil(lambda: plot._readout.pairs() == (("", "0.5"),))
    QTest.mouseMove(plot, QPoint(2, 2))
    qtbot.waitUntil(lambda: plot._readout.pairs() == ())


@pytest.mark.parametrize("ordered", [True, False])
def test_that_values_of_a_setting_have_the_colours_that_they_have_everywhere(shown, ordered):
    plot = shown(SpreadPlot())
    low, high = series("low", (0.1, 0.2, 0.3)), series("high", (0.7, 0.8, 0.9))
    plot.set_picture(SpreadPicture((low, high), TICKS, x_log=True, percent=True, ordered=ordered))
    painted = plot.grab().toImage()
    inks = [painted.pixelColor(QPointF(*places[1]).toPoint()).name().upper() for places in plot._places]
    assert inks == list(colors.kind_colors(2, ordered=ordered))


def test_that_bars_of_losses_below_nothing_hang_from_the_line_of_nothing(shown):
    bars = shown(FoldBars())
    losses = np.array([-1.0, 0.5, -2.0])
    bars.set_scores(FoldScores(losses, losses, ("training", "held out"), mean=-0.8, percent=False))
    painted, line = bars.grab().toImage(), bars._y(0.0)
    assert bars._axes.area.top() < line < bars._axes.area.bottom()
    ground = painted.pixelColor(round(bars._axes.area.left()) + 1, round(line) + 3)
    for fold, loss in enumerate(losses):
        across = round(bars._room(fold).left() + 4)
        below, above = (painted.pixelColor(across, round(line + side)) != ground for side in (4, -4))
        assert (below, above) == (loss < 0, loss > 0)


def test_that_rates_lie_by_decades_and_higher_is_up(shown):
    plot = shown(SpreadPlot())
    plot.set_picture(SpreadPicture((series(),), TICKS, x_log=True))
    across, down = plot._places[0].T
    assert across[1] - across[0] == pytest.approx(across[2] - across[1])
    assert down[0] > down[1] > down[2]


def test_that_a_spread_that_goes_beyond_the_axis_is_cut_there_and_known_to_be(shown):
    plot = shown(SpreadPlot())
    x, mean = np.array([0.01, 0.1, 1.0]), np.array([0.1, 0.2, 0.4])
    spread = np.array([0.05, 0.5, 0.3999])
    wide = SpreadSeries("a", "", x, mean, mean - spread, mean + spread)
    plot.set_picture(SpreadPicture((wide,), TICKS, x_log=True, y_log=True))
    area = plot._axes.area
    low, high = (plot._edge(x, ends) for ends in (wide.low, wide.high))
    assert [cut for _x, _y, cut in low] == [False, True, True]
    assert [cut for _x, _y, cut in high] == [False, False, False]
    assert [y for _x, y, _cut in low[1:]] == pytest.approx([area.bottom()] * 2)
    assert plot._axes.y.low > 0.005  # an end that is nearly 0 does not press all else together
    plot.set_picture(SpreadPicture((series(values=(0.2, 0.5, 0.98)),), TICKS, x_log=True, percent=True))
    assert plot._edge(x, np.array([0.25, 0.55, 1.03]))[2][1:] == (pytest.approx(area.top(), abs=1), True)


def test_that_what_is_unknown_is_a_gap_and_never_pointed_at(shown):
    plot = shown(SpreadPlot())
    plot.set_picture(SpreadPicture((series(values=(0.2, math.nan, 0.9)),), TICKS, x_log=True))
    plot.grab()
    assert not np.isfinite(plot._places[0][1]).all()
    middle = plot._axes.area.center()
    assert plot._point_at(middle) in (None, SeriesPoint("a", 0), SeriesPoint("a", 2))


def test_that_a_note_stands_instead_of_a_picture(shown):
    plot = shown(SpreadPlot())
    plot.set_picture(SpreadPicture((series(),), TICKS, x_log=True))
    plot.set_note("Nothing yet.")
    assert plot._point_at(QPointF(*plot._places[0][1])) is None


@pytest.mark.parametrize("name", theme.THEME_NAMES)
def test_that_points_are_seen_in_every_theme(shown, qapp, name):
    plot = shown(SpreadPlot())
    plot.set_picture(SpreadPicture((series(),), TICKS, x_log=True))
    theme.apply(qapp, name)
    image, place = plot.grab().toImage(), plot._places[0][1]
    assert image.pixelColor(*(round(each) for each in place)).name() != theme.load(name).surface.lower()


def test_that_a_band_hides_no_other_unless_it_may(shown):
    plot, place = shown(SpreadPlot()), None
    picture = SpreadPicture((series("a"), series("b", (0.4, 0.6, 0.7))), TICKS, bars=False, all_bands=False)
    plot.set_picture(picture)
    quiet = plot.grab().toImage()
    plot.set_front("a")
    assert plot.grab().toImage() != quiet, place


def test_that_captions_stand_apart_and_shares_end_at_all(qapp):
    theme.apply(qapp, "light")
    ticks = [(float(value), str(value)) for value in range(1000, 1040)]
    axes = lay_out_spread(
        (300, 200), Scale(1000, 1039), ticks, y_scale(0.5, 0.99, log=False, percent=True),
        theme.current(), ("x", "y"), percent=True, gutter=0,
    )  # fmt: skip
    written = [label for label in axes.labels if label[2].startswith("10") and "%" not in label[2]]
    assert {"1000", "1039"} <= {text for _x, _y, text in written}
    assert len(written) < 12
    assert axes.y.high == 1.0


# -- the map -----------------------------------------------------------------------------------------------


def test_that_cells_of_a_map_are_clicked_and_walked_through(shown, qtbot):
    plot = shown(ValueMap())
    texts = (("1", "2"), ("3", "✕"))
    readings = tuple(tuple((("", text),) for text in row) for row in texts)
    plot.set_cells(MapCells(np.array([[0.0, 0.5], [1.0, math.nan]]), texts, readings, ("a", "b"), ("c", "d")))
    place = plot._rect(plot._area(theme.current()), (1, 1)).center().toPoint()
    with qtbot.waitSignal(plot.cell_clicked) as asked:
        QTest.mouseClick(plot, Qt.MouseButton.LeftButton, pos=place)
    assert asked.args == [(1, 1)]
    plot.setFocus()
    QTest.keyClick(plot, Qt.Key.Key_Up)
    with qtbot.waitSignal(plot.cell_clicked) as asked:
        QTest.keyClick(plot, Qt.Key.Key_Return)
    assert asked.args == [(0, 1)]
    assert plot.accessibleDescription() == "2"


def test_that_an_empty_map_takes_no_click(shown):
    plot = shown(ValueMap())
    assert plot._cell_at(QPointF(50, 50)) is None
    plot.grab()


# -- the table ---------------------------------------------------------------------------------------------

COLUMNS = (GridColumn("rate", is_number=True), GridColumn("how"))


def rows(*values):
    return tuple(
        GridRow(number, (GridCell(f"{value:g}", order=value), GridCell(str(number))))
        for number, value in enumerate(values)
    )


def test_that_a_table_is_sorted_by_numbers_and_what_is_none_comes_last(shown):
    table = shown(RecordTable())
    table.set_table(COLUMNS, rows(0.1, 10, math.nan, 2))
    assert table.keys() == (0, 1, 2, 3)
    table.sort_by("rate")
    assert table.keys() == (0, 3, 1, 2)


def test_that_the_chosen_row_stays_while_others_come_and_none_is_told(shown, qtbot):
    table = shown(RecordTable())
    table.set_table(COLUMNS, rows(0.1, 10))
    table.sort_by("rate", descends=True)
    table.set_chosen((0,))
    with qtbot.assertNotEmitted(table.row_chosen):
        table.set_table(COLUMNS, rows(0.1, 10, 5))
        assert table.keys() == (1, 2, 0)
        assert table.chosen() == 0
        table.set_table(COLUMNS, rows(0.1))
    assert table.chosen() == 0
    table.set_table((), ())
    assert table.chosen() is None


def test_that_a_row_is_chosen_by_a_click_and_by_an_arrow_key(shown, qtbot):
    table = shown(RecordTable())
    table.set_table(COLUMNS, rows(0.1, 10))
    index = table.model().index(0, 0)
    with qtbot.waitSignal(table.row_chosen) as asked:
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(index).center())
    assert asked.args == [0]
    table.setFocus()
    with qtbot.waitSignal(table.row_chosen) as asked:
        QTest.keyClick(table, Qt.Key.Key_Down)
    assert asked.args == [1]


# -- chips, bars, progress ---------------------------------------------------------------------------------


def test_that_chips_ask_and_show_only_what_they_are_given(shown, qtbot):
    chips = shown(Chips(), 120, 80)
    chips.set_options([(word, word, "") for word in ("one", "two", "three", "four")])
    chips.set_values(("two",))
    one = chips.findChild(QPushButton, "chip_one")
    with qtbot.waitSignal(chips.values_chosen) as asked:
        one.click()
    assert asked.args == [("one", "two")]
    assert not one.isChecked()
    chips.set_values(("one", "two"))
    assert one.isChecked()
    assert chips.findChild(QPushButton, "chip_four").y() > one.y()  # in the second line
    assert chips.heightForWidth(120) > chips.heightForWidth(600)


def test_that_bars_are_read_by_folds(shown, qtbot):
    bars = shown(FoldBars())
    readings = tuple((("fold", str(number)),) for number in (1, 2, 3))
    bars.set_scores(
        FoldScores(np.array([1.0, 0.5, math.nan]), np.array([1.0, 1.0, math.nan]), mean=0.75, spread=0.3,
                   mean_text="75%", readings=readings)
    )  # fmt: skip
    with qtbot.waitSignal(bars.fold_pointed) as pointed:
        QTest.mouseMove(bars, bars._room(1).center().toPoint())
    assert pointed.args == [1]
    assert bars._y(1.0) < bars._y(0.5) < bars._axes.area.bottom()
    bars.set_scores(FoldScores())
    assert bars._pointed is None
    bars.grab()


def test_that_a_run_card_offers_run_stop_and_go_on(shown, qtbot):
    card = shown(RunCard("some"))
    button = card.findChild(QPushButton, "some_start_button")
    with qtbot.waitSignal(card.start_requested):
        button.click()
    assert button.text() == "Run"  # until it is told
    card.set_running(True)
    with qtbot.waitSignal(card.stop_requested):
        button.click()
    card.set_running(False, goes_on=True)
    assert button.text() == "Go on"
    card.set_running(False, can_start=False)
    assert not button.isEnabled()
    card.set_progress("3 of 4", 0.75)
    assert card.findChild(ProgressLine).share() == 0.75


def test_that_a_line_of_progress_fills(shown):
    line = shown(ProgressLine(), 100, 4)
    ink = theme.current().ink.lower()
    line.set_share(0.5)
    image = line.grab().toImage()
    assert image.pixelColor(20, 2).name() == ink
    assert image.pixelColor(80, 2).name() != ink
