"""What is looked at on the bench. View state, not saved."""

from PySide6.QtCore import QObject, Signal


class ViewState(QObject):
    """The layer that the diagram marks and that the look takes apart: one place, so that they agree."""

    layer_changed = Signal(object)  # int, from 0

    def __init__(self, layers: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._layers = layers
        self._layer = 0

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

    def clamp(self, layers: int) -> None:
        """Stay inside a network of `layers` layers."""
        self._layers = layers
        self.select_layer(self._layer)
