"""Creation of a backup: saved, loaded elsewhere, compared, and stored only if it is complete."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_noop

from bocage import __version__
from bocage.foundation.backups import databases
from bocage.foundation.backups.archives import SEALED_SUFFIX, Archive, written_archive
from bocage.foundation.backups.databases import Database, Sums
from bocage.foundation.backups.errors import BackupDiffers, BackupError
from bocage.foundation.backups.manifest import DUMP_NAME, Manifest
from bocage.foundation.backups.rotation import NAME_FORMAT
from bocage.foundation.keyed_digests import keyed_digest, keyed_digests
from bocage.foundation.ops.locks import AlreadyLocked, exclusive_lock

UNFINISHED = ".unfinished-"
HINT_LENGTH = 8

ReportStep = Callable[[str], None]
"""Function that receives the name of the step that begins: `database`, `trial`, `files`."""


@dataclass(frozen=True, kw_only=True)
class MadeBackup:
    """Verified backup: its file, its size and its content."""

    path: Path
    size_bytes: int
    manifest: Manifest


def make_backup(
    folder: Path,
    *,
    recipients: list[str],
    now: datetime | None = None,
    report_step: ReportStep = lambda _: None,
) -> MadeBackup:
    """Saves the database, the media and the private files of the instance in one file of a folder.

    The instance goes on working. The database is loaded into a server of its own before the file
    is written, and every table compared.

    Raises:
        BackupError: it could not be made; nothing is left of it.
    """
    made_at = (now or datetime.now(UTC)).astimezone(UTC)
    final = _final_path(folder, made_at, sealed=bool(recipients))
    with _working_folder(folder) as work:
        report_step("database")
        sums = databases.dump(Database.of_the_instance(), work / DUMP_NAME)
        report_step("trial")
        try_loading(work / DUMP_NAME, sums, work)
        report_step("files")
        unfinished = work / final.name
        with written_archive(unfinished, recipients) as archive:
            archive.add(work / DUMP_NAME, DUMP_NAME)
            for path, name in uploaded_files():
                archive.add(path, name)
            manifest = _manifest(archive, sums, made_at)
            archive.close_with(manifest)
        _put_in_place(unfinished, final)
    return MadeBackup(path=final, size_bytes=final.stat().st_size, manifest=manifest)


def try_loading(dump_file: Path, expected: Sums, work: Path) -> None:
    """Loads a saved database into a server of its own, and compares every table and sequence.

    Raises:
        BackupDiffers: a table or a sequence differs from the saved one.
        BackupError: it cannot be loaded.
    """
    with databases.scratch_database(work / "scratch") as scratch:
        databases.load(dump_file, scratch)
        compare(expected, databases.sums_of(scratch))
    shutil.rmtree(work / "scratch", ignore_errors=True)


def compare(expected: Sums, actual: Sums) -> None:
    """Checks that two databases hold the same rows, and that no sequence of the second would give a
    number again: a sequence may have advanced while it was saved.

    Raises:
        BackupDiffers: they do not; the first tables that differ are named.
    """
    names = expected.tables.keys() | actual.tables.keys()
    different = sorted(
        name for name in names if expected.tables.get(name) != actual.tables.get(name)
    )
    if expected.sequences.keys() != actual.sequences.keys() or any(
        (actual.sequences[name] or 0) < (last or 0) for name, last in expected.sequences.items()
    ):
        different.append("sequences")
    if different:
        raise BackupDiffers(
            gettext_noop("Ce qui est relu n’est pas ce qui a été enregistré : {tables}."),
            tables=", ".join(different[:10]),
        )


def uploaded_files() -> Iterator[tuple[Path, str]]:
    """Yields each uploaded file with its path in an archive, in the order of paths within each
    folder; symbolic links are left out.
    """
    for name, root in upload_folders().items():
        for path in sorted(root.rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield path, f"{name}/{path.relative_to(root).as_posix()}"


def upload_folders() -> dict[str, Path]:
    """Returns the folders of uploaded files, by their name in an archive."""
    return {"media": Path(settings.MEDIA_ROOT), "private": Path(settings.PRIVATE_MEDIA_ROOT)}


def secret_key_hint() -> str:
    """Returns eight digits that two instances share if they sign with the same key."""
    return keyed_digest("bocage.backups", "hint")[:HINT_LENGTH]


def is_hint_of_a_key(hint: str) -> bool:
    """Checks whether a hint is that of the current secret key, or of a former one that is still
    configured.
    """
    digests = keyed_digests("bocage.backups", "hint")
    return hint in [digest[:HINT_LENGTH] for digest in digests]


def _final_path(folder: Path, made_at: datetime, *, sealed: bool) -> Path:
    path = folder / (made_at.strftime(NAME_FORMAT) + (SEALED_SUFFIX if sealed else ""))
    if path.exists():
        raise BackupError(gettext_noop("{path} existe déjà."), path=path)
    return path


@contextmanager
def _working_folder(folder: Path) -> Iterator[Path]:
    """Makes a folder that only its owner can open, on the same disk, and removes it afterwards.

    Folders that a killed backup left behind are removed too.

    Raises:
        BackupError: the folder of the backups is not writable, or another backup is running.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with exclusive_lock(folder / ".lock", wait=False):
            for abandoned in folder.glob(f"{UNFINISHED}*"):
                shutil.rmtree(abandoned, ignore_errors=True)
            with tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=folder) as work:
                yield Path(work)
    except AlreadyLocked as error:
        raise BackupError(
            gettext_noop("Une autre sauvegarde se fait dans {folder}."), folder=folder
        ) from error
    except OSError as error:
        raise BackupError(
            gettext_noop("Impossible d’écrire dans {folder} : {reason}."),
            folder=folder,
            reason=error.strerror or error,
        ) from error


def _manifest(archive: Archive, sums: Sums, made_at: datetime) -> Manifest:
    return Manifest(
        made_at=made_at,
        version=__version__,
        postgresql=sums.postgresql,
        migrations=sums.migrations,
        secret_key_hint=secret_key_hint(),
        tables=sums.tables,
        sequences=sums.sequences,
        files=archive.files,
    )


def _put_in_place(unfinished: Path, final: Path) -> None:
    """Moves the finished file into place at once, with its SHA-256 in a file beside it."""
    with unfinished.open("rb") as file:
        os.fsync(file.fileno())
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    final.with_name(final.name + ".sha256").write_text(f"{digest}  {final.name}\n")
    unfinished.replace(final)
