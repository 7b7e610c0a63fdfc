"""The runs: the workspace in which all trainings of a project are listed, drawn over each other and compared."""

from collections.abc import Callable, Hashable
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nnlab.desktop.document import StateChange
from nnlab.desktop.explore.runs import run_tables, run_texts
from nnlab.desktop.explore.runs.run_curves import RunCurves
from nnlab.desktop.lab import Lab
from nnlab.desktop.notices import Notice
from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.card import GAP_PX, Card, label
from nnlab.desktop.widgets.record_table import RecordTable
from nnlab.desktop.words import sentences
from nnlab.lessons import DeedKind
from nnlab.project import Change, RunLog, RunRecord, begun_as, with_run_note, without_runs

translate = QCoreApplication.translate  # a name that lupdate knows

_SHARES = (5, 4)  # of the height: the table, and the curves


class Runs(QWidget):
    """The table of all runs above, what changed between two of them at its foot, and the curves of the ticked below."""

    def __init__(self, lab: Lab, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lab = lab
        self._shown: RunLog | None = None
        self._ticked: set[Hashable] = set()
        self._known: set[int] = set()
        self._card, self._table = Card(), RecordTable()
        self._table.setObjectName("run_table")
        self._table.set_has_ticks(True)
        self._table.set_chooses_many(True)
        self._change = label("", "muted")
        self._change.setObjectName("run_change")
        self._change.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._change.setWordWrap(True)
        self._bench = Button(Look.PRIMARY)
        self._note, self._delete = Button(Look.FIELD), Button(Look.FIELD)
        self.curves = RunCurves()
        self._arrange()
        self._connect()
        self.retranslate()

    @property
    def notice_ground(self) -> QWidget:
        """The widget over whose foot notices are shown."""
        return self.curves

    def _arrange(self) -> None:
        buttons = (self._bench, self._note, self._delete)
        for button, name in zip(buttons, ("bench", "note", "delete"), strict=True):
            button.setObjectName(f"run_{name}_button")
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._change, 1)
        for button in (self._delete, self._note, self._bench):
            foot.addWidget(button)
        self._card.body.addWidget(self._table, 1)
        self._card.body.addLayout(foot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP_PX)
        layout.addWidget(self._card, _SHARES[0])
        layout.addWidget(self.curves, _SHARES[1])

    def _connect(self) -> None:
        table = self._table
        table.ticked.connect(self._on_ticked)
        table.selection_changed.connect(self._on_chosen)
        table.text_entered.connect(self._on_note_entered)
        table.row_pointed.connect(self.curves.set_front)
        table.delete_pressed.connect(self._on_delete)
        self.curves.run_clicked.connect(lambda number: table.set_chosen((number,)))
        self.curves.kinds_changed.connect(lambda: table.set_marks(self.curves.marks()))
        self._bench.clicked.connect(self._on_bench)
        self._note.clicked.connect(self._on_note)
        self._delete.clicked.connect(self._on_delete)
        self._lab.state_changed.connect(self._on_state_changed)
        self._lab.controller.running_changed.connect(self._on_running_changed)

    # -- what it shows ---------------------------------------------------------------------------------

    @property
    def _log(self) -> RunLog:
        return self._lab.state.runs

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self._card.set_title(self.tr("Runs"))
        self._table.setAccessibleName(self.tr("Runs"))
        self._table.setToolTip(
            self.tr("Click a heading to sort; tick runs to draw them; choose two to compare them.")
        )
        self._change.setAccessibleName(self.tr("What changed"))
        self._change.setToolTip(
            self.tr("What was set otherwise between two runs; select the words to copy them")
        )
        self._bench.setText(self.tr("Put on the bench"))
        self._bench.setToolTip(
            self.tr(
                "Go to the bench, with the network as this run left it; if that is not kept any more, with its "
                "settings and a fresh start"
            )
        )
        self._note.setText(self.tr("Note…"))
        self._note.setToolTip(self.tr("Write a few words about this run (F2)"))
        self._delete.setText(self.tr("Delete"))
        self._delete.setToolTip(self.tr("Forget the chosen runs (Delete); undo brings them back"))
        for button in (self._bench, self._note, self._delete):
            button.setAccessibleName(button.text())
        self._shown = None
        self._show()

    def _show(self) -> None:
        """Show the runs as they are; a new one is ticked."""
        log = self._log
        numbers = {run.number for run in log.records}
        self._ticked |= numbers - self._known
        self._ticked &= numbers
        self._known = numbers
        if log is not self._shown:
            self._shown = log
            self._table.set_table(*run_tables.table(log, self._trained()))
            self._card.set_caption(self._caption(log))
        self._show_ticked()
        self._show_choice()

    def _caption(self, log: RunLog) -> str:
        if not log.records:
            return ""
        kept = sum(self._film_is_kept(run) for run in log.records)
        text = self.tr("{count} kept; of {films} also the moments, while this window is open").format(
            count=len(log.records), films=kept
        )
        if log.dropped:
            gone = self.tr("{count} older ones without a note were let go").format(count=log.dropped)
            text = f"{gone} · {text}"
        return text

    def _film_is_kept(self, run: RunRecord) -> bool:
        return self._lab.rewinder.films.film(self._lab.document.file, run.number) is not None

    def _trained(self) -> int | None:
        """Return the run that is being made longer right now."""
        state, run = self._lab.state, self._log.now
        goes_on = run is not None and self._log.follows and state.training.step == run.steps
        return run.number if run is not None and goes_on and self._lab.controller.is_running else None

    def _show_ticked(self) -> None:
        self._table.set_ticked(self._ticked)
        self.curves.set_runs([run for run in self._log.records if run.number in self._ticked])
        self._table.set_marks(self.curves.marks())

    def _show_choice(self) -> None:
        chosen = self._chosen()
        self._change.setText(self._sentence(chosen))
        one = len(chosen) == 1
        for button in (self._bench, self._note, self._delete):  # they say nothing while there are no runs
            button.setVisible(bool(self._log.records))
        self._bench.setEnabled(one)
        self._note.setEnabled(one)
        self._delete.setEnabled(bool(chosen))
        pair = [run.number for run in chosen] if len(chosen) <= 2 else []
        self.curves.set_chosen(*pair or [None])

    def _chosen(self) -> list[RunRecord]:
        """Return the runs that are chosen, by their numbers."""
        runs = (self._log.record(number) for number in sorted(self._table.chosen_keys()))
        return [run for run in runs if run is not None]

    def _sentence(self, chosen: list[RunRecord]) -> str:
        if not self._log.records:
            return self.tr(
                "Every training on the bench is kept here: its settings, its curve and what came of it. Train, above, "
                "makes the first."
            )
        if len(chosen) == 2:
            return run_texts.comparison(*chosen)
        if len(chosen) == 1:
            before = self._log.record(chosen[0].parent) or self._before(chosen[0])
            return (
                run_texts.own_story(chosen[0]) if before is None else run_texts.comparison(before, chosen[0])
            )
        return self.tr("Choose two runs, the second with Ctrl, to see what changed between them.")

    def _before(self, run: RunRecord) -> RunRecord | None:
        earlier = [other for other in self._log.records if other.number < run.number]
        return earlier[-1] if earlier else None

    # -- what is asked ---------------------------------------------------------------------------------

    def _on_ticked(self, keys: tuple[Hashable, ...], on: bool) -> None:
        self._ticked = self._ticked | set(keys) if on else self._ticked - set(keys)
        self._show_ticked()
        if on:
            self._tell_compared(len(self._ticked))

    def _on_chosen(self, keys: tuple[Hashable, ...]) -> None:
        self._show_choice()
        self._tell_compared(len(keys))

    def _tell_compared(self, count: int) -> None:
        if count > 1:
            self._lab.deeds.done(DeedKind.RUNS_COMPARED, str(count))

    def _on_note_entered(self, number: int, note: str) -> None:
        self._lab.controller.edit(sentences.write_run_note, lambda state: with_run_note(state, number, note))

    def _on_note(self) -> None:
        for run in self._chosen()[:1]:
            self._table.write(run.number)

    def _on_delete(self) -> None:
        numbers = [run.number for run in self._chosen()]
        if numbers:
            self._lab.controller.edit(sentences.delete_runs, lambda state: without_runs(state, numbers))

    def _on_bench(self) -> None:
        chosen = self._chosen()
        if len(chosen) == 1:
            self._put_on_bench(chosen[0].number)

    def _put_on_bench(self, number: int) -> None:
        """Put a run on the bench as it ended or, where that is not kept, its settings; say which."""
        if self._lab.rewinder.put_on_bench(number):
            self._show_bench(_on_bench_as_it_was, number)
            return
        self._lab.controller.edit(
            sentences.put_run_on_bench,
            lambda state: begun_as(state, number),
            done=partial(self._show_bench, _on_bench_afresh, number),
        )

    def _show_bench(self, said: Callable[[int], str], number: int) -> None:
        """Go to the bench, where the run is now, and say how."""
        self._lab.view.ask_for_bench()
        self._lab.tell(Notice(partial(said, number)))

    def _on_state_changed(self, change: StateChange) -> None:
        if Change.RUNS in change.changes and self.isVisible():
            self._show()

    def _on_running_changed(self, _running: bool) -> None:
        self._shown = None
        if self.isVisible():
            self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self.curves.show_again()
            self._table.set_marks(self.curves.marks())


def _on_bench_as_it_was(number: int) -> str:
    text = translate(
        "runs", "Run {number} is on the bench as it ended, and can go on. Undo brings back what was there."
    )
    return text.format(number=number)


def _on_bench_afresh(number: int) -> str:
    text = translate(
        "runs",
        "The settings of run {number} are on the bench, with a fresh start from its seed: its weights are not kept, as "
        "only this window's own runs have them.",
    )
    return text.format(number=number)
