"""The step as equations: the card of the arithmetic on which one reads, steps and guesses."""

import numpy as np
from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from nnlab.desktop.arithmetic import shown_equations as shown
from nnlab.desktop.arithmetic.step_study import DECIMALS, StepStudy
from nnlab.desktop.lab import Lab
from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.card import MARGIN_PX, Card, label
from nnlab.desktop.widgets.equation_sheet import EquationSheet
from nnlab.desktop.widgets.fields import Choice, ChoiceField
from nnlab.desktop.widgets.parts.equation_model import Cell, GuessMade
from nnlab.desktop.widgets.parts.equation_numbers import number_alone
from nnlab.desktop.widgets.phase_strip import Phase, PhaseStrip
from nnlab.desktop.widgets.segmented import Segmented
from nnlab.engine import Kind, NetworkSpec, TracedStep
from nnlab.lessons import DeedKind
from nnlab.study.arithmetic.derivation import matrix_at
from nnlab.study.arithmetic.equations import Sheet
from nnlab.study.arithmetic.scalars import scalars

MATRICES, SCALARS = "matrices", "scalars"
_ROWS, _FEW_ROWS, _COLUMNS = range(4), range(1), range(4)  # of a result, as formulas in single numbers
_MANY_LINES = 20  # from which, and of batches, each of them has few formulas
_INK_SHOWN = 4  # inputs that are not 0, of those in sight at first
_FORWARD = (Kind.SUM, Kind.ACTIVATE, Kind.LOSS)


