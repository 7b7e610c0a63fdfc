"""The two short questions that lessons ask: which link, and whose work is handed in."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from nnlab.desktop.panels.dialog import Sheet
from nnlab.desktop.widgets.buttons import Look
from nnlab.desktop.widgets.card import label
from nnlab.lessons.links import LONGEST
from nnlab.lessons.results import LONGEST_NAME

translate = QCoreApplication.translate  # a name that lupdate knows

_WIDTH_PX = 460


class _LineDialog(Sheet):
    """A sentence, a line to type, and two ways out; Enter takes the line."""

    def __init__(
        self, title: str, text: str, name: str, do: str, act: Callable[[str], object], parent: QWidget
    ) -> None:
        super().__init__(title, parent)
        self.setModal(True)
        self._act = act
        sentence = label(text, "text")
        sentence.setWordWrap(True)
        self.line = QLineEdit()
        self.line.setObjectName(name)
        self.line.setAccessibleName(title)
        self.line.setToolTip(text)
        self.line.setMinimumWidth(_WIDTH_PX)
        self.content.addWidget(sentence)
        self.content.addWidget(self.line)
        self.add_way_out("dialog_cancel_button", self.tr("Cancel"), self.tr("Leave it (Esc)"), self.reject)
        self._do = self.add_way_out(f"{name}_button", do, text, self._take, Look.PRIMARY)
        self.line.textChanged.connect(lambda typed: self._do.setEnabled(bool(typed.strip())))
        self.line.returnPressed.connect(self._take)
        self._do.setEnabled(False)
        self.line.setFocus()

    def _take(self) -> None:
        text = self.line.text().strip()
        if text:
            self.accept()
            self._act(text)


class LinkDialog(_LineDialog):
    """Asks for a link; one that lies in the clipboard is there already."""

    def __init__(self, text: str, act: Callable[[str], object], parent: QWidget) -> None:
        super().__init__(
            translate("lessons", "Open a link"),
            translate("lessons", "Paste the link to a lesson or a set-up. It begins with “nnlab:”."),
            "link_field",
            translate("lessons", "Open"),
            act,
            parent,
        )
        self.line.setMaxLength(2 * LONGEST)
        self.line.setText(text)
        self.line.selectAll()


class NameDialog(_LineDialog):
    """Asks for the name under which somebody hands in."""

    def __init__(self, act: Callable[[str], object], parent: QWidget) -> None:
        super().__init__(
            translate("lessons", "Hand in"),
            translate(
                "lessons",
                "Your name, as your teacher knows it. The file holds it, your ticks and your guesses.",
            ),
            "name_field",
            translate("lessons", "Save…"),
            act,
            parent,
        )
        self.line.setMaxLength(LONGEST_NAME)
