"""A Debian tree, empty at first, in which Bocage is installed as on a server."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.cluster.programs import CannotDrill, Programs
from bocage.foundation.ops.configuration import PROJECT_FOLDER

PACKAGES = (
    *("python3-venv", "caddy", "nginx", "systemd-sysv", "logrotate"),
    *("ca-certificates", "procps"),
)
SUITE = "trixie"
SOURCES = Path("/etc/apt/sources.list.d/debian.sources")
CERTIFICATES = "etc/ssl/certs/ca-certificates.crt"
DEPLOY = PROJECT_FOLDER / "deploy" / "server"
BENCH = PROJECT_FOLDER / "bench"
INSTALLED = (PROJECT_FOLDER / "src", BENCH, DEPLOY)
DOMAIN = "bocage.example.org"
OPERATOR = "technique@example.org"
RELEASE = "root/release"
LABORATORY = "opt/laboratory"
"""Folder of the benches, which the wheel does not contain."""
WHEELS = "opt/packages"
"""Packages that pip finds without a network, as an upgrade inside the drill has none."""
ENTER = """
mount --make-rprivate /
mount -t proc proc "$1/proc"
mount --rbind /dev "$1/dev"
mount --bind "/$2" "$1/$2"
root=$1; shift 2
exec chroot "$root" "$@"
"""


@dataclass(frozen=True)
class DebianTree:
    """A tree below a folder, and how long each part of its making took."""

    folder: Path

    @property
    def root(self) -> Path:
        return self.folder / "root"

    @property
    def times(self) -> dict[str, float]:
        """Seconds, by the part; empty where the tree was not finished."""
        try:
            times: dict[str, float] = json.loads(self._record.read_text())
        except FileNotFoundError:
            return {}
        return times

    @property
    def is_of_this_code(self) -> bool:
        """Checks whether it is complete, and newer than the sources that it installs."""
        if not self.times:
            return False
        made_at = self._record.stat().st_mtime
        files = (path for folder in INSTALLED for path in folder.rglob("*") if path.is_file())
        return all(path.stat().st_mtime <= made_at or path.suffix == ".pyc" for path in files)

    @property
    def wheel(self) -> Path:
        """The wheel that is installed."""
        return next((self.root / RELEASE).glob("bocage-*.whl"))

    @property
    def _record(self) -> Path:
        return self.folder / "times.json"

    def make(self, programs: Programs) -> None:
        """Builds the tree, and runs deploy/server/install in it, as an administrator would.

        Raises:
            CannotDrill: a program failed; the message ends with its output.
        """
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        times = {
            "debian_s": self._timed(lambda: self._bootstrap(programs)),
            "wheel_s": self._timed(self._bring_release),
            "install_s": self._timed(self._install),
            "packages_s": self._timed(self._copy_packages),
        }
        self._record.write_text(json.dumps(times))

    def enter(self, *command: str, environment: Mapping[str, str] | None = None) -> str:
        """Runs a program in the tree, with the network of this machine; returns its output.

        Raises:
            CannotDrill: it failed.
        """
        pip = {name: value for name, value in os.environ.items() if name.startswith("PIP_")}
        pip.pop("PIP_FIND_LINKS", None)
        shutil.copyfile("/etc/resolv.conf", self.root / "etc/resolv.conf")
        return _run(
            "unshare", "--mount", "--fork", "--kill-child",
            "bash", "-ec", ENTER, "enter", str(self.root), CERTIFICATES,
            "env", "-i", "HOME=/root", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8",
            *(f"{name}={value}" for name, value in (pip | dict(environment or {})).items()),
            *command,
        )  # fmt: skip

    def _bootstrap(self, programs: Programs) -> None:
        sources = [str(SOURCES)] if SOURCES.exists() else []
        _run(
            programs.path("mmdebstrap"), "--quiet", "--mode=root", "--variant=minbase",
            f"--include={','.join(PACKAGES)}", SUITE, str(self.root), *sources,
        )  # fmt: skip

    def _bring_release(self) -> None:
        """Copies the wheel, deploy/server and the benches, as to a server."""
        release = self.root / RELEASE
        uv = PROJECT_FOLDER / ".tools" / "uv"
        _run(str(uv), "build", "--quiet", "--wheel", "--out-dir", str(release), str(PROJECT_FOLDER))
        shutil.copytree(DEPLOY, release / "server")
        shutil.copytree(BENCH, self.root / LABORATORY / "bench")

    def _install(self) -> None:
        wheel = f"/{RELEASE}/{self.wheel.name}"
        self.enter(f"/{RELEASE}/server/install", wheel, DOMAIN, OPERATOR)

    def _copy_packages(self) -> None:
        current = "/opt/bocage/current"
        constraints = next(
            self.root.glob(
                "opt/bocage/versions/*/lib/python3*/site-packages/bocage/constraints.txt"
            )
        )
        self.enter(
            f"{current}/bin/python", "-m", "pip", "--quiet", "wheel", "--wheel-dir", f"/{WHEELS}",
            "--constraint", f"/{constraints.relative_to(self.root)}",
            f"/{RELEASE}/{self.wheel.name}",
        )  # fmt: skip

    @staticmethod
    def _timed(part: Callable[[], None]) -> float:
        started = time.monotonic()
        part()
        return round(time.monotonic() - started, 1)


def _run(*command: str) -> str:
    process = subprocess.run(command, capture_output=True, text=True, check=False)
    if process.returncode:
        raise CannotDrill(f"{command[0]} failed:\n{(process.stderr or process.stdout)[-3000:]}")
    return process.stdout
