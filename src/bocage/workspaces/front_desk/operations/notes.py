"""Notes of hosts on a booking: one that its holder never sees, and the parking spot they do."""

from bocage.foundation.db.constraints import refusing
from bocage.people.models import Person
from bocage.workspaces.booking_refusals.errors import RULES
from bocage.workspaces.front_desk.errors import NoteTooLong, ParkingSpotTooLong
from bocage.workspaces.scheduling.models.bookings import Booking
from bocage.workspaces.scheduling.operations.transactions import locked_booking

LONGEST_NOTE = 1000
LONGEST_PARKING_SPOT = 40


def note_booking(*, by: Person, booking: Booking, note: str, parking_spot: str = "") -> Booking:
    """Replaces the note of a booking, which its holder never sees, and its parking spot, which they
    do; an empty text deletes what was there.

    Raises:
        NotAllowed: `by` does not run the place.
        NoteTooLong: more than `LONGEST_NOTE` characters.
        ParkingSpotTooLong: more than `LONGEST_PARKING_SPOT` characters.
    """
    by.require("workspaces.note_booking", booking)
    text, spot = note.strip(), parking_spot.strip()
    if len(text) > LONGEST_NOTE:
        raise NoteTooLong
    if len(spot) > LONGEST_PARKING_SPOT:
        raise ParkingSpotTooLong
    with refusing(RULES):
        locked = locked_booking(booking)
        locked.host_note, locked.parking_spot = text, spot
        locked.save(update_fields=["host_note", "parking_spot"])
    return locked
