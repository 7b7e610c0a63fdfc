"""Work that is not saved: kept in a ring of three, found by the next window, never taken for more than it is."""

import errno
import os
import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from nnlab.files import LoadError, SaveError
from nnlab.project import ProjectState, with_notes, with_weight
from nnlab.project.autosave import (
    SLOTS,
    About,
    Ring,
    about_now,
    autosave_bytes,
    discard,
    leftovers,
    load_autosave,
    parse_autosave,
    stamp_of,
)
from nnlab.project.nnlab_file import project_bytes, save_project
from nnlab.project.saved import saved
from tests.files.disk import Disk, takes_only

ABOUT = About(0, 1_700_000_000.0, "lamps")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "autosave"


def noted(state: ProjectState, number: int) -> ProjectState:
    return with_notes(state, f"state {number}")


def test_that_what_is_kept_comes_back_whole(
    seven: ProjectState, trained: Callable[[ProjectState], ProjectState]
) -> None:
    project = saved(trained(seven))
    about, again = parse_autosave(autosave_bytes(replace(ABOUT, path="/a/b.nnlab", stamp=(1, 2)), project))
    assert (about.title, about.path, about.stamp) == ("lamps", "/a/b.nnlab", (1, 2))
    assert project_bytes(again) == project_bytes(project)


def test_that_the_ring_holds_the_last_three_states(seven: ProjectState, root: Path) -> None:
    ring = Ring(root)
    for number in range(7):
        ring.write(ABOUT, saved(noted(seven, number)))
    ring.end()
    (left,) = leftovers(root)
    assert left.about.number == 7
    kept = {load_autosave(path)[1].notes for path in left.folder.glob("*.autosave")}
    assert kept == {"state 4", "state 5", "state 6"}
    assert len(kept) == SLOTS
    assert load_autosave(left.file)[1].notes == "state 6"


@pytest.mark.parametrize("damage", ["cut", "flipped", "emptied", "header"])
def test_that_a_damaged_file_gives_way_to_the_one_before(
    seven: ProjectState, root: Path, damage: str
) -> None:
    ring = Ring(root)
    for number in range(3):
        ring.write(ABOUT, saved(noted(seven, number)))
    ring.end()
    (left,) = leftovers(root)
    data = left.file.read_bytes()
    flipped = bytearray(data)
    flipped[-40] ^= 1
    left.file.write_bytes(
        {"cut": data[:-7], "flipped": bytes(flipped), "emptied": b"", "header": data[:30]}[damage]
    )
    with pytest.raises(LoadError):
        load_autosave(left.file)
    (older,) = leftovers(root)
    assert load_autosave(older.file)[1].notes == "state 1"


def test_that_the_work_of_a_living_window_is_not_offered(seven: ProjectState, root: Path) -> None:
    ring = Ring(root)
    ring.write(ABOUT, saved(seven))
    assert leftovers(root) == []
    ring.end()
    assert len(leftovers(root)) == 1


def test_that_a_window_that_saved_everything_leaves_nothing(seven: ProjectState, root: Path) -> None:
    ring = Ring(root)
    ring.write(ABOUT, saved(seven))
    ring.clear()
    ring.end()
    assert leftovers(root) == []
    assert list(root.iterdir()) == []


def test_that_work_that_lies_in_its_file_is_not_offered(seven: ProjectState, root: Path) -> None:
    path = root.parent / "lamps.nnlab"
    save_project(path, saved(seven))
    for state, lost in ((seven, False), (with_weight(seven, 0, 0, 0, 2.5), True)):
        ring = Ring(root)
        ring.write(about_now("lamps", path, stamp_of(path)), saved(state))
        ring.end()
        assert bool(leftovers(root)) is lost


def test_that_the_newest_work_comes_first_and_the_oldest_goes(seven: ProjectState, root: Path) -> None:
    for number in range(12):
        ring = Ring(root)
        ring.write(replace(ABOUT, when=1000.0 + number), saved(noted(seven, number)))
        ring.end()
    found = leftovers(root)
    assert [left.about.when for left in found] == [1011.0 - n for n in range(10)]
    assert len(list(root.iterdir())) == 10
    discard(found[0].folder)
    assert leftovers(root)[0].about.when == 1010.0


def test_that_nothing_kept_is_nothing_found(root: Path) -> None:
    assert leftovers(root) == []
    root.mkdir()
    (root / "0123").mkdir()
    assert leftovers(root) == []


def test_that_a_home_that_is_a_file_is_said(seven: ProjectState, root: Path) -> None:
    root.write_text("no folder")
    with pytest.raises(SaveError, match="Save your work in a file of its own"):
        Ring(root).write(ABOUT, saved(seven))


def test_that_work_is_dated(root: Path) -> None:
    before = time.time()
    about = about_now("lamps", None, None)
    assert before <= about.when <= time.time()
    assert about.path == ""


def test_that_a_name_that_is_no_text_is_left_out() -> None:
    assert about_now("lamps", Path("lamps\udcff.nnlab"), (1, 2)).path == ""


@pytest.mark.parametrize(
    "data", [b"", b"nnlab autosave 1\n", b"nnlab autosave 1\n{}\n", b"PK\x03\x04", b"nnlab autosave 1\n[]\nx"]
)
def test_that_what_is_no_work_is_refused(data: bytes) -> None:
    with pytest.raises(LoadError):
        parse_autosave(data)


# -- disks that are full, closed or swept ------------------------------------------------------------------


