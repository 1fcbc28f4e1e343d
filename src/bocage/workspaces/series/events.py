"""Events of series."""

from uuid import UUID

from bocage.foundation.events import Event


class SeriesBooked(Event):
    """Booking of a series; each of its dates has its own `BookingConfirmed` as well."""

    series_id: UUID
    place_id: UUID
    booked_for_id: UUID
