"""What the network on the bench answers to every sample of the data set, or to those it has never seen."""

from PySide6.QtCore import QObject, QTimer, Signal

from nnlab.data import Dataset
from nnlab.desktop.ages import Age
from nnlab.desktop.jobs import Job, Jobs
from nnlab.desktop.running.run_controller import RunController
from nnlab.engine import Parameters, Task
from nnlab.training import Answers, Evaluation, Snapshot, Tested

_REST_MS = 120  # a weight that is being dragged is examined when it has come to rest
_SLICE_S = 0.1


class Examiner(QObject):
    """Keeps the answers of the network to one part of its data, as new as they can be had without making anyone wait.

    While training goes on, the run's own test after each epoch is shown; at rest a job answers the rest. Only while
    somebody `watches` are jobs begun.
    """

    changed = Signal(object)  # Answers, or None where there are none yet
    aged = Signal()  # the same answers have become those of another moment, or of this one

    def __init__(self, controller: RunController, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._controller, self._jobs = controller, jobs
        self._dataset: Dataset | None = None
        self._answers: Answers | None = None
        self._given = Age(0.0, untrained=True)  # when the answers were
        self._is_new = True  # whether they are those of the network on the bench
        self._tested: Tested | None = None  # of the run, when it was last heard of
        self._job: Job[Answers | None] | None = None
        self._asked: Parameters | None = None  # whom the job asks
        self._asked_at = self._given
        self._watchers = 0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._examine)

    @property
    def answers(self) -> Answers | None:
        """The latest answers to the data set that is examined."""
        return self._answers

    @property
    def dataset(self) -> Dataset | None:
        """The samples that are asked, if there are classes to be told apart."""
        return self._dataset

    @property
    def age(self) -> Age | None:
        """How long the network that answered was trained, if it has changed since; None of that on the bench."""
        return None if self._is_new else self._given

    def adopt(self, dataset: Dataset | None) -> None:
        """Examine another data set from now on; one without classes is not examined."""
        if dataset is not None and dataset.task is not Task.CLASSES:
            dataset = None
        if dataset is not self._dataset:
            self._cancel()
            self._dataset = dataset
            self._set(None, self._given)
            self._ask()

    def watch(self, on: bool) -> None:
        """Note that somebody begins to look at the answers, or ceases to."""
        self._watchers += 1 if on else -1
        self._ask()

    def follow(self, snapshot: Snapshot) -> None:
        """Take note of a new picture of the network."""
        tested, before = snapshot.tested, self._tested
        self._tested = tested
        # A test is news once: later there may be newer answers, of the pause after it.
        if tested is not None and tested is not before and tested.answers.dataset is self._dataset:
            self._set(tested.answers, Age(tested.epoch))
        self._ask()

    def _ask(self) -> None:
        """Have the network examined soon, unless it has been or is at work."""
        if self._compare():
            self.aged.emit()
        parameters = self._controller.snapshot.parameters
        if not self._watchers or self._dataset is None or self._is_up_to_date:
            self._rest.stop()
            self._cancel()
        elif self._asked is None or not _same(self._asked, parameters):
            self._rest.start()

    @property
    def _is_up_to_date(self) -> bool:
        return self._answers is not None and self._is_new

    def _compare(self) -> bool:
        """Compare the network of the answers with the one on the bench. Return whether that is news."""
        answers, before = self._answers, self._is_new
        self._is_new = answers is None or _same(answers.parameters, self._controller.snapshot.parameters)
        return self._is_new is not before

    def _examine(self) -> None:
        dataset, snapshot = self._dataset, self._controller.snapshot
        parameters = snapshot.parameters
        if dataset is None or self._is_up_to_date:
            return
        if self._controller.is_busy:  # the run has tests of its own; what it leaves is examined when it rests
            self._rest.start()
            return
        if (parameters.spec.inputs, parameters.spec.outputs) != (
            dataset.inputs.shape[1],
            dataset.targets.shape[1],
        ):
            return  # a picture of the network before
        self._cancel()
        self._asked, self._asked_at = parameters, _age_of(snapshot)
        self._go_on(Evaluation(parameters, dataset))

    def _go_on(self, evaluation: Evaluation) -> None:
        """Do one slice: what else is to be done meanwhile need not wait for a large network."""

        def done(answers: Answers | None) -> None:
            if answers is None:
                self._go_on(evaluation)
            else:
                self._on_done(answers)

        self._job = self._jobs.start(lambda _job: evaluation.advance(_SLICE_S), done)

    def _on_done(self, answers: Answers) -> None:
        self._job = self._asked = None
        if answers.dataset is self._dataset:
            # During a training that began meanwhile they are newer than its last test all the same.
            self._set(answers, self._asked_at)
        self._ask()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = self._asked = None

    def _set(self, answers: Answers | None, given: Age) -> None:
        if answers is not self._answers:
            self._answers, self._given = answers, given
            self._compare()
            self.changed.emit(answers)


def _age_of(snapshot: Snapshot) -> Age:
    return Age(snapshot.epochs_done, untrained=snapshot.step == 0)


def _same(one: Parameters, other: Parameters) -> bool:
    return one is other or (one.spec == other.spec and bool((one.vector == other.vector).all()))
