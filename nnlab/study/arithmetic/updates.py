"""The update of one parameter as lines: what the optimizer remembers, what it subtracts, and the weights after it.

The formulas are those of engine/optimizers.py, with every number in place.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from nnlab.engine import TrainingConfig
from nnlab.study.arithmetic.equations import Matrix
from nnlab.study.arithmetic.formulas import Terms
from nnlab.study.arithmetic.spelled import spelled, to_the


@dataclass(frozen=True, eq=False, slots=True)
class Updated:
    """One parameter, W or B of a layer, around its update.

    `gradient` is its Wb or Bb; `state_before` and `state_after` are what the optimizer keeps of it, `change` is what
    the update subtracts.
    """

    before: Matrix
    gradient: Matrix
    state_before: tuple[Matrix, ...]
    state_after: tuple[Matrix, ...]
    change: Matrix
    after: Matrix


def update_lines(config: TrainingConfig, number: int, p: Updated) -> Iterator[Terms]:
    """Yield the lines of one parameter's update, each ending in what it computes.

    `number` counts the optimizer's updates from 1 (Adam's t).
    """
    rate = spelled(config.learning_rate)
    match config.optimizer:
        case "sgd":
            yield (p.before, f"− {rate} ·", p.gradient, "=", p.after)
        case "momentum":
            yield _velocity(config, p)
            yield (p.before, "−", p.state_after[0], "=", p.after)
        case "nesterov":
            yield _velocity(config, p)
            ahead = (f"{spelled(config.momentum)} ·", p.state_after[0], f"+ {rate} ·", p.gradient)
            yield (*ahead, "=", p.change)
            yield (p.before, "−", p.change, "=", p.after)
        case "adagrad":
            yield (p.state_before[0], "+", p.gradient, "²", "=", p.state_after[0])
            yield _scaled(f"{rate} ·", p.gradient, p.state_after[0], ") + 10⁻¹⁰)", p.change)
            yield (p.before, "−", p.change, "=", p.after)
        case "rmsprop":
            yield _mean(config.rho, p.state_before[0], p.gradient, "²", p.state_after[0])
            yield _scaled(f"{rate} ·", p.gradient, p.state_after[0], ") + 10⁻⁸)", p.change)
            yield (p.before, "−", p.change, "=", p.after)
        case "adam":
            yield _mean(config.beta1, p.state_before[0], p.gradient, "", p.state_after[0])
            yield _mean(config.beta2, p.state_before[1], p.gradient, "²", p.state_after[1])
            first = f"{rate} / (1 − {to_the(config.beta1, number)}) ·"
            second = f"/ (1 − {to_the(config.beta2, number)})) + 10⁻⁸)"
            yield _scaled(first, p.state_after[0], p.state_after[1], second, p.change)
            yield (p.before, "−", p.change, "=", p.after)
        case name:
            raise AssertionError(f"no lines of {name}")


def _velocity(config: TrainingConfig, p: Updated) -> Terms:
    keep, rate = spelled(config.momentum), spelled(config.learning_rate)
    return (f"{keep} ·", p.state_before[0], f"+ {rate} ·", p.gradient, "=", p.state_after[0])


def _mean(keep: float, before: Matrix, news: Matrix, power: str, after: Matrix) -> Terms:
    kept = spelled(keep)
    ending = ("=",) if not power else (power, "=")
    return (f"{kept} ·", before, f"+ (1 − {kept}) ·", news, *ending, after)


def _scaled(first: str, direction: Matrix, squares: Matrix, ending: str, change: Matrix) -> Terms:
    return (first, direction, "/ (√(", squares, ending, "=", change)
