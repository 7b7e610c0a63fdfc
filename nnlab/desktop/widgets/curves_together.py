"""Many curves in one picture: all of them quiet, each with its name at its end, the one that is meant in ink."""

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QLineF, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts import plot_scale as scales
from nnlab.desktop.widgets.parts.default_texts import DefaultTexts
from nnlab.desktop.widgets.parts.followed_look import FollowsLook
from nnlab.desktop.widgets.parts.line_marks import draw_mark
from nnlab.desktop.widgets.parts.plot_axes import Axes, lay_out_axes, paint_axes
from nnlab.desktop.widgets.parts.together_layout import by_distance, nearest_curve, place_names
from nnlab.desktop.widgets.readout import Readout
from nnlab.desktop.words.numbers import format_number

if TYPE_CHECKING:
    from nnlab.desktop.widgets.parts.curve_canvas import CurveCanvas

_QUIET_PX, _STRONG_PX = 1.3, 2.2
_BLEED_PX = 4  # the sheet of the lines reaches over the plot area by this much
_LEAD_PX = 18.0  # between the end of the axis and the names
_REACH_PX = 14.0  # how far from a curve it is still pointed at
_CROSS_PX = 3.5
_LINE_SPACE_PX = 2.0  # between two names
_MOST_COLUMNS, _LEAST_COLUMNS = 12_000, 48  # of all curves together, and of each
_MARK_EVERY_PX = 96.0
_HIGH_FACTOR = 100.0  # over the lowest first value: what is farther up leaves the picture


class TogetherCurve(NamedTuple):
    """One curve: its key, its name, its points, and whether it broke off, which a cross at its end says.

    One that belongs to a kind has the kind's colour `ink`, '#RRGGBB', and the kind's mark `shape` along the line.
    """

    key: Hashable
    name: str
    x: NDArray[np.floating]
    y: NDArray[np.floating]
    broke_off: bool = False
    ink: str = ""
    shape: int = 0


