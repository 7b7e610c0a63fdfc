"""The check of gradients: back-propagated against numeric ones, per layer and per cell, for any step size."""

from dataclasses import dataclass
from functools import partial

import numpy as np
from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.arithmetic import gradient_sentences as say
from nnlab.desktop.arithmetic.gradient_maps import GradientMaps
from nnlab.desktop.jobs import Job, Jobs
from nnlab.desktop.lab import Lab
from nnlab.desktop.panels.dialog import Dialog, room_for
from nnlab.desktop.widgets.card import Card, label
from nnlab.desktop.widgets.epsilon_plot import EpsilonPlot, ErrorCurve
from nnlab.desktop.widgets.error_legend import ErrorLegend
from nnlab.desktop.widgets.speed_slider import SpeedSlider
from nnlab.desktop.words import texts
from nnlab.desktop.words.data_sentences import load_error
from nnlab.desktop.words.unit_names import unit_names
from nnlab.engine import EngineError
from nnlab.files import FileError
from nnlab.lessons import DeedKind
from nnlab.project import ProjectState
from nnlab.study.gradient_check import LADDER, USUAL_EPSILON, USUAL_ROWS, Differences, GradientStudy
from nnlab.study.gradient_verdict import GradientLadder, Verdict

_SIZE = (920, 640)  # at the ordinary size of type
_SIDE_PX = 340
STEPS = tuple(sorted(LADDER))  # as they stand on the slider


@dataclass(frozen=True, eq=False, slots=True)
class Found:
    """What is known so far: the differences of the step sizes that are done, and the share of all that is."""

    study: GradientStudy
    steps: tuple[Differences, ...]
    share: float


def open_gradient_check(lab: Lab, parent: QWidget) -> None:
    """Check the gradients of the network on the bench as it is at this moment, in a dialog over `parent`'s window."""
    lab.controller.tell_state(partial(_show_check, lab, parent.window()))


def _show_check(lab: Lab, window: QWidget, state: ProjectState) -> None:
    dialog = GradientDialog(state, lab.previews, window)
    dialog.agreed.connect(lambda: lab.deeds.done(DeedKind.GRADIENT_CHECKED))
    dialog.doubted.connect(lambda why: lab.deeds.done(DeedKind.GRADIENT_DOUBTED, why))
    dialog.open()


