"""Wakes the event loop when a signal comes: Qt alone would sleep through it, and Python with it."""

import signal
import socket
from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, QSocketNotifier


class WakeUp(QObject):
    """Calls `act` in the event loop, soon after any signal that Python handles; end it with `close`."""

    def __init__(self, act: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._act = act
        self._here, self._there = socket.socketpair()
        for end in (self._here, self._there):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._here.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_activated)
        self._before = signal.set_wakeup_fd(self._there.fileno(), warn_on_full_buffer=False)

    def _on_activated(self) -> None:
        with suppress(BlockingIOError):  # woken for nothing
            self._here.recv(4096)
        self._act()

    def close(self) -> None:
        """Let signals go where they went before."""
        signal.set_wakeup_fd(self._before)
        self._notifier.setEnabled(False)
        for end in (self._here, self._there):
            end.close()
