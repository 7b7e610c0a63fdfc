"""Cross-validation: every fold is judged by a network that did not learn from it, all from one start."""

import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from nnlab.data import Dataset
from nnlab.data.made import MadeData
from nnlab.data.making import make
from nnlab.data.points import with_point
from nnlab.data.splits import Split
from nnlab.data.tabular.plan import Encoding, Role, Scaling, TableSource
from nnlab.data.tabular.preparing import prepare
from nnlab.data.tabular.sources import table_from_text
from nnlab.engine import EngineError, History, LayerSpec, Network, NetworkSpec, Task, TrainingConfig
from nnlab.lessons import begin, load_preset
from nnlab.project import ProjectState, suited, with_point_added, with_split
from nnlab.project.settings import with_settings
from nnlab.training import RunSetup, evaluate, train_whole
from nnlab.trials.backend import InProcess
from nnlab.trials.crossval import held_out_counts, run_folds
from nnlab.trials.local import LocalProcesses
from nnlab.trials.plan import Fold, FoldsPlan, Trial, trials
from nnlab.trials.resampling import count_for_folds, rows_of_folds, without_fold
from nnlab.trials.summary import Measure
from nnlab.trials.trial import DIVERGED, run_trial
from tests.trials_here import quick_base


def clouds(task: Task = Task.CLASSES, samples: int = 31) -> ProjectState:
    """Return two clouds that a line parts, of 3 to 2 samples, or their heights as numbers."""
    rng = np.random.default_rng(5)
    labels = np.arange(samples) % 5 < 2
    inputs = rng.normal(size=(samples, 2)) * 0.3 + np.where(labels, 1.0, -1.0)[:, None]
    targets = np.eye(2)[labels.astype(int)] if task is Task.CLASSES else inputs.sum(axis=1, keepdims=True)
    data = Dataset.from_arrays("clouds", inputs, targets, task)
    layers = (LayerSpec(4, "tanh", "lecun_normal"), LayerSpec(targets.shape[1], "linear", "lecun_normal"))
    loss = "cross_entropy" if task is Task.CLASSES else "half_squared_error"
    return ProjectState.begin(
        data, NetworkSpec(2, layers), TrainingConfig(loss=loss, learning_rate=0.1, epochs=8)
    )


@pytest.mark.parametrize("batch", ["1", "4", "full"])  # note 003: stochastic, mini-batch, batch
def test_that_each_fold_is_scored_and_the_mean_is_theirs(batch: str) -> None:
    plan = FoldsPlan(5, settings=(("batch", batch), ("epochs", "20")))
    result = run_folds(clouds(), plan, backend=InProcess())
    assert result.is_complete
    assert result.measure is Measure.WATCHED_ACCURACY
    assert sorted(result.held_out) == [6, 6, 6, 6, 7]
    scores = [score for score in result.scores if score is not None]
    assert len(scores) == 5
    assert result.spread is not None
    assert result.spread.mean == pytest.approx(np.mean(scores))
    assert result.spread.std == pytest.approx(np.std(scores, ddof=1))
    assert result.spread.mean > 0.8


def test_that_samples_held_out_whose_inputs_are_learned_from_as_well_are_counted() -> None:
    base, plan = clouds(), FoldsPlan(5, settings=(("epochs", "1"),))
    assert run_folds(base, plan, backend=InProcess()).twins == (0, 0, 0, 0, 0)
    data = base.dataset
    for row in range(3):
        data = with_point(data, data.inputs[row], data.targets[row])
    twice = replace(base, dataset=data)
    twins = 0
    for number in range(5):
        part = without_fold(twice, Fold(number, 5)).dataset
        assert part.test is not None
        learned = {row.tobytes() for row in np.asarray(part.inputs)}
        twins += sum(row.tobytes() in learned for row in np.asarray(part.test.inputs))
    assert 0 < twins == sum(run_folds(twice, plan, backend=InProcess()).twins)


