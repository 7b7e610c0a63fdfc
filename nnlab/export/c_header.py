"""A network as a C header: constant arrays and a forward function in plain C99, fit for a microcontroller."""

import re

from nnlab.engine import EngineError, activation_call
from nnlab.engine.arrays import Floats
from nnlab.export.network import ExportedNetwork

_PER_LINE = 8

# What f(z) is in C, of one number z. Every constant and function is that of the type of the network's numbers.
_SCALAR = {
    "linear": "z",
    "sigmoid": "1 / (1 + exp(-z))",
    "tanh": "tanh(z)",
    "relu": "z > 0 ? z : 0",
    "leaky_relu": "z > 0 ? z : {0} * z",
    "elu": "z > 0 ? z : {0} * expm1(z)",
    "softplus": "z > 0 ? z + log1p(exp(-z)) : log1p(exp(z))",
    "silu": "z / (1 + exp(-z))",
    "gelu": "0.5 * z * (1 + tanh(0.7978845608028654 * (z + 0.044715 * z * z * z)))",
    "step": "z > 0 ? 1 : 0",
}
_FUNCTIONS = ("exp", "tanh", "expm1", "log1p")
_CONSTANT = re.compile(r"(?<![\w.])\d+(?:\.\d+(?:e[-+]?\d+)?|e[-+]?\d+)")

_SOFTMAX = """\
    {{   /* softmax: the largest is subtracted first, so that no power grows beyond all bounds */
        nnlab_number largest = {to}[0], sum = 0;
        for (int k = 1; k < {units}; k++) if ({to}[k] > largest) largest = {to}[k];
        for (int k = 0; k < {units}; k++) {{ {to}[k] = {exp}({to}[k] - largest); sum += {to}[k]; }}
        for (int k = 0; k < {units}; k++) {to}[k] /= sum;
    }}
"""


def c_header(network: ExportedNetwork) -> bytes:
    """Return the header: `nnlab_predict(x, y)` fills y from x, and keeps nothing but what lies on the stack.

    The numbers are those of the network's dtype, written so that the compiler gives the same bits. The answers are the
    network's to 1e-6, or to 1e-6 of the largest number on the way where that is above 1: sums are added up in another
    order here, and float32 has seven digits.
    """
    spec = network.parameters.spec
    single = spec.dtype == "float32"
    parts = [_head(network), *_arrays(network, single), _forward(network, single), "#endif\n"]
    return "\n".join(parts).encode("utf-8")


def _head(network: ExportedNetwork) -> str:
    spec = network.parameters.spec
    names = {"inputs, in this order": network.input_names, "outputs": network.output_names}
    lines = [
        f"   {what}: {' '.join(map(_in_comment, given))}" for what, given in names.items() if len(given) <= 64
    ]
    number = "float" if spec.dtype == "float32" else "double"
    about = "\n".join(
        [f"/* A trained network {spec.shape_text}, written by nnlab.", *lines, "   C99; link the"]
    )
    return (
        f"{about} library of mathematics (-lm). */\n"
        "#ifndef NNLAB_NETWORK_H\n#define NNLAB_NETWORK_H\n\n#include <math.h>\n\n"
        f"#define NNLAB_INPUTS {spec.inputs}\n#define NNLAB_OUTPUTS {spec.outputs}\n"
        f"typedef {number} nnlab_number;\n"
    )


def _in_comment(name: str) -> str:
    """Return a name without what would end a comment or a line."""
    return "".join(c if c.isprintable() else "?" for c in name).replace("*/", "* /")


def _arrays(network: ExportedNetwork, single: bool) -> list[str]:
    arrays = []
    for number, (W, b) in enumerate(network.parameters.layers, start=1):
        rows, columns = W.shape
        arrays.append(
            f"/* from input i to unit k: [i * {columns} + k] */\n"
            f"static const nnlab_number nnlab_W{number}[{rows * columns}] = {{\n{_numbers(W.ravel(), single)}\n}};\n"
        )
        if b is not None:
            arrays.append(
                f"static const nnlab_number nnlab_b{number}[{columns}] = {{\n{_numbers(b, single)}\n}};\n"
            )
    return arrays


def _numbers(values: Floats, single: bool) -> str:
    rows = (values[at : at + _PER_LINE].tolist() for at in range(0, len(values), _PER_LINE))
    return ",\n".join(f"    {', '.join(_literal(value, single) for value in row)}" for row in rows)


def _literal(value: float, single: bool) -> str:
    """Return the number with as many digits as its bits need; the letter f keeps it a float."""
    text = f"{value:.9g}" if single else repr(value)
    if not any(sign in text for sign in ".e"):
        text += ".0"
    return text + ("f" if single else "")


def _forward(network: ExportedNetwork, single: bool) -> str:
    spec = network.parameters.spec
    lines = [
        "static void nnlab_predict(const nnlab_number x[NNLAB_INPUTS], nnlab_number y[NNLAB_OUTPUTS])\n{\n"
    ]
    source = "x"
    for number, layer in enumerate(spec.layers, start=1):
        fan_in, is_last = spec.sizes[number - 1], number == len(spec.layers)
        target = "y" if is_last else f"a{number}"
        if not is_last:
            lines.append(f"    nnlab_number {target}[{layer.units}];\n")
        start = f"nnlab_b{number}[k]" if layer.bias else "0"
        lines.append(
            f"    for (int k = 0; k < {layer.units}; k++) {{\n"
            f"        nnlab_number z = {start};\n"
            f"        for (int i = 0; i < {fan_in}; i++) z += {source}[i] * nnlab_W{number}[i * {layer.units} + k];\n"
        )
        name, _ = activation_call(layer.activation)
        value = "z" if name == "softmax" else _activation(layer.activation, single)
        lines.append(f"        {target}[k] = {value};\n    }}\n")
        if name == "softmax":
            lines.append(_SOFTMAX.format(to=target, units=layer.units, exp="expf" if single else "exp"))
        source = target
    return "".join([*lines, "}\n"])


def _activation(text: str, single: bool) -> str:
    """Return the C expression of an activation, for example 'leaky_relu(0.2)', of one number z."""
    name, numbers = activation_call(text)
    if name not in _SCALAR:
        raise EngineError(f"the activation {text!r} cannot be written in C.")
    expression = _SCALAR[name].format(*map(repr, numbers))
    if not single:
        return expression
    for function in _FUNCTIONS:
        expression = expression.replace(f"{function}(", f"{function}f(")
    return _CONSTANT.sub(r"\g<0>f", expression)
