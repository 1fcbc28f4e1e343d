"""A whole instance is backed up, verified, and restored, without any loss."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.apps import apps
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from pghistory.models import Context

from bocage.foundation.backups import databases, making, restoring
from bocage.foundation.backups.databases import Database
from bocage.foundation.backups.errors import BackupDiffers, BackupError
from bocage.foundation.backups.keys import secret_keys_in, write_new_key
from bocage.foundation.backups.making import MadeBackup, make_backup
from bocage.foundation.backups.manifest import DUMP_NAME
from bocage.foundation.backups.restoring import check_backup, restore_backup
from bocage.foundation.backups.watching import back_up_by_night, last_backup_at, warn_when_old
from bocage.foundation.models import BackupRun, OutgoingMail
from bocage.foundation.monitoring.doctor import Verdict, examine_backups

VERSIONS = apps.get_model("housing", "LeadOwnerEvent")
KEYS = (UUID(int=1), UUID(int=2))
NOW = datetime(2026, 11, 28, 1, 15, tzinfo=UTC)
SAVED = f"backup_of_the_tests_{os.getpid()}"


class Instance:
    """A small instance of its own: a database beside that of the tests, with two tables, a
    history and files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = Database.of_the_instance().with_name(SAVED)
        self.media = folder / "media"
        self.private = folder / "private"

    def fill(self) -> None:
        databases.create(self.database)
        self.execute(
            "CREATE TABLE django_migrations (app text, name text)",
            "INSERT INTO django_migrations VALUES ('foundation', '0001_initial')",
            "CREATE TABLE household"
            " (id serial PRIMARY KEY, words text, at timestamptz, money float)",
            "INSERT INTO household (words, at, money)"
            " SELECT 'ménage ' || n, timestamptz '2026-01-01' + n * interval '1 h', n / 7.0"
            " FROM generate_series(1, 500) n",
        )
        with of_django(self.database):
            with connection.schema_editor() as editor:
                for model in (Context, VERSIONS):
                    editor.create_model(model)
            VERSIONS.objects.bulk_create(
                VERSIONS(lead_id=key, pgh_obj_id=key, pgh_label="insert") for key in KEYS
            )
            VERSIONS.objects.update(pgh_created_at=NOW - timedelta(days=2))
        (self.media / "places").mkdir(parents=True)
        (self.media / "places" / "bureau.jpg").write_bytes(b"bureau")
        self.private.mkdir()
        (self.private / "bail.pdf").write_bytes(b"bail")

    def execute(self, *statements: str) -> list[Any]:
        with self.database.connect() as connection:
            for statement in statements:
                cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []


@pytest.fixture(scope="module")
def instance(tmp_path_factory, django_db_setup, django_db_blocker) -> Iterator[Instance]:
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        instance = Instance(tmp_path_factory.mktemp("instance"))
        patch.setattr(Database, "of_the_instance", lambda: instance.database)
        folders = {"media": instance.media, "private": instance.private}
        for module in (making, restoring):
            patch.setattr(module, "upload_folders", lambda: folders)
        databases.drop(instance.database)
        instance.fill()
        yield instance
        with psycopg.connect(**connection_to_postgres(instance.database)) as connection:
            database_names = connection.execute(
                "SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{SAVED}%"]
            ).fetchall()
        for (name,) in database_names:
            databases.drop(instance.database.with_name(name))


@contextmanager
def of_django(database: Database) -> Iterator[None]:
    """Connects Django to this database instead of that of the tests."""
    own_name = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = database.name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own_name


def connection_to_postgres(database: Database) -> dict[str, Any]:
    return {"dbname": "postgres", "host": database.host, "user": database.user}


@pytest.fixture(scope="module")
def key(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("key") / "key.txt"


@pytest.fixture(scope="module")
def backup(instance, key) -> MadeBackup:
    recipient = write_new_key(key)
    folder = instance.folder / "backups"
    (folder / ".unfinished-killed").mkdir(parents=True)
    return make_backup(folder, recipients=[recipient], now=NOW)


def test_backup_tells_what_it_holds(backup, instance):
    assert backup.path.name == "bocage-20261128T011500Z.tar.age"
    assert backup.manifest.tables["public.household"].rows == 500
    assert set(backup.manifest.files) == {
        DUMP_NAME,
        "media/places/bureau.jpg",
        "private/bail.pdf",
    }
    # What a backup that was killed left is gone too.
    assert sorted(path.name for path in backup.path.parent.iterdir()) == [
        ".lock",
        backup.path.name,
        f"{backup.path.name}.sha256",
    ]


def test_backup_is_tried_without_touching_the_instance(backup, key, instance, capsys):
    call_command("restore", str(backup.path), "--check", "--key", str(key))

    assert "lignes : 503, fichiers : 2" in capsys.readouterr().out.replace("\u00a0", " ")
    assert instance.execute("SELECT count(*) FROM household") == [(500,)]


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE household SET words = 'autre' WHERE id = 7",
        "DELETE FROM household WHERE id = 7",
        "SELECT setval('household_id_seq', 499)",
        "CREATE TABLE stranger (id int)",
    ],
)
def test_any_difference_between_what_was_saved_and_what_is_read_is_found(backup, instance, harm):
    expected = restoring._sums(backup.manifest)
    with instance.database.connect() as connection:
        connection.execute(harm.encode())
        current = databases.sums_seen_by(connection)
        connection.rollback()

    if "setval" in harm:
        instance.execute("SELECT setval('household_id_seq', 500)")
    with pytest.raises(BackupDiffers):
        making.compare(expected, current)


