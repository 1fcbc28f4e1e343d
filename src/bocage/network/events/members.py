"""What the club tells other rooms."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class MemberJoined:
    """Somebody is a member of the club from now on, for the first time or again."""

    member_id: UUID
    person_id: UUID


@dataclass(frozen=True, kw_only=True)
class MemberLeft:
    """Somebody is no member any more: they left, or did not renew."""

    member_id: UUID
    person_id: UUID
