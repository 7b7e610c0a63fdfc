"""Where data sets are looked for, and how they are told from what only bears their names."""

import gzip
import os
import sys
from pathlib import Path

import platformdirs
import pytest

from nnlab.data import store
from nnlab.data.mirrors import PUBLISHED, TEST_LABELS, TRAIN_IMAGES, TRAIN_LABELS
from nnlab.engine import EngineError
from tests.data.bad_mirror import NAMES, contents, stand_in

DIGITS, DIGIT_FILES = stand_in(1)
CLOTHES, CLOTHES_FILES = stand_in(2, "fashion-mnist", "Fashion-MNIST")


def put(folder: Path, files: dict[str, bytes]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


@pytest.fixture
def given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder that NNLAB_DATA names; it is not made."""
    monkeypatch.setenv("NNLAB_DATA", str(tmp_path / "given"))
    return tmp_path / "given"


def test_that_downloads_are_kept_where_the_system_keeps_such(monkeypatch: pytest.MonkeyPatch) -> None:
    assert store.cache_folder("mnist") == Path(os.environ["NNLAB_CACHE"]) / "data" / "mnist"
    monkeypatch.delenv("NNLAB_CACHE")
    cache = Path(platformdirs.user_cache_dir("nnlab", appauthor=False))
    assert store.cache_folder("fashion-mnist") == cache / "data" / "fashion-mnist"
    assert store.places("mnist") == (store.cache_folder("mnist"),)


def test_that_the_given_folder_comes_first(given: Path) -> None:
    assert store.places("mnist") == (given, given / "mnist", store.cache_folder("mnist"))
    put(store.cache_folder("mnist"), DIGIT_FILES)
    assert store.find(DIGITS) == store.cache_folder("mnist")
    put(given / "mnist", DIGIT_FILES)
    assert store.find(DIGITS) == given / "mnist"
    put(given, DIGIT_FILES)
    assert store.find(DIGITS) == given


def test_that_the_home_folder_may_be_abbreviated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NNLAB_DATA", "~/pictures")
    assert store.places("mnist")[0] == Path.home() / "pictures"


def test_that_nothing_is_found_where_there_is_nothing(given: Path) -> None:
    assert store.find("mnist") is None
    assert store.find("fashion-mnist") is None
    given.write_text("a file where a folder is meant")
    assert store.find("mnist") is None


def test_that_the_names_alone_do_not_tell_which_set_it_is(given: Path) -> None:
    put(given, CLOTHES_FILES)
    assert store.find(DIGITS) is None
    assert store.find(CLOTHES) == given
    put(given / "mnist", DIGIT_FILES)
    assert store.find(DIGITS) == given / "mnist"


def test_that_files_may_be_unpacked(given: Path) -> None:
    put(given, {name.removesuffix(".gz"): content for name, content in contents(2).items()})
    assert store.find(CLOTHES) == given
    assert store.find(DIGITS) is None


def test_that_names_may_be_spelt_with_a_dot(given: Path) -> None:
    put(given, {name.replace("-idx", ".idx"): data for name, data in DIGIT_FILES.items()})
    assert store.find(DIGITS) == given


def test_that_files_may_be_wrapped_by_somebody_else(given: Path) -> None:
    put(given, {name: gzip.compress(content, 1) for name, content in contents(1).items()})
    assert store.find(DIGITS) == given


@pytest.mark.parametrize("missing", NAMES)
def test_that_three_files_are_not_enough(missing: str, given: Path) -> None:
    put(given, {name: data for name, data in DIGIT_FILES.items() if name != missing})
    assert store.find(DIGITS) is None


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (TRAIN_IMAGES, b""),
        (TRAIN_IMAGES, bytes(DIGITS.files[0].most_bytes + 1)),
        (TEST_LABELS, b""),
        (TRAIN_LABELS, DIGIT_FILES[TRAIN_LABELS][:-9]),
        (TRAIN_LABELS, b"<html>Log in</html>"),
    ],
)
def test_that_files_that_cannot_be_right_are_not_taken(name: str, data: bytes, given: Path) -> None:
    put(given, DIGIT_FILES | {name: data})
    assert store.find(DIGITS) is None


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pipe with a name")
def test_that_a_pipe_with_the_right_name_is_left_alone(given: Path) -> None:
    put(given, DIGIT_FILES)
    (given / TRAIN_LABELS).unlink()
    os.mkfifo(given / TRAIN_LABELS)
    assert store.find(DIGITS) is None


def test_that_a_name_no_folder_can_have_finds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NNLAB_DATA", "n" * 5000)
    assert store.find("mnist") is None


@pytest.mark.parametrize("name", [known.name for known in PUBLISHED])
def test_that_the_instructions_name_files_folder_and_source(name: str) -> None:
    said = store.instructions(name)
    for word in (*store.file_names(name), str(store.cache_folder(name)), "NNLAB_DATA", "https://"):
        assert word in said


@pytest.mark.parametrize("function", [store.places, store.find, store.cache_folder, store.instructions])
def test_that_an_unknown_name_is_refused(function: object) -> None:
    with pytest.raises(EngineError, match="Did you mean 'mnist'"):
        function("minst")
