"""Event handlers of gatherings: changes of a room's booking, and members who leave."""

from uuid import UUID

from bocage.foundation.events import handles
from bocage.network.gatherings.operations.registrations import leave_all_gatherings
from bocage.network.gatherings.operations.room_changes import follow_room
from bocage.network.members.events import MemberLeft
from bocage.network.members.models.members import Member
from bocage.people.seams.meeting_rooms import follow_rooms


@follow_rooms
def follow_the_room(booking_id: UUID) -> None:
    """Updates the gathering whose room booking was cancelled, moved or accepted by its place."""
    follow_room(booking_id=booking_id)


@handles(MemberLeft)
def cancel_registrations_of_member(event: MemberLeft) -> None:
    """Cancels all upcoming registrations of a person who left the club, and frees their seats. Does
    nothing for a membership that was only not renewed, or that is active again.
    """
    members = Member.objects.select_related("person")
    member = members.filter(pk=event.member_id, status=Member.Status.LEFT).first()
    if member is not None:
        leave_all_gatherings(person=member.person)
