"""Archive of a backup: a tar file, encrypted with age for the keys of its recipients.

    backup.tar.age
      database.dump     the database, as pg_dump saves it
      media/…           public uploaded files
      private/…         private uploaded files
      manifest.json     last, so that a truncated file is recognised

The content goes through a pipe to the cipher, and is never written in clear on the disk.
"""

import hashlib
import io
import os
import tarfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Any

import pyrage
from django.utils.translation import gettext_noop

from bocage.foundation.backups.errors import BackupDamaged, BackupError
from bocage.foundation.backups.manifest import FORMAT, MANIFEST_NAME, Manifest

SEALED_SUFFIX = ".age"
PIECE_BYTES = 1024 * 1024
LARGEST_MANIFEST_BYTES = 64 * 1024 * 1024


class Archive:
    """Archive being written: `add` files to it, then `close_with` its manifest."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.files: dict[str, str] = {}
        """SHA-256 of each file by its path in the archive."""

    def add(self, path: Path, name: str) -> None:
        """Adds a file as it is at this moment. One that was just removed is left out."""
        try:
            content = path.open("rb")
        except FileNotFoundError:
            return
        with content:
            entry = tarfile.TarInfo(name)
            entry.size = os.fstat(content.fileno()).st_size
            entry.mtime = int(os.fstat(content.fileno()).st_mtime)
            entry.mode = 0o600
            read = HashingReader(content)
            self._tar.addfile(entry, read)
            self.files[name] = read.hash.hexdigest()

    def close_with(self, manifest: Manifest) -> None:
        document = manifest.model_dump_json(indent=1).encode()
        entry = tarfile.TarInfo(MANIFEST_NAME)
        entry.size = len(document)
        self._tar.addfile(entry, io.BytesIO(document))


class HashingReader(io.RawIOBase):
    """File whose SHA-256 is known once it was read."""

    def __init__(self, content: IO[bytes]) -> None:
        self._content = content
        self.hash = hashlib.sha256()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self._content.read(len(buffer))
        self.hash.update(piece)
        buffer[: len(piece)] = piece
        return len(piece)


@contextmanager
def written_archive(path: Path, recipients: list[str]) -> Iterator[Archive]:
    """Opens a new archive at a path, encrypted for recipients (`age1…`), or in clear if there are
    none.

    Raises:
        BackupError: a recipient is not a public key of age.
    """
    sealed_for = [_recipient(recipient) for recipient in recipients]
    with path.open("xb") as file:
        path.chmod(0o600)
        if not sealed_for:
            with tarfile.open(fileobj=file, mode="w|") as tar:
                yield Archive(tar)
            return
        with (
            _through(lambda source: pyrage.encrypt_io(source, file, sealed_for)) as sink,
            tarfile.open(fileobj=sink, mode="w|") as tar,
        ):
            yield Archive(tar)


def unpack(path: Path, into: Path, identities: list[str]) -> Manifest:
    """Opens an archive into an empty folder, each file checked against the manifest.

    Raises:
        BackupDamaged: it is cut short, altered, no backup, or sealed for other keys.
    """
    try:
        sums, manifest = _unpacked(path, into, [_identity(identity) for identity in identities])
    except (tarfile.TarError, pyrage.DecryptError, ValueError, EOFError) as error:
        raise BackupDamaged(
            gettext_noop(
                "{path} ne s’ouvre pas : ce n’est pas une sauvegarde entière, ou elle est scellée "
                "pour une autre clé ({reason})."
            ),
            path=path,
            reason=error,
        ) from error
    if manifest is None or manifest.format != FORMAT or sums != manifest.files:
        raise BackupDamaged(
            gettext_noop("{path} n’est pas entière, ou quelqu’un l’a changée."), path=path
        )
    return manifest


def _unpacked(path: Path, into: Path, keys: list[Any]) -> tuple[dict[str, str], Manifest | None]:
    with path.open("rb") as file:
        if path.suffix != SEALED_SUFFIX:
            with tarfile.open(fileobj=file, mode="r|") as tar:
                return _entries(tar, into)
        with (
            _from(lambda sink: pyrage.decrypt_io(file, sink, keys)) as source,
            tarfile.open(fileobj=source, mode="r|") as tar,
        ):
            return _entries(tar, into)


def _entries(tar: tarfile.TarFile, into: Path) -> tuple[dict[str, str], Manifest | None]:
    sums: dict[str, str] = {}
    for entry in tar:
        content = tar.extractfile(entry) if entry.isreg() else None
        if content is None:
            raise tarfile.TarError(entry.name)
        if entry.name == MANIFEST_NAME:
            return sums, Manifest.model_validate_json(content.read(LARGEST_MANIFEST_BYTES))
        sums[entry.name] = _write(content, _inside(into, entry.name))
    return sums, None


def _write(content: IO[bytes], path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with path.open("xb") as file:
        while piece := content.read(PIECE_BYTES):
            digest.update(piece)
            file.write(piece)
    return digest.hexdigest()


def _inside(folder: Path, name: str) -> Path:
    """Returns the path of an entry; a forged archive might try to leave the folder."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or not path.parts:
        raise tarfile.TarError(name)
    return folder / path


@contextmanager
def _through(work: Callable[[IO[bytes]], None]) -> Iterator[IO[bytes]]:
    """Opens a pipe to write to, which `work` reads meanwhile in a thread of its own."""
    incoming, outgoing = os.pipe()
    with ThreadPoolExecutor(max_workers=1) as threads:
        working = threads.submit(_with_end, incoming, "rb", work)
        try:
            with open(outgoing, "wb") as sink:
                yield sink
        except BrokenPipeError:
            # The other end has closed: report its reason, not this error.
            working.result()
            raise
        working.result()


@contextmanager
def _from(work: Callable[[IO[bytes]], None]) -> Iterator[IO[bytes]]:
    """Opens a pipe to read from, which `work` fills meanwhile in a thread of its own."""
    incoming, outgoing = os.pipe()
    with ThreadPoolExecutor(max_workers=1) as threads:
        working = threads.submit(_with_end, outgoing, "wb", work)
        with open(incoming, "rb") as source:
            yield source
            # Unread data would block the other end.
            while source.read(PIECE_BYTES):
                pass
        working.result()


def _with_end(descriptor: int, mode: str, work: Callable[[IO[bytes]], None]) -> None:
    with open(descriptor, mode) as end:
        work(end)


def _recipient(text: str) -> Any:
    try:
        return pyrage.x25519.Recipient.from_str(text.strip())
    except pyrage.RecipientError as error:
        raise BackupError(
            gettext_noop("« {text} » n’est pas une clé publique d’age (age1…)."), text=text
        ) from error


def _identity(text: str) -> Any:
    try:
        return pyrage.x25519.Identity.from_str(text.strip())
    except pyrage.IdentityError as error:
        raise BackupError(
            gettext_noop("Ce fichier ne tient pas de clé secrète d’age (AGE-SECRET-KEY-1…).")
        ) from error
