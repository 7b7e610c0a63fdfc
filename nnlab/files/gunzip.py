"""gzip of unknown origin: unpacked no further than a limit, and only when it is whole."""

import zlib

from nnlab.files import limits
from nnlab.files.errors import LoadError
from nnlab.files.patience import Cancelled, check

_MAGIC = b"\x1f\x8b"
_GZIP = 16 + zlib.MAX_WBITS
# Small enough to stay in the processor's cache with what comes out of it; zlib copies what it has not yet used.
_FED_BYTES = 1 << 16


def is_gzip(data: bytes | memoryview) -> bool:
    """Return whether `data` begins as gzip does."""
    return bytes(data[:2]) == _MAGIC


def gunzip(
    data: bytes | memoryview, limit: int = limits.UNPACKED_BYTES, *, cancelled: Cancelled | None = None
) -> memoryview:
    """Return what was packed, read-only: at most `limit` bytes, of one member or several.

    Every member's checksum and length are verified. Raises only LoadError: truncated, damaged, followed by
    something else, more than `limit` bytes, or `cancelled`.
    """
    view = memoryview(data)
    unpacked = bytearray()
    position = members = 0
    while position < len(view) or not members:
        members += 1
        if members > limits.GZIP_MEMBERS:
            raise LoadError("too-large", "It is packed in too many pieces. Unpack it first, then open that.")
        if not is_gzip(view[position:]):
            raise _not_gzip(members)
        position = _unpack_member(view, position, unpacked, limit, cancelled)
    return memoryview(unpacked).toreadonly()


def gunzip_start(data: bytes | memoryview, count: int) -> bytes:
    """Return at most the first `count` unpacked bytes; nothing where `data` is damaged. Never raises."""
    try:
        return zlib.decompressobj(_GZIP).decompress(data, count)
    except zlib.error:
        return b""


def _unpack_member(
    view: memoryview, start: int, unpacked: bytearray, limit: int, cancelled: Cancelled | None
) -> int:
    """Append the member that begins at `start` to `unpacked`; return where it ends."""
    stream = zlib.decompressobj(_GZIP)
    position = start
    try:
        while not stream.eof:
            check(cancelled)
            fed = view[position : position + _FED_BYTES]
            if not fed:
                raise LoadError(
                    "truncated", "It ends too early: the download was probably cut short. Download it again."
                )
            # One byte more than is allowed tells a file of the limit from a longer one.
            unpacked += stream.decompress(fed, limit - len(unpacked) + 1)
            if len(unpacked) > limit:
                raise LoadError(
                    "too-large", f"Unpacked it has more than {limit:,} bytes. Choose a smaller file."
                )
            position += len(fed)
    except zlib.error as error:
        message = "It is packed with gzip, but damaged. Download or copy it again."
        raise LoadError("damaged", message, str(error)) from error
    return position - len(stream.unused_data)


def _not_gzip(members: int) -> LoadError:
    if members == 1:
        return LoadError("gzip", "It is not packed with gzip. Choose another file.")
    return LoadError(
        "trailing", "After the packed content something else follows. Download or copy it again."
    )
