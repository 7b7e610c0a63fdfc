"""Kills a program again and again while it saves, and looks at the file each time.

    python -m tests.project.kill_harness FOLDER --writer nnlab --kills 2000

The writer forks from this program, which is warm, saves one numbered version of a project after another to one file and
acknowledges each that it has finished. This program kills it (SIGKILL) at a random moment, opens the file and says what
became of it: 'lost' (there is none), 'torn' (it cannot be opened, or mixes versions) or 'stale' (it is older than what
was acknowledged). The first of these ends the run. What was seen is printed as JSON.
"""

import argparse
import itertools
import json
import os
import signal
import struct
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from random import Random
from typing import NoReturn

import numpy as np

from nnlab.data import load
from nnlab.engine import LayerSpec, NetworkSpec, Parameters, TrainingConfig
from nnlab.files import LoadError
from nnlab.project import ProjectState
from nnlab.project.nnlab_file import load_project, project_bytes, save_project
from nnlab.project.saved import SavedProject, saved

HIDDEN_WIDTHS = ((8,), (96, 96), (256, 256))  # files of 4, 90 and 560 kB
_LONG_AGO_S = 7200.0
_AGED_EACH = 20  # kills
_NUMBER = struct.Struct("<q")

Writer = Callable[[Path, SavedProject, Callable[[], object]], None]


# -- the writers: nnlab's, and three that are wrong --------------------------------------------------------


def as_nnlab(path: Path, project: SavedProject, acknowledge: Callable[[], object]) -> None:
    save_project(path, project)
    acknowledge()


def in_place(path: Path, project: SavedProject, acknowledge: Callable[[], object]) -> None:
    data = project_bytes(project)
    with open(path, "wb") as stream:
        stream.write(data)
    acknowledge()


def acknowledging_early(path: Path, project: SavedProject, acknowledge: Callable[[], object]) -> None:
    temporary = _written_beside(path, project)
    acknowledge()
    _flush(temporary)
    load_project(temporary)
    temporary.replace(path)


def deleting_first(path: Path, project: SavedProject, acknowledge: Callable[[], object]) -> None:
    temporary = _written_beside(path, project)
    _flush(temporary)
    path.unlink()
    temporary.rename(path)
    acknowledge()


def _written_beside(path: Path, project: SavedProject) -> Path:
    temporary = path.with_suffix(".tmp")
    temporary.write_bytes(project_bytes(project))
    return temporary


def _flush(path: Path) -> None:
    with path.open("rb") as stream:
        os.fsync(stream.fileno())


WRITERS: dict[str, Writer] = {
    "nnlab": as_nnlab,
    "in-place": in_place,
    "acknowledging-early": acknowledging_early,
    "deleting-first": deleting_first,
}


# -- what they write ---------------------------------------------------------------------------------------


class Versions:
    """Projects that tell their number in their notes and in every weight."""

    def __init__(self) -> None:
        data = load("seven-segments")
        self._bases = [
            saved(ProjectState.begin(data, NetworkSpec(7, _layers(widths)), TrainingConfig()))
            for widths in HIDDEN_WIDTHS
        ]

    def __getitem__(self, number: int) -> SavedProject:
        base = self._bases[number % len(self._bases)]
        vector = np.full_like(base.parameters.vector, number)
        vector.flags.writeable = False
        training = replace(base.training, parameters=Parameters(base.parameters.spec, vector))
        return replace(base, training=training, notes=str(number))

    def __len__(self) -> int:
        return len(self._bases)


def _layers(widths: tuple[int, ...]) -> tuple[LayerSpec, ...]:
    return (*(LayerSpec(width) for width in widths), LayerSpec(4, "sigmoid"))


def number_in(project: SavedProject) -> int:
    """Return the version's number. Raises LoadError for a mixture of versions."""
    number = int(project.notes)
    if not (project.parameters.vector == number).all():
        raise LoadError("torn", "Its weights are of another version than its notes.")
    return number


# -- killing -----------------------------------------------------------------------------------------------


