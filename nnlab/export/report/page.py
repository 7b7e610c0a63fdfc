"""The report of a project: one HTML page that needs nothing else, light, and fit for A4."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from nnlab import __version__
from nnlab.data.titles import title_of
from nnlab.engine import LOSS_NAMES, POINTS_ADDED, POINTS_REMOVED, Mark
from nnlab.engine.metrics import Task
from nnlab.export.exported import Exported
from nnlab.export.pictures.curves import curve_pictures
from nnlab.export.pictures.diagram import diagram
from nnlab.export.pictures.drawing import Drawing
from nnlab.export.pictures.heatmaps import picture_side, weight_pictures
from nnlab.export.pictures.spelling import percent
from nnlab.export.pictures.svg import inline_svg
from nnlab.export.report.answers import answers_section
from nnlab.export.report.command import recipe
from nnlab.export.report.html import Html, element, facts, joined, section, table, text
from nnlab.export.report.judged import Judged, judged
from nnlab.export.report.style import STYLE
from nnlab.export.words import Words, words_of
from nnlab.files.errors import shortened
from nnlab.study.written_numbers import format_count, format_number

_LONGEST_TITLE = 120
_MOST_MARKS = 50
_CHANGED = {  # the words of what can be changed on the way
    "loss": "loss_function",
    "optimizer": "optimizer",
    "learning_rate": "learning_rate",
    "momentum": "momentum",
    "batch_size": "batch_size",
    "shuffle": "shuffle",
}
_WITH_MOMENTUM = ("momentum", "nesterov")


def report(project: Exported) -> bytes:
    """Return the page. Equal projects give equal bytes: it has no date."""
    words = words_of(project.language)
    answers = None
    if project.dataset is not None:
        answers = judged(project.network.parameters, project.dataset, project.config.loss)
    title = shortened(project.title, _LONGEST_TITLE) or words("untitled")
    body = joined(
        [
            _head(project, answers, title, words),
            _network(project, words),
            element("div", _data(project, words), _settings(project, words), kind="pair"),
            _training(project, words),
            answers_section(answers, words),
            _weights(project, words),
            _notes(project, words),
            _reproduce(project, words),
            element("footer", words("written_by", version=__version__)),
        ]
    )
    language = "ko" if project.language.lower().startswith("ko") else "en"
    page = (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{text(title)}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )
    return page.encode("utf-8")


def _head(project: Exported, answers: Judged | None, title: str, words: Words) -> Html:
    """Return the title, the shape, and how far the training has come in large numbers."""
    spec, training = project.network.parameters.spec, project.training
    figures = [
        (format_count(training.epoch), words("epochs")),
        (format_count(training.step), words("updates")),
    ]
    figures += _measured(project, answers, words)
    subtitle = f"{' – '.join(map(format_count, spec.sizes))}  ·  "
    return element(
        "header",
        element("p", "nnlab", element("span", words("report")), kind="mark"),
        element("p", words("handed_in_by"), kind="hand"),  # on paper only
        element("h1", title),
        element(
            "p", subtitle + words("parameters_n", count=format_count(spec.parameter_count)), kind="shape"
        ),
        element(
            "div", *(element("div", element("b", a), element("span", b)) for a, b in figures), kind="figures"
        ),
    )


def _measured(project: Exported, answers: Judged | None, words: Words) -> list[tuple[str, str]]:
    """Return loss and accuracies: of these weights where asked, else the last of the curve with its epoch."""
    history, dataset = project.history, project.dataset
    result = []
    watched = "test" if dataset is None or dataset.validation is None else "validation"
    columns: list[tuple[str, NDArray[np.float64], Callable[[float], str]]] = [
        ("loss_now", history.loss, format_number),
        ("accuracy_now", history.accuracy, percent),
        (f"{watched}_now", history.test_accuracy, percent),
    ]
    asked = _asked(answers)
    if not np.isfinite(history.test_accuracy).any():  # numbers are neither right nor wrong
        columns.append((f"{watched}_loss_now", history.test_loss, format_number))
    nothing = np.zeros(0)
    columns += [(key, nothing, percent) for key in asked if key not in [column[0] for column in columns]]
    for key, values, spelled in columns:
        if key in asked:
            result.append((asked[key], words(key)))
            continue
        known = np.flatnonzero(~np.isnan(values))
        if len(known):
            epoch = float(history.epochs[known[-1]])
            where = words("at_epoch", epoch=format_number(epoch, 6, trim=True))
            result.append((spelled(float(values[known[-1]])), f"{words(key)}, {where}"))
    return result


def _asked(answers: Judged | None) -> dict[str, str]:
    """Return what was found when all samples of a kind were asked, by the keys of the words."""
    if answers is None or answers.count < answers.whole:
        return {}
    found = {} if answers.unseen else {"loss_now": format_number(answers.loss)}
    if answers.unseen and answers.dataset.task is Task.VALUES:
        found["test_loss_now"] = format_number(answers.loss)
    if answers.dataset.task is not Task.VALUES:
        right = int(answers.right.sum())
        share = f"{right}/{answers.count}" if answers.count <= 100 else percent(right / answers.count)
        found["test_now" if answers.unseen else "accuracy_now"] = share
    return found


def _network(project: Exported, words: Words) -> Html:
    spec = project.network.parameters.spec
    rows = []
    for number_, (layer, slots) in enumerate(zip(spec.layers, spec.slots, strict=True), start=1):
        shape = f"{format_count(slots.fan_in)} × {format_count(slots.fan_out)}"
        size = (slots.fan_in + layer.bias) * slots.fan_out
        shape += "" if layer.bias else f" ({words('no_bias')})"
        rows.append((str(number_), shape, layer.activation, layer.init, format_count(size)))
    rows.append((words("sum"), "", "", "", format_count(spec.parameter_count)))
    head = [words(key) for key in ("layer", "shape", "activation", "init", "parameters")]
    return section(
        words("network"),
        _figure(diagram(project)),
        table(head, rows, "layers"),
        element("p", words("number_type", dtype=spec.dtype), kind="note"),
    )


def _data(project: Exported, words: Words) -> Html:
    spec, dataset = project.network.parameters.spec, project.dataset
    pairs = [
        (words("data_name"), title_of(project.data_name, project.language) or "—"),
        (words("inputs_outputs"), f"{format_count(spec.inputs)} → {format_count(spec.outputs)}"),
    ]
    if dataset is None:
        return section(words("data"), facts(pairs), element("p", words("data_not_here"), kind="note"))
    test = dataset.test
    pairs += [
        (words("samples"), format_count(len(dataset.inputs))),
        (words("unseen"), words("none") if test is None else format_count(len(test.inputs))),
    ]
    if dataset.validation is not None:
        pairs.append((words("validation"), format_count(len(dataset.validation.inputs))))
    if dataset.source:
        pairs.append((words("source"), dataset.source))
    return section(words("data"), facts(pairs))


def _settings(project: Exported, words: Words) -> Html:
    config = project.config
    batch = words("all_samples") if config.batch_size is None else format_count(config.batch_size)
    pairs = [
        (words("loss_function"), words(config.loss)),
        (words("optimizer"), config.optimizer),
        (words("learning_rate"), format_number(config.learning_rate, 6, trim=True)),
    ]
    if config.optimizer in _WITH_MOMENTUM:
        pairs.append((words("momentum"), format_number(config.momentum, 6, trim=True)))
    pairs += [
        (words("batch"), batch),
        (words("order"), words("shuffled" if config.shuffle else "as_given")),
        (words("seed"), str(config.seed)),
    ]
    return section(words("settings"), facts(pairs))


def _training(project: Exported, words: Words) -> Html:
    history = project.history
    if not len(history.epochs):
        return section(words("training"), element("p", words("untrained"), kind="note"))
    parts = [element("div", *map(_figure, curve_pictures(project)), kind="plots")]
    if history.marks:
        lines = [element("li", _change(mark, words)) for mark in history.marks[-_MOST_MARKS:]]
        parts += [element("h3", words("changed")), element("ul", *lines)]
    return section(words("training"), *parts)


def _change(mark: Mark, words: Words) -> str:
    """Say which setting was changed to what, and when, or how many samples came or went.

    What a file names and nnlab does not know stays as it is.
    """
    if mark.setting in (POINTS_ADDED, POINTS_REMOVED):
        return words(mark.setting, count=mark.value, epoch=format_number(mark.epoch, 6, trim=True))
    setting = words(_CHANGED[mark.setting]) if mark.setting in _CHANGED else mark.setting
    value = words(mark.value) if mark.value in LOSS_NAMES else mark.value
    return words("mark", setting=setting, value=value, epoch=format_number(mark.epoch, 6, trim=True))


def _weights(project: Exported, words: Words) -> Html:
    explained = words("weights_how")
    if picture_side(project):
        explained = f"{words('weights_tiles')} {explained}"
    figures = element("div", *map(_figure, weight_pictures(project)), kind="matrices")
    return section(words("weights"), element("p", explained, kind="note"), figures)


def _notes(project: Exported, words: Words) -> Html:
    """Return the user's own words, line by line; nothing where there are none."""
    if not project.notes.strip():
        return Html("")
    return section(words("notes"), element("p", joined(project.notes.splitlines()), kind="own"))


def _reproduce(project: Exported, words: Words) -> Html:
    how = recipe(project)
    parts: list[str] = []
    if how.arguments:
        parts += [
            element("p", how.promise, kind="note"),
            element("pre", element("code", Html(" ".join(element("span", piece) for piece in how.pieces)))),
        ]
    parts += [element("p", remark, kind="note") for remark in how.remarks]
    return section(words("reproduce"), *parts)


def _figure(drawing: Drawing) -> Html:
    return element("figure", Html(inline_svg(drawing)))
