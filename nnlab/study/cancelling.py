"""How work that takes long learns that nobody wants its result any more."""

from collections.abc import Callable

Cancelled = Callable[[], bool]


class CancelledError(Exception):
    """Nobody wants the result any more."""


def check(cancelled: Cancelled | None) -> None:
    """Raise CancelledError as soon as `cancelled` says so."""
    if cancelled is not None and cancelled():
        raise CancelledError
