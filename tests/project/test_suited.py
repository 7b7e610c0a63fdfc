"""What network begins with a data set that nobody has made one for, and what stays when a table is corrected."""

from dataclasses import replace

import numpy as np
import pytest

from nnlab.data.tabular.plan import Role
from nnlab.data.tabular.preparing import prepare
from nnlab.data.tabular.sources import table_from_bytes
from nnlab.engine import Network, Task, Trainer
from nnlab.lessons import begin, load_preset
from nnlab.project import Edited, ProjectState, suited, with_table
from nnlab.training import evaluate

FLOWERS = b"length,width,kind\n" + b"1,2,a\n3,4,b\n5,1,c\n" * 8


def table(text: bytes = FLOWERS, **roles: Role):
    source = table_from_bytes(text)
    columns = tuple(replace(plan, role=roles.get(plan.name, plan.role)) for plan in source.plan.columns)
    return prepare(replace(source, plan=replace(source.plan, columns=columns)), "flowers")


@pytest.mark.parametrize(
    ("text", "task", "activation", "loss"),
    [
        (FLOWERS, Task.CLASSES, "softmax", "cross_entropy"),
        (b"a,y\n1,0\n2,1\n3,0\n4,1\n", Task.BITS, "sigmoid", "binary_cross_entropy"),
        (b"a,y\n1,2.5\n2,3.5\n3,4.5\n4,7.5\n", Task.VALUES, "linear", "half_squared_error"),
    ],
)
def test_that_outputs_and_loss_suit_the_targets(text, task, activation, loss):
    state = suited(table(text))
    assert state.dataset.task is task
    assert state.spec.layers[-1].activation == activation
    assert state.config.loss == loss


def test_that_it_learns_a_table_of_classes():
    dataset = table()
    state = suited(dataset)
    network = Network.from_parameters(state.parameters)
    trainer = Trainer(network, dataset.inputs, dataset.targets, state.config, task=dataset.task)
    trainer.run()
    assert evaluate(trainer.network.parameters, dataset.watched).accuracy == 1.0


def test_that_another_table_begins_anew():
    state = begin(load_preset("xor"))
    after = with_table(state, table())
    assert isinstance(after, ProjectState)
    assert after.spec.sizes == (2, 8, 3)
    assert after.training.step == 0


def test_that_hidden_layers_stay_when_columns_of_the_same_table_change():
    state = suited(table())
    fewer = with_table(state, table(width=Role.IGNORE))
    assert isinstance(fewer, Edited)
    assert fewer.state.spec.sizes == (1, 8, 3)
    assert fewer.state.spec.layers[0].activation == "tanh"


def test_that_a_network_that_fits_keeps_its_weights():
    state = suited(table())
    after = with_table(state, table(FLOWERS + b"2,2,a\n"))
    assert isinstance(after, Edited)
    assert np.array_equal(after.state.parameters.vector, state.parameters.vector)
