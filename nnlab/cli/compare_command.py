"""`nnlab compare`: the same network trained by nnlab and by scikit-learn, side by side."""

import argparse
import signal
import sys
from concurrent.futures import CancelledError
from typing import Any

from nnlab.cli.adding import add_command
from nnlab.cli.aside import Aside
from nnlab.cli.numbers import number_from
from nnlab.cli.progress import ChangingLine
from nnlab.cli.report import as_json
from nnlab.cli.subjects import add_subject, subject
from nnlab.cli.tables import add_corrections, tell_passed_over
from nnlab.data.tabular.plan import TableSource
from nnlab.files.errors import counted, quoted, visible
from nnlab.interrupts import noted
from nnlab.project import ProjectState
from nnlab.project.settings import apply_settings
from nnlab.trials.sklearn_settings import Difference, compared
from nnlab.trials.sklearn_twin import Comparison, Side, compare

_EXAMPLES = """\
examples:
  nnlab compare sklearn-digits                 note 003's MLPClassifier
  nnlab compare moons --epochs 50 --set optimizer=adam
  nnlab compare flowers.csv --target species --split test=0.2
  nnlab compare mine.nnlab --json              for programs: both curves, the largest difference
  nnlab compare xor --code                     the lines of Python that scikit-learn was asked with

Both begin with the same weights and see the same samples in the same order, for the same number of passes. Where the
mathematics is the same, so are the weights, to the last digits. Two classes are one yes or no in scikit-learn, with one
sigmoid output: both are trained so, whatever coding the data has. scikit-learn is needed: pip install scikit-learn.

exit codes: 0 both were trained, 1 scikit-learn is missing or a file cannot be used, 2 a wrong word or number, or a
network that scikit-learn does not have, 130 Ctrl-C
"""

_WIDEST = 20  # of the name of a class
_DIFFERENCES = {
    Difference.TWO_CLASSES: "two classes are one yes or no in scikit-learn: both train one sigmoid, yes for {yes}",
    Difference.ADAM: "adam: scikit-learn adds epsilon before it corrects the bias of v, nnlab after it",
    Difference.STOP_RULE: "stop rules are left out: both make the same number of passes",
    Difference.FLOAT32: "float32: sums in another order are rounded in another way",
}


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add the command to the parser's commands."""
    command = add_command(
        commands,
        "compare",
        help="train a network with nnlab and with scikit-learn",
        description="Train the same network with nnlab and with scikit-learn and show both, side by side.",
        epilog=_EXAMPLES,
    )
    add_subject(command)
    command.add_argument("--epochs", metavar="N", type=_passes, help="passes over the data, for both")
    command.add_argument("--seed", metavar="N", type=_seed, help="draws a preset's weights and the orders")
    command.add_argument(
        "--set",
        metavar="KEY=VALUE",
        dest="settings",
        action="append",
        help="change the network or its training, as in 'nnlab train'",
    )
    command.add_argument(
        "--code", action="store_true", help="print the Python lines that were run, and no more"
    )
    command.add_argument("--json", action="store_true", help="as JSON")
    add_corrections(command)


def run(options: argparse.Namespace) -> int:
    """Obey `nnlab compare` and return the exit code.

    Raises FileError for a file that cannot be used or a library that is missing, EngineError for a network that
    scikit-learn does not have, and KeyboardInterrupt for Ctrl-C.
    """
    state = subject(options.subject, options.seed, corrections=options)
    if isinstance(state.dataset.origin, TableSource):
        tell_passed_over(state.dataset.origin, options)
    if options.settings:
        state = apply_settings(state, options.settings)
    found = _compared(state, options.epochs)
    if options.json:
        print(as_json(comparison_object(found)), flush=True)
    elif options.code:
        print(found.settings.code, end="", flush=True)
    else:
        print(comparison_text(visible(options.subject), state, found), flush=True)
    return 0


def _compared(state: ProjectState, passes: int | None) -> Comparison:
    stream = Aside(sys.stderr)
    line = ChangingLine(stream)

    def show(part: Comparison) -> None:
        if stream.isatty():
            line.show_bar(part.done / part.passes, f"pass {part.done:,} of {part.passes:,}")

    with noted(signal.SIGINT) as interruption:
        try:
            return compare(state, passes=passes, cancelled=lambda: interruption.came, progress=show)
        except CancelledError:
            raise KeyboardInterrupt from None
        finally:
            line.clear()


def _passes(text: str) -> int:
    return number_from(text, 1)


def _seed(text: str) -> int:
    return number_from(text, 0)


# -- what is said ------------------------------------------------------------------------------------------


def comparison_object(found: Comparison) -> dict[str, Any]:
    """Return what `nnlab compare --json` prints."""
    return {
        "model": found.settings.model,
        "yes": found.settings.yes or None,
        "arguments": found.settings.arguments,
        "passes": found.passes,
        "largest_difference": found.apart,
        "differences": [difference.value for difference in found.settings.differences],
        "nnlab": _side_object(found.ours),
        "scikit_learn": _side_object(found.theirs),
    }


def _side_object(side: Side) -> dict[str, Any]:
    return {
        "loss": side.loss.tolist(),
        "accuracy": side.accuracy,
        "unseen_accuracy": side.unseen,
        "unseen_loss": side.unseen_loss,
        "seconds": side.seconds,
        "broke_off": side.broke_off,
    }


def comparison_text(name: str, state: ProjectState, found: Comparison) -> str:
    """Return what `nnlab compare` prints for people."""
    ours, theirs = found.ours, found.theirs
    rows = [
        ("", "nnlab", "scikit-learn"),
        ("loss", _last(ours), _last(theirs)),
        ("training", _share(ours.accuracy), _share(theirs.accuracy)),
        ("unseen", _share(ours.unseen), _share(theirs.unseen)),
        ("unseen loss", _number(ours.unseen_loss), _number(theirs.unseen_loss)),
        ("seconds", f"{ours.seconds:.2f}", f"{theirs.seconds:.2f}"),
    ]
    lines = [
        f"{name}  {compared(state).spec.shape_text}  {found.settings.model}",
        f"  {counted(found.done, 'epoch')} over {counted(len(state.dataset.targets), 'sample')}",
        *(f"  {what:<13}{one:>13}{other:>15}" for what, one, other in rows if one),
        "",
        _verdict(found),
        *(f"  {_difference(difference, found)}" for difference in found.settings.differences),
    ]
    return "\n".join(lines)


def _difference(difference: Difference, found: Comparison) -> str:
    return _DIFFERENCES[difference].format(yes=quoted(found.settings.yes, _WIDEST))


def _verdict(found: Comparison) -> str:
    if found.ours.broke_off or found.theirs.broke_off:
        return "The numbers exploded. Take a smaller learning rate."
    return f"The weights differ by {found.apart:.1e} at most."


def _last(side: Side) -> str:
    return "exploded" if side.broke_off else f"{side.loss[-1]:.6g}"


def _share(share: float | None) -> str:
    return "" if share is None else f"{share:.2%}"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.6g}"
