"""The switch for maps in the neurons, with its name beside it."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from nnlab.desktop.widgets.card import label
from nnlab.desktop.widgets.switch_field import SwitchField

_GAP_PX = 8


class MapsSwitch(QWidget):
    """On at first. It is on or off as it was chosen, for what it says concerns nothing but the eye."""

    toggled = Signal(object)  # bool

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._switch, self._name = SwitchField(), label("", "muted")
        self.setObjectName("maps_row")
        self._switch.setObjectName("maps_switch")
        self._switch.set_value(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP_PX)
        row.addWidget(self._switch)
        row.addWidget(self._name)
        self._switch.value_chosen.connect(self._on_value_chosen)
        self.retranslate()

    @property
    def is_on(self) -> bool:
        """Whether neurons are to show maps."""
        return self._switch.value()

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self._name.setText(self.tr("Maps"))
        self._switch.setAccessibleName(self.tr("Maps in the neurons"))
        self._switch.setToolTip(
            self.tr("Show in every neuron what it answers over all inputs, in place of its number")
        )

    def _on_value_chosen(self, on: bool) -> None:
        self._switch.set_value(on)
        self.toggled.emit(on)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
