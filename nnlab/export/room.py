"""Texts of many numbers: what would be too large for nnlab to read back is refused, not written.

They are made of short pieces, so that a window that works beside them never waits.
"""

from collections.abc import Iterable

from nnlab.engine import EngineError
from nnlab.files import limits


def require_room(what: str, least: int, most: int) -> None:
    """Raise EngineError where `what`, which has at least so many bytes, has more than `most`."""
    if least > most:
        raise EngineError(
            f"{what} has more than the {most // limits.MIB} MiB that nnlab reads back. "
            "Choose .npz or .safetensors, which have room for every network."
        )


def joined(pieces: Iterable[str], what: str, most: int) -> bytes:
    """Return the pieces in UTF-8. Raises EngineError as soon as they have more than `most` bytes."""
    text = bytearray()
    for piece in pieces:
        text += piece.encode("utf-8")
        require_room(what, len(text), most)
    return bytes(text)
