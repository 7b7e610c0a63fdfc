"""Takes projects out to other programs, and weights of other programs in: dialogs, jobs, and what is told."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from nnlab.desktop.files import export_sentences as say
from nnlab.desktop.files.chooser import file_dialog, file_name
from nnlab.desktop.files.export_dialog import ExportDialog
from nnlab.desktop.files.import_dialog import ImportDialog
from nnlab.desktop.jobs import Job
from nnlab.desktop.lab import Lab
from nnlab.desktop.notices import Notice
from nnlab.desktop.words import data_sentences, language
from nnlab.engine import EngineError
from nnlab.export import (
    Exported,
    ExportFormat,
    ForeignNetwork,
    exported,
    fit_of,
    with_matching_network,
    with_weights,
)
from nnlab.files import FileError, write_atomically
from nnlab.lessons import DeedKind
from nnlab.project import ProjectState

# What is added to a name, so that two exports of one project do not replace each other.
_ENDINGS = {
    "numpy-predict": "-predict",
    "numpy-train": "-train",
    "torch": "-pytorch",
    "keras": "-keras",
    "diagram": "-network",
    "weights": "-weights",
    "curve": "-curves",
    "report": "-report",
    "worksheet": "-worksheet",
}


class Exchange(QObject):
    """Joins the dialogs of export and import to the lab. Nothing changes until a file has been read whole."""

    def __init__(self, lab: Lab, window: QWidget) -> None:
        super().__init__(window)
        self._lab, self._window = lab, window

    # -- out -------------------------------------------------------------------------------------------

    def export(self) -> None:
        """Show what the project can be written as, as it is at this moment."""
        self._lab.controller.tell_state(self._show_export)

    def _show_export(self, state: ProjectState) -> None:
        project = exported(state, title=self._lab.files.title, language=language.current())
        dialog = ExportDialog(
            project, self._lab.previews, lambda kinds: self._choose_name(kinds, project), self._window
        )
        dialog.open()

    def _choose_name(self, kinds: Sequence[ExportFormat], project: Exported) -> None:
        name = say.words(kinds[0]).name
        dialog = file_dialog(self._window, self.tr("Export"), saves_as=kinds[0].suffix)
        dialog.setNameFilters([f"{name} (*{kind.suffix})" for kind in kinds])
        dialog.filterSelected.connect(
            lambda chosen: dialog.setDefaultSuffix(chosen.rpartition("*.")[2].rstrip(")"))
        )
        ending = _ENDINGS.get(kinds[0].key, "")
        dialog.selectFile(f"{file_name(project.title)}{ending}{kinds[0].suffix}")
        dialog.fileSelected.connect(lambda path: self._write_as(kinds, project, Path(path)))
        dialog.open()

    def _write_as(self, kinds: Sequence[ExportFormat], project: Exported, path: Path) -> None:
        """Write in the kind that the name asks for; a name that says something else is refused."""
        suffix = path.suffix.lower()
        kind = next((kind for kind in kinds if kind.suffix == suffix), None)
        if kind is None:
            suffixes = [kind.suffix for kind in kinds]
            self._lab.tell(Notice(partial(say.other_suffix, path.name, suffixes), "warning"))
        else:
            self.write(kind, project, path)

    def write(self, kind: ExportFormat, project: Exported, path: Path) -> None:
        """Write `project` to `path` in a format, by a job."""

        def work(_job: Job[None]) -> None:
            write_atomically(path, kind.content(project), validate=kind.validate)

        def done(_: None) -> None:
            self._lab.deeds.done(DeedKind.EXPORTED, kind.key)
            self._lab.tell(Notice(partial(say.exported, path.name)))
            dialog = self._window.findChild(ExportDialog)
            if dialog is not None:  # it lies over the notice
                dialog.say(say.exported(path.name))

        self._lab.files.write(work, done, self._refuse)

    # -- in --------------------------------------------------------------------------------------------

    def choose_weights(self) -> None:
        """Let a file of weights be chosen, and read it."""
        dialog = file_dialog(self._window, self.tr("Import weights"))
        dialog.setNameFilters(
            [
                self.tr("Weights (*.npz *.json *.csv *.zip *.onnx *.safetensors)"),
                self.tr("All files (*)"),
            ]
        )
        dialog.fileSelected.connect(self._lab.openings.open_weights)
        dialog.open()

    def take(self, name: str, foreign: ForeignNetwork) -> None:
        """Put the weights of the file `name` in, or show why they do not fit and what can be done."""
        spec = self._lab.state.spec
        fit = fit_of(spec, foreign)
        put_in = partial(self._put_in, name, foreign)
        if fit.computes_the_same:
            put_in()
            return
        # In place of what says that it is read.
        self._lab.tell(Notice(partial(say.verdict, name, foreign, fit)))
        build = partial(self._build, name, foreign)
        ImportDialog(name, spec, foreign, fit, put_in, build, self._window).open()

    def _put_in(self, name: str, foreign: ForeignNetwork) -> None:
        self._edit(name, foreign, lambda state: with_weights(state, foreign))

    def _build(self, name: str, foreign: ForeignNetwork) -> None:
        self._edit(name, foreign, lambda state: with_matching_network(state, foreign))

    def _edit(self, name: str, foreign: ForeignNetwork, edit: Callable[[ProjectState], ProjectState]) -> None:
        self._lab.controller.edit(
            say.import_weights,
            edit,
            done=lambda: self._lab.tell(Notice(partial(say.imported, name, foreign))),
        )

    def _refuse(self, error: Exception) -> None:
        if not isinstance(error, FileError | EngineError):
            raise error
        self._lab.tell(Notice(partial(data_sentences.load_error, error), "warning"))
