"""Trials made on the command line: workers, progress, and an end that keeps what there is."""

import argparse
import shlex
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias

from nnlab.cli.aside import Aside
from nnlab.cli.numbers import number_from
from nnlab.cli.outputs import require_folder_name
from nnlab.cli.progress import ChangingLine
from nnlab.cli.subjects import add_subject
from nnlab.cli.training import ENDS
from nnlab.engine import EngineError
from nnlab.files import Cancelled, SaveError
from nnlab.files.errors import counted
from nnlab.interrupts import noted
from nnlab.project import ProjectState
from nnlab.project.spoken import shown
from nnlab.trials.addresses import require_address
from nnlab.trials.backend import Backend, BackendError
from nnlab.trials.cluster import DaskCluster
from nnlab.trials.folder import holds_sweep, read_folder
from nnlab.trials.local import MOST_PROCESSES, LocalProcesses
from nnlab.trials.plan import Plan
from nnlab.trials.sweep import OnResult
from nnlab.trials.trial import DIVERGED, FAILED, LOST, TrialResult

Standing: TypeAlias = Callable[
    [Sequence[TrialResult]], str
]  # in a few words, how it stands with these results

EXIT_FAULT, EXIT_INTERRUPTED = 1, 130
_PATIENCE = 20  # for each second that it takes to say how it stands, so many others
_OF_TABLES = (
    "--target",
    "--ignore",
    "--words",
    "--missing",
    "--delimiter",
    "--decimal",
    "--encoding",
    "--no-header",
    "--split",
)


class Making(Protocol):
    """Makes trials, as `run_sweep` and `run_folds` do once they know what and by whom."""

    def __call__(self, backend: Backend, *, on_result: OnResult, cancelled: Cancelled) -> object:
        """Make them by the workers of `backend`."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was made of `total` trials, by index; whether Ctrl-C ended it, or the sentence of what went wrong."""

    results: tuple[TrialResult, ...]
    total: int
    interrupted: bool = False
    trouble: str = ""

    def tell_end(self, command: str, folder: Path | None) -> int:
        """Say what is missing, and how to go on; return the exit code."""
        faults = [run for run in self.results if run.ended in (FAILED, LOST)]
        left = self.total - len(self.results)
        if not left and not faults:
            return 0
        if not left:
            told = f"{counted(len(faults), 'run')} failed: {faults[0].reason.rstrip('.')}."
            again = "" if folder is None else f" To make them again: {_resuming(command, folder)}"
            return _say(f"{told}{again}", EXIT_FAULT)
        done = f"{len(self.results):,} of {counted(self.total, 'run')} are made."
        if folder is None:
            on = "With --folder DIR a sweep can be gone on with."
        elif not holds_sweep(folder):
            on = "There is nothing left to go on with: begin anew with another --folder."
        else:
            on = f"Go on with: {_resuming(command, folder)}"
        why = "interrupted: " if self.interrupted and not self.trouble else f"{self.trouble} "
        return _say(f"{why}{done} {on}", EXIT_FAULT if self.trouble else EXIT_INTERRUPTED)


def _resuming(command: str, folder: Path) -> str:
    return f"{command} --resume {shlex.quote(str(folder))}"


def _say(sentence: str, code: int) -> int:
    print(f"nnlab: {sentence}", file=Aside(sys.stderr))
    return code


def add_workers(command: argparse.ArgumentParser) -> None:
    """Add the options that say who makes the trials, and where results go."""
    who = command.add_mutually_exclusive_group()
    who.add_argument(
        "--jobs", metavar="N", type=_jobs, help="processes; as many as there are processors without it"
    )
    who.add_argument(
        "--scheduler",
        metavar="URL",
        type=_scheduler,
        help="a Dask cluster that is there already: tcp://host:8786",
    )
    command.add_argument(
        "--folder",
        metavar="DIR",
        help="where results stream; the same command goes on there when it was killed",
    )


def add_trained(command: argparse.ArgumentParser) -> None:
    """Add what is trained, and what holds for all of its runs."""
    add_subject(command, optional=True)
    command.add_argument(
        "--set", metavar="KEY=VALUE", dest="settings", action="append", help="what holds for all runs"
    )


def resumed(
    options: argparse.Namespace, command: str, plan_options: tuple[str, ...]
) -> tuple[ProjectState, Plan]:
    """Return what is in the folder that is gone on with. Raises EngineError for words that it decides, and LoadError.

    `plan_options` are those of `command` that say what is tried, each None, or False, where it was not given.
    """
    for option in ("--set", "--folder", *plan_options, *_OF_TABLES):
        name = "settings" if option == "--set" else option.removeprefix("--").replace("-", "_")
        given = getattr(options, name)
        if given is not None and given is not False and given != []:  # 0 is a word too
            raise _decided(option, command)
    if options.subject is not None:
        raise _decided(shown(options.subject), command)
    folder = require_folder_name("--resume", options.resume)
    assert folder is not None  # whoever calls has seen it
    return read_folder(folder)


