"""`python -m nnlab`, and the `nnlab` command."""

import sys

from nnlab.cli import main

if __name__ == "__main__":
    sys.exit(main())
