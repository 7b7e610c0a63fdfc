"""What is drawn on the pad, and the way it goes into the network. View state, not saved."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from nnlab.data.drawing import FRAME, Seen, Steps, see
from nnlab.desktop.probe import Probe

_SEEN_SHAPE = (FRAME, FRAME)  # of data sets into whose networks one can draw


class Drawing(QObject):
    """The ink on the pad, the steps that are switched on, and what the network sees of it.

    Every pad shows the same drawing. It ends when a sample is put onto the bench in its place.
    """

    changed = Signal()

    def __init__(self, probe: Probe, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._probe = probe
        self._ink: NDArray[np.uint8] | None = None
        self._seen: Seen | None = None
        self._steps = Steps()
        probe.changed.connect(self._on_probe_changed)

    @property
    def ink(self) -> NDArray[np.uint8] | None:
        """The drawing (height, width), 0 ground to 255 ink; None while a sample lies on the bench."""
        return self._ink

    @property
    def fits(self) -> bool:
        """Whether the network on the bench takes what a drawing becomes."""
        return self._probe.takes(_SEEN_SHAPE)

    @property
    def seen(self) -> Seen | None:
        """What becomes of it, step by step."""
        return self._seen

    @property
    def is_blank(self) -> bool:
        """Whether the pad lies on the bench and nothing is drawn on it: what the network answers means nothing."""
        return self._seen is not None and self._seen.is_empty

    @property
    def steps(self) -> Steps:
        """The steps that are switched on."""
        return self._steps

    def set_ink(self, ink: NDArray[np.uint8]) -> None:
        """Put a drawing onto the pad and, as the network sees it, onto the bench. Nothing happens where none fits."""
        if self.fits:
            self._ink = ink
            self._look()

    def clear(self) -> None:
        """Put an empty pad onto the bench."""
        self.set_ink(np.zeros(_SEEN_SHAPE, dtype=np.uint8))

    def toggle_step(self, step: str) -> None:
        """Switch 'crop', 'scale' or 'centre' off or on."""
        self._steps = replace(self._steps, **{step: not getattr(self._steps, step)})
        if self._ink is None:
            self.changed.emit()
        else:
            self._look()

    def _look(self) -> None:
        assert self._ink is not None
        self._seen = see(self._ink, self._steps)
        self._probe.set_picture(self._seen.final)
        self.changed.emit()

    def _on_probe_changed(self) -> None:
        if self._ink is not None and (self._seen is None or self._probe.picture is not self._seen.final):
            self._ink = self._seen = None
            self.changed.emit()
