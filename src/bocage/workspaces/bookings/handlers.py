"""Whoever gathers people in a room follows what becomes of its booking."""

from bocage.foundation.events import handles
from bocage.people.seams.meeting_rooms import notify_followers
from bocage.workspaces.bookings.events import (
    BookingCancelled,
    BookingMoved,
    BookingRestored,
    RequestConfirmed,
    RequestLapsed,
    RequestRefused,
)


@handles(BookingCancelled)
@handles(BookingMoved)
@handles(BookingRestored)
@handles(RequestConfirmed)
@handles(RequestLapsed)
@handles(RequestRefused)
def notify_participants(
    event: BookingCancelled
    | BookingMoved
    | BookingRestored
    | RequestConfirmed
    | RequestLapsed
    | RequestRefused,
) -> None:
    """Notifies the organisers of a meeting in the booked room of what its place did with the
    booking.
    """
    notify_followers(event.booking_id)
