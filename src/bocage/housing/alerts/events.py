"""Events of alerts."""

from datetime import datetime
from uuid import UUID

from bocage.foundation.events import Event


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
