"""Note 003's straight line in the workspace of descents: its settings, the equations of a step, and all steps."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from nnlab.desktop.widgets.card import Card, Hairline, label
from nnlab.desktop.widgets.fields import FieldRow, NumberField, SwitchField
from nnlab.desktop.widgets.line_fit import LineFit, LineSample, LineState
from nnlab.desktop.widgets.parts.labels import PlainLabel
from nnlab.desktop.words.numbers import MINUS, format_number
from nnlab.study.descent import NOTE_MODERATION, NOTE_SAMPLES, NOTE_SLOPE, LineStep, line_steps

ROUNDS = 4  # through both samples
_DIGITS = 4
_MOST_SLOPE = 100.0
_RIGHT = Qt.AlignmentFlag.AlignRight


def number(value: float) -> str:
    """Return a number as the note writes it: four digits, no zeros at its end."""
    return format_number(value, _DIGITS, trim=True)


def factor(value: float) -> str:
    """Return a number as a factor or a summand: in brackets where it is negative."""
    return f"({number(value)})" if value < 0 else number(value)


def equations(step: LineStep) -> tuple[str, ...]:
    """Return the four equations of a step with its numbers in place."""
    moderated = step.moderation != 1.0
    left, shown = ("L · E / x", f"{number(step.moderation)} · ") if moderated else ("E / x", "")
    return (
        f"y = A · x = {number(step.slope)} · {factor(step.x)} = {number(step.answer)}",
        f"E = t {MINUS} y = {number(step.target)} {MINUS} {factor(step.answer)} = {number(step.error)}",
        f"ΔA = {left} = {shown}{factor(step.error)} / {factor(step.x)} = {number(step.change)}",
        f"A + ΔA = {number(step.slope)} + {factor(step.change)} = {number(step.slope_after)}",
    )


class LineSettingsCard(Card):
    """The slope to begin with, and whether steps are moderated, by how much."""

    changed = Signal(object)  # tuple[float, float]: slope A and moderation L; L = 1 is none

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._slope, self._moderation = NOTE_SLOPE, 1.0
        self._share = NOTE_MODERATION  # that was moderated by last
        self._slope_field, self._moderated = NumberField(), SwitchField()
        self._share_field = NumberField(rungs=(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9))
        for field, name in (
            (self._slope_field, "line_slope_field"),
            (self._moderated, "line_moderated_field"),
            (self._share_field, "line_moderation_field"),
        ):
            field.setObjectName(name)
        self._slope_field.set_range(-_MOST_SLOPE, _MOST_SLOPE)
        self._share_field.set_range(0.01, 0.99)
        self._rows = [
            FieldRow("", field) for field in (self._slope_field, self._moderated, self._share_field)
        ]
        self.body.setSpacing(0)
        for row in self._rows:
            self.body.addLayout(row)
        self._slope_field.value_entered.connect(lambda slope: self.changed.emit((slope, self._moderation)))
        self._moderated.value_chosen.connect(
            lambda on: self.changed.emit((self._slope, self._share if on else 1.0))
        )
        self._share_field.value_entered.connect(lambda share: self.changed.emit((self._slope, share)))
        self.retranslate()

    def set_values(self, slope: float, moderation: float) -> None:
        """Show the slope to begin with and the moderation; 1 is none."""
        self._slope, self._moderation = slope, moderation
        self._share = moderation if moderation < 1 else self._share
        self._slope_field.set_value(slope)
        self._moderated.set_value(moderation < 1)
        self._share_field.set_value(self._share)
        self._rows[2].set_visible(moderation < 1)

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.set_title(self.tr("Descent"))
        for row, text, tip in zip(
            self._rows,
            (self.tr("Slope A at the start"), self.tr("Moderation"), self.tr("Share L")),
            (
                self.tr("The A of y = A x before the first step"),
                self.tr("Take only a share of each correction, so that the last sample does not win"),
                self.tr("The share of each correction that is taken, between 0 and 1"),
            ),
            strict=True,
        ):
            row.set_label(text)
            row.field.setToolTip(tip)
        self.set_values(self._slope, self._moderation)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


class LineStepCard(Card):
    """The equations of one step with its numbers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._step: LineStep | None = None
        self._lines = [PlainLabel() for _ in range(4)]
        for place, line in enumerate(self._lines, start=1):
            line.setObjectName(f"line_equation_{place}")
            line.setWordWrap(True)
            self.body.addWidget(line)
        self._note = label("", "caption")
        self._note.setWordWrap(True)
        self.body.addWidget(self._note)
        self.body.addStretch(1)
        self.retranslate()

    def set_step(self, step: LineStep | None) -> None:
        """Show the equations of `step`; None is before the first one."""
        self._step = step
        shown = ("", "", "", "") if step is None else equations(step)
        for line, text in zip(self._lines, shown, strict=True):
            line.setText(text)
            line.setVisible(bool(text))
        if step is None:
            self._note.setText(self.tr("Step, and see how the error of one sample turns the line."))
        elif step.moderation == 1.0:
            self._note.setText(
                self.tr("The line goes through this sample now: without moderation the last one wins.")
            )
        else:
            self._note.setText(
                self.tr("Only a share of the correction is taken, so that every sample has its say.")
            )

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.set_title(self.tr("The step"))
        self.set_step(self._step)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


