"""What many trials say together, counted by hand."""

import math
import statistics
import sys
from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlab.engine import Task
from nnlab.trials.spread import Spread, spread_of
from nnlab.trials.summary import (
    SEEDS,
    Measure,
    against,
    best_of,
    best_result,
    groups,
    over_epochs,
    pooled,
    ranked,
)
from nnlab.trials.trial import CurvePoint, TrialResult
from tests.trials_here import plan_of


def run(index: int, rate: str, width: str, accuracy: float | None, loss: float = 1.0) -> TrialResult:
    """Return a trial that finished, or exploded where it has no accuracy."""
    settings = (("learning_rate", rate), ("hidden", width))
    if accuracy is None:
        return TrialResult(index, settings, index, "diverged", "training exploded at step 9")
    return TrialResult(index, settings, index, "finished", "epochs", loss, accuracy)


RUNS = [
    run(0, "0.1", "4", 0.5, 2.0), run(1, "0.1", "4", 0.7, 1.0),
    run(2, "0.1", "8", 0.9), run(3, "0.1", "8", 0.9),
    run(4, "1", "4", 1.0), run(5, "1", "4", None),
    run(6, "1", "8", None), run(7, "1", "8", None),
    run(8, "0.02", "4", 0.2), run(9, "0.02", "4", 0.2),
]  # fmt: skip
ONE, TWO, THREE = (plan_of("rate=0.1,1", seeds=tuple(range(count))) for count in (1, 2, 3))


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=20), st.randoms())
def test_that_mean_and_spread_are_those_of_statistics_in_any_order(
    values: list[float], random: Random
) -> None:
    spread = spread_of(values)
    assert spread is not None
    assert spread.mean == pytest.approx(statistics.fmean(values), abs=1e-6)
    assert spread.std == pytest.approx(statistics.stdev(values), rel=1e-6, abs=1e-6)
    shuffled = list(values)
    random.shuffle(shuffled)
    assert spread_of(shuffled) == spread


@given(st.lists(st.floats(0, allow_infinity=False), min_size=2, max_size=9))
def test_that_numbers_of_any_size_have_a_mean_and_a_spread(values: list[float]) -> None:
    spread = spread_of(values)
    assert spread is not None
    assert spread.std is not None
    assert min(values) <= spread.mean <= max(values)
    largest = max(values) or 1.0
    expected = statistics.stdev(value / largest for value in values)
    assert spread.std / largest == pytest.approx(expected, abs=1e-9)


def test_that_what_is_beyond_all_numbers_is_the_largest() -> None:
    wide = spread_of([1.7e308, -1.7e308])
    assert wide is not None
    assert (wide.mean, wide.std) == (0.0, sys.float_info.max)


def test_that_one_number_has_no_spread_and_none_have_nothing() -> None:
    one = spread_of([0.25, None])
    assert one == Spread(0.25, None, 0.25, 0.25, 1)
    assert one.ends == (0.25, 0.25)
    assert spread_of([None]) is None


def test_that_explosions_are_counted_and_do_not_count() -> None:
    found = {group.settings: group for group in groups(RUNS, TWO, Measure.ACCURACY)}
    broken = found[(("learning_rate", "1"), ("hidden", "4"))]
    assert (broken.diverged, broken.others, broken.is_whole) == (1, 0, False)
    assert (broken.fallen, broken.missing, broken.wanted) == (1, 0, 2)
    assert broken.spread == Spread(1.0, None, 1.0, 1.0, 1)
    lost = replace(run(20, "1", "4", None), ended="lost")
    assert groups([lost], ONE, Measure.ACCURACY)[0].others == 1


def test_that_the_best_settings_are_those_that_no_seed_broke() -> None:
    order = ranked(RUNS, TWO, Measure.ACCURACY)
    assert [tuple(value for _, value in group.settings) for group in order] == [
        ("0.1", "8"), ("0.1", "4"), ("0.02", "4"), ("1", "4"), ("1", "8"),
    ]  # fmt: skip
    best = best_of(RUNS, TWO, Measure.ACCURACY)
    assert best is not None
    assert best.group == order[0]
    assert best_of(RUNS[6:8], TWO, Measure.ACCURACY) is None


