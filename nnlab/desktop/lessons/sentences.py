"""What the window says about lessons: every check in a sentence, and how a guess has come out."""

import math

from PySide6.QtCore import QCoreApplication

from nnlab.data import MissingDataError
from nnlab.desktop.explore.descent.descent_texts import subject_name
from nnlab.desktop.graphs.graph_words import node_name
from nnlab.desktop.lessons.look_sentences import of_looking, of_trials
from nnlab.desktop.words import data_sentences, texts
from nnlab.desktop.words.data_sentences import dataset_name
from nnlab.desktop.words.language import current
from nnlab.desktop.words.numbers import format_count, format_number
from nnlab.desktop.words.sentences import setting_name
from nnlab.desktop.workspaces import workspace_name
from nnlab.engine import EngineError
from nnlab.files import FileError
from nnlab.lessons import Goal, bench_checks, checks, deed_checks, explore_checks, load_preset, state_checks
from nnlab.lessons.guesses import Nearness

translate = QCoreApplication.translate  # a name that lupdate knows


def goal(wanted: Goal) -> str:
    """Return what is to be done, in the author's words where there are such."""
    return check(wanted.check) if wanted.say is None else wanted.say[current()]


def check(wanted: checks.Check) -> str:
    """Return a check as something to be done."""
    for say in (
        _of_network,
        _of_settings,
        _of_results,
        _of_bench,
        _of_deeds,
        _of_work,
        _of_exploring,
        of_trials,
        of_looking,
    ):
        text = say(wanted)
        if text:
            return text
    raise TypeError(f"{wanted!r} is no check")


def nearness(how: Nearness) -> str:
    """Return how a guess and the result lie to each other, kindly."""
    return {
        Nearness.SPOT_ON: translate("lessons", "Spot on!"),
        Nearness.CLOSE: translate("lessons", "Nearly right."),
        Nearness.NEAR: translate("lessons", "You were near."),
        Nearness.SURPRISE: translate("lessons", "A surprise: that is where one learns most."),
    }[how]


def lack(preset: str, error: Exception | None) -> str:
    """Return why a step cannot begin: its preset was not opened, by an error or because it was called off."""
    title = load_preset(preset).title[current()]
    if isinstance(error, MissingDataError):
        return data_sentences.missing(error.name, lambda: title)
    if isinstance(error, (FileError, EngineError)):
        return data_sentences.load_error(error)
    return translate(
        "lessons", "This step begins with “{name}”, which was not opened. Try again, or skip the step."
    ).format(name=title)


def progress_not_kept() -> str:
    """Return that it is not kept how far one has come."""
    return translate(
        "lessons",
        "How far you have come in the lessons cannot be kept on this computer. Everything else works.",
    )


def progress_put_aside(path: str) -> str:
    """Return that what had been kept of the lessons is damaged, and where it is now."""
    return translate(
        "lessons",
        "The file of how far you have come in the lessons could not be read. It was put aside, and a new one was "
        "begun. The old one is {path}",
    ).format(path=path)


def _number(value: float) -> str:
    return format_number(value, trim=True)


def _percent(share: float) -> str:
    return f"{100 * share:g}%"


def _of_network(wanted: checks.Check) -> str:
    match wanted:
        case state_checks.ShapeIs(shape=shape):
            return translate("lessons", "The network is {shape}").format(shape="-".join(map(str, shape)))
        case state_checks.HiddenUnitsAtMost(most=most):
            return translate("lessons", "At most {count} hidden neurons").format(count=most)
        case state_checks.HiddenLayersAre(count=count):
            return translate("lessons", "Number of hidden layers: {count}").format(count=count)
        case state_checks.ActivationIs(activation=name, layer=None):
            return translate("lessons", "Activation of the hidden layers: {name}").format(
                name=texts.activation_name(name)
            )
        case state_checks.ActivationIs(activation=name, layer=layer):
            return translate("lessons", "Activation of layer {layer}: {name}").format(
                layer=layer, name=texts.activation_name(name)
            )
        case state_checks.InitIs(init=name, layer=None):
            return translate("lessons", "Start of all layers: {name}").format(
                name=texts.initializer_name(name)
            )
        case state_checks.InitIs(init=name, layer=layer):
            return translate("lessons", "Start of layer {layer}: {name}").format(
                layer=layer, name=texts.initializer_name(name)
            )
        case state_checks.BiasAt():
            return translate("lessons", "The bias of unit {unit} in layer {layer} is {value}").format(
                layer=wanted.layer, unit=wanted.unit, value=_number(wanted.value)
            )
        case state_checks.BiasIs(on=True):
            return translate("lessons", "Biases on")
        case state_checks.BiasIs(layer=None):
            return translate("lessons", "Biases off in every layer")
        case state_checks.BiasIs(layer=layer):
            return translate("lessons", "Biases off in layer {layer}").format(layer=layer)
        case state_checks.WeightAt():
            return translate("lessons", "W{layer}, row {row}, column {column} is {value}").format(
                layer=wanted.layer, row=wanted.row, column=wanted.column, value=_number(wanted.value)
            )
    return ""


