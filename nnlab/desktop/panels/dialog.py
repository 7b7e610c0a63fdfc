"""What every dialog is: some content on the ground of the theme, and ways to leave it."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.card import label

_TITLE_BAR_PX = 44


class Sheet(QDialog):
    """A dialog on the ground of the theme, with a row of buttons at its foot."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.content = QVBoxLayout()
        self.content.setSpacing(12)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(8)
        self._foot.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(16)
        layout.addLayout(self.content, 1)
        layout.addLayout(self._foot)

    def add_note(self, note: QLabel) -> None:
        """Put a line of text at the left end of the foot."""
        self._foot.insertWidget(0, note)

    def add_way_out(
        self, name: str, text: str, tip: str, act: Callable[[], object], look: Look = Look.PLATE
    ) -> Button:
        """Add a button at the right end of the foot that does `act`, which may leave the dialog open."""
        button = Button(look)
        button.setObjectName(name)
        button.setText(text)
        button.setAccessibleName(text)
        button.setToolTip(tip)
        button.clicked.connect(lambda: act())
        self._foot.addWidget(button)
        return button


def room_for(dialog: QWidget) -> QSize:
    """Return how large a dialog may be: no larger than the window that it belongs to, nor than the screen allows.

    There it has a title bar, of a height that nobody knows before it is shown.
    """
    parent, screen = dialog.parentWidget(), dialog.screen().availableSize() - QSize(0, _TITLE_BAR_PX)
    return screen if parent is None else parent.window().size().boundedTo(screen)


class Dialog(Sheet):
    """A dialog with one button that closes it."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        tip = self.tr("Close this window (Esc)")
        self.add_way_out("dialog_close_button", self.tr("Close"), tip, self.accept, Look.PRIMARY)


class Question(Sheet):
    """A question in a sentence or two, with an answer on each button; Esc answers nothing."""

    def __init__(self, title: str, text: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.setModal(True)
        self.text = label(text, "text")
        self.text.setWordWrap(True)
        self.text.setMinimumWidth(420)
        self.content.addWidget(self.text)

    def add_answer(
        self, name: str, text: str, tip: str, act: Callable[[], object], look: Look = Look.PLATE
    ) -> Button:
        """Add an answer, which closes the dialog and then does `act`."""

        def answer() -> None:
            self.accept()
            act()

        return self.add_way_out(name, text, tip, answer, look)
