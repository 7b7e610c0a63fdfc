"""An evaluator of equations that knows nothing of nnlab: it reads what stands there as a student would."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Value = NDArray[np.float64]

_TOKEN = re.compile(r"\s*(e\^|Σ[ₖₙ]?|[A-Za-zσ√]+′?|\d+(?:\.\d+)?|[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+|[½()@+−∘·/>≤;])")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def evaluated(pieces: Sequence[str | Value | float]) -> Value:
    """Return the value of texts and numbers that follow each other, with the usual precedence."""
    tokens: list[str | Value] = []
    for piece in pieces:
        if not isinstance(piece, str):
            tokens.append(np.asarray(piece, dtype=np.float64))
            continue
        at = 0
        while piece[at:].strip():
            match = _TOKEN.match(piece, at)
            assert match is not None, f"{piece!r} cannot be read at {at}"
            tokens.append(match.group(1))
            at = match.end()
    reader = _Reader(tokens)
    value = reader.comparison()
    assert reader.at == len(tokens), f"{tokens[reader.at]!r} is left over"
    return value


def times(a: Value, b: Value) -> Value:
    """Return a · b, with 0 · ∞ = 0."""
    with np.errstate(invalid="ignore"):
        return np.where((a == 0) | (b == 0), 0.0, a * b)


def sigmoid(z: Value) -> Value:
    return 0.5 + 0.5 * np.tanh(z / 2)


def softmax(z: Value) -> Value:
    powers = np.exp(z - z.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def gelu(z: Value) -> Value:
    return z * sigmoid(2 * np.sqrt(2 / np.pi) * (z + 0.044715 * z**3))


def gelu_slope(z: Value) -> Value:
    s = sigmoid(2 * np.sqrt(2 / np.pi) * (z + 0.044715 * z**3))
    return s + z * s * (1 - s) * 2 * np.sqrt(2 / np.pi) * (1 + 3 * 0.044715 * z**2)


_FUNCTIONS = {
    "σ": sigmoid,
    "tanh": lambda z: 1 - 2 / (1 + np.exp(2 * z)),
    "ReLU": lambda z: np.where(z > 0, z, 0.0),
    "ELU": lambda z: np.where(z > 0, z, np.exp(z) - 1),
    "softplus": lambda z: np.log(1 + np.exp(z)),
    "GELU": gelu,
    "GELU′": gelu_slope,
    "SiLU": lambda z: z * sigmoid(z),
    "softmax": softmax,
    "log": np.log,
    "√": np.sqrt,
}
_WITH_NUMBER = {
    "LeakyReLU": lambda a, z: np.where(z > 0, z, a * z),
    "ELU": lambda a, z: np.where(z > 0, z, a * (np.exp(z) - 1)),
}


class _Reader:
    def __init__(self, tokens: list[str | Value]) -> None:
        self.tokens, self.at = tokens, 0

    def next_is(self, *texts: str) -> bool:
        token = self.tokens[self.at] if self.at < len(self.tokens) else None
        return isinstance(token, str) and token in texts

    def take(self) -> str | Value:
        self.at += 1
        return self.tokens[self.at - 1]

    def comparison(self) -> Value:
        value = self.sum()
        if self.next_is(">"):
            self.take()
            return (value > self.sum()).astype(float)
        if self.next_is("≤"):
            self.take()
            return (value <= self.sum()).astype(float)
        return value

    def sum(self) -> Value:
        negative = self.next_is("−") and bool(self.take())
        value = -self.product() if negative else self.product()
        while self.next_is("+", "−"):
            value = value + self.product() if self.take() == "+" else value - self.product()
        return value

    def product(self) -> Value:
        value = self.factor()
        while self.next_is("∘", "·", "/", "@", "(", "½", "Σ", "Σₖ", "Σₙ"):
            sign = self.take() if self.next_is("∘", "·", "/", "@") else "·"
            other = self.factor()
            if sign == "@":
                value = np.einsum("ik,kj->ij", value, other)
            else:
                value = value / other if sign == "/" else times(value, other)
        return value

    def factor(self) -> Value:
        value = self.atom()
        while self.at < len(self.tokens) and isinstance(token := self.tokens[self.at], str):
            if not re.fullmatch("[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+", token):
                break
            value = value ** float(self.take().translate(_RAISED))
        return value

    def atom(self) -> Value:
        token = self.take()
        if not isinstance(token, str):
            return token
        if token[0].isdigit():
            return np.asarray(float(token))
        if token == "½":
            return np.asarray(0.5)
        if token == "e^":
            return np.exp(self.atom())
        if token in ("Σ", "Σₖ", "Σₙ"):
            axis = {"Σ": None, "Σₖ": 1, "Σₙ": 0}[token]
            return self.product().sum(axis=axis, keepdims=True)
        if token == "(":
            return self.closed(self.comparison())
        assert self.take() == "(", f"{token} has no bracket"
        value = self.comparison()
        if self.next_is(";"):
            self.take()
            return self.closed(_WITH_NUMBER[token](value, self.comparison()))
        return self.closed(_FUNCTIONS[token](value))

    def closed(self, value: Value) -> Value:
        assert self.take() == ")"
        return value
