"""The eight starts that are compared, and a network with one of them."""

from dataclasses import dataclass, replace

from nnlab.engine import LayerSpec, NetworkSpec
from nnlab.engine.spelling import parse_call


@dataclass(frozen=True, slots=True)
class Start:
    """One candidate: its key, and the initialiser of the hidden layers as specifications spell it."""

    key: str
    init: str


STARTS: tuple[Start, ...] = (
    Start("zeros", "zeros"),
    Start("constant", "constant(0.1)"),
    Start("small", "normal(0.01)"),
    Start("unit", "normal(1.0)"),
    Start("lecun", "lecun_normal"),
    Start("glorot", "glorot_normal"),
    Start("he", "he_normal"),
    Start("large", "normal(10.0)"),
)

# He's factor of two makes up for the half of the sums that these activations drop, or nearly drop.
_RECTIFIERS = ("relu", "leaky_relu", "elu", "gelu", "silu", "softplus")


def is_rectifier(activation: str) -> bool:
    """Return whether an activation is ReLU or one of its kin, for which He's start is made."""
    return parse_call(activation)[0] in _RECTIFIERS


def output_start(init: str, activation: str) -> str:
    """Return the initialiser of an output layer with `activation` where the hidden layers have `init`.

    It is the same, but for He's: an output that is no rectifier gets LeCun's in its place (note 001, 3.10: He for
    ReLU, LeCun for sigmoid and softmax).
    """
    name = parse_call(init)[0]
    if name in ("he_normal", "he_uniform") and not is_rectifier(activation):
        return name.replace("he_", "lecun_")
    return init


def started(spec: NetworkSpec, init: str) -> NetworkSpec:
    """Return `spec` with the initialiser `init` in every layer; see `output_start` for the last one."""
    *hidden, output = spec.layers
    layers = [replace(layer, init=init) for layer in hidden]
    layers.append(replace(output, init=output_start(init, output.activation)))
    return replace(spec, layers=tuple(layers))


def shaped(spec: NetworkSpec, activation: str, depth: int, width: int) -> NetworkSpec:
    """Return `spec` with `depth` hidden layers of `width` units and `activation`; its output layer stays."""
    hidden = LayerSpec(width, activation)
    return replace(spec, layers=(*(hidden for _ in range(depth)), spec.layers[-1]))
