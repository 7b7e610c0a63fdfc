"""What the window says about checks of what was tried out and looked at: sweeps, folds, samples, graphs, drawings."""

from PySide6.QtCore import QCoreApplication

from nnlab.desktop.explore.sweeps.sweep_texts import key_name
from nnlab.desktop.graphs.graph_words import preset_name
from nnlab.desktop.words import texts
from nnlab.desktop.words.numbers import format_count
from nnlab.lessons import checks, deed_checks, look_checks

translate = QCoreApplication.translate  # a name that lupdate knows


def of_trials(wanted: checks.Check) -> str:
    """Return what a check of a sweep or of folds asks for, nothing of any other check."""
    match wanted:
        case deed_checks.SweepFinished():
            return _sweep(wanted)
        case deed_checks.FoldsFinished():
            return _folds(wanted)
    return ""


def _sweep(wanted: deed_checks.SweepFinished) -> str:
    if wanted.over is None:
        said = translate("lessons", "A sweep has come to its end")
    else:
        said = translate("lessons", "Sweep over “{setting}”, values: {count}").format(
            setting=key_name(wanted.over), count=wanted.values
        )
    if wanted.epochs == 1:
        return said
    return translate("lessons", "{what}, epochs: {count}").format(
        what=said, count=format_count(wanted.epochs)
    )


def _folds(wanted: deed_checks.FoldsFinished) -> str:
    words = {
        None: translate("lessons", "Cross-validate"),
        "stochastic": translate("lessons", "Cross-validate, stochastic"),
        "mini-batch": translate("lessons", "Cross-validate, mini-batch"),
        "batch": translate("lessons", "Cross-validate, batch"),
    }
    said = words[wanted.way]
    if wanted.count is not None:
        said = translate("lessons", "{what}, folds: {count}").format(what=said, count=wanted.count)
    if wanted.share:
        said = translate("lessons", "{what}: at least {percent} right").format(
            what=said, percent=f"{100 * wanted.share:g}%"
        )
    return said


def of_looking(wanted: checks.Check) -> str:
    """Return what a check of a sample, a drawing, a graph or a step size asks for, nothing of any other check."""
    match wanted:
        case look_checks.SampleOnBench():
            return _sample(wanted)
        case look_checks.DrawingStepOff(step=None):
            return translate("lessons", "Draw with a step left out")
        case look_checks.DrawingStepOff(step="crop"):
            return translate("lessons", "Draw with “crop” left out")
        case look_checks.DrawingStepOff(step="scale"):
            return translate("lessons", "Draw with “20 × 20” left out")
        case look_checks.DrawingStepOff():
            return translate("lessons", "Draw with “centred in 28 × 28” left out")
        case look_checks.GraphIs(graph=key):
            return translate("lessons", "The graph “{name}” is on show").format(name=preset_name(key))
        case look_checks.GraphWalked(count=count):
            return translate("lessons", "Steps through the graph: {count}").format(count=count)
        case look_checks.GradientDoubted(why=None):
            return translate("lessons", "Choose an ε that can tell nothing")
        case look_checks.GradientDoubted(why="truncation"):
            return translate("lessons", "Choose an ε that is too large")
        case look_checks.GradientDoubted(why="rounding"):
            return translate("lessons", "Choose an ε that is too small")
        case look_checks.GradientDoubted():
            return translate("lessons", "Choose an ε that only leads over kinks")
    return ""


def _sample(wanted: look_checks.SampleOnBench) -> str:
    names = () if wanted.name is None else texts.data_names((wanted.name,))
    match names, wanted.right:
        case (), None:
            return translate("lessons", "A sample lies on the bench")
        case (), True:
            return translate("lessons", "A sample that is answered rightly lies on the bench")
        case (), _:
            return translate("lessons", "A sample that is answered wrongly lies on the bench")
        case (name,), None:
            return translate("lessons", "On the bench: {name}").format(name=name)
        case (name,), True:
            return translate("lessons", "On the bench: {name}, answered rightly").format(name=name)
    return translate("lessons", "On the bench: {name}, answered wrongly").format(name=names[0])
