"""The laboratory without a window: `nnlab presets` and `nnlab train`, beside `nnlab`, which opens the window."""

from nnlab.cli.command import main

__all__ = ["main"]
