"""Events published by the club to other rooms."""

from uuid import UUID

from bocage.foundation.events import Event


class MemberJoined(Event):
    """Event published when a person becomes a member of the club, for the first time or again."""

    member_id: UUID
    person_id: UUID


class MemberLeft(Event):
    """Event published when a person is no longer a member: they left, or did not renew."""

    member_id: UUID
    person_id: UUID
