"""Ctrl-C and requests to end: noted when they come, obeyed when it is safe.

By itself Python breaks off whatever it is doing. In the middle of Qt, or of a file that is being written, that
leaves things half done; Qt's objects may not even survive it.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(slots=True)
class Interruption:
    """Whether there was an interruption: the number of its signal, or None."""

    number: int | None = None

    @property
    def came(self) -> bool:
        """Whether there was one."""
        return self.number is not None


@contextmanager
def noted(*signals: signal.Signals) -> Iterator[Interruption]:
    """Note `signals` instead of being broken off by them, as long as the context lasts.

    Those that whoever started the process wants to be ignored stay so. Only the main thread hears of signals.
    """
    interruption = Interruption()

    def note(number: int, _frame: object) -> None:
        interruption.number = number

    before = {number: signal.getsignal(number) for number in signals}
    heard = [number for number in signals if before[number] is not signal.SIG_IGN]
    for number in heard:
        signal.signal(number, note)
    try:
        yield interruption
    finally:
        for number in heard:
            signal.signal(number, before[number])
