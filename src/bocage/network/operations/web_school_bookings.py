"""The rooms of an edition that a workspace keeps: booked for its days, freed, followed."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import groupby
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from bocage.network.errors.web_school import NoSlotToBook
from bocage.network.models import WebSchoolRoom
from bocage.people.meeting_rooms import RoomState, RoomWish, room_keeper
from bocage.people.models import Person

HOUR = timedelta(hours=1)


def book_for_edition(
    room: WebSchoolRoom, *, by: Person, meeting_room: UUID, now: datetime | None = None
) -> None:
    """Books a room of a workspace from the first slot to the last of each day, by whole hours as
    places count them, in the transaction of who calls.

    Raises:
        NoSlotToBook: the edition has no slot.
        RoomTaken, Refusal: the workspace cannot give it.
    """
    slots = list(room.edition.slots.all())
    if not slots:
        raise NoSlotToBook
    wishes = []
    for _day, group in groupby(slots, key=lambda slot: slot.day):
        here = list(group)
        wishes.append(
            RoomWish(
                room_id=meeting_room,
                starts_at=_whole_hour(here[0].starts_at),
                ends_at=_whole_hour(here[-1].ends_at + HOUR - timedelta(minutes=1)),
                people=room.seats,
                purpose=room.edition.name,
            )
        )
    moment = now or timezone.now()
    room.bookings = [room_keeper().book(by=by, wish=wish, now=moment) for wish in wishes]
    room.booked_room, room.is_lost = meeting_room, False
    room.save(update_fields=["bookings", "booked_room", "is_lost"])


def _whole_hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)


def free_for_edition(room: WebSchoolRoom, *, by: Person, now: datetime | None = None) -> None:
    """Gives back what a room had booked and has not begun; in the transaction of who calls."""
    for booking in room.bookings:
        room_keeper().free(by=by, booking_id=booking, now=now or timezone.now())


def follow_booking(*, booking_id: UUID) -> None:
    """Says of the room of an edition what its workspace says now. Run twice, it is harmless."""
    with transaction.atomic():
        room = (
            WebSchoolRoom.objects.select_for_update(no_key=True, of=("self",))
            .filter(bookings__contains=[booking_id])
            .first()
        )
        if room is None:
            return
        held = room_keeper().look(room.bookings)
        room.is_lost = any(
            one not in held or held[one].state == RoomState.LOST for one in room.bookings
        )
        room.save(update_fields=["is_lost"])
