"""What a user does with tables of one's own: opens one, pastes one, and corrects the one on the bench."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from nnlab.data import Dataset
from nnlab.data.tabular.plan import TablePlan, TableSource
from nnlab.desktop.lab import Lab
from nnlab.desktop.notices import Notice
from nnlab.desktop.project_file import Begun, ProjectFile
from nnlab.desktop.tables import words
from nnlab.desktop.tables.table_dialog import TableDialog
from nnlab.files import limits
from nnlab.project import Edited, ProjectState, with_table
from nnlab.project.suited import fits, is_same_table


class TableActions(QObject):
    """Joins the dialog of tables to the lab."""

    taken_from = Signal(object)  # Path of the file whose table is on the bench now

    def __init__(self, lab: Lab, window: QWidget) -> None:
        super().__init__(window)
        self._lab, self._window = lab, window
        self._plans: dict[Path, TablePlan] = {}  # what was chosen for the tables of files

    def open(self, name: str, text: bytes, path: Path | None = None) -> TableDialog:
        """Show what is guessed of the table in `text`, to be corrected.

        What was chosen for the table of this file in this window is what is shown, where its columns are the same.
        """
        plan = None if path is None else self._plans.get(path)
        return self._show(name, text, plan, partial(self._take_new, path), is_new=True)

    def _show(
        self,
        name: str,
        text: bytes,
        plan: TablePlan | None,
        take: Callable[[Dataset], object],
        *,
        is_new: bool,
    ) -> TableDialog:
        dialog = TableDialog(self._lab.previews, name, text, take, self._window, plan, is_new=is_new)
        dialog.open()
        return dialog

    def paste(self) -> None:
        """Open the table that was copied in a spreadsheet."""
        text = QGuiApplication.clipboard().text()
        if not _is_table(text):
            self._lab.tell(Notice(words.nothing_to_paste, "warning"))
            return
        self.open(words.pasted_name(), text.encode("utf-8", errors="replace"))

    def correct(self) -> None:
        """Show the columns of the table on the bench, to be corrected."""
        dataset = self._lab.state.dataset
        if isinstance(dataset.origin, TableSource):
            origin = dataset.origin
            self._show(dataset.name, origin.text, origin.plan, self._take, is_new=False)

    def _take_new(self, path: Path | None, dataset: Dataset) -> None:
        """Put the samples of a table that is opened on the bench, and remember how that of a file is read."""

        def done() -> None:
            if path is not None and isinstance(dataset.origin, TableSource):
                self._plans[path] = dataset.origin.plan
                self.taken_from.emit(path)

        self._put(dataset, partial(words.open_table, dataset.name), done)

    def _take(self, dataset: Dataset) -> None:
        """Put the samples of the table on the bench, read in another way, in place of those that are there."""
        self._put(dataset, words.change_columns, lambda: None)

    def _put(self, dataset: Dataset, label: Callable[[], str], then: Callable[[], object]) -> None:
        """Put the samples on the bench, as one step; when they are there, do `then`."""

        def edit(state: ProjectState) -> ProjectState | Edited | Begun:
            after = with_table(state, dataset)
            kept = fits(state, dataset) or is_same_table(state.dataset, dataset)
            if isinstance(after, Edited) or kept:
                return after
            return Begun(after, ProjectFile(after))  # another network: work of its own

        def done() -> None:
            self._lab.tell(Notice(partial(words.opened, dataset.name, dataset)))
            then()

        self._lab.controller.edit(label, edit, done=done)


def _is_table(text: str) -> bool:
    """Return whether a text that was copied may be a table: some lines, and more than a word in each."""
    lines = text[: limits.CSV_LINE_CHARACTERS].strip().splitlines()
    return len(lines) > 1 and any(mark in lines[0] for mark in "\t,;| ")
