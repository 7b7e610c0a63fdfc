"""A one-slot mailbox that is filled on demand: the reader asks, the writer answers once, old mail is replaced."""

from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Mailbox(Generic[T]):
    """Holds at most one item, so that a slow reader never leaves a queue behind."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._item: T | None = None
        self._wanted = True

    @property
    def wanted(self) -> bool:
        """Whether the reader has asked since the last item was put in."""
        return self._wanted

    def request(self) -> None:
        """Ask for a new item."""
        self._wanted = True

    def put(self, item: T) -> None:
        """Put `item` in, in place of an older one."""
        with self._lock:
            self._item = item
            self._wanted = False

    def take(self) -> T | None:
        """Take the item out, or return None if there is none."""
        with self._lock:
            item, self._item = self._item, None
            return item
