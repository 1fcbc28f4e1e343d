"""Instances can be measured on a PostgreSQL that is there already, in databases of their own."""

from dataclasses import replace
from urllib.parse import quote

import psycopg
import pytest
from django.core.management import CommandError, call_command

from bench.commands import measure
from bench.harness.instance import temporary_instance
from bench.harness.outside_server import OUTSIDE_VARIABLE, own_database
from bench.harness.query_plans.whole_reads import judged, report_whole_reads
from bench.harness.registry import Report
from bocage.foundation.db.database import SocketFolder
from tests.databases.embedded_database import DATA_FOLDER
from tests.databases.pristine_database import pristine_database

TEMPLATE = "migrated_for_benches"
SERVER = f"postgresql://bocage@/{{}}?host={quote(str(SocketFolder(DATA_FOLDER).path))}"


@pytest.fixture
def outside(django_db_blocker, monkeypatch):
    """Returns the database server of the tests, with an unused migrated database."""
    with django_db_blocker.unblock():
        name = pristine_database()
    template = f"{TEMPLATE}_{id(monkeypatch)}"
    with psycopg.connect(SERVER.format("postgres"), autocommit=True) as server:
        server.execute(f'CREATE DATABASE {template} TEMPLATE "{name}"')
        monkeypatch.setenv(OUTSIDE_VARIABLE, SERVER.format(template))
        yield server
        server.execute(f"DROP DATABASE {template}")


def databases(server):
    query = "SELECT datname FROM pg_database WHERE datname LIKE 'bocage_bench_%'"
    return {name for (name,) in server.execute(query)}


def test_an_instance_runs_in_a_database_of_its_own_which_is_dropped(outside, capsys):
    before = databases(outside)

    with temporary_instance(web_workers=1) as instance:
        (database,) = databases(outside) - before
        with instance.connect() as connection:
            assert connection.info.dbname == database
        with instance.connect("postgres") as connection:
            assert connection.info.dbname == "postgres"
        assert instance.fetch_number("SELECT count(*) FROM procrastinate_workers") > 0
        assert not (instance.data_folder / "postgres").exists()
        assert instance.cpu_seconds().keys() == {"web", "worker"}
        assert report_whole_reads(instance, []) == {}

    assert "does not tell its plans" in capsys.readouterr().err
    assert databases(outside) == before


def test_what_such_a_server_does_not_tell_is_no_failure(monkeypatch):
    failures = ["pages.whole_reads was not measured.", "board.p95_ms was not measured."]
    report = Report({}, {}, {}, failures)

    assert judged(report) == report
    monkeypatch.setenv(OUTSIDE_VARIABLE, "postgresql:///any")
    assert judged(report) == replace(report, failures=failures[1:])


def test_a_server_that_does_not_answer_is_reported_before_anything_is_measured(monkeypatch):
    monkeypatch.setenv(OUTSIDE_VARIABLE, "postgresql://127.0.0.1:1/any")

    with pytest.raises(CommandError, match=OUTSIDE_VARIABLE):
        call_command(measure.Command(), "start", "--quick")


def test_without_one_there_is_no_such_database(monkeypatch):
    monkeypatch.delenv(OUTSIDE_VARIABLE, raising=False)

    with own_database() as address:
        assert address == ""
