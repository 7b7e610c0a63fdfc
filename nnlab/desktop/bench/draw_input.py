"""The pad on the input side of the bench: a sample of the data set until one draws, and what the network sees of it."""

from nnlab.desktop.lab import Lab
from nnlab.desktop.panels.input_panel import InputPanel
from nnlab.desktop.panels.pad_group import PadGroup
from nnlab.desktop.panels.step_strip import StepStrip


class DrawInput(InputPanel):
    """The pad with its tools, the way into the network below it, and the walk through the samples."""

    width_share = 0.36
    most_px = 380

    def __init__(self, lab: Lab) -> None:
        super().__init__(lab)
        self.stack(PadGroup(lab), StepStrip(lab), self.walker)
