"""What the room publishes."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class DeliveryReceived:
    """A delivery is stored, and is to be read."""

    run_id: UUID


@dataclass(frozen=True)
class SourceDue:
    """The address of a source is to be read."""

    source_id: UUID


@dataclass(frozen=True, kw_only=True)
class LeadShared:
    """Accompanied candidates see a lead from now on, for the first time or again."""

    lead_id: UUID
    commune_code: str


@dataclass(frozen=True, kw_only=True)
class LeadEnded:
    """A lead is no longer shown: closed, become a listing, or without news."""

    lead_id: UUID
    commune_code: str
    status: str


@dataclass(frozen=True, kw_only=True)
class OwnerReleased:
    """The town hall gives the owner's number of a lead to a candidate."""

    lead_id: UUID
    person_id: UUID


@dataclass(frozen=True, kw_only=True)
class ProjectToldOfHomes:
    """One message told the holder of a settlement project's search of so many homes."""

    project_id: UUID
    homes: int
    told_at: datetime


@dataclass(frozen=True, kw_only=True)
class PushDue:
    """A browser is to show a notification."""

    subscription_id: UUID
    title: str
    body: str
    url: str
    tag: str
