"""Which files are tables of one's own, and which are something else."""

from pathlib import Path

import pytest

from nnlab.data import Dataset
from nnlab.data.tabular.plan import TableSource
from nnlab.data.tabular.sources import open_table, open_table_or_none, table_from_text
from nnlab.files import LoadError

TABLE = "a,b,kind\n1,2,x\n3,4,z\n5,6,x\n"


def written(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize("name", ["t.csv", "t.TSV", "t.txt"])
def test_that_a_table_is_opened_with_its_text_and_a_guess(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, name, TABLE)
    opened = open_table_or_none(path)
    assert isinstance(opened, TableSource)
    assert opened == open_table(path)
    assert (opened.text, len(opened.plan.columns)) == (TABLE.encode(), 3)


def test_that_cells_of_a_spreadsheet_are_a_table() -> None:
    source = table_from_text("키\t몸무게\n170\t1,060\n160\t50\n")
    assert source.plan.form.delimiter == "\t"
    assert [column.name for column in source.plan.columns] == ["키", "몸무게"]


def test_that_pictures_folders_and_other_files_are_no_tables(tmp_path: Path) -> None:
    pixels = "\n".join(",".join(["7"] * 785) for _ in range(3))
    assert open_table_or_none(written(tmp_path, "mnist.csv", pixels)) is None
    header = ",".join(["label", *map(str, range(784))])
    assert open_table_or_none(written(tmp_path, "kaggle.csv", f"{header}\n{pixels}")) is None
    assert open_table_or_none(written(tmp_path, "t.npz", TABLE)) is None
    assert open_table_or_none(written(tmp_path, "b.csv", b"\x93NUMPY")) is None
    assert open_table_or_none(tmp_path) is None


def test_that_what_is_called_a_table_and_is_no_text_is_refused_by_name(tmp_path: Path) -> None:
    for content, line in ((b"a,b\n1,2\n1\0,3\n", 3), (bytes(range(256)), 1)):
        path = written(tmp_path, "nul.csv", content)
        with pytest.raises(LoadError, match=rf"nul\.csv.*Line {line} holds a NUL.*UTF-8"):
            open_table_or_none(path)


@pytest.mark.parametrize(
    ("text", "word"), [("a,b,y\n", "no rows below them"), ("a,b,y\n,NA,\n,,\n", "Every cell")]
)
def test_that_a_table_without_values_is_refused_before_anybody_asks_what_columns_are_for(
    tmp_path: Path, text: str, word: str
) -> None:
    with pytest.raises(LoadError, match=word):
        open_table_or_none(written(tmp_path, "t.csv", text))


def test_that_five_small_whole_numbers_are_columns_and_no_pixels(tmp_path: Path) -> None:
    assert isinstance(open_table_or_none(written(tmp_path, "t.csv", "1,2,3,4,0\n2,3,4,5,1\n")), TableSource)


def test_that_a_header_of_nnlab_says_itself_what_columns_are_for(tmp_path: Path) -> None:
    text = "# source: me\n# task: bits\nrow,in:a,out:b\n0,1,0\n1,0,1\n"
    opened = open_table_or_none(written(tmp_path, "mine.csv", text), name="mine")
    assert isinstance(opened, Dataset)
    assert (opened.name, opened.input_names) == ("mine", ("a",))


def test_that_prose_is_no_table(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match=r"homework\.txt.*no table"):
        open_table_or_none(written(tmp_path, "homework.txt", "dear diary"))


def test_that_a_ragged_table_names_file_and_row(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match=r"t\.csv.*Line 3 has 2 cells"):
        open_table_or_none(written(tmp_path, "t.csv", "a,b,c\n1,2,3\n1,2\n"))
