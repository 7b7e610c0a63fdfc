"""How a command is added to the command line, the same way for all of them."""

import argparse
from typing import Any


def add_command(
    commands: "argparse._SubParsersAction[Any]", name: str, *, help: str, description: str, epilog: str
) -> Any:
    """Add the command `name` and return its parser: no abbreviations, and the epilog's lines stay as they are."""
    return commands.add_parser(
        name,
        help=help,
        description=description,
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
