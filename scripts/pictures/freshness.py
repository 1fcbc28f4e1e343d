"""Whether a picture is older than the page that it shows.

A page is made of its own templates: those that were read to render it when the picture was taken,
but for the frame and the components that every page shares. Their digest is kept beside the
pictures; a picture whose templates say something else today must be taken again. What is shared
(the frame, the components, the styles) makes all of them to be taken again before a release.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import TypedDict

PROJECT = Path(__file__).resolve().parents[2]
PICTURES_FOLDER = PROJECT / "docs" / "images"
KEPT = PICTURES_FOLDER / "pages.json"
SHARED = ("src/bocage/foundation/templates/", "src/bocage/demo/templates/")
MOST_BYTES = 60_000
"""What a picture may weigh."""


class Made(TypedDict):
    """What a page was made of when its picture was taken."""

    templates: list[str]
    digest: str


def own_templates(paths: Iterable[Path]) -> list[str]:
    """Of the templates of a page, those that are its own, from the folder of the project."""
    within = {
        path.relative_to(PROJECT).as_posix() for path in paths if path.is_relative_to(PROJECT)
    }
    return sorted(
        name for name in within if name.startswith("src/bocage/") and not name.startswith(SHARED)
    )


def digest_of(templates: Iterable[str]) -> str:
    """The digest of what some templates say today; of one that is gone, nothing."""
    read = hashlib.sha256()
    for name in sorted(templates):
        path = PROJECT / name
        read.update(name.encode() + b"\0" + (path.read_bytes() if path.exists() else b"") + b"\0")
    return read.hexdigest()[:16]


def kept() -> dict[str, Made]:
    """What each picture was made of, by its name."""
    return json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}


def keep(made: dict[str, Made]) -> None:
    """Writes what the pictures were made of, a picture a line."""
    lines = [f"  {json.dumps(name)}: {json.dumps(made[name])}" for name in sorted(made)]
    KEPT.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def older(made: dict[str, Made]) -> list[str]:
    """The names of the pictures that are older than their page."""
    return [name for name, one in made.items() if digest_of(one["templates"]) != one["digest"]]
