"""The disk of a drill, which can be full."""

from __future__ import annotations

import errno
import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.harness.processes import family
from bocage.foundation.db.embedded_postgres import EmbeddedPostgres

SIZE_MB = 1024
BLOCK = bytes(1024 * 1024)
LARGEST_FILE_OCTETS = 64 * 1024


@dataclass(frozen=True)
class Disk:
    """Folder on a disk of its own, if root could mount one; otherwise on the main disk, which must
    not be filled.
    """

    folder: Path
    is_its_own: bool

    @contextmanager
    def full(self, server: EmbeddedPostgres) -> Iterator[str]:
        """Fills the disk of a server within the block; yields the method."""
        if self.is_its_own:
            with self._filled() as taken_mb:
                yield f"filled the disk with the last {taken_mb} MB"
        else:
            process = server.running_process()
            _limit_files(process, LARGEST_FILE_OCTETS)
            try:
                yield "not root: files of the server limited to 64 kB, and no disk filled"
            finally:
                _limit_files(process, resource.RLIM_INFINITY)

    @contextmanager
    def _filled(self) -> Iterator[int]:
        filler = self.folder / "filler"
        try:
            yield _fill(filler)
        finally:
            filler.unlink()


@contextmanager
def small_disk() -> Iterator[Disk]:
    """Mounts such a disk within the block, in memory, so that it is fast."""
    with TemporaryDirectory(prefix="bocage-disk-") as folder:
        if not _mounts(folder):
            yield Disk(Path(folder), is_its_own=False)
            return
        try:
            yield Disk(Path(folder), is_its_own=True)
        finally:
            subprocess.run(["umount", "--lazy", folder], check=False)


def _mounts(folder: str) -> bool:
    if os.geteuid() != 0:
        return False
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE_MB}m", "tmpfs", folder],
        check=False, capture_output=True,
    )  # fmt: skip
    return mounted.returncode == 0


def _fill(filler: Path) -> int:
    """Writes until the disk is full; returns the megabytes written."""
    filled = 0
    with filler.open("wb", buffering=0) as file:
        try:
            # A partial write leaves less than a block, and the next write fails.
            while count := file.write(BLOCK):
                filled += count
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
    return filled // len(BLOCK)


def _limit_files(process: int | None, octets: int) -> None:
    """Limits the file size of the server and its processes, future ones included."""
    for member in family(process) if process else []:
        with suppress(ProcessLookupError):
            resource.prlimit(member, resource.RLIMIT_FSIZE, (octets, resource.RLIM_INFINITY))
