"""What follows, after the commit, from what has happened in the room itself."""

from datetime import datetime
from uuid import UUID

from bocage.foundation.events import handles
from bocage.people.seams.meeting_rooms import tell_followers
from bocage.workspaces.events import (
    BookingCancelled,
    BookingMoved,
    BookingRestored,
    OutsideCalendarDue,
    PeriodFreed,
    RequestConfirmed,
    RequestLapsed,
    RequestRefused,
    SlotFreed,
    WaitlistJoined,
)
from bocage.workspaces.models.places import Place
from bocage.workspaces.operations.offers import offer_next
from bocage.workspaces.operations.outside_calendars import read_outside_calendar


@handles(SlotFreed)
def offer_what_was_freed(event: SlotFreed) -> None:
    """Those who wait are offered it within seconds, in their order."""
    _offer(event.place_id, event.starts_at, event.ends_at)


@handles(PeriodFreed)
def offer_what_nobody_used(event: PeriodFreed) -> None:
    """What was released, or left early, is free for those who wait."""
    _offer(event.place_id, event.starts_at, event.ends_at)


@handles(BookingMoved)
def offer_what_was_left(event: BookingMoved) -> None:
    """What a booking left is free for those who wait."""
    _offer(event.place_id, event.left_starts_at, event.left_ends_at)


@handles(WaitlistJoined)
def offer_what_was_free_meanwhile(event: WaitlistJoined) -> None:
    """What was freed while somebody joined is theirs too."""
    _offer(event.place_id, event.starts_at, event.ends_at)


@handles(OutsideCalendarDue)
def read_the_calendar(event: OutsideCalendarDue) -> None:
    """Reads a calendar kept elsewhere; read twice, it tells the same."""
    read_outside_calendar(calendar_id=event.calendar_id)


@handles(BookingCancelled)
@handles(BookingMoved)
@handles(BookingRestored)
@handles(RequestConfirmed)
@handles(RequestLapsed)
@handles(RequestRefused)
def tell_who_meets_there(
    event: BookingCancelled
    | BookingMoved
    | BookingRestored
    | RequestConfirmed
    | RequestLapsed
    | RequestRefused,
) -> None:
    """Who gathers people in a room learns what its place did with it."""
    tell_followers(event.booking_id)


def _offer(place_id: UUID, starts_at: datetime, ends_at: datetime) -> None:
    place = Place.objects.filter(pk=place_id).first()
    if place is not None:
        offer_next(place=place, period=(starts_at, ends_at))
