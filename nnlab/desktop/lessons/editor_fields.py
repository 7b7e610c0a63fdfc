"""The fields of the editor of lessons: each shows one place of the draft, and tells the model what is typed there."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.lessons.editor_model import EditorModel
from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.card import label
from nnlab.desktop.widgets.choice_field import ChoiceField
from nnlab.desktop.widgets.choice_popup import Choice
from nnlab.desktop.widgets.switch_field import SwitchField
from nnlab.desktop.widgets.words_field import WordsArea, WordsLine
from nnlab.lessons import check_fields as cf
from nnlab.lessons import drafts as d
from nnlab.lessons.check_fields import FieldKind
from nnlab.lessons.drafts import Fault, Place

translate = QCoreApplication.translate  # a name that lupdate knows

LABEL_PX = 116
_TONGUES = ("en", "ko")


@dataclass(frozen=True, eq=False, slots=True)
class Bound:
    """A field that shows what is at `place`, and what is wrong there; `alone`: not what is wrong within it."""

    place: Place
    show: Callable[[Any], object]
    blame: Callable[[str], object]
    alone: bool = False

    def leads_to(self, place: Place) -> bool:
        """Return whether what is wrong at `place` may be told here."""
        return self.place == place or (not self.alone and place[: len(self.place)] == self.place)


def object_name(place: Place, what: str = "") -> str:
    """Return the name of the field for a place of the draft: 'edit_steps_2_text_en'."""
    return "_".join(("edit", *map(str, place), *([what] if what else [])))


class Fields:
    """Makes fields for places of a draft, and keeps them at what the model holds."""

    def __init__(self, model: EditorModel) -> None:
        self.model = model
        self._bound: list[Bound] = []
        self._sentences: list[QLabel] = []

    def first_blamed(self) -> QWidget | None:
        """Return the first sentence on show that says what is wrong."""
        return next((sentence for sentence in self._sentences if sentence.isVisible()), None)

    def renew(self) -> None:
        """Show in every field what is at its place now."""
        for bound in self._bound:
            bound.show(self.model.value(bound.place))

    def blame(self, faults: Iterable[Fault], say: Callable[[Fault], str]) -> None:
        """Say at the nearest field of each fault what is wrong, and nothing at the others."""
        nearest: dict[int, str] = {}
        for fault in faults:
            index = self._nearest(fault.place)
            if index is not None:
                nearest.setdefault(index, say(fault))
        for index, bound in enumerate(self._bound):
            bound.blame(nearest.get(index, ""))

    def _nearest(self, place: Place) -> int | None:
        """Return the field with the longest place that leads to `place`, or else the first that lies in it."""
        leads = [(len(b.place), -i) for i, b in enumerate(self._bound) if b.leads_to(place)]
        if leads:
            return -max(leads)[1]
        return next((i for i, b in enumerate(self._bound) if b.place[: len(place)] == place), None)

    def bind(
        self,
        place: Place,
        show: Callable[[Any], object],
        blame: Callable[[str], object],
        *,
        alone: bool = False,
    ) -> None:
        """Keep something at what is at `place`."""
        self._bound.append(Bound(place, show, blame, alone))

    # -- fields ------------------------------------------------------------------------------------------

    def text(self, place: Place, title: str, *, lines: int = 1) -> QWidget:
        """Return a text in both languages side by side; one that is missing says which one stands in."""
        pair = QWidget()
        grid = QGridLayout(pair)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(3)
        for column, (tongue, name) in enumerate(zip(_TONGUES, ("English", "한국어"), strict=True)):
            grid.setColumnStretch(column, 1)
            self._one_tongue(grid, column, (*place, tongue), f"{title} · {name}", lines)
        return pair

    def _one_tongue(self, grid: QGridLayout, column: int, place: Place, title: str, lines: int) -> None:
        field = WordsLine() if lines == 1 else WordsArea(lines, 8)
        field.setObjectName(object_name(place))
        field.setAccessibleName(title)
        field.setToolTip(title)
        caption, fault = label(title, "caption"), self._fault_label()
        other = (*place[:-1], "ko" if place[-1] == "en" else "en")
        stands_in = (
            translate("LessonEditor", "{title} (the Korean text stands in)")
            if place[-1] == "en"
            else translate("LessonEditor", "{title} (the English text stands in)")
        )

        def show(text: Any) -> None:
            said = text if isinstance(text, str) else ""
            field.set_value(said)
            is_missing = not said.strip() and bool(str(self.model.value(other) or "").strip())
            caption.setText(stands_in.format(title=title) if is_missing else title)

        def blame(sentence: str) -> None:
            _show_fault(fault, sentence)
            field.set_fault(sentence)

        field.text_typed.connect(lambda text: self.model.put(place, text, typed=True))
        for row, widget in enumerate((caption, field, fault)):
            grid.addWidget(widget, row, column, Qt.AlignmentFlag.AlignTop)
        self.bind(place, show, blame)

    def line(self, place: Place, kind: FieldKind, name: str, tip: str = "") -> QWidget:
        """Return a line for a number, a word or some of them."""
        field, fault = WordsLine(), self._fault_label()
        field.setObjectName(object_name(place))
        field.setAccessibleName(name)
        field.setToolTip(tip or name)

        def show(value: Any) -> None:
            if cf.typed(kind, field.text()) != value:
                field.set_value(cf.shown(kind, value))

        def blame(sentence: str) -> None:
            _show_fault(fault, sentence)
            field.set_fault(sentence)

        field.text_typed.connect(lambda text: self.model.put(place, cf.typed(kind, text), typed=True))
        self.bind(place, show, blame)
        return _over(field, fault)

    def choice(
        self,
        place: Place,
        choices: Callable[[], list[Choice]],
        name: str,
        chosen: Callable[[Any], object] | None = None,
        named: Callable[[Any], str] | None = None,
    ) -> QWidget:
        """Return a field to choose in; `chosen` does more than to put what is chosen.

        Where there are many `choices`, `named` says what the one on show is called: all are gathered when it opens.
        """
        field, fault = ChoiceField(Look.FIELD), self._fault_label()
        field.setObjectName(object_name(place, "choice"))
        field.setAccessibleName(name)
        field.setToolTip(name)

        def show(value: Any) -> None:
            if named is not None:
                field.set_choices([(value, named(value))])
            field.set_value(value)

        if named is None:
            field.set_choices(choices())
        else:
            field.opening.connect(lambda: field.set_choices(choices()))
        field.value_chosen.connect(chosen or (lambda value: self.model.put(place, value)))
        self.bind(place, show, lambda sentence: _show_fault(fault, sentence))
        return _over(field, fault)

    def switch(self, place: Place, name: str, default: bool) -> QWidget:
        """Return a switch; what it is without being said is `default`."""
        field = SwitchField()
        field.setObjectName(object_name(place))
        field.setAccessibleName(name)
        field.setToolTip(name)
        field.value_chosen.connect(lambda on: self.model.put(place, on))
        self.bind(
            place, lambda value: field.set_value(default if value is None else bool(value)), lambda _: None
        )
        return _beside(field)

    def fault(self, place: Place, *, alone: bool = False) -> QLabel:
        """Return a sentence that is there while something is wrong with what lies at `place` as a whole.

        Where something within it is wrong and has no field here, it is told as well, unless `alone`.
        """
        sentence = self._fault_label()
        self.bind(place, lambda _: None, lambda said: _show_fault(sentence, said), alone=alone)
        return sentence

    def button(self, name: str, icon: str, text: str, tip: str, act: Callable[[], object]) -> Button:
        """Return a quiet button that does `act`; without a text only its icon is seen."""
        button = Button(Look.BARE if not text else Look.FIELD, icon)
        button.setObjectName(name)
        button.setText(text)
        button.setAccessibleName(text or tip)
        button.setToolTip(tip)
        button.clicked.connect(lambda: act())
        return button

    def row(self, title: str, *widgets: QWidget) -> QWidget:
        """Return a row: what it is called, and its fields."""
        holder = QWidget()
        layout = QHBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        name = label(title, "muted")
        name.setWordWrap(True)
        name.setFixedWidth(round(LABEL_PX * themes.current().text_px / 13))
        layout.addWidget(name)
        for widget in widgets:
            layout.addWidget(widget, 0 if isinstance(widget, Button) else 1)
        return holder

    def _fault_label(self) -> QLabel:
        sentence = label("", "section")
        sentence.setWordWrap(True)
        sentence.hide()
        self._sentences.append(sentence)
        return sentence

    def put_blank_text(self, place: Place) -> None:
        """Begin a text at `place`."""
        self.model.put(place, d.blank_text())


def _show_fault(sentence: QLabel, text: str) -> None:
    sentence.setText(f"⚠ {text}" if text else "")
    sentence.setVisible(bool(text))


def _over(field: QWidget, fault: QLabel) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(3)
    column.addWidget(field)
    column.addWidget(fault)
    return holder


def _beside(field: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(field)
    row.addStretch(1)
    return holder


def at_left(widget: QWidget) -> QWidget:
    """Return a row that begins with `widget` and is empty after it."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(widget)
    row.addStretch(1)
    return holder
