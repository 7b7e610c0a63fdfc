"""A few lines of a text that is no table yet, with their numbers, so that one sees what parts its cells."""

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from nnlab.desktop.widgets.card import label
from nnlab.files.errors import visible

_LINES, _LETTERS = 12, 160  # that are shown
_READ_BYTES = 2_000_000  # of a text in which a row is looked for
_ROW_GAP_PX, _COLUMN_GAP_PX = 2, 12


class Excerpt(NamedTuple):
    """Some lines of a text: the number of the first, from 1, and the number of the one at fault, None for none."""

    lines: tuple[str, ...]
    first: int = 1
    faulty: int | None = None


def excerpt(text: bytes, encoding: str, row: int | None = None) -> Excerpt:
    """Return the lines of `text` around the `row` at fault, or its first ones where that is not known.

    A quotation mark may hold the end of a line, so that rows are no lines any more: then the first ones are shown.
    """
    read = text[: _LINES * _LETTERS] if row is None else text[:_READ_BYTES]
    lines = read.decode(encoding, errors="replace").splitlines()
    if row is not None and ('"' in "".join(lines[:row]) or row > len(lines)):
        row = None
    first = 1 if row is None else max(row - _LINES // 2, 1)
    shown = lines[first - 1 : first - 1 + _LINES]
    return Excerpt(tuple(visible(line.replace("\t", " ⇥ ")[:_LETTERS]) for line in shown), first, row)


class RawText(QWidget):
    """Shows an excerpt; the line at fault is in ink, all others step back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = [(label("", "caption"), label("", "muted")) for _ in range(_LINES)]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(_ROW_GAP_PX)
        grid.setHorizontalSpacing(_COLUMN_GAP_PX)
        grid.setColumnStretch(1, 1)
        for at, (number, line) in enumerate(self._rows):
            line.setMinimumWidth(1)  # it is cut where there is no room
            grid.addWidget(number, at, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(line, at, 1)

    def set_excerpt(self, shown: Excerpt) -> None:
        """Show these lines."""
        for at, (number, line) in enumerate(self._rows):
            is_there = at < len(shown.lines)
            for text in (number, line):
                text.setVisible(is_there)
            if is_there:
                is_faulty = shown.first + at == shown.faulty
                number.setText(str(shown.first + at))
                line.setText(shown.lines[at])
                line.setProperty("role", "section" if is_faulty else "muted")
                line.style().unpolish(line)
                line.style().polish(line)
