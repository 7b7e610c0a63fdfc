"""Folds: the workspace of cross-validation, where a sample is judged once by a network that did not learn from it."""

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from nnlab.data.splits import TooManyFoldsError
from nnlab.desktop.document import StateChange
from nnlab.desktop.explore.sweeps import sweep_texts
from nnlab.desktop.explore.sweeps.folds_form_card import FoldsFormCard
from nnlab.desktop.explore.sweeps.folds_model import Folded, FoldsModel
from nnlab.desktop.explore.sweeps.folds_pictures import (
    comparison,
    folds_table,
    names_of_parts,
    progress,
    scores,
    unit,
)
from nnlab.desktop.explore.sweeps.run_card import RunCard
from nnlab.desktop.explore.sweeps.trial_work import MakeBackend, workers_for
from nnlab.desktop.lab import Lab
from nnlab.desktop.panels.confused_card import ConfusedCard
from nnlab.desktop.sided_workspace import SidedWorkspace
from nnlab.desktop.widgets.card import GAP_PX, Card
from nnlab.desktop.widgets.fold_bars import FoldBars, FoldScores
from nnlab.desktop.widgets.record_table import RecordTable
from nnlab.desktop.widgets.segmented import Segmented
from nnlab.desktop.words import data_sentences
from nnlab.desktop.words.numbers import format_count

_SIDE_PX = 280
_SHARES = (4, 3)  # of the height: the pictures, and the tables
_WIDTHS = (1, 1)  # of the pictures: the bars, and the confusion, whose names must have room
_USUAL_FOLDS = 5  # all of which are seen without scrolling
_FOLDS, _COMPARED = "folds", "compared"


