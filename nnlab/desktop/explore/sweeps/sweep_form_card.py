"""What a sweep varies, and how: the settings with their values, seeds, epochs, and on which workers."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from nnlab.desktop.explore.sweeps import sweep_texts
from nnlab.desktop.explore.sweeps.sweep_axis_row import AxisRows, SweepAxisRow
from nnlab.desktop.explore.sweeps.sweep_form import KEYS, AxisForm, SweepForm, usual_axis, usual_count
from nnlab.desktop.explore.sweeps.sweep_model import SweepModel
from nnlab.desktop.explore.sweeps.trial_work import most_workers
from nnlab.desktop.lab import Lab
from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.card import Card, Hairline, label
from nnlab.desktop.widgets.fields import Choice, ChoiceField, FieldRow, NumberField
from nnlab.desktop.widgets.segmented import Segmented
from nnlab.engine import EngineError
from nnlab.trials.local import MOST_PROCESSES
from nnlab.trials.plan import MOST_TRIALS, Axis

_MOST_AXES = 4  # more are not to be seen in any chart
_MOST_SEEDS, _MOST_EPOCHS = 100, 1_000_000
_GRID, _RANDOM = "grid", "random"
_HERE, _CLUSTER = "here", "cluster"
_USUAL_SCHEDULER = "tcp://127.0.0.1:8786"


class SweepFormCard(Card):
    """Shows the model's form and gives it back with every change; while a sweep goes on it only shows it."""

    edited = Signal()  # the form is another one, right or wrong

    def __init__(self, lab: Lab, model: SweepModel, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._lab, self._model = lab, model
        self._axis_rows: list[SweepAxisRow] = []
        self._axes = AxisRows()
        self._more = Button(Look.FIELD)
        self._mode, self._mode_label = Segmented(), label("", "muted")
        self._count, self._seeds, self._epochs, self._workers = (NumberField(whole=True) for _ in range(4))
        self._where = ChoiceField()
        self._scheduler = QLineEdit()
        self._rows = {
            "count": FieldRow("", self._count),
            "seeds": FieldRow("", self._seeds),
            "epochs": FieldRow("", self._epochs),
            "where": FieldRow("", self._where),
            "workers": FieldRow("", self._workers),
        }
        self._arrange()
        self._connect()
        self.retranslate()

    def _arrange(self) -> None:
        self._more.setObjectName("sweep_more_button")
        self._scheduler.setObjectName("sweep_scheduler_field")
        self._axes.setSpacing(0)
        self.body.setSpacing(0)
        self.body.addLayout(self._axes)
        self.body.addWidget(self._more)
        self.body.addSpacing(4)
        self.body.addWidget(Hairline())
        modes = QHBoxLayout()
        modes.addWidget(self._mode_label)
        modes.addStretch(1)
        modes.addWidget(self._mode)
        self._mode.setObjectName("sweep_mode_field")
        self.body.addLayout(modes)
        for name, row in self._rows.items():
            row.field.setObjectName(f"sweep_{name}_field")
            self.body.addLayout(row)
        self.body.addWidget(self._scheduler)
        self.body.addStretch(1)
        for field, most in (
            (self._count, MOST_TRIALS),
            (self._seeds, _MOST_SEEDS),
            (self._epochs, _MOST_EPOCHS),
            (self._workers, MOST_PROCESSES),
        ):
            field.set_range(1, most)

    def _connect(self) -> None:
        model = self._model
        self._more.clicked.connect(self._on_more_clicked)
        self._mode.value_chosen.connect(self._on_mode_chosen)
        self._where.value_chosen.connect(self._on_where_chosen)
        self._scheduler.textEdited.connect(lambda text: self._change(scheduler=text.strip()))
        self._scheduler.returnPressed.connect(self._scheduler.clearFocus)
        self._count.value_entered.connect(lambda value: self._change(count=value))
        self._seeds.value_entered.connect(lambda value: self._change(seeds=value))
        self._epochs.value_entered.connect(lambda value: self._change(epochs=value))
        self._workers.value_entered.connect(lambda value: self._change(workers=value))
        model.form_changed.connect(self._show)
        model.running_changed.connect(self._show_running)

    # -- what it shows ---------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.set_title(self.tr("What to vary"))
        self._more.setText(self.tr("Vary another setting"))
        self._more.setAccessibleName(self._more.text())
        self._more.setToolTip(self.tr("Every value of it is tried with all values of the others"))
        self._mode_label.setText(self.tr("Combinations"))
        self._mode.setAccessibleName(self.tr("Which combinations are tried"))
        self._mode.set_options(
            [
                (_GRID, self.tr("all"), self.tr("Try every combination")),
                (_RANDOM, self.tr("random"), self.tr("Try some combinations, drawn at random")),
            ]
        )
        for name, text, tip in (
            ("count", self.tr("Draws"), self.tr("How many combinations are drawn at random")),
            ("seeds", self.tr("Seeds"), self.tr("How many starts each combination is trained from")),
            ("epochs", self.tr("Epochs"), self.tr("After how many passes over the samples a run ends")),
            ("where", self.tr("Runs on"), self.tr("Where the runs are made; their results are the same")),
            ("workers", self.tr("Processes"), self.tr("How many runs are made at the same time")),
        ):
            self._rows[name].set_label(text)
            self._rows[name].field.setToolTip(tip)
        self._where.set_choices(
            [
                Choice(_HERE, self.tr("this computer"), self.tr("in processes of their own")),
                Choice(_CLUSTER, self.tr("a Dask cluster"), self.tr("by the address of its scheduler")),
            ]
        )
        self._scheduler.setAccessibleName(self.tr("Address of the scheduler"))
        self._scheduler.setToolTip(self.tr("Address of the scheduler, such as tcp://host:8786"))
        self._scheduler.setPlaceholderText(_USUAL_SCHEDULER)
        self._show(self._model.form)

    def _show(self, form: SweepForm) -> None:
        self._fit_rows(len(form.axes))
        used = {axis.key for axis in form.axes}
        others = tuple(key for key in KEYS if key not in used)
        for row, axis in zip(self._axis_rows, form.axes, strict=True):
            row.set_axis(axis, others)
            row.set_error(_fault_of(axis))
        self._more.setVisible(bool(others) and len(form.axes) < _MOST_AXES)
        self._mode.set_value(_GRID if form.count is None else _RANDOM)
        self._rows["count"].set_visible(form.count is not None)
        self._count.set_value(form.count or usual_count())
        self._seeds.set_value(form.seeds)
        self._epochs.set_value(form.epochs)
        self._workers.set_value(form.workers)
        is_cluster = bool(form.scheduler)
        self._where.set_value(_CLUSTER if is_cluster else _HERE)
        self._rows["workers"].set_visible(not is_cluster)
        self._scheduler.setVisible(is_cluster)
        if self._scheduler.text().strip() != form.scheduler:
            self._scheduler.setText(form.scheduler)
        self._show_running(self._model.is_running)
        self.edited.emit()

    def _fit_rows(self, count: int) -> None:
        while len(self._axis_rows) > count:
            row = self._axis_rows.pop()
            self._axes.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self._axis_rows) < count:
            row = SweepAxisRow(f"sweep_axis_{len(self._axis_rows)}")
            number = len(self._axis_rows)
            row.axis_changed.connect(partial(self._on_axis_changed, number))
            row.key_chosen.connect(partial(self._on_key_chosen, number))
            row.removed.connect(partial(self._on_removed, number))
            self._axis_rows.append(row)
            self._axes.addWidget(row)

    def _show_running(self, runs: bool) -> None:
        fields = [row.field for row in self._rows.values()]
        for widget in (*self._axis_rows, self._more, self._mode, self._scheduler, *fields):
            widget.setEnabled(not runs)

    # -- what it asks for ------------------------------------------------------------------------------

    def _change(self, **changes: Any) -> None:
        self._model.set_form(replace(self._model.form, **changes))

    def _change_axes(self, change: Callable[[list[AxisForm]], object]) -> None:
        axes = list(self._model.form.axes)
        change(axes)
        self._change(axes=tuple(axes))

    def _on_axis_changed(self, number: int, axis: AxisForm) -> None:
        self._change_axes(lambda axes: axes.__setitem__(number, axis))

    def _on_key_chosen(self, number: int, key: str) -> None:
        axis = usual_axis(key, self._lab.state)
        self._change_axes(lambda axes: axes.__setitem__(number, axis))

    def _on_removed(self, number: int) -> None:
        self._change_axes(lambda axes: axes.pop(number))

    def _on_more_clicked(self) -> None:
        used = {axis.key for axis in self._model.form.axes}
        key = next(key for key in KEYS if key not in used)
        self._change_axes(lambda axes: axes.append(usual_axis(key, self._lab.state)))

    def _on_mode_chosen(self, mode: str) -> None:
        self._change(count=None if mode == _GRID else usual_count())

    def _on_where_chosen(self, where: str) -> None:
        if where == _CLUSTER:
            self._change(scheduler=_USUAL_SCHEDULER)
        else:
            self._change(scheduler="", workers=most_workers())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _fault_of(axis: AxisForm) -> str:
    """Say what is wrong with the values of a setting, '' for nothing."""
    try:
        Axis(axis.key, axis.values)
    except EngineError as error:
        return sweep_texts.fault(error)
    except ValueError as error:
        return str(error)
    return ""
