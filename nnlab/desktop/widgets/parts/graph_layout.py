"""Where everything of a computational graph lies, as plain arithmetic: nodes, ports, curves and their numbers."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF

from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.bracket_table import MOST, Table, shape_text, short_number, table_of
from nnlab.desktop.widgets.parts.graph_numbers import PLACES, Block, Room, blocks_of
from nnlab.desktop.widgets.parts.graph_picture import (
    EdgePicture,
    EdgeRef,
    Form,
    Hit,
    NodePicture,
    NodeRef,
    Place,
    PortRef,
)

# All in pixels at the ordinary size of type.
_RADIUS, _RADIUS_PER_PORT = 21.0, 5.0
_BOX_HEIGHT = 42.0
_LEAST_BOX_WIDTH = 54.0
_BOX_PADDING = 12.0
_PORT_PITCH = 34.0  # so that the numbers of two edges find room
_PORT_ANGLE = 42.0  # between the ports of a round node, in degrees
_MOST_PORT_ANGLE = 126.0
_LEAST_BEND = 30.0
_BEND = 0.34  # of the way across: flat enough in the middle that numbers stand beside the curve
_STUB = 76.0  # of the edge that leaves the graph
_FEW = 4  # nodes
_BESIDE = 10.0  # of an edge, left and right of a matrix at it together
_MARGIN = 22.0
_BETWEEN_COLUMNS, _BETWEEN_ROWS = 88.0, 34.0  # from one of the largest nodes to the next
_GAP_GROWTH = (
    0.4  # gaps between columns grow less than type, so that large type leaves as much room for the graph
)
_LEAST_PITCH, _MOST_PITCH = (130.0, 76.0), (300.0, 160.0)
_SHOWN_ROWS, _SHOWN_COLUMNS = 3, 4  # of a matrix inside of its box; larger ones show their shape
_PORT_REACH, _MOST_PORT_REACH = 9.0, 13.0  # the latter leaves most of a node to be dragged
_EDGE_REACH = 6.0


@dataclass(frozen=True, slots=True, eq=False)
class NodeBox:
    """Where a node is: its rectangle (of a round one the square around it), and where its edges end and begin."""

    node: NodePicture
    rect: QRectF
    inputs: tuple[QPointF, ...]
    output: QPointF
    table: Table | None = None

    def contains(self, at: QPointF) -> bool:
        """Return whether a point is on the node."""
        if self.node.form is not Form.ROUND:
            return self.rect.contains(at)
        away = at - self.rect.center()
        return math.hypot(away.x(), away.y()) <= self.rect.width() / 2


class Curve:
    """A cubic that leaves to the right and arrives from the left."""

    def __init__(self, start: QPointF, end: QPointF, least_bend: float) -> None:
        bend = max(least_bend, abs(end.x() - start.x()) * _BEND)
        self.start, self.end = start, end
        self.controls = (start + QPointF(bend, 0), end - QPointF(bend, 0))

    def at(self, t: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the points (n, 2) at `t` (n,), each from 0 to 1."""
        corners = np.array([[p.x(), p.y()] for p in (self.start, *self.controls, self.end)])
        s = 1.0 - t
        weights = np.column_stack((s**3, 3 * s * s * t, 3 * s * t * t, t**3))
        return weights @ corners

    @cached_property
    def points(self) -> NDArray[np.float64]:
        """Points (33, 2) along the curve, near enough for pointing."""
        return self.at(np.linspace(0.0, 1.0, 33))


