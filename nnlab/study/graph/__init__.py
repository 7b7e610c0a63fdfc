"""Computational graphs (lecture note 002): values and operations, forward numbers and backward numbers."""

from nnlab.study.graph.edits import (
    add_node,
    connect,
    disconnect,
    makes_circle,
    move,
    remove_node,
    rename,
    set_exponent,
    set_function,
    set_output,
    set_value,
)
from nnlab.study.graph.evaluate import evaluate
from nnlab.study.graph.folding import can_fold, can_unfold, fold, unfold
from nnlab.study.graph.graph import MAX_NAME, MAX_NODES, MAX_SIDE, Graph, GraphError, Node
from nnlab.study.graph.kinds import KINDS, KindTraits, NodeKind
from nnlab.study.graph.neuron import neuron_graph
from nnlab.study.graph.presets import PRESET_NAMES, PRESETS
from nnlab.study.graph.results import (
    Direction,
    EdgeResult,
    Evaluation,
    Fault,
    FaultKey,
    NodeResult,
    Rule,
    Step,
)

__all__ = [
    "KINDS",
    "MAX_NAME",
    "MAX_NODES",
    "MAX_SIDE",
    "PRESETS",
    "PRESET_NAMES",
    "Direction",
    "EdgeResult",
    "Evaluation",
    "Fault",
    "FaultKey",
    "Graph",
    "GraphError",
    "KindTraits",
    "Node",
    "NodeKind",
    "NodeResult",
    "Rule",
    "Step",
    "add_node",
    "can_fold",
    "can_unfold",
    "connect",
    "disconnect",
    "evaluate",
    "fold",
    "makes_circle",
    "move",
    "neuron_graph",
    "remove_node",
    "rename",
    "set_exponent",
    "set_function",
    "set_output",
    "set_value",
    "unfold",
]
