"""Locks between processes, held on files: the kernel frees them however a process ends."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


class AlreadyLocked(Exception):
    """Error raised when another process holds the lock."""


@contextmanager
def exclusive_lock(path: Path, *, wait: bool = True) -> Iterator[None]:
    """Holds the lock alone inside the block.

    Raises:
        AlreadyLocked: another process holds it, and `wait` is False.
    """
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError as error:
            raise AlreadyLocked(str(path)) from error
        yield


def shared_lock(path: Path) -> IO[str]:
    """Holds the lock together with others, until the file that is returned is closed."""
    file = path.open("a")
    fcntl.flock(file, fcntl.LOCK_SH)
    return file


def leave_shared_lock(file: IO[str]) -> bool:
    """Releases a shared lock, and returns True if no other process holds it.

    If so the caller holds it alone until it closes the file, so that it can put things away before
    another process comes in.
    """
    fcntl.flock(file, fcntl.LOCK_UN)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