class GradientDialog(Dialog):
    """Maps of the relative error left; right the verdict, and the error against ε with a slider under it."""

    agreed = Signal()  # all of it is computed, and the gradients agree
    doubted = Signal(str)  # all of it is computed, and the step size that was chosen can tell nothing: why

    def __init__(self, state: ProjectState, jobs: Jobs, parent: QWidget) -> None:
        super().__init__("", parent)
        self._state = state
        self._found: Found | None = None
        self._ladder = GradientLadder(())
        self._fault: Exception | None = None
        self._position = STEPS.index(USUAL_EPSILON)
        self._maps, self._plot, self._slider = GradientMaps(), EpsilonPlot(), SpeedSlider()
        self._errors, self._verdict, self._sizes = Card(), Card(), Card()
        self._heading = label("", "heading")
        self._reason, self._furthest = label("", "text"), label("", "muted")
        self._kinks, self._checked, self._progress = (label("", "muted") for _ in range(3))
        self._arrange()
        self.add_note(self._progress)
        self._slider.position_chosen.connect(self._choose)
        self._plot.position_chosen.connect(self._choose)
        self.retranslate()
        self._job: Job[Found] = jobs.start(
            partial(_check, state), self._show_found, self._refuse, self._show_found
        )
        self.finished.connect(self._cancel)

    @property
    def epsilon(self) -> float:
        """The step size that is looked at."""
        return STEPS[self._position]

    @property
    def found(self) -> Found | None:
        """What is known so far."""
        return self._found

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.setWindowTitle(self.tr("Check of gradients"))
        self._errors.set_title(self.tr("Relative error"))
        self._errors.set_caption(self.tr("of each parameter"))
        self._sizes.set_title(self.tr("Step size"))
        self._slider.set_ladder(tuple(say.step_size(step) for step in STEPS))
        self._slider.setAccessibleName(self.tr("Step size ε"))
        self._slider.setToolTip(
            self.tr("How far each parameter is moved to and fro: large steps truncate, small ones round")
        )
        self._show()

    # -- layout ----------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        unit = themes.current().text_px / 13
        self._heading.setObjectName("gradient_verdict")
        self._slider.setObjectName("epsilon_slider")
        for text in (self._reason, self._furthest, self._kinks, self._checked):
            text.setWordWrap(True)
        self._errors.body.addWidget(self._maps, 1)
        self._errors.body.addWidget(ErrorLegend())
        for widget in (self._heading, self._reason, self._furthest, self._kinks, self._checked):
            self._verdict.body.addWidget(widget)
        slider = QHBoxLayout()  # its handle stands under the place in the plot that it means
        slider.setContentsMargins(self._plot.gutter(), 0, 0, 0)
        slider.addWidget(self._slider)
        self._sizes.body.setSpacing(0)
        self._sizes.body.addWidget(self._plot, 1)
        self._sizes.body.addLayout(slider)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self._verdict)
        right.addWidget(self._sizes, 1)
        for card in (self._verdict, self._sizes):
            card.setFixedWidth(round(_SIDE_PX * unit))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._errors, 1)
        row.addLayout(right)
        self.content.addLayout(row, 1)
        room = room_for(self)
        self.setMaximumSize(room)
        self.resize(QSize(*(round(side * unit) for side in _SIZE)).boundedTo(room))

    # -- what is known ---------------------------------------------------------------------------------

    def _show_found(self, found: Found) -> None:
        if self._found is None:
            self._maps.set_study(found.study, self._unit_names())
        is_news = self._found is None or len(self._ladder.steps) < len(found.steps) or found.share >= 1.0
        self._found = found
        if is_news:
            self._ladder = GradientLadder.of(found.steps)
            self._plot.set_curve(_curve(found))
            self._show()
        else:
            self._show_progress()
        step = self._ladder.at(self.epsilon)
        if found.share >= 1.0 and step is not None and self._ladder.judge(step)[0] is Verdict.AGREES:
            self.agreed.emit()

    def _tell_doubt(self) -> None:
        step = self._ladder.at(self.epsilon)
        if self._found is None or self._found.share < 1.0 or step is None:
            return
        verdict, doubt = self._ladder.judge(step)
        if verdict is Verdict.UNCLEAR:
            self.doubted.emit(doubt.value)

    def _refuse(self, fault: Exception) -> None:
        if not isinstance(fault, EngineError | FileError):
            raise fault
        self._fault = fault
        self._show()

    def _cancel(self) -> None:
        self._job.cancel()

    def _choose(self, position: int) -> None:
        self._position = position
        self._show()
        self._tell_doubt()

    def _show(self) -> None:
        """Show what is known of the chosen step size, and what is still being computed."""
        self._slider.set_position(self._position)
        self._plot.set_position(self._position)
        self._sizes.set_caption("", say.step_size(self.epsilon))
        self._show_progress()
        found = self._found
        if found is None:
            self._say_nothing(self.tr("Checking …") if self._fault is None else load_error(self._fault))
            return
        step = self._ladder.at(self.epsilon)
        self._maps.set_step(step)
        of = len(self._state.dataset.targets)
        said = say.parameters(found.study, self._ladder.not_judged)
        self._checked.setText(f"{say.samples(found.study.rows, of)} {said}")
        # What speaks against back-propagation needs all the evidence.
        if step is None or (found.share < 1.0 and self._ladder.judge(step)[0] is not Verdict.AGREES):
            self._say_nothing(self.tr("Checking …"))
        else:
            self._say_verdict(found, step)

    def _say_verdict(self, found: Found, step: Differences) -> None:
        self._plot.set_limit(self._ladder.limit)
        self._heading.setText(say.verdict(self._ladder, step))
        self._reason.setText(say.reason(self._ladder, step))
        self._furthest.setText(say.furthest(found.study, self._ladder, step))
        self._kinks.setText(say.kinks(step, self._unit_names()))
        for text in (self._heading, self._reason, self._furthest, self._kinks):
            text.setVisible(bool(text.text()))

    def _say_nothing(self, instead: str) -> None:
        """Say one sentence in place of a verdict."""
        self._reason.setText(instead)
        for text in (self._heading, self._furthest, self._kinks):
            text.hide()

    def _show_progress(self) -> None:
        share = 0.0 if self._found is None else self._found.share
        is_over = self._fault is not None or share >= 1.0
        text = self.tr("Checking {count} step sizes … {percent}%")
        self._progress.setText("" if is_over else text.format(count=len(STEPS), percent=f"{100 * share:.0f}"))

    def _unit_names(self) -> tuple[tuple[str, ...], ...]:
        data = self._state.dataset
        return unit_names(
            self._state.spec.sizes,
            texts.data_names(data.input_names, data),
            texts.data_names(data.target_names, data),
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _check(state: ProjectState, job: Job[Found]) -> Found:
    """Return the differences for all step sizes, the usual one first; every part that is done is reported."""
    data, rows = state.dataset, slice(0, USUAL_ROWS)
    study = GradientStudy(
        state.parameters, data.inputs[rows], data.targets[rows], state.config.loss, seed=state.config.seed
    )
    steps: tuple[Differences, ...] = ()

    def report(share: float) -> None:
        job.report(Found(study, steps, (len(steps) + share) / len(STEPS)))

    for epsilon in sorted(STEPS, key=lambda step: abs(np.log10(step / USUAL_EPSILON))):
        steps = (*steps, study.at(epsilon, cancelled=job.is_cancelled, progress=report))
        report(0.0)
    return Found(study, steps, 1.0)


def _curve(found: Found) -> ErrorCurve:
    known = {step.epsilon: step for step in found.steps}
    largest, median = np.full(len(STEPS), np.nan), np.full(len(STEPS), np.nan)
    for position, epsilon in enumerate(STEPS):
        if epsilon in known:
            largest[position] = known[epsilon].max_relative_error
            median[position] = known[epsilon].median_relative_error
    return ErrorCurve(np.array(STEPS), largest, median)
