"""The rooms of gatherings: booked, moved and freed with them."""

from datetime import datetime
from uuid import UUID

from bocage.network.gatherings.errors import GatheringNowhere
from bocage.network.gatherings.formatting import in_commune, room_address
from bocage.network.gatherings.models.gatherings import Gathering
from bocage.people.models import Person
from bocage.people.seams.meeting_rooms import RoomTooEarly, RoomWish, room_provider
from bocage.territory.models import Commune

Room = Gathering.Room


def place_gathering(
    gathering: Gathering,
    *,
    by: Person,
    room: RoomWish | None,
    location: tuple[str, Commune] | None,
    now: datetime,
) -> None:
    """Sets the room of a gathering, or its location elsewhere, in the caller's transaction. A room
    that it leaves is freed once the new one is held. A date of a series for which the place does
    not take bookings yet is booked later.

    Raises:
        GatheringNowhere: there is neither a room nor a location.
        RoomTaken, RoomTooEarly, Refusal: as the room provider raises them.
    """
    provider, booked = room_provider(), gathering.room_booking
    if room is None:
        if location is None:
            raise GatheringNowhere
        free_room(gathering, by=by, now=now)
        place_name, gathering.commune = location
        gathering.location = in_commune(place_name, gathering.commune)
        return
    try:
        if booked is not None:
            booking = provider.move(by=by, booking_id=booked, wish=room, now=now)
        else:
            booking = provider.book(by=by, wish=room, now=now)
    except RoomTooEarly:
        if gathering.series is None:
            raise
        free_room(gathering, by=by, now=now)
        _want_later(gathering, room.room_id)
    else:
        take_room(gathering, booking)


def free_room(gathering: Gathering, *, by: Person | None, now: datetime) -> None:
    """Frees the room of a gathering, if it has one."""
    if gathering.room_booking is not None:
        room_provider().free(by=by, booking_id=gathering.room_booking, now=now)
    gathering.room_booking = gathering.room_wanted = None
    gathering.room_state = Room.NONE


def begin_in_room(gathering: Gathering, *, now: datetime) -> None:
    """Marks the room booking of a gathering as in use, once a person has arrived. Does nothing
    unless the room is held.
    """
    if gathering.room_booking is not None and gathering.room_state == Room.HELD:
        room_provider().begin(booking_id=gathering.room_booking, now=now)


def _want_later(gathering: Gathering, room_id: UUID) -> None:
    place = room_provider().find(room_id)
    if place is None:
        raise GatheringNowhere
    gathering.room_wanted, gathering.room_state = room_id, Room.LATER
    gathering.location, gathering.commune = room_address(place), place.commune


def take_room(gathering: Gathering, booking_id: UUID) -> None:
    """Sets the room of a gathering to that of a booking, with the state, location and commune of
    the booking.
    """
    booked_room = room_provider().look([booking_id])[booking_id]
    gathering.room_booking, gathering.room_wanted = booking_id, None
    gathering.room_state = booked_room.state.value
    gathering.location, gathering.commune = room_address(booked_room.room), booked_room.room.commune
