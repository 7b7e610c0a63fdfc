"""What a worker does: it holds the base, read once from its bytes, and makes one trial after the other."""

import platform
from dataclasses import dataclass, field
from threading import Event

from nnlab.data import MissingDataError
from nnlab.files import Cancelled, LoadError
from nnlab.project import ProjectState
from nnlab.project.nnlab_file import parse_project
from nnlab.project.saved import restored
from nnlab.trials.plan import Trial
from nnlab.trials.trial import TrialResult, run_trial
from nnlab.trials.versions import difference, maker


@dataclass(frozen=True, slots=True)
class Order:
    """A trial, and the key of the base that it is one of."""

    base: str
    trial: Trial


@dataclass(frozen=True, slots=True)
class Unable:
    """A worker cannot make any trial of this base; the sentence says why. It is not the trial's fault.

    `code` is that of a `BackendError`.
    """

    sentence: str
    code: str = ""


@dataclass(slots=True)
class _Held:
    data: bytes
    cancelled: Cancelled
    like: tuple[str, ...] = ()
    state: ProjectState | None = None
    released: Event = field(default_factory=Event)

    def is_over(self) -> bool:
        return self.released.is_set() or self.cancelled()


_held: dict[str, _Held] = {}


def hold(
    key: str,
    base: bytes,
    cancelled: Cancelled = bool,  # bool() is False
    *,
    like: tuple[str, ...] = (),
) -> None:
    """Have the bytes of a base at hand in this process; they are read once, when the first trial needs them.

    Its trials are given up when it is `cancelled` or released, and none is made where this process is not `like` the
    maker that it is compared with, if there is one.
    """
    if key not in _held:
        _held[key] = _Held(base, cancelled, like)


def release(key: str) -> None:
    """Let a base go; its trials under way come to nothing."""
    held = _held.pop(key, None)
    if held is not None:
        held.released.set()


def work(order: Order) -> TrialResult | Unable | None:
    """Make a trial; return None when it was cancelled. Runs wherever the base is held."""
    held = _held.get(order.base)
    if held is None:  # it was released while this was on its way
        return None
    if held.state is None:
        other = difference(maker(), held.like) if held.like else ""
        if other:
            return Unable(
                f"a worker ({platform.node()}) has {other}, and results could differ. Use workers of one kind.",
                "another-kind",
            )
        try:
            held.state = restored(parse_project(held.data))
        except MissingDataError as error:
            return Unable(
                f"The data set {error.name!r} is not on a worker's computer. Fetch it there: nnlab data get."
            )
        except LoadError as error:
            return Unable(f"a worker cannot read the project of the sweep: {error}")
    return run_trial(held.state, order.trial, held.is_over)
