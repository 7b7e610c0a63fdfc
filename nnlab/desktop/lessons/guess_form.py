"""The form of the guess of a step: none, one of some options, a number, or a curve to draw."""

from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from nnlab.desktop.lessons.check_form import check_form
from nnlab.desktop.lessons.editor_fields import Fields, at_left
from nnlab.desktop.widgets.card import Card, Hairline
from nnlab.desktop.widgets.choice_popup import Choice
from nnlab.lessons import drafts as d
from nnlab.lessons.check_fields import FieldKind, example
from nnlab.lessons.drafts import Draft, Place

translate = QCoreApplication.translate  # a name that lupdate knows

_MOST_OPTIONS = 6
_TEMPLATES: dict[str, Draft] = {
    "number": {"of": "epoch"},
    "sketch": {"epochs": 100, "low": 0.001, "high": 1},
}


def guess_card(fields: Fields, place: Place) -> Card:
    """Return the card of the guess at `place`, a part of a step."""
    card = Card(translate("LessonEditor", "Guess before running"))
    content: Any = fields.model.value(place)
    kind = content.get("kind") if isinstance(content, dict) else None
    name = translate("LessonEditor", "kind of guess")
    field = fields.choice(
        (*place, "kind"), _kinds, name, lambda kind: fields.model.put(place, _begun(fields, place, kind))
    )
    card.body.addWidget(fields.row(name, field))
    if kind is None:
        return card
    card.body.addWidget(fields.text((*place, "question"), translate("LessonEditor", "Question"), lines=2))
    {"choice": _add_options, "number": _add_number, "sketch": _add_sketch}[kind](fields, place, card.body)
    card.body.addWidget(fields.fault(place))
    _add_reveal(fields, place, card.body)
    return card


def _kinds() -> list[Choice]:
    return [
        Choice(None, translate("LessonEditor", "No guess")),
        Choice("choice", translate("LessonEditor", "One of some options")),
        Choice("number", translate("LessonEditor", "A number")),
        Choice("sketch", translate("LessonEditor", "A loss curve, drawn by hand")),
    ]


def _begun(fields: Fields, place: Place, kind: str | None) -> Draft | None:
    """Return a guess of this kind to begin with; question and reveal of another kind stay."""
    if kind is None:
        return None
    known: Any = fields.model.value(place) or {}
    kept = {key: known[key] for key in ("question", "reveal") if key in known}
    if kind == "choice":
        made: Draft = {"options": [_option("a"), _option("b")], "answer": "a"}
    else:
        made = dict(_TEMPLATES[kind])
    return {"kind": kind, "question": d.blank_text(), **kept, **made}


def _option(key: str) -> Draft:
    return {"key": key, "text": d.blank_text()}


def _add_options(fields: Fields, place: Place, body: QVBoxLayout) -> None:
    model, at = fields.model, (*place, "options")
    options: Any = model.value(at) or []
    keys = [str(option.get("key")) for option in options]
    by_checks = model.value((*place, "answer")) is None
    right = translate("LessonEditor", "what happens")
    body.addWidget(fields.row(right, fields.choice((*place, "answer"), lambda: _answers(keys), right,
                                                   lambda key: _set_answer(fields, place, key))))  # fmt: skip
    for index, key in enumerate(keys):
        body.addWidget(Hairline())
        row = QHBoxLayout()
        title = translate("LessonEditor", "Option {key}").format(key=key)
        row.addWidget(fields.text((*at, index, "text"), title), 1)
        remove = fields.button(
            f"remove_option_{index}", "close", "", translate("LessonEditor", "Remove this option"),
            lambda index=index: model.remove(at, index),
        )  # fmt: skip
        remove.setEnabled(len(keys) > 2)
        row.addWidget(remove)
        body.addLayout(row)
        if by_checks:
            body.addWidget(
                check_form(fields, (*at, index, "when"), translate("LessonEditor", "it happens when"))
            )
    add = fields.button(
        "add_option", "plus", translate("LessonEditor", "Add an option"),
        translate("LessonEditor", "Add one more option, of six at most"),
        lambda: model.insert(at, len(keys), _option(_free_key(keys))),
    )  # fmt: skip
    add.setEnabled(len(keys) < _MOST_OPTIONS)
    body.addWidget(at_left(add))


