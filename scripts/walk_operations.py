"""Walks every operation of the rooms that row-level security guards, in the role of pages.

    python -m scripts.walk_operations

Runs the tests of these rooms, which fail where row-level security hides a row from an operation,
and names the operations that none of them ran as a page does, by its name or by a page.
"""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import django

ROOMS = ("housing", "training", "welcome")


def main() -> int:
    """Prints the operations that no test ran in the role of pages; returns 0 if there is none."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bocage.settings")
    django.setup()
    from tests.operations_of_pages import WRITES_TO, operations_of

    with TemporaryDirectory() as folder:
        tests = [f"tests/{room}" for room in ROOMS]
        command = [sys.executable, "-m", "pytest", "-q", "-n", "2", *tests]
        process = subprocess.run(command, env=os.environ | {WRITES_TO: folder}, check=False)
        ran = {name for path in Path(folder).iterdir() for name in path.read_text().split()}
    operations = set().union(*(operations_of(room) for room in ROOMS))
    missing = sorted(operations - ran)
    print(f"{len(operations & ran)} of {len(operations)} operations ran in the role of pages.")
    print("\n".join(missing))
    return 1 if missing else process.returncode


if __name__ == "__main__":
    sys.exit(main())
