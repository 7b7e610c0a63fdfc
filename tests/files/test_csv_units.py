"""Numbers with a unit beside them: which cells are such, and which unit a column has."""

import pytest

from nnlab.files.csv_table import guess_form, parse_csv
from nnlab.files.csv_units import common_unit, parse_amount, without_unit


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("86%", ("86", "%")),
        ("7,215원", ("7,215", "원")),
        (" -12.5 kg ", ("-12.5", "kg")),
        ("3 km/h", ("3", "km/h")),
        ("21.5°C", ("21.5", "°C")),
        ("4 m²", ("4", "m²")),
        ("-$30", ("-30", "$")),
        ("₩ 1,200", ("1,200", "₩")),
    ],
)
def test_that_a_number_is_told_from_its_unit(cell: str, found: tuple[str, str]) -> None:
    assert without_unit(cell) == found


@pytest.mark.parametrize(
    "cell", ["86", "3반", "2학년", "1st", "A1", "2026-01-01", "12:30", "1.2.3", "kg", "", "1e5"]
)
def test_that_places_dates_and_words_have_no_unit(cell: str) -> None:
    assert without_unit(cell) == (cell, "")


def test_that_a_column_has_the_one_unit_of_its_cells() -> None:
    assert common_unit(["86%", "", "79%", "absent"]) == "%"
    assert common_unit(["3 kg", "400 g"]) == ""
    assert common_unit(["1", "2", "3kg"]) == ""
    assert common_unit(["", "NA"]) == ""


def test_that_a_price_may_lack_its_unit_but_a_share_may_not() -> None:
    assert parse_amount("0", ".", "원") == 0
    assert parse_amount("0.86", ".", "%") is None
    assert parse_amount("3 kg", ".", "원") is None


def test_that_the_decimal_mark_is_found_beside_units() -> None:
    assert guess_form(b"a;b\n1,5 kg;x\n2,25 kg;y\n").decimal == ","


def test_that_a_first_row_of_numbers_with_units_names_no_columns() -> None:
    assert not parse_csv(b"86%,3\n79%,4\n90%,5\n").has_header
    assert parse_csv("1주,2주,3주\n5,6,7\n4,3,2\n".encode()).has_header
    assert parse_csv(b"share\n86%\n79%\n").has_header


def test_that_degrees_of_the_west_are_no_korean() -> None:
    table = parse_csv("t,word\n-3 °C,größe\n4 °C,x\n5 °C,y\n".encode("cp1252"))
    assert (table.encoding, table.rows[0]) == ("cp1252", ("-3 °C", "größe"))
    assert parse_csv("기온,습도\n-3℃,40\n4℃,50\n7℃,60\n1℃,60\n".encode("cp949")).header == ("기온", "습도")
