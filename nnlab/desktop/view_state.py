"""What is looked at on the bench, and how it is read. View state, not saved."""

from PySide6.QtCore import QObject, Signal

from nnlab.training import StepSize

THRESHOLD = 0.5  # to begin with


class ViewState(QObject):
    """The layer that is marked and taken apart, the output from which one unit says yes, and how far a step goes.

    One place, so that all who show them agree.
    """

    layer_changed = Signal(object)  # int, from 0
    threshold_changed = Signal(object)  # float
    pointed_changed = Signal(object)  # int | None
    step_size_changed = Signal(object)  # StepSize
    bench_wanted = Signal()  # something was put there, and is to be seen
    covered_changed = Signal(object)  # bool

    def __init__(self, layers: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._layers = layers
        self._layer = 0
        self._pointed: int | None = None
        self._threshold = THRESHOLD
        self._step_size = StepSize.EPOCH
        self._is_covered = False

    @property
    def selected_layer(self) -> int:
        """The layer that is looked at, from 0."""
        return self._layer

    def select_layer(self, layer: int) -> None:
        """Look at another layer; at the last one if the network has lost it meanwhile."""
        layer = min(layer, self._layers - 1)
        if layer != self._layer:
            self._layer = layer
            self.layer_changed.emit(layer)

    @property
    def pointed_layer(self) -> int | None:
        """The layer that is pointed at, from 0, -1 for the inputs, or None: lit wherever it is shown."""
        return self._pointed

    def point_at(self, layer: int | None) -> None:
        """Light a layer wherever it is shown, or none; one that the network does not have is none."""
        layer = layer if layer is None or layer < self._layers else None
        if layer != self._pointed:
            self._pointed = layer
            self.pointed_changed.emit(layer)

    def ask_for_bench(self) -> None:
        """Have the bench shown, wherever one is."""
        self.bench_wanted.emit()

    @property
    def step_size(self) -> StepSize:
        """How far one step goes, forward or back."""
        return self._step_size

    def set_step_size(self, size: StepSize) -> None:
        """Go another way with one step."""
        if size is not self._step_size:
            self._step_size = size
            self.step_size_changed.emit(size)

    @property
    def is_covered(self) -> bool:
        """Whether nobody may see yet what comes next: a lesson waits for a guess of it."""
        return self._is_covered

    def set_covered(self, covered: bool) -> None:
        """Keep what comes next back, or let it be seen."""
        if covered != self._is_covered:
            self._is_covered = covered
            self.covered_changed.emit(covered)

    @property
    def threshold(self) -> float:
        """The output, between 0 and 1, from which a single unit's answer is read as yes."""
        return self._threshold

    def set_threshold(self, threshold: float) -> None:
        """Read a single unit's answer as yes from another output on."""
        if threshold != self._threshold:
            self._threshold = threshold
            self.threshold_changed.emit(threshold)

    def clamp(self, layers: int) -> None:
        """Stay inside a network of `layers` layers."""
        self._layers = layers
        self.select_layer(self._layer)
        self.point_at(self._pointed)
