"""No false alarm: what ships with nnlab trains to its end without a warning, whatever the seed."""

import pytest

from nnlab.engine import GIVEN, Network, Trainer
from nnlab.lessons import begin, load_preset
from nnlab.training import Guard
from tests.presets_here import presets_here

MOST_STEPS = 3000
SEEDS, SEEDS_OF_LARGE, LARGE = (
    5,
    2,
    1000,
)  # how many starts are tried of a network; a large one has so many weights


def findings(key: str, seed: int) -> list[object]:
    """Return what the guard finds while a preset trains at full speed."""
    state = begin(load_preset(key), seed=seed)
    data = state.dataset
    trainer = Trainer(
        Network.from_parameters(state.parameters), data.inputs, data.targets, state.config, task=data.task
    )
    guard = Guard(trainer, state.fresh_parameters())
    found: list[object] = []
    while trainer.stopped_by is None and trainer.step_count < MOST_STEPS:
        found.append(guard.check(trainer.advance(steps=16), thoroughly=True))
    return [finding for finding in found if finding is not None]


@pytest.mark.parametrize("seed", range(40))
def test_that_seven_segments_train_without_an_alarm_from_any_seed(seed):
    assert findings("seven-segment", seed) == []


@pytest.mark.usefixtures("strokes")
@pytest.mark.parametrize("key", presets_here())
def test_that_every_preset_trains_without_an_alarm(key):
    preset = load_preset(key)
    drawn = any(layer.init != GIVEN for layer in preset.layers)
    seeds = SEEDS if begin(preset).spec.parameter_count < LARGE else SEEDS_OF_LARGE
    for seed in range(seeds if drawn else 1):
        assert findings(key, seed) == []
