"""What the pictures of segments and bits share: the colour of a lamp, one painted lamp, sized fonts."""

from functools import cache, lru_cache
from math import ceil, isfinite

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPen,
    QPolygonF,
)

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme

LIT = 0.5  # a level from here on counts as lit
HALO = 0.8  # reach of the glow beyond a segment / thickness of the segment
RING = 1.45  # diameter of the ring round a lit lamp / diameter of the lamp
STEPS = 64  # brightness steps between an unlit and a lit lamp


def blend(low: QColor, high: QColor, t: float) -> QColor:
    """Return the colour a share `t` in 0..1 of the way from `low` to `high`."""
    a, b = low.getRgb(), high.getRgb()
    return QColor(*(round(x + (y - x) * t) for x, y in zip(a[:3], b[:3], strict=True)))


@cache
def _lamp_scale(theme: Theme, off: str) -> list[QColor]:
    return [blend(themes.color(off), themes.color(theme.lamp), step / STEPS) for step in range(STEPS + 1)]


def _step(level: float) -> int:
    """Return the brightness step of `level`, never rounded up past the threshold; 0 if not finite."""
    return int(min(max(level, 0.0), 1.0) * STEPS) if isfinite(level) else 0


def brightness(levels: NDArray[np.floating]) -> NDArray[np.intp]:
    """Return the brightness step of each lamp, −1 where a level is not finite: equal steps look the same."""
    return np.where(np.isfinite(levels), STEPS * np.clip(levels, 0.0, 1.0), -1.0).astype(np.intp)


def is_lit(level: float) -> bool:
    """Return whether a lamp at `level` counts as lit; one that is not finite does not."""
    return level >= LIT and isfinite(level)


def lamp_color(level: float, theme: Theme) -> QColor:
    """Return the colour of a lamp at `level` in 0..1 (clipped), unlit if not finite. The colour is shared."""
    return _lamp_scale(theme, theme.off)[_step(level)]


def ink_on_lamp(level: float, theme: Theme) -> QColor:
    """Return the ink for a letter or mark on a lamp at `level`. The colour is shared."""
    return _lamp_inks(theme)[_step(level)]


@cache
def _lamp_inks(theme: Theme) -> list[QColor]:
    return [ink_on(color) for color in _lamp_scale(theme, theme.off)]


def ink_on(background: QColor) -> QColor:
    """Return white or near-black, whichever can be read on `background`."""
    red, green, blue = (channel**2.2 for channel in background.getRgbF()[:3])
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    # White is kept on the saturated lamp red of all themes, where letters are bold.
    return themes.color("#FFFFFF" if luminance < 0.34 else "#14161A")


@lru_cache(maxsize=256)
def sized_font(theme: Theme, role: str, size_px: int, bold: bool = False) -> QFont:
    """Return the theme's font of `role` at `size_px` pixels. The font is shared: do not change it."""
    font = theme.font(role, bold=bold)
    font.setPixelSize(max(size_px, 7))
    if role == "answer":
        font.unsetFeature(QFont.Tag("tnum"))  # "12" alone reads better close together
    return font


