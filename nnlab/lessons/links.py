"""Lesson links: a short text that opens the same lesson, or the same set-up, on another machine.

    nnlab:lesson/first-light?step=2                 a lesson, at a step counted from 1
    nnlab:setup/1.eNqrVipQslLKzc_PK1aqBQActARX.2a92f06a
                                                a preset, and what was changed of its network and training
    nnlab:setup/2.eNo1jDsOhDAMRO8ytb….f79c5c56    also how its data are made, and how its samples are parted

What follows `setup/` is the version, the set-up as JSON, packed and in base64 for addresses, and a checksum.
"""

import base64
import binascii
import json
import re
import zlib
from dataclasses import asdict, dataclass
from typing import Any, TypeAlias

from nnlab.data.splits import Split
from nnlab.engine import EngineError, LayerSpec
from nnlab.files import LoadError, parse_json
from nnlab.lessons.presets import Making, preset_keys
from nnlab.lessons.set_ups import NoLinkError, SetUp, require_sound
from nnlab.lessons.shelf import OWN
from nnlab.project.strict import decode

SCHEME = "nnlab:"
LONGEST = 500
_WITHOUT_DATA, _WITH_DATA = "1", "2"  # versions: who knows the first alone reads all that it can say
_MOST_JSON = 4096
_MOST_STEP = 100
_LESSON = re.compile(
    r"lesson/(own/[\w-][\w .-]{0,63}|[a-z0-9][a-z0-9/_-]{0,63})(?:\?step=([1-9][0-9]{0,2}))?"
)
_SETUP = re.compile(r"setup/([0-9]{1,3})\.([A-Za-z0-9_-]+)\.([0-9a-f]{8})")


@dataclass(frozen=True, slots=True)
class LessonLink:
    """A lesson, at a step from 0; None is where whoever opens the link has left it, else the first."""

    lesson: str
    step: int | None = None


Link: TypeAlias = LessonLink | SetUp


@dataclass(frozen=True, slots=True)
class _Packed:
    p: str
    l: tuple[LayerSpec, ...] = ()  # noqa: E741 - one letter each: a link is short
    t: dict[str, Any] | None = None
    d: str = ""
    m: Making | None = None
    s: Split | None = None


def is_link(text: str) -> bool:
    """Return whether a text is meant to be a link, be it a sound one or not."""
    return text.strip().lower().startswith(SCHEME)


def encode(link: Link) -> str:
    """Return the text of a link. Raises NoLinkError for one that would be too long or cannot be said."""
    if isinstance(link, LessonLink):
        step = "" if link.step is None else f"?step={link.step + 1}"
        text = f"{SCHEME}lesson/{link.lesson}{step}"
        if _LESSON.fullmatch(text.removeprefix(SCHEME)) is None:
            raise NoLinkError("name", f"a lesson called {link.lesson!r} has no link. Rename its file.")
        return text
    content: dict[str, Any] = {"p": link.preset}
    if link.layers:
        content["l"] = [asdict(layer) for layer in link.layers]
    if link.training:
        content["t"] = dict(link.training)
    if link.dtype:
        content["d"] = link.dtype
    if link.made is not None:
        content["m"] = asdict(link.made)
    if link.split is not None:
        content["s"] = asdict(link.split)
    packed = zlib.compress(json.dumps(content, separators=(",", ":")).encode(), 9)
    body = base64.urlsafe_b64encode(packed).decode().rstrip("=")
    version = _WITH_DATA if link.changes_data else _WITHOUT_DATA
    text = f"{SCHEME}setup/{version}.{body}.{_checksum(packed)}"
    if len(text) > LONGEST:
        raise NoLinkError(
            "long", "so much was changed that no short link can say it. Save the project in a file instead."
        )
    return text


def parse_link(text: str) -> Link:
    """Return what a link stands for. Raises only LoadError, for a text that is none, is damaged or too long."""
    text = text.strip()
    if len(text) > LONGEST:
        raise LoadError(
            "link", f"A link has at most {LONGEST} characters. Nothing was changed. Copy it again."
        )
    if not is_link(text):
        raise LoadError("link", "This is no link of nnlab: they begin with “nnlab:”. Nothing was changed.")
    body = text[len(SCHEME) :]
    lesson = _LESSON.fullmatch(body)
    if lesson is not None:
        step = None if lesson[2] is None else int(lesson[2]) - 1
        if step is not None and step >= _MOST_STEP:
            raise _damaged("no lesson has so many steps")
        return LessonLink(lesson[1], step)
    setup = _SETUP.fullmatch(body)
    if setup is None:
        raise _damaged("it is neither that of a lesson nor that of a set-up")
    if setup[1] not in (_WITHOUT_DATA, _WITH_DATA):
        message = "This link was made by a later nnlab. Nothing was changed. Update nnlab to open it."
        raise LoadError("link-version", message)
    link = _sound(_unpacked(setup[2], setup[3]))
    if link.changes_data and setup[1] == _WITHOUT_DATA:
        raise _damaged("what it says is no set-up")
    return link


def _unpacked(body: str, checksum: str) -> _Packed:
    """Return what is packed in a link; nothing of it is known to be sound."""
    try:
        packed = base64.b64decode(body + "=" * (-len(body) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise _damaged("a part of it is missing") from error
    if _checksum(packed) != checksum:
        raise _damaged("its checksum does not fit")
    unpacker = zlib.decompressobj()
    try:
        content = unpacker.decompress(packed, _MOST_JSON)
    except zlib.error as error:
        raise _damaged("it cannot be unpacked") from error
    if not unpacker.eof:
        raise _damaged("it is longer than any set-up")
    try:
        return decode(parse_json(content), _Packed)
    except LoadError as fault:
        raise _damaged("what it says is no set-up", fault) from fault


def _sound(packed: _Packed) -> SetUp:
    """Return the set-up that was packed. Raises LoadError for one that cannot be."""
    if packed.p not in preset_keys():
        raise LoadError("link", "The link names a preset that this nnlab does not have. Nothing was changed.")
    setup = SetUp(packed.p, packed.l, tuple(sorted((packed.t or {}).items())), packed.d, packed.m, packed.s)
    try:
        require_sound(setup)
    except EngineError as error:
        raise _damaged(str(error)) from error
    return setup


def _checksum(packed: bytes) -> str:
    return f"{zlib.crc32(packed):08x}"


def _damaged(why: str, fault: LoadError | None = None) -> LoadError:
    end = "" if why.endswith("?") else "."
    message = f"This link cannot be used: {why}{end} Nothing was changed. Copy it again, whole."
    return LoadError("link", message, "" if fault is None else fault.message)


def is_own(link: Link) -> bool:
    """Return whether a link leads to a lesson that lies in a folder of this machine only."""
    return isinstance(link, LessonLink) and link.lesson.startswith(OWN)
