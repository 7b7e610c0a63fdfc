import numpy as np

from nnlab.engine.history import CAPACITY, History, HistoryRecorder


def recorded(points: int, start: History | None = None, first: int = 1) -> HistoryRecorder:
    recorder = HistoryRecorder(start or History.empty())
    for number in range(first, points + 1):
        if recorder.wants(number):
            recorder.add(float(number), 1.0 / (number or 0.5), None if number % 2 else 0.5)
    return recorder


def test_that_points_come_back_as_they_were_added():
    history = recorded(3).freeze()
    np.testing.assert_array_equal(history.epochs, [1, 2, 3])
    np.testing.assert_array_equal(history.loss, [1, 1 / 2, 1 / 3])
    np.testing.assert_array_equal(history.accuracy, [np.nan, 0.5, np.nan])


def test_that_memory_is_bounded_and_points_stay_evenly_spaced():
    history = recorded(100_000, first=0).freeze()
    assert CAPACITY // 2 <= len(history.epochs) <= CAPACITY
    np.testing.assert_array_equal(np.unique(np.diff(history.epochs)), [history.stride])
    assert history.epochs[0] == 0.0


def test_that_a_curve_continued_from_a_saved_one_is_the_same_curve():
    straight = recorded(20_000).freeze()
    saved = recorded(9_001).freeze()
    resumed = recorded(20_000, saved, first=9_002).freeze()
    assert resumed.stride == straight.stride
    np.testing.assert_array_equal(resumed.epochs, straight.epochs)
    np.testing.assert_array_equal(resumed.loss, straight.loss)


def test_that_a_frozen_history_does_not_grow():
    recorder = recorded(3)
    history = recorder.freeze()
    recorder.add(4.0, 0.1, None)
    assert len(history.epochs) == 3


def test_that_points_after_the_epoch_gone_back_to_are_forgotten():
    recorder = recorded(10)
    recorder.forget_after(6.5)
    np.testing.assert_array_equal(recorder.freeze().epochs, [1, 2, 3, 4, 5, 6])


def test_that_changed_settings_are_marked():
    recorder = recorded(2)
    recorder.mark(2.5, "learning_rate", "0.1")
    (mark,) = recorder.freeze().marks
    assert (mark.epoch, mark.setting, mark.value) == (2.5, "learning_rate", "0.1")


def test_that_marks_after_the_epoch_gone_back_to_are_forgotten():
    recorder = recorded(10)
    recorder.mark(2.5, "learning_rate", "0.1")
    recorder.mark(7.0, "learning_rate", "5.0")
    recorder.forget_after(6.5)
    assert [mark.epoch for mark in recorder.freeze().marks] == [2.5]


def test_that_a_drag_through_many_values_leaves_one_mark():
    recorder = recorded(2)
    for place in range(500):
        recorder.mark(2.0 + place / 1000, "learning_rate", str(place))
    recorder.mark(2.6, "momentum", "0.9")
    assert [(mark.setting, mark.value) for mark in recorder.freeze().marks] == [
        ("learning_rate", "499"),
        ("momentum", "0.9"),
    ]
