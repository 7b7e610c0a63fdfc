"""How long a load may take and how it is called off: `cancelled`, asked before every step of whatever reads."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from nnlab.files import limits
from nnlab.files.errors import LoadError

Cancelled: TypeAlias = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class _Timed:
    """A `cancelled` that raises LoadError once its time is over."""

    cancelled: Cancelled | None
    end: float  # of time.monotonic

    def __call__(self) -> bool:
        if self.cancelled is not None and self.cancelled():
            return True
        if time.monotonic() > self.end:
            what = f"Reading it takes longer than {limits.LOAD_SECONDS:g} seconds"
            raise LoadError(
                "too-slow", f"{what}. Copy it to this computer's own disk, or choose a smaller file."
            )
        return False


def timed(cancelled: Cancelled | None = None) -> Cancelled:
    """Return `cancelled` for a load that begins now: asked when it has taken too long, it raises LoadError.

    What is timed already is returned as it is, so that all the files of one load have one time.
    """
    if isinstance(cancelled, _Timed):
        return cancelled
    return _Timed(cancelled, time.monotonic() + limits.LOAD_SECONDS)


def check(cancelled: Cancelled | None) -> None:
    """Raise LoadError when `cancelled` says that nobody waits for this any more, or that it takes too long."""
    if cancelled is not None and cancelled():
        raise LoadError("cancelled", "It was cancelled before it was done.")
