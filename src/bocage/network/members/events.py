"""What the club tells other rooms."""

from uuid import UUID

from bocage.foundation.events import Event


class MemberJoined(Event):
    """Somebody is a member of the club from now on, for the first time or again."""

    member_id: UUID
    person_id: UUID


class MemberLeft(Event):
    """Somebody is no member any more: they left, or did not renew."""

    member_id: UUID
    person_id: UUID
