"""Loading sets no savepoint, but where something may be refused."""

from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from bocage.demo import loading
from bocage.demo.savepoints import one_attempt, without_savepoints
from bocage.people.models import Person
from tests.people.factories import PersonFactory

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


class Refused(Exception):
    """Stand-in for the error of an operation."""


@transaction.atomic
def refuse_what_is_written():
    PersonFactory()
    raise Refused


def test_what_is_attempted_is_taken_back_alone_and_nothing_else_sets_a_savepoint(db):
    with transaction.atomic(), without_savepoints(), CaptureQueriesContext(connection) as queries:
        with transaction.atomic():
            person = PersonFactory()
        with pytest.raises(Refused), one_attempt():
            refuse_what_is_written()

    assert Person.objects.get() == person
    set_there = [query["sql"] for query in queries if query["sql"].startswith("SAVEPOINT")]
    assert len(set_there) == 1
    assert connection.features.uses_savepoints


def test_a_refusal_that_nobody_foresaw_has_everything_loaded_again(db, monkeypatch):
    modes = []

    def load(now, _progress):
        modes.append(connection.features.uses_savepoints)
        with pytest.raises(Refused):
            refuse_what_is_written()
        PersonFactory(name="Camille Aubert")
        return loading.DemoReport(people=1)

    monkeypatch.setattr(loading, "_load_everything", load)

    report = loading.load_demo(now=NOW)

    assert modes == [False, True]
    assert report.people == Person.objects.count() == 1
