"""The parts of an ONNX file that say what a network is: nodes, stored arrays, inputs and outputs.

The numbers of the fields are those of the format's definition, onnx.proto.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlab.files import LoadError, limits
from nnlab.files.array_bytes import array_over
from nnlab.files.errors import quoted, shortened
from nnlab.files.protobuf import Field, damaged, fields

# The element types, by their number in a file, that numbers of a network or the lengths of a shape may have.
_ELEMENTS = {1: "<f4", 6: "<i4", 7: "<i8", 10: "float16", 11: "<f8", 16: "bfloat16"}
# Where numbers lie that are not in one piece: the field, and the type it stands for.
_TYPED_DATA = {4: "<f4", 5: "<i4", 7: "<i8", 10: "<f8"}
_RAW_DATA = 9
_MOST_DIMENSIONS = 8
_MOST_WHOLE_NUMBERS = 4096  # as the labels of a classifier, which nothing is made of
_MESSAGE_CHARACTERS = 170


@dataclass(slots=True)
class Node:
    """One operation: names of what goes in and comes out, and its settings: numbers, texts, whole numbers, arrays."""

    operator: str = ""
    domain: str = ""
    inputs: list[str] = field(default_factory=list)
    outputs: list[str] = field(default_factory=list)
    attributes: dict[str, Any] = field(default_factory=dict)

    def number(self, name: str, default: float) -> float:
        """Return a setting that is a number; `default` where it is missing or something else."""
        value = self.attributes.get(name)
        return value if isinstance(value, (int, float)) else default

    def words(self, name: str) -> str | list[int] | None:
        """Return a setting that is a text or a list of whole numbers, or None."""
        value = self.attributes.get(name)
        return value if isinstance(value, (str, list)) else None


@dataclass(slots=True)
class OnnxGraph:
    """A graph: its nodes in order, stored arrays by name, and texts about it.

    `inputs` gives the lengths of each input, None for one that is open. A stored array of texts or the like is missing.
    """

    nodes: list[Node] = field(default_factory=list)
    arrays: dict[str, NDArray[Any]] = field(default_factory=dict)
    inputs: dict[str, tuple[int | None, ...]] = field(default_factory=dict)
    outputs: list[str] = field(default_factory=list)
    metadata: dict[str, str] = field(default_factory=dict)


def parse_onnx(data: bytes) -> OnnxGraph:
    """Return the graph in `data`, arrays over the bytes themselves; their numbers must lie in the file.

    At most 50 000 fields are read, nested or not. Raises only LoadError.
    """
    return _Parser().model(memoryview(data))


class _Parser:
    """Reads messages of the format, and counts the fields that it reads."""

    def __init__(self) -> None:
        self._read = 0

    def model(self, message: memoryview) -> OnnxGraph:
        graph, found = OnnxGraph(), 0
        for part in self._fields(message):
            if part.number == 7:
                found += 1
                self._graph(part.content, graph)
            elif part.number == 14:
                texts = {entry.number: entry.text for entry in self._fields(part.content)}
                graph.metadata[texts.get(1, "")] = texts.get(2, "")
        if found != 1:
            raise LoadError("wrong-kind", "There is no network in it. Choose another file.")
        for name in graph.arrays:
            graph.inputs.pop(name, None)  # older files list what is stored among the inputs too
        return graph

    def _graph(self, message: memoryview, graph: OnnxGraph) -> None:
        for part in self._fields(message):
            match part.number:
                case 1:
                    graph.nodes.append(self._node(part.content))
                case 5:
                    name, array = self._array(part.content)
                    if array is not None and graph.arrays.setdefault(name, array) is not array:
                        raise damaged()
                case 11:
                    graph.inputs.update([self._described(part.content)])
                case 12:
                    graph.outputs.append(self._described(part.content)[0])

    def _node(self, message: memoryview) -> Node:
        node = Node()
        for part in self._fields(message):
            match part.number:
                case 1:
                    node.inputs.append(part.text)
                case 2:
                    node.outputs.append(part.text)
                case 4:
                    node.operator = part.text
                case 5:
                    node.attributes.update([self._attribute(part.content)])
                case 7:
                    node.domain = part.text
        return node

    def _attribute(self, message: memoryview) -> tuple[str, Any]:
        """Return the name and the value of a setting; None for what means nothing here, such as a graph in it."""
        name, several = "", list[int]()
        value: Any = None
        for part in self._fields(message):
            match part.number:
                case 1:
                    name = part.text
                case 2:
                    value = part.float32
                case 3:
                    value = part.integer
                case 4:
                    value = part.text
                case 5:
                    value = self._array(part.content)[1]
                case 8:
                    several += part.integers(_MOST_WHOLE_NUMBERS)
        return name, several or value

    def _described(self, message: memoryview) -> tuple[str, tuple[int | None, ...]]:
        """Return the name and the lengths of an input or an output."""
        name, lengths = "", list[int | None]()
        for part in self._fields(message):
            if part.number == 1:
                name = part.text
            elif part.number == 2:
                for dimension in self._inside(part, 1, 2, 1):  # type: tensor: shape: length
                    known = [size.integer for size in self._fields(dimension.content) if size.number == 1]
                    lengths.append(known[-1] if known else None)
        return name, tuple(lengths)

    def _inside(self, part: Field, *numbers: int) -> Iterator[Field]:
        """Yield the fields inside `part` that have the last number, inside one of the number before it, and so on."""
        for inner in self._fields(part.content):
            if inner.number == numbers[0]:
                yield from self._inside(inner, *numbers[1:]) if numbers[1:] else [inner]

    def _array(self, message: memoryview) -> tuple[str, NDArray[Any] | None]:
        """Return the name of a stored array and the array, or None for one of texts, booleans and the like."""
        name, kind, lengths, stored = "", 0, list[int](), list[Field]()
        for part in self._fields(message):
            if part.number == 1:
                lengths += part.integers(_MOST_DIMENSIONS)
            elif part.number == 2:
                kind = part.integer
            elif part.number == 8:
                name = part.text
            elif part.number == _RAW_DATA or part.number in _TYPED_DATA:
                stored.append(part)
            elif part.number == 13 or (part.number == 14 and part.integer == 1):
                what = "The numbers of this network lie in another file beside it"
                raise LoadError("onnx-external", f"{what}. Save it as one file, without external data.")
        element = _ELEMENTS.get(kind)
        if element is None or len(stored) != 1 or 0 in lengths:
            return name, None
        try:
            return name, array_over(_content(stored[0], element), element, tuple(lengths), fortran=False)
        except LoadError as fault:
            text = shortened(f"Array {quoted(name, 20)}: {fault.message}", _MESSAGE_CHARACTERS)
            raise LoadError(fault.code, text, fault.detail) from fault

    def _fields(self, message: memoryview) -> Iterator[Field]:
        for part in fields(message):
            self._read += 1
            if self._read > limits.ONNX_FIELDS:
                what = f"It has more than {limits.ONNX_FIELDS:,} parts"
                raise LoadError("too-large", f"{what}. Choose a smaller network.")
            yield part


def _content(stored: Field, element: str) -> memoryview | bytes:
    """Return the bytes of the numbers of an array, which may be written as whole numbers of any length."""
    if stored.number == _RAW_DATA or element not in ("<i4", "<i8"):
        if stored.number != _RAW_DATA and _TYPED_DATA[stored.number] != element:
            raise damaged()
        return stored.content
    return np.array(stored.integers(_MOST_WHOLE_NUMBERS), dtype="<i8").astype(element).tobytes()
