"""The examiner: what it has found belongs to the network that is shown, and it works only for those who look."""

from collections.abc import Iterator

import numpy as np
import pytest

from nnlab.desktop.ages import Age, age_text
from nnlab.desktop.lab import Lab
from nnlab.engine import Parameters
from nnlab.lessons import begin, load_preset
from nnlab.project import with_weight
from nnlab.training import Answers, Evaluation, StepSize, evaluate
from tests.desktop.pictures import pictures, project


@pytest.fixture
def lab(qapp) -> Iterator[Lab]:
    lab = Lab(project(pictures(1200, 60)))
    yield lab
    lab.shut_down()


@pytest.fixture
def heard(lab) -> list[Answers | None]:
    found: list[Answers | None] = []
    lab.examiner.changed.connect(found.append)
    return found


def belongs(lab: Lab) -> bool:
    """Tell whether the answers are those of the network on the bench."""
    answers = lab.examiner.answers
    return answers is not None and np.array_equal(answers.parameters.vector, lab.state.parameters.vector)


def edit(lab: Lab, value: float) -> None:
    lab.controller.edit("Weight", lambda state: with_weight(state, 1, 0, 0, value))


def test_that_nothing_is_asked_while_nobody_looks(lab, heard, qtbot):
    edit(lab, 5.0)
    qtbot.wait(200)  # longer than the rest before it would begin
    assert not lab.jobs.is_busy
    assert heard == []
    assert lab.examiner.answers is None


def test_that_whoever_looks_is_told_what_the_unseen_samples_are_taken_for(lab, heard, qtbot):
    lab.examiner.watch(True)
    qtbot.waitUntil(lambda: belongs(lab))
    expected = evaluate(lab.state.parameters, lab.state.dataset.test)
    answers = lab.examiner.answers
    assert answers.dataset is lab.state.dataset.test
    assert np.array_equal(answers.classes, expected.classes)
    assert np.array_equal(answers.right, expected.right)
    assert heard == [answers]


def test_that_answers_follow_edits_and_undo(lab, qtbot):
    lab.examiner.watch(True)
    qtbot.waitUntil(lambda: belongs(lab))
    first = lab.examiner.answers
    edit(lab, 100.0)
    assert not belongs(lab)
    qtbot.waitUntil(lambda: belongs(lab))
    assert lab.examiner.answers is not first
    lab.controller.undo()
    qtbot.waitUntil(lambda: belongs(lab))


def test_that_a_network_that_comes_back_is_not_given_the_answers_of_the_one_between(lab, heard, qtbot):
    lab.examiner.watch(True)
    qtbot.waitUntil(lambda: belongs(lab))
    edit(lab, 100.0)
    qtbot.waitUntil(lambda: lab.jobs.is_busy)
    lab.controller.undo()
    assert belongs(lab)
    assert not lab.jobs.is_busy
    qtbot.wait(200)
    assert belongs(lab)
    assert len(heard) == 1


def test_that_answers_follow_a_training_and_its_pause(lab, qtbot):
    lab.examiner.watch(True)
    qtbot.waitUntil(lambda: belongs(lab))
    lab.controller.train()
    qtbot.waitUntil(lambda: lab.examiner.answers.accuracy > 0.9, timeout=20_000)
    lab.controller.pause()
    qtbot.waitUntil(lambda: not lab.controller.is_busy)
    qtbot.waitUntil(lambda: belongs(lab))
    assert lab.examiner.answers.accuracy == evaluate(lab.state.parameters, lab.state.dataset.test).accuracy


def test_that_training_on_does_not_bring_back_the_answers_of_an_earlier_epoch(lab, heard, qtbot):
    lab.examiner.watch(True)
    lab.controller.train()
    qtbot.waitUntil(lambda: lab.controller.snapshot.tested is not None, timeout=20_000)
    lab.controller.pause()
    qtbot.waitUntil(lambda: not lab.controller.is_busy)
    qtbot.waitUntil(lambda: belongs(lab))
    told = len(heard)
    lab.examiner.follow(lab.controller.snapshot)
    assert len(heard) == told
    assert belongs(lab)


def test_that_the_training_samples_are_asked_where_there_are_no_others(qapp, qtbot):
    lab = Lab(project(pictures(200, None)))
    lab.examiner.watch(True)
    qtbot.waitUntil(lambda: belongs(lab))
    assert lab.examiner.answers.dataset is lab.state.dataset
    lab.shut_down()


