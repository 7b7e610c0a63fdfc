"""What the check of gradients says: the verdict, why it cannot be told, and what was checked."""

from PySide6.QtCore import QCoreApplication

from nnlab.desktop.words.numbers import format_count, format_number
from nnlab.study.gradient_check import Differences, GradientStudy
from nnlab.study.gradient_evidence import Evidence
from nnlab.study.gradient_verdict import Doubt, GradientLadder, Verdict

translate = QCoreApplication.translate  # a name that lupdate knows

_MOST_UNITS = 6  # of a layer whose kinks are named


def step_size(epsilon: float) -> str:
    """Return a step size as it is written, 'ε = 10⁻⁵', in one piece."""
    return f"ε\u00a0=\u00a0{format_number(epsilon, 1, trim=True)}"


def verdict(ladder: GradientLadder, step: Differences) -> str:
    """Say in a few words whether the gradients are the same at a step size."""
    found, doubt = ladder.judge(step)
    if doubt in (Doubt.TRUNCATION, Doubt.ROUNDING):
        text = translate("gradients", "Cannot be told at {step}")
        return text.format(step=step_size(step.epsilon))
    return {
        Verdict.AGREES: translate("gradients", "The gradients agree"),
        Verdict.DISAGREES: translate("gradients", "The gradients disagree"),
        Verdict.UNCLEAR: translate("gradients", "Cannot be told"),
    }[found]


def reason(ladder: GradientLadder, step: Differences) -> str:
    """Say why."""
    found, doubt = ladder.judge(step)
    best = step_size(ladder.best.epsilon)
    match doubt:
        case Doubt.TRUNCATION:
            text = translate(
                "gradients",
                "The step is too large: the loss bends on the way (truncation). At {best} the gradients agree.",
            )
            return text.format(best=best)
        case Doubt.ROUNDING:
            text = translate(
                "gradients",
                "The step is too small: the two losses differ in their last digits only (rounding). At {best} the "
                "gradients agree.",
            )
            return text.format(best=best)
        case Doubt.KINKS:
            return translate(
                "gradients", "Every step comes over a kink, where the slope jumps. Try other weights."
            )
        case Doubt.NOISE:
            return translate(
                "gradients",
                "The numeric gradients are too unsure at every ε, as where gradients have vanished or numbers have "
                "exploded.",
            )
    if found is Verdict.DISAGREES:
        return translate(
            "gradients", "Steps of several sizes agree with one another, but not with back-propagation."
        )
    return translate(
        "gradients", "Back-propagation computes what a small step in each parameter does to the loss."
    )


def furthest(study: GradientStudy, ladder: GradientLadder, step: Differences) -> str:
    """Name the parameter whose gradients are furthest apart, with both; '' where there is none.

    Of gradients that disagree it is the wrong one, as the step size found it that is surest of it: at the step size
    that is looked at, the largest error may be that of another, by truncation or rounding.
    """
    wrong = ladder.most_wrong
    if wrong is not None:
        found = ladder.evidence
        text = translate(
            "gradients",
            "Most clearly wrong is {name}, by a relative error of {error} at {step}: back-propagated {analytic}, "
            "numeric {numeric}.",
        )
        return text.format(step=step_size(float(found.epsilon[wrong])), **_apart(study, wrong, found))
    worst = step.worst
    if worst is None:
        return ""
    text = translate(
        "gradients",
        "Largest relative error {error}, at {name}: back-propagated {analytic}, numeric {numeric}.",
    )
    return text.format(**_apart(study, worst, step))


def _apart(study: GradientStudy, number: int, found: Differences | Evidence) -> dict[str, str]:
    """Return the name of a checked parameter, both its gradients and their relative error, as they are written."""
    return {
        "error": format_number(float(found.relative_error[number]), 2),
        "name": study.place(number).name,
        "analytic": format_number(float(study.analytic[number]), 4),
        "numeric": format_number(float(found.numeric[number]), 4),
    }


def samples(used: int, of: int) -> str:
    """Say on which samples the loss was measured."""
    if used == of:
        text = translate("gradients", "Loss of all {count} samples.")
        return (
            text.format(count=format_count(of))
            if of > 1
            else translate("gradients", "Loss of the one sample.")
        )
    text = translate("gradients", "Loss of the first {used} of {count} samples.")
    return text.format(used=format_count(used), count=format_count(of))


def parameters(study: GradientStudy, not_judged: int) -> str:
    """Say how many of the parameters were checked, and of how many no step size says anything."""
    count = format_count(study.spec.parameter_count)
    if study.is_sample:
        text = translate("gradients", "Of {count} parameters {checked} were checked, drawn from every layer.")
        drawn = text.format(checked=format_count(len(study.checked)), count=count)
        if not not_judged:
            return drawn
        left = translate("gradients", "Of these, {count} could not be judged: every step comes over a kink.")
        return f"{drawn} {left.format(count=format_count(not_judged))}"
    if not not_judged:
        return translate("gradients", "All {count} parameters were checked.").format(count=count)
    text = translate(
        "gradients",
        "Of {count} parameters {checked} were checked; {left} could not be judged: every step comes over a kink.",
    )
    checked = format_count(len(study.checked) - not_judged)
    return text.format(count=count, checked=checked, left=format_count(not_judged))


def kinks(step: Differences, units: tuple[tuple[str, ...], ...]) -> str:
    """Name the units whose kinks a step comes over, layer by layer; `units` are the names of every column."""
    if not step.kinks:
        return ""
    layers = []
    for layer in sorted({layer for layer, _unit in step.kinks}):
        names = [units[layer + 1][unit] for at, unit in step.kinks if at == layer]
        more = f" … ({format_count(len(names))})" if len(names) > _MOST_UNITS else ""
        named = ", ".join(names[:_MOST_UNITS]) + more
        layers.append(translate("gradients", "layer {number}: {units}").format(number=layer + 1, units=named))
    text = translate(
        "gradients",
        "At a kink with this ε, and so outlined and not judged by it: {count} parameters, because of {layers}.",
    )
    return text.format(count=format_count(int(step.crosses.sum())), layers="; ".join(layers))


def layer_note(study: GradientStudy, layer: int) -> str:
    """Return the shape of a layer, and how much of it was checked if not all."""
    slot, part = study.spec.slots[layer], study.parts[layer]
    checked, of = part.stop - part.start, (slot.bias or slot.weights).stop - slot.weights.start
    shape = f"{slot.fan_in} × {slot.fan_out}"
    if checked == of:
        return f"W {shape}" if slot.bias is None else f"W {shape}, b {slot.fan_out}"
    text = translate("gradients", "{checked} of {count} drawn")
    return f"{shape} · " + text.format(checked=format_count(checked), count=format_count(of))
