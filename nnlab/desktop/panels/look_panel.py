"""The right side of the bench: the numbers of one layer as pictures."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from nnlab.desktop import colors, texts
from nnlab.desktop.document import StateChange
from nnlab.desktop.figures import has_segments
from nnlab.desktop.lab import Lab, Picture
from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.card import Card, SectionTitle
from nnlab.desktop.widgets.color_legend import ColorLegend
from nnlab.desktop.widgets.fields import Choice, ChoiceField
from nnlab.desktop.widgets.heatmap import CellRef, Heatmap
from nnlab.desktop.widgets.histogram import Histogram
from nnlab.desktop.widgets.segment_tiles import SegmentTiles
from nnlab.desktop.widgets.segmented import Segmented
from nnlab.engine import layer_views
from nnlab.engine.arrays import Floats
from nnlab.project import Change

_WEIGHTS, _GRADIENT, _UPDATE = "W", "dW", "update"


class LookPanel(Card):
    """Weights, gradient or last update of one layer: heatmap, legend, histogram; and its activations."""

    layer_chosen = Signal(object)  # int, from 0
    weight_clicked = Signal(object)  # (layer, source, target), or (layer, None, unit) for a bias

    def __init__(self, lab: Lab, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._lab = lab
        self._layer = ChoiceField(muted=True)
        self._layer.setObjectName("look_layer_field")
        self._kind = Segmented()
        self._kind.setObjectName("look_kind")
        self._form = Button(Look.BARE, "tiles")
        self._form.setObjectName("look_tiles_button")
        self._form.setCheckable(True)
        self._heatmap = Heatmap()
        self._heatmap.setObjectName("weight_heatmap")
        self._tiles = SegmentTiles()
        self._legend = ColorLegend()
        self._spread_title = SectionTitle()
        self._histogram = Histogram()
        self._activation_title = SectionTitle()
        self._activations = Heatmap()
        self._activations.setObjectName("activation_strip")
        self._layer.set_value(0)
        self._kind.set_value(_WEIGHTS)
        self._arrange()
        self._connect()
        self.retranslate()
        self._adopt_structure()
        self._show(lab.picture)

    @property
    def layer(self) -> int:
        """The layer that is looked at, from 0."""
        return int(self._layer.value())

    def set_layer(self, layer: int) -> None:
        """Look at another layer."""
        self._layer.set_value(layer)
        self._show_forms()
        self._show_titles()
        self._show(self._lab.picture)

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.set_title(self.tr("Inspect"))
        self._layer.setAccessibleName(self.tr("Layer to inspect"))
        self._layer.setToolTip(self.tr("Which layer's numbers are shown"))
        self._kind.set_options(
            [
                (_WEIGHTS, "W", self.tr("The weights and biases of the layer")),
                (_GRADIENT, "dW", self.tr("The gradient of the loss by the weights and biases")),
                (_UPDATE, self.tr("update"), self.tr("What the last update added to the weights and biases")),
            ]
        )
        self._kind.setAccessibleName(self.tr("Numbers to show"))
        self._kind.setToolTip(self.tr("The weights, their gradient, or what the last update added to them"))
        self._form.setAccessibleName(self.tr("Seven-segment pictures"))
        self._form.setToolTip(self.tr("Show one seven-segment picture for each unit instead of the matrix"))
        self._heatmap.setAccessibleName(self.tr("Matrix of the layer"))
        self._activations.setAccessibleName(self.tr("Activations of the layer"))
        self._activations.setToolTip(self.tr("What each unit gives for the input on the bench"))
        self._show_layer_names()
        self._show_titles()

    def _arrange(self) -> None:
        self.set_corner_widget(self._layer)
        chooser = QHBoxLayout()
        chooser.setSpacing(8)
        chooser.addWidget(self._kind)
        chooser.addStretch(1)
        chooser.addWidget(self._form)
        self.body.addLayout(chooser)
        self.body.addSpacing(2)
        for widget in (self._heatmap, self._tiles, self._legend):
            self.body.addWidget(widget)
        self.body.addSpacing(10)
        self.body.addWidget(self._spread_title)
        self.body.addWidget(self._histogram)
        self.body.addSpacing(10)
        self.body.addWidget(self._activation_title)
        self.body.addWidget(self._activations)
        self.body.addStretch(1)

    def _connect(self) -> None:
        self._layer.value_chosen.connect(self.layer_chosen)
        self._kind.value_chosen.connect(self._on_kind_chosen)
        self._form.toggled.connect(self._on_form_toggled)
        self._heatmap.cell_clicked.connect(self._on_cell_clicked)
        self._lab.state_changed.connect(self._on_state_changed)
        self._lab.picture_changed.connect(self._show)

    # -- structure -------------------------------------------------------------------------------------

    def _on_state_changed(self, change: StateChange) -> None:
        if change.changes & (Change.NETWORK | Change.DATASET):
            self._adopt_structure()

    def _adopt_structure(self) -> None:
        last = len(self._lab.state.spec.layers) - 1
        self._layer.set_value(min(self.layer, last))
        self._show_layer_names()
        self._show_forms()
        self._show_titles()

    def _show_layer_names(self) -> None:
        count = len(self._lab.state.spec.layers)
        sizes = self._lab.state.spec.sizes
        self._layer.set_choices(
            Choice(i, self.tr("layer {number}").format(number=i + 1), f"{sizes[i]} → {sizes[i + 1]}")
            for i in range(count)
        )

    def _show_forms(self) -> None:
        """Offer tiles where the columns of W are pictures of seven segments."""
        offers = self.layer == 0 and has_segments(self._lab.state.dataset.input_names)
        self._form.setVisible(offers)
        tiled = offers and self._form.isChecked()
        self._tiles.setVisible(tiled)
        self._heatmap.setVisible(not tiled)

    def _show_titles(self) -> None:
        names = {
            _WEIGHTS: self.tr("Weights"),
            _GRADIENT: self.tr("Gradient"),
            _UPDATE: self.tr("Update"),
        }
        self._spread_title.set_text(names[str(self._kind.value())], self.tr("distribution"))
        layers = self._lab.state.spec.layers
        layer = min(self.layer, len(layers) - 1)
        last = layer == len(layers) - 1
        title = self.tr("Output activations") if last else self.tr("Hidden activations")
        self._activation_title.set_text(title, texts.activation_name(layers[layer].activation))

    # -- numbers ---------------------------------------------------------------------------------------

    def _show(self, picture: Picture) -> None:
        snapshot = picture.snapshot
        spec = snapshot.parameters.spec
        if self.layer >= len(spec.layers):
            return  # a picture of the network before
        vector = {
            _WEIGHTS: snapshot.parameters.vector,
            _GRADIENT: snapshot.gradient,
            _UPDATE: snapshot.change,
        }[str(self._kind.value())]
        W, b = layer_views(spec, vector)[self.layer]
        if self._kind.value() == _UPDATE:
            W, b = -W, None if b is None else -b  # what was added, not what was subtracted
        matrix = W if b is None else np.vstack([W, b])
        limit = colors.symmetric_limit(matrix)
        if self._tiles.isVisibleTo(self):
            self._tiles.set_tiles(W.T, limit)
        else:
            self._heatmap.set_labels(*self._names(spec.sizes, has_bias=b is not None))
            self._heatmap.set_matrix(matrix, limit)
        self._legend.set_limit(limit)
        self._histogram.set_values(matrix.reshape(-1), limit)
        self._show_activations(picture.figures.probe[self.layer + 1])

    def _show_activations(self, values: NDArray[np.floating]) -> None:
        strip: Floats = values[None, :] if len(values) <= 64 else _folded(values)
        self._activations.set_labels(("",) * len(strip), ())
        self._activations.set_matrix(strip, colors.symmetric_limit(values))

    def _names(self, sizes: tuple[int, ...], *, has_bias: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the names of the rows and columns of the matrix that is shown."""
        dataset, layer = self._lab.state.dataset, self.layer
        rows = dataset.input_names if layer == 0 else tuple(f"h{i + 1}" for i in range(sizes[layer]))
        last = layer == len(sizes) - 2
        columns = dataset.target_names if last else tuple(f"h{i + 1}" for i in range(sizes[layer + 1]))
        # The bias is the last row: the weight of an input that is always 1.
        return (*rows, self.tr("bias")) if has_bias else rows, columns

    def _on_kind_chosen(self, kind: str) -> None:
        self._kind.set_value(kind)
        self._show_titles()
        self._show(self._lab.picture)

    def _on_form_toggled(self) -> None:
        self._show_forms()
        self._show(self._lab.picture)

    def _on_cell_clicked(self, cell: CellRef) -> None:
        if self._kind.value() != _WEIGHTS:
            return
        inputs = self._lab.state.spec.sizes[self.layer]
        source = cell.row if cell.row < inputs else None
        self.weight_clicked.emit((self.layer, source, cell.column))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self._show(self._lab.picture)


def _folded(values: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return many values as a matrix about four times as wide as high, filled up with NaN."""
    columns = int(np.ceil(np.sqrt(4 * len(values))))
    rows = -(-len(values) // columns)
    folded = np.full(rows * columns, np.nan)
    folded[: len(values)] = values
    return folded.reshape(rows, columns)
