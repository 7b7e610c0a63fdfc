"""The same network trained by nnlab and by scikit-learn: both curves, both scores, and the code that was run."""

from functools import partial

import numpy as np
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from nnlab.data.sklearn_digits import require_sklearn
from nnlab.desktop import theme as themes
from nnlab.desktop.explore import sklearn_sentences as say
from nnlab.desktop.jobs import Job, Jobs
from nnlab.desktop.lab import Lab
from nnlab.desktop.notices import Notice
from nnlab.desktop.panels.dialog import Dialog, room_for
from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.card import Card, label
from nnlab.desktop.widgets.code_view import CodeView
from nnlab.desktop.widgets.curves_together import CurvesTogether, TogetherCurve
from nnlab.desktop.words import texts
from nnlab.engine import EngineError
from nnlab.files import FileError
from nnlab.project import ProjectState
from nnlab.trials.sklearn_settings import sklearn_settings
from nnlab.trials.sklearn_twin import Comparison, Side, compare

_SIZE = (920, 720)  # at the ordinary size of type
_SIDE_PX = 340
_MOST_POINTS = 2000  # of a curve: more are finer than pixels
_OURS, _THEIRS = "nnlab", "scikit-learn"


def open_sklearn_comparison(lab: Lab, parent: QWidget) -> None:
    """Train the network on the bench from its start with scikit-learn as well, in a dialog over `parent`'s window.

    Where scikit-learn has no such network, or is not installed, a notice says so instead.
    """
    lab.controller.tell_state(partial(_show_comparison, lab, parent.window()))


def _show_comparison(lab: Lab, window: QWidget, state: ProjectState) -> None:
    try:
        sklearn_settings(state)
        require_sklearn()
    except (EngineError, FileError) as fault:
        lab.tell(Notice(partial(say.fault, fault), "warning"))
        return
    SklearnDialog(state, lab.previews, window).open()


