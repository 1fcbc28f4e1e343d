"""The programs of a cluster, as Debian packages them: of the system, or unpacked in a folder."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bocage.foundation.ops.configuration import PROJECT_FOLDER

CLUSTER_PACKAGES = (
    *("postgresql-17", "patroni", "etcd-server", "haproxy", "pgbouncer"),
    *("python3-etcd", "python3-dnspython"),  # With which Patroni speaks to etcd.
)
RECOVERY_PACKAGES = ("postgresql-17", "pgbackrest")
POSTGRES = "usr/lib/postgresql/17/bin"
LIBRARIES = "usr/lib/x86_64-linux-gnu"
PYTHON_PACKAGES = "usr/lib/python3/dist-packages"
DEPLOY = PROJECT_FOLDER / "deploy" / "cluster"

FOUND_AT = {
    "postgresql-17": f"{POSTGRES}/postgres",
    "patroni": "usr/bin/patroni",
    "etcd-server": "usr/bin/etcd",
    "haproxy": "usr/sbin/haproxy",
    "pgbouncer": "usr/sbin/pgbouncer",
    "pgbackrest": "usr/bin/pgbackrest",
    "python3-etcd": f"{PYTHON_PACKAGES}/etcd",
    "python3-dnspython": f"{PYTHON_PACKAGES}/dns",
    "mmdebstrap": "usr/bin/mmdebstrap",
    "libfaketime": f"{LIBRARIES}/faketime/libfaketime.so.1",
}


class CannotDrill(Exception):
    """Error raised when this machine lacks something for a drill, in sentences."""


@dataclass(frozen=True)
class Programs:
    """Location of the programs: below `/`, or below a folder of unpacked packages."""

    root: Path

    def path(self, package: str) -> str:
        """Returns the program of a package."""
        return str(self.root / FOUND_AT[package])

    @property
    def postgres_folder(self) -> Path:
        return self.root / POSTGRES

    @property
    def environment(self) -> dict[str, str]:
        """Returns the environment with their library paths, and nothing of ours."""
        inherited = {
            name: value
            for name, value in os.environ.items()
            if name in {"PATH", "LANG", "TMPDIR", "HOME"}
        }
        if self.root == Path("/"):
            return inherited
        return inherited | {
            "LD_LIBRARY_PATH": str(self.root / LIBRARIES),
            "PYTHONPATH": str(self.root / PYTHON_PACKAGES),
        }

    def lacks(self, packages: Sequence[str]) -> list[str]:
        return [package for package in packages if not Path(self.path(package)).exists()]


def find_programs(packages: Sequence[str], folder: Path, *, fetch: bool) -> Programs:
    """Returns the programs of the system, else those of a folder; `fetch` unpacks them there.

    Raises:
        CannotDrill: some are missing.
    """
    installed, unpacked = Programs(Path("/")), Programs(folder)
    if not installed.lacks(packages):
        return installed
    if unpacked.lacks(packages) and fetch:
        _unpack(packages, folder)
    lacking = unpacked.lacks(packages)
    if lacking:
        raise CannotDrill(
            f"These Debian packages are missing: {', '.join(lacking)}. Install them, or add "
            f"--fetch to have them unpacked in {folder}, which changes nothing of the system."
        )
    return unpacked


def check_is_root(reason: str) -> None:
    """Raises CannotDrill where we are not root."""
    if os.geteuid() != 0:
        raise CannotDrill(f"This drill must be run by root: {reason}.")


def check_has_commands(*names: str) -> None:
    """Raises CannotDrill where a command of the system is missing."""
    lacking = [name for name in names if shutil.which(name) is None]
    if lacking:
        raise CannotDrill(
            f"These commands are missing: {', '.join(lacking)} (iproute2, util-linux)."
        )


def _unpack(packages: Sequence[str], folder: Path) -> None:
    archives = folder / "archives"
    (archives / "partial").mkdir(parents=True, exist_ok=True)
    command = [
        "apt-get", "install", "--yes", "--download-only", "--no-install-recommends",
        # Nothing of the system changes: an ordinary user needs none of its locks.
        "-o", f"Dir::Cache::archives={archives}", "-o", "Debug::NoLocking=true", *packages,
    ]  # fmt: skip
    try:
        process = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise CannotDrill("There is no apt-get here: --fetch is for Debian.") from error
    if process.returncode:
        raise CannotDrill(f"apt-get cannot fetch the packages:\n{process.stderr.strip()}")
    for archive in archives.glob("*.deb"):
        subprocess.run(["dpkg", "-x", archive, folder], check=True)
    shutil.rmtree(archives)
