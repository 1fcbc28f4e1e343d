"""Events of bookings and requests."""

from datetime import datetime
from uuid import UUID

from bocage.foundation.events import Event


class BookingConfirmed(Event):
    booking_id: UUID
    place_id: UUID
    booked_for_id: UUID
    starts_at: datetime
    ends_at: datetime


class BookingRequested(Event):
    """Request for a space on which the place decides before `lapses_at`; nothing is held."""

    booking_id: UUID
    place_id: UUID
    booked_for_id: UUID
    starts_at: datetime
    ends_at: datetime
    lapses_at: datetime


class BookingCancelled(Event):
    booking_id: UUID
    place_id: UUID
    booked_for_id: UUID | None
    because: str


class BookingRestored(Event):
    booking_id: UUID
    place_id: UUID
    booked_for_id: UUID | None


class PeriodFreed(Event):
    """Release of the holds of a booking before its end, without cancellation: nobody came, or they
    have left. `starts_at` and `ends_at` bound the remaining time.
    """

    booking_id: UUID
    place_id: UUID
    starts_at: datetime
    ends_at: datetime


class BookingMoved(Event):
    """Move of a booking to another period or other resources; the previous ones are free for
    others.
    """

    booking_id: UUID
    place_id: UUID
    booked_for_id: UUID | None
    left_starts_at: datetime
    left_ends_at: datetime


class GuestsChanged(Event):
    """Change in the number of people who come with a booking: `attendees` counts all of them."""

    booking_id: UUID
    place_id: UUID
    booked_for_id: UUID | None
    attendees: int


class RequestConfirmed(Event):
    """Acceptance of a request by its place; `BookingConfirmed` is published too."""

    booking_id: UUID
    place_id: UUID
    booked_for_id: UUID


class RequestRefused(Event):
    booking_id: UUID
    place_id: UUID
    booked_for_id: UUID


class RequestLapsed(Event):
    """Expiry of a request that nobody answered in time."""

    booking_id: UUID
    place_id: UUID
    booked_for_id: UUID


class SlotFreed(Event):
    """Release of a period of a place, whatever the reason: it is offered to the waiting list."""

    place_id: UUID
    starts_at: datetime
    ends_at: datetime
