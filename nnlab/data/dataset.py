"""The value every network learns from."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nnlab.engine.arrays import read_only
from nnlab.engine.errors import EngineError
from nnlab.engine.metrics import Task

_ROWS_ASKED = 64


@dataclass(frozen=True, slots=True, eq=False)
class Dataset:
    """N samples with their targets, and the names by which they are shown.

    name          unique among the data sets on offer
    inputs        (N, in) float64, read-only
    targets       (N, out) float64, read-only
    task          how outputs are judged against targets
    input_names   one per column of inputs
    target_names  one per column of targets
    row_names     one per sample
    source        where the numbers come from

    Arrays are copied, unless they are read-only already. Two data sets are equal only when they are the same
    object. Raises EngineError, naming the place, when shapes and names do not fit together, a number is not
    finite, or a row of a CLASSES task has no single largest target.
    """

    name: str
    inputs: NDArray[np.float64]
    targets: NDArray[np.float64]
    task: Task
    input_names: tuple[str, ...]
    target_names: tuple[str, ...]
    row_names: tuple[str, ...]
    source: str

    def __post_init__(self) -> None:
        inputs = _finite_table(self.inputs, "inputs", self.name)
        targets = _finite_table(self.targets, "targets", self.name)
        if len(inputs) != len(targets):
            raise EngineError(
                f"data set {self.name!r} has {len(inputs)} rows of inputs but {len(targets)} rows of targets: "
                "give one row of targets per sample."
            )
        self._check_names("input_names", self.input_names, inputs.shape[1], "columns of inputs")
        self._check_names("target_names", self.target_names, targets.shape[1], "columns of targets")
        self._check_names("row_names", self.row_names, len(inputs), "rows")
        if self.task is Task.CLASSES:
            _check_classes(targets, self.name)
        object.__setattr__(self, "inputs", inputs)
        object.__setattr__(self, "targets", targets)

    @classmethod
    def from_arrays(
        cls,
        name: str,
        inputs: ArrayLike,
        targets: ArrayLike,
        task: Task,
        *,
        input_names: Sequence[str] | None = None,
        target_names: Sequence[str] | None = None,
        row_names: Sequence[str] | None = None,
        source: str = "",
    ) -> "Dataset":
        """Return a data set from rows of numbers; names left out are x1, x2 …, y1, y2 … and 1, 2 …

        Example: Dataset.from_arrays("311", [[2, 3]], [[27, -30]], Task.VALUES). Raises EngineError as the class.
        """
        input_table = _finite_table(inputs, "inputs", name)
        target_table = _finite_table(targets, "targets", name)
        return cls(
            name=name,
            inputs=input_table,
            targets=target_table,
            task=task,
            input_names=_names_or_numbered(input_names, "x", input_table.shape[1]),
            target_names=_names_or_numbered(target_names, "y", target_table.shape[1]),
            row_names=_names_or_numbered(row_names, "", len(input_table)),
            source=source,
        )

    @property
    def has_binary_inputs(self) -> bool:
        """Whether every input is 0 or 1, as far as the first samples tell."""
        return bool(np.isin(self.inputs[:_ROWS_ASKED], (0.0, 1.0)).all())

    def _check_names(self, field: str, names: tuple[str, ...], count: int, what: str) -> None:
        if len(names) != count:
            raise EngineError(
                f"data set {self.name!r} has {count} {what} but {len(names)} {field}: give one name for each."
            )


def _names_or_numbered(names: Sequence[str] | None, prefix: str, count: int) -> tuple[str, ...]:
    return tuple(f"{prefix}{number}" for number in range(1, count + 1)) if names is None else tuple(names)


def _finite_table(values: ArrayLike, what: str, name: str) -> NDArray[np.float64]:
    """Return `values` as read-only, C-contiguous float64 (N, K), N and K >= 1, all finite."""
    where = f"data set {name!r}: {what}"
    try:
        table = np.array(values, dtype=np.float64, order="C", copy=None if _is_frozen(values) else True)
    except (ValueError, TypeError):
        raise EngineError(f"{where} must be a rectangular table of numbers.") from None
    if table.ndim != 2:
        raise EngineError(
            f"{where} must have two dimensions (samples, columns), but has {table.ndim}. "
            "Give a single sample as [[...]]."
        )
    if table.size == 0:
        raise EngineError(f"{where} is empty: give at least one row and one column.")
    if not np.isfinite(table).all():
        row, column = np.argwhere(~np.isfinite(table))[0]
        raise EngineError(
            f"{where}, row {row + 1}, column {column + 1} is {table[row, column]}, "
            "but every number must be finite."
        )
    read_only(table)
    return table


def _is_frozen(values: ArrayLike) -> bool:
    """Return whether `values` is an array that can be shared: of the right kind, and nobody writes to it."""
    return (
        isinstance(values, np.ndarray)
        and values.dtype == np.float64
        and values.flags.c_contiguous
        and values.flags.owndata
        and not values.flags.writeable
    )


def _check_classes(targets: NDArray[np.float64], name: str) -> None:
    """Raise EngineError unless every row of `targets` has one largest number, which is its class."""
    if targets.shape[1] < 2:
        raise EngineError(
            f"data set {name!r}: classes need two or more columns of targets, one per class. "
            "Use the task 'bits' for a single yes or no."
        )
    winners = (targets == targets.max(axis=1, keepdims=True)).sum(axis=1)
    if (winners != 1).any():
        row = int(np.argmax(winners != 1))
        raise EngineError(
            f"data set {name!r}: targets, row {row + 1} names no class, because {winners[row]} of its columns are "
            "largest together. Give the right class 1 and the others 0."
        )
