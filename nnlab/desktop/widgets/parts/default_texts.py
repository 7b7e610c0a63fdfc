"""The name and the tooltip that a widget gives itself."""

from PySide6.QtWidgets import QWidget


class DefaultTexts:
    """Sets a widget's own name and tooltip, again in every language; one that its owner gave in their place stays."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._name = self._tip = ""

    def set(self, name: str, tip: str) -> None:
        """Give the widget `name` and `tip`, each unless somebody else has given it another."""
        if self._widget.accessibleName() == self._name:
            self._widget.setAccessibleName(name)
        self._name = name
        self.set_tip(tip)

    def set_tip(self, tip: str) -> None:
        """Give the widget `tip` alone: what it is called says what it shows. A tooltip that was cleared is none."""
        if self._widget.toolTip() in ("", self._tip):
            self._widget.setToolTip(tip)
        self._tip = tip
