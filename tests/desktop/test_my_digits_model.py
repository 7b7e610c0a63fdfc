"""The digits one keeps: written at once, never lost, and learned from by a bench that learns from them."""

import errno
import os
import threading
import time
from collections.abc import Iterator

import numpy as np
import pytest

from nnlab.data import my_digits
from nnlab.data.image_data import Scales, scales_of
from nnlab.data.image_files import open_images
from nnlab.data.my_digits import Change
from nnlab.desktop import my_digits as desktop_digits
from nnlab.desktop.lab import Lab
from nnlab.desktop.notices import Notice
from nnlab.desktop.words import data_sentences
from nnlab.files import limits
from nnlab.lessons import begin, load_preset
from nnlab.project import with_scales
from tests.desktop.pictures import labelled, project
from tests.lock_holder import held

SAMPLES = labelled(20, 4)


@pytest.fixture
def lab(qapp) -> Iterator[Lab]:
    lab = Lab(project())
    yield lab
    lab.shut_down()


@pytest.fixture
def notices(lab) -> list[Notice]:
    told: list[Notice] = []
    lab.noticed.connect(told.append)
    return told


def keep(lab: Lab, *rows: int) -> None:
    for row in rows:
        lab.my_digits.keep(SAMPLES.images[row], int(SAMPLES.labels[row]))


def forget(lab: Lab, row: int) -> None:
    kept = lab.my_digits.digits
    if kept is not None:
        lab.my_digits.forget(Change(kept.images[row], int(kept.labels[row])))


def take_back(lab: Lab) -> None:
    forget(lab, -1)


def write(*rows: int) -> None:
    my_digits.change([Change(SAMPLES.images[row], int(SAMPLES.labels[row])) for row in rows])


def at_rest(qtbot, lab: Lab) -> None:
    qtbot.waitUntil(lambda: not lab.jobs.is_busy)


def written() -> list[int]:
    kept = my_digits.load_my_digits()
    return [] if kept is None else kept.labels.tolist()


def test_that_digits_are_counted_at_once_and_written_soon(lab, qtbot):
    heard: list[int] = []
    lab.my_digits.changed.connect(lambda: heard.append(int(lab.my_digits.counts.sum())))
    keep(lab, 3, 3, 7)
    assert lab.my_digits.counts.tolist() == [0, 0, 0, 2, 0, 0, 0, 1, 0, 0]
    assert heard == [1, 2, 3]
    at_rest(qtbot, lab)
    assert written() == [3, 3, 7]


def test_that_the_last_digit_is_taken_back_until_none_is_left(lab, qtbot):
    keep(lab, 3, 7)
    take_back(lab)
    at_rest(qtbot, lab)
    assert written() == [3]
    for _ in range(2):
        take_back(lab)
    at_rest(qtbot, lab)
    assert not my_digits.my_digits_path().exists()
    assert lab.my_digits.counts.sum() == 0


def test_that_taking_back_twice_in_a_row_forgets_the_last_two(lab, qtbot):
    write(1, 2, 3)
    lab.my_digits.look()
    at_rest(qtbot, lab)
    take_back(lab)
    take_back(lab)
    assert lab.my_digits.counts.tolist()[:4] == [0, 1, 0, 0]
    at_rest(qtbot, lab)
    assert written() == [1]


def test_that_any_kept_digit_can_be_forgotten(lab, qtbot):
    write(1, 2, 3)
    lab.my_digits.look()
    at_rest(qtbot, lab)
    forget(lab, 1)
    assert lab.my_digits.digits.labels.tolist() == [1, 3]  # at once
    forget(lab, 0)
    at_rest(qtbot, lab)
    assert written() == lab.my_digits.digits.labels.tolist() == [3]


@pytest.mark.parametrize("known", [False, True])
def test_that_taking_back_equal_digits_never_takes_an_older_one(lab, qtbot, known):
    write(7)
    if known:
        lab.my_digits.look()
        at_rest(qtbot, lab)
    keep(lab, 1, 1)
    take_back(lab)
    assert lab.my_digits.counts.tolist()[1] == 1
    take_back(lab)
    at_rest(qtbot, lab)
    assert written() == lab.my_digits.digits.labels.tolist() == [7]


