"""A lost second factor is removed after a day, during which any person concerned may object."""

from datetime import timedelta
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core.management import CommandError, call_command
from django.utils import timezone

from bocage.people.errors import (
    NoSecondFactor,
    RemovalNotRequested,
    RemovalTooEarly,
    SecondFactorFound,
)
from bocage.people.models import Session
from bocage.people.operations.lost_second_factor import (
    remove_second_factor,
    report_lost_second_factor,
)
from tests.people.factories import MandateFactory, PersonFactory

pytestmark = pytest.mark.django_db

NEXT_DAY = timedelta(hours=24, minutes=1)


@pytest.fixture
def administrator():
    person = MandateFactory().person
    totp.TOTP.activate(person, totp.generate_totp_secret())
    return person


def test_loss_is_reported_to_the_account_and_to_every_administrator_and_removes_nothing(
    administrator, mails_to
):
    other_administrator, bystander = MandateFactory().person, PersonFactory()

    report_lost_second_factor(person=administrator)

    subjects = {f"Second facteur perdu : {administrator.email}"}
    for person in (administrator, other_administrator):
        assert {mail.subject for mail in mails_to(person.email)} == subjects
    assert mails_to(bystander.email) == []
    assert Authenticator.objects.count() == 1


def test_receipt_of_yesterday_removes_the_factor_and_ends_the_sessions(
    administrator, signed_in_client, mails_to
):
    signed_in_client(administrator).get("/compte/")
    now = timezone.now()
    receipt = report_lost_second_factor(person=administrator, now=now)

    remove_second_factor(person=administrator, receipt=receipt, now=now + NEXT_DAY)

    assert not Authenticator.objects.exists()
    assert not Session.objects.exists()
    last = mails_to(administrator.email)[-1]
    assert last.subject == f"Second facteur retiré : {administrator.email}"
    with pytest.raises(NoSecondFactor):
        remove_second_factor(person=administrator, receipt=receipt, now=now + NEXT_DAY)


@pytest.mark.parametrize(
    ("after", "refusal"),
    [
        (timedelta(0), RemovalTooEarly),
        (timedelta(hours=23, minutes=59), RemovalTooEarly),
        (timedelta(days=8), RemovalNotRequested),
    ],
)
def test_receipt_serves_neither_at_once_nor_for_ever(administrator, after, refusal):
    now = timezone.now()
    receipt = report_lost_second_factor(person=administrator, now=now)

    with pytest.raises(refusal):
        remove_second_factor(person=administrator, receipt=receipt, now=now + after)
    assert Authenticator.objects.count() == 1


def test_factor_that_was_used_since_is_not_lost(administrator):
    now = timezone.now()
    receipt = report_lost_second_factor(person=administrator, now=now)
    Authenticator.objects.update(last_used_at=now + timedelta(hours=2))

    with pytest.raises(SecondFactorFound):
        remove_second_factor(person=administrator, receipt=receipt, now=now + NEXT_DAY)


@pytest.mark.parametrize("receipt", ["", "x", "x" * 5000, "\x00"])
def test_receipt_that_was_never_given_removes_nothing(administrator, receipt):
    with pytest.raises(RemovalNotRequested):
        remove_second_factor(person=administrator, receipt=receipt)


def test_receipt_of_somebody_else_removes_nothing(administrator):
    now = timezone.now()
    receipt = report_lost_second_factor(person=administrator, now=now)

    with pytest.raises(RemovalNotRequested):
        remove_second_factor(person=PersonFactory(), receipt=receipt, now=now + NEXT_DAY)


def test_command_gives_the_receipt_and_says_when_it_serves(administrator):
    output = StringIO()
    call_command("second_factor_lost", administrator.email, stdout=output)
    receipt = output.getvalue().split()[-1].removesuffix(".")

    with pytest.raises(CommandError, match="Trop tôt"):
        call_command("second_factor_lost", administrator.email, receipt=receipt)
    with pytest.raises(CommandError, match="No account"):
        call_command("second_factor_lost", "personne@ailleurs.example")
    with pytest.raises(CommandError, match="ni clé d’accès"):
        call_command("second_factor_lost", PersonFactory().email)
