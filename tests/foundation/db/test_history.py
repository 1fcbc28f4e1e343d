"""Context sent to PostgreSQL with each change: author and request."""

import pghistory
import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from bocage.foundation.db.history import with_history
from bocage.people.models import Person
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db


def test_who_acts_is_stated_with_a_change_and_not_with_a_savepoint():
    PersonFactory()
    with CaptureQueriesContext(connection) as queries, pghistory.context(person="Maud"):
        with transaction.atomic():
            Person.objects.update(name="Ada")
        with pytest.raises(LookupError), transaction.atomic():
            raise LookupError
    plain = [query["sql"].partition(" ")[0] for query in queries]
    assert plain == ["SAVEPOINT", "SELECT", "RELEASE", "SAVEPOINT", "ROLLBACK", "RELEASE"]
    assert "set_config" in queries[1]["sql"]
    assert "Maud" in queries[1]["sql"]


def test_a_version_holds_each_field_but_those_excluded_with_a_reason():
    fields = {field.name for field in apps.get_model("workspaces", "BookingEvent")._meta.fields}
    assert {"status", "period", "purpose"} <= fields
    assert fields.isdisjoint({"host_note", "created_by"})


@pytest.mark.parametrize(
    ("fields", "excluded"), [((), "nme"), (("name",), "email")], ids=["unknown", "beside fields"]
)
def test_what_is_excluded_is_a_field_of_the_model(fields, excluded):
    with pytest.raises(ValueError, match="Person"):
        with_history(*fields, exclude={"A reason.": (excluded,)})(Person)
