"""The rooms of gatherings: booked, moved and freed with them, and what their places say later."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bocage.foundation.errors import NotAllowed, Refusal
from bocage.foundation.events import publish
from bocage.network import gathering_notices
from bocage.network.errors.gatherings import GatheringNowhere
from bocage.network.events.gatherings import GatheringReplanned
from bocage.network.gathering_words import in_commune, when_words, where_of
from bocage.network.models import Gathering
from bocage.network.operations.gatherings_in_hand import locked_gathering, touch
from bocage.people.meeting_rooms import RoomState, RoomTooEarly, RoomWish, room_keeper
from bocage.people.models import Person
from bocage.territory.models import Commune

Room = Gathering.Room


def place_gathering(
    gathering: Gathering,
    *,
    by: Person,
    room: RoomWish | None,
    elsewhere: tuple[str, Commune] | None,
    now: datetime,
) -> None:
    """Gives a gathering its room, or its place elsewhere, in the transaction of who calls. A room
    that it leaves is freed once the new one is held. A date of a series for which its place does
    not take bookings yet waits for its day.

    Raises:
        GatheringNowhere: neither is said.
        RoomTaken, RoomTooEarly, Refusal: as the keeper of rooms says.
    """
    keeper, booked = room_keeper(), gathering.room_booking
    if room is None:
        if elsewhere is None:
            raise GatheringNowhere
        free_room(gathering, by=by, now=now)
        where, gathering.commune = elsewhere
        gathering.where = in_commune(where, gathering.commune)
        return
    try:
        if booked is not None:
            booking = keeper.move(by=by, booking_id=booked, wish=room, now=now)
        else:
            booking = keeper.book(by=by, wish=room, now=now)
    except RoomTooEarly:
        if gathering.series is None:
            raise
        free_room(gathering, by=by, now=now)
        _want_later(gathering, room.room_id)
    else:
        _take(gathering, booking)


def free_room(gathering: Gathering, *, by: Person | None, now: datetime) -> None:
    """Gives the room of a gathering back, where it has one."""
    if gathering.room_booking is not None:
        room_keeper().free(by=by, booking_id=gathering.room_booking, now=now)
    gathering.room_booking = gathering.room_wanted = None
    gathering.room_state = Room.NONE


def begin_in_room(gathering: Gathering, *, now: datetime) -> None:
    """Somebody has come to a gathering: its room is in use."""
    if gathering.room_booking is not None and gathering.room_state == Room.HELD:
        room_keeper().begin(booking_id=gathering.room_booking, now=now)


def book_rooms_in_time(*, now: datetime | None = None) -> int:
    """Books, for dates of series, the rooms whose places take bookings for them by now. Who runs
    a date whose room cannot be had is told. Answers with how many rooms were booked."""
    now = now or timezone.now()
    waiting = Gathering.objects.filter(
        room_state=Room.LATER, status__in=Gathering.CHANGING, starts_at__gt=now
    )
    return sum(_book_in_time(found, now) for found in waiting.order_by("starts_at", "pk"))


def follow_room(*, booking_id: UUID, now: datetime | None = None) -> None:
    """Has the gathering of a booking say what its place says now. Run twice, it is harmless.

    A room that was taken back, refused or moved to another hour is lost: who runs the gathering is
    told, and those who come are not, since they may never need to. Another room at the same hour
    is where the gathering is from now on, and those who come are told.
    """
    now = now or timezone.now()
    found = Gathering.objects.filter(room_booking=booking_id).first()
    if found is None:
        return
    with transaction.atomic():
        gathering = locked_gathering(found)
        if gathering.room_booking != booking_id or gathering.status not in Gathering.CHANGING:
            return
        held = room_keeper().look([booking_id])[booking_id]
        state = held.state
        if (held.starts_at, held.ends_at) != (gathering.starts_at, gathering.ends_at):
            state = RoomState.LOST
        was, gathering.room_state = gathering.room_state, state.value
        if state != RoomState.LOST and where_of(held.room) != gathering.where:
            left = f"{when_words(gathering)}, {gathering.where}"
            gathering.where, gathering.commune = where_of(held.room), held.room.commune
            touch(gathering, now)
            gathering_notices.tell_room_is_another(gathering, left)
            if gathering.is_coming:
                gathering_notices.tell_moved(gathering, left)
                publish(GatheringReplanned(gathering_id=gathering.pk))
        gathering.save()
        if state == RoomState.LOST and was != RoomState.LOST:
            gathering_notices.tell_room_lost(gathering, held.note)
        elif was != state and state == RoomState.HELD:
            gathering_notices.tell_room_agreed(gathering)


def _book_in_time(found: Gathering, now: datetime) -> bool:
    with transaction.atomic():
        gathering = locked_gathering(found)
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
            _take(gathering, room_keeper().book(by=maker, wish=wish, now=now))
        except RoomTooEarly:
            return False
        except Refusal as refusal:
            gathering.room_wanted, gathering.room_state = None, Room.NONE
            gathering.save()
            gathering_notices.tell_room_lost(gathering, str(refusal.sentence))
            return False
        gathering.save()
    return True


def _want_later(gathering: Gathering, room_id: UUID) -> None:
    place = room_keeper().find(room_id)
    if place is None:
        raise GatheringNowhere
    gathering.room_wanted, gathering.room_state = room_id, Room.LATER
    gathering.where, gathering.commune = where_of(place), place.commune


def _take(gathering: Gathering, booking_id: UUID) -> None:
    held = room_keeper().look([booking_id])[booking_id]
    gathering.room_booking, gathering.room_wanted = booking_id, None
    gathering.room_state = held.state.value
    gathering.where, gathering.commune = where_of(held.room), held.room.commune
