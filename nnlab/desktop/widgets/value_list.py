"""Outputs that are numbers: a list 'target → output' with difference bars, and bars of class probabilities."""

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QHideEvent,
    QImage,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nnlab.desktop import colors
from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.lamps import sized_font, transparent_image
from nnlab.desktop.widgets.parts.value_layout import (
    BAR,
    MAX_COLUMNS,
    MAX_ROWS,
    ROW,
    SMALLEST_ROW_PX,
    BarRows,
    ListLayout,
    TextWidths,
    bar_rows,
    decimals_for,
    fewest_decimals,
    fitting_bars,
    list_layout,
    number_within,
)
from nnlab.desktop.widgets.readout import Readout
from nnlab.desktop.words.numbers import INFINITY, format_number

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEAST_WIDTH = 7.5  # of a list / size of the text
_LEAST_SHARE = 0.8  # of the size of the text, below which a list has no bars
_BAR_PITCH = 1.85  # from one class to the next / size of the text, where there is room
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ValueList(QWidget):
    """Rows 'label · target → output' in numbers, each with a bar of output minus target.

    A full bar is a difference as large as the largest target, so that bars shrink while the network learns.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        painting.make_opaque(self)
        self._labels: tuple[str, ...] = ()
        self._targets = np.zeros((0, 1))
        self._outputs = np.zeros((0, 1))
        self._decimals = 2  # of an output
        self._room = 6  # characters an output may take
        self._target_texts: list[list[str]] = []
        self._pointed: QPointF | None = None
        self._readout = Readout(self)
        self._pitch = 0.0  # asked for; 0 for as many pixels as a row needs
        self._still: tuple[object, ListLayout, QImage] | None = None  # what stays while training
        self.setObjectName("value_list")
        self.setMouseTracking(True)
        self.retranslate()

    def set_rows(
        self, labels: tuple[str, ...], targets: NDArray[np.floating], outputs: NDArray[np.floating]
    ) -> None:
        """Show one row per label: `targets` and `outputs` (N, K). At most 10 rows and 4 columns are drawn.

        A target that is NaN is unknown and shown as '—'; an output that is not finite is shown as '∞'.
        """
        if targets.shape != outputs.shape or targets.ndim != 2 or len(targets) != len(labels):
            raise ValueError(
                f"{len(labels)} labels, targets {targets.shape} and outputs {outputs.shape} differ"
            )
        same_rows = labels == self._labels and np.array_equal(targets, self._targets, equal_nan=True)
        if same_rows and np.array_equal(outputs, self._outputs, equal_nan=True):
            return
        self._outputs = np.array(outputs, dtype=np.float64)
        if not same_rows:
            self._labels, self._targets = tuple(labels), np.array(targets, dtype=np.float64)
            self._write_targets()
            self._still = None
            self.updateGeometry()
        self._show_readout()
        self.update()

    def set_row_pitch(self, pitch: float) -> None:
        """Put rows of one value `pitch` pixels apart, so that they stand beside their neurons; 0 is close together."""
        if pitch != self._pitch:
            self._pitch, self._still = pitch, None
            self.updateGeometry()
            self.update()

    def retranslate(self) -> None:
        """Set every text of the widget in the language in force."""
        self.setAccessibleName(self.tr("targets and outputs"))
        self.setToolTip(
            self.tr("Target → output. The bar is output minus target; the largest target is a full bar.")
        )
        self._still = None

    def _write_targets(self) -> None:
        self._decimals = decimals_for(self._targets)
        decimals = fewest_decimals(self._targets)
        shown = self._targets[:MAX_ROWS, :MAX_COLUMNS]
        self._target_texts = [
            [number_within(t, decimals, 9) if np.isfinite(t) else "—" for t in row] for row in shown.tolist()
        ]
        widest = max((len(f"{abs(t):.{self._decimals}f}") for t in shown.ravel().tolist()), default=0)
        self._room = max(widest + 1, 6)

    # The readout under the cursor

    def _show_readout(self) -> None:
        layout = self._still[1] if self._still else None
        known = layout is not None and self._pointed is not None
        place = layout.value_at(self._pointed) if known else None
        if layout is None or place is None:
            self._readout.hide()
            return
        target, output = float(self._targets[place]), float(self._outputs[place])
        self._readout.show_at(
            layout.cell(*place).toAlignedRect(),
            (self.tr("target"), format_number(target, 6, trim=True)),
            (self.tr("output"), format_number(output, 6) if np.isfinite(output) else INFINITY),
            (self.tr("difference"), format_number(output - target, 3, signed=True)),
        )

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and self._readout.isVisible():
            return True  # the readout says more
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointed = event.position()
        self._show_readout()

    def leaveEvent(self, event: QEvent) -> None:
        self._pointed = None
        self._show_readout()

    def hideEvent(self, event: QHideEvent) -> None:
        self._readout.hide()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    # Painting

    def sizeHint(self) -> QSize:
        theme = themes.current()
        rows, columns = min(len(self._labels), MAX_ROWS), min(self._targets.shape[1], MAX_COLUMNS)
        lines = rows * columns if rows * columns <= MAX_ROWS else rows
        natural = ROW * theme.text_px
        pitch = self._pitch if columns == 1 and self._pitch >= natural else natural
        return QSize(round(15 * theme.text_px), math.ceil(max(lines * pitch, 2 * natural)))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(_LEAST_WIDTH * themes.current().text_px), 2 * round(SMALLEST_ROW_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin_opaque(self, event)
        if not self._labels:
            return
        theme = themes.current()
        layout, still = self._arranged(theme)
        painter.drawImage(QPointF(0, 0), still)
        painter.setFont(sized_font(theme, "text", round(layout.widths.text_px)))
        painter.setPen(themes.color(theme.ink))
        limit = colors.symmetric_limit(self._targets)
        outputs = self._outputs[: layout.rows, : layout.columns]
        differences = outputs - self._targets[: layout.rows, : layout.columns]
        tones, scale = colors.indices(differences, limit), colors.qcolors(theme)
        for (row, column), value in np.ndenumerate(outputs):
            room = layout.cell(row, column)
            room.setRight(layout.output_right(row, column))
            painter.drawText(room, _RIGHT, number_within(float(value), self._decimals, self._room))
            if layout.widths.bar and np.isfinite(differences[row, column]):
                bar = layout.bar(row, column, float(differences[row, column]) / limit)
                painter.fillRect(bar, scale[tones[row, column]])

    def _arranged(self, theme: Theme) -> tuple[ListLayout, QImage]:
        """Return the layout and the picture of labels, targets, arrows and zero lines."""
        ratio = self.devicePixelRatioF()
        key = (self.size().toTuple(), theme.name, ratio)
        if self._still is None or self._still[0] != key:
            rows, columns = self._targets.shape
            layout = list_layout(
                self.width(), self.height(), rows, columns, self._fitted_widths(theme), self._pitch
            )
            image = transparent_image(self.width(), self.height(), ratio)
            painter = QPainter(image)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_texts(painter, layout, theme)
            self._paint_lines(painter, layout, theme)
            painter.end()
            self._still = (key, layout, image)
        return self._still[1], self._still[2]

    def _fitted_widths(self, theme: Theme) -> TextWidths:
        """Return the widths of texts as large as they fit; where they would be small, the bar gives its room."""
        full, room = theme.text_px, self.width()
        for bar, least_px in ((BAR, _LEAST_SHARE * full), (0.0, 9)):
            widths = self._widths(theme, full, bar)
            fitting = full * room / (widths.label + widths.cell)
            if fitting >= least_px:
                break
        return widths if fitting >= full else self._widths(theme, max(int(fitting), 9), bar)

    def _widths(self, theme: Theme, text_px: int, bar: float) -> TextWidths:
        metrics = QFontMetricsF(sized_font(theme, "text", text_px, bold=True))
        texts = [text for row in self._target_texts for text in row]
        return TextWidths(
            text_px=text_px,
            label=min(_widest(metrics, self._labels), self.width() / 3) + 0.8 * text_px,
            target=_widest(metrics, texts),
            arrow=1.7 * text_px,
            output=metrics.horizontalAdvance("0" * self._room),
            bar=bar * text_px,
        )

    def _paint_texts(self, painter: QPainter, layout: ListLayout, theme: Theme) -> None:
        text_px = round(layout.widths.text_px)
        painter.setFont(sized_font(theme, "text", text_px, bold=True))
        painter.setPen(themes.color(theme.ink))
        metrics = painter.fontMetrics()
        width = layout.widths.label - 0.8 * text_px + 1
        for row, label in enumerate(self._labels[: layout.rows]):
            room = QRectF(0, layout.cell(row, 0).top(), width, layout.row_height)
            text = metrics.elidedText(label, Qt.TextElideMode.ElideRight, round(width))
            painter.drawText(room, _LEFT, text)
        painter.setFont(sized_font(theme, "text", text_px))
        painter.setPen(themes.color(theme.muted))
        for row in range(layout.rows):
            for column in range(layout.columns):
                room = layout.cell(row, column)
                room.setWidth(layout.widths.target)
                painter.drawText(room, _RIGHT, self._target_texts[row][column])
            if layout.columns < self._targets.shape[1]:
                painter.drawText(QRectF(0, room.top(), self.width(), room.height()), _RIGHT, "…")
        if layout.rows < len(self._labels):
            left_out = self.tr("… {count} more").format(count=len(self._labels) - layout.rows)
            top = layout.rows * layout.pitch
            painter.drawText(QRectF(0, top, self.width(), layout.row_height), _LEFT, left_out)

    def _paint_lines(self, painter: QPainter, layout: ListLayout, theme: Theme) -> None:
        """Paint the arrows and the zero of every bar."""
        long, head = 0.36 * layout.widths.text_px, 0.24 * layout.widths.text_px
        lines = []
        for row in range(layout.rows):
            for column in range(layout.columns):
                cell, zero = layout.cell(row, column), layout.bar(row, column, 0.0)
                x, y = cell.left() + layout.widths.target + layout.widths.arrow / 2 + long, cell.center().y()
                lines.append(QLineF(x - 2 * long, y, x, y))
                lines += [QLineF(x, y, x - head, y - head), QLineF(x, y, x - head, y + head)]
                if layout.widths.bar:
                    lines.append(QLineF(zero.left(), zero.top() - 2, zero.left(), zero.bottom() + 2))
        painter.setPen(QPen(themes.color(theme.faint), theme.stroke))
        painter.drawLines(lines)


def _widest(metrics: QFontMetricsF, texts: tuple[str, ...] | list[str]) -> float:
    return max((metrics.horizontalAdvance(text) for text in texts), default=0.0)


class ProbabilityBars(QWidget):
    """One horizontal bar per class, with its label and its output: the number that the neuron has, 0 to 1.

    Where outputs are probabilities that add up to 1 they may be read in percent.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        painting.make_opaque(self)
        self._labels: tuple[str, ...] = ()
        self._values = np.zeros(0)
        self._highlight: int | None = None
        self._percent = False
        self._lit = False
        self._pitch = 0.0  # asked for; 0 for as many pixels as a row needs
        self._still: tuple[object, QImage] | None = None  # labels and tracks
        self.setObjectName("probability_bars")
        self.retranslate()

    def set_bars(self, labels: tuple[str, ...], values: NDArray[np.floating], highlight: int | None) -> None:
        """Show `values` (K,), 0..1, of the classes `labels`; the class `highlight` is printed bold.

        Values outside 0..1 are drawn as an empty or full bar and printed as they are.
        """
        if values.shape != (len(labels),):
            raise ValueError(f"{len(labels)} labels need as many values, got {values.shape}")
        same_values = np.array_equal(values, self._values, equal_nan=True)
        if labels == self._labels and same_values and highlight == self._highlight:
            return
        if len(labels) != len(self._labels):
            self.updateGeometry()
        told = highlight != self._highlight or labels != self._labels
        self._labels, self._highlight = tuple(labels), highlight
        self._values = np.array(values, dtype=np.float64)
        if told:
            self._describe()
        self.update()

    def set_lit(self, lit: bool) -> None:
        """Light the ground of the bars, as a line of code is lit while what it computes is pointed at."""
        if lit != self._lit:
            self._lit = lit
            self.update()

    def set_percent(self, percent: bool) -> None:
        """Write 99.7 for the probability 0.997, or 0.997."""
        if percent != self._percent:
            self._percent = percent
            self.retranslate()
            self.update()

    def retranslate(self) -> None:
        """Set every text of the widget in the language in force."""
        if self._percent:
            self.setToolTip(self.tr("Output of every class, in percent"))
        else:
            self.setToolTip(self.tr("Output of every class, 0 to 1"))
        self._still = None
        self._describe()

    def set_row_pitch(self, pitch: float) -> None:
        """Put the bars `pitch` pixels apart, so that they stand beside their neurons; 0 is close together."""
        if pitch != self._pitch:
            self._pitch, self._still = pitch, None
            self.updateGeometry()
            self.update()

    def _describe(self) -> None:
        if self._highlight is None:
            self.setAccessibleName(self.tr("class probabilities"))
        else:
            name = self.tr("class probabilities, largest: {label}")
            self.setAccessibleName(name.format(label=self._labels[self._highlight]))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        theme = themes.current()
        pitch = max(self._pitch, _BAR_PITCH * theme.text_px)
        return QSize(round(13.5 * theme.text_px), math.ceil(max(len(self._labels), 2) * pitch))

    def minimumSizeHint(self) -> QSize:
        return QSize(
            round(_LEAST_WIDTH * themes.current().text_px),
            round(max(min(len(self._labels), MAX_ROWS), 2) * SMALLEST_ROW_PX),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin_opaque(self, event)
        if not self._labels:
            return
        theme = themes.current()
        rows = self._bar_rows(theme)
        if self._lit:
            painting.fill_round(painter, QRectF(self.rect()), painting.CHIP_RADIUS, theme.hover)
        painter.drawImage(QPointF(0, 0), self._still_image(rows.track, rows.count, rows.label_width, theme))
        self._paint_values(painter, rows.track, rows.count, self._number_font(rows.track.height()), theme)
        painter.fillPath(_bars(rows.track, self._values[: rows.count], theme), themes.color(theme.ink))

    def _bar_rows(self, theme: Theme) -> BarRows:
        """Return where the rows lie at the present size."""
        shown, first = fitting_bars(
            self.width(), self.height(), len(self._labels), self._pitch, theme.text_px
        )
        bold = sized_font(theme, "text", min(theme.text_px, int(first.height() * 0.8)), bold=True)
        widest = _widest(QFontMetricsF(bold), self._labels)
        numbers = QFontMetricsF(self._number_font(first.height()))
        return bar_rows(shown, first, widest, numbers.horizontalAdvance(self._widest_number()), theme.text_px)

    def _number_font(self, row_height: float) -> QFont:
        theme = themes.current()
        return sized_font(theme, "caption", min(theme.caption_px, int(row_height * 0.75)))

    def _widest_number(self) -> str:
        return "100.0" if self._percent else "0.000"

    def _still_image(self, track: QRectF, shown: int, label_width: float, theme: Theme) -> QImage:
        """Return labels and tracks, which stay while only the values change; `track` is the room of the first bar."""
        ratio = self.devicePixelRatioF()
        key = (self._labels, self._highlight, self._percent, self.size(), theme.name, ratio)
        if self._still is not None and self._still[0] == key:
            return self._still[1]
        image = transparent_image(self.width(), self.height(), ratio)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size_px = min(theme.text_px, int(track.height() * 0.8))
        for row, label in enumerate(self._labels[:shown]):
            highlighted = row == self._highlight
            painter.setFont(sized_font(theme, "text", size_px, bold=highlighted))
            painter.setPen(themes.color(theme.ink if highlighted else theme.muted))
            line = QRectF(0, track.top() + row * track.height(), label_width + 1, track.height())
            text = painter.fontMetrics().elidedText(label, Qt.TextElideMode.ElideRight, round(line.width()))
            painter.drawText(line, _RIGHT, text)
        painter.fillPath(_bars(track, np.ones(shown), theme), themes.color(theme.off))
        if shown < len(self._labels):
            left_out = self.tr("… {count} more").format(count=len(self._labels) - shown)
            painter.setFont(sized_font(theme, "caption", theme.caption_px))
            painter.setPen(themes.color(theme.muted))
            painter.drawText(track.translated(0, shown * track.height()), _LEFT, left_out)
        painter.end()
        self._still = (key, image)
        return image

    def _value_texts(self, shown: int) -> list[str]:
        """Return the first `shown` values with three decimals, or with two if any of all is not 0 to 1.

        In percent all have one decimal.
        """
        if self._percent:
            return [number_within(100 * value, 1, 5) for value in self._values[:shown].tolist()]
        finite = self._values[np.isfinite(self._values)]
        decimals = 3 if np.all((finite > -0.0005) & (finite < 1.0005)) else 2
        return [number_within(value, decimals, 6) for value in self._values[:shown].tolist()]

    def _paint_values(self, painter: QPainter, track: QRectF, shown: int, font: QFont, theme: Theme) -> None:
        """Write the values of the rows at the right edge."""
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(themes.color(theme.muted))
        baseline = track.center().y() + (metrics.ascent() - metrics.descent()) / 2
        for row, text in enumerate(self._value_texts(shown)):
            place = QPointF(self.width() - metrics.horizontalAdvance(text), baseline + row * track.height())
            if row == self._highlight:
                painter.setPen(themes.color(theme.ink))
                painter.drawText(place, text)
                painter.setPen(themes.color(theme.muted))
            else:
                painter.drawText(place, text)


def _bars(track: QRectF, shares: NDArray[np.float64], theme: Theme) -> QPainterPath:
    """Return a bar for each of `shares`, 0 to 1, below one another; `track` is the room of the first full one."""
    thickness = min(0.4 * track.height(), 0.72 * theme.text_px)
    top, path = track.center().y() - thickness / 2, QPainterPath()
    for row, share in enumerate(np.clip(np.nan_to_num(shares, nan=0.0), 0.0, 1.0).tolist()):
        width = share * track.width()
        if width >= 0.5:
            bar = QRectF(track.left(), top + row * track.height(), width, thickness)
            path.addRoundedRect(bar, min(thickness, width) / 2, thickness / 2)
    return path


def _sample() -> QWidget:
    both = QWidget()
    layout = QVBoxLayout(both)
    values = ValueList()
    values.set_rows(("1",), np.array([[27.0, -30.0]]), np.array([[29.0, 28.0]]))
    bars = ProbabilityBars()
    probabilities = np.array([0.0, 0.001, 0.0, 0.957, 0.0, 0.032, 0.0, 0.0, 0.01, 0.0])
    bars.set_bars(tuple("0123456789"), probabilities, 3)
    percents = ProbabilityBars()
    percents.set_bars(tuple("0123456789"), probabilities, 3)
    percents.set_percent(True)
    layout.addWidget(values)
    layout.addWidget(bars)
    layout.addWidget(percents)
    return both


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
