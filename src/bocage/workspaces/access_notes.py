"""The codes, keys and networks that somebody may read now; never the ones of other rooms."""

from __future__ import annotations

from django.db.models import Q

from bocage.people.models import Person
from bocage.workspaces.models import AccessNote, Booking


def access_notes_for(person: Person, booking: Booking) -> list[AccessNote]:
    """What the holder of a booking needs to get in, about its time; one query, else none.

    Nothing to anybody else, nor an hour before the booking, nor once it is over: a code in an
    old page or an old mail would open the door to whoever reads it.
    """
    if not person.has_perm("workspaces.see_access_notes", booking):
        return []
    return list(
        AccessNote.objects.filter(
            Q(resource=None) | Q(resource__holds__booking=booking), place=booking.place_id
        )
        .distinct()
        .order_by("kind", "pk")
    )
