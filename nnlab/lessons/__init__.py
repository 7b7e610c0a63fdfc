"""Presets: the networks of the lecture notes and others worth starting from, as data."""

from nnlab.lessons.presets import (
    DataSource,
    LayerWeights,
    Preset,
    PresetGroup,
    Text,
    begin,
    load_preset,
    preset_groups,
    preset_keys,
    takes_long,
)

__all__ = [
    "DataSource",
    "LayerWeights",
    "Preset",
    "PresetGroup",
    "Text",
    "begin",
    "load_preset",
    "preset_groups",
    "preset_keys",
    "takes_long",
]