def test_that_settings_of_which_seeds_are_not_made_yet_are_no_better_than_whole_ones() -> None:
    whole = [replace(run(index, "0.1", "4", 0.8), seed=index) for index in range(3)]
    lucky = replace(run(3, "1", "4", 0.85), seed=0)
    best = best_of([*whole, lucky], THREE, Measure.ACCURACY)
    assert best is not None
    assert (best.group.results, best.compared) == (tuple(whole), 2)
    alone = best_of([lucky], THREE, Measure.ACCURACY)  # while no settings are whole those that there are
    assert alone is not None
    assert (alone.run, alone.group.missing, alone.group.wanted, alone.group.is_whole) == (lucky, 2, 3, False)


def test_that_losses_of_different_kinds_have_no_best_and_no_order() -> None:
    runs = [
        replace(run(index, "1", "2", share, loss), settings=(("loss", kind),))
        for index, (kind, share, loss) in enumerate([("half_squared_error", 0.5, 0.3), ("cross", 0.9, 0.1)])
    ]
    kinds = plan_of("loss=half_squared_error,binary_cross_entropy")
    assert best_of(runs, kinds, Measure.LOSS) is None
    assert [group.results[0].index for group in ranked(runs, kinds, Measure.LOSS)] == [0, 1]
    best = best_of(runs, kinds, Measure.ACCURACY)  # what is right is right by any loss
    assert best is not None
    assert best.run == runs[1]
    one_kind = plan_of("loss=half_squared_error", "rate=0.1,1")
    assert best_of(runs[:1], one_kind, Measure.LOSS) is not None


def test_that_the_best_run_is_one_of_the_best_settings_and_no_lucky_one_of_others() -> None:
    best = best_of(RUNS, TWO, Measure.ACCURACY)
    assert best is not None
    assert best_result(RUNS, Measure.ACCURACY) == RUNS[4]  # 100%, of settings that explode with the next seed
    assert (best.group.settings, best.run) == (RUNS[2].settings, RUNS[2])
    assert best.spread == best.group.spread
    assert best.compared == 5
    assert best_of(RUNS[6:8], TWO, Measure.ACCURACY) is None


def test_that_the_ends_of_a_spread_are_one_deviation_away_even_where_no_loss_can_be() -> None:
    wide = spread_of([0.01, 0.01, 0.01, 0.5])
    assert wide is not None
    assert wide.ends == (wide.mean - wide.std, wide.mean + wide.std)
    assert wide.ends[0] < 0


def test_that_it_is_known_what_a_mean_goes_over() -> None:
    assert pooled(RUNS, ("learning_rate", "hidden")) == (SEEDS,)
    assert pooled(RUNS, ("learning_rate",)) == (SEEDS, "hidden")
    assert pooled(RUNS, ()) == (SEEDS, "learning_rate", "hidden")
    alone = [run(0, "0.1", "4", 0.5), replace(run(1, "1", "8", 0.5), seed=0)]
    assert pooled(alone, ("learning_rate",)) == ()
    assert pooled(alone, ()) == ("learning_rate", "hidden")


def test_that_of_equals_the_first_of_the_plan_is_the_best_whatever_their_losses() -> None:
    equal = [run(0, "1", "2", 1.0, 0.5), run(1, "2", "2", 1.0, 0.1), run(2, "3", "2", 0.9, 0.01)]
    best = best_of(equal[::-1], ONE, Measure.ACCURACY)
    assert best is not None
    assert (best.run, best.equals, best.compared) == (equal[0], 2, 3)
    assert [group.results[0] for group in ranked(equal[::-1], ONE, Measure.ACCURACY)] == equal
    assert best_result(equal[::-1], Measure.ACCURACY) == equal[0]
    assert best_result(RUNS[6:8], Measure.ACCURACY) is None


