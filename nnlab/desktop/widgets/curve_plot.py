"""Loss and accuracy over time: ink lines over hairlines, read with the cursor."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QLineF, QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts import plot_scale as scales
from nnlab.desktop.widgets.parts.default_texts import DefaultTexts
from nnlab.desktop.widgets.parts.followed_look import FollowsLook
from nnlab.desktop.widgets.parts.plot_axes import Axes, draw_axes, lay_out_axes, paint_axes
from nnlab.desktop.widgets.readout import Readout
from nnlab.desktop.words.numbers import format_count, format_number

if TYPE_CHECKING:
    from nnlab.desktop.widgets.parts.curve_canvas import CurveCanvas

Curve = tuple[NDArray[np.floating], NDArray[np.floating]]

_LINE_PX = 1.6
_BEHIND_PX = 1.0
_PREPARE_AFTER_MS = 50
_DOT_RADIUS_PX = 4.0
_MOST_READ_BEHIND = 3
_MOST_COUNTED = 1e15  # beyond it, a whole number is written as a power of ten
_BLEED_PX = 4  # the sheet of the lines reaches over the plot area by this much


class CurvePlot(FollowsLook, QWidget):
    """Curves over one x axis; the first is ink, the others grey, those behind thin and grey.

    A gap stands for a y that is not finite; a point whose x has no place on any axis is left out.
    """

    axes_changed = Signal()  # what `across` returns

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        painting.make_opaque(self)
        self._given: dict[str, Curve] = {}
        self._curves: dict[str, Curve] = {}  # what of them has a place on the axis
        self._given_behind: dict[str, Curve] = {}
        self._behind: dict[str, Curve] = {}
        self._log = False
        self._percent = False
        self._names = ("", "")
        self._marks: tuple[tuple[float, str], ...] = ()
        self._fixed_range: tuple[float, float] | None = None
        self._note = ""
        self._axes: Axes
        self._axes_key: tuple[object, ...] = ()
        self._background: QPixmap | None = None
        self._canvas: CurveCanvas | None = None
        self._preparation = QTimer(self)
        self._preparation.setSingleShot(True)
        self._preparation.setInterval(_PREPARE_AFTER_MS)
        self._preparation.timeout.connect(self.prepare)
        self._cursor_x: float | None = None
        self._readout = Readout(self)
        self._texts = DefaultTexts(self)
        self.setObjectName("curve_plot")
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._lay_out()
        self.retranslate()

    def set_curves(self, curves: Mapping[str, Curve]) -> None:
        """Show `curves`, name to (x, y) of equal length; x ascends. The names are read with the cursor.

        Raises ValueError if the x and the y of a curve differ in length.
        """
        _check(curves)
        if not _same_curves(curves, self._given):
            self._given, self._curves = _copied(curves)
            self._refresh()

    def set_behind(self, curves: Mapping[str, Curve]) -> None:
        """Show other curves behind those, as `set_curves` does: ways that were left, or what one compares with."""
        _check(curves)
        if not _same_curves(curves, self._given_behind):
            self._given_behind, self._behind = _copied(curves)
            self._refresh()

    def across(self, x: NDArray[np.floating]) -> NDArray[np.float64]:
        """Return the horizontal places of `x` in pixels of this widget."""
        return self._axes.across(x)

    @property
    def ends(self) -> tuple[float, float]:
        """Where the x axis begins and ends, in pixels of this widget."""
        return self._axes.area.left(), self._axes.area.right()

    def set_log(self, on: bool) -> None:
        """Use a logarithmic y axis: zero stands at its foot, and what is negative becomes a gap."""
        if on != self._log:
            self._log = on
            self._refresh()

    def set_percent(self, on: bool) -> None:
        """Write the y values 0–1 as 0–100 %."""
        if on != self._percent:
            self._percent = on
            self._refresh()

    def set_axis_names(self, x: str, y: str) -> None:
        """Name the axes, for example 'epoch' and 'loss'."""
        if (x, y) != self._names:
            self._names = (x, y)
            self._refresh()

    def set_marks(self, marks: Sequence[tuple[float, str]]) -> None:
        """Mark changes in the middle of a run: (x, short label) pairs, drawn as vertical hairlines."""
        if tuple(marks) != self._marks:
            self._marks = tuple(marks)
            self._refresh()

    def set_y_range(self, low: float | None, high: float | None = None) -> None:
        """Fix the y axis to low..high, or with None let it follow the data.

        A logarithmic axis follows the data also while `low` is not positive.
        Raises ValueError unless both ends are finite and low < high.
        """
        fixed = None if low is None or high is None else (float(low), float(high))
        if fixed is not None and not (np.isfinite(fixed).all() and fixed[0] < fixed[1]):
            raise ValueError(f"A range needs two finite ends, the lower one first; this is {low} to {high}.")
        if fixed != self._fixed_range:
            self._fixed_range = fixed
            self._refresh()

    def set_note(self, text: str) -> None:
        """Write `text`, a sentence that says why there is no curve, instead of the axes; '' shows them."""
        if text != self._note:
            self._note = text
            self.update()

    def prepare(self) -> None:
        """Load what draws the lines, which takes a quarter of a second.

        It happens soon after the empty plot has been painted: too late to hold up the window's first picture, and
        early enough not to hold up the first curve.
        """
        if self._canvas is None:
            from nnlab.desktop.widgets.parts.curve_canvas import CurveCanvas

            self._canvas = CurveCanvas(self)
            self._canvas.show()

    def y_ticks(self) -> tuple[str, ...]:
        """Return the captions of the y axis from bottom to top."""
        return self._axes.y_texts

    def x_ticks(self) -> tuple[str, ...]:
        """Return the captions of the x axis from left to right."""
        return self._axes.x_texts

    def retranslate(self) -> None:
        """Set all texts again; a name or a tooltip that the owner gave stays."""
        name = self.tr("Curve")
        tip = self.tr("How a quantity changes while the network trains. Point at the curve to read it.")
        self._texts.set(name, tip)

    def sizeHint(self) -> QSize:
        return QSize(220, 230)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 90)

    # Layout

    def _refresh(self) -> None:
        """Bring axes, lines and readout up to the present values, size and theme."""
        self._lay_out()
        self._draw_lines(self._axes)
        self._show_readout()
        self.update()

    def _lay_out(self) -> None:
        """Lay the axes out, but only when something about them changed."""
        every = [*self._curves.values(), *self._behind.values()]
        span = scales.extremes((y for _x, y in every), positive=self._log)
        zero = self._log and scales.has_zero(y for _x, y in every)
        key = (
            (self.width(), self.height()),
            scales.horizontal_scale(scales.extremes(x for x, _y in every)),
            self._y_scale(span, zero=zero),
            themes.current(),
            self._names,
            self._marks,
            self._percent,
            span is not None or zero,  # without a value there is no saying which numbers would fit
        )
        if key != self._axes_key:
            self._axes_key, self._background = key, None
            self._axes = lay_out_axes(*key)
            self.axes_changed.emit()

    def _y_scale(self, span: tuple[float, float] | None, *, zero: bool) -> scales.Scale:
        if self._fixed_range is not None and not (self._log and self._fixed_range[0] <= 0):
            return scales.Scale(*self._fixed_range, log=self._log, zero=zero)
        return scales.log_scale(span, zero=zero) if self._log else scales.linear_scale(span)

    def _draw_lines(self, axes: Axes) -> None:
        every = [*self._curves.values(), *self._behind.values()]
        if any(len(x) for x, _y in every):
            self.prepare()
        if self._canvas is None:
            return
        area = axes.area.adjusted(-_BLEED_PX, -_BLEED_PX, _BLEED_PX, _BLEED_PX)
        self._canvas.setGeometry(area.toRect())
        origin = self._canvas.pos()
        columns = max(2, round(axes.area.width() * self.devicePixelRatioF()))
        points = []
        for x, y in every:
            pixel_x, pixel_y = axes.to_pixels(*scales.thin(x, y, columns))
            points.append((pixel_x - origin.x(), pixel_y - origin.y()))
        self._canvas.set_curves(points, _pens(themes.current(), len(self._curves), len(self._behind)))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        axes = self._axes
        dpr = self.devicePixelRatioF()
        if self._canvas is None and not self._preparation.isActive():
            self._preparation.start()
        if self._background is None or self._background.devicePixelRatio() != dpr:
            self._background = draw_axes(axes, theme, dpr)
        painter = painting.begin_opaque(self, event)
        if self._note:
            painting.write_note(painter, self.rect(), self._note, theme, "caption")
            painter.end()
            return
        is_picture = painting.is_picture(painter, self)
        if is_picture:
            paint_axes(painter, axes, theme)
        else:
            painter.drawPixmap(0, 0, self._background)
        self._draw_end_dots(painter, axes, theme)
        if self._cursor_x is not None and not is_picture:
            self._draw_cursor(painter, axes, theme)
        painter.end()

    def _draw_end_dots(self, painter: QPainter, axes: Axes, theme: Theme) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        radius = _DOT_RADIUS_PX * theme.stroke**0.5
        tops = zip(self._curves.values(), _inks(theme, len(self._curves)), strict=True)
        for index, ((x, y), ink) in reversed(list(enumerate(tops))):
            if len(x) and np.isfinite(y[-1]):
                painter.setBrush(themes.color(ink))
                self._draw_dot(painter, axes, x[-1], y[-1], radius if index == 0 else radius * 0.75)

    def _draw_dot(self, painter: QPainter, axes: Axes, x: float, y: float, radius: float) -> None:
        pixel_x, pixel_y = axes.to_pixels(np.array([x]), np.array([y]))
        if np.isfinite(pixel_y[0]) and axes.area.top() - 1 <= pixel_y[0] <= axes.area.bottom() + 1:
            painter.drawEllipse(QPointF(pixel_x[0], pixel_y[0]), radius, radius)

    def _draw_cursor(self, painter: QPainter, axes: Axes, theme: Theme) -> None:
        x = self._read_x(axes)
        if x is None:
            return
        painter.setPen(QPen(themes.color(theme.faint), theme.stroke))
        middle = round(float(axes.across(np.array(x)))) + 0.5
        painter.drawLine(QLineF(middle, axes.area.top(), middle, axes.area.bottom()))
        for (curve_x, curve_y), ink in zip(
            self._curves.values(), _inks(theme, len(self._curves)), strict=True
        ):
            if len(curve_x):
                index = scales.nearest_index(curve_x, x)
                painter.setPen(QPen(themes.color(ink), _LINE_PX * theme.stroke))
                painter.setBrush(themes.color(theme.surface))
                self._draw_dot(painter, axes, curve_x[index], curve_y[index], 3.0 * theme.stroke**0.5)

    # Reading

    def _read_x(self, axes: Axes) -> float | None:
        """Return the x that is read: the data point nearest to the cursor of the curve that has the most."""
        every = [*self._curves.values(), *self._behind.values()]
        first = max(every, key=lambda curve: len(curve[0]), default=None)
        if first is None or not len(first[0]) or self._cursor_x is None:
            return None
        x = axes.x.value((self._cursor_x - axes.area.left()) / max(axes.area.width(), 1.0))
        return float(first[0][scales.nearest_index(first[0], x)])

    def _behind_at(self, x: float) -> dict[str, Curve]:
        """Return the first curves behind that have a value near `x`, as many as a readout has room for."""
        near = {name: (xs, ys) for name, (xs, ys) in self._behind.items() if len(xs) and xs[0] <= x <= xs[-1]}
        return dict(list(near.items())[:_MOST_READ_BEHIND])

    def _show_readout(self) -> None:
        axes = self._axes
        x = self._read_x(axes)
        if x is None:
            self._readout.hide()
            return
        pairs = [(self._names[0], _x_text(x))]
        for name, (curve_x, curve_y) in (self._curves | self._behind_at(x)).items():
            if len(curve_x):
                value = float(curve_y[scales.nearest_index(curve_x, x)])
                pairs.append((name, self._y_text(value)))
        self._readout.show_at(
            QRect(round(float(axes.across(np.array(x)))), round(axes.area.top()), 1, 1), *pairs
        )

    def _y_text(self, value: float) -> str:
        if self._percent and np.isfinite(value):
            return self.tr("{number}%").format(number=format_number(value * 100))
        return format_number(value)

    def _set_cursor(self, x: float | None) -> None:
        if x != self._cursor_x:
            self._cursor_x = x
            self._show_readout()
            self.update()

    # Events

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and self._cursor_x is not None and self._curves:
            return True  # the readout stands where the tooltip would
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._set_cursor(event.position().x())

    def leaveEvent(self, event: QEvent) -> None:
        self._set_cursor(None)

    def hideEvent(self, event: QHideEvent) -> None:
        self._readout.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._refresh()

    def _renew_look(self) -> None:
        self._refresh()


def _same_curves(new: Mapping[str, Curve], old: Mapping[str, Curve]) -> bool:
    return list(new) == list(old) and all(
        np.array_equal(x, old[name][0]) and np.array_equal(y, old[name][1]) for name, (x, y) in new.items()
    )


def _inks(theme: Theme, count: int) -> tuple[str, ...]:
    """Return the colours of `count` curves: ink, then muted."""
    return (theme.ink,) + (theme.faint,) * (count - 1) if count else ()


def _pens(theme: Theme, count: int, behind: int) -> list[QPen]:
    pens = [QPen(themes.color(ink), _LINE_PX * theme.stroke) for ink in _inks(theme, count)]
    return [*pens, *[QPen(themes.color(theme.faint), _BEHIND_PX * theme.stroke)] * behind]


def _check(curves: Mapping[str, Curve]) -> None:
    for name, (x, y) in curves.items():
        if np.ndim(x) != 1 or np.shape(x) != np.shape(y):
            raise ValueError(f"Curve '{name}': x has shape {np.shape(x)} but y has {np.shape(y)}.")


def _copied(curves: Mapping[str, Curve]) -> tuple[dict[str, Curve], dict[str, Curve]]:
    """Return copies of curves, and what of them has a place on the axis."""
    given = {name: (np.array(x), np.array(y)) for name, (x, y) in curves.items()}
    return given, {name: scales.placed(x, y) for name, (x, y) in given.items()}


def _x_text(x: float) -> str:
    return format_count(int(x)) if x.is_integer() and abs(x) < _MOST_COUNTED else format_number(x)


def _sample() -> QWidget:
    plot = CurvePlot()
    epochs = np.arange(215.0)
    plot.set_axis_names("epoch", "loss")
    plot.set_log(True)
    plot.set_curves({"loss": (epochs, 2.8 * np.exp(-epochs / 20) + 0.04)})
    return plot


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
