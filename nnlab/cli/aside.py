"""What is said beside the result: good to know, and no reason to lose the result."""

from contextlib import suppress
from typing import TextIO


class Aside:
    """A stream such as stderr; where it is closed, or nothing can be written to it, nothing is said."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream

    def write(self, text: str) -> None:
        """Write `text`, if that can be."""
        if self._stream is not None:
            with suppress(OSError, ValueError):
                self._stream.write(text)
                self._stream.flush()

    def isatty(self) -> bool:
        """Whether there is somebody who sees a line change."""
        return self._stream is not None and not self._stream.closed and self._stream.isatty()
