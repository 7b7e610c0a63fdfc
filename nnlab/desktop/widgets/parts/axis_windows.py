"""Which part of a long axis is in sight: one place for every matrix that shares the axis."""

from collections.abc import Hashable


class AxisWindows:
    """The first row or column in sight, by axis. An axis that was never moved is seen from its start."""

    def __init__(self) -> None:
        self._firsts: dict[Hashable, int] = {}

    def first(self, axis: Hashable, length: int, shown: int) -> int:
        """Return the first of `shown` places in sight of an axis of `length` places."""
        return max(min(self._firsts.get(axis, 0), length - shown), 0)

    def move(self, axis: Hashable, by: int, length: int, shown: int) -> bool:
        """Move by so many places, within the axis; return whether that changed anything."""
        return self.show_from(axis, self.first(axis, length, shown) + by, length, shown)

    def show_from(self, axis: Hashable, first: int, length: int, shown: int) -> bool:
        """Begin at `first`, or as near to it as the axis allows; return whether that changed anything."""
        before = self.first(axis, length, shown)
        self._firsts[axis] = max(min(first, length - shown), 0)
        return self._firsts[axis] != before

    def reveal(self, axis: Hashable, index: int, length: int, shown: int) -> bool:
        """Move no farther than needed to bring `index` into sight; return whether that changed anything."""
        first = self.first(axis, length, shown)
        return self.show_from(axis, min(max(first, index - shown + 1), index), length, shown)
