"""Messages in the wire format of Protocol Buffers, walked field by field: of what is not asked for nothing is made."""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from nnlab.files.errors import LoadError

_VARINT, _EIGHT_BYTES, _BYTES, _FOUR_BYTES = 0, 1, 2, 5
_LONGEST_VARINT = 10  # bytes, seven bits each
_MOST_FIELD = (1 << 29) - 1


class Field(NamedTuple):
    """A field of a message: its number, and a whole number from 0 to 2**64 - 1, or its bytes."""

    number: int
    value: "int | memoryview"

    @property
    def content(self) -> memoryview:
        """The bytes of a field that has some. Raises LoadError for a number."""
        if isinstance(self.value, int):
            raise damaged()
        return self.value

    @property
    def text(self) -> str:
        """The text of a field. Raises LoadError for anything but UTF-8."""
        try:
            return bytes(self.content).decode("utf-8")
        except UnicodeDecodeError as error:
            raise damaged() from error

    @property
    def integer(self) -> int:
        """The whole number of a field, from -2**63 to 2**63 - 1. Raises LoadError for bytes."""
        if not isinstance(self.value, int):
            raise damaged()
        return self.value - (1 << 64) if self.value >= 1 << 63 else self.value

    @property
    def float32(self) -> float:
        """The number of a field of four bytes. Raises LoadError for another length."""
        if isinstance(self.value, int) or len(self.value) != 4:
            raise damaged()
        value: float = struct.unpack("<f", self.value)[0]
        return value

    def integers(self, most: int) -> list[int]:
        """Return the whole numbers of a field that repeats, in either of the two ways in which they are written.

        Raises LoadError when there are more than `most`.
        """
        if isinstance(self.value, int):
            return [self.integer]
        numbers, position = list[int](), 0
        while position < len(self.value):
            value, position = _varint(self.value, position)
            numbers.append(Field(self.number, value).integer)
            if len(numbers) > most:
                raise damaged()
        return numbers


def fields(message: memoryview) -> Iterator[Field]:
    """Yield the fields of a message in their order, over the bytes themselves.

    Raises LoadError where they do not add up.
    """
    position = 0
    while position < len(message):
        tag, position = _varint(message, position)
        number, wire_type = tag >> 3, tag & 7
        if not 1 <= number <= _MOST_FIELD:
            raise damaged()
        if wire_type == _VARINT:
            value, position = _varint(message, position)
            yield Field(number, value)
            continue
        if wire_type == _BYTES:
            length, position = _varint(message, position)
        else:
            length = {_EIGHT_BYTES: 8, _FOUR_BYTES: 4}.get(wire_type, len(message))
        if length > len(message) - position:
            raise damaged()
        yield Field(number, message[position : position + length])
        position += length


def damaged() -> LoadError:
    """Return the refusal of bytes that are no message."""
    return LoadError("damaged", "It is damaged or was cut short. Download or copy it again.")


def _varint(message: memoryview, position: int) -> tuple[int, int]:
    """Return the whole number at `position` and where it ends."""
    value = 0
    for place, byte in enumerate(message[position : position + _LONGEST_VARINT]):
        value |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            if value >= 1 << 64:
                raise damaged()
            return value, position + place + 1
    raise damaged()
