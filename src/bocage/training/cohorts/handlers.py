"""Event handlers of sessions: changes of their rooms."""

from uuid import UUID

from bocage.people.seams.meeting_rooms import follow_rooms
from bocage.training.cohorts.operations.session_rooms import follow_room


@follow_rooms
def follow_the_room(booking_id: UUID) -> None:
    """Updates the session whose room booking was cancelled, moved or accepted by its place."""
    follow_room(booking_id=booking_id)
