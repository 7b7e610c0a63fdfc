"""Shows notices over the foot of the workspaces: nothing moves under the hand when one comes or goes."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.notices import Notice
from nnlab.desktop.widgets.notice_bar import NoticeBar

_NEWS_MS = 8000
_MARGIN_PX = 12
_WIDEST_PX = 860  # at the ordinary size of type


class NoticeHost(QObject):
    """Owns the bar and the notice on show. One that fades goes away by itself."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._notice: Notice | None = None
        self._bar = NoticeBar(over)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_NEWS_MS)
        self._timer.timeout.connect(self.hide)
        self._bar.action_chosen.connect(self._on_action_chosen)
        over.installEventFilter(self)

    @property
    def bar(self) -> NoticeBar:
        """The bar itself."""
        return self._bar

    def show(self, notice: Notice) -> None:
        """Show `notice` in place of an earlier one."""
        self._notice = notice
        self._say()
        if notice.fades:
            self._timer.start()
        else:
            self._timer.stop()

    def hide(self) -> None:
        """Put the notice away."""
        self._timer.stop()
        self._bar.hide()

    def retranslate(self) -> None:
        """Say the notice on show in the language of the interface."""
        if self._notice is not None and not self._bar.isHidden():
            self._say()

    def _say(self) -> None:
        assert self._notice is not None
        actions = tuple((index, action.text) for index, action in enumerate(self._notice.actions))
        self._bar.show_notice(self._notice.text, actions, self._notice.kind)
        self._place()
        self._bar.raise_()

    def _place(self) -> None:
        room = self._over.rect()
        width = min(room.width() - 2 * _MARGIN_PX, round(_WIDEST_PX * themes.current().text_px / 13))
        self._bar.setFixedWidth(width)
        self._bar.adjustSize()
        self._bar.move((room.width() - width) // 2, room.height() - self._bar.height() - _MARGIN_PX)

    def _on_action_chosen(self, index: int) -> None:
        notice = self._notice
        if notice is None:
            return
        action = notice.actions[index]
        if not action.stays:
            self.hide()
        action.run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.StyleChange) and not self._bar.isHidden():
            self._place()
        return super().eventFilter(watched, event)
