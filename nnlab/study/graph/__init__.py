"""Computational graphs (lecture note 002): values and operations, forward numbers and backward numbers."""

from nnlab.study.graph.evaluate import evaluate
from nnlab.study.graph.graph import MAX_NAME, MAX_NODES, MAX_SIDE, Graph, GraphError, Node
from nnlab.study.graph.kinds import KINDS, KindTraits, NodeKind
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
    "evaluate",
]