class LineTable(QWidget):
    """All steps as rows of numbers; the one that was made last stands out, those to come are not shown yet."""

    def __init__(self, rows: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heads = [label("", "caption") for _ in range(7)]
        self._cells = [[PlainLabel() for _ in self._heads] for _ in range(rows)]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(3)
        for column, head in enumerate(self._heads):
            grid.setColumnStretch(column, 1)
            grid.addWidget(head, 0, column, _RIGHT)
        for row, cells in enumerate(self._cells, start=1):
            for column, cell in enumerate(cells):
                cell.setObjectName(f"line_cell_{row}_{column}")
                grid.addWidget(cell, row, column, _RIGHT)
        self.retranslate()

    def set_steps(self, steps: Sequence[LineStep], done: int) -> None:
        """Show the first `done` of `steps`."""
        for row, cells in enumerate(self._cells):
            is_shown = row < min(done, len(steps))
            for cell, text in zip(cells, _row(steps[row]) if is_shown else ("",) * 7, strict=True):
                cell.setText(text)
                role = "section" if row == done - 1 else "muted"
                if cell.property("role") != role:
                    cell.setProperty("role", role)
                    cell.style().polish(cell)

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        heads = ("#", "x", "t", "y = A x", f"E = t {MINUS} y", "ΔA", "A + ΔA")
        for head, text in zip(self._heads, heads, strict=True):
            head.setText(text)


class LinePage(QWidget):
    """The picture of the line over the table of its steps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[LineStep, ...] = ()
        self._done = 0
        self.fit_picture = LineFit()
        self._table = LineTable(ROUNDS * len(NOTE_SAMPLES))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.fit_picture, 1)
        layout.addWidget(Hairline())
        layout.addWidget(self._table)
        self.retranslate()

    def set_steps(self, steps: tuple[LineStep, ...], done: int) -> None:
        """Show the line after the first `done` of `steps`."""
        self._steps, self._done = steps, done
        self._table.set_steps(steps, done)
        if done:
            step = steps[done - 1]
            active = (done - 1) % len(NOTE_SAMPLES)
            self.fit_picture.set_state(LineState(step.slope_after, step.slope, active))
        elif steps:
            self.fit_picture.set_state(LineState(steps[0].slope))

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        names = (self.tr("ladybird"), self.tr("caterpillar"))
        samples = [
            LineSample(x, target, f"{name} ({number(x)}, {number(target)})")
            for (x, target), name in zip(NOTE_SAMPLES, names, strict=True)
        ]
        self.fit_picture.set_samples(samples, (self.tr("width x"), self.tr("length y")))
        self._table.retranslate()


def note_steps(slope: float, moderation: float) -> tuple[LineStep, ...]:
    """Return the steps of the note's two samples, taken in turn."""
    return line_steps(slope, NOTE_SAMPLES, moderation, ROUNDS)


def _row(step: LineStep) -> tuple[str, ...]:
    values = (step.x, step.target, step.answer, step.error, step.change, step.slope_after)
    return (str(step.number), *map(number, values))
