"""Pickles of plain arrays, such as mnist.pkl, walked as data: nothing in them is imported, called or built.

A pickle is a program for a small stack machine. This one knows the operations that tuples, lists, dictionaries,
texts and numbers need, and recognises an array by the two ways in which NumPy writes one down:

    _reconstruct(ndarray, (0,), 'b') and then the state (1, shape, dtype, is_fortran, bytes)      protocols 2 to 5
    _frombuffer(bytes, dtype, shape, order)                                                       protocol 5

What looks like a call below is an entry of a closed table; any other name ends the reading.
"""

import codecs
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, TypeAlias

from numpy.typing import NDArray

from nnlab.files import limits
from nnlab.files.array_bytes import array_over
from nnlab.files.errors import LoadError, quoted
from nnlab.files.patience import Cancelled, check
from nnlab.files.pickle_machine import PickleMachine

PickleValue: TypeAlias = (
    "NDArray[Any] | tuple[PickleValue, ...] | dict[str, PickleValue] | memoryview | str | int | float | None"
)

_PROTOCOLS = (2, 3, 4, 5)
_DECODED_BYTES = 1 << 20


class _Name(Enum):
    """What a pickle of arrays may ask for; it is only compared, never called."""

    RECONSTRUCT = auto()
    FROM_BUFFER = auto()
    ARRAY = auto()
    ELEMENT_TYPE = auto()
    ENCODE = auto()
    BYTES = auto()


_NAMES = {
    "numpy.core.multiarray _reconstruct": _Name.RECONSTRUCT,
    "numpy._core.multiarray _reconstruct": _Name.RECONSTRUCT,
    "numpy.core.numeric _frombuffer": _Name.FROM_BUFFER,
    "numpy._core.numeric _frombuffer": _Name.FROM_BUFFER,
    "numpy ndarray": _Name.ARRAY,
    "numpy dtype": _Name.ELEMENT_TYPE,
    "_codecs encode": _Name.ENCODE,
    "__builtin__ bytes": _Name.BYTES,
}


@dataclass(slots=True)
class _ElementType:
    """An element type: 'f4' at first, complete when its byte order is known."""

    code: str
    order: str | None = None


@dataclass(slots=True)
class _Array:
    """An array, which is announced before its content is known."""

    value: NDArray[Any] | None = None


@dataclass(frozen=True, slots=True)
class _LongText:
    """The UTF-8 of a text too long to be one: Python 3 writes bytes for Python 2 so, one character for each."""

    utf_8: memoryview


def parse_pickle(data: bytes | memoryview, *, cancelled: Cancelled | None = None) -> PickleValue:
    """Return what a pickle of protocol 2 to 5 holds: arrays, and tuples, lists (as tuples) and dicts of them.

    Arrays are views of `data`, unless Python 3 wrote them with protocol 2, which encodes their bytes as a text.
    At most 10 000 operations, 256 values in 8 levels. Raises only LoadError, also when `cancelled`.
    """
    machine = PickleMachine(memoryview(data), cancelled)
    if bytes(machine.take(1)) != b"\x80" or machine.number("<B") not in _PROTOCOLS:
        raise LoadError("pickle", "It is not a Python pickle of protocol 2 to 5. Choose another file.")
    for _ in range(limits.PICKLE_OPERATIONS):
        operation = bytes(machine.take(1))
        if operation == b".":
            return _result(machine)
        perform = _OPERATIONS.get(operation)
        if perform is None:
            raise machine.fault()
        perform(machine)
    raise LoadError("too-large", "It has too many parts for a data set of arrays. Choose another file.")


def _result(machine: PickleMachine) -> PickleValue:
    value = machine.pop()
    if machine.stack or machine.marks or machine.position != len(machine.data):
        raise machine.fault()
    budget = iter(range(limits.PICKLE_VALUES))

    def finished(value: Any, depth: int) -> Any:
        # A few operations can describe a tree with millions of leaves, or a list that holds itself.
        if depth > limits.PICKLE_DEPTH or next(budget, None) is None:
            raise LoadError(
                "too-large", "It has too many parts for a data set of arrays. Choose another file."
            )
        match value:
            case _Array(value=None) | _ElementType() | _LongText() | _Name():
                raise machine.fault()
            case _Array():
                return value.value
            case tuple() | list():
                return tuple(finished(part, depth + 1) for part in value)
            case dict():
                return {key: finished(part, depth + 1) for key, part in value.items()}
        return value

    result: PickleValue = finished(value, 0)
    return result


