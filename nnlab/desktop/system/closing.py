"""The end of the window: it goes before the application does, in the order that Qt and pyqtgraph need."""

from PySide6.QtCore import QEvent, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget


def let_go(application: QApplication, window: QWidget) -> None:
    """Delete a window that is closed or hidden, and give Qt's messages back to Qt. No event loop may run."""
    window.deleteLater()
    application.sendPostedEvents()
    # Outside an event loop deletions wait until they are asked for.
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    # Qt may speak while the interpreter ends, when a handler in Python can no longer be called.
    qInstallMessageHandler(None)
