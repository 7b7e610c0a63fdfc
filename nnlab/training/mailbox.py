"""A one-slot mailbox that is filled on demand: the reader asks, the writer answers once, old mail is replaced."""

from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Mailbox(Generic[T]):
    """Holds at most one item, so that a slow reader never leaves a queue behind. It begins with a request."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._item: T | None = None
        self._wanted = True

    def request(self) -> None:
        """Ask for a new item."""
        with self._lock:
            self._wanted = True

    def claim(self) -> bool:
        """Return whether an item has been asked for, and take the request over.

        Call it before the item is made: a request that comes meanwhile asks for the next one.
        """
        if not self._wanted:  # without the lock: it is asked after every slice of training
            return False
        with self._lock:
            self._wanted = False
            return True

    def put(self, item: T) -> None:
        """Put `item` in, in place of an older one."""
        with self._lock:
            self._item = item

    def take(self) -> T | None:
        """Take the item out, or return None if there is none."""
        with self._lock:
            item, self._item = self._item, None
            return item
