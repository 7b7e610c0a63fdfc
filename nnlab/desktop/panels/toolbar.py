"""The toolbar: the preset, the transport and the counters."""

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.ages import Age, age_text
from nnlab.desktop.document import StateChange
from nnlab.desktop.lab import Lab, Picture
from nnlab.desktop.preferences import Preferences
from nnlab.desktop.widgets.buttons import Look
from nnlab.desktop.widgets.card import label
from nnlab.desktop.widgets.counters import Counter, Counters
from nnlab.desktop.widgets.fields import Choice, ChoiceField
from nnlab.desktop.widgets.transport_bar import UNITS, TransportBar
from nnlab.desktop.words import data_sentences, language, sentences, texts
from nnlab.desktop.words.numbers import format_count, format_number
from nnlab.engine import Task
from nnlab.lessons import DeedKind, load_preset, preset_groups, preset_keys
from nnlab.project import Change, reset
from nnlab.training import SPEEDS, Snapshot, StepSize, counts_hits

_ROOMY_PX = 1120  # width at which the transport is as wide as it likes
_BRANDED_PX = 1080  # width from which the name of the program has room, too
_WORDED_PX = 940  # width from which the speed has its word
_COUNTED = 100  # samples up to which right answers are counted rather than given in percent
# Where there is room, a loss that becomes very small or large does not push the buttons aside.
_WIDEST_COUNTERS = ("000,000", "0.00·10⁻⁰⁰")


class Toolbar(QWidget):
    """Joins the transport to the run, and the preset to the document."""

    remembered = Signal(object)  # dict of fields of Preferences

    def __init__(self, lab: Lab, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lab = lab
        self._speed = self._other_speed = len(SPEEDS) - 1
        self._own_speed: int | None = None  # while another one is lent
        self._keeps_unit = True  # whether the unit of a step that is chosen is remembered
        self._is_large = counts_hits(lab.state.dataset)
        self._has_room = False
        self._watches = False
        self._name = label("nnlab", "brand")
        self._preset = ChoiceField(Look.PLATE, repeats=True)  # chosen again, a preset is as it was
        self._preset.setObjectName("preset_field")
        self._transport = TransportBar()
        self._counters = Counters()
        self._counters.setObjectName("counters")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 0, 2, 0)
        layout.setSpacing(12)
        layout.addWidget(self._name)
        layout.addWidget(self._preset)
        layout.addStretch(1)
        layout.addWidget(self._transport)
        layout.addStretch(1)
        layout.addWidget(self._counters)
        self._connect()
        self.retranslate()

    def adopt(self, preferences: Preferences) -> None:
        """Take over the remembered speed and unit of a step."""
        remembered = min(max(preferences.speed, 0), len(SPEEDS) - 1)
        if self._is_large:
            self._other_speed = remembered
            self._choose_speed(self._speed)
        else:
            self._choose_speed(remembered)
        self._choose_unit(preferences.step_unit if preferences.step_unit in UNITS else UNITS[0])

    def reset(self) -> None:
        """Bring the first weights back."""
        self._lab.controller.edit(sentences.reset, reset, done=lambda: self._lab.deeds.done(DeedKind.RESET))

    def change_speed(self, by: int) -> None:
        """Go `by` positions faster."""
        self._choose_speed(min(max(self._speed + by, 0), len(SPEEDS) - 1))

    def lend_speed(self, updates: int | None) -> None:
        """Go at so many updates a second, or the next slower speed, until one is chosen or, with None, given back."""
        if updates is None:
            if self._own_speed is not None:
                self._set_speed(self._own_speed)
            self._own_speed = None
            return
        own = self._speed if self._own_speed is None else self._own_speed
        counted = [
            place for place, speed in enumerate(SPEEDS)
            if speed.unit is StepSize.BATCH and speed.per_second is not None and speed.per_second <= updates
        ]  # fmt: skip
        self._own_speed = own
        self._set_speed(counted[-1] if counted else own)

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self._preset.setAccessibleName(self.tr("Preset"))
        self._preset.setToolTip(self.tr("Networks and data to begin with"))
        self._show_preset()
        self._transport.set_speed_ladder(texts.speed_names())
        self._counters.setToolTip(
            self.tr(
                "Passes over the data; the mean loss of the last one, at rest that of the network; right answers"
            )
        )
        self._show(self._lab.picture)

    def _show_preset(self) -> None:
        """Show which preset it is, or else which data. The others are read when the list of them opens."""
        key = self._lab.state.preset
        data = Choice(key, data_sentences.dataset_name(self._lab.state.dataset.name))
        self._preset.set_choices([_choice(key) if key in preset_keys() else data])
        self._preset.set_value(key)

    def _connect(self) -> None:
        lab, transport = self._lab, self._transport
        self._preset.opening.connect(lambda: self._preset.offer(_choices()))
        self._preset.value_chosen.connect(self._on_preset_chosen)
        transport.train_requested.connect(lab.controller.train)
        transport.pause_requested.connect(lab.controller.pause)
        transport.reset_requested.connect(self.reset)
        transport.step_requested.connect(lambda unit: lab.controller.step(StepSize(unit)))
        transport.step_unit_chosen.connect(self._choose_unit)
        transport.speed_chosen.connect(self._choose_speed)
        lab.controller.running_changed.connect(transport.set_running)
        lab.state_changed.connect(self._on_state_changed)
        lab.reading_changed.connect(self._show)
        lab.examiner.changed.connect(lambda _: self._show(lab.picture))
        lab.examiner.aged.connect(lambda: self._show(lab.picture))

    def _on_preset_chosen(self, key: str) -> None:
        self._show_preset()  # the one that is open stays until the other is there
        self._lab.openings.open_preset(key)

    def _on_state_changed(self, change: StateChange) -> None:
        if Change.DATASET in change.changes:
            self._show_preset()
            self._change_pace()
            self._watch()

    def _watch(self) -> None:
        """Have unseen samples examined while their accuracy stands here, so that it is that of the network."""
        watches = self.isVisible() and self._lab.state.dataset.watched is not None
        if watches != self._watches:
            self._watches = watches
            self._lab.examiner.watch(watches)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._watch()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._watch()

    def _change_pace(self) -> None:
        """Give small and large sets a speed each: that at which ten samples are followed is no speed for thousands."""
        is_large = counts_hits(self._lab.state.dataset)
        if is_large != self._is_large:
            self.lend_speed(None)
            self._is_large = is_large
            other, self._other_speed = self._other_speed, self._speed
            self._set_speed(other)

    def _set_speed(self, position: int) -> None:
        self._speed = position
        self._transport.set_speed(position)
        self._lab.controller.set_speed(SPEEDS[position])

    def _choose_speed(self, position: int) -> None:
        self._own_speed = None
        self._set_speed(position)
        if self._is_large:
            return
        self.remembered.emit({"speed": position})

    def _choose_unit(self, unit: str) -> None:
        self.use_unit(unit)
        if self._keeps_unit:
            self.remembered.emit({"step_unit": unit})

    def keep_unit(self, keeps: bool) -> None:
        """Remember from now on which unit of a step is chosen, or do not: a lesson asks for one."""
        self._keeps_unit = keeps

    def use_unit(self, unit: str) -> None:
        """Let one step be a `unit`, one of UNITS, until another is chosen; it is not remembered."""
        self._lab.view.set_step_size(StepSize(unit))
        self._transport.set_step_unit(unit)

    def _show(self, picture: Picture) -> None:
        snapshot = picture.snapshot
        counters = [
            Counter(self._epochs(snapshot.epoch), self.tr("epoch")),
            Counter(_loss_text(snapshot.loss), self.tr("loss")),
        ]
        tests = self._lab.state.dataset.watched is not None
        right = self._right(snapshot.accuracy)
        view = snapshot.operation
        if view is not None:
            number = self.tr("{number} of {total}").format(number=view.number, total=view.total)
            counters.append(Counter(number, self.tr("operation")))
            right = ""
        if right and (not tests or self._has_room):
            caption = self.tr("right") if snapshot.running is None else self.tr("running")
            counters.append(Counter(right, caption))
        if tests:
            counters.append(self._tested(snapshot))
        self._counters.set_counters(tuple(counters))

    def _tested(self, snapshot: Snapshot) -> Counter:
        """Return how good the answers to unseen samples are, and when they were so if the network has learned since."""
        dataset = self._lab.state.dataset
        name = self.tr("test") if dataset.validation is None else self.tr("validation")
        if self._lab.examiner.dataset is None:
            return _last_measured(snapshot, name, loses=dataset.task is Task.VALUES)
        answers, age = self._lab.examiner.answers, self._lab.examiner.age
        # What the untrained network answered says nothing of one that has begun to learn.
        if answers is None or (age is not None and age.untrained):
            return Counter("\N{EN DASH}", name)
        return Counter(f"{100 * answers.accuracy:.1f}%", name, age_text(age))

    def _epochs(self, done: int) -> str:
        """Return the passes that are done and, of a large set, which takes long, how many there are to be."""
        goal = self._lab.controller.config.epochs
        return f"{done} / {format_count(goal)}" if self._is_large and goal else f"{done:07,}"

    def _right(self, accuracy: float | None) -> str:
        if accuracy is None:
            return ""
        count = len(self._lab.state.dataset.inputs)
        return f"{round(accuracy * count)}/{count}" if count <= _COUNTED else f"{100 * accuracy:.1f}%"

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Say as much as there is room for, in letters of the theme's size."""
        width = self.width() * 13 / themes.current().text_px
        self._transport.set_compact(width < _ROOMY_PX, worded=width >= _WORDED_PX)
        self._name.setVisible(width >= _BRANDED_PX)
        self._has_room = width >= _ROOMY_PX
        self._counters.reserve(_WIDEST_COUNTERS if width >= _ROOMY_PX else ())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self._fit()


