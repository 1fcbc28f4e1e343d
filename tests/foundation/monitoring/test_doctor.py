import shutil
import socket
from collections import namedtuple
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.utils import translation

from bocage.foundation.monitoring import doctor
from bocage.foundation.monitoring.doctor import Verdict
from bocage.foundation.ops.configuration import Configuration

STRONG_KEY = "tirée-au-hasard-" * 5
SERVED = {
    "environment": "production",
    "secret_key": STRONG_KEY,
    "demo": False,
    "base_url": "https://bocage.example",
    "proxied": True,
}


@pytest.fixture(autouse=True)
def french_terminal(monkeypatch):
    """The command speaks as its terminal, and leaves the language to the next tests as it was."""
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    with translation.override("fr", deactivate=True):
        yield


def sentences_of(examination, verdict: Verdict, **values: object) -> list[str]:
    configuration = Configuration(**values)
    return [
        finding.sentence for finding in examination(configuration) if finding.verdict is verdict
    ]


@pytest.mark.django_db
def test_doctor_finds_nothing_wrong_in_an_instance_for_this_machine():
    # The tests' own instance: its findings are its own, so that their count is enough.
    output = StringIO()
    call_command("doctor", stdout=output, no_color=True)
    verdicts = [line.split(" ")[0] for line in output.getvalue().splitlines()]
    assert verdicts.count("✗") == 0
    assert verdicts.count("✓") >= 6


@pytest.mark.django_db
def test_doctor_fails_and_counts_what_is_wrong(settings, monkeypatch):
    settings.BOCAGE = Configuration(**(SERVED | {"base_url": ""}), email_url="smtp://localhost")
    monkeypatch.setattr(doctor, "EXAMINATIONS", (doctor.examine_address,))
    output = StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("doctor", stdout=output, no_color=True)
    assert end.value.code == 1
    assert output.getvalue().splitlines()[-1] == "1 chose à corriger."


@pytest.mark.parametrize(
    ("values", "variable"),
    [
        ({"base_url": ""}, "BOCAGE_BASE_URL"),
        ({"base_url": "http://bocage.example"}, "https://"),
    ],
)
def test_address_that_mails_could_not_give_is_wrong(values, variable):
    [sentence] = sentences_of(doctor.examine_address, Verdict.WRONG, **(SERVED | values))
    assert variable in sentence


def test_encrypted_address_without_a_proxy_is_doubtful():
    [sentence] = sentences_of(
        doctor.examine_address, Verdict.DOUBTFUL, **(SERVED | {"proxied": False})
    )
    assert "BOCAGE_PROXIED" in sentence


def test_safety_repeats_what_keeps_from_serving():
    [sentence] = sentences_of(
        doctor.examine_safety, Verdict.WRONG, **(SERVED | {"secret_key": "court"})
    )
    assert "BOCAGE_SECRET_KEY" in sentence


def test_data_folder_that_is_not_there_is_wrong(tmp_path):
    [sentence] = sentences_of(
        doctor.examine_data_folder, Verdict.WRONG, data_dir=tmp_path / "absent"
    )
    assert str(tmp_path / "absent") in sentence


def test_data_folder_that_anybody_writes_in_is_wrong(tmp_path):
    tmp_path.chmod(0o777)
    [sentence] = sentences_of(doctor.examine_data_folder, Verdict.WRONG, data_dir=tmp_path)
    assert sentence.startswith("Chacun peut écrire")


def test_full_disk_is_wrong(tmp_path, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage(10**12, 10**12, 300 * 1024**2))
    [sentence] = sentences_of(doctor.examine_data_folder, Verdict.WRONG, data_dir=tmp_path)
    assert "0.3 Go" in sentence


@pytest.mark.django_db
def test_database_is_shown_with_its_version():
    [first, *_] = sentences_of(doctor.examine_database, Verdict.WELL)
    assert first.startswith("Le PostgreSQL 1")


@pytest.mark.django_db
def test_database_without_an_extension_is_wrong(monkeypatch):
    monkeypatch.setattr(doctor, "EXTENSIONS", ("btree_gist", "postgis_of_the_moon"))
    [sentence] = sentences_of(doctor.examine_database, Verdict.WRONG)
    assert "postgis_of_the_moon" in sentence
    assert "btree_gist" not in sentence


@pytest.mark.django_db
def test_database_that_is_too_old_is_wrong(monkeypatch):
    monkeypatch.setattr(doctor, "OLDEST_SUPPORTED_VERSION", 99)
    [sentence] = sentences_of(doctor.examine_database, Verdict.WRONG)
    assert "99" in sentence


@pytest.mark.django_db
def test_missing_migration_is_named(monkeypatch):
    monkeypatch.setattr(doctor.health, "migrations", doctor.health.Migrations())
    with connection.cursor() as cursor:
        cursor.execute("delete from django_migrations where app = 'people' and name like '0001%%'")
    [sentence] = sentences_of(doctor.examine_database, Verdict.WRONG)
    assert "people.0001" in sentence


@pytest.mark.django_db
def test_silent_worker_is_doubtful():
    [sentence] = sentences_of(doctor.examine_database, Verdict.DOUBTFUL)
    assert "bocage worker" in sentence


@pytest.mark.django_db
def test_unreachable_database_is_wrong(monkeypatch):
    def fail():
        raise OperationalError("no such file")

    monkeypatch.setattr(connection, "cursor", fail)
    [sentence] = sentences_of(doctor.examine_database, Verdict.WRONG)
    assert sentence.startswith("La base de données ne répond pas")


def test_front_end_that_was_not_built_is_wrong(settings):
    settings.STATICFILES_DIRS = []
    [sentence] = sentences_of(doctor.examine_static_files, Verdict.WRONG)
    assert "make frontend" in sentence


def test_mails_that_go_nowhere_are_wrong_on_a_served_instance_alone():
    assert len(sentences_of(doctor.examine_mail, Verdict.WRONG, **SERVED)) == 1
    assert sentences_of(doctor.examine_mail, Verdict.WRONG) == []


def test_mail_server_that_does_not_answer_is_wrong():
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        [sentence] = sentences_of(
            doctor.examine_mail, Verdict.WRONG, email_url=f"smtp+plain://127.0.0.1:{port}"
        )
    assert sentence.startswith("Le serveur de courrier ne répond pas")


def test_mail_address_of_an_unknown_kind_is_wrong():
    [sentence] = sentences_of(doctor.examine_mail, Verdict.WRONG, email_url="pop://localhost")
    assert "BOCAGE_EMAIL_URL" in sentence


@pytest.mark.django_db
@pytest.mark.parametrize(("follows", "verdict"), [(True, Verdict.WELL), (False, Verdict.WRONG)])
def test_a_replica_is_asked_whether_it_follows(monkeypatch, follows, verdict):
    monkeypatch.setattr(doctor.Follower, "follows", lambda _self: follows)

    assert sentences_of(doctor.examine_replica, verdict, replica_url="postgresql://db-2/bocage")
    assert list(doctor.examine_replica(Configuration())) == []


def test_a_storage_of_files_that_does_not_answer_is_found(monkeypatch):
    def refuse(_name):
        raise ConnectionError("refused")

    shared = {"media_url": "s3://cle:secret@server/bucket"}
    assert sentences_of(doctor.examine_shared_media, Verdict.WELL, **shared)
    monkeypatch.setattr(doctor.default_storage, "exists", refuse)
    assert "refused" in sentences_of(doctor.examine_shared_media, Verdict.WRONG, **shared)[0]
    assert list(doctor.examine_shared_media(Configuration())) == []
