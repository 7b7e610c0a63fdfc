"""The right side of the bench: the numbers of one layer as pictures."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from nnlab.data.segments import has_segments
from nnlab.desktop import colors
from nnlab.desktop import theme as themes
from nnlab.desktop.document import StateChange
from nnlab.desktop.files.picture_menu import PictureMenu
from nnlab.desktop.lab import Lab, Picture
from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.card import Card, SectionTitle
from nnlab.desktop.widgets.color_legend import ColorLegend
from nnlab.desktop.widgets.fields import Choice, ChoiceField
from nnlab.desktop.widgets.heatmap import CellRef, Heatmap
from nnlab.desktop.widgets.histogram import Histogram
from nnlab.desktop.widgets.segment_tiles import SegmentTiles
from nnlab.desktop.widgets.segmented import Segmented
from nnlab.desktop.words import texts
from nnlab.desktop.words.unit_names import unit_names
from nnlab.engine import layer_views
from nnlab.project import Change
from nnlab.training import Snapshot

_LONGEST_STRIP = 64  # units in one row; more stand in several
_TALLEST_STRIP_PX = 96
_ANY_HEIGHT = 16_777_215  # what Qt takes for no limit
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
        self._had_pictures = False
        self._shown: Snapshot | None = None
        self._legend = ColorLegend()
        self._spread_title = SectionTitle()
        self._histogram = Histogram()
        self._activation_title = SectionTitle()
        self._activations = Heatmap()
        self._activations.setObjectName("activation_strip")
        self._activation_title.set_buddy(self._activations)
        self._check = Button(Look.FIELD)
        self._check.setObjectName("check_gradients_button")
        self._is_brief = False
        self._layer.set_value(lab.view.selected_layer)
        self._kind.set_value(_WEIGHTS)
        PictureMenu(self, lab, "weights")
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
        self._name_units()
        self._show(self._lab.picture)

    @property
    def kind(self) -> str:
        """Which numbers are shown."""
        return str(self._kind.value())

    def set_kind(self, kind: str = _WEIGHTS) -> None:
        """Show other numbers of the layer: `kind` as `kind` told them, the weights without one."""
        self._kind.set_value(kind)
        self._offer_check()
        self._show_titles()
        self._show(self._lab.picture)

    def set_brief(self, brief: bool) -> None:
        """Show the picture of the numbers alone, where there is no room for their spread and the activations."""
        was_brief, self._is_brief = self._is_brief, brief
        for widget in (self._spread_title, self._histogram, self._activation_title, self._activations):
            widget.setVisible(not brief)
        self._offer_check()
        if was_brief and not brief:
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
        self._form.setAccessibleName(self.tr("Pictures of the units"))
        self._form.setToolTip(
            self.tr("Show the weights of each unit as a picture of the inputs, or all of them as a matrix")
        )
        self._heatmap.setAccessibleName(self.tr("Matrix of the layer"))
        self._activations.setAccessibleName(self.tr("Activations of the layer"))
        self._activations.setToolTip(self.tr("What each unit gives for the input on the bench"))
        self._check.setText(self.tr("Check gradients…"))
        self._check.setAccessibleName(self.tr("Check gradients"))
        self._check.setToolTip(
            self.tr("Compare the back-propagated gradients with numeric ones, for any step size")
        )
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
        self.body.addWidget(self._check, 0, Qt.AlignmentFlag.AlignLeft)

    def _connect(self) -> None:
        self._layer.value_chosen.connect(self.layer_chosen)
        self._kind.value_chosen.connect(self.set_kind)
        self._form.toggled.connect(self._on_form_toggled)
        self._check.clicked.connect(self._on_check_clicked)
        self._heatmap.cell_clicked.connect(self._on_cell_clicked)
        self._tiles.segment_clicked.connect(self._on_segment_clicked)
        self._lab.state_changed.connect(self._on_state_changed)
        self._lab.picture_changed.connect(self._on_picture_changed)

    # -- structure -------------------------------------------------------------------------------------

    def _on_state_changed(self, change: StateChange) -> None:
        if change.changes & (Change.NETWORK | Change.DATASET):
            self._adopt_structure()

    def _adopt_structure(self) -> None:
        pictures = self._lab.state.dataset.image_shape is not None
        if pictures != self._had_pictures:  # to begin with, pixels are pictures and segments a matrix
            self._had_pictures = pictures
            self._form.blockSignals(True)
            self._form.setChecked(pictures)
            self._form.blockSignals(False)
        self._show_layer_names()
        self._show_forms()
        self._show_titles()
        self._name_units()

    def _show_layer_names(self) -> None:
        count = len(self._lab.state.spec.layers)
        sizes = self._lab.state.spec.sizes
        self._layer.set_choices(
            Choice(i, self.tr("layer {number}").format(number=i + 1), f"{sizes[i]} → {sizes[i + 1]}")
            for i in range(count)
        )

    def _show_forms(self) -> None:
        """Offer tiles where the columns of W are pictures: of seven segments, or of pixels."""
        dataset = self._lab.state.dataset
        first = self.layer == 0
        offers = first and (has_segments(dataset.input_names) or dataset.image_shape is not None)
        self._form.setVisible(offers)
        tiled = offers and self._form.isChecked() and dataset.image_shape is None
        self._tiles.setVisible(tiled)
        self._heatmap.setVisible(not tiled)

    @property
    def _shows_pictures(self) -> bool:
        """Whether the weights of each unit are shown as a picture of pixels."""
        shape = self._lab.state.dataset.image_shape
        return self.layer == 0 and shape is not None and self._form.isChecked()

    def _show_titles(self) -> None:
        names = {
            _WEIGHTS: self.tr("Weights"),
            _GRADIENT: self.tr("Gradient"),
            _UPDATE: self.tr("Update"),
        }
        self._spread_title.set_text(names[str(self._kind.value())], self.tr("distribution"))
        layers, layer = self._lab.state.spec.layers, self.layer
        last = layer == len(layers) - 1
        title = self.tr("Output activations") if last else self.tr("Hidden activations")
        self._activation_title.set_text(title, texts.activation_name(layers[layer].activation))

    # -- numbers ---------------------------------------------------------------------------------------

    def _on_picture_changed(self, picture: Picture) -> None:
        if picture.snapshot is self._shown:  # another input on the bench changes no weights
            self._show_activations(picture.figures.probe[self.layer + 1])
        else:
            self._show(picture)

    def _show(self, picture: Picture) -> None:
        snapshot = picture.snapshot
        spec = snapshot.parameters.spec
        if spec.sizes != self._lab.state.spec.sizes:
            return  # a picture of the network before
        self._shown = snapshot
        self._show_activations(picture.figures.probe[self.layer + 1])
        vector = {
            _WEIGHTS: snapshot.parameters.vector,
            _GRADIENT: snapshot.gradient,
            _UPDATE: snapshot.change,
        }[str(self._kind.value())]
        W, b = layer_views(spec, vector)[self.layer]
        if self._kind.value() == _UPDATE:
            W, b = -W, None if b is None else -b  # what was added, not what was subtracted
        matrix = W if b is None else np.vstack([W, b])
        matrix.flags.writeable = False  # so that those who show it need no copy
        limit = colors.symmetric_limit(matrix)
        shape = self._lab.state.dataset.image_shape
        if shape is not None and self._shows_pictures:
            pictures = np.ascontiguousarray(W.T).reshape(-1, *shape)
            pictures.flags.writeable = False
            limit = colors.symmetric_limit(pictures)  # a bias is in none of them
            self._heatmap.set_tiles(pictures, limit)
            matrix = W  # whose scale would not fit a bias
        elif self._tiles.isVisibleTo(self):
            self._tiles.set_tiles(W.T, limit)
        else:
            self._heatmap.set_matrix(matrix, limit)
        self._legend.set_limit(limit)
        if self._histogram.isVisibleTo(self):
            self._histogram.set_values(matrix.reshape(-1), limit)

    def _show_activations(self, values: NDArray[np.floating]) -> None:
        if not self._activations.isVisibleTo(self):
            return
        limit = max(1.0, colors.symmetric_limit(values))  # an output of 0.01 is no strong colour
        if len(values) > _LONGEST_STRIP:
            self._activations.set_tiles(values[:, None, None], limit)
        else:
            self._activations.set_matrix(values[None, :], limit)

    def _name_units(self) -> None:
        """Name the rows and columns of the matrix that is shown, and the units of the layer."""
        state, layer = self._lab.state, self.layer
        names = unit_names(
            state.spec.sizes,
            texts.data_names(state.dataset.input_names, state.dataset),
            texts.data_names(state.dataset.target_names, state.dataset),
        )
        sources, targets = names[layer], names[layer + 1]
        # The bias is the last row: the weight of an input that is always 1.
        has_bias = state.spec.layers[layer].bias and not self._shows_pictures
        self._heatmap.set_labels((*sources, self.tr("bias")) if has_bias else sources, targets)
        self._tiles.set_labels(targets)
        self._activations.set_labels((), targets)
        most = round(_TALLEST_STRIP_PX * themes.current().text_px / 13)
        self._activations.setMaximumHeight(most if len(targets) > _LONGEST_STRIP else _ANY_HEIGHT)

    def _offer_check(self) -> None:
        """Offer the check of gradients; where there is little room, only beside the gradients themselves."""
        self._check.setVisible(not self._is_brief or self._kind.value() == _GRADIENT)

    def _on_check_clicked(self) -> None:
        from nnlab.desktop.arithmetic.gradient_dialog import open_gradient_check  # not before it is wanted

        open_gradient_check(self._lab, self)

    def _on_form_toggled(self) -> None:
        self._show_forms()
        self._name_units()
        self._show(self._lab.picture)

    def _on_cell_clicked(self, cell: CellRef) -> None:
        if self._kind.value() != _WEIGHTS:
            return
        inputs = self._lab.state.spec.sizes[self.layer]
        source = cell.row if cell.row < inputs else None
        self.weight_clicked.emit((self.layer, source, cell.column))

    def _on_segment_clicked(self, place: tuple[int, int]) -> None:
        if self._kind.value() == _WEIGHTS:
            unit, segment = place
            self.weight_clicked.emit((self.layer, segment, unit))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self._name_units()
            self._show(self._lab.picture)
