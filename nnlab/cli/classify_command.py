"""`nnlab classify`: which digit each picture shows, by the network that ships with nnlab or one of a project."""

import argparse
import sys
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlab.cli.adding import add_command
from nnlab.cli.aside import Aside
from nnlab.cli.drawings import drawn_inputs, pixels_of, takes_drawings
from nnlab.cli.report import as_json
from nnlab.data.drawing import FRAME
from nnlab.data.image_data import DIGITS
from nnlab.engine import EngineError, Network
from nnlab.files import LoadError
from nnlab.files.errors import named, visible
from nnlab.lessons.shipped import digits_network
from nnlab.project.nnlab_file import load_project

_EXIT_FAULT = 1

_EXAMPLES = """\
examples:
  nnlab classify seven.png
  nnlab classify photos/*.jpg --json
  nnlab classify seven.png --project mine.nnlab

exit codes: 0 every picture was classified, 1 one could not be read or shows nothing
"""


@dataclass(frozen=True, slots=True, eq=False)
class Reader:
    """A network that reads drawings: the `names` of its classes, and the numbers that empty and full pixels are."""

    network: Network
    names: tuple[str, ...]
    pixels: tuple[float, float] = (0.0, 1.0)


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """What became of one file: `probabilities` (K,) of the classes, or the sentence why there are none.

    A network without softmax gives its outputs as they are.
    """

    file: str
    probabilities: NDArray[np.floating[Any]] | None = None
    fault: str | None = None


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add the command to the parser's commands."""
    classify = add_command(
        commands,
        "classify",
        help="say which digit each picture shows",
        description="Say which digit each picture shows: drawn, scanned or photographed, of any size, dark on light "
        "or light on dark, one digit in each. PNG, JPEG, BMP, GIF, WebP and PNM files are read.",
        epilog=_EXAMPLES,
    )
    classify.add_argument("images", metavar="IMAGE", nargs="+", help="a picture file")
    classify.add_argument(
        "--project",
        metavar="FILE",
        help="ask the network in this project (.nnlab), not the one that comes along",
    )
    classify.add_argument(
        "--json", action="store_true", help="print a list with file, digit and probabilities of each"
    )


def run(options: argparse.Namespace) -> int:
    """Obey `nnlab classify` and return the exit code.

    Raises LoadError when the project, or nnlab's own network, cannot be used, and EngineError when it takes no digits.
    """
    reader = _shipped_reader() if options.project is None else _project_reader(options.project)
    verdicts = []
    for file in options.images:
        verdict = classify(reader, file)
        verdicts.append(verdict)
        if verdict.fault is not None:
            print(f"nnlab: {verdict.fault}", file=Aside(sys.stderr))
        elif not options.json:
            print(_sayable(line_of(verdict, reader.names)), flush=True)
    if options.json:
        print(as_json([object_of(verdict) for verdict in verdicts]), flush=True)
    return _EXIT_FAULT if any(verdict.fault is not None for verdict in verdicts) else 0


def _shipped_reader() -> Reader:
    return Reader(Network.reading(digits_network()), DIGITS)


def _project_reader(path: str) -> Reader:
    project = load_project(path)
    data, spec = project.data, project.parameters.spec
    if not takes_drawings(data) or data.target_names is None or spec.outputs < 2:
        raise EngineError(
            f"the network in {named(path)} does not tell {FRAME} × {FRAME} pictures apart: "
            "'nnlab info' says what it does, and 'nnlab predict' asks it."
        )
    return Reader(Network.reading(project.parameters), data.target_names, pixels_of(data))


def classify(reader: Reader, file: str) -> Verdict:
    """Return what `reader` makes of the picture in `file`; a file that cannot be read is a verdict too."""
    try:
        inputs = drawn_inputs(file, reader.pixels)
    except LoadError as fault:
        return Verdict(file, fault=str(fault))
    return Verdict(file, reader.network.predict(inputs[np.newaxis])[0])


def line_of(verdict: Verdict, names: tuple[str, ...]) -> str:
    """Return the answer for people: the digit, how sure the network is, and the next best."""
    assert verdict.probabilities is not None
    second, first = verdict.probabilities.argsort(kind="stable")[-2:]
    sure, unsure = (_percent(verdict.probabilities[digit]) for digit in (first, second))
    best, next_best = (visible(names[digit]) for digit in (first, second))
    return f"{visible(verdict.file)}  {best}  {sure}  (then {next_best} {unsure})"


def _sayable(line: str) -> str:
    """Return the line without what the console has no letters for."""
    encoding = sys.stdout.encoding or "utf-8"
    return line.encode(encoding, "replace").decode(encoding)


def _percent(share: float) -> str:
    return f"{share:.1%}".replace("%", " %")


def object_of(verdict: Verdict) -> dict[str, Any]:
    """Return the answer for programs; a file without one has null twice, and the sentence as its error."""
    if verdict.probabilities is None:
        return {"file": verdict.file, "digit": None, "probabilities": None, "error": verdict.fault}
    return {
        "file": verdict.file,
        "digit": int(verdict.probabilities.argmax()),
        "probabilities": verdict.probabilities.tolist(),
    }
