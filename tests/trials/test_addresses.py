"""What can be the address of a scheduler."""

import pytest

from nnlab.trials.addresses import require_address
from nnlab.trials.backend import BackendError


@pytest.mark.parametrize(
    "address", ["tcp://host:8786", "host:8786", "tls://10.0.0.7:1", "tcp://[::1]:8786", "wss://a-b.c.kr:443/"]
)
def test_that_what_dask_understands_is_an_address(address: str) -> None:
    require_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        " ",
        "host",
        "tcp://host",
        "tcp://:8786",
        "tcp://my host:8786",
        "http://host:8786",
        "tcp://host:99999",
    ],
)
def test_that_anything_else_is_refused_without_waiting(address: str) -> None:
    with pytest.raises(BackendError, match="no address of a scheduler") as caught:
        require_address(address)
    assert caught.value.code == "no-address"
