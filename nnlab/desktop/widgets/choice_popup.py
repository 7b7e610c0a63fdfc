"""A list that pops up below a control to choose one of several things."""

from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from nnlab.desktop import icons
from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.buttons import Button, Look, baseline
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.popup import Popup
from nnlab.desktop.widgets.parts.typed_search import found

_GAP_PX = 4
_SCROLL_BAR_PX = 12
_PADDING_PX = 6
_WIDEST_DESCRIPTION_PX = 440
_TICK_COLUMN_PX = 26
_HEADING_LEFT_PX = 8
# Above and below the words of a heading; the first stands close to the edge.
_HEADING_PX, _FIRST_HEADING_PX = 26, 14
_WRAPPED = int(Qt.TextFlag.TextWordWrap)
_CHOICE_ROLE = Qt.ItemDataRole.UserRole + 1
_TYPING_MS = 1200  # after which typing begins a new search
_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


Picture = Callable[[QPainter, QRectF, Theme], None]
PICTURE_SIZE = QSize(28, 16)


class Choice(NamedTuple):
    """One thing to choose: its key, its name, and optionally a line about it, a small picture and its group.

    The picture is painted into a rectangle of PICTURE_SIZE in the colours of the theme it is given. Before the
    first choice of a group its name stands as a heading.
    """

    key: Hashable
    text: str
    description: str = ""
    picture: Picture | None = None
    group: str = ""


def placed(anchor: QRect, size: QSize, screen: QRect, *, level_right: bool) -> QPoint:
    """Return where a popup of `size` goes: below `anchor`, or above it for want of room below.

    Its right edge is level with the anchor's if `level_right`, its left edge otherwise.

    All are global pixels; the popup is kept inside `screen` as far as it fits.
    """
    x = anchor.right() + 1 - size.width() if level_right else anchor.left()
    y = anchor.bottom() + 1 + _GAP_PX
    above = anchor.top() - _GAP_PX - size.height()
    if y + size.height() > screen.bottom() + 1 and above >= screen.top():
        y = above
    x = max(screen.left(), min(x, screen.right() + 1 - size.width()))
    y = max(screen.top(), min(y, screen.bottom() + 1 - size.height()))
    return QPoint(x, y)


def picture_rect(left: float, row: QRectF) -> QRectF:
    """Return where the picture of a choice goes: from `left` on, half way down `row`, on whole pixels."""
    top = round(row.center().y() - PICTURE_SIZE.height() / 2)
    return QRectF(round(left), top, PICTURE_SIZE.width(), PICTURE_SIZE.height())


