"""One layer of the network in the builder: width, activation, initialiser."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nnlab.desktop import texts
from nnlab.desktop.lab import Lab
from nnlab.desktop.widgets.activation_glyph import activation_picture
from nnlab.desktop.widgets.card import Hairline, SectionTitle
from nnlab.desktop.widgets.fields import Choice, ChoiceField, FieldRow, NumberField
from nnlab.engine import ACTIVATION_NAMES, MAX_UNITS
from nnlab.project import with_layer

_INITIALIZERS = (
    "he_normal", "he_uniform", "lecun_normal", "lecun_uniform", "glorot_normal", "glorot_uniform",
    "zeros", "constant(0.5)", "normal(0.01)", "randn", "uniform(-1,1)", "nodes_normal",
)  # fmt: skip


class LayerSection(QWidget):
    """The fields of layer `index`, from 0. Every one of them edits the document."""

    def __init__(self, lab: Lab, index: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lab = lab
        self._index = index
        self._title = SectionTitle()
        self._width = NumberField(whole=True)
        self._width.set_range(1, MAX_UNITS)
        self._activation = ChoiceField()
        self._init = ChoiceField()
        for field, name in ((self._width, "width"), (self._activation, "activation"), (self._init, "start")):
            field.setObjectName(f"layer_{index + 1}_{name}_field")
        self._rows = {
            "width": FieldRow("", self._width),
            "activation": FieldRow("", self._activation),
            "init": FieldRow("", self._init),
        }
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 4)
        layout.setSpacing(0)
        layout.addWidget(Hairline())
        layout.addSpacing(8)
        layout.addWidget(self._title)
        for row in self._rows.values():
            layout.addLayout(row)
        self._width.value_entered.connect(self._on_width_entered)
        self._activation.value_chosen.connect(self._on_activation_chosen)
        self._init.value_chosen.connect(self._on_init_chosen)
        self.retranslate()

    def show_layer(self) -> None:
        """Show the layer as it is in the document."""
        spec = self._lab.state.spec
        layer = spec.layers[self._index]
        last = self._index == len(spec.layers) - 1
        self._title.set_text(
            self.tr("Layer {number}").format(number=self._index + 1), self.tr("output") if last else ""
        )
        self._width.set_value(layer.units)
        self._width.setEnabled(not last)
        self._width.setToolTip(
            self.tr("Number of units; the data has {count} outputs, so it is fixed").format(count=layer.units)
            if last
            else self.tr("Number of units, 1 to 4,096")
        )
        fans = spec.sizes[self._index], layer.units
        self._offer(layer.activation, layer.init, fans)

    def _offer(self, activation: str, init: str, fans: tuple[int, int]) -> None:
        activations = list(ACTIVATION_NAMES)
        if activation not in activations:
            activations.insert(0, activation)
        self._activation.set_choices(
            Choice(name, texts.activation_name(name), texts.activation_note(name), activation_picture(name))
            for name in activations
        )
        self._activation.set_value(activation)
        inits = [*_INITIALIZERS]
        if init not in inits:
            inits.insert(0, init)
        self._init.set_choices(
            Choice(name, texts.initializer_name(name), texts.initializer_formula(name, *fans))
            for name in inits
        )
        self._init.set_value(init)
        self._init.set_note(texts.initializer_formula(init, *fans))

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self._rows["width"].set_label(self.tr("Width"))
        self._rows["activation"].set_label(self.tr("Activation"))
        self._rows["init"].set_label(self.tr("Start"))
        self._activation.setToolTip(self.tr("The function that bends each unit's weighted sum"))
        self._init.setToolTip(
            self.tr("How the first weights are drawn; another choice draws this layer afresh")
        )

    def _on_width_entered(self, units: int) -> None:
        label = self.tr("Change the width of layer {layer}").format(layer=self._index + 1)
        self._edit(label, units=units)

    def _on_activation_chosen(self, activation: str) -> None:
        label = self.tr("Change the activation of layer {layer}").format(layer=self._index + 1)
        self._edit(label, activation=activation)

    def _on_init_chosen(self, init: str) -> None:
        label = self.tr("Change the start of layer {layer}").format(layer=self._index + 1)
        self._edit(label, init=init)

    def _edit(self, label: str, **changes: object) -> None:
        # One step for the wheel or the arrows on one field, not one for each notch.
        key = f"layer {self._index} {'-'.join(changes)}" if "units" in changes else ""
        self._lab.controller.edit(
            label, lambda state: with_layer(state, self._index, **changes), merge_key=key
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.show_layer()
