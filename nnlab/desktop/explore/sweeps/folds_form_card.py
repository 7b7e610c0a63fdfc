"""How samples are dealt into folds, and how each training goes: stochastic, in mini-batches or in one batch."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from nnlab.desktop.explore.sweeps.folds_model import FoldsForm, FoldsModel
from nnlab.desktop.lab import Lab
from nnlab.desktop.widgets.card import Card, Hairline
from nnlab.desktop.widgets.fields import Choice, ChoiceField, FieldRow, NumberField, SwitchField
from nnlab.engine import Task
from nnlab.engine.config import MAX_SEED

_MOST_EPOCHS, _MOST_RATE = 1_000_000, 1e6
_STOCHASTIC, _MINI, _BATCH = "stochastic", "mini", "batch"
_USUAL_MINI = 10


class FoldsFormCard(Card):
    """Shows the model's form and gives it back with every change; while folds are made it only shows it."""

    def __init__(self, lab: Lab, model: FoldsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._lab, self._model = lab, model
        self._count, self._seed, self._batch, self._epochs = (NumberField(whole=True) for _ in range(4))
        self._stratified, self._way, self._rate = SwitchField(), ChoiceField(), NumberField()
        self._rows = {
            "count": FieldRow("", self._count),
            "seed": FieldRow("", self._seed),
            "stratified": FieldRow("", self._stratified),
            "way": FieldRow("", self._way),
            "batch": FieldRow("", self._batch),
            "rate": FieldRow("", self._rate),
            "epochs": FieldRow("", self._epochs),
        }
        self._arrange()
        self._connect()
        self.retranslate()

    def _arrange(self) -> None:
        self.body.setSpacing(0)
        for name, row in self._rows.items():
            row.field.setObjectName(f"folds_{name}_field")
            self.body.addLayout(row)
            if name == "stratified":
                self.body.addWidget(Hairline())
        self.body.addStretch(1)
        self._seed.set_range(0, MAX_SEED)
        self._rate.set_range(0.0, _MOST_RATE)
        self._epochs.set_range(1, _MOST_EPOCHS)

    def _connect(self) -> None:
        self._count.value_entered.connect(lambda value: self._change(count=value))
        self._seed.value_entered.connect(lambda value: self._change(seed=value))
        self._stratified.value_chosen.connect(lambda value: self._change(stratified=value))
        self._way.value_chosen.connect(self._on_way_chosen)
        self._batch.value_entered.connect(lambda value: self._change(batch=value))
        self._rate.value_entered.connect(lambda value: self._change(learning_rate=value))
        self._epochs.value_entered.connect(lambda value: self._change(epochs=value))
        self._model.form_changed.connect(self._show)
        self._model.running_changed.connect(self._show_running)

    # -- what it shows ---------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.set_title(self.tr("Cross-validation"))
        for name, text, tip in (
            ("count", self.tr("Folds"), self.tr("Into how many parts the samples are dealt; each is held out once")),
            ("seed", self.tr("Seed"), self.tr("What deals the samples out; the same seed deals the same folds")),
            ("stratified", self.tr("Same mix of classes"), self.tr("Stratified: each fold has the mix of the whole")),
            ("way", self.tr("Descent"), self.tr("How many samples each update is made from")),
            ("batch", self.tr("Batch"), self.tr("Samples for each update")),
            ("rate", self.tr("Learning rate"), self.tr("How far each step goes")),
            ("epochs", self.tr("Epochs"), self.tr("After how many passes over the samples a training ends")),
        ):  # fmt: skip
            self._rows[name].set_label(text)
            self._rows[name].field.setToolTip(tip)
        self._way.set_choices(
            [
                Choice(_STOCHASTIC, self.tr("stochastic"), self.tr("an update after every sample")),
                Choice(_MINI, self.tr("mini-batch"), self.tr("an update after some samples")),
                Choice(_BATCH, self.tr("batch"), self.tr("one update in an epoch, from all samples")),
            ]
        )
        self._show(self._model.form)

    def _show(self, form: FoldsForm) -> None:
        self._count.set_range(2, max(self._model.most_folds, 2))
        self._count.set_value(form.count)
        self._seed.set_value(form.seed)
        self._stratified.set_value(form.stratified)
        self._rows["stratified"].set_visible(self._lab.state.dataset.task is not Task.VALUES)
        self._way.set_value(_BATCH if form.batch is None else _STOCHASTIC if form.batch == 1 else _MINI)
        self._rows["batch"].set_visible(form.batch is not None and form.batch > 1)
        self._batch.set_range(2, max(len(self._lab.state.dataset.inputs), 2))
        self._batch.set_value(form.batch or 1)
        self._rate.set_value(form.learning_rate)
        self._epochs.set_value(form.epochs)
        self._show_running(self._model.under_way is not None)

    def _show_running(self, runs: bool) -> None:
        for row in self._rows.values():
            row.field.setEnabled(not runs)

    # -- what it asks for ------------------------------------------------------------------------------

    def _change(self, **changes: Any) -> None:
        self._model.set_form(replace(self._model.form, **changes))

    def _on_way_chosen(self, way: str) -> None:
        some = max(min(_USUAL_MINI, len(self._lab.state.dataset.inputs)), 2)
        self._change(batch={_STOCHASTIC: 1, _MINI: some, _BATCH: None}[way])

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
