"""Writes ZIP archives that depend on their content alone: no time, no user, no system in them."""

import io
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a ZIP can name
_UNIX = 3
_READABLE = 0o644 << 16


def pack(members: Mapping[str, bytes], *, stored: frozenset[str] = frozenset()) -> bytes:
    """Return an archive of `members`, in their order: equal members give equal bytes.

    Those that are named in `stored`, which packing would not make smaller, are stored as they are.
    """
    archive = io.BytesIO()
    with ZipFile(archive, "w") as writer:
        for name, content in members.items():
            info = ZipInfo(name, _EPOCH)
            info.create_system, info.external_attr = _UNIX, _READABLE
            method = ZIP_STORED if name in stored else ZIP_DEFLATED
            writer.writestr(info, content, method, compresslevel=6)
    return archive.getvalue()
