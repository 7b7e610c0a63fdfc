"""Plans: which trials come of axes and seeds, by grid and at random, and what is refused."""

import itertools
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlab.engine import EngineError
from nnlab.project.nnlab_file import project_bytes
from nnlab.project.run_edits import recorded
from nnlab.project.saved import saved
from nnlab.training import RunSetup, train_whole
from nnlab.trials.plan import MOST_TRIALS, Axis, FoldsPlan, Range, SweepPlan, base_of, check_plan, trials
from tests.trials_here import plan_of, quick_base

RATES = st.lists(st.sampled_from(["0.001", "0.01", "0.1", "1", "10"]), min_size=1, max_size=5, unique=True)
WIDTHS = st.lists(st.sampled_from(["2", "4", "8", "8-4", "none"]), min_size=1, max_size=5, unique=True)
SEEDS = st.lists(st.integers(0, 2**40), min_size=1, max_size=4, unique=True)


@given(RATES, WIDTHS, SEEDS)
def test_that_a_grid_has_every_combination_once_in_order(
    rates: list[str], widths: list[str], seeds: list[int]
) -> None:
    plan = SweepPlan((Axis("rate", tuple(rates)), Axis("hidden", tuple(widths))), tuple(seeds))
    found = trials(plan)
    assert [trial.index for trial in found] == list(range(plan.size))
    wanted = itertools.product(rates, widths, seeds)
    assert [(*(value for _, value in trial.settings), trial.seed) for trial in found] == list(wanted)
    assert {key for trial in found for key, _ in trial.settings} == {"learning_rate", "hidden"}


@given(st.integers(1, 30), st.integers(0, 2**40), SEEDS)
def test_that_random_settings_lie_in_their_ranges_and_come_once(
    count: int, draw_seed: int, seeds: list[int]
) -> None:
    axes = (
        Axis("rate", ("log(0.001, 10)",)),
        Axis("hidden", ("2..9", "none")),
        Axis("momentum", ("0.5..0.9",)),
    )
    found = trials(SweepPlan(axes, tuple(seeds), "random", count, draw_seed))
    assert len(found) == count * len(seeds)
    assert len({trial.settings for trial in found}) == count
    for trial in found:
        values = dict(trial.settings)
        assert 0.001 <= float(values["learning_rate"]) <= 10
        assert values["hidden"] == "none" or 2 <= int(values["hidden"]) <= 9
        assert 0.5 <= float(values["momentum"]) <= 0.9


def test_that_settings_drawn_twice_in_other_digits_come_once() -> None:
    plan = SweepPlan((Axis("hidden", ("2..3", "02", "03")),), (0,), "random", 50)
    found = [int(dict(trial.settings)["hidden"]) for trial in trials(plan)]
    assert sorted(found) == [2, 3]


def test_that_the_same_draw_seed_draws_the_same_settings_and_another_others() -> None:
    axes = (Axis("rate", ("log(0.001, 10)",)),)
    one, same, other = (trials(SweepPlan(axes, (0,), "random", 20, seed)) for seed in (1, 1, 2))
    assert one == same
    assert one != other


def test_that_decades_of_a_logarithmic_range_are_equally_likely() -> None:
    axes = (Axis("rate", ("log(0.001, 1)",)),)
    rates = [float(t.settings[0][1]) for t in trials(SweepPlan(axes, (0,), "random", 600))]
    for decade in (0.001, 0.01, 0.1):
        assert 150 < sum(decade <= rate < 10 * decade for rate in rates) < 250


def test_that_fewer_settings_come_where_there_are_not_enough_different_ones() -> None:
    found = trials(SweepPlan((Axis("hidden", ("2..4",)),), (0, 1), "random", 50))
    assert sorted({trial.settings[0][1] for trial in found}) == ["2", "3", "4"]
    assert len(found) == 6


def test_that_values_with_commas_of_their_own_are_parted_by_semicolons() -> None:
    assert Axis.parsed("activations=relu,sigmoid;tanh,sigmoid").values == ("relu,sigmoid", "tanh,sigmoid")
    assert Axis.parsed("init=he_normal,uniform(-1, 1)").values == ("he_normal", "uniform(-1, 1)")


def test_that_a_plan_without_axes_varies_the_seed_alone() -> None:
    assert [(trial.settings, trial.seed) for trial in trials(SweepPlan((), (3, 1)))] == [((), 3), ((), 1)]


def test_that_a_number_drawn_is_spelled_as_it_is_used() -> None:
    for trial in trials(SweepPlan((Axis("rate", ("0.1..0.9",)),), (0,), "random", 50)):
        assert len(trial.settings[0][1]) <= len("0.123")


@pytest.mark.parametrize("key", ["learning_rate", "momentum"])
def test_that_what_lies_between_whole_ends_is_drawn_too_where_the_key_is_no_count(key: str) -> None:
    for spelled in ("0..1", "0.0..1.0"):
        drawn = {t.settings[0][1] for t in trials(SweepPlan((Axis(key, (spelled,)),), (0,), "random", 20))}
        assert len(drawn) == 20
        assert not any(float(value).is_integer() for value in drawn)


