"""`python -m nnlab`, and the `nnlab` command."""

import sys


def main() -> int:
    """Obey the command line and return the exit code; Ctrl-C is one line even while everything is being loaded."""
    if getattr(sys, "frozen", False):  # a bundle starts itself anew for every process of a sweep
        from multiprocessing import freeze_support

        freeze_support()
    try:
        from nnlab.cli import main as obey

        return obey()
    except KeyboardInterrupt:
        print("nnlab: interrupted.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
