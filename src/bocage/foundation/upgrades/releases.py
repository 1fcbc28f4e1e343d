"""Source of new versions of Bocage: a folder of wheels, or a page that links to them."""

import sys
from collections.abc import Collection
from pathlib import Path

from packaging.utils import InvalidWheelFilename, parse_wheel_filename
from packaging.version import Version

from bocage.foundation.upgrades import programs
from bocage.foundation.upgrades.errors import UpgradeError

NONE_FOUND = "No matching distribution found"


def newest_release(source: str, *, after: str, without: Collection[str], into: Path) -> Path | None:
    """Returns the wheel of the newest version after the given one; None if there is none.

    Only the source is read, never the public package index, where anybody may register a name.
    Versions that failed before (`without`) and prereleases (`0.2.0rc1`) are ignored. A wheel that a
    page links to is downloaded into a folder.

    Raises:
        UpgradeError: the source cannot be read.
    """
    if source.startswith("https://"):
        _fetch(source, after=after, without=without, into=into)
        source = str(into)
    wheels = {
        version: wheel for wheel in Path(source).glob("*.whl") if (version := _version(wheel))
    }
    newer = [
        version
        for version in wheels
        if version > Version(after) and str(version) not in without and not version.is_prerelease
    ]
    return wheels[max(newer)] if newer else None


def _version(wheel: Path) -> Version | None:
    """Returns the version of a wheel of Bocage; None for any other file."""
    try:
        name, version, _build, _tags = parse_wheel_filename(wheel.name)
    except InvalidWheelFilename:
        return None
    return version if name == "bocage" else None


def _fetch(page: str, *, after: str, without: Collection[str], into: Path) -> None:
    """Fetches the newest wheel that a page links to, where there is a newer one."""
    requirement = ",".join([f"bocage>{after}", *(f"!={version}" for version in sorted(without))])
    into.mkdir(parents=True, exist_ok=True)
    try:
        programs.run(
            sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "download",
            "--no-index", "--no-deps", "--find-links", page, "--dest", into, requirement,
        )  # fmt: skip
    except UpgradeError as error:
        if NONE_FOUND not in str(error):
            raise
