"""A small popup that asks which neuron of the network to draw as a graph."""

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.card import label
from nnlab.desktop.widgets.choice_popup import placed
from nnlab.desktop.widgets.fields import FieldRow, NumberField
from nnlab.desktop.widgets.parts.popup import Popup

_LEAST_WIDTH_PX = 240


class NeuronChoice(Popup):
    """Asks for a layer and a unit of it, both counted from 1 as everywhere in the window."""

    chosen = Signal(object)  # (layer, unit), from 0

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("neuron_choice")
        self._units: tuple[int, ...] = (1,)
        self._title = label("", "section")
        self._layer, self._unit = NumberField(whole=True), NumberField(whole=True)
        self._rows = (FieldRow("", self._layer), FieldRow("", self._unit))
        self._draw = Button(Look.PRIMARY)
        self._layer.setObjectName("neuron_layer_field")
        self._unit.setObjectName("neuron_unit_field")
        self._draw.setObjectName("neuron_draw_button")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 14)
        layout.setSpacing(6)
        layout.addWidget(self._title)
        for row in self._rows:
            layout.addLayout(row)
        layout.addSpacing(4)
        layout.addWidget(self._draw, 0, Qt.AlignmentFlag.AlignRight)
        self._layer.value_entered.connect(self._set_layer)
        self._unit.value_entered.connect(self._unit.set_value)
        self._draw.clicked.connect(self._on_drawn)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self._title.setText(self.tr("One neuron of the network"))
        self.setAccessibleName(self._title.text())
        self._rows[0].set_label(self.tr("Layer"))
        self._rows[1].set_label(self.tr("Unit"))
        self._layer.setToolTip(self.tr("The layer of the neuron; 1 is the first after the inputs"))
        self._unit.setToolTip(self.tr("The place of the neuron in its layer, from 1"))
        self._draw.setText(self.tr("Draw it"))
        self._draw.setAccessibleName(self._draw.text())
        self._draw.setToolTip(
            self.tr("Draw this neuron with the numbers of the input that lies on the bench")
        )

    def open_below(self, field: QWidget, units: tuple[int, ...]) -> None:
        """Open below `field` for a network with so many units in each layer."""
        self._units = units
        self._layer.set_range(1, len(units))
        self._set_layer(min(max(int(self._layer.value()), 1), len(units)))
        self.setMinimumWidth(round(_LEAST_WIDTH_PX * themes.current().text_px / 13))
        self.adjustSize()
        at = QRect(field.mapToGlobal(field.rect().topLeft()), field.size())
        self.move(placed(at, self.size(), field.screen().availableGeometry(), level_right=False))
        self.show()
        self._layer.setFocus()
        self._layer.selectAll()

    def _set_layer(self, layer: int) -> None:
        most = self._units[layer - 1]
        self._layer.set_value(layer)
        self._layer.set_pattern("{value} / " + str(len(self._units)))
        self._unit.set_range(1, most)
        self._unit.set_value(min(max(int(self._unit.value()), 1), most))
        self._unit.set_pattern("{value} / " + str(most))

    def _on_drawn(self) -> None:
        self.hide()
        self.chosen.emit((int(self._layer.value()) - 1, int(self._unit.value()) - 1))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
