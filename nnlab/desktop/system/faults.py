"""Faults of nnlab's own: logged, told once in one plain dialog, and never shown as a traceback."""

import faulthandler
import logging
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType

import platformdirs
from PySide6.QtCore import QDir, QObject, Qt, QTimer, qInstallMessageHandler
from PySide6.QtWidgets import QMessageBox, QWidget

from nnlab.desktop.notices import Notice
from nnlab.desktop.words import sentences

_log = logging.getLogger("nnlab")
_POLL_INTERVAL_MS = 250
_MOST_MESSAGES = 100  # of Qt in one session: one at every repaint would fill the disk

Place = tuple[type[BaseException], str, int]


class Faults(QObject):
    """Collects unhandled exceptions from every thread and tells each kind of them once, in one box at a time.

    `tell` is given a notice when the last start ended in a crash.
    """

    def __init__(self, window: QWidget, tell: Callable[[Notice], None], folder: Path | None = None) -> None:
        super().__init__(window)
        self._window = window
        self._tell_notice = tell
        self._queue: SimpleQueue[str] = SimpleQueue()
        self._known: set[Place] = set()
        self._messages: set[str] = set()
        self._box: QMessageBox | None = None
        self._texts: list[str] = []  # of the open box
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
        qInstallMessageHandler(lambda kind, context, message: self._on_message(message))
        self._timer.start()

    # -- the log ---------------------------------------------------------------------------------------

    def _open_log(self) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            logging.basicConfig(filename=self._folder / "nnlab.log", level=logging.WARNING, encoding="utf-8")
            self._tell_of_crash(self._folder / "crash.log")
            # Kept open for the life of the process: it is written to when nothing else works any more.
            self._crash_file = (self._folder / "crash.log").open("a", encoding="utf-8")
            faulthandler.enable(self._crash_file)
        except OSError:
            logging.basicConfig(level=logging.CRITICAL)  # a read-only home is no reason not to start

    def _tell_of_crash(self, report: Path) -> None:
        """Put what the last start left behind aside, and tell of it this once."""
        with suppress(OSError):  # nothing there, or another nnlab has it open
            if report.stat().st_size:
                kept = report.replace(report.with_name("crash-previous.log"))
                say = partial(sentences.closed_unexpectedly, QDir.toNativeSeparators(str(kept)))
                self._tell_notice(Notice(say, fades=False))

    # -- faults ----------------------------------------------------------------------------------------

    def _on_exception(
        self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
    ) -> None:
        place = _place(kind, trace)
        if place in self._known:  # such as one at every repaint, which would fill the disk
            return
        self._known.add(place)
        text = "".join(traceback.format_exception(kind, error, trace))
        _log.error(text)
        self._queue.put(text)

    def _on_message(self, message: str) -> None:
        if message not in self._messages and len(self._messages) < _MOST_MESSAGES:
            self._messages.add(message)
            _log.warning("Qt: %s", message)

    def _tell(self) -> None:
        if not self._window.isVisible():  # a box that outlived the window would keep the program from ending
            return
        while not self._queue.empty():
            self._texts.append(self._queue.get())
            if self._box is None:
                self._box = self._opened_box()
            if len(self._texts) > 1:
                self._box.setInformativeText(self.tr("And {count} more.").format(count=len(self._texts) - 1))
            self._box.setDetailedText("\n".join(self._texts))

    def _opened_box(self) -> QMessageBox:
        box = QMessageBox(self._window)
        box.setObjectName("fault_box")
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle("nnlab")
        box.setText(
            self.tr(
                "Something in nnlab went wrong. Your network is safe; you can go on. "
                "If it happens again, restart nnlab and send us the details."
            )
        )
        box.finished.connect(self._on_box_finished)
        box.open()
        return box

    def _on_box_finished(self) -> None:
        self._box = None
        self._texts = []


def _place(kind: type[BaseException], trace: TracebackType | None) -> Place:
    """Return what makes two faults the same: the kind, and the file and line where it was raised."""
    file, line = "", 0
    for frame, number in traceback.walk_tb(trace):
        file, line = frame.f_code.co_filename, number
    return kind, file, line
