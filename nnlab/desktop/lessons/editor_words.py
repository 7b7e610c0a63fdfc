"""What the editor of lessons calls things: the fields of checks, what is still missing, and controls to choose."""

import re

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from nnlab.desktop.lessons import sentences as say
from nnlab.desktop.widgets.choice_popup import Choice
from nnlab.desktop.words import texts
from nnlab.desktop.words.language import current
from nnlab.desktop.words.sentences import setting_name
from nnlab.desktop.workspaces import workspace_name
from nnlab.files import LoadError
from nnlab.lessons import CHECKS, load_preset, preset_groups, preset_keys
from nnlab.lessons import check_fields as cf
from nnlab.lessons import drafts as d
from nnlab.lessons.checks import Check
from nnlab.lessons.controls import CONTROLS
from nnlab.lessons.drafts import Fault
from nnlab.lessons.workspaces import (
    DESCENT,
    EXPERIMENT_KEYS,
    FOLDS,
    RUNS,
    STARTS,
    SWEEP,
    WORKSPACES,
)

translate = QCoreApplication.translate  # a name that lupdate knows

_NUMBERS = re.compile(r"\d[\d,.·⁻⁰¹²³⁴-⁹-]*")


def field(name: str) -> str:
    """Return what a field of a check is called; of one that has no words here its key is shown."""
    names = {
        "activation": translate("LessonEditor", "activation"),
        "bits": translate("LessonEditor", "bits"),
        "column": translate("LessonEditor", "column"),
        "count": translate("LessonEditor", "how many"),
        "digit": translate("LessonEditor", "digit"),
        "epochs": translate("LessonEditor", "epochs"),
        "format": translate("LessonEditor", "format"),
        "graph": translate("LessonEditor", "graph"),
        "hidden_layers": translate("LessonEditor", "hidden layers"),
        "inputs": translate("LessonEditor", "inputs"),
        "landscape": translate("LessonEditor", "landscape"),
        "on": translate("LessonEditor", "on"),
        "optimizer": translate("LessonEditor", "optimizer"),
        "outcome": translate("LessonEditor", "outcome"),
        "over": translate("LessonEditor", "over what"),
        "right": translate("LessonEditor", "answered rightly"),
        "step": translate("LessonEditor", "step"),
        "unit": translate("LessonEditor", "unit"),
        "way": translate("LessonEditor", "way"),
        "why": translate("LessonEditor", "why"),
        "gradient": translate("LessonEditor", "gradient"),
        "init": translate("LessonEditor", "start"),
        "key": translate("LessonEditor", "setting"),
        "kept": translate("LessonEditor", "runs kept"),
        "compared": translate("LessonEditor", "runs compared"),
        "layer": translate("LessonEditor", "layer"),
        "max": translate("LessonEditor", "at most"),
        "min": translate("LessonEditor", "at least"),
        "most": translate("LessonEditor", "at most"),
        "name": translate("LessonEditor", "name"),
        "node": translate("LessonEditor", "node"),
        "of": translate("LessonEditor", "what holds"),
        "output": translate("LessonEditor", "output"),
        "part": translate("LessonEditor", "part"),
        "pattern": translate("LessonEditor", "segments a to g"),
        "preset": translate("LessonEditor", "preset"),
        "row": translate("LessonEditor", "row"),
        "shape": translate("LessonEditor", "shape"),
        "share": translate("LessonEditor", "share in %"),
        "size": translate("LessonEditor", "step size"),
        "unseen": translate("LessonEditor", "test samples"),
        "times": translate("LessonEditor", "how often"),
        "tolerance": translate("LessonEditor", "give or take"),
        "validation": translate("LessonEditor", "validation samples"),
        "value": translate("LessonEditor", "value"),
        "values": translate("LessonEditor", "inputs"),
        "workspace": translate("LessonEditor", "workspace"),
    }
    return names.get(name, name.replace("_", " "))


def value(name: str, key: str) -> str:
    """Return what a choice in the field `name` is called; its key where there is no other word for it."""
    named = {"activation": texts.activation_name, "init": texts.initializer_name, "key": setting_name}
    try:
        return named[name](key)
    except KeyError:
        return key


def fault(found: Fault) -> str:
    """Return what is wrong at its place; what has no words in the language of the moment is told as it was found."""
    sentence = found.sentence.removesuffix(" Correct it.")
    if sentence.startswith("The text is empty"):
        return translate("LessonEditor", "Write a text here, in English or in Korean.")
    long = re.match(r"The text has more than (\d+) characters", sentence)
    if long is not None:
        return translate("LessonEditor", "That is too long: at most {count} characters.").format(
            count=long[1]
        )
    kinds = {
        "`int`": translate("LessonEditor", "A whole number is needed here."),
        "`float`": translate("LessonEditor", "A number is needed here."),
        "`str`": translate("LessonEditor", "A word is needed here."),
    }
    if sentence.startswith("Expected"):
        return next((said for kind, said in kinds.items() if kind in sentence), sentence)
    if sentence.startswith("Object missing required field"):
        name = sentence.split("`")[1]
        return translate("LessonEditor", "“{field}” is missing.").format(field=field(name))
    return _known_fault(sentence)