def _global(machine: PickleMachine, module: Any, name: Any) -> None:
    # Only texts are told: a tuple may stand for more text than there is memory.
    if not isinstance(module, str) or not isinstance(name, str):
        raise machine.fault()
    known = _NAMES.get(f"{module} {name}")
    if known is None:
        raise LoadError(
            "pickle-foreign",
            f"It asks for {quoted(f'{module}.{name}', 40)}, which no data set needs. Nothing in it was run. "
            "Choose another file.",
        )
    machine.push(known)


def _stack_global(machine: PickleMachine) -> None:
    name = machine.pop()
    _global(machine, machine.pop(), name)


def _skip_frame(machine: PickleMachine) -> None:
    machine.take(8)  # how much an unpickler that reads from a disk should read ahead


def _text(machine: PickleMachine, length: int) -> None:
    utf_8 = machine.take(length)
    if length > limits.PICKLE_TEXT_BYTES:
        machine.push(_LongText(utf_8))
        return
    try:
        machine.push(str(utf_8, "utf-8"))
    except UnicodeDecodeError:
        raise machine.fault() from None


def _long(machine: PickleMachine) -> None:
    length = machine.number("<B")
    if length > 8:
        raise machine.fault()
    machine.push(int.from_bytes(machine.take(length), "little", signed=True))


def _tuple(machine: PickleMachine, count: int) -> None:
    parts = [machine.pop() for _ in range(count)]
    machine.push(tuple(reversed(parts)))


def _append(machine: PickleMachine) -> None:
    value = machine.pop()
    machine.top(list).append(value)


def _append_all(machine: PickleMachine) -> None:
    values = machine.pop_to_mark()
    machine.top(list).extend(values)


def _set_items(machine: PickleMachine, items: list[Any]) -> None:
    target = machine.top(dict)
    keys = [str(key, "latin-1") if isinstance(key, memoryview) else key for key in items[::2]]
    if len(items) % 2 or not all(isinstance(key, str) for key in keys):
        raise machine.fault()
    for key, value in zip(keys, items[1::2], strict=True):
        if key in target:
            raise machine.fault()
        target[key] = value


def _set_item(machine: PickleMachine) -> None:
    value = machine.pop()
    _set_items(machine, [machine.pop(), value])


def _remember(machine: PickleMachine, place: int) -> None:
    value = machine.pop()
    machine.push(value)
    machine.memo[place] = value


def _recall(machine: PickleMachine, place: int) -> None:
    if place not in machine.memo:
        raise machine.fault()
    machine.push(machine.memo[place])


def _reduce(machine: PickleMachine) -> None:
    """Recognise what a known name and its arguments stand for."""
    arguments = machine.pop()
    match machine.pop(), arguments:
        case _Name.RECONSTRUCT, (_Name.ARRAY, (0,), ("b" | memoryview())):
            machine.push(_Array())
        case _Name.ELEMENT_TYPE, ((str() | memoryview()) as code, int(), int()) if len(code) <= 3:
            machine.push(_ElementType(code if isinstance(code, str) else str(code, "latin-1")))
        case _Name.FROM_BUFFER, (
            memoryview() as content,
            _ElementType() as element,
            shape,
            ("C" | "F") as order,
        ):
            machine.push(_Array(_array(machine, content, element, shape, order == "F")))
        case _Name.ENCODE, ((str() | _LongText()) as text, "latin1"):
            machine.push(_latin_1_bytes(machine, text))
        case _Name.BYTES, ():
            machine.push(memoryview(b""))
        case _:
            raise machine.fault()


def _build(machine: PickleMachine) -> None:
    """Recognise the state that completes an element type or an array."""
    state = machine.pop()
    match machine.stack[-1] if machine.stack else None, state:
        case _ElementType() as element, (3, order, None, None, None, -1, -1, 0) if element.order is None:
            # Python 2 writes texts as bytes.
            element.order = str(order, "latin-1") if isinstance(order, memoryview) else str(order)
        case _Array(value=None) as array, (1, shape, _ElementType() as element, int() as fortran, content):
            if not isinstance(content, memoryview):
                raise machine.fault()
            array.value = _array(machine, content, element, shape, bool(fortran))
        case _:
            raise machine.fault()


