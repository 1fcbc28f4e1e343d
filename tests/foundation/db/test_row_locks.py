"""Locks of rows."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from bocage.foundation.db.row_locks import lock_free_rows, lock_row, lock_rows
from bocage.people.models import Mandate, Person
from tests.people.factories import MandateFactory, PersonFactory


@pytest.mark.django_db
def test_locked_row_is_the_one_of_the_database() -> None:
    person = PersonFactory(name="Ada")
    Person.objects.update(name="Bea")

    assert lock_row(person).name == "Bea"
    assert person.name == "Ada"


@pytest.mark.django_db
def test_row_that_is_gone_is_not_locked() -> None:
    person = PersonFactory()
    Person.objects.filter(pk=person.pk).delete()

    with pytest.raises(Person.DoesNotExist):
        lock_row(person)


@pytest.mark.django_db
@pytest.mark.parametrize("lock", [lock_rows, lock_free_rows])
def test_what_is_read_with_a_row_is_not_locked(lock) -> None:
    mandate = MandateFactory()

    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert lock_row(mandate, "person").person == mandate.person
        assert [*lock(Mandate.objects.select_related("person"))] == [mandate]

    for query in captured:
        assert 'FOR NO KEY UPDATE OF "people_mandate"' in query["sql"]


@pytest.mark.django_db(transaction=True)
def test_free_rows_are_those_that_nobody_holds() -> None:
    first, second = PersonFactory(), PersonFactory()

    def free() -> list[Person]:
        with transaction.atomic():
            people = list(lock_free_rows(Person.objects.all()))
        connection.close()
        return people

    with transaction.atomic(), ThreadPoolExecutor(1) as pool:
        lock_row(first)
        assert pool.submit(free).result() == [second]


def test_rows_are_read_by_the_manager_that_models_name() -> None:
    models = [model for model in apps.get_models() if model.__module__.startswith("bocage.")]

    assert {model._default_manager.name for model in models} == {"objects"}
