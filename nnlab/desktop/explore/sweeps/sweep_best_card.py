"""The best settings of a sweep, or the run that is chosen, and the buttons that put it on the bench."""

from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from nnlab.desktop.explore.sweeps import sweep_texts
from nnlab.desktop.explore.sweeps.sweep_model import SweepModel
from nnlab.desktop.lab import Lab
from nnlab.desktop.notices import Notice
from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.card import Card, label
from nnlab.desktop.widgets.caution import Caution
from nnlab.desktop.words.numbers import format_count
from nnlab.project import ProjectState
from nnlab.trials.summary import Best, measured
from nnlab.trials.trial import REFUSED, TrialResult


class SweepBestCard(Card):
    """Shows the run that is chosen, the best one while none is; a button makes the bench start as it did."""

    best_requested = Signal()

    def __init__(self, lab: Lab, model: SweepModel, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._lab, self._model = lab, model
        self._best: Best | None = None
        self._chosen: TrialResult | None = None
        self._settings, self._note, self._caution = label("", "section"), label("", "muted"), Caution()
        self._load, self._train = Button(Look.FIELD), Button(Look.FIELD, "play")
        self._back = Button(Look.BARE)
        self._back.setObjectName("sweep_best_button")
        self.set_corner_widget(self._back)
        self._load.setObjectName("sweep_load_button")
        self._train.setObjectName("sweep_load_train_button")
        self._caution.setObjectName("sweep_best_caution")
        for text in (self._settings, self._note):
            text.setWordWrap(True)
        self.body.setSpacing(4)
        self.body.addWidget(self._settings)
        self.body.addWidget(self._note)
        self.body.addWidget(self._caution)
        self.body.addSpacing(4)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._load)
        buttons.addWidget(self._train)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self._back.clicked.connect(self.best_requested)
        self._load.clicked.connect(partial(self._put, trains=False))
        self._train.clicked.connect(partial(self._put, trains=True))
        self.retranslate()

    @property
    def shown(self) -> TrialResult | None:
        """The run that the buttons are for."""
        return self._chosen or (None if self._best is None else self._best.run)

    def set_best(self, best: Best | None) -> None:
        """Show these settings as the best so far, while no run is chosen."""
        self._best = best
        self.show_result()

    def set_chosen(self, result: TrialResult | None) -> None:
        """Show this run; None is the best one."""
        self._chosen = result
        self.show_result()

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self._load.setText(self.tr("Put on the bench"))
        self._load.setToolTip(
            self.tr("Settings, seed and first weights of this run; Undo brings the old ones back")
        )
        self._train.setText(self.tr("and train"))
        self._train.setToolTip(self.tr("Put it on the bench and train it: it learns the same weights again"))
        self._load.setAccessibleName(self._load.text())
        self._train.setAccessibleName(self.tr("Put on the bench and train"))
        self._back.setText(self.tr("Best"))
        self._back.setAccessibleName(self.tr("Show the best run"))
        self._back.setToolTip(self.tr("Back to the best run"))
        self.set_title(self.tr("Best"))
        self.show_result()

    def show_result(self) -> None:
        """Show what is chosen, or best so far."""
        result, best, measure = self.shown, self._best, self._model.measure
        self.setVisible(result is not None)
        self._back.setVisible(self._chosen is not None)
        if result is None:
            return
        equals = ""
        if self._chosen is not None:
            self.set_title(self.tr("Chosen run"))
            value = measured(result, measure)
            told = sweep_texts.ending(result) if value is None else sweep_texts.figure(measure, value)
        elif best is not None:
            self.set_title(self._best_title(best))
            told = self._mean_text(best)
            equals = self._equals_text(best)
        self._settings.setText(sweep_texts.settings_text(result.settings) or self.tr("As on the bench"))
        note = self.tr("{measure} {figure} · seed {seed}").format(
            measure=sweep_texts.measure_name(measure), figure=told, seed=result.seed
        )
        self._note.setText(f"{note}\n{equals}" if equals else note)
        self._show_caution()
        for button in (self._load, self._train):
            button.setEnabled(result.ended != REFUSED)

    def _best_title(self, best: Best) -> str:
        if self._model.is_running:
            return self.tr("Best so far")
        if best.compared == 1:
            return self.tr("Best")
        return self.tr("Best of {count} settings").format(count=format_count(best.compared))

    def _mean_text(self, best: Best) -> str:
        """Return the mean of the best settings, and of how many of their runs where not all count."""
        mean = sweep_texts.mean_figure(self._model.measure, best.spread.mean, best.spread.std)
        if best.group.is_whole:
            return mean
        return f"{mean} ({sweep_texts.of_text(best.spread.count, best.group.wanted)})"

    def _equals_text(self, best: Best) -> str:
        """Say that others are as good, where some are."""
        if best.equals == 1:
            return ""
        return self.tr("the first of {count} that are equal").format(count=format_count(best.equals))

    def _show_caution(self) -> None:
        """Say which samples the best was chosen by, where they are never learned from: it is fitted to them."""
        sweep, best = self._model.sweep, self._best
        chosen = best is not None and best.compared > 1
        part = "" if sweep is None else self._model.measure.part_of(sweep.state.dataset)
        self._caution.setVisible(part == "test" or (part == "validation" and chosen))
        if part == "validation":
            self._caution.setText(self.tr("Chosen by the validation samples: partly lucky"))
            self._caution.setToolTip(
                self.tr(
                    "The best of many settings is partly lucky with the very samples that it was chosen by. What it is "
                    "worth, only samples for a test can say: they choose nothing."
                )
            )
        else:
            self._caution.setText(self.tr("Chosen by the test samples: flattering"))
            self._caution.setToolTip(
                self.tr(
                    "The best of many runs is partly lucky with the very samples that it was chosen by. Put samples "
                    "aside for validation to choose by, and keep the test for the end."
                )
            )

    def _put(self, *, trains: bool) -> None:
        result = self.shown
        if result is None:
            return
        done = partial(self._tell, result, trains=trains)
        self._lab.controller.edit(self._undo_name, partial(self._put_on, result), done=done)

    def _undo_name(self) -> str:
        return self.tr("Put a run on the bench")

    def _put_on(self, result: TrialResult, state: ProjectState) -> ProjectState:
        return self._model.on_bench(result, state)

    def _tell(self, result: TrialResult, *, trains: bool) -> None:
        if trains:
            self._lab.controller.train()
        self._lab.view.ask_for_bench()
        self._lab.tell(Notice(partial(self._told, result), waits=True))

    def _told(self, result: TrialResult) -> str:
        return self.tr(
            "On the bench: {settings}, seed {seed}. Trained from here, it comes to the same weights as in the sweep. "
            "Undo brings the old network back."
        ).format(settings=sweep_texts.settings_text(result.settings) or "—", seed=result.seed)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
