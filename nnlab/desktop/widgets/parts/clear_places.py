"""Where a label stands so that no line strikes through it. Arithmetic of places."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QLineF, QRectF

_ROOM_PX = 2.0  # around a label that no line comes into


def clear_place(
    wanted: Sequence[QRectF], lines: Iterable[QLineF], plates: Iterable[QRectF], room: QRectF
) -> QRectF:
    """Return the first of the places `wanted` that lies in `room` and that none of `lines` and `plates` touches.

    Where there is none, the one that the fewest touch; of those the first.
    """
    lines, plates = tuple(lines), tuple(plates)

    def faults(place: QRectF) -> int:
        around = place.adjusted(-_ROOM_PX, -_ROOM_PX, _ROOM_PX, _ROOM_PX)
        touching = sum(crosses(around, line) for line in lines) + sum(map(around.intersects, plates))
        return touching + 2 * (not room.contains(place))

    return min(wanted, key=faults)


def crosses(rect: QRectF, line: QLineF) -> bool:
    """Return whether any of `line`, between its ends, lies in `rect`."""
    if rect.contains(line.p1()) or rect.contains(line.p2()):
        return True
    corners = (rect.topLeft(), rect.topRight(), rect.bottomRight(), rect.bottomLeft())
    edges = (QLineF(a, b) for a, b in zip(corners, (*corners[1:], corners[0]), strict=True))
    return any(line.intersects(edge)[0] == QLineF.IntersectionType.BoundedIntersection for edge in edges)
