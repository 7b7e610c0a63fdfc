"""Descent: the workspace in which a point rolls down the loss, over parameters of the network or a classic surface."""

from typing import Any

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nnlab.desktop.document import StateChange
from nnlab.desktop.explore.descent import descent_texts
from nnlab.desktop.explore.descent.descent_card import DescentCard
from nnlab.desktop.explore.descent.descent_model import DescentModel
from nnlab.desktop.explore.descent.descent_stage import DescentStage
from nnlab.desktop.explore.descent.landscape_card import LandscapeCard
from nnlab.desktop.explore.descent.landscapes import NETWORK, NOTE, Landscape, Subject
from nnlab.desktop.explore.descent.line_cards import LineSettingsCard, LineStepCard, note_steps
from nnlab.desktop.explore.descent.made_descent import MadeDescent
from nnlab.desktop.explore.descent.player import Player
from nnlab.desktop.explore.descent.point_card import PointCard
from nnlab.desktop.explore.descent.ways_down import SideBySide
from nnlab.desktop.lab import Lab
from nnlab.desktop.sided_workspace import SidedWorkspace, scrolled_cards
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.words import sentences
from nnlab.desktop.words.fault_sentences import fault_sentence
from nnlab.engine import TrainingConfig
from nnlab.files.errors import FileError
from nnlab.project import Change
from nnlab.study.descent import NOTE_SLOPE

_SIDE_PX = 300
_STEP_MS, _LINE_STEP_MS = 60, 200


