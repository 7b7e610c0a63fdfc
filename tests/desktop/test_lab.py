"""The lab: one picture for all panels, and never one that does not fit the document."""

import weakref
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from nnlab.data.segments import pattern_levels
from nnlab.desktop.lab import Lab, Picture
from nnlab.desktop.notices import Notice
from nnlab.lessons import begin, load_preset
from nnlab.project import with_hidden_widths, with_weight
from nnlab.training import SPEEDS, Speed, StepSize


@pytest.fixture
def lab(qapp) -> Iterator[Lab]:
    lab = Lab(begin(load_preset("seven-segment")))
    yield lab
    lab.controller.shut_down()


@pytest.fixture
def pictures(lab) -> list[Picture]:
    seen: list[Picture] = []
    lab.picture_changed.connect(seen.append)
    return seen


def test_that_the_first_picture_is_there_from_the_start(lab):
    assert lab.picture.snapshot is lab.controller.snapshot
    assert np.array_equal(lab.picture.figures.probe[0], lab.state.dataset.inputs[0])


def test_that_every_change_of_the_probe_is_one_new_picture(lab, pictures):
    lab.probe.toggle(3)
    lab.probe.set_values(pattern_levels(127))
    lab.probe.toggle_broken(2)
    assert len(pictures) == 3
    assert lab.picture is pictures[-1]
    assert lab.picture.figures.probe[0].tolist() == [1, 1, 0, 1, 1, 1, 1]


def test_that_every_snapshot_is_one_new_picture(lab, pictures, qtbot):
    lab.controller.step(StepSize.EPOCH)
    qtbot.waitUntil(lambda: not lab.controller.is_busy)
    assert pictures[-1].snapshot.step == lab.state.training.step == 10


def test_that_figures_are_read_at_every_second_picture_of_a_fast_training_and_at_its_last(
    lab, pictures, qtbot
):
    readings: list[Picture] = []
    lab.reading_changed.connect(readings.append)
    lab.controller.train()
    qtbot.waitUntil(lambda: len(pictures) >= 9 or not lab.controller.is_running, timeout=20_000)
    while_running = len(readings), len(pictures)
    lab.controller.pause()
    qtbot.waitUntil(lambda: not lab.controller.is_busy)
    assert while_running[0] <= while_running[1] // 2 + 2
    assert all(picture in pictures for picture in readings)
    assert readings[-1] is lab.picture
    assert len(set(map(id, readings))) == len(readings)


def test_that_curves_come_with_the_pictures_that_are_not_for_reading_and_with_the_last(lab, pictures, qtbot):
    readings: list[Picture] = []
    curves: list[Picture] = []
    lab.reading_changed.connect(readings.append)
    lab.curves_changed.connect(curves.append)
    lab.controller.train()
    qtbot.waitUntil(lambda: len(pictures) >= 9 or not lab.controller.is_running, timeout=20_000)
    while_running = len(curves), len(pictures)
    lab.controller.pause()
    qtbot.waitUntil(lambda: not lab.controller.is_busy)
    assert while_running[0] <= while_running[1] // 2 + 2
    assert set(map(id, readings)) | set(map(id, curves)) == set(map(id, pictures))
    assert curves[-1] is readings[-1] is lab.picture


def test_that_a_hand_on_the_bench_is_answered_first_and_read_with_the_pictures_to_come(lab, pictures, qtbot):
    lab.controller.set_speed(Speed(StepSize.BATCH, 300))
    lab.controller.train()
    qtbot.waitUntil(lambda: len(pictures) >= 3, timeout=20_000)
    told: list[Picture] = []
    lab.reading_changed.connect(told.append)
    lab.curves_changed.connect(told.append)
    lab.probe.set_values(pattern_levels(127))
    answered = lab.picture
    assert lab.controller.is_running
    assert pictures[-1] is answered
    assert told == []
    lab.controller.pause()
    qtbot.waitUntil(lambda: not lab.controller.is_busy)
    assert lab.probe.values.tolist() == [1, 1, 1, 1, 1, 1, 1]
    assert told[-1] is lab.picture


def test_that_a_hand_is_answered_everywhere_at_once_while_a_training_creeps(lab, pictures, qtbot):
    lab.controller.set_speed(SPEEDS[0])
    lab.controller.train()
    qtbot.waitUntil(lambda: lab.controller.snapshot.row is not None, timeout=20_000)
    told: list[Picture] = []
    lab.reading_changed.connect(told.append)
    lab.probe.set_values(pattern_levels(127))
    assert lab.controller.is_running
    assert told == [lab.picture]


