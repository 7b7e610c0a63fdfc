"""What a command is about: a project in a file, a table of one's own, or the project that a preset begins with."""

import argparse
import os

from nnlab.cli.tables import begin_with_table, open_corrected, prepared
from nnlab.data.catalog import name_of
from nnlab.data.tabular.sources import SUFFIXES, open_table_or_none
from nnlab.lessons import begin, load_preset, preset_keys
from nnlab.project import ProjectState
from nnlab.project.nnlab_file import SUFFIX, load_project
from nnlab.project.saved import restored


def subject(
    word: str, seed: int | None = None, *, corrections: argparse.Namespace | None = None
) -> ProjectState:
    """Return the project that `word` names, as a file or as the key of a preset; a table gets a network that suits it.

    `seed` is for what is not a project yet, `corrections` are the options that say how a table is read. Raises
    EngineError for a preset that there is not, and LoadError for a file that is neither a project nor a table.
    """
    if word in preset_keys() or not _names_a_file(word):
        return begin(load_preset(word), seed)
    name = name_of(word)
    table = open_corrected(word, corrections) if corrections else open_table_or_none(word, name=name)
    if table is not None:
        return begin_with_table(None, prepared(table, word), seed)
    return restored(load_project(word))


def _names_a_file(word: str) -> bool:
    """Return whether a word is a path, also of a file that is not there: a preset is called otherwise."""
    return word.lower().endswith((SUFFIX, *SUFFIXES)) or os.path.exists(word)