def test_that_a_mean_without_all_folds_is_not_whole() -> None:
    settings = (("learning_rate", "0.1"), ("epochs", "4"))
    made = run_folds(clouds(), FoldsPlan(5, settings=settings), backend=InProcess())
    assert made.is_whole
    exploded = [
        replace(run, ended=DIVERGED, accuracy=None, watched_accuracy=None) if run.index < 3 else run
        for run in made.results
    ]
    broken = replace(made, results=tuple(exploded))
    assert broken.is_complete
    assert not broken.is_whole
    assert broken.spread is not None
    assert broken.spread.count == 2
    assert not replace(made, results=made.results[:4]).is_whole


def test_that_every_fold_begins_with_the_same_weights() -> None:
    base = clouds()
    starts = {trial.state(base).parameters.vector.tobytes() for trial in trials(FoldsPlan(4, start_seed=3))}
    assert len(starts) == 1


def test_that_the_score_is_that_of_the_samples_held_out() -> None:
    base, fold = clouds(), Fold(1, 4)
    result = run_trial(base, Trial(0, (), 0, fold))
    held_out = without_fold(base, fold).dataset.watched
    assert result is not None
    assert result.watched_accuracy is not None
    assert held_out is not None
    assert (result.watched_accuracy * len(held_out.inputs)) % 1 == pytest.approx(0)
    learned = without_fold(base, fold).dataset
    assert result.steps == 8 * len(learned.inputs)  # one sample a step: those held out are not learned from


def test_that_classes_keep_their_share_in_stratified_folds() -> None:
    base = clouds(samples=50)
    for number in range(5):
        held_out = without_fold(base, Fold(number, 5)).dataset.watched
        assert held_out is not None
        assert np.bincount(held_out.labels).tolist() == [6, 4]


def test_that_numbers_are_judged_by_how_far_they_are_off() -> None:
    result = run_folds(clouds(Task.VALUES), FoldsPlan(3), backend=InProcess())
    assert result.measure is Measure.WATCHED_ERROR
    for number, score in enumerate(result.scores):
        fold, trained = fold_trained(clouds(Task.VALUES), Fold(number, 3))
        assert fold.test is not None
        off = trained.predict(fold.test.inputs) - fold.test.targets  # no table: as they are
        assert score == pytest.approx(float(np.sqrt(np.mean(off**2))))


def rents(targets: str = "rent", factor: float = 1.0, slip: float = 600.0) -> ProjectState:
    """Return a table of rents, and of rooms where they are targets too; one rent is a slip of the pen."""
    rng = np.random.default_rng(1)
    area = rng.uniform(-1, 1, 40)
    rent = (50 + 20 * area + rng.normal(0, 2, 40)).round(2)
    rent[3] = slip
    rows = (f"{a:.4f},{r * factor:.8g},{n % 5}" for n, (a, r) in enumerate(zip(area, rent, strict=True)))
    source = table_from_text("area,rent,rooms\n" + "\n".join(rows))
    columns = [
        replace(column, role=role, encoding=Encoding.NUMBER, scaling=Scaling.STANDARD)
        for column, role in zip(
            source.plan.columns, (Role.INPUT, *map(_role(targets), ("rent", "rooms"))), strict=True
        )
    ]
    plan = replace(source.plan, columns=tuple(columns), classifies=False, split=Split())
    return suited(prepare(replace(source, plan=plan), "rents"))


def _role(targets: str) -> Callable[[str], Role]:
    return lambda name: Role.TARGET if name in targets.split() else Role.IGNORE


def fold_trained(base: ProjectState, fold: Fold) -> tuple[Dataset, Network]:
    """Return the samples without a fold, and the network that learned from them."""
    state = without_fold(base, fold)
    setup = RunSetup(state.dataset, state.training, state.config, state.given, state.history)
    return state.dataset, Network.reading(train_whole(setup).parameters)


FEW_EPOCHS = FoldsPlan(5, settings=(("epochs", "20"),))


