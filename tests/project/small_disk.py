"""Saves a project on a disk that has less and less room, and prints what came of it. `test_full_disks` runs it.

    python -m tests.project.small_disk FOLDER

The folder is the root of a file system of its own, which is filled but for so many pages each time.
"""

import json
import os
import sys
from pathlib import Path

from nnlab.files import SaveError
from nnlab.project.nnlab_file import project_bytes, save_project
from tests.project.kill_harness import Versions


def main() -> None:
    folder = Path(sys.argv[1])
    path, filler = folder / "project.nnlab", folder / "filler"
    versions = Versions()
    old, new = versions[0], versions[1]
    save_project(path, old)
    page = os.statvfs(folder).f_frsize
    needed = -(-len(project_bytes(new)) // page)
    tried = []
    for free in range(needed + 2):
        filler.write_bytes(bytes((os.statvfs(folder).f_bavail - free) * page))
        outcome = "saved"
        try:
            save_project(path, new)
        except SaveError as fault:
            outcome = fault.code
        content, left = path.read_bytes(), sorted(file.name for file in folder.iterdir())
        whole = content == project_bytes(new if outcome == "saved" else old)
        tried.append({"enough": free >= needed, "outcome": outcome, "whole": whole, "left": left})
        filler.unlink()
        save_project(path, old)
    print(json.dumps(tried))


if __name__ == "__main__":
    main()