def _answers(keys: list[str]) -> list[Choice]:
    found = Choice(None, translate("LessonEditor", "Checks find it after the run"))
    return [Choice(key, translate("LessonEditor", "Option {key}").format(key=key)) for key in keys] + [found]


def _set_answer(fields: Fields, place: Place, key: str | None) -> None:
    """Take an option as what happens, whose checks are not needed then, or begin with a check for each of them."""
    guess: Any = fields.model.value(place)
    options = [
        {name: value for name, value in option.items() if name != "when"}
        | ({"when": option.get("when") or example("all_right")} if key is None else {})
        for option in guess["options"]
    ]
    changed = {**guess, "options": options, "answer": key}
    fields.model.put(place, {name: value for name, value in changed.items() if value is not None})


def _free_key(keys: list[str]) -> str:
    return next(letter for letter in "abcdefghij" if letter not in keys)


def _add_number(fields: Fields, place: Place, body: QVBoxLayout) -> None:
    model = fields.model
    known: Any = model.value(place)

    def choose(of: str | None) -> None:
        now: Any = model.value(place)  # with what was typed since the form was made
        kept = {key: value for key, value in now.items() if key not in ("of", "answer", "output")}
        model.put(place, kept | ({"answer": 1} if of is None else {"of": of}))

    what = translate("LessonEditor", "what is guessed")
    body.addWidget(fields.row(what, fields.choice((*place, "of"), _numbers, what, choose)))
    if known.get("of") is None:
        name = translate("LessonEditor", "the right number")
        body.addWidget(fields.row(name, fields.line((*place, "answer"), FieldKind.NUMBER, name)))
    elif known["of"] == "answer":
        name = translate("LessonEditor", "output")
        body.addWidget(fields.row(name, fields.line((*place, "output"), FieldKind.WHOLE, name)))
    name = translate("LessonEditor", "right within")
    tip = translate(
        "LessonEditor", "How far off still is right; without it, what reads the same in three digits"
    )
    body.addWidget(fields.row(name, fields.line((*place, "tolerance"), FieldKind.NUMBER, name, tip)))


def _numbers() -> list[Choice]:
    return [
        Choice(None, translate("LessonEditor", "A number that is given here")),
        Choice("epoch", translate("LessonEditor", "How many epochs it takes")),
        Choice("loss", translate("LessonEditor", "The loss")),
        Choice("accuracy", translate("LessonEditor", "The accuracy")),
        Choice("unseen_accuracy", translate("LessonEditor", "The accuracy of unseen samples")),
        Choice("answer", translate("LessonEditor", "What an output answers")),
    ]


def _add_sketch(fields: Fields, place: Place, body: QVBoxLayout) -> None:
    for key, kind, name in (
        ("epochs", FieldKind.WHOLE, translate("LessonEditor", "epochs")),
        ("low", FieldKind.NUMBER, translate("LessonEditor", "lowest loss")),
        ("high", FieldKind.NUMBER, translate("LessonEditor", "highest loss")),
    ):
        body.addWidget(fields.row(name, fields.line((*place, key), kind, name)))


def _add_reveal(fields: Fields, place: Place, body: QVBoxLayout) -> None:
    at = (*place, "reveal")
    if fields.model.value(at) is None:
        body.addWidget(at_left(fields.button(
            "add_reveal", "plus", translate("LessonEditor", "Say why, afterwards"),
            translate("LessonEditor", "Add a text that takes the place of the step's when the result is there"),
            lambda: fields.put_blank_text(at),
        )))  # fmt: skip
        return
    row = QHBoxLayout()
    row.addWidget(fields.text(at, translate("LessonEditor", "Afterwards"), lines=2), 1)
    row.addWidget(fields.button(
        "remove_reveal", "close", "", translate("LessonEditor", "Remove this text"), lambda: fields.model.put(at, None)
    ))  # fmt: skip
    body.addLayout(row)
