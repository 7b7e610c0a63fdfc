"""Every fault of a file has a sentence in every language."""

import ast
import re
from pathlib import Path

import pytest

import nnlab
from nnlab.desktop.words import fault_sentences, language
from nnlab.files import FileError, LoadError, SaveError

PACKAGE = Path(nnlab.__file__).parent
ERRORS = {
    "LoadError",
    "SaveError",
    "FileError",
    "WebError",
    "DownloadError",
    "Reason",
    "_fault_at",
    "not_saved",
}
_CODE = re.compile(r"[a-z]+(-[a-z]+)*")


def codes() -> set[str]:
    """Return every code that the rooms below the window give to a fault, as their sources spell it."""
    found: set[str] = set()
    for path in [*(PACKAGE / "files").rglob("*.py"), *(PACKAGE / "data").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ERRORS:
                found |= {
                    argument.value
                    for argument in node.args[:4]
                    if isinstance(argument, ast.Constant)
                    and isinstance(argument.value, str)
                    and _CODE.fullmatch(argument.value)
                    and "-" in argument.value
                }
    return found


def test_that_every_code_has_its_group() -> None:
    found = codes()
    assert {"csv-cell", "wrong-content", "not-trusted", "no-labels"} <= found
    assert found - set(fault_sentences._GROUP_OF) == set()


def test_that_every_group_has_its_sentence() -> None:
    by_circumstance = {
        "project",
        "write-protected",
    }  # what is read, or written, makes another sentence of a code
    assert set(fault_sentences._sentences()) == set(fault_sentences._GROUPS) | by_circumstance


@pytest.mark.parametrize(
    ("error", "part"),
    [
        (LoadError("wrong-kind", "“old.nnlab”: It is a table."), "nnlab 프로젝트가 아니거나 손상되었습니다"),
        (LoadError("damaged", "“old.nnlab”: It is damaged."), "nnlab 프로젝트가 아니거나 손상되었습니다"),
        (SaveError("no-permission", "“old.nnlab” was not saved: permission."), "쓰기가 금지되어 있거나"),
        (SaveError("disk-full", "“old.nnlab” was not saved: full."), "공간을 비우거나"),
    ],
)
def test_that_a_project_has_sentences_of_its_own(korean, error: FileError, part: str) -> None:
    assert part in fault_sentences.fault_sentence(error)


@pytest.fixture
def korean(qapp):
    language.apply(qapp, "ko")
    yield
    language.apply(qapp, "en")


@pytest.mark.parametrize(
    ("error", "part"),
    [
        (
            LoadError("csv-cell", "“x.csv”: Line 3, column 7 is “a”. Correct it. Nothing was changed."),
            "x.csv",
        ),
        (LoadError("csv-ragged", "“x.csv”: Line 1,203 has 3 cells where line 2 has 2."), "1,203"),
        (LoadError("csv-missing", "Line 3, column “폭” has no value."), "“폭”"),
        (LoadError("csv-cell", "It has a cell that is no number."), "표를 고치세요"),
        (SaveError("not-found", "“mine.npz” was not saved: there is no such folder."), "저장하지 못했습니다"),
        (SaveError("too-many", "20,000 digits are kept already."), "더 모을 수 없습니다"),
        (LoadError("label-type", "“y.npz”: labels must be whole numbers."), "레이블"),
        (LoadError("never-heard-of", "“z”: something."), "손상"),
    ],
)
def test_that_a_fault_is_told_in_korean_by_its_kind(korean, error, part: str) -> None:
    sentence = fault_sentences.fault_sentence(error)
    assert part in sentence
    assert len(sentence) <= 240


def test_that_a_column_beyond_all_room_is_taken_for_no_file(korean) -> None:
    error = LoadError("table-width", "At most 4,096 inputs can be used, and column “c4096” goes beyond that.")
    assert "c4096" not in fault_sentences.fault_sentence(error)


def test_that_english_keeps_the_exact_place(qapp) -> None:
    error = LoadError("csv-cell", "“x.csv”: Line 3, column 7 is “a”.")
    assert fault_sentences.fault_sentence(error) == error.message


@pytest.mark.parametrize(
    "error",
    [
        LoadError("table-width", "With column “c4096” there are 4,097 inputs and targets."),
        LoadError("table-plan", "Column “c4096” has no word at all. Ignore it."),
        LoadError("damaged", "Array “c4096”: it is cut short."),
        LoadError("damaged", "“c4096” in it is not what was saved."),
    ],
)
def test_that_what_stands_in_a_file_is_not_named_as_the_file(korean, error: FileError) -> None:
    assert "c4096" not in fault_sentences.fault_sentence(error)


def test_that_a_table_of_too_many_columns_is_not_said_to_be_too_large_a_file(korean) -> None:
    error = LoadError("table-width", "At most 4,096 inputs can be used. Ignore 904 columns.")
    assert fault_sentences._GROUP_OF[error.code] == "wide"
    assert "큽니다" not in fault_sentences.fault_sentence(error)


@pytest.mark.parametrize("group", sorted(fault_sentences._GROUPS))
def test_that_a_file_without_a_name_is_called_a_file_once(korean, group: str) -> None:
    error = LoadError(fault_sentences._GROUPS[group][0], "It cannot be used.")
    sentence = fault_sentences.fault_sentence(error)
    assert "파일 파일" not in sentence
    assert "{" not in sentence


def test_that_a_folder_is_named_wherever_its_name_stands(korean) -> None:
    error = SaveError("held", "Another sweep is writing to “tried”. Choose another folder.")
    assert "tried" in fault_sentences.fault_sentence(error)
