"""Which files are open in a window: a lock for each, beside no file of the user's, that ends with its window."""

import hashlib
import os
from contextlib import ExitStack
from pathlib import Path

from nnlab.files import SaveError, locked


class Claim:
    """The one file that a window has open. Two windows of one user cannot claim the same one."""

    def __init__(self, folder: Path) -> None:
        """Keep the locks in `folder`, which need not be there yet."""
        self._folder = folder
        self._held = ExitStack()

    def take(self, path: Path) -> bool:
        """Let go of the file before and claim `path`; return whether nobody else has it open.

        Where there can be no lock, as in a home that is read-only, nobody is known to have it.
        """
        self.release()
        name = hashlib.sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:32]
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._held.enter_context(locked(self._folder / name, wait_s=0))
        except SaveError as fault:
            return fault.code != "held"
        except OSError:
            return True
        return True

    def release(self) -> None:
        """Claim nothing any more."""
        self._held.close()
