"""What is made of a table: which column is what, as which numbers. All of it is guessed first, and can be corrected."""

from dataclasses import dataclass
from enum import Enum

from nnlab.data.splits import Split
from nnlab.files.csv_table import CsvForm


class Role(Enum):
    """What a column is for."""

    INPUT = "input"
    TARGET = "target"
    NAME = "name"  # of the row; one column at most
    IGNORE = "ignore"


class Encoding(Enum):
    """How the cells of a column become numbers."""

    NUMBER = "number"  # as they are
    ONE_HOT = "one-hot"  # one column for each word, 1 where it stands
    LABEL = "label"  # one column: the place of the word in the list of all words, from 0


class Scaling(Enum):
    """How the numbers of an input column are scaled; what that takes is measured on the training samples alone."""

    NONE = "none"
    UNIT = "0-1"  # least to largest becomes 0 to 1
    STANDARD = "standard"  # mean 0, standard deviation 1


class Missing(Enum):
    """What becomes of a cell without a value."""

    REFUSE = "refuse"  # the table is not taken; the cell is named
    DROP = "drop"  # its row is left out
    FILL = "fill"  # numbers: the mean of the training samples; words: the commonest
    OWN = "own"  # words: one of its own


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """What is made of the column `name`.

    `odd_missing` says that cells of a column of numbers that are none count as missing, instead of being refused.
    """

    name: str
    role: Role
    encoding: Encoding
    scaling: Scaling = Scaling.NONE
    missing: Missing = Missing.REFUSE
    odd_missing: bool = False


@dataclass(frozen=True, slots=True)
class TablePlan:
    """What is made of a table: how its text is read, each of its columns in order, and which samples are left out.

    `classifies` says whether targets are classes or yes and no (True) or numbers (False).
    """

    form: CsvForm
    columns: tuple[ColumnPlan, ...]
    classifies: bool
    split: Split

    @property
    def names_rows(self) -> bool:
        """Whether a column names the rows, which are called by their lines in the file where none does."""
        return any(column.role is Role.NAME for column in self.columns)


@dataclass(frozen=True, slots=True)
class TableSource:
    """A table as it came, the text of a file or of a spreadsheet's cells, and what is made of it."""

    text: bytes
    plan: TablePlan
