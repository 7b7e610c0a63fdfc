"""Tables of one's own on the command line: shown, corrected, learned from, asked."""

import json
from pathlib import Path

import numpy as np
import pytest

from nnlab.cli import main
from nnlab.desktop.tables.draft import read

ROWS = "".join(
    f"f{n};{2 + 3 * (n % 3) + n % 7 / 10:.2f};{['red', 'blue'][n % 2] if n != 7 else 'NA'};{'xyz'[n % 3]}\n"
    for n in range(60)
)
TEXT = f"이름;길이;색;species\n{ROWS}".replace(".", ",")


@pytest.fixture
def flowers(tmp_path: Path) -> str:
    path = tmp_path / "flowers.csv"
    path.write_bytes(TEXT.encode("cp949"))
    return str(path)


def said(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert main(list(arguments)) == code
    captured = capsys.readouterr()
    return captured.err if code else captured.out


def found(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> dict:
    assert main([*arguments, "--json"]) == code
    return json.loads(capsys.readouterr().out)


def test_that_a_table_is_shown_as_it_is_guessed(capsys: pytest.CaptureFixture[str], flowers: str) -> None:
    shown = found(capsys, "data", "show", flowers)
    assert (shown["encoding"], shown["delimiter"], shown["decimal"], shown["header"]) == (
        "cp949",
        ";",
        ",",
        True,
    )
    roles = {column["name"]: column["role"] for column in shown["columns"]}
    assert roles == {"이름": "name", "길이": "input", "색": "input", "species": "target"}
    colour = shown["columns"][2]
    assert (colour["words"], colour["missing"], colour["missing_rows"]) == (["red", "blue"], 1, [9])
    assert shown["data"]["samples"] == {"train": 48, "validation": 12, "test": 0}
    text = said(capsys, "data", "show", flowers)
    assert "read as   cp949, semicolons between cells, decimal comma, names in the first row" in text
    assert "1 missing (line 9)" in text
    assert "48 to train on, 12 for validation (seed 0, stratified)" in text


def test_that_what_was_guessed_is_corrected(capsys: pytest.CaptureFixture[str], flowers: str) -> None:
    options = ("--target", "길이", "--ignore", "이름", "--ignore", "색", "--split", "validation=0.5,seed=3")
    shown = found(capsys, "data", "show", flowers, *options)
    roles = [column["role"] for column in shown["columns"]]
    assert (roles, shown["classifies"]) == (["ignore", "target", "ignore", "input"], False)
    assert shown["data"]["task"] == "values"
    assert shown["data"]["samples"] == {"train": 30, "validation": 30, "test": 0}
    read = found(
        capsys, "data", "show", flowers, "--decimal", "point", "--delimiter", "semicolon", "--no-header"
    )
    assert (read["rows"], read["columns"][0]["name"], read["decimal"]) == (61, "column 1", ".")


def test_that_a_wrong_guess_of_rows_is_overcome(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a;b\n1,5;2\n1;3\n2,5;1,5\n", encoding="utf-8")
    assert found(capsys, "data", "show", str(path), "--delimiter", ";")["rows"] == 3


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--target", "길리"), "unknown column '길리'. Choose one of: species, 길이"),
        (("--delimiter", "dot"), "unknown delimiter 'dot'"),
        (("--encoding", "rot13"), "unknown encoding 'rot13'"),
        (("--split", "test=2"), "the share for test must be a number from 0 to below 1"),
        (("--split", "test=0.2,test=0.3"), "test is said twice. See 'nnlab data show --help'"),
        (("--split", "test=0.2,seed=" + "9" * 30), "is too large a number"),
        (("--splt", "test=0.2"), "unrecognized arguments: --splt test=0.2. See 'nnlab data show --help'"),
        (("--split", "tset=0.2"), "'tset' is none of test, validation, seed and stratified"),
    ],
)
def test_that_wrong_words_are_named(
    capsys: pytest.CaptureFixture[str], flowers: str, options: tuple[str, ...], says: str
) -> None:
    assert says in said(capsys, "data", "show", flowers, *options, code=2)


def test_that_a_table_is_learned_without_a_preset(capsys: pytest.CaptureFixture[str], flowers: str) -> None:
    result = found(capsys, "train", "--quiet", "--data", flowers, "--split", "test=0.2,validation=0.1")
    assert (result["shape"], result["activations"]) == ([3, 8, 3], ["tanh", "softmax"])
    assert result["accuracy"] > 0.9
    assert result["test_accuracy"] > 0.9
    assert result["validation_accuracy"] > 0.9
    assert len(result["targets"]) == 42


def test_that_a_preset_lends_a_table_its_hidden_layers(
    capsys: pytest.CaptureFixture[str], flowers: str
) -> None:
    result = found(
        capsys, "train", "seven-segment", "--quiet", "--data", flowers, "--epochs", "3", "--seed", "5"
    )
    assert (result["shape"], result["activations"]) == ([3, 8, 3], ["tanh", "softmax"])
    assert (result["epochs"], result["seed"]) == (3, 5)


def test_that_numbers_are_judged_by_their_unseen_loss(
    capsys: pytest.CaptureFixture[str], flowers: str
) -> None:
    options = ("--data", flowers, "--target", "길이", "--split", "test=0.25")
    result = found(capsys, "train", "--quiet", *options)
    assert result["test_accuracy"] is None
    assert 0 < result["test_loss"] < 0.5
    text = said(capsys, "train", "--quiet", *options)
    assert "of 15 never learned from" in text


def test_that_any_preset_can_be_split(capsys: pytest.CaptureFixture[str]) -> None:
    result = found(capsys, "train", "seven-segment", "--quiet", "--epochs", "2", "--split", "test=0.3")
    assert len(result["targets"]) == 7
    assert result["test_accuracy"] is not None


def test_that_something_must_be_named_to_train(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert "what is to be trained?" in said(capsys, "train", code=2)
    assert "name it before --data" in said(capsys, "train", "--data", str(tmp_path), code=2)


def test_that_a_project_is_asked_in_the_units_of_its_table(
    capsys: pytest.CaptureFixture[str], flowers: str, tmp_path: Path
) -> None:
    project = str(tmp_path / "flowers.nnlab")
    said(capsys, "train", "--quiet", "--data", flowers, "--save", project)
    first, second = json.loads(
        said(capsys, "predict", project, "--json", "--input", "2.1, red", "--input", "8.3; blue")
    )
    assert first["output"][0] > 0.7
    assert second["output"][2] > 0.7
    assert first["input"] == pytest.approx([2.1, 0, 1])
    rows = said(capsys, "predict", project, "--csv", flowers).splitlines()
    assert len(rows) == 60
    assert "knows no “green”, but “blue”, “red”" in said(
        capsys, "predict", project, "--input", "2 green", code=2
    )
    info = found(capsys, "info", project)
    assert (info["data"]["samples"], info["data"]["validation_samples"]) == (48, 12)


def test_that_errors_of_numbers_are_told_in_their_units(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    project, rng = str(tmp_path / "price.nnlab"), np.random.default_rng(2)
    areas = rng.uniform(20, 60, 40)
    rows = [(f"{area:.1f}", f"{1000 * area + 300 * rng.normal():.0f}", int(area) % 4) for area in areas]
    text = "area,price,rooms\n" + "".join(f"{area},{price},{rooms}\n" for area, price, rooms in rows)
    (tmp_path / "price.csv").write_text(text, encoding="utf-8")
    words = (str(tmp_path / "price.csv"), "--target", "price", "--target", "rooms", "--split", "test=0")
    trained = found(capsys, "train", "--quiet", *words, "--epochs", "20", "--save", project)
    answers = json.loads(said(capsys, "predict", project, "--json", "--csv", str(tmp_path / "price.csv")))
    off = np.array([answer["output"] for answer in answers]) - [[float(p), r] for _, p, r in rows]
    assert trained["errors"] == pytest.approx(np.sqrt(np.mean(off**2, axis=0)).tolist(), rel=1e-6)
    assert trained["test_errors"] is None
    text = said(capsys, "train", "--quiet", *words, "--epochs", "20")
    assert f"error     price {trained['errors'][0]:.6g}, rooms {trained['errors'][1]:.6g}" in text

    folded = found(capsys, "folds", *words, "--folds", "4", "--set", "epochs=5", "--quiet")
    assert folded["measure"] == "unseen_error"
    assert [target["name"] for target in folded["targets"]] == ["price", "rooms"]
    each = np.array([run["unseen_errors"] for run in folded["runs"]])
    assert [target["mean"] for target in folded["targets"]] == pytest.approx(each.mean(axis=0).tolist())
    assert folded["scores"] == [run["unseen_error"] for run in folded["runs"]]
    table = said(capsys, "folds", *words, "--folds", "4", "--set", "epochs=5", "--quiet")
    assert f"price  {each[:, 0].mean():,.0f} ± {each[:, 0].std(ddof=1):,.0f}" in table
    assert "where 1 is what the means of the targets are off" in table
    alone = said(
        capsys, "folds", words[0], "--target", "price", "--folds", "4", "--set", "epochs=5", "--quiet"
    )
    assert ", in the units of price" in alone


def test_that_predicted_numbers_come_in_their_units(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    table, project = tmp_path / "price.csv", str(tmp_path / "price.nnlab")
    table.write_text("area,price\n" + "".join(f"{n},{1000 * n}\n" for n in range(20, 60)), encoding="utf-8")
    said(capsys, "train", "--quiet", "--data", str(table), "--save", project)
    (answer,) = json.loads(said(capsys, "predict", project, "--json", "--input", "40"))
    assert answer["output"][0] == pytest.approx(40_000, rel=0.1)
    assert answer["input"] == pytest.approx([40])


def test_that_a_table_with_a_decimal_comma_is_asked_as_it_was_learned(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    project, text = str(tmp_path / "rents.nnlab"), "price;area;rent\n"
    for thousand, name in ((".", "marked"), ("", "plain")):
        rows = "".join(f"{n}{thousand}000;{n % 7},5;{2 * n},25\n" for n in range(1, 31))
        (tmp_path / f"{name}.csv").write_text(text + rows, encoding="utf-8")
    said(
        capsys,
        "train",
        "--quiet",
        "--epochs",
        "20",
        "--data",
        str(tmp_path / "marked.csv"),
        "--save",
        project,
    )
    marked, plain = (
        said(capsys, "predict", project, "--csv", str(tmp_path / f"{name}.csv"))
        for name in ("marked", "plain")
    )
    assert marked == plain
    typed = said(capsys, "predict", project, "--input", "1.000; 1,5", "--input", "1000, 1,5")
    assert typed.splitlines() == [plain.splitlines()[0]] * 2
    assert "2 inputs, but 1" in said(capsys, "predict", project, "--input", "1,5", code=2)


def test_that_a_bad_cell_is_named_by_file_row_and_column(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        "a,class\n" + "".join(f"{n},{'xz'[n % 2]}\n" for n in range(20)) + "l0,x\n", encoding="utf-8"
    )
    shown = found(capsys, "data", "show", str(path), code=1)
    assert shown["fault"].startswith("Line 22, column “a” holds “l0”, which is not a number.")
    assert "Line 22, column “a”" in said(capsys, "train", "--data", str(path), code=1)


# -- cells that are no numbers -------------------------------------------------------------------------------


@pytest.fixture
def slips(tmp_path: Path) -> str:
    """Return a table of sixty rows in which one cell of a and one of b are no numbers."""
    path = tmp_path / "slips.csv"
    rows = [[f"{n / 8}", f"{n % 7 + 0.5}", "xz"[n % 2]] for n in range(60)]
    rows[6][0], rows[8][1] = '"2,5"', "4x9"
    path.write_text("a,b,class\n" + "\n".join(map(",".join, rows)) + "\n", encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("columns", [("a", "b"), ("*",), ("a..b",)], ids=" ".join)
def test_that_cells_that_are_no_numbers_count_as_missing_where_it_is_said(
    capsys: pytest.CaptureFixture[str], slips: str, columns: tuple[str, ...]
) -> None:
    options = [word for column in columns for word in ("--missing", column)]
    shown = found(capsys, "data", "show", slips, *options)
    assert shown["data"]["samples"] == {"train": 48, "validation": 12, "test": 0}
    told = [(one["odd"], one["odd_rows"], one["odd_as_missing"]) for one in shown["columns"][:2]]
    assert told == [(1, [8], True), (1, [10], True)]
    assert "1 no number taken as missing (line 8); fill" in said(capsys, "data", "show", slips, *options)


def test_that_such_cells_are_named_and_the_option_is_too(
    capsys: pytest.CaptureFixture[str], slips: str
) -> None:
    fault = found(capsys, "data", "show", slips, code=1)["fault"]
    assert fault.startswith("Line 8, column “a” holds “2,5”, which is not a number.")
    assert fault.endswith("--missing COLUMN and --words COLUMN do that.")
    assert "Line 10, column “b”" in said(capsys, "train", slips, "--missing", "a", "--quiet", code=1)
    of_words = said(capsys, "data", "show", slips, "--missing", "class", code=2)
    assert "--missing is for columns of numbers, and 'class' is one of words" in of_words
    assert "unknown column 'c'" in said(capsys, "data", "show", slips, "--missing", "c", code=2)


@pytest.mark.parametrize(
    "command",
    [
        ("train", "--quiet", "--epochs", "1"),
        ("folds", "--quiet", "--folds", "2", "--set", "epochs=1"),
        ("sweep", "--quiet", "--grid", "epochs=1,2"),
        ("compare", "--epochs", "1"),
    ],
    ids=lambda command: command[0],
)
def test_that_every_command_that_learns_from_a_table_takes_them_as_missing(
    capsys: pytest.CaptureFixture[str], slips: str, command: tuple[str, ...]
) -> None:
    name, *options = command
    assert main([name, slips, *options, "--missing", "*"]) == 0
    assert "count as missing: “a” 1 (line 8; fill), “b” 1 (line 10; fill)." in capsys.readouterr().err


# -- tables of strangers -------------------------------------------------------------------------------------

_HOSTILE = "x\x1b]0;pwned\x07\x1b[2J\u202e\n" + "y" * 50


@pytest.mark.parametrize(
    "words",
    [
        ("data", "show"),
        ("train", "--quiet", "--epochs", "2", "--weights", "--data"),
        ("folds", "--quiet", "--folds", "2", "--set", "epochs=2"),
    ],
    ids=lambda words: words[0],
)
@pytest.mark.parametrize("place", ["name", "class", "header"])
def test_that_no_table_commands_the_terminal(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, words: tuple[str, ...], place: str
) -> None:
    rows = [["id", "b", "t"], *([f"n{n}", str(n % 3), "xz"[n % 2]] for n in range(8))]
    match place:
        case "name":
            rows[1][0] = _HOSTILE
        case "class":
            rows = [[one, other, _HOSTILE if kind == "x" else kind] for one, other, kind in rows]
        case _:
            rows[0][2] = _HOSTILE
    path = tmp_path / "t.csv"
    path.write_bytes("".join(",".join(f'"{cell}"' for cell in row) + "\r\n" for row in rows).encode())
    text = said(capsys, *words, str(path))
    assert [line for line in text.splitlines() if not line.isprintable()] == []
    assert "y" * 30 not in text
    error = said(capsys, "train", "--data", str(path), "--target", "何", code=2)
    assert error.rstrip("\n").isprintable()


def test_that_answers_are_shown_in_the_units_of_their_table(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,t\n" + "".join(f"{n},{n * n}\n" for n in range(16)), encoding="utf-8")
    text = said(capsys, "train", "--quiet", "--epochs", "400", "--data", str(path))
    *_, last = text.splitlines()
    target, _, answer = last.partition("|")
    assert target.split()[-1] == "225"
    assert float(answer) == pytest.approx(225, abs=40)
    assert ", of scaled targets" in text


@pytest.mark.parametrize("command", ["folds", "sweep", "check"])
def test_that_a_table_that_is_not_there_is_no_unknown_preset(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, command: str
) -> None:
    options = ("--grid", "learning_rate=1,2") if command == "sweep" else ()
    assert "no such file" in said(capsys, command, str(tmp_path / "nofile.csv"), *options, code=1)


def test_that_a_wide_table_is_listed_in_short_or_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "wide.csv"
    for count, code in ((100, 0), (10_001, 1)):
        rows = (",".join(f"{row}.{column % 7}" for column in range(count)) for row in range(4))
        header = ",".join(f"c{column}" for column in range(count))
        path.write_text("\n".join([header, *rows]), encoding="utf-8")
        text = said(capsys, "data", "show", str(path), code=code)
        assert len(text.splitlines()) < 50
        assert ("… and 60 more" if code == 0 else "The table has 10,001 columns, and 10,000 are read") in text


def test_that_only_classes_are_called_stratified(capsys: pytest.CaptureFixture[str], flowers: str) -> None:
    assert "(seed 0)" in said(capsys, "data", "show", flowers, "--target", "길이")


def test_that_numbers_close_together_are_told_apart(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,t\n1000000.25,1\n1000000.5,0\n1000000.25,0\n", encoding="utf-8")
    assert "1000000.25 to 1000000.5" in said(capsys, "data", "show", str(path))


@pytest.mark.parametrize(("cell", "has"), [("x", "one value only"), ("", "no value")])
def test_that_a_target_without_two_values_is_not_passed_over_in_silence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, cell: str, has: str
) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b,t\n" + "".join(f"{n},{n * n},{cell}\n" for n in range(6)), encoding="utf-8")
    told = f"“t” has {has}, so “b” is taken as the target"
    for words in (("data", "show", str(path)), ("train", "--epochs", "1", "--data", str(path))):
        assert main(list(words)) == 0
        assert told in capsys.readouterr().err
    assert main(["data", "show", str(path), "--target", "a"]) == 0
    assert capsys.readouterr().err == ""


def table_of(tmp_path: Path, name: str, cells: list[str]) -> str:
    path = tmp_path / "mine.csv"
    rows = (f"{n % 7},{n % 5 / 4},{cells[n % len(cells)]}\n" for n in range(40))
    path.write_text(f"a,b,{name}\n{''.join(rows)}")
    return str(path)


@pytest.mark.parametrize(("cells", "classes"), [(["1", "2", "A", "B"], 4), (["01", "1"], 2)])
@pytest.mark.parametrize("options", [(), ("--target", "code")])
def test_that_codes_are_classes_as_in_the_dialog(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    cells: list[str],
    classes: int,
    options: tuple[str, ...],
) -> None:
    path = table_of(tmp_path, "code", cells)
    shown = found(capsys, "data", "show", path, *options)
    in_dialog = read(Path(path).read_bytes())
    assert shown["columns"][2]["encoding"] == in_dialog.plan.columns[2].encoding.value == "one-hot"
    assert (
        found(capsys, "train", "--data", path, *options, "--epochs", "1", "--quiet")["shape"][-1] == classes
    )


def test_that_a_column_of_numbers_can_be_said_to_hold_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = table_of(tmp_path, "grade", ["3", "4", "5", "absent"])
    refused = said(capsys, "train", "--data", path, "--target", "grade", "--quiet", code=1)
    assert "Line 5, column “grade” holds “absent”" in refused
    words = ("--words", "grade")
    assert found(capsys, "train", "--data", path, *words, "--epochs", "1", "--quiet")["shape"] == [2, 8, 4]
    words = ("--words", "grade", "--words", "a", "--target", "grade")
    assert found(capsys, "train", "--data", path, *words, "--epochs", "1", "--quiet")["shape"] == [8, 8, 4]
    assert "unknown column 'grad'" in said(capsys, "data", "show", path, "--words", "grad", code=2)


@pytest.mark.parametrize(
    ("ignored", "left"),
    [
        ("p*", ["a", "a*"]),
        ("p1..p3", ["a", "a*"]),
        ("p3..p2", ["a", "p1", "a*"]),
        ("a*", ["a", "p1", "p2", "p3"]),
    ],
)
def test_that_many_columns_are_ignored_at_once(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, ignored: str, left: list[str]
) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        "a,p1,p2,p3,a*,y\n" + "".join(f"{n / 7},{n / 3},{n},{n / 5},{n * n},{n % 2}\n" for n in range(9))
    )
    assert main(["data", "show", str(path), "--ignore", ignored, "--target", "y", "--json"]) == 0
    columns = json.loads(capsys.readouterr().out)["columns"]
    assert [column["name"] for column in columns if column["role"] == "input"] == left


def test_that_a_pattern_that_fits_no_column_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "t.csv").write_text("a,y\n1,0\n2,1\n")
    assert main(["data", "show", str(tmp_path / "t.csv"), "--ignore", "pixel*"]) == 2
    assert "unknown column 'pixel*'" in capsys.readouterr().err


def test_that_a_table_in_two_encodings_is_told_to_be_garbled(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    mixed, plain = tmp_path / "mixed.csv", tmp_path / "plain.csv"
    rows = ["이름,b,y", "김,2,0", "이,3,1", "박,4,0", "최,1,1"]
    plain.write_bytes("\n".join(rows).encode("cp949"))
    mixed.write_bytes(b"\n".join(row.encode("utf-8" if at == 1 else "cp949") for at, row in enumerate(rows)))
    assert main(["data", "show", str(mixed)]) == 0
    assert "some of its lines are UTF-8 and garbled" in capsys.readouterr().err
    assert main(["data", "show", str(plain)]) == 0
    assert "garbled" not in capsys.readouterr().err


def test_that_units_and_columns_of_too_many_words_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "".join(f'{50 + n}%,"{n},215원",word {n},memo {n},{"xz"[n % 2]}\n' for n in range(1, 31))
    path = tmp_path / "marks.csv"
    path.write_text(f"present,money,who,memo,class\n{rows}", encoding="utf-8")
    assert main(["data", "show", str(path)]) == 0
    out, err = capsys.readouterr()
    assert "51 to 80 in “%”" in out
    assert "1215 to 30215 in “원”" in out
    assert "left out: too many different words" in out
    assert "left out for too many different words: “memo” (30)" in err


def test_that_lines_outside_a_table_are_told_and_chosen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "sheet.csv"
    path.write_text("Class 2,,\nname,size,kind\na,1,x\nb,2,z\nc,2,x\nmean,1.7,\n", encoding="utf-8")
    assert main(["data", "show", str(path)]) == 0
    out, err = capsys.readouterr()
    assert "3 rows, 3 columns" in out
    assert "names in line 2" in out
    assert "lines 1, 6 are taken for no part of the table" in err
    assert main(["data", "show", str(path), "--header-row", "2", "--last-row", "4"]) == 0
    out, err = capsys.readouterr()
    assert ("2 rows, 3 columns" in out, err) == (True, "")
    assert "the number of a line" in said(capsys, "data", "show", str(path), "--header-row", "0", code=2)
    opposite = said(capsys, "data", "show", str(path), "--header-row", "2", "--no-header", code=2)
    assert "opposite" in opposite
