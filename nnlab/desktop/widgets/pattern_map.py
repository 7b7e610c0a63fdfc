"""The map of all patterns: what the network answers to each of the 128 pictures of seven segments, taught or not."""

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.followed_look import FollowsLook
from nnlab.desktop.widgets.parts.lamps import sized_font, transparent_image
from nnlab.desktop.widgets.parts.map_layout import (
    MARGIN_PX,
    MapLayout,
    map_layout,
    neighbour,
    pattern_bits,
    pattern_name,
)
from nnlab.desktop.widgets.parts.masks import Mask, cut_cells, mask_of, to_image
from nnlab.desktop.widgets.parts.segment_shape import LETTERS, paint_segments
from nnlab.desktop.words.numbers import INFINITY, format_fixed

_NUMBERS_FROM_PX = 15.0  # size of a cell that can hold a number
_UNKNOWN = -2  # stands for the answer of a cell whose certainty is not finite
_LINE = 1.4  # height of a line of text / its size
_ANY_HEIGHT = 10_000.0
_FULL_INK = 0.72  # ink of a certain answer, as a share from unlit to the theme's ink
_FULL_SHADE = 255  # steps of certainty that differ in colour
_DOUBTFUL = 0.3  # certainty below which a number may be written in muted ink
_LEAST_CONTRAST = 4.5  # of a number on its cell, as WCAG 2 asks of small type


