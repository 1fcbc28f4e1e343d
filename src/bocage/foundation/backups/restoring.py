"""Restoration of a backup: loaded into a new database, compared, and only then put in place."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext_noop

from bocage.foundation.backups import databases
from bocage.foundation.backups.archives import unpack
from bocage.foundation.backups.databases import Database, Sums
from bocage.foundation.backups.errors import BackupError
from bocage.foundation.backups.making import (
    ReportStep,
    compare,
    is_hint_of_a_key,
    try_loading,
    upload_folders,
)
from bocage.foundation.backups.manifest import DUMP_NAME, Manifest
from bocage.foundation.db.statistics import analyze_changed_tables
from bocage.foundation.db.web_role import ensure_web_role


@dataclass(frozen=True, kw_only=True)
class Restored:
    """Result of a restoration: the manifest of the backup, the new names of the former database and
    folders, and whether the instance has the secret key of the backup.
    """

    manifest: Manifest
    database_before: str
    folders_before: list[Path]
    has_same_secret_key: bool


def check_backup(
    path: Path, *, identities: list[str], report_step: ReportStep = lambda _: None
) -> Manifest:
    """Checks a backup by all the steps of a restoration, on a temporary server, without any
    instance.

    Raises:
        BackupDamaged: the file does not open.
        BackupDiffers: the content differs from the manifest.
        BackupError: it cannot be loaded.
    """
    with _opened(path, path.parent, identities, report_step) as (manifest, content):
        report_step("trial")
        try_loading(content / DUMP_NAME, _sums(manifest), content)
    return manifest


def restore_backup(
    path: Path,
    *,
    identities: list[str],
    now: datetime | None = None,
    report_step: ReportStep = lambda _: None,
) -> Restored:
    """Replaces the database and the files of a stopped instance by those of a backup.

    The previous ones are renamed, so that the operator can put them back or delete them.

    Raises:
        BackupDamaged, BackupDiffers, BackupError: as `check_backup`; or the backup is of a newer
            Bocage; or the server does not allow to create a database; or somebody is connected to
            it. Nothing is changed then.
    """
    stamp = (now or datetime.now(UTC)).strftime("%Y%m%d%H%M%S")
    current = Database.of_the_instance()
    beside = current.with_name(f"{current.name}_restored_{stamp}")
    before = f"{current.name}_before_{stamp}"
    data_folder = next(iter(upload_folders().values())).parent
    with _opened(path, data_folder, identities, report_step) as (manifest, content):
        _refuse_the_future(manifest)
        report_step("database")
        databases.create(beside)
        try:
            databases.load(content / DUMP_NAME, beside)
            compare(_sums(manifest), databases.sums_of(beside))
            connections.close_all()
            databases.take_place_of(current, previous_name=before, with_new=beside)
            ensure_web_role()
            analyze_changed_tables()
        except BackupError:
            databases.drop(beside)
            raise
        report_step("files")
        folders = _put_files_in_place(content, stamp)
    return Restored(
        manifest=manifest,
        database_before=before,
        folders_before=folders,
        has_same_secret_key=is_hint_of_a_key(manifest.secret_key_hint),
    )


@contextmanager
def _opened(
    path: Path, beside: Path, identities: list[str], report_step: ReportStep
) -> Iterator[tuple[Manifest, Path]]:
    if not path.is_file():
        raise BackupError(gettext_noop("Il n’y a pas de fichier {path}."), path=path)
    report_step("opening")
    with tempfile.TemporaryDirectory(prefix=".restoring-", dir=beside) as work:
        content = Path(work)
        yield unpack(path, content, identities), content


def _refuse_the_future(manifest: Manifest) -> None:
    migrations = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    unknown = sorted(set(manifest.migrations) - migrations)
    if unknown:
        raise BackupError(
            gettext_noop(
                "Cette sauvegarde vient de Bocage {version}, plus récent que celui-ci : "
                "installez-le d’abord ({migration} manque ici)."
            ),
            version=manifest.version,
            migration=unknown[0],
        )


def _put_files_in_place(content: Path, stamp: str) -> list[Path]:
    former_folders = []
    for name, folder in upload_folders().items():
        if folder.exists():
            before = folder.with_name(f"{folder.name}-before-{stamp}")
            folder.rename(before)
            former_folders.append(before)
        restored = content / name
        if restored.exists():
            shutil.move(restored, folder)
        else:
            folder.mkdir()
    return former_folders


def _sums(manifest: Manifest) -> Sums:
    return Sums(
        tables=manifest.tables,
        sequences=manifest.sequences,
        migrations=manifest.migrations,
        postgresql=manifest.postgresql,
    )
