"""Creation and update of gatherings, with the booking of their room.

Each operation locks the gathering first, then its related rows, then the booking of its room, in
one transaction: a gathering never refers to a room that is not booked. All are idempotent.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from bocage.foundation.db.constraints import refusing
from bocage.network.gatherings.models.gatherings import Gathering, GatheringSeries
from bocage.network.gatherings.operations.rooms import place_gathering
from bocage.people.models import Person
from bocage.people.seams.meeting_rooms import RoomWish
from bocage.registrations.operations.events import (
    EventPlan,
    change_event,
    check_period,
    rules_of,
)
from bocage.territory.models import Commune


@dataclass(frozen=True, kw_only=True)
class GatheringPlan(EventPlan):
    """Description of a gathering to prepare: title, time and seats, and its location, either a room
    to book or a place with its commune.
    """

    room_id: UUID | None = None
    commune: Commune | None = None


def plan_gathering(
    *,
    by: Person,
    plan: GatheringPlan,
    series: GatheringSeries | None = None,
    occurs_on: date | None = None,
    now: datetime | None = None,
) -> Gathering:
    """Creates a gathering in preparation and books its room; no notification is sent yet.

    Raises:
        NotAllowed: `by` does not run the club there.
        GatheringInThePast, GatheringBackwards, GatheringNowhere: the plan is not valid.
        GatheringMadeAlready: they have a gathering with the same title and start time.
        RoomTaken: somebody else has the room; it carries the free alternatives. Nothing is
            written.
        RoomTooEarly: its place does not take that day yet, and it is not of a series.
        Refusal: its place refuses, in its own sentence.
    """
    now = now or timezone.now()
    with refusing(rules_of(Gathering)):
        gathering = prepare_gathering(by=by, plan=plan, series=series, occurs_on=occurs_on, now=now)
        by.require("network.manage_gathering", gathering)
    return gathering


def prepare_gathering(
    *, by: Person, plan: GatheringPlan, now: datetime, **fields: Any
) -> Gathering:
    """Creates a gathering in preparation, with its room. Checks no permission: the caller has
    checked what `by` may do, or does so within the transaction.

    Raises:
        GatheringInThePast, GatheringMadeAlready, RoomTaken…: as `plan_gathering`, except
            NotAllowed.
    """
    check_period(Gathering, plan, now)
    gathering = Gathering(made_by=by, made_at=now, changed_at=now, **fields)
    _set_description(gathering, plan)
    with refusing(rules_of(Gathering)):
        place_gathering(
            gathering, by=by, room=_room(plan), location=_outside_location(plan), now=now
        )
        gathering.save(force_insert=True)
    return gathering


def change_gathering(
    *, by: Person, gathering: Gathering, plan: GatheringPlan, now: datetime | None = None
) -> Gathering:
    """Changes the description, time or location of a gathering. Its room moves with it, in the same
    transaction; a room that it leaves is freed once the new one is held. Registered people are
    notified once of a new date or place, and added seats go to the waiting list.

    Raises:
        NotAllowed: `by` does not run it.
        GatheringOver: it was held or called off.
        GatheringInThePast, GatheringBackwards, GatheringNowhere: the plan is not valid.
        GatheringMadeAlready: another has this title at this moment.
        SeatsTaken: more people are registered than there would be seats.
        RoomTaken, Refusal: as `plan_gathering`; everything stays as it was, the room included.
    """
    now = now or timezone.now()

    def write(locked: Gathering) -> None:
        _set_description(locked, plan)
        place_gathering(locked, by=by, room=_room(plan), location=_outside_location(plan), now=now)
        by.require("network.manage_gathering", locked)

    return change_event(by=by, event=gathering, plan=plan, write=write, now=now)


def _set_description(gathering: Gathering, plan: GatheringPlan) -> None:
    gathering.title, gathering.description = plan.title.strip(), plan.description.strip()
    gathering.starts_at, gathering.ends_at = plan.starts_at, plan.ends_at
    gathering.capacity = plan.capacity


def _room(plan: GatheringPlan) -> RoomWish | None:
    """Returns the room request of the plan; its purpose is shown to the workspace host."""
    if plan.room_id is None:
        return None
    return RoomWish(
        room_id=plan.room_id,
        starts_at=plan.starts_at,
        ends_at=plan.ends_at,
        people=plan.capacity,
        purpose=_("Rencontre du club : %(title)s") % {"title": plan.title.strip()},
    )


def _outside_location(plan: GatheringPlan) -> tuple[str, Commune] | None:
    place_name = plan.location.strip()
    return (place_name, plan.commune) if place_name and plan.commune is not None else None
