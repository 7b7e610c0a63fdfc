"""What a user does with tables of one's own: opens one, pastes one, and corrects the one on the bench."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from nnlab.data import Dataset
from nnlab.data.tabular.plan import TablePlan, TableSource
from nnlab.desktop.files.project_file import Begun, ProjectFile
from nnlab.desktop.lab import Lab
from nnlab.desktop.notices import Notice
from nnlab.desktop.tables import words
from nnlab.desktop.tables.table_dialog import TableDialog
from nnlab.files import limits
from nnlab.project import Edited, ProjectState, with_table
from nnlab.project.suited import fits, is_same_table


class TableActions(QObject):
    """Joins the dialog of tables to the lab."""

    def __init__(self, lab: Lab, window: QWidget) -> None:
        super().__init__(window)
        self._lab, self._window = lab, window

    def open(self, name: str, text: bytes, plan: TablePlan | None = None) -> TableDialog:
        """Show what is guessed of the table in `text`, or with `plan` what is made of it, to be corrected."""
        dialog = TableDialog(
            self._lab.previews, name, text, partial(self._take, is_new=plan is None), self._window, plan
        )
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
            self.open(dataset.name, dataset.origin.text, dataset.origin.plan)

    def _take(self, dataset: Dataset, *, is_new: bool) -> None:
        """Put the samples on the bench, as one step."""

        def edit(state: ProjectState) -> ProjectState | Edited | Begun:
            after = with_table(state, dataset)
            kept = fits(state, dataset) or is_same_table(state.dataset, dataset)
            if isinstance(after, Edited) or kept:
                return after
            return Begun(after, ProjectFile(after))  # another network: work of its own

        label = partial(words.open_table, dataset.name) if is_new else words.change_columns
        done = Notice(partial(words.opened, dataset.name, dataset))
        self._lab.controller.edit(label, edit, done=lambda: self._lab.tell(done))


def _is_table(text: str) -> bool:
    """Return whether a text that was copied may be a table: some lines, and more than a word in each."""
    lines = text[: limits.CSV_LINE_CHARACTERS].strip().splitlines()
    return len(lines) > 1 and any(mark in lines[0] for mark in "\t,;| ")
