"""What the help board does once a member has left."""

from bocage.foundation.events import handles
from bocage.network.events.members import MemberLeft
from bocage.network.models.members import Member
from bocage.network.operations.help_clock import end_notices_of


@handles(MemberLeft)
def close_their_notices(event: MemberLeft) -> None:
    """Nobody answers to somebody who has left; who came back meanwhile keeps their notices."""
    if not Member.objects.active().filter(person=event.person_id).exists():
        end_notices_of(person_id=event.person_id)
