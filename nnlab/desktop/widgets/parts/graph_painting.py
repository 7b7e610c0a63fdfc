"""Paints a computational graph: curves, nodes, and the numbers that flow forward and backward."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from nnlab.desktop.theme import Theme, color
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.bracket_table import Table, paint_table
from nnlab.desktop.widgets.parts.graph_layout import Curve, EdgeLine, Layout, NodeBox, value_text
from nnlab.desktop.widgets.parts.graph_numbers import BACK, GAP, flow_text
from nnlab.desktop.widgets.parts.graph_picture import Flow, Form, Hit, NodeRef, PortRef, Reach

_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_BOX_RADIUS = 10.0
_HEAD = 7.0  # length of an arrow's head
_PORT = 3.6
_PLATE_PADDING = 4.0


@dataclass(frozen=True, slots=True)
class Marks:
    """What the hand and the keyboard point at; `pulled` is an edge on its way, from a port to a point."""

    hovered: Hit = None
    selected: Hit = None
    focus_shown: bool = False
    pulled: tuple[PortRef, QPointF] | None = None
    aimed: int | None = None  # the node that the pulled edge would join

    def lights(self, line: EdgeLine) -> bool:
        """Return whether an edge is what one points at, or ends at the node that one points at."""
        ref = line.edge.ref
        nodes = {hit.key for hit in (self.hovered, self.selected) if isinstance(hit, NodeRef)}
        return ref in (self.hovered, self.selected) or bool(nodes & {ref.source, ref.target})


def paint_graph(painter: QPainter, layout: Layout, marks: Marks, theme: Theme) -> None:
    """Paint all of a graph in the pixels of its layout."""
    for line in layout.lines:
        _paint_edge(painter, line, layout, marks, theme)
    if marks.pulled is not None:
        _paint_pulled(painter, layout, marks, theme)
    for box in layout.boxes.values():
        _paint_node(painter, box, marks, theme, layout.unit)
    for line in layout.lines:
        _paint_numbers(painter, line, theme, layout.unit)
    for box in layout.boxes.values():
        _paint_ports(painter, box, layout, marks, theme)


# -- edges ---------------------------------------------------------------------------------------------------


def _paint_edge(painter: QPainter, line: EdgeLine, layout: Layout, marks: Marks, theme: Theme) -> None:
    edge, unit = line.edge, layout.unit
    backward = edge.flow is Flow.BACKWARD
    if backward:
        ink, width = theme.lamp, 2.2
    elif edge.flow is Flow.FORWARD or marks.lights(line):
        ink, width = theme.ink, 2.2 if edge.flow is Flow.FORWARD else 1.8
    else:
        ink, width = theme.line if edge.forward is None else theme.faint, 1.5
    pen = QPen(color(ink), width * theme.stroke)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    head = _HEAD * unit
    painter.drawPath(_path(line.curve, head if backward else 0.0, 0.0 if backward else head))
    tip = line.curve.start if backward else line.curve.end
    _paint_head(painter, tip, -head if backward else head, color(ink))


def _path(curve: Curve, cut_start: float = 0.0, cut_end: float = 0.0) -> QPainterPath:
    """Return the curve, without the pieces that lie under the heads of arrows."""
    path = QPainterPath(curve.start + QPointF(cut_start, 0))
    path.cubicTo(curve.controls[0], curve.controls[1], curve.end - QPointF(cut_end, 0))
    return path


def _paint_head(painter: QPainter, tip: QPointF, length: float, ink: QColor) -> None:
    """Paint the head of an arrow to the right, or to the left if `length` is negative."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    half = abs(length) * 0.52
    painter.drawPolygon(QPolygonF([tip, tip + QPointF(-length, -half), tip + QPointF(-length, half)]))


