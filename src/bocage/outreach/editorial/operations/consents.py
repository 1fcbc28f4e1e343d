"""Consents to the publication of testimonies: recorded, and withdrawn."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.row_locks import lock_row
from bocage.foundation.errors import NotAllowed
from bocage.outreach.editorial.errors import ConsentEndsBefore, ConsentTooLong, ConsentWithoutWords
from bocage.outreach.editorial.models.consents import TestimonyConsent
from bocage.outreach.editorial.operations.site import have_pages_made_again
from bocage.people.models import Person

LONGEST = timedelta(days=3 * 366)


@dataclass(frozen=True, kw_only=True)
class ConsentGiven:
    """Consent to record: the person, the text that they were shown, how and for how long they
    agreed.
    """

    name: str
    words_shown: str
    collection_method: str
    given_on: date
    ends_on: date
    person: Person | None = None


@transaction.atomic
def record_consent(*, by: Person, consent: ConsentGiven) -> TestimonyConsent:
    """Records a consent; a page may then show the person's testimony until it ends.

    Raises:
        NotAllowed: `by` does not publish pages.
        ConsentWithoutWords: the text shown to the person, or their name, is missing.
        ConsentEndsBefore: it ends before it was given.
        ConsentTooLong: it would be valid for more than three years.
    """
    by.require("outreach.manage_consents")
    check_consent(consent)
    return TestimonyConsent.objects.create(
        name=consent.name.strip(),
        person=consent.person,
        words_shown=consent.words_shown.strip(),
        collection_method=consent.collection_method,
        given_on=consent.given_on,
        ends_on=consent.ends_on,
        recorded_by=Person.objects.get(pk=by.pk),
    )


def check_consent(consent: ConsentGiven) -> None:
    """Checks that a consent can be recorded.

    Raises:
        ConsentWithoutWords: the text shown to the person, or their name, is missing.
        ConsentEndsBefore: it ends before it was given.
        ConsentTooLong: it would be valid for more than three years.
    """
    if not consent.words_shown.strip() or not consent.name.strip():
        raise ConsentWithoutWords
    if consent.ends_on < consent.given_on:
        raise ConsentEndsBefore
    if consent.ends_on - consent.given_on > LONGEST:
        raise ConsentTooLong


@transaction.atomic
def withdraw_consent(
    *, by: Person, consent: TestimonyConsent, now: datetime | None = None
) -> TestimonyConsent:
    """Withdraws a consent: the pages of the testimony disappear at once. It is idempotent.

    Raises:
        NotAllowed: `by` neither publishes pages nor is the person.
    """
    if not by.has_perm("outreach.manage_consents") and consent.person_id != by.pk:
        raise NotAllowed
    locked = lock_row(consent)
    if locked.withdrawn_at is None:
        locked.withdrawn_at = now or timezone.now()
        locked.save(update_fields=["withdrawn_at"])
        have_pages_made_again()
    return locked
