"""Build hook of `uv build`, which refuses a wheel without the files that pages need.

The front end and the translations are made by `make built`; a wheel without them serves
pages without style. The wheel also carries `constraints.txt`: the locked version of each package
that Bocage depends on, for `pip install -c` and `uv tool install -c`.
"""

from __future__ import annotations

import tempfile
import tomllib
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUILT = {
    "the front end": ("src/bocage/static/dist", "**/*.css"),
    "the words": ("src/bocage", "*/locale/en/LC_MESSAGES/django.mo"),
    "the reference data": ("src/bocage/territory/reference", "decoupage-administratif.json.gz"),
    "the positions of communes": ("src/bocage/territory/reference", "positions.json.gz"),
}
CONSTRAINTS = "bocage/constraints.txt"


class Incomplete(Exception):
    """Something that is made was not."""


class CustomBuildHook(BuildHookInterface):
    """Called by hatchling for each wheel and each archive of sources."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Checks the built files before packing.

        Raises:
            Incomplete: some are missing.
        """
        if version == "editable":
            return
        check_is_whole(Path(self.root))
        if self.target_name == "wheel":
            file = Path(tempfile.mkdtemp(prefix="bocage-wheel-")) / "constraints.txt"
            file.write_text(constraints((Path(self.root) / "uv.lock").read_text()))
            build_data["force_include"][str(file)] = CONSTRAINTS


def check_is_whole(root: Path) -> None:
    """Checks that all built files exist.

    Raises:
        Incomplete: some are missing; the message explains what to do.
    """
    lacking = [
        name for name, (folder, pattern) in BUILT.items() if not any((root / folder).glob(pattern))
    ]
    words = len(list((root / "src/bocage").glob("*/locale/en")))
    compiled = len(list((root / "src/bocage").glob(BUILT["the words"][1])))
    if compiled < words and "the words" not in lacking:
        lacking.append("some of the words")
    if lacking:
        raise Incomplete(f"{', '.join(lacking)}: run `make built` first.")


def constraints(lock: str) -> str:
    """Returns the locked version of each package, one per line, except those with several."""
    versions: dict[str, set[str]] = {}
    for package in tomllib.loads(lock)["package"]:
        if "registry" in package["source"]:
            versions.setdefault(package["name"], set()).add(package["version"])
    return "".join(
        f"{name}=={version.copy().pop()}\n"
        for name, version in sorted(versions.items())
        if len(version) == 1
    )
