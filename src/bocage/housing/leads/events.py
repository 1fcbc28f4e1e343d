"""Events of leads."""

from uuid import UUID

from bocage.foundation.events import Event


class LeadShared(Event):
    """Accompanied candidates see a lead from now on, for the first time or again."""

    lead_id: UUID
    commune_code: str


class LeadEnded(Event):
    """End of a lead: closed, turned into a listing, or stale."""

    lead_id: UUID
    commune_code: str
    status: str


class OwnerReleased(Event):
    """The town hall gives the owner's number of a lead to a candidate."""

    lead_id: UUID
    person_id: UUID
