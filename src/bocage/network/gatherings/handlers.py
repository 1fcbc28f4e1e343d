"""What gatherings do about rooms, and about members who leave."""

from uuid import UUID

from bocage.foundation.events import handles
from bocage.network.gatherings.operations.registrations import leave_all_gatherings
from bocage.network.gatherings.operations.room_changes import follow_room
from bocage.network.members.events import MemberLeft
from bocage.network.members.models.members import Member
from bocage.people.seams.meeting_rooms import follow_rooms


@follow_rooms
def follow_the_room(booking_id: UUID) -> None:
    """The room of a gathering was taken back, moved, or agreed to."""
    follow_room(booking_id=booking_id)


@handles(MemberLeft)
def take_off_who_left(event: MemberLeft) -> None:
    """Who left the club comes to nothing more of it, and their seats go to others. Who only did
    not renew still comes, and so does who came back meanwhile."""
    members = Member.objects.select_related("person")
    left = members.filter(pk=event.member_id, status=Member.Status.LEFT).first()
    if left is not None:
        leave_all_gatherings(person=left.person)
