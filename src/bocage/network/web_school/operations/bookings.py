"""Bookings of an edition's rooms in a workspace: made for its days, cancelled, kept up to date."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import groupby
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.row_locks import lock_rows
from bocage.network.web_school import notifications
from bocage.network.web_school.errors import NoSlotToBook
from bocage.network.web_school.models.editions import WebSchoolEdition, WebSchoolRoom
from bocage.people.models import Person
from bocage.people.seams.meeting_rooms import HeldRoom, RoomState, RoomWish, room_provider

HOUR = timedelta(hours=1)
BEFORE_THE_DAY = (
    WebSchoolEdition.Status.COLLECTING,
    WebSchoolEdition.Status.VOTING,
    WebSchoolEdition.Status.SCHEDULING,
    WebSchoolEdition.Status.PUBLISHED,
)
"""While a room may still be missed."""


def book_for_edition(
    room: WebSchoolRoom, *, by: Person, meeting_room: UUID, now: datetime | None = None
) -> None:
    """Books a room of a workspace from the first to the last slot of each day, in whole hours as
    places require, in the caller's transaction.

    Raises:
        NoSlotToBook: the edition has no slot.
        RoomTaken, Refusal: the workspace cannot give it.
    """
    slots = list(room.edition.slots.all())
    if not slots:
        raise NoSlotToBook
    wishes = []
    for _day, group in groupby(slots, key=lambda slot: slot.day):
        day_slots = list(group)
        wishes.append(
            RoomWish(
                room_id=meeting_room,
                starts_at=_whole_hour(day_slots[0].starts_at),
                ends_at=_whole_hour(day_slots[-1].ends_at + HOUR - timedelta(minutes=1)),
                people=room.seats,
                purpose=room.edition.name,
            )
        )
    moment = now or timezone.now()
    room.bookings = [room_provider().book(by=by, wish=wish, now=moment) for wish in wishes]
    room.booked_room, room.is_lost = meeting_room, False
    room.save(update_fields=["bookings", "booked_room", "is_lost"])


def _whole_hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)


def free_for_edition(room: WebSchoolRoom, *, by: Person, now: datetime | None = None) -> None:
    """Frees the bookings of a room that have not begun, in the caller's transaction."""
    for booking in room.bookings:
        room_provider().free(by=by, booking_id=booking, now=now or timezone.now())


def follow_booking(*, booking_id: UUID) -> None:
    """Updates the room of an edition to the current state of its bookings. Idempotent.

    A room no longer held for all the slots (cancelled, refused, or moved to another time) is
    marked as lost, and the organisers of the edition are notified at once. Its sessions stay where
    they are.
    """
    with transaction.atomic():
        room = (
            lock_rows(WebSchoolRoom.objects.all())
            .select_related("edition__commune")
            .filter(bookings__contains=[booking_id], edition__status__in=BEFORE_THE_DAY)
            .first()
        )
        if room is None:
            return
        booked_rooms = room_provider().look(room.bookings)
        was_lost, room.is_lost = room.is_lost, _is_lost(room, booked_rooms.values())
        room.save(update_fields=["is_lost"])
        if room.is_lost and not was_lost:
            note = booked_rooms[booking_id].note if booking_id in booked_rooms else ""
            notifications.notify_room_lost(room, note)


def _is_lost(room: WebSchoolRoom, booked_rooms: Iterable[HeldRoom]) -> bool:
    """Checks whether a slot of the edition is covered by no active booking."""
    remaining = [room for room in booked_rooms if room.state != RoomState.LOST]
    return len(remaining) < len(room.bookings) or not all(
        any(room.starts_at <= slot.starts_at and slot.ends_at <= room.ends_at for room in remaining)
        for slot in room.edition.slots.all()
    )
