"""How `nnlab sweep` and `nnlab folds` end: what they print, and the files beside it, an object, a table, a chart."""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

from nnlab.cli.aside import Aside
from nnlab.cli.making import EXIT_FAULT, Made, chosen_folder
from nnlab.cli.outputs import require_apart, require_output
from nnlab.cli.report import as_json
from nnlab.cli.subjects import file_named
from nnlab.engine import EngineError
from nnlab.export.pictures.drawing import Drawing
from nnlab.export.pictures.formats import read_png, read_svg
from nnlab.export.pictures.png import png
from nnlab.export.pictures.svg import svg
from nnlab.files import SaveError, write_atomically
from nnlab.files.errors import named
from nnlab.project.spoken import shown
from nnlab.trials.folder import is_of_sweep

PRINTED = (
    ""  # what `options.json` is where the object is printed; a name where it is written, None where it is not
)
Output: TypeAlias = tuple[
    str, bytes, Callable[[bytes], object]
]  # a path, the bytes, and what will read them one day
_JSON, _PICTURES = (".json",), (".png", ".svg")


def add_outputs(command: argparse.ArgumentParser) -> None:
    """Add --json, which prints or writes, and --plot."""
    command.add_argument(
        "--json",
        metavar="OUT.json",
        nargs="?",
        const=PRINTED,
        help="print one JSON object instead of the table, or write it into OUT.json",
    )
    command.add_argument("--plot", metavar="OUT", help="draw the chart into OUT.png or OUT.svg")


def sort_out_json(options: argparse.Namespace) -> None:
    """Take a word after --json that names no file of JSON for what is trained, where nothing else is.

    So `--json` may stand before the preset. Raises EngineError for a word that can be neither.
    """
    if not options.json or Path(options.json).suffix.lower() in _JSON:
        return
    if options.subject is not None or options.resume is not None:
        raise _wrong_ending("--json", _JSON, options.json)
    options.subject, options.json = options.json, PRINTED


def require_outputs(options: argparse.Namespace, *more: tuple[str, str | None]) -> None:
    """Raise EngineError where an output could not be written: before hours of training, not after them.

    `more` are options that write, beside --json and --plot, each with its path, None where it was not given.
    """
    if options.plot is not None and Path(options.plot).suffix.lower() not in _PICTURES:
        raise _wrong_ending("--plot", _PICTURES, options.plot)
    asked = (("--json", options.json or None), *more, ("--plot", options.plot))
    outputs = [(option, path) for option, path in asked if path is not None]
    folder = chosen_folder(options)
    for option, path in outputs:
        require_output(option, path, reads=(file_named(options.subject),), undone="Nothing was trained.")
        if folder is not None and is_of_sweep(folder, Path(path)):
            what = f"{option} would write over a file of the sweep in {named(folder)}"
            raise EngineError(f"{what}. Choose another name. Nothing was trained.")
    require_apart(outputs)


def _wrong_ending(option: str, endings: tuple[str, ...], given: str) -> EngineError:
    return EngineError(
        f"{option} takes a name that ends in {' or '.join(endings)}, but {shown(given)} was given."
    )


def outputs_of(
    options: argparse.Namespace, told: dict[str, Any], chart: Callable[[], Drawing], *more: Output
) -> list[Output]:
    """Return what was asked for as files: the object `told`, what `more` there is, and the chart."""
    outputs: list[Output] = []
    if options.json:
        outputs.append((options.json, f"{as_json(told)}\n".encode(), json.loads))
    outputs += more
    if options.plot is not None:
        outputs.append(_picture(options.plot, chart()))
    return outputs


def _picture(path: str, drawing: Drawing) -> Output:
    """Return `drawing` as what is written to `path`, by the ending of which it is a PNG or an SVG."""
    if Path(path).suffix.lower() == ".svg":
        return path, svg(drawing), read_svg
    return path, png(drawing), read_png


def finish(
    options: argparse.Namespace,
    made: Made,
    outputs: list[Output],
    *,
    told: dict[str, Any],
    text: Callable[[], str],
) -> int:
    """Write the outputs, print the object `told` or the text, and say what is missing. Return the exit code."""
    faults = _write_all(outputs)  # before anything is printed: whoever reads may be gone, as with `| head`
    if options.json == PRINTED:
        print(as_json(told), flush=True)
    elif made.results:  # why there are none is told below
        print(text(), flush=True)
    code = made.tell_end(f"nnlab {options.command}", chosen_folder(options))
    for fault in faults:
        print(f"nnlab: {fault}", file=Aside(sys.stderr))
    return code or (EXIT_FAULT if faults else 0)


def _write_all(outputs: list[Output]) -> list[str]:
    """Write the outputs; return the sentences of those that could not be, for the runs are there all the same."""
    faults = []
    for path, content, validate in outputs:
        try:
            write_atomically(path, content, validate=validate)
        except SaveError as fault:
            faults.append(str(fault))
    return faults
