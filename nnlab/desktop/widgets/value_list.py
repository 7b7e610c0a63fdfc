"""Outputs that are numbers: a list 'target → output' with difference bars."""

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QHideEvent,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from nnlab.desktop import colors
from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.followed_look import FollowsLook
from nnlab.desktop.widgets.parts.lamps import sized_font, transparent_image
from nnlab.desktop.widgets.parts.value_layout import (
    BAR,
    LEAST_WIDTH,
    MAX_COLUMNS,
    MAX_ROWS,
    ROW,
    SMALLEST_ROW_PX,
    ListLayout,
    TextWidths,
    decimals_for,
    fewest_decimals,
    list_layout,
    number_within,
    widest,
)
from nnlab.desktop.widgets.readout import Readout
from nnlab.desktop.words.numbers import INFINITY, format_number

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEAST_SHARE = 0.8  # of the size of the text, below which a list has no bars
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ValueList(FollowsLook, QWidget):
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
        longest = max((len(f"{abs(t):.{self._decimals}f}") for t in shown.ravel().tolist()), default=0)
        self._room = max(longest + 1, 6)

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

    # Painting

    def sizeHint(self) -> QSize:
        theme = themes.current()
        rows, columns = min(len(self._labels), MAX_ROWS), min(self._targets.shape[1], MAX_COLUMNS)
        lines = rows * columns if rows * columns <= MAX_ROWS else rows
        natural = ROW * theme.text_px
        pitch = self._pitch if columns == 1 and self._pitch >= natural else natural
        return QSize(round(15 * theme.text_px), math.ceil(max(lines * pitch, 2 * natural)))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(LEAST_WIDTH * themes.current().text_px), 2 * round(SMALLEST_ROW_PX))

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
            label=min(widest(metrics, self._labels), self.width() / 3) + 0.8 * text_px,
            target=widest(metrics, texts),
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


def _sample() -> QWidget:
    values = ValueList()
    values.set_rows(("1",), np.array([[27.0, -30.0]]), np.array([[29.0, 28.0]]))
    return values


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