@dataclass
class Seen:
    """What came of the kills. Those 'within' fell between the first byte written beside the file and its renaming."""

    writer: str
    seed: int
    save_ms: float = 0.0
    kills: int = 0
    fault: str = ""
    within: int = 0
    within_the_write: int = 0  # of these: not all bytes were there yet
    replaced_unsaid: int = 0  # the new file was there, but its writer had no time to say so
    largest_pile: int = 0  # of files left beside at one time
    kept: tuple[
        str, ...
    ] = ()  # what lay there when all that was left beside was old and one more save was made


def kill_again_and_again(folder: Path, writer: str, kills: int, seed: int) -> Seen:
    """Kill the writer at most `kills` times; `folder` is empty at the beginning."""
    path, versions, random = folder / "project.nnlab", Versions(), Random(seed)
    seen, known = Seen(writer, seed), set()
    began = time.perf_counter()
    for number in range(4 * len(versions)):
        save_project(path, versions[number])
    seconds = (time.perf_counter() - began) / 4
    seen.save_ms, acknowledged = 1000 * seconds / len(versions), number
    while seen.kills < kills and not seen.fault:
        acknowledged = _killed(WRITERS[writer], path, versions, acknowledged, random.uniform(0, seconds))
        seen.kills += 1
        found, seen.fault = _look(path, acknowledged)
        seen.replaced_unsaid += found > acknowledged
        acknowledged = found
        left = {file for file in folder.iterdir() if file != path}
        for size in (file.stat().st_size for file in left - known):
            seen.within += size > 0
            seen.within_the_write += 0 < size < len(project_bytes(versions[found + 1]))
        seen.largest_pile = max(seen.largest_pile, len(left))
        known = left
        if seen.kills % _AGED_EACH == 0:
            _age(left)
    _age(known)
    save_project(path, versions[acknowledged])
    seen.kept = tuple(file.name for file in folder.iterdir())
    return seen


def _killed(writer: Writer, path: Path, versions: Versions, last: int, after_s: float) -> int:
    """Let `writer` save the versions that follow `last`, kill it, and return the last one that it acknowledged."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reading)
        _write_for_ever(writer, path, versions, last, writing)
    os.close(writing)
    with open(reading, "rb") as acknowledgements:
        acknowledgements.read(_NUMBER.size)  # it has begun
        time.sleep(after_s)  # not to wait for anything: the moment of the kill is what is tried
        os.kill(process, signal.SIGKILL)
        _, status = os.waitpid(process, 0)
        if not os.WIFSIGNALED(status):
            raise RuntimeError("the writer ended by itself")
        numbers = acknowledgements.read()
    return _NUMBER.unpack(numbers[-_NUMBER.size :])[0] if numbers else last


def _write_for_ever(writer: Writer, path: Path, versions: Versions, last: int, pipe: int) -> NoReturn:
    """Save and acknowledge one version after another, in a process that was forked for it."""
    try:
        os.write(pipe, _NUMBER.pack(last))
        for number in itertools.count(last + 1):
            # A program whose acknowledgements nobody reads any more ends here.
            writer(path, versions[number], partial(os.write, pipe, _NUMBER.pack(number)))
    finally:
        os._exit(1)


def _look(path: Path, acknowledged: int) -> tuple[int, str]:
    """Return the number of the version in the file, and what is wrong with it, or ''."""
    if not path.exists():
        return acknowledged, "lost"
    try:
        number = number_in(load_project(path))
    except LoadError:
        return acknowledged, "torn"
    assert number <= acknowledged + 1
    return number, "stale" if number < acknowledged else ""


def _age(files: set[Path]) -> None:
    moment = time.time() - _LONG_AGO_S
    for file in files:
        os.utime(file, (moment, moment))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="an empty folder on the disk to try")
    parser.add_argument("--writer", choices=WRITERS, default="nnlab")
    parser.add_argument("--kills", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    print(
        json.dumps(asdict(kill_again_and_again(options.folder, options.writer, options.kills, options.seed)))
    )


if __name__ == "__main__":
    main()
