"""Handlers that report changes of a booking to the organisers of its meeting."""

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
    """Notifies the organisers of a meeting in the booked room of the decision of its place."""
    notify_followers(event.booking_id)
