"""The digits that somebody has drawn and kept."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from nnlab.data import MissingDataError, load, my_digits
from nnlab.data.image_files import open_images
from nnlab.data.my_digits import Change
from nnlab.files import LoadError, SaveError, limits
from tests.lock_holder import held


def picture(seed: int) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (28, 28), dtype=np.uint8)


def keep(*labels: int) -> my_digits.Kept:
    return my_digits.change([Change(picture(label), label) for label in labels])


def forget(label: int) -> my_digits.Kept:
    return my_digits.change([Change(picture(label), label, keeps=False)])


def labels() -> list[int]:
    kept = my_digits.load_my_digits()
    return [] if kept is None else kept.labels.tolist()


def test_that_digits_are_kept_one_after_the_other() -> None:
    assert my_digits.load_my_digits() is None
    for label in (3, 7, 3):
        kept = keep(label)
    again = my_digits.load_my_digits()
    assert again is not None
    assert again.labels.tolist() == kept.digits.labels.tolist() == [3, 7, 3]
    assert np.array_equal(again.images[1], picture(7))


def test_that_any_one_can_be_forgotten_and_the_last_takes_the_file_with_it() -> None:
    keep(3, 7, 5)
    assert forget(7).digits.labels.tolist() == [3, 5]
    forget(7)  # somebody else may have been faster
    assert labels() == [3, 5]
    forget(3)
    assert forget(5).digits is None
    assert not my_digits.my_digits_path().exists()
    assert forget(5).digits is None


def test_that_of_equal_digits_one_is_forgotten_and_a_new_one_before_an_old_one() -> None:
    keep(3, 3)
    my_digits.change([Change(picture(4), 4), Change(picture(4), 4, keeps=False)])
    assert labels() == [3, 3]
    forget(3)
    assert labels() == [3]


def test_that_equal_digits_are_forgotten_one_by_one_the_latest_first() -> None:
    keep(7)
    one = Change(picture(1), 1)
    back = Change(picture(1), 1, keeps=False)
    before = my_digits.load_my_digits()
    assert my_digits.changed(before, [one, one, back]).labels.tolist() == [7, 1]
    assert my_digits.changed(before, [one, one, back, back]) is before
    assert my_digits.changed(before, [back, one, one, back, back, back, one]).labels.tolist() == [7, 1]
    assert my_digits.changed(None, [one, back, back]) is None


def test_that_each_row_is_looked_at_once_however_many_digits_are_forgotten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = keep(*[7] * 50, *[3] * 50).digits
    looked: list[int] = []
    numbers = my_digits._numbers

    def spy(images: np.ndarray) -> np.ndarray:
        looked.append(len(images))
        return numbers(images)

    monkeypatch.setattr(my_digits, "_numbers", spy)
    backs = [Change(picture(7), 7, keeps=False)] * 40
    assert my_digits.changed(before, backs).labels.tolist() == [7] * 10 + [3] * 50
    assert looked == [100] + [1] * 40
    looked.clear()
    my_digits.changed(before, [Change(picture(1), 1)])
    assert looked == []


def test_that_digits_with_one_number_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(my_digits, "_WEIGHTS", np.zeros_like(my_digits._WEIGHTS))
    before = my_digits.change([Change(picture(shade), 7) for shade in (1, 2, 3)]).digits
    assert my_digits.row_of(before, Change(picture(2), 7)) == 1
    assert my_digits.row_of(before, Change(picture(4), 7)) is None


_WRITER = """
import sys
import numpy as np
from nnlab.data.my_digits import Change, change
label = int(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
for seed in range(50):
    change([Change(np.random.default_rng(100 * label + seed).integers(0, 256, (28, 28), dtype=np.uint8), label)])
"""


def test_that_two_programs_that_keep_digits_at_the_same_moment_lose_none() -> None:
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", _WRITER, label], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for label in "47"
    ]
    for program in programs:
        assert program.stdout.readline() == "ready\n"
    for program in programs:
        program.stdin.write("go\n")
        program.stdin.flush()
    for program in programs:
        program.communicate()
        assert program.returncode == 0
    kept = my_digits.load_my_digits()
    assert np.bincount(kept.labels).tolist() == [0, 0, 0, 0, 50, 0, 0, 50]
    assert len(np.unique(kept.images.reshape(100, -1), axis=0)) == 100


def test_that_they_are_a_data_set_to_train_on() -> None:
    with pytest.raises(MissingDataError) as missing:
        load("my-digits")
    assert missing.value.name == "my-digits"
    my_digits.change([Change(picture(1), 1), Change(picture(2), 9)])
    dataset = load("my-digits")
    assert dataset.labels.tolist() == [1, 9]
    assert len(dataset.target_names) == 10
    assert dataset.test is None


def test_that_a_shared_file_is_opened_like_any_other(tmp_path: Path) -> None:
    my_digits.save(my_digits.changed(None, [Change(picture(4), 4)]), tmp_path / "class" / "mine.npz")
    assert open_images(tmp_path / "class" / "mine.npz").split.train.labels.tolist() == [4]
    with np.load(tmp_path / "class" / "mine.npz") as content:
        assert np.array_equal(content["x_train"][0], picture(4))


def damage() -> Path:
    path = my_digits.my_digits_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"PK\x03\x04 torn")
    return path


def test_that_a_damaged_file_is_told_and_left_alone() -> None:
    path = damage()
    for look in (my_digits.load_my_digits, my_digits.read, lambda: forget(3)):
        with pytest.raises(LoadError, match="my-digits"):
            look()
    assert path.read_bytes() == b"PK\x03\x04 torn"


def test_that_a_damaged_file_is_put_aside_for_the_next_digit_and_every_one_of_them_is_still_there() -> None:
    for number in (1, 2):
        path = damage()
        kept = keep(number)
        assert kept.aside == path.with_name(f"my-digits-unreadable-{number}.npz")
        assert kept.aside.read_bytes() == b"PK\x03\x04 torn"
        assert labels() == [number]


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="an administrator may write anywhere"
)
@pytest.mark.parametrize("damaged", [False, True])
def test_that_in_a_read_only_folder_all_stays_as_it_was(damaged: bool) -> None:
    keep(3)
    path = damage() if damaged else my_digits.my_digits_path()
    before = path.read_bytes()
    path.parent.chmod(0o555)
    try:
        with pytest.raises(SaveError):
            keep(4)
        assert path.read_bytes() == before
        assert not list(path.parent.glob("*-1.npz"))
    finally:
        path.parent.chmod(0o755)


@pytest.mark.parametrize("damaged", [False, True])
def test_that_on_a_full_disk_all_stays_as_it_was(damaged: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int, data: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    keep(3)
    path = damage() if damaged else my_digits.my_digits_path()
    before = path.read_bytes()
    monkeypatch.setattr(os, "write", full)
    with pytest.raises(SaveError, match="disk is full"):
        keep(4)
    assert path.read_bytes() == before


def test_that_a_version_tells_of_every_change() -> None:
    assert my_digits.version() is None
    first = keep(3).version
    assert first is not None
    assert my_digits.read().version == first
    assert keep(3).version != first


def test_that_there_is_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(my_digits, "MOST", 2)
    keep(1, 2)
    with pytest.raises(SaveError, match="as many as there may be"):
        keep(3)
    assert labels() == [1, 2]


def test_that_a_folder_that_cannot_be_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SaveError, match="was not saved"):
        my_digits.save(my_digits.changed(None, [Change(picture(4), 4)]), tmp_path / "file" / "mine.npz")


@pytest.mark.parametrize("content", ["small", "label", "test"])
def test_that_a_file_of_other_pictures_is_not_taken_for_kept_digits(content: str) -> None:
    path = my_digits.my_digits_path()
    path.parent.mkdir(parents=True)
    arrays = {"x_train": np.stack([picture(1)]), "y_train": np.array([3], dtype=np.uint8)}
    if content == "small":
        arrays["x_train"] = arrays["x_train"][:, :8, :8]
    elif content == "label":
        arrays["y_train"] = np.array([19], dtype=np.uint8)
    else:
        arrays |= {"x_test": arrays["x_train"], "y_test": arrays["y_train"]}
    np.savez(path, **arrays)
    with pytest.raises(LoadError, match="does not hold digits"):
        my_digits.load_my_digits()


def system_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = os.open

    def faulty(path: str | os.PathLike[str], *others: int) -> int:
        if os.fspath(path) == os.fspath(my_digits.my_digits_path()):
            raise OSError(errno.EIO, "Input/output error")
        return opened(path, *others)

    monkeypatch.setattr(os, "open", faulty)


def slow_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LOAD_SECONDS", -1.0)


@pytest.mark.parametrize("fault", [system_fault, slow_disk])
def test_that_a_sound_file_that_cannot_be_read_just_now_stays_where_it_is(
    fault: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(3)
    with monkeypatch.context() as context:
        fault(context)
        with pytest.raises(LoadError) as told:
            keep(4)
        assert not told.value.blames_content
    assert not list(my_digits.my_digits_path().parent.glob("*unreadable*"))
    assert labels() == [3]


def test_that_digits_that_were_put_off_are_there_at_the_next_look_and_only_once() -> None:
    keep(7)
    with held(my_digits.my_digits_path()):
        with pytest.raises(SaveError) as told:
            my_digits.change([Change(picture(1), 1)], wait_s=0.0)
        assert told.value.code == "held"
        one, two = Change(picture(1), 1), Change(picture(2), 2)
        my_digits.put_off([one, one, two, Change(picture(2), 2, keeps=False)])
        assert my_digits.read().digits.labels.tolist() == [7]
    assert my_digits.read().digits.labels.tolist() == [7, 1, 1]
    assert my_digits.put_off_files() == []
    assert labels() == [7, 1, 1]
    my_digits.put_off([one])  # a disk that was slow has written it after all
    assert my_digits.read().digits.labels.tolist() == [7, 1, 1]
    assert my_digits.put_off_files() == []


def test_that_who_keeps_the_next_digit_takes_up_what_was_put_off() -> None:
    my_digits.put_off([Change(picture(1), 1)])
    my_digits.put_off([Change(picture(1), 1, keeps=False)])
    assert len(my_digits.put_off_files()) == 1
    keep(2)
    assert labels() == [1, 2]


def test_that_what_was_put_off_is_no_hindrance_when_it_is_damaged_or_too_much(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(my_digits, "MOST", 2)
    keep(1)
    my_digits.put_off([Change(picture(3), 3), Change(picture(4), 4)])
    damaged = my_digits.my_digits_path().with_name("my-digits-waiting-0.npz")
    damaged.write_bytes(b"PK\x03\x04 torn")
    left = my_digits.put_off_files()
    assert my_digits.read().digits.labels.tolist() == [1]
    keep(2)
    assert labels() == [1, 2]
    assert my_digits.put_off_files() == left
    forget(1)
    forget(2)
    assert my_digits.read().digits.labels.tolist() == labels() == [3, 4]
    assert my_digits.put_off_files() == [damaged]