def _known_fault(sentence: str) -> str:
    """Return what a check or a guess refuses, in the language of the moment."""
    known = {
        "guess_made needs": translate("LessonEditor", "“Make your guess” needs a guess in the same step."),
        "Give either value": translate("LessonEditor", "Give either a value, or at least and at most."),
        "Give a value": translate("LessonEditor", "Give a value, a gradient, or both."),
        "Share is": translate("LessonEditor", "The share is a number from 0 to 100 %."),
        "Pattern is": translate("LessonEditor", "The segments are seven of 0 and 1, from a to g."),
        "Bits is": translate("LessonEditor", "Bits are 0 and 1, such as 0010."),
        "Digit is": translate("LessonEditor", "The digit is a number from 0 to 9."),
        "A choice has two": translate("LessonEditor", "There must be two to six options."),
        "Epochs is": translate("LessonEditor", "Epochs are a whole number from 2."),
        "Low and high": translate(
            "LessonEditor", "Both losses are above 0, and the lowest is the smaller one."
        ),
        "What is hidden": translate("LessonEditor", "What is hidden cannot be looked at."),
        "A number from 1": translate("LessonEditor", "A number from 1 to 120 is needed here."),
    }
    said = next((words for beginning, words in known.items() if sentence.startswith(beginning)), None)
    if said is not None:
        return said
    if current() == "en":
        return sentence
    return translate("LessonEditor", "This does not fit yet ({detail})").format(detail=sentence)


def place(found: Fault) -> str:
    """Return where a fault is: in the head of the lesson, or in which step."""
    if found.place[:1] != ("steps",) or len(found.place) < 2:
        return translate("LessonEditor", "The lesson")
    return translate("LessonEditor", "Step {number}").format(number=int(found.place[1]) + 1)


def check_of(content: object) -> Check | None:
    """Return the check that a part of a draft is, or None while it is none."""
    step = {**d.blank_step(), "text": {"en": "x", "ko": "x"}, "checks": [content]}
    if isinstance(content, dict) and content.get("check") == "guess_made":
        return CHECKS["guess_made"]()
    try:
        lesson = d.lesson_of({"title": step["text"], "about": step["text"], "minutes": 1, "steps": [step]})
    except LoadError:
        return None
    return lesson.steps[0].checks[0].check


def check_sentence(content: object) -> str:
    """Return what a check asks for, in the words that a learner reads, or '' while it is none."""
    plain = (
        {key: value for key, value in content.items() if key != "say"}
        if isinstance(content, dict)
        else content
    )
    check = check_of(plain)
    return "" if check is None else say.check(check)


def check_name(name: object) -> str:
    """Return what a kind of check is called: what one says, without its numbers."""
    if not isinstance(name, str) or name not in CHECKS:
        return str(name)
    words = {
        "setting_is": translate("LessonEditor", "A setting of the training is …"),
        "within_epochs": translate("LessonEditor", "Something holds within some epochs"),
        "all_at_once": translate("LessonEditor", "Several things hold at one moment"),
    }
    return words.get(name) or _NUMBERS.sub("…", check_sentence(cf.example(name)))


def check_choices() -> list[Choice]:
    """Return all checks to choose from: in words, and by the name that each has in lessons."""
    return [Choice(name, check_name(name), name) for name in CHECKS]


def nothing() -> str:
    """Return what stands for no control at all."""
    return translate("LessonEditor", "Nothing")


def preset_name(key: str | None, step: int = 1) -> str:
    """Return what a preset is called, or that the bench stays as it is in this `step`; an unknown one by its key."""
    if key is None:
        return as_before(step)
    return load_preset(key).title[current()] if key in preset_keys() else str(key)


def as_before(step: int) -> str:
    """Return what stands for no change at a step, from 0: before the first one there is none."""
    if step == 0:
        return translate("LessonEditor", "As it is then")
    return translate("LessonEditor", "As the step before")


def preset_choices(step: int = 1) -> list[Choice]:
    """Return all presets to choose from, and none."""
    leave = Choice(None, preset_name(None, step))
    keys = [key for group in preset_groups() for key in group.presets]
    return [leave, *(Choice(key, load_preset(key).title[current()], key) for key in keys)]


def workspace_choices(step: int = 1) -> list[Choice]:
    """Return all workspaces to choose from, and none."""
    leave = Choice(None, as_before(step))
    return [leave, *(Choice(key, workspace_name(key)) for key in WORKSPACES)]


def experiment_choices() -> list[Choice]:
    """Return all experiments to choose from, and none."""
    names = {
        RUNS: translate("Experiments", "Runs"),
        SWEEP: translate("Experiments", "Sweep"),
        FOLDS: translate("Experiments", "Folds"),
        STARTS: translate("Experiments", "Initialisation"),
        DESCENT: translate("Experiments", "Descent"),
    }
    return [Choice(None, nothing()), *(Choice(key, names[key]) for key in EXPERIMENT_KEYS)]


def control_name(window: QWidget, name: str) -> str:
    """Return what a control is called on the screen, or its key where it is not there yet."""
    widget = window.findChild(QWidget, CONTROLS[name].widget) if name in CONTROLS else None
    spoken = "" if widget is None else widget.accessibleName()
    return spoken if 0 < len(spoken) <= 40 else name.replace("_", " ")


def control_choices(window: QWidget, *, none: bool = False) -> list[Choice]:
    """Return all controls to choose from by where they are; with `none` also none of them."""
    first = [Choice(None, nothing())] if none else []
    everywhere = translate("LessonEditor", "beside every workspace")
    for name, control in CONTROLS.items():
        where = workspace_name(control.workspace) if control.workspace else everywhere
        first.append(Choice(name, control_name(window, name), name, None, where))
    return first
