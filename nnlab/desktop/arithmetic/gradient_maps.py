"""Maps of the relative errors of gradients, one for each layer, below one another."""

import numpy as np
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from nnlab.desktop.arithmetic import gradient_sentences as say
from nnlab.desktop.widgets.card import SectionTitle
from nnlab.desktop.widgets.error_map import ErrorCells, ErrorMap
from nnlab.study.gradient_check import Differences, GradientStudy

_BAR_ROOM_PX = 14  # beside the maps, for the bar that scrolls them
_COLUMNS = 40  # of cells that stand one after the other
_MOST_ROWS = 100


class GradientMaps(QScrollArea):
    """A map of relative errors for each layer: its matrix with the biases below, or what was drawn of it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("gradient_maps")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._study: GradientStudy | None = None
        self._names: tuple[tuple[str, ...], ...] = ()
        self._step: Differences | None = None
        self._places: list[np.ndarray] = []  # of each layer, the names of what was checked
        self._titles: list[SectionTitle] = []
        self._maps: list[ErrorMap] = []
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, _BAR_ROOM_PX, 0)
        self._column.setSpacing(6)
        self._column.addStretch(1)
        self.setWidget(content)
        for ground in (self.viewport(), content):
            ground.setAutoFillBackground(False)

    def set_study(self, study: GradientStudy, names: tuple[tuple[str, ...], ...]) -> None:
        """Make room for the layers of `study`; `names` are those of the units of every column, inputs first."""
        self._study, self._names = study, names
        for layer, part in enumerate(study.parts):
            places = [study.place(number).name for number in range(part.start, part.stop)]
            self._places.append(np.array(places))
            title, cells = SectionTitle(), ErrorMap()
            cells.setObjectName(f"error_map_{layer + 1}")
            self._titles.append(title)
            self._maps.append(cells)
            for widget in (title, cells):
                self._column.insertWidget(self._column.count() - 1, widget)
        self.retranslate()

    def set_step(self, step: Differences | None) -> None:
        """Show the errors of a step size; None while they are not known."""
        if step is self._step:
            return
        self._step = step
        for layer, cells in enumerate(self._maps):
            if step is not None and self._study is not None:
                part = step.part(self._study.parts[layer])
                units = self._study.spec.layers[layer].units
                cells.set_cells(_cells(part, self._places[layer], self._sources(layer), units))
            cells.setEnabled(step is not None)

    def _sources(self, layer: int) -> tuple[str, ...]:
        """Return the names of the rows of a layer's matrix."""
        assert self._study is not None
        has_bias = self._study.spec.slots[layer].bias is not None
        return (*self._names[layer], self.tr("bias")) if has_bias else self._names[layer]

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        for layer, title in enumerate(self._titles):
            assert self._study is not None
            title.set_text(
                self.tr("Layer {number}").format(number=layer + 1), say.layer_note(self._study, layer)
            )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _cells(part: Differences, names: np.ndarray, sources: tuple[str, ...], units: int) -> ErrorCells:
    """Return the cells of a layer: W with b as its last row, or one after the other where that would be no matrix.

    `sources` are the names of the rows, that of the bias included. A layer of which only some were drawn is no matrix,
    and one as tall as a picture has pixels would have rows too low to see.
    """
    count = len(names)
    is_matrix = count == len(sources) * units and len(sources) <= _MOST_ROWS
    columns = units if is_matrix else min(_COLUMNS, count)
    shape = -(-count // columns), columns

    def laid(values: np.ndarray) -> np.ndarray:
        filled = np.zeros(shape[0] * columns, dtype=values.dtype)
        filled[:count] = values
        return filled.reshape(shape)

    return ErrorCells(
        laid(part.relative_error),
        laid(part.analytic),
        laid(part.numeric),
        laid(part.crosses),
        laid(names),
        sources if is_matrix else (),
    )
