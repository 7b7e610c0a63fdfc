"""The value every network learns from."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nnlab.data.origin import Origin
from nnlab.data.splits import Split
from nnlab.data.tabular.scales import TableScales
from nnlab.engine.arrays import read_only
from nnlab.engine.errors import EngineError
from nnlab.engine.metrics import Task
from nnlab.engine.pixels import Inputs, Pixels
from nnlab.files.errors import counted

LONGEST_NAME = 1000  # characters of the names of inputs, targets and rows in a project file
_ROWS_ASKED = 64


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Dataset:
    """N samples with their targets, and the names by which they are shown.

    name          unique among the data sets on offer
    inputs        (N, in) float64, read-only; or Pixels, bytes that read as such a matrix
    targets       (N, out) float64, read-only
    task          how outputs are judged against targets
    input_names   one per column of inputs
    target_names  one per column of targets
    row_names     one per sample
    source        where the numbers come from
    image_shape   rows and columns of the picture that each row of inputs is, if it is one
    test          samples that training never sees, with the same columns, if there are such
    validation    more of them, by which the training is watched, while those of `test` wait for its end
    split, whole  how a table was parted, and what it was before
    origin        what the samples are made from, where they can be made again in another way
    scales        how they came from the numbers of a table, where that is not to be made again: samples were edited

    Arrays are copied, unless they are read-only already. Two data sets are equal only when they are the same
    object. Raises EngineError, naming the place, when shapes and names do not fit together, a number is not
    finite, or a row of a CLASSES task has no single largest target.
    """

    name: str
    inputs: Inputs
    targets: NDArray[np.float64]
    task: Task
    input_names: tuple[str, ...]
    target_names: tuple[str, ...]
    row_names: tuple[str, ...]
    source: str
    image_shape: tuple[int, int] | None = None
    test: "Dataset | None" = None
    validation: "Dataset | None" = None
    split: Split | None = None
    whole: "Dataset | None" = None
    origin: Origin | None = None
    scales: TableScales | None = None

    def __post_init__(self) -> None:
        inputs = self.inputs
        if not isinstance(inputs, Pixels):
            inputs = _finite_table(inputs, "inputs", self.name)
        targets = _finite_table(self.targets, "targets", self.name)
        if len(inputs) != len(targets):
            raise EngineError(
                f"data set {self.name!r} has {counted(len(inputs), 'sample')} but targets for {len(targets)}: "
                "give one row of targets per sample."
            )
        self._check_names("input_names", self.input_names, inputs.shape[1], "columns of inputs")
        self._check_names("target_names", self.target_names, targets.shape[1], "columns of targets")
        self._check_names("row_names", self.row_names, len(inputs), "rows")
        if self.task is Task.CLASSES:
            _check_classes(targets, self.name)
        self._check_parts(inputs.shape[1], targets.shape[1])
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
    def watched(self) -> "Dataset | None":
        """The samples by which a training is watched that never sees them: for validation, else for the test."""
        return self.test if self.validation is None else self.validation

    @property
    def has_binary_inputs(self) -> bool:
        """Whether every input is 0 or 1, as far as the first samples tell; pixels are more than that."""
        return not isinstance(self.inputs, Pixels) and bool(
            np.isin(self.inputs[:_ROWS_ASKED], (0.0, 1.0)).all()
        )

    @property
    def labels(self) -> NDArray[np.uint8]:
        """The class of every sample (N,), from 0: which of its targets is largest."""
        labels: NDArray[np.uint8] = self.targets.argmax(axis=1).astype(np.uint8)
        return labels

    def row_of(self, values: NDArray[np.float64]) -> int | None:
        """Return the first sample whose inputs are `values` (in,), or None. Pictures are not searched."""
        if isinstance(self.inputs, Pixels):
            return None
        same = np.flatnonzero((self.inputs == values).all(axis=1))
        return int(same[0]) if len(same) else None

    @property
    def pictures(self) -> NDArray[np.uint8]:
        """All pictures, bytes (N, height, width), shared. Raises EngineError where there are none."""
        if not isinstance(self.inputs, Pixels) or self.image_shape is None:
            raise EngineError(f"the samples of the data set {self.name!r} are no pictures.")
        return self.inputs.data.reshape(-1, *self.image_shape)

    def picture(self, row: int) -> NDArray[np.uint8]:
        """Return the picture of sample `row`, bytes of `image_shape`. Raises EngineError where there are none."""
        picture: NDArray[np.uint8] = self.pictures[row]
        return picture

    def _check_parts(self, inputs: int, targets: int) -> None:
        """Raise EngineError unless pictures and test samples have the columns of the training samples."""
        if self.image_shape is not None and self.image_shape[0] * self.image_shape[1] != inputs:
            raise EngineError(
                f"data set {self.name!r}: pictures of {self.image_shape[0]} × {self.image_shape[1]} need as many "
                f"inputs, but there are {inputs}."
            )
        scales = self.scales
        if scales is not None and (len(scales.inputs), len(scales.targets)) != (inputs, targets):
            raise EngineError(f"data set {self.name!r}: give one scale for each column.")
        for what, part in (("test", self.test), ("validation", self.validation)):
            if part is not None and (part.inputs.shape[1], part.targets.shape[1]) != (inputs, targets):
                raise EngineError(
                    f"data set {self.name!r}: the {what} samples have {counted(part.inputs.shape[1], 'input')} and "
                    f"{counted(part.targets.shape[1], 'target')}, but the training samples have {inputs} and {targets}."
                )

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
