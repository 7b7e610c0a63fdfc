"""`nnlab check`: whether back-propagation computes what a small step in each parameter does to the loss."""

import argparse
import sys
from dataclasses import dataclass
from typing import Any

from nnlab.cli.adding import add_command
from nnlab.cli.aside import Aside
from nnlab.cli.numbers import number_from
from nnlab.cli.progress import ChangingLine
from nnlab.cli.report import as_json
from nnlab.cli.subjects import add_subject, subject
from nnlab.engine import EngineError
from nnlab.files.errors import counted, visible
from nnlab.project import ProjectState
from nnlab.project.spoken import number, shown
from nnlab.study.gradient_check import USUAL_ROWS, Differences, GradientStudy
from nnlab.study.gradient_verdict import FEW_STEPS, Doubt, GradientLadder, Verdict

EXIT_DISAGREES = 1
_LARGEST_EPSILON, _SMALLEST_EPSILON = 1.0, 1e-15
_MOST_UNITS = 12  # of a layer whose kinks are named

_EXAMPLES = """\
examples:
  nnlab check seven-segment               back-propagated against numeric gradients
  nnlab check mine.nnlab --json           for programs: max_relative_error, layers, kinks
  nnlab check xor --epsilon 0.1           too large a step: the loss bends on the way
  nnlab check mnist-softmax --rows 4      on the first four samples

The numeric gradient is (L(w + epsilon) - L(w - epsilon)) / (2 epsilon), in float64. A few step sizes are tried, and
every parameter is judged by the surest of them; the one at which the gradients agree best is reported. With --epsilon
that step size is reported instead, but it does not decide. Of large networks a part of every layer is checked.
Parameters whose step comes over a kink, as of ReLU at 0, are left out. Layers, units and places count from 1.

exit codes: 0 the gradients agree, 1 they do not, or it cannot be told, 2 a wrong word or number, or a network that
cannot be trained
"""


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add the command to the parser's commands."""
    check = add_command(
        commands,
        "check",
        help="compare back-propagated with numeric gradients",
        description="Check back-propagation against numeric gradients, parameter by parameter.",
        epilog=_EXAMPLES,
    )
    add_subject(check)
    check.add_argument("--epsilon", metavar="E", type=_epsilon, help="the one step size to report")
    check.add_argument(
        "--rows",
        metavar="N",
        type=_rows,
        help=f"how many samples, the first ones; {USUAL_ROWS} at most without",
    )
    check.add_argument(
        "--seed",
        metavar="N",
        type=_seed,
        help="draws a preset's weights, and what is checked of a large network",
    )
    check.add_argument("--json", action="store_true", help="as JSON")


def run(options: argparse.Namespace) -> int:
    """Obey `nnlab check` and return the exit code.

    Raises FileError for a file that cannot be used, and EngineError for a network that cannot be checked.
    """
    check = _checked(subject(options.subject, options.seed), options)
    if options.json:
        print(as_json(check_object(check)), flush=True)
    else:
        print(check_text(check), flush=True)
    if check.verdict is Verdict.AGREES:
        return 0
    print(f"nnlab: {sentence(check)}", file=Aside(sys.stderr))
    return EXIT_DISAGREES


@dataclass(frozen=True, slots=True)
class Check:
    """What was checked, by which steps, and the one that is reported."""

    name: str
    loss: str
    samples: int
    study: GradientStudy
    ladder: GradientLadder
    step: Differences

    @property
    def verdict(self) -> Verdict:
        """What the reported step says."""
        return self.ladder.judge(self.step)[0]


# -- what is asked -----------------------------------------------------------------------------------------


def _checked(state: ProjectState, options: argparse.Namespace) -> Check:
    data = state.dataset
    samples = len(data.targets)
    rows = min(USUAL_ROWS, samples) if options.rows is None else options.rows
    if rows > samples:
        raise EngineError(f"--rows {rows:,} was given, but there are {counted(samples, 'sample')}.")
    seed = state.config.seed if options.seed is None else options.seed
    part = slice(0, rows)
    loss = state.config.loss
    study = GradientStudy(state.parameters, data.inputs[part], data.targets[part], loss, seed=seed)
    asked = () if options.epsilon is None else (options.epsilon,)
    steps = tuple(dict.fromkeys((*FEW_STEPS, *asked)))
    line = ChangingLine(Aside(sys.stderr))
    found = {}
    for done, epsilon in enumerate(steps):
        if study.is_sample and Aside(sys.stderr).isatty():
            line.show_bar(done / len(steps), f"epsilon {epsilon:g}")
        found[epsilon] = study.at(epsilon)
    line.clear()
    # What is asked for may be any size: it must not talk the ladder into anything.
    ladder = GradientLadder.of([found[epsilon] for epsilon in FEW_STEPS])
    step = ladder.best if options.epsilon is None else found[options.epsilon]
    return Check(visible(options.subject), loss, samples, study, ladder, step)


def _epsilon(text: str) -> float:
    try:
        value = number(text)
    except ValueError:
        value = 0.0
    if not _SMALLEST_EPSILON <= value <= _LARGEST_EPSILON:
        bounds = f"from {_SMALLEST_EPSILON:g} to {_LARGEST_EPSILON:g}"
        raise argparse.ArgumentTypeError(f"a number {bounds} is needed, but {shown(text)} was given")
    return value


def _rows(text: str) -> int:
    return number_from(text, 1)


def _seed(text: str) -> int:
    return number_from(text, 0)


# -- what is said ------------------------------------------------------------------------------------------


