"""What is said to PostgreSQL beside each change: who made it, and by which request."""

import pghistory
import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from bocage.people.models import Person
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db


def test_who_acts_is_said_with_a_change_and_not_with_a_savepoint():
    PersonFactory()
    with CaptureQueriesContext(connection) as told, pghistory.context(person="Maud"):
        with transaction.atomic():
            Person.objects.update(name="Ada")
        with pytest.raises(LookupError), transaction.atomic():
            raise LookupError
    plain = [one["sql"].partition(" ")[0] for one in told]
    assert plain == ["SAVEPOINT", "SELECT", "RELEASE", "SAVEPOINT", "ROLLBACK", "RELEASE"]
    assert "set_config" in told[1]["sql"]
    assert "Maud" in told[1]["sql"]
