"""What the École du Web does when a member is gone, after commit."""

from __future__ import annotations

from bocage.foundation.events import handles
from bocage.network.events.members import MemberLeft
from bocage.network.operations.web_school_day import flag_sessions_of


@handles(MemberLeft)
def flag_what_they_led(event: MemberLeft) -> None:
    """A member left the club: the sessions that they were to lead are marked."""
    flag_sessions_of(person_id=event.person_id)
