import os
import sys
from pathlib import Path

import pytest

from nnlab.files import CSV, JSON, FileKind, Format, LoadError, first_bytes, limits, open_untrusted
from nnlab.files.limits import MESSAGE_CHARACTERS

LINES = FileKind("a list of words", bytes.splitlines, max_bytes=100)
only_posix = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX files")


def refusal(path: str | Path, kind: FileKind[object] = LINES) -> LoadError:
    with pytest.raises(LoadError) as caught:
        open_untrusted(path, kind)
    assert len(caught.value.message) <= MESSAGE_CHARACTERS
    assert "Nothing was changed." in caught.value.message
    return caught.value


def test_that_a_regular_file_is_parsed(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_bytes(b"a\r\nb\x1a\nc")
    assert open_untrusted(path, LINES) == [b"a", b"b\x1a", b"c"]
    assert open_untrusted(str(path), LINES) == [b"a", b"b\x1a", b"c"]


@only_posix
def test_that_a_link_to_a_file_is_followed(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_bytes(b"a")
    (tmp_path / "link.txt").symlink_to(tmp_path / "words.txt")
    assert open_untrusted(tmp_path / "link.txt", LINES) == [b"a"]


def test_that_a_missing_file_is_named(tmp_path: Path) -> None:
    fault = refusal(tmp_path / "digits.csv")
    assert fault.code == "not-found"
    assert fault.message == (
        "“digits.csv”: It cannot be read: there is no such file or folder. Check it or choose another file. "
        "Nothing was changed."
    )


def test_that_a_folder_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path).code == "not-a-file"


@only_posix
def test_that_a_pipe_is_refused_without_waiting_for_a_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refusal(tmp_path / "pipe").code == "not-a-file"


@only_posix
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
def test_that_a_device_is_refused(device: str) -> None:
    assert refusal(device).code == "not-a-file"


def test_that_the_first_bytes_of_a_file_can_be_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_bytes(b"x" * 1000)
    assert first_bytes(path, 16) == b"x" * 16
    assert first_bytes(path, 5000) == b"x" * 1000


@only_posix
def test_that_what_is_no_regular_file_has_no_first_bytes(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe", tmp_path / "missing", "/dev/zero", f"{tmp_path}/a\0b"):
        assert first_bytes(path, 16) == b""


@only_posix
def test_that_a_pipe_swapped_in_after_the_first_look_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "words.txt"
    path.write_bytes(b"a")
    look = os.stat

    def look_then_swap(target: object, **options: object) -> os.stat_result:
        status = look(target, **options)
        if target == path:
            path.unlink()
            os.mkfifo(path)
        return status

    with monkeypatch.context() as patch:
        patch.setattr(os, "stat", look_then_swap)
        assert refusal(path).code == "not-a-file"


@only_posix
def test_that_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert refusal(tmp_path / "a").code == "bad-name"


def test_that_a_name_no_file_can_have_is_refused(tmp_path: Path) -> None:
    assert refusal(f"{tmp_path}/a\0b").code == "bad-name"


def test_that_a_file_of_the_limit_is_read_and_one_byte_more_is_not(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_bytes(b"x" * 100)
    assert open_untrusted(path, LINES) == [b"x" * 100]
    path.write_bytes(b"x" * 101)
    fault = refusal(path)
    assert fault.code == "too-large"
    assert "101" in fault.message
    assert "100" in fault.message


@only_posix
def test_that_a_gigantic_file_is_refused_by_its_size_alone(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with open(path, "wb") as stream:
        stream.truncate(1 << 40)
    assert refusal(path, CSV).code == "too-large"


def test_that_an_empty_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.touch()
    assert refusal(path).code == "empty"


@pytest.mark.skipif(sys.platform != "linux", reason="needs a file whose size is not its length")
def test_that_a_file_longer_than_its_size_is_refused() -> None:
    assert refusal("/proc/self/status").code == "changed"


def test_that_another_kind_of_file_is_named_with_advice(tmp_path: Path) -> None:
    path = tmp_path / "iris.csv"
    path.write_bytes(b"<!doctype html><title>Not found</title>")
    fault = refusal(path, CSV)
    assert fault.code == "wrong-kind"
    assert fault.message.startswith(
        "“iris.csv”: This is a web page, not a table (CSV). The download probably failed"
    )


def test_that_the_parser_s_refusal_gets_the_name_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "preset.json"
    path.write_bytes(b"{]")
    fault = refusal(path, JSON)
    assert fault.code == "json-syntax"
    assert fault.message.startswith("“preset.json”: Line 1, column 2: ")


def test_that_an_unforeseen_fault_of_a_parser_becomes_a_load_error(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_bytes(b"1 0")

    def divide(data: bytes) -> float:
        first, second = map(int, data.split())
        return first / second

    fault = refusal(path, FileKind("a quotient", divide, max_bytes=100))
    assert fault.code == "damaged"
    assert fault.detail == "ZeroDivisionError: division by zero"
    assert "Error" not in fault.message


def test_that_reading_ends_when_it_is_cancelled(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_bytes(b"x" * (5 << 20))
    asked: list[int] = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) == 3

    with pytest.raises(LoadError) as caught:
        open_untrusted(path, FileKind("a text", bytes.split, 1 << 23), cancelled=cancelled)
    assert caught.value.code == "cancelled"
    assert caught.value.message == "“large.txt”: It was cancelled before it was done. Nothing was changed."
    assert len(asked) == 3


def test_that_reading_that_takes_too_long_is_refused_with_advice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "LOAD_SECONDS", 0.0)
    (tmp_path / "words.txt").write_bytes(b"a")
    fault = refusal(tmp_path / "words.txt")
    assert fault.code == "too-slow"
    assert "Copy it to this computer's own disk" in fault.message


def test_that_a_large_file_is_read_whole(tmp_path: Path) -> None:
    content = os.urandom((3 << 20) + 1)
    (tmp_path / "large").write_bytes(content)
    assert open_untrusted(tmp_path / "large", FileKind("bytes", bytes, 1 << 23, frozenset(Format))) == content


def test_that_a_long_name_leaves_room_for_the_whole_message(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 200 + ".csv")
    path.write_bytes(b"a,b\n" + b"1,2\n" * 1000 + b"1\n")
    assert refusal(path, CSV).message.endswith("open the file again. Nothing was changed.")


def test_that_too_little_memory_is_not_taken_for_a_damaged_file(tmp_path: Path) -> None:
    def parse(data: bytes) -> bytes:
        raise MemoryError

    (tmp_path / "words.txt").write_bytes(b"a")
    fault = refusal(tmp_path / "words.txt", FileKind("a list of words", parse, max_bytes=100))
    assert fault.code == "no-memory"
    assert not fault.blames_content
