"""Counts the folders of each subject of a room, and the modules of each folder.

`python scripts/subject_folders.py` prints a line for each room. A subject is a package of a room,
or of another subject, that is no furniture; its folders are its own and those of its furniture.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

SOURCES = Path(__file__).resolve().parents[1] / "src" / "bocage"
sys.path.insert(0, str(SOURCES.parent))

from bocage.foundation.subjects import FURNITURE  # noqa: E402

ROOMS = ("welcome", "workspaces", "housing", "network", "outreach", "training")
MAX_MODULES = 30


@dataclass(frozen=True)
class Subject:
    """Subject, with the folders that a change to it involves."""

    package: Path
    folders: tuple[Path, ...]


def subjects_of(package: Path) -> Iterator[Subject]:
    """Yields the subjects in a room, and those in a subject, by name."""
    for folder in sorted(package.iterdir()):
        if (folder / "__init__.py").exists() and folder.name not in FURNITURE:
            yield Subject(folder, tuple(folders_of(folder)))
            yield from subjects_of(folder)


def folders_of(subject: Path) -> Iterator[Path]:
    """Yields the folder of a subject and those of its furniture that hold a module."""
    yield subject
    for folder in sorted(subject.rglob("*")):
        inside = folder.relative_to(subject).parts
        if inside[0] in FURNITURE and modules_in(folder):
            yield folder


def modules_in(folder: Path) -> int:
    """Counts the modules of a folder, except `__init__`."""
    return sum(1 for module in folder.glob("*.py") if module.name != "__init__.py")


def crowded_folders() -> dict[str, int]:
    """Gives the folders of the product that hold more modules than one looks through."""
    folders = {path.parent for path in SOURCES.rglob("*.py") if "migrations" not in path.parts}
    module_counts = {str(folder.relative_to(SOURCES)): modules_in(folder) for folder in folders}
    return {name: count for name, count in sorted(module_counts.items()) if count > MAX_MODULES}


def main() -> None:
    """Prints the table, then the crowded folders."""
    for room in ROOMS:
        subjects = list(subjects_of(SOURCES / room))
        if not subjects:
            print(f"{room:12} not cut by subject")
            continue
        counts = {subject: len(subject.folders) for subject in subjects}
        worst = max(counts, key=lambda subject: counts[subject])
        print(
            f"{room:12} {len(subjects):3} subjects, {mean(counts.values()):.1f} folders each, "
            f"{counts[worst]} at most ({worst.package.name})"
        )
    for name, count in crowded_folders().items():
        print(f"{name}: {count} modules")


if __name__ == "__main__":
    main()
