"""Lessons: the workspace that lists them by parts of the notes, with what one has done of each."""

from PySide6.QtCore import QEvent, QFileSystemWatcher, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from nnlab.desktop import theme as themes
from nnlab.desktop.jobs import Job, Jobs
from nnlab.desktop.lessons.player import LessonPlayer
from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.card import GAP_PX, Card, Hairline, label
from nnlab.desktop.words import language
from nnlab.desktop.words.lesson_faults import lesson_fault
from nnlab.files import FileError
from nnlab.lessons import (
    BadLesson,
    Lesson,
    LessonProgress,
    lesson_parts,
    load_lesson,
    own_folder,
    own_lessons,
)
from nnlab.lessons.shelf import OWN

_WIDEST_PX = 860
_STATE_PX = 132


class LessonRow(QWidget):
    """One lesson: what it is about, how long it takes, how far one has come, and the button that begins it."""

    def __init__(self, lesson: Lesson, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lesson = lesson
        self._title, self._about, self._state = label("", "section"), label("", "muted"), label("", "caption")
        self._about.setWordWrap(True)
        self._state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.begin, self.edit = Button(Look.FIELD, "play"), Button(Look.BARE, "edit")
        self.link = Button(Look.BARE, "link")
        self.begin.setObjectName(f"begin_{lesson.key}")
        self.edit.setObjectName(f"edit_{lesson.key}")
        self.link.setObjectName(f"link_{lesson.key}")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._about)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(self._state)
        tools = QHBoxLayout()
        tools.setSpacing(0)
        tools.addWidget(self.link)
        tools.addWidget(self.edit)
        row.addLayout(tools)
        row.addWidget(self.begin)

    def show_progress(self, progress: LessonProgress | None) -> None:
        """Say in the language of the moment what the lesson is, and how far one has come."""
        tongue, lesson = language.current(), self.lesson
        self._title.setText(lesson.title[tongue])
        self._about.setText(lesson.about[tongue])
        copy = self.tr("Copy a link to this lesson, which opens it on another computer")
        is_own = lesson.key.startswith(OWN)
        edit = self.tr("Edit this lesson") if is_own else self.tr("Edit a copy of this lesson")
        for button, tip in ((self.link, copy), (self.edit, edit)):
            button.setAccessibleName(f"{tip}: {lesson.title[tongue]}")
            button.setToolTip(tip)
        minutes = self.tr("{count} min").format(count=lesson.minutes)
        self.begin.reserve(self.tr("Begin"), self.tr("Go on"), self.tr("Again"))
        if progress is None:
            state, word = minutes, self.tr("Begin")
        elif progress.finished:
            state, word = self.tr("finished"), self.tr("Again")
        else:
            step = self.tr("step {number} of {total}").format(
                number=progress.step + 1, total=len(progress.steps)
            )
            state, word = step, self.tr("Go on")
        self._state.setText(state)
        self._state.setFixedWidth(round(_STATE_PX * themes.current().text_px / 13))
        self.begin.set_icon_name("check" if progress is not None and progress.finished else "play")
        self.begin.setText(word)
        self.begin.setAccessibleName(f"{word}: {lesson.title[tongue]}")
        self.begin.setToolTip(f"{word}: {lesson.title[tongue]}")


