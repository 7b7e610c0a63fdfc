"""`nnlab sweep`: the same network trained with many settings and seeds, on one process or many."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from nnlab.cli.adding import add_command
from nnlab.cli.aside import Aside
from nnlab.cli.making import add_trained, add_workers, chosen_folder, make, resumed
from nnlab.cli.numbers import number_from, seed_number
from nnlab.cli.subjects import subject
from nnlab.cli.tables import add_corrections
from nnlab.cli.trial_charts import charts
from nnlab.cli.trial_outputs import (
    Output,
    add_outputs,
    finish,
    outputs_of,
    require_outputs,
    sort_out_json,
)
from nnlab.cli.trial_report import best_text, runs_csv, sweep_object, sweep_text
from nnlab.engine import EngineError
from nnlab.files import parse_csv
from nnlab.files.errors import counted, visible
from nnlab.project import ProjectState
from nnlab.project.settings import apply_settings
from nnlab.trials.backend import Backend
from nnlab.trials.plan import MOST_TRIALS, Axis, SweepPlan, check_plan, trials
from nnlab.trials.summary import Measure, best_of
from nnlab.trials.sweep import SweepResult, run_sweep
from nnlab.trials.trial import TrialResult

_EXAMPLES = """\
examples:
  nnlab sweep seven-segment --grid learning_rate=0.01,0.03,0.1 hidden=4,8,16 --seeds 5
  nnlab sweep seven-segment --grid optimizer=sgd,momentum,adam --set epochs=200 --plot optimizers.png
  nnlab sweep xor --random 50 --grid "learning_rate=log(0.01, 10)" hidden=2..16 --seeds 3 --csv runs.csv
  nnlab sweep mine.nnlab --grid "activations=relu,sigmoid;tanh,sigmoid" --folder tried
  nnlab sweep --resume tried                        go on where it was interrupted, or killed
  nnlab sweep seven-segment --grid rate=0.01,0.1 --scheduler tcp://host:8786

Every combination of the values is trained with every seed, all of one seed from the same start. With --random values
are drawn, from ranges too: 4..32, log(0.001, 1). Values that hold commas are parted by ';'. The keys are those of
'nnlab train --set'; rate and batch are short names. Workers make no difference to the results, to the last bit, where
nnlab, Python and NumPy are the same and NumPy's BLAS picks the same kernels for the processor; other workers of a
cluster are refused.

exit codes: 0 all runs are made, 1 some failed, or workers or files did, 2 a wrong word or number, 130 Ctrl-C
"""


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add the command to the parser's commands."""
    sweep = add_command(
        commands,
        "sweep",
        help="train with many settings and seeds, and compare",
        description="Train a network with many settings and seeds, and compare what came of it.",
        epilog=_EXAMPLES,
    )
    add_trained(sweep)
    sweep.add_argument(
        "--grid", metavar="KEY=A,B,C", nargs="+", action="extend", help="settings to vary, and their values"
    )
    sweep.add_argument(
        "--random", metavar="N", type=_count, help="draw N settings instead of trying every combination"
    )
    sweep.add_argument("--draw-seed", metavar="N", type=seed_number, help="draws them; 0 without it")
    sweep.add_argument(
        "--seeds",
        metavar="N",
        type=_count,
        help="how many seeds each is trained with; 1 without it",
    )
    sweep.add_argument(
        "--seed", metavar="N", type=seed_number, help="the first of them; the preset's without it"
    )
    add_workers(sweep)
    add_corrections(sweep)
    sweep.add_argument("--resume", metavar="DIR", help="go on with the sweep in that folder")
    add_outputs(sweep)
    sweep.add_argument("--csv", metavar="OUT", help="write the runs as a table")
    sweep.add_argument("--quiet", action="store_true", help="no progress")


def run(options: argparse.Namespace) -> int:
    """Obey `nnlab sweep` and return the exit code.

    Raises EngineError for a plan that cannot be tried, LoadError for a project that cannot be read, and SaveError for
    a folder that cannot be written.
    """
    sort_out_json(options)
    require_outputs(options, ("--csv", options.csv))
    name, base, plan = _wanted(options)
    check_plan(base, plan)
    measure = Measure.of_task(base.dataset.task, watched=base.dataset.watched is not None)
    total = len(trials(plan))
    folder = chosen_folder(options)
    if not options.quiet:
        begun = f"{counted(total, 'run')} of {name}: {counted(total // len(plan.seeds), 'setting')} with "
        print(f"{begun}{counted(len(plan.seeds), 'seed')} each.", file=Aside(sys.stderr))

    def sweep(backend: Backend, **how: Any) -> SweepResult:
        return run_sweep(base, plan, backend=backend, folder=folder, **how)

    def standing(results: Sequence[TrialResult]) -> str:
        best = best_of(results, plan, measure)
        return "" if best is None else f"best {best_text(best, measure)}"

    made = make(sweep, total, standing, options)
    result = SweepResult(plan, total, made.results)
    facts = (name, result, plan, measure, measure.part_of(base.dataset))
    told = sweep_object(*facts)
    table: list[Output] = []
    if options.csv is not None:
        table.append((options.csv, runs_csv(plan, result.results), parse_csv))
    outputs = outputs_of(options, told, lambda: charts(_titled(name, base), result, plan, measure), *table)
    return finish(options, made, outputs, told=told, text=lambda: sweep_text(*facts))


def _wanted(options: argparse.Namespace) -> tuple[str, ProjectState, SweepPlan]:
    """Return what is trained, its name and the plan: from the words of the command, or from a folder."""
    if options.resume is not None:
        base, plan = resumed(options, "sweep", ("--grid", "--random", "--draw-seed", "--seeds", "--seed"))
        if not isinstance(plan, SweepPlan):
            raise EngineError("that folder holds a cross-validation: go on with nnlab folds --resume.")
        return base.preset or visible(Path(options.resume).name), base, plan
    if options.subject is None:
        raise EngineError("say what to train: a preset or a project file. See 'nnlab sweep --help'.")
    base = apply_settings(subject(options.subject, options.seed, corrections=options), options.settings or ())
    first = base.config.seed if options.seed is None else options.seed
    axes = tuple(Axis.parsed(text) for text in options.grid or ())
    seeds = tuple(range(first, first + (options.seeds or 1)))
    if options.random is None:
        plan = SweepPlan(axes, seeds)
    else:
        plan = SweepPlan(axes, seeds, "random", options.random, options.draw_seed or 0)
    return visible(os.path.basename(options.subject)), base, plan


def _titled(name: str, base: ProjectState) -> str:
    """Return what stands over charts: a preset is called like its data, of a project both are told."""
    return f"{name} · {visible(base.dataset.name)}" if Path(name).suffix else name


def _count(text: str) -> int:
    return number_from(text, 1, MOST_TRIALS)
