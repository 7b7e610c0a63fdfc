"""The cards beside the equations: the cell that is read, the way back to a weight, the network, and the code."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QWidget

from nnlab.desktop.arithmetic.step_study import StepStudy
from nnlab.desktop.document import StateChange
from nnlab.desktop.lab import Lab
from nnlab.desktop.notices import Notice
from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.card import Card
from nnlab.desktop.widgets.code_view import CodeView
from nnlab.desktop.widgets.network_diagram import LinkRef, NetworkDiagram, NeuronRef
from nnlab.desktop.widgets.parts.diagram_model import Highlight
from nnlab.desktop.words import texts
from nnlab.export.scripts.step_lines import StepLine, step_lines
from nnlab.project import Change
from nnlab.study.arithmetic.equations import Cell, Link, Matrix, Role

_MOST_LIT = 200  # links; more would be a band


class NetworkCard(Card):
    """The network of the step: the links and units that the cell which is read comes from are lit."""

    def __init__(self, lab: Lab, study: StepStudy, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._lab, self._study = lab, study
        self._covers = False  # whether outputs are kept from the reader
        self._diagram = NetworkDiagram()
        self._diagram.setObjectName("arithmetic_diagram")
        self._diagram.set_editable(False)
        self.body.addWidget(self._diagram, 1)
        lab.state_changed.connect(self._on_state_changed)
        study.step_changed.connect(self._show)
        study.read_changed.connect(self._on_read_changed)
        self._diagram.link_clicked.connect(self._on_link_clicked)
        self._diagram.neuron_clicked.connect(self._on_neuron_clicked)
        self._show_structure()

    def _on_state_changed(self, change: StateChange) -> None:
        if change.changes & (Change.DATASET | Change.NETWORK):
            self._show_structure()

    def _show_structure(self) -> None:
        state = self._lab.state
        self._diagram.set_network(
            state.spec.sizes,
            tuple(texts.activation_name(layer.activation) for layer in state.spec.layers),
            texts.data_names(state.dataset.input_names, state.dataset),
            texts.data_names(state.dataset.target_names, state.dataset),
            tuple(layer.bias for layer in state.spec.layers),
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def _show(self) -> None:
        """Show the numbers of the step for the sample that is read."""
        step = self._study.step
        if step is None or not self.isVisible() or step.spec.sizes != self._lab.state.spec.sizes:
            return
        layers, sample = step.layers, self._study.sample
        self._diagram.set_values(
            [a.W for a in layers],
            [a.b for a in layers],
            [layers[0].X[sample], *(a.Y[sample] for a in layers)],
            [(a.dW, a.db) for a in layers],
        )
        self._cover()
        self._light()

    def _cover(self) -> None:
        """Keep the outputs that are still to be guessed, and all of those behind them, from the reader."""
        sheet, guessing = self._study.sheet, self._study.guessing
        known = len(self._lab.state.spec.sizes)
        for number, equation in enumerate(sheet.equations if sheet is not None else ()):
            result = equation.terms[equation.result]
            if guessing.is_on and isinstance(result, Matrix) and result.role is Role.Y:
                cells = (Cell(number, equation.result, 0, at) for at in range(result.values.shape[1]))
                if any(map(guessing.covers, cells)):
                    known = min(known, equation.of + 1)
        self._covers = guessing.is_on
        everything = frozenset(range(len(self._lab.state.spec.layers)))
        self._diagram.set_highlight(Highlight(everything, known=known) if guessing.is_on else None)

    def _on_link_clicked(self, ref: LinkRef) -> None:
        self._study.keep_link(Link(ref.layer, ref.source, ref.target))

    def _on_neuron_clicked(self, ref: NeuronRef) -> None:
        """Read the gradient of a unit's bias; an input has none."""
        if ref.column > 0:
            self._study.keep_link(Link(ref.column - 1, None, ref.index))

    def _on_read_changed(self) -> None:
        step = self._study.step
        if step is not None and (len(step.rows) > 1 or self._study.guessing.is_on or self._covers):
            self._show()
        else:
            self._light()

    def _light(self) -> None:
        derivation = self._study.derivation
        if derivation is None or not self._study.is_pointed:
            self._diagram.set_lit(())
            return
        links = [LinkRef(*link) for link in derivation.links[:_MOST_LIT] if link.source is not None]
        units = [NeuronRef(unit.column, unit.index) for unit in derivation.units[:_MOST_LIT]]
        units += [NeuronRef(link.layer + 1, link.target) for link in derivation.links if link.source is None]
        self._diagram.set_lit([*links, *units])


class LinesCard(Card):
    """The lines of NumPy that compute the step; the one of the operation that was made last is lit."""

    def __init__(self, lab: Lab, study: StepStudy, parent: QWidget | None = None) -> None:
        super().__init__("NumPy", parent=parent)
        self._lab, self._study = lab, study
        self._lines: tuple[StepLine, ...] = ()
        self._pointed: int | None = None
        self._view, self._copy = CodeView(), Button(Look.BARE)
        self._copy.setObjectName("copy_lines_button")
        self.set_corner_widget(self._copy)
        self.body.addWidget(self._view, 1)
        self._copy.clicked.connect(self._copy_all)
        study.step_changed.connect(self._show)
        study.progress_changed.connect(self._light)
        study.read_changed.connect(self._light)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self._copy.setText(self.tr("Copy"))
        self._copy.setAccessibleName(self.tr("Copy the lines of the step"))
        self._copy.setToolTip(self.tr("Copy the lines that compute this step"))
        self._view.setAccessibleName(self.tr("The step in NumPy"))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def _show(self) -> None:
        if not self.isVisible():
            return
        step = self._study.step
        self._lines = () if step is None else step_lines(step)
        self._view.set_code([line.text for line in self._lines])
        self._copy.setEnabled(bool(self._lines))
        self._light()

    def _light(self) -> None:
        """Light the lines of the cell that is read, else those of the operation made last."""
        if not self.isVisible():
            return
        sheet, cell = self._study.sheet, self._study.read_cell
        if sheet is None:
            return
        operation = self._study.done - 1
        derivation = self._study.derivation
        if self._study.is_pointed and cell is not None:
            made = derivation.cell if derivation is not None else None
            operation = sheet.equations[(made or cell).equation].operation
        lit = {number for number, line in enumerate(self._lines) if line.operation == operation}
        done = self._study.done
        later = {number for number, line in enumerate(self._lines) if done and line.operation >= done}
        self._view.set_progress(lit, later - lit)
        self._view.reveal(lit)

    def _copy_all(self) -> None:
        QGuiApplication.clipboard().setText(self._view.code)
        self._lab.tell(Notice(lambda: self.tr("The lines of the step are in the clipboard.")))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
