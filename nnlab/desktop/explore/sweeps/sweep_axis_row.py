"""One setting of a sweep: which one it is, and its values, typed or chosen, with a sentence where they cannot be."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from nnlab.desktop.explore.sweeps import sweep_texts
from nnlab.desktop.explore.sweeps.sweep_form import WORDS, AxisForm
from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.card import label
from nnlab.desktop.widgets.chips import Chips
from nnlab.desktop.widgets.fields import Choice, ChoiceField
from nnlab.desktop.widgets.parts import painting

_LONGEST_TEXT = 2000


class SweepAxisRow(QWidget):
    """Shows one `AxisForm`. It emits what is chosen or typed, with every key, and shows only what it is given."""

    axis_changed = Signal(object)  # AxisForm
    key_chosen = Signal(object)  # str
    removed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._axis = AxisForm("", "")
        self._key = ChoiceField(muted=True)
        self._remove = Button(Look.BARE, "close")
        self._values, self._words = _Values(), Chips()
        self._error = label("", "caption")
        self._error.setWordWrap(True)
        self._key.setObjectName(f"{name}_key")
        self._remove.setObjectName(f"{name}_remove")
        self._values.setObjectName(f"{name}_values")
        self._words.setObjectName(f"{name}_words")
        self._values.setMaxLength(_LONGEST_TEXT)
        head = QHBoxLayout()
        head.addWidget(self._key)
        head.addStretch(1)
        head.addWidget(self._remove)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.setSpacing(2)
        layout.addLayout(head)
        below = QVBoxLayout()
        below.setContentsMargins(painting.CHIP_PADDING, 0, painting.CHIP_PADDING, 0)
        below.addWidget(self._values)
        below.addWidget(self._words)
        below.addWidget(self._error)
        layout.addLayout(below)
        self._key.value_chosen.connect(self.key_chosen)
        self._remove.clicked.connect(self.removed)
        self._values.textEdited.connect(self._on_text_edited)
        self._words.values_chosen.connect(self._on_words_chosen)

    @property
    def axis(self) -> AxisForm:
        """The setting that is shown."""
        return self._axis

    def set_axis(self, axis: AxisForm, others: tuple[str, ...]) -> None:
        """Show `axis`; `others` are the settings that may be chosen in its place."""
        self._axis = axis
        name = sweep_texts.key_name(axis.key)
        self._key.set_choices(
            Choice(key, sweep_texts.key_name(key), sweep_texts.key_note(key)) for key in (axis.key, *others)
        )
        self._key.set_value(axis.key)
        self._key.setAccessibleName(self.tr("Setting to vary"))
        self._key.setToolTip(self.tr("Choose which setting is varied"))
        self._remove.setAccessibleName(self.tr("Do not vary: {setting}").format(setting=name))
        self._remove.setToolTip(self.tr("Vary this no more"))
        is_words = axis.key in WORDS
        self._values.setAccessibleName(self.tr("Values of: {setting}").format(setting=name))
        self._values.setToolTip(sweep_texts.values_tip(axis.key))
        self._values.setVisible(not is_words)
        self._words.setVisible(is_words)
        if is_words:
            self._words.setAccessibleName(name)
            options = [(word, sweep_texts.value_name(axis.key, word), "") for word in WORDS[axis.key]]
            self._words.set_options(options)
            self._words.set_values(axis.values)
        elif self._values.text() != axis.text:
            self._values.setText(axis.text)
            self._values.setCursorPosition(0)

    def set_error(self, sentence: str) -> None:
        """Show what is wrong with the values, or nothing."""
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        self._values.setAccessibleDescription(sentence)
        self._values.set_fault(bool(sentence))

    def _on_text_edited(self, text: str) -> None:
        self.axis_changed.emit(AxisForm(self._axis.key, text))

    def _on_words_chosen(self, words: tuple[str, ...]) -> None:
        self.axis_changed.emit(AxisForm(self._axis.key, " ".join(words)))


class AxisRows(QVBoxLayout):
    """Rows one below the other, which reach into the margins of the card by as much as the plates of their controls."""

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect.adjusted(-painting.CHIP_PADDING, 0, painting.CHIP_PADDING, 0))


class _Values(QLineEdit):
    """A line of values; a ring says that they cannot be used. Enter selects all, Esc gives the keys to the window.

    After Enter other values can be typed in their place: were the keys the window's, the space between two of them
    would train.
    """

    _fault = False

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.returnPressed.connect(self.selectAll)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clearFocus()
        else:
            super().keyPressEvent(event)

    def set_fault(self, fault: bool) -> None:
        if fault != self._fault:
            self._fault = fault
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._fault:
            painting.fault_ring(self, 8.0)
