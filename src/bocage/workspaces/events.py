"""What happens in the room and may matter to others."""

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
    """Somebody asks for what the place decides upon, before `lapses_at`; nothing is held."""

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
    """What a booking held is free before its end, without being cancelled: nobody came, or
    they have left. `starts_at` and `ends_at` are what is left of it."""

    booking_id: UUID
    place_id: UUID
    starts_at: datetime
    ends_at: datetime


class BookingMoved(Event):
    """A booking has another period or other resources; what it left is free for others."""

    booking_id: UUID
    place_id: UUID
    booked_for_id: UUID | None
    left_starts_at: datetime
    left_ends_at: datetime


class GuestsChanged(Event):
    """Others come with somebody, or more, or fewer: `attendees` are all of them."""

    booking_id: UUID
    place_id: UUID
    booked_for_id: UUID | None
    attendees: int


class SeriesBooked(Event):
    """Each of its dates has its own `BookingConfirmed` besides."""

    series_id: UUID
    place_id: UUID
    booked_for_id: UUID


class PlacePublished(Event):
    place_id: UUID
    commune_code: str


class PlaceClosureDecided(Event):
    closure_id: UUID
    place_id: UUID
    bookings_cancelled: int


class PlaceClosedForGood(Event):
    place_id: UUID
    bookings_ended: int
    waits_ended: int


class OutsideCalendarDue(Event):
    """A calendar kept elsewhere is to be read now."""

    calendar_id: UUID


class RequestConfirmed(Event):
    """A place said yes to what was asked; the booking has its `BookingConfirmed` besides."""

    booking_id: UUID
    place_id: UUID
    booked_for_id: UUID


class RequestRefused(Event):
    booking_id: UUID
    place_id: UUID
    booked_for_id: UUID


class RequestLapsed(Event):
    """Nobody answered a request in time."""

    booking_id: UUID
    place_id: UUID
    booked_for_id: UUID


class SlotFreed(Event):
    """A period of a place has become free, whatever the reason: those who wait are offered it."""

    place_id: UUID
    starts_at: datetime
    ends_at: datetime


class WaitlistJoined(Event):
    entry_id: UUID
    place_id: UUID
    starts_at: datetime
    ends_at: datetime


class OfferMade(Event):
    """Somebody who waited is offered a place, held for them for a set time."""

    entry_id: UUID
    place_id: UUID
    person_id: UUID
