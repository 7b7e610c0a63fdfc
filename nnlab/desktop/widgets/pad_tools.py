"""The tools of a draw pad: take a stroke back, clear, the width of the brush, the eraser."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.draw_pad import MEDIUM, THICK, THIN
from nnlab.desktop.widgets.parts import painting

BRUSHES = (THIN, MEDIUM, THICK)  # widths in units of the pad's side

_DOTS = (0.28, 0.46, 0.68)  # diameters / size of the text
_INSET = 2.0
_GAP_PX, _ROW_GAP_PX = 2, 6
_BEFORE_PX = {2: 6, 3: 4}  # more room before the brushes and the eraser in a row


class PadTools(QWidget):
    """A row of bare buttons, or two. It asks for what a hand wants, and shows only what `set_state` gave it."""

    undo_requested = Signal()
    clear_requested = Signal()
    brush_chosen = Signal(object)  # float, one of BRUSHES
    erasing_chosen = Signal(object)  # bool

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._erasing = False
        self._undo = Button(Look.BARE, "undo")
        self._clear = Button(Look.BARE, "trash")
        self._brushes = BrushChoice()
        self._eraser = _Toggle(Look.BARE, "eraser")
        for widget, name in (
            (self._undo, "undo_stroke_button"),
            (self._clear, "clear_pad_button"),
            (self._brushes, "brush_choice"),
            (self._eraser, "eraser_button"),
        ):
            widget.setObjectName(name)
            widget.setParent(self)
        self._stacked = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._undo.clicked.connect(lambda: self.undo_requested.emit())
        self._clear.clicked.connect(lambda: self.clear_requested.emit())
        self._brushes.brush_chosen.connect(self._on_brush_chosen)
        self._eraser.clicked.connect(lambda: self.erasing_chosen.emit(not self._erasing))
        self.set_state(can_undo=False, is_empty=True, erasing=False, brush=MEDIUM)
        self.retranslate()

    def set_state(self, *, can_undo: bool, is_empty: bool, erasing: bool, brush: float) -> None:
        """Show what can be done, and what is in the hand; a `brush` that is none of BRUSHES shows none of them."""
        self._erasing = erasing
        self._undo.setEnabled(can_undo)
        self._clear.setEnabled(not is_empty)
        self._eraser.set_on(erasing)
        self._brushes.set_brush(None if erasing else brush)

    def set_stacked(self, stacked: bool) -> None:
        """Lie in two short rows, to stand beside a pad, instead of one below it."""
        if stacked != self._stacked:
            self._stacked = stacked
            self.updateGeometry()
            self._lay_out()

    def size_of(self, *, stacked: bool) -> QSize:
        """Return the size of two rows, if they are `stacked`, or of one."""
        return _extent(self._places(stacked))

    def sizeHint(self) -> QSize:
        return self.size_of(stacked=self._stacked)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _places(self, stacked: bool) -> list[tuple[QWidget, QRect]]:
        """Return where each tool lies."""
        buttons, brushes = (self._undo, self._clear, self._eraser), self._brushes
        row = (self._undo, self._clear, self._brushes, self._eraser)
        places: list[tuple[QWidget, QRect]] = []
        x = 0
        for widget in buttons if stacked else row:
            x += 0 if stacked else _BEFORE_PX.get(row.index(widget), 0)
            places.append((widget, QRect(QPoint(x, 0), widget.sizeHint())))
            x += widget.sizeHint().width() + _GAP_PX
        if stacked:
            below = self._undo.sizeHint().height() + _ROW_GAP_PX
            left = max((x - _GAP_PX - brushes.sizeHint().width()) // 2, 0)
            places.append((brushes, QRect(QPoint(left, below), brushes.sizeHint())))
        return places

    def _lay_out(self) -> None:
        for widget, place in self._places(self._stacked):
            widget.setGeometry(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out()

    def retranslate(self) -> None:
        """Set every text of the widget in the language in force."""
        undo = self.tr("Take the last stroke back, or the digit just kept (Ctrl+Z on the pad)")
        for widget, name, tip in (
            (self._undo, self.tr("Undo stroke"), undo),
            (self._clear, self.tr("Clear"), self.tr("Clear the pad (Delete)")),
            (self._brushes, self.tr("Brush"), self.tr("Draw with a thin, a medium or a thick brush")),
            (self._eraser, self.tr("Eraser"), self.tr("Rub ink out instead of drawing")),
        ):
            widget.setAccessibleName(name)
            widget.setToolTip(tip)

    def _on_brush_chosen(self, width: float) -> None:
        if self._erasing:
            self.erasing_chosen.emit(False)
        self.brush_chosen.emit(width)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self._lay_out()
        super().changeEvent(event)


class BrushChoice(painting.KeyboardFocus, QWidget):
    """Three dots on a track, as large as the brushes they stand for. Left and Right ask for a neighbour."""

    brush_chosen = Signal(object)  # float, one of BRUSHES

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._brush: float | None = MEDIUM
        self._hovered: int | None = None
        self.setObjectName("brush_choice")
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_brush(self, width: float | None) -> None:
        """Show the dot of the brush of this width; of another width, or of None, no dot is marked."""
        if width != self._brush:
            self._brush = width
            self.update()

    def sizeHint(self) -> QSize:
        height = painting.row_height(themes.current())
        return QSize(round(len(BRUSHES) * (height - 2 * _INSET) + 2 * _INSET), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _cell(self, index: int) -> QRectF:
        side = self.height() - 2 * _INSET
        return QRectF(_INSET + index * side, _INSET, side, side)

    def _brush_at(self, place: QPointF) -> int | None:
        return next((i for i in range(len(BRUSHES)) if self._cell(i).contains(place)), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self._brush_at(event.position())
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
        elif index is not None and BRUSHES[index] != self._brush:
            self.brush_chosen.emit(BRUSHES[index])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._brush_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)

    def _hover(self, index: int | None) -> None:
        if index != self._hovered:
            self._hovered = index
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() not in steps:
            super().keyPressEvent(event)
            return
        if self._brush in BRUSHES:
            place = min(max(BRUSHES.index(self._brush) + steps[event.key()], 0), len(BRUSHES) - 1)
        else:
            place = BRUSHES.index(MEDIUM)
        if BRUSHES[place] != self._brush:
            self.brush_chosen.emit(BRUSHES[place])

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = painting.begin(self)
        painting.fill_round(painter, QRectF(self.rect()), painting.CHIP_RADIUS + _INSET, theme.field)
        for index, (width, share) in enumerate(zip(BRUSHES, _DOTS, strict=True)):
            cell, chosen = self._cell(index), width == self._brush
            if chosen:
                painting.fill_round(
                    painter, cell, painting.CHIP_RADIUS, theme.ground if theme.dark else theme.surface
                )
            radius = share * theme.text_px / 2
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(themes.color(theme.ink if chosen or index == self._hovered else theme.muted))
            painter.drawEllipse(cell.center(), radius, radius)
        if self.focus_shown:
            painting.focus_ring(painter, QRectF(self.rect()), painting.CHIP_RADIUS + _INSET, theme)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)


def _extent(places: list[tuple[QWidget, QRect]]) -> QSize:
    return QSize(
        max(place.right() for _, place in places) + 1, max(place.bottom() for _, place in places) + 1
    )


class _Toggle(Button):
    """A button that lies on a plate of ink while it is on; it stays as it was set, whoever presses it."""

    _on = False

    def set_on(self, on: bool) -> None:
        if on != self._on:
            self._on = on
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._on:
            super().paintEvent(event)
            return
        theme, rect = themes.current(), QRectF(self.rect())
        painter = painting.begin(self)
        pointed = self.underMouse() or self.isDown()
        painting.fill_round(
            painter, rect, painting.CHIP_RADIUS, theme.primary_hover if pointed else theme.primary
        )
        self._paint_content(painter, theme, "on_primary")
        if self.focus_shown:
            painting.focus_ring(painter, rect, painting.CHIP_RADIUS, theme)
        painter.end()


def _sample() -> QWidget:
    tools = PadTools()
    tools.set_state(can_undo=True, is_empty=False, erasing=False, brush=MEDIUM)
    tools.brush_chosen.connect(
        lambda width: tools.set_state(can_undo=True, is_empty=False, erasing=False, brush=width)
    )
    tools.erasing_chosen.connect(
        lambda on: tools.set_state(can_undo=True, is_empty=False, erasing=on, brush=MEDIUM)
    )
    return tools


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