def test_that_another_data_set_begins_without_answers_and_soon_has_its_own(lab, heard, qtbot):
    lab.examiner.watch(True)
    qtbot.waitUntil(lambda: belongs(lab))
    other = project(pictures(100, 20, name="other"))
    lab.controller.edit("Open", lambda _: other)
    assert heard[-1] is None
    qtbot.waitUntil(lambda: belongs(lab))
    assert lab.examiner.answers.dataset is other.dataset.test


def test_that_data_without_classes_are_not_examined(lab, qtbot):
    lab.examiner.watch(True)
    qtbot.waitUntil(lambda: belongs(lab))
    lab.controller.edit("Open", lambda _: begin(load_preset("seven-segment")))
    assert lab.examiner.dataset is None
    assert lab.examiner.answers is None
    qtbot.wait(200)
    assert not lab.jobs.is_busy


def test_that_who_looks_away_stops_what_is_being_done(lab, qtbot):
    lab.examiner.watch(True)
    qtbot.waitUntil(lambda: lab.jobs.is_busy)
    lab.examiner.watch(False)
    assert not lab.jobs.is_busy
    assert lab.examiner.answers is None


def test_that_a_weight_that_is_dragged_is_examined_when_it_rests(lab, heard, qtbot):
    lab.examiner.watch(True)
    qtbot.waitUntil(lambda: belongs(lab))
    asked: list[Parameters] = []
    lab.examiner.changed.connect(lambda answers: asked.append(answers.parameters))
    for value in range(20):
        edit(lab, float(value))
    qtbot.waitUntil(lambda: belongs(lab))
    assert len(asked) == 1


def test_that_after_a_failure_another_network_is_examined(lab, qtbot, monkeypatch):
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patched, qtbot.captureExceptions() as faults:
        patched.setattr(Evaluation, "advance", broken)
        lab.examiner.watch(True)
        qtbot.waitUntil(lambda: bool(faults))
    assert [kind for kind, _, _ in faults] == [ZeroDivisionError]
    assert not lab.jobs.is_busy
    edit(lab, 5.0)
    qtbot.waitUntil(lambda: belongs(lab))


def test_that_answers_of_another_moment_say_of_which(lab, qtbot):
    lab.examiner.watch(True)
    qtbot.waitUntil(lambda: belongs(lab))
    assert lab.examiner.age is None
    aged: list[Age | None] = []
    lab.examiner.aged.connect(lambda: aged.append(lab.examiner.age))
    lab.controller.train()
    qtbot.waitUntil(lambda: lab.examiner.answers.accuracy > 0.9, timeout=20_000)
    assert aged[0] == Age(0.0, untrained=True)
    qtbot.waitUntil(lambda: lab.examiner.age not in (None, aged[0]), timeout=20_000)
    assert lab.examiner.age.epochs == lab.controller.snapshot.tested.epoch
    lab.controller.pause()
    qtbot.waitUntil(lambda: not lab.controller.is_busy and belongs(lab))
    assert lab.examiner.age is None


def test_that_answers_given_inside_a_pass_say_how_far_it_was(lab, qtbot):
    lab.examiner.watch(True)
    for _ in range(2):
        lab.controller.step(StepSize.BATCH)
        qtbot.waitUntil(lambda: not lab.controller.is_busy and belongs(lab))
        asked = lab.examiner.answers
    edit(lab, 3.0)
    assert lab.examiner.answers is asked
    assert lab.examiner.age == Age(20 / 1200)


def test_that_a_weight_set_in_mid_pass_does_not_move_the_moment(lab, qtbot):
    lab.examiner.watch(True)
    lab.controller.step(StepSize.BATCH)
    qtbot.waitUntil(lambda: not lab.controller.is_busy and belongs(lab))
    edit(lab, 3.0)
    qtbot.waitUntil(lambda: belongs(lab))
    edit(lab, 4.0)
    assert lab.examiner.age == Age(10 / 1200)


def test_that_a_moment_is_told_in_a_word_or_two():
    assert age_text(None) == ""
    assert age_text(Age(0.0, untrained=True)) == "untrained"
    assert [age_text(Age(epochs)) for epochs in (0.44, 2.0, 1234.0)] == [
        "epoch 0.4",
        "epoch 2",
        "epoch 1,234",
    ]
