"""The scores of cross-validation: for each fold a bar of the held out samples beside one of those trained on."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QLineF, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnlab.desktop import colors
from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts import plot_scale as scales
from nnlab.desktop.widgets.parts.default_texts import DefaultTexts
from nnlab.desktop.widgets.parts.followed_look import FollowsLook
from nnlab.desktop.widgets.parts.plane_axes import PlaneAxes, paint_hairlines, paint_labels
from nnlab.desktop.widgets.parts.spread_axes import lay_out_spread, paint_foot, y_scale
from nnlab.desktop.widgets.parts.tip_gives_way import TipGivesWay
from nnlab.desktop.widgets.readout import Pair, Readout

_FILLED = 0.72  # of the room of a fold
_WIDEST_PX = 34.0  # of one bar, at the ordinary size of type
_RADIUS_PX = 3.0
_TRAINED_TONE = 0.35  # of the scale, against 1 for what was held out
_LEAD_PX = 12.0
_SENTENCE_PX = 560.0  # of a line that is still easily read
# Of the parts that are drawn before there are scores, at the ordinary size of type.
_PART_PX, _LEAST_PART_PX, _WIDEST_PART_PX, _PART_GAP_PX = 64.0, 7.0, 150.0, 3.0
_MOST_AWAITED = 20  # folds that are drawn so


@dataclass(frozen=True, eq=False, slots=True)
class FoldScores:
    """Scores of the folds (n,): of the samples held out and of those trained on; NaN while a fold is not done.

    `texts` name both. `mean` and `spread` are those of the held out scores, NaN while there are none, and `mean_text`
    stands at their line; `readings` says for each fold what is read beside it.
    """

    held_out: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))
    trained: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))
    texts: tuple[str, str] = ("", "")
    mean: float = np.nan
    spread: float = np.nan
    mean_text: str = ""
    readings: tuple[tuple[Pair, ...], ...] = ()
    percent: bool = True
    names: tuple[str, str] = ("", "")


class FoldBars(TipGivesWay, FollowsLook, QWidget):
    """Shows `FoldScores` or, where there are none, a sentence and how folds are dealt. Pointing at a fold reads it."""

    fold_pointed = Signal(object)  # int, from 0, or None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        painting.make_opaque(self)
        self._scores = FoldScores()
        self._note = self._foot = ""
        self._awaited, self._awaited_texts = 0, ("", "")
        self._pointed: int | None = None
        self._axes: PlaneAxes
        self._readout = Readout(self)
        self._texts = DefaultTexts(self)
        self.setObjectName("fold_bars")
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._lay_out()
        self.retranslate()

    def set_scores(self, scores: FoldScores) -> None:
        """Show `scores`."""
        self._scores = scores
        if self._pointed is not None and self._pointed >= len(scores.held_out):
            self._pointed = None
        self._lay_out()

    def set_note(self, text: str, awaited: int = 0, texts: tuple[str, str] = ("", "")) -> None:
        """Write `text`, a sentence that says why there is nothing, instead of everything; '' shows the scores.

        Below it `awaited` folds are drawn: in each column, which part a training holds out, and which it learns from.
        `texts` name what is trained on and what is held out.
        """
        if (text, awaited, texts) != (self._note, self._awaited, self._awaited_texts):
            self._note, self._awaited, self._awaited_texts = text, awaited, texts
            self.update()

    def set_foot(self, text: str) -> None:
        """Write `text` below the bars, left of the name of their axis: what is to be known of the folds."""
        if text != self._foot:
            self._foot = text
            self.update()

    @property
    def foot(self) -> str:
        """What stands below the bars."""
        return self._foot

    def set_pointed(self, fold: int | None) -> None:
        """Mark a fold that is pointed at elsewhere, or none."""
        if fold != self._pointed:
            self._pointed = fold
            self.update()

    def retranslate(self) -> None:
        """Set all texts again; a name or a tooltip that the owner gave stays."""
        self._texts.set(self.tr("Scores of the folds"), self.tr("Point at a fold to read it."))

    def sizeHint(self) -> QSize:
        return QSize(360, 220)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 120)

    # -- places ----------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        theme, scores = themes.current(), self._scores
        count = max(len(scores.held_out), 1)
        span = scales.extremes([scores.held_out, scores.trained, np.array([scores.mean + scores.spread])])
        low, high = (0.0, 1.0) if scores.percent or span is None else (min(span[0], 0.0), max(span[1], 0.0))
        ticks = tuple((float(fold), str(fold)) for fold in range(1, count + 1))
        gutter = painting.advance(theme, "caption", scores.mean_text, bold=True)
        self._axes = lay_out_spread(
            (self.width(), self.height()), scales.Scale(0.5, count + 0.5), ticks,
            y_scale(low, high, log=False, percent=scores.percent), theme, scores.names,
            percent=scores.percent, gutter=gutter + _LEAD_PX if gutter else 0.0,
        )  # fmt: skip
        self._show_readout()
        self.update()

    def _room(self, fold: int) -> QRectF:
        """Return the room of both bars of a fold, from the foot of the axis to its head."""
        area, count = self._axes.area, len(self._scores.held_out)
        pitch = area.width() / count
        width = min(_FILLED * pitch, 2 * _WIDEST_PX * themes.current().text_px / 13)
        middle = area.left() + (fold + 0.5) * pitch
        return QRectF(middle - width / 2, area.top(), width, area.height())

    def _y(self, value: float) -> float:
        return float(
            self._axes.area.bottom() - self._axes.y.fractions(np.array(value)) * self._axes.area.height()
        )

    def _fold_at(self, position: QPointF) -> int | None:
        area, count = self._axes.area, len(self._scores.held_out)
        if not count or self._note or not area.left() <= position.x() < area.right():
            return None
        return min(int((position.x() - area.left()) / area.width() * count), count - 1)

    # -- painting --------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, scores = themes.current(), self._scores
        painter = painting.begin_opaque(self, event)
        if self._note or not len(scores.held_out):
            self._paint_awaited(painter, theme)
            painter.end()
            return
        paint_hairlines(painter, self._axes, theme)
        paint_labels(painter, self._axes, theme)
        self._paint_key(painter, theme, scores.texts, float(self.width()), 0.0)
        paint_foot(painter, self._foot, self._axes.labels[-1], theme)
        self._paint_spread(painter, theme)
        for fold, values in enumerate(zip(scores.trained.tolist(), scores.held_out.tolist(), strict=True)):
            self._paint_fold(painter, theme, fold, values)
        self._paint_mean(painter, theme)
        painter.end()

    def _tone(self, theme: Theme, tone: float) -> QColor:
        return colors.qcolors(theme)[int(colors.indices(np.array([tone]), 1.0)[0])]

    def _paint_fold(self, painter: QPainter, theme: Theme, fold: int, values: tuple[float, float]) -> None:
        area, room = self._axes.area, self._room(fold)
        foot = min(max(self._y(0.0), area.top()), area.bottom())  # a loss may be below 0
        if fold == self._pointed:
            painting.fill_round(painter, room.adjusted(-3, -3, 3, 0), 6.0, theme.hover)
        half = room.width() / 2
        for side, (value, tone) in enumerate(zip(values, (_TRAINED_TONE, 1.0), strict=True)):
            if np.isfinite(value):
                end = min(max(self._y(value), area.top()), area.bottom())
                top = min(end, foot - 1) if value >= 0 else foot
                height = max(abs(end - foot), 1.0)
                bar = QRectF(room.left() + side * half, top, max(half - 1, 1), height)
                painting.fill_round(painter, bar, min(_RADIUS_PX, bar.width() / 2), self._tone(theme, tone))

    def _paint_spread(self, painter: QPainter, theme: Theme) -> None:
        """Paint a band of one standard deviation behind the bars."""
        scores, area = self._scores, self._axes.area
        if np.isfinite([scores.mean, scores.spread]).all():
            top, foot = (
                min(max(self._y(scores.mean + side * scores.spread), area.top()), area.bottom())
                for side in (1, -1)
            )
            painter.fillRect(QRectF(area.left(), top, area.width(), foot - top), themes.color(theme.field))

    def _paint_mean(self, painter: QPainter, theme: Theme) -> None:
        scores, area = self._scores, self._axes.area
        if not np.isfinite(scores.mean):
            return
        y = round(self._y(scores.mean)) + 0.5
        painter.setPen(QPen(themes.color(theme.ink), 1.6 * theme.stroke))
        painter.drawLine(QLineF(area.left(), y, area.right(), y))
        font, metrics = painting.typeface(theme, "caption", bold=True)
        painter.setFont(font)
        painter.drawText(QPointF(area.right() + _LEAD_PX - 4, y + metrics.capHeight() / 2), scores.mean_text)

    def _paint_key(
        self, painter: QPainter, theme: Theme, texts: tuple[str, str], right: float, top: float
    ) -> None:
        """Name both colours in one line below `top` that ends at `right`, each after a square of its own."""
        font, metrics = painting.typeface(theme, "caption")
        baseline, side = top + metrics.ascent(), metrics.capHeight()
        x = right
        for text, tone in zip(reversed(texts), (1.0, _TRAINED_TONE), strict=True):
            x -= metrics.horizontalAdvance(text)
            painter.setFont(font)
            painter.setPen(themes.color(theme.muted))
            painter.drawText(QPointF(x, baseline), text)
            x -= side + 5
            painting.fill_round(painter, QRectF(x, baseline - side, side, side), 2.0, self._tone(theme, tone))
            x -= 14

    # -- before there are scores -----------------------------------------------------------------------

    def _paint_awaited(self, painter: QPainter, theme: Theme) -> None:
        """Write the sentence, and paint under it how the folds will be dealt, as large as there is room."""
        unit, line = theme.text_px / 13, painting.typeface(theme, "caption")[1].height()
        words = QRect(0, 0, min(self.width(), round(_SENTENCE_PX * unit)), self.height())
        painting.write_note(painter, words, self._note, theme)
        painter.setFont(painting.typeface(theme, "text")[0])
        written = painter.boundingRect(words, int(Qt.TextFlag.TextWordWrap), self._note).height()
        count, top = min(self._awaited, _MOST_AWAITED), written + 20 * unit
        room = QRectF(0.0, top + line + 8, self.width(), self.height() - top - 2 * line - 16)
        if not count or room.height() < count * _LEAST_PART_PX:
            return
        tall = min(room.height() / count, _PART_PX * unit)
        wide = min(room.width() / count, _WIDEST_PART_PX * unit)
        self._paint_key(painter, theme, self._awaited_texts, count * wide - _PART_GAP_PX, top)
        for training, part in np.ndindex(count, count):
            cell = QRectF(training * wide, room.top() + part * tall, wide - _PART_GAP_PX, tall - _PART_GAP_PX)
            tone = 1.0 if training == part else _TRAINED_TONE
            painting.fill_round(painter, cell, min(6.0, cell.height() / 2), self._tone(theme, tone))
        font, metrics = painting.typeface(theme, "caption")
        painter.setFont(font)
        painter.setPen(themes.color(theme.muted))
        for training in range(count):
            place = QRectF(
                training * wide, room.top() + count * tall, wide - _PART_GAP_PX, metrics.height() + 8
            )
            goes_on = training == count - 1 < self._awaited - 1
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), "…" if goes_on else str(training + 1))

    # -- reading ---------------------------------------------------------------------------------------

    def _point_at(self, fold: int | None) -> None:
        if fold != self._pointed:
            self._pointed = fold
            self._show_readout()
            self.update()
            self.fold_pointed.emit(fold)

    def _show_readout(self) -> None:
        fold = self._pointed
        if fold is None or not self.underMouse() or fold >= len(self._scores.readings):
            self._readout.hide()
            return
        room = self._room(fold)
        values = (self._scores.held_out[fold], self._scores.trained[fold])
        tops = [self._y(value) for value in values if np.isfinite(value)]
        room.setTop(min(tops, default=room.bottom()))
        self._readout.show_at(room.toRect(), *self._scores.readings[fold])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self._fold_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(None)

    def hideEvent(self, event: QHideEvent) -> None:
        self._pointed = None
        self._readout.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out()

    def _renew_look(self) -> None:
        self._lay_out()


def _sample() -> QWidget:
    held_out, trained = (
        np.array([0.9, 0.8, 0.95, np.nan, np.nan]),
        np.array([0.98, 1.0, 0.97, np.nan, np.nan]),
    )
    bars = FoldBars()
    bars.set_scores(
        FoldScores(
            held_out,
            trained,
            ("training", "held out"),
            mean=0.883,
            spread=0.062,
            mean_text="88.3%",
            readings=tuple((("fold", str(n)),) for n in range(1, 6)),
            names=("fold", "accuracy"),
        )
    )
    return bars


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
