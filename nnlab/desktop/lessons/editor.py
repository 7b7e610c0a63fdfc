"""The editor of lessons: steps at the left, a form, and at the foot the strip exactly as a learner sees it."""

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QScrollArea, QVBoxLayout, QWidget

from nnlab.desktop import icons
from nnlab.desktop import theme as themes
from nnlab.desktop.lessons import editor_words as words
from nnlab.desktop.lessons.coach import Coach
from nnlab.desktop.lessons.editor_fields import Fields, object_name
from nnlab.desktop.lessons.editor_model import EditorModel
from nnlab.desktop.lessons.editor_preview import StillPlayer
from nnlab.desktop.lessons.step_form import Pointed, head_cards, step_cards, structure
from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.card import Card, label
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.words import language
from nnlab.lessons import Text
from nnlab.lessons import drafts as d
from nnlab.lessons.drafts import Fault

_STEPS_PX = 216
_GAP_PX = 12


class LessonEditor(QWidget):
    """Emits what is wanted of the classroom; the draft itself it edits through its model."""

    left = Signal()
    save_wanted = Signal()
    try_wanted = Signal(object)  # int: from which step
    point_wanted = Signal(object)  # what takes the name of the control that is clicked

    def __init__(self, model: EditorModel, window: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model, self._window = model, window
        self._shape: object = None  # what the fields on show were made for
        self._fields = Fields(model)
        self._is_listing = False
        self._still = StillPlayer(self)
        self.preview = Coach(self._still, is_steady=False)
        self.preview.setObjectName("preview_coach")
        self._title, self._state = label("", "heading"), label("", "muted")
        self._fault = label("", "section")
        self._list = QListWidget()
        self._list.setObjectName("step_list")
        self._buttons = {
            name: Button(look, icon)
            for name, look, icon in (
                ("editor_back_button", Look.PLATE, "previous"),
                ("editor_undo_button", Look.PLATE, "undo"),
                ("editor_redo_button", Look.PLATE, "redo"),
                ("editor_try_button", Look.PLATE, "play"),
                ("editor_save_button", Look.PRIMARY, "save"),
                ("editor_fault_button", Look.BARE, ""),
                ("step_add_button", Look.BARE, "plus"),
                ("step_copy_button", Look.BARE, "copy"),
                ("step_up_button", Look.BARE, "chevron-up"),
                ("step_down_button", Look.BARE, "chevron-down"),
                ("step_remove_button", Look.BARE, "trash"),
            )
        }
        for name, button in self._buttons.items():
            button.setObjectName(name)
        self._steps_card, self._foot = Card(), QWidget()
        self._scroll = QScrollArea()
        self._arrange()
        self._connect()
        self._fit()
        self.retranslate()

    @property
    def notice_ground(self) -> QWidget:
        """The widget over whose foot notices are shown."""
        return self._scroll

    # -- putting together ------------------------------------------------------------------------------

    def _arrange(self) -> None:
        b = self._buttons
        words_column = QVBoxLayout()
        words_column.setSpacing(0)
        words_column.addWidget(self._title)
        words_column.addWidget(self._state)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(b["editor_back_button"], 0, Qt.AlignmentFlag.AlignTop)
        head.addSpacing(4)
        head.addLayout(words_column, 1)
        for name in ("editor_undo_button", "editor_redo_button", "editor_try_button", "editor_save_button"):
            head.addWidget(b[name], 0, Qt.AlignmentFlag.AlignTop)
        tools = QHBoxLayout()
        tools.setSpacing(0)
        for name in (
            "step_add_button",
            "step_copy_button",
            "step_up_button",
            "step_down_button",
            "step_remove_button",
        ):
            tools.addWidget(b[name])
        tools.addStretch(1)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._steps_card.body.addWidget(self._list, 1)
        self._steps_card.body.addLayout(tools)
        self._scroll.setObjectName("editor_scroll")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        middle = QHBoxLayout()
        middle.setSpacing(_GAP_PX)
        middle.addWidget(self._steps_card)
        middle.addWidget(self._scroll, 1)
        self._fault.setWordWrap(True)
        faulty = QHBoxLayout()
        faulty.addWidget(self._fault, 1)
        faulty.addWidget(b["editor_fault_button"])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP_PX)
        layout.addLayout(head)
        layout.addLayout(middle, 1)
        layout.addLayout(faulty)
        layout.addWidget(self._foot)
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(self.preview)

    def _connect(self) -> None:
        b, model = self._buttons, self.model
        for name, act in (
            ("editor_back_button", lambda: self.left.emit()),
            ("editor_undo_button", model.undo),
            ("editor_redo_button", model.redo),
            ("editor_try_button", lambda: self.try_wanted.emit(model.step or 0)),
            ("editor_save_button", lambda: self.save_wanted.emit()),
            ("editor_fault_button", self._show_first_fault),
            ("step_add_button", model.add_step),
            ("step_copy_button", model.duplicate_step),
            ("step_up_button", lambda: model.move_step(-1)),
            ("step_down_button", lambda: model.move_step(1)),
            ("step_remove_button", model.remove_step),
        ):
            b[name].clicked.connect(lambda _checked=False, act=act: act())
        self._list.currentRowChanged.connect(self._on_row_chosen)
        self._still.step_wanted.connect(model.choose_step)
        model.changed.connect(self._on_changed)
        model.judged.connect(self._on_judged)

    def set_preview_shown(self, is_shown: bool) -> None:
        """Show the strip, or leave the room to the one of a lesson that is played."""
        self._foot.setVisible(is_shown)

    def begin_to_write(self) -> None:
        """Put the cursor into the first field of the form, in the language of the interface."""
        field = self.findChild(QWidget, object_name(("title", language.current())))
        if field is not None:
            field.setFocus()

    # -- what is shown -----------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        for name, text, tip in (
            ("editor_back_button", self.tr("Lessons"), self.tr("Back to the list of lessons")),
            ("editor_undo_button", "", self.tr("Undo (Ctrl+Z)")),
            ("editor_redo_button", "", self.tr("Redo (Ctrl+Y)")),
            ("editor_try_button", self.tr("Try it"), self.tr("Play the lesson from this step, as a learner")),
            ("editor_save_button", self.tr("Save"), self.tr("Save into the folder of your lessons")),
            ("editor_fault_button", self.tr("Show it"), self.tr("Go to what is missing")),
            ("step_add_button", "", self.tr("Add a step")),
            ("step_copy_button", "", self.tr("Duplicate this step")),
            ("step_up_button", "", self.tr("Move this step up")),
            ("step_down_button", "", self.tr("Move this step down")),
            ("step_remove_button", "", self.tr("Remove this step")),
        ):
            self._buttons[name].setText(text)
            self._buttons[name].setAccessibleName(text or tip)
            self._buttons[name].setToolTip(tip)
        self._steps_card.set_title(self.tr("Steps"))
        self._list.setAccessibleName(self.tr("Steps"))
        self._list.setToolTip(self.tr("Choose a step to edit it"))
        self._shape = None
        self._on_changed()
        self._on_judged()

    def _on_changed(self) -> None:
        model = self.model
        draft, step = model.draft, model.step
        shape = (step, structure(draft if step is None else model.steps[step]), language.current())
        if shape != self._shape:
            self._shape = shape
            self._build_form()
        self._fields.renew()
        title = Text(*(str(d.value_at(draft, ("title", tongue)) or "") for tongue in ("en", "ko")))
        self._title.setText(title[language.current()].strip() or self.tr("A new lesson"))
        self._show_state()
        self._show_list()
        self._show_buttons()

    def _show_state(self) -> None:
        lacks = d.untold(self.model.draft, "ko"), d.untold(self.model.draft, "en")
        said = [self.tr("not saved")] if self.model.is_unsaved else []
        if not said and self.model.name is not None:
            said.append(self.tr("saved"))
        if lacks[0]:
            said.append(self.tr("texts without Korean: {count}").format(count=lacks[0]))
        if lacks[1]:
            said.append(self.tr("texts without English: {count}").format(count=lacks[1]))
        self._state.setText(
            " · ".join(said) or self.tr("Write what is to be read, and choose what is to be done.")
        )

    def _show_buttons(self) -> None:
        model, b, count = self.model, self._buttons, len(self.model.steps)
        b["editor_undo_button"].setEnabled(model.can_undo)
        b["editor_redo_button"].setEnabled(model.can_redo)
        b["step_copy_button"].setEnabled(model.step is not None)
        b["step_up_button"].setEnabled(bool(model.step))
        b["step_down_button"].setEnabled(model.step is not None and model.step + 1 < count)
        b["step_remove_button"].setEnabled(model.step is not None and count > 1)

    def _show_list(self) -> None:
        """Show the head and all steps by the beginnings of their texts, with a mark at those that lack something."""
        faulty = {fault.place[1] if fault.place[:1] == ("steps",) and len(fault.place) > 1 else None
                  for fault in self._told}  # fmt: skip
        rows = [(None, self.tr("About the lesson"))]
        for index, step in enumerate(self.model.steps):
            said = Text(*(str(d.value_at(step, ("text", tongue)) or "") for tongue in ("en", "ko")))
            first = said[language.current()].replace("**", "").replace("`", "").strip().partition("\n")[0]
            rows.append((index, f"{index + 1}   {first or '…'}"))
        self._is_listing = True
        while self._list.count() > len(rows):
            self._list.takeItem(self._list.count() - 1)
        while self._list.count() < len(rows):
            self._list.addItem("")
        for at, (index, text) in enumerate(rows):
            item = self._list.item(at)
            item.setText(text)
            item.setToolTip(text)
            item.setIcon(icons.icon("warning") if index in faulty else QIcon())
        self._list.setCurrentRow(0 if self.model.step is None else self.model.step + 1)
        self._is_listing = False

    def _on_row_chosen(self, row: int) -> None:
        if not self._is_listing and row >= 0:
            self.model.choose_step(row - 1 if row else None)

    def _build_form(self) -> None:
        """Make the form anew for what is looked at; where it was scrolled to stays."""
        old = self._scroll.takeWidget()
        bar = self._scroll.verticalScrollBar()
        was_at = bar.value()
        step = self.model.step
        is_same = old is not None and old.property("step") == step
        self._fields = Fields(self.model)
        if step is None:
            cards = head_cards(self._fields)
        else:
            cards = step_cards(self._fields, ("steps", step), self._window, self._point)
        form = QWidget()
        form.setProperty("step", step)
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP_PX)
        for card in cards:
            column.addWidget(card)
        column.addStretch(1)
        self._scroll.setWidget(form)
        self._fields.renew()
        self._blame()
        if old is not None:
            old.deleteLater()
        if is_same:
            QTimer.singleShot(0, self, lambda: bar.setValue(was_at))

    def _point(self, take: Pointed) -> None:
        self.point_wanted.emit(take)

    def _blame(self) -> None:
        """Say at the fields on show what is wrong there, once something is written at all."""
        here = [fault for fault in self._told if _step_of(fault) == self.model.step]
        self._fields.blame(here, words.fault)

    @property
    def _told(self) -> tuple[Fault, ...]:
        """What is wrong with the draft; who has written nothing yet is told of nothing."""
        return tuple(map(self._in_own_language, self.model.faults)) if self.model.is_unsaved else ()

    def _in_own_language(self, fault: Fault) -> Fault:
        """Return the fault; a text that nobody has written is missing in the language that the author reads."""
        *above, tongue = fault.place or ("",)
        is_missing = tongue == "en" and not str(self.model.value(fault.place) or "").strip()
        return replace(fault, place=(*above, language.current())) if is_missing else fault

    def _on_judged(self) -> None:
        faults = self._told
        self._blame()
        first = faults[0] if faults else None
        self._fault.setText("" if first is None else f"{words.place(first)}: {words.fault(first)}")
        self._fault.setVisible(first is not None)
        self._buttons["editor_fault_button"].setVisible(first is not None)
        self._buttons["editor_save_button"].setEnabled(not self.model.faults)
        self._show_list()
        self._show_state()
        self._still.show(self.model.lesson(), self.model.step or 0)

    def _show_first_fault(self) -> None:
        """Look at the step in which the first fault is, and at the field that says so."""
        if self._told:
            self.model.choose_step(_step_of(self._told[0]))
            QTimer.singleShot(0, self, self._scroll_to_fault)

    def _scroll_to_fault(self) -> None:
        sentence = self._fields.first_blamed()
        if sentence is not None:
            self._scroll.ensureWidgetVisible(sentence, 0, _STEPS_PX // 2)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        theme = themes.current()
        self._steps_card.setFixedWidth(round(_STEPS_PX * theme.text_px / 13))
        self._list.setMinimumHeight(3 * painting.row_height(theme))


def _step_of(fault: Fault) -> int | None:
    return int(fault.place[1]) if fault.place[:1] == ("steps",) and len(fault.place) > 1 else None
