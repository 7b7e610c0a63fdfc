"""Code beside the picture: the script of the network on the bench, as export writes it."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from nnlab.desktop.document import StateChange
from nnlab.desktop.jobs import Job
from nnlab.desktop.lab import Lab, Picture
from nnlab.desktop.notices import Notice
from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.card import Card
from nnlab.desktop.widgets.code_view import CodeView
from nnlab.desktop.widgets.segmented import Segmented
from nnlab.desktop.words import language
from nnlab.desktop.words.data_sentences import load_error
from nnlab.engine import EngineError
from nnlab.export import Exported, Script, exported, numpy_predict, numpy_train
from nnlab.files import FileError
from nnlab.project import ProjectState

_PREDICT, _TRAIN = "predict", "train"
_WRITERS: dict[str, Callable[[Exported], Script]] = {_PREDICT: numpy_predict, _TRAIN: numpy_train}
_PRODUCT = " @ "
_PAUSE_MS = 400  # between two texts while training: nobody reads faster
_LIVE_PARAMETERS = 20_000  # of larger networks the text is written at rest only


class CodePanel(Card):
    """Shows the NumPy lines of the network: pointing at one lights its layer, and the other way round."""

    def __init__(self, lab: Lab, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._lab = lab
        self._kind = _PREDICT
        self._script = Script(())
        self._is_new = True  # another kind of text than before
        self._written: tuple[object, ...] = ()  # of what the text was made
        self._job: Job[Script] | None = None  # that writes the text of a large network
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.setInterval(_PAUSE_MS)
        self._due.timeout.connect(self._refresh)
        self._choice, self._view, self._copy = Segmented(), CodeView(), Button(Look.BARE)
        self._arrange()
        self._choice.value_chosen.connect(self._choose)
        self._copy.clicked.connect(self._copy_all)
        self._view.line_pointed.connect(self._on_line_pointed)
        lab.view.pointed_changed.connect(self._on_pointed_changed)
        lab.state_changed.connect(self._on_state_changed)
        lab.reading_changed.connect(self._on_reading_changed)
        lab.document.file_changed.connect(self._refresh)  # the head of the script names it
        self.retranslate()

    def _arrange(self) -> None:
        self._choice.setObjectName("code_kind")
        self._copy.setObjectName("copy_code_button")
        row = QHBoxLayout()
        row.addWidget(self._choice)
        row.addStretch(1)
        row.addWidget(self._copy)
        self.body.addLayout(row)
        self.body.addWidget(self._view, 1)
        self._choice.set_value(self._kind)

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.set_title(self.tr("Code"))
        self.set_caption("NumPy")
        self._choice.setAccessibleName(self.tr("What the code does"))
        self._choice.set_options(
            [
                (_PREDICT, self.tr("predict"), self.tr("The script that answers as this network does")),
                (_TRAIN, self.tr("train"), self.tr("The script that trains this network from its start")),
            ]
        )
        self._copy.setText(self.tr("Copy"))
        self._copy.setAccessibleName(self.tr("Copy the code"))
        self._copy.setToolTip(self.tr("Copy the whole script, which runs as it is"))
        self._view.setAccessibleName(self.tr("Code"))
        self._written = ()
        self._refresh()

    # -- what it shows ---------------------------------------------------------------------------------

    def show_training(self) -> None:
        """Show the script that trains the network."""
        self._choose(_TRAIN)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def _choose(self, kind: str) -> None:
        self._kind = kind
        self._choice.set_value(kind)
        self._is_new = True
        self._refresh()

    def _on_state_changed(self, _change: StateChange) -> None:
        self._due.stop()
        self._refresh()

    def _on_reading_changed(self, picture: Picture) -> None:
        if not self._lab.controller.is_running:
            self._due.stop()
            self._refresh()
            return
        is_live = picture.snapshot.parameters.spec.parameter_count <= _LIVE_PARAMETERS
        if is_live and self._kind == _PREDICT and not self._due.isActive():
            self._due.start()

    def _refresh(self) -> None:
        """Write the text anew if anything that it is made of has changed, and somebody can see it."""
        if not self.isVisible():
            return
        state = self._shown_state()
        title = self._lab.files.title
        made_of = (self._kind, title, state.parameters.vector, state.config, state.dataset, state.given)
        if len(made_of) == len(self._written) and all(
            a is b or (isinstance(a, str) and a == b) for a, b in zip(made_of, self._written, strict=True)
        ):
            return
        self._written = made_of
        self._cancel()
        project = exported(state, title=title, language=language.current())
        written = _WRITERS[self._kind]

        def write(project: Exported) -> Script:
            project.require_finite()
            return written(project)

        if state.parameters.spec.parameter_count > _LIVE_PARAMETERS:
            self._job = self._lab.previews.start(lambda _job: write(project), self._show, self._refuse)
            return
        try:
            self._show(write(project))
        except (EngineError, FileError) as error:
            self._refuse(error)

    def _show(self, script: Script) -> None:
        self._script = script
        lines = script.lines
        self._view.set_code([line.text for line in lines], {i for i, line in enumerate(lines) if line.folded})
        if self._is_new:  # the lines that compute are what one looks for, not the numbers before them
            self._is_new = False
            self._view.reveal({i for i, line in enumerate(lines) if _PRODUCT in line.text})
        self._show_end()

    def _refuse(self, error: Exception) -> None:
        if not isinstance(error, EngineError | FileError):
            raise error
        self._script = Script(())
        self._view.set_code([f"# {load_error(error)}"])
        self._show_end()

    def _show_end(self) -> None:
        self._copy.setEnabled(bool(self._script.lines))
        self._on_pointed_changed(self._lab.view.pointed_layer)

    def _cancel(self) -> None:
        """Call off a text that is being written: another is wanted."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _shown_state(self) -> ProjectState:
        """Return the project with the numbers that are on the bench at this moment."""
        state, snapshot = self._lab.state, self._lab.picture.snapshot
        parameters = snapshot.parameters
        if parameters is state.parameters or parameters.spec != state.spec:
            return state
        training = replace(state.training, parameters=parameters, step=snapshot.step, slots=(), optimizer="")
        return replace(state, training=training)

    # -- pointing and copying --------------------------------------------------------------------------

    def _on_line_pointed(self, line: int | None) -> None:
        lines = self._script.lines
        self._lab.view.point_at(lines[line].layer if line is not None and line < len(lines) else None)

    def _on_pointed_changed(self, layer: int | None) -> None:
        lit = (
            set()
            if layer is None
            else {i for i, line in enumerate(self._script.lines) if line.layer == layer}
        )
        self._view.set_lit(lit)
        if lit and not self._view.underMouse():
            computing = {i for i in lit if _PRODUCT in self._script.lines[i].text}
            self._view.reveal(computing or lit)

    def _copy_all(self) -> None:
        QGuiApplication.clipboard().setText(self._script.text)
        self._lab.tell(Notice(lambda: self.tr("The whole script is in the clipboard.")))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
