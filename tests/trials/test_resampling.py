"""What cross-validation trains on is never what judges the end."""

from dataclasses import replace

import numpy as np
import pytest

from nnlab.data import Dataset
from nnlab.data.splits import Split
from nnlab.data.tabular.plan import Encoding, Missing, TableSource
from nnlab.data.tabular.preparing import prepare
from nnlab.data.tabular.sources import table_from_text
from nnlab.project import suited
from nnlab.trials.plan import Fold
from nnlab.trials.resampling import rows_for_test, without_fold

KINDS = {
    "classes": ("label", ("x", "y", "z"), Encoding.ONE_HOT),
    "bits": ("label", ("0", "1"), Encoding.NUMBER),
    "numbers": ("height", ("1.5", "20", "7"), Encoding.NUMBER),
}


def with_gaps(kind: str, missing: Missing) -> Dataset:
    """Return a table whose every tenth target is missing, a fifth of it for the test and one for validation."""
    name, words, encoding = KINDS[kind]
    rng = np.random.default_rng(0)
    rows = [
        f"{rng.random():.3f},{'' if row % 10 == 3 else words[int(rng.integers(len(words)))]}"
        for row in range(60)
    ]
    source = table_from_text("\n".join([f"a,{name}", *rows]))
    target = replace(source.plan.columns[-1], encoding=encoding, missing=missing)
    columns = (*source.plan.columns[:-1], target)
    plan = replace(source.plan, columns=columns, split=Split(test=0.2, validation=0.2))
    return prepare(TableSource(source.text, plan), "gaps")


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        (kind, missing)
        for kind in KINDS
        for missing in (Missing.DROP, Missing.FILL, Missing.OWN)
        if missing is not Missing.OWN or KINDS[kind][2] is Encoding.ONE_HOT
    ],
)
def test_that_no_fold_trains_on_samples_of_the_test(kind: str, missing: Missing) -> None:
    dataset = with_gaps(kind, missing)
    assert dataset.whole is not None
    assert dataset.test is not None
    for_test = set(dataset.test.row_names)
    assert {dataset.whole.row_names[row] for row in rows_for_test(dataset)} == for_test
    for number in range(5):
        fold = without_fold(suited(dataset), Fold(number, 5)).dataset
        assert fold.test is not None
        assert not for_test & {*fold.row_names, *fold.test.row_names}
