import errno
import pickle

import pytest

from nnlab.files import limits
from nnlab.files.errors import LoadError, SaveError, quoted, reason_of, shortened


def test_that_an_error_shows_its_message_and_keeps_code_and_detail() -> None:
    error = LoadError("too-large", "It is too large.", "3 bytes")
    assert (str(error), error.code, error.detail) == ("It is too large.", "too-large", "3 bytes")


def test_that_a_message_never_exceeds_its_limit() -> None:
    error = SaveError("system", "x" * 10_000)
    assert len(error.message) == limits.MESSAGE_CHARACTERS
    assert error.message.endswith("…")


def test_that_an_error_survives_the_way_from_another_process() -> None:
    copy = pickle.loads(pickle.dumps(LoadError("empty", "The file is empty.", "why")))
    assert (type(copy), copy.code, copy.message, copy.detail) == (
        LoadError,
        "empty",
        "The file is empty.",
        "why",
    )


def test_that_quoted_text_is_short_and_holds_nothing_invisible() -> None:
    assert quoted("a\n\u202eb\x00") == "“a��b�”"
    assert len(quoted("x" * 1000)) == 42
    assert quoted("씨앗") == "“씨앗”"


def test_that_short_text_is_not_cut() -> None:
    assert shortened("abc", 3) == "abc"
    assert shortened("abcd", 3) == "ab…"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk-full"),
        (errno.EACCES, "no-permission"),
        (errno.EDQUOT, "disk-full"),
        (errno.EIO, "disk-fault"),
        (errno.ESTALE, "disk-fault"),
        (None, "system"),
    ],
)
def test_that_the_system_s_refusal_gets_a_code(number: int | None, code: str) -> None:
    error = OSError() if number is None else OSError(number, "refused")
    assert reason_of(error).code == code


@pytest.mark.parametrize(
    "code", [*(reason_of(OSError(n, "")).code for n in (errno.EIO, errno.EACCES)), "system"]
)
def test_that_what_the_system_refuses_is_not_blamed_on_the_content(code: str) -> None:
    assert not LoadError(code, "").blames_content


@pytest.mark.parametrize("code", ["too-slow", "cancelled", "changed", "not-found", "no-memory"])
def test_that_what_may_pass_is_not_blamed_on_the_content(code: str) -> None:
    assert not LoadError(code, "").blames_content


@pytest.mark.parametrize("code", ["damaged", "truncated", "npy-header", "pictures", "too-large"])
def test_that_what_no_parser_takes_is_blamed_on_the_content(code: str) -> None:
    assert LoadError(code, "").blames_content