def test_that_digits_of_before_are_there_again(qapp, qtbot, lab):
    write(1, 2)
    lab.my_digits.look()
    at_rest(qtbot, lab)
    assert lab.my_digits.counts.tolist()[:3] == [0, 1, 1]


def test_that_wishes_that_are_written_are_let_go(lab, qtbot):
    keep(lab, *range(10))
    for _ in range(8):
        take_back(lab)
    assert len(lab.my_digits._wished) == 18
    at_rest(qtbot, lab)
    assert lab.my_digits._wished == []
    assert written() == lab.my_digits.digits.labels.tolist() == [0, 1]


def test_that_what_could_not_be_forgotten_is_told(lab, qtbot, monkeypatch):
    def full(descriptor: int, data: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    write(1, 2)
    lab.my_digits.look()
    at_rest(qtbot, lab)
    told: list[Change] = []
    lab.my_digits.not_forgotten.connect(told.extend)
    with monkeypatch.context() as context:
        context.setattr(os, "write", full)
        take_back(lab)
        at_rest(qtbot, lab)
    assert [one.label for one in told] == [2]
    assert lab.my_digits.digits.labels.tolist() == [1, 2]


def test_that_what_another_window_keeps_is_neither_lost_nor_overlooked(lab, qtbot):
    keep(lab, 1)
    at_rest(qtbot, lab)
    write(2)
    lab.my_digits.look()
    at_rest(qtbot, lab)
    assert lab.my_digits.counts.tolist()[:3] == [0, 1, 1]
    write(3)
    keep(lab, 4)
    at_rest(qtbot, lab)
    assert written() == [1, 2, 3, 4]
    assert lab.my_digits.counts.sum() == 4


def test_that_the_file_is_read_by_no_thread_that_the_window_waits_for(lab, qtbot, monkeypatch):
    write(*range(10))
    threads: list[str] = []
    opened = my_digits.open_images

    def spy(path, *, cancelled):
        threads.append(threading.current_thread().name)
        return opened(path, cancelled=cancelled)

    monkeypatch.setattr(my_digits, "open_images", spy)
    lab.my_digits.look()
    keep(lab, 3)
    take_back(lab)
    assert lab.my_digits.counts.sum() == 0
    at_rest(qtbot, lab)
    assert lab.my_digits.counts.sum() == 10
    assert set(threads) == {"nnlab-jobs"}


def test_that_a_digit_kept_in_the_moment_of_closing_is_not_lost(qapp):
    lab = Lab(project())
    lab.jobs.start(lambda job: job._cancelled.wait(20.0), lambda _: None)  # until the end
    keep(lab, 5)
    lab.shut_down()
    assert written() == [5]


def test_that_the_last_digit_taken_back_in_the_moment_of_closing_does_not_come_back(qapp, qtbot):
    write(1)
    lab = Lab(project())
    lab.my_digits.look()
    at_rest(qtbot, lab)
    take_back(lab)
    lab.shut_down()
    assert written() == []


def test_that_closing_takes_three_seconds_at_most_and_what_waits_for_another_program_is_there_next_time(
    build_window, qtbot
):
    write(7)
    window = build_window("en")
    with held(my_digits.my_digits_path()):
        keep(window.lab, 1, 2)
        begun = time.monotonic()
        window.close()
        assert time.monotonic() - begun <= 3.0
        assert written() == [7]
    lab = Lab(project())
    lab.my_digits.look()
    at_rest(qtbot, lab)
    assert written() == lab.my_digits.digits.labels.tolist() == [7, 1, 2]
    lab.shut_down()


def test_that_closing_waits_for_no_disk_that_hangs_and_the_digits_are_there_next_time(qapp, monkeypatch):
    lab, hangs, goes_on = Lab(project()), threading.Event(), threading.Event()
    changed = my_digits.change

    def slow(changes, **options):
        hangs.set()
        goes_on.wait(20.0)
        return changed(changes, **options)

    monkeypatch.setattr(my_digits, "change", slow)
    keep(lab, 5)
    assert hangs.wait(20.0)
    begun = time.monotonic()
    lab.shut_down()
    assert time.monotonic() - begun <= 3.0
    assert len(my_digits.put_off_files()) == 1
    goes_on.set()
    lab.jobs._thread.join(20.0)
    assert my_digits.read().digits.labels.tolist() == [5]


def test_that_other_work_is_done_while_another_program_holds_the_file(lab, qtbot, notices):
    with held(my_digits.my_digits_path()):
        keep(lab, 1, 2)
        done: list[float] = []
        begun = time.monotonic()
        lab.jobs.start(lambda job: None, lambda _: done.append(time.monotonic() - begun))
        qtbot.waitUntil(lambda: bool(done))
        assert done[0] < 2.0
        assert written() == []
        assert lab.my_digits.counts.sum() == 2
    qtbot.waitUntil(lambda: written() == [1, 2])
    assert notices == []


def test_that_digits_for_which_the_file_is_never_free_are_given_back(lab, qtbot, notices, monkeypatch):
    monkeypatch.setattr(desktop_digits, "_PATIENCE_S", 0.5)
    given_back: list[int] = []
    lab.my_digits.not_kept.connect(lambda changes: given_back.extend(one.label for one in changes))
    with held(my_digits.my_digits_path()):
        keep(lab, 1, 2)
        qtbot.waitUntil(lambda: given_back == [1, 2], timeout=20_000)
    assert "another program keeps writing to it" in notices[-1].text
    assert lab.my_digits.counts.sum() == 0
    at_rest(qtbot, lab)
    assert written() == []


def test_that_digits_that_no_disk_takes_at_the_end_are_in_the_log(qapp, monkeypatch, caplog):
    def full(descriptor: int, data: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    lab = Lab(project())
    lab.jobs.start(lambda job: job._cancelled.wait(20.0), lambda _: None)  # until the end
    keep(lab, 5)
    monkeypatch.setattr(os, "write", full)
    lab.shut_down()
    assert "1 digits were not kept" in caplog.text


def test_that_a_sound_file_that_cannot_be_read_just_now_is_told_once_and_loses_nothing(
    lab, notices, qtbot, monkeypatch
):
    write(1, 2)
    given_back: list[int] = []
    lab.my_digits.not_kept.connect(lambda changes: given_back.extend(one.label for one in changes))
    with monkeypatch.context() as context:
        context.setattr(limits, "LOAD_SECONDS", -1.0)
        for _ in range(2):
            lab.my_digits.look()
        at_rest(qtbot, lab)
        assert ["takes longer than" in notice.text for notice in notices] == [True]
        keep(lab, 3)
        at_rest(qtbot, lab)
    assert given_back == [3]
    assert "not kept" in notices[-1].text
    lab.my_digits.look()
    at_rest(qtbot, lab)
    assert lab.my_digits.digits.labels.tolist() == written() == [1, 2]
    assert not list(my_digits.my_digits_path().parent.glob("*unreadable*"))


def test_that_a_digit_that_is_given_back_because_the_file_cannot_be_read_is_the_last_that_is_told(
    lab, notices, qtbot, monkeypatch
):
    write(1, 2)
    monkeypatch.setattr(limits, "LOAD_SECONDS", -1.0)
    keep(lab, 3)
    at_rest(qtbot, lab)
    assert ["not kept" in notice.text for notice in notices] == [True]


def test_that_an_unreadable_file_is_told_once_and_put_aside_when_a_digit_is_kept(lab, notices, qtbot):
    path = my_digits.my_digits_path()
    path.parent.mkdir(parents=True)
    path.write_bytes(b"PK\x03\x04 damaged")
    for _ in range(2):
        lab.my_digits.look()
    at_rest(qtbot, lab)
    assert [str(path) in notice.text for notice in notices] == [True]
    assert path.read_bytes() == b"PK\x03\x04 damaged"
    keep(lab, 3)
    at_rest(qtbot, lab)
    assert written() == [3]
    aside = path.with_name("my-digits-unreadable-1.npz")
    assert aside.read_bytes() == b"PK\x03\x04 damaged"
    assert notices[-1].kind == "warning"
    assert str(aside) in notices[-1].text


def test_that_what_cannot_be_written_is_given_back_and_not_counted(lab, notices, qtbot, monkeypatch):
    def full(descriptor: int, data: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    write(1)
    given_back: list[int] = []
    lab.my_digits.not_kept.connect(lambda changes: given_back.extend(one.label for one in changes))
    with monkeypatch.context() as context:
        context.setattr(os, "write", full)
        keep(lab, 3)
        at_rest(qtbot, lab)
    assert given_back == [3]
    assert "It is on the pad" in notices[-1].text
    assert "disk is full" in notices[-1].text
    assert written() == [1]
    assert lab.my_digits.counts.tolist()[:4] == [0, 1, 0, 0]


def test_that_kept_digits_are_shared_as_a_file_that_can_be_opened(lab, notices, qtbot, tmp_path):
    keep(lab, 3, 7)
    lab.my_digits.share(str(tmp_path / "for-you.npz"))
    at_rest(qtbot, lab)
    assert open_images(tmp_path / "for-you.npz").split.train.labels.tolist() == [3, 7]
    assert "for-you.npz holds 2 digits." in notices[-1].text


def test_that_a_place_that_cannot_be_written_to_is_told(lab, notices, qtbot, tmp_path):
    (tmp_path / "file").write_text("in the way")
    keep(lab, 3)
    lab.my_digits.share(str(tmp_path / "file" / "digits.npz"))
    at_rest(qtbot, lab)
    assert notices[-1].kind == "warning"


def test_that_a_bench_that_learns_from_them_gets_the_new_one_and_keeps_weights_scales_and_place(qapp, qtbot):
    write(*range(10))
    lab = Lab(begin(load_preset("my-digits")))
    lab.controller.edit("Scale", lambda state: with_scales(state, Scales((0.01, 1.0))))
    weights = lab.state.parameters.vector
    lab.probe.set_row(4)
    keep(lab, 6)
    qtbot.waitUntil(lambda: len(lab.state.dataset.inputs) == 11)
    assert lab.state.dataset.labels[-1] == 6
    assert np.array_equal(lab.state.dataset.picture(10), SAMPLES.images[6])
    assert scales_of(lab.state.dataset) == Scales((0.01, 1.0))
    assert np.array_equal(lab.state.parameters.vector, weights)
    assert lab.state.preset == "my-digits"
    assert lab.probe.row == 4
    assert lab.document.undo_steps.next_undo.text == "Keep a digit"
    lab.controller.undo()
    assert len(lab.state.dataset.inputs) == 10
    lab.shut_down()


def test_that_a_bench_without_any_kept_digit_learns_from_the_built_in_ones_and_says_so(qapp, qtbot):
    write(1, 2)
    lab = Lab(begin(load_preset("my-digits")))
    told: list[str] = []
    lab.noticed.connect(lambda notice: told.append(notice.text))
    weights = lab.state.parameters.vector
    lab.my_digits.look()
    at_rest(qtbot, lab)
    take_back(lab)
    qtbot.waitUntil(lambda: len(lab.state.dataset.inputs) == 1)
    assert lab.document.undo_steps.next_undo.text == "Forget a digit"
    assert told == []
    take_back(lab)
    qtbot.waitUntil(lambda: lab.state.dataset.name == "strokes", timeout=20_000)
    assert np.array_equal(lab.state.parameters.vector, weights)
    assert lab.state.preset == ""
    assert told == [data_sentences.no_digits_left()]
    lab.shut_down()


def test_that_any_other_bench_is_left_alone(lab, qtbot):
    before = lab.state
    keep(lab, 6)
    at_rest(qtbot, lab)
    assert lab.state is before
