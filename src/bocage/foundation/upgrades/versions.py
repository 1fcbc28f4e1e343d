"""Versions of Bocage on a server, each in a folder of its own, and the link to the one in use.

/opt/bocage/versions/0.1.0/     a virtual environment, and `static/` with the files of pages
/opt/bocage/versions/0.2.0/
/opt/bocage/current             -> versions/0.2.0, run by the services
/opt/bocage/previous            -> versions/0.1.0, for pages that were opened before
"""

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext_noop

from bocage.foundation.upgrades import programs
from bocage.foundation.upgrades.errors import UpgradeError

UNFINISHED = ".unfinished"
UNUSED_PACKAGE = "pillow-heif"
"""A dependency of Wagtail for photos of a format that it takes nowhere here: 28 MB."""
READ_LOCALES = ("root", "fr", "en")
"""Prefixes of the files of Babel that are needed; those of other languages take 34 MB."""


def version_of(wheel: Path) -> str:
    """Returns the version in the name of a wheel (`bocage-0.2.0-py3-none-any.whl`).

    Raises:
        UpgradeError: it is not the name of a wheel of Bocage.
    """
    name, _, after_name = wheel.name.partition("-")
    version = after_name.partition("-")[0]
    if name != "bocage" or wheel.suffix != ".whl" or not version:
        raise UpgradeError(gettext_noop("{file} n’est pas un Bocage (.whl)."), file=wheel.name)
    return version


def make_environment(folder: Path, wheel: Path) -> None:
    """Creates a virtual environment with a Bocage, and each package in the version that was tested.

    Unused files are removed at once: the tests of the packages, the sources of their translations,
    Babel's data of other languages, and one package that nothing imports.

    Raises:
        UpgradeError: the packages could not be installed.
    """
    python = getattr(sys, "_base_executable", sys.executable)
    programs.run(python, "-m", "venv", folder)
    pip = (folder / "bin" / "python", "-m", "pip", "--quiet", "--disable-pip-version-check")
    programs.run(*pip, "install", "--no-deps", "--no-index", wheel)
    constraints = [*folder.glob("lib/python*/site-packages/bocage/constraints.txt")]
    if not constraints:
        raise UpgradeError(
            gettext_noop("{file} ne dit pas avec quelles versions il a été essayé."),
            file=wheel.name,
        )
    programs.run(*pip, "install", "--constraint", constraints[0], wheel)
    programs.run(*pip, "uninstall", "--yes", UNUSED_PACKAGE)
    for tests in [*folder.glob("lib/python*/site-packages/**/tests/")]:
        shutil.rmtree(tests, ignore_errors=True)
    for source in [*folder.glob("lib/python*/site-packages/**/*.po")]:
        source.unlink()
    for data in folder.glob("lib/python*/site-packages/babel/locale-data/*.dat"):
        if not data.name.startswith(READ_LOCALES):
            data.unlink()


@dataclass(frozen=True)
class Versions:
    """The folder of the versions, and how one is filled."""

    root: Path
    fill: Callable[[Path, Path], None] = make_environment

    @property
    def current(self) -> Path | None:
        """The folder of the version in use."""
        return self._target("current")

    @property
    def previous(self) -> Path | None:
        return self._target("previous")

    @property
    def marker(self) -> Path:
        """Path of the file in which an upgrade that has switched, and has not yet seen the new
        version serve, writes the name of the version before, so that the next run goes on from
        there.
        """
        return self.root / "switching"

    def install(self, wheel: Path) -> Path:
        """Installs a version beside the others; removes the remains of an earlier attempt first.

        Raises:
            UpgradeError: it could not be installed, or it is the one in use.
        """
        folder = self.root / "versions" / version_of(wheel)
        if folder == self.current:
            raise UpgradeError(gettext_noop("{version} est déjà en service."), version=folder.name)
        shutil.rmtree(folder, ignore_errors=True)
        folder.parent.mkdir(parents=True, exist_ok=True)
        try:
            self.fill(folder, wheel)
            gather_static_files(folder)
        except UpgradeError:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return folder

    def switch_to(self, folder: Path) -> None:
        """Points the link at this version, and the link `previous` at the one before.

        Each link is replaced atomically.
        """
        before = self.current
        if before is not None and before != folder:
            self._link("previous", before)
        self._link("current", folder)

    def forget_others(self) -> None:
        """Removes every version but the one in use and the one before it."""
        retained = {self.current, self.previous}
        for folder in (self.root / "versions").iterdir():
            if folder not in retained:
                shutil.rmtree(folder, ignore_errors=True)

    def _target(self, name: str) -> Path | None:
        link = self.root / name
        return self.root / os.readlink(link) if link.is_symlink() else None

    def _link(self, name: str, folder: Path) -> None:
        unfinished = self.root / f"{name}{UNFINISHED}"
        unfinished.unlink(missing_ok=True)
        unfinished.symlink_to(folder.relative_to(self.root))
        unfinished.replace(self.root / name)


def gather_static_files(folder: Path) -> None:
    """Collects the static files of a version in its own folder, which services cannot write in."""
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "LANG": "C.UTF-8",
        "BOCAGE_STATIC_DIR": str(folder / "static"),
        "BOCAGE_DATA_DIR": str(folder),
    }
    programs.run(folder / "bin" / "bocage", "static_files", environment=environment)
