"""How the scores of two groups are spread, and the line between them that can be moved."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QLineF, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.numbers import format_count, format_number
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.arrays import kept, same_numbers
from nnlab.desktop.widgets.readout import Readout

BINS = 60
_KNOB_PX = 14
_FOOT_PX = 22.0  # the track of the knob, and the captions of the axis
_HEAD_PX = 16.0  # the names of the groups
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1}


def spread(
    groups: tuple[NDArray[np.floating], NDArray[np.floating]],
) -> tuple[tuple[float, float], NDArray[np.float64]]:
    """Return the range of all finite scores, and the shares (2, BINS) of each group in its bins."""
    finite = [scores[np.isfinite(scores)] for scores in groups]
    every = np.concatenate(finite)
    low, high = (float(every.min()), float(every.max())) if len(every) else (0.0, 1.0)
    if low == high:
        low, high = low - 0.5, high + 0.5
    counts = [np.histogram(scores, BINS, (low, high))[0] / max(len(scores), 1) for scores in finite]
    return (low, high), np.array(counts)


class ScoreSpread(painting.KeyboardFocus, QWidget):
    """Two overlaid histograms and a boundary: what lies right of it is answered with yes.

    The boundary is dragged by its knob or anywhere on the picture, or moved by the arrow keys.
    """

    boundary_dragged = Signal(object)  # float, where the hand is
    drag_ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        painting.make_opaque(self)
        none = np.zeros(0)
        self._groups: tuple[NDArray[np.floating], NDArray[np.floating]] = (none, none)
        self._names = ("", "")
        self._range, self._shares = (0.0, 1.0), np.zeros((2, BINS))
        self._boundary = 0.5
        self._mark: float | None = None
        self._pointed: float | None = None
        self._readout = Readout(self)
        self.setObjectName("score_spread")
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.retranslate()

    def set_scores(self, names: tuple[str, str], yes: NDArray[np.floating], no: NDArray[np.floating]) -> None:
        """Show the scores (n,) of those that should be answered with yes and (m,) of the others."""
        same = same_numbers(yes, self._groups[0]) and same_numbers(no, self._groups[1])
        if names == self._names and same:
            return
        self._names, self._groups = names, (kept(yes), kept(no))
        self._range, self._shares = spread(self._groups)
        self._show_readout()
        self.update()

    def set_boundary(self, score: float) -> None:
        """Put the line at `score`."""
        if score != self._boundary:
            self._boundary = score
            self.setAccessibleDescription(format_number(score))
            self._show_readout()
            self.update()

    def set_mark(self, score: float | None) -> None:
        """Mark where the sample on the bench lies, or nothing."""
        if score != self._mark:
            self._mark = score
            self.update()

    def retranslate(self) -> None:
        """Set every text of the widget in the language in force."""
        self.setAccessibleName(self.tr("Scores and boundary"))
        self.setToolTip(self.tr("Drag the line: pictures with a larger score are answered with yes"))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 130)

    def minimumSizeHint(self) -> QSize:
        return QSize(140, 84)

    # Where things are

    def _x_of(self, score: float) -> float:
        low, high = self._range
        inside = min(max((score - low) / (high - low), 0.0), 1.0)
        return _KNOB_PX / 2 + inside * (self.width() - _KNOB_PX)

    def _score_at(self, x: float) -> float:
        low, high = self._range
        inside = min(max((x - _KNOB_PX / 2) / max(self.width() - _KNOB_PX, 1), 0.0), 1.0)
        return low + inside * (high - low)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = painting.begin_opaque(self, event)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        foot = self.height() - _FOOT_PX * theme.text_px / 13
        top = _HEAD_PX * theme.text_px / 13
        for row, (fill, line) in reversed(
            list(enumerate(((theme.ink, theme.ink), (theme.off, theme.muted))))
        ):
            self._paint_group(painter, theme, self._shares[row], top, foot, (fill, line), strong=row == 0)
        self._paint_names(painter, theme)
        if self._mark is not None:
            x = self._x_of(self._mark)
            painter.setPen(QPen(themes.color(theme.muted), 1.5 * theme.stroke, Qt.PenStyle.DotLine))
            painter.drawLine(QLineF(x, top, x, foot))
        self._paint_boundary(painter, theme, top, foot)
        painter.end()

    def _paint_group(
        self,
        painter: QPainter,
        theme: Theme,
        shares: NDArray[np.float64],
        top: float,
        foot: float,
        colors: tuple[str, str],
        *,
        strong: bool,
    ) -> None:
        tallest = max(float(self._shares.max()), 1e-9)
        left, width = _KNOB_PX / 2, (self.width() - _KNOB_PX) / BINS
        path = QPainterPath(QPointF(left, foot))
        for index, share in enumerate(shares.tolist()):
            y = foot - share / tallest * (foot - top)
            path.lineTo(left + index * width, y)
            path.lineTo(left + (index + 1) * width, y)
        path.lineTo(left + BINS * width, foot)
        fill = QColor(themes.color(colors[0]))
        fill.setAlphaF(0.22 if strong else 1.0)
        painter.fillPath(path, fill)
        painter.setPen(QPen(themes.color(colors[1]), (1.6 if strong else 1.0) * theme.stroke))
        painter.drawPath(path)

    def _paint_names(self, painter: QPainter, theme: Theme) -> None:
        """Write the name of each group above its hump, the two apart."""
        placed: list[QRectF] = []
        for row, bold in ((0, True), (1, False)):
            if not len(self._groups[row]):
                continue
            font, metrics = painting.typeface(theme, "caption", bold=bold)
            middle = (int(self._shares[row].argmax()) + 0.5) / BINS * (self.width() - _KNOB_PX) + _KNOB_PX / 2
            width = metrics.horizontalAdvance(self._names[row])
            x = min(max(middle - width / 2, 0.0), self.width() - width)
            box = QRectF(x, 0.0, width, metrics.height())
            if placed and box.adjusted(-8, 0, 8, 0).intersects(placed[0]):
                before = placed[0]
                box.moveLeft(
                    before.left() - width - 12 if before.left() - width - 12 >= 0 else before.right() + 12
                )
            placed.append(box)
            painter.setFont(font)
            painter.setPen(themes.color(theme.ink if bold else theme.muted))
            painter.drawText(QPointF(box.left(), metrics.ascent()), self._names[row])

    def _paint_boundary(self, painter: QPainter, theme: Theme, top: float, foot: float) -> None:
        x = self._x_of(self._boundary)
        track = foot + (_FOOT_PX * theme.text_px / 13) / 2 - 1
        painter.setPen(QPen(themes.color(theme.line), 3.0 * theme.stroke, c=Qt.PenCapStyle.RoundCap))
        painter.drawLine(QLineF(_KNOB_PX / 2, track, self.width() - _KNOB_PX / 2, track))
        painter.setPen(QPen(themes.color(theme.ink), 2.0 * theme.stroke))
        painter.drawLine(QLineF(x, top, x, track))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(themes.color(theme.ink))
        painter.drawEllipse(QPointF(x, track), _KNOB_PX / 2, _KNOB_PX / 2)
        if self.focus_shown:
            knob = QRectF(x - _KNOB_PX / 2 - 3, track - _KNOB_PX / 2 - 3, _KNOB_PX + 6, _KNOB_PX + 6)
            painting.focus_ring(painter, knob, knob.width() / 2, theme)

    # Reading and dragging

    def _show_readout(self) -> None:
        if self._pointed is None:
            self._readout.hide()
            return
        above = [int((scores > self._pointed).sum()) for scores in self._groups]
        pairs = [(self.tr("score"), format_number(self._pointed))]
        for name, count, scores in zip(self._names, above, self._groups, strict=True):
            text = self.tr("{count} of {total} above")
            pairs.append((name, text.format(count=format_count(count), total=format_count(len(scores)))))
        anchor = QRect(round(self._x_of(self._pointed)), 4, 1, 1)
        self._readout.show_at(anchor, *pairs)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and not self._readout.isHidden():
            return True  # the readout stands where the tooltip would
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.boundary_dragged.emit(self._score_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointed = self._score_at(event.position().x())
        self._show_readout()
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.boundary_dragged.emit(self._pointed)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.drag_ended.emit()

    def leaveEvent(self, event: QEvent) -> None:
        self._pointed = None
        self._show_readout()

    def hideEvent(self, event: QHideEvent) -> None:
        self._readout.hide()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        low, high = self._range
        self.boundary_dragged.emit(self._boundary + step * (high - low) / 100)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.drag_ended.emit()
        super().focusOutEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _sample() -> ScoreSpread:
    rng = np.random.default_rng(1)
    widget = ScoreSpread()
    widget.set_scores(("8", "others"), rng.normal(52, 7, 600), rng.normal(38, 10, 5000))
    widget.set_boundary(45.0)
    widget.set_mark(54.2)
    return widget


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
