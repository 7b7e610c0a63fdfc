"""The short questions that lessons ask: which link, whose work is handed in, and whether to save what was written."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from nnlab.desktop.panels.dialog import Question, Sheet
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

    def __init__(self, name: str, act: Callable[[str], object], parent: QWidget) -> None:
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
        self.line.setText(name)
        self.line.selectAll()


class UnsavedQuestion(Question):
    """Whether changes of a lesson are saved before the editor is left."""

    def __init__(
        self, save: Callable[[], object], leave: Callable[[], object], parent: QWidget, *, can_save: bool
    ) -> None:
        super().__init__("", "", parent)
        self.setWindowTitle(self.tr("Save?"))
        self.text.setText(
            self.tr("The lesson has changes that are not saved.")
            if can_save
            else self.tr(
                "The lesson has changes that are not saved, and cannot be saved while something is missing."
            )
        )
        self.add_answer(
            "lesson_forget_button", self.tr("Don't save"), self.tr("Forget the changes of the lesson"), leave
        )
        self.add_answer(
            "lesson_stay_button", self.tr("Go on editing"), self.tr("Stay in the editor (Esc)"), lambda: None
        )
        save_button = self.add_answer(
            "lesson_save_button", self.tr("Save"), self.tr("Save the lesson, then leave"), save, Look.PRIMARY
        )
        save_button.setEnabled(can_save)
        save_button.setFocus()
