"""A hand that adds and removes points, also while the network learns: the training is held for it, and goes on."""

from collections.abc import Callable
from weakref import WeakKeyDictionary

from numpy.typing import ArrayLike

from nnlab.data import Dataset
from nnlab.data.points import row_of_sample
from nnlab.desktop.lab import Lab
from nnlab.desktop.undo import Label
from nnlab.desktop.words import sentences
from nnlab.project import ProjectState, with_point_added, with_point_removed


class PointEdits:
    """Edits single samples of what is on the bench.

    An edit waits until the run rests, and others may come before it. Those of points move the rows, so a point is
    looked up by what it is; and where another data set was opened meanwhile, what was meant for this one is dropped.
    """

    def __init__(self, lab: Lab) -> None:
        self._lab = lab
        # Data sets that came from one another by edits of points: all of one line have the same mark.
        self._lines: WeakKeyDictionary[Dataset, object] = WeakKeyDictionary()

    def add(self, inputs: ArrayLike, target: ArrayLike) -> None:
        """Add a sample to train on, `inputs` (in,) and `target` (out,), and put it on the bench."""
        lab = self._lab
        self._edit(
            sentences.add_point,
            lambda state: with_point_added(state, inputs, target),
            lambda: lab.probe.set_row(len(lab.state.dataset.inputs) - 1),
        )

    def remove(self, shown: Dataset, part: str, row: int) -> None:
        """Remove the sample that is `row` of `shown`, of the `part` 'train', 'validation' or 'test', if still there."""
        probe = self._lab.probe
        inputs, target, values = shown.inputs[row], shown.targets[row], probe.values

        def edit(state: ProjectState) -> ProjectState:
            now = row_of_sample(state.dataset, part, inputs, target)
            return state if now is None else with_point_removed(state, part, now)

        self._edit(sentences.remove_point, edit, lambda: probe.set_values(values))

    def _edit(
        self, said: Label, edit: Callable[[ProjectState], ProjectState], then: Callable[[], object]
    ) -> None:
        """Make an edit of the samples on the bench, then call `then`, and go on with a training that it has held."""
        controller, lines = self._lab.controller, self._lines
        goes_on = controller.is_running
        line = lines.setdefault(self._lab.state.dataset, object())
        concerns = changes = False

        def guarded(state: ProjectState) -> ProjectState:
            nonlocal concerns, changes
            concerns = lines.get(state.dataset) is line
            if not concerns:
                return state
            edited = edit(state)
            changes = edited is not state
            lines[edited.dataset] = line
            return edited

        def done() -> None:
            if changes:
                then()
            if concerns and goes_on and not controller.is_called_off:
                controller.train()

        controller.edit(said, guarded, done=done)