def _of_settings(wanted: checks.Check) -> str:
    match wanted:
        case state_checks.SettingIs():
            return _setting(wanted)
        case state_checks.DatasetIs(name=name):
            return translate("lessons", "The data are: {name}").format(name=dataset_name(name))
        case bench_checks.SamplesAtLeast(count=count):
            return translate("lessons", "Samples to train on: {count} or more").format(
                count=format_count(count)
            )
        case state_checks.SplitIs(validation=True):
            return translate("lessons", "Samples are kept apart for validation")
        case state_checks.SplitIs():
            return translate("lessons", "Samples are kept apart for the test")
    return ""


def _setting(wanted: state_checks.SettingIs) -> str:
    name = _setting_name(wanted.key)
    if wanted.value is not None:
        value = wanted.value
        if isinstance(value, bool):
            said = translate("lessons", "on") if value else translate("lessons", "off")
        else:
            said = _word(wanted.key, value) if isinstance(value, str) else _number(value)
        return translate("lessons", "{setting}: {value}").format(setting=name, value=said)
    if wanted.min is None:
        return translate("lessons", "{setting}: {most} or less").format(
            setting=name, most=_number(wanted.max)
        )
    if wanted.max is None:
        return translate("lessons", "{setting}: {least} or more").format(
            setting=name, least=_number(wanted.min)
        )
    return translate("lessons", "{setting}: from {least} to {most}").format(
        setting=name, least=_number(wanted.min), most=_number(wanted.max)
    )


def _word(key: str, value: str) -> str:
    """Return the reader's name of a setting that is a word."""
    names = {"loss": texts.loss_name, "optimizer": texts.optimizer_name}
    return names[key](value) if key in names else value


def _setting_name(key: str) -> str:
    names = {
        "stop_loss": translate("lessons", "stop below a loss of"),
        "stop_epoch_error": translate("lessons", "stop below an error of"),
        "stop_all_right": translate("lessons", "stop when all are right"),
    }
    name = names.get(key) or setting_name(key)
    return name[0].upper() + name[1:]


def _of_results(wanted: checks.Check) -> str:
    match wanted:
        case state_checks.AllRight():
            return translate("lessons", "Every sample is answered rightly")
        case state_checks.AccuracyAtLeast(share=share, part="training"):
            return translate("lessons", "At least {percent} right").format(percent=_percent(share))
        case state_checks.AccuracyAtLeast(share=share):
            return translate("lessons", "At least {percent} of the unseen samples right").format(
                percent=_percent(share)
            )
        case state_checks.LossBelow(value=value):
            return translate("lessons", "The loss falls below {value}").format(value=_number(value))
        case state_checks.LossAbove(value=value):
            return translate("lessons", "The loss stays above {value}").format(value=_number(value))
        case checks.WithinEpochs(epochs=epochs, of=of):
            return translate("lessons", "{what}, within {count} epochs").format(
                what=check(of), count=format_count(epochs)
            )
        case checks.AllAtOnce(of=of):
            return translate("lessons", "At once: {what}").format(what="; ".join(map(check, of)))
        case state_checks.TrainedEpochsAtLeast(epochs=1):
            return translate("lessons", "One epoch is trained")
        case state_checks.TrainedEpochsAtLeast(epochs=epochs):
            return translate("lessons", "{count} epochs are trained").format(count=format_count(epochs))
    return ""


def _of_bench(wanted: checks.Check) -> str:
    match wanted:
        case state_checks.ProbeIs(values=values):
            return translate("lessons", "The input is {values}").format(values=" ".join(map(_number, values)))
        case state_checks.AnswerIs(output=output, min=low, max=high):
            if math.isinf(low):
                return translate("lessons", "Output {output} is {most} or less").format(
                    output=output, most=_number(high)
                )
            if math.isinf(high):
                return translate("lessons", "Output {output} is {least} or more").format(
                    output=output, least=_number(low)
                )
            return translate("lessons", "Output {output} is from {least} to {most}").format(
                output=output, least=_number(low), most=_number(high)
            )
        case state_checks.SegmentPatternAnswered(pattern=pattern, bits=bits):
            lit = "".join(name for name, on in zip("abcdefg", pattern, strict=True) if on == "1")
            return translate("lessons", "The segments {lit} are answered with {bits}").format(
                lit=lit or "–", bits=bits
            )
        case state_checks.BrokenSegmentsAnswered(count=count):
            return translate("lessons", "Read rightly with broken segments: {count}").format(count=count)
        case bench_checks.BitsAnswered(bits=bits):
            return translate("lessons", "The answer is {bits}").format(bits=bits)
        case bench_checks.InputsBroken(inputs=()):
            return translate("lessons", "Nothing is broken")
        case bench_checks.InputsBroken(inputs=inputs):
            return translate("lessons", "Broken, and nothing else: {inputs}").format(
                inputs=", ".join(map(str, inputs))
            )
        case deed_checks.GraphValue(node=node, value=value, gradient=None):
            return translate("lessons", "“{node}” has the value {value}").format(
                node=node_name(node), value=_number(value)
            )
        case deed_checks.GraphValue(node=node, value=None, gradient=gradient):
            return translate("lessons", "“{node}” has the gradient {gradient}").format(
                node=node_name(node), gradient=_number(gradient)
            )
        case deed_checks.GraphValue(node=node, value=value, gradient=gradient):
            return translate("lessons", "“{node}” has the value {value} and the gradient {gradient}").format(
                node=node_name(node), value=_number(value), gradient=_number(gradient)
            )
    return ""


