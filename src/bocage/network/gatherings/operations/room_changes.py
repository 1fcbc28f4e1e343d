"""Workspace answers received later about gathering rooms, and bookings made when a day opens."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bocage.foundation.errors import NotAllowed, Refusal
from bocage.network.gatherings import notifications
from bocage.network.gatherings.formatting import room_address
from bocage.network.gatherings.models.gatherings import Gathering
from bocage.network.gatherings.operations.rooms import take_room
from bocage.people.seams.meeting_rooms import RoomState, RoomTooEarly, RoomWish, room_provider
from bocage.registrations.operations.events import notify_rescheduled, touch
from bocage.registrations.operations.seats import lock_event
from bocage.registrations.words import place_words

Room = Gathering.Room


def book_rooms_in_time(*, now: datetime | None = None) -> int:
    """Books the rooms of series dates whose places now take bookings for them. The organisers of a
    date whose room is not available are notified. Returns how many rooms were booked.
    """
    now = now or timezone.now()
    waiting = Gathering.objects.filter(
        room_state=Room.LATER, status__in=Gathering.CHANGING, starts_at__gt=now
    )
    return sum(_book_in_time(gathering, now) for gathering in waiting.order_by("starts_at", "pk"))


def follow_room(*, booking_id: UUID, now: datetime | None = None) -> None:
    """Updates the gathering of a booking to the current state of the booking. Idempotent.

    A room cancelled by its place, refused or moved to another time is lost: the organisers are
    notified, and registered people are not, since another room may be found. If the place gives
    another room at the same time, the gathering moves there and registered people are notified.
    """
    now = now or timezone.now()
    unlocked = Gathering.objects.filter(room_booking=booking_id).first()
    if unlocked is None:
        return
    with transaction.atomic():
        gathering = lock_event(unlocked)
        if gathering.room_booking != booking_id or gathering.status not in Gathering.CHANGING:
            return
        booked_room = room_provider().look([booking_id])[booking_id]
        state = booked_room.state
        if (booked_room.starts_at, booked_room.ends_at) != (gathering.starts_at, gathering.ends_at):
            state = RoomState.LOST
        was, gathering.room_state = gathering.room_state, state.value
        if state != RoomState.LOST and room_address(booked_room.room) != gathering.location:
            former_place = place_words(gathering)
            gathering.location, gathering.commune = (
                room_address(booked_room.room),
                booked_room.room.commune,
            )
            touch(gathering, now)
            notifications.notify_room_replaced(gathering, former_place)
            if gathering.is_coming:
                notify_rescheduled(gathering, former_place=former_place)
        gathering.save()
        if state == RoomState.LOST and was != RoomState.LOST:
            notifications.notify_room_lost(gathering, booked_room.note)
        elif was != state and state == RoomState.HELD:
            notifications.notify_room_confirmed(gathering)


def _book_in_time(unlocked: Gathering, now: datetime) -> bool:
    with transaction.atomic():
        gathering = lock_event(unlocked)
        room_id, maker = gathering.room_wanted, gathering.made_by
        if room_id is None or gathering.status not in Gathering.CHANGING:
            return False
        wish = RoomWish(
            room_id=room_id,
            starts_at=gathering.starts_at,
            ends_at=gathering.ends_at,
            people=gathering.capacity,
            purpose=_("Rencontre du club : %(title)s") % {"title": gathering.title},
        )
        try:
            if maker is None:
                raise NotAllowed
            take_room(gathering, room_provider().book(by=maker, wish=wish, now=now))
        except RoomTooEarly:
            return False
        except Refusal as refusal:
            gathering.room_wanted, gathering.room_state = None, Room.NONE
            gathering.save()
            notifications.notify_room_lost(gathering, str(refusal.sentence))
            return False
        gathering.save()
    return True