def test_that_a_training_slow_enough_to_follow_is_read_at_every_picture(lab, pictures, qtbot):
    readings: list[Picture] = []
    lab.reading_changed.connect(readings.append)
    lab.controller.set_speed(Speed(StepSize.BATCH, 100))
    lab.controller.train()
    qtbot.waitUntil(lambda: len(pictures) > 3, timeout=20_000)
    assert readings == pictures


def test_that_an_edit_gives_a_picture_of_the_new_network(lab, pictures):
    lab.controller.edit("Deeper", lambda state: with_hidden_widths(state, (5, 6)))
    assert pictures[-1].snapshot.parameters.spec.sizes == (7, 5, 6, 4)
    assert [len(column) for column in pictures[-1].figures.probe] == [7, 5, 6, 4]


def test_that_the_structure_is_told_before_its_numbers(lab):
    order: list[str] = []
    lab.state_changed.connect(lambda _: order.append("structure"))
    lab.picture_changed.connect(lambda _: order.append("numbers"))
    lab.controller.edit("Deeper", lambda state: with_hidden_widths(state, (5, 6)))
    assert order == ["structure", "numbers"]


@pytest.mark.parametrize("key", ["xor", "textbook/316_1", "binary-to-segments", "lecture/ten-points"])
def test_that_no_picture_ever_mixes_two_data_sets(lab, key):
    fits: list[bool] = []

    def check(picture: Picture) -> None:
        sizes, dataset = picture.snapshot.parameters.spec.sizes, lab.state.dataset
        fits.append(
            sizes == lab.state.spec.sizes
            and picture.figures.probe[0].shape == (dataset.inputs.shape[1],) == lab.probe.values.shape
            and picture.figures.outputs.shape[1] == dataset.targets.shape[1]
        )

    lab.picture_changed.connect(check)
    lab.probe.toggle_broken(6)
    for name in (key, "seven-segment", key):
        lab.controller.edit("Open", lambda _, name=name: begin(load_preset(name)))
        lab.probe.set_row(1)
    lab.controller.undo()
    lab.controller.undo()
    assert len(fits) >= 8
    assert all(fits)


def test_that_another_data_set_begins_with_its_first_sample_and_undo_with_the_first_of_the_old(lab):
    lab.probe.set_row(7)
    lab.controller.edit("Open", lambda _: begin(load_preset("xor")))
    assert lab.probe.row == 0
    assert lab.probe.values.shape == (2,)
    lab.controller.undo()
    assert lab.probe.values.shape == (7,)


def test_that_a_slow_run_is_followed_and_gives_one_picture_for_each_snapshot(lab, pictures, qtbot):
    snapshots: list[object] = []
    lab.controller.snapshot_changed.connect(snapshots.append)
    lab.controller.set_speed(Speed(StepSize.BATCH, 100))
    lab.controller.train()
    qtbot.waitUntil(lambda: len({picture.snapshot.row for picture in pictures}) > 3, timeout=20_000)
    assert len(pictures) == len(snapshots)
    row = pictures[-1].snapshot.row
    assert np.array_equal(pictures[-1].figures.probe[0], lab.state.dataset.inputs[row])


def test_that_notices_of_the_controller_and_of_others_come_the_same_way(lab):
    heard: list[Notice] = []
    lab.noticed.connect(heard.append)
    lab.tell(Notice(lambda: "hello"))
    lab.controller.edit("Impossible", lambda state: with_hidden_widths(state, (0,)))
    assert heard[0].text == "hello"
    assert len(heard) == 2


def nothing(lab: Lab) -> None:
    """Leave the lab as it was made."""


def edited(lab: Lab) -> None:
    lab.controller.edit("a weight", lambda state: with_weight(state, 0, 0, 0, 2.5))


def opened(lab: Lab) -> None:
    lab.openings.open_preset("xor")


def failed(lab: Lab) -> None:
    lab.openings.open_path("/no/such/file.nnlab")


def given_up(act: Callable[[Lab], None], qtbot) -> "weakref.ref[Lab]":
    lab = Lab(begin(load_preset("seven-segment")))
    act(lab)
    qtbot.waitUntil(lambda: not lab.openings.is_busy)
    qtbot.wait(1200)  # until it is kept
    lab.shut_down()
    return weakref.ref(lab)


@pytest.mark.parametrize("act", [nothing, edited, opened, failed])
def test_that_a_lab_that_is_given_up_lies_in_no_cycle(qapp, qtbot, act):
    # Else the collector might destroy it in whatever thread it happens to run, and its timers do not survive that.
    assert given_up(act, qtbot)() is None
