"""Consents of prospects are recorded, and withdrawals are final."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.outreach.models import Prospect, ProspectConsent
from bocage.outreach.prospects.formatting import Agreement
from bocage.outreach.prospects.operations.consents import (
    agrees,
    confirm_consents,
    record_agreements,
    withdraw_consents,
)
from tests.outreach.factories import ConsentFactory, ProspectFactory
from tests.people.factories import PersonFactory

Purpose, CollectionMethod = ProspectConsent.Purpose, ProspectConsent.CollectionMethod
WithdrawnBy = ProspectConsent.WithdrawnBy

pytestmark = pytest.mark.django_db

LETTERS = Agreement(
    purpose=Purpose.LETTERS, words="Recevoir nos lettres", collection_method=CollectionMethod.FORM
)
CALLS = Agreement(
    purpose=Purpose.CALLS, words="Être rappelé", collection_method=CollectionMethod.SPOKEN
)


def test_letters_wait_for_the_mailbox_and_calls_do_not() -> None:
    prospect = ProspectFactory()
    record_agreements(prospect, (LETTERS, CALLS), at=timezone.now())
    assert not agrees(prospect, Purpose.LETTERS)
    assert agrees(prospect, Purpose.CALLS)
    confirmed = confirm_consents(prospect=prospect)
    assert agrees(prospect, Purpose.LETTERS)
    assert confirmed.status == Prospect.Status.CONFIRMED


def test_an_agreement_given_twice_stays_as_it_was_first_given() -> None:
    prospect = ProspectFactory()
    first = timezone.now() - timedelta(days=3)
    [agreement] = record_agreements(prospect, (LETTERS,), at=first)
    assert record_agreements(prospect, (LETTERS,), at=timezone.now()) == []
    agreement.refresh_from_db()
    assert agreement.given_at == first


def test_what_was_agreed_to_cannot_be_rewritten() -> None:
    consent = ConsentFactory()
    with pytest.raises(DatabaseError), transaction.atomic():
        ProspectConsent.objects.filter(pk=consent.pk).update(words="Autre chose")


def test_two_agreements_to_one_use_cannot_stand_together() -> None:
    consent = ConsentFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        ConsentFactory(prospect=consent.prospect)


def test_an_imported_agreement_says_what_allows_it() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ConsentFactory(collection_method=CollectionMethod.IMPORT)


def test_a_link_followed_late_does_not_bring_back_what_was_taken_back() -> None:
    consent = ConsentFactory(waiting=True, prospect=ProspectFactory())
    withdraw_consents(prospect=consent.prospect, withdrawn_by=WithdrawnBy.LINK)
    after = confirm_consents(prospect=consent.prospect)
    assert not agrees(after, Purpose.LETTERS)
    assert after.status == Prospect.Status.UNSUBSCRIBED


def test_taking_back_one_use_leaves_the_other() -> None:
    consent = ConsentFactory()
    record_agreements(consent.prospect, (CALLS,), at=timezone.now())
    after = withdraw_consents(
        prospect=consent.prospect, withdrawn_by=WithdrawnBy.LINK, purpose=Purpose.LETTERS
    )
    assert not agrees(after, Purpose.LETTERS)
    assert agrees(after, Purpose.CALLS)
    assert after.status == Prospect.Status.CONFIRMED


def test_nobody_takes_back_for_a_prospect_whom_they_do_not_follow() -> None:
    consent = ConsentFactory()
    with pytest.raises(NotAllowed):
        withdraw_consents(
            prospect=consent.prospect, withdrawn_by=WithdrawnBy.STAFF, by=PersonFactory()
        )
    assert agrees(consent.prospect, Purpose.LETTERS)


def test_an_erased_prospect_agrees_to_nothing() -> None:
    prospect = ProspectFactory(
        email="", name="", status=Prospect.Status.ERASED, erased_at=timezone.now()
    )
    ConsentFactory(prospect=prospect)
    assert not agrees(prospect, Purpose.LETTERS)
