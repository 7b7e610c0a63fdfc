"""A network from elsewhere: what a file of weights says, whichever program wrote it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from nnlab.engine import MAX_LAYERS, MAX_UNITS, EngineError, activation
from nnlab.engine.arrays import Floats, read_only
from nnlab.engine.specs import MAX_PARAMETERS
from nnlab.files import LoadError, parse_json
from nnlab.files.errors import counted, quoted


@dataclass(frozen=True, eq=False, slots=True)
class ForeignLayer:
    """One layer: W (in, out), b (out,) or None, and its activation, None where the file does not say."""

    W: Floats
    b: Floats | None = None
    activation: str | None = None


@dataclass(frozen=True, eq=False, slots=True)
class ForeignNetwork:
    """The layers of a network that was read, all finite and each fitting the one before.

    `format` is the key of the format it came in, as in FORMATS. `dtype` is None where a file does not say it, such as a
    table; the numbers are float64 then. Names are empty where it has none.
    """

    layers: tuple[ForeignLayer, ...]
    format: str
    dtype: str | None = None
    input_names: tuple[str, ...] = ()
    output_names: tuple[str, ...] = ()

    @property
    def sizes(self) -> tuple[int, ...]:
        """The widths from the inputs to the outputs, for example (7, 8, 4)."""
        return (len(self.layers[0].W), *(layer.W.shape[1] for layer in self.layers))

    @property
    def shape_text(self) -> str:
        """The shape as users write it, for example '7-8-4'."""
        return "-".join(map(str, self.sizes))


# A matrix (in, out), a vector (out,) or None, and what the file says of the activation.
RawLayer = tuple[NDArray[np.generic], NDArray[np.generic] | None, str | None]


def foreign_network(
    layers: Sequence[RawLayer],
    format: str,
    *,
    has_dtype: bool = True,
    input_names: Sequence[str] = (),
    output_names: Sequence[str] = (),
) -> ForeignNetwork:
    """Return the network of these layers; `has_dtype` says whether the element types of the arrays are meant.

    Raises LoadError, naming the layer, unless they make a network within nnlab's limits. Names that are not as many as
    there are neurons are left out.
    """
    _check_sizes(layers)
    single = has_dtype and all(W.dtype == np.float32 for W, _, _ in layers)
    dtype = "float32" if single else "float64"
    made = tuple(
        ForeignLayer(
            _numbers(number, W, dtype), None if b is None else _numbers(number, b, dtype), _known(given)
        )
        for number, (W, b, given) in enumerate(layers, start=1)
    )
    inputs, outputs = len(layers[0][0]), layers[-1][0].shape[1]
    return ForeignNetwork(
        made,
        format,
        dtype if has_dtype else None,
        tuple(input_names) if len(input_names) == inputs else (),
        tuple(output_names) if len(output_names) == outputs else (),
    )


def chains(layers: Sequence[tuple[NDArray[np.generic], NDArray[np.generic] | None]]) -> bool:
    """Return whether each W (in, out) takes what the one before gives, and each b is as long as its W is wide."""
    widths = [W.shape for W, _ in layers]
    follows = all(one[1] == other[0] for one, other in pairwise(widths))
    return follows and all(b is None or b.shape == W.shape[1:] for W, b in layers)


def _check_sizes(layers: Sequence[RawLayer]) -> None:
    if not layers:
        raise LoadError("weights", "There are no weights in it. Choose another file.")
    if len(layers) > MAX_LAYERS:
        what = f"Its network has {len(layers)} layers, and at most {MAX_LAYERS} are possible"
        raise LoadError("too-large", f"{what}. Choose a smaller network.")
    width = len(layers[0][0])
    for number, (W, b, _) in enumerate(layers, start=1):
        if max(W.shape) > MAX_UNITS:
            what = f"Its layer {number} has {max(W.shape):,} neurons, and at most {MAX_UNITS:,} are possible"
            raise LoadError("too-large", f"{what}. Choose a smaller network.")
        if len(W) != width:
            what = f"Its layer {number} takes {counted(len(W), 'number')}, but is given {width:,}"
            raise LoadError("weights", f"{what}: these are not the layers of one network.")
        width = W.shape[1]
        if b is not None and b.shape != (width,):
            what = f"Its layer {number} has {counted(width, 'neuron')}, but {counted(b.size, 'bias value')}"
            raise LoadError("weights", f"{what}. Choose another file.")
    parameters = sum(W.size + (0 if b is None else b.size) for W, b, _ in layers)
    if parameters > MAX_PARAMETERS:
        what = f"Its network has {parameters:,} weights, and at most {MAX_PARAMETERS:,} are possible"
        raise LoadError("too-large", f"{what}. Choose a smaller network.")


def _numbers(number: int, array: NDArray[np.generic], dtype: str) -> Floats:
    """Return a copy of an array that cannot be written to. Raises LoadError unless all of it is finite."""
    copy = np.array(array, dtype=dtype, order="C")
    if not np.isfinite(copy).all():
        what = f"Its layer {number} holds a number that is none, or an infinite one"
        raise LoadError("not-finite", f"{what}. Choose another copy of it.")
    return read_only(copy)


def _known(text: str | None) -> str | None:
    """Return an activation that nnlab has, or None."""
    if text is None:
        return None
    try:
        activation(text)
    except EngineError as error:
        what = f"It names the activation {quoted(text, 30)}, which nnlab does not have"
        raise LoadError("weights", f"{what}. Choose another file.") from error
    return text


def name_list(text: str) -> tuple[str, ...]:
    """Return the texts in a list of JSON, as nnlab writes them into metadata, or none where there is no such list."""
    try:
        value = parse_json(text.encode("utf-8", errors="replace"))
    except LoadError:
        return ()
    if not isinstance(value, list):
        return ()
    names = tuple(name for name in value if isinstance(name, str))
    return names if len(names) == len(value) else ()
