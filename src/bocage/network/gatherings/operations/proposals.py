"""Gatherings proposed by members; an organiser opens them, gives them a room, or declines them."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.row_locks import lock_row
from bocage.network.gatherings import notifications
from bocage.network.gatherings.errors import GatheringNowhere, TooManyProposals
from bocage.network.gatherings.models.gatherings import Gathering
from bocage.network.gatherings.operations.gatherings import GatheringPlan, prepare_gathering
from bocage.people.models import Person

MAX_WAITING = 3
"""Number of proposals that one member may have pending at a time."""


def propose_gathering(*, by: Person, plan: GatheringPlan, now: datetime | None = None) -> Gathering:
    """Creates a gathering proposed by a member, and notifies the people who run the club there. No
    room is booked: the organiser who opens it chooses one.

    Raises:
        NotAllowed: `by` is not a member of the club.
        GatheringInThePast, GatheringBackwards, GatheringNowhere: the plan is not valid.
        GatheringMadeAlready: they proposed it already.
        TooManyProposals: they have three pending proposals.
    """
    by.require("network.propose_gathering")
    now = now or timezone.now()
    if plan.room_id is not None:
        raise GatheringNowhere
    with transaction.atomic():
        lock_row(by)
        waiting = Gathering.objects.filter(
            proposed_by=by, status=Gathering.Status.DRAFT, starts_at__gt=now
        )
        if waiting.count() >= MAX_WAITING:
            raise TooManyProposals
        gathering = prepare_gathering(by=by, plan=plan, proposed_by=by, now=now)
        notifications.notify_proposal(gathering)
    return gathering
