"""What the room publishes."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class PushDue:
    """A browser is to show a notification."""

    subscription_id: UUID
    title: str
    body: str
    url: str
    tag: str
