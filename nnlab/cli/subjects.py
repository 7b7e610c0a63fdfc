"""What a command is about: a project in a file, a table of one's own, or the project that a preset begins with."""

import argparse
import os
import re

from nnlab.cli.tables import begin_with_table, open_corrected, prepared, require_uncorrected
from nnlab.data import Dataset
from nnlab.data.catalog import name_of
from nnlab.data.tabular.plan import TableSource
from nnlab.data.tabular.sources import open_table_or_none
from nnlab.lessons import begin, load_preset, preset_keys
from nnlab.project import ProjectState, with_split
from nnlab.project.nnlab_file import load_project
from nnlab.project.saved import restored

SUBJECT_HELP = "a preset's key, a project file (.nnlab), or a table (CSV)"
_SUFFIX = re.compile(r"\.\w{1,10}\Z")


def add_subject(command: argparse.ArgumentParser, *, optional: bool = False) -> None:
    """Add what a command is about, said in the same way for all of them."""
    command.add_argument("subject", metavar="PRESET|FILE", nargs="?" if optional else None, help=SUBJECT_HELP)


def subject(
    word: str, seed: int | None = None, *, corrections: argparse.Namespace | None = None
) -> ProjectState:
    """Return the project that `word` names, as a file or as the key of a preset; a table gets a network that suits it.

    `seed` is for what is not a project yet, `corrections` are the options that say how a table is read, and how any
    samples are parted. Raises EngineError for a preset that there is not, and LoadError for a file that is not there,
    or is neither a project nor a table.
    """
    path = file_named(word)
    opened = None if path is None else _opened(path, corrections)
    if opened is None and corrections is not None:
        require_uncorrected(word, corrections)
    if path is None:
        state = begin(load_preset(word), seed)
    elif opened is not None:
        state = begin_with_table(None, prepared(opened, path), seed)
    else:
        state = restored(load_project(path))
    split = None if corrections is None else corrections.split
    return state if split is None else with_split(state, split).state


def _opened(path: str, corrections: argparse.Namespace | None) -> TableSource | Dataset | None:
    if corrections is None:
        return open_table_or_none(path, name=name_of(path))
    return open_corrected(path, corrections)


def file_named(word: str | None) -> str | None:
    """Return the path that `word` is, also that of a file that is not there; None for what can only be a preset.

    Keys of presets come first, whatever lies in the folder one works in, and none of them looks like a path.
    """
    if word is None or word in preset_keys():
        return None
    return word if names_a_file(word) else None


def names_a_file(word: str) -> bool:
    """Return whether a word is a path: something is there, or it is written as one, with a suffix or from a root."""
    if os.path.lexists(word):
        return True
    return "\\" in word or word.startswith(("/", ".", "~")) or bool(_SUFFIX.search(word))
