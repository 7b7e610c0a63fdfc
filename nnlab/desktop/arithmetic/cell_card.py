"""The cell that is read: its number, how it came about, and for a weight the way back to it by the chain rule."""

import math
from html import escape

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.arithmetic import arithmetic_words as say
from nnlab.desktop.arithmetic import shown_equations as shown
from nnlab.desktop.arithmetic.step_study import StepStudy
from nnlab.desktop.lab import Lab
from nnlab.desktop.widgets.card import rich_label
from nnlab.desktop.widgets.derivation_card import DerivationCard, ShownDerivation
from nnlab.desktop.widgets.parts.equation_numbers import number_alone
from nnlab.desktop.widgets.segmented import Segmented
from nnlab.study.arithmetic.chain_rule import ChainFactor, ChainRule, chain_rule
from nnlab.study.arithmetic.equations import Cell, Factor, Link, Matrix, Role

NUMBER, CHAIN = "number", "chain"
_READING_MS = 150
_HIDDEN = "?"  # a number that is still to be guessed
_OF_WEIGHTS = (Role.W, Role.B, Role.DW, Role.DB)


class CellCard(DerivationCard):
    """Number or chain rule of the cell that is read."""

    def __init__(self, lab: Lab, study: StepStudy, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lab, self._study = lab, study
        self._mode = NUMBER
        self._choice = Segmented()
        self._choice.setObjectName("cell_mode")
        self._chain = rich_label("")
        self._chain.setObjectName("chain_rule")
        self._chain.setWordWrap(True)
        self._chain.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.insertWidget(0, self._choice)
        self.content.insertWidget(0, self._chain)
        self._choice.value_chosen.connect(self._choose)
        self._due = QTimer(self)  # while operations follow each other nobody reads each of their numbers
        self._due.setSingleShot(True)
        self._due.setInterval(_READING_MS)
        self._due.timeout.connect(self._show_read)
        study.read_changed.connect(self._on_read_changed)
        self._set_texts()

    def _set_texts(self) -> None:
        self._choice.setAccessibleName(self.tr("What is shown of the cell"))
        self._choice.set_options(
            [
                (NUMBER, self.tr("Number"), self.tr("How this number came about")),
                (
                    CHAIN,
                    self.tr("Chain rule"),
                    self.tr("From the error back to this weight, factor by factor"),
                ),
            ]
        )
        self._choice.set_value(self._mode)
        self._show_read()

    def _choose(self, mode: str) -> None:
        self._mode = mode
        self._choice.set_value(mode)
        self._show_read()

    def _on_read_changed(self) -> None:
        if not self._lab.controller.is_running:
            self._due.stop()
            self._show_read()
        elif not self._due.isActive():
            self._due.start()

    def _show_read(self) -> None:
        link = self._link()
        self._choice.setVisible(link is not None)
        shows_chain = self._mode == CHAIN and link is not None
        self._chain.setVisible(shows_chain)
        self.set_derivation(self._derivation_of_cell())
        if shows_chain:
            self.hide_derivation()
        else:
            self.show_derivation()
        if shows_chain and link is not None:
            self._show_chain(link)

    # -- the number ------------------------------------------------------------------------------------

    def _derivation_of_cell(self) -> ShownDerivation | None:
        derivation, matrix, cell = self._study.derivation, self._study.matrix, self._study.read_cell
        if derivation is None or matrix is None or cell is None:
            return None
        source, target = self._unit_names(matrix, cell)
        guessing = self._study.guessing
        return ShownDerivation(
            matrix.name,
            (cell.row + 1, cell.column + 1),
            _HIDDEN if guessing.covers(cell) else self._spell(derivation.value),
            "".join(derivation.symbolic),
            self._text(derivation.numeric),
            say.meaning(matrix, source, target, math.nan if guessing.covers(cell) else derivation.value),
            transposed=matrix.transposed,
            is_new=matrix.is_new,
        )

    def _text(self, pieces: tuple[str | Factor, ...]) -> str:
        return "".join(self._piece(piece) for piece in pieces)

    def _piece(self, piece: str | Factor) -> str:
        if isinstance(piece, Factor) and piece.cell is not None and self._study.guessing.covers(piece.cell):
            return _HIDDEN
        return shown.piece_of(piece, self._spell).text

    def _spell(self, value: float) -> str:
        return number_alone(value, self._study.decimals)

    def _unit_names(self, matrix: Matrix, cell: Cell) -> tuple[str, str]:
        """Return what the units are called that a cell leads from and to."""
        names = shown.names_of(self._lab.state)
        found: dict[int, str] = {}
        for axis, place in ((matrix.rows, cell.row), (matrix.columns, cell.column)):
            if axis.kind == "units" and axis.column < len(names) and place < len(names[axis.column]):
                found[axis.column] = names[axis.column][place]
        columns = sorted(found)
        return (found[columns[0]], found[columns[-1]]) if columns else ("", "")

    # -- the chain rule --------------------------------------------------------------------------------

    def _link(self) -> Link | None:
        """Return the weight or the bias that the cell belongs to."""
        matrix, cell = self._study.matrix, self._study.read_cell
        if matrix is None or cell is None or matrix.layer is None or matrix.role not in _OF_WEIGHTS:
            return None
        row, column = (cell.column, cell.row) if matrix.transposed else (cell.row, cell.column)
        of_bias = matrix.role in (Role.B, Role.DB)
        return Link(matrix.layer, None if of_bias else row, column)

    def _show_chain(self, link: Link) -> None:
        sheet, step = self._study.sheet, self._study.step
        if sheet is None or step is None:
            return
        rule = chain_rule(sheet, step, link, self._study.sample)
        self._chain.setText(self._chain_html(rule))

    def _chain_html(self, rule: ChainRule) -> str:
        muted = themes.current().muted
        product = " · ".join(factor.symbol for factor in rule.factors)
        parts = [f"<p><b>{escape(rule.symbol)}</b> = {escape(product)}</p>"]
        if self._study.guessing.is_on:
            parts += [self._factor_html(factor) for factor in rule.factors]
            hint = self.tr("The numbers are hidden while you guess.")
            return "".join((*parts, f"<p style='color: {muted}'>{escape(hint)}</p>"))
        parts += [self._factor_html(factor) for factor in rule.factors]
        numbers = " · ".join(shown.piece_of(Factor("", f.value), self._spell).text for f in rule.factors)
        total = self._spell(rule.products[rule.sample])
        parts.append(f"<p>{escape(numbers)} = <b>{escape(total)}</b></p>")
        if len(rule.products) > 1:
            said = self.tr("Summed over the {count} samples: {value}").format(
                count=len(rule.products), value=self._spell(rule.product)
            )
            parts.append(f"<p>{escape(said)}</p>")
        parts.append(f"<p><b>{escape(self._verdict(rule))}</b></p>")
        if rule.path:
            heading = self.tr("On the way there")
            parts.append(f"<p style='color: {muted}'>{escape(heading)}</p>")
            if rule.starts_later:
                parts.append(f"<p style='color: {muted}'>…</p>")
            parts += [self._factor_html(factor) for factor in rule.path]
        return "".join(parts)

    def _verdict(self, rule: ChainRule) -> str:
        if rule.matches is None:
            return self.tr("The numbers are too large to be compared.")
        said = (
            self.tr("✓ The trainer has the same number: {value}")
            if rule.matches
            else self.tr("✗ The trainer has another number: {value}")
        )
        return said.format(value=self._spell(rule.traced))

    def _factor_html(self, factor: ChainFactor) -> str:
        muted = themes.current().muted
        steps = ["".join(factor.symbolic)]
        if not self._study.guessing.is_on:
            steps += [self._text(factor.numeric), self._spell(factor.value)]
        distinct = [
            text for text, before in zip(steps, ["", *steps], strict=False) if text and text != before
        ]
        return f"<p>{escape(factor.symbol)} <span style='color: {muted}'>= {escape(' = '.join(distinct))}</span></p>"

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._set_texts()
        elif event.type() == QEvent.Type.StyleChange:
            self._show_read()