def test_that_errors_of_folds_are_in_the_units_of_the_table_however_each_is_scaled() -> None:
    base = with_settings(rents(), FEW_EPOCHS.settings)
    result = run_folds(base, FEW_EPOCHS, backend=InProcess())
    assert result.targets == ("rent",)
    spreads = set()
    for number, score in enumerate(result.scores):
        fold, trained = fold_trained(base, Fold(number, 5))
        assert fold.test is not None
        told = {name: float(cells.split(",")[1]) for name, cells in numbered(base)[1:]}
        meant = np.array([told[name] for name in fold.test.row_names])
        learned = np.array([told[name] for name in fold.row_names])
        spreads.add(round(float(learned.std())))
        off = trained.predict(fold.test.inputs)[:, 0] * learned.std() + learned.mean() - meant
        assert score == pytest.approx(float(np.sqrt(np.mean(off**2))))
    assert max(spreads) > 5 * min(spreads)  # the fold with the slip is scaled otherwise than all others
    assert result.spread == result.target_spreads[0]


def numbered(base: ProjectState) -> list[tuple[str, str]]:
    """Return the rows of the table with the numbers that they are called by."""
    assert isinstance(base.dataset.origin, TableSource)
    return [
        (str(row), cells) for row, cells in enumerate(base.dataset.origin.text.decode().splitlines(), start=1)
    ]


def test_that_errors_grow_with_the_units_and_losses_do_not() -> None:
    small, large = (run_folds(rents(factor=factor), FEW_EPOCHS, backend=InProcess()) for factor in (1.0, 1e6))
    assert large.scores == pytest.approx(
        [score * 1e6 for score in small.scores if score is not None], rel=1e-6
    )
    losses = [[run.watched_loss for run in result.results] for result in (small, large)]
    assert losses[0] == pytest.approx(losses[1], rel=1e-6)


def test_that_targets_of_several_units_each_have_an_error_and_one_together() -> None:
    result = run_folds(rents("rent rooms", slip=50.0), FEW_EPOCHS, backend=InProcess())
    assert result.targets == ("rent", "rooms")
    told = np.array([cells.split(",")[1:] for _, cells in numbered(rents())[1:]], dtype=np.float64)
    told[3, 0] = 50.0
    usual = told.std(axis=0)
    for run, score in zip(result.results, result.scores, strict=True):
        assert score == pytest.approx(float(np.sqrt(np.mean(np.square(run.watched_errors / usual)))))
    for target, spread in enumerate(result.target_spreads):
        assert spread is not None
        assert spread.mean == pytest.approx(np.mean([run.watched_errors[target] for run in result.results]))
    # A thousand times the rents is another unit of theirs: the score of both together stays.
    dear = run_folds(rents("rent rooms", factor=1000.0, slip=50.0), FEW_EPOCHS, backend=InProcess())
    assert dear.scores == pytest.approx(list(result.scores), rel=1e-6)


def test_that_a_fold_with_the_only_other_value_is_the_worst() -> None:
    """What is held out of a target that is constant in the training is judged as it is."""
    rows = "".join(f"{n * 37 % 100 / 50:g},{900 if n == 7 else 100}\n" for n in range(30))
    source = table_from_text("x,y\n" + rows)
    columns = tuple(
        replace(column, role=role, encoding=Encoding.NUMBER, scaling=Scaling.STANDARD)
        for column, role in zip(source.plan.columns, (Role.INPUT, Role.TARGET), strict=True)
    )
    plan = replace(source.plan, columns=columns, classifies=False, split=Split())
    base = suited(prepare(replace(source, plan=plan), "slip"))
    result = run_folds(base, FEW_EPOCHS, backend=InProcess())
    other = next(number for number, rows in enumerate(rows_of_folds(base.dataset, FEW_EPOCHS)) if 7 in rows)
    scores = [math.inf if score is None else score for score in result.scores]
    assert max(range(5), key=scores.__getitem__) == other
    assert scores[other] == pytest.approx(800 / math.sqrt(6), rel=0.1)  # one of six is off by 800


