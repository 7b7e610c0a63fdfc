"""Which inputs of a table's samples nobody measured: their cells had no value, and were filled in."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from nnlab.data.dataset import Dataset
from nnlab.data.tabular.encoding import encode
from nnlab.data.tabular.plan import TableSource
from nnlab.data.tabular.preparing import parts_of_table
from nnlab.engine.arrays import read_only


def filled_inputs(dataset: Dataset) -> Mapping[Dataset, NDArray[np.bool_]]:
    """Return which inputs (N, in) were filled in, for a data set and each of its parts that are held out.

    Nothing is returned where no cell was empty, or where the table is not there any more, because samples were edited.
    Raises LoadError as `prepare`.
    """
    origin = dataset.origin
    if not isinstance(origin, TableSource):
        return {}
    encoded = encode(origin.text, origin.plan)
    empty = np.hstack([np.isnan(one.numbers) for one in encoded.inputs])
    if not empty.any():
        return {}
    rows = parts_of_table(origin)
    parts = ((dataset, rows.train), (dataset.validation, rows.validation), (dataset.test, rows.test))
    return {part: read_only(empty[places]) for part, places in parts if part is not None}