class PatternMap(painting.KeyboardFocus, FollowsLook, QWidget):
    """One cell per input pattern: the darker, the more certain the answer; taught patterns are outlined.

    The pattern `index` has segment a as its highest bit: 127 is the digit 8. Cells of 16 pixels and more
    hold the answered number. A line beneath reads the cell under the cursor; click and arrows ask for a cell.
    """

    pattern_clicked = Signal(object)  # int

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        painting.make_opaque(self)
        self._rows, self._columns = 8, 16
        self._taught: dict[int, str] = {}
        self._answers = np.full(128, -1)
        self._certainty = np.zeros(128)
        self._current: int | None = None
        self._hovered: int | None = None
        self._cells: tuple[object, QImage] | None = None  # the painted cells
        self._stale = True  # the painted cells show older answers
        self._numbers: tuple[MapLayout, NDArray[np.integer], Mask] | None = None
        self._still: tuple[object, QImage] | None = None  # what does not change while training
        self.setObjectName("pattern_map")
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.retranslate()

    # Values in

    def set_shape(self, rows: int, columns: int) -> None:
        """Show `rows` by `columns` patterns; everything known about the old ones is forgotten."""
        if (rows, columns) == (self._rows, self._columns):
            return
        self._rows, self._columns = rows, columns
        self._answers, self._certainty = np.full(rows * columns, -1), np.zeros(rows * columns)
        self._taught, self._current, self._hovered, self._stale = {}, None, None, True
        self._still = None
        self.retranslate()
        self.updateGeometry()
        self.update()

    def set_patterns(self, taught: dict[int, str]) -> None:
        """Outline the patterns that are keys of `taught`; the values are the labels they were taught."""
        if taught != self._taught:
            self._taught, self._still = dict(taught), None
            self._describe_current()
            self.update()

    def set_answers(self, answers: NDArray[np.integer], certainty: NDArray[np.floating]) -> None:
        """Show the answered number of every pattern and its certainty 0..1, both (rows · columns,).

        An answer below zero is none; a certainty that is not finite is shown as '∞'.
        """
        if answers.shape != self._answers.shape or certainty.shape != self._answers.shape:
            raise ValueError(
                f"{self._answers.size} patterns, answers {answers.shape}, certainty {certainty.shape}"
            )
        same = np.array_equal(answers, self._answers)
        if same and np.array_equal(certainty, self._certainty, equal_nan=True):
            return
        self._answers, self._certainty = np.array(answers), np.array(certainty, dtype=np.float64)
        self._stale = True
        if not same:
            self._describe_current()
        self.update()

    def set_current(self, index: int | None) -> None:
        """Ring the pattern `index`, or none."""
        if index != self._current:
            self._current = index
            self._describe_current()
            self.update()

    def retranslate(self) -> None:
        """Set every text of the widget in the language in force."""
        count = self._rows * self._columns
        self.setAccessibleName(self.tr("answers to all {count} patterns").format(count=count))
        self.setToolTip(self.tr("Each cell is one input pattern: the darker, the more certain the answer"))
        self._legend = self.tr("outlined: the patterns it is taught")
        self._plain = self.tr("{pattern} → {answer} · certainty {certainty}")
        self._learned = self.tr("{pattern} → {answer} · certainty {certainty} · taught {label}")
        self._blank = self.tr("blank")
        self._still = None
        self._describe_current()
        self.update()

    def _describe_current(self) -> None:
        self.setAccessibleDescription("" if self._current is None else self._readout(self._current)[0])

    def _readout(self, index: int) -> list[str]:
        """Return what is known about a pattern, in full and, if that may be too long, in short."""
        answer, certainty = int(self._answers[index]), float(self._certainty[index])
        facts = {
            "pattern": pattern_name(index, self._answers.size) or self._blank,
            "answer": str(answer) if answer >= 0 else "—",
            "certainty": format_fixed(certainty, 2) if np.isfinite(certainty) else INFINITY,
        }
        plain = self._plain.format(**facts)
        if index in self._taught:
            return [self._learned.format(**facts, label=self._taught[index]), plain]
        return [plain]

    # Gestures

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and self._hovered is not None:
            return True  # the line beneath the map says more, and cells stay uncovered
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hovered = self._layout().index_at(event.position())
        if hovered != self._hovered:
            self._hovered = hovered
            if hovered is None:
                self.unsetCursor()
            else:
                self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self._layout().index_at(event.position())
        if event.button() != Qt.MouseButton.LeftButton or index is None:
            event.ignore()
            return
        self.pattern_clicked.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key not in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right):
            super().keyPressEvent(event)
            return
        self._brought_by_keyboard = True
        goal = 0 if self._current is None else neighbour(self._current, key, self._rows, self._columns)
        if goal != self._current:
            self.pattern_clicked.emit(goal)

    # Painting

    def sizeHint(self) -> QSize:
        line = 1.9 * themes.current().caption_px
        return QSize(round(13.5 * self._columns) + 4, round(13.5 * self._rows + 4 + line))

    def minimumSizeHint(self) -> QSize:
        line = 1.9 * themes.current().caption_px
        return QSize(7 * self._columns + 4, round(7 * self._rows + 4 + line))

    def _layout(self) -> MapLayout:
        height = self.height() - 1.9 * themes.current().caption_px
        return map_layout(self.width(), height, self._rows, self._columns, self.devicePixelRatioF())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, layout = themes.current(), self._layout()
        painter = painting.begin_opaque(self, event)
        painter.drawImage(QPointF(0, 0), self._cells_image(layout, theme))
        painter.drawImage(QPointF(0, 0), self._still_image(layout, theme))
        self._paint_rings(painter, layout, theme)
        if self._hovered is not None:
            self._paint_readout(painter, layout, theme)

    def _cells_image(self, layout: MapLayout, theme: Theme) -> QImage:
        """Return the cells in their ink, with their numbers where they are large enough."""
        key = (layout, theme.name)
        if self._cells is not None and self._cells[0] == key and not self._stale:
            return self._cells[1]
        certainty = np.clip(np.where(np.isnan(self._certainty), 0.0, self._certainty), 0.0, 1.0)
        shades = np.rint(certainty * _FULL_SHADE).astype(np.intp).reshape(layout.rows, layout.columns)
        tones, inks = _shades(theme.name)
        rows, columns = _cells_of_pixels(layout)
        image = to_image(cut_cells(shades, rows, columns, tones, _squares(layout)), layout.ratio)
        if layout.side >= _NUMBERS_FROM_PX:
            numbers = cut_cells(shades, rows, columns, inks, self._numbers_mask(layout))
            painter = QPainter(image)
            painter.drawImage(QPointF(0, 0), to_image(numbers, layout.ratio))
            painter.end()
        self._cells, self._stale = (key, image), False
        return image

    def _numbers_mask(self, layout: MapLayout) -> Mask:
        """Return the shapes of all cells' numbers. Answers change more rarely than certainties."""
        known = np.isfinite(self._certainty)
        numbers = np.where(known, self._answers, _UNKNOWN)
        if (
            self._numbers is None
            or self._numbers[0] != layout
            or not np.array_equal(numbers, self._numbers[1])
        ):
            image = transparent_image(*layout.size, layout.ratio)
            painter = QPainter(image)
            for index, number in enumerate(numbers.tolist()):
                if number >= 0 or number == _UNKNOWN:
                    text = INFINITY if number == _UNKNOWN else str(number)
                    painter.drawImage(layout.cell(index).topLeft(), _number(text, layout.side, layout.ratio))
            painter.end()
            self._numbers = (layout, numbers, mask_of(image))
        return self._numbers[2]

    def _still_image(self, layout: MapLayout, theme: Theme) -> QImage:
        """Return the outlines of the taught patterns and, while no cell is read, what they mean."""
        key = (layout, self.height(), theme.name, self._hovered is None)
        if self._still is None or self._still[0] != key:
            image = transparent_image(self.width(), self.height(), layout.ratio)
            painter = QPainter(image)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(themes.color(theme.lamp), 1.5 * theme.stroke))
            for index in self._taught:
                painter.drawRoundedRect(layout.cell(index), _radius(layout), _radius(layout))
            if self._taught and self._hovered is None:
                painter.setPen(themes.color(theme.muted))
                _write_fitting(painter, self._text_place(layout, theme), [self._legend], theme)
            painter.end()
            self._still = (key, image)
        return self._still[1]

    def _paint_rings(self, painter: QPainter, layout: MapLayout, theme: Theme) -> None:
        """Ring the pattern under the mouse and the current one."""
        radius = _radius(layout) + 1
        by_keyboard = self.focus_shown
        current = 0 if self._current is None and by_keyboard else self._current
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for index, tone, width in (
            (self._hovered, theme.muted, 1.5),
            (current, theme.ink, 2.5 if by_keyboard else 1.8),
        ):
            if index is not None:
                painter.setPen(QPen(themes.color(tone), width * theme.stroke))
                painter.drawRoundedRect(layout.cell(index).adjusted(-1.5, -1.5, 1.5, 1.5), radius, radius)

    def _paint_readout(self, painter: QPainter, layout: MapLayout, theme: Theme) -> None:
        """Write what the cell under the cursor says."""
        place = self._text_place(layout, theme)
        bits = np.array(pattern_bits(self._hovered, self._answers.size), dtype=np.float64)
        if bits.size == len(LETTERS):
            height = _LINE * theme.caption_px
            paint_segments(painter, QRectF(MARGIN_PX, place.top(), 0.6 * height, height), bits, theme)
            place.setLeft(0.6 * height + 10)
        painter.setPen(themes.color(theme.ink))
        _write_fitting(painter, place, self._readout(self._hovered), theme)

    def _text_place(self, layout: MapLayout, theme: Theme) -> QRectF:
        """Return the room for text beneath the map: one line, or as many as the map leaves."""
        line = _LINE * theme.caption_px
        top = min(layout.size[1] + 0.7 * theme.caption_px, self.height() - line)
        return QRectF(MARGIN_PX, top, self.width() - MARGIN_PX, self.height() - top)


