"""Commune of a cohort: that of the first room that it has booked."""

from bocage.people.seams.meeting_rooms import room_provider
from bocage.territory.models import Commune
from bocage.training.programmes.models.cohorts import Cohort


def commune_of(cohort: Cohort) -> Commune | None:
    """Returns the commune of the first half-day with a booked room, or None if there is none."""
    booked = cohort.sessions.planned().filter(room_booking__isnull=False).order_by("period", "pk")
    first = booked.values_list("room_booking", flat=True).first()
    if first is None:
        return None
    booked_room = room_provider().look([first]).get(first)
    return booked_room.room.commune if booked_room else None
