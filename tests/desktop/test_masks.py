"""Cells cut out with a mask: as Qt would have composed them."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from nnlab.desktop.widgets.parts.lamps import transparent_image
from nnlab.desktop.widgets.parts.masks import cut_cells, mask_of, to_image

COLORS = np.array([0xFFD22030, 0xFF2050D0, 0xFF101010, 0], dtype=np.uint32)


@pytest.fixture
def shape(qapp) -> QImage:
    image = transparent_image(24, 16, 1.0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.GlobalColor.black)
    for column in range(3):
        painter.drawRoundedRect(QRectF(8 * column + 0.5, 1.25, 6.5, 13), 3, 3)
    painter.end()
    return image


def test_that_cells_look_as_if_qt_had_cut_them_out(shape):
    cells = np.array([[0, 1, 2], [2, 3, 0]])
    rows, columns = np.repeat([0, 1], 8), np.repeat([0, 1, 2], 8)
    cut = to_image(cut_cells(cells, rows, columns, COLORS, mask_of(shape)), 1.0)

    expected = to_image(COLORS[cells].take(columns, axis=1).take(rows, axis=0), 1.0)
    painter = QPainter(expected)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    painter.drawImage(0, 0, shape)
    painter.end()
    difference = _channels(cut).astype(int) - _channels(expected)
    assert np.abs(difference).max() <= 255 / 31 / 2 + 1
    assert (np.abs(difference) > 1).mean() < 0.2
    assert len(np.unique(_channels(cut)[..., 3])) > 4


def test_that_an_image_outlives_the_pixels_it_was_made_of():
    pixels = np.full((3, 5), 0xFF112233, dtype=np.uint32)
    image = to_image(pixels, 2.0)
    pixels[...] = 0
    assert image.pixel(4, 2) == 0xFF112233
    assert (image.width(), image.height(), image.devicePixelRatio()) == (5, 3, 2.0)


def _channels(image: QImage) -> np.ndarray:
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
