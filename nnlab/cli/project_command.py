"""`nnlab info` and `nnlab predict`: what a project file holds, and what its network answers."""

import argparse
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlab.cli.adding import add_command
from nnlab.cli.drawings import drawn_inputs, pixels_of, takes_drawings
from nnlab.cli.report import as_json
from nnlab.cli.runs import run_lines, runs_object
from nnlab.data.tabular.asking import Questions, cells_of, inputs_of, inputs_of_table
from nnlab.data.tabular.plan import TableSource
from nnlab.data.titles import title_of
from nnlab.engine import EngineError, Network
from nnlab.files import CSV, FileKind, LoadError, open_untrusted
from nnlab.files.errors import counted, visible
from nnlab.project.nnlab_file import load_project
from nnlab.project.saved import SavedProject
from nnlab.project.saved_data import TABLE_MEMBER
from nnlab.project.spoken import shown

_MOST_COLUMNS = 12  # outputs that stand beside each other in a line

_INFO_EXAMPLES = """\
examples:
  nnlab train xor --save xor.nnlab
  nnlab info xor.nnlab
"""

_PREDICT_EXAMPLES = """\
examples:
  nnlab predict segments.nnlab --input "1 1 0 1 1 0 1"
  nnlab predict segments.nnlab --csv inputs.csv --json
  nnlab predict digits.nnlab --image three.png
  nnlab predict flowers.nnlab --input "5.1, red"

A table has one sample in each row and one input in each column, in the order of 'nnlab info'. A network that learned
from a table of one's own is asked, and answers, in the numbers and words of that table. Where that has a decimal comma,
a comma parts inputs only before a blank: "5,1; red" or "5,1, red". A picture goes the way of a drawing: cut out, scaled
and centred as MNIST is.
"""


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add both commands to the parser's commands."""
    info = add_command(
        commands,
        "info",
        help="say what a project file holds",
        description="Say what a project file holds: network, settings, how far it has come, its data and its runs.",
        epilog=_INFO_EXAMPLES,
    )
    info.add_argument("project", metavar="FILE", help="a project file (.nnlab)")
    info.add_argument("--json", action="store_true", help="as JSON")
    predict = add_command(
        commands,
        "predict",
        help="ask the network in a project file",
        description="Ask the network in a project file; one line of outputs for each sample.",
        epilog=_PREDICT_EXAMPLES,
    )
    predict.add_argument("project", metavar="FILE", help="a project file (.nnlab)")
    predict.add_argument(
        "--input",
        metavar="NUMBERS",
        action="append",
        default=[],
        help="the inputs of one sample, may be repeated",
    )
    predict.add_argument("--csv", metavar="TABLE", action="append", default=[], help="a table of samples")
    predict.add_argument(
        "--image", metavar="PICTURE", action="append", default=[], help="a picture of a digit"
    )
    predict.add_argument("--json", action="store_true", help="a list with inputs and outputs of each sample")


def run_info(options: argparse.Namespace) -> int:
    """Obey `nnlab info` and return the exit code. Raises LoadError for a file that is no project."""
    project = load_project(options.project)
    print(as_json(info_object(project)) if options.json else info_text(options.project, project), flush=True)
    return 0


def run_predict(options: argparse.Namespace) -> int:
    """Obey `nnlab predict` and return the exit code.

    Raises LoadError for a file that cannot be used, and EngineError for inputs that do not fit the network.
    """
    if not (options.input or options.csv or options.image):
        raise EngineError("nothing was asked: give --input, --csv or --image. See 'nnlab predict --help'.")
    project = load_project(options.project)
    network = Network.reading(project.parameters)
    questions = _questions(project)
    samples = _samples(project, questions, options)
    outputs = network.predict(samples)
    if questions is not None:  # in the units of the table
        scales = questions.scales
        samples, outputs = scales.raw_inputs(samples), scales.raw_targets(outputs)
    if options.json:
        pairs = zip(samples.tolist(), outputs.tolist(), strict=True)
        print(as_json([{"input": row, "output": answer} for row, answer in pairs]), flush=True)
        return 0
    names = _target_names(project)
    for answer in outputs:
        print(_answer(names, answer), flush=True)
    return 0


# -- what is asked -----------------------------------------------------------------------------------------


def _samples(
    project: SavedProject, questions: Questions | None, options: argparse.Namespace
) -> NDArray[np.float64]:
    """Return all samples that were given, (n, in), in the order of the options in the help."""
    count = project.parameters.spec.inputs
    if questions is None:
        rows = [_spoken_row(text, count) for text in options.input]
    else:
        rows = [inputs_of(questions, cells_of(questions, text)) for text in options.input]
    rows += [row for path in options.csv for row in _table(path, count, questions)]
    rows += [_picture(project, path) for path in options.image]
    return np.array(rows, dtype=np.float64)


def _spoken_row(text: str, count: int) -> NDArray[np.float64]:
    words = text.replace(",", " ").split()
    try:
        row = np.array([float(word) for word in words])
    except ValueError:
        raise EngineError(f'--input takes numbers, like "1 0 1", but {shown(text)} was given.') from None
    if len(row) != count:
        raise EngineError(f"the network takes {counted(count, 'input')}, but {len(row):,} were given.")
    if not np.isfinite(row).all():
        raise EngineError(f"--input takes finite numbers, but {shown(text)} was given.")
    return row


