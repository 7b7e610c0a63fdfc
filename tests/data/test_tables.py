from pathlib import Path

import numpy as np
import pytest

from nnlab import paths
from nnlab.data.tables import load_table, parse_table
from nnlab.engine.metrics import Task
from nnlab.files import LoadError

TABLE = """# A small table.
# source: by hand, page 3
# task: bits
row,in:a,in:b,out:8
zero,1,0.5,0
one,0,1,1
"""


def refusal(text: str) -> LoadError:
    with pytest.raises(LoadError) as caught:
        parse_table("mine", text.encode())
    assert len(caught.value.message) <= 170
    return caught.value


def test_that_the_header_gives_columns_their_roles() -> None:
    dataset = parse_table("mine", TABLE.encode())
    assert (dataset.name, dataset.task, dataset.source) == ("mine", Task.BITS, "by hand, page 3")
    assert (dataset.input_names, dataset.target_names) == (("a", "b"), ("8",))
    assert dataset.row_names == ("zero", "one")
    np.testing.assert_array_equal(dataset.inputs, [[1, 0.5], [0, 1]])
    np.testing.assert_array_equal(dataset.targets, [[0], [1]])


def test_that_columns_may_be_mixed_and_rows_unnamed() -> None:
    dataset = parse_table("mine", b"# task: values\n# source: s\nout:y,in:x,out:z\n1,2,3\n")
    assert (dataset.input_names, dataset.target_names, dataset.row_names) == (("x",), ("y", "z"), ("1",))
    np.testing.assert_array_equal(dataset.targets, [[1, 3]])


def test_that_a_table_saved_by_a_spreadsheet_with_semicolons_is_read() -> None:
    text = TABLE.replace(",", ";").replace("0.5", "0,5").replace("# task: bits", "# task: bits;;;")
    np.testing.assert_array_equal(parse_table("mine", text.encode()).inputs, [[1, 0.5], [0, 1]])


@pytest.mark.parametrize(
    ("old", "new", "code", "message"),
    [
        ("# task: bits\n", "", "table-comment", "The comment line '# task: …' is missing."),
        ("# source: by hand, page 3\n", "", "table-comment", "The comment line '# source: …' is missing."),
        (
            "task: bits",
            "task: bytes",
            "table-comment",
            "The task “bytes” is unknown. Write one of: bits, classes, val",
        ),
        ("in:b", "b", "table-header", "Column “b” has no role."),
        ("in:a,in:b", "row,in:b", "table-header", "Column “row (2)” has no role."),
        ("out:8", "in:8", "table-header", "No column is named 'out:…'."),
        ("in:a,in:b", "out:a,out:b", "table-header", "No column is named 'in:…'."),
        ("0.5", "x", "csv-cell", "Line 5, column “in:b” holds “x”, which is not a number."),
        ("zero,1,0.5,0\none,0,1,1\n", "", "table-content", "data set 'mine': inputs is empty"),
        ("task: bits", "task: classes", "table-content", "data set 'mine': classes need two or more columns"),
    ],
)
def test_that_a_mistake_in_a_table_is_named(old: str, new: str, code: str, message: str) -> None:
    assert old in TABLE
    fault = refusal(TABLE.replace(old, new))
    assert (fault.code, fault.message[: len(message)]) == (code, message)


def test_that_a_shipped_table_is_loaded_once() -> None:
    assert load_table("xor") is load_table("xor")


def test_that_a_missing_table_is_named() -> None:
    with pytest.raises(LoadError, match=r"no-such-table\.csv.*there is no such file"):
        load_table("no-such-table")


def test_that_a_missing_folder_says_to_install_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path / "nnlab")
    with pytest.raises(LoadError, match="Install nnlab again"):
        load_table("another-table")