def test_that_the_confusion_counts_every_sample_once_by_the_network_that_never_saw_it() -> None:
    settings = (("learning_rate", "0.0001"), ("epochs", "1"))
    base, plan = clouds(samples=33), FoldsPlan(4, start_seed=3, settings=settings)
    result = run_folds(base, plan, backend=InProcess())
    confusion = result.confusion
    assert confusion is not None
    assert confusion.sum(axis=1).tolist() == np.bincount(base.dataset.labels).tolist()
    right = sum(held * score for held, score in zip(result.held_out, result.scores, strict=True) if score)
    assert np.trace(confusion) == round(right)
    assert confusion.all()  # it has hardly learned, so that every kind of answer is among them
    expected = np.zeros((2, 2), dtype=int)
    for trial in trials(plan):
        held_out = without_fold(trial.state(base), trial.fold)
        learned = train_whole(
            RunSetup(held_out.dataset, held_out.training, held_out.config, None, History.empty())
        )
        assert held_out.dataset.watched is not None
        expected += evaluate(learned.parameters, held_out.dataset.watched).confusion
    assert confusion.tolist() == expected.tolist()


def test_that_there_is_a_confusion_of_folds_of_classes_alone() -> None:
    assert run_folds(clouds(Task.VALUES), FoldsPlan(3), backend=InProcess()).confusion is None
    swept = run_trial(clouds(), Trial(0, (), 0))
    assert swept is not None
    assert swept.confusion == ()


def test_that_processes_and_a_folder_make_no_difference(tmp_path: Path) -> None:
    plan = FoldsPlan(4, seed=2)
    alone = run_folds(clouds(), plan, backend=InProcess())
    assert run_folds(clouds(), plan, backend=LocalProcesses(2), folder=tmp_path) == alone
    told: list[int] = []
    again = run_folds(
        clouds(), plan, backend=InProcess(), folder=tmp_path, on_result=lambda run: told.append(run.index)
    )
    assert again == alone
    assert again.confusion is not None
    assert again.confusion.sum() == 31
    assert told == [0, 1, 2, 3]


def test_that_another_deal_holds_out_other_samples() -> None:
    base = clouds()
    one, other = (without_fold(base, Fold(0, 4, seed)).dataset.watched for seed in (0, 1))
    assert one is not None
    assert other is not None
    assert one.row_names != other.row_names


def test_that_more_folds_than_samples_are_refused() -> None:
    with pytest.raises(EngineError, match="cannot be parted into 11 folds"):
        run_folds(quick_base(), FoldsPlan(11), backend=InProcess())


def test_that_samples_that_were_edited_are_cross_validated_and_their_test_stays_out() -> None:
    dataset = make(MadeData("moons", samples=30))
    state = with_split(suited(dataset), Split(validation=0.2, test=0.2)).state
    edited = with_point_added(state, [0.0, 0.0], dataset.targets[0])
    held_out = held_out_counts(edited, FoldsPlan(5))
    assert sum(held_out) == 25
    for number in range(5):
        fold = without_fold(edited, Fold(number, 5)).dataset
        assert len(fold.targets) + len(fold.test.targets) == 25
        unseen = {row.tobytes() for row in edited.dataset.test.inputs}
        assert not unseen & {row.tobytes() for part in (fold, fold.test) for row in part.inputs}


@pytest.mark.parametrize("split", [Split(), Split(validation=0.2), Split(validation=0.2, test=0.3)])
def test_that_as_many_samples_are_counted_for_folds_as_are_dealt(split):
    dataset = with_split(begin(load_preset("moons")), split).state.dataset
    plan = FoldsPlan(5, 0, True, 0, ())
    assert count_for_folds(dataset) == sum(len(rows) for rows in rows_of_folds(dataset, plan))
