"""Guests: newcomers who have three months of access to the club before they choose to join."""

from datetime import datetime

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import timezone

from bocage.network.members import notifications
from bocage.network.members.models.members import LISTED_FIELDS, Member
from bocage.network.members.operations.members import lock_member
from bocage.network.members.visibility import update_search_words
from bocage.people.models import Entitlement, Person
from bocage.people.operations.entitlements import grant_entitlement
from bocage.territory.models import Commune

GUEST_FOR = relativedelta(months=3)

Status = Member.Status


def welcome_guest(
    *, person: Person, commune: Commune, headline: str, now: datetime | None = None
) -> Member:
    """Makes a person a guest of the club for three months: they see its members, without being
    listed. Checks no permission: the calling room has done so.

    Has no effect on a person who is a member or a guest, or whose request is pending or was
    refused.
    """
    now = now or timezone.now()
    until = timezone.localdate(now) + GUEST_FOR
    with transaction.atomic():
        Member.objects.bulk_create(
            [
                Member(
                    person=person,
                    commune=commune,
                    latitude=commune.latitude,
                    longitude=commune.longitude,
                    headline=headline[:120],
                    status=Status.LEFT,
                    members_fields=sorted(LISTED_FIELDS),
                    requested_at=now,
                )
            ],
            ignore_conflicts=True,
        )
        member = lock_member(person=person)
        if member.status not in {Status.LEFT, Status.LAPSED}:
            return member
        member.status, member.renewed_until, member.left_at = Status.GUEST, until, None
        member.save(update_fields=["status", "renewed_until", "left_at"])
        update_search_words(member)
        grant_entitlement(
            by=None,
            person=person,
            kind=Entitlement.Kind.CLUB_MEMBER,
            starts_on=timezone.localdate(now),
            ends_on=until,
            as_guest=True,
        )
        notifications.welcome_guest(member)
    return member


def end_guests(*, now: datetime | None = None) -> int:
    """Ends the three months that are over, with an invitation to become a member."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    over = list(Member.objects.filter(status=Status.GUEST, renewed_until__lte=today))
    for member in over:
        _end_guest(member, now)
    return len(over)


def _end_guest(member: Member, now: datetime) -> None:
    with transaction.atomic():
        locked = lock_member(pk=member.pk)
        if locked.status == Status.GUEST:
            locked.status, locked.left_at = Status.LEFT, now
            locked.save(update_fields=["status", "left_at"])
            notifications.invite_to_join(locked)
