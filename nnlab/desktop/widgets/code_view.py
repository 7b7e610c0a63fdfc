"""Code to read: lines of which some are lit, strong or faint, long ones cut short, copied whole."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QMouseEvent,
    QPaintEvent,
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.default_texts import DefaultTexts

_BAND_RADIUS = 6.0
_FOLDED_CHARACTERS = 48  # of a line of numbers that is cut short


class CodeView(QPlainTextEdit):
    """Lines of code that are read, pointed at and copied; nothing can be typed."""

    line_pointed = Signal(object)  # int, from 0, or None: the line under the pointer

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[str, ...] = ()
        self._folded: frozenset[int] = frozenset()
        self._lit: frozenset[int] = frozenset()
        self._pointed: int | None = None
        self._texts = DefaultTexts(self)
        self.setObjectName("code_view")
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setUndoRedoEnabled(False)
        self.viewport().setMouseTracking(True)
        self._inks = _Inks(self.document())
        self._wear_theme()
        self.retranslate()

    def set_code(self, lines: Sequence[str], folded: Collection[int] = ()) -> None:
        """Show `lines`; those with the numbers `folded` are cut short. What is the same stays where it is."""
        lines, folded = tuple(lines), frozenset(folded)
        if (lines, folded) == (self._lines, self._folded):
            return
        shown = [_shortened(text) if i in folded else text for i, text in enumerate(lines)]
        if len(lines) == len(self._lines):
            self._replace_changed(shown)
        else:
            bars = (self.verticalScrollBar(), self.horizontalScrollBar())
            places = [bar.value() for bar in bars]
            self.setPlainText("\n".join(shown))
            for bar, place in zip(bars, places, strict=True):
                bar.setValue(place)
        self._lines, self._folded = lines, folded
        self._show_lit()

    def set_lit(self, lines: Collection[int]) -> None:
        """Light lines by their numbers, from 0."""
        self._lit = frozenset(lines)
        self._show_lit()

    def set_progress(self, current: Collection[int], later: Collection[int]) -> None:
        """Show how far a computation has come: the lines `current` are lit and strong, those of `later` faint."""
        if frozenset(current) != self._lit:
            self.set_lit(current)
        self._inks.set_lines(frozenset(current), frozenset(later))

    def reveal(self, lines: Collection[int]) -> None:
        """Scroll to the first of `lines`, unless one of them can be seen."""
        first = self.firstVisibleBlock().blockNumber()
        pitch = max(self.fontMetrics().lineSpacing(), 1)
        last = first + self.viewport().height() // pitch - 1
        if lines and not any(first <= line <= last for line in lines):
            self.verticalScrollBar().setValue(max(min(lines) - 3, 0))

    @property
    def code(self) -> str:
        """The whole code, with every line as long as it is."""
        return "".join(f"{line}\n" for line in self._lines)

    def sizeHint(self) -> QSize:
        return QSize(420, 320)

    def retranslate(self) -> None:
        """Set all texts again; a name or a tooltip that the owner gave stays."""
        self._texts.set(
            self.tr("Code"),
            self.tr("Point at a line to light what it computes; what is selected can be copied"),
        )

    def _replace_changed(self, shown: Sequence[str]) -> None:
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        block = self.document().firstBlock()
        for text in shown:
            if block.text() != text:
                cursor.setPosition(block.position())
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
                cursor.insertText(text)
            block = block.next()
        cursor.endEditBlock()

    def _show_lit(self) -> None:
        selections = []
        for number in sorted(self._lit):
            block = self.document().findBlockByNumber(number)
            if block.isValid():
                selections.append(_whole_line(block))
        self.setExtraSelections(selections)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lay rounded bands under the lit lines, and the text over them."""
        painter = painting.begin(self.viewport())
        width, ink = self.viewport().width(), themes.current().hover
        for number in sorted(self._lit):
            block = self.document().findBlockByNumber(number)
            if block.isValid():
                line = self.blockBoundingGeometry(block).translated(self.contentOffset())
                painting.fill_round(painter, QRectF(0, line.top(), width, line.height()), _BAND_RADIUS, ink)
        painter.end()
        super().paintEvent(event)

    # -- pointing --------------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._point_at(self._line_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(None)
        super().leaveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Keep the tooltip off the lines that are being read."""
        over_line = self._pointed is not None
        return True if event.type() == QEvent.Type.ToolTip and over_line else super().viewportEvent(event)

    def _line_at(self, place: QPoint) -> int | None:
        block = self.cursorForPosition(place).block()
        foot = self.blockBoundingGeometry(block).translated(self.contentOffset()).bottom()
        return block.blockNumber() if place.y() <= foot else None

    def _point_at(self, line: int | None) -> None:
        if line != self._pointed:
            self._pointed = line
            self.line_pointed.emit(line)

    # -- copying ---------------------------------------------------------------------------------------

    def createMimeDataFromSelection(self) -> QMimeData:
        """Give what is selected; a line that is cut short is given whole."""
        cursor, document = self.textCursor(), self.document()
        first = document.findBlock(cursor.selectionStart())
        last = document.findBlock(cursor.selectionEnd())
        parts = []
        for number in range(first.blockNumber(), last.blockNumber() + 1):
            block = document.findBlockByNumber(number)
            if number in self._folded:
                parts.append(self._lines[number])
                continue
            begin = max(cursor.selectionStart() - block.position(), 0)
            end = min(cursor.selectionEnd() - block.position(), len(block.text()))
            parts.append(block.text()[begin:end])
        mime = QMimeData()
        mime.setText("\n".join(parts))
        return mime

    # -- theme -----------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._wear_theme()
        elif event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _wear_theme(self) -> None:
        """Tint what the style sheet does not reach; the font it gives."""
        self._inks.rehighlight()
        self._show_lit()


class _Inks(QSyntaxHighlighter):
    """Comments are muted, some lines strong and others faint. Colour is for data, so nothing else stands out."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._strong: frozenset[int] = frozenset()
        self._faint: frozenset[int] = frozenset()

    def set_lines(self, strong: frozenset[int], faint: frozenset[int]) -> None:
        """Write the lines of these numbers in strong and in faint type."""
        changed = (self._strong ^ strong) | (self._faint ^ faint)
        self._strong, self._faint = strong, faint
        for number in sorted(changed):
            block = self.document().findBlockByNumber(number)
            if block.isValid():
                self.rehighlightBlock(block)

    def highlightBlock(self, text: str) -> None:
        number, theme = self.currentBlock().blockNumber(), themes.current()
        style = QTextCharFormat()
        if number in self._faint:
            style.setForeground(themes.color(theme.faint))
            self.setFormat(0, len(text), style)
            return
        if number in self._strong:
            style.setFontWeight(QFont.Weight.Bold)
            self.setFormat(0, len(text), style)
        begin = _comment_start(text)
        if begin >= 0:
            style.setForeground(themes.color(theme.muted))
            self.setFormat(begin, len(text) - begin, style)


def _comment_start(line: str) -> int:
    """Return where the comment of a line begins, -1 if it has none."""
    quote = ""
    for place, character in enumerate(line):
        if quote:
            quote = "" if character == quote and line[place - 1] != "\\" else quote
        elif character in "'\"":
            quote = character
        elif character == "#":
            return place
    return -1


def _shortened(line: str) -> str:
    return line if len(line) <= _FOLDED_CHARACTERS + 2 else f"{line[:_FOLDED_CHARACTERS]} …"


def _whole_line(block: QTextBlock) -> QTextEdit.ExtraSelection:
    selection = QTextEdit.ExtraSelection()
    selection.cursor = QTextCursor(block)
    selection.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
    return selection


def _sample() -> QWidget:
    view = CodeView()
    view.set_code(
        [
            "# forward",
            "H = np.tanh(X @ WH + BH)",
            "O = H @ WO + BO  # 4 outputs",
            "W = [" + "0.25, " * 40 + "]",
        ],
        {3},
    )
    view.set_progress({1}, {3})
    view.setMinimumSize(420, 160)
    return view


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
