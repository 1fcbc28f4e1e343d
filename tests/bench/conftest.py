"""The instances of the benches and the drills begin as copies of one that is migrated: migrating is
the longest part of a short bench, and the tests of migrations try it."""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bench.harness.instance import BEGINS_WITH_VARIABLE
from tests.embedded_database import DATA_FOLDER
from tests.pristine_database import digest_of_migrations

FOLDERS = DATA_FOLDER.with_name("test-benches")


@pytest.fixture(scope="session", autouse=True)
def migrated_folder():
    """Says to each bench of these tests where such a data folder is."""
    FOLDERS.mkdir(exist_ok=True)
    folder = FOLDERS / digest_of_migrations()
    # Whichever process comes first makes it, and the others wait for it.
    with (FOLDERS / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            make(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(BEGINS_WITH_VARIABLE, str(folder))
        yield


def make(folder: Path) -> None:
    """Under another name until it is whole, so that an interrupted run leaves nothing to copy."""
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
