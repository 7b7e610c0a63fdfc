"""Checks of what is looked at: a sample, a drawing, a computational graph, the step size of a gradient check."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from nnlab.engine import Task
from nnlab.lessons.facts import DeedKind, LessonFacts
from nnlab.lessons.known import require_known, require_whole, require_word
from nnlab.study.graph import PRESETS, Graph

DrawingStep: TypeAlias = Literal["crop", "scale", "centre"]
Why: TypeAlias = Literal["truncation", "rounding", "kinks"]

GRAPHS = tuple(PRESETS)


@dataclass(frozen=True, slots=True)
class SampleOnBench:
    """A sample of the data lies on the bench: one of the class `name`, one that is answered `right` or not."""

    name: str | None = None
    right: bool | None = None

    def __post_init__(self) -> None:
        if self.name is not None:
            require_word("name", self.name)

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether it is so; a drawing or switches that were set are no sample."""
        target = facts.target
        if target is None:
            return False
        if facts.state.dataset.task is Task.CLASSES:
            classes, is_right = {int(target.argmax())}, int(facts.answer.argmax()) == int(target.argmax())
        else:
            asked = tuple(int(value >= 0.5) for value in target)
            classes, is_right = set(np.flatnonzero(asked).tolist()), facts.bits == asked
        names = {facts.state.dataset.target_names[place] for place in classes}
        return self.name in (None, *names) and self.right in (None, is_right)


@dataclass(frozen=True, slots=True)
class DrawingStepOff:
    """A drawing goes into the network without the step `step` of its way, or without any of them."""

    step: DrawingStep | None = None

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether there is a drawing, and the step is left out."""
        return bool(facts.left_out) and self.step in (None, *facts.left_out)


@dataclass(frozen=True, slots=True)
class GraphIs:
    """The computational graph on show is `graph` of the notes, whatever its values."""

    graph: str

    def __post_init__(self) -> None:
        require_known("graph", self.graph, GRAPHS)

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether kinds and edges are the same; a project without a graph shows the first one."""
        shown = facts.state.graph
        return _wiring(PRESETS[GRAPHS[0]]() if shown is None else shown) == _wiring(PRESETS[self.graph]())


@dataclass(frozen=True, slots=True)
class GraphWalked:
    """`count` steps through the graph were made, node by node."""

    count: int = 1

    def __post_init__(self) -> None:
        require_whole("count", self.count)

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether they were."""
        return facts.count(DeedKind.GRAPH_STEPPED) >= self.count


@dataclass(frozen=True, slots=True)
class GradientDoubted:
    """In the check of gradients a step size was chosen that can tell nothing; `why`, if that is asked."""

    why: Why | None = None

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether it was."""
        return facts.count(DeedKind.GRADIENT_DOUBTED, self.why) > 0


def _wiring(graph: Graph) -> tuple[object, ...]:
    """Return the kinds of the nodes with the places of their inputs, whatever their numbers and names are."""
    places = {node.id: place for place, node in enumerate(graph.nodes)}
    return tuple(
        (node.kind, tuple(None if source is None else places[source] for source in node.inputs))
        for node in graph.nodes
    )
