"""The form of one check: which of the closed set it is, its fields as its dataclass has them, and what it will say."""

from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from nnlab.desktop.lessons import editor_words as words
from nnlab.desktop.lessons.editor_fields import Fields
from nnlab.desktop.widgets.buttons import Button
from nnlab.desktop.widgets.card import label
from nnlab.desktop.widgets.choice_popup import Choice
from nnlab.lessons import CHECKS
from nnlab.lessons import check_fields as cf
from nnlab.lessons.check_fields import CheckField, FieldKind
from nnlab.lessons.drafts import Place

translate = QCoreApplication.translate  # a name that lupdate knows

_INDENT_PX = 20
_COLUMNS = 2


def check_form(fields: Fields, place: Place, title: str, *beside: Button) -> QWidget:
    """Return the form of the check at `place`, called `title`: its kind, what it says, and its fields.

    `beside` stands at the end of what it says.
    """
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    sentence = label("", "section")
    sentence.setWordWrap(True)
    unfinished = translate("LessonEditor", "(not finished yet)")
    fields.bind(
        place, lambda content: sentence.setText(words.check_sentence(content) or unfinished), lambda _: None
    )
    kind = fields.choice(
        (*place, "check"),
        words.check_choices,
        title,
        lambda name: fields.model.put(place, cf.example(name)),
        words.check_name,
    )
    column.addWidget(fields.row(title, kind))
    column.addWidget(fields.row("", sentence, *beside))
    content: Any = fields.model.value(place)
    name = content.get("check") if isinstance(content, dict) else None
    if name in CHECKS:
        _add_fields(fields, place, cf.fields_of(name), column)
    column.addWidget(fields.fault(place))
    return holder


def _add_fields(fields: Fields, place: Place, wanted: tuple[CheckField, ...], column: QVBoxLayout) -> None:
    plain = [field for field in wanted if field.kind not in (FieldKind.CHECK, FieldKind.CHECKS)]
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    for index, field in enumerate(plain):
        row = fields.row(words.field(field.name), _field(fields, (*place, field.name), field))
        grid.addWidget(row, index // _COLUMNS, index % _COLUMNS)
    for at in range(_COLUMNS):
        grid.setColumnStretch(at, 1)
    if plain:
        column.addLayout(grid)
    for field in wanted:
        if field.kind is FieldKind.CHECK:
            column.addLayout(_inner(fields, (*place, field.name), words.field(field.name)))
        elif field.kind is FieldKind.CHECKS:
            _add_inner_checks(fields, (*place, field.name), column)


def _add_inner_checks(fields: Fields, place: Place, column: QVBoxLayout) -> None:
    content: Any = fields.model.value(place)
    for index in range(len(content) if isinstance(content, list) else 0):
        inner = _inner(fields, (*place, index), f"{index + 1}")
        remove = fields.button(
            "_".join(("remove", *map(str, place), str(index))),
            "close",
            "",
            translate("LessonEditor", "Remove this check"),
            lambda index=index: fields.model.remove(place, index),
        )
        inner.addWidget(remove)
        column.addLayout(inner)
    add = fields.button(
        "_".join(("add", *map(str, place))),
        "plus",
        translate("LessonEditor", "Add a check"),
        translate("LessonEditor", "Add one more check that has to hold"),
        lambda: fields.model.insert(place, len(content or []), cf.example("all_right")),
    )
    row = QHBoxLayout()
    row.setContentsMargins(_INDENT_PX, 0, 0, 0)
    row.addWidget(add)
    row.addStretch(1)
    column.addLayout(row)


def _inner(fields: Fields, place: Place, title: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(_INDENT_PX, 0, 0, 0)
    row.addWidget(check_form(fields, place, title), 1)
    return row


def _field(fields: Fields, place: Place, field: CheckField) -> QWidget:
    """Return what a plain field of a check is typed, chosen or switched in."""
    name = words.field(field.name)
    match field.kind:
        case FieldKind.SWITCH:
            return fields.switch(place, name, bool(field.default))
        case FieldKind.CHOICE:
            return fields.choice(place, lambda: _choices(field), name)
    tip = _tip(field)
    return fields.line(place, field.kind, name, f"{name}: {tip}" if tip else name)


def _choices(field: CheckField) -> list[Choice]:
    named = [Choice(each, words.value(field.name, each)) for each in field.choices]
    if field.name == "preset":
        named = [choice for choice in words.preset_choices() if choice.key is not None]
    elif field.name == "workspace":
        named = [choice for choice in words.workspace_choices() if choice.key is not None]
    if not field.optional:
        return named
    usual = translate("LessonEditor", "any") if field.default is None else str(field.default)
    return [Choice(None, usual), *(choice for choice in named if choice.key != field.default)]


def _tip(field: CheckField) -> str:
    tips = {
        FieldKind.WHOLE: translate("LessonEditor", "a whole number"),
        FieldKind.NUMBER: translate("LessonEditor", "a number"),
        FieldKind.PERCENT: translate("LessonEditor", "a number from 0 to 100"),
        FieldKind.WHOLES: translate("LessonEditor", "whole numbers, such as 7-16-4"),
        FieldKind.NUMBERS: translate("LessonEditor", "numbers with spaces between, such as 1 0"),
        FieldKind.SCALAR: translate("LessonEditor", "a number, a word, true or false"),
    }
    tip = tips.get(field.kind, "")
    if not field.optional:
        return tip
    may = translate("LessonEditor", "may be left out")
    return f"{tip}; {may}" if tip else may
