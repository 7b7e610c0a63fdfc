"""The activations as lines of NumPy: forward, and backward from dE/dY to dE/dZ."""

from nnlab.engine import activation_call
from nnlab.export.scripts.numbers import number
from nnlab.study.symbols import Symbols

# Of Z, as an expression; {0} is the number in brackets. Those that are not here are no single line.
_FORWARD = {
    "sigmoid": "1 / (1 + np.exp(-{z}))",
    "tanh": "np.tanh({z})",
    "relu": "np.maximum(0, {z})",
    "leaky_relu": "np.maximum({z}, {0} * {z})",
    "elu": "np.maximum(0, {z}) + {times}np.expm1(np.minimum(0, {z}))",
    "softplus": "np.logaddexp(0, {z})",
    "silu": "{z} / (1 + np.exp(-{z}))",
    "gelu": "{z} / 2 * (1 + np.tanh((2 / np.pi) ** 0.5 * ({z} + 0.044715 * {z}**3)))",
    "step": "({z} > 0).astype(np.{dtype})",
}

_BACKWARD = {
    "linear": (),
    "sigmoid": ("{yb} *= {y} * (1 - {y})",),
    "tanh": ("{yb} *= 1 - {y}**2",),
    "relu": ("{yb} *= {y} > 0",),
    "leaky_relu": ("{yb} *= np.where({y} > 0, 1, {0})",),
    "elu": ("{yb} *= np.where({y} > 0, 1, {y} + {0})",),
    "softplus": ("{yb} *= -np.expm1(-{y})",),
    "silu": ("S = 1 / (1 + np.exp(-{z}))", "{yb} *= S * (1 + {z} * (1 - S))"),
    "gelu": (
        "S = np.tanh((2 / np.pi) ** 0.5 * ({z} + 0.044715 * {z}**3))",
        "slope = (2 / np.pi) ** 0.5 * (1 + 3 * 0.044715 * {z}**2)",
        "{yb} *= (1 + S) / 2 + {z} / 2 * (1 - S**2) * slope",
    ),
    "softmax": ("{yb} = {y} * ({yb} - ({yb} * {y}).sum(axis=1, keepdims=True))",),
}

_NEED_Z = ("silu", "gelu")
_OVERFLOWING = ("sigmoid", "silu")


def may_overflow(activation: str) -> bool:
    """Return whether it computes exp(-z), which NumPy warns of where z is far below zero."""
    return activation_call(activation)[0] in _OVERFLOWING


def forward_lines(activation: str, s: Symbols, *, bias: bool, dtype: str, keeps_z: bool = False) -> list[str]:
    """Return the lines from X to Y; Z is kept under its own name where backward lines need it."""
    name, numbers = activation_call(activation)
    z = s.Z if keeps_z or name in _NEED_Z else s.Y
    lines = [f"{z} = {s.X} @ {s.W}" + (f" + {s.B}" if bias else "")]
    if name == "linear":
        return lines if z == s.Y else [*lines, f"{s.Y} = {z}"]
    if name == "softmax":
        total = f"{s.Y}.sum(axis=1, keepdims=True)"
        return [
            *lines,
            f"{s.Y} = np.exp({z} - {z}.max(axis=1, keepdims=True))",
            f"{s.Y} = {s.Y} / {total}",
        ]
    given = [number(value) for value in numbers]
    times = "" if given == ["1"] else f"{''.join(given)} * "
    return [*lines, f"{s.Y} = " + _FORWARD[name].format(*given, z=z, times=times, dtype=dtype)]


def backward_lines(activation: str, s: Symbols) -> list[str]:
    """Return the lines that turn Yb from dE/dY into dE/dZ."""
    name, numbers = activation_call(activation)
    given = [number(value) for value in numbers]
    return [line.format(*given, z=s.Z, y=s.Y, yb=s.Yb) for line in _BACKWARD[name]]
