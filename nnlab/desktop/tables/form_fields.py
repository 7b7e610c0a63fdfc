"""How a text is read as a table: what parts cells, the decimal mark, the encoding, where its names and its end are."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from nnlab.desktop.tables import words
from nnlab.desktop.widgets.card import label
from nnlab.desktop.widgets.fields import Choice, ChoiceField, FieldRow
from nnlab.files.csv_cells import DECIMALS
from nnlab.files.csv_table import DELIMITERS, ENCODINGS, CsvForm

_GAP_PX = 16
_FIRST = CsvForm(ENCODINGS[0], ",", ".", True)  # for a text of which nothing could be guessed


class FormFields(QWidget):
    """Shows the form in which a table was read, and asks for another."""

    form_chosen = Signal(object)  # CsvForm

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = _FIRST
        self._fields: dict[str, Any] = {
            "delimiter": ChoiceField(),
            "decimal": ChoiceField(),
            "encoding": ChoiceField(),
            "header": ChoiceField(),
            "last": ChoiceField(),
        }
        self._first_lines: tuple[int, ...] = ()
        self._last_lines: tuple[int, ...] = ()
        self._rows = {name: FieldRow("", field) for name, field in self._fields.items()}
        self._size = label("", "muted")
        self._size.setObjectName("table_size")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP_PX)
        for name, row in self._rows.items():
            self._fields[name].setObjectName(f"table_{name}_field")
            self._fields[name].value_chosen.connect(lambda value, name=name: self._ask(name, value))
            layout.addLayout(row)
        layout.addStretch(1)
        layout.addWidget(self._size)
        self.retranslate()

    def set_form(self, form: CsvForm | None) -> None:
        """Show a form; None where nothing could be guessed, so that one can be chosen."""
        self._form = _FIRST if form is None else form
        self._show()

    def set_lines(self, first: Sequence[int], last: Sequence[int]) -> None:
        """Offer lines of the file in which names may be, beside its first row, and those with which it may end."""
        self._first_lines, self._last_lines = tuple(first), tuple(last)
        self._show()

    def set_size(self, text: str) -> None:
        """Say beside them how large the table is that they give, where there is room."""
        self._size.setText(text)
        self._fit_size()

    def _fit_size(self) -> None:
        """Leave out how large the table is before a field is cut."""
        hints = [row.sizeHint().width() for row in self._rows.values()]
        needed = sum(hints) + len(hints) * _GAP_PX + self._size.sizeHint().width()
        self._size.setVisible(needed <= self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_size()

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        for name, text, tip in (
            ("delimiter", self.tr("Cells parted by"), self.tr("What stands between the cells of a row")),
            ("decimal", self.tr("Decimal mark"), self.tr("What stands before the decimals of a number")),
            ("encoding", self.tr("Encoding"), self.tr("How the bytes of the file become letters")),
            (
                "header",
                self.tr("Names in"),
                self.tr("The line that names the columns; those above it are no data"),
            ),
            (
                "last",
                self.tr("Ends"),
                self.tr("The last line of the table; those below it are no data"),
            ),
        ):
            self._rows[name].set_label(text)
            self._fields[name].setToolTip(tip)
        self._fields["delimiter"].set_choices((mark, words.delimiter_name(mark)) for mark in DELIMITERS)
        self._fields["decimal"].set_choices((mark, words.decimal_name(mark)) for mark in DECIMALS)
        self._fields["encoding"].set_choices(
            Choice(encoding, words.text_encoding_name(encoding)) for encoding in ENCODINGS
        )
        self._show()

    def _show(self) -> None:
        """Show the form; a line that it names can be chosen, whatever is offered beside it."""
        form = self._form
        named = form.above + 1 if form.above else 1  # of its first row, wherever that is
        self._fields["header"].set_choices(
            (line, words.header_line(line)) for line in sorted({0, 1, *self._first_lines, named})
        )
        self._fields["last"].set_choices(
            (line, words.last_line(line)) for line in (0, *sorted({*self._last_lines, form.last} - {0}))
        )
        for name in ("delimiter", "decimal", "encoding", "last"):
            self._fields[name].set_value(getattr(form, name))
        self._fields["header"].set_value(named if form.has_header else 0)

    def _ask(self, name: str, value: Any) -> None:
        """Ask for the form with one field changed; a table that would end before it began ends with the text."""
        form = self._form
        if name == "header":
            above = value - 1 if value > 1 else 0
            changes = {"has_header": value > 0, "above": above, "last": form.last if form.last > above else 0}
        elif name == "last":
            changes = {"last": value, "above": form.above if not value or value > form.above else 0}
        else:
            changes = {name: value}
        self.form_chosen.emit(replace(form, **changes))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