class Descent(SidedWorkspace):
    """The picture left; what is descended, how, and the numbers of the point right."""

    def __init__(self, lab: Lab, parent: QWidget | None = None) -> None:
        super().__init__(_SIDE_PX, parent)
        self.setObjectName("descent")
        self._lab = lab
        self.model = DescentModel(lab, self)
        self._line_player = Player(self)
        self._line = note_steps(NOTE_SLOPE, 1.0)
        self._is_line = False
        self.stage = DescentStage()
        self.landscape_card, self.descent_card, self.point_card = LandscapeCard(), DescentCard(), PointCard()
        self.line_card, self.line_step_card = LineSettingsCard(), LineStepCard()
        main = QVBoxLayout()
        main.addWidget(self.stage)
        self._foot = QWidget()  # of the two cards in it one is shown
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        for card in (self.point_card, self.line_step_card):
            foot.addWidget(card)
        cards = (self.landscape_card, self.descent_card, self.line_card)
        self._column = scrolled_cards("descent_column", cards, growing=self._foot)
        self.arrange(main, (self._column,), growing=self._column)
        self._connect()
        self.retranslate()
        self._adopt_network()
        self._show_mode()

    @property
    def notice_ground(self) -> QWidget:
        return self._column

    def retranslate(self) -> None:
        self.stage.retranslate()
        self._adopt_network()
        self._show_title()
        self._show_names(self.model.landscape)
        self._show_status()

    def _connect(self) -> None:
        model, stage, transport = self.model, self.stage, self.stage.transport
        self.landscape_card.chosen.connect(self._on_subject_chosen)
        self.landscape_card.refresh_requested.connect(model.refresh)
        self.descent_card.changed.connect(self._on_settings_changed)
        self.descent_card.bench_requested.connect(model.use_bench)
        self.descent_card.side_by_side_requested.connect(self._on_side_by_side)
        model.ways_changed.connect(self.descent_card.set_side_by_side)
        self.line_card.changed.connect(self._on_line_changed)
        stage.start_moved.connect(model.set_start)
        stage.all_requested.connect(model.show_all)
        stage.usual_requested.connect(model.show_usual)
        transport.run_requested.connect(self._on_run)
        transport.pause_requested.connect(lambda: self._player.pause())
        transport.step_requested.connect(lambda: self._player.advance())
        transport.again_requested.connect(lambda: self._player.again())
        transport.keep_requested.connect(model.keep)
        transport.clear_requested.connect(model.forget_kept)
        model.landscape_changed.connect(self._on_landscape_changed)
        model.start_changed.connect(stage.set_start)
        model.path_changed.connect(self._on_path_changed)
        model.settings_changed.connect(self._on_config_changed)
        model.kept_changed.connect(self._on_kept_changed)
        model.stale_changed.connect(self.landscape_card.set_stale)
        model.progressed.connect(self._on_progressed)
        model.failed.connect(self._on_failed)
        for player in (model.player, self._line_player):
            player.moved.connect(lambda _step: self._show_step())
            player.running_changed.connect(lambda _on: self._show_running())
        self._lab.state_changed.connect(self._on_state_changed)

    @property
    def _player(self) -> Player:
        return self._line_player if self._is_line else self.model.player

    # -- what is asked for -----------------------------------------------------------------------------

    def _on_subject_chosen(self, subject: Subject) -> None:
        self._player.pause()
        self._is_line = subject.key == NOTE
        self.landscape_card.set_subject(subject)
        if not self._is_line:
            self.model.choose(subject)
        self._show_mode()

    def _on_settings_changed(self, changes: dict[str, Any]) -> None:
        self.model.configure(**changes)

    def _on_line_changed(self, values: tuple[float, float]) -> None:
        self._line = note_steps(*values)
        self.line_card.set_values(*values)
        self._line_player.begin(len(self._line))
        self._show_step()

    def _on_run(self) -> None:
        """Let it roll; where the system asks for no motion, all of it is shown at once."""
        self._set_pace()
        self._player.run()

    def _on_side_by_side(self, kind: SideBySide) -> None:
        self._set_pace()
        self.model.go_side_by_side(kind)

    def _set_pace(self) -> None:
        self.model.player.set_pace(painting.motion_ms(self, _STEP_MS))
        self._line_player.set_pace(painting.motion_ms(self, _LINE_STEP_MS))

    # -- what is shown ---------------------------------------------------------------------------------

    def _show_mode(self) -> None:
        """Show the cards of a surface, or those of the straight line."""
        is_line = self._is_line
        self._show_title()
        for card in (self.descent_card, self.point_card):
            card.setVisible(not is_line)
        for card in (self.line_card, self.line_step_card):
            card.setVisible(is_line)
        if is_line and self._line_player.last is None:
            self._line_player.begin(len(self._line))
        self.line_card.set_values(self._line[0].slope, self._line[0].moderation)
        self.landscape_card.set_stale(self.model.is_stale and not is_line)
        self._show_step()
        self._show_running()
        self._offer_keeping()
        self._offer_more()

    def _show_title(self) -> None:
        self.stage.set_title(descent_texts.subject_name(NOTE if self._is_line else self.model.subject.key))

    def _show_step(self) -> None:
        """Show the moment at which the player stands."""
        step = self._player.step
        if self._is_line:
            self.stage.set_line(self._line, step)
            self.line_step_card.set_step(self._line[step - 1] if step else None)
        else:
            made = self.model.descent
            self.stage.set_line(None, 0)
            self.stage.set_start(self.model.start)
            self.stage.set_descent(made, step)
            path = None if made is None else made.path
            self.point_card.set_point(path, step if path is None else min(step, path.steps))
        self._show_status()

    def _show_status(self) -> None:
        made, player = self.model.descent, self._player
        if self._is_line or made is None or self.model.landscape is None or self.model.is_covered:
            text = ""
        elif player.step >= made.path.steps:
            text = descent_texts.ending_text(made.path.ending, made.path.steps)
        else:
            text = self.tr("step {number}").format(number=player.step)
        self.stage.set_status(text)

    def _show_running(self) -> None:
        self.stage.transport.set_running(self._player.is_running)

    def _show_names(self, landscape: Landscape | None) -> None:
        self.point_card.set_names(() if landscape is None else descent_texts.axis_names(landscape))

    def _offer_keeping(self) -> None:
        kept = bool(self.model.kept)
        self.stage.transport.offer_keeping(not self._is_line, kept and not self._is_line)

    def _offer_more(self) -> None:
        model, is_line = self.model, self._is_line
        self.stage.offer_more(more=not is_line and model.can_show_all, usual=not is_line and model.shows_more)

    def _adopt_network(self) -> None:
        state = self._lab.state
        columns = descent_texts.columns_of_units(state.spec, state.dataset)
        self.landscape_card.set_network(state.spec, columns)
        self.landscape_card.set_subject(Subject(NOTE) if self._is_line else self.model.subject)

    # -- what the model tells --------------------------------------------------------------------------

    def _on_landscape_changed(self, landscape: Landscape | None) -> None:
        if landscape is None:
            self.stage.set_message(self.tr("Looking at the loss …"))
        self.stage.set_landscape(landscape)
        self._show_names(landscape)
        self.descent_card.set_samples(0 if landscape is None else landscape.surface.samples)
        self._show_settings()
        self._offer_more()

    def _on_progressed(self, share: float) -> None:
        self.stage.set_message(
            self.tr("Looking at the loss … {percent} %").format(percent=round(100 * share))
        )

    def _on_failed(self, error: Exception) -> None:
        self.stage.set_message(
            fault_sentence(error) if isinstance(error, FileError) else sentences.refused(error)
        )

    def _on_path_changed(self, _made: MadeDescent | None) -> None:
        self._show_step()
        self._offer_more()

    def _on_config_changed(self, _config: TrainingConfig) -> None:
        self._show_settings()

    def _show_settings(self) -> None:
        model = self.model
        self.descent_card.set_config(model.config)
        self.descent_card.set_rates(model.rates_of(model.config))
        is_network = model.subject.key == NETWORK
        parameters = len(model.subject.places) if is_network else 0
        self.descent_card.set_bench(parameters, is_as_on_bench=model.is_as_on_bench)

    def _on_kept_changed(self, kept: tuple[MadeDescent, ...]) -> None:
        self.stage.set_kept(kept)
        self._offer_keeping()
        self._offer_more()

    def _on_state_changed(self, change: StateChange) -> None:
        if Change.CONFIG in change.changes:
            self._show_settings()
        if change.changes & (Change.NETWORK | Change.DATASET):
            self._adopt_network()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._set_pace()
        self.model.watch(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._line_player.pause()
        self.model.watch(False)
