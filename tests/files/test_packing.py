"""Archives: equal members give equal bytes, and whatever is packed can be read again."""

import numpy as np
import pytest

from nnlab.files import pack, read_archive
from nnlab.files.limits import MIB


@pytest.mark.parametrize(
    "members",
    [
        {},
        {"a": b"", "b/c": b"text" * 100},
        {"zeros": bytes(3 * MIB)},
        {"noise": np.random.default_rng(0).bytes(MIB), "zeros": bytes(3 * MIB), "ones": b"\x01" * 2 * MIB},
    ],
    ids=["none", "text", "zeros", "mixed"],
)
def test_that_what_is_packed_is_read_again_however_small_it_would_be(members: dict[str, bytes]) -> None:
    data = pack(members)
    assert read_archive(data) == members
    assert pack(members) == data


def test_that_what_is_named_is_stored_as_it_is() -> None:
    text = b"text" * 1000
    assert len(pack({"a": text})) < len(text) < len(pack({"a": text}, stored=frozenset({"a"})))