def _paint_pulled(painter: QPainter, layout: Layout, marks: Marks, theme: Theme) -> None:
    assert marks.pulled is not None
    port, to = marks.pulled
    box = layout.boxes[port.key]
    ends = (box.output, to) if port.is_output else (to, box.inputs[port.port])
    pen = QPen(color(theme.ink), 1.8 * theme.stroke, Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(_path(Curve(*ends, 20 * layout.unit)))


def _paint_numbers(painter: QPainter, line: EdgeLine, theme: Theme, unit: float) -> None:
    """Write the value above the curve and its gradient below it, each on a plate of the ground."""
    edge = line.edge
    for text, table, ink, bold, side in (
        (flow_text(edge.forward), line.block.tables[0], theme.ink, edge.flow is Flow.FORWARD, -1),
        (flow_text(edge.backward, backward=True), line.block.tables[1], theme.lamp, True, 1),
    ):
        if not text:
            continue
        if table is not None:
            _paint_matrix(painter, line.label, table, side, theme, unit)
            continue
        font, metrics = painting.typeface(theme, "text", bold=bold)
        width, height = metrics.horizontalAdvance(text), metrics.height()
        away = GAP * unit + height / 2
        place = QRectF(line.label.x() - width / 2, line.label.y() + side * away - height / 2, width, height)
        padding = _PLATE_PADDING * unit
        painting.fill_round(painter, place.adjusted(-padding, 1, padding, -1), 4 * unit, theme.surface)
        painter.setFont(font)
        painter.setPen(color(ink))
        painter.drawText(place.adjusted(-9, 0, 9, 0), _CENTRE, text)


def _paint_matrix(
    painter: QPainter, middle: QPointF, table: Table, side: int, theme: Theme, unit: float
) -> None:
    """Write a small matrix above (-1) or below (1) the middle of an edge; below it flows backward, with an arrow."""
    backward = side > 0
    font, metrics = painting.typeface(theme, "caption", bold=backward)
    arrow = metrics.horizontalAdvance(BACK) if backward else 0
    top = middle.y() + (GAP * unit if backward else -GAP * unit - table.height)
    left = middle.x() - (arrow + table.width) / 2
    place = QRectF(left, top, arrow + table.width, table.height)
    painting.fill_round(painter, place.adjusted(-GAP * unit, 0, GAP * unit, 0), 4 * unit, theme.surface)
    painter.setFont(font)
    ink = color(theme.lamp if backward else theme.ink)
    painter.setPen(ink)
    painter.drawText(
        QRectF(left, top, arrow, table.height), int(Qt.AlignmentFlag.AlignVCenter), BACK if backward else ""
    )
    paint_table(painter, left + arrow, top, table, ink, color(theme.muted))


# -- nodes ---------------------------------------------------------------------------------------------------


def _paint_node(painter: QPainter, box: NodeBox, marks: Marks, theme: Theme, unit: float) -> None:
    node = box.node
    ref = NodeRef(node.key)
    pointed = marks.hovered == ref or marks.aimed == node.key
    is_now = node.reach is Reach.NOW
    fill = theme.primary if is_now else theme.hover if pointed else theme.field
    ink = theme.on_primary if is_now else theme.faint if node.reach is Reach.LATER else theme.ink
    radius = box.rect.width() / 2 if node.form is Form.ROUND else _BOX_RADIUS * unit
    painting.fill_round(painter, box.rect, radius, fill)
    if marks.selected == ref or marks.aimed == node.key:
        out = 3.0 * unit
        rim = theme.focus if marks.focus_shown else theme.ink
        painting.stroke_round(
            painter, box.rect.adjusted(-out, -out, out, out), radius + out, rim, 1.8 * theme.stroke
        )
    if node.form is Form.VALUE:
        muted = theme.on_primary if is_now else theme.muted
        _paint_value(painter, box, theme, unit, color(ink), color(muted))
    else:
        role = "counter" if len(node.label) == 1 else "text"
        painter.setFont(painting.typeface(theme, role, bold=True)[0])
        painter.setPen(color(ink))
        painter.drawText(box.rect, _CENTRE, node.label)
    if node.caption:
        font, metrics = painting.typeface(theme, "caption")
        painter.setFont(font)
        painter.setPen(color(theme.faint if node.reach is Reach.LATER else theme.muted))
        below = QRectF(
            box.rect.left() - 60, box.rect.bottom() + 3 * unit, box.rect.width() + 120, metrics.height()
        )
        painter.drawText(below, _CENTRE, node.caption)
    if node.fault:
        _paint_fault(painter, box, theme, unit)


def _paint_value(
    painter: QPainter, box: NodeBox, theme: Theme, unit: float, ink: QColor, muted: QColor
) -> None:
    """Write the name above, and the number or the matrix below it."""
    name_font, name_metrics = painting.typeface(theme, "caption")
    painter.setFont(name_font)
    painter.setPen(muted)
    rect = box.rect
    top = rect.top() + 4 * unit
    painter.drawText(QRectF(rect.left(), top, rect.width(), name_metrics.height()), _CENTRE, box.node.label)
    head = 4 * unit + name_metrics.height() - 1 if box.node.label else 0.0
    below = rect.adjusted(0, head, 0, -4 * unit if head else 0.0)
    if box.table is not None:
        left = below.center().x() - box.table.width / 2
        paint_table(painter, left, below.center().y() - box.table.height / 2, box.table, ink, muted)
        return
    painter.setFont(painting.typeface(theme, "text", bold=True)[0])
    painter.setPen(ink)
    painter.drawText(below, _CENTRE, value_text(box.node))


def _paint_fault(painter: QPainter, box: NodeBox, theme: Theme, unit: float) -> None:
    """Put a mark at the corner of a node that cannot be computed."""
    size = 15 * unit
    corner = box.rect.topRight()
    place = QRectF(corner.x() - 0.75 * size, corner.y() - 0.35 * size, size, size)
    painting.fill_round(painter, place.adjusted(-1.5, -1.5, 1.5, 1.5), size / 2 + 1.5, theme.surface)
    painting.fill_round(painter, place, size / 2, theme.ink)
    painter.setFont(painting.typeface(theme, "caption", bold=True)[0])
    painter.setPen(color(theme.surface))
    painter.drawText(place, _CENTRE, "!")


def _paint_ports(painter: QPainter, box: NodeBox, layout: Layout, marks: Marks, theme: Theme) -> None:
    """Show where edges can end that are missing, and at a node that is pointed at where edges begin."""
    key, size = box.node.key, _PORT * layout.unit
    taken = {line.edge.port for line in layout.lines if line.edge.target == key}
    pen = QPen(color(theme.muted), 1.4 * theme.stroke)
    for number, place in enumerate(box.inputs):
        if number not in taken:
            painter.setPen(pen)
            painter.setBrush(color(theme.surface))
            painter.drawEllipse(place, size, size)
    hovered = marks.hovered
    over = isinstance(hovered, NodeRef | PortRef) and hovered.key == key
    if over or marks.selected == NodeRef(key):
        strong = isinstance(hovered, PortRef) and hovered == PortRef(key, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(theme.ink))
        grown = size * (1.6 if strong else 1.1)
        painter.drawEllipse(box.output, grown, grown)
    if over and isinstance(hovered, PortRef) and not hovered.is_output:
        painter.setPen(pen)
        painter.setBrush(color(theme.ink))
        painter.drawEllipse(box.inputs[hovered.port], size * 1.4, size * 1.4)