def test_that_settings_which_a_seed_broke_are_no_equals() -> None:
    whole = [run(0, "1", "2", 1.0), run(1, "1", "2", 1.0)]
    broken = [run(2, "2", "2", 1.0), run(3, "2", "2", None)]
    best = best_of([*whole, *broken], TWO, Measure.ACCURACY)
    assert best is not None
    assert (best.equals, best.compared) == (1, 2)


def test_that_less_loss_is_better() -> None:
    runs = [run(0, "1", "2", 1.0, 0.5), run(1, "2", "2", 0.1, 0.1)]
    assert best_result(runs, Measure.LOSS) == runs[1]
    assert best_result(runs, Measure.ACCURACY) == runs[0]


def test_that_performance_against_a_number_ascends_and_is_parted_by_another_setting() -> None:
    lines = against(RUNS[::-1], "learning_rate", Measure.ACCURACY, by="hidden")
    assert [line.label for line in lines] == ["4", "8"]
    assert [place.number for place in lines[0].places] == [0.02, 0.1, 1.0]
    means = [None if place.group.spread is None else place.group.spread.mean for place in lines[1].places]
    assert means == [0.9, None]
    together = against(RUNS, "learning_rate", Measure.ACCURACY)
    assert len(together) == 1
    middle = together[0].places[1].group
    assert middle.spread is not None
    assert middle.spread.mean == pytest.approx((0.5 + 0.7 + 0.9 + 0.9) / 4)


def test_that_words_keep_the_order_of_the_plan() -> None:
    runs = [run(index, word, "4", 0.5) for index, word in enumerate(["sgd", "adam", "10"])]
    places = against(runs[::-1], "learning_rate", Measure.ACCURACY)[0].places
    assert [place.value for place in places] == ["sgd", "adam", "10"]


def curve(*points: tuple[float, float | None]) -> Sequence[CurvePoint]:
    return tuple(CurvePoint(epoch, value, None, None, None) for epoch, value in points)


def test_that_mean_curves_go_on_where_a_training_stopped() -> None:
    short = replace(run(0, "1", "2", 1.0), curve=curve((0, 4.0), (10, 2.0)))
    long = replace(run(1, "1", "2", 1.0), curve=curve((0, 4.0), (5, None), (20, 0.0)))
    exploded = replace(run(2, "1", "2", None), curve=curve((0, 1e9)))
    (mean,) = over_epochs([long, exploded, short], Measure.LOSS)
    assert (mean.count, mean.made) == (2, 3)  # the explosion is not in the mean, but is not forgotten
    assert (mean.epochs[0], mean.epochs[-1]) == (0.0, 20.0)
    at = dict(zip(mean.epochs, zip(mean.mean, mean.std, strict=True), strict=True))
    assert at[0.0] == (4.0, 0.0)
    assert at[10.0] == (2.0, 0.0)
    assert at[20.0] == pytest.approx((1.0, math.sqrt(2.0)))


def test_that_curves_of_losses_of_any_size_have_a_mean_and_a_spread() -> None:
    runs = [replace(run(index, "1", "2", 1.0), curve=curve((0, 1e200 * (1 + index)))) for index in range(3)]
    (mean,) = over_epochs(runs, Measure.LOSS)
    assert (mean.mean, mean.std) == (pytest.approx((2e200,)), pytest.approx((1e200,)))


def test_that_there_are_no_curves_of_what_is_not_measured_on_the_way() -> None:
    assert over_epochs(RUNS, Measure.ACCURACY) == ()
    assert over_epochs([replace(RUNS[0], curve=curve((0, 1.0)))], Measure.WATCHED_LOSS) == ()


def test_that_trials_are_compared_by_what_the_task_can_say() -> None:
    assert Measure.of_task(Task.VALUES, watched=True) is Measure.WATCHED_LOSS
    assert Measure.of_task(Task.VALUES, watched=False) is Measure.LOSS
    assert Measure.of_task(Task.CLASSES, watched=True) is Measure.WATCHED_ACCURACY
    assert Measure.of_task(Task.BITS, watched=False) is Measure.ACCURACY
