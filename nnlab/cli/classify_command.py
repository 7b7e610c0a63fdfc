"""`nnlab classify`: which digit each picture shows, by the network that ships with nnlab."""

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlab.cli.aside import Aside
from nnlab.cli.report import as_json
from nnlab.data.drawing import see
from nnlab.data.paper import from_picture
from nnlab.engine import Network
from nnlab.files import LoadError
from nnlab.files.errors import quoted, visible
from nnlab.lessons.shipped import digits_network

_EXIT_FAULT = 1

_EXAMPLES = """\
examples:
  nnlab classify seven.png
  nnlab classify photos/*.jpg --json

exit codes: 0 every picture was classified, 1 one could not be read or shows nothing
"""


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """What became of one file: `probabilities` (10,) of the digits 0 to 9, or the sentence why there are none."""

    file: str
    probabilities: NDArray[np.floating[Any]] | None = None
    fault: str | None = None


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add the command to the parser's commands."""
    classify = commands.add_parser(
        "classify",
        help="say which digit each picture shows",
        description="Say which digit each picture shows: drawn, scanned or photographed, of any size, dark on light "
        "or light on dark, one digit in each. PNG, JPEG, BMP, GIF, WebP and PNM files are read.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    classify.add_argument("images", metavar="IMAGE", nargs="+", help="a picture file")
    classify.add_argument(
        "--json", action="store_true", help="print a list with file, digit and probabilities of each"
    )


def run(options: argparse.Namespace) -> int:
    """Obey `nnlab classify` and return the exit code. Raises LoadError when the shipped network is damaged."""
    network = Network.reading(digits_network())
    verdicts = []
    for file in options.images:
        verdict = classify(network, file)
        verdicts.append(verdict)
        if verdict.fault is not None:
            print(f"nnlab: {verdict.fault}", file=Aside(sys.stderr))
        elif not options.json:
            print(_sayable(line_of(verdict)), flush=True)
    if options.json:
        print(as_json([object_of(verdict) for verdict in verdicts]), flush=True)
    return _EXIT_FAULT if any(verdict.fault is not None for verdict in verdicts) else 0


def classify(network: Network, file: str) -> Verdict:
    """Return what `network` makes of the picture in `file`; a file that cannot be read is a verdict too."""
    from nnlab.data.picture_files import load_picture  # its decoders would slow down every other command

    try:
        seen = see(from_picture(load_picture(file)))
    except LoadError as fault:
        return Verdict(file, fault=str(fault))
    if seen.is_empty:
        return Verdict(
            file, fault=f"Nothing is drawn in {quoted(Path(file).name)}. Draw one digit, large and clear."
        )
    return Verdict(file, network.predict(seen.inputs)[0])


def line_of(verdict: Verdict) -> str:
    """Return the answer for people: the digit, how sure the network is, and the next best."""
    assert verdict.probabilities is not None
    second, first = verdict.probabilities.argsort(kind="stable")[-2:]
    sure, unsure = (_percent(verdict.probabilities[digit]) for digit in (first, second))
    return f"{visible(verdict.file)}  {first}  {sure}  (then {second} {unsure})"


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
