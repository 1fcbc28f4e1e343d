"""Event handlers of the École du Web, after commit: departure of a member, loss of a booked
room."""

from uuid import UUID

from bocage.foundation.events import handles
from bocage.network.members.events import MemberLeft
from bocage.network.web_school.operations.bookings import follow_booking
from bocage.network.web_school.operations.day import flag_sessions_of
from bocage.people.seams.meeting_rooms import follow_rooms


@handles(MemberLeft)
def flag_sessions_of_member(event: MemberLeft) -> None:
    """Marks the upcoming sessions led by a member who left the club."""
    flag_sessions_of(person_id=event.person_id)


@follow_rooms
def follow_the_room_of_an_edition(booking_id: UUID) -> None:
    """Updates the room of an edition whose booking was cancelled or accepted."""
    follow_booking(booking_id=booking_id)
