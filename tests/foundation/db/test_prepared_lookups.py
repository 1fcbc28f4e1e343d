"""Reading a row by a key gives what the query set gives, converters included."""

import pytest
from django.db import connection

from bocage.foundation.db.database import RUNS_BEFORE_PREPARED
from bocage.foundation.db.prepared_lookups import PreparedLookup
from bocage.foundation.mail import send_mail
from bocage.foundation.mails import DeliveryCheck
from bocage.foundation.models import OutgoingMail
from tests.mail_examples import example

pytestmark = pytest.mark.django_db


def test_a_row_is_the_one_that_a_query_set_reads(django_assert_num_queries) -> None:
    outgoing = send_mail(example(DeliveryCheck), to="ada@bocage.example", language="fr")
    assert outgoing is not None
    expected = OutgoingMail.objects.get()

    with django_assert_num_queries(1):
        mail = PreparedLookup(OutgoingMail, "id").get(str(outgoing.pk))

    assert mail is not None
    values = [
        (getattr(mail, field.attname), getattr(expected, field.attname))
        for field in OutgoingMail._meta.concrete_fields
    ]
    assert [read for read, _ in values] == [expected_value for _, expected_value in values]
    assert mail._state.adding is False


def test_a_row_carries_what_is_also_asked_of_it() -> None:
    outgoing = send_mail(example(DeliveryCheck), to="ada@bocage.example", language="fr")
    assert outgoing is not None
    also = {"letters": "length(recipient)", "is_late": "created_at < now() - interval '1 hour'"}

    mail = PreparedLookup(OutgoingMail, "id", also=also).get(outgoing.pk)

    assert (mail.letters, mail.is_late) == (len("ada@bocage.example"), False)


def test_a_key_that_nobody_has_finds_nothing() -> None:
    assert PreparedLookup(OutgoingMail, "kind").get("nobody' OR 1=1") is None


def test_a_row_read_often_is_prepared_once_and_reads_what_is_there_by_then() -> None:
    read = PreparedLookup(OutgoingMail, "id")
    outgoing = send_mail(example(DeliveryCheck), to="ada@bocage.example", language="fr")
    assert outgoing is not None
    for _reading in range(RUNS_BEFORE_PREPARED + 2):
        assert read.get(outgoing.pk) is not None

    OutgoingMail.objects.filter(pk=outgoing.pk).update(recipient="grace@bocage.example")

    mail = read.get(outgoing.pk)
    assert mail is not None
    assert mail.recipient == "grace@bocage.example"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s",
            ['%FROM "foundation_outgoingmail" WHERE%"id" = $1'],
        )
        assert cursor.fetchone() == (1,)
