"""What the room tells the rooms above."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class PersonCreated:
    """Somebody has an account."""

    person_id: UUID


@dataclass(frozen=True, kw_only=True)
class NameOfPersonChanged:
    """Somebody is called otherwise from now on."""

    person_id: UUID


@dataclass(frozen=True, kw_only=True)
class AddressOfPersonChanged:
    """Somebody reads another mailbox from now on."""

    person_id: UUID


@dataclass(frozen=True, kw_only=True)
class MandateGranted:
    """Somebody was given a role on a scope."""

    mandate_id: UUID


@dataclass(frozen=True, kw_only=True)
class MandateEnded:
    """Somebody no longer holds a role, or will no longer hold it from a known day."""

    mandate_id: UUID


@dataclass(frozen=True, kw_only=True)
class StandingGiven:
    """Somebody is a member of the club, or is accompanied, from now on."""

    standing_id: UUID


@dataclass(frozen=True, kw_only=True)
class StandingEnded:
    """Somebody is no longer what a standing said, or will not be from a known day."""

    standing_id: UUID


@dataclass(frozen=True, kw_only=True)
class PersonErased:
    """Nothing tells any more who somebody was."""

    person_id: UUID
