"""A computational graph as a frozen value: nodes, what each takes in, and where it stands in the picture."""

import math
from dataclasses import dataclass
from functools import cached_property
from heapq import heapify, heappop, heappush
from typing import TypeAlias
from unicodedata import category

from nnlab.engine import EngineError
from nnlab.engine.activations import activation, activation_call
from nnlab.study.graph.kinds import KINDS, NodeKind

MAX_NODES = 200
MAX_NAME = 40
MAX_SIDE = 8
MAX_POSITION = 1000.0
MAX_EXPONENT = 100.0
_MAX_ID = 2**31
_NO_NAME = ("Cc", "Cs")  # the categories of control characters, and of halves of characters

Rows: TypeAlias = tuple[tuple[float, ...], ...]
Number: TypeAlias = float | Rows


class GraphError(EngineError):
    """A graph, or an edit of one, that is not possible.

    `key` names the rule for whoever says it in another language: 'cycle', 'nodes', 'name', 'matrix', 'number',
    'position', 'exponent', 'function', 'slot', 'unknown', 'duplicate', 'value', 'fold' or 'unfold'. `nodes` are the ids
    of the nodes that it is about.
    """

    def __init__(self, key: str, text: str, *nodes: int) -> None:
        super().__init__(text)
        self.key = key
        self.nodes = nodes


@dataclass(frozen=True, slots=True)
class Node:
    """One node: what it is, which nodes it takes in (None where nothing is connected), and where it stands.

    `value` is the number of a value node: a scalar, or the rows of a matrix of at most 8×8. `exponent` is that of a
    power, `function` the engine's spelling of an activation ('tanh'). `x` and `y` count columns to the right and rows
    down; nodes a column or a row apart do not overlap. Raises GraphError for what no node can be.
    """

    id: int
    kind: NodeKind
    inputs: tuple[int | None, ...] = ()
    value: float | tuple[tuple[float, ...], ...] | None = None
    name: str = ""
    x: float = 0.0
    y: float = 0.0
    exponent: float = 2.0
    function: str = "tanh"

    def __post_init__(self) -> None:
        if not 0 <= self.id < _MAX_ID:
            raise GraphError("number", f"no node can have the number {self.id}.")
        traits = KINDS[self.kind]
        if not traits.least <= len(self.inputs) <= traits.most:
            what = f"takes {traits.least} to {traits.most} inputs, but has {len(self.inputs)}"
            raise GraphError("slot", f"node {self.id} ({self.kind.value}) {what}.", self.id)
        if (self.value is not None) != (self.kind is NodeKind.VALUE):
            raise GraphError(
                "value", f"node {self.id}: a value has a number, and nothing else has one.", self.id
            )
        if self.value is not None:
            object.__setattr__(self, "value", checked_number(self.value, self.id))
        for number in ("x", "y", "exponent"):
            object.__setattr__(self, number, _as_float(getattr(self, number)))
        if len(self.name) > MAX_NAME or any(category(character) in _NO_NAME for character in self.name):
            what = f"a name has at most {MAX_NAME} characters, all of which can be written"
            raise GraphError("name", f"node {self.id}: {what}. Choose another.", self.id)
        for position in (self.x, self.y):
            if not abs(position) <= MAX_POSITION:
                raise GraphError("position", f"node {self.id} is too far away from the others.", self.id)
        if not abs(self.exponent) <= MAX_EXPONENT:
            what = f"an exponent is a number from −{MAX_EXPONENT:g} to {MAX_EXPONENT:g}"
            raise GraphError("exponent", f"node {self.id}: {what}.", self.id)
        _check_function(self)


def checked_number(value: Number, node: int) -> Number:
    """Return a scalar or the rows of a matrix as floats; raises GraphError unless finite, rectangular, at most 8×8."""
    if isinstance(value, int | float):
        number = _as_float(value)
        if not math.isfinite(number):
            raise GraphError("number", f"node {node}: a value must be a finite number.", node)
        return number
    rows = tuple(tuple(map(_as_float, row)) for row in value)
    sides = {len(row) for row in rows}
    if len(sides) != 1 or not 1 <= len(rows) <= MAX_SIDE or not 1 <= len(rows[0]) <= MAX_SIDE:
        what = f"a matrix has equally long rows, and at most {MAX_SIDE} rows and columns"
        raise GraphError("matrix", f"node {node}: {what}.", node)
    if not all(math.isfinite(number) for row in rows for number in row):
        raise GraphError("number", f"node {node}: every number of a matrix must be finite.", node)
    return rows


