"""Steps of a lesson that ask for what they themselves make impossible: their author is told so."""

from collections.abc import Iterable, Iterator

from nnlab.data import holds_pictures
from nnlab.lessons.checks import CHECKS, Check, parts_of
from nnlab.lessons.presets import load_preset
from nnlab.lessons.workspaces import DRAW

# The controls by which a check comes true, by its name: one of them has to be free.
_WAYS = {
    "trained": {"train_button"},
    "stepped": {"step_button", "operation_forward_button"},
    "reset_done": {"reset_button"},
    "gradient_check_passed": {"check_gradients_button", "arithmetic_check_button"},
    "starts_compared": {"starts_run_button"},
    "sweep_finished": {"sweep_start_button"},
    "folds_finished": {"folds_start_button"},
}


def out_of_reach(checks: Iterable[Check], held: frozenset[str]) -> Iterator[str]:
    """Yield why a check cannot tick while the controls `held` are locked or hidden, one sentence for each."""
    for check in checks:
        for part in parts_of(check):
            name = next(name for name, kind in CHECKS.items() if kind is type(part))
            ways = _WAYS.get(name, set())
            if ways and ways <= held:
                controls = " or ".join(sorted(ways))
                yield f"{name} needs {controls}, which this step locks or hides"


def applies(workspace: str, preset: str) -> bool:
    """Tell whether there can be anything to see in a workspace with a preset: drawings need a network of pictures."""
    name = load_preset(preset).data.name
    return workspace != DRAW or (name is not None and holds_pictures(name))
