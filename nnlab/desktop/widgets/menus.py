"""Menus with round corners."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.parts import painting

_RADIUS = 12.0


class RoundMenu(QMenu):
    """A menu in the shape of the other popups."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.setProperty("rounded", True)
        self.setWindowFlags(self.windowFlags() | Qt.WindowType.FramelessWindowHint)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setMask(painting.round_region(self.rect(), _RADIUS))


def _sample() -> QWidget:
    button = Button(Look.PLATE, "settings")
    button.setText("Menu")
    menu = RoundMenu(parent=button)
    for name in ("Light", "Dark", "Projector"):
        menu.addAction(name).setCheckable(True)
    button.clicked.connect(lambda: menu.popup(button.mapToGlobal(button.rect().bottomLeft())))
    return button


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
