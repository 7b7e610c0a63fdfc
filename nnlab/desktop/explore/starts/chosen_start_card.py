"""The start that is chosen: what it is good for, and the button by which the network on the bench gets it."""

from functools import partial

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from nnlab.desktop.document import StateChange
from nnlab.desktop.explore.starts import start_texts
from nnlab.desktop.lab import Lab
from nnlab.desktop.notices import Notice
from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.card import Card, label
from nnlab.desktop.widgets.parts.labels import PlainLabel
from nnlab.project import ProjectState, with_start
from nnlab.study.starts import Start, started

_WRAPPED = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignTop)
_EDGE_PX = 9  # above and below: in a low window the note needs every line
_NOTE_LINES = 4  # of the longest note, so that choosing another start moves nothing


class ChosenStartCard(Card):
    """Says what is to be expected of the chosen start, and gives it to the network as one undo step."""

    def __init__(self, lab: Lab, start: Start, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._lab, self._start = lab, start
        self._note = _Note()
        self._name = label("", "title")
        self._use = Button(Look.FIELD)
        self._use.setObjectName("use_start_button")
        head = QHBoxLayout()  # the button beside the name leaves room for the note in a low window too
        head.addWidget(self._name)
        head.addStretch(1)
        head.addWidget(self._use)
        side = self.layout().contentsMargins().left()
        self.layout().setContentsMargins(side, _EDGE_PX, side, _EDGE_PX)
        self.body.setSpacing(2)
        self.body.addLayout(head)
        self.body.addWidget(self._note, 1)
        self._use.clicked.connect(self._on_use_clicked)
        lab.state_changed.connect(self._on_state_changed)
        self.retranslate()

    def set_start(self, start: Start) -> None:
        """Show another start."""
        self._start = start
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        name = start_texts.start_name(self._start.key)
        self._name.setText(name)
        self.setAccessibleName(name)
        self._note.setText(start_texts.start_note(self._start.key))
        self._use.reserve(self.tr("Use this start"), self.tr("on the bench"))
        self._use.setAccessibleName(self.tr("Use the start {name}").format(name=name))
        self._show_bench()

    def _show_bench(self) -> None:
        spec = self._lab.state.spec
        is_there = started(spec, self._start.init) == spec
        self._use.setText(self.tr("on the bench") if is_there else self.tr("Use this start"))
        self._use.setEnabled(not is_there)
        self._use.setToolTip(
            self.tr("The network on the bench starts like this; Reset draws its weights again")
            if is_there
            else self.tr("Draw the weights of the network on the bench by this start")
        )

    def _on_state_changed(self, _change: StateChange) -> None:
        self._show_bench()

    def _on_use_clicked(self) -> None:
        start = self._start
        name_of_step = partial(start_texts.use_start, start.key)
        self._lab.controller.edit(
            name_of_step, partial(_with_start, start.init), done=partial(self._tell, start)
        )

    def _tell(self, start: Start) -> None:
        state = self._lab.state
        said = partial(start_texts.used_start, start.key, state.spec.shape_text, state.config.seed)
        self._lab.tell(Notice(said, waits=True))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


class _Note(PlainLabel):
    """Some lines of small type; where there is not room for all it ends early, and its tooltip has the whole."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "caption")
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)

    def shown(self) -> str:
        """Return as much of the text as there is room for."""
        words, text = self.text().split(" "), self.text()
        while words and self._height(text) > self.height():
            words.pop()
            text = " ".join(words) + "…"
        return text if words else ""

    def _height(self, text: str) -> int:
        room = QRect(0, 0, self.width(), 10_000)
        return self.fontMetrics().boundingRect(room, _WRAPPED, text).height()

    def sizeHint(self) -> QSize:
        lines = _NOTE_LINES * self.fontMetrics().lineSpacing()
        return QSize(super().sizeHint().width(), max(lines, self._height(self.text())))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)

    def hasHeightForWidth(self) -> bool:
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = self.shown()
        self.setToolTip("" if shown == self.text() else self.text())
        painter = QPainter(self)
        self.style().drawItemText(
            painter, self.rect(), _WRAPPED, self.palette(), True, shown, self.foregroundRole()
        )
        painter.end()


def _with_start(init: str, state: ProjectState) -> ProjectState:
    """Return the state with another start; what was drawn afresh is told in a sentence of its own."""
    return with_start(state, init).state
