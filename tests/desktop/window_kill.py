"""Kills the window again and again while it is used, and looks at what comes back.

    python -m tests.desktop.window_kill FOLDER --kills 50

The window is the real program with a busy hand on it (`window_hand`), which tells by a pipe what is on the bench. It
is killed (SIGKILL) at a random moment: while it starts, while it is used, or while it closes. Every other window never
has a file. Then what is offered at the next start is compared with what was on the bench: edits that are lost must not
be older than two seconds, neither of what was on the bench nor of what was left for something else. What was seen is
printed as JSON.
"""

import argparse
import json
import os
import select
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from nnlab.files import LoadError
from nnlab.project.autosave import Leftover, discard, leftovers, load_autosave
from nnlab.project.claims import Claim
from nnlab.project.nnlab_file import load_project
from tests.desktop.window_hand import Content, Moment, content_of

ROOT = Path(__file__).resolve().parents[2]
MOST_LOST_S = 2.0
_LONGEST_USE_S = 5.0
_LONGEST_START_S = 1.5
_LONGEST_CLOSING_S = 0.1
_PATIENCE_S = 30.0
_LOOKED_AT_EACH = 5  # kills: a real window brings back what was left


@dataclass
class Told:
    """What a window has told before it was killed at the moment `killed`."""

    killed: float = 0.0
    moments: list[Moment] = field(default_factory=list)
    saved: list[Content] = field(default_factory=list)
    words: dict[str, Any] = field(default_factory=dict)

    def take(self, line: bytes) -> None:
        """Take a line in."""
        said = json.loads(line)
        if "moment" in said:
            moment = said["moment"]
            self.moments.append(Moment(**(moment | {"content": Content(**moment["content"])})))
        elif "saved" in said:
            self.saved.append(Content(**said["saved"]))
        else:
            self.words |= said

    def latest(self, content: Content) -> int:
        """Return the number of the last moment with that on the bench, or -1; a training has any weights."""
        fits = [self.fits(moment, content) for moment in self.moments]
        return max((number for number, fit in enumerate(fits) if fit), default=-1)

    def fits(self, moment: Moment, content: Content) -> bool:
        """Return whether that was on the bench at the moment."""
        known = moment.content
        return known.settings == content.settings and known.weights in (content.weights, None)

    def left_unsaved(self) -> list[Moment]:
        """Return the last moments of works that were left unsaved for something else, early enough to be kept."""
        last = {moment.work: number for number, moment in enumerate(self.moments)}
        return [
            self.moments[number]
            for number in last.values()
            if self.moments[number].unsaved and self.lost_s(number) > MOST_LOST_S and self._was_left(number)
        ]

    def _was_left(self, number: int) -> bool:
        return self.moments[number].work != self.moments[-1].work

    def lost_s(self, number: int) -> float:
        """Return how old the first edit was that is lost when the moment `number` comes back."""
        return 0.0 if number + 1 == len(self.moments) else self.killed - self.moments[number + 1].when


@dataclass
class Seen:
    """What came of the kills: how many seconds of edits each lost, and what went wrong."""

    seed: int
    kills: int = 0
    offered: int = 0
    starting: int = 0
    closing: int = 0
    left: int = 0  # works that were left for something else, unsaved
    named: int = 0  # windows that had saved a file
    looked: int = 0  # offers that a real window has taken
    moments: int = 0
    largest_s: float = 0.0
    median_s: float = 0.0
    lost_s: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


# -- killing -----------------------------------------------------------------------------------------------


