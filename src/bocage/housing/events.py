"""What the room publishes."""

from datetime import datetime
from uuid import UUID

from bocage.foundation.events import Event


class DeliveryReceived(Event):
    """A delivery is stored, and is to be read."""

    run_id: UUID


class SourceDue(Event):
    """The address of a source is to be read."""

    source_id: UUID


class LeadShared(Event):
    """Accompanied candidates see a lead from now on, for the first time or again."""

    lead_id: UUID
    commune_code: str


class LeadEnded(Event):
    """A lead is no longer shown: closed, become a listing, or without news."""

    lead_id: UUID
    commune_code: str
    status: str


class OwnerReleased(Event):
    """The town hall gives the owner's number of a lead to a candidate."""

    lead_id: UUID
    person_id: UUID


class ProjectToldOfHomes(Event):
    """One message told the holder of a settlement project's search of so many homes."""

    project_id: UUID
    homes: int
    told_at: datetime


class PushDue(Event):
    """A browser is to show a notification."""

    subscription_id: UUID
    title: str
    body: str
    url: str
    tag: str
