"""Shows something that has steps, one after the other: run, pause, step and again, without knowing what is shown."""

from PySide6.QtCore import QObject, QTimer, Signal


class Player(QObject):
    """Stands at a step between 0 and the last; `None` is a last step that is not known yet, which is waited for."""

    moved = Signal(object)  # int: the step that is shown now
    running_changed = Signal(object)  # bool

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._step = 0
        self._last: int | None = None
        self._is_running = False
        self._owed = 0  # steps that were asked for before it was known how many there are
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._advance)

    @property
    def step(self) -> int:
        """The step that is shown."""
        return self._step

    @property
    def last(self) -> int | None:
        """The last step there is, or None while that is not known."""
        return self._last

    @property
    def is_running(self) -> bool:
        """Whether it goes on by itself."""
        return self._is_running

    def set_pace(self, interval_ms: int) -> None:
        """Stand so long at every step; 0 goes to the end at once, for those who want no motion."""
        self._timer.setInterval(interval_ms)

    @property
    def is_at_end(self) -> bool:
        """Whether there is no step left."""
        return self._last is not None and self._step >= self._last

    def begin(self, last: int | None, *, at_end: bool = False) -> None:
        """Stand at the start, or at the end, of something with so many steps; what was running runs on."""
        self._last = last
        self._go_to(last if at_end and last is not None else 0)
        if last is not None:
            owed, self._owed = self._owed, 0
            if owed:
                self._go_to(min(owed, last))
        self._drive()

    def run(self) -> None:
        """Go on by itself to the end; from the end, begin again."""
        if self.is_at_end:
            self._go_to(0)
        self._set_running(True)
        self._drive()

    def pause(self) -> None:
        """Stay where it is."""
        self._owed = 0
        self._set_running(False)
        self._timer.stop()

    def advance(self) -> None:
        """Pause and go on by one step."""
        self._set_running(False)
        self._timer.stop()
        if self._last is None:
            self._owed += 1
        elif self._step < self._last:
            self._go_to(self._step + 1)

    def again(self) -> None:
        """Pause and go back to the start."""
        self.pause()
        self._go_to(0)

    def _drive(self) -> None:
        if not self._is_running or self._last is None:
            self._timer.stop()
        elif self._timer.interval() == 0:
            self._go_to(self._last)
            self._set_running(False)
        else:
            self._timer.start()

    def _advance(self) -> None:
        if self._last is not None and self._step < self._last:
            self._go_to(self._step + 1)
        if self._last is None or self._step >= self._last:
            self.pause()

    def _go_to(self, step: int) -> None:
        if step != self._step:
            self._step = step
            self.moved.emit(step)

    def _set_running(self, on: bool) -> None:
        if on != self._is_running:
            self._is_running = on
            self.running_changed.emit(on)
