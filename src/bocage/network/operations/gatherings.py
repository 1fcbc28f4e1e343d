"""Gatherings: prepared with their room, opened, moved, called off.

Each locks the gathering first, then what hangs on it, then the booking of its room, all in one
transaction: no gathering says that it has a room that it has not. Done twice, each is harmless.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bocage.foundation.constraints import refusing
from bocage.foundation.errors import NotAllowed
from bocage.foundation.events import publish
from bocage.network import gathering_notices
from bocage.network.errors.gatherings import (
    GatheringBackwards,
    GatheringInThePast,
    GatheringMadeAlready,
    GatheringOver,
    SeatsTaken,
)
from bocage.network.events.gatherings import (
    GatheringCalledOff,
    GatheringHeld,
    GatheringOpened,
    GatheringReplanned,
)
from bocage.network.gathering_words import when_words
from bocage.network.models import Gathering, GatheringSeries
from bocage.network.operations.gathering_rooms import free_room, place_gathering
from bocage.network.operations.gatherings_in_hand import locked_gathering, touch
from bocage.network.operations.waiting_lists import cancel_all, fill
from bocage.people.meeting_rooms import RoomWish
from bocage.people.models import Person
from bocage.territory.models import Commune

RULES = {
    "network_gathering_made_once": GatheringMadeAlready,
    "network_gathering_seats": SeatsTaken,
}
"""Refusals of a gathering that the database does not let stand."""

Status = Gathering.Status


@dataclass(frozen=True, kw_only=True)
class GatheringPlan:
    """What, when, for how many; and where: a room to book, or a place and its commune."""

    title: str
    starts_at: datetime
    ends_at: datetime
    capacity: int
    description: str = ""
    room_id: UUID | None = None
    where: str = ""
    commune: Commune | None = None


def plan_gathering(
    *,
    by: Person,
    plan: GatheringPlan,
    series: GatheringSeries | None = None,
    occurs_on: date | None = None,
    now: datetime | None = None,
) -> Gathering:
    """Prepares a gathering and books its room; nobody is told of it yet.

    Raises:
        NotAllowed: `by` does not run the club there.
        GatheringInThePast, GatheringBackwards, GatheringNowhere: it cannot be.
        GatheringMadeAlready: they have one of this title at this moment.
        RoomTaken: somebody else has the room, with what is free instead; nothing is written.
        RoomTooEarly: its place does not take that day yet, and it is not of a series.
        Refusal: its place refuses, in its own sentence.
    """
    now = now or timezone.now()
    with refusing(RULES):
        gathering = prepare_gathering(by=by, plan=plan, series=series, occurs_on=occurs_on, now=now)
        if not by.has_perm("network.keep_gathering", gathering):
            raise NotAllowed
    return gathering


def prepare_gathering(*, by: Person, plan: GatheringPlan, now: datetime, **said: Any) -> Gathering:
    """Writes a gathering in preparation, with its room. Not a right of its own: who calls it has
    checked what `by` may do, or does so within the transaction.

    Raises:
        As `plan_gathering`, but for its right.
    """
    _check_period(plan, now)
    gathering = Gathering(made_by=by, made_at=now, changed_at=now, **said)
    _say(gathering, plan)
    with refusing(RULES):
        place_gathering(gathering, by=by, room=_room(plan), elsewhere=_elsewhere(plan), now=now)
        gathering.save(force_insert=True)
    return gathering


def open_gathering(*, by: Person, gathering: Gathering, now: datetime | None = None) -> Gathering:
    """Shows it to everybody, who may register.

    Raises:
        NotAllowed: `by` does not run it.
        GatheringOver: it was held, called off, or is past.
    """
    _check_keeps(by, gathering)
    now = now or timezone.now()
    with transaction.atomic():
        locked = locked_gathering(gathering)
        if locked.is_coming:
            return locked
        if locked.status != Status.DRAFT or locked.ends_at <= now:
            raise GatheringOver
        locked.status, locked.opened_at = Status.OPEN, now
        locked.save(update_fields=["status", "opened_at"])
        gathering_notices.tell_proposal_answered(locked, by)
        publish(GatheringOpened(gathering_id=locked.pk))
    return locked


def change_gathering(
    *, by: Person, gathering: Gathering, plan: GatheringPlan, now: datetime | None = None
) -> Gathering:
    """Changes what it says, when and where it is. Its room moves with it, in the same
    transaction; one that it leaves is freed once the new one is held. Those who registered are
    told once of a new date or place, and more seats go to those who wait.

    Raises:
        NotAllowed: `by` does not run it.
        GatheringOver: it was held or called off.
        GatheringInThePast, GatheringBackwards, GatheringNowhere: it cannot be.
        GatheringMadeAlready: another has this title at this moment.
        SeatsTaken: more are registered than that.
        RoomTaken, Refusal: as `plan_gathering`; everything stays as it was, the room included.
    """
    _check_keeps(by, gathering)
    now = now or timezone.now()
    with refusing(RULES):
        locked = locked_gathering(gathering)
        if locked.status not in Gathering.CHANGING:
            raise GatheringOver
        if plan.starts_at != locked.starts_at:
            _check_period(plan, now)
        elif plan.ends_at <= plan.starts_at:
            raise GatheringBackwards
        before = (locked.starts_at, locked.ends_at, locked.where)
        left = f"{when_words(locked)}, {locked.where}"
        _say(locked, plan)
        place_gathering(locked, by=by, room=_room(plan), elsewhere=_elsewhere(plan), now=now)
        if not by.has_perm("network.keep_gathering", locked):
            raise NotAllowed
        has_moved = (locked.starts_at, locked.ends_at, locked.where) != before
        if has_moved:
            touch(locked, now)
            locked.registrations.update(reminded_at=None)
        locked.save()
        fill(locked, now)
        if has_moved and locked.is_coming:
            gathering_notices.tell_moved(locked, left)
            publish(GatheringReplanned(gathering_id=locked.pk))
    return locked


def call_off_gathering(
    *, by: Person, gathering: Gathering, reason: str = "", now: datetime | None = None
) -> Gathering:
    """It will not take place: its room is freed, and those who come or wait are told.

    Raises:
        NotAllowed: `by` does not run it.
        GatheringOver: it was held.
    """
    _check_keeps(by, gathering)
    now = now or timezone.now()
    with transaction.atomic():
        locked = locked_gathering(gathering)
        if locked.status == Status.CALLED_OFF:
            return locked
        if locked.status == Status.HELD:
            raise GatheringOver
        locked.status, locked.called_off_at = Status.CALLED_OFF, now
        locked.call_off_reason = reason.strip()[:300]
        touch(locked, now)
        free_room(locked, by=by, now=now)
        locked.save()
        gathering_notices.tell_proposal_answered(locked, by)
        gathering_notices.tell_off(locked, cancel_all(locked, now))
        publish(GatheringCalledOff(gathering_id=locked.pk))
    return locked


def hold_gathering(*, gathering: Gathering, now: datetime | None = None) -> Gathering:
    """It is over, and took place: nobody registers any more, and those who waited do not come."""
    now = now or timezone.now()
    with transaction.atomic():
        locked = locked_gathering(gathering)
        if locked.is_coming and locked.ends_at <= now:
            locked.status, locked.held_at = Status.HELD, now
            locked.save(update_fields=["status", "held_at"])
            publish(GatheringHeld(gathering_id=locked.pk))
    return locked


def _say(gathering: Gathering, plan: GatheringPlan) -> None:
    gathering.title, gathering.description = plan.title.strip(), plan.description.strip()
    gathering.starts_at, gathering.ends_at = plan.starts_at, plan.ends_at
    gathering.capacity = plan.capacity


def _room(plan: GatheringPlan) -> RoomWish | None:
    """The room that the plan asks for; its host reads what it is for."""
    if plan.room_id is None:
        return None
    return RoomWish(
        room_id=plan.room_id,
        starts_at=plan.starts_at,
        ends_at=plan.ends_at,
        people=plan.capacity,
        purpose=_("Rencontre du club : %(title)s") % {"title": plan.title.strip()},
    )


def _elsewhere(plan: GatheringPlan) -> tuple[str, Commune] | None:
    where = plan.where.strip()
    return (where, plan.commune) if where and plan.commune is not None else None


def _check_period(plan: GatheringPlan, now: datetime) -> None:
    if plan.ends_at <= plan.starts_at:
        raise GatheringBackwards
    if plan.starts_at <= now:
        raise GatheringInThePast


def _check_keeps(by: Person, gathering: Gathering) -> None:
    if not by.has_perm("network.keep_gathering", gathering):
        raise NotAllowed
