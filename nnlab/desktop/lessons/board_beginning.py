"""What stands where the class board will be: how to begin, step by step, beside a sketch of what will be seen."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from nnlab.desktop import icons
from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.card import label
from nnlab.desktop.widgets.parts import painting

_GAP_PX = 40  # between the steps and the sketch
_STEPS_SHARE, _SKETCH_SHARE = 5, 6
_MOST_STEPS_PX = 480  # of a line that is still easily read
# A class as it may be after some lessons: how far each row has come in each of them, and how long its name is.
_ROWS = ((0.62, 6), (0.44, 4), (0.78, 5), (0.52, 2), (0.68, 3), (0.36, 1))
_LESSONS = 6
_NAME_SHARE = 0.3  # of the sketch's width
_BAR_SHARE = 0.32  # of a row's height
_INSET_PX = 10.0  # of what stands in a row


class BoardBeginning(QWidget):
    """Numbered steps and a button, or a sentence alone; beside them a board in outlines."""

    folder_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._numbers, self._steps = (
            [_Number(number) for number in (1, 2, 3)],
            [label("", "text") for _ in range(3)],
        )
        self._waits = label("", "muted")
        self._button = Button(Look.PRIMARY, "open")
        self._button.setObjectName("board_begin_button")
        self._button.clicked.connect(lambda: self.folder_wanted.emit())
        words = QGridLayout()
        words.setHorizontalSpacing(10)
        words.setVerticalSpacing(12)
        for row, (number, step) in enumerate(zip(self._numbers, self._steps, strict=True)):
            words.addWidget(number, row, 0, Qt.AlignmentFlag.AlignTop)
            words.addWidget(step, row, 1)
        words.addWidget(self._button, 3, 1, Qt.AlignmentFlag.AlignLeft)
        words.addWidget(self._waits, 4, 0, 1, 2)
        words.setRowStretch(5, 1)
        words.setColumnStretch(1, 1)
        for sentence in (*self._steps, self._waits):
            sentence.setWordWrap(True)
            sentence.setMaximumWidth(_MOST_STEPS_PX)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(_GAP_PX)
        row.addLayout(words, _STEPS_SHARE)
        row.addWidget(BoardSketch(), _SKETCH_SHARE, Qt.AlignmentFlag.AlignTop)
        self.retranslate()

    def set_has_folder(self, has_folder: bool) -> None:
        """Say how to begin or, where a folder is chosen already, that files are waited for."""
        for widget in (*self._numbers, *self._steps, self._button):
            widget.setVisible(not has_folder)
        self._waits.setVisible(has_folder)

    def words(self) -> str:
        """Return what is said now."""
        said = [self._waits] if self._steps[0].isHidden() else self._steps
        return "\n".join(each.text() for each in said)

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        texts = (
            self.tr("At the end of a lesson each learner presses “Hand in…”, which saves a small file."),
            self.tr("These files are put into one folder, a shared one for instance."),
            self.tr(
                "Choose that folder here: the board shows who has come how far, and keeps itself up to date."
            ),
        )
        for step, text in zip(self._steps, texts, strict=True):
            step.setText(text)
        self._waits.setText(
            self.tr("There are no files of learners in this folder yet. They appear here as they come.")
        )
        name = self.tr("Choose folder…")
        self._button.setText(name)
        self._button.setAccessibleName(name)
        self._button.setToolTip(
            self.tr("Choose the folder into which the files that learners hand in are put")
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


class _Number(QWidget):
    """The number of a step on a round plate."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = round(1.7 * themes.current().text_px)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, rect = themes.current(), QRectF(self.rect())
        painter = painting.begin(self)
        painting.fill_round(painter, rect, rect.height() / 2, theme.field)
        painter.setFont(painting.typeface(theme, "caption", bold=True)[0])
        painter.setPen(themes.color(theme.ink))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), str(self._number))
        painter.end()


class BoardSketch(QWidget):
    """A board in outlines, which nobody takes for one that is filled in: bars for names, ticks, and open rings."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(360, (len(_ROWS) + 1) * painting.row_height(themes.current()))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = painting.begin(self)
        tall = painting.row_height(theme)
        names = self.width() * _NAME_SHARE
        pitch = (self.width() - names) / _LESSONS
        self._paint_bar(painter, theme, QRectF(_INSET_PX, 0, 0.3 * names, tall))
        for lesson in range(_LESSONS):
            self._paint_bar(painter, theme, QRectF(names + lesson * pitch, 0, 0.55 * pitch, tall))
        for row, (length, done) in enumerate(_ROWS, 1):
            top = row * tall
            self._paint_bar(painter, theme, QRectF(_INSET_PX, top, length * (names - 2 * _INSET_PX), tall))
            for lesson in range(_LESSONS):
                middle = QPointF(names + lesson * pitch + 0.2 * pitch, top + tall / 2)
                self._paint_mark(painter, theme, middle, done=lesson < done)
        painter.end()

    def _paint_bar(self, painter: QPainter, theme: Theme, room: QRectF) -> None:
        height = _BAR_SHARE * room.height()
        bar = QRectF(room.left(), room.center().y() - height / 2, room.width(), height)
        painting.fill_round(painter, bar, height / 2, theme.line)

    def _paint_mark(self, painter: QPainter, theme: Theme, middle: QPointF, *, done: bool) -> None:
        side = float(painting.icon_px(theme))
        box = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
        if done:
            icons.paint(painter, box, "check", "muted")
        else:
            painting.stroke_round(
                painter, box.adjusted(5, 5, -5, -5), side / 2 - 5, theme.faint, theme.stroke
            )
