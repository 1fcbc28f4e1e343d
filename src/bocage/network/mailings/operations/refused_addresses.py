"""Addresses that no longer exist: excluded from announcements until marked as working."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from bocage.network.mailings.models import RefusedAddress
from bocage.network.members.models.members import Member
from bocage.people.models import Person


def note_refused_address(
    *, person_id: UUID, address: str, words: str, now: datetime | None = None
) -> None:
    """Records that the address of a member no longer exists. Ignores an address that the member has
    changed since; idempotent.
    """
    person = Person.objects.filter(pk=person_id, email=address.lower()).first()
    if person is None or not Member.objects.filter(person=person).exists():
        return
    refused = RefusedAddress(
        person=person, address=person.email, words=words[:400], refused_at=now or timezone.now()
    )
    RefusedAddress.objects.bulk_create([refused], ignore_conflicts=True)


def trust_address(*, by: Person, refused: RefusedAddress) -> None:
    """Marks a refused address as working: announcements go there again.

    Raises:
        NotAllowed: `by` does not run the club of this member.
    """
    by.require("network.trust_address", refused)
    refused.delete()


def forget_former_addresses(*, person_id: UUID) -> None:
    """Deletes the refused addresses that a person no longer uses."""
    person = Person.objects.filter(pk=person_id).first()
    if person is not None:
        RefusedAddress.objects.filter(person=person).exclude(address=person.email).delete()