def test_that_a_folder_that_somebody_removed_is_made_again(seven: ProjectState, root: Path) -> None:
    ring = Ring(root)
    ring.write(ABOUT, saved(noted(seven, 0)))
    shutil.rmtree(root)
    ring.write(ABOUT, saved(noted(seven, 1)))
    assert leftovers(root) == []  # it is locked as the first one was
    ring.end()
    (left,) = leftovers(root)
    assert load_autosave(left.file)[1].notes == "state 1"


def test_that_older_states_make_room_for_the_newest_on_a_full_disk(
    seven: ProjectState, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring = Ring(root)
    for number in range(3):
        ring.write(ABOUT, saved(noted(seven, number)))
    write = os.write

    def write_where_there_is_room(descriptor: int, data: memoryview) -> int:
        if len(list(root.glob("*/*.autosave"))) > 1:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(descriptor, data)

    monkeypatch.setattr(os, "write", write_where_there_is_room)
    ring.write(ABOUT, saved(noted(seven, 3)))
    kept = {load_autosave(path)[1].notes for path in root.glob("*/*.autosave")}
    assert kept == {"state 2", "state 3"}


def test_that_a_disk_without_any_room_keeps_the_newest_state_and_says_so(
    seven: ProjectState, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring = Ring(root)
    for number in range(3):
        ring.write(ABOUT, saved(noted(seven, number)))
    takes_only(0, monkeypatch)
    for _ in range(4):
        with pytest.raises(SaveError, match="the disk is full"):
            ring.write(ABOUT, saved(noted(seven, 3)))
    kept = {load_autosave(path)[1].notes for path in root.glob("*/*.autosave")}
    assert kept == {"state 2"}


def test_that_what_cannot_be_locked_is_offered_but_not_cleared_away(
    seven: ProjectState, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(2):
        ring = Ring(root)
        ring.write(ABOUT, saved(noted(seven, number)))
        ring.end()
    damaged = leftovers(root)[0]
    damaged.file.write_bytes(b"damaged")

    opened = os.open

    def closed(path: str, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_RDWR:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), path)
        return opened(path, flags, mode)

    monkeypatch.setattr(os, "open", closed)
    assert len(leftovers(root)) == 1
    assert damaged.file.exists()


def test_that_work_that_cannot_be_read_today_stays_for_another_day(
    seven: ProjectState, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring = Ring(root)
    ring.write(ABOUT, saved(seven))
    ring.end()
    with monkeypatch.context() as patch:
        disk = Disk(patch)
        disk.fail("open", 1, errno.EIO, lasts=False)  # the first one is the lock
        assert leftovers(root) == []
    assert len(leftovers(root)) == 1


def test_that_work_of_a_later_nnlab_stays_and_damaged_work_goes(seven: ProjectState, root: Path) -> None:
    for data, stays in ((b"nnlab autosave 2\n{}\nnew", True), (b"nnlab autosave 1\n{}\nnew", False)):
        folder = root / "0123"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "0.autosave").write_bytes(data)
        assert leftovers(root) == []
        assert folder.exists() is stays


def test_that_a_set_that_a_window_is_about_to_begin_is_left_alone(root: Path) -> None:
    folder = root / "0123"
    folder.mkdir(parents=True)
    assert leftovers(root) == []
    assert folder.exists()
    os.utime(folder, (1000.0, 1000.0))
    assert leftovers(root) == []
    assert not folder.exists()


def test_that_a_link_among_the_sets_is_not_followed(seven: ProjectState, root: Path, tmp_path: Path) -> None:
    ring = Ring(tmp_path / "elsewhere")
    ring.write(ABOUT, saved(seven))
    ring.end()
    (left,) = leftovers(tmp_path / "elsewhere")
    root.mkdir()
    (root / "link").symlink_to(left.folder)
    assert leftovers(root) == []
    assert left.file.exists()


def test_that_what_is_cleared_is_never_older_than_what_stays(
    seven: ProjectState, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring = Ring(root)
    for number in range(5):
        ring.write(ABOUT, saved(noted(seven, number)))
    removed, unlink = [], Path.unlink

    def noticed(path: Path, missing_ok: bool = False) -> None:
        removed.append(load_autosave(path)[1].notes)
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", noticed)
    ring.clear()
    assert removed == ["state 2", "state 3", "state 4"]


@pytest.mark.parametrize("when", [-1e300, 1e300])
def test_that_a_hostile_header_is_fit_to_be_shown(seven: ProjectState, when: float) -> None:
    title = "line\nbreak\x1b[31m\u202e" + 10_000 * "x"
    about, _ = parse_autosave(autosave_bytes(replace(ABOUT, title=title, when=when), saved(seven)))
    assert len(about.title) == 80
    assert about.title.isprintable()
    assert 0 <= about.when < 1e12


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/tty", "/proc/self/mem", "/", "bad\0name", 5000 * "x"])
def test_that_the_path_of_a_hostile_header_is_not_touched(seven: ProjectState, root: Path, path: str) -> None:
    ring = Ring(root)
    ring.write(replace(ABOUT, path=path), saved(seven))
    ring.end()
    assert len(leftovers(root)) == 1


def test_that_a_clock_that_goes_backwards_does_not_hide_the_newest_state(
    seven: ProjectState, root: Path
) -> None:
    ring = Ring(root)
    for number, when in enumerate((3000.0, 2000.0, 1000.0)):
        ring.write(replace(ABOUT, when=when), saved(noted(seven, number)))
    ring.end()
    (left,) = leftovers(root)
    assert load_autosave(left.file)[1].notes == "state 2"


def test_that_a_huge_header_is_damage(seven: ProjectState) -> None:
    data = autosave_bytes(replace(ABOUT, title=100_000 * "x"), saved(seven))
    with pytest.raises(LoadError, match="its header has no end"):
        parse_autosave(data)
