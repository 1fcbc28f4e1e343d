"""Files that do not fit in memory: written as they come and read from a disk, wherever they lie."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO

from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage


@contextmanager
def writing_stored_file(storage: Storage, name: str) -> Iterator[IO[bytes]]:
    """Opens a new private file for writing. It is in the storage once the block has ended well, and
    nowhere otherwise.
    """
    if not isinstance(storage, FileSystemStorage):
        with TemporaryFile() as file:
            yield file
            file.seek(0)
            storage.save(name, File(file))
        return
    path = Path(storage.path(name))
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with open(path, "xb", opener=_private) as file:
            yield file
    except BaseException:
        path.unlink(missing_ok=True)
        raise


@contextmanager
def on_disk(storage: Storage, name: str) -> Iterator[Path]:
    """Yields the path of a local file with the content of a stored file, valid within the block.

    If the stored file is gone, no file exists at that path.
    """
    if isinstance(storage, FileSystemStorage):
        yield Path(storage.path(name))
        return
    with TemporaryDirectory(prefix="bocage-") as folder:
        path = Path(folder) / "file"
        with suppress(FileNotFoundError), storage.open(name) as stored, path.open("wb") as copy:
            shutil.copyfileobj(stored, copy)
        yield path


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