def test_a_sequence_may_go_on_while_a_backup_is_made(backup, instance):
    instance.execute("SELECT nextval('household_id_seq')")
    with instance.database.connect() as connection:
        current = databases.sums_seen_by(connection)
    instance.execute("SELECT setval('household_id_seq', 500)")
    saved = restoring._sums(backup.manifest)

    assert current.sequences != saved.sequences
    making.compare(saved, current)
    with pytest.raises(BackupDiffers, match="sequences"):
        making.compare(current, saved)


def test_restoration_gives_back_everything_and_keeps_what_was_there(
    backup, key, instance, django_db_blocker
):
    instance.execute("DELETE FROM household WHERE id > 20")
    (instance.media / "places" / "bureau.jpg").write_bytes(b"changed")
    (instance.media / "newer.jpg").write_bytes(b"newer")

    restored = restore_backup(backup.path, identities=secret_keys_in(key), now=NOW)

    assert restored.has_same_secret_key
    assert instance.execute("SELECT count(*) FROM household") == [(500,)]
    assert (instance.media / "places" / "bureau.jpg").read_bytes() == b"bureau"
    assert not (instance.media / "newer.jpg").exists()
    before = instance.database.with_name(restored.database_before)
    with before.connect() as connection:
        assert connection.execute("SELECT count(*) FROM household").fetchall() == [(20,)]
    assert (restored.folders_before[0] / "newer.jpg").read_bytes() == b"newer"
    with django_db_blocker.unblock(), of_django(instance.database):
        assert set(VERSIONS.objects.values_list("pgh_obj_id", flat=True)) == set(KEYS)


def test_restoration_waits_until_the_instance_is_stopped(backup, key, instance):
    with instance.database.connect() as open_connection:
        open_connection.execute("SELECT 1")
        with pytest.raises(BackupError, match="accessed by other users"):
            restore_backup(
                backup.path, identities=secret_keys_in(key), now=NOW + timedelta(seconds=1)
            )

    assert instance.execute("SELECT count(*) FROM household") == [(500,)]
    assert not list(instance.folder.glob(".restoring-*"))


def test_backup_of_a_newer_bocage_is_refused(backup, key, monkeypatch):
    newer = backup.manifest.model_copy(update={"migrations": ["people.9999_of_the_future"]})
    monkeypatch.setattr(restoring, "unpack", lambda *_arguments: newer)

    with pytest.raises(BackupError, match="9999_of_the_future"):
        restore_backup(backup.path, identities=secret_keys_in(key))


def test_two_backups_at_once_do_not_meet(backup, instance):
    folder = backup.path.parent
    with making._working_folder(folder), pytest.raises(BackupError, match="autre sauvegarde"):
        make_backup(folder, recipients=[], now=NOW + timedelta(hours=1))


def test_missing_file_is_an_error(tmp_path):
    with pytest.raises(BackupError, match="nowhere"):
        check_backup(tmp_path / "nowhere.tar", identities=[])


@pytest.fixture
def scheduled(tmp_path, settings) -> Path:
    """Configures a nightly backup in this folder, with notification of the operator."""
    settings.BOCAGE = django_settings.BOCAGE.model_copy(
        update={"backup_folder": tmp_path, "operator_email": "technique@bocage.example"}
    )
    return tmp_path


@pytest.mark.django_db
def test_night_that_fails_is_logged_and_raises_the_alarm(scheduled, monkeypatch):
    def full(*_args: object, **_kwargs: object) -> None:
        raise BackupError("No space left on device")

    monkeypatch.setattr("bocage.foundation.backups.watching.make_backup", full)

    run = back_up_by_night()

    assert run is not None
    assert run.error == "No space left on device"
    assert last_backup_at() is None
    mail = OutgoingMail.objects.get()
    assert (mail.recipient, mail.channel) == ("technique@bocage.example", "backups")


@pytest.mark.django_db
def test_night_that_succeeds_quiets_the_alarm_until_it_is_old(scheduled, backup, monkeypatch):
    monkeypatch.setattr("bocage.foundation.backups.watching.make_backup", lambda *_a, **_k: backup)

    back_up_by_night()
    warn_when_old()
    assert not OutgoingMail.objects.exists()
    [finding] = [
        examine_backup
        for examine_backup in examine_backups(django_settings.BOCAGE)
        if examine_backup.verdict != Verdict.DOUBTFUL
    ]
    assert finding.verdict == Verdict.WELL

    warn_when_old(now=timezone.now() + timedelta(hours=31))
    assert OutgoingMail.objects.get().facts["reason"] == ""


@pytest.mark.django_db
def test_instance_without_a_folder_makes_no_backup_and_warns_nobody():
    assert back_up_by_night() is None
    warn_when_old()

    assert not BackupRun.objects.exists()
    assert not OutgoingMail.objects.exists()