@pytest.mark.parametrize("key", ["hidden", "depth", "batch_size", "epochs"])
def test_that_counts_are_drawn_whole_however_their_ends_are_spelled(key: str) -> None:
    for spelled in ("2..9", "2.0..9.0", "log(2, 9)"):
        drawn = [t.settings[0][1] for t in trials(SweepPlan((Axis(key, (spelled,)),), (0,), "random", 5))]
        assert len(drawn) == 5
        assert all(value in "23456789" for value in drawn)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("learning_rate", "an axis is written KEY=A,B,C"),
        ("lerning_rate=1", "Did you mean 'learning_rate'?"),
        ("rate=", "learning_rate needs a value"),
        ("rate=1,,2", "learning_rate needs a value"),
        ("rate=1,2,1", "has the value '1' twice. Remove"),
        ("rate=0.1,0.10", "has the value '0.10' twice, once written '0.1'. Remove"),
        ("rate=1e-1,.1", "has the value '.1' twice, once written '1e-1'. Remove"),
        ("hidden=8,08", "has the value '08' twice, once written '8'. Remove"),
        ("hidden=4..8,4..08", "has the value '4..08' twice"),
        ("batch_size=full,FULL", "has the value 'FULL' twice"),
        ("activations=relu,tanh;relu, tanh", "has the value 'relu, tanh' twice"),
    ],
)
def test_that_an_axis_that_cannot_be_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(EngineError) as refusal:
        Axis.parsed(text)
    assert sentence in str(refusal.value)


@pytest.mark.parametrize(
    ("key", "text", "sentence"),
    [
        ("learning_rate", "log(0,1)", "must go from above 0 up"),
        ("learning_rate", "5..2", "must go from low to high"),
        ("hidden", "2..3.5", "must be whole numbers"),
        ("learning_rate", "log(1.2.3,9)", "must be numbers"),
        ("learning_rate", "1e999..5", "must go from low to high"),
        ("hidden", "1..1e999", "must go from low to high"),
    ],
)
def test_that_a_range_that_cannot_be_is_refused(key: str, text: str, sentence: str) -> None:
    with pytest.raises(EngineError) as refusal:
        Range.parsed(key, text)
    assert sentence in str(refusal.value)


def test_that_what_is_no_range_is_a_plain_value() -> None:
    for text in ("0.1", "relu", "uniform(-1, 1)", "8-4", "none"):
        assert Range.parsed("init", text) is None


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: plan_of("rate=1,2", "learning_rate=3"), "learning_rate is varied twice"),
        (lambda: plan_of("rate=1", seeds=()), "one seed at least"),
        (lambda: plan_of("rate=1", seeds=(1, 1)), "every seed of a sweep is used once"),
        (lambda: plan_of("hidden=2..5"), "hidden=2..5 is a range"),
        (lambda: SweepPlan((), (0,), "random", 3), "give the settings to draw"),
        (lambda: SweepPlan((Axis("rate", ("1",)),), (0,), "random", 0), "number of random settings"),
        (lambda: plan_of("rate=1,2", seeds=tuple(range(MOST_TRIALS))), "20,000 runs"),
        (lambda: FoldsPlan(1), "the number of folds"),
    ],
)
def test_that_a_plan_that_cannot_be_is_refused(make: Callable[[], object], sentence: str) -> None:
    with pytest.raises(EngineError) as refusal:
        make()
    assert sentence in str(refusal.value)


@pytest.mark.parametrize(
    ("plan", "sentence"),
    [
        (plan_of("activation=relu,rellu"), "unknown activation 'rellu'"),
        (plan_of("hidden=4,x"), "hidden must be a width"),
        (plan_of("epochs=3,none"), "with epochs=none training would never stop"),
        (FoldsPlan(3, settings=(("epochs", "none"),)), "training would never stop"),
    ],
)
def test_that_a_value_that_cannot_be_used_is_found_before_anything_is_trained(
    plan: SweepPlan, sentence: str
) -> None:
    with pytest.raises(EngineError) as refusal:
        check_plan(quick_base("stop_loss=none"), plan)
    assert sentence in str(refusal.value)


def test_that_what_was_done_with_the_network_meanwhile_makes_no_other_base() -> None:
    state = quick_base()
    outcome = train_whole(RunSetup(state.dataset, state.training, state.config, state.given, state.history))
    trained = replace(state, training=outcome.training, history=outcome.history, notes="good")
    trained = replace(trained, runs=recorded(state, trained))
    assert len(trained.runs.records) == 1
    assert not base_of(trained).runs.records
    assert project_bytes(saved(base_of(trained))) == project_bytes(saved(base_of(state)))


def test_that_a_value_that_needs_another_axis_is_let_pass() -> None:
    check_plan(quick_base("depth=0"), plan_of("depth=1,2", "activation=relu,tanh"))
