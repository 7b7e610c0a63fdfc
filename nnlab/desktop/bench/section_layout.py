"""How the sections of the builder begin."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nnlab.desktop.widgets.card import Hairline
from nnlab.desktop.widgets.parts import painting


def section_layout(section: QWidget, *heading: QWidget, foot_px: int = 0) -> QVBoxLayout:
    """Return the layout of a section, a column under a line and a heading, whose first widget takes what room is left.

    `foot_px` are left free below what is added.
    """
    layout = QVBoxLayout(section)
    layout.setContentsMargins(0, 0, painting.CHIP_PADDING, foot_px)  # the fields' plates reach this far out
    layout.setSpacing(0)
    layout.addWidget(Hairline())
    layout.addSpacing(8)
    head = QHBoxLayout()
    head.setSpacing(0)
    for widget in heading:
        head.addWidget(widget, int(widget is heading[0]))
    layout.addLayout(head)
    return layout
