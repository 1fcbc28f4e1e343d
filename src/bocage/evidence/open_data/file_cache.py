"""Files of the current edition, cached on the disk of a machine after their first download.

An edition changes each night only, and a file of a whole country takes seconds to be made: it is
made for its first reader, and streamed. Files of past nights are made for each download, so that
nobody can fill the disk with a year of them.
"""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from django.conf import settings
from django.utils.translation import get_language

from bocage import __version__
from bocage.evidence.open_data.editions import Edition
from bocage.evidence.open_data.files import DataFile


def cached_path(data_file: DataFile, edition: Edition) -> Path:
    """Returns the path at which a file of an edition is cached, existing or not, in the active
    language.
    """
    version = sha256(f"{__version__}.{edition.version}".encode()).hexdigest()[:16]
    return _folder() / version / f"{get_language()}.{data_file.name}"


def caching(parts: Iterable[str | bytes], path: Path) -> Iterator[bytes]:
    """Yields the parts of a file, and caches it once all were sent; the files of previous editions
    are then deleted. A disk that cannot be written to does not prevent the download.
    """
    writing = _begin(path)
    try:
        for part in parts:
            content = part.encode() if isinstance(part, str) else part
            writing = _write(writing, content)
            yield content
        if writing is not None:
            _store(writing, path)
    finally:
        if writing is not None:
            writing.close()
            with suppress(FileNotFoundError):
                os.unlink(writing.name)


def _folder() -> Path:
    return settings.BOCAGE.data_dir / "kept" / "open-data"


def _begin(path: Path) -> IO[bytes] | None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return NamedTemporaryFile(dir=path.parent, delete=False)
    except OSError:
        return None


def _write(writing: IO[bytes] | None, part: bytes) -> IO[bytes] | None:
    """Writes a part to the cached file; returns None once the disk has refused it."""
    if writing is None:
        return None
    try:
        writing.write(part)
    except OSError:
        with suppress(OSError):
            writing.close()
        with suppress(FileNotFoundError):
            os.unlink(writing.name)
        return None
    return writing


def _store(writing: IO[bytes], path: Path) -> None:
    with suppress(OSError):
        writing.close()
        os.replace(writing.name, path)
        for folder in _folder().iterdir():
            if folder != path.parent:
                shutil.rmtree(folder, ignore_errors=True)
