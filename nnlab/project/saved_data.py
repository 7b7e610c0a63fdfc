"""What a project says of its data: one's own lie in its file, pictures that every nnlab finds are told by checksum."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from nnlab.data import Dataset, dataset_names
from nnlab.data.dataset import LONGEST_NAME
from nnlab.data.made import MadeData
from nnlab.data.splits import Split
from nnlab.data.tabular.plan import TablePlan
from nnlab.data.tabular.scales import TableScales
from nnlab.engine import EngineError, NetworkSpec, Task
from nnlab.engine.specs import check_count
from nnlab.files import limits
from nnlab.files.errors import counted, quoted
from nnlab.project.checksums import checksum_of

_MOST_SAMPLES = limits.UNPACKED_BYTES  # each has a byte at least
_LARGEST_SCALE = 1e6
_CHECKSUM = re.compile(r"[0-9a-f]{64}")
TABLE_MEMBER = "data/table.csv"
MEMBERS = (
    frozenset(f"data/{name}.npy" for name in ("images", "labels", "test_images", "test_labels"))
    | {f"data/{part}{what}.npy" for part in ("", "validation_", "test_") for what in ("inputs", "targets")}
    | {TABLE_MEMBER}
)

Members = Mapping[str, "bytes | memoryview"]


@dataclass(frozen=True, slots=True)
class SavedPart:
    """The samples to train on, or the unseen ones: how many, and the checksum (SHA-256) of their numbers.

    Of a table of one's own it is that of the text and the names of the rows: another computer may scale its numbers
    otherwise in the last digit. Raises EngineError for what is neither.
    """

    count: int
    sha256: str

    def __post_init__(self) -> None:
        check_count("the number of samples", self.count, _MOST_SAMPLES)
        if not _CHECKSUM.fullmatch(self.sha256):
            raise EngineError(f"{quoted(self.sha256)} is no checksum.")

    @classmethod
    def of(cls, dataset: Dataset) -> "SavedPart":
        """Return what is saved of the samples of one part."""
        return cls(len(dataset.inputs), checksum_of(dataset))


@dataclass(frozen=True, slots=True)
class SavedData:
    """What a project says of its data.

    With `whole` the samples themselves are in the file: `data/inputs.npy` and `data/targets.npy` of a table,
    `data/images.npy`, `data/labels.npy` and those of the test of pictures. Without it the data set `name` is looked
    for, and its pictures must have the checksums: those of the catalog, and those of one's own that are larger than
    64 MiB, which no nnlab finds again by their name alone. `image_shape`, `pixels` and `one_hot` are of pictures only.
    Pictures that are asked for one class are BITS with its name as the one of `target_names`; their labels are 0 and
    1. Names of rows are left out where they are plain numbers. `made` says how samples that are made were made, so
    that they can be made in another way; they lie in the file all the same, as those of any table.

    A table of one's own lies in the file as it came, `data/table.csv`, and is prepared anew as its plan, `table`, says.
    The numbers of other tables are those before the `split` that parts them. The `validation` samples, like those of
    the `test`, are only told by their checksum; where no split draws them again, as of samples that were edited, they
    lie in the file too, `data/validation_inputs.npy` and the like, and `validation_names` are those of their rows;
    `scales` then say how the numbers of a table became theirs.

    Raises EngineError for what no project can say.
    """

    name: str
    task: Task
    train: SavedPart
    whole: bool
    test: SavedPart | None = None
    source: str = ""
    input_names: tuple[str, ...] | None = None
    target_names: tuple[str, ...] | None = None
    row_names: tuple[str, ...] | None = None
    image_shape: tuple[int, int] | None = None
    pixels: tuple[float, float] | None = None
    one_hot: tuple[float, float] | None = None
    validation: SavedPart | None = None
    split: Split | None = None
    table: TablePlan | None = None
    made: MadeData | None = None
    validation_names: tuple[str, ...] | None = None
    test_names: tuple[str, ...] | None = None
    scales: TableScales | None = None

    def __post_init__(self) -> None:
        for what, scale in (("pixels", self.pixels), ("one_hot", self.one_hot)):
            if scale is not None and not all(abs(end) <= _LARGEST_SCALE for end in scale):  # nor NaN
                raise EngineError(f"{what} must go from a number to a number of at most {_LARGEST_SCALE:g}.")
        columns, rows = (self.input_names, self.target_names), (self.row_names, *self.names_held_out.values())
        if any(len(name) > LONGEST_NAME for names in (*columns, *rows, (self.name,)) for name in names or ()):
            raise EngineError(f"a name has more than {LONGEST_NAME:,} characters.")
        if self.one_hot is not None and self.one_hot[0] >= self.one_hot[1]:
            raise EngineError("one_hot must rise from the wrong to the right class.")
        if self.image_shape is None:
            if not self.whole:
                raise EngineError(
                    "data that are not in the file must be pictures, but they have no image_shape."
                )
        elif any((self.split, self.table, self.made, self.scales, *self.names_held_out.values())):
            raise EngineError("pictures are no table and are not made, and no split parts them.")
        elif min(self.image_shape) < 1 or not self.target_names:
            raise EngineError("pictures must have rows, columns and names of what they show.")

    @property
    def is_in_catalog(self) -> bool:
        """Whether every nnlab finds the data set by its name, or knows where to fetch it."""
        return self.name in dataset_names()

    @property
    def parts(self) -> tuple[SavedPart, SavedPart | None, SavedPart | None]:
        """The samples for training, validation and test."""
        return self.train, self.validation, self.test

    @property
    def names_held_out(self) -> "dict[str, tuple[str, ...] | None]":
        """The names of the rows of the parts that are held out, where these lie in the file themselves."""
        return {"validation": self.validation_names, "test": self.test_names}

    def require_fit(self, spec: NetworkSpec) -> None:
        """Raise EngineError unless these are data that a network of this shape learns from."""
        names = (("input", self.input_names, spec.inputs), ("target", self.target_names, spec.outputs))
        for what, given, needed in names:
            if given is not None and len(given) != needed:
                raise EngineError(
                    f"names are given to {counted(len(given), what)}, but the network has {counted(needed, what)}."
                )
        if self.image_shape is not None and self.image_shape[0] * self.image_shape[1] != spec.inputs:
            height, width = self.image_shape
            raise EngineError(
                f"pictures of {height} × {width} pixels do not fit {counted(spec.inputs, 'input')}."
            )


def saved_parts(dataset: Dataset) -> tuple[SavedPart, SavedPart | None, SavedPart | None]:
    """Return what is saved of the samples for training, validation and test."""
    held_out = (dataset.validation, dataset.test)
    validation, test = (None if part is None else SavedPart.of(part) for part in held_out)
    return SavedPart.of(dataset), validation, test
