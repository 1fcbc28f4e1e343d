"""Migrated data folder, cached as long as the migrations are unchanged.

Instances that do not test their first start begin as copies of it: migrating is the longest part of
a start, and the wheel is tested from scratch (`tests/test_wheel.py`).
"""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.databases.embedded_database import DATA_FOLDER
from tests.databases.pristine_database import digest_of_migrations

FOLDERS = DATA_FOLDER.with_name("test-folders")


def migrated_folder() -> Path:
    """Find the folder. Whichever process comes first makes it, and the others wait for it."""
    FOLDERS.mkdir(exist_ok=True)
    folder = FOLDERS / digest_of_migrations()
    with (FOLDERS / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            _make(folder)
    return folder


def _make(folder: Path) -> None:
    """Make it under another name until it is whole: an interrupted run leaves nothing to copy."""
    for outdated in FOLDERS.iterdir():
        if outdated.is_dir():
            shutil.rmtree(outdated)
    unfinished = FOLDERS / "unfinished"
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith("BOCAGE_")
    }
    subprocess.run(
        [sys.executable, "-m", "bocage", "migrate", "--verbosity", "0"],
        env=inherited | {"BOCAGE_DATA_DIR": str(unfinished), "DATABASE_URL": ""},
        check=True,
    )
    unfinished.rename(folder)
