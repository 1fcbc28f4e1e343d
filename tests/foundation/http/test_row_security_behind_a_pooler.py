"""The reader sent with each statement does not overwrite the context of the history."""

import pghistory
import pytest
from django.db import connection, connections
from django.db.backends.signals import connection_created
from pghistory.models import Context

from bocage.foundation.db.database import POOLED
from bocage.foundation.http import row_security
from bocage.foundation.http.row_security import Reader
from bocage.workspaces.models import Place
from tests.workspaces.factories import PlaceFactory

pytestmark = pytest.mark.django_db

CURRENT_PERSON = "SELECT current_setting('bocage.person', true)"


@pytest.fixture
def pooled(monkeypatch):
    """The connection as a pooler has it, and a reader."""
    monkeypatch.setitem(connection.settings_dict, POOLED, True)
    monkeypatch.setattr(connections["default"], "execute_wrappers", [])
    mark = row_security._reader.set(Reader("marie", None))
    monkeypatch.setattr(Reader, "values", property(lambda reader: (reader.key, "2026-11-28")))
    yield lambda: connection_created.send(type(connection), connection=connection)
    row_security._reader.reset(mark)


def current_person():
    with connection.cursor() as cursor:
        cursor.execute(CURRENT_PERSON)
        return cursor.fetchone()[0]


def test_a_connection_made_within_a_request_goes_on_telling_after_it(pooled):
    with pghistory.context(route="one"):
        pooled()
        assert current_person() == "marie"

    assert current_person() == "marie"
    assert len(connection.execute_wrappers) == 1


def test_the_history_knows_who_changed_what_and_in_which_request(pooled):
    place = PlaceFactory()
    pooled()

    with pghistory.context(route="one"):
        Place.objects.filter(pk=place.pk).update(name="La Fabrique du pont")

    assert Context.objects.get().metadata == {"route": "one"}
