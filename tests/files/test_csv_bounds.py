"""Tables out of spreadsheets: titles above them and averages below them are no data."""

import pytest

from nnlab.files import LoadError
from nnlab.files.csv_table import CsvForm, guess_form, parse_csv

SHEET = """2026학년도 2반 신체검사 결과,,,
,,,
번호,이름,키(cm),성별
1,학생1,170.4,남
2,학생2,,여
3,학생3,158.2,여
,평균,164.3,
※ 결석생 제외,,,
""".encode("cp949")


def test_that_names_are_found_below_a_title_and_what_is_below_the_rows_is_left_out() -> None:
    table = parse_csv(SHEET)
    assert table.header == ("번호", "이름", "키(cm)", "성별")
    assert table.row_numbers == (4, 5, 6)
    assert (table.above, table.last, table.outside) == (2, 6, (1, 7, 8))
    assert guess_form(SHEET) == table.form
    assert parse_csv(SHEET, table.form) == table


def test_that_titles_need_no_cells_beside_them() -> None:
    table = parse_csv(b"Class 2\n\nname,size,kind\na,1,x\nb,2,z\n")
    assert (table.header, table.row_numbers) == (("name", "size", "kind"), (4, 5))


def test_that_what_is_left_out_can_be_chosen() -> None:
    whole = parse_csv(SHEET, CsvForm("cp949", ",", ".", has_header=True, above=2))
    assert whole.row_numbers == (4, 5, 6, 7, 8)
    part = parse_csv(SHEET, CsvForm("cp949", ",", ".", has_header=False, above=3, last=5))
    assert (part.row_numbers, part.outside) == ((4, 5), (1, 3, 6, 7, 8))


@pytest.mark.parametrize(
    "text",
    [
        "a,b,c\n1,2,3\n4,5,6\n",
        "name,,\nx,1,2\nz,3,4\n",  # its second line names nothing
        "score,kind,level\n1,x,total\n2,z,total\n3,x,total\n",  # a word of the data
        "day,size,kind\naverage,many,small\n",  # no row would be left
        "a,b\ntitle,\nx,y\n",
    ],
)
def test_that_other_tables_begin_and_end_with_their_text(text: str) -> None:
    table = parse_csv(text.encode())
    assert (table.above, table.last, table.outside) == (0, 0, ())


@pytest.mark.parametrize("bounds", [{"above": -1}, {"last": -1}, {"above": 4, "last": 4}])
def test_that_a_table_ends_after_it_began(bounds: dict[str, int]) -> None:
    with pytest.raises(LoadError, match="after its first"):
        CsvForm("utf-8", ",", ".", has_header=True, **bounds)
