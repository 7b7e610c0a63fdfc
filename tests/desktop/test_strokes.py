import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnlab.desktop.widgets.parts.strokes import KEPT_STEPS, SIDE, InkCanvas

LINE = ((0.2, 0.3), (0.4, 0.35), (0.6, 0.5), (0.7, 0.8))


def draw(canvas: InkCanvas, points, width=0.08, *, erasing=False) -> list:
    boxes = [canvas.begin(*points[0], width, erasing=erasing)]
    boxes += [canvas.extend(x, y, width) for x, y in points[1:]]
    return [*boxes, canvas.end()]


def test_that_a_dot_is_round_and_as_large_as_the_brush():
    canvas = InkCanvas()
    draw(canvas, [(0.5, 0.5)], 0.2)
    ink = canvas.copy()
    assert ink[140, 140] == 255
    assert np.array_equal(ink, ink.T)
    assert np.array_equal(ink, ink[::-1, ::-1])
    assert ink.sum() / 255 == pytest.approx(np.pi * 28**2, rel=0.01)


def test_that_the_rim_is_soft():
    canvas = InkCanvas()
    draw(canvas, [(0.5, 0.5)], 0.2)
    between = canvas.copy()[140]
    assert len(np.unique(between)) > 3


def test_that_a_slow_hand_draws_the_same_line_as_a_fast_one():
    slow, fast = InkCanvas(), InkCanvas()
    draw(fast, [(0.2, 0.3), (0.8, 0.6)])
    draw(slow, [(0.2 + 0.6 * t, 0.3 + 0.3 * t) for t in np.linspace(0, 1, 300)])
    assert np.abs(slow.copy().astype(int) - fast.copy()).max() <= 2


def test_that_a_stroke_bends_between_its_points_and_reaches_its_ends():
    canvas = InkCanvas()
    draw(canvas, [(0.2, 0.5), (0.5, 0.2), (0.8, 0.5)], 0.04)
    ink = canvas.copy()
    assert ink[round(0.5 * SIDE), round(0.2 * SIDE)] == ink[round(0.5 * SIDE), round(0.8 * SIDE)] == 255
    assert ink[round(0.2 * SIDE), round(0.5 * SIDE)] == 0
    assert ink[round(0.275 * SIDE), round(0.5 * SIDE)] == 255


def test_that_a_stroke_widens_where_the_pen_is_pressed():
    canvas = InkCanvas()
    canvas.begin(0.1, 0.5, 0.03)
    canvas.extend(0.9, 0.5, 0.15)
    canvas.end()
    heights = (canvas.copy() > 127).sum(axis=0)
    assert heights[60] < heights[140] < heights[220]


def test_that_all_that_changes_lies_in_the_boxes():
    canvas = InkCanvas()
    before = canvas.copy()
    left, top, right, bottom = zip(*[box for box in draw(canvas, LINE) if box], strict=True)
    changed = canvas.copy() != before
    assert changed[min(top) : max(bottom), min(left) : max(right)].sum() == changed.sum() > 0


def test_that_what_lies_outside_is_cut_off():
    canvas = InkCanvas()
    assert draw(canvas, [(-3.0, 0.5), (-2.0, 9.0)]) == [None, None, None]
    draw(canvas, [(-0.5, 0.5), (1.5, 0.5)])
    assert canvas.copy()[140].min() == 255


def test_that_the_eraser_takes_ink_away_and_lays_none():
    canvas = InkCanvas()
    draw(canvas, LINE)
    before = canvas.copy()
    draw(canvas, [(0.5, 0.1), (0.5, 0.9)], erasing=True)
    after = canvas.copy()
    assert (after <= before).all()
    assert after[:, 140].max() == 0
    assert after.any()


@settings(deadline=None, max_examples=15)
@given(
    st.lists(
        st.tuples(
            st.booleans(),
            st.lists(st.tuples(st.floats(-0.2, 1.2), st.floats(-0.2, 1.2)), min_size=1, max_size=6),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_that_undo_and_redo_restore_every_byte(strokes):
    canvas = InkCanvas()
    states = [canvas.copy()]
    for erasing, points in strokes:
        draw(canvas, points, erasing=erasing)
        if not np.array_equal(canvas.copy(), states[-1]):
            states.append(canvas.copy())
    for expected in reversed(states[:-1]):
        canvas.undo()
        assert np.array_equal(canvas.copy(), expected)
    assert not canvas.can_undo
    for expected in states[1:]:
        canvas.redo()
        assert np.array_equal(canvas.copy(), expected)
    assert not canvas.can_redo


def test_that_a_clearing_and_a_finished_ink_can_be_taken_back():
    canvas = InkCanvas()
    draw(canvas, LINE)
    drawn = canvas.copy()
    canvas.clear()
    assert canvas.is_empty
    canvas.put(np.full((SIDE, SIDE), 7, dtype=np.uint8))
    canvas.undo()
    assert canvas.is_empty
    canvas.undo()
    assert np.array_equal(canvas.copy(), drawn)


def test_that_a_new_stroke_ends_what_could_be_done_again():
    canvas = InkCanvas()
    draw(canvas, LINE)
    canvas.undo()
    assert canvas.can_redo
    draw(canvas, LINE[:2])
    assert not canvas.can_redo
    assert canvas.redo() is None


def test_that_as_many_steps_are_kept_as_promised():
    canvas = InkCanvas()
    for step in range(KEPT_STEPS + 5):
        draw(canvas, [(0.01 * step, 0.5)], 0.03)
    undone = 0
    while canvas.undo():
        undone += 1
    assert undone == KEPT_STEPS
    assert not canvas.is_empty


def test_that_a_stroke_that_changes_nothing_is_no_step():
    canvas = InkCanvas()
    draw(canvas, LINE, erasing=True)
    assert not canvas.can_undo
    canvas.clear()
    assert not canvas.can_undo


def test_that_undo_takes_the_stroke_in_hand_back():
    canvas = InkCanvas()
    canvas.begin(0.2, 0.2, 0.1)
    canvas.extend(0.6, 0.6, 0.1)
    canvas.undo()
    assert canvas.is_empty
    assert not canvas.is_drawing


def test_that_a_cancelled_stroke_has_never_been():
    canvas = InkCanvas()
    draw(canvas, LINE)
    drawn = canvas.copy()
    canvas.begin(0.2, 0.8, 0.1)
    canvas.extend(0.8, 0.2, 0.1)
    canvas.cancel()
    assert np.array_equal(canvas.copy(), drawn)
    canvas.undo()
    assert canvas.is_empty


def test_that_a_copy_stays_as_it_is():
    canvas = InkCanvas()
    draw(canvas, LINE)
    copy = canvas.copy()
    total = copy.sum()
    draw(canvas, [(0.9, 0.1)])
    assert copy.sum() == total
    with pytest.raises(ValueError, match="read-only"):
        copy[0, 0] = 1