def _as_float(value: float) -> float:
    try:
        return float(value)
    except OverflowError:  # a whole number with more digits than a float has room for
        return math.inf


def _check_function(node: Node) -> None:
    """Raise GraphError unless the node's function works on each number alone, with numbers that it can have."""
    try:
        name, _numbers = activation_call(node.function) if len(node.function) <= MAX_NAME else ("", ())
        activation(node.function)
    except EngineError as error:
        raise GraphError("function", f"node {node.id}: {error}", node.id) from None
    if name in ("", "softmax"):
        what = "is no function of one number"
        raise GraphError("function", f"node {node.id}: {node.function[:MAX_NAME]!r} {what}.", node.id)


@dataclass(frozen=True)
class Graph:
    """Nodes in the order they were made, and the one whose gradient is followed back: `output`, or None to leave open.

    Raises GraphError where an input is no node, where two nodes have one id, and where the inputs go round in a circle.
    """

    nodes: tuple[Node, ...] = ()
    output: int | None = None

    def __post_init__(self) -> None:
        if len(self.nodes) > MAX_NODES:
            raise GraphError("nodes", f"a graph has at most {MAX_NODES} nodes.")
        if len(self._by_id) < len(self.nodes):
            raise GraphError("duplicate", "two nodes of the graph have the same number.")
        wanted = {source for node in self.nodes for source in node.inputs} | {self.output}
        unknown = wanted - self._by_id.keys() - {None}
        if unknown:
            raise GraphError("unknown", f"the graph has no node {min(i for i in unknown if i is not None)}.")
        if len(self.order) < len(self.nodes):
            around = sorted(self._by_id.keys() - set(self.order))
            raise GraphError("cycle", "the inputs of the graph go round in a circle.", *around)

    @cached_property
    def _by_id(self) -> dict[int, Node]:
        return {node.id: node for node in self.nodes}

    def node(self, id: int) -> Node:
        """Return the node with this id. Raises GraphError where there is none."""
        if id not in self._by_id:
            raise GraphError("unknown", f"the graph has no node {id}.", id)
        return self._by_id[id]

    def __contains__(self, id: int) -> bool:
        """Return whether there is a node with this id."""
        return id in self._by_id

    @cached_property
    def consumers(self) -> dict[int, tuple[tuple[int, int], ...]]:
        """For each node the places where it is used: (id of the node, its slot); one node may use it twice."""
        uses: dict[int, list[tuple[int, int]]] = {node.id: [] for node in self.nodes}
        for node in self.nodes:
            for slot, source in enumerate(node.inputs):
                if source is not None:
                    uses[source].append((node.id, slot))
        return {id: tuple(places) for id, places in uses.items()}

    @cached_property
    def order(self) -> tuple[int, ...]:
        """The ids in the order of computation: what is taken in comes first, else from left to right and down."""
        waiting = {node.id: sum(source is not None for source in node.inputs) for node in self.nodes}
        ready = [(node.x, node.y, node.id) for node in self.nodes if waiting[node.id] == 0]
        heapify(ready)
        order: list[int] = []
        while ready:
            done = heappop(ready)[2]
            order.append(done)
            for target, _slot in self.consumers[done]:
                waiting[target] -= 1
                if waiting[target] == 0:
                    node = self._by_id[target]
                    heappush(ready, (node.x, node.y, node.id))
        return tuple(order)

    def ancestors(self, id: int) -> set[int]:
        """Return the ids of all nodes that node `id` is computed from, without itself."""
        found: set[int] = set()
        waiting = [id]
        while waiting:
            sources = {source for source in self.node(waiting.pop()).inputs if source is not None}
            waiting += sources - found
            found |= sources
        return found

    @cached_property
    def results(self) -> tuple[int, ...]:
        """The ids of the nodes that no other takes in; lone values are none unless there is nothing else."""
        ends = [node for node in self.nodes if not self.consumers[node.id]]
        computed = [node for node in ends if node.kind is not NodeKind.VALUE]
        return tuple(node.id for node in computed or ends)

    @property
    def followed(self) -> int | None:
        """The id of the node whose gradient is followed back: the output that was chosen, or the only result."""
        if self.output is not None:
            return self.output
        return self.results[0] if len(self.results) == 1 else None
