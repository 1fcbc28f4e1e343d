"""Internal notes of hosts on a booking."""

from bocage.foundation.db.constraints import refusing
from bocage.people.models import Person
from bocage.workspaces.front_desk.errors import NoteTooLong
from bocage.workspaces.scheduling.errors import RULES
from bocage.workspaces.scheduling.models.bookings import Booking
from bocage.workspaces.scheduling.operations.transactions import locked_booking

LONGEST_NOTE = 1000


def note_booking(*, by: Person, booking: Booking, note: str) -> Booking:
    """Replaces the note of a booking; an empty one deletes it. Its holder never sees it.

    Raises:
        NotAllowed: `by` does not run the place.
        NoteTooLong: more than `LONGEST_NOTE` characters.
    """
    by.require("workspaces.note_booking", booking)
    text = note.strip()
    if len(text) > LONGEST_NOTE:
        raise NoteTooLong
    with refusing(RULES):
        locked = locked_booking(booking)
        locked.host_note = text
        locked.save(update_fields=["host_note"])
    return locked
