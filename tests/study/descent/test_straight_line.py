import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlab.engine import EngineError
from nnlab.study.descent import NOTE_MODERATION, NOTE_SAMPLES, NOTE_SLOPE, fitted_line, line_steps


def test_that_the_caterpillar_gives_the_notes_numbers():
    first, second = line_steps(NOTE_SLOPE, NOTE_SAMPLES)
    assert (first.x, first.target, first.slope) == (3.0, 1.1, 0.25)
    assert first.answer == pytest.approx(0.75, abs=1e-12)
    assert first.error == pytest.approx(0.35, abs=1e-12)
    assert first.change == pytest.approx(0.35 / 3, abs=1e-12)
    assert round(first.slope_after, 4) == 0.3667
    assert second.slope == first.slope_after
    assert second.slope_after == pytest.approx(2.9, abs=1e-12)


def test_that_with_moderation_the_last_sample_does_not_win():
    first, second = line_steps(NOTE_SLOPE, NOTE_SAMPLES, NOTE_MODERATION)
    assert first.change == pytest.approx(0.5 * 0.35 / 3, abs=1e-12)
    assert first.slope_after == pytest.approx(0.25 + 0.175 / 3, abs=1e-12)
    assert second.slope_after == pytest.approx((first.slope_after + 2.9) / 2, abs=1e-12)


@given(st.floats(-5, 5), st.floats(0.1, 5), st.floats(-5, 5))
def test_that_without_moderation_the_line_goes_through_the_sample(slope, x, target):
    (step,) = line_steps(slope, [(x, target)])
    assert step.slope_after * x == pytest.approx(target, abs=1e-9)


def test_that_rounds_repeat_the_samples_and_numbers_go_on():
    steps = line_steps(0.25, NOTE_SAMPLES, 0.5, rounds=3)
    assert [step.number for step in steps] == [1, 2, 3, 4, 5, 6]
    assert [step.x for step in steps] == [3.0, 1.0] * 3


def test_that_a_sample_at_zero_and_a_moderation_of_none_are_refused():
    with pytest.raises(EngineError, match="x = 0"):
        line_steps(0.25, [(0.0, 1.0)])
    for moderation in (0.0, -1.0, 1.5):
        with pytest.raises(EngineError, match="moderation"):
            line_steps(0.25, NOTE_SAMPLES, moderation)


def test_that_a_fitted_line_is_the_half_squared_error_of_its_points():
    x, y = np.array([1.0, 2.0, 4.0]), np.array([0.5, 2.5, 1.0])
    line = fitted_line(x, y, (0.3, 0.2))
    assert line.centre.tolist() == [0.3, 0.2]
    assert line.loss(np.array([0.7, -0.1])) == pytest.approx(np.mean((0.7 * x - 0.1 - y) ** 2) / 2, abs=1e-12)
    assert line.samples == 3
