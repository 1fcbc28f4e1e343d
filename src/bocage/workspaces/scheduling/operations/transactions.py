"""Locks that several operations take on a booking."""

from bocage.foundation.db.row_locks import lock_row
from bocage.workspaces.scheduling.models.bookings import Booking


def locked_booking(booking: Booking) -> Booking:
    """The booking as it is now, kept from other changes until the end of the transaction."""
    return lock_row(booking, "place__commune", "booked_for")
