"""Privileges of the database role of pages, whatever a page requests."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext

from bocage.foundation.db import web_role
from bocage.foundation.db.web_role import (
    as_the_instance,
    differences_of_web_role,
    ensure_web_role,
    statements_for_operator,
)
from bocage.foundation.models import InstanceSettings
from tests.databases.role_of_pages import in_the_role_of_pages
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db


def run_statement(statement: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE public.mine (one int)",
        "ALTER TABLE people_person DROP COLUMN name",
        "DROP TABLE people_person",
        "TRUNCATE people_person CASCADE",
        "UPDATE people_personevent SET name = 'another'",
        "DELETE FROM people_personevent",
        "INSERT INTO people_personevent DEFAULT VALUES",
        "UPDATE pghistory_context SET metadata = '{}'",
        "DELETE FROM pghistory_context",
        "DELETE FROM django_migrations",
        "ALTER TABLE people_person DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
        "CREATE ROLE another",
    ],
)
def test_a_page_cannot(statement):
    with (
        in_the_role_of_pages(),
        pytest.raises(ProgrammingError, match=r"permission denied|must be owner|not permitted"),
        transaction.atomic(),
    ):
        run_statement(statement)


def test_what_a_page_writes_is_in_the_history_all_the_same():
    with in_the_role_of_pages():
        person = PersonFactory(name="Jeanne")
        person.name = "Jeanne Prunier"
        person.save()

    assert [event.name for event in person.events.order_by("pgh_id")] == [
        "Jeanne",
        "Jeanne Prunier",
    ]


def test_what_it_has_too_much_is_taken_and_what_it_lacks_is_given():
    assert not differences_of_web_role()
    run_statement("GRANT TRUNCATE, DELETE ON people_personevent TO bocage_web")
    run_statement("REVOKE INSERT ON people_person FROM bocage_web")
    run_statement("ALTER FUNCTION _pgh_attach_context() SECURITY INVOKER")
    assert differences_of_web_role()

    assert ensure_web_role()

    assert not differences_of_web_role()
    with CaptureQueriesContext(connection) as again:
        ensure_web_role()
    assert not [query for query in again if "GRANT" in query["sql"].split("WITH")[0]]


def test_an_account_that_may_make_no_role_is_shown_what_to_ask_for(monkeypatch):
    run_statement("CREATE ROLE orne LOGIN")
    run_statement("SET LOCAL SESSION AUTHORIZATION orne")

    assert not ensure_web_role()
    assert statements_for_operator() == [
        'CREATE ROLE "orne_web" NOLOGIN NOINHERIT',
        'GRANT "orne_web" TO "orne" WITH SET TRUE, INHERIT FALSE',
    ]
    assert not web_role.take_web_role(connection), "pages are served without it"


def test_inside_the_door_a_page_does_what_the_instance_does():
    person = PersonFactory(name="Jeanne")
    with in_the_role_of_pages():
        with as_the_instance(), as_the_instance():
            person.events.update(name="")
        with pytest.raises(ProgrammingError), transaction.atomic():
            person.events.update(name="another")

    assert person.events.get().name == ""


def test_the_door_closes_behind_an_error():
    with in_the_role_of_pages():
        with pytest.raises(IntegrityError), transaction.atomic(), as_the_instance():
            InstanceSettings.objects.bulk_create([InstanceSettings(pk=7), InstanceSettings(pk=7)])
        with pytest.raises(KeyError), transaction.atomic(), as_the_instance():
            raise KeyError

        assert run_statement("SELECT current_user") == [("bocage_web",)]
        with pytest.raises(ProgrammingError), transaction.atomic():
            run_statement("DELETE FROM people_personevent")


def test_each_connection_of_a_process_that_serves_pages_takes_the_role():
    web_connection = connection.copy()
    web_role.serve_in_web_role()
    try:
        with web_connection.cursor() as cursor:
            cursor.execute("SELECT current_user, session_user")
            assert cursor.fetchone() == ("bocage_web", "bocage")
    finally:
        web_role.connection_created.disconnect(dispatch_uid="role_of_pages")
        web_connection.close()
