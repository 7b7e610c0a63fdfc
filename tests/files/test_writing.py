import errno
import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from nnlab.files import LoadError, SaveError, parse_json, require_writable, sweep, write_atomically
from nnlab.files.limits import MESSAGE_CHARACTERS
from tests.files.disk import ERRORS, Disk, Save, require_that_any_call_may_fail

OLD = b'{"version": "old"}'
NEW = b'{"version": "new"}'
only_posix = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX files")


def failure(
    path: str | Path, data: bytes = NEW, validate: Callable[[bytes], object] = parse_json
) -> SaveError:
    with pytest.raises(SaveError) as caught:
        write_atomically(path, data, validate=validate)
    assert len(caught.value.message) <= MESSAGE_CHARACTERS
    assert not caught.value.message.endswith("…")
    return caught.value


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "preferences.json"
    path.write_bytes(OLD)
    return path


def test_that_a_new_file_is_written(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a.json", NEW, validate=parse_json)
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]
    assert (tmp_path / "a.json").read_bytes() == NEW


def test_that_an_earlier_file_is_replaced(target: Path) -> None:
    write_atomically(str(target), NEW, validate=parse_json)
    assert target.read_bytes() == NEW


def test_that_bytes_are_written_as_they_are(tmp_path: Path) -> None:
    data = bytes(range(256)) * 5000 + b"\r\n\x1a\n"
    write_atomically(tmp_path / "a.bin", data, validate=len)
    assert (tmp_path / "a.bin").read_bytes() == data


@only_posix
def test_that_a_link_stays_a_link(target: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(target)
    write_atomically(link, NEW, validate=parse_json)
    assert link.is_symlink()
    assert target.read_bytes() == NEW


@only_posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o666])
def test_that_permissions_are_kept(target: Path, mode: int) -> None:
    target.chmod(mode)
    write_atomically(target, NEW, validate=parse_json)
    assert stat.S_IMODE(target.stat().st_mode) == mode


def test_that_the_file_takes_its_name_only_after_it_was_validated(target: Path) -> None:
    seen: list[tuple[bytes, bytes]] = []
    write_atomically(target, NEW, validate=lambda data: seen.append((data, target.read_bytes())))
    assert seen == [(NEW, OLD)]


