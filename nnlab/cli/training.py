"""One training on the command line: the same run that the window makes, at full speed."""

import signal
from collections.abc import Callable

from nnlab.engine import EngineError
from nnlab.interrupts import noted
from nnlab.project import ProjectState
from nnlab.training import Outcome, RunSetup, Snapshot, TrainingWarning, train_whole

# Ctrl-C, a request to end, and a terminal that is closed: what was reached is kept.
ENDS = (signal.SIGINT, signal.SIGTERM, *((signal.SIGHUP,) if hasattr(signal, "SIGHUP") else ()))


def require_an_end(state: ProjectState) -> None:
    """Raise EngineError when no stop rule is set, so that training would go on for ever."""
    if not state.config.ends(state.dataset.task):
        raise EngineError("training would never stop. Give --epochs N or --set stop_loss=NUMBER.")


def train(
    state: ProjectState,
    *,
    on_start: Callable[[], None] | None = None,
    on_progress: Callable[[Snapshot], None] | None = None,
    on_warning: Callable[[TrainingWarning], None] | None = None,
) -> Outcome:
    """Train until a stop rule holds, training explodes or an end is asked for, as by Ctrl-C; return what came of it.

    `on_start` is called when all is prepared and Ctrl-C is heard here, `on_progress` some ten times a second. Call
    this in the main thread: in no other does Python hear Ctrl-C. Raises EngineError when the network cannot be
    trained on the data.
    """
    setup = RunSetup(state.dataset, state.training, state.config, state.given, state.history)
    with noted(*ENDS) as interruption:
        return train_whole(
            setup,
            cancelled=lambda: interruption.came,
            on_start=on_start,
            on_progress=on_progress,
            on_warning=on_warning,
        )
