"""The pages of the workspace of lessons: the list, the editor, and the class board; the latter two when wanted."""

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QWidget

from nnlab.desktop.lessons.board import ClassBoard
from nnlab.desktop.lessons.editor import LessonEditor
from nnlab.desktop.lessons.room import LessonRoom


class LessonPages(QStackedWidget):
    """Shows one page at a time, and makes it when it is first shown."""

    def __init__(
        self, room: LessonRoom, editor: Callable[[], LessonEditor], board: Callable[[], ClassBoard]
    ) -> None:
        super().__init__()
        self.room = room
        self._make_editor, self._make_board = editor, board
        self._editor: LessonEditor | None = None
        self._board: ClassBoard | None = None
        self.setObjectName("lesson_pages")
        self.addWidget(room)

    @property
    def notice_ground(self) -> QWidget:
        """The widget over whose foot notices are shown."""
        page = self.currentWidget()
        assert isinstance(page, (LessonRoom, LessonEditor, ClassBoard))
        return page.notice_ground

    @property
    def edits(self) -> bool:
        """Whether the editor is the page on show."""
        return self._editor is not None and self.currentWidget() is self._editor

    def show_list(self) -> None:
        """Show the list of lessons."""
        self.setCurrentWidget(self.room)

    def show_editor(self) -> LessonEditor:
        """Show the editor, and return it."""
        if self._editor is None:
            self._editor = self._make_editor()
            self.addWidget(self._editor)
        self.setCurrentWidget(self._editor)
        return self._editor

    def show_board(self) -> ClassBoard:
        """Show the class board, and return it."""
        if self._board is None:
            self._board = self._make_board()
            self.addWidget(self._board)
        self.setCurrentWidget(self._board)
        return self._board