@dataclass(frozen=True, slots=True, eq=False)
class EdgeLine:
    """Where an edge is, and the middle of its two numbers: one above `label`, one below.

    `block` is what stands there, one of `blocks`.
    """

    edge: EdgePicture
    curve: Curve
    label: QPointF
    block: Block
    blocks: tuple[Block, ...]

    @property
    def numbers_rect(self) -> QRectF:
        """What the numbers cover."""
        return self.block.rect(self.label)


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """Where all of a graph is, in pixels before zooming."""

    unit: float  # pixels for one at the ordinary size of type
    pitch: tuple[float, float]  # from column to column, and from row to row
    boxes: dict[int, NodeBox]
    lines: tuple[EdgeLine, ...]
    bounds: QRectF

    def hit(self, at: QPointF, zoom: float) -> Hit:
        """Return what is at a point: ports before nodes, nodes before edges, and what was painted last first."""
        reach = min(_PORT_REACH / min(zoom, 1.0), _MOST_PORT_REACH) * self.unit
        ports = [
            (math.hypot(away.x(), away.y()), key, number)
            for key, box in self.boxes.items()
            for number, place in (*enumerate(box.inputs), (-1, box.output))
            for away in (at - place,)
        ]
        near = min(ports, default=(math.inf, 0, 0))
        if near[0] <= reach:
            return PortRef(near[1], near[2])
        for key, box in reversed(self.boxes.items()):
            if box.contains(at):
                return NodeRef(key)
        reach = _EDGE_REACH * self.unit / min(zoom, 1.0)
        if not self.lines:
            return None
        distances = _distances(np.array([line.curve.points for line in self.lines]), at)
        nearest = int(distances.argmin())
        return self.lines[nearest].edge.ref if distances[nearest] <= reach else None

    def line(self, ref: EdgeRef) -> EdgeLine | None:
        """Return where an edge is, or None if there is no such edge."""
        return next((line for line in self.lines if line.edge.ref == ref), None)

    def neighbour(self, key: int, across: int, down: int) -> int:
        """Return the next node in a direction (one of the two is ±1), or `key` itself where there is none."""
        here = self.boxes[key].rect.center()

        def cost(other: int) -> float:
            away = self.boxes[other].rect.center() - here
            along = away.x() * across + away.y() * down
            aside = abs(away.y() * across) + abs(away.x() * down)
            return along + 2 * aside if along > 1.0 else math.inf

        best = min(self.boxes, key=cost)
        return best if cost(best) < math.inf else key

    def port_for(self, key: int, at: QPointF) -> int | None:
        """Return where an edge that is let go at a point of a node ends, or None if nothing goes into the node.

        The nearest port that is free, else one more if the node takes more, else the nearest one.
        """
        box = self.boxes[key]
        taken = {line.edge.port for line in self.lines if line.edge.target == key}
        free = [port for port in range(len(box.inputs)) if port not in taken]
        if not free and box.node.takes_more:
            return len(box.inputs)
        ports = free or range(len(box.inputs))
        return min(ports, key=lambda port: abs(box.inputs[port].y() - at.y()), default=None)


def _distances(points: NDArray[np.float64], at: QPointF) -> NDArray[np.float64]:
    """Return how far a point is from each of several curves, given by `points` (curves, n, 2) along them."""
    begins, steps = points[:, :-1], np.diff(points, axis=1)
    away = np.array([at.x(), at.y()]) - begins
    lengths = np.maximum((steps**2).sum(axis=2), 1e-12)
    along = np.clip((away * steps).sum(axis=2) / lengths, 0.0, 1.0)
    nearest: NDArray[np.float64] = ((away - along[..., None] * steps) ** 2).sum(axis=2).min(axis=1)
    return np.sqrt(nearest)


