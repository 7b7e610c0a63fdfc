"""The part of the report that judges: a table of targets and outputs, or the confusion of classes."""

import numpy as np

from nnlab.engine import bit_accuracy
from nnlab.engine.metrics import Task
from nnlab.export.pictures import look
from nnlab.export.pictures.spelling import fixed, percent
from nnlab.export.report.html import Html, element, section, table
from nnlab.export.report.judged import Judged, wrong_bits
from nnlab.export.words import Words
from nnlab.files.errors import shortened
from nnlab.study.written_numbers import format_count, format_number

_MOST_ROWS = 40  # of a table of targets and outputs
_MOST_COLUMNS, _MOST_OUTPUTS = 24, 10  # that a sheet of paper is wide enough for
_MOST_CLASSES = 20
_LONGEST_NAME = 24
_DARK = 0.55  # from here on the words on a cell are white


def answers_section(answers: Judged | None, words: Words) -> Html:
    """Return the judgement, or a sentence where there are no samples."""
    if answers is None:
        return section(words("answers"), element("p", words("data_not_here"), kind="note"))
    parts = [_about(answers, words)]
    task = answers.dataset.task
    if task is Task.CLASSES:
        parts.append(_confusion(answers, words))
    if task is Task.BITS and answers.count > _MOST_ROWS:
        parts.append(_bits(answers, words))
    if answers.count <= _MOST_ROWS and answers.targets.shape[1] <= _MOST_OUTPUTS:
        parts.append(_truth_table(answers, words))
    return section(words("answers"), *parts)


def _about(answers: Judged, words: Words) -> Html:
    """Say which samples were asked, and how many answers are right."""
    said = [words("on_unseen" if answers.unseen else "on_training", count=format_count(answers.count))]
    if answers.count < answers.whole:
        said.append(words("first_of", count=format_count(answers.whole)))
    if answers.dataset.task is not Task.VALUES:
        right = int(answers.right.sum())
        said.append(words("right_of", right=format_count(right), count=format_count(answers.count)) + ".")
    said.append(words("mean_loss", loss=format_number(answers.loss)))
    silent = int((~answers.answered).sum())
    if silent:
        said.append(words("no_answer", count=format_count(silent)))
    return element("p", " ".join(said), kind="note")


def _truth_table(answers: Judged, words: Words) -> Html:
    """Return a row for each sample: inputs, targets, outputs, and the verdict where there is one."""
    data, judges = answers.dataset, answers.dataset.task is not Task.VALUES
    with_inputs = data.inputs.shape[1] + 2 * len(data.target_names) <= _MOST_COLUMNS
    names = [_short(name) for name in data.target_names]
    head = [words("sample")]
    if with_inputs:
        head += [element("th", _short(name), kind="in") for name in data.input_names]
    head += [element("th", name, kind="target") for name in names]
    head += [element("th", name, kind="output") for name in names]
    groups = [element("th", "")]
    if with_inputs:
        groups.append(_group(words("input"), data.inputs.shape[1]))
    groups += [_group(words("target"), len(names)), _group(words("output"), len(names))]
    if judges:
        head.append(words("verdict"))
        groups.append(element("th", ""))
    rows = []
    marked = wrong_bits(answers)
    for row in range(answers.count):
        cells: list[str] = [element("th", _short(data.row_names[row]))]
        if with_inputs:
            cells += [
                element("td", format_number(float(v), trim=True), kind="in")
                for v in np.asarray(data.inputs[row])
            ]
        cells += [
            element("td", format_number(float(v), trim=True), kind="target") for v in answers.targets[row]
        ]
        cells += [
            _output(float(v), wrong=bool(bad), judges=judges)
            for v, bad in zip(answers.outputs[row], marked[row], strict=True)
        ]
        if judges:
            right = bool(answers.right[row])
            cells.append(
                element("td", words("right" if right else "wrong"), kind="right" if right else "wrong")
            )
        rows.append(cells)
    drawn = table(head, rows, "numbers truth")
    drawn = Html(drawn.replace("<thead>", "<thead>" + element("tr", *groups, kind="groups"), 1))
    hint = element("p", words("wrong_bits"), kind="note") if marked.any() else Html("")
    return Html(hint + element("div", drawn, kind="wide"))


def _group(name: str, span: int) -> Html:
    return element("th", name, colspan=str(span), kind="group")


def _output(value: float, *, wrong: bool, judges: bool) -> Html:
    """Return an output beside its target: two decimals where 0.5 decides, more digits of a number."""
    spelled = fixed(value) if judges else format_number(value, 4)
    return element("td", spelled + (" ✗" if wrong else ""), kind="output wrong" if wrong else "output")


def _confusion(answers: Judged, words: Words) -> Html:
    """Return the counts of classes, darker where there are more, and which share of each class is found."""
    counts = answers.confusion
    classes = len(counts)
    if classes > _MOST_CLASSES:
        return element("p", words("too_many_classes", count=format_count(classes)), kind="note")
    names = [_short(name) for name in answers.dataset.target_names]
    of_class = np.bincount(answers.targets.argmax(axis=1), minlength=classes)
    rows = []
    for true in range(classes):
        cells = [element("th", names[true])]
        cells += [_shaded(int(n), int(of_class[true]), read == true) for read, n in enumerate(counts[true])]
        share = counts[true, true] / of_class[true] if of_class[true] else None
        cells.append(element("td", "—" if share is None else percent(float(share)), kind="recall"))
        rows.append(cells)
    drawn = table(["", *names, words("recall")], rows, "numbers confusion")
    note = element("p", words("confusion"), kind="note")
    return Html(note + element("div", drawn, kind="wide"))


def _shaded(found: int, of_class: int, right: bool) -> Html:
    """Return a cell as dark as its share of the class; mistakes are shaded more strongly, for they are few."""
    share = found / of_class if of_class else 0.0
    dark = 0.1 + 0.75 * share if right else min(1.0, 6 * share) * 0.5
    ground = look.mixed(look.SURFACE, look.INK, dark if found else 0.0)
    ink = look.SURFACE if dark >= _DARK and found else look.INK
    kind = "hit" if right else "miss" if found else "nothing"
    return element("td", format_count(found), kind=kind, style=f"background:{ground};color:{ink}")


def _bits(answers: Judged, words: Words) -> Html:
    """Return for each output how often it is on its target's side."""
    shares = bit_accuracy(answers.outputs, answers.targets)
    pairs = zip(answers.dataset.target_names, shares.tolist(), strict=True)
    rows = [(_short(name), percent(share)) for name, share in list(pairs)[:_MOST_ROWS]]
    return table([words("bit"), words("bit_right")], rows, "numbers")


def _short(name: str) -> str:
    return shortened(name, _LONGEST_NAME)