class LessonRoom(QWidget):
    """Cards of lessons in one column; the folder of one's own is looked at whenever this is shown."""

    link_requested = Signal()
    folder_requested = Signal()
    copy_requested = Signal(object)  # Lesson
    edit_requested = Signal(object)  # Lesson
    new_requested = Signal()
    board_requested = Signal()

    def __init__(self, player: LessonPlayer, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player, self._jobs = player, jobs
        self._job: Job[tuple[Lesson | BadLesson, ...]] | None = None
        self._rows: list[LessonRow] = []
        self._cards: list[QWidget] = []
        self._own: tuple[Lesson | BadLesson, ...] = ()
        self._heading, self._intro = label("", "heading"), label("", "muted")
        self._intro.setWordWrap(True)
        self._link, self._folder = Button(Look.PLATE, "link"), Button(Look.PLATE, "open")
        self._new, self._to_board = Button(Look.PLATE, "plus"), Button(Look.PLATE, "board")
        self._link.setObjectName("open_link_button")
        self._folder.setObjectName("lesson_folder_button")
        self._new.setObjectName("new_lesson_button")
        self._to_board.setObjectName("class_board_button")
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(lambda _: self.refresh())
        self._column = QVBoxLayout()
        self._column.setSpacing(GAP_PX)
        self._arrange()
        self._link.clicked.connect(lambda: self.link_requested.emit())
        self._folder.clicked.connect(lambda: self.folder_requested.emit())
        self._new.clicked.connect(lambda: self.new_requested.emit())
        self._to_board.clicked.connect(lambda: self.board_requested.emit())
        player.changed.connect(self._show_progress)
        self._build()

    @property
    def notice_ground(self) -> QWidget:
        """The widget over whose foot notices are shown."""
        return self

    def _arrange(self) -> None:
        above = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._heading)
        words.addWidget(self._intro)
        above.addLayout(words, 1)
        buttons = QGridLayout()
        buttons.setSpacing(8)
        for place, button in enumerate((self._link, self._to_board, self._folder, self._new)):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            buttons.addWidget(button, place // 2, place % 2)
        above.addSpacing(16)
        above.addLayout(buttons)
        inside = QWidget()
        self._inside = QWidget()
        self._inside.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(GAP_PX)
        column.addLayout(above)
        column.addLayout(self._column)
        column.addStretch(1)
        middle = QHBoxLayout(inside)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addStretch(1)
        middle.addWidget(self._inside, 1000)
        middle.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("lesson_scroll")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    # -- what is shown -----------------------------------------------------------------------------------

    def _build(self) -> None:
        """Make the cards anew, for the lessons there are now and in the language of the moment."""
        self._inside.setMaximumWidth(round(_WIDEST_PX * themes.current().text_px / 13))
        for card in self._cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._rows, self._cards = [], []
        self._heading.setText(self.tr("Lessons"))
        self._intro.setText(
            self.tr(
                "Each takes some minutes: read, guess, try, and see the ticks come by themselves. "
                "You can leave at any time and go on later."
            )
        )
        self._name(
            self._link, self.tr("Open link…"), self.tr("Open a lesson or a set-up by its link (Ctrl+V)")
        )
        self._name(
            self._folder,
            self.tr("Open folder"),
            self.tr("Show the folder in which lessons of your own lie"),
        )
        self._name(self._new, self.tr("New lesson"), self.tr("Write a lesson of your own"))
        self._name(
            self._to_board,
            self.tr("Class board"),
            self.tr("See who has come how far, from what was handed in"),
        )
        tongue = language.current()
        if self._own:
            self._add_own()
        try:
            for part in lesson_parts():
                self._add_card(part.title[tongue], [self._shipped(key) for key in part.lessons])
        except FileError as error:
            self._add_card(self.tr("Lessons of nnlab"), [_sentence(lesson_fault(error))])
        if not self._own:
            self._add_own()  # how one comes by them: behind all that is there
        self._show_progress()

    def _name(self, button: Button, text: str, tip: str) -> None:
        button.setText(text)
        button.setAccessibleName(text)
        button.setToolTip(tip)
        button.updateGeometry()

    def _add_card(self, title: str, rows: list[QWidget]) -> None:
        card = Card(title)
        card.body.setSpacing(2)
        for place, row in enumerate(rows):
            if place:
                card.body.addWidget(Hairline())
            card.body.addWidget(row)
        self._column.addWidget(card)
        # Qt would show it some frames later, and the room would blink and lose its place.
        card.setVisible(True)
        self._cards.append(card)

    def _shipped(self, key: str) -> QWidget:
        try:
            return self._row(load_lesson(key))
        except FileError as error:
            return _sentence(lesson_fault(error))

    def _row(self, lesson: Lesson) -> LessonRow:
        row = LessonRow(lesson)
        row.begin.clicked.connect(lambda: self._player.start(lesson))
        row.link.clicked.connect(lambda: self.copy_requested.emit(lesson))
        row.edit.clicked.connect(lambda: self.edit_requested.emit(lesson))
        self._rows.append(row)
        return row

    def _add_own(self) -> None:
        """Show the lessons of one's own, and of a file that is none the sentence that says why."""
        rows: list[QWidget] = [
            _sentence(lesson_fault(found.fault)) if isinstance(found, BadLesson) else self._row(found)
            for found in self._own
        ]
        if not rows:
            rows = [
                _sentence(
                    self.tr(
                        "Lessons that you or your teacher write lie in a folder of their own. Write one with “New "
                        "lesson”, or drop its file on this window."
                    )
                )
            ]
        self._add_card(self.tr("My lessons"), rows)

    def _show_progress(self) -> None:
        for row in self._rows:
            row.show_progress(self._player.notebook[row.lesson.key])

    # -- the folder --------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Look at the folder of one's own again by a job, and show what has changed there."""
        if self._job is not None:
            self._job.cancel()
        self._watch()
        self._job = self._jobs.start(lambda _job: tuple(own_lessons()), self._show_own)

    def _watch(self) -> None:
        """Be told when something comes into the folder, or goes, once there is one."""
        folder = own_folder()
        if not self._watcher.directories() and folder.is_dir():
            self._watcher.addPath(str(folder))

    def _show_own(self, found: tuple[Lesson | BadLesson, ...]) -> None:
        self._job = None
        if _told(found) != _told(self._own):
            self._own = found
            self._build()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange):
            self._build()


def _told(found: tuple[Lesson | BadLesson, ...]) -> list[object]:
    """Return what tells two looks at the folder apart; faults are objects of their own each time."""
    return [(each.path, each.fault.message) if isinstance(each, BadLesson) else each for each in found]


def _sentence(text: str) -> QLabel:
    sentence = label(text, "muted")
    sentence.setWordWrap(True)
    return sentence
