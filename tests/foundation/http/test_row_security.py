"""Reader of a connection under row-level security, and connections closed by the server."""

import psycopg
import pytest
from django.db import OperationalError, connection

from bocage.foundation.http.row_security import forget_reader, read_for
from bocage.people.models import Person
from tests.databases.role_of_pages import in_the_role_of_pages
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db(transaction=True)


def end_session():
    """Ends the session of this connection, as a server that is killed does."""
    settings = connection.settings_dict
    pid = connection.connection.info.backend_pid
    with psycopg.connect(
        dbname=settings["NAME"], host=settings["HOST"], user=settings["USER"], autocommit=True
    ) as second_connection:
        second_connection.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])


def test_a_server_that_leaves_in_the_middle_of_a_request_is_met_again_by_the_next():
    person = PersonFactory()
    with in_the_role_of_pages():
        read_for(person.pk)
        end_session()

        forget_reader()

        assert Person.objects.get() == person


def test_a_server_that_left_before_a_request_fails_that_one_alone():
    person = PersonFactory()
    with in_the_role_of_pages():
        end_session()
        with pytest.raises(OperationalError):
            read_for(person.pk)

        forget_reader()
        read_for(person.pk)

        assert Person.objects.get() == person
        forget_reader()
