"""Invitations to evenings: queued at once, sent in batches, in the daytime.

Consent is checked when each invitation is sent, not when it is queued: a prospect who withdrew
consent, was erased or moved meanwhile receives nothing.
"""

from collections.abc import Collection
from datetime import datetime
from itertools import batched
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from bocage.foundation.db.row_locks import lock_free_rows
from bocage.foundation.jobs.tasks import periodic
from bocage.network.models import Member
from bocage.outreach.evenings import notifications
from bocage.outreach.evenings.errors import EveningNotOpen, NobodyNearby
from bocage.outreach.evenings.models.evenings import CityEvening
from bocage.outreach.evenings.models.people import EveningInvitation
from bocage.outreach.evenings.neighbours import neighbours_of
from bocage.outreach.evenings.operations.kind import AWAKE
from bocage.outreach.prospects.models.consents import ProspectConsent
from bocage.people.models import Person
from bocage.registrations.operations.events import check_manages
from bocage.registrations.operations.seats import lock_event

SEND = "outreach.send_pending_invitations"
"""The task calls these operations, so it is known here by its name alone."""

AT_ONCE = 300
WRITTEN_AT_ONCE = 5_000
State = EveningInvitation.State


def invite_neighbours(*, by: Person, evening: CityEvening, now: datetime | None = None) -> int:
    """Queues invitations for all prospects who live nearby, agreed to it, and were not invited yet.
    Concurrent requests never invite a person twice.

    Returns: how many invitations will leave.

    Raises:
        NotAllowed: `by` does not run it.
        EveningNotOpen: registration is not open.
        NobodyNearby: there is nobody left to invite.
    """
    check_manages(by, evening)
    now = now or timezone.now()
    with transaction.atomic():
        locked = _open(evening, now)
        keys = neighbours_of(locked).values_list("pk", flat=True)
        for some in batched(keys.iterator(chunk_size=WRITTEN_AT_ONCE), WRITTEN_AT_ONCE):
            EveningInvitation.objects.bulk_create(
                [
                    EveningInvitation(evening=locked, prospect_id=key, requested_at=now)
                    for key in some
                ],
                ignore_conflicts=True,
            )
        queued = locked.invitations.filter(requested_at=now, person=None).count()
        if not queued:
            raise NobodyNearby
        _send_soon()
    return queued


def invite_club_guests(
    *, by: Person, evening: CityEvening, people: Collection[UUID], now: datetime | None = None
) -> int:
    """Queues invitations for members of the club to come and speak of life here. It is idempotent.

    Returns: how many invitations will leave.

    Raises:
        NotAllowed: `by` does not run it.
        EveningNotOpen: it is not open, or is over.
    """
    check_manages(by, evening)
    now = now or timezone.now()
    with transaction.atomic():
        locked = _open(evening, now)
        offered = club_guests(locked).filter(pk__in=list(people)[:AT_ONCE])
        EveningInvitation.objects.bulk_create(
            [
                EveningInvitation(evening=locked, person=person, requested_at=now)
                for person in offered
            ],
            ignore_conflicts=True,
        )
        queued = locked.invitations.filter(requested_at=now, person__isnull=False).count()
        _send_soon()
    return queued


def club_guests(evening: CityEvening) -> QuerySet[Person]:
    """Returns the active members of the club in the département who are not invited yet, by
    name."""
    members = Member.objects.filter(
        status=Member.Status.ACTIVE,
        commune__departement=evening.campaign.departement_id,
        person__is_active=True,
    )
    people = Person.objects.filter(pk__in=members.values("person"))
    return people.exclude(evening_invitations__evening=evening).order_by("name", "pk")


@periodic("*/5 8-19 * * *", description=_("Envoie les invitations aux soirées"))
def send_invitations(*, now: datetime | None = None) -> int:
    """Sends some of the invitations that wait, by day. Each is taken by one worker.

    Returns: how many were looked at; zero where none waits, or where people sleep.
    """
    now = now or timezone.now()
    if timezone.localtime(now).hour not in AWAKE:
        return 0
    with transaction.atomic():
        waiting = list(
            lock_free_rows(EveningInvitation.objects.all())
            .filter(state=State.WAITING)
            .select_related("evening__campaign", "evening__link", "prospect", "person")
            .order_by("requested_at", "pk")[:AT_ONCE]
        )
        agreeing = _agreeing(waiting)
        for invitation in waiting:
            _send(invitation, may=_may_leave(invitation, agreeing, now), now=now)
    return len(waiting)


def _may_leave(invitation: EveningInvitation, agreeing: frozenset[UUID], now: datetime) -> bool:
    if not invitation.evening.takes_registrations(now):
        return False
    if invitation.person is not None:
        return invitation.person.is_active
    return invitation.prospect_id in agreeing


def _send(invitation: EveningInvitation, *, may: bool, now: datetime) -> None:
    if may:
        invitation.state, invitation.sent_at = State.SENT, now
    else:
        invitation.state = State.DROPPED
    invitation.save(update_fields=["state", "sent_at"])
    if may:
        notifications.invite(invitation)


def _agreeing(invitations: list[EveningInvitation]) -> frozenset[UUID]:
    """Returns the prospects of a batch who may be invited now; one query."""
    keys = [
        invitation.prospect_id for invitation in invitations if invitation.prospect_id is not None
    ]
    in_force = ProspectConsent.objects.in_force().filter(
        prospect__in=keys,
        purpose=ProspectConsent.Purpose.EVENINGS,
        prospect__erased_at=None,
        prospect__merged_into=None,
    )
    return frozenset(in_force.exclude(prospect__email="").values_list("prospect", flat=True))


def _open(evening: CityEvening, now: datetime) -> CityEvening:
    """Raises: EveningNotOpen: it is not open, or is over."""
    locked = lock_event(evening)
    if not locked.takes_registrations(now):
        raise EveningNotOpen
    return locked


def _send_soon() -> None:
    app.configure_task(SEND).defer()
