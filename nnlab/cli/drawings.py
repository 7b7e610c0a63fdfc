"""Pictures of digits as a network takes them, for every command that asks one."""

import numpy as np
from numpy.typing import NDArray

from nnlab.data.drawing import FRAME, see
from nnlab.data.image_data import Scales
from nnlab.data.paper import from_picture
from nnlab.files import LoadError
from nnlab.files.errors import named
from nnlab.project.saved_data import SavedData


def takes_drawings(data: SavedData) -> bool:
    """Return whether a network that learned from `data` takes pictures of the size of drawn digits."""
    return data.image_shape == (FRAME, FRAME)


def pixels_of(data: SavedData) -> tuple[float, float]:
    """Return the numbers that empty and full pixels are to a network that learned from `data`."""
    return data.pixels or Scales().pixels


def drawn_inputs(path: str, pixels: tuple[float, float]) -> NDArray[np.float64]:
    """Return the inputs (in,) for the picture at `path`, which goes the way of a drawing, on the scale `pixels`.

    Raises LoadError, naming the file, for one that cannot be read or shows nothing.
    """
    from nnlab.data.picture_files import load_picture  # its decoders would slow down every other command

    seen = see(from_picture(load_picture(path)))
    if seen.is_empty:
        raise LoadError(
            "nothing-drawn", f"Nothing is drawn in {named(path)}. Draw one digit, large and clear."
        )
    low, high = pixels
    inputs: NDArray[np.float64] = low + (high - low) * seen.inputs[0]
    return inputs
