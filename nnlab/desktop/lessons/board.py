"""The class board: learners and how far they have come, from the result files in a folder of this machine."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QFileSystemWatcher, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from nnlab.desktop.jobs import Job, Jobs
from nnlab.desktop.lessons import board_cells as cells_of
from nnlab.desktop.lessons.board_beginning import BoardBeginning
from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.card import Card, label
from nnlab.desktop.widgets.choice_field import ChoiceField
from nnlab.desktop.widgets.record_table import GridCell, GridColumn, GridRow, RecordTable
from nnlab.desktop.widgets.switch_field import SwitchField
from nnlab.desktop.words import data_sentences
from nnlab.desktop.words.lesson_faults import lesson_fault
from nnlab.engine import EngineError
from nnlab.files import FileError
from nnlab.lessons import board as boards
from nnlab.lessons import lesson_keys
from nnlab.lessons.board import Board, Learner, Signature
from nnlab.lessons.results import BadResult

_LOOK_MS = 4000  # folders of the network do not tell of what comes into them
_SOON_MS = 150  # after a change, for several files that come together
_MOST_BAD = 6  # bad files that are told of one by one


class ClassBoard(QWidget):
    """Learners × lessons, or × the steps of one of them. It looks again by itself while it is shown."""

    left = Signal()
    folder_wanted = Signal()
    export_wanted = Signal(object)  # bytes: the board as CSV

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._folder: Path | None = None
        self._board = Board()
        self._signature: Signature | None = None
        self._job: Job[tuple[Signature | None, Board] | None] | None = None
        self._looks_again = False  # something has changed while a job was reading
        self._fault: Exception | None = None  # for which the folder could not be read
        self._lesson: str | None = None  # whose steps are shown
        self._hides_names = False
        self._heading, self._where = label("", "heading"), label("", "muted")
        self._buttons = {
            "board_back_button": Button(Look.PLATE, "previous"),
            "board_folder_button": Button(Look.PLATE, "open"),
            "board_export_button": Button(Look.PLATE, "save"),
        }
        self._shown, self._names = ChoiceField(Look.FIELD), SwitchField()
        self._names_label = label("", "muted")
        self._table = RecordTable()
        self._beginning, self._key = BoardBeginning(), label("", "caption")
        self._bad = label("", "text")
        self._card, self._bad_card = Card(), Card()
        self._watcher = QFileSystemWatcher(self)
        self._soon, self._later = QTimer(self), QTimer(self)
        self._arrange()
        self._connect()
        self.retranslate()

    @property
    def notice_ground(self) -> QWidget:
        """The widget over whose foot notices are shown."""
        return self._card

    @property
    def folder(self) -> Path | None:
        """The folder that is looked at, or None."""
        return self._folder

    def set_folder(self, folder: Path | None) -> None:
        """Look at another folder."""
        if self._watcher.directories():
            self._watcher.removePaths(self._watcher.directories())
        if self._job is not None:
            self._job.cancel()
        self._folder, self._signature, self._board, self._fault = folder, None, Board(), None
        if folder is not None and folder.is_dir():
            self._watcher.addPath(str(folder))
        self._show()
        self.look()

    # -- putting together ------------------------------------------------------------------------------

    def _arrange(self) -> None:
        for name, button in self._buttons.items():
            button.setObjectName(name)
        self._shown.setObjectName("board_lesson_choice")
        self._names.setObjectName("board_names_switch")
        self._table.setObjectName("board_table")
        self._where.setWordWrap(True)
        self._where.setMinimumWidth(1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._heading)
        words.addWidget(self._where)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._buttons["board_back_button"], 0, Qt.AlignmentFlag.AlignTop)
        head.addSpacing(4)
        head.addLayout(words, 1)
        head.addWidget(self._buttons["board_folder_button"], 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._buttons["board_export_button"], 0, Qt.AlignmentFlag.AlignTop)
        choices = QHBoxLayout()
        choices.setSpacing(8)
        choices.addWidget(self._shown)
        choices.addStretch(1)
        choices.addWidget(self._names_label)
        choices.addWidget(self._names)
        self._names_label.setBuddy(self._names)
        self._card.body.addLayout(choices)
        self._card.body.addWidget(self._table, 1)
        self._card.body.addWidget(self._beginning, 1)
        self._card.body.addWidget(self._key)
        for sentence in (self._key, self._bad):
            sentence.setWordWrap(True)
        self._bad_card.body.addWidget(self._bad)
        self._bad_card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self._card, 1)
        layout.addWidget(self._bad_card)

    def _connect(self) -> None:
        self._buttons["board_back_button"].clicked.connect(lambda: self.left.emit())
        self._buttons["board_folder_button"].clicked.connect(lambda: self.folder_wanted.emit())
        self._beginning.folder_wanted.connect(self.folder_wanted)
        self._buttons["board_export_button"].clicked.connect(self._export)
        self._shown.value_chosen.connect(self._on_lesson_chosen)
        self._names.value_chosen.connect(self._on_names_chosen)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._later.setInterval(_LOOK_MS)
        self._watcher.directoryChanged.connect(lambda _: self._soon.start())
        for timer in (self._soon, self._later):
            timer.timeout.connect(self.look)

    # -- the folder --------------------------------------------------------------------------------------

    def look(self) -> None:
        """Read the folder by a job, if anything in it has changed; by the next one if one is reading it."""
        folder, known = self._folder, self._signature
        if folder is None or not self.isVisible():
            return
        self._looks_again = self._job is not None and not self._job.is_over
        if self._looks_again:
            return

        def work(job: Job[tuple[Signature | None, Board] | None]) -> tuple[Signature | None, Board] | None:
            now = boards.signature(folder)
            if now is not None and now == known:
                return None
            return now, boards.read_board(folder, lesson_keys(), job.is_cancelled)

        self._job = self._jobs.start(work, self._on_read, self._on_unread)

    def _on_read(self, found: tuple[Signature | None, Board] | None) -> None:
        if found is not None or self._fault is not None:
            self._signature, self._board = found or (self._signature, self._board)
            self._fault = None
            self._show()
        if self._looks_again:
            self.look()

    def _on_unread(self, error: Exception) -> None:
        if not isinstance(error, (FileError, EngineError)):
            raise error
        self._fault = error
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._later.start()
        self.look()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._later.stop()

    # -- what is shown -----------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        for name, text, tip in (
            ("board_back_button", self.tr("Lessons"), self.tr("Back to the list of lessons")),
            (
                "board_folder_button",
                self.tr("Choose folder…"),
                self.tr("Choose the folder into which the files that learners hand in are put"),
            ),
            (
                "board_export_button",
                self.tr("Export CSV…"),
                self.tr("Save what is on the board as a table (CSV)"),
            ),
        ):
            self._buttons[name].setText(text)
            self._buttons[name].setAccessibleName(text)
            self._buttons[name].setToolTip(tip)
        self._heading.setText(self.tr("Class board"))
        self._names_label.setText(self.tr("Hide names"))
        self._names.setAccessibleName(self.tr("Hide names"))
        self._names.setToolTip(self.tr("Show numbers in place of names, for the projector"))
        self._shown.setAccessibleName(self.tr("What the board shows"))
        self._shown.setToolTip(self.tr("All lessons, or the steps of one of them"))
        self._table.setAccessibleName(self.tr("Class board"))
        self._table.setToolTip(self.tr("Click a heading to sort: by name, by progress, by lesson"))
        self._bad_card.set_title(self.tr("Files that could not be read"))
        self._show()

    def _show(self) -> None:
        board = self._board
        titles = self._titles()
        self._where.setText(self._where_words())
        if self._lesson not in board.lessons:
            self._lesson = None
        everything = (None, self.tr("All lessons"))
        self._shown.set_choices([everything, *zip(board.lessons, titles, strict=True)])
        self._shown.set_value(self._lesson)
        self._names.set_value(self._hides_names)
        is_empty = not board.learners
        for choice in (self._table, self._shown):
            choice.setVisible(not is_empty)
        has_names = not is_empty or any(map(self._is_of_learner, board.bad))
        for choice in (self._names_label, self._names):
            choice.setVisible(has_names)
        self._beginning.setVisible(is_empty)
        self._beginning.set_has_folder(self._folder is not None)
        self._buttons["board_export_button"].setEnabled(not is_empty)
        self._key.setVisible(not is_empty)
        self._key.setText(self._key_words())
        if not is_empty:
            columns, cells = (
                self._lesson_cells(titles) if self._lesson is None else self._step_cells(self._lesson)
            )
            self._table.set_table([*self._first_columns(), *columns], self._rows(cells))
        self._show_bad()

    def _where_words(self) -> str:
        if self._fault is not None:
            return data_sentences.load_error(self._fault)
        if self._folder is None:
            return self.tr("Only files in a folder of this computer are read; nothing is sent anywhere.")
        count = len(self._board.learners)
        return self.tr("{folder} · learners: {count}").format(folder=self._folder, count=count)

    def _key_words(self) -> str:
        marks = (
            self.tr(
                "✓ finished    5/7 ↷ finished, with steps skipped    3/7 … still at it    – not handed in"
            )
            if self._lesson is None
            else self.tr("✓ all ticks    ↷ skipped    … here now    · still to come    – not handed in")
        )
        if self._hides_names or not any(learner.sign for learner in self._board.learners):
            return marks
        signs = self.tr(
            "A name was handed in from several computers: its rows have the sign of the computer, as the names of "
            "the files have."
        )
        return f"{marks}\n{signs}"

    def _show_bad(self) -> None:
        told = self._bad_words()
        if self._board.too_many:
            told.append(
                self.tr("There are more files than the board reads. Move older ones into another folder.")
            )
        self._bad.setText("\n".join(told))
        self._bad_card.setVisible(bool(told))

    def _bad_words(self) -> list[str]:
        """Say of every file that could not be read why not; the files have the names of learners."""
        bad = self._board.bad
        if self._hides_names and any(self._is_of_learner(each) for each in bad):
            said = self.tr("Files: {count}. Which they are, and why, is said while names are shown.")
            return [said.format(count=len(bad))]
        told = [lesson_fault(each.fault) for each in bad[:_MOST_BAD]]
        if len(bad) > _MOST_BAD:
            told.append(self.tr("and more: {count}").format(count=len(bad) - _MOST_BAD))
        return told

    def _is_of_learner(self, bad: BadResult) -> bool:
        return bad.path != self._folder

    def _first_columns(self) -> list[GridColumn]:
        return [
            GridColumn(self.tr("name"), key="name"),
            GridColumn(
                self.tr("progress"),
                tip=self.tr("The share of all ticks that are made"),
                is_number=True,
                key="progress",
            ),
            GridColumn(self.tr("minutes"), is_number=True, key="minutes"),
            GridColumn(self.tr("last change"), is_number=True, key="when"),
        ]

    def _rows(self, cells: Callable[[Learner], list[GridCell]]) -> list[GridRow]:
        rows = []
        for name, learner in zip(self._shown_names(), self._board.learners, strict=True):
            called = GridCell(
                name, order=f"{self._place(learner):06d}" if self._hides_names else name.casefold()
            )
            row = (called, *cells_of.summary(boards.only(learner, self._lesson)), *cells(learner))
            rows.append(GridRow(learner.called.casefold(), row))
        return rows

    def _lesson_cells(
        self, titles: list[str]
    ) -> tuple[list[GridColumn], Callable[[Learner], list[GridCell]]]:
        columns = [
            GridColumn(title, tip=title, key=key)
            for key, title in zip(self._board.lessons, titles, strict=True)
        ]
        return columns, lambda learner: [
            cells_of.lesson_cell(learner.result(key)) for key in self._board.lessons
        ]

    def _step_cells(self, lesson: str) -> tuple[list[GridColumn], Callable[[Learner], list[GridCell]]]:
        found = [learner.result(lesson) for learner in self._board.learners]
        count = max(len(result.steps) for result in found if result is not None)
        columns = [
            GridColumn(f"{number}", tip=self.tr("Step {number}").format(number=number))
            for number in range(1, count + 1)
        ]
        return columns, lambda learner: cells_of.step_row(learner.result(lesson), count)

    def _titles(self) -> list[str]:
        return [cells_of.lesson_title(key) for key in self._board.lessons]

    def _place(self, learner: Learner) -> int:
        return self._board.learners.index(learner) + 1

    def _shown_names(self) -> list[str]:
        if not self._hides_names:
            return [learner.called for learner in self._board.learners]
        said = self.tr("Learner {number}")
        return [said.format(number=number) for number in range(1, len(self._board.learners) + 1)]

    # -- what is chosen ----------------------------------------------------------------------------------

    def _on_lesson_chosen(self, lesson: str | None) -> None:
        self._lesson = lesson
        self._show()

    def _on_names_chosen(self, hides: bool) -> None:
        self._hides_names = hides
        self._show()

    def _export(self) -> None:
        table = boards.board_csv(self._board, self._shown_names(), self._titles(), cells_of.table_words())
        self.export_wanted.emit(table)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
