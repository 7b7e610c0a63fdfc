"""Which presets a test can begin with: those whose data need not be fetched, drawn or brought along."""

from nnlab.lessons import load_preset, preset_keys

_BROUGHT = ("mnist", "fashion-mnist", "my-digits")


def presets_here() -> tuple[str, ...]:
    """Return the keys of the presets that begin anywhere, in teaching order."""
    return tuple(key for key in preset_keys() if load_preset(key).data.name not in _BROUGHT)


def presets_of(name: str) -> tuple[str, ...]:
    """Return the keys of the presets that learn from the data set `name`."""
    return tuple(key for key in preset_keys() if load_preset(key).data.name == name)
