"""`nnlab folds`: cross-validation, in which every sample is judged once by a network that did not learn from it."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from nnlab.cli.adding import add_command
from nnlab.cli.aside import Aside
from nnlab.cli.folds_chart import folds_chart
from nnlab.cli.making import add_trained, add_workers, chosen_folder, make, resumed
from nnlab.cli.numbers import number_from, seed_number
from nnlab.cli.subjects import subject
from nnlab.cli.tables import add_corrections
from nnlab.cli.trial_outputs import add_outputs, finish, outputs_of, require_outputs, sort_out_json
from nnlab.cli.trial_report import folds_object, folds_text, spread_text
from nnlab.data.splits import MOST_FOLDS
from nnlab.engine import EngineError
from nnlab.files.errors import visible
from nnlab.project import ProjectState
from nnlab.project.settings import apply_settings
from nnlab.trials.backend import Backend
from nnlab.trials.crossval import FoldsResult, folds_result, held_out_counts, measure_of, run_folds
from nnlab.trials.plan import FoldsPlan, check_plan
from nnlab.trials.spread import spread_of
from nnlab.trials.summary import measured
from nnlab.trials.trial import TrialResult

_USUAL_FOLDS = 5

_EXAMPLES = """\
examples:
  nnlab folds flowers.csv --target kind --folds 5
  nnlab folds mine.nnlab --folds 5 --set batch_size=1 --set epochs=20        stochastic descent
  nnlab folds mine.nnlab --folds 5 --set batch_size=full --set epochs=20     batch descent

The samples are dealt out into as many folds; each is held out once, while a network learns from all the others, from
the same start. Samples of a test stay out of all of it. For numbers the score is the root mean square error of the
samples held out, in the units of the table; of several targets each is measured by how far off its mean would be.
Samples held out whose very inputs are learned from as well are counted.

exit codes: 0 all folds are judged, 1 some failed, or workers or files did, 2 a wrong word or number, 130 Ctrl-C
"""


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add the command to the parser's commands."""
    folds = add_command(
        commands,
        "folds",
        help="cross-validate: judge each fold of the samples by a network that did not learn from it",
        description="Cross-validate a network: each fold of the samples is judged by one that did not learn from it.",
        epilog=_EXAMPLES,
    )
    add_trained(folds)
    folds.add_argument("--folds", metavar="K", type=_count, help="how many; 5 without it")
    folds.add_argument(
        "--deal-seed", metavar="N", type=seed_number, help="deals out the samples; 0 without it"
    )
    folds.add_argument(
        "--unstratified", action="store_true", help="do not keep each class's share in every fold"
    )
    folds.add_argument(
        "--seed", metavar="N", type=seed_number, help="draws the weights; the preset's without it"
    )
    add_workers(folds)
    add_corrections(folds)
    folds.add_argument("--resume", metavar="DIR", help="go on with the cross-validation in that folder")
    add_outputs(folds)
    folds.add_argument("--quiet", action="store_true", help="no progress")


def run(options: argparse.Namespace) -> int:
    """Obey `nnlab folds` and return the exit code.

    Raises EngineError for what cannot be parted or trained, LoadError for a project that cannot be read, and SaveError
    for a folder that cannot be written.
    """
    sort_out_json(options)
    require_outputs(options)
    name, base, plan = _wanted(options)
    check_plan(base, plan)
    held_out, measure = held_out_counts(base, plan), measure_of(base)
    folder = chosen_folder(options)
    if not options.quiet:
        print(f"{plan.count} folds of {name}, {sum(held_out):,} samples.", file=Aside(sys.stderr))

    def fold(backend: Backend, **how: Any) -> FoldsResult:
        return run_folds(base, plan, backend=backend, folder=folder, **how)

    def standing(results: Sequence[TrialResult]) -> str:
        spread = spread_of(measured(run, measure) for run in results)
        return "" if spread is None else f"mean {spread_text(spread, measure)}"

    made = make(fold, plan.count, standing, options)
    result = folds_result(base, plan, held_out, made.results)
    told = folds_object(name, result)
    outputs = outputs_of(options, told, lambda: folds_chart(name, result))
    return finish(options, made, outputs, told=told, text=lambda: folds_text(name, result))


def _wanted(options: argparse.Namespace) -> tuple[str, ProjectState, FoldsPlan]:
    """Return what is trained, its name and the plan: from the words of the command, or from a folder."""
    if options.resume is not None:
        base, plan = resumed(options, "folds", ("--folds", "--deal-seed", "--seed", "--unstratified"))
        if not isinstance(plan, FoldsPlan):
            raise EngineError("that folder holds a sweep: go on with nnlab sweep --resume.")
        return base.preset or visible(Path(options.resume).name), base, plan
    if options.subject is None:
        raise EngineError("say what to train: a preset or a project file. See 'nnlab folds --help'.")
    base = subject(options.subject, options.seed, corrections=options)
    start_seed = base.config.seed if options.seed is None else options.seed
    base = apply_settings(base, options.settings or ())
    plan = FoldsPlan(
        options.folds or _USUAL_FOLDS, options.deal_seed or 0, not options.unstratified, start_seed
    )
    return visible(os.path.basename(options.subject)), base, plan


def _count(text: str) -> int:
    return number_from(text, 2, MOST_FOLDS)
