"""Mistakes and confusion: counted rightly, shown for pictures of classes only, and leading to their pictures."""

import numpy as np
import pytest

from nnlab.desktop.lab import Lab
from nnlab.desktop.samples.judged_cards import ConfusionCard, MistakesCard
from nnlab.lessons import begin, load_preset
from nnlab.training import evaluate
from tests.desktop.pictures import project


@pytest.fixture
def lab(qapp):
    lab = Lab(project())
    yield lab
    lab.shut_down()


def shown(card, lab: Lab, qtbot):
    qtbot.addWidget(card)
    card.resize(320, 320)
    card.show()
    qtbot.waitExposed(card)
    qtbot.waitUntil(lambda: lab.examiner.answers is not None)
    return card


def test_that_confusion_counts_every_sample_once(lab):
    answers = evaluate(lab.state.parameters, lab.state.dataset.test)
    counts = answers.confusion
    labels = lab.state.dataset.test.labels
    assert counts.shape == (10, 10)
    assert counts.sum() == 40
    assert counts.trace() == answers.right.sum()
    assert counts.sum(axis=1).tolist() == np.bincount(labels, minlength=10).tolist()
    for true, answered in ((0, 0), (3, 5), (9, 1)):
        assert counts[true, answered] == ((labels == true) & (answers.classes == answered)).sum()


def test_that_mistakes_are_shown_the_surest_first(lab, qtbot):
    card = shown(MistakesCard(lab), lab, qtbot)
    answers = lab.examiner.answers
    wrong = card._grid._order
    assert sorted(wrong.tolist()) == np.flatnonzero(~answers.right).tolist()
    assert (np.diff(answers.confidence[wrong]) <= 0).all()
    card._grid.picture_clicked.emit(int(wrong[0]))
    assert (lab.probe.part, lab.probe.row) == (lab.state.dataset.test, int(wrong[0]))


def test_that_cards_come_and_go_with_pictures_of_classes(lab, qtbot):
    card = shown(ConfusionCard(lab), lab, qtbot)
    lab.controller.edit("Open", lambda _: begin(load_preset("seven-segment")))
    assert not card.isVisible()
    assert lab.examiner._watchers == 0
    lab.controller.undo()
    assert card.isVisible()
    assert lab.examiner._watchers == 1


def test_that_a_cell_is_told(lab, qtbot):
    card, heard = shown(ConfusionCard(lab), lab, qtbot), []
    card.cell_clicked.connect(heard.append)
    card._matrix.cell_clicked.emit((3, 5))
    assert heard == [(3, 5)]