class SklearnDialog(Dialog):
    """Both curves left; right the verdict and the scores; the code below, for its lines are long."""

    def __init__(self, state: ProjectState, jobs: Jobs, parent: QWidget) -> None:
        super().__init__("", parent)
        self._settings = sklearn_settings(state)
        self._source = self._settings.code
        self._yes = texts.data_name(self._settings.yes, state.dataset)
        self._found: Comparison | None = None
        self._is_over = False
        self._curves, self._code, self._copy = CurvesTogether(), CodeView(), Button(Look.BARE)
        self._losses, self._lines, self._verdict, self._scores = (Card() for _ in range(4))
        self._heading, self._reason = label("", "heading"), label("", "text")
        self._shared, self._differences, self._progress = (label("", "muted") for _ in range(3))
        self._grid = QGridLayout()
        self._cells: list[tuple[QLabel, QLabel, QLabel]] = []
        self._arrange()
        self.add_note(self._progress)
        self._copy.clicked.connect(self._copy_code)
        self.retranslate()
        self._job: Job[Comparison] = jobs.start(
            partial(_compare, state), self._finish, progressed=self._show_found
        )
        self.finished.connect(self._cancel)

    @property
    def found(self) -> Comparison | None:
        """What is known so far."""
        return self._found

    @property
    def is_over(self) -> bool:
        """Whether both trainings have ended."""
        return self._is_over

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.setWindowTitle(self.tr("Compare with scikit-learn"))
        self._losses.set_title(self.tr("Loss"))
        self._losses.set_caption(self.tr("of each epoch"))
        self._lines.set_title(self.tr("What scikit-learn is asked"))
        self._scores.set_title(self.tr("Side by side"))
        self._curves.set_axis_names(self.tr("epoch"), self.tr("loss"))
        self._curves.setAccessibleName(self.tr("Loss of nnlab and of scikit-learn"))
        self._copy.setText(self.tr("Copy"))
        self._copy.setAccessibleName(self.tr("Copy the code"))
        self._copy.setToolTip(self.tr("Copy these lines of Python"))
        self._code.setAccessibleName(self.tr("Code for scikit-learn"))
        self._code.setToolTip(self.tr("The lines that train the same network with scikit-learn"))
        self._show()

    # -- layout ----------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        unit = themes.current().text_px / 13
        self._heading.setObjectName("sklearn_verdict")
        self._copy.setObjectName("copy_sklearn_code_button")
        self._curves.set_chosen(_OURS)
        self._code.set_code(self._source.splitlines())
        for text in (self._heading, self._reason, self._shared, self._differences):
            text.setWordWrap(True)
            self._verdict.body.addWidget(text)
        self._losses.body.addWidget(self._curves, 1)
        self._lines.set_corner_widget(self._copy)
        self._lines.body.addWidget(self._code, 1)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(0, 1)
        self._scores.body.addLayout(self._grid)
        self._scores.body.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self._verdict)
        right.addWidget(self._scores, 1)
        for card in (self._verdict, self._scores):
            card.setFixedWidth(round(_SIDE_PX * unit))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._losses, 1)
        row.addLayout(right)
        self.content.addLayout(row, 3)
        self.content.addWidget(self._lines, 1)
        room = room_for(self)
        self.setMaximumSize(room)
        self.resize(QSize(*(round(side * unit) for side in _SIZE)).boundedTo(room))

    # -- what is known ---------------------------------------------------------------------------------

    def _show_found(self, found: Comparison) -> None:
        self._found = found
        self._show()

    def _finish(self, found: Comparison) -> None:
        self._is_over = True
        self._show_found(found)

    def _cancel(self) -> None:
        self._job.cancel()

    def _show(self) -> None:
        """Show how far both are, and what came of it when they have ended."""
        self._progress.setText("" if self._is_over else say.progress(self._found))
        self._show_verdict()
        if self._found is not None:
            self._curves.set_curves([_curve(_THEIRS, self._found.theirs), _curve(_OURS, self._found.ours)])
            self._show_scores(self._found)

    def _show_verdict(self) -> None:
        found = self._found
        if found is None or not self._is_over:
            self._reason.setText(say.shared())
        else:
            self._heading.setText(say.heading(found))
            self._reason.setText(say.reason(found))
            self._shared.setText(say.shared())
        said = (say.difference(one, self._yes) for one in self._settings.differences)
        self._differences.setText("\n".join(said))
        for text in (self._heading, self._reason, self._shared, self._differences):
            text.setVisible(bool(text.text()))

    def _show_scores(self, found: Comparison) -> None:
        ours, theirs = found.ours, found.theirs
        rows = [
            ("", _OURS, _THEIRS),
            (self.tr("Loss"), say.last_loss(ours), say.last_loss(theirs)),
            (self.tr("Right, training"), say.share(ours.accuracy), say.share(theirs.accuracy)),
            (self.tr("Right, unseen"), say.share(ours.unseen), say.share(theirs.unseen)),
            (self.tr("Loss, unseen"), say.number(ours.unseen_loss), say.number(theirs.unseen_loss)),
            (self.tr("Time"), say.seconds(ours.seconds), say.seconds(theirs.seconds)),
        ]
        while len(self._cells) < len(rows):
            self._add_row()
        for row, cells in zip(rows, self._cells, strict=True):
            for text, cell in zip(row, cells, strict=True):
                cell.setText(text)
                cell.setVisible(bool(row[1]))

    def _add_row(self) -> None:
        at = len(self._cells)
        role = "value" if at else "section"  # the names stand above
        cells = (label("", "muted"), label("", role), label("", role))
        for column, cell in enumerate(cells):
            side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
            self._grid.addWidget(cell, at, column, side)
        self._cells.append(cells)

    def _copy_code(self) -> None:
        QGuiApplication.clipboard().setText(self._source)
        self._progress.setText(self.tr("The code is in the clipboard."))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _compare(state: ProjectState, job: Job[Comparison]) -> Comparison:
    return compare(state, cancelled=job.is_cancelled, progress=job.report)


def _curve(name: str, side: Side) -> TogetherCurve:
    count = len(side.loss)
    places = np.unique(np.linspace(0, count - 1, min(count, _MOST_POINTS)).astype(np.int64)) if count else []
    shown = np.array(places, dtype=np.int64)
    return TogetherCurve(name, name, shown + 1.0, side.loss[shown], side.broke_off)
