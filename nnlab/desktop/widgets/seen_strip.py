"""What a network sees of a drawing, step by step: cropped, scaled to 20 × 20, centred in 28 × 28."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import ink, painting
from nnlab.desktop.widgets.parts.clicked_by_return import ClickedByReturn
from nnlab.desktop.widgets.parts.followed_look import FollowsLook

STEPS = ("crop", "scale", "centre")

_TILES_PX = {"crop": 46, "scale": 46, "centre": 60}
_INNER_PX = {"crop": 40, "scale": 40, "centre": 56}  # twice 20 and 28 pixels
_CHEVRON_PX = 27.0  # from tile to tile
_GAP_PX = 6  # to the line of words
_FAINT = 0.3  # opacity of a picture whose step is off
_DOT = "  ·  "

Pixels = NDArray[np.uint8]


class SeenStrip(FollowsLook, QWidget):
    """Three small pictures with arrows between them, and a line that names the steps.

    A click on a picture or its name, or Space where the keyboard is, asks to switch its step off or on. A step that is
    off is struck through, its frame is dashed, and it says so.
    """

    step_clicked = Signal(object)  # one of STEPS

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        painting.make_opaque(self)
        self._tiles = {step: _StepTile(step, self) for step in STEPS}
        for step, tile in self._tiles.items():
            tile.clicked.connect(lambda _checked=False, step=step: self.step_clicked.emit(step))
        self.setObjectName("seen_strip")
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._place_tiles()
        self.retranslate()

    def set_pictures(self, cropped: Pixels | None, scaled: Pixels | None, final: Pixels | None) -> None:
        """Show uint8 pictures (h, w) of any size, 0 ground to 255 ink; None leaves an empty frame."""
        for step, pixels in zip(STEPS, (cropped, scaled, final), strict=True):
            self._tiles[step].set_pixels(pixels)

    def set_steps(self, crop: bool, scale: bool, centre: bool) -> None:
        """Show which steps are taken."""
        steps = dict(zip(STEPS, (crop, scale, centre), strict=True))
        if steps != {step: tile.is_on for step, tile in self._tiles.items()}:
            for step, tile in self._tiles.items():
                tile.set_on(steps[step])
            self.retranslate()

    def retranslate(self) -> None:
        """Set every text of the widget in the language in force."""
        self.setAccessibleName(self.tr("What the network sees"))
        self.setToolTip(self.tr("The way of a drawing into the network. Click a step to leave it out."))
        why = {
            "crop": self.tr("Crop: only the rectangle around the ink counts, wherever on the pad it lies."),
            "scale": self.tr(
                "Scale to 20 × 20: the longer side becomes 20 pixels, as in MNIST, so that large and small "
                "digits look alike."
            ),
            "centre": self.tr(
                "Centre in 28 × 28: the centre of mass comes to the middle of the picture, as in MNIST. "
                "This is what the network gets."
            ),
        }
        for step, tile in self._tiles.items():
            ask = (
                self.tr("Click to leave this step out.")
                if tile.is_on
                else self.tr("Left out. Click to take it.")
            )
            state = self.tr("on") if tile.is_on else self.tr("off")
            tile.setAccessibleName(f"{self._words()[step]}: {state}")
            tile.setToolTip(f"{why[step]} {ask}")
            tile.set_off_word(self.tr("off"))
        self.updateGeometry()
        self.update()

    def _words(self) -> dict[str, str]:
        return {"crop": self.tr("crop"), "scale": "20 × 20", "centre": self.tr("centred in 28 × 28")}

    # Layout

    def sizeHint(self) -> QSize:
        theme = themes.current()
        tiles = sum(_TILES_PX.values()) + _CHEVRON_PX * (len(STEPS) - 1)
        words = painting.advance(theme, "caption", _DOT.join(self._words().values()))
        return QSize(round(max(tiles, words + 1)), max(_TILES_PX.values()) + _GAP_PX + _line_height(theme))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _place_tiles(self) -> None:
        left, tallest = 0.0, max(_TILES_PX.values())
        for step, tile in self._tiles.items():
            side = _TILES_PX[step]
            tile.setGeometry(round(left), (tallest - side) // 2, side, side)
            left += side + _CHEVRON_PX

    # Gestures: the tiles have their own

    def _step_at(self, place: QPointF) -> str | None:
        """Return the step whose name lies under `place`."""
        if place.y() < max(_TILES_PX.values()):
            return None
        spans = self._spans(QFontMetricsF(themes.current().font("caption")))
        return next((step for step, left, right in spans if left <= place.x() <= right), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        step = self._step_at(event.position())
        if step is None or event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
        else:
            self.step_clicked.emit(step)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._step_at(event.position()) is None:
            self.unsetCursor()
        else:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = painting.begin_opaque(self, event)
        middle = max(_TILES_PX.values()) / 2
        for step in STEPS[:-1]:
            _paint_chevron(
                painter, QPointF(self._tiles[step].geometry().right() + 1 + _CHEVRON_PX / 2, middle), theme
            )
        self._paint_words(painter, theme)
        painter.end()

    def _paint_words(self, painter: QPainter, theme: Theme) -> None:
        font = theme.font("caption")
        struck = QFont(font)
        struck.setStrikeOut(True)
        metrics = QFontMetricsF(font)
        baseline, words = max(_TILES_PX.values()) + _GAP_PX + metrics.ascent(), self._words()
        for step, left, right in self._spans(metrics):
            painter.setFont(font if self._tiles[step].is_on else struck)
            painter.setPen(themes.color(theme.muted))
            painter.drawText(QPointF(left, baseline), words[step])
            if step != STEPS[-1]:
                painter.setFont(font)
                painter.setPen(themes.color(theme.faint))
                painter.drawText(QPointF(right, baseline), _DOT)

    def _spans(self, metrics: QFontMetricsF) -> list[tuple[str, float, float]]:
        """Return from where to where the name of each step is written."""
        spans, left = [], 0.0
        for step, word in self._words().items():
            right = left + metrics.horizontalAdvance(word)
            spans.append((step, left, right))
            left = right + metrics.horizontalAdvance(_DOT)
        return spans


class _StepTile(painting.KeyboardFocus, ClickedByReturn, QAbstractButton):
    """The picture after one step, as a button that stays as it was set."""

    def __init__(self, step: str, parent: QWidget) -> None:
        super().__init__(parent)
        painting.make_opaque(self)
        self._inner_px = _INNER_PX[step]
        # The last picture goes into the network, whatever was done to it.
        self._opacity_off = 1.0 if step == STEPS[-1] else _FAINT
        self._pixels: Pixels | None = None
        self._off_word = ""
        self.is_on = True
        self.setObjectName(f"step_{step}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_pixels(self, pixels: Pixels | None) -> None:
        if pixels is None and self._pixels is None:
            return
        self._pixels = None if pixels is None or not pixels.size else pixels.copy()
        self.update()

    def set_on(self, on: bool) -> None:
        self.is_on = on
        self.update()

    def set_off_word(self, word: str) -> None:
        self._off_word = word
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, rect = themes.current(), QRectF(self.rect())
        painter = painting.begin_opaque(self, event)
        pointed = self.underMouse() or self.isDown()
        image = self._image(theme)
        if self.is_on:
            ink.paint_tile(painter, rect, image, theme.focus if pointed else theme.line, theme)
        else:
            painter.setOpacity(self._opacity_off)
            ink.paint_tile(painter, rect, image, theme.surface, theme)
            painter.setOpacity(1.0)
            self._paint_off(painter, rect, theme, pointed)
        if self.focus_shown:
            painting.focus_ring(painter, rect, ink.TILE_RADIUS, theme)
        painter.end()

    def _image(self, theme: Theme) -> QImage | None:
        if self._pixels is None:
            return None
        return ink.fitted(self._pixels, round(self._inner_px * self.devicePixelRatioF()), theme, smooth=False)

    def _paint_off(self, painter: QPainter, rect: QRectF, theme: Theme, pointed: bool) -> None:
        """Draw a dashed frame and, on a chip at its foot, that the step is off."""
        inset = theme.stroke / 2
        pen = QPen(themes.color(theme.ink if pointed else theme.faint), theme.stroke)
        pen.setDashPattern([3.0, 2.5])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), ink.TILE_RADIUS, ink.TILE_RADIUS)
        font = theme.font("caption", bold=True)
        metrics = QFontMetricsF(font)
        chip = QRectF(0, 0, metrics.horizontalAdvance(self._off_word) + 10, metrics.height() + 2)
        chip.moveCenter(QPointF(rect.center().x(), rect.bottom() - chip.height() / 2 - 2))
        painting.fill_round(painter, chip, chip.height() / 2, theme.surface)
        painter.setFont(font)
        painter.setPen(themes.color(theme.ink))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, self._off_word)


def _line_height(theme: Theme) -> int:
    return theme.caption_px + 6


def _paint_chevron(painter: QPainter, middle: QPointF, theme: Theme) -> None:
    pen = QPen(themes.color(theme.faint), 1.4 * theme.stroke)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    tip, reach = middle + QPointF(2, 0), 4.0
    painter.drawPolyline([tip + QPointF(-reach, -reach), tip, tip + QPointF(-reach, reach)])


def _sample() -> QWidget:
    strip = SeenStrip()
    y, x = np.mgrid[0:28, 0:28]
    ring = np.clip(255 - 90 * np.abs(np.hypot(x - 13.5, (y - 13.5) * 0.8) - 6), 0, 255).astype(np.uint8)
    strip.set_pictures(ring[4:24, 6:22], ring[4:24, 4:24], ring)
    steps = dict.fromkeys(STEPS, True)

    def switch(step: str) -> None:
        steps[step] = not steps[step]
        strip.set_steps(**steps)

    strip.step_clicked.connect(switch)
    return strip


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
