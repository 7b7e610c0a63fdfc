"""How a graph is written down in a program: node after node, each with its place in the picture."""

from nnlab.study.graph.graph import Graph, Node, Number
from nnlab.study.graph.kinds import NodeKind


class Drawn:
    """A graph in the making. The methods return the id of the new node."""

    def __init__(self) -> None:
        self._nodes: list[Node] = []

    def value(self, number: Number, name: str, x: float, y: float) -> int:
        """Add a value at column `x` and row `y`."""
        return self._add(Node(self._next, NodeKind.VALUE, value=number, name=name, x=x, y=y))

    def node(
        self,
        kind: NodeKind,
        inputs: tuple[int, ...],
        x: float,
        y: float,
        name: str = "",
        function: str = "tanh",
    ) -> int:
        """Add an operation on the nodes `inputs`; `function` is that of an activation."""
        return self._add(Node(self._next, kind, inputs, name=name, x=x, y=y, function=function))

    @property
    def graph(self) -> Graph:
        """The graph as it is now."""
        return Graph(tuple(self._nodes))

    @property
    def _next(self) -> int:
        return len(self._nodes) + 1

    def _add(self, node: Node) -> int:
        self._nodes.append(node)
        return node.id
