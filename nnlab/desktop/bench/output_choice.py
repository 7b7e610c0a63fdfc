"""Which output panel fits a data set."""

from nnlab.data.segments import has_segments
from nnlab.desktop.bench.outputs import (
    BitOutput,
    ClassOutput,
    DigitOutput,
    OutputPanel,
    SegmentOutput,
    ValueOutput,
)
from nnlab.desktop.bench.plane import has_plane
from nnlab.desktop.bench.plane_panel import PlanePanel
from nnlab.desktop.lab import Lab
from nnlab.engine import Task


def output_panel(lab: Lab, *, large: bool = False) -> OutputPanel:
    """Return the output panel that fits the lab's data set; `large` where there is room for a large answer."""
    dataset = lab.state.dataset
    if has_plane(dataset) and not large:  # where one draws there is none
        return PlanePanel(lab)
    if dataset.task is Task.CLASSES:
        return ClassOutput(lab, large=large)
    if dataset.task is Task.VALUES:
        return ValueOutput(lab)
    if dataset.image_shape is not None and len(dataset.target_names) == 1:
        return DigitOutput(lab)
    return SegmentOutput(lab) if has_segments(dataset.target_names) else BitOutput(lab)
