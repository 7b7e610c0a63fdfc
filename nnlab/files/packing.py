"""Writes ZIP archives that depend on their content alone: no time, no user, no system in them."""

import io
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from nnlab.files import limits

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a ZIP can name
_UNIX = 3
_READABLE = 0o644 << 16


def pack(members: Mapping[str, bytes], *, stored: frozenset[str] = frozenset()) -> bytes:
    """Return an archive of `members`, in their order: equal members give equal bytes.

    Those that are named in `stored`, which packing would not make smaller, are stored as they are. So are those that
    packing would make so small, as nothing but zeros, that `read_archive` would take them for a trap.
    """
    archive = io.BytesIO()
    with ZipFile(archive, "w") as writer:
        for name, content in members.items():
            info = ZipInfo(name, _EPOCH)
            info.create_system, info.external_attr = _UNIX, _READABLE
            method = ZIP_STORED if name in stored else ZIP_DEFLATED
            writer.writestr(info, content, method, compresslevel=6)
        packed = writer.infolist()
    allowed = max(limits.ARCHIVE_RATIO * archive.tell(), limits.ARCHIVE_UNJUDGED_BYTES)
    if sum(info.file_size for info in packed) <= allowed:
        return archive.getvalue()
    tight = {info.filename for info in packed if info.file_size > limits.ARCHIVE_RATIO * info.compress_size}
    return pack(members, stored=stored | tight)
