"""Locks that several operations take on a booking."""

from bocage.foundation.db.row_locks import lock_row
from bocage.workspaces.scheduling.models.bookings import Booking


def locked_booking(booking: Booking) -> Booking:
    """Locks a booking until the end of the transaction, and returns its current row."""
    return lock_row(booking, "place__commune", "booked_for")
