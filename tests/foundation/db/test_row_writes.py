"""Inserting a row writes what saving it does, and is refused by the same rules."""

import pytest
from django.db import IntegrityError, transaction

from bocage.foundation.db.fast_inserts import insert_row
from bocage.foundation.models import OutgoingMail

pytestmark = pytest.mark.django_db


def mail(**values: object) -> OutgoingMail:
    return OutgoingMail(
        kind="foundation.DeliveryCheck",
        channel="service",
        facts={"told": 'l’été, 50 % « moins » \\ " {} %s'},
        recipient="ada@bocage.example",
        language="fr",
        **values,
    )


def values_of(row: OutgoingMail) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_a_row_is_read_back_as_it_was_written(django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        row = insert_row(mail())

    assert values_of(OutgoingMail.objects.get()) == values_of(row)


def test_an_inserted_row_can_be_changed_and_saved() -> None:
    row = insert_row(mail())

    row.attempts = 3
    row.save()

    assert OutgoingMail.objects.get().attempts == 3


def test_a_rule_of_the_table_refuses_a_row_that_breaks_it() -> None:
    with pytest.raises(IntegrityError, match="foundation_mail_state_known"), transaction.atomic():
        insert_row(mail(state="lost"))

    assert not OutgoingMail.objects.exists()


def test_the_same_key_is_refused_twice() -> None:
    row = insert_row(mail())

    with pytest.raises(IntegrityError), transaction.atomic():
        insert_row(mail(id=row.pk))
