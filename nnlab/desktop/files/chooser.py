"""The system's dialog for files, with words that Qt's own translation of it lacks."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

_PLAIN = " -_.,()+="
translate = QCoreApplication.translate  # a name that lupdate knows


def file_dialog(parent: QWidget, title: str, *, saves_as: str = "") -> QFileDialog:
    """Return a dialog that chooses a file to open or, with the suffix `saves_as`, a name to save under."""
    dialog = QFileDialog(parent, title)
    dialog.setObjectName("file_dialog")
    dialog.setLabelText(QFileDialog.DialogLabel.LookIn, translate("FileDialog", "Look in:"))
    dialog.setLabelText(QFileDialog.DialogLabel.FileName, translate("FileDialog", "Name:"))
    dialog.setLabelText(QFileDialog.DialogLabel.FileType, translate("FileDialog", "Kind:"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if saves_as:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setDefaultSuffix(saves_as.removeprefix("."))
    else:
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return dialog


def file_name(title: str) -> str:
    """Return a title as it can be the name of a file on every system, without a suffix."""
    kept = "".join(c if c.isalnum() or c in _PLAIN else " " for c in title)
    return " ".join(kept.split()).strip(". ")[:80] or "nnlab"