class Killing:
    """Windows that share a home below `folder`, one after the other."""

    def __init__(self, folder: Path, seed: int, *, late: bool) -> None:
        self._folder, self._random, self.seen = folder, Random(seed), Seen(seed)
        self._options = ["--late"] if late else []
        self._home = folder / "home"
        self._root = self._home / "autosave"

    def kill(self, number: int) -> None:
        """Start a window, kill it, and compare what comes back with what was there."""
        file = self._folder / f"{number}.nnlab" if number % 2 else None
        told = self._killed(number, file)
        seen = self.seen
        seen.kills, seen.moments = seen.kills + 1, seen.moments + len(told.moments)
        found = leftovers(self._root)
        try:
            seen.lost_s.append(self._lost(told, file, found))
        except LoadError as fault:
            self._blame(str(fault))
        claim = Claim(self._home / "open")
        if file is not None and not claim.take(file):
            self._blame("the file is still locked")
        claim.release()
        if found and seen.offered % _LOOKED_AT_EACH == 0:
            self._look(found[0])
        seen.offered += bool(found)
        for left in leftovers(self._root):
            discard(left.folder)

    def _killed(self, number: int, file: Path | None) -> Told:
        """Use a window, kill it and return what it told."""
        random = self._random
        kind = random.choices(("use", "start", "closing"), (7, 1, 2))[0]
        use_s = random.uniform(0.0, _LONGEST_USE_S)
        options = [*self._options, *([] if file is None else ["--file", str(file)])]
        if kind == "closing":
            options += ["--closes", str(use_s)]
        began = time.monotonic()
        with self._window(number, *options) as (process, lines):
            told = Told()
            if kind == "start":
                self.seen.starting += 1
                lines.until(began + random.uniform(0.0, _LONGEST_START_S), told)
            else:
                lines.until(began + _PATIENCE_S, told, lambda: bool(told.moments))
                if kind == "use":
                    lines.until(time.monotonic() + use_s, told)
                else:
                    self.seen.closing += 1
                    lines.until(time.monotonic() + _PATIENCE_S, told, lambda: "closes" in told.words)
                    lines.until(time.monotonic() + random.uniform(0.0, _LONGEST_CLOSING_S), told)
            told.killed = time.monotonic()
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
            lines.until(time.monotonic() + _PATIENCE_S, told)
        return told

    @contextmanager
    def _window(self, number: int, *options: str) -> "Iterator[tuple[subprocess.Popen[bytes], _Lines]]":
        """Start the program, and kill it at the end if it still lives."""
        reading, writing = os.pipe()
        command = [sys.executable, "-m", "tests.desktop.window_hand", str(writing), str(number), *options]
        folders = {
            "NNLAB_HOME": str(self._home),
            "NNLAB_CONFIG": str(self._folder / "config"),
            "NNLAB_CACHE": str(self._folder / "cache"),
            "XDG_STATE_HOME": str(self._folder / "state"),
        }
        quiet = {"QT_QPA_PLATFORM": "offscreen", "OPENBLAS_NUM_THREADS": "1"}
        process = subprocess.Popen(
            command,
            pass_fds=[writing],
            cwd=ROOT,
            env=os.environ | folders | quiet,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        try:
            yield process, _Lines(reading)
        finally:
            process.kill()
            process.wait()
            os.close(reading)

    # -- what comes back -------------------------------------------------------------------------------

    def _lost(self, told: Told, file: Path | None, found: list[Leftover]) -> float:
        """Return how many seconds of edits are lost; note what is wrong with the file or with what is offered."""
        if not told.moments:
            return 0.0
        back = [
            number
            for number, moment in enumerate(told.moments)
            if not (moment.unsaved or moment.path)  # as a preset begins: there is nothing to bring back
        ]
        in_file = -1
        if file is not None and (told.saved or file.exists()):
            self.seen.named += 1
            in_file = self._known(told, content_of(load_project(file)), "the file")
            if told.saved and in_file < told.latest(told.saved[-1]):
                self._blame("the file is older than what was said to be saved")
        offers = [load_autosave(left.file) for left in found]
        for about, project in offers:
            number = self._known(told, content_of(project), "what is offered")
            is_same_work = told.moments[number].work == told.moments[in_file].work
            if about.path and is_same_work and number < in_file:
                self._blame("what is offered is older than the file")
            back.append(number)
        for left in told.left_unsaved():
            self.seen.left += 1
            if not any(told.fits(left, content_of(project)) for _, project in offers):
                self._blame("work that was left for something else is not offered")
        lost_s = told.lost_s(max(*back, in_file))
        if lost_s > MOST_LOST_S:
            self._blame(f"{lost_s:.2f} seconds of edits are lost")
        return lost_s

    def _known(self, told: Told, content: Content, name: str) -> int:
        number = told.latest(content)
        if number < 0:
            self._blame(f"{name} was never on the bench")
        return number

    def _blame(self, what: str) -> None:
        self.seen.faults.append(f"{self.seen.kills}: {what}")

    def _look(self, left: Leftover) -> None:
        """Let a real window offer what was left and bring it back."""
        about, project = load_autosave(left.file)
        told = Told()
        with self._window(0, "--looks") as (process, lines):
            lines.until(time.monotonic() + _PATIENCE_S, told)
            process.wait(_PATIENCE_S)
        self.seen.looked += 1
        if Content(**told.words.get("back", asdict(Content("", None)))) != content_of(project):
            self._blame(f"the next window did not bring back what was left: {told.words}")
        elif told.words["path"] != about.path or about.title not in told.words["offer"]:
            self._blame(f"the next window said something else: {told.words}")


class _Lines:
    """The lines that come from a pipe."""

    def __init__(self, pipe: int) -> None:
        self._pipe, self._rest = pipe, b""

    def until(self, end: float, told: Told, done: Callable[[], bool] = lambda: False) -> None:
        """Take lines in until the moment `end`, until it is `done`, or until nobody writes any more."""
        while not done() and (left_s := end - time.monotonic()) > 0:
            if not select.select([self._pipe], [], [], left_s)[0]:
                return
            data = os.read(self._pipe, 1 << 16)
            if not data:
                return
            *lines, self._rest = (self._rest + data).split(b"\n")
            for line in lines:
                told.take(line)


def kill_again_and_again(folder: Path, kills: int, seed: int, *, late: bool = False) -> Seen:
    """Kill so many windows; `folder` is empty at the beginning. Those that keep work too `late` must be noticed."""
    killing = Killing(folder, seed, late=late)
    for number in range(kills):
        killing.kill(number)
    seen = killing.seen
    seen.largest_s, seen.median_s = max(seen.lost_s), statistics.median(seen.lost_s)
    return seen


def main() -> None:
    """Kill windows and print what was seen."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="an empty folder")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--late", action="store_true", help="let the windows keep their work too late")
    options = parser.parse_args()
    seen = kill_again_and_again(options.folder, options.kills, options.seed, late=options.late)
    print(json.dumps(asdict(seen)))


if __name__ == "__main__":
    main()
