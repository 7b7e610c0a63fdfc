"""Names that a lesson may use: each is one of a closed set."""

from collections.abc import Sequence

from nnlab.engine.errors import unknown_name


def require_known(kind: str, name: object, allowed: Sequence[str]) -> None:
    """Raise UnknownNameError, which says what may be meant, unless `name` is one of `allowed`."""
    if name not in allowed:
        raise unknown_name(kind, name, allowed)