def check_object(check: Check) -> dict[str, Any]:
    """Return what `nnlab check --json` prints; layers, units and places count from 1."""
    study, step = check.study, check.step
    verdict, doubt = check.ladder.judge(step)
    return {
        "network": study.spec.shape_text,
        "activations": [layer.activation for layer in study.spec.layers],
        "loss": check.loss,
        "rows": study.rows,
        "epsilon": step.epsilon,
        "checked": len(study.checked),
        "of": study.spec.parameter_count,
        "max_relative_error": step.max_relative_error,
        "median_relative_error": step.median_relative_error,
        "layers": [_layer_object(check, layer) for layer in range(len(study.parts))],
        "kinks": [{"layer": layer + 1, "unit": unit + 1} for layer, unit in step.kinks],
        "left_out": int(step.crosses.sum()),
        "not_judged": check.ladder.not_judged,
        "agrees": verdict is Verdict.AGREES,
        "verdict": verdict.value,
        "because_of": None if doubt is Doubt.NONE else doubt.value,
    }


def _layer_object(check: Check, layer: int) -> dict[str, Any]:
    study, place = check.study, check.study.parts[layer]
    part, slot = check.step.part(place), check.study.spec.slots[layer]
    worst = None
    if part.worst is not None:
        worst = {
            "parameter": study.place(place.start + part.worst).name,
            "backpropagated": float(part.analytic[part.worst]),
            "numeric": float(part.numeric[part.worst]),
        }
    return {
        "layer": layer + 1,
        "checked": len(part.analytic),
        "of": (slot.bias or slot.weights).stop - slot.weights.start,
        "max_relative_error": part.max_relative_error,
        "median_relative_error": part.median_relative_error,
        "worst": worst,
    }


def check_text(check: Check) -> str:
    """Return what `nnlab check` prints for people."""
    study, step = check.study, check.step
    drawn = ", a fair part of every layer" if study.is_sample else ""
    lines = [
        f"{check.name}  {study.spec.shape_text}  {check.loss}",
        f"  samples   the first {study.rows:,} of {check.samples:,}",
        f"  checked   {len(study.checked):,} of {counted(study.spec.parameter_count, 'parameter')}{drawn}",
        f"  epsilon   {step.epsilon:g}",
        f"  error     {_errors(step)}",
        *(_layer_line(check, layer) for layer in range(len(study.parts))),
        *_kink_lines(step),
        *_unjudged_lines(check.ladder),
    ]
    if check.verdict is Verdict.AGREES:
        lines += ["", sentence(check)]
    return "\n".join(lines)


def _errors(step: Differences) -> str:
    if step.crosses.all():
        return "none: every step comes over a kink"
    return f"{step.max_relative_error:.1e} at most, {step.median_relative_error:.1e} in the middle"


def _layer_line(check: Check, layer: int) -> str:
    found = _layer_object(check, layer)
    head = f"  {f'layer {layer + 1}':<10}"
    worst = found["worst"]
    if worst is None:
        return f"{head}left out"
    return (
        f"{head}{found['max_relative_error']:.1e} at {worst['parameter']}: back-propagated "
        f"{worst['backpropagated']:.6g}, numeric {worst['numeric']:.6g}"
    )


def _kink_lines(step: Differences) -> list[str]:
    """Return a line for each layer with units at a kink."""
    lines = []
    for layer in sorted({layer for layer, _unit in step.kinks}):
        units = [str(unit + 1) for at, unit in step.kinks if at == layer]
        more = f" and {len(units) - _MOST_UNITS:,} more" if len(units) > _MOST_UNITS else ""
        what = "unit" if len(units) == 1 else "units"
        lines.append(f"  kinks     layer {layer + 1}, {what} {', '.join(units[:_MOST_UNITS])}{more}")
    if lines:
        lines.append(
            f"  left out  {counted(int(step.crosses.sum()), 'parameter')} whose step comes over a kink"
        )
    return lines


def _unjudged_lines(ladder: GradientLadder) -> list[str]:
    """Return a line about the parameters of which no step size says anything."""
    if ladder.not_judged == 0:
        return []
    return [f"  unjudged  {counted(ladder.not_judged, 'parameter')}, over a kink at every epsilon"]


def sentence(check: Check) -> str:
    """Return the verdict as a sentence."""
    verdict, doubt = check.ladder.judge(check.step)
    if verdict is Verdict.AGREES:
        return "The gradients agree."
    if verdict is Verdict.DISAGREES:
        wrong = check.ladder.most_wrong
        assert wrong is not None, "some parameter is wrong where gradients disagree"
        return (
            f"the gradients disagree: for {check.study.place(wrong).name} back-propagation says "
            f"{check.study.analytic[wrong]:.6g}, but steps of several sizes say "
            f"{check.ladder.evidence.numeric[wrong]:.6g}."
        )
    epsilon, best = f"{check.step.epsilon:g}", f"{check.ladder.best.epsilon:g}"
    match doubt:
        case Doubt.TRUNCATION:
            return f"epsilon {epsilon} is too large to tell: the loss bends on the way. At {best} the gradients agree."
        case Doubt.ROUNDING:
            return (
                f"epsilon {epsilon} is too small to tell: what is left of the losses is rounding. At {best} the "
                "gradients agree."
            )
        case Doubt.KINKS:
            return (
                "it cannot be told: every step comes over a kink. Try another seed or other samples (--rows)."
            )
    return (
        "it cannot be told: the numeric gradients are too unsure at every epsilon, as where gradients have vanished or "
        "numbers have exploded. Try other samples (--rows)."
    )
