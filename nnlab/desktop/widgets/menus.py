"""Menus with round corners."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu


def rounded(menu: QMenu) -> QMenu:
    """Give `menu` the round corners of the style sheet, and return it."""
    menu.setProperty("rounded", True)
    # Without these the window system paints a square behind the corners, and a square shadow.
    menu.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    flags = Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint
    menu.setWindowFlags(menu.windowFlags() | flags)
    return menu
