import pytest
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader

from bocage.foundation.monitoring import health


@pytest.fixture
def worker(db):
    with connection.cursor() as cursor:
        cursor.execute("insert into procrastinate_workers default values")


def age_worker(seconds: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "update procrastinate_workers set last_heartbeat = now() - make_interval(secs => %s)",
            [seconds],
        )


def test_alive_needs_neither_database_nor_session(client, django_assert_num_queries):
    # Without the `db` mark, any query would fail.
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "alive"})
    assert "no-store" in response["Cache-Control"]
    assert response.cookies == {}


def test_ready_when_a_worker_was_heard(client, worker):
    age_worker(seconds=50)
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (200, {"status": "ready"})
    assert "no-store" in response["Cache-Control"]
    assert response.cookies == {}


def test_ready_asks_little(client, worker, django_assert_num_queries):
    client.get("/readyz")
    with django_assert_num_queries(1):
        client.get("/readyz")


def test_not_ready_when_no_worker_was_heard_for_a_minute(client, worker):
    age_worker(seconds=61)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {
        "status": "not ready",
        "reasons": ["Le service des tâches n’a pas donné signe de vie depuis une minute."],
    }


def test_not_ready_while_a_migration_is_missing(client, worker, monkeypatch):
    monkeypatch.setattr(health, "migrations", health.Migrations())
    with connection.cursor() as cursor:
        cursor.execute("delete from django_migrations where app = 'people'")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["reasons"] == [
        "Des migrations de la base de données n’ont pas été appliquées."
    ]


def test_migrations_listed_on_the_disk_are_those_that_django_loads():
    loader = MigrationLoader(None, ignore_no_migrations=True)
    assert health.names_on_disk() == set(loader.disk_migrations)


def test_not_ready_without_a_database(client, monkeypatch):
    def fail():
        raise OperationalError("no such file")

    monkeypatch.setattr(connection, "ensure_connection", fail)
    monkeypatch.setattr(connection, "cursor", fail)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["reasons"] == ["La base de données ne répond pas."]


def test_health_answers_reading_alone(client):
    assert client.post("/healthz").status_code == 405
