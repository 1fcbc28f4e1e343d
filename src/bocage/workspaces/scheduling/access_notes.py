"""The codes, keys and networks that somebody may read now; never the ones of other rooms."""

from datetime import datetime, timedelta

from django.db.models import Q

from bocage.people.models import Person
from bocage.workspaces.scheduling.models.access_notes import AccessNote
from bocage.workspaces.scheduling.models.bookings import Booking

ACCESS_VISIBLE_BEFORE = timedelta(hours=1)
"""Time before a booking from which its codes and keys are shown."""


def access_notes_for(person: Person, booking: Booking) -> list[AccessNote]:
    """Returns the access notes that the holder of a booking needs, around its time; one query, or
    none without the permission.

    Empty for anybody else, earlier than an hour before the booking, or once it is over: a code in
    an old page or mail would open the door to any reader.
    """
    if not person.has_perm("workspaces.see_access_notes", booking):
        return []
    return access_notes_of(booking)


def access_notes_of(booking: Booking) -> list[AccessNote]:
    """Lists the access notes of the place and of the spaces of a booking, for any reader and at any
    time; one query.
    """
    return list(
        AccessNote.objects.filter(
            Q(resource=None) | Q(resource__holds__booking=booking), place=booking.place_id
        )
        .distinct()
        .order_by("kind", "pk")
    )


def visible_from(booking: Booking) -> datetime:
    """Returns from when the holder of a confirmed booking may read its access notes, until
    it ends."""
    return booking.period.lower - ACCESS_VISIBLE_BEFORE


def are_access_notes_visible(booking: Booking, *, now: datetime) -> bool:
    """Checks whether the access notes of a booking may be read now: it is confirmed or checked in,
    and it is its time.
    """
    return (
        booking.status in (Booking.Status.CONFIRMED, Booking.Status.CHECKED_IN)
        and visible_from(booking) <= now < booking.period.upper
    )


def next_visible_from(person: Person, booking: Booking, *, now: datetime) -> datetime | None:
    """Returns from when the holder of a confirmed booking will be able to read its access notes;
    None where they already can, or where the place has none. One query at most.
    """
    is_holder = person.pk in {booking.booked_for_id, booking.created_by_id}
    is_before = booking.status == Booking.Status.CONFIRMED and now < visible_from(booking)
    if not is_holder or not is_before or not access_notes_of(booking):
        return None
    return visible_from(booking)