def _questions(project: SavedProject) -> Questions | None:
    """Return how the network is asked if it learned from a table of the user's own, also from one that was edited."""
    data, text = project.data, project.members.get(TABLE_MEMBER)
    if data.table is not None and text is not None:
        return Questions.of_table(TableSource(bytes(text), data.table))
    return None if data.scales is None else Questions.of_edited(data.scales)


def _table(path: str, count: int, questions: Questions | None) -> NDArray[np.float64]:
    """Return the samples of a table, (n, in). Raises LoadError naming the file, and the cell where there is one."""

    def parse(data: bytes) -> NDArray[np.float64]:
        table = CSV.parse(data)
        if questions is not None:
            return inputs_of_table(questions, table)
        if len(table.header) != count:
            columns, inputs = counted(len(table.header), "column"), counted(count, "input")
            what = f"It has {columns}, but the network takes {inputs}"
            raise LoadError("columns", f"{what}. Keep a column for each input.")
        return table.numbers(range(count))

    return open_untrusted(path, FileKind(CSV.name, parse, CSV.max_bytes, CSV.accepts))


def _picture(project: SavedProject, path: str) -> NDArray[np.float64]:
    if not takes_drawings(project.data):
        raise EngineError("the network in this project takes no drawn digits: ask it with --input or --csv.")
    return drawn_inputs(path, pixels_of(project.data))


def _answer(names: tuple[str, ...], outputs: NDArray[Any]) -> str:
    if len(outputs) > _MOST_COLUMNS:
        return "  ".join(f"{value:.4f}" for value in outputs)
    return "  ".join(f"{visible(name)} {value:.4f}" for name, value in zip(names, outputs, strict=True))


def _target_names(project: SavedProject) -> tuple[str, ...]:
    count = project.parameters.spec.outputs
    names = project.data.target_names
    return names if names is not None and len(names) == count else tuple(f"y{k + 1}" for k in range(count))


# -- what a file holds -------------------------------------------------------------------------------------


def info_object(project: SavedProject) -> dict[str, Any]:
    """Return what `nnlab info --json` prints."""
    spec, config, training, data = project.parameters.spec, project.config, project.training, project.data
    return {
        "preset": project.preset,
        "shape": list(spec.sizes),
        "dtype": spec.dtype,
        "parameters": spec.parameter_count,
        "layers": [
            {"units": layer.units, "activation": layer.activation, "init": layer.init, "bias": layer.bias}
            for layer in spec.layers
        ],
        "loss": config.loss,
        "optimizer": config.optimizer,
        "learning_rate": config.learning_rate,
        "batch_size": config.batch_size,
        "seed": config.seed,
        "steps": training.step,
        "epochs": training.epoch,
        "epoch_loss": training.epoch_loss,
        "data": {
            "name": data.name,
            "task": data.task.value,
            "samples": data.train.count,
            "test_samples": None if data.test is None else data.test.count,
            "validation_samples": None if data.validation is None else data.validation.count,
            "in_the_file": data.whole,
            "inputs": list(data.input_names or ()),
            "targets": list(data.target_names or ()),
        },
        "points": len(project.history.epochs),
        "runs": runs_object(project.runs),
        "notes": project.notes,
    }


def info_text(path: str, project: SavedProject) -> str:
    """Return what `nnlab info` prints for people."""
    spec, config, training, data = project.parameters.spec, project.config, project.training, project.data
    activations = ", ".join(layer.activation for layer in spec.layers)
    batch = (
        "all samples" if config.batch_size is None else f"batches of {counted(config.batch_size, 'sample')}"
    )
    unseen_parts = [part.count for part in (data.validation, data.test) if part is not None]
    unseen = f", {sum(unseen_parts):,} never learned from" if unseen_parts else ""
    by_name = "looked for by name" if data.is_in_catalog else "too many to lie in the file"
    where = "in the file" if data.whole else by_name
    lines = [
        f"{visible(Path(path).name)}  {spec.shape_text}"
        + (f"  from {visible(project.preset)}" if project.preset else ""),
        f"  network   {activations}; {counted(spec.parameter_count, 'parameter')}, {spec.dtype}",
        f"  training  {config.loss}, {config.optimizer}, rate {config.learning_rate:g}, {batch}, seed {config.seed}",
        f"  so far    {counted(training.step, 'update')} in {counted(training.epoch, 'epoch')}"
        + ("" if np.isnan(training.epoch_loss) else f", mean loss of the last {training.epoch_loss:.6g}"),
        f"  data      {visible(title_of(data.name))}: {counted(data.train.count, 'sample')}{unseen}, {where}",
    ]
    if data.input_names:
        lines.append(f"  inputs    {' '.join(map(visible, data.input_names))}")
    if data.target_names:
        lines.append(f"  targets   {' '.join(map(visible, data.target_names))}")
    lines += run_lines(project.runs)
    if project.notes:
        lines += ["", *map(visible, project.notes.splitlines())]
    return "\n".join(lines)
