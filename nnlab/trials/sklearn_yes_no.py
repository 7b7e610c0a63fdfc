"""Two classes as scikit-learn learns them: one sigmoid output that says yes or no, in place of two of softmax."""

from dataclasses import replace

from nnlab.data import Dataset
from nnlab.engine import GIVEN, Parameters, Task
from nnlab.project import ProjectState


def learns_two_classes(state: ProjectState) -> bool:
    """Return whether the network of `state` answers with two outputs of softmax, which scikit-learn does not have."""
    last = state.spec.layers[-1]
    is_softmax = (last.activation, state.config.loss) == ("softmax", "cross_entropy")
    return is_softmax and state.spec.outputs == 2 and last.bias and state.dataset.task is Task.CLASSES


def with_yes_or_no(state: ProjectState) -> ProjectState:
    """Return an untrained project that asks whether a sample is of the second of two classes.

    Its one output begins with the difference of the weights of both: softmax of two scores is the sigmoid of their
    difference, so at the start it answers what the two would. From then on the networks part, for two outputs learn
    that difference twice as fast.
    """
    start = state.fresh_parameters()
    *hidden, (W, b) = start.layers
    assert b is not None
    yes = (W[:, 1:] - W[:, :1], b[1:] - b[:1])
    last = replace(state.spec.layers[-1], units=1, activation="sigmoid", init=GIVEN, bias_init="zeros")
    layers = (*(replace(layer, init=GIVEN, bias_init="zeros") for layer in state.spec.layers[:-1]), last)
    spec = replace(state.spec, layers=layers)
    config = replace(state.config, loss="binary_cross_entropy")
    return ProjectState.begin(
        _asking(state.dataset), spec, config, given=Parameters.from_layers(spec, [*hidden, yes])
    )


def _asking(dataset: Dataset) -> Dataset:
    """Return the samples of two classes with one target: 1 for the second class, else 0."""

    def asked(part: Dataset | None) -> Dataset | None:
        if part is None:
            return None
        return replace(
            part,
            targets=part.targets[:, 1:],
            task=Task.BITS,
            target_names=dataset.target_names[1:],
            validation=asked(part.validation),
            test=asked(part.test),
            split=None,
            whole=None,
            origin=None,
            scales=None,
        )

    one = asked(dataset)
    assert one is not None
    return one
