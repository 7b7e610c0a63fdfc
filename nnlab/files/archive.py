"""ZIP archives of unknown origin: what the directory says is believed only where the content agrees."""

import re
import struct
import zlib
from typing import NamedTuple

from nnlab.files import limits
from nnlab.files.errors import LoadError, quoted
from nnlab.files.patience import Cancelled, check

# The end record: signature, this disk, disk of the directory, entries here, entries, size and offset of the
# directory, length of the comment.
_END = struct.Struct("<4s4H2LH")
_END_SIGNATURE = b"PK\x05\x06"
_LONGEST_COMMENT = 0xFFFF
# An entry of the directory: signature, versions, flags, method, time, date, checksum, packed size, size, lengths of
# name, extra and comment, disk, attributes, offset of the local header.
_ENTRY = struct.Struct("<4s6H3L5H2L")
_ENTRY_SIGNATURE = b"PK\x01\x02"
# The header before the content: signature, version, flags, method, time, date, checksum, sizes, lengths of name
# and extra. Its sizes may be left open, so those of the directory count.
_LOCAL = struct.Struct("<4s5H3L2H")
_LOCAL_SIGNATURE = b"PK\x03\x04"

_STORED, _DEFLATED = 0, 8
_PIECE_BYTES = 1 << 16  # worked on between two questions whether to go on
_ENCRYPTED = 1 << 0 | 1 << 6 | 1 << 13
_UTF_8 = 1 << 11
_OPEN_SIZE = 0xFFFFFFFF
_UNSAFE_NAME = re.compile(r"(?:^|/)(?:\.{1,2}|)(?:/|$)|[\\:\x00-\x1f\x7f]")


class _Member(NamedTuple):
    name: str
    raw_name: bytes
    method: int
    checksum: int
    packed_size: int
    size: int
    offset: int


def read_archive(
    data: bytes | memoryview,
    *,
    most: int = limits.ARCHIVE_BYTES,
    most_unpacked: int = limits.UNPACKED_BYTES,
    cancelled: Cancelled | None = None,
) -> dict[str, memoryview]:
    """Return the content of every member by its name, in the order of the directory.

    At most `most` bytes, 128 MiB, with 256 members, unpacked `most_unpacked`, 256 MiB, and 200 times the archive;
    members are stored or deflated, not encrypted; names are plain relative paths, each once; sizes and checksums agree.
    A stored member is a view of `data`. Raises only LoadError, naming the member, or when `cancelled`.
    """
    view = memoryview(data)
    if len(view) > most:
        message = f"It has {len(view):,} bytes, and at most {most:,} are read."
        raise LoadError("too-large", f"{message} Choose a smaller file.")
    members = _directory(view)
    unpacked = sum(member.size for member in members)
    allowed = max(limits.ARCHIVE_RATIO * len(view), limits.ARCHIVE_UNJUDGED_BYTES)
    if unpacked > min(allowed, most_unpacked):
        message = f"Its {len(view):,} bytes claim to unpack to {unpacked:,}. Choose another file."
        raise LoadError("too-large", message)
    return {member.name: _content(view, member, cancelled) for member in members}


def _directory(view: memoryview) -> list[_Member]:
    """Return the entries of the directory, in its order."""
    tail_start = max(0, len(view) - _END.size - _LONGEST_COMMENT)
    tail = bytes(view[tail_start:])
    place = tail.rfind(_END_SIGNATURE)
    if place < 0 or place + _END.size > len(tail):
        raise LoadError("truncated", "It is an archive whose end is missing. Download or copy it again.")
    _, disk, first_disk, here, count, size, offset, comment = _END.unpack_from(tail, place)
    end = tail_start + place
    if disk or first_disk or here != count or end + _END.size + comment != len(view) or offset + size != end:
        raise _damaged("its directory is not where it should be")
    if count > limits.ARCHIVE_MEMBERS:
        what = f"It has {count:,} members, and at most {limits.ARCHIVE_MEMBERS} are read"
        raise LoadError("too-large", f"{what}. Choose another file.")
    members: list[_Member] = []
    position = offset
    for _ in range(count):
        member, position = _entry(view, position, end)
        if any(member.name == other.name for other in members):
            message = f"The name {quoted(member.name)} occurs twice in this archive. Choose another file."
            raise LoadError("zip-name", message)
        members.append(member)
    if position != end:
        raise _damaged("its directory has another length than it says")
    return members