def _decided(given: str, command: str) -> EngineError:
    return EngineError(
        f"--resume takes all but workers and outputs from its folder: leave {given} out, or begin anew: nnlab "
        f"{command} with another folder."
    )


def backend_of(
    options: argparse.Namespace, cancelled: Cancelled, tell: Callable[[BackendError], object]
) -> Backend:
    """Return the workers that were asked for; those of a cluster `tell` what trials wait for."""
    if options.scheduler is None:
        return LocalProcesses(options.jobs)
    return DaskCluster(options.scheduler, cancelled, tell)


def chosen_folder(options: argparse.Namespace) -> Path | None:
    """Return the folder of the results, None for none. Raises EngineError for no name at all."""
    resumed, chosen = (
        require_folder_name(f"--{name}", getattr(options, name)) for name in ("resume", "folder")
    )
    return chosen if resumed is None else resumed


def make(making: Making, total: int, standing: Standing, options: argparse.Namespace) -> Made:
    """Make trials by the workers of `options`, and show how far it is and what `standing` says, unless it is quiet.

    Ctrl-C ends it. Whatever happens, what was made is kept.

    Raises EngineError and SaveError where nothing was made at all, for then nothing is lost.
    """
    line = _Line(total, standing, shows=not options.quiet)
    trouble = ""

    def is_cancelled() -> bool:
        line.begin()  # whatever was in the folder has been told by now
        return interruption.came

    with noted(*ENDS) as interruption:
        try:
            making(backend_of(options, is_cancelled, line.tell), on_result=line.take, cancelled=is_cancelled)
        except (BackendError, SaveError) as error:
            if not line.results and not isinstance(error, BackendError):
                raise
            trouble = str(error)
    line.clear()
    results = tuple(sorted(line.results, key=lambda run: run.index))
    return Made(results, total, interruption.came, trouble)


class _Line:
    """The results as they come, and the line on the terminal that counts them."""

    def __init__(self, total: int, standing: Standing, *, shows: bool) -> None:
        self.results: list[TrialResult] = []
        self._total, self._standing = total, standing
        stream = Aside(sys.stderr)
        self._line = ChangingLine(stream) if shows and stream.isatty() else None
        self._began: float | None = None  # when trials began to be made, by the monotonic clock
        # How many results had been there already, of which nobody knows how long they took here.
        self._found = 0
        self._diverged = 0
        self._told, self._next = "", 0.0  # how it stands, and when it is asked for again

    def take(self, result: TrialResult) -> None:
        """Take a result in."""
        self.results.append(result)
        self._diverged += result.ended == DIVERGED
        if self._line is not None:
            self._line.show_bar(len(self.results) / self._total, self._words())

    def tell(self, waits: BackendError) -> None:
        """Say what trials wait for."""
        self.clear()
        _say(f"{waits} Ctrl-C ends the sweep.", EXIT_FAULT)

    def begin(self) -> None:
        """Note that from now on results are made; those that were told before had been made another time."""
        if self._began is None:
            self._began, self._found = time.monotonic(), len(self.results)

    def clear(self) -> None:
        """Take the line away."""
        if self._line is not None:
            self._line.clear()

    def _words(self) -> str:
        done = len(self.results)
        words = [f"{done:,} of {self._total:,}"]
        standing = self._how_it_stands()
        if standing:
            words.append(standing)
        if self._diverged:
            words.append(f"{self._diverged:,} exploded")
        made = done - self._found
        if self._began is not None and made:
            left = (time.monotonic() - self._began) / made * (self._total - done)
            if left >= 1:
                words.append(f"{_time(left)} left")
        return "  ".join(words)

    def _how_it_stands(self) -> str:
        """Return what is said of the results; of thousands it takes a while, so that it is not asked for every time."""
        now = time.monotonic()
        if now >= self._next:
            self._told = self._standing(self.results)
            self._next = now + _PATIENCE * (time.monotonic() - now)
        return self._told


def _time(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"


def _jobs(text: str) -> int:
    return number_from(text, 1, MOST_PROCESSES)


def _scheduler(text: str) -> str:
    try:
        require_address(text)
    except BackendError as error:
        raise argparse.ArgumentTypeError(str(error).removesuffix(".")) from None
    return text
