"""The plate with the matrices of what one points at in a computational graph."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from nnlab.desktop.theme import Theme, color
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.bracket_table import Table, paint_table, shape_text, table_of
from nnlab.desktop.widgets.parts.graph_layout import Layout
from nnlab.desktop.widgets.parts.graph_picture import EdgeRef, Hit, NodeRef

_PADDING = 10.0
_GAP = 16.0
_AWAY = 10.0  # from what is pointed at
_RADIUS = 10.0
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)

Entry = tuple[str, Table, bool]  # what stands above a matrix, the matrix, and whether it flows backward


def plate_tables(layout: Layout, hit: Hit, theme: Theme) -> tuple[Entry, ...]:
    """Return the matrices to show for what is pointed at; none for numbers, which can be read where they are."""

    def table(values: object) -> Table:
        return table_of(values, lambda text: painting.advance(theme, "caption", text), theme.caption_px)

    if isinstance(hit, EdgeRef):
        line = layout.line(hit)
        flows = () if line is None else ((line.edge.forward, False), (line.edge.backward, True))
        return tuple(
            (("← " if back else "") + shape_text(values.shape), table(values), back)
            for values, back in flows
            if values is not None and values.ndim
        )
    if isinstance(hit, NodeRef) and hit.key in layout.boxes:
        box = layout.boxes[hit.key]
        value = box.node.value
        if value is not None and value.ndim and box.table is None:
            return ((shape_text(value.shape), table(value), False),)
    return ()


def paint_plate(
    painter: QPainter, entries: tuple[Entry, ...], at: QRectF, room: QRectF, theme: Theme
) -> None:
    """Paint matrices side by side on a plate below `at`, or above it, and within `room`."""
    font, metrics = painting.typeface(theme, "caption")
    captions = [metrics.horizontalAdvance(text) for text, _, _ in entries]
    widths = [max(table.width, caption) for (_, table, _), caption in zip(entries, captions, strict=True)]
    line = metrics.height()
    height = max(table.height for _, table, _ in entries) + line + 2 * _PADDING + 2
    width = sum(widths) + _GAP * (len(entries) - 1) + 2 * _PADDING
    x = min(max(at.center().x() - width / 2, room.left() + 2), room.right() - width - 2)
    y = at.bottom() + _AWAY
    if y + height > room.bottom() - 2:
        y = max(at.top() - _AWAY - height, room.top() + 2)
    plate = QRectF(round(x), round(y), width, height)
    painting.fill_round(painter, plate, _RADIUS, theme.popup)
    painting.stroke_round(painter, plate, _RADIUS, theme.faint, 1.0)
    painter.setFont(font)
    left = plate.left() + _PADDING
    for (text, table, backward), width in zip(entries, widths, strict=True):
        painter.setPen(color(theme.lamp if backward else theme.muted))
        painter.drawText(
            QRectF(
                QPointF(left, plate.top() + _PADDING), QPointF(left + width, plate.top() + _PADDING + line)
            ),
            _CENTRE,
            text,
        )
        top = plate.top() + _PADDING + line + 2
        ink = color(theme.lamp if backward else theme.ink)
        paint_table(painter, left + (width - table.width) / 2, top, table, ink, color(theme.muted))
        left += width + _GAP
