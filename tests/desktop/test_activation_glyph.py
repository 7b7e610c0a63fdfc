import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.activation_glyph import (
    ActivationGlyph,
    paint_activation,
    unit_curve,
)

CURVES = ("linear", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "softplus", "gelu", "silu", "step")
NAMES = (*CURVES, "softmax")


def painted(name: str, size: int = 64) -> QImage:
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_activation(painter, QRectF(8, 8, size - 16, size - 16), name, themes.load("light"))
    painter.end()
    return image


@pytest.mark.parametrize("name", CURVES)
def test_that_a_curve_runs_from_left_to_right_and_fills_its_square(name):
    x, y = zip(*unit_curve(name), strict=True)
    assert (x[0], x[-1]) == (0.0, 1.0)
    assert list(x) == sorted(x)
    assert (min(y), max(y)) == (0.0, 1.0)


@pytest.mark.parametrize(
    "name", ["linear", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "softplus", "step"]
)
def test_that_a_rising_activation_rises(name):
    heights = [y for _, y in unit_curve(name)]
    assert heights == sorted(heights)


@pytest.mark.parametrize("name", ["gelu", "silu"])
def test_that_a_curve_with_a_dip_shows_it(name):
    heights = [y for _, y in unit_curve(name)]
    assert 0 < heights.index(0.0) < len(heights) / 2


def test_that_no_two_activations_look_alike(qapp):
    pictures = [painted(name) for name in NAMES]
    for i, picture in enumerate(pictures):
        assert all(picture != other for other in pictures[i + 1 :])


@pytest.mark.parametrize("name", NAMES)
def test_that_nothing_is_painted_outside_the_rectangle(qapp, name):
    image = painted(name)
    edge = [(x, y) for x in range(64) for y in range(64) if not (7 <= x < 57 and 7 <= y < 57)]
    assert all(image.pixelColor(x, y).alpha() == 0 for x, y in edge)


def test_that_an_unknown_activation_is_drawn_as_a_line(qapp):
    assert unit_curve("something else") == unit_curve("linear")


def test_that_the_same_activation_again_does_not_repaint(qtbot, count_paints):
    glyph = ActivationGlyph("tanh")
    qtbot.addWidget(glyph)
    glyph.show()
    qtbot.waitExposed(glyph)
    paints = count_paints(glyph)
    glyph.set_activation("tanh")
    qtbot.wait(30)
    assert paints() == 0
    glyph.set_activation("relu")
    qtbot.waitUntil(lambda: paints() == 1)
