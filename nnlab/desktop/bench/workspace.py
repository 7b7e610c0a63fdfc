"""The bench: the workspace on which a network is built, trained and watched."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.bench.answers_panel import AnswerCard, PatternCard
from nnlab.desktop.bench.builder_panel import BuilderPanel
from nnlab.desktop.bench.curves_panel import ACCURACY, LINEAR, LOG, CurveCard
from nnlab.desktop.bench.look_panel import LookPanel
from nnlab.desktop.bench.one_digit_card import OneDigitCard
from nnlab.desktop.bench.stage_panel import StagePanel
from nnlab.desktop.document import StateChange
from nnlab.desktop.lab import Lab
from nnlab.desktop.samples.judged_cards import ConfusionCard, MistakesCard
from nnlab.desktop.widgets.card import GAP_PX
from nnlab.project import Change

if TYPE_CHECKING:
    from nnlab.desktop.bench.code_panel import CodePanel

# Widths and heights at the ordinary size of type; the projector theme scales them.
_WIDE_PX = 940  # of the middle column, at which accuracy has a card of its own
_WIDE_FOR_PICTURES_PX = 620
_CONFUSION_EXTRA_PX = 30  # of height over the width: the header
_TALL_PX = 880  # of the bench, at which the look and the confusion of pictures have room one above the other
_NARROW_PX = 1080  # of the bench, below which the side columns are narrower
_CRAMPED_PX = 860  # of the bench, below which the builder is put away until it is asked for
_ROOMY_PX = 1480  # of the bench, from which the code has room beside the look
_LEAST_MIDDLE_PX = 520  # of the middle column beside the code, below which the builder is put away
_LEAST_CODE_PX, _MOST_CODE_PX = 264, 600
_LEAST_RESULT_PX = 250  # ten rows of a table
_MOST_RESULT_SHARE = 0.46  # of the bench's height, however low it is
_LOW_PX = 420  # of the bench, below which the network keeps more of it
_LOW_RESULT_SHARE = 0.37


class Bench(QWidget):
    """Builder left, stage and results in the middle, the look right; it only arranges them."""

    def __init__(self, lab: Lab, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.builder = BuilderPanel(lab)
        self.stage = StagePanel(lab)
        self.look = LookPanel(lab)
        self.loss = CurveCard(lab, (LOG, LINEAR, ACCURACY))
        self.accuracy = CurveCard(lab, (ACCURACY,))
        self.answers = AnswerCard(lab)
        self.patterns = PatternCard(lab)
        self.mistakes = MistakesCard(lab)
        self.one_digit = OneDigitCard(lab)
        self.confusion = ConfusionCard(lab)
        self.confusion.offer_large()
        self._lab = lab
        self._code_wanted = False
        self._side = QWidget()
        self._builder_wanted: bool | None = None  # None: as the width allows
        self._results = (self.loss, self.accuracy, self.answers, self.patterns, self.mistakes, self.one_digit)
        self._arrange()
        self.look.layer_chosen.connect(lab.view.select_layer)
        self.stage.layer_chosen.connect(lab.view.select_layer)
        lab.view.layer_changed.connect(self.look.set_layer)
        lab.view.layer_changed.connect(self.stage.set_selected_layer)
        self.stage.set_selected_layer(lab.view.selected_layer)
        self.look.weight_clicked.connect(self._on_weight_clicked)
        lab.state_changed.connect(self._on_state_changed)

    def _arrange(self) -> None:
        results = QHBoxLayout()
        results.setSpacing(GAP_PX)
        for card, share in zip(self._results, (18, 18, 17, 33, 18, 50), strict=True):
            results.addWidget(card, share)
        middle = QVBoxLayout()
        middle.setSpacing(GAP_PX)
        middle.addWidget(self.stage, 60)
        middle.addLayout(results, 39)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP_PX)
        layout.addWidget(self.builder)
        layout.addLayout(middle, 1)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(GAP_PX)
        side.addWidget(self.look, 1)
        side.addWidget(self.confusion)
        layout.addWidget(self._side)
        self._fit()

    @property
    def shows_builder(self) -> bool:
        """Whether the builder is on show."""
        return not self.builder.isHidden()

    @property
    def notice_ground(self) -> QWidget:
        """The widget over whose foot notices are shown: the right column, which seldom reaches so far down."""
        return self.code if self._side.isHidden() else self._side

    @cached_property
    def code(self) -> "CodePanel":
        """The code beside the picture, made when it is first wanted: a window opens without its libraries."""
        from nnlab.desktop.bench.code_panel import CodePanel

        panel = CodePanel(self._lab)
        layout = self.layout()
        assert isinstance(layout, QHBoxLayout)
        layout.insertWidget(layout.indexOf(self._side), panel)
        return panel

    @property
    def shows_code(self) -> bool:
        """Whether the code is on show."""
        return self._code_wanted

    def toggle_code(self) -> None:
        """Show the code beside the picture, or put it away; where there is little room it takes that of the look."""
        self._code_wanted = not self._code_wanted
        self._fit()

    def toggle_builder(self) -> None:
        """Show the builder, or put it away to give the network more room."""
        self._builder_wanted = not self.shows_builder
        self._fit()

    def _fit(self) -> None:
        """Give the side columns their width, and accuracy a card where there is room."""
        unit = themes.current().text_px / 13
        width = self.width() / unit
        narrow = width < _NARROW_PX
        builder, look = (212, 206) if narrow else (228, min(max(258, 0.185 * width), 340))
        code = min(max(_LEAST_CODE_PX, 0.34 * width), _MOST_CODE_PX) if self._code_wanted else 0.0
        shows_look = not self._code_wanted or width >= _ROOMY_PX
        beside = width - code - look - builder - 3 * GAP_PX  # what the network would keep
        roomy = shows_look and beside >= _LEAST_MIDDLE_PX if self._code_wanted else width >= _CRAMPED_PX
        shows = roomy if self._builder_wanted is None else self._builder_wanted
        self.builder.setVisible(shows)
        self.builder.setFixedWidth(round(builder * unit))
        self._side.setFixedWidth(round(look * unit))
        self._side.setVisible(shows_look)
        if self._code_wanted or "code" in self.__dict__:
            self.code.setFixedWidth(round(code * unit))
            self.code.setVisible(self._code_wanted)
        self.confusion.setFixedHeight(round(look * unit + _CONFUSION_EXTRA_PX * unit))
        middle = width - (builder + GAP_PX if shows else 0)
        middle -= (look + GAP_PX if shows_look else 0) + (code + GAP_PX if self._code_wanted else 0)
        self.look.set_brief(self.confusion.applies and self.height() < _TALL_PX * unit)
        # Of pictures there are three cards rather than four: accuracy has one of its own in a narrower window.
        crowded = self.answers.applies or self.one_digit.applies
        parts = middle >= (_WIDE_PX if crowded else _WIDE_FOR_PICTURES_PX)
        self.accuracy.setVisible(parts and self.accuracy.applies)
        self.loss.leave_accuracy(parts)
        # Beside a lesson on a projector there is little height: the network is what must be read from the back row.
        share = _LOW_RESULT_SHARE if self.height() < _LOW_PX * unit else _MOST_RESULT_SHARE
        for card in self._results:
            card.setMinimumHeight(round(min(_LEAST_RESULT_PX * unit, share * self.height())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _on_state_changed(self, change: StateChange) -> None:
        if change.changes & (Change.DATASET | Change.NETWORK):
            self._fit()

    def _on_weight_clicked(self, place: tuple[int, int | None, int]) -> None:
        layer, source, target = place
        if source is None:
            self.stage.edit_bias(layer, target)
        else:
            self.stage.edit_weight(layer, source, target)