def _of_deeds(wanted: checks.Check) -> str:
    match wanted:
        case deed_checks.Trained(times=1):
            return translate("lessons", "Train")
        case deed_checks.Trained(times=times):
            return translate("lessons", "Train {count} times").format(count=times)
        case deed_checks.Diverged():
            return translate("lessons", "Let a training explode")
        case deed_checks.Stepped(count=count, size=None):
            return translate("lessons", "Steps made: {count}").format(count=count)
        case deed_checks.Stepped(count=count, size=size):
            return _steps(size).format(count=count)
        case deed_checks.SteppedBack():
            return translate("lessons", "Take a step back")
        case deed_checks.ResetDone():
            return translate("lessons", "Bring the first weights back")
        case deed_checks.Rewound():
            return translate("lessons", "Rewind a run")
        case deed_checks.NumbersGuessed(count=count):
            return translate("lessons", "Numbers guessed rightly on the sheet: {count}").format(count=count)
        case deed_checks.TrainingRefused():
            return translate("lessons", "Try to train what cannot be trained")
        case deed_checks.GuessMade():
            return translate("lessons", "Make your guess")
    return ""


def _steps(size: str) -> str:
    return {
        "epoch": translate("lessons", "Steps of one epoch: {count}"),
        "batch": translate("lessons", "Steps of one batch: {count}"),
        "sample": translate("lessons", "Steps of one sample: {count}"),
        "operation": translate("lessons", "Steps of one operation: {count}"),
    }[size]


def _of_work(wanted: checks.Check) -> str:
    match wanted:
        case deed_checks.GradientCheckPassed():
            return translate("lessons", "Check the gradients: they agree")
        case deed_checks.WeightsExported(format=None):
            return translate("lessons", "Export your network")
        case deed_checks.WeightsExported(format=name):
            return translate("lessons", "Export as {format}").format(format=name)
        case deed_checks.ProjectSaved():
            return translate("lessons", "Save the project")
        case deed_checks.DigitDrawnAndRecognised(digit=None):
            return translate("lessons", "Draw a digit that is read")
        case deed_checks.DigitDrawnAndRecognised(digit=digit):
            return translate("lessons", "Draw a digit that is read as {digit}").format(digit=digit)
        case deed_checks.DigitsKept(count=count):
            return translate("lessons", "Digits kept: {count}").format(count=count)
        case deed_checks.WorkspaceShown(workspace=key):
            return translate("lessons", "Open the workspace “{name}”").format(name=workspace_name(key))
        case deed_checks.PresetOpened(preset=key):
            return translate("lessons", "Open the preset “{name}”").format(
                name=load_preset(key).title[current()]
            )
        case deed_checks.RunsCompared(kept=kept, compared=0):
            return translate("lessons", "Runs kept: {count}").format(count=kept)
        case deed_checks.RunsCompared(compared=compared):
            return translate("lessons", "Runs laid over each other: {count}").format(count=compared)
    return ""


def _of_exploring(wanted: checks.Check) -> str:
    match wanted:
        case explore_checks.StartsCompared(activation=None, hidden_layers=None):
            return translate("lessons", "Compare the eight starts to the end")
        case explore_checks.StartsCompared(activation=name, hidden_layers=count):
            on = [] if name is None else [texts.activation_name(name)]
            if count is not None:
                on.append(translate("lessons", "hidden layers: {count}").format(count=count))
            return translate("lessons", "Compare the starts, with {network}").format(network=", ".join(on))
        case explore_checks.Descended(landscape=key):
            return _descended(wanted).format(landscape=subject_name(key))
        case explore_checks.WaysCompared(of="rates"):
            return translate("lessons", "Run three rates side by side")
        case explore_checks.WaysCompared():
            return translate("lessons", "Run three sizes of batch side by side")
    return ""


def _descended(wanted: explore_checks.Descended) -> str:
    says = {
        None: translate("lessons", "“{landscape}”: go down to the end"),
        "lowest": translate("lessons", "“{landscape}”: arrive at the lowest point"),
        "elsewhere": translate("lessons", "“{landscape}”: come to rest, but not at the lowest point"),
        "away": translate("lessons", "“{landscape}”: run away out of the picture"),
        "short": translate("lessons", "“{landscape}”: do not arrive at all"),
    }[wanted.outcome]
    if wanted.optimizer is None:
        return says
    return translate("lessons", "{what}, with {optimizer}").format(
        what=says, optimizer=texts.optimizer_name(wanted.optimizer)
    )
