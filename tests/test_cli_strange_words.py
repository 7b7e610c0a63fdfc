"""Whatever is typed, a command that cannot obey says so in one short line, and leaves nothing behind."""

import os
from pathlib import Path

import pytest

from nnlab.cli import main
from nnlab.trials.backend import InProcess

WORDS = (
    "", "nan", "1e309", "9" * 400, "x" * 70_000, "\0", "\x1b[31m", "\u202eabc", "\ud800", "\udcff", "a\nb", "\u2028",
    "१२", "½", "--", "=", ",", "{x}", "%s", "uniform(1,", "log(0,1)", "2..1", "..", "~", "\\", "가나다",
)  # fmt: skip
TABLE = "a,b,y\n" + "".join(f"{n % 7},{n % 5 / 4},{'uv'[n % 2]}\n" for n in range(30))
SWEEP = ("sweep", "xor", "--set=epochs=1", "--quiet")
FOLDS = ("folds", "mine.csv", "--set=epochs=1", "--quiet")
TRAIN = ("train", "mine.csv", "--epochs=1", "--quiet")


@pytest.fixture(autouse=True)
def in_a_folder_with_a_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mine.csv").write_text(TABLE)
    # Workers are not what is asked about.
    monkeypatch.setattr("nnlab.cli.making.backend_of", lambda *_options: InProcess())


@pytest.mark.parametrize(
    "words",
    [
        *((*SWEEP, f"{option}=") for option in ("--grid", "--set", "--random", "--draw-seed", "--seeds", "--seed")),
        *((*SWEEP, "--grid", f"{key}=") for key in ("learning_rate", "hidden", "init", "optimizer")),
        *((*SWEEP, f"{option}=") for option in ("--csv", "--plot", "--folder")),
        ("sweep", "--quiet", "--resume="),
        ("sweep", "--quiet", ""),
        *((*FOLDS, f"{option}=") for option in ("--folds", "--deal-seed", "--seed", "--split", "--set")),
        *((*TRAIN, f"{option}=") for option in ("--target", "--ignore", "--words", "--delimiter", "--decimal")),
        *((*TRAIN, f"{option}=") for option in ("--encoding", "--split", "--seed", "--set", "--save")),
        ("data", "show", "mine.csv", "--target="),
        ("data", "show", "--", ""),
        ("open", "--", ""),
    ],
)  # fmt: skip
def test_that_strange_words_are_obeyed_or_refused_in_one_line(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    for word in WORDS:
        given = [*words[:-1], words[-1] + word]
        before = set(os.listdir())
        code = main(given)
        said = capsys.readouterr()
        assert code in (0, 1, 2), ascii(word)
        if code:
            assert said.err.startswith("nnlab: "), ascii(word)
            assert said.err.count("\n") == 1, ascii(word)
            assert said.err[:-1].isprintable(), ascii(said.err)
            assert len(said.err) < 1010, ascii(word)
            assert set(os.listdir()) == before, ascii(word)


def test_that_an_option_whose_value_is_two_dashes_has_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data", "show", "mine.csv", "--delimiter=--"]) == 2
    assert capsys.readouterr().err == "nnlab: '--delimiter=--' gives no value.\n"


def test_that_a_quotation_mark_before_an_invisible_mark_is_told_visibly(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("mine.csv").write_text('a\tb\n1\t"x"y"\t2\n3\t4\n')
    assert main(["data", "show", "mine.csv", "--delimiter=tab"]) == 1
    assert capsys.readouterr().err[:-1].isprintable()
