"""With which code something was measured: a version is the same for weeks, and its code is not."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

import bocage

SOURCES = Path(bocage.__file__).parent
LENGTH = 12


@cache
def digest_of_sources() -> str:
    """Twelve digits that another program, even by one letter of one module, does not have; where
    it is installed from a wheel they are those of its clone."""
    return digest_of(SOURCES)


def digest_of(folder: Path) -> str:
    """That of all modules of a folder, by their names and contents."""
    told = sha256()
    for path in sorted(folder.rglob("*.py")):
        content = path.read_bytes()
        told.update(f"{path.relative_to(folder).as_posix()} {len(content)}\n".encode())
        told.update(content)
    return told.hexdigest()[:LENGTH]