def _choice(key: str) -> Choice:
    """Return the preset `key` as it is offered, in the language of the interface."""
    preset, tongue = load_preset(key), language.current()
    return Choice(key, preset.title[tongue], _first_sentence(preset.about[tongue]))


def _choices() -> Iterator[Choice]:
    """Return all presets as they are offered, by groups."""
    tongue = language.current()
    for group in preset_groups():
        for key in group.presets:
            yield _choice(key)._replace(group=group.title[tongue])


def _first_sentence(text: str) -> str:
    head, dot, _ = text.partition(". ")
    return head + dot.strip()


def _last_measured(snapshot: Snapshot, name: str, *, loses: bool) -> Counter:
    """Return the last point of the curve of unseen samples: of yes and no the accuracy, of numbers the loss."""
    history = snapshot.history
    values = history.test_loss if loses else history.test_accuracy
    known = np.flatnonzero(~np.isnan(values))
    if not len(known):
        return Counter("\N{EN DASH}", name)
    value, epoch = float(values[known[-1]]), float(history.epochs[known[-1]])
    age = None if epoch >= snapshot.epochs_done else Age(epoch)
    return Counter(_loss_text(value) if loses else f"{100 * value:.1f}%", name, age_text(age))


def _loss_text(loss: Any) -> str:
    """Return the loss with four digits after the point while that says something, so that it does not dance."""
    if math.isfinite(loss) and 1e-3 <= abs(loss) < 1000:
        return f"{loss:.4f}"
    return format_number(loss)
