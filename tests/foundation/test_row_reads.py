"""Reading a row by a key gives what the query set gives, converters included."""

import pytest

from bocage.foundation.mail import send_mail
from bocage.foundation.mails import DeliveryCheck
from bocage.foundation.models import OutgoingMail
from bocage.foundation.row_reads import RowRead

pytestmark = pytest.mark.django_db


def test_a_row_is_the_one_that_a_query_set_reads(django_assert_num_queries) -> None:
    outgoing = send_mail(DeliveryCheck.preview(), to="ada@bocage.example", language="fr")
    assert outgoing is not None
    expected = OutgoingMail.objects.get()

    with django_assert_num_queries(1):
        found = RowRead(OutgoingMail, "id").get(str(outgoing.pk))

    assert found is not None
    values = [
        (getattr(found, field.attname), getattr(expected, field.attname))
        for field in OutgoingMail._meta.concrete_fields
    ]
    assert [read for read, _ in values] == [wanted for _, wanted in values]
    assert found._state.adding is False


def test_a_key_that_nobody_has_finds_nothing() -> None:
    assert RowRead(OutgoingMail, "kind").get("nobody' OR 1=1") is None
