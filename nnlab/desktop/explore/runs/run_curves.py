"""The curves of runs over each other: loss or accuracy, told apart by a setting."""

from collections.abc import Hashable, Sequence

import numpy as np
from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from nnlab.desktop import colors
from nnlab.desktop.explore.runs import run_texts
from nnlab.desktop.explore.runs.run_texts import Kinds
from nnlab.desktop.widgets.card import Card
from nnlab.desktop.widgets.curves_together import CurvesTogether, TogetherCurve
from nnlab.desktop.widgets.fields import Choice, ChoiceField
from nnlab.desktop.widgets.line_legend import LineKind, LineLegend
from nnlab.project import Ending, RunRecord

LOG, LINEAR, ACCURACY = "log", "linear", "accuracy"
UNSEEN_LOSS, UNSEEN = "unseen_loss", "unseen"


class RunCurves(Card):
    """All given runs in one picture; which setting tells them apart is chosen in its corner."""

    run_clicked = Signal(object)  # number
    kinds_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._runs: tuple[RunRecord, ...] = ()
        self._chosen: tuple[Hashable, Hashable] = None, None  # one, and another beside it
        self._kinds = Kinds((), {}, ordered=False)
        self._setting, self._view = ChoiceField(muted=True), ChoiceField(muted=True)
        self._setting.setObjectName("run_setting_field")
        self._view.setObjectName("run_view_field")
        self._plot, self._legend = CurvesTogether(), LineLegend()
        self._plot.setObjectName("run_curves")
        self._legend.setObjectName("run_legend")
        corner = QWidget()
        fields = QHBoxLayout(corner)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setSpacing(8)
        fields.addWidget(self._setting)
        fields.addWidget(self._view)
        self.set_corner_widget(corner)
        self.body.addWidget(self._plot, 1)
        self.body.addWidget(self._legend)
        self._setting.value_chosen.connect(self._on_setting_chosen)
        self._view.value_chosen.connect(self._on_view_chosen)
        self._plot.curve_clicked.connect(self.run_clicked)
        self.retranslate()

    def set_runs(self, runs: Sequence[RunRecord]) -> None:
        """Draw these runs."""
        if tuple(runs) != self._runs:
            self._runs = tuple(runs)
            self.show_again()

    def set_chosen(self, number: Hashable, beside: Hashable = None) -> None:
        """Draw the curve of this run in front, that of the run `beside` told apart from it.

        None leaves all alike, and one alone in ink.
        """
        self._chosen = number, beside
        self._show_chosen()
        self.kinds_changed.emit()

    def _show_chosen(self) -> None:
        alone = self._runs[0].number if len(self._runs) == 1 else None
        number, beside = self._chosen
        self._plot.set_chosen(alone if number is None else number, beside)

    def set_front(self, number: Hashable) -> None:
        """Bring the curve of this run to the front while its row is pointed at."""
        self._plot.set_front(number)

    def marks(self) -> dict[Hashable, tuple[str, int]]:
        """Return colour and mark of each run that is drawn, where they are told apart: by kinds, or two chosen."""
        chosen = self._plot.chosen_inks()
        if not self._kinds.values and len(chosen) == 2:
            return {number: (ink, shape) for shape, (number, ink) in enumerate(chosen.items())}
        return self._kind_marks()

    def _kind_marks(self) -> dict[Hashable, tuple[str, int]]:
        """Return the colour and the mark of each run's kind."""
        inks = colors.kind_colors(len(self._kinds.values), ordered=self._kinds.ordered)
        return {number: (inks[kind], kind) for number, kind in self._kinds.of_run.items()}

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        setting, view = self._setting.value() or "", self._view.value() or LOG
        self._setting.setAccessibleName(self.tr("Told apart"))
        self._setting.setToolTip(self.tr("By which setting colours and marks tell the runs apart"))
        self._setting.set_choices([Choice(key, name) for key, name in run_texts.settings()])
        self._setting.set_value(setting)
        self._view.setAccessibleName(self.tr("Curve"))
        self._view.setToolTip(self.tr("Which curve is shown, and on which scale"))
        self._view.set_choices(
            [
                Choice(LOG, self.tr("loss, log"), self.tr("the loss, in powers of ten")),
                Choice(LINEAR, self.tr("loss, linear"), self.tr("the loss, in even steps")),
                Choice(
                    UNSEEN_LOSS, self.tr("unseen loss"), self.tr("the loss on samples never learned from")
                ),
                Choice(ACCURACY, self.tr("right"), self.tr("training samples answered rightly")),
                Choice(UNSEEN, self.tr("unseen"), self.tr("samples never learned from, answered rightly")),
            ]
        )
        self._view.set_value(view)
        self._plot.setAccessibleName(self.tr("Curves of the ticked runs"))
        self.show_again()

    def show_again(self) -> None:
        """Show everything anew, as in other words or colours."""
        view = self._view.value()
        is_share = view in (ACCURACY, UNSEEN)
        self._kinds = run_texts.kinds(self._runs, str(self._setting.value() or ""))
        marks = self._kind_marks()
        self.set_title(self.tr("Accuracy") if is_share else self.tr("Loss"))
        self._plot.set_scale(log=view in (LOG, UNSEEN_LOSS), percent=is_share)
        self._plot.set_axis_names(self.tr("epoch"), self.tr("right") if is_share else self.tr("loss"))
        curves = [curve for run in self._runs if len((curve := _curve(run, str(view), marks)).x)]
        self._plot.set_note(self._note(bool(curves)))
        self._plot.set_curves(curves)
        self._show_chosen()
        inks = colors.kind_colors(len(self._kinds.values), ordered=self._kinds.ordered)
        self._legend.set_kinds(
            [
                LineKind(text, ink, shape)
                for shape, (text, ink) in enumerate(zip(self._kinds.values, inks, strict=True))
            ]
        )
        self.kinds_changed.emit()

    def _note(self, has_curves: bool) -> str:
        if has_curves:
            return ""
        if not self._runs:
            return self.tr("Tick runs in the table, and their curves are drawn here, over each other.")
        return self.tr("None of the ticked runs has such a curve.")

    def _on_setting_chosen(self, key: str) -> None:
        self._setting.set_value(key)
        self.show_again()

    def _on_view_chosen(self, key: str) -> None:
        self._view.set_value(key)
        self.show_again()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _curve(run: RunRecord, view: str, marks: dict[Hashable, tuple[str, int]]) -> TogetherCurve:
    history = run.history
    y = {
        ACCURACY: history.accuracy,
        UNSEEN: history.test_accuracy,
        UNSEEN_LOSS: history.test_loss,
    }.get(view, history.loss)
    known = ~np.isnan(y)
    ink, shape = marks.get(run.number, ("", 0))
    broke_off = run.outcome.ending in (Ending.EXPLODED, Ending.FAILED)
    return TogetherCurve(
        run.number, run_texts.run_name(run), history.epochs[known], y[known], broke_off, ink, shape
    )