class ChoicePopup(Popup):
    """The list itself: arrows, Home, End and typing move, Enter and click choose, Esc leaves all as it was.

    What is typed is looked for anywhere in the names; a space chooses unless it is typed in between.
    """

    chosen = Signal(object)  # the key
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, rim="line")
        self._anchor = parent
        self.setObjectName("choice_popup")
        self._model = QStandardItemModel(self)
        self._list = QListView(self)
        self._list.setObjectName("choice_list")
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setModel(self._model)
        self._list.setItemDelegate(_Row(self._list))
        self._list.setMouseTracking(True)
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.viewport().setAutoFillBackground(False)
        self._list.entered.connect(self._list.setCurrentIndex)
        self._list.clicked.connect(self._on_row_chosen)
        self._list.installEventFilter(self)
        self._typed = ""
        self._forget_typed = QTimer(self)
        self._forget_typed.setSingleShot(True)
        self._forget_typed.setInterval(_TYPING_MS)
        self._forget_typed.timeout.connect(lambda: self._set_typed(""))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(_PADDING_PX,) * 4)
        layout.addWidget(self._list)

    def open_at(
        self, anchor: QWidget, choices: Sequence[Choice], current: Hashable, *, level_right: bool = True
    ) -> None:
        """Show `choices` at `anchor`, the one whose key is `current` ticked and under the keyboard."""
        self._anchor = anchor
        self._list.setAccessibleName(anchor.accessibleName())
        self._fill(choices, current)
        room = anchor.screen().availableGeometry()
        plate = self._plate_size(anchor.width(), room.height())
        place = QRect(anchor.mapToGlobal(QPoint(0, 0)), anchor.size())
        corner = placed(place, plate, room, level_right=level_right)
        self.setGeometry(QRect(corner, plate))
        self.show()
        self._list.setFocus(Qt.FocusReason.PopupFocusReason)
        self._list.scrollTo(self._list.currentIndex())

    def _fill(self, choices: Sequence[Choice], current: Hashable) -> None:
        self._model.clear()
        group = ""
        for choice in choices:
            if choice.group != group:
                group = choice.group
                heading = QStandardItem(group)
                heading.setFlags(Qt.ItemFlag.NoItemFlags)  # neither mouse nor keyboard can choose it
                self._model.appendRow(heading)
            item = QStandardItem(choice.text)
            item.setData((choice, choice.key == current), _CHOICE_ROLE)
            item.setData(choice.description, Qt.ItemDataRole.AccessibleDescriptionRole)
            self._model.appendRow(item)
            if choice.key == current:
                self._list.setCurrentIndex(item.index())

    def _plate_size(self, least_width: int, room_height: int) -> QSize:
        """Return the size of the popup for its rows, at most so high as the screen has room for."""
        rows = range(self._model.rowCount())
        width = max(
            (self._list.sizeHintForIndex(self._model.index(row, 0)).width() for row in rows), default=0
        )
        height = sum(self._list.sizeHintForRow(row) for row in rows) + 2 * _PADDING_PX
        if height > room_height * 0.7:
            height, width = round(room_height * 0.7), width + _SCROLL_BAR_PX
        return QSize(max(width + 2 * _PADDING_PX, least_width), height)

    def _on_row_chosen(self, index: QModelIndex) -> None:
        if index.data(_CHOICE_ROLE) is not None:  # neither a heading nor no row at all
            choice, _ = index.data(_CHOICE_ROLE)
            self.close()
            self.chosen.emit(choice.key)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close on a press outside; one on the anchor must not reach it, or it would open the popup again."""
        if self.rect().contains(event.position().toPoint()):
            return
        place = self._anchor.mapFromGlobal(event.globalPosition().toPoint())
        self.setAttribute(Qt.WidgetAttribute.WA_NoMouseReplay, self._anchor.rect().contains(place))
        self.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_key = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        return (is_key and self._obeys(event)) or super().eventFilter(watched, event)

    def _obeys(self, event: QKeyEvent) -> bool:
        """Do what a key is for; return whether it is for anything here."""
        key, text, rows = event.key(), event.text(), self._choice_rows()
        plain = not event.modifiers() & ~_PLAIN
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or (key == Qt.Key.Key_Space and not self._typed):
            self._on_row_chosen(self._list.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.close()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and rows:
            self._go_to(rows[0] if key == Qt.Key.Key_Home else rows[-1])
        elif text.isprintable() and text and plain:
            self._search(self._typed + text, rows)
        else:
            return False
        return True

    def _choice_rows(self) -> list[int]:
        """Return the rows that can be chosen: all but headings."""
        rows = range(self._model.rowCount())
        return [row for row in rows if self._model.index(row, 0).data(_CHOICE_ROLE) is not None]

    def _go_to(self, row: int) -> None:
        self._list.setCurrentIndex(self._model.index(row, 0))

    def _search(self, typed: str, rows: list[int]) -> None:
        self._set_typed(typed)
        current = self._list.currentIndex().row()
        names = [self._model.index(row, 0).data() for row in rows]
        index = found(names, typed, rows.index(current) if current in rows else -1)
        if index is not None:
            self._go_to(rows[index])

    def _set_typed(self, typed: str) -> None:
        self._typed = typed
        if typed:
            self._forget_typed.start()
        else:
            self._forget_typed.stop()

    def hideEvent(self, event: QEvent) -> None:
        super().hideEvent(event)
        self._set_typed("")
        self.closed.emit()


class _Row(QStyledItemDelegate):
    """Paints one choice: tick, picture, name, and a muted line below if there is one; or the heading of a group."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        theme = themes.current()
        if index.data(_CHOICE_ROLE) is None:
            width = QFontMetrics(_heading_font(theme)).horizontalAdvance(index.data())
            return QSize(width + 24, theme.caption_px + (_HEADING_PX if index.row() else _FIRST_HEADING_PX))
        choice, _ = index.data(_CHOICE_ROLE)
        width = QFontMetrics(painting.value_font(theme)).horizontalAdvance(choice.text)
        height = theme.text_px + 17
        if choice.description:
            lines = _description_size(choice.description, theme)
            width = max(width, lines.width())
            height += lines.height() + 2
        width += _TICK_COLUMN_PX + 16 + (PICTURE_SIZE.width() + 10 if choice.picture else 0)
        return QSize(width, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        theme = themes.current()
        rect = QRectF(option.rect)
        painter.save()
        if index.data(_CHOICE_ROLE) is None:
            painter.setFont(_heading_font(theme))
            painter.setPen(themes.color(theme.muted))
            foot = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
            painter.drawText(rect.adjusted(_HEADING_LEFT_PX, 0, 0, -5), foot, index.data())
            painter.restore()
            return
        choice, ticked = index.data(_CHOICE_ROLE)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painting.fill_round(painter, rect, painting.CHIP_RADIUS, theme.popup_hover)
        if ticked:
            tick = QRectF(rect.left() + 6, rect.top(), 16, rect.height())
            icons.paint(painter, tick, "check")
        left = rect.left() + _TICK_COLUMN_PX
        if choice.picture:
            choice.picture(painter, picture_rect(left, rect), theme)
            left += PICTURE_SIZE.width() + 10
        _paint_words(painter, theme, choice, QPointF(left, rect.center().y()))
        painter.restore()


def _heading_font(theme: Theme) -> QFont:
    return painting.weighted(theme, QFont.Weight.DemiBold, "caption")


def _description_size(text: str, theme: Theme) -> QSize:
    """Return how much room the wrapped line about a choice takes."""
    room = QRect(0, 0, round(_WIDEST_DESCRIPTION_PX * theme.caption_px / 11), 1000)
    return QFontMetrics(theme.font("caption")).boundingRect(room, _WRAPPED, text).size() + QSize(2, 0)


def _paint_words(painter: QPainter, theme: Theme, choice: Choice, left_middle: QPointF) -> None:
    font, small = painting.value_font(theme), theme.font("caption")
    lines = _description_size(choice.description, theme)
    lift = (lines.height() + 2) / 2 if choice.description else 0
    painter.setFont(font)
    painter.setPen(themes.color(theme.ink))
    painter.drawText(
        QPointF(left_middle.x(), baseline(QFontMetrics(font), left_middle.y() - lift)), choice.text
    )
    if choice.description:
        top = left_middle.y() - lift + theme.text_px / 2 + 5
        painter.setFont(small)
        painter.setPen(themes.color(theme.muted))
        painter.drawText(QRectF(QPointF(left_middle.x(), top), lines.toSizeF()), _WRAPPED, choice.description)


def _sample() -> QWidget:
    button = Button(Look.PLATE, "chevron-down")
    button.setText("Choose")
    popup = ChoicePopup(button)
    gates = [Choice(name, name, group="Gates") for name in ("AND", "OR", "XOR")]
    digits = Choice("digits", "Ten digits", "Seven segments go in, four bits come out.", group="Segments")
    button.clicked.connect(lambda: popup.open_at(button, [digits, *gates], "XOR"))
    return button


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