def _entry(view: memoryview, position: int, end: int) -> tuple[_Member, int]:
    """Return the entry of the directory at `position` and where the next one begins."""
    if position + _ENTRY.size > end:
        raise _damaged("its directory is cut short")
    fields = _ENTRY.unpack_from(view, position)
    flags, method = fields[3:5]
    checksum, packed_size, size, name_length, extra_length, comment_length, disk = fields[7:14]
    start = position + _ENTRY.size
    following = start + name_length + extra_length + comment_length
    if fields[0] != _ENTRY_SIGNATURE or following > end or disk:
        raise _damaged("its directory cannot be read")
    raw_name = bytes(view[start : start + name_length])
    name = _safe_name(raw_name, flags)
    if flags & _ENCRYPTED:
        raise LoadError("zip-encrypted", f"{quoted(name)} in it is encrypted. Choose one without a password.")
    if method not in (_STORED, _DEFLATED):
        message = f"{quoted(name)} in it is packed in an unknown way. Pack it as an ordinary ZIP."
        raise LoadError("zip-method", message)
    if _OPEN_SIZE in (packed_size, size, fields[16]):
        raise LoadError("too-large", f"{quoted(name)} in it claims to have gigabytes. Choose another file.")
    return _Member(name, raw_name, method, checksum, packed_size, size, fields[16]), following


def _safe_name(raw_name: bytes, flags: int) -> str:
    """Return a member's name, if no program would take it for a place outside the archive."""
    try:
        name = raw_name.decode("utf-8" if flags & _UTF_8 else "ascii")
    except UnicodeDecodeError as error:
        message = "A name in this archive is not in UTF-8. Pack it again with plain names."
        raise LoadError("zip-name", message, ascii(raw_name)) from error
    if len(raw_name) > limits.ARCHIVE_NAME_BYTES or _UNSAFE_NAME.search(name):
        message = f"The name {quoted(name)} in this archive is not a plain name. Choose another file."
        raise LoadError("zip-name", message)
    return name


def _content(view: memoryview, member: _Member, cancelled: Cancelled | None) -> memoryview:
    """Return the unpacked content, whose length and checksum are those of the directory."""
    packed = _packed(view, member)
    content = packed if member.method == _STORED else _inflated(packed, member, cancelled)
    if len(content) != member.size or _checksum(content, cancelled) != member.checksum:
        raise _damaged(f"{quoted(member.name)} is not what it was when it was packed")
    return content


def _packed(view: memoryview, member: _Member) -> memoryview:
    """Return the bytes between the member's header and what follows it."""
    if member.offset + _LOCAL.size > len(view):
        raise _damaged(f"{quoted(member.name)} is missing")
    fields = _LOCAL.unpack_from(view, member.offset)
    start = member.offset + _LOCAL.size
    named = bytes(view[start : start + fields[9]])
    if fields[0] != _LOCAL_SIGNATURE or fields[3] != member.method or named != member.raw_name:
        raise _damaged(f"{quoted(member.name)} is not where it should be")
    begin = start + fields[9] + fields[10]
    if begin + member.packed_size > len(view):
        raise _damaged(f"{quoted(member.name)} is cut short")
    return view[begin : begin + member.packed_size]


def _inflated(packed: memoryview, member: _Member, cancelled: Cancelled | None) -> memoryview:
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    content = bytearray()
    position = 0
    try:
        while not stream.eof and position < len(packed) and len(content) <= member.size:
            check(cancelled)
            piece = packed[position : position + _PIECE_BYTES]
            # One byte more than declared is enough to see that the declaration is false.
            content += stream.decompress(piece, member.size + 1 - len(content))
            position += len(piece)
    except zlib.error as error:
        raise _damaged(f"{quoted(member.name)} cannot be unpacked", str(error)) from error
    if not stream.eof or stream.unused_data or position < len(packed):
        raise _damaged(f"{quoted(member.name)} is not what it was when it was packed")
    return memoryview(content).toreadonly()


def _checksum(content: memoryview, cancelled: Cancelled | None) -> int:
    checksum = 0
    for start in range(0, len(content), _PIECE_BYTES):
        check(cancelled)
        checksum = zlib.crc32(content[start : start + _PIECE_BYTES], checksum)
    return checksum


def _damaged(what: str, detail: str = "") -> LoadError:
    return LoadError("damaged", f"The archive is damaged: {what}. Download or copy it again.", detail)
