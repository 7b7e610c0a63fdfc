"""What the command line says: sentences, the summary for people, the object for programs."""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from nnlab.cli.aligning import aligned
from nnlab.data import Dataset
from nnlab.data.numeric_errors import errors_of
from nnlab.data.tabular.preparing import scales_of
from nnlab.data.titles import title_of
from nnlab.engine import Network, StopReason, TrainingConfig, accuracy, right_rows
from nnlab.engine.arrays import Floats
from nnlab.engine.metrics import Task
from nnlab.files.errors import counted, shortened, visible
from nnlab.project import ProjectState
from nnlab.training import Answers, Divergence, Fate, Outcome, TrainingWarning, WarningKind, evaluate

_MOST_ROWS = 16
_WIDEST = 20
_MOST_LISTED = 1000  # samples whose outputs a program is told


@dataclass(frozen=True, eq=False, slots=True)
class Result:
    """A trained network beside what it was to learn.

    `loss`, errors and accuracies are those of the final weights. `test` are the answers to the samples that judge in
    the end, `validation` those to the ones that the training was watched by; none of them was learned from.
    """

    state: ProjectState
    outcome: Outcome
    network: Network
    outputs: Floats
    loss: float
    accuracy: float | None
    test: Answers | None
    validation: Answers | None

    def errors(self, part: Dataset | None) -> tuple[float, ...] | None:
        """Return how far each number is off in a part of the data, as `errors_of`; None without such, or no numbers."""
        data = self.state.dataset
        if part is None or data.task is not Task.VALUES:
            return None
        outputs = self.outputs if part is data else self.network.predict(part.inputs)
        return errors_of(outputs, part.targets, scales_of(data))

    @property
    def test_accuracy(self) -> float | None:
        """The share of right answers to the test samples; None without such, or where nothing is right or wrong."""
        return _share(self.test)


def _share(answers: Answers | None) -> float | None:
    return None if answers is None or answers.dataset.task is Task.VALUES else answers.accuracy


def result_of(state: ProjectState, outcome: Outcome) -> Result:
    """Return what `outcome` means for the project it began with."""
    data = state.dataset
    network = Network.reading(outcome.parameters)
    outputs = network.predict(data.inputs)
    loss = network.loss(data.inputs, data.targets, state.config.loss)
    test, validation = (
        None if part is None else evaluate(outcome.parameters, part, state.config.loss)
        for part in (data.test, data.validation)
    )
    right = accuracy(outputs, data.targets, data.task)
    return Result(state, outcome, network, outputs, loss, right, test, validation)


# -- for programs ------------------------------------------------------------------------------------------


def as_json(value: Any) -> str:
    """Return `value` as JSON in ASCII, which every console can print; numbers that are not finite become null."""
    return json.dumps(_finite(value), allow_nan=False)


def result_object(result: Result, *, weights: bool) -> dict[str, Any]:
    """Return the object that `nnlab train --json` prints; every array as nested lists.

    Outputs and targets of a large data set are left out: nobody reads sixty thousand of them.
    """
    state, outcome = result.state, result.outcome
    fields = {
        "preset": state.preset,
        "seed": state.config.seed,
        "shape": list(state.spec.sizes),
        "activations": [layer.activation for layer in state.spec.layers],
        "steps": outcome.training.step,
        "epochs": outcome.training.epoch,
        "stop_epoch": outcome.stop_epoch,
        "stopped_by": outcome.ended_by.value,
        "loss": result.loss,
        "accuracy": result.accuracy,
        "running_accuracy": None if outcome.running is None else outcome.running.accuracy,
        "test_accuracy": result.test_accuracy,
        "test_loss": None if result.test is None else result.test.loss,
        "validation_accuracy": _share(result.validation),
        "validation_loss": None if result.validation is None else result.validation.loss,
        "errors": result.errors(state.dataset),
        "test_errors": result.errors(state.dataset.test),
        "validation_errors": result.errors(state.dataset.validation),
        "seconds": round(outcome.seconds, 3),
    }
    if len(result.outputs) <= _MOST_LISTED:
        fields |= {"outputs": result.outputs.tolist(), "targets": state.dataset.targets.tolist()}
    if weights:
        fields["weights"] = [
            {"W": W.tolist(), "b": None if b is None else b.tolist()} for W, b in result.network.weights
        ]
    return fields


