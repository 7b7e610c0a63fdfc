"""The stack machine that a pickle is a program for, with bounds: it holds values and knows no operations."""

import struct
from dataclasses import dataclass, field
from typing import Any

from nnlab.files import limits
from nnlab.files.errors import LoadError
from nnlab.files.patience import Cancelled


@dataclass(slots=True)
class PickleMachine:
    """The state of the walk: where it is in `data`, the stack, the marks on it, and what is remembered.

    What takes long asks `cancelled`.
    """

    data: memoryview
    cancelled: Cancelled | None = None
    position: int = 0
    stack: list[Any] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)
    memo: dict[int, Any] = field(default_factory=dict)
    decoded_bytes: int = 0

    def take(self, count: int) -> memoryview:
        """Return the next `count` bytes."""
        end = self.position + count
        if end > len(self.data):
            raise LoadError("truncated", "It ends too early. Download or copy it again.")
        taken = self.data[self.position : end]
        self.position = end
        return taken

    def number(self, layout: str) -> int:
        """Return the next number, in the `layout` of struct."""
        return int(struct.unpack(layout, self.take(struct.calcsize(layout)))[0])

    def line(self) -> str:
        """Return the text up to the next line end."""
        rest = bytes(self.data[self.position : self.position + limits.PICKLE_TEXT_BYTES])
        line, newline, _ = rest.partition(b"\n")
        if not newline:
            raise self.fault()
        self.take(len(line) + 1)
        return line.decode("latin-1")

    def push(self, value: Any) -> None:
        """Put `value` on the stack."""
        self.stack.append(value)

    def pop(self) -> Any:
        """Take the top of the stack away, which must lie above the last mark."""
        if len(self.stack) <= (self.marks[-1] if self.marks else 0):
            raise self.fault()
        return self.stack.pop()

    def pop_to_mark(self) -> list[Any]:
        """Take everything above the last mark away, and the mark."""
        if not self.marks:
            raise self.fault()
        start = self.marks.pop()
        taken = self.stack[start:]
        del self.stack[start:]
        return taken

    def top(self, kind: type) -> Any:
        """Return the top of the stack, which must be of this kind."""
        value = self.pop()
        self.push(value)
        if type(value) is not kind:
            raise self.fault()
        return value

    def fault(self) -> LoadError:
        """Return the refusal of what this machine does not know."""
        return LoadError(
            "pickle",
            f"At byte {self.position:,} it has something else than a data set of arrays. Nothing in it was run. "
            "Choose another file.",
        )
