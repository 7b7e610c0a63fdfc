"""Shows notices over the free foot of a column: nothing moves under the hand when one comes or goes."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.notices import Notice
from nnlab.desktop.widgets.notice_bar import NoticeBar

_WIDEST_PX = (
    420  # of a notice over a wide ground, at the ordinary size of type: a line that is read at a glance
)
_LINGER_MS = 2000  # how often one asks whether a notice that is due is still in use


@runtime_checkable
class Workspace(Protocol):
    """A workspace names the widget over whose foot a notice hides least."""

    @property
    def notice_ground(self) -> QWidget:
        """The widget over whose foot notices are shown."""


def reading_ms(text: str) -> int:
    """Return how long `text` is shown: time to notice it, and for a class to read it without haste."""
    return 6000 + 100 * len(text)


class NoticeHost(QObject):
    """Owns the bar and the notice on show. One that fades goes away by itself, unless it is in use."""

    def __init__(self, over: QStackedWidget) -> None:
        super().__init__(over)
        self._over = over
        self._ground: QWidget = over
        self._notice: Notice | None = None
        self._waiting: list[Notice] = []  # each is shown when the one before is put away
        self._offer: Notice | None = None  # comes back until it is answered
        self._bar = NoticeBar(over)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_time_over)
        self._bar.action_chosen.connect(self._on_action_chosen)
        self._bar.dismissed.connect(self._on_dismissed)
        self._bar.installEventFilter(self)
        self._turning = QTimer(self)
        self._turning.setSingleShot(True)
        self._turning.setInterval(0)
        self._turning.timeout.connect(self._on_workspace_changed)
        over.currentChanged.connect(self._on_workspace_changed)

    @property
    def bar(self) -> NoticeBar:
        """The bar itself."""
        return self._bar

    def show(self, notice: Notice) -> None:
        """Show `notice` in place of an earlier one, or after it if it waits."""
        if notice.due is not None:
            self._offer = notice
        if notice.waits and not self._bar.isHidden():
            comes_anyway = notice.due is not None or notice is self._notice or notice in self._waiting
            if not comes_anyway:
                self._waiting.append(notice)
            return
        self._notice = notice
        self._say()
        if notice.goes_by_itself:
            self._timer.start(reading_ms(notice.text))
        else:
            self._timer.stop()

    def hide(self) -> None:
        """Put the notice away."""
        self._bar.hide()
        self._on_dismissed()

    def withdraw(self, notice: Notice) -> None:
        """Put `notice` away, if it is the one on show: what it said of is no more."""
        if self._notice is notice and not self._bar.isHidden():
            self.hide()

    def retranslate(self) -> None:
        """Say the notice on show in the language of the interface."""
        if self._notice is not None and not self._bar.isHidden():
            self._say()

    def _on_dismissed(self) -> None:
        """Show what waited for the bar to be free, else an offer that had to make room."""
        self._timer.stop()
        if self._notice is self._offer:  # it has been answered
            self._offer = None
        offer = self._offer
        if self._waiting:
            self.show(self._waiting.pop(0))
        elif offer is not None and offer.due is not None and offer.due():
            self.show(offer)

    def _on_workspace_changed(self) -> None:
        if not self._bar.isHidden():  # the workspace that has come lies over it
            self._find_ground()
            self._place()
            self._bar.raise_()

    def _say(self) -> None:
        assert self._notice is not None
        actions = tuple((index, action.text) for index, action in enumerate(self._notice.actions))
        self._bar.set_notice(self._notice.text, actions, self._notice.kind)
        self._find_ground()
        self._place()  # before it is shown, or the mouse might be over it where it never stays
        self._bar.show()
        self._bar.raise_()

    def _find_ground(self) -> None:
        workspace = self._over.currentWidget()
        ground = workspace.notice_ground if isinstance(workspace, Workspace) else self._over
        if ground is not self._ground:
            for widget in self._carriers():
                widget.removeEventFilter(self)
            self._ground = ground
            for widget in self._carriers():
                widget.installEventFilter(self)

    def _carriers(self) -> list[QWidget]:
        """Return the ground and all that it lies in: where one of them moves, so does the ground."""
        carriers, widget = [self._ground], self._ground.parentWidget()
        while widget is not None and carriers[-1] is not self._over:
            carriers.append(widget)
            widget = widget.parentWidget()
        return carriers

    def _place(self) -> None:
        corner = self._ground.mapTo(self._over, QPoint(0, 0))
        room = QRect(corner, self._ground.size())
        self._bar.setGeometry(at_foot(self._bar, room, self._over.width()))

    def _on_time_over(self) -> None:
        if self._bar.is_in_use:
            self._timer.start(_LINGER_MS)
        else:
            self.hide()

    def _on_action_chosen(self, index: int) -> None:
        notice = self._notice
        if notice is None:
            return
        action = notice.actions[index]
        if not action.stays:
            self.hide()
        action.run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._ground and event.type() == QEvent.Type.Hide:
            self._turning.start()  # a workspace may have several sides, and the next one is not shown yet
        kinds = (
            (QEvent.Type.LayoutRequest,) if watched is self._bar else (QEvent.Type.Resize, QEvent.Type.Move)
        )
        if event.type() in kinds and not self._bar.isHidden():
            self._place()
        return super().eventFilter(watched, event)


def at_foot(bar: NoticeBar, room: QRect, widest: int) -> QRect:
    """Return the place of `bar` over the foot of `room`: as wide as a column.

    Of a wide `room` it takes the left end: buttons, and the ends of curves with their names, are at the right one. It
    is wider than `room` only where its buttons need it or all of the text would not fit into the height of `room`,
    then to the left, and never wider than `widest`.
    """
    column = round(_WIDEST_PX * themes.current().text_px / 13)
    width = max(min(room.width(), column), bar.minimumSizeHint().width())
    while bar.heightForWidth(width) > room.height() and width < widest:
        width += room.width() // 2 + 1
    width = min(width, widest)
    height = bar.heightForWidth(width)
    left = room.left() if width < room.width() else room.right() + 1 - width
    return QRect(left, room.bottom() + 1 - height, width, height)
