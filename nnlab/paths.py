"""Finds resources/ and datasets/ in a checkout, an installed wheel or a frozen bundle.

No other module knows where these folders lie.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    """Return the folder `name`: inside the package in a wheel or a bundle, beside it in a checkout."""
    for candidate in (_PACKAGE / name, _PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(
        f"nnlab's folder '{name}' is missing beside {_PACKAGE}. The installation is incomplete: "
        "install nnlab again."
    )


def resources(*parts: str) -> Path:
    """Return a path below resources/, for example resources('icons', 'play.svg')."""
    return _folder("resources").joinpath(*parts)


def datasets(*parts: str) -> Path:
    """Return a path below datasets/, for example datasets('xor.csv')."""
    return _folder("datasets").joinpath(*parts)
