"""By what the samples of a test are known again, whatever has become of the data around them."""

import hashlib

import numpy as np

from nnlab.data.dataset import Dataset
from nnlab.data.learned import raw_samples
from nnlab.data.tabular.encoding import encode
from nnlab.data.tabular.plan import TableSource
from nnlab.data.tabular.preparing import parts_of_table
from nnlab.engine import Pixels


def marks_of_test(dataset: Dataset) -> frozenset[str]:
    """Return SHA-256 marks of the test samples of `dataset`; two tests that share one are the same samples.

    One is of their numbers, in the units of their table, in any order; of a table that is there as it came, one is of
    its text and their rows, however the columns are coded. Without a test there are none, nor of pictures.
    """
    test = dataset.test
    if test is None or isinstance(test.inputs, Pixels):
        return frozenset()
    numbers = sorted(sample.tobytes() for sample in raw_samples(test, dataset))
    marks = {hashlib.sha256(b"".join((b"numbers", *numbers))).hexdigest()}
    source = dataset.origin
    if isinstance(source, TableSource):
        rows = np.array(encode(source.text, source.plan).rows, dtype="<i8")[parts_of_table(source).test]
        text = hashlib.sha256(source.text).digest()
        marks.add(hashlib.sha256(b"rows" + text + np.sort(rows).tobytes()).hexdigest())
    return frozenset(marks)