def arrange(nodes: Sequence[NodePicture], edges: Sequence[EdgePicture], theme: Theme) -> Layout:
    """Lay out a graph in the type of `theme`. Edges whose nodes are not there are left out."""
    unit = theme.text_px / 13
    insides = [_inside(node, theme, unit) for node in nodes]
    values = [size for node, (size, _) in zip(nodes, insides, strict=True) if node.form is Form.VALUE]
    told = {node.key for node, (_, table) in zip(nodes, insides, strict=True) if table is not None}
    blocks = [blocks_of(edge, theme, is_told=edge.source in told) for edge in edges]
    # A graph of few nodes can spare the width for the matrices at its edges; a larger one would be shown smaller.
    widest = 2 * max((some[0].across for some in blocks), default=0.0) if len(nodes) <= _FEW else 0.0
    pitch = _pitch([size for size, _ in insides], values, widest, unit)
    boxes = {
        node.key: _box_of(node, size, table, pitch, unit)
        for node, (size, table) in zip(nodes, insides, strict=True)
    }
    room = Room([box.rect for box in boxes.values()], len(edges))
    placed = (_line(edge, some, boxes, room, unit) for edge, some in zip(edges, blocks, strict=True))
    lines = tuple(line for line in placed if line is not None)
    bounds = QRectF()
    for box in boxes.values():
        bounds = bounds.united(box.rect)
    for line in lines:
        low, high = line.curve.points.min(axis=0), line.curve.points.max(axis=0)
        bounds = bounds.united(QRectF(*low, max(high[0] - low[0], 1.0), max(high[1] - low[1], 1.0)))
        if line.block.tables != (None, None):  # short texts find room in the margin
            bounds = bounds.united(line.numbers_rect)
    margin = _MARGIN * unit
    return Layout(unit, pitch, boxes, lines, bounds.adjusted(-margin, -margin, margin, margin))


def with_moved(layout: Layout, key: int, place: Place) -> Layout:
    """Return a layout with the node `key` at another place. All else stays, but for edges that end at the node."""
    old = layout.boxes[key]
    (across, down), unit = layout.pitch, layout.unit
    by = QPointF(place[0] * across, place[1] * down) - old.rect.center()
    box = NodeBox(
        replace(old.node, place=place),
        old.rect.translated(by),
        tuple(port + by for port in old.inputs),
        old.output + by,
        old.table,
    )
    boxes = {**layout.boxes, key: box}
    moves = [key in (line.edge.source, line.edge.target) for line in layout.lines]
    stay = [line.numbers_rect for line, goes in zip(layout.lines, moves, strict=True) if not goes]
    room = Room([box.rect for box in boxes.values()] + stay, sum(moves))
    lines = [
        _line(line.edge, line.blocks, boxes, room, unit) if goes else line
        for line, goes in zip(layout.lines, moves, strict=True)
    ]
    return replace(layout, boxes=boxes, lines=tuple(line for line in lines if line is not None))


def _pitch(
    sizes: Sequence[tuple[float, float]], values: Sequence[tuple[float, float]], between: float, unit: float
) -> tuple[float, float]:
    """Return how far apart columns and rows are: so that the largest nodes leave room for the numbers between.

    These are at most `between` pixels wide.

    For the rows only values count: tall operations have several of them at their left, and stand alone.
    """
    gap = unit ** (_GAP_GROWTH - 1)
    between = max(between / unit + _BESIDE, _BETWEEN_COLUMNS * gap)
    widest = max((width for width, _ in sizes), default=0.0) / unit + between
    tallest = max((height for _, height in values), default=0.0) / unit + _BETWEEN_ROWS
    (least_across, least_down), (most_across, most_down) = _LEAST_PITCH, _MOST_PITCH
    across = min(max(widest, least_across * gap), most_across)
    return across * unit, min(max(tallest, least_down), most_down) * unit


def _inside(node: NodePicture, theme: Theme, unit: float) -> tuple[tuple[float, float], Table | None]:
    """Return width and height of a node, and the matrix that is shown in it."""
    if node.form is Form.ROUND:
        radius = max(_RADIUS, _RADIUS_PER_PORT * len(node.ports)) * unit
        return (2 * radius, 2 * radius), None
    if node.form is Form.BOX:
        width = max(painting.advance(theme, "text", line, bold=True) for line in node.label.split("\n"))
        height = max(_BOX_HEIGHT, _PORT_PITCH * len(node.ports)) * unit
        return (max(width + 2 * _BOX_PADDING * unit, _LEAST_BOX_WIDTH * unit), height), None
    table = _table_inside(node, theme)
    return _value_size(node, table, theme, unit), table


