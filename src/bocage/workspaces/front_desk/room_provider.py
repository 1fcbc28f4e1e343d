"""Rooms of places, for the organisers of meetings (`people.seams.meeting_rooms`)."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.urls import reverse

from bocage.people.models import Person
from bocage.people.seams.meeting_rooms import (
    HeldRoom,
    MeetingRoom,
    RoomInstead,
    RoomPlace,
    RoomState,
    RoomTaken,
    RoomTooEarly,
    RoomWish,
    provide_rooms,
)
from bocage.workspaces.booking_refusals.errors import BeyondHorizon, ResourceUnknown, Taken
from bocage.workspaces.bookings.errors import NotCancellable
from bocage.workspaces.bookings.operations.bookings import book_resource
from bocage.workspaces.bookings.operations.cancellations import cancel_booking
from bocage.workspaces.bookings.operations.guests import change_guests
from bocage.workspaces.bookings.operations.moves import move_booking
from bocage.workspaces.front_desk.operations.presence import note_gathered
from bocage.workspaces.places.models import Place, Resource, ResourceKind
from bocage.workspaces.scheduling.alternatives import alternatives_to
from bocage.workspaces.scheduling.models.bookings import Booking, Hold

ROOMS = (ResourceKind.MEETING_ROOM, ResourceKind.TRAINING_ROOM, ResourceKind.WHOLE_PLACE)


class WorkspaceRooms:
    """Meeting and training rooms of published places, and places that are let whole."""

    def rooms_of(self, departements: Collection[str] | None) -> list[MeetingRoom]:
        resources = Resource.objects.active().filter(
            kind__in=ROOMS, place__status=Place.Status.PUBLISHED
        )
        if departements is not None:
            resources = resources.filter(place__commune__departement__in=departements)
        return [
            MeetingRoom(
                room_id=resource.pk,
                name=resource.name,
                place_name=resource.place.name,
                seats=resource.capacity,
            )
            for resource in resources.select_related("place").order_by(
                "place__name", "place", "position", "name", "pk"
            )
        ]

    def book(self, *, by: Person, wish: RoomWish, now: datetime) -> UUID:
        with _refusing_as_rooms():
            return book_resource(
                by=by,
                resource=_resource(wish.room_id),
                period=_period(wish),
                attendees=wish.people,
                purpose=wish.purpose,
                is_notified_elsewhere=True,
                now=now,
            ).pk

    def move(self, *, by: Person, booking_id: UUID, wish: RoomWish, now: datetime) -> UUID:
        booking = Booking.objects.select_related("place", "booked_for").get(pk=booking_id)
        resource = _resource(wish.room_id)
        if not booking.is_open or booking.place_id != resource.place_id:
            booked = self.book(by=by, wish=wish, now=now)
            self.free(by=by, booking_id=booking_id, now=now)
            return booked
        actor = _actor_with_right(by, "workspaces.move_booking", booking)
        if wish.people < booking.attendees:
            _count(booking, wish, actor, now)
        with _refusing_as_rooms():
            move_booking(
                by=actor,
                booking=booking,
                period=_period(wish),
                resources=[resource.pk],
                now=now,
            )
        if wish.people > booking.attendees:
            _count(booking, wish, actor, now)
        return booking.pk

    def free(self, *, by: Person | None, booking_id: UUID, now: datetime) -> None:
        booking = Booking.objects.select_related("place", "booked_for").get(pk=booking_id)
        if not booking.is_open or booking.period.lower <= now:
            return
        try:
            actor = _actor_with_right(by, "workspaces.cancel_booking", booking)
            cancel_booking(by=actor, booking=booking, now=now)
        except NotCancellable:
            # It was refused meanwhile: there is nothing to hold.
            return

    def begin(self, *, booking_id: UUID, now: datetime) -> None:
        note_gathered(booking=Booking(pk=booking_id), now=now)

    def find(self, room_id: UUID) -> RoomPlace | None:
        resource = Resource.objects.select_related("place__commune").filter(pk=room_id).first()
        return _place_of(resource) if resource else None

    def look(self, booking_ids: Collection[UUID]) -> dict[UUID, HeldRoom]:
        if not booking_ids:
            return {}
        holds = Hold.objects.filter(booking__in=booking_ids, is_implied=False).select_related(
            "booking", "resource__place__commune"
        )
        return {hold.booking_id: _held_room(hold) for hold in holds.order_by("pk")}


def _held_room(hold: Hold) -> HeldRoom:
    booking = hold.booking
    return HeldRoom(
        booking_id=booking.pk,
        room=_place_of(hold.resource),
        state=_state_of(booking),
        starts_at=booking.period.lower,
        ends_at=booking.period.upper,
        note=booking.cancellation_note or booking.decision_note,
    )


def _place_of(resource: Resource) -> RoomPlace:
    place = resource.place
    town = " ".join(filter(None, [place.postcode, place.commune.name]))
    return RoomPlace(
        room_id=resource.pk,
        room_name=resource.name,
        place_name=place.name,
        address=", ".join(filter(None, [place.address, town])),
        commune=place.commune,
        page=reverse("place_detail", args=[place.slug]),
    )


def _state_of(booking: Booking) -> RoomState:
    if booking.status in (Booking.Status.REQUESTED, Booking.Status.OFFERED):
        return RoomState.REQUESTED
    if booking.status in (Booking.Status.CANCELLED, Booking.Status.REFUSED, Booking.Status.LAPSED):
        return RoomState.LOST
    return RoomState.HELD


def _actor_with_right(by: Person | None, right: str, booking: Booking) -> Person:
    """Returns the person who acts on the booking of a meeting: its organiser or, if the place knows
    another holder, that holder.
    """
    if by is not None and by.has_perm(right, booking):
        return by
    return booking.holder


def _count(booking: Booking, wish: RoomWish, actor: Person, now: datetime) -> None:
    change_guests(by=actor, booking=booking, guests=booking.guests, attendees=wish.people, now=now)


def _resource(room_id: UUID) -> Resource:
    resource = Resource.objects.select_related("place").filter(pk=room_id).first()
    if resource is None:
        raise ResourceUnknown
    return resource


def _period(wish: RoomWish) -> Any:
    return DateTimeTZRange(wish.starts_at, wish.ends_at, "[)")


@contextmanager
def _refusing_as_rooms() -> Iterator[None]:
    """Converts refusals for a taken room into those of `people.seams.meeting_rooms`."""
    try:
        yield
    except Taken as conflict:
        raise RoomTaken(str(conflict.sentence), _instead_of(conflict)) from conflict
    except BeyondHorizon as early:
        raise RoomTooEarly(str(early.sentence)) from early


def _instead_of(conflict: Taken) -> Callable[[], Sequence[RoomInstead]]:
    def find() -> list[RoomInstead]:
        return [
            RoomInstead(
                room_id=alternative.resource_id,
                room_name=alternative.resource_name,
                place_name=alternative.place_name,
                starts_at=alternative.period.start,
                ends_at=alternative.period.end,
            )
            for alternative in alternatives_to(conflict)
        ]

    return find


provide_rooms(WorkspaceRooms())
