"""The form of the lesson's head and of one step, in cards: what to read, the bench, what is to be done, the guess."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nnlab.desktop.lessons import editor_words as words
from nnlab.desktop.lessons.check_form import check_form
from nnlab.desktop.lessons.editor_fields import Fields, at_left, object_name
from nnlab.desktop.lessons.guess_form import guess_card
from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.card import Card, Hairline
from nnlab.desktop.widgets.choice_field import ChoiceField
from nnlab.lessons import check_fields as cf
from nnlab.lessons.check_fields import FieldKind
from nnlab.lessons.drafts import Place
from nnlab.lessons.lesson import MOST_CHECKS

translate = QCoreApplication.translate  # a name that lupdate knows

_TOP = Qt.AlignmentFlag.AlignTop
Pointed = Callable[[str], object]
Point = Callable[[Pointed], object]  # lets a control be clicked in the window, and gives its name


def head_cards(fields: Fields) -> list[Card]:
    """Return the form of what the lesson is called and about."""
    card = Card(translate("LessonEditor", "The lesson"))
    minutes = translate("LessonEditor", "Minutes it takes")
    card.body.addWidget(fields.text(("title",), translate("LessonEditor", "Title")))
    card.body.addWidget(fields.text(("about",), translate("LessonEditor", "What it is about"), lines=3))
    card.body.addWidget(fields.row(minutes, fields.line(("minutes",), FieldKind.WHOLE, minutes)))
    card.body.addWidget(fields.fault(("steps",), alone=True))
    return [card]


def step_cards(fields: Fields, place: Place, window: QWidget, point: Point) -> list[Card]:
    """Return the form of the step at `place`; `point` lets a control be clicked in the window."""
    return [
        _text_card(fields, place),
        _checks_card(fields, place),
        _bench_card(fields, place, window, point),
        guess_card(fields, (*place, "guess")),
    ]


def structure(content: Any) -> Any:
    """Return what the fields of a form depend on: as long as it stays, they only show other values."""
    if isinstance(content, dict):
        kinds = {
            key: content.get(key) for key in ("check", "kind", "of") if isinstance(content.get(key), str)
        }
        named = {"answer": content.get("answer") is None} if "options" in content else {}
        return kinds, named, {key: structure(each) for key, each in content.items() if _is_nested(each)}
    if isinstance(content, list):
        return [structure(each) if _is_nested(each) else each for each in content]
    return None


def _is_nested(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and not _is_plain(value))


def _is_plain(items: list[Any]) -> bool:
    """Return whether a list is one of numbers, which is typed into one line."""
    return not any(isinstance(item, dict | str) for item in items)


def _text_card(fields: Fields, place: Place) -> Card:
    card = Card(translate("LessonEditor", "What to read"))
    card.body.addWidget(fields.text((*place, "text"), translate("LessonEditor", "Text"), lines=3))
    card.body.addWidget(fields.fault(place))
    at = (*place, "hint")
    if fields.model.value(at) is None:
        card.body.addWidget(
            at_left(
                fields.button(
                    "add_hint",
                    "plus",
                    translate("LessonEditor", "Add a hint"),
                    translate("LessonEditor", "Add a hint, which is shown when it is asked for"),
                    lambda: fields.put_blank_text(at),
                )
            )
        )
        return card
    row = QHBoxLayout()
    row.addWidget(fields.text(at, translate("LessonEditor", "Hint"), lines=2), 1)
    row.addWidget(_remover(fields, "remove_hint", lambda: fields.model.put(at, None)))
    card.body.addLayout(row)
    return card


def _bench_card(fields: Fields, place: Place, window: QWidget, point: Point) -> Card:
    card, model = Card(translate("LessonEditor", "The bench in this step")), fields.model
    preset, workspace = translate("LessonEditor", "preset"), translate("LessonEditor", "workspace")
    look, step = translate("LessonEditor", "look at"), int(place[1])
    presets = fields.choice(
        (*place, "preset"),
        lambda: words.preset_choices(step),
        preset,
        None,
        lambda key: words.preset_name(key, step),
    )
    card.body.addWidget(fields.row(preset, presets))
    workspaces = fields.choice((*place, "workspace"), lambda: words.workspace_choices(step), workspace)
    card.body.addWidget(fields.row(workspace, workspaces))
    experiment, speed = translate("LessonEditor", "experiment"), translate("LessonEditor", "speed")
    card.body.addWidget(
        fields.row(experiment, fields.choice((*place, "experiment"), words.experiment_choices, experiment))
    )
    tip = translate("LessonEditor", "updates a second, so that a training can be watched; may be left out")
    card.body.addWidget(fields.row(speed, fields.line((*place, "speed"), FieldKind.WHOLE, speed, tip)))
    at = (*place, "look_at")

    def named(name: str | None) -> str:
        return words.nothing() if name is None else words.control_name(window, name)

    field = fields.choice(at, lambda: words.control_choices(window, none=True), look, None, named)
    card.body.addWidget(
        fields.row(look, field, _pointer(fields, at, point, lambda name: model.put(at, name)))
    )
    for key, title in (
        ("locked", translate("LessonEditor", "locked")),
        ("hidden", translate("LessonEditor", "hidden")),
        ("locked_until_guess", translate("LessonEditor", "locked until guessed")),
    ):
        card.body.addWidget(_controls_row(fields, (*place, key), title, window, point))
        card.body.addWidget(fields.fault((*place, key)))
    return card


def _controls_row(fields: Fields, place: Place, title: str, window: QWidget, point: Point) -> QWidget:
    """Return a row with the controls that are locked or hidden, and ways to add one."""
    model = fields.model
    names: Any = model.value(place) or []
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    for index, name in enumerate(names):
        row = QHBoxLayout()
        shown = fields.button(
            object_name(place, f"remove_{index}"),
            "close",
            words.control_name(window, str(name)),
            translate("LessonEditor", "Take this control off the list"),
            lambda index=index: model.remove(place, index),
        )
        row.addWidget(shown)
        row.addStretch(1)
        column.addLayout(row)

    def add(name: str) -> None:
        if name not in (model.value(place) or []):
            model.insert(place, len(model.value(place) or []), name)

    field = ChoiceField(Look.FIELD)
    field.setObjectName(object_name(place, "add"))
    field.setAccessibleName(title)
    field.setToolTip(translate("LessonEditor", "Add a control"))
    invitation = (None, translate("LessonEditor", "Add a control …"))
    field.set_choices([invitation])
    field.set_value(None)
    field.opening.connect(lambda: field.set_choices([invitation, *words.control_choices(window)]))
    field.value_chosen.connect(add)
    column.addWidget(field)
    return fields.row(title, holder, _pointer(fields, place, point, add))


def _pointer(fields: Fields, place: Place, point: Point, take: Pointed) -> Any:
    return fields.button(
        object_name(place, "point"),
        "target",
        translate("LessonEditor", "Point at it"),
        translate("LessonEditor", "Click the control in the window; Esc gives up"),
        lambda: point(take),
    )


def _checks_card(fields: Fields, place: Place) -> Card:
    card, model, at = Card(translate("LessonEditor", "What is to be done")), fields.model, (*place, "checks")
    checks: Any = model.value(at) or []
    for index in range(len(checks)):
        if index:
            card.body.addWidget(Hairline())
        _add_goal(fields, at, index, card.body)
    add = fields.button(
        "add_check",
        "plus",
        translate("LessonEditor", "Add a check"),
        translate("LessonEditor", "Add something that ticks by itself when it is done, six at most"),
        lambda: model.insert(at, len(checks), cf.example("all_right")),
    )
    add.setEnabled(len(checks) < MOST_CHECKS)
    card.body.addWidget(at_left(add))
    card.body.addWidget(fields.fault(at))
    return card


def _add_goal(fields: Fields, at: Place, index: int, body: QVBoxLayout) -> None:
    model, place = fields.model, (*at, index)
    said = (*place, "say")
    has_words = model.value(said) is not None
    own_words = [] if has_words else [_words_button(fields, said, f"add_say_{index}")]
    title = translate("LessonEditor", "Check {number}").format(number=index + 1)
    row = QHBoxLayout()
    row.addWidget(check_form(fields, place, title, *own_words), 1)
    row.addWidget(_remover(fields, f"remove_check_{index}", lambda: model.remove(at, index)), 0, _TOP)
    body.addLayout(row)
    if has_words:
        own = QHBoxLayout()
        own.addWidget(fields.text(said, translate("LessonEditor", "In your own words")), 1)
        own.addWidget(_remover(fields, f"remove_say_{index}", lambda: model.put(said, None)))
        body.addLayout(own)


def _words_button(fields: Fields, place: Place, name: str) -> Button:
    tip = translate("LessonEditor", "Write what learners read in place of nnlab's words")
    return fields.button(name, "edit", "", tip, lambda: fields.put_blank_text(place))


def _remover(fields: Fields, name: str, act: Callable[[], object]) -> QWidget:
    return fields.button(name, "close", "", translate("LessonEditor", "Remove this"), act)
