"""`nnlab import`: weights that any program has written, into the network of a project."""

import argparse
from pathlib import Path
from typing import Any

from nnlab.cli.adding import add_command
from nnlab.cli.outputs import require_output
from nnlab.engine import EngineError
from nnlab.export import Fit, LayerFit, fit_of, load_weights, with_matching_network, with_weights
from nnlab.project.nnlab_file import SUFFIX, load_project, save_project
from nnlab.project.spoken import shown

_EXAMPLES = """\
examples:
  nnlab import weights.npz mine.nnlab new.nnlab             into the network as it is
  nnlab import network.onnx mine.nnlab new.nnlab --match    into one of the same shape as in the file

What is read: .npz, .json, .zip and .csv as 'nnlab export' writes them, .npz and .safetensors of PyTorch and Keras,
.onnx of dense networks. The project keeps its data and settings; its training begins anew.
"""


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add the command to the parser's commands."""
    parser = add_command(
        commands,
        "import",
        help="put weights of another program into a project",
        description="Put weights of another program into the network of a project, and write it as a new one.",
        epilog=_EXAMPLES,
    )
    parser.add_argument("weights", metavar="WEIGHTS", help="the file of weights")
    parser.add_argument("project", metavar="FILE", help="a project file (.nnlab)")
    parser.add_argument("out", metavar="OUT", help="the project file to write (.nnlab)")
    parser.add_argument(
        "--match", action="store_true", help="give the project a network of the shape that the weights have"
    )


def run(options: argparse.Namespace) -> int:
    """Obey `nnlab import`, print what was expected and found, layer by layer, and return the exit code.

    Raises LoadError for a file that cannot be read, EngineError for weights that do not fit, and SaveError.
    """
    if Path(options.out).suffix.lower() != SUFFIX:
        raise EngineError(
            f"a new file whose name ends in {SUFFIX} is needed, but {shown(options.out)} was given."
        )
    require_output("OUT", options.out, reads=(options.weights,))
    project = load_project(options.project)
    foreign = load_weights(options.weights)
    fit = fit_of(project.parameters.spec, foreign)
    print(fit_text(fit), flush=True)
    if options.match:
        project = with_matching_network(project, foreign)
    elif fit.fits:
        project = with_weights(project, foreign)
    else:
        raise EngineError(
            "the weights do not fit the network, and nothing was written. --match builds one that fits."
        )
    save_project(options.out, project)
    return 0


def fit_text(fit: Fit) -> str:
    """Return the comparison as a table of text, one line a layer."""
    cells = [("layer", "network", "weights", "")]
    for row in fit.rows:
        network, weights = (
            _layer(row.expected, row.expected_activation),
            _layer(row.found, row.found_activation),
        )
        cells.append((str(row.number), network, weights, _remark(row)))
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in cells)
    return "\n".join(line.rstrip() for line in lines)


def _layer(shape: tuple[int, int] | None, activation: str | None) -> str:
    if shape is None:
        return "none"
    return f"{shape[0]} x {shape[1]}" + (f" {activation}" if activation else "")


def _remark(row: LayerFit) -> str:
    if not row.fits:
        return "does not fit" if row.expected != row.found else "has a bias, the network none"
    return "" if row.is_same_activation else "another activation"
