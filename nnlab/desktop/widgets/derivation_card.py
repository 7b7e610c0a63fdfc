"""The cell one points at: its value, and how it came about in symbols, in numbers and in words."""

from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.card import Card, label, rich_label
from nnlab.desktop.widgets.parts.equation_symbols import symbol_of

_NO_BREAK = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class ShownDerivation:
    """How a cell came about, in the digits it is to be read with.

    `name` is a letter and its index ('WOb'), `place` the row and column, counted from 1. `symbolic` and `numeric` are
    right-hand sides ('h₁ · o₂b'), empty for what is given; `sentence` says what the number means.
    """

    name: str
    place: tuple[int, int]
    value: str
    symbolic: str = ""
    numeric: str = ""
    sentence: str = ""
    transposed: bool = False
    is_new: bool = False

    @property
    def spoken(self) -> str:
        """All of it as one line of plain text."""
        symbol = symbol_of(self.name, transposed=self.transposed, is_new=self.is_new).spoken
        equals = [part for part in (self.value, self.symbolic, self.numeric) if part]
        line = f"{symbol}[{self.place[0]}, {self.place[1]}] = {' = '.join(equals)}"
        return f"{line}. {self.sentence}" if self.sentence else line


class DerivationCard(Card):
    """The derivation of one cell, or, of none, a hint to point at one. It scrolls where it is longer than the card.

    `content` takes what else is to be shown of the cell.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._derivation: ShownDerivation | None = None
        self._symbol = rich_label("")
        self._result = _wrapping(rich_label(""), "derivation_result")
        self._numbers = _wrapping(rich_label("muted"), "derivation_numbers")
        self._sentence = _wrapping(label("", ""), "derivation_sentence")
        self.setObjectName("derivation_card")
        self.set_corner_widget(self._symbol)
        page = QWidget()
        self.content = QVBoxLayout(page)
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.setSpacing(8)
        for part in (self._result, self._numbers, self._sentence):
            self.content.addWidget(part)
        self.content.addStretch(1)
        scroll = QScrollArea()  # long sums have more lines than a card
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(page)
        self.body.addWidget(scroll, 1)
        self.retranslate()

    def set_derivation(self, derivation: ShownDerivation | None) -> None:
        """Show how a cell came about; None shows the hint."""
        if derivation != self._derivation:
            self._derivation = derivation
            self._show()

    def show_derivation(self) -> None:
        """Show the derivation, where something else took its place."""
        self._show()

    def hide_derivation(self) -> None:
        """Leave the room below the title to something else."""
        for part in (self._result, self._numbers, self._sentence):
            part.hide()

    def retranslate(self) -> None:
        """Set all texts again."""
        self.set_title(self.tr("The cell you point at"))
        self._show()

    def _show(self) -> None:
        shown = self._derivation
        self._result.setVisible(shown is not None)
        self._numbers.setVisible(shown is not None and bool(shown.numeric))
        if shown is None:
            self._symbol.setText("")
            self._set_sentence(self.tr("Point at a number to see how it came about."), "muted")
            self.setAccessibleDescription("")
            return
        symbol = symbol_of(shown.name, transposed=shown.transposed, is_new=shown.is_new).html()
        self._symbol.setText(f"{symbol} [{shown.place[0]}, {shown.place[1]}]")
        size = themes.current().counter_px - 2
        value = f"<span style='font-weight: 600'>{escape(shown.value)}</span>"
        symbolic = f"&nbsp;&nbsp;= {_unbroken(shown.symbolic)}" if shown.symbolic else ""
        self._result.setText(f"<span style='font-size: {size}px'>{value}{symbolic}</span>")
        self._numbers.setText(f"<span style='font-size: {size}px'>= {_unbroken(shown.numeric)}</span>")
        self._set_sentence(shown.sentence, "")
        self.setAccessibleDescription(shown.spoken)

    def _set_sentence(self, text: str, role: str) -> None:
        self._sentence.setText(text)
        self._sentence.setVisible(bool(text))
        if self._sentence.property("role") != role:
            self._sentence.setProperty("role", role)
            self._sentence.style().polish(self._sentence)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self._show()


def _wrapping(result: QLabel, name: str) -> QLabel:
    result.setObjectName(name)
    result.setWordWrap(True)
    result.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    return result


def _unbroken(formula: str) -> str:
    """Return a formula as rich text that is broken between its products, not within them."""
    return escape(formula).replace(" · ", f"{_NO_BREAK}·{_NO_BREAK}")


def _sample() -> QWidget:
    card = DerivationCard()
    card.set_derivation(
        ShownDerivation(
            "WOb",
            (1, 2),
            "−0.0226",
            "h₁ · o₂b",
            "0.5933 · (−0.0381)",
            "How much the error changes when w₇, the link from h₁ to o₂, grows by one. "
            "It is negative: a larger w₇ brings o₂ nearer to 0.99.",
        )
    )
    card.setFixedWidth(334)
    return card


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
