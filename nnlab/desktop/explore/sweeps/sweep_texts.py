"""What sweeps and cross-validation say: names of settings, measures and endings, and sentences of progress."""

import math

from PySide6.QtCore import QCoreApplication

from nnlab.desktop.explore.sweeps.sweep_form import (
    ACTIVATION,
    BATCH,
    DEPTH,
    HIDDEN,
    INIT,
    OPTIMIZER,
    RATE,
    place_of,
)
from nnlab.desktop.words import language, sentences, texts
from nnlab.desktop.words.fault_sentences import fault_sentence
from nnlab.desktop.words.numbers import format_count, format_error, format_fixed, format_number
from nnlab.files.errors import FileError
from nnlab.trials.backend import BackendError
from nnlab.trials.summary import SEEDS, Measure
from nnlab.trials.trial import DIVERGED, FAILED, FINISHED, LOST, REFUSED, TrialResult

translate = QCoreApplication.translate  # a name that lupdate knows

CROSS = "✕"
_MINUTE, _HOUR = 60, 3600
_LONG_S = 90  # what takes longer is told in minutes


def key_name(key: str) -> str:
    """Return the reader's name of a setting."""
    return {
        RATE: translate("sweep_texts", "Learning rate"),
        HIDDEN: translate("sweep_texts", "Hidden width"),
        DEPTH: translate("sweep_texts", "Hidden layers"),
        ACTIVATION: translate("sweep_texts", "Activation"),
        INIT: translate("sweep_texts", "Start"),
        OPTIMIZER: translate("sweep_texts", "Optimizer"),
        BATCH: translate("sweep_texts", "Batch"),
    }.get(key, key)


def key_note(key: str) -> str:
    """Return what a setting is, in a few words."""
    return {
        RATE: translate("sweep_texts", "how far each step goes"),
        HIDDEN: translate("sweep_texts", "units in every hidden layer"),
        DEPTH: translate("sweep_texts", "how many hidden layers"),
        ACTIVATION: translate("sweep_texts", "what bends the hidden layers' sums"),
        INIT: translate("sweep_texts", "how the first weights are drawn"),
        OPTIMIZER: translate("sweep_texts", "how a gradient becomes a step"),
        BATCH: translate("sweep_texts", "samples for each update"),
    }.get(key, "")


def values_tip(key: str) -> str:
    """Return how the values of a setting are typed."""
    examples = {HIDDEN: "4 8 16", DEPTH: "1 2 3", BATCH: "1 10 full"}
    return translate(
        "sweep_texts",
        "Values with spaces or ; between them: {example}. At random also a range: {range}.",
    ).format(example=examples.get(key, "0.01 0.1 1"), range="4..32" if key != RATE else "log(0.001, 1)")


def value_name(key: str, value: str) -> str:
    """Return a value as the reader knows it: 'ReLU', '0.01', 'all' for a full batch."""
    if key == ACTIVATION:
        return texts.activation_name(value)
    if key == INIT:
        return texts.initializer_name(value)
    if key == OPTIMIZER:
        return texts.optimizer_name(value)
    if key == BATCH and value == "full":
        return translate("sweep_texts", "all")
    place = place_of(key, value)
    return value if place is None else format_number(place, trim=True)


def settings_text(settings: tuple[tuple[str, str], ...]) -> str:
    """Return settings in one line: 'Learning rate 0.1 · Activation tanh'."""
    return " · ".join(f"{key_name(key)} {value_name(key, value)}" for key, value in settings)


# -- measures ----------------------------------------------------------------------------------------------


def measure_name(measure: Measure) -> str:
    """Return the reader's name of what a run is judged by, as it stands at an axis."""
    return {
        Measure.WATCHED_ACCURACY: translate("sweep_texts", "accuracy, unseen"),
        Measure.ACCURACY: translate("sweep_texts", "accuracy, training"),
        Measure.WATCHED_LOSS: translate("sweep_texts", "loss, unseen"),
        Measure.LOSS: translate("sweep_texts", "loss, training"),
        Measure.WATCHED_ERROR: translate("sweep_texts", "error, unseen"),
        Measure.ERROR: translate("sweep_texts", "error, training"),
    }[measure]


def measure_note(measure: Measure) -> str:
    """Return what a measure means, in a few words."""
    return {
        Measure.WATCHED_ACCURACY: translate("sweep_texts", "of samples never learned from"),
        Measure.ACCURACY: translate("sweep_texts", "of the samples learned from"),
        Measure.WATCHED_LOSS: translate("sweep_texts", "of samples never learned from"),
        Measure.LOSS: translate("sweep_texts", "of the samples learned from"),
        Measure.WATCHED_ERROR: translate("sweep_texts", "of samples never learned from"),
        Measure.ERROR: translate("sweep_texts", "of the samples learned from"),
    }[measure]


def figure(measure: Measure, value: float) -> str:
    """Return a measured value: shares in percent, losses with three digits, errors as `format_error`, '—' for none."""
    if math.isnan(value):
        return "—"
    if measure.is_error:
        return format_error(value)
    return format_number(value, 3) if measure.is_loss else percent(value)


def mean_figure(measure: Measure, mean: float, std: float | None) -> str:
    """Return a mean with its standard deviation: '97.1% ± 0.4'; of one number, which has none, that alone."""
    if math.isnan(mean) or std is None:
        return figure(measure, mean)
    if measure.is_error:
        return f"{format_error(mean)} ± {format_error(std, 2)}"
    if measure.is_loss:
        return f"{format_number(mean, 3)} ± {format_number(std, 2)}"
    return f"{percent(mean)} ± {format_fixed(100 * std, 1)}"