def _write_fitting(painter: QPainter, place: QRectF, texts: list[str], theme: Theme) -> None:
    """Write the first of `texts` that fits into `place`, wrapped if need be; the last one cut if none does."""
    font, metrics = painting.typeface(theme, "caption")
    painter.setFont(font)
    wrapped = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)
    for text in texts:
        room = metrics.boundingRect(QRectF(0, 0, place.width(), _ANY_HEIGHT), wrapped, text)
        if room.width() <= place.width() and room.height() <= place.height():
            painter.drawText(place, wrapped, text)
            return
    text = metrics.elidedText(texts[-1], Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignLeft, text)


def _radius(layout: MapLayout) -> float:
    return min(0.25 * layout.side, 4.0)


@lru_cache(maxsize=8)
def _shades(theme_name: str) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Return 0xFFRRGGBB of cells from no certainty to full one, and of numbers that can be read on them."""
    theme = themes.load(theme_name)
    off, ink = (np.array(themes.color(name).getRgb()[:3]) for name in (theme.off, theme.ink))
    certainty = np.linspace(0.0, 1.0, _FULL_SHADE + 1)
    tones = np.rint(off + (ink - off) * _FULL_INK * certainty[:, None])
    inks = _readable_inks(_luminance(tones), certainty, theme)
    red, green, blue = tones.astype(np.uint32).T
    return 0xFF000000 | red << 16 | green << 8 | blue, inks


def _readable_inks(
    grounds: NDArray[np.float64], certainty: NDArray[np.float64], theme: Theme
) -> NDArray[np.uint32]:
    """Return white or black, whichever stands out more from each ground; one of them always does well enough."""
    inks = np.where(1.05 / (grounds + 0.05) > (grounds + 0.05) / 0.05, _packed("#FFFFFF"), _packed("#000000"))
    muted = _luminance(np.array(themes.color(theme.muted).getRgb()[:3]))
    contrast = (np.maximum(grounds, muted) + 0.05) / (np.minimum(grounds, muted) + 0.05)
    # A doubtful answer does not shout.
    inks[(certainty < _DOUBTFUL) & (contrast >= _LEAST_CONTRAST)] = _packed(theme.muted)
    return inks


def _luminance(rgb: NDArray[np.number]) -> NDArray[np.float64]:
    """Return the relative luminance, 0 to 1, of sRGB colours (…, 3) from 0 to 255, as WCAG 2 defines it."""
    share = rgb / 255.0
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def _packed(name: str) -> np.uint32:
    return np.uint32(themes.color(name).rgb())


@lru_cache(maxsize=8)
def _cells_of_pixels(layout: MapLayout) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the row of cells of every device pixel from top to bottom, and the column from left to right."""
    half_gap = (layout.pitch - layout.side) / 2

    def cells(pixels: int, count: int) -> NDArray[np.intp]:
        places = (np.arange(0.5, pixels) / layout.ratio - MARGIN_PX + half_gap) // layout.pitch
        return np.clip(places, 0, count - 1).astype(np.intp)

    width, height = (math.ceil(side * layout.ratio) for side in layout.size)
    return cells(height, layout.rows), cells(width, layout.columns)


