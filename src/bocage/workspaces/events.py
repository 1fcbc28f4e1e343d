"""What happens in the room and may matter to others."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class BookingConfirmed:
    booking_id: UUID
    place_id: UUID
    booked_for_id: UUID
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, kw_only=True)
class BookingRequested:
    """Somebody asks for what the place decides upon, before `lapses_at`; nothing is held."""

    booking_id: UUID
    place_id: UUID
    booked_for_id: UUID
    starts_at: datetime
    ends_at: datetime
    lapses_at: datetime


@dataclass(frozen=True, kw_only=True)
class BookingCancelled:
    booking_id: UUID
    place_id: UUID
    booked_for_id: UUID | None
    because: str


@dataclass(frozen=True, kw_only=True)
class BookingRestored:
    booking_id: UUID
    place_id: UUID
    booked_for_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class PeriodFreed:
    """What a booking held is free before its end, without being cancelled: nobody came, or
    they have left. `starts_at` and `ends_at` are what is left of it."""

    booking_id: UUID
    place_id: UUID
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, kw_only=True)
class BookingMoved:
    """A booking has another period or other resources; what it left is free for others."""

    booking_id: UUID
    place_id: UUID
    booked_for_id: UUID | None
    left_starts_at: datetime
    left_ends_at: datetime


@dataclass(frozen=True, kw_only=True)
class GuestsChanged:
    """Others come with somebody, or more, or fewer: `attendees` are all of them."""

    booking_id: UUID
    place_id: UUID
    booked_for_id: UUID | None
    attendees: int


@dataclass(frozen=True, kw_only=True)
class SeriesBooked:
    """Each of its dates has its own `BookingConfirmed` besides."""

    series_id: UUID
    place_id: UUID
    booked_for_id: UUID


@dataclass(frozen=True, kw_only=True)
class PlacePublished:
    place_id: UUID
    commune_code: str


@dataclass(frozen=True, kw_only=True)
class PlaceClosureDecided:
    closure_id: UUID
    place_id: UUID
    bookings_cancelled: int


@dataclass(frozen=True, kw_only=True)
class PlaceClosedForGood:
    place_id: UUID
    bookings_ended: int
    waits_ended: int


@dataclass(frozen=True, kw_only=True)
class OutsideCalendarDue:
    """A calendar kept elsewhere is to be read now."""

    calendar_id: UUID


@dataclass(frozen=True, kw_only=True)
class RequestConfirmed:
    """A place said yes to what was asked; the booking has its `BookingConfirmed` besides."""

    booking_id: UUID
    place_id: UUID
    booked_for_id: UUID


@dataclass(frozen=True, kw_only=True)
class RequestRefused:
    booking_id: UUID
    place_id: UUID
    booked_for_id: UUID


@dataclass(frozen=True, kw_only=True)
class RequestLapsed:
    """Nobody answered a request in time."""

    booking_id: UUID
    place_id: UUID
    booked_for_id: UUID


@dataclass(frozen=True, kw_only=True)
class SlotFreed:
    """A period of a place has become free, whatever the reason: those who wait are offered it."""

    place_id: UUID
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, kw_only=True)
class WaitlistJoined:
    entry_id: UUID
    place_id: UUID
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, kw_only=True)
class OfferMade:
    """Somebody who waited is offered a place, held for them for a set time."""

    entry_id: UUID
    place_id: UUID
    person_id: UUID
