"""Faults of nnlab's own: logged, told once in one plain dialog, and never shown as a traceback."""

import faulthandler
import logging
import sys
import threading
import traceback
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType

import platformdirs
from PySide6.QtCore import QCoreApplication, QObject, QTimer, qInstallMessageHandler
from PySide6.QtWidgets import QMessageBox, QWidget

_log = logging.getLogger("nnlab")
_POLL_INTERVAL_MS = 250


class Faults(QObject):
    """Collects unhandled exceptions from every thread and tells each kind of them once."""

    def __init__(self, window: QWidget, folder: Path | None = None) -> None:
        super().__init__(window)
        self._window = window
        self._queue: SimpleQueue[str] = SimpleQueue()
        self._told: set[str] = set()
        self._folder = folder or Path(platformdirs.user_log_dir("nnlab", appauthor=False))
        self._timer = QTimer(self)
        self._timer.setInterval(_POLL_INTERVAL_MS)
        self._timer.timeout.connect(self._tell)

    def install(self) -> None:
        """Take over the hooks of Python and Qt, and log into the log folder if there is one to write to."""
        self._open_log()
        sys.excepthook = self._on_exception
        threading.excepthook = lambda args: self._on_exception(
            args.exc_type, args.exc_value, args.exc_traceback
        )
        qInstallMessageHandler(lambda kind, context, message: _log.warning("Qt: %s", message))
        self._timer.start()

    def _open_log(self) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            logging.basicConfig(filename=self._folder / "nnlab.log", level=logging.WARNING)
            # Kept open for the life of the process: it is written to when nothing else works any more.
            self._crash_file = (self._folder / "crash.log").open("a", encoding="utf-8")
            faulthandler.enable(self._crash_file)
        except OSError:
            logging.basicConfig(level=logging.CRITICAL)  # a read-only home is no reason not to start

    def _on_exception(
        self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.quit()
            return
        text = "".join(traceback.format_exception(kind, error, trace))
        _log.error(text)
        self._queue.put(text)

    def _tell(self) -> None:
        while not self._queue.empty():
            text = self._queue.get()
            place = text.strip().splitlines()[-2:]
            if "\n".join(place) in self._told:
                continue
            self._told.add("\n".join(place))
            box = QMessageBox(self._window)
            box.setIcon(QMessageBox.Icon.Warning)
            box.setWindowTitle("nnlab")
            box.setText(
                self.tr(
                    "Something in nnlab went wrong. Your network is safe; you can go on. "
                    "If it happens again, restart nnlab and send us the details."
                )
            )
            box.setDetailedText(text)
            box.open()