def _finite(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _finite(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_finite(inner) for inner in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


# -- for people --------------------------------------------------------------------------------------------


def describe_start(state: ProjectState) -> str:
    """Return the sentence that says what is going to be trained, and until when."""
    spec = state.spec
    activations = ", ".join(layer.activation for layer in spec.layers)
    return (
        f"Training {_subject(state)}: {spec.shape_text} ({activations}), "
        f"{counted(spec.parameter_count, 'parameter')}, "
        f"seed {state.config.seed}, until {_rules(state.config)}."
    )


def _subject(state: ProjectState) -> str:
    """Return what is trained: the preset as it is asked for, else the reader's name of the data."""
    return state.preset or visible(title_of(state.dataset.name))


def _rules(config: TrainingConfig) -> str:
    rules = (
        (counted(config.epochs, "epoch") if config.epochs is not None else ""),
        (f"loss < {config.stop_loss:g}" if config.stop_loss is not None else ""),
        (
            f"summed loss of an epoch < {config.stop_epoch_error:g}"
            if config.stop_epoch_error is not None
            else ""
        ),
        ("every sample is right" if config.stop_all_right else ""),
    )
    return " or ".join(rule for rule in rules if rule)


def describe_warning(warning: TrainingWarning) -> str:
    """Return what looks wrong while training goes on."""
    match warning.kind:
        case WarningKind.LOSS_RISES:
            return (
                f"The loss is higher than before training. {_scale_first(warning)}The learning rate "
                f"{warning.learning_rate:g} may be too large. Try learning_rate={warning.suggested_rate:g}."
            )
        case WarningKind.LAYER_SILENT:
            return (
                f"Layer {(warning.layer or 0) + 1} has gone silent: its units give the same output for every sample. "
                "Try another seed, activation or initialiser."
            )


def describe_divergence(d: Divergence) -> str:
    """Return how training exploded, what was done about it and what to try."""
    back = "Nothing was changed." if d.was_refused else f"The network was put back to step {d.restored_step}."
    if d.was_broken:
        return f"Training cannot go on: the weights of layer {d.layer + 1} are as large as {d.weight_after:.3g}. {back}"
    if d.loss_is_unfit:
        return (
            f"Training cannot go on at step {d.step}: the loss is {d.losses[-1]:.3g}, though no weights grew. "
            f"{back} {_scale_first(d)}This loss does not suit these outputs: try another loss or another "
            "activation of the last layer."
        )
    if not d.weights_grew:
        return (
            f"Training exploded at step {d.step}: the loss rose to {d.losses[-1]:.3g} all at once. {back} "
            f"{_scale_first(d)}Try learning_rate={d.suggested_rate:g} instead of {d.learning_rate:g}."
        )
    if math.isfinite(d.weight_after):
        grew = f"grew from {d.weight_before:.3g} to {d.weight_after:.3g}"
    else:
        grew = "grew beyond all bounds"
    steps = counted(d.grew_in, "step")
    return (
        f"Training exploded at step {d.step}: the weights of layer {d.layer + 1} {grew} in {steps}. "
        f"{back} {_scale_first(d)}Try "
        f"learning_rate={d.suggested_rate:g} instead of {d.learning_rate:g}."
    )


def _scale_first(trouble: TrainingWarning | Divergence) -> str:
    """Return the sentence, with a space after it, that names inputs too large for any rate; else nothing."""
    if not trouble.input_is_unscaled:
        return ""
    return f"The inputs are as large as {trouble.largest_input:g}: scale them to about 1 first. "


_ENDINGS = {
    StopReason.EPOCHS: "all epochs done",
    StopReason.LOSS: "the loss was low enough",
    StopReason.EPOCH_ERROR: "the summed loss of an epoch was low enough",
    StopReason.ALL_RIGHT: "every sample is right",
    Fate.INTERRUPTED: "Ctrl-C",
    Fate.DIVERGED: "training exploded",
    Fate.FAILED: "a fault of nnlab",
}


def summary(result: Result, *, weights: bool) -> str:
    """Return the summary of a training: why it ended, the numbers, and targets beside outputs of a small data set."""
    outcome, data = result.outcome, result.state.dataset
    ended = _ENDINGS[outcome.ended_by]
    if outcome.stop_epoch is not None:
        ended += f", in epoch {outcome.stop_epoch:,} counted from 0"
    lines = [
        f"{_subject(result.state)}  {result.state.spec.shape_text}  seed {result.state.config.seed}",
        f"  ended     {ended}",
        f"  updates   {outcome.training.step:,} in {counted(outcome.training.epoch, 'epoch')}, "
        f"{outcome.seconds:.2f} s",
        f"  loss      {result.loss:.6g}{_scaled(data)}",
    ]
    if errors := _errors(result, data):
        lines.append(f"  error     {errors}")
    if result.accuracy is not None:
        right = int(right_rows(result.outputs, data.targets, data.task).sum())
        lines.append(f"  right     {right:,} of {len(data.targets):,}")
    if outcome.running is not None:
        running = outcome.running
        lines.append(f"  running   {running.hits:,} of {running.seen:,}, each before it was learned from")
    for name, answers in (("watched", result.validation), ("test", result.test)):
        if answers is not None:
            lines.append(f"  {name:<10}{_unseen(result, answers)}")
    if len(data.targets) <= _MOST_ROWS:
        lines += ["", *_answers(result)]
    if weights:
        lines += ["", *_weights(result.network)]
    return "\n".join(lines)


def _scaled(data: Dataset) -> str:
    """Return what is said beside a loss that is not in the units of the table, else nothing."""
    scales = scales_of(data)
    plain = scales is None or all(target.is_plain for target in scales.targets)
    return "" if plain else ", of scaled targets"


def _errors(result: Result, part: Dataset) -> str:
    """Return how far numbers are off in a part of the data: '12.4', of several targets 'rent 12.4, rooms 0.51'."""
    errors = (result.errors(part) or ())[:_MOST_ROWS]
    if len(errors) == 1:
        return f"{errors[0]:.6g}"
    names = map(_name, result.state.dataset.target_names)
    return ", ".join(f"{name} {error:.6g}" for name, error in zip(names, errors, strict=False))


def _unseen(result: Result, answers: Answers) -> str:
    share, count = _share(answers), len(answers.dataset.targets)
    if share is None:
        errors = _errors(result, answers.dataset)
        return f"error {errors}, loss {answers.loss:.6g} of {count:,} never learned from"
    return f"{share:.2%} of {count:,} never learned from"


def _answers(result: Result) -> list[str]:
    """Return a table with one line per sample: its name, targets | outputs, and whether the answer is wrong.

    Numbers that were scaled are shown in the units of their table.
    """
    data = result.state.dataset
    scales = scales_of(data)
    names = aligned([["", *map(_name, data.row_names)]])
    shown = (data.targets, result.outputs)
    if scales is not None:
        shown = (scales.raw_targets(shown[0]), scales.raw_targets(shown[1]))
    targets = aligned([[name, *(f"{t:g}" for t in column)] for name, column in _columns(data, shown[0])])
    outputs = aligned([[name, *map(_number, column)] for name, column in _columns(data, shown[1])])
    right = right_rows(result.outputs, data.targets, data.task) | (data.task is Task.VALUES)
    marks = ["", *("" if good else "  wrong" for good in right)]
    width = max(len(targets[0]), len("target"))
    lines = [f"{'':{len(names[0])}}  {'target':{width}}  |  output"]
    for name, target, output, mark in zip(names, targets, outputs, marks, strict=True):
        lines.append(f"{name}  {target:{width}}  |  {output}{mark}")
    return lines


def _columns(data: Dataset, values: Floats) -> Iterable[tuple[str, Floats]]:
    return zip(map(_name, data.target_names), values.T, strict=True)


def _name(text: str) -> str:
    """Return a name of a table as it goes into a column of the screen: a terminal obeys what is invisible in it."""
    return shortened(visible(text), _WIDEST)


def _number(value: float) -> str:
    return f"{value:.4f}" if abs(value) < 1e5 else f"{value:.4g}"


def _weights(network: Network) -> list[str]:
    lines = []
    for number, (W, b) in enumerate(network.weights, start=1):
        lines.append(f"W{number} {W.shape[0]} x {W.shape[1]}\n{_array(W)}")
        if b is not None:
            lines.append(f"b{number}\n{_array(b)}")
    return lines


def _array(values: Floats) -> str:
    return np.array2string(values, precision=4, suppress_small=True, max_line_width=100, threshold=10_000)