class EquationsCard(Card):
    """Matrices or scalars of every operation; the phases, the digits and the ways to step in the row above."""

    worksheet_requested = Signal()
    check_requested = Signal()

    def __init__(self, lab: Lab, study: StepStudy, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._lab, self._study = lab, study
        self._mode = MATRICES
        self._part = range(0)  # the lines that are shown
        self._is_stale = True
        self._due = QTimer(self)  # the sheet follows in a turn of its own, after the other cards
        self._due.setSingleShot(True)
        self._due.setInterval(0)
        self._due.timeout.connect(self._show_step)
        self._spec: NetworkSpec | None = None  # whose inputs have been brought into sight
        self._choice, self._phases, self._sheet = Segmented(), PhaseStrip(), EquationSheet()
        self._decimals = ChoiceField()
        self._guess, self._worksheet = Button(Look.BARE), Button(Look.BARE)
        self._check = Button(Look.BARE)
        self._back, self._forward = Button(Look.FIELD, "previous"), Button(Look.FIELD, "next")
        self._nothing, self._samples = label("", "muted"), label("", "muted")
        self._arrange()
        self._connect()
        self.retranslate()

    def _arrange(self) -> None:
        for widget, name in (
            (self._choice, "equation_mode"),
            (self._decimals, "decimals_field"),
            (self._guess, "guess_button"),
            (self._worksheet, "worksheet_button"),
            (self._check, "arithmetic_check_button"),
            (self._back, "step_back_button"),
            (self._forward, "step_forward_button"),
        ):
            widget.setObjectName(name)
        self._guess.setCheckable(True)
        self._nothing.setWordWrap(True)
        self._nothing.hide()
        ways = QHBoxLayout()
        ways.setSpacing(8)
        for widget in (self._choice, self._back, self._forward):
            ways.addWidget(widget)
        ways.addStretch(1)
        tools = QHBoxLayout()
        tools.setSpacing(4)
        for widget in (self._guess, self._check, self._worksheet, self._decimals):
            tools.addWidget(widget)
        tools.addStretch(1)
        self._above = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._above.setSpacing(8)
        self._above.addLayout(ways, 1)
        self._above.addLayout(tools)
        below = QVBoxLayout()
        below.setSpacing(8)
        about = QHBoxLayout()
        about.addWidget(self._phases)
        about.addStretch(1)
        about.addWidget(self._samples)
        below.addLayout(about)
        below.addWidget(self._nothing)
        below.addWidget(self._sheet, 1)
        self.body.addLayout(self._above)
        self.body.addLayout(below, 1)
        self._choice.set_value(self._mode)

    def _connect(self) -> None:
        study, sheet = self._study, self._sheet
        study.step_changed.connect(self._on_step_changed)
        study.progress_changed.connect(self._show_progress)
        study.read_changed.connect(self._show_read)
        study.decimals_changed.connect(self._on_decimals_changed)
        self._lab.picture_changed.connect(self._show_ways)
        self._choice.value_chosen.connect(self.choose_mode)
        self._decimals.value_chosen.connect(study.set_decimals)
        sheet.cell_pointed.connect(self._on_cell_pointed)
        sheet.cell_clicked.connect(self._on_cell_clicked)
        sheet.guessed.connect(self._on_guessed)
        self._guess.clicked.connect(self._toggle_guessing)
        self._worksheet.clicked.connect(self.worksheet_requested)
        self._check.clicked.connect(self.check_requested)
        self._back.clicked.connect(self._step_back)
        self._forward.clicked.connect(self._step_forward)
        self._phases.phase_clicked.connect(self._on_phase_clicked)

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self._choice.setAccessibleName(self.tr("How the step is written"))
        self._choice.set_options(
            [
                (MATRICES, self.tr("Matrices"), self.tr("Each operation as one equation of matrices")),
                (SCALARS, self.tr("Scalars"), self.tr("Each operation number by number")),
            ]
        )
        self._decimals.setAccessibleName(self.tr("Digits after the point"))
        self._decimals.setToolTip(self.tr("How many digits are shown after the point"))
        choices = [Choice(count, self.tr("{count} decimals").format(count=count)) for count in DECIMALS]
        self._decimals.set_choices(choices)
        self._decimals.set_value(self._study.decimals)
        for button, text, tip in (
            (self._guess, self.tr("Guess first"), self.tr("Hide what is computed until you have typed it")),
            (
                self._worksheet,
                self.tr("Worksheet…"),
                self.tr("Print or save this step with blanks to fill in, and its key"),
            ),
            (
                self._check,
                self.tr("Check…"),
                self.tr("Compare the gradients with numeric ones"),
            ),
        ):
            button.setText(text)
            button.setAccessibleName(text)
            button.setToolTip(tip)
        self._back.setAccessibleName(self.tr("One step back"))
        self._back.setToolTip(self.tr("One step back, as far as “Step” above says (Shift+S)"))
        self._forward.setAccessibleName(self.tr("One step"))
        self._forward.setToolTip(self.tr("One step, as far as “Step” above says (S)"))
        self._is_stale = not self.isVisible()
        if not self._is_stale:
            self._show_step()

    # -- what it shows ---------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._on_step_changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Put the tools below the ways to step where both have no room side by side."""
        parts = [self._above.itemAt(place).sizeHint().width() for place in range(2)]
        fits = sum(parts) + self._above.spacing() <= self.width() - 2 * MARGIN_PX
        direction = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        self._above.setDirection(direction)

    @property
    def is_up_to_date(self) -> bool:
        """Whether all that is to be shown is shown."""
        return not self._due.isActive()

    def _on_step_changed(self) -> None:
        self._is_stale = not self.isVisible()
        if not self._is_stale:
            self._due.start()

    def _show_step(self) -> None:
        """Show another step, or why there is none."""
        sheet, step, obstacle = self._study.sheet, self._study.step, self._study.obstacle
        self._nothing.setText(obstacle)
        self._nothing.setVisible(bool(obstacle))
        for widget in (self._sheet, self._phases):
            widget.setVisible(sheet is not None and not obstacle)
        for button in (self._guess, self._worksheet):
            button.setEnabled(sheet is not None and not obstacle)
        self._sheet.set_guesses({})
        self._show_samples()
        if sheet is None or step is None:
            self._part = range(0)
            self._sheet.set_lines(())
        else:
            self._part = shown.part_of(sheet, self._current_line(sheet))
            self._show_lines(sheet, step)
            self._show_ink(step)
            self._show_progress()
            self._show_read()
        self._show_ways()

    def _show_lines(self, sheet: Sheet, step: TracedStep) -> None:
        layers = len(step.layers)
        if self._mode == MATRICES:
            names = shown.names_of(self._lab.state)
            samples = shown.sample_names(self._lab.state, step) if len(step.rows) > 1 else ()
            self._sheet.set_lines(shown.shown_lines(sheet, self._part, layers, names, samples))
            return
        few = len(self._part) > _MANY_LINES or len(step.rows) > len(_ROWS)
        rows = _FEW_ROWS if few else _ROWS
        self._sheet.set_lines(
            [
                shown.scalar_line(
                    sheet,
                    self._part,
                    number,
                    scalars(sheet, step, number, rows, _COLUMNS),
                    layers,
                    self._spell,
                )
                for number in self._part
            ]
        )

    def _current_line(self, sheet: Sheet) -> int:
        """Return the first line of the operation made last."""
        operation = max(self._study.done - 1, 0)
        return next(n for n, equation in enumerate(sheet.equations) if equation.operation == operation)

    def _show_samples(self) -> None:
        """Say which samples the step learns from or, while one guesses, how many guesses are right."""
        step, guessing = self._study.step, self._study.guessing
        if step is None:
            self._samples.setText("")
        elif guessing.is_on:
            right, all_of_them = guessing.score
            self._samples.setText(
                self.tr("{right} of {count} guesses right").format(right=right, count=all_of_them)
            )
        elif len(step.rows) == 1:
            name = shown.sample_names(self._lab.state, step)[0]
            self._samples.setText(self.tr("learns from sample {name}").format(name=name))
        else:
            self._samples.setText(self.tr("learns from {count} samples").format(count=f"{len(step.rows):,}"))

    def _show_ink(self, step: TracedStep) -> None:
        """Of a new network's many inputs show the first that are not 0: in the corner of a picture there is nothing."""
        if step.spec == self._spec or self._mode != MATRICES:
            return
        self._spec = step.spec
        inked = np.flatnonzero(step.layers[0].X[0])
        if inked.size and self._part.start == 0:
            self._sheet.reveal(Cell(0, 0, 0, int(inked[min(_INK_SHOWN, inked.size - 1)])))

    def _spell(self, value: float) -> str:
        return number_alone(value, self._study.decimals)

    def _show_progress(self) -> None:
        sheet = self._study.sheet
        if sheet is None or not self.isVisible() or not self.is_up_to_date:
            return
        done = self._study.done
        if shown.part_of(sheet, self._current_line(sheet)) != self._part:
            self._show_step()  # which comes back here
            return
        self._sheet.set_states(shown.states_of(sheet, self._part, done))
        self._phases.set_phases(self._phase_list(sheet))
        self._phases.set_current(_phase_of(sheet, done))
        self._show_guessing()

    def _phase_list(self, sheet: Sheet) -> tuple[Phase, ...]:
        forward = len({e.operation for e in sheet.equations if _phase(e.kind) == "forward"})
        backward = sheet.operations - 1 - forward
        return (
            Phase("forward", self.tr("Forward"), 1, forward),
            Phase("backward", self.tr("Backward"), forward + 1, forward + backward),
            Phase("update", self.tr("Update"), sheet.operations, sheet.operations),
        )

    def _show_read(self) -> None:
        if not self.isVisible() or not self.is_up_to_date:
            return
        self._show_guessing()
        # Where nothing was chosen, the side has an example, and the sheet is left in peace.
        derivation = self._study.derivation if self._study.is_pointed and self._mode == MATRICES else None
        if derivation is None:
            self._sheet.set_marks(None)
            return
        pointed = shown.shown_cell(self._study.read_cell, self._part)
        sources = (shown.shown_cell(cell, self._part) for cell in derivation.sources)
        self._sheet.set_marks(pointed, frozenset(filter(None, sources)))

    def _show_ways(self, *_: object) -> None:
        """Offer a step back where there is a way."""
        if self.isVisible():
            self._back.setEnabled(self._lab.picture.snapshot.reaches_back)
            self._forward.setEnabled(not self._study.obstacle)

    # -- what it asks for ------------------------------------------------------------------------------

    def choose_mode(self, mode: str) -> None:
        """Write the step as matrices or number by number; the latter have no blanks, and end the guessing."""
        if mode == self._mode:
            return
        self._mode = mode
        self._choice.set_value(mode)
        if mode == SCALARS:
            self._study.guessing.set_on(False)
        self._on_step_changed()

    def _on_decimals_changed(self, decimals: int) -> None:
        self._decimals.set_value(decimals)
        self._sheet.set_decimals(decimals)
        if self._mode == SCALARS:
            self._on_step_changed()

    def _on_cell_pointed(self, cell: Cell | None) -> None:
        self._study.point_at(shown.cell_of(cell, self._part))

    def _on_cell_clicked(self, cell: Cell | None) -> None:
        self._study.keep(shown.cell_of(cell, self._part))

    def _step_back(self) -> None:
        self._lab.controller.step_back(self._lab.view.step_size)

    def _step_forward(self) -> None:
        self._lab.controller.step(self._lab.view.step_size)

    def _on_phase_clicked(self, key: str) -> None:
        """Bring the first line of a phase into sight."""
        sheet = self._study.sheet
        if sheet is None:
            return
        step, first = (
            self._study.step,
            next(n for n, equation in enumerate(sheet.equations) if _phase(equation.kind) == key),
        )
        if first not in self._part and step is not None:
            self._part = shown.part_of(sheet, first)
            self._show_lines(sheet, step)
            self._sheet.set_states(shown.states_of(sheet, self._part, self._study.done))
        self._sheet.reveal(Cell(first - self._part.start, sheet.equations[first].result, 0, 0))

    # -- guessing --------------------------------------------------------------------------------------

    def _toggle_guessing(self) -> None:
        guessing = self._study.guessing
        guessing.set_on(not guessing.is_on)
        if guessing.is_on:
            self.choose_mode(MATRICES)

    def _show_guessing(self) -> None:
        guessing = self._study.guessing
        self._show_samples()
        self._guess.setChecked(guessing.is_on)
        hidden = {number - self._part.start for number in guessing.hidden_lines if number in self._part}
        self._sheet.set_hidden(frozenset(hidden) if guessing.is_on else False)
        places = ((shown.shown_cell(cell, self._part), guess) for cell, guess in guessing.guesses.items())
        self._sheet.set_guesses({place: guess for place, guess in places if place is not None})

    def _on_guessed(self, made: GuessMade) -> None:
        sheet, cell = self._study.sheet, shown.cell_of(made.cell, self._part)
        if sheet is not None and cell is not None:
            value = float(matrix_at(sheet, cell).values[cell.row, cell.column])
            guessing = self._study.guessing
            known = guessing.score[0]
            guessing.take(cell, made.text, value, self._sheet.speller(made.cell))
            if guessing.score[0] > known:
                self._lab.deeds.done(DeedKind.NUMBER_GUESSED)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self._fit()
        elif event.type() == QEvent.Type.StyleChange:
            self._fit()


def _phase(kind: Kind) -> str:
    if kind in _FORWARD:
        return "forward"
    return "update" if kind is Kind.UPDATE else "backward"


def _phase_of(sheet: Sheet, done: int) -> str | None:
    """Return the phase of the operation made last, None before the first."""
    if done == 0:
        return None
    return next(_phase(e.kind) for e in sheet.equations if e.operation == done - 1)