def transparent_image(width: float, height: float, ratio: float) -> QImage:
    """Return an empty image that covers `width` by `height` pixels at the device's pixel `ratio`.

    Kept pictures are images, not pixmaps: they may outlive the application object.
    """
    image = QImage(ceil(width * ratio), ceil(height * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    return image


@lru_cache(maxsize=64)
def bar_path(width: float, height: float) -> QPainterPath:
    """Return a bar with pointed, softened ends around the origin: the classic segment, without its edges."""
    thickness = min(width, height)
    soft = thickness * 0.16
    x, y = width / 2 - soft * 1.25, height / 2 - soft * 1.25
    half = thickness / 2 - soft
    if width >= height:
        points = [(-x, 0), (half - x, -half), (x - half, -half), (x, 0), (x - half, half), (half - x, half)]
    else:
        points = [(0, -y), (half, half - y), (half, y - half), (0, y), (-half, y - half), (-half, half - y)]
    core = QPainterPath()
    core.addPolygon(QPolygonF([QPointF(*point) for point in points]))
    core.closeSubpath()
    stroker = QPainterPathStroker()
    stroker.setWidth(2 * soft)
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return core.united(stroker.createStroke(core)).simplified()


@lru_cache(maxsize=64)
def bar_halo(width: float, height: float, color: str, strength: float, ratio: float) -> QImage:
    """Return the glow of a bar, `width` by `height` pixels, fading out over the reach of the halo."""
    thickness = min(width, height)
    reach = thickness * HALO
    columns = np.arange(0.5, (width + 2 * reach) * ratio) / ratio - width / 2 - reach
    rows = np.arange(0.5, (height + 2 * reach) * ratio) / ratio - height / 2 - reach
    along_x, along_y = (width - thickness) / 2, (height - thickness) / 2
    dx = np.maximum(np.abs(columns) - along_x, 0.0)
    dy = np.maximum(np.abs(rows) - along_y, 0.0)
    distance = np.hypot(dx[None, :], dy[:, None]) - thickness / 2
    alpha = strength * np.clip(1.0 - distance / reach, 0.0, 1.0) ** 2
    tone = themes.color(color)
    bgra = np.array([tone.blue(), tone.green(), tone.red(), 255], dtype=np.float64)
    pixels = np.ascontiguousarray(np.rint(alpha[..., None] * bgra).astype(np.uint8))
    high, wide = alpha.shape
    image = QImage(pixels.data, wide, high, 4 * wide, QImage.Format.Format_ARGB32_Premultiplied).copy()
    image.setDevicePixelRatio(ratio)
    return image


class LampPainter:
    """Draws round lamps of one size: a ring from 0.5 on, a dashed rim where the level is not finite.

    Make one for a paint event. `ratio` is the device's pixel ratio; `off` the colour '#RRGGBB' of an unlit
    lamp if it is not the theme's. The pictures of the lamps are kept, because copying is faster than drawing.
    """

    def __init__(
        self, painter: QPainter, diameter: float, theme: Theme, ratio: float, off: str | None = None
    ) -> None:
        self._painter = painter
        self._theme = theme
        self._radius = round(diameter * 4) / 8
        self._ratio = ratio
        self._off = off or theme.off
        self._images = _lamp_images(self._radius, self._off, theme, ratio)
        self._half = ceil(2 * self._radius * RING * ratio + 2) / ratio / 2

    def draw(self, x: float, y: float, level: float) -> None:
        """Draw a lamp of brightness `level` in 0..1 (clipped) centred at `x`, `y`."""
        step = _step(level)
        image = self._images.get(step)
        if image is None:
            image = self._images[step] = self._image(step)
        self._painter.drawImage(QPointF(x - self._half, y - self._half), image)
        if not isfinite(level):
            self._painter.setPen(
                QPen(themes.color(self._theme.muted), self._theme.stroke, Qt.PenStyle.DashLine)
            )
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawEllipse(QPointF(x, y), self._radius, self._radius)

    def _image(self, step: int) -> QImage:
        image = transparent_image(2 * self._half, 2 * self._half, self._ratio)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        centre = QPointF(self._half, self._half)
        if step >= LIT * STEPS:
            painter.setBrush(themes.color(self._theme.lamp_halo))
            painter.drawEllipse(centre, self._radius * RING, self._radius * RING)
        painter.setBrush(_lamp_scale(self._theme, self._off)[step])
        painter.drawEllipse(centre, self._radius, self._radius)
        painter.end()
        return image


@lru_cache(maxsize=64)
def _lamp_images(radius: float, off: str, theme: Theme, ratio: float) -> dict[int, QImage]:
    """Return the pictures drawn so far of lamps of one look, by brightness step."""
    return {}
