"""With which code something was measured: a version is the same for weeks, and its code is not."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

import bench
import bocage

SOURCES = tuple(Path(str(package.__file__)).parent for package in (bocage, bench))
LENGTH = 12


@cache
def digest_of_sources() -> str:
    """Returns twelve digits of a digest of the sources, product and benches."""
    return digest_of(*SOURCES)


def digest_of(*folders: Path) -> str:
    """Returns the digest of all modules of some folders, by their names and contents."""
    digest = sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*.py")):
            content = path.read_bytes()
            digest.update(f"{path.relative_to(folder).as_posix()} {len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest()[:LENGTH]
