"""The digits one keeps: written at once, never lost, and learned from by a bench that learns from them."""

from collections.abc import Iterator

import numpy as np
import pytest

from nnlab.data import my_digits
from nnlab.data.image_data import Scales, scales_of
from nnlab.data.image_files import open_images
from nnlab.desktop.lab import Lab
from nnlab.desktop.notices import Notice
from nnlab.lessons import begin, load_preset
from nnlab.project import with_scales
from tests.desktop.pictures import labelled, project

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
    lab.my_digits.take_back()
    at_rest(qtbot, lab)
    assert written() == [3]
    for _ in range(2):
        lab.my_digits.take_back()
    at_rest(qtbot, lab)
    assert not my_digits.my_digits_path().exists()
    assert lab.my_digits.counts.sum() == 0


def test_that_digits_of_before_are_there_again(qapp, qtbot, lab):
    keep(lab, 1, 2)
    at_rest(qtbot, lab)
    again = Lab(project())
    assert again.my_digits.counts.tolist()[:3] == [0, 1, 1]
    again.shut_down()


def test_that_a_digit_kept_in_the_moment_of_closing_is_not_lost(qapp):
    lab = Lab(project())
    lab.jobs.start(lambda job: job.is_cancelled() or None, lambda _: None)
    keep(lab, 5)
    lab.shut_down()
    assert written() == [5]


def test_that_the_last_digit_taken_back_in_the_moment_of_closing_does_not_come_back(qapp):
    my_digits.write(my_digits.with_digit(None, SAMPLES.images[1], 1))
    lab = Lab(project())
    lab.my_digits.take_back()
    lab.shut_down()
    assert written() == []


def test_that_an_unreadable_file_is_told_of_and_never_written_over(lab, notices, qtbot):
    path = my_digits.my_digits_path()
    path.parent.mkdir(parents=True)
    path.write_bytes(b"PK\x03\x04 damaged")
    assert lab.my_digits.counts.sum() == 0
    assert lab.my_digits.counts.sum() == 0
    assert len(notices) == 1
    keep(lab, 3)
    at_rest(qtbot, lab)
    assert path.read_bytes() == b"PK\x03\x04 damaged"
    assert len(notices) == 2
    assert str(path) in notices[-1].text
    path.unlink()
    keep(lab, 3)
    at_rest(qtbot, lab)
    assert written() == [3]


def test_that_kept_digits_are_shared_as_a_file_that_can_be_opened(lab, notices, qtbot, tmp_path):
    keep(lab, 3, 7)
    lab.my_digits.share(str(tmp_path / "for-you.npz"))
    at_rest(qtbot, lab)
    assert open_images(tmp_path / "for-you.npz").split.train.labels.tolist() == [3, 7]
    assert "2 digits are in for-you.npz" in notices[-1].text


def test_that_a_place_that_cannot_be_written_to_is_told(lab, notices, qtbot, tmp_path):
    (tmp_path / "file").write_text("in the way")
    keep(lab, 3)
    lab.my_digits.share(str(tmp_path / "file" / "digits.npz"))
    at_rest(qtbot, lab)
    assert notices[-1].kind == "warning"


def test_that_a_bench_that_learns_from_them_gets_the_new_one_and_keeps_weights_scales_and_place(qapp, qtbot):
    kept = None
    for row in range(10):
        kept = my_digits.with_digit(kept, SAMPLES.images[row], row)
    my_digits.write(kept)
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


def test_that_any_other_bench_is_left_alone(lab, qtbot):
    before = lab.state
    keep(lab, 6)
    at_rest(qtbot, lab)
    assert lab.state is before
