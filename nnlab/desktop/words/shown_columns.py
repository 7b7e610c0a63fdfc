"""Inputs and targets as a reader knows them: the columns of the table, in its units and its words. No Qt."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from nnlab.data import Dataset
from nnlab.data.tabular.plan import Encoding, TableSource
from nnlab.data.tabular.preparing import scales_of
from nnlab.data.tabular.scales import ColumnScale
from nnlab.desktop.words import texts
from nnlab.desktop.words.numbers import MINUS, format_entered, format_number
from nnlab.engine import Task
from nnlab.files import LoadError

Values = NDArray[np.floating]

_DIGITS = 12  # of a number that was scaled and is scaled back: the last ones are noise,
_NOISE = 1e-12  # and so is what is so small beside the scale
_WRITTEN = 5  # digits
_MOST_PLAIN = 12  # characters of such a number, with its decimals
_PLAIN_FROM, _PLAIN_TO = 1e5, 1e12  # of numbers without a power of ten, which few tables have
_UNKNOWN = "–"


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """One column that is read: a number of the data set, or all that together stand for one word.

    title    as the table calls it
    places   its columns in the data set
    words    what it can say; empty for numbers
    one_hot  whether the word is the place of the largest of several numbers, or else one number, rounded
    scale    between the units of the table and those of the network; None where they are the same
    is_own   whether title and words are those of whoever made the table, and no language's
    """

    title: str
    places: tuple[int, ...]
    words: tuple[str, ...] = ()
    one_hot: bool = False
    scale: ColumnScale | None = None
    is_own: bool = False

    @property
    def name(self) -> str:
        """The title as the reader calls it."""
        return self._said(self.title)

    @property
    def said_words(self) -> tuple[str, ...]:
        """The words as the reader says them."""
        return tuple(map(self._said, self.words))

    def _said(self, text: str) -> str:
        return texts.own_names((text,))[0] if self.is_own else texts.data_name(text)

    def number(self, values: Values) -> float:
        """Return what stands in a row (K,), in the units of the table."""
        value = float(values[self.places[0]])
        if self.scale is None or self.scale.is_plain or not np.isfinite(value):
            return value
        raw = self.scale.raw(value)
        noise = _NOISE * max(abs(self.scale.shift), abs(self.scale.spread))
        return 0.0 if abs(raw) < noise else float(f"{raw:.{_DIGITS}g}")

    def word(self, values: Values) -> int | None:
        """Return which of the words stands in a row (K,); None where it is none of them."""
        if self.one_hot:
            levels = values[list(self.places)]
            known = np.isfinite(levels).all() and levels.max() > levels.min()
            return int(levels.argmax()) if known else None
        number = self.number(values)
        if not np.isfinite(number):
            return None
        return min(max(round(number), 0), len(self.words) - 1)

    def text(self, values: Values) -> str:
        """Return what stands in a row (K,), as it is read: a word that the network knows as a number with that."""
        if not self.words:
            return written(self.number(values))
        word = self.word(values)
        return _UNKNOWN if word is None else self.coded_word(word)

    def coded_word(self, word: int) -> str:
        """Return one of the words as it is read, with the number that it is coded as, if it is."""
        said = self._said(self.words[word])
        return said if self.one_hot else f"{said} ({word})"

    @property
    def coded_words(self) -> tuple[str, ...]:
        """All words, as `coded_word`."""
        return tuple(map(self.coded_word, range(len(self.words))))

    def is_in(self, marked: NDArray[np.bool_] | None, row: int) -> bool:
        """Return whether what stands in a row is `marked` (N, K); None marks nothing."""
        return marked is not None and bool(marked[row, list(self.places)].any())

    def with_number(self, values: Values, number: float) -> NDArray[np.float64]:
        """Return a row (K,) with another number, given in the units of the table."""
        changed = np.array(values, dtype=np.float64)
        changed[self.places[0]] = number if self.scale is None else self.scale.scaled(number)
        return changed

    def with_word(self, values: Values, word: int) -> NDArray[np.float64]:
        """Return a row (K,) with another word."""
        if not self.one_hot:
            return self.with_number(values, float(word))
        changed = np.array(values, dtype=np.float64)
        changed[list(self.places)] = 0.0
        changed[self.places[word]] = 1.0
        return changed


def written(value: float, *, signed: bool = False) -> str:
    """Return a number as it stands in a table: prices and populations with all their whole digits."""
    if math.isfinite(value) and _PLAIN_FROM <= abs(value) < _PLAIN_TO:
        sign = MINUS if value < 0 else "+" if signed else ""
        return f"{sign}{abs(value):.0f}"
    return format_number(value, _WRITTEN, signed=signed, trim=True)


def entered(value: float) -> str:
    """Return a number of a table with all the digits that it has in the file; one that was computed as `written`."""
    if math.isfinite(value) and _PLAIN_FROM <= abs(value) < _PLAIN_TO:
        digits = f"{abs(value):.{_DIGITS}g}"
        is_short = len(digits) <= _MOST_PLAIN
        return (MINUS if value < 0 else "") + digits if is_short else written(value)
    return format_entered(value, _WRITTEN)


def input_columns(dataset: Dataset) -> tuple[ShownColumn, ...]:
    """Return the inputs as they are read."""
    scales = scales_of(dataset)
    return _plain(dataset, dataset.input_names) if scales is None else _columns(dataset, scales.inputs)


def target_columns(dataset: Dataset) -> tuple[ShownColumn, ...]:
    """Return the targets as they are read; outputs are read in the same way."""
    scales = scales_of(dataset)
    if scales is not None:
        return _columns(dataset, scales.targets)
    if dataset.task is Task.CLASSES:
        places = tuple(range(len(dataset.target_names)))
        own = not texts.is_of_nnlab(dataset)
        return (ShownColumn("", places, dataset.target_names, one_hot=True, is_own=own),)
    return _plain(dataset, dataset.target_names)


def coded_target(dataset: Dataset) -> ShownColumn | None:
    """Return the one target whose words are coded as numbers, None where targets are anything else."""
    try:
        columns = target_columns(dataset)
    except LoadError:  # a table that cannot be read again as it was: its samples are here nevertheless
        return None
    is_coded = len(columns) == 1 and bool(columns[0].words) and not columns[0].one_hot
    return columns[0] if is_coded else None


def class_names(dataset: Dataset) -> tuple[str, ...]:
    """Return what answers are told apart into: classes, or no and yes where these are words; () for anything else."""
    if dataset.task is Task.CLASSES:
        return texts.data_names(dataset.target_names, dataset)
    coded = coded_target(dataset) if dataset.task is Task.BITS else None
    return () if coded is None else coded.coded_words


def raw_targets(dataset: Dataset, values: Values) -> Values:
    """Return targets or outputs (N, K) in the units of the table; those of any other data set as they are."""
    scales = scales_of(dataset)
    if scales is None or dataset.task is not Task.VALUES or all(one.is_plain for one in scales.targets):
        return values
    return scales.raw_targets(np.asarray(values, dtype=np.float64))


def _plain(dataset: Dataset, names: Sequence[str]) -> tuple[ShownColumn, ...]:
    own = not texts.is_of_nnlab(dataset)
    return tuple(ShownColumn(name, (place,), is_own=own) for place, name in enumerate(names))


def _columns(dataset: Dataset, scales: Sequence[ColumnScale]) -> tuple[ShownColumn, ...]:
    """Return one column for each of the table: those of its words together."""
    shown = []
    for column, group in groupby(enumerate(scales), key=lambda one: one[1].column):
        found = list(group)
        first = found[0][1]
        title = _title(dataset, column, first)
        places = tuple(place for place, _ in found)
        if first.encoding is Encoding.ONE_HOT:
            words = tuple(scale.words[0] for _, scale in found)
            shown.append(ShownColumn(title, places, words, one_hot=True, is_own=True))
        else:
            shown.append(ShownColumn(title, places, first.words, scale=first, is_own=True))
    return tuple(shown)


def _title(dataset: Dataset, column: int, first: ColumnScale) -> str:
    """Return what a column of the table is called; of classes whose table is not there any more, nothing."""
    if isinstance(dataset.origin, TableSource):
        return dataset.origin.plan.columns[column].name
    if first.encoding is Encoding.NUMBER:
        return first.name
    word = f" = {first.words[-1]}"  # the one word, or of two that are coded as 0 and 1 the second
    if first.encoding is Encoding.ONE_HOT and not first.name.endswith(word):
        return ""
    return first.name.removesuffix(word)
