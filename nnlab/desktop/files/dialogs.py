"""The dialogs about files of one's own: notes, work that was left behind, and whether to save before leaving."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from nnlab.desktop.panels.dialog import Dialog, Question
from nnlab.desktop.saving import sentences as say
from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.card import Card, label
from nnlab.project.autosave import Leftover

_NOTES_SIZE = (560, 380)


class NotesDialog(Dialog):
    """The user's own words about the project; what is written is told when the dialog closes."""

    written = Signal(object)  # str: the words so far

    def __init__(self, notes: str, done: Callable[[str], object], parent: QWidget) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Notes"))
        self._field = QPlainTextEdit(notes)
        self._field.setObjectName("notes_field")
        self._field.setAccessibleName(self.tr("Notes"))
        self._field.setToolTip(self.tr("Your own words about this project: they are saved with it"))
        self._field.setPlaceholderText(self.tr("What you tried, what you saw, what you wonder about."))
        self._field.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self._field.setTabChangesFocus(True)
        card = Card()
        card.body.addWidget(self._field, 1)
        self.content.addWidget(card, 1)
        self.resize(*_NOTES_SIZE)
        self._field.setFocus()
        self._field.textChanged.connect(lambda: self.written.emit(self._field.toPlainText()))
        self.finished.connect(lambda _code: done(self._field.toPlainText()))


class LeaveQuestion(Question):
    """Whether changes of a file are saved before the window closes."""

    def __init__(
        self, name: str, save: Callable[[], object], leave: Callable[[], object], parent: QWidget
    ) -> None:
        super().__init__("", "", parent)
        self.setWindowTitle(self.tr("Save?"))
        self.text.setText(self.tr("{name} has changes that are not saved.").format(name=name))
        self.add_answer(
            "leave_button",
            self.tr("Don't save"),
            self.tr("Close the window; the file stays as it was saved last"),
            leave,
        )
        self.add_answer("stay_button", self.tr("Cancel"), self.tr("Keep the window open (Esc)"), lambda: None)
        first = self.add_answer(
            "save_button",
            self.tr("Save"),
            self.tr("Save the changes, then close the window"),
            save,
            Look.PRIMARY,
        )
        first.setFocus()


class WaitQuestion(Question):
    """Whether to leave while a file is still being written, which may take for ever."""

    def __init__(self, leave: Callable[[], object], parent: QWidget) -> None:
        super().__init__("", "", parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)  # it goes when the writing ends
        self.setWindowTitle(self.tr("Still saving"))
        self.text.setText(
            self.tr(
                "A file is still being written; the disk takes its time. The window closes when it is done. If you "
                "close it now, the file stays as it was before, and work that is not saved is offered at the next "
                "start."
            )
        )
        self.add_answer(
            "leave_anyway_button",
            self.tr("Close now"),
            self.tr("Close the window without waiting for the disk"),
            leave,
        )
        self.add_answer(
            "wait_button",
            self.tr("Wait"),
            self.tr("Close the window when the file is written (Esc)"),
            lambda: None,
            Look.PRIMARY,
        )


class LeftoversDialog(Dialog):
    """Work that windows have left behind: each can be brought back or discarded."""

    def __init__(
        self,
        found: Sequence[Leftover],
        bring_back: Callable[[Leftover], object],
        discard: Callable[[Leftover], object],
        parent: QWidget,
    ) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Unsaved work"))
        self._bring_back, self._discard = bring_back, discard
        text = label(
            self.tr("These ended without being saved. What is brought back takes the bench; undo returns."),
            "muted",
        )
        text.setWordWrap(True)
        self.content.addWidget(text)
        self._card = Card()
        self.content.addWidget(self._card)
        for number, left in enumerate(found):
            self._card.body.addWidget(self._row(number, left))
        self.content.addStretch(1)
        self.setMinimumWidth(520)

    def _row(self, number: int, left: Leftover) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 2, 0, 2)
        words = QVBoxLayout()
        words.setSpacing(0)
        title = label(say.title(left.about), "text")
        title.setWordWrap(True)
        words.addWidget(title)
        words.addWidget(label(say.moment(left.about), "caption"))
        layout.addLayout(words, 1)

        def discard() -> None:
            row.hide()
            self._discard(left)

        def bring_back() -> None:
            self.accept()
            self._bring_back(left)

        drop = Button(Look.FIELD, "trash")
        drop.setObjectName(f"discard_{number}")
        drop.setToolTip(self.tr("Throw this work away"))
        drop.setAccessibleName(self.tr("Discard {name}").format(name=say.title(left.about)))
        drop.clicked.connect(discard)
        back = Button(Look.FIELD)
        back.setObjectName(f"bring_back_{number}")
        back.setText(say.bring_back())
        back.setToolTip(self.tr("Put this work onto the bench"))
        back.setAccessibleName(self.tr("Bring back {name}").format(name=say.title(left.about)))
        back.clicked.connect(bring_back)
        layout.addWidget(drop)
        layout.addWidget(back)
        return row
