"""How large a sweep is, how far it is, and whether an earlier one waits to be gone on with."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from nnlab.desktop.explore.sweeps import sweep_texts
from nnlab.desktop.explore.sweeps.run_card import RunCard
from nnlab.desktop.explore.sweeps.sweep_model import SweepModel
from nnlab.desktop.explore.sweeps.sweep_store import Unfinished
from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.engine import EngineError

_TICK_MS = 1000  # between two estimates of the time that is left


class SweepRunCard(RunCard):
    """Says how many runs there will be, starts and stops them, and shows how far they are."""

    def __init__(self, model: SweepModel, parent: QWidget | None = None) -> None:
        self._model = model
        self._fault: Exception | None = None
        self._unfinished: Unfinished | None = None
        self._resume = Button(Look.FIELD)
        super().__init__("sweep", parent)
        self._resume.setObjectName("sweep_resume_button")
        self._resume.hide()
        self.body.addWidget(self._resume)
        self._ticks = QTimer(self)
        self._ticks.setInterval(_TICK_MS)
        self._ticks.timeout.connect(self.show_progress)
        self._resume.clicked.connect(self._on_resume_clicked)
        self.start_requested.connect(self._on_start_requested)
        self.stop_requested.connect(model.stop)
        model.form_changed.connect(self._on_form_changed)
        model.sweep_changed.connect(lambda _sweep: self.show_progress())
        model.running_changed.connect(self._on_running_changed)
        model.unfinished_found.connect(self._on_unfinished_found)
        model.failed.connect(self._on_failed)
        self.show_progress()

    def retranslate(self) -> None:
        super().retranslate()
        self._resume.setText(self.tr("Go on with the earlier one"))
        self._resume.setAccessibleName(self._resume.text())
        self._resume.setToolTip(self._resume.text())
        self.show_progress()

    def show_progress(self) -> None:
        """Show the size of the sweep, or how far it is."""
        model, sweep = self._model, self._model.sweep
        under_way = sweep is not None and (model.is_running or model.can_go_on)
        share = len(sweep.results) / sweep.total if sweep is not None and under_way else None
        self.set_progress(self._sentence(), share)
        self.set_running(
            model.is_running,
            goes_on=model.can_go_on,
            can_start=bool(model.form.axes) and self._size() is not None,
        )
        found = self._unfinished
        self._resume.setVisible(found is not None and sweep is None)
        if found is not None:
            tip = self.tr("A sweep of this network was broken off: {made} of {total} runs are made")
            self._resume.setToolTip(tip.format(made=found.made, total=found.total))

    def _size(self) -> int | None:
        try:
            return self._model.plan().size
        except (EngineError, ValueError):
            return None

    def _sentence(self) -> str:
        model, sweep = self._model, self._model.sweep
        if self._fault is not None:
            return sweep_texts.fault(self._fault)
        if model.waits:
            return self.tr("Begins when the cross-validation has ended")
        if sweep is not None and (model.is_running or model.can_go_on):
            return sweep_texts.progress_text(
                len(sweep.results), sweep.total, sweep.fallen, model.seconds_left()
            )
        size = self._size()
        if size is None or not model.form.axes:
            return self.tr("Give a setting values that can be tried.")
        text = sweep_texts.size_text(size, model.form.seeds)
        seconds = model.seconds_expected(size)
        return text if seconds is None else f"{text} · {sweep_texts.about(seconds)}"

    def _on_start_requested(self) -> None:
        self._fault = None
        self._model.start()

    def _on_resume_clicked(self) -> None:
        found, self._unfinished = self._unfinished, None
        if found is not None:
            self._model.resume(found)

    def _on_form_changed(self, _form: object) -> None:
        self._fault = None
        self.show_progress()

    def _on_running_changed(self, runs: bool) -> None:
        if runs:
            self._ticks.start()
        else:
            self._ticks.stop()
        self.show_progress()

    def _on_unfinished_found(self, found: Unfinished | None) -> None:
        self._unfinished = found
        self.show_progress()

    def _on_failed(self, error: Exception) -> None:
        self._fault = error
        self.show_progress()