def test_that_the_data_reach_the_disk_before_the_name(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        disk = Disk(patch)
        write_atomically(target, NEW, validate=parse_json)
    names = [name for name, _ in disk.calls]
    assert names.index("write") < names.index("fsync") < names.index("replace")
    assert "fsync" in names[names.index("replace") :] or sys.platform == "win32"


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("earlier", [OLD, None])
def test_that_a_fault_of_any_call_leaves_the_old_file_or_the_new_one_whole(
    tmp_path: Path, error: int, earlier: bytes | None
) -> None:
    path = tmp_path / "preferences.json"
    save = Save(path, lambda: write_atomically(path, NEW, validate=parse_json), earlier, NEW)
    require_that_any_call_may_fail(save, error, lasts=True)


def test_that_a_full_disk_is_named(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        Disk(patch).fail("write", 0, errno.ENOSPC)
        fault = failure(target)
    assert fault.code == "disk-full"
    assert fault.message == (
        "“preferences.json” was not saved: the disk is full. What was there before is unchanged. "
        "Make room on the disk, or save in another folder."
    )
    assert fault.detail


def test_that_the_failure_of_the_clean_up_does_not_hide_the_fault(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: object) -> None:
        raise OSError(errno.EIO, "no")

    with monkeypatch.context() as patch:
        Disk(patch).fail("write", 0, errno.ENOSPC)
        patch.setattr(os, "unlink", refuse)
        assert failure(target).code == "disk-full"
    assert target.read_bytes() == OLD


def test_that_writing_in_small_pieces_is_completed(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", lambda descriptor, data: write(descriptor, bytes(data)[:5]))
        write_atomically(target, NEW, validate=parse_json)
    assert target.read_bytes() == NEW


def test_that_a_disk_that_takes_nothing_is_not_tried_for_ever(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", lambda descriptor, data: 0)
        assert failure(target).code == "disk-fault"
    assert target.read_bytes() == OLD


def test_that_a_disk_that_changes_the_data_is_caught(
    target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    with monkeypatch.context() as patch:
        patch.setattr(
            os, "write", lambda descriptor, data: write(descriptor, bytes(data).replace(b"n", b"m"))
        )
        assert failure(target).code == "not-verified"
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [OLD]


@only_posix
def test_that_a_disk_that_really_runs_out_leaves_the_old_file(target: Path, tmp_path: Path) -> None:
    script = """
import resource, sys
from nnlab.files import SaveError, write_atomically
resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
try:
    write_atomically(sys.argv[1], b"x" * 100_000, validate=len)
except SaveError as fault:
    print(fault.code)
"""
    run = subprocess.run(
        [sys.executable, "-c", script, str(target)], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "too-large"
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [OLD]


@pytest.mark.parametrize("error", [errno.EINVAL, errno.ENOTSUP])
def test_that_a_disk_that_cannot_flush_is_written_all_the_same(
    target: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    with monkeypatch.context() as patch:
        Disk(patch).fail("fsync", 0, error)
        write_atomically(target, NEW, validate=parse_json)
    assert target.read_bytes() == NEW


def test_that_a_name_held_for_a_moment_is_tried_again(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = os.replace
    refusals = [PermissionError(errno.EACCES, "held"), PermissionError(errno.EACCES, "held")]

    def held_at_first(source: object, destination: object) -> None:
        if refusals:
            raise refusals.pop()
        replace(source, destination)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", held_at_first)
        write_atomically(target, NEW, validate=parse_json)
    assert target.read_bytes() == NEW


def test_that_data_that_cannot_be_opened_again_are_not_saved(target: Path, tmp_path: Path) -> None:
    fault = failure(target, b"{]")
    assert fault.code == "not-valid"
    assert LoadError.__name__ in fault.detail
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [OLD]


def test_that_an_interruption_leaves_the_old_file_alone(target: Path, tmp_path: Path) -> None:
    def interrupt(data: bytes) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_atomically(target, NEW, validate=interrupt)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [OLD]


def test_that_a_folder_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    assert failure(tmp_path / "folder").code == "not-a-file"


def test_that_a_missing_folder_is_named(tmp_path: Path) -> None:
    assert failure(tmp_path / "missing" / "a.json").code == "not-found"


def test_that_names_no_file_can_have_are_refused(tmp_path: Path) -> None:
    assert failure(f"{tmp_path}/a\0b").code == "bad-name"
    assert failure(tmp_path / ("n" * 300)).code == "bad-name"


@only_posix
def test_that_a_name_of_the_greatest_length_can_be_saved(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 255)
    write_atomically(path, NEW, validate=parse_json)
    assert path.read_bytes() == NEW


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 1)() == 0, reason="nothing is write-protected for root")
def test_that_a_write_protected_file_is_not_replaced(target: Path) -> None:
    target.chmod(0o444)
    assert failure(target).code == "no-permission"
    assert target.read_bytes() == OLD


def test_that_what_killed_writers_left_behind_is_swept_away_and_nothing_else(tmp_path: Path) -> None:
    names = {".nnlab-0123.tmp": 7200, ".nnlab-4567.tmp": 60, "nnlab-89ab.tmp": 7200, "project.nnlab": 7200}
    for name, age in names.items():
        (tmp_path / name).touch()
        moment = time.time() - age
        os.utime(tmp_path / name, (moment, moment))
    sweep(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(set(names) - {".nnlab-0123.tmp"})
    sweep(tmp_path / "nowhere")


def test_that_a_write_sweeps_its_folder_as_far_as_that_can_be(
    tmp_path: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = tmp_path / ".nnlab-0123.tmp"
    left.touch()
    os.utime(left, (0, 0))
    with monkeypatch.context() as patch:
        Disk(patch).fail("unlink", 0, errno.EACCES)
        write_atomically(target, NEW, validate=parse_json)
    assert (left.exists(), target.read_bytes()) == (True, NEW)
    write_atomically(target, OLD, validate=parse_json)
    assert list(tmp_path.iterdir()) == [target]


def test_that_what_can_be_written_is_known_before_and_leaves_nothing(tmp_path: Path, target: Path) -> None:
    target.write_bytes(OLD)
    require_writable(target)
    require_writable(tmp_path / "new.json")
    assert target.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("name", "code"),
    [("no/x.json", "not-found"), ("", "not-a-file"), ("x" * 300, "bad-name"), ("a\0b", "bad-name")],
)
def test_that_what_cannot_be_written_is_refused_before(tmp_path: Path, name: str, code: str) -> None:
    with pytest.raises(SaveError) as fault:
        require_writable(tmp_path / name)
    assert fault.value.code == code
    assert not list(tmp_path.iterdir())


def test_that_a_disk_that_takes_no_files_is_known_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Disk(monkeypatch)
    disk.fail("open", 0, errno.EROFS)
    with pytest.raises(SaveError, match="read-only"):
        require_writable(tmp_path / "x.json")
