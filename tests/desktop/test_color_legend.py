import pytest
from PySide6.QtWidgets import QApplication

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.color_legend import ColorLegend


@pytest.fixture
def legend(qtbot):
    widget = ColorLegend()
    qtbot.addWidget(widget)
    widget.resize(226, 26)
    return widget


@pytest.mark.parametrize(
    ("limit", "captions"),
    [
        (3.33, ("−3.33", "0", "+3.33")),
        (0.3102, ("−0.310", "0", "+0.310")),
        (3.2e5, ("−3.20·10⁵", "0", "+3.20·10⁵")),
    ],
)
def test_that_the_ends_of_the_scale_are_named(legend, limit, captions):
    legend.set_limit(limit)
    assert legend.captions() == captions


@pytest.mark.parametrize("name", themes.THEME_NAMES)
def test_that_the_bar_runs_from_negative_over_zero_to_positive(legend, name):
    try:
        theme = themes.apply(QApplication.instance(), name)
        image = legend.grab().toImage()
    finally:
        themes.apply(QApplication.instance(), "light")
    for x, expected in ((3, theme.negative), (113, theme.zero), (222, theme.positive)):
        found, wanted = image.pixelColor(x, 3), themes.color(expected)
        for channel in ("red", "green", "blue"):
            assert getattr(found, channel)() == pytest.approx(getattr(wanted, channel)(), abs=8)


def test_that_a_legend_describes_itself(legend):
    assert legend.accessibleName() == "Colour scale"
    assert "zero is grey" in legend.toolTip()