def _array(
    machine: PickleMachine, content: memoryview, element: _ElementType, shape: Any, fortran: bool
) -> NDArray[Any]:
    if (
        element.order is None
        or not isinstance(shape, tuple)
        or not all(type(length) is int for length in shape)
    ):
        raise machine.fault()
    array = array_over(content, f"{element.order}{element.code}", shape, fortran)
    array.flags.writeable = False
    return array


def _latin_1_bytes(machine: PickleMachine, text: str | _LongText) -> memoryview:
    """Return the bytes that Python 3 has written as characters, decoded piece by piece."""
    utf_8 = memoryview(text.encode("utf-8")) if isinstance(text, str) else text.utf_8
    # The same text can be asked for again and again.
    machine.decoded_bytes += len(utf_8)
    if machine.decoded_bytes > limits.UNPACKED_BYTES:
        raise LoadError("too-large", "It has too many parts for a data set of arrays. Choose another file.")
    decoder = codecs.getincrementaldecoder("utf-8")()
    content = bytearray()
    try:
        for start in range(0, len(utf_8), _DECODED_BYTES):
            check(machine.cancelled)
            piece = utf_8[start : start + _DECODED_BYTES]
            content += decoder.decode(bytes(piece), start + len(piece) == len(utf_8)).encode("latin-1")
    except UnicodeError:
        raise machine.fault() from None
    return memoryview(content).toreadonly()


_Operation: TypeAlias = Callable[[PickleMachine], None]

_OPERATIONS: dict[bytes, _Operation] = {
    b"\x95": _skip_frame,
    b"N": lambda machine: machine.push(None),
    b"\x88": lambda machine: machine.push(True),
    b"\x89": lambda machine: machine.push(False),
    b"J": lambda machine: machine.push(machine.number("<i")),
    b"K": lambda machine: machine.push(machine.number("<B")),
    b"M": lambda machine: machine.push(machine.number("<H")),
    b"\x8a": _long,
    # Bytes, and the texts of Python 2, which are bytes too.
    b"U": lambda machine: machine.push(machine.take(machine.number("<B"))),
    b"T": lambda machine: machine.push(machine.take(machine.number("<I"))),
    b"C": lambda machine: machine.push(machine.take(machine.number("<B"))),
    b"B": lambda machine: machine.push(machine.take(machine.number("<I"))),
    b"\x8e": lambda machine: machine.push(machine.take(machine.number("<Q"))),
    b"\x96": lambda machine: machine.push(machine.take(machine.number("<Q"))),
    b"\x8c": lambda machine: _text(machine, machine.number("<B")),
    b"X": lambda machine: _text(machine, machine.number("<I")),
    b"\x8d": lambda machine: _text(machine, machine.number("<Q")),
    b"(": lambda machine: machine.marks.append(len(machine.stack)),
    b")": lambda machine: machine.push(()),
    b"\x85": lambda machine: _tuple(machine, 1),
    b"\x86": lambda machine: _tuple(machine, 2),
    b"\x87": lambda machine: _tuple(machine, 3),
    b"t": lambda machine: machine.push(tuple(machine.pop_to_mark())),
    b"]": lambda machine: machine.push([]),
    b"l": lambda machine: machine.push(machine.pop_to_mark()),
    b"a": _append,
    b"e": _append_all,
    b"}": lambda machine: machine.push({}),
    b"s": _set_item,
    b"u": lambda machine: _set_items(machine, machine.pop_to_mark()),
    b"q": lambda machine: _remember(machine, machine.number("<B")),
    b"r": lambda machine: _remember(machine, machine.number("<I")),
    b"\x94": lambda machine: _remember(machine, len(machine.memo)),
    b"h": lambda machine: _recall(machine, machine.number("<B")),
    b"j": lambda machine: _recall(machine, machine.number("<I")),
    b"c": lambda machine: _global(machine, machine.line(), machine.line()),
    b"\x93": _stack_global,
    b"R": _reduce,
    b"b": _build,
}
