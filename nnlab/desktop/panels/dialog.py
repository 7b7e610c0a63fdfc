"""What every dialog is: some content on the ground of the theme, and a way to close it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from nnlab.desktop.widgets.buttons import Button, Look


class Dialog(QDialog):
    """A dialog on the ground of the theme, with one button that closes it."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.content = QVBoxLayout()
        self.content.setSpacing(12)
        close = Button(Look.PRIMARY)
        close.setObjectName("dialog_close_button")
        close.setText(self.tr("Close"))
        close.setAccessibleName(close.text())
        close.setToolTip(self.tr("Close this window (Esc)"))
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(16)
        layout.addLayout(self.content, 1)
        layout.addLayout(row)
