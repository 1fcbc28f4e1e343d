"""Requests for the owner's name and number: the town hall answers, and each reading is recorded.

The lead is locked first, then the row of the person, so that two concurrent answers are serialised:
the first stands, and the second gets it.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.foundation.events import publish
from bocage.housing.leads import notifications
from bocage.housing.leads.errors import (
    LeadNotShown,
    NotAccompanied,
    NumberRefusedAlready,
    NumberSeenAlready,
    OwnerUnknown,
)
from bocage.housing.leads.events import OwnerReleased
from bocage.housing.leads.models.leads import Lead, LeadRelease, LeadShowing
from bocage.housing.leads.operations.leads import locked_lead
from bocage.housing.leads.operations.owner_rows import Owner, written_owner
from bocage.housing.leads.policies import is_accompanied
from bocage.people.models import Person

WORDS_LENGTH = 300


def ask_for_owner(
    *, by: Person, lead: Lead, words: str = "", now: datetime | None = None
) -> LeadRelease:
    """Records the request of an accompanied candidate for the owner's number; the town hall is
    notified, once.

    Raises:
        NotAllowed: `by` is not accompanied, or the lead is not shown.
        NumberRefusedAlready: the town hall refused.
    """
    by.require("housing.ask_for_owner", lead)
    with transaction.atomic():
        release = _locked_release(locked_lead(lead), by)
        if release.refused_at is not None:
            raise NumberRefusedAlready
        if release.released_at is None and release.requested_at is None:
            release.requested_at = now or timezone.now()
            release.words = words.strip()[:WORDS_LENGTH]
            release.save(update_fields=["requested_at", "words"])
            notifications.ask_for_the_number(release)
    return release


def release_owner(
    *, by: Person, lead: Lead, person: Person, now: datetime | None = None
) -> LeadRelease:
    """Releases the owner's number to one candidate, even without a request.

    A number already released stays so; a refusal is replaced.

    Raises:
        NotAllowed: `by` may not release it.
        LeadNotShown: candidates do not see the lead.
        OwnerUnknown: there is neither a name nor a number.
        NotAccompanied: the person is not accompanied today.
    """
    by.require("housing.release_owner", lead)
    with transaction.atomic():
        locked = locked_lead(lead)
        if locked.status != Lead.Status.SHARED:
            raise LeadNotShown
        if not locked.has_owner:
            raise OwnerUnknown
        if not is_accompanied(person):
            raise NotAccompanied
        release = _locked_release(locked, person)
        if release.released_at is None:
            release.released_by, release.released_at = by, now or timezone.now()
            release.refused_at = None
            release.save(update_fields=["released_by", "released_at", "refused_at"])
            notifications.notify_number_answer(release)
            publish(OwnerReleased(lead_id=locked.pk, person_id=person.pk))
    return release


def refuse_owner(
    *, by: Person, lead: Lead, person: Person, now: datetime | None = None
) -> LeadRelease:
    """Refuses the owner's number to a candidate. Where it was given already, it stays given.

    Raises:
        NotAllowed: `by` may not give it, so may not refuse it.
    """
    by.require("housing.release_owner", lead)
    with transaction.atomic():
        release = _locked_release(locked_lead(lead), person)
        if not release.is_answered:
            release.refused_at = now or timezone.now()
            release.released_by = by
            release.save(update_fields=["refused_at", "released_by"])
            notifications.notify_number_answer(release)
    return release


def take_back_number(*, by: Person, lead: Lead, person: Person) -> LeadRelease:
    """Undoes a release that its candidate has not read yet: their question waits again.

    Raises:
        NotAllowed: `by` may not give it.
        NumberSeenAlready: it was read.
    """
    by.require("housing.release_owner", lead)
    with transaction.atomic():
        release = _locked_release(locked_lead(lead), person)
        if LeadShowing.objects.filter(lead=lead, person=person).exists():
            raise NumberSeenAlready
        release.released_at = release.released_by = None
        release.save(update_fields=["released_at", "released_by"])
    return release


def show_owner(*, by: Person, lead: Lead, now: datetime | None = None) -> Owner:
    """Returns the owner's name and number, and records that they were shown, in one transaction.

    Every reading is recorded, also that of the town hall, except that of the reporter, who wrote
    them. The lead is locked, so that nothing is read while the release is withdrawn.

    Raises:
        NotAllowed: `by` may not see them.
        OwnerUnknown: there is neither name nor number.
    """
    with transaction.atomic():
        locked = locked_lead(lead)
        by.require("housing.see_owner", locked)
        if not locked.has_owner:
            raise OwnerUnknown
        owner = written_owner(locked)
        if owner is None:
            raise NotAllowed
        if by.pk != locked.reported_by_id:
            LeadShowing.objects.create(lead=locked, person=by, shown_at=now or timezone.now())
    return owner


def _locked_release(lead: Lead, person: Person) -> LeadRelease:
    """Returns the row of a person, made if it is not there; its lead is locked already."""
    release, _is_new = LeadRelease.objects.get_or_create(lead=lead, person=person)
    release.lead, release.person = lead, person
    return release
