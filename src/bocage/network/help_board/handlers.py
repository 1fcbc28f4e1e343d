"""Event handlers of the help board: departure of a member."""

from bocage.foundation.events import handles
from bocage.network.help_board.operations.scheduled import end_help_posts_of
from bocage.network.members.events import MemberLeft
from bocage.network.members.models.members import Member


@handles(MemberLeft)
def close_help_posts_of_member(event: MemberLeft) -> None:
    """Closes the help posts of a member who left the club, unless they are an active member
    again."""
    if not Member.objects.active().filter(person=event.person_id).exists():
        end_help_posts_of(person_id=event.person_id)
