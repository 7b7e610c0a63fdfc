"""One line on a terminal that shows how far something has come."""

import math
import shutil

from nnlab.cli.aside import Aside
from nnlab.engine import TrainingConfig
from nnlab.project import ProjectState
from nnlab.training import Snapshot

_BAR_CHARACTERS = 24


def fraction_done(config: TrainingConfig, samples: int, first_loss: float, epoch: int, loss: float) -> float:
    """Return how much of a training is done, 0 to 1, by the stop rule that is nearest.

    Passes are counted; a loss goes from `first_loss` to its goal by equal factors, not by equal differences.
    """
    parts = [0.0]
    if config.epochs:
        parts.append(epoch / config.epochs)
    goals = [config.stop_loss]
    if config.stop_epoch_error is not None:
        goals.append(config.stop_epoch_error / samples)
    for goal in goals:
        if goal and 0.0 < loss < first_loss and goal < first_loss:
            parts.append(math.log(first_loss / loss) / math.log(first_loss / goal))
    return min(max(parts), 1.0)


class ChangingLine:
    """Draws over one line of `stream` again and again; `clear` takes it away."""

    def __init__(self, stream: Aside) -> None:
        self._stream = stream
        self._width = 0

    def show_bar(self, done: float, words: str) -> None:
        """Draw a bar that is full when `done` is 1, and `words` behind it."""
        bar = ("#" * round(done * _BAR_CHARACTERS)).ljust(_BAR_CHARACTERS, ".")
        self._draw(f"[{bar}] {words}")

    def clear(self) -> None:
        """Leave an empty line."""
        if self._width:
            self._draw("")

    def _draw(self, line: str) -> None:
        # One column stays free: some terminals break the line when the last one is written.
        line = line[: shutil.get_terminal_size().columns - 1]
        self._stream.write("\r" + line.ljust(self._width) + ("\r" if not line else ""))
        self._width = len(line)


class ProgressLine(ChangingLine):
    """Shows how far the training of `state` has come."""

    def __init__(self, stream: Aside, state: ProjectState) -> None:
        super().__init__(stream)
        self._config = state.config
        self._samples = len(state.dataset.inputs)
        self._first_loss: float | None = None

    def show(self, snapshot: Snapshot) -> None:
        """Draw the line for this moment of the run."""
        if self._first_loss is None:
            self._first_loss = snapshot.loss
        done = fraction_done(self._config, self._samples, self._first_loss, snapshot.epoch, snapshot.loss)
        words = f"epoch {snapshot.epoch:,}  loss {snapshot.loss:.4g}"
        if snapshot.accuracy is not None:
            words += f"  right {snapshot.accuracy:.1%}"
        self.show_bar(done, words)
