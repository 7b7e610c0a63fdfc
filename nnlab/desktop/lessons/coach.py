"""The coach: a strip at the foot of the window with the step of the lesson, its ticks, and the way on."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.lessons import sentences as say
from nnlab.desktop.lessons.coach_height import STANDS_GAP_PX, Columns, StripMeasure
from nnlab.desktop.lessons.guess_area import GuessArea, is_wide
from nnlab.desktop.lessons.player import LessonPlayer
from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.card import Card, label
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.prose import Prose
from nnlab.desktop.widgets.tick_list import TickList
from nnlab.desktop.words import language
from nnlab.lessons import Lesson

_LEAD_PX, _TICKS_PX, _GUESS_PX = 132, 232, 268
_GAP_PX = 20  # between two columns
_MOST_SHARE = 0.34  # of the window: a strip that is higher in some step is so in that step only
_NARROW_PX = 1000  # of the strip, below which ticks and guess are narrower
_NARROW_SHARE = 0.84
_ASKING_SHARE = 1.3  # of the width of a guess with long options, while the ticks leave it their room


class Coach(Card):
    """Left where one is, in the middle what to read and to guess, right what is to be done and Back and Next.

    Folded up only the place, the ticks that are made and the way on are left.
    """

    copy_requested = Signal()
    hand_in_requested = Signal()

    def __init__(
        self, player: LessonPlayer, parent: QWidget | None = None, *, is_steady: bool = True
    ) -> None:
        super().__init__(parent=parent)
        self._is_steady = is_steady  # as high in every step
        self._player = player
        self._is_folded = False
        self._measure = StripMeasure(self)
        self._shows_hint = False
        self._shown_place: tuple[Lesson | None, int | None] = (None, None)
        self._place = label("", "caption")
        self._name = label("", "section")
        self._name.setWordWrap(True)
        self._dots = _Dots()
        self._text, self._ticks, self._guess = Prose(), TickList(), GuessArea()
        self._count, self._stands = label("", "muted"), label("", "muted")
        self._stands.setObjectName("coach_guess_stands")
        self._stands.setWordWrap(True)
        self._buttons = {
            "coach_hint_button": Button(Look.BARE, "info"),
            "coach_link_button": Button(Look.BARE, "link"),
            "coach_fold_button": Button(Look.BARE, "chevron-down"),
            "coach_leave_button": Button(Look.BARE, "close"),
            "coach_retry_button": Button(Look.PRIMARY),
            "coach_back_button": Button(Look.FIELD),
            "coach_next_button": Button(Look.PRIMARY),
            "coach_hand_in_button": Button(Look.FIELD),
        }
        for name, button in self._buttons.items():
            button.setObjectName(name)
        self._lead, self._nav, self._tools, self._slim = QWidget(), QWidget(), QWidget(), QWidget()
        self._slim_text = label("", "section")
        self.setObjectName("coach")
        self._arrange()
        self._connect()
        self.retranslate()

    def _arrange(self) -> None:
        tools = QHBoxLayout(self._tools)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(0)
        for name in ("coach_hint_button", "coach_link_button", "coach_fold_button", "coach_leave_button"):
            tools.addWidget(self._buttons[name])
        self._tools.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        lead = QVBoxLayout(self._lead)
        lead.setContentsMargins(0, 0, 0, 0)
        lead.setSpacing(4)
        lead.addWidget(self._place)
        lead.addWidget(self._name)
        lead.addWidget(self._dots)
        lead.addStretch(1)
        lead.addWidget(self._tools)
        nav = QVBoxLayout(self._nav)
        nav.setContentsMargins(0, 0, 0, 0)
        nav.setSpacing(8)
        nav.addStretch(1)
        for name in ("coach_hand_in_button", "coach_retry_button", "coach_back_button", "coach_next_button"):
            nav.addWidget(self._buttons[name])
            self._buttons[name].setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        tasks = QVBoxLayout()
        tasks.setSpacing(STANDS_GAP_PX)
        tasks.addWidget(self._ticks)
        tasks.addWidget(self._stands)
        tasks.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(_GAP_PX)
        row.addWidget(self._lead)
        row.addWidget(self._text, 1)
        row.addWidget(self._guess)
        row.addLayout(tasks)
        row.addWidget(self._nav)
        slim = QHBoxLayout(self._slim)
        slim.setContentsMargins(0, 0, 0, 0)
        slim.setSpacing(12)
        slim.addWidget(self._slim_text)
        slim.addWidget(self._count)
        slim.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self._slim)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def _connect(self) -> None:
        buttons = self._buttons
        buttons["coach_hint_button"].clicked.connect(self._toggle_hint)
        buttons["coach_link_button"].clicked.connect(lambda: self.copy_requested.emit())
        buttons["coach_fold_button"].clicked.connect(self.toggle_folded)
        buttons["coach_leave_button"].clicked.connect(lambda: self._player.leave())
        buttons["coach_back_button"].clicked.connect(lambda: self._player.back())
        buttons["coach_next_button"].clicked.connect(self._on_next)
        buttons["coach_retry_button"].clicked.connect(lambda: self._player.try_again())
        buttons["coach_hand_in_button"].clicked.connect(lambda: self.hand_in_requested.emit())
        self._guess.guessed.connect(self._player.guess)
        self._player.changed.connect(self._on_player_changed)

    # -- what is asked -----------------------------------------------------------------------------------

    @property
    def is_folded(self) -> bool:
        """Whether only the place and the way on are shown."""
        return self._is_folded

    def toggle_folded(self) -> None:
        """Fold the strip up, or open it again."""
        self._is_folded = not self._is_folded
        tools, on = self._tools, self._buttons["coach_next_button"]
        homes = (self._slim, self._slim) if self._is_folded else (self._lead, self._nav)
        for widget, home in zip((tools, on), homes, strict=True):  # both are in either shape of the strip
            home.layout().addWidget(widget)
        self._show()

    def _toggle_hint(self) -> None:
        self._shows_hint = not self._shows_hint
        self._show()

    def _on_next(self) -> None:
        progress = self._player.progress
        if progress is not None and progress.finished:
            self._player.leave()
        else:
            self._player.next()

    def _on_player_changed(self) -> None:
        place = (self._player.lesson, None if self._player.progress is None else self._player.progress.step)
        if place != self._shown_place:
            self._shown_place = place
            self._shows_hint = False
        self._show()

    # -- what is shown -----------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        names = {
            "coach_hint_button": (self.tr("Hint"), self.tr("Show a hint, or the text again")),
            "coach_link_button": (
                self.tr("Copy a link to this step"),
                self.tr("Copy a link to this step, which opens it on another computer"),
            ),
            "coach_leave_button": (
                self.tr("Leave the lesson"),
                self.tr("Leave the lesson; how far you have come is kept"),
            ),
            "coach_fold_button": (self.tr("Fold the strip up"), self.tr("Fold the strip up")),
            "coach_next_button": (self.tr("Next"), self.tr("The next step")),
            "coach_retry_button": (
                self.tr("Try again"),
                self.tr("Open again what this step begins with"),
            ),
            "coach_back_button": (self.tr("Back"), self.tr("The step before")),
            "coach_hand_in_button": (
                self.tr("Hand in…"),
                self.tr("Save a small file with your name, your ticks and your guesses for your teacher"),
            ),
        }
        for name, (text, tip) in names.items():
            self._buttons[name].setAccessibleName(text)
            self._buttons[name].setToolTip(tip)
        for name in ("coach_back_button", "coach_retry_button", "coach_hand_in_button"):
            self._buttons[name].setText(names[name][0])
        self._buttons["coach_next_button"].reserve(self.tr("Next"), self.tr("Skip"), self.tr("Finish"))
        self._show()

    def _show(self) -> None:
        player, lesson, progress = self._player, self._player.lesson, self._player.progress
        self.setVisible(lesson is not None)
        if lesson is None or progress is None:
            return
        tongue = language.current()
        step, folded = player.step, self._is_folded
        self._name.setText(lesson.title[tongue])
        for widget in (self._lead, self._nav):
            widget.setVisible(not folded)
        self._slim.setVisible(folded)
        self.setAccessibleName(lesson.title[tongue])
        of = self.tr("Step {number} of {total}").format(number=progress.step + 1, total=len(lesson.steps))
        foreign = step is not None and not step.text.speaks(tongue)
        # What is not translated is shown in the other language, with a mark.
        mark = "" if not foreign else f" · {'EN' if tongue == 'ko' else 'KO'}"
        self._place.setText((self.tr("Finished") if progress.finished else of) + mark)
        self._place.setToolTip(self.tr("This step is not translated yet") if foreign else "")
        self._slim_text.setText(f"{lesson.title[tongue]}   {progress.step + 1} / {len(lesson.steps)}")
        self._dots.set_place(progress.step, len(lesson.steps), finished=progress.finished)
        self._dots.setToolTip(of)
        self._text.setVisible(not folded)
        self._text.set_text(self._words(tongue))
        items = (
            ()
            if step is None
            else tuple(
                (say.goal(goal), done) for goal, done in zip(step.checks, progress.now.ticks, strict=True)
            )
        )
        self._ticks.set_items(items)
        made = sum(done for _, done in items)
        self._count.setText(self.tr("{done} of {total} done").format(done=made, total=len(items)))
        self._count.setVisible(bool(items) and folded)
        self._show_guess()
        self._show_buttons()
        self._fit()

    def _share_room(self) -> None:
        """Show guess and ticks, or of both what matters now: before the guess nothing else is to be done.

        Where there is little room the guess is a line below the ticks while it waits for its result, and the ticks go
        when all are made.
        """
        step, items = self._player.step, self._ticks.items
        open_guess = step is not None and step.guess is not None and not self._is_folded
        asks, reveals = self._player.awaits_guess, self._player.reveals
        self._guess.setVisible(open_guess and (asks or reveals or not self._is_narrow))
        hidden = asks or (open_guess and reveals and self._is_narrow)
        self._ticks.setVisible(bool(items) and not self._is_folded and not hidden)
        stands = open_guess and self._guess.isHidden()
        self._stands.setText(self._guess.standing if stands else "")
        self._stands.setVisible(bool(self._stands.text()))

    @property
    def _is_narrow(self) -> bool:
        return self.width() < _NARROW_PX * themes.current().text_px / 13

    def _words(self, tongue: str) -> str:
        """Return what is to be read: the text, its hint, why it came as it did, or the end."""
        lesson, step = self._player.lesson, self._player.step
        assert lesson is not None
        if step is None:
            return self._end_words()
        if self._shows_hint and step.hint is not None:
            head = self.tr("Hint")
            return f"**{head}** {step.hint[tongue]}"
        lack = self._player.lack
        if lack is not None:
            return f"**{say.lack(lack.preset, lack.error)}**\n\n{step.text[tongue]}"
        if self._player.is_preparing:
            waits = self.tr("One moment: the bench is being made ready …")
            return step.text[tongue] + "\n\n" + waits
        if self._player.reveals and step.guess is not None and step.guess.reveal is not None:
            return step.guess.reveal[tongue]
        return step.text[tongue]

    def _end_words(self) -> str:
        progress = self._player.progress
        assert progress is not None
        skipped = sum(step.is_open for step in progress.steps)
        done = self.tr("**That was the lesson.** Everything on the bench is yours now: go on trying things.")
        if not skipped:
            return done
        return (
            done
            + "\n\n"
            + self.tr("Skipped: {count} of {total} steps. Back leads to them.").format(
                count=skipped, total=len(progress.steps)
            )
        )

    def _show_guess(self) -> None:
        player, step, progress = self._player, self._player.step, self._player.progress
        if step is None or step.guess is None or progress is None or self._is_folded:
            self._guess.set_guess(None, None, None)
            return
        facts = player.result if player.reveals else None
        result = None if facts is None else (facts, player.curve)
        self._guess.set_guess(step.guess, progress.now.guess, result)

    def _show_buttons(self) -> None:
        step, progress = self._player.step, self._player.progress
        assert progress is not None
        buttons = self._buttons
        buttons["coach_hint_button"].setVisible(step is not None and step.hint is not None)
        buttons["coach_link_button"].setEnabled(self._player.has_link)
        buttons["coach_link_button"].setToolTip(
            self.tr("Copy a link to this step, which opens it on another computer")
            if self._player.has_link
            else self.tr("Save the lesson first: its link leads to its file")
        )
        buttons["coach_back_button"].setEnabled(progress.step > 0 or progress.finished)
        buttons["coach_back_button"].setVisible(not self._is_folded)
        buttons["coach_retry_button"].setVisible(self._player.lack is not None and not self._is_folded)
        buttons["coach_hand_in_button"].setVisible(progress.finished and not self._is_folded)
        on = buttons["coach_next_button"]
        if progress.finished:
            text, tip = self.tr("Close"), self.tr("Close the lesson")
        elif not progress.may_go_on:
            text, tip = self.tr("Skip"), self.tr("Go on without the ticks that are left; it is noted")
        elif progress.step + 1 == len(progress.steps):
            text, tip = self.tr("Finish"), self.tr("Finish the lesson")
        else:
            text, tip = self.tr("Next"), self.tr("The next step")
        on.setText(text)
        on.setAccessibleName(text)
        on.setToolTip(tip)
        on.set_look(Look.PRIMARY if progress.may_go_on else Look.FIELD)
        fold = buttons["coach_fold_button"]
        fold.set_icon_name("expand" if self._is_folded else "chevron-down")
        name = self.tr("Open the strip") if self._is_folded else self.tr("Fold the strip up")
        fold.setAccessibleName(name)
        fold.setToolTip(name)

    def _fit(self) -> None:
        unit = themes.current().text_px / 13
        share = _NARROW_SHARE if self._is_narrow else 1.0
        self._lead.setFixedWidth(round(_LEAD_PX * unit * share))
        self._lead.setMinimumHeight(self._steady_height(unit, share))
        for widget in (self._ticks, self._stands):
            widget.setFixedWidth(round(_TICKS_PX * unit * share))
        is_alone = self._player.awaits_guess or (self._player.reveals and self._is_narrow)
        guess = None if self._player.step is None else self._player.step.guess
        wider = (_ASKING_SHARE if is_alone and is_wide(guess) else 1.0) * share
        self._guess.setFixedWidth(round(_GUESS_PX * unit * wider))
        self._share_room()

    def _steady_height(self, unit: float, share: float) -> int:
        """Return the height that the highest step of the lesson needs: what is above does not jump with every step."""
        lesson, margins = self._player.lesson, self.layout().contentsMargins()
        if lesson is None or self._is_folded or not self._is_steady:
            return 0
        gap = _GAP_PX
        beside = round(_LEAD_PX * unit * share) + self._nav.sizeHint().width() + 2 * gap
        inside = self.width() - margins.left() - margins.right() - 2 * self.frameWidth() - beside
        asking = round(_GUESS_PX * unit * _ASKING_SHARE * share)
        guess, ticks = round(_GUESS_PX * unit * share), round(_TICKS_PX * unit * share)
        columns = Columns(inside, asking, guess, ticks, gap, self._is_narrow)
        most = round(_MOST_SHARE * self.window().height())
        return min(self._measure.height(lesson, columns, themes.current()), most)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self._fit()


class _Dots(QWidget):
    """A dot for every step: those behind are filled, the present one is long."""

    def __init__(self) -> None:
        super().__init__()
        self._place, self._count, self._finished = 0, 1, False
        self.setFixedHeight(10)

    def set_place(self, place: int, count: int, *, finished: bool) -> None:
        self._place, self._count, self._finished = place, count, finished
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = painting.begin(self)
        pitch = min(self.width() / (self._count + 1), 12.0 * theme.text_px / 13)
        size = min(5.0 * theme.text_px / 13, pitch - 2)
        x, y = 0.0, (self.height() - size) / 2
        for step in range(self._count):
            here = step == self._place and not self._finished
            width = size + pitch if here else size
            behind = step < self._place or self._finished
            color = theme.ink if here else theme.muted if behind else theme.line
            rect = self.rect().toRectF()
            rect.setRect(x, y, width, size)
            painting.fill_round(painter, rect, size / 2, color)
            x += width + pitch - size
        painter.end()