class CurvesTogether(FollowsLook, QWidget):
    """Curves over one axis, a logarithmic one at first.

    Pointing at one or its name brings it to the front; a click asks for it.
    """

    curve_clicked = Signal(object)  # its key

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        painting.make_opaque(self)
        self._curves: tuple[TogetherCurve, ...] = ()
        self._chosen: Hashable = None
        self._beside: Hashable = None  # the one that it is compared with
        self._hovered: int | None = None
        self._is_read = False  # whether the mouse is on the curve in front, and not on a row elsewhere
        self._cursor_x = 0.0
        self._names = ("", "")
        self._note = ""
        self._log, self._percent = True, False
        self._axes: Axes
        self._lines: list[tuple[NDArray[np.float64], NDArray[np.float64]]] = []  # in pixels
        self._places: list[float | None] = []  # of the names
        self._canvas: CurveCanvas | None = None
        self._readout = Readout(self)
        self._texts = DefaultTexts(self)
        self.setObjectName("curves_together")
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._refresh()
        self.retranslate()

    # -- values ----------------------------------------------------------------------------------------

    def set_curves(self, curves: Sequence[TogetherCurve]) -> None:
        """Show `curves`; x ascends. Values that are not positive have no place."""
        self._curves = tuple(curves)
        if self._hovered is not None and self._hovered >= len(self._curves):
            self._hovered = None
        self._refresh()

    def set_chosen(self, key: Hashable, beside: Hashable = None) -> None:
        """Draw the curve of this key in ink, and that of `beside` as strongly in blue; None leaves them quiet."""
        if (key, beside) != (self._chosen, self._beside):
            self._chosen, self._beside = key, beside
            self._refresh()

    def chosen_inks(self) -> dict[Hashable, str]:
        """Return the colours of the chosen curve and of the one beside it, unless a kind gives them theirs."""
        theme = themes.current()
        places = (
            (self._key_place(self._chosen), self._chosen),
            (self._key_place(self._beside), self._beside),
        )
        return {
            key: self._ink(theme, index, in_front=True)
            for index, key in places
            if index is not None and not self._curves[index].ink
        }

    def set_axis_names(self, x: str, y: str) -> None:
        """Name the axes, for example 'epoch' and 'loss', as they are read with the cursor."""
        if (x, y) != self._names:
            self._names = (x, y)
            self._refresh()

    def set_scale(self, *, log: bool, percent: bool = False) -> None:
        """Use a logarithmic y axis, or a linear one. On the former zero stands at the foot.

        With `percent` the values 0–1 are written as 0–100 %.
        """
        if (log, percent) != (self._log, self._percent):
            self._log, self._percent = log, percent
            self._refresh()

    def set_front(self, key: Hashable) -> None:
        """Bring the curve of this key to the front, as if it were pointed at; None brings none."""
        self._is_read = False  # nobody points at one of its points
        self._hover(self._key_place(key))
        self._show_readout()

    def set_note(self, text: str) -> None:
        """Write `text`, a sentence that says why there is no curve, instead of everything; '' shows the curves."""
        if text != self._note:
            self._note = text
            self._refresh()

    def retranslate(self) -> None:
        """Set all texts again; a name or a tooltip that the owner gave stays."""
        self._texts.set(
            self.tr("Curves together"),
            self.tr("Point at a curve or its name to read it; click to choose it."),
        )

    def sizeHint(self) -> QSize:
        return QSize(420, 150)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 84)

    # -- places ----------------------------------------------------------------------------------------

    def _front(self) -> int | None:
        """Return the curve in front: the one pointed at, or the chosen one."""
        return self._key_place(self._chosen) if self._hovered is None else self._hovered

    def _key_place(self, key: Hashable) -> int | None:
        """Return which curve has this key."""
        return None if key is None else next((i for i, c in enumerate(self._curves) if c.key == key), None)

    def _strong(self) -> tuple[int, ...]:
        """Return the curves that are drawn strongly, the one on top first."""
        places = (self._front(), self._key_place(self._chosen), self._key_place(self._beside))
        compared = self._chosen is not None and self._beside is not None
        return tuple(dict.fromkeys(i for i in (places if compared else places[:1]) if i is not None))

    def _gutter(self, theme: Theme) -> float:
        widths = (painting.advance(theme, "caption", curve.name, bold=True) for curve in self._curves)
        return _LEAD_PX + max(widths, default=0.0)

    def _y_scale(self) -> scales.Scale:
        """Return the axis of the curves that go on, without what towers over all others."""
        lasting = [curve.y for curve in self._curves if not curve.broke_off and len(curve.y)]
        span = scales.extremes(lasting or [curve.y for curve in self._curves], positive=self._log)
        if self._percent:
            return scales.linear_scale((min(span[0], 1.0), 1.0) if span else (0.0, 1.0))
        if not self._log:
            firsts = [float(y[0]) for y in lasting if np.isfinite(y[0])]
            return scales.linear_scale(span and (span[0], min(span[1], 2 * max(firsts, default=span[1]))))
        zero = scales.has_zero(curve.y for curve in self._curves)
        if span is None:
            return scales.log_scale(None, zero=zero)
        firsts = [float(y[0]) for y in lasting if np.isfinite(y[0]) and y[0] > 0]
        low, high = span
        top = max(min(high, _HIGH_FACTOR * min(firsts, default=high)), low)
        return scales.log_scale((low, top), zero=zero)

    def _refresh(self) -> None:
        """Bring axes, lines, names and readout up to the present values, size and theme."""
        theme = themes.current()
        x = scales.horizontal_scale(scales.extremes(curve.x for curve in self._curves))
        size = (max(round(self.width() - self._gutter(theme)), 1), self.height())
        has_points = any(len(curve.x) for curve in self._curves)
        self._axes = lay_out_axes(size, x, self._y_scale(), theme, ("", ""), (), self._percent, has_points)
        # Two pixels for a column: eight curves of noise are many short strokes. Of very many each gets fewer.
        columns = max(2, round(self._axes.area.width() * self.devicePixelRatioF() / 2))
        columns = min(columns, max(_LEAST_COLUMNS, _MOST_COLUMNS // max(len(self._curves), 1)))
        self._lines = [
            self._axes.to_pixels(*scales.thin(curve.x, curve.y, columns)) for curve in self._curves
        ]
        self._place_names(theme)
        self._draw_lines(theme)
        self._show_readout()
        self.update()

    def _place_names(self, theme: Theme) -> None:
        """Find a place for every name; where there is not enough room, the one in front and those that lie alone do."""
        area, front = self._axes.area, self._front()
        known = [index for index in range(len(self._curves)) if self._end(index) is not None]
        downs = [end.y() for index in known if (end := self._end(index)) is not None]
        wanted = [min(max(down, area.top()), area.bottom()) for down in downs]
        order = by_distance(wanted, known.index(front) if front in known else 0)
        height = theme.caption_px + _LINE_SPACE_PX
        places_of = place_names([wanted[each] for each in order], height, 0.0, float(self.height()))
        places = dict(zip((known[each] for each in order), places_of, strict=True))
        self._places = [places.get(index) for index in range(len(self._curves))]

    def _end(self, index: int) -> QPointF | None:
        """Return the last point of a curve that has a place, in pixels."""
        across, down = self._lines[index]
        known = np.flatnonzero(np.isfinite(across) & np.isfinite(down))
        return QPointF(across[known[-1]], down[known[-1]]) if known.size else None

    def _draw_lines(self, theme: Theme) -> None:
        shows = any(len(across) > 1 for across, _down in self._lines) and not self._note
        if self._canvas is None:
            if not shows:
                return
            from nnlab.desktop.widgets.parts.curve_canvas import CurveCanvas

            self._canvas = CurveCanvas(self)
        self._canvas.setVisible(shows)
        bleed = _BLEED_PX
        self._canvas.setGeometry(self._axes.area.adjusted(-bleed, -bleed, bleed, bleed).toRect())
        origin, strong = self._canvas.pos(), self._strong()
        order = [*strong, *(i for i in range(len(self._lines)) if i not in strong)]  # the first lies on top
        points = [(self._lines[i][0] - origin.x(), self._lines[i][1] - origin.y()) for i in order]
        pens = [
            QPen(themes.color(self._ink(theme, i, i in strong)), self._width(theme, i in strong))
            for i in order
        ]
        self._canvas.set_curves(points, pens)

    def _ink(self, theme: Theme, index: int, in_front: bool) -> str:
        own = theme.ink if in_front else theme.faint
        if in_front and self._curves[index].key == self._beside and self._chosen is not None:
            own = theme.positive
        return self._curves[index].ink or own

    def _width(self, theme: Theme, in_front: bool) -> float:
        return (_STRONG_PX if in_front else _QUIET_PX) * theme.stroke

    # -- painting --------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = painting.begin_opaque(self, event)
        if self._note:
            painting.write_note(painter, self.rect(), self._note, theme)
            painter.end()
            return
        paint_axes(painter, self._axes, theme)
        strong = self._strong()
        for index in (*(i for i in range(len(self._curves)) if i not in strong), *reversed(strong)):
            self._draw_end(painter, theme, index, index in strong)
        painter.end()

    def _draw_end(self, painter: QPainter, theme: Theme, index: int, in_front: bool) -> None:
        """Draw what stands at the end of a curve: its name, what leads to it, and a cross where it broke off."""
        curve, place, end = self._curves[index], self._places[index], self._end(index)
        if end is None:
            return
        area = self._axes.area
        at = QPointF(end.x(), min(max(end.y(), area.top()), area.bottom()))
        ink = themes.color(self._ink(theme, index, in_front))
        left = area.right() + _LEAD_PX
        if place is not None:
            painter.setPen(QPen(themes.color(theme.muted if in_front else theme.line), theme.stroke))
            painter.drawPolyline(
                [at + QPointF(4, 0), QPointF(area.right() + 3, at.y()), QPointF(left - 4, place)]
            )
            font, metrics = painting.typeface(theme, "caption", bold=in_front)
            painter.setFont(font)
            painter.setPen(themes.color(theme.ink if in_front else theme.muted))
            painter.drawText(QPointF(left, round(place + metrics.capHeight() / 2)), curve.name)
        painter.setPen(QPen(ink, self._width(theme, in_front)))
        if curve.broke_off:
            arm = _CROSS_PX * theme.stroke**0.5
            for side in (-1, 1):
                painter.drawLine(QLineF(at.x() - arm, at.y() - side * arm, at.x() + arm, at.y() + side * arm))
        elif curve.ink:
            self._draw_marks(painter, theme, index, at)
        else:
            painter.setBrush(ink)
            painter.drawEllipse(at, 1.5, 1.5)

    def _draw_marks(self, painter: QPainter, theme: Theme, index: int, end: QPointF) -> None:
        """Draw the mark of a curve's kind at its end and here and there along it, so that colour is not needed."""
        curve, (across, down) = self._curves[index], self._lines[index]
        area = self._axes.area
        places = np.arange(area.left() + _MARK_EVERY_PX * (index % 7 + 1) / 8, end.x() - 12, _MARK_EVERY_PX)
        for at in np.searchsorted(across, places) if len(across) else ():
            if at < len(down) and np.isfinite(down[at]) and area.top() <= down[at] <= area.bottom():
                draw_mark(painter, QPointF(across[at], down[at]), curve.shape, curve.ink, theme)
        draw_mark(painter, end, curve.shape, curve.ink, theme)

    # -- reading ---------------------------------------------------------------------------------------

    def _curve_at(self, position: QPointF) -> int | None:
        if self._note:
            return None
        if position.x() >= self._axes.area.right() + _LEAD_PX / 2:
            height = painting.typeface(themes.current(), "caption")[1].height()
            near = [
                (abs(place - position.y()), index)
                for index, place in enumerate(self._places)
                if place is not None
            ]
            distance, index = min(near, default=(height, 0))
            return index if distance < height else None
        return nearest_curve(self._lines, position.x(), position.y(), _REACH_PX)

    def _point_at(self, index: int | None, x: float) -> None:
        self._cursor_x, self._is_read = x, True
        if index is None or index == self._hovered:
            self._show_readout()
        self._hover(index)

    def _hover(self, index: int | None) -> None:
        if index != self._hovered:
            self._hovered = index
            self.setCursor(Qt.CursorShape.ArrowCursor if index is None else Qt.CursorShape.PointingHandCursor)
            self._refresh()

    def _show_readout(self) -> None:
        curve = None if self._hovered is None else self._curves[self._hovered]
        if curve is None or not self._is_read or not len(curve.x):
            self._readout.hide()
            return
        area = self._axes.area
        x = self._axes.x.value((self._cursor_x - area.left()) / max(area.width(), 1.0))
        nearest = scales.nearest_index(curve.x, x)
        across, down = self._axes.to_pixels(curve.x[nearest : nearest + 1], curve.y[nearest : nearest + 1])
        y = min(max(float(np.nan_to_num(down[0])), area.top()), area.bottom())
        self._readout.show_at(
            QRect(round(float(across[0])), round(y), 1, 1),
            ("", curve.name),
            (self._names[0], format_number(float(curve.x[nearest]), 4, trim=True)),
            (self._names[1], self._y_text(float(curve.y[nearest]))),
        )

    def _y_text(self, value: float) -> str:
        if self._percent and np.isfinite(value):
            return self.tr("{number}%").format(number=format_number(value * 100))
        return format_number(value)

    # -- events ----------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and self._hovered is not None:
            return True  # the readout stands where the tooltip would
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self._curve_at(event.position()), event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self._curve_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and index is not None:
            self.curve_clicked.emit(self._curves[index].key)

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(None, 0.0)

    def hideEvent(self, event: QHideEvent) -> None:
        self._hovered = None
        self._readout.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._refresh()

    def _renew_look(self) -> None:
        self._refresh()


def _sample() -> QWidget:
    plot = CurvesTogether()
    epochs = np.arange(0.0, 101.0)
    plot.set_axis_names("epoch", "loss")
    plot.set_curves(
        [
            TogetherCurve("zeros", "Zeros", epochs, np.full(101, 2.6)),
            TogetherCurve("he", "He", epochs, 2.7 * np.exp(-epochs / 18) + 0.01),
            TogetherCurve("lecun", "LeCun", epochs, 2.7 * np.exp(-epochs / 16) + 0.012),
            TogetherCurve("large", "Too large", epochs[:9], 30.0 * np.exp(epochs[:9] / 4), True),
        ]
    )
    plot.set_chosen("he")
    plot.setMinimumSize(420, 160)
    return plot


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