def _box_of(
    node: NodePicture,
    size: tuple[float, float],
    table: Table | None,
    pitch: tuple[float, float],
    unit: float,
) -> NodeBox:
    middle = QPointF(node.place[0] * pitch[0], node.place[1] * pitch[1])
    width, height = size
    rect = QRectF(middle.x() - width / 2, middle.y() - height / 2, width, height)
    return NodeBox(node, rect, _inputs(node, rect, unit), QPointF(rect.right(), middle.y()), table)


def _table_inside(node: NodePicture, theme: Theme) -> Table | None:
    """Return the matrix of a value as it is shown in its box, or None if there is no room for it, or no matrix."""
    value = node.value
    if value is None or value.ndim == 0 or value.size == 0:
        return None
    rows, columns = np.atleast_2d(value).shape
    if rows > min(_SHOWN_ROWS, MOST) or columns > min(_SHOWN_COLUMNS, MOST):
        return None
    return table_of(value, lambda text: painting.advance(theme, "caption", text), theme.caption_px)


def _value_size(node: NodePicture, table: Table | None, theme: Theme, unit: float) -> tuple[float, float]:
    """Return width and height of a value's box: its name above, its number or matrix below."""
    name = painting.advance(theme, "caption", node.label)
    inside = table.width if table else painting.advance(theme, "text", value_text(node), bold=True)
    width = max(max(name, inside) + 2 * _BOX_PADDING * unit, _LEAST_BOX_WIDTH * unit)
    height = _BOX_HEIGHT * unit
    if table is not None:
        height = max(height, table.height + 1.9 * theme.caption_px + 6 * unit)
    return width, height


def value_text(node: NodePicture) -> str:
    """Return what stands in the box of a value: its number, or the shape of a matrix."""
    if node.value is None:
        return "—"
    return shape_text(node.value.shape) if node.value.ndim else short_number(float(node.value))


def _inputs(node: NodePicture, rect: QRectF, unit: float) -> tuple[QPointF, ...]:
    count, middle = len(node.ports), rect.center()
    offsets = [k - (count - 1) / 2 for k in range(count)]
    if node.form is Form.ROUND:
        step = min(_PORT_ANGLE, _MOST_PORT_ANGLE / max(count - 1, 1))
        angles = [math.radians(step * offset) for offset in offsets]
        radius = rect.width() / 2
        return tuple(middle + QPointF(-math.cos(a), math.sin(a)) * radius for a in angles)
    pitch = (
        _PORT_PITCH * unit if count * _PORT_PITCH * unit <= rect.height() else rect.height() / max(count, 1)
    )
    return tuple(QPointF(rect.left(), middle.y() + pitch * offset) for offset in offsets)


def _line(
    edge: EdgePicture, blocks: tuple[Block, ...], boxes: dict[int, NodeBox], room: Room, unit: float
) -> EdgeLine | None:
    """Return an edge with its numbers where there is room for them, or None if one of its nodes has no such place."""
    stub = max(_STUB * unit, 2 * blocks[0].across + _BESIDE * unit)
    ends = _ends(edge, boxes, stub)
    if ends is None:
        return None
    curve = Curve(*ends, _LEAST_BEND * unit)
    label, block = room.stand(curve.at(PLACES), blocks)
    return EdgeLine(edge, curve, label, block, blocks)


def _ends(edge: EdgePicture, boxes: dict[int, NodeBox], stub: float) -> tuple[QPointF, QPointF] | None:
    """Return where an edge begins and ends, out of the graph after `stub` pixels; None if there is no such place."""
    source = boxes.get(edge.source)
    if source is None:
        return None
    if edge.target is None:
        return source.output, source.output + QPointF(stub, 0)
    target = boxes.get(edge.target)
    if target is None or not 0 <= edge.port < len(target.inputs):
        return None
    return source.output, target.inputs[edge.port]
