"""The facts of one moment, gathered from the lab for the checks of a lesson."""

from collections.abc import Mapping

import numpy as np

from nnlab.desktop.graphs.graph_editing import graph_of
from nnlab.desktop.lab import Lab
from nnlab.lessons import Deed, LessonFacts, Step
from nnlab.lessons.checks import parts_of
from nnlab.lessons.deed_checks import GraphValue
from nnlab.project import ProjectState
from nnlab.study.graph import evaluate

_SURE_FROM = 0.5  # of a probability, from which a drawing counts as read


def gather(
    lab: Lab, step: Step, workspace: str, deeds: Mapping[Deed, int], *, has_guessed: bool
) -> LessonFacts:
    """Return the facts of this moment; the graph is evaluated only where the step asks for it."""
    picture, state = lab.picture, lab.state
    snapshot = picture.snapshot
    return LessonFacts(
        state=state,
        config=lab.controller.config,
        parameters=snapshot.parameters,
        epoch=snapshot.epoch,
        step=snapshot.step,
        loss=snapshot.loss,
        accuracy=snapshot.accuracy,
        unseen_accuracy=_unseen_accuracy(lab),
        probe=np.asarray(lab.probe.seen, dtype=np.float64),
        broken=lab.probe.broken,
        answer=picture.figures.probe[-1],
        workspace=workspace,
        nodes=_nodes(state) if _asks_for_graph(step) else {},
        kept_runs=len(state.runs.records),
        has_guessed=has_guessed,
        deeds=deeds,
        target=lab.probe.target,
        left_out=_left_out(lab),
    )


def digit_read(lab: Lab) -> int | None:
    """Return the digit that the drawing on the pad is read as, if it is, and surely so."""
    drawing = lab.drawing
    if drawing.ink is None or drawing.is_blank:
        return None
    answer = lab.picture.figures.probe[-1]
    if len(answer) != 10 or not float(answer.max()) >= _SURE_FROM:
        return None
    return int(answer.argmax())


def _left_out(lab: Lab) -> frozenset[str]:
    """Return the steps that the drawing on the pad does not take on its way into the network."""
    drawing = lab.drawing
    if drawing.ink is None or drawing.is_blank:
        return frozenset()
    steps = drawing.steps
    taken = {"crop": steps.crop, "scale": steps.scale, "centre": steps.centre}
    return frozenset(name for name, is_on in taken.items() if not is_on)


def _unseen_accuracy(lab: Lab) -> float | None:
    """Return the share of unseen samples that are right, of this network and not of an earlier one."""
    answers = lab.examiner.answers
    if lab.state.dataset.watched is not None and answers is not None and lab.examiner.age is None:
        return answers.accuracy
    tested = lab.picture.snapshot.tested
    return None if tested is None else tested.answers.accuracy


def _asks_for_graph(step: Step) -> bool:
    return any(isinstance(part, GraphValue) for goal in step.checks for part in parts_of(goal.check))


def _nodes(state: ProjectState) -> dict[str, tuple[float, float]]:
    """Return value and gradient of every scalar node of the graph that has a name and both numbers."""
    found = {}
    graph = graph_of(state)
    evaluation = evaluate(graph)
    for node in graph.nodes:
        result = evaluation.nodes[node.id]
        if node.name and result.shape == () and result.gradient is not None:
            found[node.name] = float(result.value), float(result.gradient)
    return found
