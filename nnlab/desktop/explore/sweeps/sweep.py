"""Sweeps: the workspace in which many trainings are compared by their settings: charts and a table of all runs."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from nnlab.desktop.document import StateChange
from nnlab.desktop.explore.sweeps import sweep_texts
from nnlab.desktop.explore.sweeps.sweep_best_card import SweepBestCard
from nnlab.desktop.explore.sweeps.sweep_form_card import SweepFormCard
from nnlab.desktop.explore.sweeps.sweep_model import Sweep, SweepModel
from nnlab.desktop.explore.sweeps.sweep_pictures import Performance, awaited, awaited_epochs
from nnlab.desktop.explore.sweeps.sweep_run_card import SweepRunCard
from nnlab.desktop.explore.sweeps.sweep_view import MAP, Look, SweepView, look_at
from nnlab.desktop.explore.sweeps.trial_work import MakeBackend, workers_for
from nnlab.desktop.jobs import Job
from nnlab.desktop.lab import Lab
from nnlab.desktop.sided_workspace import SidedWorkspace, scrolled_cards
from nnlab.desktop.widgets.card import GAP_PX, Card
from nnlab.desktop.widgets.fields import Choice, ChoiceField
from nnlab.desktop.widgets.parts.spread_picture import SeriesPoint, SpreadPicture
from nnlab.desktop.widgets.record_table import RecordTable
from nnlab.desktop.widgets.spread_plot import SpreadPlot
from nnlab.desktop.widgets.value_map import ValueMap
from nnlab.desktop.words import data_sentences
from nnlab.project import Change

_SIDE_PX = 280
_SHARES = (4, 3)  # of the height: the charts, and the table
_REFRESH_MS = 200  # between two pictures of results that come fast
_PATIENCE = 10  # times as long as a picture takes nothing is drawn anew


class SweepWorkspace(SidedWorkspace):
    """Charts and runs left; what is varied, the best of it and the button right."""

    def __init__(
        self, lab: Lab, parent: QWidget | None = None, *, backend: MakeBackend = workers_for
    ) -> None:
        super().__init__(_SIDE_PX, parent)
        self.setObjectName("sweep")
        self._lab = lab
        self.model = SweepModel(lab, self, backend=backend)
        self._along = ""  # the setting along the axis, or MAP
        self._view: SweepView | None = None
        self._job: Job[SweepView] | None = None
        self._is_stale = False  # what is being computed is not the latest any more
        self._setting_card, self._epochs_card, self._runs_card = Card(), Card(), Card()
        self.plot, self.value_map, self.curves = SpreadPlot(), ValueMap(), SpreadPlot()
        self.table = RecordTable()
        self._chart = QStackedWidget()
        self._choice, self._measure = ChoiceField(muted=True), ChoiceField(muted=True)
        self.form_card = SweepFormCard(lab, self.model)
        self.best_card = SweepBestCard(lab, self.model)
        self.run_card = SweepRunCard(self.model)
        self._column = scrolled_cards("sweep_column", (), growing=self.form_card)
        self._late = QTimer(self)  # results come faster than anybody reads
        self._late.setSingleShot(True)
        self._late.setInterval(_REFRESH_MS)
        self._late.timeout.connect(self._show_results)
        self._name()
        self._arrange()
        self._connect()
        self.retranslate()

    @property
    def notice_ground(self) -> QWidget:
        return self._column

    def _name(self) -> None:
        for widget, name in (
            (self.plot, "sweep_plot"),
            (self.value_map, "sweep_map"),
            (self.curves, "sweep_curves"),
            (self.table, "sweep_table"),
            (self.form_card, "sweep_form"),
            (self.best_card, "sweep_best"),
            (self._choice, "sweep_along_field"),
            (self._measure, "sweep_measure_field"),
        ):
            widget.setObjectName(name)

    def _arrange(self) -> None:
        for field in (self._choice, self._measure):  # beside them a caption is left out first
            field.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._chart.addWidget(self.plot)
        self._chart.addWidget(self.value_map)
        self._setting_card.body.addWidget(self._chart, 1)
        self._setting_card.set_corner_widget(self._choice)
        self._epochs_card.body.addWidget(self.curves, 1)
        self._epochs_card.set_corner_widget(self._measure)
        self._runs_card.body.addWidget(self.table, 1)
        charts = QHBoxLayout()
        charts.setSpacing(GAP_PX)
        charts.addWidget(self._setting_card, 1)
        charts.addWidget(self._epochs_card, 1)
        main = QVBoxLayout()
        main.setSpacing(GAP_PX)
        main.addLayout(charts, _SHARES[0])
        main.addWidget(self._runs_card, _SHARES[1])
        self.arrange(main, (self._column, self.best_card, self.run_card), growing=self._column)

    def _connect(self) -> None:
        model = self.model
        model.sweep_changed.connect(self._on_sweep_changed)
        model.running_changed.connect(lambda _runs: self._show_results())
        model.form_changed.connect(self._on_form_changed)
        model.measure_changed.connect(lambda _measure: self._show_results())
        self._choice.value_chosen.connect(self._on_along_chosen)
        self._measure.value_chosen.connect(model.set_measure)
        self.plot.point_pointed.connect(self._on_point_pointed)
        self.plot.point_clicked.connect(self._on_point_clicked)
        self.value_map.cell_clicked.connect(self._on_cell_clicked)
        self.best_card.best_requested.connect(self._on_best_requested)
        self.table.row_chosen.connect(self._on_row_chosen)
        self.table.row_pointed.connect(self._on_row_pointed)
        self._lab.state_changed.connect(self._on_state_changed)

    # -- what it shows ---------------------------------------------------------------------------------

    def retranslate(self) -> None:
        self._setting_card.set_title(self.tr("Against a setting"))
        self._epochs_card.set_title(self.tr("Against epochs"))
        self._runs_card.set_title(self.tr("Runs"))
        self.plot.setAccessibleName(self.tr("Performance against a setting"))
        self.plot.setToolTip(
            self.tr(
                "Means and standard deviations over what stands below; a bar with an open end goes on beyond the "
                "axis. Click a mean for its best run."
            )
        )
        self.value_map.setAccessibleName(self.tr("Performance over two settings"))
        self.value_map.setToolTip(self.tr("Means over what stands below; click one for its best run"))
        self.curves.setAccessibleName(self.tr("Performance against epochs"))
        self.curves.setToolTip(
            self.tr(
                "Mean curves in bands of one standard deviation, as far as the axis goes; of the runs that "
                "finished, without those that ✕ counts"
            )
        )
        self.table.setAccessibleName(self.tr("All runs of the sweep"))
        self._choice.setAccessibleName(self.tr("Setting along the axis"))
        self._choice.setToolTip(self.tr("Which setting the chart is drawn against"))
        self._measure.setAccessibleName(self.tr("Judged by"))
        self._measure.setToolTip(self.tr("What runs are judged by"))
        self._show_results()

    def _on_sweep_changed(self, sweep: Sweep | None) -> None:
        if sweep is None or not sweep.results:
            self.best_card.set_chosen(None)
            self._show_results()
        elif not self._late.isActive():
            self._late.start()

    def _show_results(self) -> None:
        """Bring charts, table and the best up to the results there are."""
        sweep = self.model.sweep
        self._offer(sweep)
        note = self._note(sweep)
        self._runs_card.setVisible(sweep is not None and bool(sweep.results))
        self.plot.set_note(note)
        self.curves.set_note("" if note == "" else self._curves_note())
        if sweep is None or not sweep.results:
            self._cancel_look()
            self._show_nothing()
        elif self.isVisible():
            self._look_at(sweep)

    def _look_at(self, sweep: Sweep) -> None:
        """Have everything computed that is to be seen; if something is being computed, after that."""
        if self._job is not None and not self._job.is_over:
            self._is_stale = True
            return
        self._is_stale = False
        look = Look(sweep, self._along, self.model.measure, self.model.measures)
        self._job = self._lab.previews.start(partial(look_at, look), self._show_view)

    def _cancel_look(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _show_nothing(self) -> None:
        self._view = None
        self._chart.setCurrentWidget(self.plot)
        self._await()
        self.table.set_table((), ())
        self._runs_card.set_caption("")
        self.best_card.set_best(None)

    def _await(self) -> None:
        """Show the axes of what is filled in at the right, empty: that is where results come."""
        form, measure = self.model.form, self.model.measure
        try:
            ahead = awaited(form.axes[0], measure) if form.axes else SpreadPicture()
        except ValueError:  # the form says what is wrong
            ahead = SpreadPicture()
        self.plot.set_picture(ahead)
        self.curves.set_picture(awaited_epochs(form.epochs, measure))

    def _on_form_changed(self, _form: object) -> None:
        if self._view is None:
            self._await()

    def _show_view(self, view: SweepView) -> None:
        self._view = view
        if view.map is not None:
            self.value_map.set_cells(view.cells)
        else:
            self.plot.set_picture(view.picture)
        self._chart.setCurrentWidget(self.plot if view.map is None else self.value_map)
        self.curves.set_picture(view.curves)
        self.table.set_table(view.columns, view.rows)
        self._runs_card.set_caption(self._caption(view.look.sweep))
        for picture in (self.plot, self.value_map):
            picture.set_foot(sweep_texts.over_text(view.over))
        self.curves.set_foot(self._curves_foot(view))
        self.best_card.set_best(view.best)
        self._late.setInterval(max(_REFRESH_MS, round(_PATIENCE * 1000 * view.seconds)))
        if self._is_stale:
            self._late.start()

    def _offer(self, sweep: Sweep | None) -> None:
        """Offer the settings that are varied for the axis, and what runs can be judged by."""
        keys = () if sweep is None else sweep.keys
        choices = [Choice(key, sweep_texts.key_name(key), sweep_texts.key_note(key)) for key in keys]
        if len(keys) > 1:
            choices.append(Choice(MAP, self.tr("as a map"), self.tr("the first two settings together")))
        if self._along not in [choice.key for choice in choices]:
            self._along = keys[0] if keys else ""
        self._choice.set_choices(choices)
        self._choice.set_value(self._along)
        self._choice.setVisible(len(choices) > 1)
        self._measure.set_choices(
            Choice(each, sweep_texts.measure_name(each), sweep_texts.measure_note(each))
            for each in self.model.measures
        )
        self._measure.set_value(self.model.measure)

    def _note(self, sweep: Sweep | None) -> str:
        if sweep is not None and sweep.results:
            return ""
        if self.model.is_running:
            return self.tr("The first runs are being made …")
        return self.tr(
            "Run, and every value at the right is trained from the same starts. Here you see how well each does: "
            "its mean over the seeds, and how far the seeds lie apart."
        )

    def _curves_note(self) -> str:
        if self.model.is_running:
            return ""
        return self.tr("And here how each learns, epoch by epoch.")

    def _caption(self, sweep: Sweep) -> str:
        return f"{data_sentences.dataset_name(sweep.state.dataset.name)} · {sweep.state.spec.shape_text}"

    def _curves_foot(self, view: SweepView) -> str:
        """Say what mean curves go over, and how many of the runs are not in them because they came to nothing."""
        told, sweep = sweep_texts.over_text(view.curves_over), view.look.sweep
        if not sweep.fallen:
            return told
        left_out = sweep_texts.of_text(sweep.fallen, len(sweep.results))
        return f"{sweep_texts.CROSS} {left_out} · {told}"

    # -- what is pointed at and chosen -----------------------------------------------------------------

    def _on_along_chosen(self, along: str) -> None:
        self._along = along
        self._show_results()

    @property
    def _performance(self) -> Performance | None:
        return None if self._view is None else self._view.performance

    def _on_point_pointed(self, point: SeriesPoint | None) -> None:
        shown = self._performance
        self.table.set_marked(() if point is None or shown is None else shown.runs(point))
        self.curves.set_front(None if point is None or shown is None else shown.value(point))

    def _on_point_clicked(self, point: SeriesPoint) -> None:
        if self._performance is not None:
            self._choose_best(self._performance.runs(point))

    def _on_cell_clicked(self, cell: tuple[int, int]) -> None:
        if self._view is not None and self._view.map is not None:
            self._choose_best(self._view.map.runs(cell))

    def _choose_best(self, runs: Sequence[int]) -> None:
        run = self.model.best_among(runs)
        if run is not None:
            self.table.set_chosen((run.index,))
            self.best_card.set_chosen(run)

    def _on_best_requested(self) -> None:
        self.table.set_chosen(())
        self.best_card.set_chosen(None)

    def _on_row_chosen(self, index: int) -> None:
        self.best_card.set_chosen(self.model.result(index))

    def _on_row_pointed(self, index: int | None) -> None:
        result = None if index is None else self.model.result(index)
        settings = {} if result is None else dict(result.settings)
        along = self._along if self._along != MAP else next(iter(settings), "")
        self.curves.set_front(settings.get(along))
        by = "" if self._performance is None else self._performance.by
        self.plot.set_front(settings.get(by) if by else None)

    def _on_state_changed(self, change: StateChange) -> None:
        if change.changes & (Change.DATASET | Change.NETWORK | Change.CONFIG):
            self.run_card.show_progress()
            self._show_results()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_results()
        if self.model.sweep is None:
            self.model.look_for_unfinished()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._late.stop()
        self._cancel_look()