class FoldsWorkspace(SidedWorkspace):
    """Scores of the folds, the confusion over all of them and what was made before left; the form right."""

    def __init__(
        self, lab: Lab, parent: QWidget | None = None, *, backend: MakeBackend = workers_for
    ) -> None:
        super().__init__(_SIDE_PX, parent)
        self.setObjectName("folds")
        self._lab = lab
        self.model = FoldsModel(lab, self, backend=backend)
        self._fault: Exception | None = None
        self._wanted = ""  # which table a hand chose
        self._bars_card, self._tables_card = Card(), Card()
        self.bars, self.table, self.compared = FoldBars(), RecordTable(), RecordTable()
        self.confused = ConfusedCard("folds_confusion")
        self._tables, self._choice = QStackedWidget(), Segmented()
        self.form_card, self.run_card = FoldsFormCard(lab, self.model), RunCard("folds")
        self.form_card.setObjectName("folds_form")
        self.bars.setObjectName("fold_bars")
        self.table.setObjectName("folds_table")
        self.compared.setObjectName("folds_compared")
        self._choice.setObjectName("folds_table_choice")
        self._arrange()
        self._connect()
        self.retranslate()

    @property
    def notice_ground(self) -> QWidget:
        return self.form_card

    def _arrange(self) -> None:
        self._bars_card.body.addWidget(self.bars, 1)
        for table in (self.table, self.compared):
            self._tables.addWidget(table)
        pictures, choice = QHBoxLayout(), QHBoxLayout()
        pictures.setSpacing(GAP_PX)
        pictures.addWidget(self._bars_card, _WIDTHS[0])
        pictures.addWidget(self.confused, _WIDTHS[1])
        choice.addWidget(self._choice)
        choice.addStretch(1)
        self._tables_card.body.addLayout(choice)
        self._tables_card.body.addWidget(self._tables, 1)
        main = QVBoxLayout()
        main.setSpacing(GAP_PX)
        main.addLayout(pictures, _SHARES[0])
        main.addWidget(self._tables_card, _SHARES[1])
        self.arrange(main, (self.form_card, self.run_card), growing=self.form_card)

    def _connect(self) -> None:
        model = self.model
        self.run_card.start_requested.connect(self._on_start_requested)
        self.run_card.stop_requested.connect(model.stop)
        model.shown_changed.connect(self._show)
        model.kept_changed.connect(lambda _kept: self._show_kept())
        model.running_changed.connect(lambda _runs: self._show_progress())
        model.form_changed.connect(self._on_form_changed)
        model.failed.connect(self._on_failed)
        self._lab.state_changed.connect(self._on_state_changed)
        self.compared.row_chosen.connect(model.show)
        self._choice.value_chosen.connect(self._on_table_chosen)
        self.bars.fold_pointed.connect(lambda fold: self.table.set_marked(() if fold is None else (fold,)))
        self.table.row_pointed.connect(self.bars.set_pointed)

    def retranslate(self) -> None:
        self._bars_card.set_title(self.tr("Score of each fold"))
        self._tables_card.setAccessibleName(self.tr("Results"))
        self._choice.setAccessibleName(self.tr("Results"))
        self._choice.set_options(
            [
                (_FOLDS, self.tr("Folds"), self.tr("Every fold of the result above")),
                (_COMPARED, self.tr("Compared"), self.tr("All results so far, to be compared")),
            ]
        )
        self.bars.setAccessibleName(self.tr("Score of each fold"))
        self.bars.setToolTip(
            self.tr("Point at a fold to read it. The line is the mean of the scores held out.")
        )
        self.table.setAccessibleName(self.tr("Table of the folds"))
        self.table.setToolTip(self.tr("Click a heading to sort"))
        self.compared.setAccessibleName(self.tr("Results to compare"))
        self.compared.setToolTip(self.tr("Click a row to look at it again"))
        self._show(self.model.shown)
        self._show_kept()

    # -- what it shows ---------------------------------------------------------------------------------

    def _show(self, folded: Folded | None) -> None:
        self._show_note()
        if folded is None:
            self._tables_card.hide()
            self.bars.set_scores(FoldScores())
            self.table.set_table((), ())
            self._bars_card.set_caption("")
            self.confused.hide()
        else:
            self._tables_card.show()
            self.confused.set_counts(folded.state.dataset, folded.confusion, self._counted(folded))
            self.bars.set_scores(scores(folded))
            self.table.set_table(*folds_table(folded))
            self.table.set_least_rows(min(folded.form.count, _USUAL_FOLDS))
            name = data_sentences.dataset_name(folded.state.dataset.name)
            about = (name, folded.state.spec.shape_text, unit(folded))
            self._bars_card.set_caption(" · ".join(filter(None, about)))
            self.bars.set_foot(" · ".join((*self._left_out(folded), *self._twins(folded))))
            self.compared.set_chosen((folded.number,))
        self._show_progress()

    def _show_note(self) -> None:
        """Say, till there is a result, what folds are and how to begin, and draw as many as the form asks for."""
        if self.model.shown is not None:
            self.bars.set_note("")
            return
        note = self.tr(
            "Each column is one training: it holds out one part of the samples and learns from all others. How well it "
            "does on the part it never saw becomes a bar; the mean of all bars judges the network. Run begins, at the "
            "right."
        )
        self.bars.set_note(note, self.model.form.count, names_of_parts())

    def _left_out(self, folded: Folded) -> tuple[str, ...]:
        """Return what is said of the samples of a test, which no fold has; without any nothing."""
        test = folded.state.dataset.test
        if test is None:
            return ()
        text = self.tr("test samples that stay out: {count}")
        return (text.format(count=format_count(len(test.inputs))),)

    def _twins(self, folded: Folded) -> tuple[str, ...]:
        """Return what is said of samples held out that are not new; of none nothing."""
        if not folded.twins:
            return ()
        text = self.tr("{count} held out also in training")
        return (text.format(count=format_count(folded.twins)),)

    def _counted(self, folded: Folded) -> str:
        """Say which samples the confusion counts, and of how many folds where not all have been judged."""
        if folded.is_whole or folded.spread is None:
            return self.tr("held out")
        part = sweep_texts.of_text(folded.spread.count, folded.form.count)
        return self.tr("held out, {part} folds").format(part=part)

    def _show_kept(self) -> None:
        kept = self.model.kept
        self._show_table()
        if kept:
            self.compared.set_table(*comparison(kept, self._lab.state.dataset))
            self.compared.set_chosen(() if self.model.shown is None else (self.model.shown.number,))

    def _show_table(self) -> None:
        """Show the table that a hand chose; till then the folds, and where there are results to compare, those."""
        shown = self._wanted or (_COMPARED if len(self.model.kept) > 1 else _FOLDS)
        self._choice.set_value(shown)
        self._tables.setCurrentWidget(self.compared if shown == _COMPARED else self.table)

    def _show_progress(self) -> None:
        under_way, form, most = self.model.under_way, self.model.form, self.model.most_folds
        share = None if under_way is None else len(under_way.results) / under_way.form.count
        if self._fault is not None:
            text = sweep_texts.fault(self._fault)
        elif under_way is None and form.count > most:
            text = sweep_texts.fault(TooManyFoldsError(most, form.count))
        elif self.model.waits:
            text = self.tr("Begins when the sweep has ended")
        elif under_way is not None:
            text = progress(under_way, self.model.seconds_left())
        else:
            text = self.tr("{count} trainings from the same start").format(count=format_count(form.count))
        self.run_card.set_progress(text, share)
        self.run_card.set_running(under_way is not None, can_start=form.count <= most)

    # -- what happens ----------------------------------------------------------------------------------

    def _on_start_requested(self) -> None:
        self._fault = None
        self.model.start()

    def _on_table_chosen(self, key: str) -> None:
        self._wanted = key
        self._show_table()

    def _on_state_changed(self, change: StateChange) -> None:
        if change.old.dataset.name != change.new.dataset.name:  # other results are now of other data
            self._show_kept()

    def _on_form_changed(self, _form: object) -> None:
        self._fault = None
        self._show_note()
        self._show_progress()

    def _on_failed(self, error: Exception) -> None:
        self._fault = error
        self._show_progress()
