"""Addresses of schedulers: whether one can be an address at all is known before anybody waits for an answer."""

import re

from nnlab.project.spoken import shown
from nnlab.trials.backend import BackendError

# A protocol of Dask's, if any, then a name, or numbers (of IPv6 in brackets), and a port.
_ADDRESS = re.compile(
    r"(?:(?:tcp|tls|ws|wss|ucx|ucxx)://)?(?:\[[0-9a-fA-F:.%]+\]|[^\s:/\[\]@?#\\]+):(\d{1,5})/?"
)
_MOST_PORT = 65535


def require_address(address: str) -> None:
    """Raise BackendError for what is no address of a scheduler, such as 'tcp://host:8786'."""
    found = _ADDRESS.fullmatch(address)
    if found is None or not 0 < int(found[1]) <= _MOST_PORT:
        raise BackendError(
            f"{shown(address)} is no address of a scheduler. Write one like tcp://host:8786.", "no-address"
        )
