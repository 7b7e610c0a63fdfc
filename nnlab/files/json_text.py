"""Strict JSON: what the standard library's reader lets pass is refused here, with the place of the fault."""

import json
import math
import re
from typing import TypeAlias

from nnlab.files import limits
from nnlab.files.errors import LoadError, quoted
from nnlab.files.reading import FileKind, check_size

JsonValue: TypeAlias = "bool | int | float | str | list[JsonValue] | dict[str, JsonValue] | None"

# The closing quotation mark is optional and every repetition possessive, so that a string that never ends is
# one token and the scan stays linear; json.loads then says what is wrong with it.
_STRING = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?'
_TOKEN = re.compile(
    rf"(?P<key>{_STRING})[ \t\r\n]*+:|(?P<string>{_STRING})"
    r"|(?P<open>[\[{])|(?P<close>[\]}])|(?P<word>[^\s\[\]{},:\"]++)",
    re.DOTALL,
)
_LITERALS = frozenset({"true", "false", "null"})


def parse_json(data: bytes, *, most: int = limits.JSON_BYTES) -> JsonValue:
    """Return the value that `data`, a JSON text in UTF-8 with or without a byte order mark, stands for.

    Beyond the grammar: at most `most` bytes, 4 MiB, at most 32 levels, every number finite and at most 100
    characters long, no key twice in one object, no half of a surrogate pair. Raises only LoadError, naming line and
    column.
    """
    check_size(data, most)
    text = _decode(data)
    _check_tokens(text)
    try:
        value: JsonValue = json.loads(text, parse_float=_number)
    except json.JSONDecodeError as error:
        reason = error.msg.removesuffix(" starting at").removesuffix(" at").rstrip(": ")
        what = f"this is not JSON ({reason}). Correct it or choose another file."
        raise _fault_at(text, error.pos, "json-syntax", what) from error
    return value


JSON = FileKind("a JSON file", parse_json, limits.JSON_BYTES)


def _number(text: str) -> float:
    """Return float(text). The reader of the standard library calls it: between two calls other threads get a turn,
    where it would read a million numbers, and let a window wait, without one."""
    return float(text)


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", errors="replace")
        fault = _fault_at(before, len(before), "encoding", "this is not UTF-8 text. Save the file as UTF-8.")
        raise LoadError(fault.code, fault.message, str(error)) from error


def _check_tokens(text: str) -> None:
    """Refuse what json.loads would accept, and the depth on which it would fail; its grammar is not judged here."""
    keys: list[set[str]] = []
    for token in _TOKEN.finditer(text):
        match token.lastgroup:
            case "open":
                keys.append(set())
                if len(keys) > limits.JSON_DEPTH:
                    what = f"more than {limits.JSON_DEPTH} levels are nested. Choose another file."
                    raise _fault_at(text, token.start(), "json-depth", what)
            case "close":
                if keys:
                    keys.pop()
            case "key":
                _check_key(text, token, keys)
            case "string":
                _string_value(text, token)
            case _ if not _is_value(text, token):
                return  # json.loads gets no further either, and says why


def _check_key(text: str, token: re.Match[str], keys: list[set[str]]) -> None:
    key = _string_value(text, token)
    if key is None or not keys:
        return
    if key in keys[-1]:
        what = f"the key {quoted(key)} occurs twice in one object. Remove one of them."
        raise _fault_at(text, token.start(), "json-duplicate-key", what)
    keys[-1].add(key)


def _string_value(text: str, token: re.Match[str]) -> str | None:
    """Return what a string token stands for, or None when it is ill-formed, which json.loads reports better."""
    spelling = token["key"] or token["string"]
    if "\\" not in spelling:
        return spelling[1:-1]
    try:
        value: str = json.loads(spelling)
        value.encode("utf-8")
    except json.JSONDecodeError:
        return None
    except UnicodeEncodeError as error:
        what = "half of a surrogate pair is no character. Correct the \\u escape."
        raise _fault_at(text, token.start(), "json-surrogate", what) from error
    return value


def _is_value(text: str, token: re.Match[str]) -> bool:
    """Return whether a word is a literal or a number; refuse a number that is too long or not finite."""
    word = token["word"]
    if word in _LITERALS:
        return True
    if len(word) > limits.JSON_NUMBER_CHARACTERS:
        what = f"a number or word is longer than {limits.JSON_NUMBER_CHARACTERS} characters. Shorten it."
        raise _fault_at(text, token.start(), "json-number", what)
    try:
        finite = math.isfinite(float(word))
    except ValueError:
        return False
    if not finite:
        what = f"{quoted(word)} is not a finite number. Replace it by a number or null."
        raise _fault_at(text, token.start(), "json-number", what)
    return True


def _fault_at(text: str, position: int, code: str, what: str) -> LoadError:
    line = text.count("\n", 0, position) + 1
    column = position - text.rfind("\n", 0, position)
    return LoadError(code, f"Line {line}, column {column}: {what}")
