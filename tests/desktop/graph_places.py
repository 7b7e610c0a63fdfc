"""Where things are on a canvas of a computational graph."""

from PySide6.QtCore import QPointF

from nnlab.desktop.widgets.graph_canvas import GraphCanvas


def port_place(canvas: GraphCanvas, key: int, port: int) -> QPointF:
    """Return where an edge ends at a node (-1: where edges begin), in the canvas's pixels."""
    box = canvas._arranged().boxes[key]
    return canvas._view.to_widget(box.output if port < 0 else box.inputs[port])
