"""What one looks at while drawing: what the network sees and heeds, and what it was taught that is like it."""

from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from nnlab.data.neighbours import nearest
from nnlab.desktop import colors
from nnlab.desktop.jobs import Job
from nnlab.desktop.lab import Lab, Picture
from nnlab.desktop.panels.reader import Reader
from nnlab.desktop.widgets.card import Card, label
from nnlab.desktop.widgets.color_legend import ColorLegend
from nnlab.desktop.widgets.heatmap import Heatmap
from nnlab.desktop.widgets.picture_row import PictureRow
from nnlab.desktop.widgets.segmented import Segmented
from nnlab.desktop.words import texts
from nnlab.engine import EngineError, Network, Pixels
from nnlab.engine.saliency import contributions

_SEEN, _HEEDED = "seen", "heeded"
_NEAREST = 24  # as many as have room on a wide screen
_REST_MS = 150  # the pen has come to rest


class SeenCard(Reader, Card):
    """The picture that goes into the network, and which of its pixels speak for the answer."""

    def __init__(self, lab: Lab, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._kind = Segmented()
        self._kind.setObjectName("seen_kind")
        self._kind.set_value(_HEEDED)
        self._picture = Heatmap()
        self._picture.setObjectName("seen_picture")
        self._legend = ColorLegend()
        self._about = label("", "caption")
        self._about.setWordWrap(True)
        self.body.addWidget(self._kind)
        self.body.addWidget(self._picture)
        self.body.addWidget(self._legend)
        self.body.addWidget(self._about)
        self.body.addStretch(1)
        self._kind.value_chosen.connect(self._choose)
        self.follow(lab)

    def retranslate(self) -> None:
        self.set_title(self.tr("What the network sees"))
        self._kind.set_options(
            [
                (
                    _HEEDED,
                    self.tr("evidence"),
                    self.tr("Which pixels speak for the answer, and which against it"),
                ),
                (_SEEN, self.tr("input"), self.tr("The 28 × 28 pixels that go into the network")),
            ]
        )
        self._kind.setAccessibleName(self.tr("What is shown"))
        self._picture.setAccessibleName(self.tr("Pixels of the input"))
        self._picture.setToolTip(self.tr("Slope of the answer's score along each pixel, times the pixel"))
        super().retranslate()

    def _choose(self, kind: str) -> None:
        self._kind.set_value(kind)
        self.show_picture(self._lab.picture)

    def show_picture(self, picture: Picture) -> None:
        state = self._lab.state
        shape, outputs = state.dataset.image_shape, picture.figures.probe[-1]
        parameters = picture.snapshot.parameters
        if shape is None or parameters.spec.sizes != state.spec.sizes:
            return
        answered = bool(np.isfinite(outputs).all()) and not self._lab.drawing.is_blank
        heeds = self._kind.value() == _HEEDED and answered
        values = self._lab.probe.seen
        names = texts.data_names(state.dataset.target_names, state.dataset)
        best = int(np.argmax(outputs))
        if heeds:
            try:
                values = contributions(Network.reading(parameters), values, best)
            except EngineError:  # a step has no slope to follow
                heeds = False
        self._picture.set_ink(not heeds)
        limit = colors.symmetric_limit(values) if heeds else 1.0
        self._picture.set_tiles(np.asarray(values).reshape(1, *shape), limit)
        self._legend.setVisible(heeds)
        self._legend.set_limit(limit)
        heeded = self.tr("Blue pixels speak for “{name}”, orange ones against it.")
        text = heeded if heeds else self.tr("These pixels go into the network.")
        self._about.setText(text.format(name=names[best]))


class NearestCard(Card):
    """The training pictures most like the one on the bench: what the network could have known."""

    def __init__(self, lab: Lab, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._lab = lab
        self._row = PictureRow()
        self._row.setObjectName("nearest_row")
        self.body.addWidget(self._row, 1)
        self._rows: NDArray[np.intp] = np.zeros(0, dtype=np.intp)
        self._job: Job[NDArray[np.intp]] | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._search)
        self._row.picture_clicked.connect(lambda index: lab.probe.set_row(int(self._rows[index])))
        lab.probe.changed.connect(self._ask)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.set_title(self.tr("Nearest training pictures"))
        self._row.setAccessibleName(self.tr("Nearest training pictures"))
        self._ask()  # the classes have other names

    def _ask(self) -> None:
        """Search when the pen rests; until then no pictures are shown, which would be near to another one."""
        if self.isVisible():
            self._show(np.zeros(0, dtype=np.intp))
            self._rest.start()

    def _search(self) -> None:
        dataset, picture = self._lab.state.dataset, self._lab.probe.picture
        if self._job is not None:
            self._job.cancel()
        inputs = dataset.inputs
        if picture is None or not isinstance(inputs, Pixels) or not picture.any():
            self._show(np.zeros(0, dtype=np.intp))
            return
        count = _NEAREST + 1 if self._lab.probe.training_row is not None else _NEAREST
        self._job = self._lab.jobs.start(
            lambda job: nearest(inputs, picture, count, cancelled=job.is_cancelled),
            partial(self._on_found, inputs),
        )

    def _on_found(self, inputs: Pixels, rows: NDArray[np.intp]) -> None:
        self._job = None
        if inputs is self._lab.state.dataset.inputs:
            self._show(rows[rows != self._lab.probe.training_row][:_NEAREST])

    def _show(self, rows: NDArray[np.intp]) -> None:
        dataset = self._lab.state.dataset
        self._rows = rows
        if dataset.image_shape is None or not isinstance(dataset.inputs, Pixels):
            self._row.set_pictures([], [])
            return
        names = texts.data_names(dataset.target_names, dataset)
        labels = dataset.targets[rows].argmax(axis=1)
        self._row.set_pictures(
            [dataset.picture(int(row)) for row in rows], [names[int(number)] for number in labels]
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._rest.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
