"""What the room tells the rooms above."""

from uuid import UUID

from bocage.foundation.events import Event


class PersonCreated(Event):
    """Somebody has an account."""

    person_id: UUID


class NameOfPersonChanged(Event):
    """Somebody is called otherwise from now on."""

    person_id: UUID


class AddressOfPersonChanged(Event):
    """Somebody reads another mailbox from now on."""

    person_id: UUID


class MandateGranted(Event):
    """Somebody was given a role on a scope."""

    mandate_id: UUID


class MandateEnded(Event):
    """Somebody no longer holds a role, or will no longer hold it from a known day."""

    mandate_id: UUID


class StandingGiven(Event):
    """Somebody is a member of the club, or is accompanied, from now on."""

    standing_id: UUID


class StandingEnded(Event):
    """Somebody is no longer what a standing said, or will not be from a known day."""

    standing_id: UUID


class PersonErased(Event):
    """Nothing tells any more who somebody was."""

    person_id: UUID
