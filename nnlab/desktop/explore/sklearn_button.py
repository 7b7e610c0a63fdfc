"""The button that lets scikit-learn train the network on the bench as well."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from nnlab.desktop.lab import Lab
from nnlab.desktop.widgets.buttons import Button, Look


class SklearnButton(Button):
    """Opens the comparison in a dialog."""

    def __init__(self, lab: Lab, parent: QWidget | None = None) -> None:
        super().__init__(Look.PLATE, parent=parent)
        self._lab = lab
        self.setObjectName("compare_sklearn_button")
        self.clicked.connect(self._open)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.setText(self.tr("Compare with scikit-learn…"))
        self.setAccessibleName(self.tr("Compare with scikit-learn"))
        self.setToolTip(self.tr("Train the same network from the same start with scikit-learn, side by side"))

    def _open(self) -> None:
        from nnlab.desktop.explore.sklearn_dialog import open_sklearn_comparison  # not before it is wanted

        open_sklearn_comparison(self._lab, self)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