def percent(share: float) -> str:
    """Return a share in percent with one decimal, whole where it is all or nothing."""
    whole = share in (0.0, 1.0)
    return translate("sweep_texts", "{number}%").format(number=format_fixed(100 * share, 0 if whole else 1))


def over_text(over: tuple[str, ...]) -> str:
    """Say what means ± spreads go over: seeds, one other setting, or all others."""
    settings = [key for key in over if key != SEEDS]
    if not over:
        return translate("sweep_texts", "one run each")
    if not settings:
        return translate("sweep_texts", "± over seeds")
    if len(settings) == 1:
        told = (
            translate("sweep_texts", "± over seeds and: {setting}")
            if SEEDS in over
            else translate("sweep_texts", "± over: {setting}")
        )
        return told.format(setting=key_name(settings[0]))
    if SEEDS in over:
        return translate("sweep_texts", "± over seeds and all other settings")
    return translate("sweep_texts", "± over all other settings")


# -- how runs end ------------------------------------------------------------------------------------------


def ending(result: TrialResult) -> str:
    """Say in a word how a run ended, with a cross before what came to nothing."""
    word = {
        FINISHED: translate("sweep_texts", "finished"),
        DIVERGED: translate("sweep_texts", "diverged"),
        FAILED: translate("sweep_texts", "failed"),
        REFUSED: translate("sweep_texts", "not possible"),
        LOST: translate("sweep_texts", "lost"),
    }.get(result.ended, result.ended)
    return word if result.finished else f"{CROSS} {word}"


def crosses(count: int) -> str:
    """Return the mark over a value of which so many runs came to nothing."""
    return CROSS if count == 1 else f"{CROSS} {count}"


# -- how far it is -----------------------------------------------------------------------------------------


def size_text(runs: int, seeds: int) -> str:
    """Say how many runs a sweep has."""
    if runs == 1:
        return translate("sweep_texts", "1 run")
    if seeds == 1:
        return translate("sweep_texts", "{runs} runs").format(runs=format_count(runs))
    return translate("sweep_texts", "{runs} runs: {settings} settings, {seeds} seeds each").format(
        runs=format_count(runs), settings=format_count(runs // seeds), seeds=format_count(seeds)
    )


def of_text(done: int, total: int) -> str:
    """Say a part of a whole: '2 of 5'."""
    return translate("sweep_texts", "{done} of {total}").format(
        done=format_count(done), total=format_count(total)
    )


def progress_text(done: int, total: int, fallen: int, seconds: float | None) -> str:
    """Say how far a sweep is, how many of its runs came to nothing, and how long the rest takes."""
    parts = [of_text(done, total)]
    if fallen:
        parts.append(f"{CROSS} {format_count(fallen)}")
    if seconds is not None:
        parts.append(translate("sweep_texts", "{time} left").format(time=duration(seconds)))
    return " · ".join(parts)


def about(seconds: float) -> str:
    """Say roughly how long something takes."""
    return translate("sweep_texts", "about {time}").format(time=duration(seconds))


def duration(seconds: float) -> str:
    """Return a time as one says it: '12 s', '4 min', '2.5 h'."""
    if seconds < _LONG_S:
        return translate("sweep_texts", "{count} s").format(count=max(round(seconds), 1))
    if seconds < _LONG_S * _MINUTE:
        return translate("sweep_texts", "{count} min").format(count=round(seconds / _MINUTE))
    return translate("sweep_texts", "{count} h").format(count=format_fixed(seconds / _HOUR, 1))


def fault(error: Exception) -> str:
    """Say why a sweep cannot be, or cannot go on."""
    if isinstance(error, BackendError):
        sentence = translate("sweep_texts", "The runs cannot be made: {reason} Those that are made are kept.")
        return sentence.format(reason=_trouble(error))
    return fault_sentence(error) if isinstance(error, FileError) else sentences.refused(error)


def unkept() -> str:
    """Say that the runs are on no disk."""
    return translate(
        "sweep_texts",
        "The runs of this sweep cannot be written to the disk. They are made all the same, but a sweep that is broken "
        "off cannot be gone on with when nnlab is closed.",
    )


def _trouble(error: BackendError) -> str:
    """Say why there are no workers: in English with all that is known, in another language by the kind of trouble."""
    known = {
        "no-library": translate(
            "sweep_texts", "a cluster needs the library distributed: pip install nnlab[cluster]."
        ),
        "no-answer": translate(
            "sweep_texts",
            "the scheduler does not answer. Check its address, like tcp://host:8786, and that it runs the same "
            "version of distributed.",
        ),
        "no-address": translate(
            "sweep_texts", "this is no address of a scheduler. Write one like tcp://host:8786."
        ),
        "no-workers": translate(
            "sweep_texts", "the scheduler has no workers. Start some, with dask worker and its address."
        ),
        "not-there": translate(
            "sweep_texts", "the workers cannot run this nnlab. Install the same version of it there."
        ),
        "another-kind": translate(
            "sweep_texts",
            "a worker has another nnlab, Python or NumPy, or another kind of processor, so that results could "
            "differ. Use the same everywhere.",
        ),
        "silent-worker": translate(
            "sweep_texts", "a worker of the cluster does not answer. End it, or start it anew."
        ),
        "lost-worker": translate(
            "sweep_texts", "workers of the cluster were lost while the sweep began. Begin it again."
        ),
        "gone": translate("sweep_texts", "the scheduler of the cluster does not answer any more."),
        "no-processes": translate(
            "sweep_texts",
            "this computer did not start processes. Take fewer of them, or close other programs.",
        ),
        "fault": translate("sweep_texts", "a run came upon a fault of nnlab's own."),
    }
    return str(error) if language.current() == "en" else known.get(error.code, str(error))