@lru_cache(maxsize=8)
def _squares(layout: MapLayout) -> Mask:
    """Return the rounded squares of all cells."""
    image = transparent_image(*layout.size, layout.ratio)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.GlobalColor.black)
    for index in range(layout.rows * layout.columns):
        painter.drawRoundedRect(layout.cell(index), _radius(layout), _radius(layout))
    painter.end()
    return mask_of(image)


@lru_cache(maxsize=256)
def _number(text: str, side: float, ratio: float) -> QImage:
    """Return `text` in black in the middle of a cell."""
    image = transparent_image(side, side, ratio)
    painter = QPainter(image)
    painter.setFont(sized_font(themes.current(), "caption", round(0.56 * side), bold=True))
    painter.drawText(QRectF(0, 0, side, side), Qt.AlignmentFlag.AlignCenter, text)
    painter.end()
    return image


def _sample() -> QWidget:
    generator = np.random.default_rng(4)
    shown = PatternMap()
    taught = (126, 48, 109, 121, 51, 91, 31, 112, 127, 115)
    shown.set_patterns({pattern: str(digit) for digit, pattern in enumerate(taught)})
    certainty = generator.random(128)
    certainty[list(taught)] = 0.98
    shown.set_answers(generator.integers(0, 16, 128), certainty)
    shown.set_current(91)
    shown.pattern_clicked.connect(shown.set_current)
    return shown


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
