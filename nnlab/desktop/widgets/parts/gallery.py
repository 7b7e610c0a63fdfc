"""Shows one widget alone, on a padded surface: `python -m nnlab.desktop.widgets.<name> [theme]`."""

import sys
from collections.abc import Callable

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from nnlab.desktop import theme as themes

_PADDING_PX = 24


def stage(widget: QWidget) -> QWidget:
    """Return a window on the theme's surface, as a card has it, with `widget` inside, padded on all sides."""
    window = QWidget()
    window.setBackgroundRole(QPalette.ColorRole.Base)
    window.setAutoFillBackground(True)
    layout = QVBoxLayout(window)
    layout.setContentsMargins(_PADDING_PX, _PADDING_PX, _PADDING_PX, _PADDING_PX)
    layout.addWidget(widget)
    window.setWindowTitle(type(widget).__name__)
    return window


def show(factory: Callable[[], QWidget]) -> None:
    """Show the widget that `factory` makes until its window is closed, then leave the program.

    The first command-line word names the theme, one of THEME_NAMES; without one it is light.
    """
    name = sys.argv[1] if len(sys.argv) > 1 else "light"
    if name not in themes.THEME_NAMES:
        sys.exit(f"There is no theme '{name}'. The themes are {', '.join(themes.THEME_NAMES)}.")
    application = QApplication(sys.argv[:1])
    themes.apply(application, name)
    window = stage(factory())
    window.show()
    sys.exit(application.exec())
